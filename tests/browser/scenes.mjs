// What is done on the page, and what must be seen then. Each function is a scene on a page of its own.
import assert from "node:assert/strict";
import { copyFile, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Both versions of the paper of 25 pages. */
const long = ({ folder }) => ["1.13", "1.14"].map((version) => join(folder, `krm_sachstand_${version}.xlsx`));
/** Both versions of a paper of few pages; the second one names a day that does not exist. */
const short = ({ folder }) => ["1.0", "1.1"].map((version) => join(folder, `schulen_${version}.xlsx`));

// ---- from workbooks to pages ----

export async function chosen_workbooks_become_pages_and_findings_lead_to_their_lines(desk, job) {
  const { page, asked } = desk;
  await desk.make(...long(job));
  await desk.sheet(1);
  const total = await page.locator("#blaetter > li").count();
  assert.ok(total >= 25, `${total} pages`);
  assert.ok(!asked.some((number) => number > total / 2), `asked for pages far below: ${asked}`);

  await desk.unfold(".art");
  const links = page.locator("#meldungen-titel ~ details .zur-seite");
  const pages = await links.evaluateAll((all) => all.map((it) => Number(it.hash.slice("#seite-".length))));
  const last = Math.max(...pages);
  assert.ok(last > total / 2, `a finding on one of the last pages: ${pages}`);
  const link = links.nth(pages.indexOf(last));
  assert.ok((await link.locator("xpath=ancestor::li").innerText()).length > 40, "the finding can be read");
  await link.click();

  const frame = page.locator(`#seite-${last} > .stelle`);
  await frame.waitFor();
  await desk.until(isInView, ".stelle");
  await desk.sheet(last);
  assert.ok(asked.includes(last));
  assert.equal(await desk.focused(), `seite-${last}`);
  assert.equal(await page.locator(".stelle").count(), 1);
}

/** Whether an element is wholly in view, in the window and in the part that scrolls. */
function isInView(selector) {
  const element = document.querySelector(selector);
  const inside = element.closest(".seiten").getBoundingClientRect();
  const { top, bottom } = element.getBoundingClientRect();
  return top >= Math.max(0, inside.top) && bottom <= Math.min(innerHeight, inside.bottom);
}

/** As the browser gets it when files are dragged over the page and let go. */
export async function dropped_workbooks_become_pages(desk, job) {
  const { page } = desk;
  const devtools = await desk.context.newCDPSession(page);
  const drag = (type) =>
    devtools.send("Input.dispatchDragEvent", {
      type,
      x: 900,
      y: 700,
      data: { items: [], files: short(job), dragOperationsMask: 1 },
    });
  const before = page.url();
  await drag("dragEnter");
  // As long as the files are held there, the browser says so again and again.
  for (let times = 0; times < 500 && !(await page.locator("#ablage.darueber").count()); times += 1) await drag("dragOver");
  assert.equal(await page.locator("#ablage.darueber").count(), 1);
  await drag("drop");
  await desk.made("");
  await desk.sheet(1);
  assert.equal(await page.locator(".darueber").count(), 0);
  assert.equal(page.url(), before, "the browser does not open the file itself");
  assert.match(await desk.text('[data-teil="arbeitsmappen"]'), /schulen_1\.0\.xlsx[^]*schulen_1\.1\.xlsx/);
}

/** What is said of a file that is no workbook; what lies on the page stays. */
export async function a_file_that_is_no_workbook_is_explained(desk, job) {
  await desk.make(...short(job));
  const key = await desk.key();
  desk.expect(/console: .* 422 .*\/dateien/);
  await desk.choose(join(job.folder, "notiz.txt"));
  await desk.page.locator('[data-teil="hinweis"] [role="alert"]').waitFor();
  assert.match(await desk.text('[data-teil="hinweis"]'), /notiz\.txt/);
  await desk.finished();
  assert.equal(await desk.key(), key);
}

/** Saved anew since it was chosen: the browser reads no such file, and the others become papers without it. */
export async function a_file_that_cannot_be_read_any_more_is_told(desk, job) {
  const { page } = desk;
  desk.expect(/console: .*(ERR_UPLOAD_FILE_CHANGED|ERR_FILE_NOT_FOUND|ERR_ACCESS_DENIED|400).* .*\/dateien/);
  const [before, now] = short(job);
  await page.evaluate(() => {
    window.hold = (event) => event.stopImmediatePropagation();
    window.addEventListener("change", window.hold, true);
  });
  await desk.choose(before, now);
  await rm(now);
  await page.evaluate(() => {
    window.removeEventListener("change", window.hold, true);
    document.getElementById("dateien").dispatchEvent(new Event("change", { bubbles: true }));
  });
  await desk.made("");
  await page.locator('[data-teil="hinweis"] [role="alert"]').waitFor();
  assert.match(await desk.text('[data-teil="hinweis"]'), /»schulen_1\.1\.xlsx« kann nicht gelesen werden/);
  assert.match(await page.title(), /Schulen 1\.0/);
}

// ---- choices ----

export async function choices_change_the_pictures_and_leave_the_rest_as_it_is(desk, job) {
  const { page } = desk;
  await desk.make(...long(job));
  await desk.unfold("#spalten-alle");
  await desk.unfold(".art");
  await page.locator("#naechste-version").fill("2.0");
  const third = await desk.sheet(3);
  const place = () => page.evaluate(() => document.getElementById("seiten").scrollTop);
  const scrolled = await place();
  assert.ok(scrolled > 500, `scrolled to page 3: ${scrolled}`);
  const choose = async (act) => {
    const before = await desk.key();
    await act();
    await desk.made(before);
    assert.equal(await place(), scrolled);
    assert.equal(await page.inputValue("#naechste-version"), "2.0");
    assert.equal(await page.locator("#spalten-alle:not([open]), .art:not([open])").count(), 0);
  };

  await page.focus("#aenderungen");
  await choose(() => page.selectOption("#aenderungen", "keine"));
  assert.equal(await desk.focused(), "aenderungen");
  assert.notEqual(await desk.sheet(3), third);

  await choose(() => page.selectOption("#aenderungen", "markiert"));
  assert.equal(await desk.sheet(3), third);

  await choose(() => page.uncheck("#uebersicht"));
  assert.equal(await desk.focused(), "uebersicht");
  assert.ok((await page.locator("#blaetter > li").count()) < 25, "without the list of changes there are fewer pages");

  await page.selectOption("#ausgabe", "beide");
  await page.locator("#ausgabe-oeffentlich").waitFor();
  await desk.finished();
  const other = page.locator(`#${await page.locator('#seiten button[aria-pressed="false"]').getAttribute("id")}`);
  const first = await desk.sheet(1);
  const before = await desk.key();
  await other.click();
  await desk.made(before);
  assert.equal(await other.getAttribute("aria-pressed"), "true");
  assert.notEqual(await desk.sheet(1), first);
  assert.equal(await page.locator("#datei-oeffentlich-pdf, #datei-nichtoeffentlich-pdf").count(), 2);
}

/** Keys that are pressed while parts are exchanged all arrive. */
export async function one_types_on_while_the_papers_are_made(desk, job) {
  const { page } = desk;
  await desk.make(...long(job));
  const before = await desk.key();
  await page.selectOption("#aenderungen", "keine");
  await page.focus("#naechste-version");
  for (const key of "3.141592653589") await page.keyboard.press(key);
  await desk.made(before);
  await page.keyboard.press("7");
  assert.equal(await desk.focused(), "naechste-version");
  assert.equal(await page.inputValue("#naechste-version"), "3.1415926535897");
}

// ---- columns and persons ----

export async function a_column_is_taken_for_another_and_the_settings_can_be_kept(desk, { folder }) {
  const { page } = desk;
  await desk.make(join(folder, "spalten.xlsx"));
  const first = await desk.sheets();
  await page.locator("#spalten-titel").waitFor();
  await desk.unfold("#spalten-alle");
  const list = page.getByLabel("»Lage vor Ort«");
  assert.equal(await list.inputValue(), "einzelangabe");
  const before = await desk.key();
  await list.selectOption("arbeitsspalte");
  await desk.made(before);
  assert.notDeepEqual(await desk.sheets(), first);
  assert.ok(await page.locator("#spalten-alle[open]").count());

  const { name, bytes } = await desk.take("#einstellungen-datei");
  assert.equal(name, "sachstand.toml");
  assert.match(bytes.toString(), /Lage vor Ort/);

  const changed = await desk.key();
  await page.click("#einstellungen-verwerfen");
  await desk.made(changed);
  assert.deepEqual(await desk.sheets(), first);
}

export async function persons_are_decided_about_and_the_public_paper_is_made(desk, { folder }) {
  const { page } = desk;
  await desk.make(join(folder, "personen.xlsx"));
  const person = (name) => page.locator(".person", { has: page.getByRole("heading", { name }) });
  assert.match(await desk.text('[data-teil="berichte"]'), /Zurückgehalten/);
  assert.equal(await page.locator("#datei-oeffentlich-pdf").count(), 0);
  assert.match(await person("Petra Sommerfeld").innerText(), /leitet den Neubau/);

  // What is typed at one stays there while others are decided about.
  const role = person("Kurt Weill");
  await role.locator("summary").click();
  await role.getByLabel("Rolle", { exact: true }).fill("der Namensgeber");
  await person("Jo Brandt").getByRole("button", { name: "darf genannt werden" }).click();
  await page.getByText("Jo Brandt: bleibt im öffentlichen Bericht stehen").waitFor();
  await person("Petra Sommerfeld").getByRole("button", { name: "keine Person" }).click();
  await page.getByText("Petra Sommerfeld: bleibt im öffentlichen Bericht stehen").waitFor();
  assert.equal(await role.getByLabel("Rolle", { exact: true }).inputValue(), "der Namensgeber");
  // Enter means the button of the field, not the first one of the person.
  await page.locator("body:not(.ruht)").waitFor();
  await role.getByLabel("Rolle", { exact: true }).press("Enter");
  await page.getByText("im öffentlichen Bericht »der Namensgeber«").waitFor();
  assert.equal(await page.locator(".person").count(), 0);

  const { name, bytes } = await desk.take("#personen-arbeitsmappe");
  assert.equal(name, "personen.xlsx");
  await page.click("#personen-verwenden");
  await page.locator("#datei-oeffentlich-pdf").waitFor();
  await desk.finished();
  const kept = await desk.take("#geaendert-0");
  assert.ok(kept.bytes.equals(bytes), "the copy on the page is the one that was taken along");
  assert.equal(await page.locator('[data-teil="personen"]').isHidden(), true);
  await desk.sheet(1);
}

// ---- what is taken along, and what comes anew ----

export async function files_are_those_that_a_build_writes(desk, job) {
  await desk.make(...long(job));
  for (const ending of ["docx", "pdf"]) {
    const { name, bytes } = await desk.take(`#datei-oeffentlich-${ending}`);
    assert.ok(name.endsWith(`.${ending}`), name);
    assert.ok(bytes.equals(await readFile(join(job.folder, "gebaut", name))), name);
  }
}

/** The frame of the finding stood where the picture has changed, and nowhere else has it. */
export async function a_mended_cell_takes_its_finding_with_it(desk, job) {
  const { page } = desk;
  await desk.make(...short(job));
  const finding = page.locator("#art-datum-ungueltig");
  const link = finding.locator(".zur-seite").first();
  await link.click();
  await desk.sheet(Number((await link.getAttribute("href")).slice("#seite-".length)));
  const spot = await page.locator(".stelle").evaluate((frame) => {
    const [image, sheet] = [frame.parentElement.querySelector("img"), frame.parentElement];
    const scale = () => image.naturalHeight / image.clientHeight;
    return { page: Number(sheet.id.slice("seite-".length)), top: frame.offsetTop * scale(), height: frame.offsetHeight * scale() };
  });
  const before = await desk.rows(spot.page);

  await desk.make(join(job.folder, "berichtigt", "schulen_1.1.xlsx"));
  await finding.waitFor({ state: "detached" });
  await desk.sheet(spot.page);
  const after = await desk.rows(spot.page);
  const changed = after.flatMap((row, number) => (row === before[number] ? [] : [number]));
  const within = changed.filter((row) => row >= spot.top && row <= spot.top + spot.height);
  assert.ok(within.length > 5, `rows ${changed[0]} to ${changed.at(-1)} changed, framed was ${JSON.stringify(spot)}`);
}

// ---- the keyboard ----

/** From the first Tab to a file that is taken along, by keys alone; where one is can always be seen. */
export async function the_keyboard_is_enough(desk, job) {
  const { page } = desk;
  await page.keyboard.press("Tab");
  await assertVisible(desk);
  assert.match(await page.evaluate(() => document.activeElement.textContent), /Zu den Seiten/);

  await go(desk, "#dateien");
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Space")]);
  await chooser.setFiles([join(job.folder, "personen.xlsx")]);
  await desk.made("");
  await assertVisible(desk);

  await go(desk, "#art-datum-ungueltig .zur-seite");
  await page.keyboard.press("Enter");
  await page.locator(".stelle").waitFor();
  await assertVisible(desk);
  await go(desk, ".person button[value=oeffentlich]", "Shift+Tab");
  for (const left of [2, 1, 0]) {
    await page.keyboard.press("Enter");
    await desk.until((left) => document.querySelectorAll(".person").length === left, left);
    await assertVisible(desk);
    if (left > 0) await go(desk, ".person button[value=oeffentlich]");
  }
  await go(desk, "#personen-verwenden");
  await page.keyboard.press("Enter");
  await page.locator("#datei-oeffentlich-pdf").waitFor();
  await desk.until(() => document.querySelector('[data-teil="personen"]').hidden);
  await assertVisible(desk);

  await go(desk, "#aenderungen");
  const before = await desk.key();
  await page.keyboard.press("ArrowDown");
  assert.equal(await desk.key(), before, "while one looks through a list nothing is made");
  await page.keyboard.press("Enter");
  await desk.made(before);
  assert.equal(await desk.focused(), "aenderungen");
  await go(desk, "#uebersicht");
  await page.keyboard.press("Space");
  await desk.made(await desk.key().then((key) => (key === before ? key : before)));
  await page.locator("#datei-oeffentlich-pdf").waitFor();
  await assertVisible(desk);

  await go(desk, "#datei-oeffentlich-pdf", "Shift+Tab");
  const { bytes } = await desk.take("", () => page.keyboard.press("Enter"));
  assert.equal(bytes.subarray(0, 5).toString(), "%PDF-");
}

/** Goes on by Tab until the focus is there; on the way it is always to be seen. */
async function go(desk, selector, key = "Tab") {
  for (let steps = 0; steps < 200; steps += 1) {
    if (await desk.page.evaluate((selector) => document.activeElement.matches(selector), selector)) return;
    await desk.page.keyboard.press(key);
    await assertVisible(desk);
  }
  assert.fail(`${selector} is not reached`);
}

/** Something has the focus, and its outline is drawn within the window. */
async function assertVisible(desk) {
  const found = await desk.page.evaluate(() => {
    const at = document.activeElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(at);
    const { left, right, top, bottom } = at.getBoundingClientRect();
    const name = `${at.tagName} #${at.id} »${at.textContent.slice(0, 30)}«`;
    const outline = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    // Nothing lies over the middle of what is within the window.
    const middle = (from, to, end) => (Math.max(from, 0) + Math.min(to, end)) / 2;
    const over = document.elementFromPoint(middle(left, right, innerWidth), middle(top, bottom, innerHeight));
    const seen = Boolean(over) && (at.contains(over) || over.contains(at) || over.matches(`label[for="${at.id}"]`));
    return { name: `${name} at ${top} to ${bottom}, over it ${over?.outerHTML.slice(0, 80)}`, body: at === document.body, outline, seen };
  });
  assert.deepEqual({ ...found, name: "" }, { name: "", body: false, outline: true, seen: true }, found.name);
}

// ---- a folder ----

/** Excel writes another file beside, renames the old one away and the new one into its place; often twice. */
export async function what_is_saved_in_a_folder_appears_by_itself(desk, { folder }) {
  const { page } = desk;
  const office = join(folder, "amt");
  const workbook = join(office, "schulen_1.1.xlsx");
  const lock = join(office, "~$schulen_1.1.xlsx");
  await page.fill("#ordner", office);
  await page.click("#ordner-oeffnen");
  await desk.made("");
  const link = page.locator("#art-datum-ungueltig .zur-seite").first();
  const number = Number((await link.getAttribute("href")).slice("#seite-".length));
  const first = await desk.sheet(number);

  await writeFile(lock, "Beispiel");
  await page.getByText("ist noch in Excel geöffnet").waitFor();
  const quiet = (await desk.announced()).length;
  const before = await desk.key();
  for (const time of [1, 2]) {
    const [other, old] = [join(office, `7A1C${time}000`), join(office, `7A1C${time}000.tmp`)];
    await copyFile(join(folder, "berichtigt", "schulen_1.1.xlsx"), other);
    await rename(workbook, old);
    await rename(other, workbook);
    await rm(old);
  }
  await desk.made(before);
  await page.locator("#art-datum-ungueltig").waitFor({ state: "detached" });
  assert.notEqual(await desk.sheet(number), first);
  const said = (await desk.announced()).slice(quiet);
  assert.ok(!said.some((it) => /kein Bericht|keine Arbeitsmappe/.test(it)), `it was never gone: ${said}`);

  await rm(lock);
  await page.getByText("ist noch in Excel geöffnet").waitFor({ state: "detached" });
  await page.click("#ordner-schliessen");
  await page.locator("#dateien").waitFor();
}

// ---- what is said ----

export async function progress_and_result_are_announced(desk, job) {
  await desk.make(...long(job));
  const said = await desk.announced();
  const place = (pattern) => said.findIndex((it) => pattern.test(it));
  const places = [/^Arbeitsmappe 1 von 2 wird/, /^Arbeitsmappe 2 von 2 wird/, /wird erstellt|werden gelesen/, /^Der Bericht ist fertig: \d+ Fehler, \d+ Warnungen$/];
  const found = places.map(place);
  assert.ok(!found.includes(-1) && found.every((it, at) => at === 0 || it > found[at - 1]), JSON.stringify(said));
  assert.ok(said.every((it, at) => it !== said[at - 1]), `nothing is said twice in a row: ${JSON.stringify(said)}`);
  assert.equal(await desk.page.getAttribute("#stand", "role"), "status");
}

// ---- the end ----

/** That the program ends then is seen by who started it. */
export async function with_the_page_the_program_ends(desk, job) {
  await desk.make(...short(job));
  await Promise.all([desk.page.waitForEvent("close"), desk.page.close({ runBeforeUnload: true })]);
  await unreachable(job.address);
}

/** Waits until nobody answers any more. */
async function unreachable(address) {
  while (await fetch(address).then(() => true, () => false)) await new Promise((next) => setTimeout(next, 50));
}

export async function a_program_that_was_killed_is_told_of(desk, job) {
  const { page } = desk;
  await desk.make(...short(job));
  desk.expect(/ERR_(CONNECTION_REFUSED|INCOMPLETE_CHUNKED_ENCODING|CONNECTION_RESET|EMPTY_RESPONSE)/);
  process.kill(job.pid, "SIGKILL");
  await page.getByText("Das Programm ist beendet").waitFor();
  const left = await page.locator("main :is(button, input, select):enabled").count();
  assert.equal(left, 0, "nothing can be done any more");
  assert.match((await desk.announced()).at(-1), /^Das Programm ist beendet/);
}

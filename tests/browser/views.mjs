// Every view of the page, in all its forms: no findings of axe-core, nothing to be scrolled sideways.
import assert from "node:assert/strict";
import { join } from "node:path";

import { axe } from "./browser.mjs";

/** Windows: a wide one, a narrow one, and a wide one at 200 %. */
const WINDOWS = {
  wide: { width: 1400, height: 900, deviceScaleFactor: 1 },
  narrow: { width: 400, height: 800, deviceScaleFactor: 1 },
  "at 200 %": { width: 700, height: 450, deviceScaleFactor: 2 },
};

export async function every_view_is_accessible(desk, { folder }) {
  const { page } = desk;
  const look = await looker(desk);
  const file = (name) => join(folder, name);
  await look("empty");

  await desk.make(file("schulen_1.0.xlsx"), file("schulen_1.1.xlsx"));
  await desk.unfold();
  await look("with findings, columns opened");

  await page.fill("#naechste-version", "vielleicht");
  await page.click("#naechste-anlegen");
  await page.locator('[data-teil="hinweis"] [role="alert"]').waitFor();
  await look("after an error");

  await page.fill("#naechste-version", "");
  await page.click("#naechste-anlegen");
  await page.locator("#angelegt").waitFor();
  await look("next version made");

  await desk.choose(file("personen.xlsx"), file("spalten.xlsx"));
  await page.locator("#zeigen-2").waitFor();
  await desk.finished();
  await look("several papers");

  await page.getByRole("button", { name: "Sport 1.0" }).click();
  await page.locator("#person-0-oeffentlich").waitFor();
  await desk.finished();
  await desk.unfold('[data-teil="personen"] details');
  await look("persons");

  await page.click("#person-0-oeffentlich");
  await page.locator("#personen-arbeitsmappe").waitFor();
  await desk.unfold('[data-teil="personen"] details');
  await look("persons decided");
}

export async function a_folder_and_the_end_are_accessible(desk, { folder, pid }) {
  const { page } = desk;
  const look = await looker(desk);
  await page.fill("#ordner", join(folder, "amt"));
  await page.click("#ordner-oeffnen");
  await desk.made("");
  await look("folder");

  desk.expect(/ERR_(CONNECTION_REFUSED|INCOMPLETE_CHUNKED_ENCODING|CONNECTION_RESET|EMPTY_RESPONSE)/);
  process.kill(pid, "SIGKILL");
  await page.getByText("Das Programm ist beendet").waitFor();
  await look("after the end");
}

/** Looks at a view in every scheme and window, and puts the window back. */
async function looker(desk) {
  const devtools = await desk.context.newCDPSession(desk.page);
  const resize = (window) => devtools.send("Emulation.setDeviceMetricsOverride", { ...window, mobile: false });
  return async (view) => {
    const findings = [];
    for (const [name, window] of Object.entries(WINDOWS)) {
      await resize(window);
      findings.push(...(await scrolled(desk, window.width)).map((it) => `${name}: ${it}`));
      for (const colorScheme of ["light", "dark"]) {
        await desk.page.emulateMedia({ colorScheme });
        findings.push(...(await found(desk)).map((it) => `${name}, ${colorScheme}: ${it}`));
      }
    }
    await resize({ width: 320, height: 800, deviceScaleFactor: 1 });
    findings.push(...(await scrolled(desk, 320)));
    await desk.page.emulateMedia({ colorScheme: "light", forcedColors: "active" });
    findings.push(...(await found(desk)).map((it) => `forced colours: ${it}`));
    await desk.page.emulateMedia({ forcedColors: "none" });
    await resize(WINDOWS.wide);
    assert.deepEqual(findings, [], view);
  };
}

/** What axe-core finds, the size of what is clicked included. */
async function found({ page }) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe());
  const violations = await page.evaluate(async () => {
    const { violations } = await window.axe.run({ rules: { "target-size": { enabled: true } }, resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((it) => `${it.target} ${it.failureSummary}`).join(" | ")}`);
  });
  return violations;
}

/** What is wider than the window (WCAG 1.4.10); tables scroll within a region of their own. */
function scrolled({ page }, width) {
  return page.evaluate((width) => {
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.body.querySelectorAll("*")].filter((it) => it.getBoundingClientRect().right > width + 1 && !it.parentElement.closest(".tabelle"));
    return [`${document.documentElement.scrollWidth} px wide at ${width}: ${wide.map((it) => `${it.tagName}#${it.id}.${it.className}`).slice(0, 5)}`];
  }, width);
}

/** Who wants no motion gets none; who does not mind sees the page glide to a line. */
export async function nothing_moves_for_who_wants_no_motion(desk, job) {
  const { page } = desk;
  await desk.make(join(job.folder, "schulen_1.0.xlsx"), join(job.folder, "schulen_1.1.xlsx"));
  const moving = () =>
    page.evaluate(() => {
      const glides = getComputedStyle(document.documentElement).scrollBehavior === "smooth";
      return { glides, animations: document.getAnimations().length };
    });
  assert.deepEqual(await moving(), { glides: false, animations: 0 });
  await page.emulateMedia({ reducedMotion: "no-preference" });
  assert.equal((await moving()).glides, true);
}

// The page keeps itself up to date: it hears of every change, fetches itself, and exchanges the parts that differ.
"use strict";

const main = document.querySelector("main");
const parser = new DOMParser();
/** Where the last finding that was clicked stands, to be marked again on pages made anew. */
let spot = null;

// ---- keeping up to date ----

let loading = false;
let again = false;

/** Fetches the page as it is now; calls during that are one more. */
async function refresh() {
  if (loading) {
    again = true;
    return;
  }
  loading = true;
  try {
    do {
      again = false;
      const answer = await fetch("./");
      if (answer.ok) show(await answer.text());
    } while (again);
  } catch {
    ended();
  } finally {
    loading = false;
  }
}

/** Exchanges whatever differs from the new text of the page. */
function show(text) {
  const fresh = parser.parseFromString(text, "text/html");
  document.title = fresh.title;
  const kept = remember();
  for (const part of document.querySelectorAll("[data-teil]")) {
    const next = fresh.querySelector(`[data-teil="${part.dataset.teil}"]`);
    if (next) exchange(part, next);
  }
  pages(fresh.getElementById("blaetter"));
  restore(kept);
}

function exchange(part, next) {
  if (part.wie === undefined) part.wie = part.outerHTML;
  if (part.wie === next.outerHTML) return;
  if (part.hasAttribute("aria-live")) {
    // The element stays: only what comes into it is read aloud.
    const said = [...next.childNodes].map((it) => document.importNode(it, true));
    if (part.innerHTML !== next.innerHTML) part.replaceChildren(...said);
    part.wie = next.outerHTML;
    return;
  }
  const taken = document.importNode(next, true);
  taken.wie = next.outerHTML;
  part.replaceWith(taken);
}

/** What the user has opened, typed and is at. */
function remember() {
  const open = new Map();
  for (const it of document.querySelectorAll("details[id]")) open.set(it.id, it.open);
  const typed = new Map();
  for (const it of document.querySelectorAll("input[type=text][id]")) {
    if (it.value !== it.defaultValue) typed.set(it.id, it.value);
  }
  const at = document.activeElement;
  const inside = at && at.closest("[data-teil]");
  return { open, typed, focus: at && place(at), part: inside && inside.dataset.teil, seen: at && isSeen(at) };
}

/** What can have the focus. */
const CONTROLS = "a[href], button, input, select, textarea, summary, [tabindex]";

/** Where a control is: the nearest name, and which one it is there. */
function place(control) {
  const named = control.closest("[id]");
  return named && { id: named.id, number: [...named.querySelectorAll(CONTROLS)].indexOf(control) };
}

/** Whether it is on the screen, and not below the line that stays at its top. */
function isSeen(control) {
  const { top, bottom } = control.getBoundingClientRect();
  return top >= document.getElementById("stand").getBoundingClientRect().bottom && bottom <= window.innerHeight;
}

/** The control that is at this place now. */
function at({ id, number }) {
  const named = document.getElementById(id);
  return number < 0 ? named : named && named.querySelectorAll(CONTROLS)[number];
}

function restore({ open, typed, focus, part, seen }) {
  for (const [id, value] of open) {
    const it = document.getElementById(id);
    if (it) it.open = value;
  }
  for (const [id, value] of typed) {
    const it = document.getElementById(id);
    if (it) it.value = value;
  }
  if (!part || (document.activeElement && document.activeElement !== document.body)) return;
  // What is hidden now, or a title that was made anew, takes no focus.
  for (const next of [() => focus && at(focus), () => heading(part), () => heading("berichte"), () => heading("arbeitsmappen")]) {
    const it = next();
    if (it) it.focus({ preventScroll: true });
    if (!it || document.activeElement !== it) continue;
    // What was in view stays there, also where what stands above it is gone.
    if (seen && !isSeen(it)) it.scrollIntoView({ block: "center" });
    return;
  }
}

/** The title of a part, for whoever was at something that is gone. */
function heading(part) {
  const title = document.querySelector(`[data-teil="${part}"]:not([hidden]) h2`);
  if (title) title.tabIndex = -1;
  return title;
}

// ---- the pages ----

/** Puts the new pictures in place of the old ones: what is on the screen stays where it is. */
function pages(fresh) {
  const list = document.getElementById("blaetter");
  if (!fresh || list.dataset.stand === fresh.dataset.stand) return;
  if (fresh.dataset.stand) list.dataset.stand = fresh.dataset.stand;
  else delete list.dataset.stand;
  const next = [...fresh.children];
  next.forEach((sheet, number) => {
    const old = list.children[number];
    if (!old) {
      list.append(document.importNode(sheet, true));
      return;
    }
    const [from, to] = [sheet.querySelector("img"), old.querySelector("img")];
    to.alt = from.alt;
    to.srcset = from.srcset;
    to.src = from.src;
    old.querySelector(".nummer").textContent = sheet.querySelector(".nummer").textContent;
  });
  while (list.children.length > next.length) list.lastElementChild.remove();
  if (spot) mark(spot, false);
}

/** Frames the line of a finding, and brings it into view. */
function mark({ cell }, move) {
  document.querySelectorAll(".stelle").forEach((it) => it.remove());
  const links = [...document.querySelectorAll(".zur-seite")];
  const link = links.find((it) => it.dataset.zelle === cell);
  const sheet = link && document.getElementById(link.hash.slice(1));
  if (!sheet) return;
  const frame = document.createElement("span");
  frame.className = "stelle";
  sheet.append(frame);
  const height = sheet.querySelector("img").clientHeight;
  frame.style.top = `${Number(link.dataset.hoehe) * height - 4}px`;
  if (move) {
    frame.scrollIntoView({ block: "center" });
    sheet.focus({ preventScroll: true });
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.zur-seite");
  if (link) {
    event.preventDefault();
    spot = { cell: link.dataset.zelle };
    mark(spot, true);
  }
  const copy = event.target.closest("button[data-kopieren]");
  if (copy) {
    const text = document.getElementById(copy.dataset.kopieren);
    text.select();
    navigator.clipboard.writeText(text.value).then(() => (copy.textContent = "Kopiert: in Excel einfügen"));
  }
});

// ---- forms ----

document.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.target.getAttribute("action") !== "person") send(event.target, event.submitter);
  else if (!deciding) decide(event.target, event.submitter);
});

// A list that is closed changes with every arrow key: by keyboard it counts once it is left, or with Enter.
let typing = false;
let pending = null;

document.addEventListener("pointerdown", () => (typing = false));

document.addEventListener("keydown", (event) => {
  if (event.target.tagName !== "SELECT") return;
  typing = true;
  if (event.key === "Enter" && pending) {
    event.preventDefault();
    settle();
  }
});

document.addEventListener("focusout", settle);

/** Sends the form whose list was changed by keyboard. */
function settle() {
  const form = pending;
  pending = null;
  if (form?.isConnected) send(form);
}

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-sofort]");
  if (form && typing && event.target.tagName === "SELECT") pending = form;
  else if (form) send(form);
  if (event.target.id === "dateien") take(event.target.files).then(() => (event.target.value = ""));
});

/** Sends a form; the answer is the page as it is then. */
async function send(form, button) {
  const data = new URLSearchParams(new FormData(form, button));
  try {
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body: data });
    if (answer.ok) {
      const text = await answer.text();
      // What was refused is to be mended, not typed anew.
      if (!text.includes('class="fehler" data-fehler')) {
        form.querySelectorAll("input[type=text]").forEach((it) => (it.value = it.defaultValue));
      }
      show(text);
      tell();
    } else if (answer.status === 403) ended();
    else say("Das hat nicht geklappt; bitte die Seite neu laden");
  } catch {
    ended();
  }
}

/** Milliseconds in which a second click may meet another person who has moved under the pointer. */
const REST = 400;

let deciding = false;

/** Sends a decision about a person; a click that comes right after it decides nothing. */
async function decide(form, button) {
  deciding = true;
  document.body.classList.add("ruht");
  await send(form, button);
  deciding = false;
  setTimeout(() => document.body.classList.remove("ruht"), REST);
}

/** Brings into view what is said about what was done, wherever the form stands. */
function tell() {
  const said = document.querySelector('[data-teil="hinweis"] > *');
  if (!said) return;
  const { top, bottom } = said.getBoundingClientRect();
  if (top < 0 || bottom > window.innerHeight) said.scrollIntoView({ block: "center" });
}

// ---- files ----

/** Sends files one after the other; with the last one the papers are made. */
async function take(files) {
  const all = [...files];
  const largest = Number(document.querySelector("[data-groesste]")?.dataset.groesste ?? Infinity);
  const lost = [];
  for (const [number, file] of all.entries()) {
    say(all.length > 1 ? `Arbeitsmappe ${number + 1} von ${all.length} wird übernommen` : "Die Arbeitsmappe wird übernommen");
    const query = new URLSearchParams({ name: file.name, weitere: number + 1 < all.length ? 1 : 0 });
    // Of what is far too large only the beginning goes: it is refused all the same.
    const body = file.size > largest ? file.slice(0, largest + 1) : file;
    try {
      await fetch(`dateien?${query}`, { method: "POST", body, redirect: "manual" });
    } catch (error) {
      // The file was changed or is gone since it was chosen, unless the program has ended.
      if (!(await fetch("stil.css").then((it) => it.ok, () => false))) return ended();
      lost.push(file.name);
    }
  }
  // The others may wait for the last one; what stays of a lost one is the state of before, so the page says so.
  if (lost.length) {
    const body = new URLSearchParams({ verloren: lost.join("«, »") });
    await fetch("dateien-alle", { method: "POST", body }).catch(ended);
  }
  await refresh();
}

for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    if (![...(event.dataTransfer?.types ?? [])].includes("Files")) return;
    event.preventDefault();
    document.getElementById("ablage")?.classList.toggle("darueber", kind === "dragenter" || kind === "dragover");
    if (kind === "drop") take(event.dataTransfer.files);
  });
}

// ---- the program ----

function say(text) {
  const status = document.getElementById("stand");
  if (status.textContent !== text) status.textContent = text;
  status.wie = "";
}

let over = false;

function ended() {
  if (over) return;
  over = true;
  say("Das Programm ist beendet. Starten Sie »sachstand« noch einmal; diese Seite können Sie schließen");
  main.querySelectorAll("button, input, select").forEach((it) => (it.disabled = true));
  main.querySelectorAll("a[download]").forEach((it) => it.removeAttribute("href"));
}

function listen() {
  const events = new EventSource("ereignisse");
  events.onmessage = refresh;
  events.onerror = () => {
    if (over) return;
    events.close();
    fetch("stil.css").then(
      () => setTimeout(listen, 500),
      () => setTimeout(() => fetch("stil.css").then(listen, ended), 1000),
    );
  };
}

window.addEventListener("pagehide", () => navigator.sendBeacon("ende"));
// A page that comes back from the browser's memory hears nothing any more.
window.addEventListener("pageshow", (event) => event.persisted && location.reload());
listen();

// Takes the picture of the page for the manual, with the sample workbooks of input/:
//
//     node tests/browser/picture.mjs target/release/sachstand docs/oberflaeche.png
//
// Its colours are then reduced to 256, by whatever program is at hand.
//
// SACHSTAND_BROWSER names the folder with node_modules, as for the scenes.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { launched } from "./browser.mjs";
import { Desk } from "./desk.mjs";

const SIZE = { width: 1280, height: 860 };
/** A page with much that was added and dropped. */
const PAGE = 9;

/** Takes it with files and warnings at the left, and a page with changes at the right. */
async function taken(desk, path) {
  const sample = (version) => fileURLToPath(new URL(`../../input/krm_sachstand_${version}.xlsx`, import.meta.url));
  await desk.page.setViewportSize(SIZE);
  await desk.make(sample("1.13"), sample("1.14"));
  await desk.page.locator('[data-teil="berichte"]').evaluate((it) => it.scrollIntoView());
  await desk.page.locator(`#seite-${PAGE}`).evaluate((it) => {
    const pages = it.closest(".seiten");
    pages.scrollTop += it.getBoundingClientRect().top - pages.getBoundingClientRect().top;
  });
  await desk.sheet(PAGE);
  await desk.page.screenshot({ path });
}

const [program, path] = process.argv.slice(2);
const browser = await launched();
const server = spawn(program, ["serve", "--no-browser"], { stdio: ["ignore", "pipe", "inherit"] });
try {
  const address = await new Promise((said) => createInterface({ input: server.stdout }).once("line", said));
  await taken(await Desk.open(browser, { address }), path);
} finally {
  server.kill();
  await browser.close();
}

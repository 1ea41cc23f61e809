// An open page of the program: what one does on it, what one sees there, and what must never happen.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";

/** So long anything may take; nothing waits that long unless it fails. */
const DEADLINE = 60_000;

/** Runs in the page before its own script: remembers what is announced, and tells of what must not happen. */
function watch() {
  window.announced = [];
  document.addEventListener("securitypolicyviolation", (event) =>
    window.fault(`CSP: ${event.violatedDirective} ${event.blockedURI}`),
  );
  let at = null;
  document.addEventListener("focusin", (event) => (at = event.target));
  document.addEventListener("pointerdown", () => (at = null), true);
  document.addEventListener("DOMContentLoaded", () => {
    const status = document.getElementById("stand");
    if (!status) return;
    new MutationObserver(() => window.announced.push(status.textContent)).observe(status, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    // Parts are exchanged in one go: when this is called, the focus is where it is to stay.
    new MutationObserver(() => {
      if (!status.isConnected) window.fault("the live region was exchanged");
      if (at && !at.isConnected && document.activeElement === document.body) {
        window.fault(`the focus is lost from ${at.tagName} #${at.id}`);
        at = null;
      }
    }).observe(document.body, { childList: true, subtree: true });
  });
}

export class Desk {
  /** Opens the address of a program in a window of its own. */
  static async open(browser, { address }) {
    const context = await browser.newContext({
      viewport: { width: 1400, height: 900 },
      acceptDownloads: true,
      reducedMotion: "reduce",
      colorScheme: "light",
    });
    context.setDefaultTimeout(DEADLINE);
    const desk = new Desk(context, await context.newPage(), new URL(address).host);
    await desk.watched();
    await desk.page.goto(address);
    return desk;
  }

  constructor(context, page, host) {
    Object.assign(this, { context, page, host, faults: [], expected: [], asked: [] });
  }

  async watched() {
    const { page, context } = this;
    await page.exposeFunction("fault", (text) => this.faults.push(text));
    await page.addInitScript(watch);
    page.on("pageerror", (error) => this.faults.push(`error in the page: ${error.stack}`));
    page.on("console", (it) => {
      if (["error", "warning"].includes(it.type())) this.faults.push(`console: ${it.text()} ${it.location().url}`);
    });
    context.on("request", (request) => {
      const url = new URL(request.url());
      if (url.host !== this.host && url.protocol !== "blob:") this.faults.push(`asks another host: ${url}`);
      if (url.pathname.endsWith("/seite.png")) this.asked.push(Number(url.searchParams.get("nummer")));
    });
  }

  /** What a scene brings about itself, and the browser complains of, is none of the program's faults. */
  expect(pattern) {
    this.expected.push(pattern);
  }

  assertNoFaults() {
    assert.deepEqual(this.faults.filter((fault) => !this.expected.some((it) => it.test(fault))), []);
  }

  /** Where things stood when a scene failed. */
  situation() {
    const look = () => [document.getElementById("stand"), document.querySelector('[data-teil="hinweis"]')];
    const text = this.page.evaluate(`(${look})().map((it) => it?.textContent)`).catch((error) => error.message);
    return Promise.race([text, this.page.waitForTimeout(2000)]).then((text) => JSON.stringify([text, this.faults]));
  }

  picture(path) {
    return this.page.screenshot({ path, timeout: 5000 }).catch(() => {});
  }

  close() {
    return this.context.close({ runBeforeUnload: false }).catch(() => {});
  }

  // ---- what one does ----

  /** Chooses files, as with »Durchsuchen«. */
  choose(...files) {
    return this.page.setInputFiles("#dateien", files);
  }

  /** Chooses files, and waits until all is done. */
  async make(...files) {
    const before = await this.key();
    await this.choose(...files);
    await this.made(before);
  }

  /** Takes a file along: its name and bytes. */
  async take(selector, act = () => this.page.click(selector)) {
    const [download] = await Promise.all([this.page.waitForEvent("download"), act()]);
    const chunks = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    return { name: download.suggestedFilename(), bytes: Buffer.concat(chunks) };
  }

  /** Opens all that is folded in what is selected, once there is some of it. */
  async unfold(selector = "main details") {
    const all = this.page.locator(selector);
    await all.first().waitFor();
    await all.evaluateAll((all) => all.filter((it) => !it.open).forEach((it) => it.querySelector("summary").click()));
  }

  // ---- what one sees ----

  /** Waits until this holds in the page. */
  until(condition, argument) {
    return this.page.waitForFunction(condition, argument);
  }

  /** By what the pictures that are shown are known. */
  key() {
    return this.page.evaluate(() => document.getElementById("blaetter").dataset.stand ?? "");
  }

  /** Waits until a run is over: all is told, and the pictures are others than those known by `before`. */
  async made(before) {
    await this.until((before) => (document.getElementById("blaetter").dataset.stand ?? "") !== before, before);
    await this.finished();
  }

  finished() {
    return this.until(() => /^(Der Bericht ist |\d+ (von \d+ )?Berichten? sind |Es wurde kein )/.test(document.getElementById("stand").textContent));
  }

  /** Waits until the picture of a page is there, and tells what it is known by. */
  async sheet(number) {
    const image = this.page.locator(`#seite-${number} img`);
    await image.scrollIntoViewIfNeeded();
    await this.until((number) => {
      const image = document.querySelector(`#seite-${number} img`);
      return image?.complete && image.naturalWidth > 0;
    }, number);
    return createHash("sha256").update(JSON.stringify(await this.rows(number))).digest("hex");
  }

  /** The same of all pages. */
  async sheets() {
    const sheets = [];
    for (let number = 1; number <= (await this.page.locator("#blaetter > li").count()); number += 1) sheets.push(await this.sheet(number));
    return sheets;
  }

  /** A number for each row of pixels of a page's picture. */
  rows(number) {
    return this.page.evaluate(async (number) => {
      const image = document.querySelector(`#seite-${number} img`);
      await image.decode();
      const [width, height] = [image.naturalWidth, image.naturalHeight];
      const canvas = Object.assign(document.createElement("canvas"), { width, height });
      const context = canvas.getContext("2d", { willReadFrequently: true });
      context.drawImage(image, 0, 0, width, height);
      const { data } = context.getImageData(0, 0, width, height);
      return Array.from({ length: height }, (_, row) => {
        let sum = 7;
        for (let at = row * width * 4; at < (row + 1) * width * 4; at += 1) sum = (sum * 31 + data[at]) | 0;
        return sum;
      });
    }, number);
  }

  text(selector) {
    return this.page.locator(selector).innerText();
  }

  /** Which element has the focus. */
  focused() {
    return this.page.evaluate(() => document.activeElement?.id ?? "");
  }

  announced() {
    return this.page.evaluate(() => window.announced);
  }
}

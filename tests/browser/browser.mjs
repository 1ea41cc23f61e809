// The browser and the packages of others, wherever this machine has them.
import { createRequire } from "node:module";
import { join } from "node:path";

/** The folder with node_modules. */
const modules = createRequire(join(process.env.SACHSTAND_BROWSER ?? process.cwd(), "here.cjs"));

/** Nothing but the page is to be asked for over the network. */
const ARGUMENTS = [
  "--lang=de",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts the browser. */
export async function launched() {
  modules.resolve("axe-core");
  const { chromium } = modules("playwright-core");
  return chromium.launch({ executablePath: process.env.SACHSTAND_CHROMIUM ?? "/usr/bin/chromium", args: ARGUMENTS });
}

/** The script of axe-core, to be run in a page. */
export const axe = () => modules("axe-core").source;

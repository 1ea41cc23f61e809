// Plays scenes on the page in one browser. Each line on standard input is a job, each line on standard output what
// became of it; with the end of the input the browser is closed.
//
// SACHSTAND_BROWSER names the folder with node_modules (playwright-core, axe-core), SACHSTAND_CHROMIUM the browser.
import { createInterface } from "node:readline";

import { launched } from "./browser.mjs";
import { Desk } from "./desk.mjs";
import * as scenes from "./scenes.mjs";
import * as views from "./views.mjs";

const all = { ...scenes, ...views };

function answer(value) {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

async function play(browser, job) {
  let desk = null;
  try {
    desk = await Desk.open(browser, job);
    await all[job.scene](desk, job);
    desk.assertNoFaults();
    return { failed: null };
  } catch (error) {
    await desk?.picture(job.failed);
    return { failed: `${error.stack}\n${desk ? await desk.situation() : ""}` };
  } finally {
    await desk?.close();
  }
}

const browser = await launched().catch((error) => answer({ missing: error.message.split("\n")[0] }));
if (browser) {
  answer({ missing: null });
  for await (const line of createInterface({ input: process.stdin })) answer(await play(browser, JSON.parse(line)));
  await browser.close();
}

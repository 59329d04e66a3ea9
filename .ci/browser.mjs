// Opens the pages of a folder in a Chromium, browser.mjs FOLDER PROGRAM: at each width, light and dark, with
// and without scripts. Nothing may be loaded, run, or stand out of the page.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [folder, executablePath] = process.argv.slice(2);
const require = createRequire(join(folder, "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const pages = readdirSync(folder).filter(name => name.endsWith(".html"));
for (const name of pages) {
  await look(name, { width: 320 }); // what is left of 1280 at four times the size (WCAG 1.4.10)
  for (const width of [360, 768, 1024, 1920]) {
    for (const colorScheme of ["light", "dark"]) {
      for (const javaScriptEnabled of [true, false]) await look(name, { width, colorScheme, javaScriptEnabled });
      if (width === 360 || width === 1024) await rules(name, { width, colorScheme });
    }
  }
}
await use("history.html");
await browser.close();
console.log(`ok: ${pages.length} pages`);

// open opens a page, and notes what it should not do.
async function open(name, { width, colorScheme = "light", javaScriptEnabled = true, bypassCSP = false }) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, javaScriptEnabled, bypassCSP });
  const page = await context.newPage();
  const faults = [];
  page.on("console", message => faults.push(`console: ${message.text()}`));
  page.on("pageerror", error => faults.push(`error: ${error.message}`));
  page.on("dialog", dialog => { faults.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", request => { if (request.url() !== url(name)) faults.push(`request: ${request.url()}`); });
  await page.goto(url(name));
  return { context, page, faults };
}

function url(name) { return "file://" + join(folder, name); }

// look looks for what a page does that it should not, and what is wider than it.
async function look(name, options) {
  const { context, page, faults } = await open(name, options);
  for (const summary of (await page.locator("summary").all()).slice(0, 3)) await summary.click();
  const size = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(size[0] <= size[1], `${name} ${JSON.stringify(options)}: ${size[0]} wide in ${size[1]}`);
  assert.deepEqual(faults, [], `${name} ${JSON.stringify(options)}`);
  await context.close();
}

// rules checks a page by axe-core's.
async function rules(name, options) {
  const { context, page } = await open(name, { ...options, bypassCSP: true });
  await page.evaluate(() => document.querySelectorAll("details").forEach((card, i) => { card.open = i < 3; }));
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run());
  const faults = found.violations.map(v => `${v.id}: ${v.nodes[0].html}`);
  assert.deepEqual(faults, [], `${name} ${JSON.stringify(options)}`);
  await context.close();
}

// use uses the table of the example by mouse and by keyboard.
async function use(name) {
  const { context, page, faults } = await open(name, { width: 1280 });
  const names = () => page.locator("#table > tbody:visible > tr:first-child > th > bdi:first-child").allTextContents();
  const all = await names();
  assert.equal(all.length, 40);

  await page.locator("#find").fill("save CALL kim");
  assert.deepEqual(await names(), ["Thistledown Care", "Gullwing Freight"]);
  assert.equal(await page.locator("#shown").textContent(), "2 of these 40 found.");
  await page.locator("#find").fill("");
  await page.locator("#band").selectOption("unscored");
  assert.deepEqual(await names(), ["Granarybank"]);
  await page.locator("#band").selectOption("all");
  assert.deepEqual(await names(), all);

  const heading = page.getByRole("button", { name: "arr" });
  await heading.focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("th[aria-sort]").getAttribute("aria-sort"), "ascending");
  await page.keyboard.press("Enter");
  assert.equal((await names())[0], "Underhill Cheese");
  await page.getByRole("button", { name: "Score" }).click();
  assert.deepEqual(await names(), all);

  const first = page.locator("#a1 summary"), card = page.locator("#a1 .card");
  await first.focus();
  await page.keyboard.press("Enter");
  await card.waitFor();
  await first.click();
  await card.waitFor({ state: "hidden" });
  await page.locator("#act ~ div a").first().click();
  await card.waitFor(); // the page opens it once it is told of the new address

  for (const format of ["A4", "Letter"]) assert.ok((await page.pdf({ format })).length > 10_000);
  assert.deepEqual(faults, []);
  await context.close();
}

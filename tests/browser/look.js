// Opens HTML files in one Chromium, and says what is wrong with each.
//
// In: on the standard input, JSON: { "modules": folder of puppeteer-core and axe-core, "chromium": its
// path, "shots": folder for pictures and PDFs, "pages": [{ "name", "file", "least" and "most": pages
// on paper, "letters": the smallest letters on paper, in points }] }. Out: JSON, a list of sentences for each page by its name; an empty list where all is well.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { createRequire } = require("node:module");
const { pathToFileURL } = require("node:url");

const asked = JSON.parse(fs.readFileSync(0, "utf8"));
const load = createRequire(path.join(asked.modules, "look.js"));
const axe = load("axe-core").source;

/** How many pages a PDF of Chromium's has: each is an object of its own, uncompressed. */
const pagesOf = (pdf) => (Buffer.from(pdf).toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;

/** What is wrong with one page. */
async function look(browser, { name, file, least, most, letters }) {
  const wrong = [];
  const page = await browser.newPage();
  const own = pathToFileURL(file).href;
  page.on("request", (it) => {
    if (it.url() !== own && !it.url().startsWith("data:")) wrong.push(`it asks for ${it.url()}`);
  });
  page.on("console", (it) => {
    if (["error", "warn"].includes(it.type())) wrong.push(`console: ${it.text()}`);
  });
  page.on("pageerror", (it) => wrong.push(`an error: ${it.message}`));
  for (const scheme of ["light", "dark"]) {
    await page.setViewport({ width: 1280, height: 1000 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.goto(own);
    await page.screenshot({ path: path.join(asked.shots, `${name}-${scheme}.png`), fullPage: true });
    // at 200 % of a window of 1280
    await page.setViewport({ width: 640, height: 500 });
    const [scripts, over] = await page.evaluate(() => {
      const root = document.documentElement;
      return [document.scripts.length, root.scrollWidth - root.clientWidth];
    });
    if (scripts) wrong.push(`it has ${scripts} scripts`);
    if (over > 0) wrong.push(`${scheme}: at 200 % it is ${over} pixels wider than the window`);
    // by the debugger, so that a policy of the page against scripts stands
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run(document));
    for (const it of violations) {
      const where = it.nodes.slice(0, 3).map((node) => node.target.join(" ")).join("; ");
      wrong.push(`${scheme}: axe: ${it.id}: ${it.help} (${it.nodes.length}: ${where})`);
    }
  }
  // a drawing has a size of its own
  await page.emulateMediaType("print");
  const smallest = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let least = Infinity;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const set = node.parentElement;
      if (!node.data.trim() || set.closest("svg") || !set.checkVisibility()) continue;
      least = Math.min(least, parseFloat(getComputedStyle(set).fontSize) * 0.75);
    }
    return least;
  });
  if (smallest < letters - 0.01) wrong.push(`on paper: letters of ${smallest} points, not ${letters}`);
  await page.emulateMediaType(null);
  for (const format of ["A4", "Letter"]) {
    const to = path.join(asked.shots, `${name}-${format}.pdf`);
    const pages = pagesOf(await page.pdf({ path: to, format, preferCSSPageSize: false, printBackground: false }));
    if (pages < least || pages > most) wrong.push(`${format}: ${pages} pages, not ${least} to ${most}`);
  }
  await page.close();
  return wrong;
}

async function main() {
  // an ES module: asked for by its place
  const { default: puppeteer } = await import(pathToFileURL(load.resolve("puppeteer-core")).href);
  const browser = await puppeteer.launch({
    executablePath: asked.chromium,
    // in a container root has no sandbox; the pages are our own
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
  });
  try {
    const found = {};
    for (const page of asked.pages) found[page.name] = await look(browser, page);
    process.stdout.write(JSON.stringify(found));
  } finally {
    await browser.close();
  }
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});

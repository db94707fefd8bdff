// Figures to look at, not to pass or fail on: bytes and requests of a cold and a warm visit of each page, what each area adds
// to a resident's first visit, Lighthouse's mobile run of the home page and the list, and how long filtering and ranking
// 5 000 centres takes in the browser. `--traffic` stops after the bytes, which are the same on every machine. Needs `npm ci`
// in this folder. LIGHTHOUSE_RUNS (3) says of how many runs the median is taken.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DESK, PHONE, eventually, framesWhileTyping, launch, startRelay, textOf } from "../support.mjs";
import { ecoIndex, meter, namedIn, table, visit } from "../traffic.mjs";

const RUNS = Number(process.env.LIGHTHOUSE_RUNS ?? 3);
const SITES = 5_000;
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function traffic(origin) {
  const browser = await launch();
  const rows = [["page", "cold", "requests", "warm", "requests", "elements", "EcoIndex"]];
  for (const path of ["/", "/dechetteries", "/dechetteries/lorient/riantec", "/carte"]) {
    const context = await browser.newContext({ viewport: PHONE });
    const cold = await visit(context, origin, path);
    const warm = await visit(context, origin, path);
    rows.push([path, kB(cold.bytes), cold.requests, kB(warm.bytes), warm.requests, cold.elements, ecoIndex(cold).toFixed(0)]);
    await context.close();
  }
  await browser.close();
  return table(rows);
}

/** Words in the paths of what an area brings: its own files, and the documents that nobody else asks for. */
const AREAS = { ecoles: ["ecoles", "schools", "/series/"], consommation: ["consommation", "tariffs", "benchmarks", "/tempo/", "/weather/"], mediation: ["mediation"] };

/**
 * What each area adds to a resident's first visit of the home page, which opens none of them: what the page's own files say
 * of it, what the page asks for, and what the worker fetches afterwards; then what is paid by those who go there.
 */
async function areas(origin) {
  const browser = await launch();
  const wire = await meter(origin);
  const alone = () => browser.newContext({ viewport: PHONE, serviceWorkers: "block" });
  const home = await visit(await alone(), origin, "/");
  const page = await (await browser.newContext({ viewport: PHONE })).newPage();
  await page.goto(wire.origin);
  await page.locator("#app h1").waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await wire.take();
  const rows = [["area", "named in the page's files", "asked for by the page", "requests", "by the worker later", "requests", "opened afterwards", "requests"]];
  const sum = (values) => values.reduce((all, value) => all + value, 0);
  for (const [area, words] of Object.entries(AREAS)) {
    const asked = home.answers.filter(({ path }) => words.some((word) => path.includes(word)));
    const bytes = sum(asked.map(({ bytes }) => bytes));
    // On its way through the meter an answer counts with its headers, in the page and in the worker.
    const all = [sum(words.map(wire.of)), sum(words.map(wire.requestsOf))];
    const opened = await visit(await alone(), origin, `/${area}`);
    rows.push([`/${area}`, kB(await namedIn(origin, area)), kB(bytes), asked.length, kB(all[0] - bytes), all[1] - asked.length, kB(opened.bytes), opened.requests]);
  }
  await page.close();
  await wire.stop();
  await browser.close();
  return table(rows);
}

async function lighthouses(origin) {
  const { default: lighthouse } = await import("lighthouse");
  const { launch: launchChrome } = await import("chrome-launcher");
  const chromePath = process.env.CHROME_PATH ?? "/usr/bin/chromium";
  const chromeFlags = ["--headless", "--no-sandbox", "--disable-gpu"];
  const rows = [["page", "performance", "accessibility", "best practices", "SEO", "FCP", "LCP", "TBT", "CLS"]];
  const complaints = new Set();
  for (const path of ["/", "/dechetteries"]) {
    const runs = [];
    for (let run = 0; run < RUNS; run += 1) {
      const chrome = await launchChrome({ chromePath, chromeFlags });
      const { lhr } = await lighthouse(origin + path, { port: chrome.port, output: "json", logLevel: "error" });
      chrome.kill();
      runs.push(lhr);
    }
    const score = (category) => Math.round(100 * median(runs.map((lhr) => lhr.categories[category].score ?? 0)));
    const seconds = (audit) => `${(median(runs.map((lhr) => lhr.audits[audit].numericValue)) / 1000).toFixed(2)} s`;
    const blocking = `${Math.round(median(runs.map((lhr) => lhr.audits["total-blocking-time"].numericValue)))} ms`;
    const shift = median(runs.map((lhr) => lhr.audits["cumulative-layout-shift"].numericValue)).toFixed(3);
    const categories = ["performance", "accessibility", "best-practices", "seo"].map(score);
    rows.push([path, ...categories, seconds("first-contentful-paint"), seconds("largest-contentful-paint"), blocking, shift]);
    for (const { auditRefs, id } of Object.values(runs[0].categories)) {
      if (id === "performance") continue;
      const failed = auditRefs.map(({ id }) => runs[0].audits[id]).filter(({ score }) => score !== null && score < 1);
      for (const { title } of failed) complaints.add(`${path} ${id}: ${title}`);
    }
  }
  return [table(rows), ...complaints].join("\n");
}

/** Many centres with hours, materials and names in thirty communes. */
function crowd(path) {
  const materials = ["branches", "gravats", "pneus"].map((word) => ({ id: word, label: { fr: word }, words: { fr: [word] } }));
  const sites = Array.from({ length: SITES }, (_, i) => ({
    id: `s-${i}`, name: `Centre ${i}`, commune: `Commune ${i % 30}`,
    lat: 47.2 + ((i * 7919) % 1000) / 1000, lon: -3.8 + ((i * 104_729) % 1000) / 900,
    hours: [{ days: [1, 2, 3, 4, 5, 6], open: [["09:00", "12:00"], ["14:00", "18:00"]] }], last_entry_minutes: 15,
    accepts: materials.filter((_, m) => (i + m) % 3 > 0).map(({ id }) => id), refuses: materials.filter((_, m) => (i + m) % 3 === 0).map(({ id }) => id),
  }));
  writeFileSync(path, JSON.stringify({ version: 1, updated_at: "2026-11-20T06:00:00Z", materials, sites }));
}

async function filterAndRank() {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const path = join(folder, "crowd.json");
  crowd(path);
  const relay = await startRelay({ sites: path });
  const browser = await launch();
  const here = { geolocation: { latitude: 47.7, longitude: -3.3 }, permissions: ["geolocation"] };
  const page = await (await browser.newContext({ viewport: DESK, ...here })).newPage();
  await page.goto(`${relay.origin}/dechetteries`);
  await eventually(async () => {
    if (!/5.?000/.test(await textOf(page.locator("#main")))) throw new Error("the centres are not there yet");
  }, 30_000);
  const typing = await framesWhileTyping(page, "#brings", "branches gravats commune");
  await page.goto(relay.origin);
  await page.getByRole("button", { name: "Utiliser ma position" }).click();
  await page.locator(".answer").waitFor();
  const ranking = await framesWhileTyping(page, "#brings", "pneus branches");
  await browser.close();
  await relay.stop();
  rmSync(folder, { recursive: true });
  const row = (name, frames) => [name, `${median(frames)} ms`, `${frames.at(-1)} ms`];
  return table([
    [`${SITES} centres, from a key to the end of the next frame`, "median", "longest"],
    row("list: filtered, sorted and drawn", typing),
    row("home: ranked by drive and wait, and drawn", ranking),
  ]);
}

const relay = await startRelay();
try {
  console.log(await traffic(relay.origin));
  console.log(`\n${await areas(relay.origin)}`);
  if (!process.argv.includes("--traffic")) {
    console.log(`\n${await filterAndRank()}`);
    console.log(`\nLighthouse, mobile, median of ${RUNS}\n${await lighthouses(relay.origin)}`);
  }
} finally {
  await relay.stop();
}
process.exit(0);

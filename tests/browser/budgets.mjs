// Measures the built app against the project's budgets, as the relay sends it and as a browser receives it. Prints one
// table and exits with 1 when a budget is exceeded, or when the ecodesign page says something else (`--write` renews what
// it says). kB are 1000 bytes; "br" is the body compressed with brotli.

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { DIST, launch, newContext, startRelay } from "./support.mjs";
import { brotliBytes, ecoIndex, meter, namedIn, table, visit } from "./traffic.mjs";

const kB = (bytes) => `${(bytes / 1000).toFixed(bytes < 10_000 ? 2 : 1)} kB`;
const plain = (value) => String(Math.round(value));

/** Areas of their own: each has a page and a program that a visit of the app does not load. */
const AREAS = readdirSync(new URL("../../areas", import.meta.url));

/** The files that a page among the built ones names. */
function filesOf(path) {
  const index = readFileSync(join(DIST, path), "utf8");
  const built = (pattern) => pattern.exec(index)?.[1] ?? fail(`${path} names no ${pattern}`);
  const files = { js: built(/data-js="?([^\s">]+)/), wasm: built(/data-wasm="?([^\s">]+)/), css: built(/href="?\.?\/?([^\s">]+\.css)/) };
  return { index, files };
}

async function measure() {
  const { index, files } = filesOf("index.html");
  const relay = await startRelay();
  const browser = await launch();
  try {
    const bytes = {};
    for (const [kind, path] of Object.entries(files)) bytes[kind] = await brotliBytes(relay.origin, path);
    const areas = [];
    for (const area of AREAS) {
      const { js, wasm, css } = filesOf(`${area}/index.html`).files;
      const program = (await brotliBytes(relay.origin, js)) + (await brotliBytes(relay.origin, wasm));
      areas.push({ area, program, css: await brotliBytes(relay.origin, css) });
    }
    const live = await brotliBytes(relay.origin, "api/v1/live.json");
    const page = Buffer.byteLength(await (await fetch(relay.origin)).text());
    const roundTrips = await Promise.all(["br", "gzip"].map((encoding) => largestPlain(relay.origin, encoding)));
    // What the page itself asks for: without the worker, which fetches for later.
    const alone = () => newContext(browser, { serviceWorkers: "block" });
    const context = await alone();
    const cold = await visit(context, relay.origin, "/");
    const later = await visit(context, relay.origin, "/");
    const list = await visit(await alone(), relay.origin, "/dechetteries");
    const light = await visit(await alone(), relay.origin, "/carte?leger=1");
    const kept = await withWorker(browser, relay.origin);
    const keptLight = await withWorker(browser, relay.origin, "/?leger=1");
    const dearest = Math.max(0, ...later.revalidations.map(({ bytes }) => bytes));
    return { index: page, bytes, areas, live, cold, later, list, light, kept, keptLight, dearest, roundTrips };
  } finally {
    await browser.close();
    await relay.stop();
  }
}

/** The largest plain page with its headers, as it comes over the line. */
async function largestPlain(origin, encoding) {
  const paths = ["", "dechetteries/lorient/riantec/", "aide/", "facile/", "affiche/", "affiche/riantec/", "texte.txt", "actualise/", "accessibilite/criteres/", "ecoconception/", "mentions-legales/", "vie-privee/", "donnees/", "rapport/2026/"];
  const whole = (path) =>
    new Promise((resolve, reject) => {
      const asked = request(`${origin}/sobre/${path}`, { headers: { "accept-encoding": encoding }, agent: false });
      asked.on("error", reject);
      asked.on("response", (response) => {
        response.resume();
        response.on("end", () => resolve(asked.socket.bytesRead));
      });
      asked.end();
    });
  return Math.max(...(await Promise.all([...paths, ...paths.map((path) => `en/${path}`)].map(whole))));
}

/** What a browser loads in all that has the worker: at its first visit and at a later one of which nothing changed. */
async function withWorker(browser, origin, path = "/") {
  const wire = await meter(origin);
  try {
    const context = await newContext(browser);
    const open = async () => {
      const page = await context.newPage();
      await page.goto(wire.origin + path);
      await page.locator("#app h1").waitFor();
      await page.evaluate(() => navigator.serviceWorker.ready);
      const bytes = await wire.take();
      await page.close();
      return bytes;
    };
    const first = await open();
    const household = wire.of("consommation") + (await namedIn(origin, "consommation"));
    return { first, household, later: await open() };
  } finally {
    await wire.stop();
  }
}

function fail(reason) {
  throw new Error(reason);
}

/** Name, limit, measured, how it is written, and whether the limit is the least instead of the most. */
const budgets = ({ index, bytes, areas, live, cold, later, list, light, kept, keptLight, dearest, roundTrips }) => [
  ["wasm and glue, br (alarm at 150 kB)", 125_000, bytes.wasm + bytes.js, kB],
  ["stylesheet, br", 8_000, bytes.css, kB],
  ...areas.flatMap(({ area, program, css }) => [
    [`wasm and glue of /${area}, br`, 155_000, program, kB],
    [`stylesheet of /${area}, br`, 8_000, css, kB],
  ]),
  ["index.html with the day's hours, not compressed", 13_000, index, kB],
  ["live.json of 12 centres, br", 1_000, live, kB],
  ["cold visit of the home page, with headers", 150_000, cold.bytes, kB],
  ["cold visit, requests", 10, cold.requests, plain],
  ["later visit, nothing changed, with headers", 2_000, later.bytes, kB],
  ["largest plain page, br, with headers", 14_600, roundTrips[0], kB],
  ["largest plain page, gzip, with headers", 14_600, roundTrips[1], kB],
  ["dearest revalidation of a later visit", 500, dearest, kB],
  ["light mode, cold visit of the map's page", 150_000, light.bytes, kB],
  ["light mode, requests", 10, light.requests, plain],
  ["light mode, first visit with what the worker fetches", 172_000, keptLight.first, kB],
  ["fetched by the worker after the first visit", 400_000, kept.first - cold.bytes, kB],
  ["what /consommation adds to a first visit, with the worker", 8_000, kept.household, kB],
  ["later visit with the worker, nothing changed", 2_000, kept.later, kB],
  ["list page, DOM elements", 250, list.elements, plain],
  ["list page, requests", 12, list.requests, plain],
  ["list page, with headers", 300_000, list.bytes, kB],
  ["list page, EcoIndex", 84, ecoIndex(list), plain, true],
];

const measured = budgets(await measure());
const keeps = ([, limit, value, , least]) => (least ? value >= limit : value <= limit);
const rows = measured.map((budget) => {
  const [name, limit, value, write, least] = budget;
  return [name, `${least ? "≥" : "≤"} ${write(limit)}`, write(value), keeps(budget) ? "ok" : "EXCEEDED"];
});
console.log(table([["budget", "limit", "measured", "verdict"], ...rows]));
const exceeded = measured.filter((budget) => !keeps(budget)).length;
console.log(`${measured.length - exceeded} of ${measured.length} budgets are kept, ${exceeded} exceeded.`);
const stale = published(process.argv.includes("--write"));
if (stale.length > 0) console.log(`What the ecodesign page publishes is no longer true; \`make budgets ARGS=--write\` renews it:\n${stale.join("\n")}`);
process.exitCode = exceeded + stale.length === 0 ? 0 : 1;

/** The lines of the published table that differ from what was measured by more than a twentieth, after writing if asked. */
function published(write) {
  const file = new URL("../../src/present/plain/statements/budgets.tsv", import.meta.url);
  const values = new Map(measured.map(([name, limit, value]) => [name, { limit, value }]));
  const lines = readFileSync(file, "utf8").trimEnd().split("\n").map((line) => line.split("\t"));
  const find = ([name]) => values.get(name) ?? fail(`budgets.tsv: nothing is measured by the name "${name}"`);
  const isStale = (line) => Number(line[2]) !== find(line).limit || Math.abs(Number(line[3]) / find(line).value - 1) > 0.05;
  if (write) {
    for (const line of lines) {
      const { limit, value } = find(line);
      line.splice(2, 2, String(limit), String(Number(value.toPrecision(3))));
    }
    writeFileSync(file, `${lines.map((line) => line.join("\t")).join("\n")}\n`);
  }
  return lines.filter(isStale).map(([name, , limit, value]) => `  ${name}: ${value} of ${limit}`);
}

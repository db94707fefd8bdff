// Reading a household's files in the browser, beside PapaParse and SheetJS in the same browser: three years of half-hours.
// Ours reads the file, its dates and numbers, sorts, merges, finds gaps and packs. Theirs only cut the file into cells; for
// PapaParse a second line adds what makes readings of them: dates, numbers, their order, each moment once.
// Needs `npm ci` in this folder; figures to look at, not to pass or fail on.

import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { loadCurve, workbook } from "../household/make.mjs";
import { launch, startRelay } from "../support.mjs";
import { table } from "../traffic.mjs";

const RUNS = 5;
/** Readings after the first: half of them until the browser has compiled what runs often, half to measure. */
const AGAIN = 20;
const DAYS = 1096;
const YEAR = 365;
/** Of the time from a file to its figures, off the page's own thread. */
const GOAL_MS = 300;
const require = createRequire(import.meta.url);
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const milliseconds = (values) => `${Math.round(median(values))} ms`;

const first = Date.UTC(2023, 0, 1) - 3_600_000;
const readings = Array.from({ length: DAYS * 48 }, (_, i) => ({ from: first + i * 1_800_000, watts: 150 + ((i * 7919) % 3000) }));
const files = { csv: Buffer.from(loadCurve(readings)), xlsx: workbook(readings) };

/** The most that a browser's pages and their workers held at a time above what they held before, bytes. */
async function peakOf(browser, page, act) {
  const cdp = await browser.newBrowserCDPSession();
  const { processInfo } = await cdp.send("SystemInfo.getProcessInfo");
  // Which of them the page is in is not told; the others hold no more than before.
  const pages = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
  const held = (id, key) => 1024 * Number(new RegExp(`${key}:\\s+(\\d+)`).exec(readFileSync(`/proc/${id}/status`, "utf8"))[1]);
  // The system forgets the peak so far.
  for (const id of pages) writeFileSync(`/proc/${id}/clear_refs`, "5");
  const before = pages.map((id) => held(id, "VmRSS"));
  await act(page);
  return pages.reduce((sum, id, place) => sum + held(id, "VmHWM") - before[place], 0);
}

/** In the page: drops a file, takes it as soon as it was understood, and waits for the frame with its figures. */
async function importAndDraw([kind, base64]) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const board = new DataTransfer();
  board.items.add(new File([bytes], `consommation.${kind}`));
  // Making the file is no part of reading it.
  await new Promise((done) => setTimeout(done, 200));
  let longest = 0;
  new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => (longest = Math.max(longest, duration)))).observe({ entryTypes: ["longtask"] });
  const until = (find) =>
    new Promise((done) => {
      const look = () => find() && (watch.disconnect(), done(find()));
      const watch = new MutationObserver(look);
      watch.observe(document.body, { subtree: true, childList: true, characterData: true });
      look();
    });
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  // A hand that holds a file over the page takes longer than the page does to get ready.
  document.querySelector(".drop").dispatchEvent(new DragEvent("dragover", { dataTransfer: board, bubbles: true, cancelable: true }));
  await new Promise((done) => setTimeout(done, 500));
  const begun = performance.now();
  document.querySelector(".drop").dispatchEvent(new DragEvent("drop", { dataTransfer: board, bubbles: true, cancelable: true }));
  (await until(() => [...document.querySelectorAll("button")].find((button) => button.textContent === "Utiliser ces données"))).click();
  await until(() => document.querySelector(".glance"));
  await frame();
  const time = performance.now() - begun;
  await new Promise((done) => setTimeout(done, 100));
  return { time, longest };
}

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`;

const relay = await startRelay();
const browser = await launch();
try {
  const open = async (browser) => {
    const page = await browser.newPage({ bypassCSP: true });
    await page.goto(`${relay.origin}/consommation`);
    await page.locator("#app h1").waitFor();
    for (const script of ["papaparse/papaparse.min.js", "xlsx/dist/xlsx.full.min.js"]) {
      await page.addScriptTag({ content: readFileSync(require.resolve(script), "utf8") });
    }
    return page;
  };
  /**
   * In one page: the first time, ours with the start of its worker, and the median of what follows in the same worker and the
   * same page, once the browser has compiled for speed what runs often. `only` says who reads once and nothing else.
   */
  const measure = (page, kind, { only, reads = false, again = AGAIN } = {}) =>
    page.evaluate(
      async ([kind, base64, again, only, reads]) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const file = () => new File([bytes], `consommation.${kind}`);
        const time = async (act) => {
          const begun = performance.now();
          await act();
          return performance.now() - begun;
        };
        const address = document.querySelector("meta[name=import-worker]").content;
        const start = () =>
          new Promise((ready, fail) => {
            const worker = new Worker(new URL(address, document.baseURI), { type: "module" });
            worker.onmessage = () => ready(worker);
            worker.onerror = fail;
          });
        // Clocks an hour east of UTC that never change, as src/domain/household/packed.rs writes them.
        const zone = Uint8Array.of(0, 0xdc, 0x0b);
        const ours = (worker) =>
          new Promise((done) => {
            worker.onmessage = ({ data }) => data instanceof Uint8Array && done(data.length);
            worker.postMessage([zone, new Uint8Array(), [file()]]);
          });
        const theirs = {
          csv: async () => {
            const { data } = globalThis.Papa.parse(await file().text(), { delimiter: ";" });
            if (!reads) return data;
            const readings = new Map();
            for (const [time, value] of data) {
              const [at, watts] = [Date.parse(time), Number(value)];
              if (!Number.isNaN(at) && !Number.isNaN(watts)) readings.set(at, watts);
            }
            return [...readings].sort(([a], [b]) => a - b);
          },
          xlsx: async () => {
            const book = globalThis.XLSX.read(await file().arrayBuffer());
            return globalThis.XLSX.utils.sheet_to_json(book.Sheets[book.SheetNames[0]], { header: 1 });
          },
        }[kind];
        if (only) {
          if (only === "ours") await ours(await start());
          if (only === "theirs") await theirs();
          return null;
        }
        let worker;
        const first = { ours: await time(async () => ours((worker = await start()))), theirs: await time(theirs) };
        const later = { ours: [], theirs: [] };
        for (let run = 0; run < again; run += 1) {
          later.ours.push(await time(() => ours(worker)));
          later.theirs.push(await time(theirs));
        }
        worker.terminate();
        return { first, later };
      },
      [kind, files[kind].toString("base64"), again, only, reads],
    );
  /** In a browser of its own: what another reading left behind is not this one's. */
  const peak = async (kind, only, reads) => {
    const browser = await launch();
    try {
      const page = await open(browser);
      // The file's own way into the page is no reader's.
      await measure(page, kind, { only: "nobody" });
      return megabytes(await peakOf(browser, page, (page) => measure(page, kind, { only, reads })));
    } finally {
      await browser.close();
    }
  };
  const rows = [["three years of half-hours", "file", "first: ours with its worker's start", "theirs", "times faster", "warmed up: ours", "theirs", "times faster", "our peak", "their peak"]];
  for (const [kind, name, reads] of [["csv", "PapaParse", false], ["csv", "PapaParse and its cells read", true], ["xlsx", "SheetJS", false]]) {
    const runs = [];
    for (let run = 0; run < RUNS; run += 1) {
      const page = await open(browser);
      // One page goes on for as long as the browser needs to know what runs often.
      runs.push(await measure(page, kind, { reads, again: run === 0 ? AGAIN : 0 }));
      await page.close();
    }
    const first = (who) => runs.map((run) => run.first[who]);
    const later = (who) => runs[0].later[who].slice(AGAIN / 2);
    const compared = (of) => [milliseconds(of("ours")), milliseconds(of("theirs")), (median(of("theirs")) / median(of("ours"))).toFixed(1)];
    const peaks = [await peak(kind, "ours", reads), await peak(kind, "theirs", reads)];
    rows.push([`${kind}, against ${name}`, `${(files[kind].length / 1e6).toFixed(1)} MB`, ...compared(first), ...compared(later), ...peaks]);
  }
  console.log(table(rows));

  // From the file's drop to its figures on the screen; the person's own press between the two takes no time here.
  const year = readings.slice(-YEAR * 48);
  const drawn = [["a year of half-hours", "imported and drawn", "goal", "longest task of the page"]];
  for (const [kind, content] of [["csv", loadCurve(year)], ["xlsx", workbook(year)]]) {
    const runs = [];
    for (let run = 0; run <= RUNS; run += 1) {
      const page = await browser.newPage();
      await page.goto(`${relay.origin}/consommation`);
      await page.locator("#app h1").waitFor();
      await page.waitForLoadState("networkidle");
      runs.push(await page.evaluate(importAndDraw, [kind, Buffer.from(content).toString("base64")]));
      await page.close();
    }
    // The first one fetches the program.
    runs.shift();
    drawn.push([`${kind}, ${(YEAR * 48).toLocaleString("en")} rows`, milliseconds(runs.map(({ time }) => time)), `≤ ${GOAL_MS} ms`, milliseconds(runs.map(({ longest }) => longest))]);
  }
  console.log(`\n${table(drawn)}`);
} finally {
  await browser.close();
  await relay.stop();
}

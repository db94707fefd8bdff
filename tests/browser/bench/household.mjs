// Reading a household's files in the browser, beside PapaParse and SheetJS in the same browser: three years of half-hours.
// Ours reads the file, its dates and numbers, sorts, merges and packs; theirs only cut the file into cells.
// Needs `npm ci` in this folder; figures to look at, not to pass or fail on.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { loadCurve, workbook } from "../household/make.mjs";
import { launch, startRelay } from "../support.mjs";
import { table } from "../traffic.mjs";

const RUNS = 5;
const DAYS = 1096;
const require = createRequire(import.meta.url);
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const milliseconds = (values) => `${Math.round(median(values))} ms`;

const first = Date.UTC(2023, 0, 1) - 3_600_000;
const readings = Array.from({ length: DAYS * 48 }, (_, i) => ({ from: first + i * 1_800_000, watts: 150 + ((i * 7919) % 3000) }));
const files = { csv: Buffer.from(loadCurve(readings)), xlsx: workbook(readings) };

const relay = await startRelay();
const browser = await launch();
try {
  const page = await browser.newPage({ bypassCSP: true });
  await page.goto(`${relay.origin}/consommation`);
  await page.locator("#app h1").waitFor();
  for (const script of ["papaparse/papaparse.min.js", "xlsx/dist/xlsx.full.min.js"]) {
    await page.addScriptTag({ content: readFileSync(require.resolve(script), "utf8") });
  }
  const measure = (kind) =>
    page.evaluate(
      async ([kind, base64, runs]) => {
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
          csv: async () => globalThis.Papa.parse(await file().text(), { delimiter: ";" }),
          xlsx: async () => {
            const book = globalThis.XLSX.read(await file().arrayBuffer());
            return globalThis.XLSX.utils.sheet_to_json(book.Sheets[book.SheetNames[0]], { header: 1 });
          },
        }[kind];
        const [cold, warm, other] = [[], [], []];
        for (let run = 0; run < runs; run += 1) {
          let worker;
          cold.push(await time(async () => ours((worker = await start()))));
          warm.push(await time(() => ours(worker)));
          worker.terminate();
          other.push(await time(theirs));
        }
        return { size: bytes.length, cold, warm, other };
      },
      [kind, files[kind].toString("base64"), RUNS],
    );
  const rows = [["three years of half-hours", "file", "ours with the worker's start", "ours", "theirs", "times faster"]];
  for (const [kind, name] of [["csv", "PapaParse"], ["xlsx", "SheetJS"]]) {
    const { size, cold, warm, other } = await measure(kind);
    const faster = (median(other) / median(warm)).toFixed(1);
    rows.push([`${kind}, against ${name}`, `${(size / 1e6).toFixed(1)} MB`, milliseconds(cold), milliseconds(warm), milliseconds(other), faster]);
  }
  console.log(table(rows));
} finally {
  await browser.close();
  await relay.stop();
}

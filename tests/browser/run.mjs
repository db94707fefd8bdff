// Runs the browser tests, all or those of the files named, and says what each file took:
//
//     RELAY=target/debug/relay DIST=dist node tests/browser/run.mjs [home list …]
//
// Two files run at a time, the longest first, in one browser (each test has contexts of its own) and with relays that all
// files share. A file alone: `node --test tests/browser/home.test.mjs`.

import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { availableParallelism } from "node:os";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { launchServer, relaysByDay } from "./programs.mjs";
import { table } from "./traffic.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const ENDING = ".test.mjs";
const AT_ONCE = Math.max(2, availableParallelism());
/** The longest files as the table showed them last; the others follow as the folder lists them. */
const LONGEST = ["offline", "household", "schools", "wall", "slow", "desk", "worker", "pages", "trouble", "map"];

const rank = (name) => (LONGEST.includes(name) ? LONGEST.indexOf(name) : LONGEST.length);
const all = readdirSync(HERE).filter((name) => name.endsWith(ENDING)).map((name) => name.slice(0, -ENDING.length));
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !all.includes(name));
if (unknown.length > 0) throw new Error(`no such file of browser tests: ${unknown.join(", ")}`);
const files = (asked.length > 0 ? asked : all).sort((a, b) => rank(a) - rank(b));

/** What all files share, and its addresses for them. */
async function share() {
  const browser = await launchServer();
  const relays = relaysByDay();
  const server = createServer(async (request, response) => {
    const answer = (status, body) => response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    try {
      let text = "";
      for await (const part of request) text += part;
      const { origin, now } = await relays.get(JSON.parse(text));
      answer(200, { origin, now });
    } catch (error) {
      answer(500, { error: error.message });
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    relays,
    addresses: { BROWSER_OF_RUN: browser.wsEndpoint(), RELAYS_OF_RUN: `http://127.0.0.1:${server.address().port}/` },
    async stop() {
      server.close();
      server.closeAllConnections();
      await Promise.all([browser.close(), relays.stop()]);
    },
  };
}

/** Runs a file in a program of its own; what it prints is shown if it fails. */
function run(name, addresses) {
  const begun = performance.now();
  const args = ["--test-reporter=spec", `${HERE}/${name}${ENDING}`];
  const program = spawn(process.execPath, args, { env: { ...process.env, ...addresses }, stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  for (const stream of [program.stdout, program.stderr]) stream.on("data", (bytes) => (printed += bytes));
  return new Promise((resolve, reject) => {
    program.on("error", reject);
    program.on("close", (code) => {
      const count = (what) => Number(new RegExp(`^ℹ ${what} (\\d+)$`, "m").exec(printed)?.[1] ?? 0);
      // A file that ends before its tests have begun is no success either.
      const isGood = code === 0 && count("tests") > 0 && count("tests") === count("pass") + count("skipped");
      resolve({ name, isGood, tests: count("tests"), printed, seconds: (performance.now() - begun) / 1_000 });
    });
  });
}

const shared = await share();
const [waiting, done] = [[...files], []];
const stop = () => shared.stop();
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => stop().finally(() => process.exit(1)));
try {
  const runOneByOne = async () => {
    for (let name; (name = waiting.shift()); ) {
      const result = await run(name, shared.addresses);
      done.push(result);
      const { isGood, tests, printed, seconds } = result;
      console.log(`${isGood ? "ok  " : "FAIL"} ${name}: ${tests} tests, ${seconds.toFixed(1)} s`);
      if (!isGood || asked.length > 0) console.log(printed);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, runOneByOne));
} finally {
  await stop();
}

const rows = done.sort((a, b) => b.seconds - a.seconds).map(({ name, tests, seconds }) => [name, tests, seconds.toFixed(1)]);
const total = done.reduce((sum, { tests }) => sum + tests, 0);
const text = `${table([["browser tests", "tests", "s"], ...rows])}\n${total} tests in ${done.length} files, with one browser and ${shared.relays.count()} shared relays\n`;
console.log(text);
if (process.env.TIMES) {
  mkdirSync(process.env.TIMES, { recursive: true });
  writeFileSync(`${process.env.TIMES}/browser.txt`, text);
}
const failed = done.filter(({ isGood }) => !isGood).map(({ name }) => name);
if (failed.length > 0) console.log(`failed: ${failed.join(", ")}`);
process.exitCode = failed.length === 0 ? 0 : 1;

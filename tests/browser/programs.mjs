// The programs that the browser tests start: relays and browsers. run.mjs starts those that all files share; a file that is
// run alone starts its own.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const project = new URL("../../", import.meta.url);
const inProject = (path) => fileURLToPath(new URL(path, project));

export const RELAY = inProject(process.env.RELAY ?? "target/debug/relay");
export const DIST = inProject(process.env.DIST ?? "dist");
export const RESULTS = inProject("tests/browser/results");

/**
 * The same engine without a desktop browser around it: a visit takes less than half of the processor time. Where it is not
 * packaged, the whole browser does.
 */
const CHROMIUM = process.env.CHROMIUM ?? ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].find(existsSync);
const ARGUMENTS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
  // A machine that is busy is not taken for a slow line, on which less is fetched ahead.
  "--force-effective-connection-type=4G",
];

/** A Saturday morning in term time, twenty minutes after the opening: every centre of the demonstration is open. */
export const SATURDAY = "2026-11-21T10:20:00+01:00";

/** Starts `relay serve` and resolves with its address once it listens. */
export async function startRelay({ now = SATURDAY, speed = 0, misbehave = [], sites = null, config = null, dist = DIST, port = 0, publicUrl = null, every = null } = {}) {
  const source = config ? ["--config", config] : sites ? ["--sites", sites] : ["--demo"];
  // A territory of a test has nothing but its own API and hooks.
  const app = config ? ["--api-only"] : ["--dist", dist];
  const faults = misbehave.length > 0 ? ["--misbehave", misbehave.join(",")] : [];
  const found = publicUrl ? ["--public-url", publicUrl] : [];
  const listen = ["--listen", `127.0.0.1:${port}`];
  const rhythm = every ? ["--every", `${every}`] : [];
  const args = ["serve", ...source, ...listen, "--now", now, "--speed", `${speed}`, ...app, ...faults, ...found, ...rhythm];
  const program = spawn(RELAY, args, { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  program.stderr.on("data", (bytes) => (said += bytes));
  const origin = await new Promise((resolve, reject) => {
    let out = "";
    program.stdout.on("data", (bytes) => {
      out += bytes;
      const found = /listening on (http:\S+)/.exec(out);
      if (found) resolve(found[1]);
    });
    program.on("error", reject);
    program.on("exit", (code) => reject(new Error(`relay ${args.join(" ")} ended with ${code}: ${said}`)));
  });
  const stop = () => new Promise((resolve) => {
    if (program.exitCode !== null || program.signalCode !== null) return resolve();
    program.removeAllListeners("exit");
    program.on("exit", resolve);
    program.kill("SIGTERM");
  });
  return { origin, stop, now };
}

/**
 * Relays by what they were asked to be, each started once. Their clocks stand still and no visit changes them, so that any
 * number of tests may share one.
 */
export function relaysByDay() {
  const started = new Map();
  return {
    get(day = {}) {
      const key = JSON.stringify(Object.entries({ now: SATURDAY, ...day }).sort());
      if (!started.has(key)) started.set(key, startRelay(day));
      return started.get(key);
    },
    count: () => started.size,
    async stop() {
      const all = await Promise.allSettled(started.values());
      await Promise.all(all.filter(({ status }) => status === "fulfilled").map(({ value }) => value.stop()));
    },
  };
}

// packaging/test-at.sh moves the clock of this program and of the relay; Chromium does not start under a moved one.
const { LD_PRELOAD, CLOCK_AHEAD_S = 0, ...AROUND } = process.env;
/** Seconds by which this program's clock is ahead of the browser's. */
export const AHEAD_S = Number(CLOCK_AHEAD_S);

const how = (args) => ({ executablePath: CHROMIUM, args: [...ARGUMENTS, ...args], env: AROUND });
export const launch = (args = []) => chromium.launch(how(args));
/** A browser that other programs connect to. */
export const launchServer = () => chromium.launchServer(how([]));

/** What run.mjs shares with the files that it runs: the browser's address, and one that answers a day with a relay. */
export const { BROWSER_OF_RUN, RELAYS_OF_RUN } = process.env;

/** The run's browser, in which a file has contexts of its own; without a run, a browser of the file's own. */
export const browserOfRun = () => (BROWSER_OF_RUN ? chromium.connect(BROWSER_OF_RUN) : launch());

/** Relays of the run; without a run, relays of the file's own. */
export function relaysOfRun() {
  if (!RELAYS_OF_RUN) return relaysByDay();
  return {
    async get(day = {}) {
      const answer = await fetch(RELAYS_OF_RUN, { method: "POST", body: JSON.stringify(day) });
      const told = await answer.json();
      if (!answer.ok) throw new Error(told.error);
      return told;
    },
    async stop() {},
  };
}

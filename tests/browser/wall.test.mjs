// The wall of a school's hall, left alone: a fortnight with a clock change, an outage and all its midnights, in minutes.

import assert from "node:assert/strict";
import test from "node:test";
import { DESK, eventually, mainText, pause, world } from "./support.mjs";

const { open } = world();
const MINUTE = 60_000;
const STEP = 10 * MINUTE;
/** How much passes at once: asking every 20 minutes is enough for readings that count for an hour. */
const LEAP = 2 * STEP;
// Summer time ends within: Sunday 25 October has 25 hours.
const START = Date.parse("2026-10-15T12:00:00+02:00");
const CHANGE = Date.parse("2026-10-25T01:00:00Z");
const DAYS = 14;

const offset = (at) => (at < CHANGE ? 120 : 60) * MINUTE;
const local = (at) => new Date(at + offset(at));
const dayOf = (at) => local(at).toISOString().slice(0, 10);
const clockOf = (at) => `${local(at).getUTCHours()} h${local(at).getUTCMinutes() ? ` ${String(local(at).getUTCMinutes()).padStart(2, "0")}` : ""}`;
const midnight = (day) => [120, 60].map((minutes) => Date.parse(`${day}T00:00:00Z`) - minutes * MINUTE).find((at) => dayOf(at) === day && dayOf(at - 1) !== day);
/** A sun that everybody can reckon: from 8 to 18 o'clock, 6 kW at most. */
const sun = (at) => Math.max(0, Math.round(6000 * Math.sin(((local(at).getUTCHours() + local(at).getUTCMinutes() / 60 - 8) / 10) * Math.PI)));

/** The school's documents as they are at the simulated time, from nobody's relay. */
async function simulate(visit) {
  const world = { now: START, isCut: false };
  await visit.page.clock.install({ time: new Date(START) });
  // Counts what is on its way, from the call to the last byte of the answer.
  await visit.page.addInitScript(() => {
    const { fetch } = globalThis;
    globalThis.onTheWay = 0;
    globalThis.fetch = async (...request) => {
      globalThis.onTheWay += 1;
      try {
        const response = await fetch(...request);
        await response.clone().arrayBuffer();
        return response;
      } finally {
        globalThis.onTheWay -= 1;
      }
    };
  });
  await visit.context.route("**/api/v1/**", async (route) => {
    const path = new URL(route.request().url()).pathname.split("/api/v1/")[1];
    if (world.isCut) return route.abort();
    const [, , meter, day] = /^series\/(\w+)\/(\w+)\/(.*)\.json$/.exec(path) ?? [];
    if (path === "schools_live.json") {
      const at = new Date(Math.floor(world.now / STEP) * STEP).toISOString();
      const value = (id) => ({ school: "kermelo", meter: id, at, value: id === "pv" ? sun(world.now) : 3000 });
      return route.fulfill({ json: { version: 1, generated_at: at, meters: ["pv", "load"].map(value) } });
    }
    if (meter) {
      const start = midnight(day);
      const steps = Math.max(0, Math.min(150, Math.floor((world.now - start) / STEP)));
      const values = Array.from({ length: steps }, (_, i) => (meter === "pv" ? sun(start + i * STEP) : 3000));
      return route.fulfill({ json: { version: 1, unit: "W", start: new Date(start).toISOString(), step_s: 600, values } });
    }
    const response = await route.fetch();
    const headers = response.headers();
    delete headers.date;
    return route.fulfill({ response, headers });
  });
  return world;
}

/** Whether nothing is on its way, and nothing that came leads to more. */
const isQuiet = (page) =>
  page.evaluate(async () => {
    for (let turn = 0; turn < 5 && globalThis.onTheWay === 0; turn++) {
      const { port1, port2 } = new MessageChannel();
      await new Promise((done) => {
        port1.onmessage = done;
        port2.postMessage(null);
      });
    }
    return globalThis.onTheWay === 0;
  });

/**
 * Lets simulated time pass. Timers that are due fire once a step; between the steps real time passes until every answer has
 * come, so that no request's own deadline passes sooner, however slow the machine.
 */
async function pass(visit, world, time) {
  for (const end = world.now + time; world.now < end; ) {
    world.now += LEAP;
    await visit.page.clock.fastForward(LEAP);
    while (!(await isQuiet(visit.page).catch(isReloading))) await pause(5);
  }
}

/** A page that loads itself anew takes the question with it: not quiet. */
function isReloading(error) {
  if (!/context was destroyed|navigat/.test(error.message)) throw error;
  return false;
}

/** Bytes of script and of WebAssembly that the page holds, after what can be thrown away was. */
async function memory(visit) {
  visit.cdp ??= await visit.context.newCDPSession(visit.page);
  await visit.cdp.send("HeapProfiler.collectGarbage");
  const { usedSize } = await visit.cdp.send("Runtime.getHeapUsage");
  const { result } = await visit.cdp.send("Runtime.evaluate", { expression: "WebAssembly.Memory.prototype" });
  const { objects } = await visit.cdp.send("Runtime.queryObjects", { prototypeObjectId: result.objectId });
  const sum = "function() { return this.reduce((sum, memory) => sum + memory.buffer.byteLength, 0); }";
  const { result: wasm } = await visit.cdp.send("Runtime.callFunctionOn", { objectId: objects.objectId, functionDeclaration: sum });
  return { script: usedSize, wasm: wasm.value };
}

test("a fortnight without a reload: every midnight kept, no stale number without its age, memory flat", { timeout: 500_000 }, async (t) => {
  const visit = await open(t, "/ecoles/lorient/kermelo/ecran", {
    settle: false, size: DESK, expect: [/Failed to load|ERR_/], day: { now: new Date(START).toISOString() },
    prepare: async (visit) => {
      visit.world = await simulate(visit);
      // Its nightly reload is held back, so that what grows would show.
      await visit.page.addInitScript(() => addEventListener("renew", (event) => event.stopImmediatePropagation(), true));
    },
  });
  const { page, world } = visit;
  await eventually(async () => assert.match(await mainText(page), /Mesuré à 12 h/), 20_000);
  await pass(visit, world, 12 * 60 * MINUTE);
  const early = await memory(visit);
  let midnights = 0;
  let troubled = 0;
  let day = dayOf(START);
  for (let hour = 0; hour < (DAYS - 1) * 24; hour++) {
    // An outage of six hours in daylight.
    world.isCut = hour >= 130 && hour < 136;
    await pass(visit, world, 60 * MINUTE);
    const text = await mainText(page);
    const about = `${new Date(world.now).toISOString()}: ${text}`;
    const measured = /Mesuré à (\d+ h(?: \d\d)?)/.exec(text)?.[1];
    if (world.isCut && hour >= 132) {
      assert.match(text, /Pas de nouvelle mesure depuis/, about);
      assert.match(text, /pas de mesure récente\. La dernière/, about);
      assert.match(text, /l’écran reprendra tout seul/, about);
    } else if (!world.isCut && hour !== 136) {
      // Up to an hour a reading counts. A request whose deadline passed in one step is made again in the next.
      const known = [0, 1, 2, 3, 4, 5, 6].map((steps) => clockOf(Math.floor(world.now / STEP) * STEP - steps * STEP));
      assert.ok(known.includes(measured), about);
      troubled = /reprendra tout seul/.test(text) ? troubled + 1 : 0;
      assert.ok(troubled < 2, about);
    }
    if (dayOf(world.now) !== day) {
      day = dayOf(world.now);
      midnights++;
      await eventually(async () => assert.match(await mainText(page), new RegExp(` ${Number(day.slice(8))} octobre`), about));
    }
  }
  assert.equal(midnights, DAYS - 1);
  const late = await memory(visit);
  t.diagnostic(`script ${early.script} → ${late.script} bytes, WebAssembly ${early.wasm} → ${late.wasm} bytes`);
  assert.ok(late.script - early.script < 1_000_000, `script ${early.script} → ${late.script}`);
  assert.ok(late.wasm - early.wasm <= 512 * 1024, `WebAssembly ${early.wasm} → ${late.wasm}`);
});

test("each night it loads itself anew, once, and not while the network is away", { timeout: 200_000 }, async (t) => {
  let loads = 0;
  const visit = await open(t, "/ecoles/lorient/kermelo/ecran", {
    settle: false, size: DESK, expect: [/Failed to load|ERR_/], day: { now: new Date(START).toISOString() },
    prepare: async (visit) => {
      visit.world = await simulate(visit);
      visit.page.on("load", () => loads++);
    },
  });
  const { page, world } = visit;
  await eventually(async () => assert.match(await mainText(page), /Mesuré à 12 h/), 20_000);
  assert.equal(loads, 1);
  // To six in the morning, then to the next evening.
  await pass(visit, world, 18 * 60 * MINUTE);
  await eventually(() => assert.equal(loads, 2), 20_000);
  await eventually(async () => assert.match(await mainText(page), /Mesuré à/), 20_000);
  await pass(visit, world, 12 * 60 * MINUTE);
  assert.equal(loads, 2);
  world.isCut = true;
  await pass(visit, world, 12 * 60 * MINUTE);
  assert.equal(loads, 2);
});

test("on a device whose clock is a day behind it does not load itself anew all day", async (t) => {
  let loads = 0;
  const now = "2026-10-16T08:00:00+02:00";
  const { page } = await open(t, "/ecoles/lorient/kermelo/ecran", {
    settle: false, size: DESK, day: { now },
    prepare: async ({ page }) => {
      page.on("load", () => loads++);
      await page.clock.install({ time: new Date(Date.parse(now) - 24 * 60 * MINUTE) });
    },
  });
  await eventually(async () => assert.match(await mainText(page), /Mesuré à (7 h 50|8 h)/), 20_000);
  for (let minute = 0; minute < 5; minute += 1) {
    await page.clock.fastForward(MINUTE);
    await pause(300);
  }
  await eventually(async () => assert.match(await mainText(page), /Mesuré à (7 h 50|8 h)/), 20_000);
  assert.equal(loads, 1);
});

test("asked to renew itself at each tick it does so once, and tries again after a release that failed", async (t) => {
  let loads = 0;
  const { page } = await open(t, "/ecoles/lorient/kermelo/ecran", {
    settle: false, size: DESK,
    prepare: async ({ page }) => {
      page.on("load", () => loads++);
      // A browser whose worker finds a newer release each time it looks for one.
      await page.addInitScript(() => {
        const seen = (globalThis.seen = { registered: false, updates: 0, listeners: 0, told: [] });
        const newer = (globalThis.newer = new EventTarget());
        newer.postMessage = (message) => seen.told.push(message);
        const registration = Object.assign(new EventTarget(), { waiting: null, installing: null });
        registration.update = async () => {
          seen.updates += 1;
          newer.state = "installing";
          registration.installing = newer;
        };
        const workers = Object.assign(new EventTarget(), { controller: {}, ready: new Promise(() => {}) });
        // What listens from here on does so for a renewal; the page has said before that it runs.
        workers.register = async () => (Object.assign(seen, { registered: true, listeners: 0 }), registration);
        workers.addEventListener = (name, ...rest) => {
          seen.listeners += name === "controllerchange";
          EventTarget.prototype.addEventListener.call(workers, name, ...rest);
        };
        Object.defineProperty(navigator, "serviceWorker", { value: workers });
      });
    },
  });
  const seen = () => page.evaluate(() => globalThis.seen);
  const ask = async () => {
    for (let tick = 0; tick < 5; tick++) {
      await page.evaluate(() => dispatchEvent(new Event("renew")));
      await pause(20);
    }
  };
  const becomes = (state) => page.evaluate((state) => ((globalThis.newer.state = state), globalThis.newer.dispatchEvent(new Event("statechange"))), state);
  await eventually(async () => assert.ok((await seen()).registered));
  await ask();
  assert.deepEqual(await seen(), { registered: true, updates: 1, listeners: 1, told: [] });
  await becomes("redundant");
  await ask();
  assert.equal((await seen()).updates, 2);
  await becomes("installed");
  assert.deepEqual((await seen()).told, ["take over"]);
  await page.evaluate(() => {
    for (let change = 0; change < 3; change++) navigator.serviceWorker.dispatchEvent(new Event("controllerchange"));
  });
  await eventually(() => assert.equal(loads, 2));
});

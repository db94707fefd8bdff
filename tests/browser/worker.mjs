// What tests with a real service worker share: visits that it has seen, and a relay that goes away or is replaced.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before } from "node:test";
import { browserOfRun } from "./programs.mjs";
import { contextFor, eventually, movedRelease, painted, startRelay } from "./support.mjs";

// A month's last day: tomorrow is « mardi 1er décembre ». It lies ahead of every machine that runs this, since the browser's own
// cache goes by the machine's clock: what bears a later date is new to it and stays fresh, as it does for a visitor.
const MONDAY = "2037-11-30T11:20:00+01:00";

/** The run's browser, and the built app with its worker at an instant of its own. */
export function withWorker() {
  const app = movedRelease({ after }, MONDAY);
  let browser;
  before(async () => (browser = await browserOfRun()));
  after(() => browser.close());

  /** A visit that the worker has seen: a page under its control, with everything that it keeps. */
  async function visited(t, { dist = app.dist, path = "/", options = {}, every, prepare } = {}) {
    const relay = await startRelay({ now: app.now(), speed: 1, dist, every });
    const visit = { relay, dist, origin: relay.origin, port: Number(new URL(relay.origin).port) };
    visit.context = await contextFor(t, browser, { now: app.now(), ...options });
    t.after(() => visit.relay?.stop());
    await prepare?.(visit.context);
    visit.page = await visit.context.newPage();
    visit.page.setDefaultTimeout(20_000);
    await visit.page.goto(visit.origin + path);
    await visit.page.locator("#app h1").waitFor();
    await visit.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      while (!navigator.serviceWorker.controller) await new Promise((next) => setTimeout(next, 50));
    });
    return visit;
  }

  async function cut(visit) {
    await visit.relay.stop();
    visit.relay = null;
    // The browser's own cache would answer for the minutes that documents are fresh; the worker has one of its own.
    const cdp = await visit.context.newCDPSession(visit.page);
    await cdp.send("Network.clearBrowserCache");
  }

  async function restore(visit, dist = visit.dist) {
    visit.relay = await startRelay({ now: app.now(), speed: 1, dist, port: visit.port });
  }

  /** Stands in the relay's place and answers each request with `answer`. */
  async function replace(t, visit, answer) {
    await cut(visit);
    const server = createServer((request, response) => {
      // The machine's date is not this day's.
      response.sendDate = false;
      answer(request, response);
    });
    await new Promise((resolve) => server.listen(visit.port, "127.0.0.1", resolve));
    const stop = () => new Promise((resolve) => (server.close(resolve), server.closeAllConnections()));
    t.after(stop);
    return stop;
  }

  return { app, visited, cut, restore, replace };
}

export const go = async (visit, path) => {
  await visit.page.goto(visit.origin + path);
  await visit.page.locator("#app h1").waitFor();
  await painted(visit.page);
};

/** Everything that is kept on the device. */
export const keptAddresses = (page) =>
  page.evaluate(async () => {
    const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const requests = await Promise.all(caches_.map((cache) => cache.keys()));
    return requests.flat().map(({ url }) => url);
  });

/** The areas that stand ready on the device. */
const keptAreas = async (visit) => {
  const kept = await keptAddresses(visit.page);
  return ["consommation", "ecoles", "mediation"].filter((area) => kept.includes(`${visit.origin}/${area}`));
};
/** The worker works in the background, and may be given little of a busy processor. */
export const untilAreas = (visit, ...areas) =>
  eventually(async () => assert.deepEqual(await keptAreas(visit), areas, `kept: ${await keptAddresses(visit.page)}`), 60_000);

// After one visit every page opens without a network: a real service worker, and a relay that is really gone.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before, describe } from "node:test";
import { runInNewContext } from "node:vm";
import { CENTRES, DIST, PHONE, axeFinds, cardNames, eventually, launch, mainText, painted, says, screenshot, startRelay, textOf } from "./support.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

// The worker has the device's clock, so the relay has it too.
const today = () => new Date().toISOString();

/** A visit that the worker has seen: a page under its control, with everything that it keeps. */
async function visited(t, { dist, path = "/", options = {} } = {}) {
  const relay = await startRelay({ now: today(), speed: 1, dist });
  const visit = { relay, dist, origin: relay.origin, port: Number(new URL(relay.origin).port) };
  visit.context = await browser.newContext({ viewport: PHONE, locale: "fr-FR", ...options });
  t.after(async () => {
    await visit.context.close();
    await visit.relay?.stop();
  });
  visit.page = await visit.context.newPage();
  visit.page.setDefaultTimeout(10_000);
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
  visit.relay = await startRelay({ now: today(), speed: 1, dist, port: visit.port });
}

const go = async (visit, path) => {
  await visit.page.goto(visit.origin + path);
  await visit.page.locator("#app h1").waitFor();
  await painted(visit.page);
};

const keptAddresses = (page) =>
  page.evaluate(async () => {
    const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const requests = await Promise.all(caches_.map((cache) => cache.keys()));
    return requests.flat().map(({ url }) => url);
  });

describe("without a network", () => {
  test("every page opens after one visit of the home page, and says how old its data are", async (t) => {
    const visit = await visited(t);
    const { page } = visit;
    await cut(visit);
    for (const path of ["/", "/dechetteries", "/dechetteries/lorient/riantec", "/carte", "/sources", "/mentions-legales", "/vie-privee", "/nulle-part"]) {
      await go(visit, path);
      assert.deepEqual(await axeFinds(page), [], path);
    }
    await go(visit, "/dechetteries");
    await eventually(async () => assert.equal((await cardNames(page)).length, CENTRES));
    await says(page, /Le réseau ne répond pas\. Vous voyez les dernières données reçues, de \d+ h/);
    await screenshot(page, "hors-ligne-360");
  });

  test("hours and usual waits are there, and the answer rests on what is usual once readings are old", async (t) => {
    const visit = await visited(t);
    const { page } = visit;
    await cut(visit);
    await go(visit, "/dechetteries/lorient/riantec");
    await says(page, /Horaires de la semaine.*mardi \d+ \S+ 10 h à 12 h 30/);
    await says(page, /D’habitude.*Jour de la semaine/);
    // The next Saturday morning, when every centre is open: what was measured today is worth nothing then.
    const saturday = await page.evaluate(() => {
      const day = new Date();
      day.setDate(day.getDate() + ((6 - day.getDay() + 7) % 7 || 7));
      day.setHours(10, 30, 0, 0);
      return day.getTime();
    });
    await page.clock.setFixedTime(saturday);
    await go(visit, "/?commune=riantec");
    await page.locator(".answer .total").waitFor();
    assert.match(await textOf(page.locator(".answer")), /puis d’habitude .*Attente habituelle à cette heure, pas mesurée maintenant/);
  });

  test("coming back online heals by itself", async (t) => {
    const visit = await visited(t, { path: "/dechetteries" });
    const { page } = visit;
    await cut(visit);
    await go(visit, "/dechetteries");
    await says(page, /Le réseau ne répond pas/);
    await restore(visit);
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await eventually(async () => assert.doesNotMatch(await mainText(page), /Le réseau ne répond pas/));
  });

  test("a server in trouble is named, with the data that were kept", async (t) => {
    const visit = await visited(t, { path: "/dechetteries" });
    const { page } = visit;
    await visit.context.route("**/api/v1/*.json", (route) => route.fulfill({ status: 500, body: "" }));
    await go(visit, "/dechetteries");
    await says(page, /Le service ne répond pas comme prévu \(erreur 500\)\. Vous voyez les dernières données reçues/);
    await eventually(async () => assert.equal((await cardNames(page)).length, CENTRES));
  });

  test("the map that was loaded once is there again", async (t) => {
    const visit = await visited(t, { path: "/carte" });
    await cut(visit);
    await go(visit, "/carte");
    await visit.page.getByRole("button", { name: "Afficher sans fond de carte" }).click();
    await visit.page.locator("#map").getByRole("button").first().waitFor();
  });
});

describe("what is kept", () => {
  test("the app's own files and the public documents, nothing of another origin", async (t) => {
    const visit = await visited(t);
    await visit.page.waitForTimeout(500);
    const kept = await keptAddresses(visit.page);
    const paths = kept.map((url) => (assert.ok(url.startsWith(`${visit.origin}/`), url), url.slice(visit.origin.length + 1)));
    const expected = /^($|boot\.js|icon\.svg|manifest\.webmanifest|bon-moment-[0-9a-f]{12,16}(_bg\.wasm|\.js|\.css)|leaflet\/leaflet\.(js|css)|api\/v1\/[a-z]+\.json)$/;
    for (const path of paths) assert.match(path, expected);
    for (const name of ["territory", "sites", "live", "profiles", "status"]) assert.ok(paths.includes(`api/v1/${name}.json`), name);
  });

  test("tiles pass by the worker", async (t) => {
    const visit = await visited(t, { path: "/carte" });
    const tiles = [];
    await visit.context.route("https://data.geopf.fr/**", (route) => (tiles.push(route.request().url()), route.fulfill({ status: 204 })));
    await visit.page.getByRole("button", { name: "Afficher avec le fond de carte" }).click();
    await eventually(() => assert.ok(tiles.length > 0));
    assert.ok((await keptAddresses(visit.page)).every((url) => url.startsWith(visit.origin)));
  });

  test("a connection that saves data does not get the map before it is asked for", async (t) => {
    const visit = await visited(t);
    assert.ok((await keptAddresses(visit.page)).some((url) => url.endsWith("leaflet.js")));
    // No browser here lets a worker's connection be set: the worker runs by itself, with caches that note what they are given.
    const installed = async (saveData) => {
      const added = [];
      const cache = { addAll: async (urls) => added.push(...urls), add: async (url) => added.push(url), put: async () => {} };
      const listeners = {};
      const world = {
        URL, URLSearchParams, Headers, Request, Response, Promise, setTimeout,
        location: new URL(`${visit.origin}/sw.js`), navigator: { connection: { saveData } },
        caches: { open: async () => cache }, fetch: async () => new Response("", { status: 404 }),
        addEventListener: (name, listener) => (listeners[name] = listener),
      };
      runInNewContext(readFileSync(join(DIST, "sw.js"), "utf8"), world);
      let done = null;
      listeners.install({ waitUntil: (promise) => (done = promise) });
      await done;
      return added.filter((url) => /leaflet/.test(url)).length;
    };
    assert.equal(await installed(false), 2);
    assert.equal(await installed(true), 0);
  });
});

describe("a new release", () => {
  /** A copy of the app that is told apart from the one it was made of. */
  function release(t, mark) {
    const folder = mkdtempSync(join(tmpdir(), "bon-moment-"));
    t.after(() => rmSync(folder, { recursive: true }));
    cpSync(DIST, folder, { recursive: true });
    const edit = (file, change) => writeFileSync(join(folder, file), change(readFileSync(join(folder, file), "utf8")));
    edit("boot.js", (text) => `document.documentElement.dataset.release = "${mark}";\n${text}`);
    edit("sw.js", (text) => text.replace(/const VERSION = ".*";/, `const VERSION = "${mark}";`));
    return folder;
  }
  const running = (page) => page.evaluate(() => document.documentElement.dataset.release);

  test("asks before it replaces a page, and takes the old one's cache away", async (t) => {
    const [first, second] = ["first", "second"].map((mark) => release(t, mark));
    const visit = await visited(t, { dist: first });
    const { page } = visit;
    await cut(visit);
    await restore(visit, second);
    await go(visit, "/dechetteries");
    const offer = page.getByRole("button", { name: "Mettre à jour" });
    await offer.waitFor();
    assert.equal(await running(page), "first");
    assert.deepEqual(await axeFinds(page), []);
    await screenshot(page, "nouvelle-version-360");
    await offer.click();
    await eventually(async () => assert.equal(await running(page), "second"));
    await page.locator("#app h1").waitFor();
    assert.equal(await offer.isVisible(), false);
    const names = await page.evaluate(() => caches.keys());
    assert.ok(names.some((name) => name.endsWith(" second")) && !names.some((name) => name.endsWith(" first")), `${names}`);
  });

  test("that nobody asks for waits until all pages are closed", async (t) => {
    const [first, second] = ["first", "second"].map((mark) => release(t, mark));
    const visit = await visited(t, { dist: first });
    await cut(visit);
    await restore(visit, second);
    await go(visit, "/");
    await visit.page.getByRole("button", { name: "Mettre à jour" }).waitFor();
    await go(visit, "/dechetteries");
    assert.equal(await running(visit.page), "first");
    await visit.page.close();
    visit.page = await visit.context.newPage();
    await go(visit, "/dechetteries");
    await eventually(async () => {
      await visit.page.reload();
      assert.equal(await running(visit.page), "second");
    });
  });
});

describe("installed", () => {
  test("the manifest names the app, its start and icons that are there", async (t) => {
    const visit = await visited(t);
    const manifest = await (await visit.page.request.get(`${visit.origin}/manifest.webmanifest`)).json();
    assert.equal(manifest.display, "standalone");
    for (const { src, sizes } of manifest.icons) {
      const answer = await visit.page.request.get(new URL(src, `${visit.origin}/`).href);
      assert.equal(answer.status(), 200, src);
      if (sizes === "any") continue;
      const bytes = await answer.body();
      assert.equal(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, sizes, src);
    }
    const cdp = await visit.context.newCDPSession(visit.page);
    const { installabilityErrors } = await cdp.send("Page.getInstallabilityErrors");
    assert.deepEqual(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito"), []);
  });
});

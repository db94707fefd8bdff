// What `relay publish` writes, on a host that knows nothing but files, below a path of its own; and an API on another origin.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import test, { after, before, describe } from "node:test";
import { CENTRES, RELAY, SATURDAY, cardNames, contextFor, eventually, movedRelease, says, startRelay, textOf } from "./support.mjs";
import { browserOfRun } from "./programs.mjs";

const BASE = "/dechetteries-en-direct/";
const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".json": "application/json",
  ".svg": "image/svg+xml", ".png": "image/png", ".webmanifest": "application/manifest+json", ".txt": "text/plain; charset=utf-8",
};

let browser;
before(async () => (browser = await browserOfRun()));
after(() => browser.close());

const temporary = (t) => {
  const folder = mkdtempSync(join(tmpdir(), "bon-moment-"));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
};

/** Files below `base`, folders by their index.html, 404.html for the rest: what every static host can do. */
async function host(t, folder, base) {
  const server = createServer((request, response) => {
    // The machine's date would set the page's clock.
    response.sendDate = false;
    const { pathname } = new URL(request.url, "http://host");
    const send = (status, file) => response.writeHead(status, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" }).end(readFileSync(file));
    const below = pathname.startsWith(base) ? join(folder, decodeURIComponent(pathname.slice(base.length))) : null;
    if (!below) return response.writeHead(404).end("not here");
    if (existsSync(below) && statSync(below).isFile()) return send(200, below);
    const isFolder = existsSync(join(below, "index.html"));
    if (isFolder && !pathname.endsWith("/")) return response.writeHead(301, { location: `${pathname}/` }).end();
    return isFolder ? send(200, join(below, "index.html")) : send(404, join(folder, "404.html"));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = () => new Promise((resolve) => (server.close(resolve), server.closeAllConnections()));
  t.after(stop);
  return { origin: `http://127.0.0.1:${server.address().port}`, stop };
}

/** A page of a context of its own, and what it asked for and complained about. */
async function visitor(t, now) {
  const context = await contextFor(t, browser, { now });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const [asked, complaints] = [[], []];
  page.on("request", (request) => asked.push(request.url()));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(`${error}`));
  return { page, asked, complaints };
}

const controlled = (page) =>
  eventually(async () => assert.ok(await page.evaluate(() => navigator.serviceWorker.controller !== null)), 20_000);

/** Until all of these are kept on the device. */
const keeps = (page, ...urls) =>
  eventually(async () => {
    const kept = await page.evaluate(async () => {
      const all = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
      return all.flat().map(({ url }) => url);
    });
    assert.deepEqual(urls.filter((url) => !kept.includes(url)), []);
  }, 30_000);

describe("published below a path", () => {
  test("deep addresses, areas and pages without script open, with and without a network", async (t) => {
    const folder = temporary(t);
    const { dist, now } = movedRelease(t, SATURDAY);
    execFileSync(RELAY, ["publish", "--demo", "--now", now(), "--dist", dist, "--out", folder, "--base", BASE], { stdio: "ignore" });
    const { origin, stop } = await host(t, folder, BASE);
    const root = origin + BASE;
    const { page, asked, complaints } = await visitor(t, now());
    const h1 = async (pattern) => eventually(async () => assert.match(await textOf(page.locator("h1:visible").first()), pattern));
    const everything = async () => {
      await page.goto(`${root}dechetteries/lorient/riantec`);
      await h1(/Déchetterie de Riantec/);
      await page.reload();
      await h1(/Déchetterie de Riantec/);
      await page.getByRole("link", { name: "Déchetteries", exact: true }).click();
      await eventually(async () => assert.equal((await cardNames(page)).length, CENTRES));
      assert.equal(new URL(page.url()).pathname, `${BASE}dechetteries`);
      await page.goto(`${root}mediation`);
      await h1(/Qu’apportez-vous/);
      await page.goto(`${root}ecoles/lorient/kermelo`);
      await h1(/École de Kermélo/);
      await page.goto(`${root}sobre/`);
      await h1(/Toutes les déchetteries/);
    };
    await everything();
    await page.goto(root);
    await controlled(page);
    await keeps(page, ...["", "mediation", "ecoles", "sobre/", "api/v1/sites.json"].map((path) => root + path));
    const registered = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
    assert.equal(registered, root);
    assert.deepEqual(asked.filter((url) => /^http/.test(url) && !url.startsWith(root)), [], "nothing is asked for outside of the path");
    assert.deepEqual(complaints, []);
    // A page that no file was written for is the app's own "not found".
    const unknown = await page.goto(`${root}nulle-part`);
    assert.ok(unknown.fromServiceWorker());
    await h1(/pas/);
    await stop();
    await everything();
    await page.goto(`${root}consommation`);
    await h1(/Page absente de cet appareil/);
    await page.getByRole("link", { name: "Toutes les déchetteries" }).click();
    await eventually(async () => assert.equal((await cardNames(page)).length, CENTRES));
    assert.equal(new URL(page.url()).pathname, `${BASE}dechetteries`);
  });
});

describe("an API on another origin", () => {
  test("is allowed by the policy, read by the app and its areas, and kept by the worker", async (t) => {
    const { dist, now } = movedRelease(t, SATURDAY);
    const data = await startRelay({ now: now(), speed: 1 });
    t.after(() => data.stop());
    const api = `${data.origin}/api/v1/`;
    const index = join(dist, "index.html");
    const page_ = readFileSync(index, "utf8");
    const moved = page_.replace(/<meta content="?api\/v1\/"? name="?api-base"?>/, `<meta content=${api} name=api-base>`);
    assert.notEqual(moved, page_, "the page says where the API lies");
    writeFileSync(index, moved);
    const own = await startRelay({ now: now(), speed: 1, dist });
    t.after(() => own.stop());
    const { page, asked, complaints } = await visitor(t, now());
    await page.goto(`${own.origin}/dechetteries`);
    await eventually(async () => assert.equal((await cardNames(page)).length, CENTRES));
    await controlled(page);
    await keeps(page, `${api}sites.json`, `${own.origin}/ecoles`, `${api}schools.json`);
    await page.goto(`${own.origin}/ecoles`);
    await says(page, /École de Kermélo/);
    assert.deepEqual(asked.filter((url) => url.startsWith(`${own.origin}/api/`)), []);
    assert.ok(asked.some((url) => url.startsWith(api)));
    assert.deepEqual(complaints, []);
    await Promise.all([data.stop(), own.stop()]);
    // What the browser's own cache holds is fresh for minutes; the worker has a cache of its own.
    await (await page.context().newCDPSession(page)).send("Network.clearBrowserCache");
    await page.goto(`${own.origin}/dechetteries`);
    await eventually(async () => assert.equal((await cardNames(page)).length, CENTRES));
    await says(page, /Le réseau ne répond pas\. Vous voyez les dernières données, reçues/);
    await page.goto(`${own.origin}/ecoles`);
    await says(page, /École de Kermélo/);
  });
});

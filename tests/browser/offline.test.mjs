// After one visit every page opens without a network: a real service worker, and a relay that is really gone.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { describe } from "node:test";
import { runInNewContext } from "node:vm";
import { CENTRES, DIST, DOCUMENTS, axeFinds, cardNames, eventually, mainText, pause, says, screenshot, smallTargets, textOf } from "./support.mjs";
import { go, keptAddresses, untilAreas, withWorker } from "./worker.mjs";

const { app, visited, cut, restore, replace } = withWorker();

const isIn = (all, some) => some.every((one) => all.includes(one));
/** The page that stands for one that is not on the device. */
async function saysAbsent(page, pattern) {
  assert.match(await textOf(page.locator("main")), pattern);
  // It looks as the app does, and keeps to its own policy.
  assert.equal(await page.locator(".button").evaluate((button) => getComputedStyle(button).borderTopWidth), "2px");
}

const keepsReader = async ({ page }) => (await keptAddresses(page)).some((url) => /import_worker/.test(url));

describe("without a network", () => {
  test("every page opens after one visit of the home page, and says how old its data are", async (t) => {
    const visit = await visited(t);
    const { page } = visit;
    await cut(visit);
    for (const path of ["/", "/dechetteries", "/dechetteries/lorient/riantec", "/carte", "/sources", "/nulle-part"]) {
      await go(visit, path);
      assert.deepEqual(await axeFinds(page), [], path);
    }
    await go(visit, "/dechetteries");
    await eventually(async () => assert.equal((await cardNames(page)).length, CENTRES));
    await says(page, /Le réseau ne répond pas\. Vous voyez les dernières données, reçues à \d+ h/);
    await screenshot(page, "hors-ligne-360");
  });

  test("the desk and the schools open after one visit of the home page", async (t) => {
    const visit = await visited(t);
    await untilAreas(visit, "ecoles", "mediation");
    await cut(visit);
    await go(visit, "/mediation");
    await says(visit.page, /Qu’apportez-vous/);
    assert.deepEqual(await axeFinds(visit.page), []);
    await go(visit, "/mediation/aide");
    await go(visit, "/ecoles");
    await says(visit.page, /École de Kermélo/);
    await says(visit.page, /Le réseau ne répond pas\. Vous voyez les dernières données, reçues à \d+ h/);
    assert.deepEqual(await axeFinds(visit.page), []);
    await screenshot(visit.page, "hors-ligne-ecoles-360");
  });

  test("what nobody opened says so where it was asked for, and leads to what is there", async (t) => {
    const visit = await visited(t);
    const { page } = visit;
    await untilAreas(visit, "ecoles", "mediation");
    await cut(visit);
    for (const path of ["/consommation", "/sobre/affiche/", "/sobre/ecoles/"]) {
      await page.goto(visit.origin + path);
      assert.equal(new URL(page.url()).pathname, path);
      await saysAbsent(page, /^Page absente de cet appareil Cette page n’a pas encore été ouverte sur cet appareil\. Sans réseau, elle ne peut pas s’afficher\./);
    }
    assert.deepEqual(await smallTargets(page), []);
    await screenshot(page, "hors-ligne-absente-360");
    for (const path of ["/sobre/en/aide/", "/consommation?lang=en"]) {
      await page.goto(visit.origin + path);
      await saysAbsent(page, /^Page not on this device This page has not been opened on this device yet\. Without a network it cannot be shown\./);
    }
    await page.getByRole("link", { name: "All recycling centres" }).click();
    await page.locator("#app h1").waitFor();
    await eventually(async () => assert.equal((await cardNames(page)).length, CENTRES));
    await page.goto(`${visit.origin}/sobre/affiche/`);
    await restore(visit);
    await page.getByRole("link", { name: "Essayer de nouveau" }).click();
    await eventually(async () => assert.match(await textOf(page.locator("h1")), /Quand aller à la déchetterie/));
  });

  test("the pages without script open after one visit of the home page", async (t) => {
    const visit = await visited(t);
    const pages = ["/sobre/", "/sobre/facile/", "/aide/", "/accessibilite/", "/ecoconception/", "/mentions-legales/", "/vie-privee/"];
    const addresses = pages.map((path) => visit.origin + path);
    await eventually(async () => assert.ok(isIn(await keptAddresses(visit.page), addresses)), 60_000);
    await cut(visit);
    for (const path of ["/aide", "/accessibilite", "/ecoconception/", "/mentions-legales", "/vie-privee"]) {
      await visit.page.goto(visit.origin + path);
      assert.doesNotMatch(await textOf(visit.page.locator("h1")), /absente/, path);
    }
    await visit.page.goto(addresses[0]);
    assert.match(await textOf(visit.page.locator("main")), /Toutes les déchetteries Page préparée le .* Déchetterie de Riantec/);
    await visit.page.getByRole("link", { name: "Facile à lire" }).click();
    assert.match(await textOf(visit.page.locator("h1")), /déchetterie/);
  });

  test("a wall that is switched on without a network shows what it knew, and since when", async (t) => {
    const path = "/ecoles/lorient/kermelo/ecran";
    const visit = await visited(t, { path, options: { viewport: { width: 1280, height: 800 } } });
    await says(visit.page, /Mesuré à \d+ h/);
    // As each night; what it asked for before it had its worker is kept from then on.
    await visit.page.reload();
    await eventually(async () => assert.ok((await keptAddresses(visit.page)).some((url) => /series\/kermelo\/pv/.test(url))));
    await visit.page.close();
    visit.page = await visit.context.newPage();
    await visit.page.goto("about:blank");
    await cut(visit);
    await go(visit, path);
    await says(visit.page, /École de Kermélo .*Mesuré à \d+ h.*Pas de réseau : l’écran reprendra tout seul/);
    assert.deepEqual(await axeFinds(visit.page), []);
    await restore(visit);
    await eventually(async () => {
      await visit.page.evaluate(() => window.dispatchEvent(new Event("online")));
      assert.doesNotMatch(await mainText(visit.page), /Pas de réseau/);
    }, 30_000);
  });

  test("one's consumption opens once it was opened", async (t) => {
    const visit = await visited(t, { path: "/consommation" });
    await untilAreas(visit, "consommation", "ecoles", "mediation");
    await cut(visit);
    await go(visit, "/consommation");
    await visit.page.getByRole("button", { name: "Regarder avec un exemple" }).click();
    await visit.page.locator(".area-menu").getByRole("link", { name: "Prix" }).click();
    await says(visit.page, /Base, 6 kVA/);
    assert.equal(await keepsReader(visit), false);
  });

  test("everything is there once the app is installed", async (t) => {
    const prepare = (context) =>
      context.addInitScript(() => {
        const asked = globalThis.matchMedia.bind(globalThis);
        globalThis.matchMedia = (query) => (query === "(display-mode: standalone)" ? { matches: true } : asked(query));
      });
    const visit = await visited(t, { prepare });
    await untilAreas(visit, "consommation", "ecoles", "mediation");
    await eventually(async () => assert.ok(await keepsReader(visit)));
    await cut(visit);
    await go(visit, "/consommation");
    await visit.page.locator("#files").setInputFiles({ name: "gaz.csv", mimeType: "text/csv", buffer: Buffer.from("Numéro de PCE;Date;m3\n") });
    await says(visit.page, /Ce fichier parle de gaz/);
  });

  test("hours and usual waits are there, and the answer rests on what is usual once readings are old", async (t) => {
    const visit = await visited(t);
    const { page } = visit;
    await cut(visit);
    await go(visit, "/dechetteries/lorient/riantec");
    await says(page, /Horaires de la semaine.*mardi 1er décembre 10 h à 12 h 30/);
    await says(page, /D’habitude.*Jour de la semaine/);
    // The next Saturday morning, when every centre is open: what was measured today is worth nothing then.
    await page.clock.setFixedTime(new Date("2037-12-05T10:30:00+01:00"));
    await go(visit, "/?commune=riantec");
    await page.locator(".answer .parts").waitFor();
    assert.match(await textOf(page.locator(".answer")), /puis d’habitude .*Attente habituelle à cette heure, pas mesurée maintenant/);
  });

  test("what the browser keeps by itself sets no clock back: readings grow old without a network", async (t) => {
    // A relay that looks each second lets what is of now be kept for none.
    const visit = await visited(t, { path: "/ecoles/lorient/kermelo", every: 1 });
    const { page } = visit;
    await go(visit, "/ecoles/lorient/kermelo");
    await says(page, /Relevé à \d+ h[^,]*, (il y a \d min|à l’instant)/);
    // Its own cache stays as it is: documents in it are fresh for hours.
    await visit.relay.stop();
    visit.relay = null;
    await page.clock.setFixedTime(Date.parse(app.now()) + 40 * 60_000);
    await go(visit, "/ecoles/lorient/kermelo");
    await says(page, /Relevé à \d+ h[^,]*, il y a 4\d min/);
  });

  test("a school that was seen opens again, and another one says that its data are not there", async (t) => {
    const visit = await visited(t, { path: "/ecoles/lorient/kermelo" });
    const { page } = visit;
    // The worker takes over while the page is open: what it is to keep is asked for once more.
    await go(visit, "/ecoles/lorient/kermelo");
    // The day before: soon after midnight nothing was measured of today.
    const yesterday = async () => {
      await page.getByRole("button", { name: "Avant", exact: true }).click();
      await says(page, /L’école a consommé [\d,]+ kWh/);
    };
    await yesterday();
    await cut(visit);
    await go(visit, "/ecoles/lorient/kermelo");
    await says(page, /Le réseau ne répond pas\. Vous voyez les dernières données, reçues à \d+ h/);
    await yesterday();
    assert.deepEqual(await axeFinds(page), []);
    await go(visit, "/ecoles/lorient/kersabiec");
    await says(page, /École de Kersabiec/);
    await says(page, /Au fil du temps.*Le réseau ne répond pas/);
  });

  test("a network's page that wants a login first takes no page's place", async (t) => {
    const visit = await visited(t);
    const { page } = visit;
    await untilAreas(visit, "ecoles", "mediation");
    await page.goto(`${visit.origin}/sobre/`);
    const login = (_, response) => response.setHeader("content-type", "text/html; charset=utf-8").end("<!doctype html><h1>Connexion au réseau</h1>");
    const stop = await replace(t, visit, login);
    const shows = async (path, pattern) => {
      await page.goto(visit.origin + path);
      await eventually(async () => assert.match(await textOf(page.locator("h1:visible").first()), pattern, path));
    };
    // What was never opened is the network's to answer: there one can log in. So is the relay's form at a gate.
    await shows("/consommation", /Connexion au réseau/);
    await shows("/hooks/guichet", /Connexion au réseau/);
    for (const network of ["of the login", "none"]) {
      await shows("/mediation", /Qu’apportez-vous/);
      await shows("/ecoles", /Le soleil sur/);
      await shows("/sobre/", /Toutes les déchetteries/);
      await shows("/dechetteries", /déchetteries/);
      if (network !== "none") await stop();
    }
    await shows("/consommation", /Page absente/);
  });

  test("on a line where nothing comes the kept page is there after some seconds", async (t) => {
    const visit = await visited(t);
    await untilAreas(visit, "ecoles", "mediation");
    await visit.page.goto(`${visit.origin}/sobre/`);
    await replace(t, visit, () => {});
    await go(visit, "/mediation");
    await says(visit.page, /Qu’apportez-vous/);
    await visit.page.goto(`${visit.origin}/sobre/`);
    assert.match(await textOf(visit.page.locator("h1")), /Toutes les déchetteries/);
  });

  test("a server in trouble is answered for by what is kept", async (t) => {
    const visit = await visited(t);
    await untilAreas(visit, "ecoles", "mediation");
    await replace(t, visit, (_, response) => response.writeHead(502).end("Bad Gateway"));
    await go(visit, "/ecoles");
    await says(visit.page, /Le service ne répond pas comme prévu \(erreur 502\)/);
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
    await says(page, /Le service ne répond pas comme prévu \(erreur 500\)\. Vous voyez les dernières données, reçues/);
    await eventually(async () => assert.equal((await cardNames(page)).length, CENTRES));
  });

  test("the map that was loaded once is there again", async (t) => {
    const visit = await visited(t, { path: "/carte" });
    await eventually(async () => assert.ok((await keptAddresses(visit.page)).includes(`${visit.origin}/leaflet/leaflet.css`)), 20_000);
    await cut(visit);
    await go(visit, "/carte");
    await visit.page.getByRole("button", { name: "Afficher sans fond de carte" }).click();
    await visit.page.locator("#map").getByRole("button").first().waitFor();
  });
});

describe("what is kept", () => {
  test("the app's own files and the public documents, nothing of another origin", async (t) => {
    const visit = await visited(t);
    await untilAreas(visit, "ecoles", "mediation");
    const kept = await keptAddresses(visit.page);
    const paths = kept.map((url) => (assert.ok(url.startsWith(`${visit.origin}/`), url), url.slice(visit.origin.length + 1)));
    const expected = /^($|boot\.js|visit\.js|icon\.svg|manifest\.webmanifest|(hors-ligne|offline)\.html|sobre\/(facile\/)?|(aide|accessibilite|ecoconception|mentions-legales|vie-privee)\/|bon-moment-[0-9a-f]{12,16}(_bg\.wasm|\.js|\.css)|leaflet\/leaflet\.(js|css)|(?<area>ecoles|mediation)(\/\k<area>-[0-9a-f]{12,16}(_bg\.wasm|\.js|\.css))?|api\/v1\/[a-z_]+\.json)$/;
    for (const path of paths) assert.match(path, expected);
    for (const name of ["territory", "sites", "live", "profiles", "status", "schools", "schools_live"]) assert.ok(paths.includes(`api/v1/${name}.json`), name);
  });

  test("of many days of series the last ones, and whatever else was asked for the documents that pages need", async (t) => {
    const visit = await visited(t);
    await untilAreas(visit, "ecoles", "mediation");
    await replace(t, visit, (_, response) => response.setHeader("content-type", "application/json").end('{"version":1,"values":[1]}'));
    await visit.page.evaluate(async () => {
      for (let day = 0; day < 100; day += 1) await fetch(`/api/v1/series/kermelo/pv/${day}.json`);
    });
    const names = (await keptAddresses(visit.page)).map((url) => url.replace(`${visit.origin}/api/v1/`, ""));
    for (const name of [...DOCUMENTS, "schools", "schools_live"]) assert.ok(names.includes(`${name}.json`), name);
    const days = names.filter((name) => name.startsWith("series/"));
    assert.deepEqual(days, Array.from({ length: 80 }, (_, day) => `series/kermelo/pv/${day + 20}.json`));
  });

  test("nothing more on a full disk, and what was not kept still opens", async (t) => {
    const visit = await visited(t);
    await untilAreas(visit, "ecoles", "mediation");
    const [worker] = visit.context.serviceWorkers();
    await worker.evaluate(() => {
      Cache.prototype.put = async () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    });
    await go(visit, "/consommation");
    await visit.page.getByRole("button", { name: "Regarder avec un exemple" }).waitFor();
    assert.ok((await keptAddresses(visit.page)).every((url) => !/consommation/.test(url)));
  });

  test("tiles pass by the worker", async (t) => {
    const visit = await visited(t, { path: "/carte" });
    const tiles = [];
    await visit.context.route("https://data.geopf.fr/**", (route) => (tiles.push(route.request().url()), route.fulfill({ status: 204 })));
    await visit.page.getByRole("button", { name: "Afficher avec le fond de carte" }).click();
    await eventually(() => assert.ok(tiles.length > 0));
    assert.ok((await keptAddresses(visit.page)).every((url) => url.startsWith(visit.origin)));
  });

  test("a light visit is kept light, by its address or by what the device remembers", async (t) => {
    const remember = (context) => context.addInitScript(() => localStorage.setItem("bm.leger", "1"));
    for (const options of [{ path: "/?leger=1" }, { prepare: remember }]) {
      const visit = await visited(t, options);
      // By then everything would be there.
      await pause(5_000);
      const kept = await keptAddresses(visit.page);
      assert.ok(kept.some((url) => url.endsWith(".wasm")) && kept.includes(`${visit.origin}/api/v1/sites.json`));
      assert.deepEqual(kept.filter((url) => /leaflet|mediation|ecoles|schools|sobre|aide/.test(url)), []);
      // What everybody has a right to read is there.
      assert.ok(isIn(kept, [`${visit.origin}/mentions-legales/`, `${visit.origin}/vie-privee/`]));
      await visit.page.goto(`${visit.origin}/?leger=0`);
      await untilAreas(visit, "ecoles", "mediation");
    }
  });

  test("a connection that saves data or is slow gets neither the map nor areas that nobody opened", async (t) => {
    const visit = await visited(t);
    await eventually(async () => assert.ok((await keptAddresses(visit.page)).some((url) => url.endsWith("leaflet.js"))), 20_000);
    // No browser here lets a worker's connection be set: the worker runs by itself, with caches that note what they are given.
    const worker = readFileSync(join(DIST, "sw.js"), "utf8");
    const types = { css: "text/css", js: "text/javascript", wasm: "application/wasm" };
    const respond = (url) => {
      const type = types[/\.([a-z]+)$/.exec(new URL(url).pathname)?.[1]];
      // A page names the release's files, as the worker's own text does.
      return new Response(type ? "" : worker, { headers: { "content-type": type ?? "text/html" } });
    };
    const fetched = async (connection, path = "", light = false) => {
      const added = [];
      const cache = { put: async () => {}, match: async () => null };
      const marked = new Set();
      const mark = { put: async (url) => marked.add(url), delete: async (url) => marked.delete(url) };
      const listeners = {};
      const world = {
        URL, URLSearchParams, Headers, Request, Response, Promise, setTimeout,
        location: new URL(`${visit.origin}/sw.js`), navigator: { connection },
        caches: { open: async (name) => (name.endsWith(" light") ? mark : cache), match: async (url, { cacheName } = {}) => cacheName && marked.has(url) },
        fetch: async (asked) => (added.push(asked.url ?? asked), respond(asked.url ?? asked)),
        addEventListener: (name, listener) => (listeners[name] = listener),
      };
      runInNewContext(worker, world);
      let done = null;
      const waitUntil = (promise) => (done = promise);
      listeners.install({ waitUntil });
      await done;
      listeners.message({ waitUntil, data: { started: true, installed: false, light }, source: { url: `${visit.origin}/${path}` } });
      await done;
      return ["leaflet", "mediation", "ecoles", "consommation"].filter((name) => added.some((url) => url.includes(`/${name}/`)));
    };
    const all = ["leaflet", "mediation", "ecoles"];
    assert.deepEqual(await fetched(undefined), all);
    assert.deepEqual(await fetched({ saveData: false, effectiveType: "4g" }), all);
    assert.deepEqual(await fetched({ saveData: true, effectiveType: "4g" }), []);
    assert.deepEqual(await fetched({ saveData: false, effectiveType: "3g" }), []);
    assert.deepEqual(await fetched({ saveData: true }, "consommation/prix"), ["consommation"]);
    assert.deepEqual(await fetched({ effectiveType: "4g" }, "", true), []);
  });
});

describe("a new release", () => {
  /** A copy of the app that is told apart from the one it was made of. */
  function release(t, mark) {
    const folder = mkdtempSync(join(tmpdir(), "bon-moment-"));
    t.after(() => rmSync(folder, { recursive: true }));
    cpSync(app.dist, folder, { recursive: true });
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
    await untilAreas(visit, "ecoles", "mediation");
    await cut(visit);
    await restore(visit, second);
    await go(visit, "/dechetteries");
    const offer = page.getByRole("button", { name: "Mettre à jour" });
    await offer.waitFor();
    assert.equal(await running(page), "first");
    assert.deepEqual(await axeFinds(page), []);
    await screenshot(page, "nouvelle-version-360");
    const ofSecond = await page.evaluate(async () => {
      const name = (await caches.keys()).find((name) => name.endsWith(" second"));
      return (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname);
    });
    // The areas that stood ready do so in the new release.
    assert.ok(["/ecoles", "/mediation"].every((path) => ofSecond.includes(path)), `${ofSecond}`);
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

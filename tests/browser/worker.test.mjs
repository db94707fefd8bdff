// The service worker's messages, of which one may get lost, and its check of documents before it keeps them.

import assert from "node:assert/strict";
import test, { describe } from "node:test";
import { CENTRES, cardNames, eventually, says } from "./support.mjs";
import { go, keptAddresses, untilAreas, withWorker } from "./worker.mjs";

const { app, visited, replace } = withWorker();

/** How the worker answers a request of the page for a document, and what it keeps of it then. */
const asked = ({ page }, name) =>
  page.evaluate(async (url) => {
    const answer = await fetch(url);
    const because = answer.headers.get("x-kept-because");
    const kept = await caches.match(url, { ignoreVary: true });
    return { because, text: (await answer.text()).slice(0, 1_000_000), kept: await kept?.text() };
  }, `/api/v1/${name}`);
const records = (text, list) => JSON.parse(text)[list].length;

/** Answers each request for a document with `answers[its name]`, and with none of those that are not there. */
const only = (answers) => (request, response) => {
  const name = request.url.split("/").at(-1).split("?")[0];
  if (!(name in answers)) return response.writeHead(404).end();
  response.setHeader("content-type", "application/json").end(answers[name]);
};

describe("a message to the worker that gets lost", () => {
  test("is said again: after a light visit an ordinary one is kept as any other", async (t) => {
    const prepare = (context) =>
      context.addInitScript(() => {
        const send = ServiceWorker.prototype.postMessage;
        let isLost = false;
        ServiceWorker.prototype.postMessage = function (message, ...more) {
          if (isLost || !message.started) return send.call(this, message, ...more);
          isLost = true;
        };
      });
    const visit = await visited(t, { path: "/?leger=1", prepare });
    const isLight = () =>
      visit.page.evaluate(async () => {
        const name = (await caches.keys()).find((name) => name.endsWith(" light"));
        return name !== undefined && (await caches.match(document.baseURI, { cacheName: name })) !== undefined;
      });
    await eventually(async () => assert.ok(await isLight()), 20_000);
    await visit.page.goto(`${visit.origin}/?leger=0`);
    await untilAreas(visit, "ecoles", "mediation");
    assert.equal(await isLight(), false);
  });

  test("no look at the caches brings the light mode back", async (t) => {
    const visit = await visited(t, { path: "/?leger=1" });
    const light = await eventually(async () => {
      const name = await visit.page.evaluate(async () => (await caches.keys()).find((name) => name.endsWith(" light")));
      assert.ok(name);
      return name;
    }, 20_000);
    // As this test's own looks do, and an extension's: a cache that was deleted between its name and its opening is made anew.
    const looks = async (name) => {
      const end = performance.now() + 3_000;
      const look = async () => {
        while (performance.now() < end) await caches.open(name);
      };
      // So many at once that one of them comes right behind whatever the worker asks for.
      await Promise.all(Array.from({ length: 100 }, look));
    };
    await visit.context.addInitScript(looks, light);
    await visit.page.goto(`${visit.origin}/?leger=0`);
    await untilAreas(visit, "ecoles", "mediation");
  });

  test("that is said again fetches nothing twice", async (t) => {
    const visit = await visited(t);
    const again = () =>
      visit.page.evaluate(async () => {
        const { active } = await navigator.serviceWorker.ready;
        const noted = [0, 1, 2].map(() => {
          const { port1, port2 } = new MessageChannel();
          active.postMessage({ started: true, installed: false, light: false, lang: "fr" }, [port2]);
          return new Promise((resolve) => (port1.onmessage = ({ data }) => resolve(data)));
        });
        return Promise.all(noted);
      });
    assert.deepEqual(await again(), ["noted", "noted", "noted"]);
    await untilAreas(visit, "ecoles", "mediation");
    const before = (await keptAddresses(visit.page)).length;
    assert.deepEqual(await again(), ["noted", "noted", "noted"]);
    assert.equal((await keptAddresses(visit.page)).length, before);
  });
});

describe("an answer that is no document", () => {
  const junk = `[${'{"a":{"b":0}},'.repeat(27e6 / 14)}0]`;
  const RUBBISH = [
    ["27 MB of junk", junk],
    ["junk in a list of ours", `{"version":1,"sites":${junk.slice(13e6)}}`],
    ["no JSON", "Service unavailable"],
    ["nothing", ""],
    ["another program's JSON", '{"status":"ok"}'],
    ["a version without its list", '{"version":1}'],
    ["a list that is none", '{"version":1,"sites":{"id":"riantec"}}'],
    ["records that are none", '{"version":1,"sites":[{},null,7]}'],
    ["an emptied list", '{"version":1,"sites":[]}'],
  ];

  test("is never kept over a good one, which the page is given with the reason", async (t) => {
    const visit = await visited(t);
    await untilAreas(visit, "ecoles", "mediation");
    const good = (await asked(visit, "sites.json")).text;
    const answers = {};
    const stop = await replace(t, visit, only(answers));
    for (const [what, text] of RUBBISH) {
      answers["sites.json"] = text;
      const { because, text: given, kept } = await asked(visit, "sites.json");
      assert.equal(because, "unreadable", what);
      assert.ok(given === good && kept === good, what);
    }
    answers["sites.json"] = '{"version":2,"sites":[{"id":"riantec"}]}';
    assert.equal((await asked(visit, "sites.json")).because, "version");
    answers["territory.json"] = '{"version":1,"name":"?"}';
    const territory = await asked(visit, "territory.json");
    assert.deepEqual([territory.because, JSON.parse(territory.kept).id], ["unreadable", "lorient"]);
    answers["sites.json"] = junk;
    await go(visit, "/dechetteries");
    await says(visit.page, /Les données reçues sont abîmées\. Vous voyez les dernières données, reçues à \d+ h/);
    await eventually(async () => assert.equal((await cardNames(visit.page)).length, CENTRES));
    await stop();
    assert.deepEqual(await asked(visit, "sites.json"), { because: "network", text: good, kept: good });
  });

  test("what was never kept is given as it came, and not kept", async (t) => {
    const visit = await visited(t);
    await replace(t, visit, only({ "2037.json": '{"status":"ok"}' }));
    assert.deepEqual(await asked(visit, "tempo/2037.json"), { because: null, text: '{"status":"ok"}', kept: undefined });
  });

  test("a list that stays empty for a day replaces the kept one, and a good document does at once", async (t) => {
    const visit = await visited(t);
    await untilAreas(visit, "ecoles", "mediation");
    const answers = { "sites.json": '{"version":1,"sites":[]}' };
    await replace(t, visit, only(answers));
    const emptied = await asked(visit, "sites.json");
    assert.deepEqual([emptied.because, records(emptied.kept, "sites")], ["unreadable", CENTRES]);
    // As if it had come the day before yesterday.
    await visit.page.evaluate(async (at) => {
      const data = await caches.open((await caches.keys()).find((name) => name.endsWith(" data")));
      const beside = (await data.keys()).find(({ url }) => url.endsWith("?beside"));
      const answer = await data.match(beside);
      const headers = new Headers(answer.headers);
      headers.set("x-kept-at", at);
      await data.put(beside, new Response(await answer.text(), { headers }));
    }, new Date(Date.parse(app.now()) - 48 * 3_600_000).toUTCString());
    const replaced = await asked(visit, "sites.json");
    assert.deepEqual([replaced.because, records(replaced.kept, "sites")], [null, 0]);
    assert.ok((await keptAddresses(visit.page)).every((url) => !url.endsWith("?beside")));
    answers["sites.json"] = '{"version":1,"sites":[{"id":"riantec","lat":47.7,"lon":-3.3}]}';
    assert.equal(records((await asked(visit, "sites.json")).kept, "sites"), 1);
  });

  test("an older one is given as it came and kept beside, unless the kept one is of a time to come", async (t) => {
    const visit = await visited(t);
    await untilAreas(visit, "ecoles", "mediation");
    const at = (hours) => new Date(Date.parse(app.now()) + hours * 3_600_000).toISOString();
    const live = (hours) => `{"version":1,"generated_at":"${at(hours)}","sites":[{"id":"riantec","state":"open","at":"${at(hours)}"}]}`;
    const answers = {};
    await replace(t, visit, only(answers));
    const comes = async (text) => {
      answers["live.json"] = text;
      const { because, text: given, kept } = await asked(visit, "live.json");
      assert.deepEqual([because, given], [null, text]);
      return kept;
    };
    const [yesterday, now, tomorrow] = [live(-24), live(0), live(24)];
    assert.equal(await comes(now), now);
    assert.equal(await comes(yesterday), now);
    // A clock that was a day ahead keeps nothing from being put right.
    assert.equal(await comes(tomorrow), tomorrow);
    assert.equal(await comes(now), now);
    // What is measured of now may well be nothing.
    const none = `{"version":1,"generated_at":"${at(0)}","sites":[]}`;
    assert.equal(await comes(none), none);
  });

  test("one that was sent before the kept one does not replace it, unless that was sent in a time to come", async (t) => {
    const visit = await visited(t);
    await untilAreas(visit, "ecoles", "mediation");
    const answers = {};
    let sent;
    await replace(t, visit, (request, response) => {
      response.setHeader("date", new Date(Date.parse(app.now()) + sent * 60_000).toUTCString());
      only(answers)(request, response);
    });
    // The list of centres does not say when it was made.
    const comes = async (minutes, note) => {
      sent = minutes;
      const text = JSON.stringify({ version: 1, sites: [{ id: "riantec", lat: 47.7, lon: -3.3, note }] });
      answers["sites.json"] = text;
      const { because, text: given, kept } = await asked(visit, "sites.json");
      assert.deepEqual([because, given], [null, text]);
      return JSON.parse(kept).sites[0].note;
    };
    assert.equal(await comes(0, "new"), "new");
    assert.equal(await comes(-30, "of a cache"), "new");
    assert.equal(await comes(0, "as new"), "as new");
    // A server's clock that was a day ahead.
    assert.equal(await comes(24 * 60, "ahead"), "ahead");
    assert.equal(await comes(1, "put right"), "put right");
  });
});

describe("a file that comes as something else", () => {
  test("is never kept under a name that stands for ever", async (t) => {
    const visit = await visited(t);
    await untilAreas(visit, "ecoles", "mediation");
    const types = {
      "a-0123456789abcdef.css": ["application/json", "text/css"],
      "a-0123456789abcdef.js": ["text/plain", "text/javascript"],
      "a-0123456789abcdef_bg.wasm": ["application/json", "application/wasm"],
      "b-0123456789abcdef_bg.wasm": ["text/css", "application/octet-stream"],
    };
    let turn = 0;
    await replace(t, visit, (request, response) => {
      const own = types[request.url.split("/").at(-1)];
      if (!own) return response.writeHead(404).end();
      response.setHeader("content-type", own[turn]).end("{}");
    });
    const kept = () =>
      visit.page.evaluate(async (names) => {
        for (const name of names) await fetch(`/${name}`, { cache: "no-store" });
        const found = await Promise.all(names.map((name) => caches.match(`/${name}`)));
        return names.filter((_, place) => found[place]);
      }, Object.keys(types));
    assert.deepEqual(await kept(), []);
    turn = 1;
    assert.deepEqual(await kept(), Object.keys(types));
  });

  test("does not replace a page without script", async (t) => {
    const visit = await visited(t);
    await eventually(async () => assert.ok((await keptAddresses(visit.page)).includes(`${visit.origin}/aide/`)), 60_000);
    const help = () => visit.page.evaluate(async (url) => (await caches.match(url)).headers.get("content-type"), `${visit.origin}/aide/`);
    await replace(t, visit, (_, response) => response.setHeader("content-type", "application/json").end('{"status":"ok"}'));
    const page = await visit.context.newPage();
    await page.goto(`${visit.origin}/aide/`);
    await page.close();
    assert.match(await help(), /html/);
  });
});

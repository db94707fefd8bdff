// Trouble of every kind leaves a usable page, a true sentence and a way on; what was known stays, with its time.

import assert from "node:assert/strict";
import test, { describe } from "node:test";
import { CENTRES, answer, axeFinds, card, cardNames, change, eventually, mainText, says, saysNot, textOf, textsOf, world } from "./support.mjs";

const { open } = world();
const NETWORK = [/Failed to load resource/, /ERR_/];
const list = "/dechetteries";

const ok = (body) => (route) => route.fulfill({ status: 200, contentType: "application/json", body });
const status = (code, headers = {}) => (route) =>
  route.fulfill({ status: code, headers, contentType: "application/problem+json", body: `{"status":${code}}` });
const portal = (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<!doctype html><title>Wifi</title><p>Accept" });
const truncated = async (route) => {
  const response = await route.fetch();
  const text = await response.text();
  await ok(text.slice(0, text.length / 2))(route);
};

const TROUBLES = [
  ["no network", (route) => route.abort("internetdisconnected"), /Le réseau ne répond pas\./],
  ["404", status(404), /Le service ne répond pas comme prévu \(erreur 404\)\./],
  ["500", status(500), /Le service ne répond pas comme prévu \(erreur 500\)\./],
  ["429", status(429, { "retry-after": "30" }), /Le service est très demandé\. La page réessaiera un peu plus tard\./],
  ["503", status(503), /Le service est très demandé\./],
  ["a captive portal", portal, /La réponse reçue n’est pas la bonne\. Si vous êtes sur un wifi public/],
  ["truncated JSON", truncated, /Les données reçues sont abîmées\./],
  ["an empty answer", ok(""), /Les données reçues sont abîmées\./],
  ["another type of document", ok("[1,2,3]"), /Les données reçues sont abîmées\./],
  ["a list where an object belongs", ok('{"version":1,"sites":{"a":1}}'), /Les données reçues sont abîmées\./],
  ["version 2", ok('{"version":2,"sites":[]}'), /Les données sont plus récentes que cette page\. Rechargez-la\./],
];

const retry = (page) => page.getByRole("button", { name: "Réessayer" });

for (const [name, respond, sentence] of TROUBLES) {
  describe(name, () => {
    test("in place of the waits: usual waits, a true sentence, a way to try again", async (t) => {
      let broken = true;
      const { page } = await open(t, list, {
        expect: NETWORK,
        prepare: (visit) => answer(visit, "live", (route) => (broken ? respond(route) : route.fallback())),
      });
      await says(page, sentence);
      await says(page, /Les attentes mesurées ne sont pas disponibles : nous montrons l’attente habituelle, quand elle est connue\./);
      assert.equal((await cardNames(page)).length, CENTRES);
      await saysNot(page, /relevé à/);
      broken = false;
      await retry(page).click();
      await eventually(() => saysNot(page, sentence));
      await says(page, /relevé à 10 h 19/);
    });

    test("in place of the centres: a true sentence, a phone number, and another try", async (t) => {
      let broken = true;
      const { page } = await open(t, list, {
        expect: NETWORK,
        prepare: (visit) => answer(visit, "sites", (route) => (broken ? respond(route) : route.fallback())),
      });
      await says(page, sentence);
      await says(page, /Les données n’ont pas pu être chargées\./);
      await says(page, /vous pouvez appeler le 0 800 100 601/);
      await saysNot(page, /0 déchetterie|Aucune déchetterie/);
      broken = false;
      await retry(page).click();
      await eventually(async () => assert.equal((await cardNames(page)).length, CENTRES));
      await saysNot(page, sentence);
    });

    test("after a good start: what was known stays, with its time", async (t) => {
      const visit = await open(t, list, { expect: NETWORK });
      const { page } = visit;
      await answer(visit, "live", respond);
      await answer(visit, "sites", respond);
      await page.getByRole("button", { name: "Actualiser" }).click();
      await says(page, sentence);
      await says(page, /Vous voyez les dernières données, reçues à 10 h 20\./);
      assert.equal((await cardNames(page)).length, CENTRES);
      assert.match(await textOf(card(page, /Riantec/)), /relevé à 10 h 19/);
    });
  });
}

describe("every page under trouble", () => {
  for (const path of ["/", "/?commune=riantec", list, "/dechetteries/lorient/riantec", "/carte", "/sources"]) {
    test(`${path} without any data still says what is the matter`, async (t) => {
      const { page } = await open(t, path, {
        expect: NETWORK,
        prepare: ({ context }) => context.route("**/api/v1/**", (route) => route.abort()),
      });
      await says(page, /Le réseau ne répond pas\./);
      await retry(page).first().waitFor();
      await saysNot(page, /undefined|NaN/);
      assert.deepEqual(await axeFinds(page), []);
    });
  }

  test("the whole network is gone after a good start", async (t) => {
    const visit = await open(t, "/?commune=riantec", { expect: NETWORK });
    const { page, context } = visit;
    await context.setOffline(true);
    await page.getByRole("button", { name: "Actualiser" }).click();
    await says(page, /Le réseau ne répond pas\. Vous voyez les dernières données, reçues à 10 h 20\./);
    await page.locator(".answer .parts").waitFor();
    await page.getByRole("link", { name: "Déchetteries", exact: true }).click();
    await eventually(async () => assert.equal((await cardNames(page)).length, CENTRES));
    await retry(page).waitFor();
    // It heals without a press.
    await context.setOffline(false);
    await eventually(() => saysNot(page, /Le réseau ne répond pas/));
  });

  test("the territory's document is missing: centres and waits are still there", async (t) => {
    const { page } = await open(t, list, { expect: NETWORK, prepare: (visit) => answer(visit, "territory", status(500)) });
    await eventually(async () => assert.equal((await cardNames(page)).length, CENTRES));
    await saysNot(page, /undefined|NaN/);
  });

  test("the usual waits are missing: measured ones are still there", async (t) => {
    const { page } = await open(t, list, { expect: NETWORK, prepare: (visit) => answer(visit, "profiles", status(500)) });
    assert.match(await textOf(card(page, /Riantec/)), /5 à 10 min d’attente.*relevé à 10 h 19/);
    assert.match(await textOf(card(page, /Cléguer/)), /attente inconnue/);
  });
});

describe("bad records", () => {
  test("one that nobody can read is skipped and counted, not the document", async (t) => {
    const visit = await open(t, list, { day: { misbehave: ["broken-record"] } });
    assert.match(await textOf(card(visit.page, /Riantec/)), /relevé à 10 h 19/);
    assert.doesNotMatch(await textOf(card(visit.page, /Plouay/)), /relevé à/);
    await visit.page.getByRole("link", { name: "D’où viennent les données" }).click();
    await says(visit.page, /1 donnée a été laissée de côté :/);
    await says(visit.page, /live\.json, sites\[\d+\]/);
  });

  test("wrong types in one centre leave the others", async (t) => {
    const { page } = await open(t, list, {
      prepare: (visit) => change(visit, "sites", ({ sites }) => void Object.assign(sites[0], { lat: "north", name: 7 })),
    });
    await says(page, new RegExp(`${CENTRES - 1} déchetteries`));
  });

  test("unknown words of an enum mean unknown", async (t) => {
    const { page } = await open(t, "/dechetteries/lorient/riantec", {
      prepare: async (visit) => {
        const riantec = ({ sites }) => sites.find((s) => s.id === "riantec");
        await change(visit, "sites", (document) => void Object.assign(riantec(document), {
          wheelchair: "by helicopter", position: "roughly", access: { badge: "a song" },
        }));
        await change(visit, "live", (document) => void Object.assign(riantec(document), { state: "dancing", trend: "sideways" }));
      },
    });
    const said = await mainText(page);
    assert.match(said, /Carte d’accès : non précisé/);
    assert.match(said, /● Ouvert jusqu’à 12 h 30/);
    assert.doesNotMatch(said, /helicopter|dancing|sideways|fauteuil/);
  });

  const absurd = [
    ["latitude and longitude swapped", { lat: -3.3117, lon: 47.7114 }, null],
    ["a place that is none", { lat: 471, lon: 1e9 }, null],
    ["a wait of a thousand million minutes", null, { wait_min: [1e9, 2e9] }],
    ["a negative wait", null, { wait_min: [-5, -1] }],
    ["a wait the wrong way round", null, { wait_min: [30, 5] }],
    ["a wait as text", null, { wait_min: "a while" }],
    ["a million million cars", null, { vehicles: 1e12 }],
    ["an instant that is none", null, { at: "yesterday" }],
    ["a reading from the year 9999", null, { at: "9999-12-31T23:59:59Z" }],
    ["hours past all clocks", { hours: [{ days: [6], open: [["25:61", "99:99"]] }] }, null],
    ["hours that run backwards", { hours: [{ days: [6], open: [["18:00", "09:00"]] }] }, null],
    ["a day that is none", { hours: [{ days: [0, 8, 200], open: [["09:00", "12:00"]] }] }, null],
  ];
  for (const [name, site, reading] of absurd) {
    test(`${name}: nothing absurd is shown, the others are untouched`, async (t) => {
      const { page } = await open(t, `${list}?commune=riantec`, {
        prepare: async (visit) => {
          const edit = (changes) => ({ sites }) => void Object.assign(sites.find((s) => s.id === "riantec"), changes);
          if (site) await change(visit, "sites", edit(site));
          if (reading) await change(visit, "live", edit(reading));
        },
      });
      await eventually(async () => assert.ok((await cardNames(page)).length >= CENTRES - 1));
      assert.doesNotMatch(await mainText(page), /\d{5,}|NaN|undefined|Infinity|9999|-\d+ min/);
      assert.match(await textOf(card(page, /Caudan/)), /plus de 30 min d’attente/);
      const [distance] = await textsOf(card(page, /Riantec/).locator(".way"));
      // A centre that is thousands of kilometres away is not shown as if one could drive there from Riantec.
      const told = /^(à \d{1,3}(,\d)? k?m (au|à l’)\S* ?\S*, (environ \d{1,3} min \()?\d{1,3} min de route|tout près, )/i;
      if (distance) assert.match(distance, told);
    });
  }
});

test("latitude and longitude swapped: nobody is sent there, however long the way and whatever is open on arrival", async (t) => {
  const { page } = await open(t, "/?commune=riantec", {
    day: { now: "2026-11-24T06:00:00+01:00" },
    prepare: (visit) => change(visit, "sites", ({ sites }) => void Object.assign(sites.find((s) => s.id === "riantec"), { lat: -3.3117, lon: 47.7114 })),
  });
  assert.match(await textOf(page.locator(".answer")), /Aucune déchetterie ne peut vous recevoir maintenant/);
  assert.equal(await page.locator(".answer .parts").count(), 0);
});

test("the health of the sources is asked for again: by a press, and once the network is back", async (t) => {
  for (const heal of [(page) => page.getByRole("button", { name: "Actualiser" }).click(), (page) => page.evaluate(() => dispatchEvent(new Event("online")))]) {
    let broken = true;
    const { page } = await open(t, "/sources", {
      expect: NETWORK,
      prepare: (visit) => answer(visit, "status", (route) => (broken ? status(500)(route) : route.fallback())),
    });
    await says(page, /Le service ne répond pas comme prévu \(erreur 500\)/);
    broken = false;
    await heal(page);
    await eventually(() => saysNot(page, /erreur 500/));
  }
});

describe("clocks", () => {
  for (const [name, days] of [["a day slow", -1], ["a day fast", 1], ["ten years slow", -3650]]) {
    test(`a device that is ${name} still shows the territory's hour`, async (t) => {
      const device = new Date(new Date("2026-11-21T10:20:00+01:00").getTime() + days * 86_400_000);
      const { page } = await open(t, list, { prepare: ({ page }) => page.clock.install({ time: device }) });
      await eventually(async () => assert.match(await textOf(card(page, /Riantec/)), /● Ouvert jusqu’à 12 h 30.*relevé à 10 h 19, à l’instant/));
      assert.match(await textOf(page.getByRole("contentinfo")), /Données reçues à 10 h 20\./);
    });
  }

  test("a device in another time zone shows the territory's hour", async (t) => {
    const { page } = await open(t, list, { timezoneId: "America/Guadeloupe" });
    await eventually(async () => assert.match(await textOf(card(page, /Riantec/)), /jusqu’à 12 h 30.*relevé à 10 h 19/));
  });

  const changes = [
    ["spring, before the clocks go forward", "2026-03-29T01:30:00+01:00", /○ Fermé ouvre (mardi|demain)/],
    ["spring, after", "2026-03-29T03:30:00+02:00", /○ Fermé ouvre mardi/],
    ["autumn, the first half past two", "2026-10-25T02:30:00+02:00", /○ Fermé ouvre mardi/],
    ["autumn, the second half past two", "2026-10-25T02:30:00+01:00", /○ Fermé ouvre mardi/],
    ["the Tuesday after the change of spring", "2026-03-31T10:20:00+02:00", /● Ouvert jusqu’à 12 h 30/],
    ["the Tuesday after the change of autumn", "2026-10-27T10:20:00+01:00", /● Ouvert jusqu’à 12 h 30/],
  ];
  for (const [name, now, state] of changes) {
    test(`${name}: the hours on the wall are right`, async (t) => {
      const { page } = await open(t, `${list}?q=riantec`, { day: { now } });
      await eventually(async () => assert.match(await textOf(card(page, /Riantec/)), state));
    });
  }
});

describe("the device", () => {
  test("a storage that refuses: the choice holds until the page is closed, and it says so", async (t) => {
    const { page } = await open(t, "/?commune=riantec", {
      prepare: ({ context }) => context.addInitScript(() => {
        Storage.prototype.setItem = () => {
          throw new DOMException("full", "QuotaExceededError");
        };
      }),
    });
    await page.getByLabel("Retenir sur cet appareil").click();
    await says(page, /Ce navigateur refuse de retenir ce choix, qui vaut tant que la page est ouverte\./);
    await page.locator(".answer .parts").waitFor();
    await eventually(async () => assert.equal(await page.getByLabel("Retenir sur cet appareil").isChecked(), false));
  });

  test("no storage at all is no trouble", async (t) => {
    const { page } = await open(t, "/?commune=riantec", {
      prepare: ({ context }) => context.addInitScript(() => {
        Object.defineProperty(globalThis, "localStorage", {
          get() {
            throw new DOMException("denied", "SecurityError");
          },
        });
      }),
    });
    await page.locator(".answer .parts").waitFor();
    await page.getByLabel("Retenir sur cet appareil").click();
    await says(page, /Ce navigateur refuse de retenir ce choix/);
  });

  const shell = (page) => page.locator("#shell");

  test("a browser without WebAssembly shows the static page with a notice and a way on", async (t) => {
    const { page } = await open(t, "/", {
      settle: false,
      expect: [/bon-moment:/, /WebAssembly/],
      prepare: ({ context }) => context.addInitScript(() => delete globalThis.WebAssembly),
    });
    await page.getByRole("alert").getByText("La page n’a pas pu continuer.").waitFor();
    assert.match(await textOf(shell(page)), /un navigateur plus récent.*Avant de partir/);
    await page.getByRole("link", { name: "Recharger la page" }).waitFor();
    await page.getByText("The page could not go on.").waitFor();
    assert.deepEqual(await axeFinds(page), []);
  });

  test("a browser without scripts has useful text", async (t) => {
    const { page } = await open(t, "/", { settle: false, javaScriptEnabled: false });
    const said = await textOf(shell(page));
    assert.match(said, /Cette page a besoin de JavaScript/);
    assert.match(said, /Chaque déchetterie a ses horaires, ses règles d’accès/);
    assert.doesNotMatch(said, /quart d’heure|mairie|carte d’identité/);
    assert.match(said, /This page needs JavaScript/);
  });

  test("wasm that does not arrive shows the static page with a notice", async (t) => {
    const { page } = await open(t, list, {
      settle: false,
      expect: [/bon-moment:/, ...NETWORK, /preload/],
      prepare: ({ context }) => context.route("**/*.wasm", (route) => route.abort()),
    });
    await page.getByRole("alert").getByText("La page n’a pas pu continuer.").waitFor();
    assert.equal(await page.getByRole("link", { name: "Recharger la page" }).getAttribute("href"), page.url());
  });

  test("glue that does not arrive shows the static page with a notice", async (t) => {
    const { page } = await open(t, list, {
      settle: false,
      expect: [/bon-moment:/, ...NETWORK, /preload/],
      prepare: ({ context }) => context.route("**/bon-moment-*.js", (route) => route.abort()),
    });
    await page.getByRole("alert").getByText("La page n’a pas pu continuer.").waitFor();
  });

  const unread = { contentType: "text/javascript", body: "syntax of another decade =" };
  const starts = [["cannot be read by the browser", (route) => route.fulfill(unread)], ["does not arrive", (route) => route.abort()]];
  for (const path of ["/", "/mediation", "/ecoles", "/consommation"]) {
    test(`a starting script that cannot be read or does not arrive shows the notice of ${path}`, async (t) => {
      for (const [name, respond] of starts) {
        const { page } = await open(t, path, {
          settle: false,
          expect: [/SyntaxError|Unexpected/, ...NETWORK, /preload/],
          prepare: ({ context }) => context.route("**/boot.js", respond),
        });
        await page.getByRole("alert").getByText("La page n’a pas pu continuer.").waitFor();
        assert.equal(await page.getByRole("link", { name: "Recharger la page" }).getAttribute("href"), page.url(), name);
        assert.deepEqual(await axeFinds(page), [], name);
      }
    });
  }

  for (const kind of ["error", "unhandledrejection"]) {
    test(`a trap (${kind}) in the running app shows the static page, never a dead one`, async (t) => {
      const { page } = await open(t, "/?commune=riantec", { expect: [/bon-moment:/, /unreachable/] });
      await page.evaluate((kind) => {
        const error = new WebAssembly.RuntimeError("unreachable");
        if (kind === "error") setTimeout(() => {
          throw error;
        });
        else Promise.reject(error);
      }, kind);
      await page.getByRole("alert").getByText("La page n’a pas pu continuer.").waitFor();
      assert.equal(await page.locator("#app").isVisible(), false);
      await page.getByRole("link", { name: "Recharger la page" }).click();
      await page.locator(".answer .parts").waitFor();
    });
  }

  test("an error of somebody else's script changes nothing", async (t) => {
    const { page } = await open(t, "/", { expect: [/extension/] });
    await page.evaluate(() => setTimeout(() => {
      throw new Error("an extension's own trouble");
    }));
    await page.getByRole("link", { name: "Déchetteries", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Toutes les déchetteries" }).waitFor();
    assert.equal(await shell(page).isVisible(), false);
  });
});

describe("slow networks", () => {
  const slow = (bitsPerSecond, latency) => async ({ page, context }) => {
    const cdp = await context.newCDPSession(page);
    await cdp.send("Network.enable");
    const throughput = bitsPerSecond / 8;
    await cdp.send("Network.emulateNetworkConditions", {
      offline: false, latency, downloadThroughput: throughput, uploadThroughput: throughput,
    });
  };

  test("at 512 kbit/s the answer is there", { timeout: 60_000 }, async (t) => {
    const { page } = await open(t, "/?commune=riantec", { prepare: slow(512_000, 150) });
    await page.locator(".answer .parts").waitFor({ timeout: 30_000 });
  });

  test("at 120 kbit/s there is something to read first, and the answer comes", { timeout: 120_000 }, async (t) => {
    const visit = await open(t, "/?commune=riantec", { settle: false, waitUntil: "commit", prepare: slow(120_000, 400) });
    await visit.page.getByText("Chaque déchetterie a ses horaires, ses règles d’accès").waitFor({ timeout: 20_000 });
    await visit.page.locator(".answer .parts").waitFor({ timeout: 90_000 });
  });

  test("an answer that never comes ends in a sentence", { timeout: 60_000 }, async (t) => {
    const visit = await open(t, list, {
      settle: false,
      expect: NETWORK,
      prepare: (visit) => answer(visit, "sites", () => {}),
    });
    await says(visit.page, /Chargement des données…/);
    await eventually(() => says(visit.page, /Le réseau est très lent : la réponse n’est pas arrivée\./), 30_000);
    await retry(visit.page).waitFor();
  });
});

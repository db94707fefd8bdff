// The list: searched in everyday words, filtered, sorted, a page at a time, with all of it in the address.

import assert from "node:assert/strict";
import test, { describe } from "node:test";
import { CENTRES, SATURDAY, answer, card, cardNames, change, eventually, mainText, says, saysNot, textOf, textsOf, world } from "./support.mjs";

const { open } = world();
const search = (page) => page.getByRole("searchbox", { name: "Chercher" });
const sort = (page) => page.getByRole("combobox", { name: "Trier par" });
const onlyOpen = (page) => page.getByLabel("Ouvertes maintenant");
const params = (page) => Object.fromEntries(new URL(page.url()).searchParams);

describe("searching", () => {
  const meant = [
    ["branches", "Déchets verts"],
    ["frigo", "Gros électroménager"],
    ["gravats", "Gravats"],
    ["pot de peinture", "Produits dangereux"],
    ["gravat", "Gravats"],
    ["frigos", "Gros électroménager"],
    ["PNEUS", "Pneus"],
  ];
  for (const [typed, label] of meant) {
    test(`« ${typed} » goes with ${label}`, async (t) => {
      const { page } = await open(t, "/dechetteries");
      await search(page).fill(typed);
      await says(page, new RegExp(`« ${typed} » se range dans : ${label}\\.`));
      await says(page, /Accepté dans \d+ déchetterie/);
    });
  }

  for (const [typed, label] of [["brnaches", "Déchets verts"], ["pinture", "Produits dangereux"], ["televison", "Écrans"]]) {
    test(`« ${typed} » is asked about before a centre is ranked by ${label}`, async (t) => {
      const { page } = await open(t, "/dechetteries");
      await search(page).fill(typed);
      await says(page, new RegExp(`Vouliez-vous dire : ${label}`));
      await saysNot(page, /Accepté dans/);
      await page.locator(".understood").getByRole("button", { name: label }).click();
      await says(page, new RegExp(`se range dans : ${label}\\.`));
      await says(page, /Accepté dans \d+ déchetterie/);
    });
  }

  for (const typed of ["machin truc", "bateau", "voiture"]) {
    test(`« ${typed} » is not understood`, async (t) => {
      const { page } = await open(t, "/dechetteries");
      await search(page).fill(typed);
      await says(page, new RegExp(`Nous n’avons pas compris « ${typed} »`));
    });
  }

  test("the sentence counts those that take it and those that refuse it", async (t) => {
    const { page } = await open(t, "/dechetteries?q=pneus");
    await says(page, /Accepté dans 8 déchetteries, refusé dans 4 déchetteries\./);
  });

  test("those that refuse it come last and say so with a shape and a word", async (t) => {
    const { page } = await open(t, "/dechetteries?q=pneus");
    const tags = await eventually(async () => {
      const tags = await textsOf(page.locator("#main .card .tag"));
      assert.equal(tags.length, CENTRES);
      return tags;
    });
    assert.deepEqual(tags, [...Array(8).fill("✓ Accepté"), ...Array(4).fill("✕ Refusé")]);
  });

  test("what nobody said is neither accepted nor refused", async (t) => {
    const { page } = await open(t, "/dechetteries?q=jouets", {
      prepare: (visit) => change(visit, "sites", ({ sites }) => {
        const caudan = sites.find((s) => s.id === "caudan");
        caudan.accepts = caudan.accepts.filter((material) => material !== "toys");
      }),
    });
    assert.match(await textOf(card(page, /Caudan/)), /\? Non précisé : renseignez-vous avant de partir/);
    await says(page, /non précisé pour 1 déchetterie/);
  });

  test("a skip that is full today is told, and counted apart", async (t) => {
    const { page } = await open(t, "/dechetteries?q=gravats", { day: { misbehave: ["skip-full"] } });
    assert.match(await textOf(card(page, /Riantec/)), /! Benne pleine aujourd’hui/);
    await says(page, /benne pleine aujourd’hui dans 1 déchetterie/);
  });

  test("a commune's name finds its centres", async (t) => {
    const { page } = await open(t, "/dechetteries");
    await search(page).fill("lorient");
    await eventually(async () => assert.equal((await cardNames(page)).length, 2));
    await says(page, /2 déchetteries/);
    await search(page).fill("queven");
    await eventually(async () => assert.deepEqual(await cardNames(page), ["Déchetterie de Quéven"]));
  });

  test("words that mean nothing are named back and hide nothing", async (t) => {
    const { page } = await open(t, "/dechetteries");
    await search(page).fill("xyzzy");
    await says(page, /Nous n’avons pas compris « xyzzy »/);
    await says(page, new RegExp(`${CENTRES} déchetteries`));
  });

  test("another meaning is one press away", async (t) => {
    const { page } = await open(t, "/dechetteries");
    await search(page).fill("batterie");
    const other = page.locator(".understood").getByRole("button").first();
    const label = await textOf(other);
    await other.click();
    await says(page, new RegExp(`se range dans : ${label}\\.`));
    await eventually(() => assert.equal(params(page).q, label));
  });

  test("clearing brings every centre back", async (t) => {
    const { page } = await open(t, "/dechetteries?q=queven");
    await eventually(async () => assert.equal((await cardNames(page)).length, 1));
    await page.getByRole("button", { name: "Effacer" }).click();
    await eventually(async () => assert.equal((await cardNames(page)).length, CENTRES));
    await eventually(() => assert.deepEqual(params(page), {}));
  });

  test("the counts are told to screen readers", async (t) => {
    const { page } = await open(t, "/dechetteries");
    await search(page).fill("pneus");
    await page.getByRole("status").filter({ hasText: "Accepté dans 8" }).waitFor();
  });
});

describe("sorting and filtering", () => {
  test("by name", async (t) => {
    const { page } = await open(t, "/dechetteries");
    const places = async () => (await cardNames(page)).map((name) => name.replace(/^Déchetterie (de |d’)?/, ""));
    const inOrder = (names) => [...names].sort(new Intl.Collator("fr").compare);
    // Without a place to set off from nothing is near: the drive is not offered, and names are in order already.
    assert.deepEqual(await textsOf(sort(page).locator("option")), ["attente", "nom"]);
    assert.deepEqual(await places(), inOrder(await places()));
    await sort(page).selectOption({ label: "attente" });
    await eventually(() => assert.deepEqual(params(page), { tri: "attente" }));
    await sort(page).selectOption({ label: "nom" });
    await eventually(() => assert.deepEqual(params(page), { tri: "nom" }));
    assert.deepEqual(await places(), inOrder(await places()));
  });

  test("by wait, the unknown ones after the known ones, the closed ones last", async (t) => {
    const { page } = await open(t, "/dechetteries?tri=attente", {
      prepare: (visit) => change(visit, "sites", ({ sites }) => void (sites.find((s) => s.id === "bubry").hours = [])),
    });
    const levels = await eventually(async () => {
      const levels = await textsOf(page.locator("#main .card .wait strong"));
      assert.equal(levels.length, CENTRES - 1);
      return levels.map((band) => Number(/\d+/.exec(band)?.[0] ?? 0));
    });
    assert.deepEqual(levels, [...levels].sort((a, b) => a - b));
    assert.equal((await cardNames(page)).at(-1), "Déchetterie de Bubry");
  });

  test("by drive from the commune, with the distance on each card", async (t) => {
    const { page } = await open(t, "/dechetteries?commune=riantec");
    await says(page, /Au départ de Riantec/);
    const ways = await textsOf(page.locator("#main .card .way"));
    assert.equal(ways.length, CENTRES);
    const whole = /^à [\d,]+ k?m (au|à l’)\S* ?\S*, (\d+ min de route|environ \d+ min \(\d+ min de route, .+\))$/i;
    // The first lies in the commune itself, and nobody says where.
    assert.equal(ways[0], "tout près, mais la place exacte n’est pas connue");
    for (const way of ways.slice(1)) assert.match(way, whole);
    assert.equal((await cardNames(page))[0], "Déchetterie de Riantec");
  });

  test("by distance alone, the open and the closed ones together", async (t) => {
    const { page } = await open(t, "/dechetteries?commune=riantec");
    await sort(page).selectOption({ label: "distance" });
    await eventually(() => assert.deepEqual(params(page), { commune: "riantec", tri: "distance" }));
    const metres = async () => (await textsOf(page.locator("#main .card .way"))).map((way) => {
      const [, figure, kilo] = /([\d,]+) (k?)m/.exec(way);
      return Number(figure.replace(",", ".")) * (kilo ? 1000 : 1);
    });
    await eventually(async () => assert.deepEqual(await metres(), (await metres()).sort((a, b) => a - b)));
    assert.equal((await metres()).length, CENTRES);
  });

  test("only those that are open", async (t) => {
    const { page } = await open(t, "/dechetteries", { day: { now: "2026-11-17T10:40:00+01:00" } });
    await onlyOpen(page).check();
    await eventually(() => assert.deepEqual(params(page), { ouvert: "1" }));
    const states = await textsOf(page.locator("#main .card .state"));
    assert.ok(states.length > 0 && states.length < CENTRES, `${states.length}`);
    for (const state of states) assert.match(state, /^(● Ouvert|◐ Ferme bientôt)/);
  });

  test("none that is open: the filter can be taken off again", async (t) => {
    const { page } = await open(t, "/dechetteries?ouvert=1", { day: { now: "2026-11-22T10:40:00+01:00" } });
    await says(page, /Aucune déchetterie ne correspond\. Essayez d’enlever un critère\./);
    await onlyOpen(page).uncheck();
    await eventually(async () => assert.equal((await cardNames(page)).length, CENTRES));
  });

  test("the reload and the way back keep what was chosen", async (t) => {
    const { page } = await open(t, "/dechetteries");
    await search(page).fill("pneus");
    await search(page).press("Enter");
    await sort(page).selectOption({ label: "attente" });
    await onlyOpen(page).check();
    await eventually(() => assert.deepEqual(params(page), { q: "pneus", tri: "attente", ouvert: "1" }));
    const before = await cardNames(page);
    const asChosen = async () => {
      await eventually(async () => assert.deepEqual(await cardNames(page), before));
      assert.equal(await search(page).inputValue(), "pneus");
      assert.equal(await sort(page).inputValue(), "attente");
      assert.equal(await onlyOpen(page).isChecked(), true);
    };
    await page.reload();
    await asChosen();
    await page.locator("#main .card h3 a").first().click();
    await page.waitForURL(/dechetteries\/lorient\//);
    await page.goBack();
    await asChosen();
  });
});

describe("the cards", () => {
  test("the next opening is told in words", async (t) => {
    const { page } = await open(t, "/dechetteries", { day: { now: "2026-11-16T18:30:00+01:00" } });
    assert.match(await textOf(card(page, /Riantec/)), /○ Fermé ouvre demain à 10 h/);
    assert.match(await textOf(card(page, /Bubry/)), /○ Fermé ouvre mercredi( 18 novembre)? à 10 h/);
  });

  test("the last minutes before the closing are told", async (t) => {
    const { page } = await open(t, "/dechetteries?q=riantec", { day: { now: "2026-11-21T12:20:00+01:00" } });
    assert.match(await textOf(card(page, /Riantec/)), /◐ Ferme bientôt on n’entre plus/);
  });

  test("a hundred centres come a page at a time", async (t) => {
    const { page } = await open(t, "/dechetteries", {
      prepare: (visit) => change(visit, "sites", (document) => {
        const [first] = document.sites;
        document.sites = Array.from({ length: 40 }, (_, i) => ({ ...first, id: `s-${i}`, name: `Centre ${i}` }));
      }),
    });
    await says(page, /40 déchetteries/);
    const shown = () => page.locator("#main .card").count();
    assert.equal(await shown(), 15);
    await page.getByRole("button", { name: "Afficher 15 de plus" }).click();
    await eventually(async () => assert.equal(await shown(), 30));
    await page.getByRole("button", { name: "Afficher 10 de plus" }).click();
    await eventually(async () => assert.equal(await shown(), 40));
    assert.equal(await page.getByRole("button", { name: /de plus/ }).count(), 0);
    // One reads on at the first of the new ones, and comes back to the list as it was.
    const first = page.locator("#main .card").nth(30).getByRole("link");
    await eventually(async () => assert.ok(await first.evaluate((link) => link === document.activeElement)));
    await page.locator("#main .card").nth(35).getByRole("link").first().click();
    await page.getByRole("link", { name: "Toutes les déchetteries" }).first().waitFor();
    await page.goBack();
    await eventually(async () => assert.equal(await shown(), 40));
  });

  test("clearing what one brings leaves the focus in its field", async (t) => {
    const { page } = await open(t, "/dechetteries?q=bois");
    await page.getByRole("button", { name: "Effacer" }).press("Enter");
    await eventually(async () => assert.equal(await page.locator("#brings").inputValue(), ""));
    assert.equal(await page.evaluate(() => document.activeElement.id), "brings");
  });

  test("a territory without centres says so", async (t) => {
    const { page } = await open(t, "/dechetteries", {
      prepare: (visit) => answer(visit, "sites", (route) => route.fulfill({ json: { version: 1, materials: [], sites: [] } })),
    });
    await says(page, /Aucune déchetterie/);
  });

  test("an unknown state is a shape and words of its own", async (t) => {
    const { page } = await open(t, "/dechetteries?q=caudan", {
      prepare: async (visit) => {
        await change(visit, "sites", ({ sites }) => void (sites.find((s) => s.id === "caudan").hours = null));
        await change(visit, "live", (live) => void (live.sites = live.sites.filter((s) => s.id !== "caudan")));
      },
    });
    assert.match(await textOf(card(page, /Caudan/)), /\? Horaires inconnus/);
    await saysNot(page, /undefined|null|NaN/);
  });

  test("nothing says more than is known", async (t) => {
    const { page } = await open(t, "/dechetteries", {
      day: { now: SATURDAY },
      prepare: (visit) => change(visit, "live", (live) => {
        for (const site of live.sites) Object.assign(site, { wait_min: null, vehicles: null, trend: null });
      }),
    });
    const said = await mainText(page);
    assert.doesNotMatch(said, /relevé à/);
    assert.match(said, /attente habituelle à cette heure/);
  });
});

// "Where do I go now?": the answer, the place one sets off from, and the faults that an answer must survive.

import assert from "node:assert/strict";
import test, { describe } from "node:test";
import { NIGHT, answer, card, cardNames, change, eventually, mainText, painted, plain, says, saysNot, textOf, textsOf, world } from "./support.mjs";

const { open } = world();
const RIANTEC = { latitude: 47.7101, longitude: -3.3123 };
const FAULTS = ["sensor-silent", "stale", "strike", "skip-full", "future-clock", "gate-shut"];

const commune = (page) => page.getByRole("combobox", { name: "Vous partez de" });
const choose = async (page, name) => {
  await commune(page).fill(name);
  await page.getByRole("button", { name: "Choisir" }).click();
};
const stored = (page) => page.evaluate(() => ({ ...localStorage }));

describe("without a place", () => {
  test("the open centres are listed, the shortest waits first", async (t) => {
    const { page } = await open(t, "/");
    await says(page, /Choisissez d’où vous partez/);
    const waits = await textsOf(page.locator("#main .card .wait strong"));
    assert.equal(waits.length, 4);
    assert.match(waits[0], /presque pas d’attente/);
    for (const state of await textsOf(page.locator("#main .card .state"))) assert.match(state, /● Ouvert jusqu’à 12 h/);
  });

  test("nobody is sent where what they bring is refused", async (t) => {
    const refusing = (taking) => (visit) =>
      change(visit, "sites", ({ sites }) => {
        for (const site of sites.filter((site) => !taking.includes(site.id))) {
          site.accepts = site.accepts.filter((id) => id !== "rubble");
          site.refuses.push("rubble");
        }
      });
    const one = await open(t, "/?q=gravats", { prepare: refusing(["plouay"]) });
    await eventually(async () => assert.deepEqual(await cardNames(one.page), ["Déchetterie de Plouay"]));
    const none = await open(t, "/?q=gravats", { prepare: refusing([]) });
    await says(none.page, /Aucune déchetterie d’ici ne prend cela\./);
    assert.deepEqual(await cardNames(none.page), []);
  });

  test("every card says when its wait was read", async (t) => {
    const { page } = await open(t, "/");
    for (const wait of await textsOf(page.locator("#main .card .wait"))) assert.match(wait, /relevé à 10 h 19, à l’instant/);
  });

  test("the page says that it is a demonstration", async (t) => {
    const { page } = await open(t, "/");
    assert.match(await textOf(page.locator(".demo")), /^Démonstration : attentes inventées, horaires à vérifier\.$/);
  });
});

describe("setting off from a commune", () => {
  test("the answer has its total, drive, wait, last entry and the reading's age", async (t) => {
    const { page } = await open(t, "/");
    await choose(page, "riantec");
    const best = page.locator(".answer");
    await best.waitFor();
    const said = await textOf(best);
    assert.match(said, /Le plus rapide maintenant Déchetterie de Riantec/);
    // The demonstration knows its centres' places by the commune alone: from within it no drive is told.
    assert.match(said, /temps de route inconnu, puis (5 à 10 min|presque pas) d’attente \(l’attente est stable\)/);
    assert.doesNotMatch(said, /environ \d+ min/);
    assert.match(said, /La place exacte de cette déchetterie n’est pas connue : vérifiez l’adresse avant de partir\./);
    assert.match(said, /Entrée jusqu’à 12 h 15/);
    assert.match(said, /Relevé à 10 h 19, à l’instant\./);
    await says(page, /Les autres possibilités/);
    await says(page, /estimée d’après la distance/);
  });

  test("the choice stands in the address and survives a reload", async (t) => {
    const { page } = await open(t, "/");
    await choose(page, "riantec");
    await page.waitForURL(/\?commune=riantec$/);
    await page.reload();
    await says(page, /Au départ de Riantec/);
    await page.locator(".answer .parts").waitFor();
  });

  for (const typed of ["queven", "QUÉVEN", "  Quéven ", "quév"]) {
    test(`« ${typed} » is understood as Quéven`, async (t) => {
      const { page } = await open(t, "/");
      await choose(page, typed);
      await says(page, /Au départ de Quéven/);
    });
  }

  test("picking a name from the list needs no button", async (t) => {
    const { page } = await open(t, "/");
    const offered = await page.locator("#communes option").evaluateAll((options) => options.map((o) => o.value));
    assert.ok(offered.includes("Port-Louis") && offered.length === 18, `${offered}`);
    await commune(page).fill("Port-Louis");
    await says(page, /Au départ de Port-Louis/);
  });

  test("a beginning that several communes share is not guessed", async (t) => {
    const { page } = await open(t, "/");
    await choose(page, "lan");
    await says(page, /Nous ne connaissons pas la commune « lan »\. Choisissez-en une dans la liste\./);
  });

  test("an unknown commune is named back, and the field stays", async (t) => {
    const { page } = await open(t, "/");
    await choose(page, "Tombouctou");
    await page.locator("[role=status], [role=alert]").filter({ hasText: "« Tombouctou »" }).waitFor();
    assert.equal(await commune(page).inputValue(), "Tombouctou");
    assert.equal(new URL(page.url()).search, "");
  });

  test("an unknown commune in the address is no trouble", async (t) => {
    const { page } = await open(t, "/?commune=tombouctou");
    await commune(page).waitFor();
    await says(page, /Ouvertes en ce moment/);
  });

  test("another place can be chosen, and back to none", async (t) => {
    const { page } = await open(t, "/?commune=riantec");
    await page.getByRole("button", { name: "Changer de lieu" }).click();
    await commune(page).waitFor();
    await eventually(() => assert.equal(new URL(page.url()).search, ""));
  });

  test("what one brings moves the answer to where it is taken", async (t) => {
    const { page } = await open(t, "/?commune=port-louis");
    await page.getByRole("searchbox", { name: "Ce que j’apporte" }).fill("amiante");
    await says(page, /« amiante » se range dans : Amiante/);
    const name = await eventually(async () => {
      const name = await textOf(page.locator(".answer .name"));
      assert.match(name, /Hennebont|Lorient Nord|Ploemeur/);
      return name;
    });
    assert.doesNotMatch(name, /Riantec/);
  });
});

describe("remembering", () => {
  test("nothing is kept on the device before the box is ticked", async (t) => {
    const { page } = await open(t, "/?commune=riantec");
    await page.locator(".answer").waitFor();
    assert.deepEqual(await stored(page), {});
    assert.equal(await page.getByLabel("Retenir sur cet appareil").isChecked(), false);
  });

  test("a ticked box keeps the commune for the next visit, and unticking forgets it", async (t) => {
    const visit = await open(t, "/?commune=riantec");
    const { page } = visit;
    await page.getByLabel("Retenir sur cet appareil").check();
    assert.equal((await stored(page))["bm.commune"], "riantec");
    await visit.go("/");
    await says(page, /Au départ de Riantec/);
    await page.getByLabel("Retenir sur cet appareil").click();
    await eventually(async () => assert.deepEqual(await stored(page), {}));
    // Forgetting is for the next visit: the answer in front of the person stays.
    await painted(page);
    await says(page, /Au départ de Riantec/);
  });

  test("changing the place forgets the remembered one", async (t) => {
    const { page } = await open(t, "/?commune=riantec");
    await page.getByLabel("Retenir sur cet appareil").check();
    await page.getByRole("button", { name: "Changer de lieu" }).click();
    await commune(page).waitFor();
    assert.deepEqual(await stored(page), {});
  });

  test("no cookie is ever set", async (t) => {
    const { page, context } = await open(t, "/?commune=riantec");
    await page.getByLabel("Retenir sur cet appareil").check();
    assert.deepEqual(await context.cookies(), []);
  });
});

describe("the device's position", () => {
  const granted = { geolocation: RIANTEC, permissions: ["geolocation"] };

  test("is asked for only when the person presses the button", async (t) => {
    const { page } = await open(t, "/", {
      ...granted,
      prepare: ({ context }) => context.addInitScript(() => {
        const ask = navigator.geolocation.getCurrentPosition.bind(navigator.geolocation);
        globalThis.asked = 0;
        navigator.geolocation.getCurrentPosition = (...rest) => {
          globalThis.asked += 1;
          return ask(...rest);
        };
      }),
    });
    assert.equal(await page.evaluate(() => globalThis.asked), 0);
    await page.getByRole("button", { name: "Utiliser ma position" }).click();
    await page.locator(".answer").waitFor();
    assert.equal(await page.evaluate(() => globalThis.asked), 1);
  });

  test("gives an answer, and never leaves the device", async (t) => {
    const visit = await open(t, "/", granted);
    const { page } = visit;
    await page.getByRole("button", { name: "Utiliser ma position" }).click();
    assert.match(await textOf(page.locator(".answer .name")), /Riantec/);
    await says(page, /utilisée sur cet appareil seulement/);
    await page.getByRole("link", { name: "Déchetteries", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Toutes les déchetteries" }).waitFor();
    await says(page, /à \d,?\d? km/);
    await page.getByRole("button", { name: "Actualiser" }).click();
    await eventually(() => assert.ok(visit.asked("live") >= 2));
    const told = [...visit.requests, page.url(), JSON.stringify(await stored(page))].join("\n");
    assert.doesNotMatch(told, /47\.71|-?3\.31|lat|lon=/);
  });

  test("refused: a sentence, and the commune is enough", async (t) => {
    const { page } = await open(t, "/", { permissions: [] });
    await page.getByRole("button", { name: "Utiliser ma position" }).click();
    await says(page, /Votre téléphone n’a pas donné la position\. Choisissez votre commune : cela suffit\./);
    await choose(page, "riantec");
    await page.locator(".answer").waitFor();
    await saysNot(page, /n’a pas donné la position/);
  });

  test("that comes late gives way to the commune chosen meanwhile, and takes no focus", async (t) => {
    const { page } = await open(t, "/", {
      prepare: ({ context }) => context.addInitScript(() => {
        navigator.geolocation.getCurrentPosition = (found) => (globalThis.found = found);
      }),
    });
    await page.getByRole("button", { name: "Utiliser ma position" }).click();
    await choose(page, "lanester");
    await says(page, /Au départ de Lanester/);
    await page.locator("#brings").focus();
    await page.evaluate(() => globalThis.found({ coords: { latitude: 47.71, longitude: -3.31 } }));
    await painted(page);
    await says(page, /Au départ de Lanester/);
    assert.equal(await page.evaluate(() => document.activeElement.id), "brings");
  });

  test("not to be had: a sentence, and the commune is enough", async (t) => {
    const { page } = await open(t, "/", {
      prepare: ({ context }) => context.addInitScript(() => {
        const error = { code: 2, message: "no satellite" };
        navigator.geolocation.getCurrentPosition = (_, failed) => setTimeout(() => failed(error), 10);
      }),
    });
    await page.getByRole("button", { name: "Utiliser ma position" }).click();
    await says(page, /Votre position n’a pas été trouvée/);
    await commune(page).waitFor();
  });
});

describe("faults of one day", () => {
  const day = { misbehave: FAULTS };

  test("a strike closes the centre, and a notice says so", async (t) => {
    const { page } = await open(t, "/?commune=guidel", { day });
    await page.getByRole("region", { name: "Informations" }).getByText(/[Gg]rève/).waitFor();
    assert.doesNotMatch(await textOf(page.locator(".answer .name")), /Guidel/);
  });

  test("a closed gate wins over the hours", async (t) => {
    const { page } = await open(t, "/?commune=caudan", { day });
    assert.doesNotMatch(await textOf(page.locator(".answer .name")), /Caudan/);
  });

  test("a silent sensor leaves the usual wait, and it says so", async (t) => {
    const { page } = await open(t, "/dechetteries?q=hennebont", { day });
    const said = await textOf(card(page, /Hennebont/));
    assert.match(said, /attente habituelle à cette heure, pas mesurée maintenant/);
    assert.doesNotMatch(said, /relevé à/);
  });

  test("a stale reading is shown with its time and is not taken for the wait", async (t) => {
    const { page } = await open(t, "/dechetteries?q=ploemeur", { day });
    const said = await textOf(card(page, /Ploemeur/));
    assert.match(said, /dernier relevé à 9 h 19 : trop ancien pour compter/);
    assert.match(said, /habituelle/);
    assert.doesNotMatch(said, /il y a|à l’instant/);
  });

  test("a reading from the future is not live", async (t) => {
    const { page } = await open(t, "/dechetteries?q=queven", { day });
    const said = await textOf(card(page, /Quéven/));
    assert.doesNotMatch(said, /relevé à 10 h 29|à l’instant|il y a/);
    assert.match(said, /habituelle|inconnue/);
  });

  test("a full skip is no answer for what belongs into it", async (t) => {
    const visit = await open(t, "/?commune=riantec&q=gravats", { day });
    assert.doesNotMatch(await textOf(visit.page.locator(".answer .name")), /Riantec/);
    await visit.go("/dechetteries?commune=riantec&q=gravats");
    assert.match(await textOf(card(visit.page, /Riantec/)), /! Benne pleine aujourd’hui/);
  });
});

describe("when nothing is open", () => {
  test("at night the page says so and names the next to open", async (t) => {
    const { page } = await open(t, "/?commune=riantec", { day: { now: NIGHT } });
    const said = await textOf(page.locator(".answer"));
    assert.match(said, /Aucune déchetterie ne peut vous recevoir maintenant\. La prochaine à ouvrir/);
    assert.match(said, /○ Fermé ouvre lundi à 10 h/);
    assert.equal(await page.locator(".answer .parts").count(), 0);
  });

  test("without a place too", async (t) => {
    const { page } = await open(t, "/", { day: { now: NIGHT } });
    await says(page, /Aucune déchetterie ne peut vous recevoir maintenant\./);
    await says(page, /La prochaine à ouvrir/);
    assert.deepEqual(await cardNames(page), []);
  });

  test("where another one's hours are not known none is said to be the next", async (t) => {
    const prepare = (visit) => change(visit, "sites", (sites) => {
      sites.sites.find(({ id }) => id === "caudan").hours = null;
    });
    for (const path of ["/?commune=riantec", "/"]) {
      const { page } = await open(t, path, { day: { now: NIGHT }, prepare });
      await says(page, /La prochaine dont l’ouverture est connue/);
      await saysNot(page, /La prochaine à ouvrir/);
    }
  });

  test("the next to open is none that refuses what one brings", async (t) => {
    for (const path of ["/?commune=riantec&q=ordures%20m%C3%A9nag%C3%A8res", "/?q=ordures%20m%C3%A9nag%C3%A8res"]) {
      const { page } = await open(t, path, { day: { now: NIGHT } });
      await says(page, /Aucune déchetterie d’ici ne prend cela\./);
      await saysNot(page, /La prochaine à ouvrir/);
    }
  });

  test("what no open centre takes is told apart from closed centres", async (t) => {
    const { page } = await open(t, "/?commune=riantec&q=ordures%20m%C3%A9nag%C3%A8res");
    await says(page, /Aucune déchetterie d’ici ne prend cela\./);
  });

  test("closed centres are not said to refuse what one brings", async (t) => {
    for (const path of ["/?commune=riantec&q=gravats", "/?q=gravats"]) {
      const { page } = await open(t, path, { day: { now: NIGHT } });
      await says(page, /Aucune déchetterie ne peut vous recevoir maintenant\./);
      await saysNot(page, /ne prend cela/);
    }
  });

  test("from another commune the answer has a total that the list tells too", async (t) => {
    const visit = await open(t, "/?commune=ploemeur");
    const total = /(environ \d+ min) \(\d+ min de route, puis [^)]+\)/;
    const way = await eventually(async () => total.exec(await textOf(card(visit.page, /Lorient-Port/)))[0]);
    await visit.go("/dechetteries?commune=ploemeur");
    await eventually(async () => assert.ok((await textOf(card(visit.page, /Lorient-Port/))).includes(way)));
    await visit.go("/dechetteries/lorient/lorient-port?commune=ploemeur");
    await says(visit.page, new RegExp(`Si vous partez maintenant : ${way.replace(/[()]/g, "\\$&")}`));
  });
});

describe("English", () => {
  test("by the address", async (t) => {
    const { page } = await open(t, "/?lang=en&commune=riantec");
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    const said = await textOf(page.locator(".answer"));
    assert.match(said, /Quickest now .* drive time unknown, then .* Entry until 12:15/);
    assert.doesNotMatch(plain(await mainText(page)), /déchetteries|attente/);
  });

  test("by the button, which stays for the pages that follow", async (t) => {
    const { page } = await open(t, "/");
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("heading", { level: 1, name: "Where to go now?" }).waitFor();
    assert.match(page.url(), /lang=en/);
    await page.getByRole("link", { name: "Recycling centres", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "All recycling centres" }).waitFor();
    await page.getByRole("button", { name: "Français" }).click();
    await page.getByRole("heading", { level: 1, name: "Toutes les déchetteries" }).waitFor();
  });
});

test("the usual wait ranks where nothing is measured, and the answer says which it is", async (t) => {
  const { page } = await open(t, "/?commune=riantec", {
    prepare: (visit) => answer(visit, "live", (route) => route.fulfill({ json: { version: 1, generated_at: null, sites: [] } })),
  });
  assert.match(await textOf(page.locator(".answer")), /puis d’habitude .* Attente habituelle à cette heure, pas mesurée maintenant\./);
});

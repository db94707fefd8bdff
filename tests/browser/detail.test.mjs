// A centre's own page: hours, holidays, rules, usual waits, what is live, and the ways on from it.

import assert from "node:assert/strict";
import test, { describe } from "node:test";
import { PHONE, answer, change, eventually, painted, plain, says, screenshot, textOf, textsOf, world } from "./support.mjs";

const { open } = world();
const RIANTEC = "/dechetteries/lorient/riantec";
const at = (now) => ({ day: { now } });
const hours = (page) => textsOf(page.locator("table.hours tbody tr"));
const edit = (changes) => (visit) =>
  change(visit, "sites", ({ sites }) => void Object.assign(sites.find((s) => s.id === "riantec"), changes));

describe("hours", () => {
  test("the week is shown with today marked by a word", async (t) => {
    const { page } = await open(t, RIANTEC);
    const rows = await hours(page);
    assert.equal(rows.length, 7);
    assert.match(rows[0], /^lundi 16 novembre fermé$/);
    assert.match(rows[5], /^samedi 21 novembre aujourd’hui 10 h à 12 h 30, 14 h à 17 h$/);
    assert.equal(rows.filter((row) => row.includes("aujourd’hui")).length, 1);
    await says(page, /On n’entre plus dans les 15 dernières minutes avant la fermeture\./);
    await says(page, /Fermé les jours fériés\./);
  });

  test("summer hours hold in summer", async (t) => {
    const { page } = await open(t, RIANTEC, at("2026-07-15T10:20:00+02:00"));
    assert.match((await hours(page))[2], /^mercredi 15 juillet aujourd’hui 10 h à 12 h 30, 14 h à 18 h$/);
  });

  test("14 July is closed by its name although Tuesdays are open", async (t) => {
    const { page } = await open(t, RIANTEC, at("2026-07-14T10:20:00+02:00"));
    assert.match((await hours(page))[1], /^mardi 14 juillet aujourd’hui fermé \(Fête nationale\)$/);
    await says(page, /○ Fermé Fête nationale, ouvre demain à 10 h/);
  });

  test("Christmas is named in the week, and the days around it keep their hours or say why not", async (t) => {
    const { page } = await open(t, RIANTEC, at("2026-12-25T10:20:00+01:00"));
    const rows = await hours(page);
    assert.match(rows[4], /^vendredi 25 décembre aujourd’hui fermé \(Noël\)$/);
    assert.match(rows[2], /^mercredi 23 décembre 10 h à/);
    await says(page, /○ Fermé Noël, ouvre demain à 10 h/);
  });

  test("an exception on Christmas Eve wins over the usual hours and gives its reason", async (t) => {
    const exceptions = [{ date: "2026-12-24", open: [["10:00", "12:00"]], reason: { fr: "Veille de Noël" } }];
    const { page } = await open(t, RIANTEC, { ...at("2026-12-24T10:20:00+01:00"), prepare: edit({ exceptions }) });
    assert.match((await hours(page))[3], /^jeudi 24 décembre aujourd’hui 10 h à 12 h \(Veille de Noël\)$/);
    await says(page, /● Ouvert jusqu’à 12 h, entrée jusqu’à 11 h 45/);
  });

  test("the days that differ in the season ahead are named by their dates", async (t) => {
    const exceptions = [{ date: "2026-12-24", open: [["10:00", "12:00"]], reason: { fr: "Veille de Noël" } }];
    const { page } = await open(t, RIANTEC, { prepare: edit({ exceptions }) });
    const special = page.getByRole("heading", { name: "Jours particuliers" });
    await special.waitFor();
    const days = await textsOf(special.locator("xpath=following-sibling::ul[1]").locator("li"));
    assert.deepEqual(days.slice(0, 2), ["jeudi 24 décembre : 10 h à 12 h (Veille de Noël)", "vendredi 25 décembre : fermé (Noël)"]);
  });

  test("hours that nobody could read are shown as they are written", async (t) => {
    const { page } = await open(t, RIANTEC, { prepare: edit({ hours: null, hours_text: "Di-Sa <b>nach Vereinbarung</b>" }) });
    await says(page, /Les voici tels qu’ils sont écrits : Di-Sa <b>nach Vereinbarung<\/b>/);
    assert.equal(await page.locator("table.hours").count(), 0);
  });

  test("an announced closure is listed with its days and its reason", async (t) => {
    const closures = [{ from: "2026-11-24T00:00:00+01:00", until: "2026-11-25T00:00:00+01:00", reason: { fr: "Travaux" } }];
    const { page } = await open(t, RIANTEC, { prepare: edit({ closures }) });
    await says(page, /Fermetures annoncées .*mardi 24 novembre.* : Travaux/);
  });

  test("a strike today closes it now", async (t) => {
    const { page } = await open(t, "/dechetteries/lorient/guidel", { day: { misbehave: ["strike"] } });
    await says(page, /○ Fermé Grève/);
    await page.getByRole("region", { name: "Informations" }).getByText(/[Gg]rève/).waitFor();
  });
});

describe("now", () => {
  test("state, wait, trend, age of the reading and the queue", async (t) => {
    const { page } = await open(t, RIANTEC);
    const said = await textOf(page.locator(".now"));
    assert.match(said, /● Ouvert jusqu’à 12 h 30, entrée jusqu’à 12 h 15/);
    assert.match(said, /5 à 10 min d’attente, l’attente est stable relevé à 10 h 19, à l’instant/);
    assert.match(said, /7 voitures dans la file/);
  });

  test("the way from the chosen commune", async (t) => {
    const { page } = await open(t, `${RIANTEC}?commune=port-louis`);
    assert.match(await textOf(page.locator(".now .way")), /^à [\d,]+ km (au|à l’)\S* ?\S*, \d+ min de route$/i);
  });

  test("a gate that is shut is told with its note", async (t) => {
    const { page } = await open(t, "/dechetteries/lorient/caudan", { day: { misbehave: ["gate-shut"] } });
    const said = await textOf(page.locator(".now"));
    assert.match(said, /○ Fermé signalé fermé sur place/);
    assert.match(said, /Sur place : Portail fermé/);
    assert.doesNotMatch(said, /d’attente/);
  });

  test("a stale reading is told by its time, without the queue of then", async (t) => {
    const { page } = await open(t, "/dechetteries/lorient/ploemeur", { day: { misbehave: ["stale"] } });
    const said = await textOf(page.locator(".now"));
    assert.match(said, /dernier relevé à 9 h 19 : trop ancien pour compter/);
    assert.doesNotMatch(said, /voiture|à l’instant|il y a/);
  });

  test("full skips are listed", async (t) => {
    const { page } = await open(t, RIANTEC, { day: { misbehave: ["skip-full"] } });
    await says(page, /Bennes pleines aujourd’hui Gravats/);
  });

  test("0 cars is measured, nothing is unknown", async (t) => {
    const live = (vehicles) => (visit) =>
      change(visit, "live", (live) => void (live.sites.find((s) => s.id === "riantec").vehicles = vehicles));
    const none = await open(t, RIANTEC, { prepare: live(0) });
    await says(none.page, /Aucune voiture dans la file/);
    const unknown = await open(t, RIANTEC, { prepare: live(null) });
    assert.doesNotMatch(await textOf(unknown.page.locator(".now")), /voiture/);
  });
});

describe("rules and materials", () => {
  test("the access card and who may come are told before one sets off", async (t) => {
    const { page } = await open(t, RIANTEC);
    await says(page, /Avant de partir Carte d’accès obligatoire : prenez-la avant de partir\. Réservé aux particuliers/);
  });

  test("what is accepted has its limits, what is refused is apart", async (t) => {
    const { page } = await open(t, RIANTEC);
    const [accepted, refused] = await textsOf(page.locator("ul.materials"));
    assert.match(accepted, /Gravats \(1 m³ par jour au plus\)/);
    assert.match(refused, /Amiante/);
    assert.doesNotMatch(accepted, /Amiante/);
  });

  test("where nothing is known, it says so", async (t) => {
    const unknown = { accepts: [], refuses: [], limits: [], access: null, sources: [], closed_on_public_holidays: null };
    const { page } = await open(t, RIANTEC, { prepare: edit(unknown) });
    await says(page, /Nous ne savons pas ce que cette déchetterie accepte/);
    await says(page, /Carte d’accès : non précisé/);
    await says(page, /Jours fériés : non précisé/);
  });
});

describe("usual waits", () => {
  test("a sentence labels the chart, and a table says the same", async (t) => {
    const { page } = await open(t, RIANTEC);
    const sentence = plain(await page.locator("#usual-sentence").innerText());
    assert.match(sentence, /^Le samedi, c’est d’habitude le plus calme vers \d+ h et le plus chargé vers \d+ h\.$/);
    const chart = page.getByRole("img", { name: sentence });
    await chart.waitFor();
    // An hour below each bar, and the minutes of three lines.
    assert.equal(await chart.locator("text:not(.calm)").count(), (await chart.locator("rect").count()) + 3);
    await page.getByText("Voir les chiffres en tableau").click();
    const rows = await textsOf(page.locator("#main details tbody tr"));
    assert.equal(rows.length, await chart.locator("rect").count());
    assert.match(rows[0], /^10 h à 11 h .*d’attente$/);
  });

  test("the calm hours that are told are marked on their days, in the chart and in the table", async (t) => {
    const { page } = await open(t, RIANTEC);
    const told = await textsOf(page.locator("section", { hasText: "Les prochaines heures calmes" }).last().locator("li"));
    assert.ok(told.length > 0);
    for (const line of told) {
      const [, day, hour] = /(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)?.*?(\d+) h/i.exec(line);
      await page.getByLabel("Jour de la semaine").selectOption({ label: day?.toLowerCase() ?? (/demain/i.test(line) ? "dimanche" : "samedi") });
      await eventually(async () => assert.equal(await page.locator("svg.chart .calm").count(), 1, line));
      await says(page, /✓ : heure calme à venir/);
      const marked = (await page.locator("#main details tbody tr").allTextContents()).filter((row) => /heure calme à venir/.test(row));
      assert.equal(marked.length, 1);
      assert.match(plain(marked[0]), new RegExp(`^${hour} h à `));
    }
    await screenshot(page, "detail-heures-calmes-360");
  });

  test("another day can be chosen, and stays while the data are renewed", async (t) => {
    const visit = await open(t, RIANTEC);
    const { page } = visit;
    await page.getByLabel("Jour de la semaine").selectOption({ label: "mardi" });
    await eventually(async () => assert.match(await textOf(page.locator("#usual-sentence")), /^Le mardi/));
    await page.getByText("Voir les chiffres en tableau").click();
    await page.getByRole("button", { name: "Actualiser" }).click();
    await eventually(() => assert.ok(visit.asked("profiles") >= 2));
    await painted(page);
    assert.match(await textOf(page.locator("#usual-sentence")), /^Le mardi/);
    assert.equal(await page.locator("#main details").evaluate((d) => d.open), true);
  });

  test("a day that it is closed has no usual wait", async (t) => {
    const { page } = await open(t, RIANTEC);
    await page.getByLabel("Jour de la semaine").selectOption({ label: "dimanche" });
    await says(page, /L’attente habituelle n’est pas connue ce jour-là\./);
    assert.equal(await page.locator("svg.chart").count(), 0);
  });
});

describe("ways on", () => {
  const agents = [
    ["Android", "geo:0,0?q=", "Mozilla/5.0 (Linux; Android 9; SM-J330F) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36"],
    ["iPhone", "maps:?daddr=", "Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"],
    ["a computer", "https://www.openstreetmap.org/directions?to=", undefined],
  ];
  for (const [device, before, userAgent] of agents) {
    test(`directions on ${device}: to the street where the place is not known to the gate`, async (t) => {
      const directions = async (prepare) => {
        const { page } = await open(t, RIANTEC, { userAgent, prepare });
        return page.getByRole("link", { name: "Y aller" }).getAttribute("href");
      };
      assert.equal(await directions(), `${before}Zone%20de%20Villemarion%2C%2056670%20Riantec`);
      assert.equal(await directions(edit({ position: "exact" })), `${before}47.71100%2C-3.31200`);
    });
  }

  test("a phone number can be called", async (t) => {
    const { page } = await open(t, RIANTEC, { prepare: edit({ phone: "02 97 00 00 01" }) });
    const call = page.getByRole("link", { name: "Appeler le 02 97 00 00 01" });
    assert.equal(await call.getAttribute("href"), "tel:0297000001");
  });

  test("a centre without a number of its own is asked for at the territory", async (t) => {
    const { page } = await open(t, RIANTEC);
    assert.equal(await page.getByRole("link", { name: "Appeler le 0 800 100 601" }).getAttribute("href"), "tel:0800100601");
  });

  test("an address that runs a script is no link", async (t) => {
    const { page } = await open(t, RIANTEC, { prepare: edit({ url: "javascript:alert(1)", phone: "javascript:alert(1)" }) });
    const links = await page.locator("a").evaluateAll((all) => all.map((a) => a.href));
    assert.deepEqual(links.filter((href) => href.startsWith("javascript:")), []);
  });

  test("sharing hands on the page's address, without the commune that one lives in", async (t) => {
    const visit = await open(t, `${RIANTEC}?commune=port-louis&q=pneus`, {
      prepare: ({ context }) => context.addInitScript(() => {
        navigator.share = undefined;
        navigator.clipboard.writeText = async (text) => void (globalThis.copied = text);
      }),
    });
    const { page, origin } = visit;
    await page.getByRole("button", { name: "Partager" }).click();
    await page.getByRole("status").filter({ hasText: "L’adresse de la page est copiée." }).waitFor();
    assert.equal(await page.evaluate(() => globalThis.copied), origin + RIANTEC);
  });

  test("where the device can share, its own dialogue is used", async (t) => {
    const { page, origin } = await open(t, RIANTEC, {
      prepare: ({ context }) => context.addInitScript(() => {
        navigator.share = async (data) => void (globalThis.shared = data);
      }),
    });
    await page.getByRole("button", { name: "Partager" }).click();
    const shared = await eventually(() => page.evaluate(() => globalThis.shared ?? Promise.reject(new Error("not yet"))));
    assert.deepEqual(shared, { title: "Déchetterie de Riantec", url: origin + RIANTEC });
  });

  test("a refused clipboard leaves an address that can still be copied by hand", async (t) => {
    const { page } = await open(t, RIANTEC, {
      prepare: ({ context }) => context.addInitScript(() => {
        navigator.share = undefined;
        navigator.clipboard.writeText = () => Promise.reject(new Error("refused"));
      }),
    });
    await page.getByRole("button", { name: "Partager" }).click();
    await says(page, /127\.0\.0\.1:\d+\/dechetteries\/lorient\/riantec/);
  });
});

describe("addresses that lead nowhere", () => {
  test("an unknown centre", async (t) => {
    const { page } = await open(t, "/dechetteries/lorient/atlantis");
    await page.getByRole("heading", { level: 1, name: "Cette déchetterie n’est pas connue ici" }).waitFor();
    await page.getByRole("link", { name: "Voir toutes les déchetteries" }).click();
    await page.waitForURL(/\/dechetteries$/);
  });

  test("a centre of another territory", async (t) => {
    const { page } = await open(t, "/dechetteries/rennes/riantec");
    await says(page, /Cette adresse est celle d’un autre territoire\./);
  });

  test("a centre that was taken out of the data while the page is open", async (t) => {
    const visit = await open(t, RIANTEC);
    await answer(visit, "sites", (route) => route.fulfill({ json: { version: 1, materials: [], sites: [] } }));
    await visit.page.getByRole("button", { name: "Actualiser" }).click();
    await visit.page.getByRole("heading", { level: 1, name: "Cette déchetterie n’est pas connue ici" }).waitFor();
  });
});

test("the page prints its hours and not its buttons", async (t) => {
  const { page } = await open(t, RIANTEC, { size: PHONE });
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("table.hours").isVisible(), true);
  assert.equal(await page.getByRole("button", { name: "Partager" }).count(), 0);
});

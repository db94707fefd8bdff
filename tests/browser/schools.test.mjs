// The schools: what the sun gives, over time, on the wall of the hall, and in the classroom.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import test, { describe } from "node:test";
import {
  DESK, PHONE, RESULTS, WIDTHS, axeFinds, change, eventually, mainText, overflow, painted, pause, plain, says, saysNot, screenshot, textOf, turnByHand, world,
} from "./support.mjs";

const { open, relay } = world();
const JUNE = "2026-06-12T14:05:00+02:00";
const KERMELO = "/ecoles/lorient/kermelo";
const AREA = { settle: false };
/** A day in June, on which there is something to see. */
const june = (t, path, options = {}) => open(t, path, { ...AREA, ...options, day: { now: JUNE, ...options.day } });
const heading = (page, name) => page.getByRole("heading", { level: 1, name }).waitFor();
const press = (page, name) => page.getByRole("button", { name, exact: true }).click();
const said = (watts) => (watts < 950 ? `${Math.round(watts / 10) * 10} W` : `${(watts / 1000).toFixed(1).replace(".", ",")} kW`);
const document_ = async (visit, path) => (await fetch(`${visit.origin}/api/v1/${path}`)).json();

async function liveOf(visit, school, meter) {
  const { meters } = await document_(visit, "schools_live.json");
  return meters.find((one) => one.school === school && one.meter === meter);
}

describe("the list", () => {
  test("shows every building with what its meters say, searched and sorted", async (t) => {
    const visit = await june(t, "/ecoles");
    const { page } = visit;
    await heading(page, /Le soleil sur le toit/);
    await says(page, /5 bâtiments/);
    const pv = await liveOf(visit, "kermelo", "pv");
    await says(page, new RegExp(`École de Kermélo Lorient ☀ Le soleil donne ${said(pv.value)}`));
    const names = () => page.locator("#main .card h3").allInnerTexts();
    const byPlace = ["École des Dunes", "École de Kermélo", "École de Kersabiec", "École de Lanveur", "Médiathèque de Plouay"];
    assert.deepEqual(await names(), byPlace);
    await page.getByLabel("Trier par").selectOption("production");
    const { meters } = await document_(visit, "schools_live.json");
    const most = meters.filter(({ meter }) => meter === "pv").sort((a, b) => b.value - a.value)[0].school;
    assert.equal(most, "kersabiec");
    await eventually(async () => assert.match((await names())[0], /Kersabiec/));
    await page.getByLabel("Trier par").selectOption("today");
    const first = meters.filter(({ meter }) => meter === "pv").sort((a, b) => b.today_wh - a.today_wh);
    const school = first[0].school;
    await eventually(async () => assert.ok((await names())[0].toLowerCase().includes(school)));
    await says(page, new RegExp(`Depuis minuit : ${Math.round(first[0].today_wh / 1000)} kWh`));
    await page.getByLabel("Chercher une école").fill("larmor");
    await says(page, /1 bâtiment École des Dunes/);
    await page.getByLabel("Chercher une école").fill("xyz");
    await says(page, /Aucun bâtiment/);
  });

  test("in the small hours the sun sleeps, on the list and on a school's page, and nothing is called nought", async (t) => {
    const visit = await june(t, "/ecoles", { day: { now: "2026-06-12T02:20:00+02:00" } });
    await says(visit.page, /École de Kermélo Lorient ○ Le soleil dort/);
    await saysNot(visit.page, /Depuis minuit/);
    const school = await june(t, KERMELO, { day: { now: "2026-06-12T02:20:00+02:00" } });
    await says(school.page, /Maintenant Le soleil dort L’école consomme/);
  });

  test("where a school lies may be unknown, and the sun sleeps there too", async (t) => {
    const now = "2026-06-12T02:20:00+02:00";
    const forget = ({ schools }) => schools.forEach((school) => (delete school.lat, delete school.lon));
    const { page } = await june(t, KERMELO, { day: { now }, prepare: (visit) => change(visit, "schools", forget) });
    await says(page, /Maintenant Le soleil dort/);
  });

  test("asks for three documents and for no series", async (t) => {
    const visit = await june(t, "/ecoles");
    await says(visit.page, /5 bâtiments/);
    await painted(visit.page);
    assert.deepEqual(visit.requests.filter((url) => url.includes("/series/")), []);
    assert.equal(visit.asked("sites") + visit.asked("live") + visit.asked("profiles"), 0);
  });

  test("what came since midnight is told as far as it is known, and not as zero", async (t) => {
    const { page } = await june(t, "/ecoles", {
      prepare: (visit) => change(visit, "schools_live", ({ meters }) => {
        const of = (school) => meters.find((one) => one.school === school && one.meter === "pv");
        Object.assign(of("kermelo"), { today_wh: 12_345, today_coverage: 0.8 });
        Object.assign(of("dunes"), { today_wh: null, today_coverage: 0 });
      }),
    });
    await says(page, /École de Kermélo Lorient ☀ Le soleil donne \S+ k?W Depuis minuit : au moins 12 kWh/);
    await says(page, /École des Dunes Larmor-Plage ☀ Le soleil donne \S+ k?W Relevé/);
  });

  test("a territory that publishes no meters says so", async (t) => {
    const visit = await june(t, "/ecoles", {
      prepare: ({ context }) => context.route("**/api/v1/schools.json", (route) => route.fulfill({ json: { version: 1, schools: [] } })),
    });
    await says(visit.page, /ne publie pas encore les compteurs/);
  });
});

describe("a school", () => {
  test("says what comes in now, and how much of it comes from the roof", async (t) => {
    const visit = await june(t, KERMELO);
    const { page } = visit;
    await heading(page, "École de Kermélo");
    const [pv, load] = [await liveOf(visit, "kermelo", "pv"), await liveOf(visit, "kermelo", "load")];
    await says(page, new RegExp(`Le soleil donne ${said(pv.value)} L’école consomme ${said(load.value)}`));
    await says(page, pv.value > load.value + 10 ? /le toit suffit à tout/ : /dixièmes? de ce qui est consommé/);
    await says(page, /Relevé à 14 h/);
  });

  test("the energy of the day is that of the published curve", async (t) => {
    const visit = await june(t, KERMELO);
    const { values, step_s } = await document_(visit, "series/kermelo/pv/2026-06-12.json");
    const kwh = values.reduce((sum, watts) => sum + (watts ?? 0), 0) * step_s / 3600 / 1000;
    await says(visit.page, new RegExp(`Le soleil a donné ${Math.round(kwh)} kWh depuis minuit`));
  });

  test("the curve is named by a sentence, read by the arrow keys, and has a table and a file", async (t) => {
    const { page } = await june(t, KERMELO);
    const drawing = page.getByRole("img", { name: /Le soleil a donné/ });
    await drawing.waitFor();
    assert.match(await drawing.locator("path.sun").getAttribute("d"), /^M\d+ \d+(L\d+ \d+){50,}$/);
    const slide = page.getByRole("slider");
    await slide.focus();
    const before = await textOf(page.locator(".read [role=status]"));
    assert.match(before, /^À 12 h : le soleil donne [\d,]+ kW, consommation [\d,]+ kW\.$/);
    await page.keyboard.press("ArrowRight");
    await eventually(async () => assert.match(await textOf(page.locator(".read [role=status]")), /^À 12 h 10 /));
    await page.getByText("Voir les chiffres en tableau").click();
    await says(page, /12 h à 13 h [\d,]+ kW [\d,]+ kW/);
    const file = page.getByRole("link", { name: /CSV/ });
    assert.equal(await file.getAttribute("download"), "kermelo-2026-06-12.csv");
    const csv = decodeURIComponent((await file.getAttribute("href")).split(",").slice(1).join(","));
    // A French spreadsheet wants semicolons, decimal commas, its own clock, and a mark before letters with accents.
    assert.equal(csv[0], "\ufeff");
    const lines = csv.trim().split("\r\n");
    assert.equal(lines[0], "début;soleil (W);consommation (W)");
    assert.equal(lines.length, 1 + 84);
    assert.match(lines[1], /^2026-06-12 00:00;0,0;\d+,\d$/);
  });

  test("in English the file has commas, points and universal time", async (t) => {
    const { page } = await june(t, `${KERMELO}?lang=en`);
    await page.getByText("See the figures as a table").click();
    const href = await page.getByRole("link", { name: /CSV/ }).getAttribute("href");
    const lines = decodeURIComponent(href.split(",").slice(1).join(",")).trim().split("\r\n");
    assert.equal(lines[0], "start,sun_w,consumption_w");
    assert.match(lines[1], /^2026-06-11T22:00:00Z,0\.0,\d+\.\d$/);
  });

  test("where only the grid is metered what is used is reckoned, drawn and shared out", async (t) => {
    const visit = await june(t, "/ecoles/lorient/mediatheque-plouay");
    const { page } = visit;
    await says(page, /La médiathèque a consommé/);
    const wh = async (meter) => {
      const { values, step_s } = await document_(visit, `series/mediatheque-plouay/${meter}/2026-06-12.json`);
      return values.reduce((sum, watts) => sum + watts, 0) * step_s / 3600;
    };
    const kwh = (await wh("pv") + await wh("import") - await wh("export")) / 1000;
    const told = kwh < 9.95 ? kwh.toFixed(1).replace(".", ",") : `${Math.round(kwh)}`;
    await says(page, new RegExp(`La médiathèque a consommé ${told} kWh`));
    await says(page, /Sur 10 kWh consommés, environ \d (vient|viennent) du toit/);
    assert.match(await page.locator("path.use").getAttribute("d"), /^M\d+ \d+(L\d+ \d+){50,}$/);
    await press(page, "Mois");
    await says(page, /La médiathèque a consommé \d+ kWh\..*Sur 10 kWh consommés/);
    assert.ok(await page.locator(".plot rect.use").count() >= 11);
  });

  test("heat beside the panels is a series of its own, in the drawing, the table and the file", async (t) => {
    const { page } = await june(t, "/ecoles/lorient/kersabiec");
    await says(page, /Les capteurs ont chauffé l’eau avec/);
    for (const line of ["sun", "use", "heat"]) await page.locator(`.plot path.${line}`).waitFor({ state: "attached" });
    await says(page, /Le soleil donne Consommation Eau chaude solaire Le soleil, la veille/);
    await page.getByText("Voir les chiffres en tableau").click();
    await says(page, /Heure Le soleil donne Consommation Chaleur pour l’eau/);
    const href = await page.getByRole("link", { name: /CSV/ }).getAttribute("href");
    assert.match(decodeURIComponent(href), /soleil \(W\);consommation \(W\);chaleur \(W\)/);
    assert.match(await textOf(page.locator(".read [role=status]")), /le soleil donne .*, consommation .*, chaleur pour l’eau /);
    await press(page, "Mois");
    await page.getByText("Voir les chiffres en tableau").click();
    await says(page, /Jour Le soleil donne Consommation Chaleur pour l’eau/);
    assert.equal(await page.locator(".plot rect.heat").count(), 12);
    assert.deepEqual(await axeFinds(page), []);
  });

  test("the best day of all is told, and each thing that a child knows names its source", async (t) => {
    const visit = await june(t, KERMELO);
    const { schools } = await document_(visit, "schools.json");
    const { best_day, best_wh } = schools.find(({ id }) => id === "kermelo").meters.find(({ id }) => id === "pv");
    const day = `${Number(best_day.slice(8))}\\S* \\S+ ${best_day.slice(0, 4)}`;
    await says(visit.page, new RegExp(`Le plus beau jour bien mesuré des trois dernières années : \\S+ ${day}, avec ${Math.round(best_wh / 1000)} kWh`));
    await visit.page.locator(".equals").getByText("Comment c’est compté").click();
    const derived = visit.page.locator(".equals details").first().locator("p");
    for (const said of await derived.allInnerTexts()) assert.match(plain(said), /Sources? :/);
  });

  test("in January schools are compared over last year, and that is said", async (t) => {
    const { page } = await june(t, KERMELO, { day: { now: "2027-01-12T14:05:00+01:00" } });
    await press(page, "Comparer l’année dernière");
    await says(page, /Ce sont les mesures de 2026 : en janvier.*kWh pour 1 kWc.*École de Kermélo \d+/);
  });

  test("week, month and year, leafing back and forth, without a step into the future", async (t) => {
    const visit = await june(t, KERMELO);
    const { page } = visit;
    await says(page, /Aujourd’hui/);
    assert.equal(await page.getByRole("button", { name: "Après" }).isVisible(), false);
    await press(page, "Avant");
    await says(page, /Jeudi 11 juin Après Le soleil a donné \d+ kWh ce jour-là/);
    await press(page, "Semaine");
    await says(page, /Semaine du 8 juin 2026/);
    await press(page, "Mois");
    const { values } = await document_(visit, "series/kermelo/pv/2026-06.json");
    const kwh = Math.round(values.reduce((sum, wh) => sum + (wh ?? 0), 0) / 1000);
    await says(page, new RegExp(`Le soleil a donné ${kwh} kWh.*Le plus beau jour bien mesuré : \\w+ \\d+ juin`));
    await says(page, /La dernière barre n’est pas finie/);
    assert.equal(await page.locator(".plot rect.sun").count(), 12);
    await press(page, "Avant");
    await says(page, /Mai 2026/);
    await eventually(async () => assert.equal(await page.locator(".plot rect.sun").count(), 31));
    await saysNot(page, /n’est pas finie/);
    await press(page, "Année");
    await says(page, /2026 .*Le plus beau mois bien mesuré : mai 2026/);
    await says(page, /Sur 10 kWh que le toit donne, environ \d (sert|servent) sur place/);
    await says(page, /Sur 10 kWh consommés, environ \d (vient|viennent) du toit/);
  });

  test("days that are not published any more are said to be so, not shown as nothing", async (t) => {
    const visit = await june(t, KERMELO, {
      expect: [/status of 404/],
      prepare: ({ context }) => context.route(/2026-06-1[01]\.json/, (route) => route.fulfill({ status: 404, body: "{}" })),
    });
    await says(visit.page, /Aujourd’hui/);
    await press(visit.page, "Avant");
    await says(visit.page, /ne sont plus publiés en détail/);
  });

  test("a gap is a gap: no line, no zero, and the sentence says so", async (t) => {
    const visit = await june(t, KERMELO, {
      prepare: ({ context }) => context.route("**/pv/2026-06-12.json", async (route) => {
        const response = await route.fetch();
        const json = await response.json();
        json.values.fill(null, 60, 72);
        await route.fulfill({ response, json });
      }),
    });
    await says(visit.page, /Il manque des mesures par moments/);
    const path = await visit.page.locator("path.sun").getAttribute("d");
    assert.equal(path.match(/M/g).length, 2);
  });

  test("an old reading is named with its time and reckoned with no more", async (t) => {
    const { page } = await june(t, "/ecoles/lorient/kersabiec", { day: { misbehave: ["meter-silent"] } });
    await says(page, /Le soleil donne pas de mesure récente\. La dernière : [\d,]+ k?W \(12 h/);
    await saysNot(page, /dixièmes? de ce qui est consommé|le toit suffit/);
  });

  test("heat is never added to electricity", async (t) => {
    const { page } = await june(t, "/ecoles/lorient/lanveur");
    await says(page, /Les capteurs d’eau chaude donnent/);
    await says(page, /On ne l’ajoute pas à l’électricité/);
    await saysNot(page, /viennent du toit/);
  });

  test("schools are compared only when somebody asks, for the same roof and the same number of pupils", async (t) => {
    const visit = await june(t, KERMELO);
    await says(visit.page, /Comparer les écoles/);
    const years = () => visit.requests.filter((url) => url.endsWith("/2026.json")).length;
    assert.equal(years(), 0);
    await press(visit.page, "Comparer cette année");
    await says(visit.page, /kWh pour 1 kWc.*École de Kermélo \d+/);
    await says(visit.page, /kWh par élève.*École de Lanveur \d+/);
    assert.ok(years() >= 4);
  });

  test("addresses that lead nowhere say so", async (t) => {
    for (const path of ["/ecoles/lorient/atlantis", "/ecoles/ailleurs/kermelo"]) {
      const { page } = await june(t, path);
      await heading(page, /Cette école n’est pas connue ici/);
    }
  });

  test("what the network does not bring is said, and comes when it is back", async (t) => {
    let isCut = true;
    const visit = await june(t, KERMELO, {
      expect: [/Failed to load|ERR_FAILED/],
      prepare: ({ context }) => context.route("**/api/v1/schools*.json", (route) => (isCut ? route.abort() : route.continue())),
    });
    await says(visit.page, /Le réseau ne répond pas/);
    isCut = false;
    await press(visit.page, "Réessayer");
    await heading(visit.page, "École de Kermélo");
    await saysNot(visit.page, /Le réseau ne répond pas/);
  });
});

const PAGES = ["/ecoles", KERMELO, `${KERMELO}/classe`, `${KERMELO}/installer`, "/ecoles/lorient/lanveur", "/ecoles/lorient/atlantis"];

describe("for everybody", () => {
  for (const size of WIDTHS) {
    for (const path of PAGES) {
      test(`axe finds nothing on ${path} at ${size.width} px, in both languages`, async (t) => {
        const { page } = await june(t, path, { size });
        await page.locator("#app h1").waitFor();
        await says(page, /Kermélo|Dunes|Lanveur|connue/);
        await painted(page);
        await screenshot(page, `ecoles${path.replaceAll("/", "-")}-${size.width}`);
        assert.deepEqual(await axeFinds(page), []);
        await page.getByRole("button", { name: "English" }).click();
        await eventually(async () => assert.equal(await page.locator("html").getAttribute("lang"), "en"));
        await painted(page);
        assert.deepEqual(await axeFinds(page), []);
        await page.setViewportSize({ width: 320, height: 640 });
        assert.deepEqual(await overflow(page), []);
      });
    }
  }

  test("axe finds nothing in the dark, with a month, a table and a comparison open", async (t) => {
    const { page } = await june(t, KERMELO, { colorScheme: "dark" });
    await press(page, "Mois");
    await page.getByText("Voir les chiffres en tableau").click();
    await press(page, "Comparer cette année");
    await says(page, /kWh par élève/);
    assert.deepEqual(await axeFinds(page), []);
  });

  test("a link moves the focus to the heading, and going back comes back", async (t) => {
    const { page } = await june(t, "/ecoles");
    await page.getByRole("link", { name: "École de Kermélo" }).click();
    await heading(page, "École de Kermélo");
    await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1"));
    assert.match(await page.title(), /^École de Kermélo – Bon Moment/);
    await page.goBack();
    await heading(page, /Le soleil sur le toit/);
  });

  test("going back finds the list as it was searched and sorted, and leafing to today's end keeps the focus", async (t) => {
    const { page } = await june(t, "/ecoles");
    await page.getByLabel("Chercher une école").fill("école");
    await page.getByLabel("Trier par").selectOption("today");
    await says(page, /4 bâtiments/);
    await page.getByRole("link", { name: "École de Kermélo" }).click();
    await heading(page, "École de Kermélo");
    await press(page, "Avant");
    await page.getByRole("button", { name: "Après", exact: true }).press("Enter");
    await says(page, /Aujourd’hui/);
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Avant");
    await page.goBack();
    await heading(page, /Le soleil sur le toit/);
    await says(page, /4 bâtiments/);
    assert.equal(await page.getByLabel("Chercher une école").inputValue(), "école");
    assert.equal(await page.getByLabel("Trier par").inputValue(), "today");
  });
});

describe("the map of the schools", () => {
  const leaflet = (visit) => visit.requests.filter((url) => /leaflet/.test(url)).length;
  const markers = (page) => page.locator("#map").getByRole("button");
  const open_ = async (visit) => {
    await press(visit.page, "Voir où elles sont");
    await press(visit.page, "Afficher sans fond de carte");
    await markers(visit.page).first().waitFor();
    await painted(visit.page);
  };

  test("is loaded when asked for alone, without another origin, and its tiles only after consent", async (t) => {
    const visit = await june(t, "/ecoles", {
      size: DESK, foreign: [/data\.geopf\.fr/],
      prepare: ({ context }) => context.route("https://data.geopf.fr/**", (route) => route.abort()), expect: [/ERR_FAILED/],
    });
    await says(visit.page, /5 bâtiments/);
    assert.equal(leaflet(visit), 0);
    await open_(visit);
    assert.ok(leaflet(visit) > 0);
    assert.deepEqual(visit.foreignRequests(), []);
    await visit.page.reload();
    await press(visit.page, "Voir où elles sont");
    await says(visit.page, /Le fond de carte vient de data\.geopf\.fr/);
    assert.deepEqual(visit.foreignRequests(), []);
    await press(visit.page, "Afficher avec le fond de carte");
    await eventually(() => assert.ok(visit.foreignRequests().length > 0));
  });

  for (const size of WIDTHS) {
    test(`marks have a shape and a name with words, and the keyboard opens one, at ${size.width} px`, async (t) => {
      const visit = await june(t, "/ecoles", { size });
      const { page } = visit;
      await open_(visit);
      const named = await markers(page).evaluateAll((all) => all.map((e) => [e.getAttribute("aria-label") ?? e.title, e.innerText.trim()]));
      const count = named.reduce((sum, [name]) => sum + Number(/^(\d+) bâtiments/.exec(plain(name))?.[1] ?? 1), 0);
      assert.equal(count, 5);
      for (const [name, face] of named) {
        assert.match(plain(name), /^(.+ : Le soleil donne [\d,]+ k?W|.+ : Les capteurs d’eau chaude donnent .+|\d+ bâtiments : agrandir)$/);
        assert.match(face, /^(☀|♨|\d+)$/);
      }
      assert.deepEqual(await axeFinds(page), []);
      await page.locator("#map").getByRole("button", { name: /Plouay/ }).focus();
      await page.keyboard.press("Enter");
      const chosen = page.locator(".chosen-card");
      await eventually(async () => assert.match(await textOf(chosen), /Médiathèque de Plouay ☀ Le soleil donne/));
      assert.deepEqual(await axeFinds(page), []);
      await chosen.getByRole("link", { name: "Médiathèque de Plouay" }).click();
      await heading(page, "Médiathèque de Plouay");
    });
  }

  test("at night its marks sleep, and a search leaves it where it is", async (t) => {
    const visit = await june(t, "/ecoles", { size: DESK, day: { now: "2026-06-12T23:20:00+02:00" } });
    await open_(visit);
    await visit.page.locator("#map").getByRole("button", { name: "Médiathèque de Plouay : Le soleil dort" }).waitFor();
    await visit.page.locator("#map").evaluate((element) => (window.map = element));
    await visit.page.getByLabel("Chercher une école").fill("plouay");
    await says(visit.page, /1 bâtiment/);
    assert.equal(await visit.page.locator("#map").evaluate((element) => element === window.map), true);
  });

  test("light mode says why there is none", async (t) => {
    const visit = await june(t, "/ecoles?leger=1");
    await press(visit.page, "Voir où elles sont");
    await says(visit.page, /En mode léger, la carte ne se charge pas/);
    assert.equal(leaflet(visit), 0);
  });
});

describe("links of the list", () => {
  test("come with their addresses, however late the territory, and stay where they are when documents come again", async (t) => {
    const visit = await open(t, "/ecoles", {
      ...AREA,
      prepare: async (visit) => {
        await turnByHand(visit);
        await visit.context.route("**/api/v1/territory.json", async (route) => {
          await pause(1500);
          await route.fallback();
        });
      },
    });
    const { page } = visit;
    const link = page.getByRole("link", { name: "École de Kermélo" });
    assert.match(await link.getAttribute("href"), /\/ecoles\/lorient\/kermelo$/);
    await link.evaluate((element) => (window.first = element));
    await change(visit, "schools_live", (live) => {
      for (const reading of live.meters) reading.value = 4321;
    });
    await page.clock.fastForward(10 * 60_000);
    await says(page, /École de Kermélo Lorient ☀ Le soleil donne 4,3 kW/);
    assert.equal(await link.evaluate((element) => element === window.first), true);
    await link.click();
    await heading(page, "École de Kermélo");
  });

  test("without the territory the schools are told all the same", async (t) => {
    const { page } = await june(t, "/ecoles", {
      expect: [/Failed to load|ERR_/],
      prepare: ({ context }) => context.route("**/api/v1/territory.json", (route) => route.abort()),
    });
    await says(page, /École de Kermélo/);
    assert.equal(await page.getByRole("link", { name: "École de Kermélo" }).count(), 0);
  });
});

describe("the wall", () => {
  const WALL = `${KERMELO}/ecran`;
  const SCREENS = [
    { width: 1280, height: 720 }, { width: 1920, height: 1080 }, { width: 3840, height: 2160 }, { width: 1080, height: 1920 },
  ];
  for (const size of SCREENS) {
    test(`fills ${size.width} × ${size.height} without scrolling, in large letters`, async (t) => {
      const { page } = await june(t, WALL, { size });
      await says(page, /Le soleil donne.*L’école consomme.*Le soleil a donné.*de quoi.*Mesuré à 14 h/);
      await screenshot(page, `ecran-${size.width}`);
      const { bottom, figure, least } = await page.evaluate(() => ({
        bottom: Math.max(...[...document.querySelectorAll("#main *")].map((e) => e.getBoundingClientRect().bottom)),
        figure: parseFloat(getComputedStyle(document.querySelector(".wall-figure strong")).fontSize),
        least: Math.min(...[...document.querySelectorAll("#main p, #main span")].map((e) => parseFloat(getComputedStyle(e).fontSize))),
      }));
      assert.ok(bottom <= size.height + 1, `${bottom} of ${size.height}`);
      // Letters of 2 cm are read at six metres; on a screen of 70 cm height that is 3 % of it, figures much more.
      const side = Math.min(size.width, size.height);
      assert.ok(figure >= 0.12 * side, `${figure} px`);
      assert.ok(least >= 0.022 * side, `${least} px`);
      assert.deepEqual(await axeFinds(page), []);
      assert.equal(await page.locator("#main :is(button, a, input)").count(), 0, "nothing to press on a wall");
    });
  }

  test("at night the sun sleeps, and the day's total stays", async (t) => {
    const { page } = await june(t, WALL, { size: DESK, day: { now: "2026-06-12T23:20:00+02:00" } });
    await says(page, /Le soleil dort Le soleil a donné \d+ kWh depuis minuit/);
    await saysNot(page, /Le soleil donne 0/);
  });

  test("from midnight to sunrise it tells of yesterday", async (t) => {
    const visit = await june(t, WALL, { size: DESK, day: { now: "2026-06-12T02:05:00+02:00" } });
    const { values } = await document_(visit, "series/kermelo/pv/2026-06.json");
    const kwh = Math.round(values[10] / 1000);
    await says(visit.page, new RegExp(`Le soleil dort Hier, le soleil a donné ${kwh} kWh\\..*${kwh} kWh hier, de quoi`));
    await saysNot(visit.page, /depuis minuit/);
  });

  test("panels that give nothing at noon are not asleep", async (t) => {
    const { page } = await june(t, WALL, {
      size: DESK, prepare: (visit) => change(visit, "schools_live", ({ meters }) => {
        meters.find(({ school, meter }) => school === "kermelo" && meter === "pv").value = 0;
      }),
    });
    await says(page, /Le soleil donne 0 W/);
    await saysNot(page, /Le soleil dort/);
  });

  test("another record of the school leaves one clock that turns the pages", async (t) => {
    const visit = await open(t, `${WALL}?pages=maintenant,jour&chaque=5`, { ...AREA, size: DESK, prepare: turnByHand });
    const { page } = visit;
    await says(page, /Le soleil donne/);
    await change(visit, "schools", ({ schools }) => {
      schools.find(({ id }) => id === "kermelo").name = "École de Kermélo, autrement";
    });
    await page.clock.fastForward(2 * 60 * 60_000);
    await heading(page, "École de Kermélo, autrement");
    const isDay = () => page.locator(".wall-day").count();
    for (let turns = 0; turns < 4; turns++) {
      const before = await isDay();
      await page.clock.runFor(5000);
      await eventually(async () => assert.equal(await isDay(), 1 - before), 3000);
    }
  });

  test("holidays are kept", async (t) => {
    const { page } = await june(t, WALL, { size: DESK, day: { now: "2026-07-20T14:05:00+02:00" } });
    await says(page, /Bonnes vacances \(Vacances d’été\)/);
  });

  test("turns its pages only where the address asks for it, and rests when told", async (t) => {
    const { page } = await june(t, `${WALL}?pages=maintenant,jour&chaque=5`, { size: DESK });
    await says(page, /Le soleil donne/);
    await eventually(async () => assert.equal(await page.locator(".wall-day").count(), 1));
    assert.equal(await page.locator(".wall-figures").count(), 0);
    assert.deepEqual(await axeFinds(page), []);
    await press(page, "Arrêter le défilement");
    const shown = await page.locator(".wall-body").innerHTML();
    await page.waitForTimeout(6000);
    assert.equal(await page.locator(".wall-body").innerHTML(), shown);
  });

  test("keeps the screen awake, and again after it was hidden", async (t) => {
    const visit = await june(t, WALL, {
      size: DESK,
      prepare: ({ page }) => page.addInitScript(() => {
        window.locks = 0;
        Object.defineProperty(navigator, "wakeLock", { value: { request: async () => ++window.locks } });
      }),
    });
    await says(visit.page, /Le soleil donne/);
    await eventually(async () => assert.equal(await visit.page.evaluate(() => window.locks), 1));
    await visit.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await eventually(async () => assert.equal(await visit.page.evaluate(() => window.locks), 2));
  });

  test("without a network it says since when, and goes on by itself", async (t) => {
    let isCut = false;
    const visit = await june(t, WALL, {
      size: DESK, expect: [/Failed to load|ERR_/],
      prepare: ({ context }) => context.route("**/api/v1/**", (route) => (isCut ? route.abort() : route.continue())),
    });
    await says(visit.page, /Mesuré à 14 h/);
    isCut = true;
    await visit.page.evaluate(() => window.dispatchEvent(new Event("online")));
    await visit.page.waitForTimeout(200);
    await eventually(async () => {
      await visit.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
      assert.match(await mainText(visit.page), /l’écran reprendra tout seul/);
    }, 90_000);
    isCut = false;
    await eventually(async () => {
      await visit.page.evaluate(() => window.dispatchEvent(new Event("online")));
      assert.doesNotMatch(await mainText(visit.page), /l’écran reprendra tout seul/);
    }, 30_000);
  });
});

describe("in the classroom", () => {
  test("activities on yesterday's curve, with answers that follow from the data", async (t) => {
    const visit = await june(t, `${KERMELO}/classe`);
    const { page } = visit;
    await says(page, /Données du jeudi 11 juin/);
    const { values } = await document_(visit, "series/kermelo/pv/2026-06-11.json");
    const peak = Math.max(...values);
    await page.locator("summary", { hasText: "Réponses pour l’enseignant" }).click();
    await says(page, new RegExp(`1\\. Le plus haut est à \\d+ h( \\d+)?, avec ${said(peak)}`));
    const { values: used } = await document_(visit, "series/kermelo/load/2026-06-11.json");
    await says(page, new RegExp(`Il faudrait ${Math.ceil(Math.max(...used) / 400)} panneaux`));
  });

  test("on a Monday they are on Friday's, and the teacher takes another day by its address or in the page", async (t) => {
    const monday = { day: { now: "2026-06-15T10:05:00+02:00" } };
    const { page, origin } = await june(t, `${KERMELO}/classe`, monday);
    await says(page, /Données du vendredi 12 juin/);
    assert.equal(await page.getByLabel("Un autre jour").inputValue(), "2026-06-12");
    await page.getByLabel("Un autre jour").fill("2026-06-09");
    await says(page, /Données du mardi 9 juin/);
    assert.match(page.url(), /classe\?jour=2026-06-09$/);
    await page.goto(`${origin}${KERMELO}/classe?jour=2026-06-04&lang=en`);
    await says(page, /Data of Thursday,? 4 June/);
    await press(page, "Français");
    await says(page, /Données du jeudi 4 juin/);
    await eventually(() => assert.match(page.url(), /classe\?lang=fr&jour=2026-06-04$/));
    await page.reload();
    await says(page, /Données du jeudi 4 juin/);
    await page.goto(`${origin}${KERMELO}/classe?jour=2026-13-99`);
    await says(page, /Données du vendredi 12 juin/);
    assert.deepEqual(await axeFinds(page), []);
  });

  test("prints on paper with the answers on a page of their own, though nobody opened them", async (t) => {
    const visit = await june(t, `${KERMELO}/classe`);
    const { page } = visit;
    await says(page, /Données du jeudi 11 juin/);
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator(".bar nav").isVisible(), false);
    mkdirSync(RESULTS, { recursive: true });
    const path = `${RESULTS}/classe.pdf`;
    writeFileSync(path, await page.pdf({ format: "A4" }));
    const sheets = execFileSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8" }).split("\f").map(plain).filter(Boolean);
    const answers = sheets.findIndex((sheet) => sheet.startsWith("Réponses pour l’enseignant"));
    assert.ok(answers > 0, sheets.join("\n---\n"));
    const { values } = await document_(visit, "series/kermelo/pv/2026-06-11.json");
    assert.ok(sheets[answers].includes(`avec ${said(Math.max(...values))}`), sheets[answers]);
    assert.doesNotMatch(sheets.slice(0, answers).join(" "), /Le plus haut est à|Il faudrait/);
    assert.match(sheets.slice(0, answers).join(" "), /1\. Lire la courbe/);
  });
});

describe("for slow lines and old televisions", () => {
  const PLAIN = ["", "lorient/kermelo/", "lorient/kersabiec/", "lorient/mediatheque-plouay/", "lorient/kermelo/ecran/"];
  for (const size of [...WIDTHS, { width: 1920, height: 1080 }]) {
    test(`axe finds nothing on the plain pages at ${size.width} px`, async (t) => {
      // axe has to run in the page, which its policy would refuse.
      const { page, origin } = await june(t, "/sobre/ecoles/", { size, bypassCSP: true });
      for (const path of ["/sobre/ecoles/", "/sobre/en/ecoles/"].flatMap((root) => PLAIN.map((path) => root + path))) {
        await page.goto(origin + path);
        // A wall renews itself, and whoever put it there chose that.
        const found = (await axeFinds(page)).filter((line) => !(path.endsWith("ecran/") && line.startsWith("meta-refresh:")));
        assert.deepEqual(found, [], path);
        assert.deepEqual(await overflow(page), [], path);
      }
    });
  }

  test("light mode says the same, goes along with its links, and loads neither a map nor what nobody looks at", async (t) => {
    const visit = await june(t, "/ecoles?leger=1");
    const { page } = visit;
    await says(page, /5 bâtiments.*École de Kermélo Lorient ☀ Le soleil donne \S+ k?W Depuis minuit/);
    await page.getByRole("link", { name: "École de Kermélo" }).click();
    await heading(page, "École de Kermélo");
    assert.match(page.url(), /kermelo\?leger=1$/);
    await says(page, /Le soleil a donné \d+ kWh depuis minuit/);
    const series = visit.requests.filter((url) => url.includes("/series/")).map((url) => url.split("/series/")[1]).sort();
    assert.deepEqual(series, ["load/2026-06-12", "pv/2026-06-11", "pv/2026-06-12"].map((name) => `kermelo/${name}.json`));
    assert.deepEqual(visit.requests.filter((url) => /leaflet|\.png/.test(url)), []);
    assert.deepEqual(await axeFinds(page), []);
  });

  test("a wall on a device that wants less motion turns its pages without any", async (t) => {
    const { page } = await june(t, `${KERMELO}/ecran?pages=maintenant,jour&chaque=5`, { size: DESK, reducedMotion: "reduce" });
    await says(page, /Le soleil donne/);
    const moving = () => page.evaluate(() => document.getAnimations().length);
    assert.equal(await moving(), 0);
    await page.locator(".wall-day").waitFor();
    assert.equal(await moving(), 0);
    assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll("body *")].filter((e) => {
      const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(e);
      return parseFloat(transitionDuration) > 0.01 || animationName !== "none" || scrollBehavior === "smooth";
    }).map((e) => e.outerHTML.slice(0, 80))), []);
  });
});

describe("setting up the wall", () => {
  test("the address follows the options and stands in a code", async (t) => {
    const { page } = await june(t, `${KERMELO}/installer`);
    await says(page, new RegExp(`${KERMELO}/ecran`));
    await page.getByRole("checkbox").check();
    await says(page, /ecran\?pages=maintenant,jour,images&chaque=20/);
    await page.getByLabel(/Changer de page/).selectOption("60");
    await says(page, /chaque=60/);
    await page.locator("svg.code path").waitFor();
    const there = plain(await page.getByRole("link", { name: "Ouvrir l’écran" }).getAttribute("href"));
    assert.match(there, /ecran\?pages=maintenant,jour,images&chaque=60$/);
  });
});

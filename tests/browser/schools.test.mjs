// The schools: what the sun gives, over time, on the wall of the hall, and in the classroom.

import assert from "node:assert/strict";
import test, { describe } from "node:test";
import {
  DESK, PHONE, WIDTHS, axeFinds, eventually, mainText, overflow, painted, plain, says, saysNot, screenshot, textOf, world,
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
    await page.getByLabel("Chercher une école").fill("larmor");
    await says(page, /1 bâtiment École des Dunes/);
    await page.getByLabel("Chercher une école").fill("xyz");
    await says(page, /Aucun bâtiment/);
  });

  test("asks for three documents and for no series", async (t) => {
    const visit = await june(t, "/ecoles");
    await says(visit.page, /5 bâtiments/);
    await painted(visit.page);
    assert.deepEqual(visit.requests.filter((url) => url.includes("/series/")), []);
    assert.equal(visit.asked("sites") + visit.asked("live") + visit.asked("profiles"), 0);
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
    const lines = csv.trim().split("\r\n");
    assert.equal(lines[0], "start,pv_w,load_w");
    assert.equal(lines.length, 1 + 84);
    assert.match(lines[1], /^2026-06-11T22:00:00Z,0\.0,\d+\.\d$/);
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
    await says(page, new RegExp(`Le soleil a donné ${kwh} kWh.*Le plus beau jour : \\w+ \\d+ juin`));
    await says(page, /La dernière barre n’est pas finie/);
    assert.equal(await page.locator(".plot rect.sun").count(), 12);
    await press(page, "Avant");
    await says(page, /Mai 2026/);
    await eventually(async () => assert.equal(await page.locator(".plot rect.sun").count(), 31));
    await saysNot(page, /n’est pas finie/);
    await press(page, "Année");
    await says(page, /2026 .*Le plus beau mois : mai 2026/);
    await says(page, /Sur 10 kWh que le toit donne, \d servent sur place/);
    await says(page, /Sur 10 kWh consommés, \d viennent du toit/);
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
    await says(page, /Le soleil donne pas de mesure récente\. Dernière : [\d,]+ k?W \(12 h/);
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
    await page.getByText("Réponses pour l’enseignant").click();
    await says(page, new RegExp(`1\\. Le plus haut est à \\d+ h( \\d+)?, avec ${said(peak)}`));
    const { values: used } = await document_(visit, "series/kermelo/load/2026-06-11.json");
    await says(page, new RegExp(`Il faudrait ${Math.ceil(Math.max(...used) / 400)} panneaux`));
  });

  test("prints on paper with the answers on a page of their own", async (t) => {
    const { page } = await june(t, `${KERMELO}/classe`);
    await says(page, /Données du jeudi 11 juin/);
    await page.emulateMedia({ media: "print" });
    const before = await page.locator("details.answers").evaluate((e) => getComputedStyle(e).breakBefore);
    assert.equal(before, "page");
    assert.equal(await page.locator(".bar nav").isVisible(), false);
    await page.pdf({ format: "A4" });
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

// One's own consumption: files brought, understood, kept, exported and deleted; and nothing of them in any request.

import assert from "node:assert/strict";
import { text as whole } from "node:stream/consumers";
import test, { describe } from "node:test";
import { PRM, file, halves, kilowattHours, loadCurve, workbook, zip } from "./household/make.mjs";
import { DESK, WIDTHS, answer, axeFinds, change, eventually, mainText, overflow, painted, pause, plain, says, saysNot, screenshot, textOf, world } from "./support.mjs";

const { open } = world();
const PAGES = ["", "courbe", "habitudes", "prix", "moment", "donnees", "aide", "feuille"];

/** Opens a page of the area, whose documents are others than the app's. */
async function visitHome(t, path = "", options = {}) {
  const visit = await open(t, `/consommation${path}`, { settle: false, ...options });
  await visit.page.locator("#app h1").waitFor();
  await eventually(() => assert.ok(visit.answered.has("tariffs.json"), "tariffs were asked for"));
  await painted(visit.page);
  return visit;
}

const press = (page, name) => page.getByRole("button", { name, exact: true }).click();
const bring = (page, ...files) => page.locator("#files").setInputFiles(files);
const menu = (page, name) => page.locator(".area-menu").getByRole("link", { name, exact: true }).click();
const kept = (page) => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
const WEEK = halves(5, 7);
const total = (readings) => new RegExp(`${kilowattHours(readings).toFixed(1).replace(".", ",")}|${Math.round(kilowattHours(readings))}`);

/** The tables that stand open and of which a part can only be scrolled to. */
const hiddenColumns = (page) =>
  page.locator(".scroll:visible").evaluateAll((boxes) => {
    const wide = boxes.filter((box) => box.scrollWidth > box.clientWidth);
    return wide.map((box) => `${box.scrollWidth} > ${box.clientWidth}: ${box.innerText.slice(0, 80)}`);
  });

/** Takes a week of half-hours. */
async function takeWeek(page) {
  await bring(page, file("semaine.csv", loadCurve(WEEK)));
  await press(page, "Utiliser ces données");
  await says(page, /sur 7 jours/);
}

describe("bringing files", () => {
  test("a spreadsheet under a wrong name is read, and what was understood is said before it is taken", async (t) => {
    const { page } = await visitHome(t);
    await says(page, /Votre fichier reste sur cet appareil/);
    await bring(page, file("consommation.csv", workbook(WEEK)));
    await page.getByRole("heading", { name: "Ce que nous avons compris" }).waitFor();
    await says(page, /1 fichier lu\./);
    await says(page, /Enedis, demi-heures · début et fin de chaque mesure · heures de l’horloge/);
    await says(page, /du 5 janvier 2026 au 11 janvier 2026, 336 mesures, une toutes les 30 minutes/);
    await says(page, total(WEEK));
    await says(page, /Compteur \*{10}1234/);
    await saysNot(page, new RegExp(PRM));
    await press(page, "Utiliser ces données");
    await says(page, /sur 7 jours/);
  });

  test("a hundred and fifty files dropped together, in any order and with repeats, make one curve", async (t) => {
    const { page } = await visitHome(t);
    const all = Array.from({ length: 150 }, (_, day) => halves(day + 1, 2));
    const files = all.map((readings, day) => file(`${day}.csv`, loadCurve(readings)));
    await bring(page, ...files.reverse(), files[3]);
    await page.getByText("Utiliser ces données").waitFor({ timeout: 60_000 });
    await says(page, /151 fichiers lus\./);
    // A day more than files, since each overlaps the next; these files stay in winter time, which ends an hour into June.
    await says(page, /du 1er janvier 2026 au 1er juin 2026, 7 248 mesures/);
  });

  test("a zip archive is opened here, and each file in it is named", async (t) => {
    const { page } = await visitHome(t);
    const parts = { "semaine.csv": loadCurve(halves(5, 3)), "suite.xlsx": workbook(halves(8, 4)), "facture.pdf": "%PDF-1.7" };
    await bring(page, file("enedis.zip", zip(parts)));
    await says(page, /2 fichiers lus, 1 non\./);
    await says(page, /enedis\.zip : facture\.pdf C’est un document PDF/);
    await says(page, total(WEEK));
    await press(page, "Utiliser ces données");
    await says(page, /sur 7 jours/);
  });

  test("what one's own meter gives of a feed is read, and an archive that cannot be opened is answered with the way", async (t) => {
    const { page } = await visitHome(t);
    const feed = WEEK.map(({ from, watts }) => [from, watts]);
    await bring(page, file("data.json", JSON.stringify(feed)));
    await says(page, /Compteur à soi \(emoncms\) · heure de début de chaque mesure/);
    await says(page, total(WEEK));
    await bring(page, file("mesures.rar", "Rar!"));
    await says(page, /C’est une archive que cette page ne sait pas ouvrir.*Extraire tout/);
  });

  test("a wrong file is called what it is, beside a good one", async (t) => {
    const { page } = await visitHome(t);
    await bring(page, file("facture.xlsx", "%PDF-1.7"), file("gaz.csv", "Numéro de PCE;Date;m3\n"), file("semaine.csv", loadCurve(WEEK)));
    await says(page, /1 fichier lu, 2 non\./);
    await says(page, /C’est un document PDF, sans doute une facture/);
    await says(page, /Ce fichier parle de gaz/);
    await press(page, "Ne pas les utiliser");
    await says(page, /Choisir mes fichiers/);
    await saysNot(page, /Ce que nous avons compris/);
  });

  test("what a file does not say clearly is asked with an example from it, and it is read again with the answer", async (t) => {
    const { page } = await visitHome(t);
    const days = "Date;Puissance (kW)\n15/07/2024;25,2\n16/07/2024;31\n17/07/2024;20\n";
    await bring(page, file("jours.csv", days), file("semaine.csv", loadCurve(WEEK)));
    const question = page.getByRole("group", { name: /« 25,2 » le lundi 15 juillet 2024 : qu’est-ce que ce nombre \?/ });
    await question.waitFor();
    const answers = await question.getByRole("button").allInnerTexts();
    assert.deepEqual(answers.map(plain), ["Une puissance moyenne, en kW", "L’énergie de la journée, en kWh", "Je ne sais pas"]);
    await saysNot(page, /76,2 kWh/);
    assert.deepEqual(await axeFinds(page), []);
    await press(page, "L’énergie de la journée, en kWh");
    await says(page, /du 15 juillet 2024 au 17 juillet 2024, 3 mesures, une par jour\. Total : 76,2 kWh/);
    await says(page, /Comme vous l’avez répondu, chaque valeur est l’énergie de chaque mesure, en kWh/);
    await says(page, /2 fichiers lus\./);
    assert.equal(await question.count(), 0);
    assert.equal(plain(await page.locator(":focus").innerText()), "Ce que nous avons compris");
    await press(page, "English");
    await says(page, /As you answered, each value is the energy of each reading, in kWh/);
  });

  test("what was assumed stands beside the total, columns that were not used are named, and unlikely figures are doubted first", async (t) => {
    const { page } = await visitHome(t);
    await bring(page, file("tableau.csv", "Date;Consommation (kWh);Coût (€)\n01/01/2024;900;200\n02/01/2024;850;190\n"));
    // What the header says and what a home can use do not agree: it is asked first.
    await press(page, "L’énergie de la journée, en kWh");
    await says(page, /plus que 36 kVA pendant 24 heures\. Ces chiffres sont peu vraisemblables.* Total : 1 750 kWh\. Comme vous l’avez répondu, chaque valeur est l’énergie de chaque mesure, en kWh\./);
    await says(page, /Le fichier ne dit pas s’il s’agit de consommation ou de production : nous comptons une consommation|Consommation : du 1er janvier 2024/);
    await says(page, /Colonnes avec des nombres, non utilisées : Coût \(€\)\./);
    assert.deepEqual(await axeFinds(page), []);
    await press(page, "Ne pas les utiliser");
    await bring(page, file("maxima.csv", "Date;Puissance maximale (kVA)\n01/01/2024;3,8\n"));
    await says(page, /Ce fichier donne des puissances maximales, pas une consommation/);
    await saysNot(page, /kWh\. D’après/);
  });

  test("a production file alone is called one, with the way to the other", async (t) => {
    const { page } = await visitHome(t);
    const isSaid = /C’est un fichier de production.*ouvrez « Ma consommation » au lieu de « Ma production »/;
    await bring(page, file("production.csv", loadCurve(WEEK, "Production")));
    await page.getByText("Utiliser ces données").waitFor();
    await says(page, isSaid);
    await press(page, "Utiliser ces données");
    await says(page, isSaid);
    await says(page, new RegExp(`Du 5 janvier 2026 au 11 janvier 2026 : (${total(WEEK).source}) kWh envoyés au réseau`));
    await saysNot(page, /Aucune mesure/);
    await menu(page, "Habitudes");
    await says(page, isSaid);
    await menu(page, "Résumé");
    await bring(page, file("consommation.csv", loadCurve(WEEK)));
    await press(page, "Utiliser ces données");
    await says(page, /kWh sur 7 jours/);
    await saysNot(page, isSaid);
  });

  test("files wait for the territory's clocks", async (t) => {
    let release;
    const held = new Promise((resolve) => (release = resolve));
    const prepare = (visit) => answer(visit, "territory", async (route) => {
      await held;
      await route.continue();
    });
    const { page, requests } = await visitHome(t, "", { prepare, timezoneId: "America/New_York" });
    await bring(page, file("semaine.xlsx", workbook(WEEK)));
    await says(page, /Lecture en cours : 0 sur 1/);
    assert.deepEqual(requests.filter((url) => /import_worker/.test(url)), []);
    release();
    await says(page, /du 5 janvier 2026 au 11 janvier 2026, 336 mesures/);
    await saysNot(page, /horloge de cet appareil/);
  });

  test("where the territory's clocks cannot be had it is said, and files are read again once they can", async (t) => {
    let isThere = false;
    const prepare = (visit) => answer(visit, "territory", (route) => (isThere ? route.continue() : route.abort()));
    const { page } = await visitHome(t, "", { prepare, timezoneId: "America/New_York", expect: [/Failed to load resource/] });
    await bring(page, file("semaine.xlsx", workbook(WEEK)));
    await says(page, /L’heure du territoire n’a pas pu être demandée : les heures sont lues à l’horloge de cet appareil/);
    isThere = true;
    await page.evaluate(() => globalThis.dispatchEvent(new Event("online")));
    await eventually(async () => assert.doesNotMatch(await mainText(page), /horloge de cet appareil/));
    await says(page, /du 5 janvier 2026 au 11 janvier 2026, 336 mesures/);
  });

  test("a file that the installed app is opened with is read", async (t) => {
    const prepare = ({ context }) => context.addInitScript((text) => {
      const files = [{ getFile: async () => new File([text], "ouvert.csv") }];
      Object.defineProperty(globalThis, "launchQueue", { value: { setConsumer: (take) => take({ files }) } });
    }, loadCurve(WEEK));
    const { page, origin } = await visitHome(t, "", { prepare });
    await says(page, /ouvert\.csv/);
    await press(page, "Utiliser ces données");
    await says(page, /sur 7 jours/);
    const manifest = await (await fetch(`${origin}/manifest.webmanifest`)).json();
    const [{ action, accept }] = manifest.file_handlers;
    assert.equal(new URL(action, `${origin}/manifest.webmanifest`).pathname, "/consommation");
    assert.deepEqual(Object.values(accept).flat().sort(), [".csv", ".json", ".xlsx", ".zip"]);
  });

  test("pasted text and dropped files are read too", async (t) => {
    const { page } = await visitHome(t);
    await page.evaluate((text) => {
      const board = new DataTransfer();
      board.setData("text", text);
      document.querySelector("#pasted").dispatchEvent(new ClipboardEvent("paste", { clipboardData: board, bubbles: true, cancelable: true }));
    }, loadCurve(WEEK));
    await says(page, /texte collé/);
    await press(page, "Ne pas les utiliser");
    await page.evaluate((text) => {
      const board = new DataTransfer();
      board.items.add(new File([text], "tombé.csv"));
      document.querySelector(".drop").dispatchEvent(new DragEvent("drop", { dataTransfer: board, bubbles: true, cancelable: true }));
    }, loadCurve(WEEK));
    await says(page, /tombé\.csv/);
  });

  test("reading can be stopped, and the program that reads is fetched only then", async (t) => {
    const { page, requests } = await visitHome(t);
    assert.deepEqual(requests.filter((url) => /import_worker/.test(url)), []);
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await page.context().route("**/import_worker-*", async (route) => {
      await held;
      await route.continue().catch(() => {});
    });
    await bring(page, file("semaine.csv", loadCurve(WEEK)));
    await says(page, /Lecture en cours : 0 sur 1/);
    await press(page, "Arrêter");
    await saysNot(page, /Lecture en cours/);
    release();
  });

  test("what reads is fetched when a hand reaches for a file, once, and serves the file that comes", async (t) => {
    const { page, requests } = await visitHome(t);
    const fetched = () => requests.filter((url) => /import_worker-[0-9a-f]{16}\.js/.test(url)).length;
    assert.equal(fetched(), 0);
    const chosen = page.waitForEvent("filechooser");
    await page.getByText("Choisir mes fichiers", { exact: true }).click();
    const chooser = await chosen;
    await eventually(() => assert.equal(fetched(), 1));
    await chooser.setFiles([file("semaine.csv", loadCurve(WEEK))]);
    await press(page, "Utiliser ces données");
    await says(page, /sur 7 jours/);
    assert.equal(fetched(), 1);
  });
});

describe("understanding", () => {
  test("the curve moves by day, week, month and year, with the same keys", async (t) => {
    const { page } = await visitHome(t);
    await takeWeek(page);
    await menu(page, "Au fil du temps");
    await says(page, /Janvier 2026 : .* kWh consommés/);
    await says(page, /Une partie manque/);
    await press(page, "Semaine");
    await says(page, /Semaine du 5 janvier : .* kWh consommés/);
    await says(page, total(WEEK));
    await press(page, "Jour");
    await says(page, /Dimanche 11 janvier 2026 :/);
    await page.keyboard.press("ArrowLeft");
    await says(page, /Samedi 10 janvier 2026 :/);
    await press(page, "Après");
    await press(page, "Après");
    await says(page, /Dimanche 11 janvier 2026 :/);
    await page.keyboard.press("ArrowUp");
    await says(page, /Semaine du 5 janvier/);
    await page.getByText("Voir les chiffres").click();
    assert.equal(await page.locator("#main table tbody tr").count(), 7);
    // In the table arrows move what is seen of it.
    await page.locator("#main .scroll").focus();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowUp");
    await painted(page);
    await says(page, /Semaine du 5 janvier/);
    await press(page, "Jour");
    await eventually(async () => assert.equal(await page.locator("#main table tbody tr").count(), 48));
  });

  test("a finger that draws over the chart moves on as keys do", async (t) => {
    const { page } = await visitHome(t);
    await takeWeek(page);
    await menu(page, "Au fil du temps");
    await press(page, "Jour");
    await says(page, /Dimanche 11 janvier 2026 :/);
    const draw = async (by, down = 0) => {
      await page.locator(".plot-drawing").scrollIntoViewIfNeeded();
      const box = await page.locator(".plot-drawing").boundingBox();
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + by, y + down, { steps: 4 });
      await page.mouse.up();
      await painted(page);
    };
    await draw(90);
    await says(page, /Samedi 10 janvier 2026 :/);
    await draw(-90);
    await says(page, /Dimanche 11 janvier 2026 :/);
    await draw(20);
    await draw(50, 60);
    await says(page, /Dimanche 11 janvier 2026 :/);
  });

  test("where no tariffs are published a person writes their own, and the cost and the good moment follow", async (t) => {
    const prepare = (visit) => answer(visit, "tariffs", (route) => route.fulfill({ status: 404, body: "{}" }));
    const { page } = await visitHome(t, "", { prepare, expect: [/Failed to load resource/] });
    await takeWeek(page);
    await menu(page, "Bon moment");
    await says(page, /choisissez ou écrivez un tarif/);
    await menu(page, "Prix");
    await says(page, /Les tarifs ne sont pas publiés ici\. Écrivez les vôtres/);
    await says(page, /Écrivez chaque prix d’après votre facture/);
    const type = async (selector, text) => {
      await page.locator(selector).fill(text);
      await page.locator(selector).press("Tab");
    };
    assert.equal(await page.locator("#price-base").inputValue(), "");
    await type("#price-base", "0,2");
    await saysNot(page, /abonnement compris/);
    await type("#price-standing", "365");
    const cents = Math.round(kilowattHours(WEEK) * 20) + 700;
    await says(page, new RegExp(`${Math.floor(cents / 100)},${`${cents % 100}`.padStart(2, "0")} € du 5 janvier 2026`));
    await page.locator("#tariff").selectOption("own-off-peak");
    await type("#price-standing", "365");
    await type("#price-peak", "0,3");
    await type("#price-off-peak", "0,1");
    await type("#off-peak", "1h-6h 13h-16h");
    await says(page, /Heures creuses 0,1000 € le kWh/);
    assert.deepEqual(await axeFinds(page), []);
    await menu(page, "Bon moment");
    await says(page, /demain entre 13 h et 15 h\. L’électricité est alors la moins chère/);
    await menu(page, "Prix");
    await type("#off-peak", "0h-6h");
    await menu(page, "Bon moment");
    await says(page, /cette nuit, entre minuit et 2 h\./);
  });

  test("a tariff that ended is neither offered nor reckoned with", async (t) => {
    const prepare = (visit) => change(visit, "tariffs", ({ tariffs }) => {
      tariffs.find(({ option }) => option === "base").until = "2026-07-31";
    });
    const { page } = await visitHome(t, "", { prepare });
    await takeWeek(page);
    await menu(page, "Prix");
    const offered = await page.locator("#tariff option").evaluateAll((options) => options.map(({ value }) => value));
    assert.deepEqual(offered, ["regulated-off-peak-6kva", "regulated-tempo-6kva", "own-base", "own-off-peak"]);
    await says(page, /Heures creuses .* € le kWh/);
    await says(page, /Prix en vigueur le/);
  });

  test("where no panels are one's own, a school's sunny hours are told", async (t) => {
    const { page, requests } = await visitHome(t);
    await takeWeek(page);
    await menu(page, "Bon moment");
    await says(page, /En cette saison, d’après les panneaux d’un bâtiment public \(.+\), le soleil donne d’habitude le plus entre \d+ h et \d+ h\./);
    assert.equal(requests.filter((url) => /\/series\//.test(url)).length, 4);
  });

  test("the bill is the product of readings and prices, and prices can be corrected", async (t) => {
    const { page } = await visitHome(t);
    await takeWeek(page);
    await menu(page, "Prix");
    await page.locator("#price-base").fill("0,2");
    await page.locator("#price-base").press("Tab");
    await page.locator("#price-standing").fill("365");
    await page.locator("#price-standing").press("Tab");
    const cents = Math.round(kilowattHours(WEEK) * 20) + 700;
    const euros = `${Math.floor(cents / 100)},${`${cents % 100}`.padStart(2, "0")} €`;
    await says(page, new RegExp(`${euros} du 5 janvier 2026 au 11 janvier 2026, abonnement compris`));
    await says(page, /Ce sont vos prix/);
    await page.locator("#tariff").selectOption("regulated-off-peak-6kva");
    await says(page, /Mes heures creuses/);
    await page.locator("#off-peak").fill("0h-24h");
    await page.locator("#off-peak").press("Tab");
    await says(page, /Heures pleines 0,2081 € le kWh 0 kWh/);
  });

  test("what is no price stays in its field and is called so, and the price that held goes on holding", async (t) => {
    const { page } = await visitHome(t);
    await takeWeek(page);
    await menu(page, "Prix");
    const type = async (selector, text) => {
      await page.locator(selector).fill(text);
      await page.locator(selector).press("Tab");
    };
    const stateOf = async (selector) => {
      const field = page.locator(selector);
      const described = (await field.getAttribute("aria-describedby")).split(" ");
      const said = await Promise.all(described.map(async (id) => textOf(page.locator(`[id="${id}"]`))));
      return { value: plain(await field.inputValue()), invalid: await field.getAttribute("aria-invalid"), said: said.join(" ").trim() };
    };
    await type("#price-base", "cher");
    await eventually(async () =>
      assert.deepEqual(await stateOf("#price-base"), {
        value: "cher", invalid: "true", said: "Nous n’avons pas compris ce nombre. Le calcul garde 0,1952 €.",
      }),
    );
    assert.deepEqual(await axeFinds(page), []);
    await screenshot(page, "consommation-prix-faux-360");
    // Another field, and another page, leave it as it is.
    await type("#price-standing", "365");
    await menu(page, "Habitudes");
    await menu(page, "Prix");
    assert.equal((await stateOf("#price-base")).value, "cher");
    await says(page, /Base.*0,1952 € le kWh/);
    await type("#price-base", "0,25 €");
    await eventually(async () => assert.deepEqual(await stateOf("#price-base"), { value: "0,2500 €", invalid: null, said: "" }));

    await page.locator("#tariff").selectOption("regulated-off-peak-6kva");
    await type("#off-peak", "la nuit");
    await eventually(async () => {
      const { value, invalid, said } = await stateOf("#off-peak");
      assert.deepEqual([value, invalid], ["la nuit", "true"]);
      assert.match(said, /^Nous n’avons pas compris ces heures\. Le calcul garde 22:00-6:00\. Par exemple/);
    });
    await type("#off-peak", "1h-7h");
    await eventually(async () => assert.deepEqual((await stateOf("#off-peak")).invalid, null));
    assert.equal(await page.locator("#off-peak").inputValue(), "1:00-7:00");
  });

  test("where any hour is as good as another, no hour is recommended", async (t) => {
    const { page } = await visitHome(t);
    await press(page, "Regarder avec un exemple");
    await menu(page, "Bon moment");
    await says(page, /Pour une machine, demain, toutes les heures se valent : le prix est le même toute la journée\./);
    assert.doesNotMatch(await textOf(page.locator("#main .said").first()), /entre/);
  });

  test("the sample shows every page, and is nobody's", async (t) => {
    const { page } = await visitHome(t);
    await press(page, "Regarder avec un exemple");
    await page.getByText("Ceci est un foyer d’exemple, inventé.").waitFor();
    await says(page, /kWh.*par an|kWh sur douze mois, du /);
    for (const [word, pattern] of [
      ["Habitudes", /tournent sans arrêt.*Chaque degré de moins dehors/],
      ["Prix", /Avec une autre option.*votre tarif/],
      ["Mes données", /L’exemple n’est pas gardé/],
    ]) {
      await menu(page, word);
      await says(page, pattern);
    }
    await menu(page, "Prix");
    await page.locator("#tariff").selectOption("regulated-off-peak-6kva");
    await menu(page, "Bon moment");
    await says(page, /cette nuit, entre minuit et 2 h\. .* la moins chère/);
    await menu(page, "Mes données");
    await page.goBack();
    await says(page, /cette nuit, entre/);
    await page.getByRole("link", { name: "Apporter mon fichier" }).click();
    await says(page, /Choisir mes fichiers/);
    await saysNot(page, /Avec une autre option/);
  });
});

describe("keeping", () => {
  test("nothing is kept before one asks; what is kept comes back; what is deleted is gone", async (t) => {
    const { page, origin } = await visitHome(t);
    await takeWeek(page);
    assert.deepEqual(await kept(page), []);
    await page.reload();
    await says(page, /Choisir mes fichiers/);
    await saysNot(page, /sur 7 jours/);

    await takeWeek(page);
    await menu(page, "Mes données");
    await says(page, /Rien n’est gardé/);
    await press(page, "Garder sur cet appareil");
    await says(page, /Gardé sur cet appareil depuis/);
    await page.goto(`${origin}/consommation`);
    await says(page, /sur 7 jours/);

    await menu(page, "Mes données");
    await press(page, "Tout effacer");
    await says(page, /Effacé. Nous avons vérifié/);
    assert.deepEqual(await kept(page), []);
    await page.reload();
    await page.locator("#app h1").waitFor();
    await saysNot(page, /sur 7 jours/);
  });

  test("what is brought before the device said what it keeps is added to it", async (t) => {
    const { page, context, origin } = await visitHome(t);
    await takeWeek(page);
    await menu(page, "Mes données");
    await press(page, "Garder sur cet appareil");
    await says(page, /Gardé sur cet appareil depuis/);
    // A slow device: each answer of its database comes late.
    await context.addInitScript(() =>
      Object.defineProperty(IDBRequest.prototype, "onsuccess", {
        set(hear) {
          this.addEventListener("success", (event) => setTimeout(() => hear.call(this, event), 400));
        },
      }),
    );
    await page.goto(`${origin}/consommation`);
    await bring(page, file("encore.csv", loadCurve(halves(12, 7))));
    await press(page, "Utiliser ces données");
    await says(page, /sur 14 jours/);
    // Until the slow device has kept it.
    await pause(2_000);
    await page.goto(`${origin}/consommation`);
    await says(page, /sur 14 jours/);
  });

  test("an export comes back as it went, with the meter's number masked", async (t) => {
    const { page } = await visitHome(t);
    await takeWeek(page);
    await menu(page, "Mes données");
    for (const name of ["Télécharger en CSV", "Télécharger en JSON"]) {
      const download = page.waitForEvent("download");
      await press(page, name);
      const text = await whole(await (await download).createReadStream());
      assert.match(text, /\*{10}1234/);
      assert.doesNotMatch(text, new RegExp(PRM));
      await bring(page, file("export", text));
      await says(page, /Export de cette page/);
      await says(page, total(WEEK));
      await press(page, "Ne pas les utiliser");
    }
  });

  test("where the browser refuses to keep anything, it says so and loses nothing", async (t) => {
    const prepare = (visit) => visit.context.addInitScript(() => Object.defineProperty(globalThis, "indexedDB", { value: undefined }));
    const { page } = await visitHome(t, "", { prepare });
    await takeWeek(page);
    await menu(page, "Mes données");
    await press(page, "Garder sur cet appareil");
    await says(page, /Le navigateur a refusé de garder/);
    await menu(page, "Résumé");
    await says(page, /sur 7 jours/);
  });

  test("where the place is used up, nothing half is kept, and what was kept before is said to be there", async (t) => {
    const { page, origin } = await visitHome(t);
    const setFull = (isFull) => page.evaluate((isFull) => {
      globalThis.put ??= IDBObjectStore.prototype.put;
      let puts = 0;
      IDBObjectStore.prototype.put = function (...all) {
        if (isFull && (puts += 1) > 1) throw new DOMException("full", "QuotaExceededError");
        return globalThis.put.apply(this, all);
      };
    }, isFull);
    await takeWeek(page);
    await menu(page, "Mes données");
    await setFull(true);
    await press(page, "Garder sur cet appareil");
    await says(page, /Le navigateur a refusé de garder/);
    await setFull(false);
    await press(page, "Garder sur cet appareil");
    await says(page, /Gardé sur cet appareil depuis/);
    await setFull(true);
    await bring(page, file("encore.csv", loadCurve(halves(12, 7))));
    await press(page, "Utiliser ces données");
    await says(page, /refusé de garder vos derniers changements\. Ce qui est gardé depuis .* est toujours sur cet appareil, sans eux/);
    await saysNot(page, /Rien n’est gardé/);
    await menu(page, "Résumé");
    await says(page, /sur 14 jours/);
    await page.goto(`${origin}/consommation`);
    await says(page, /sur 7 jours/);
  });

  test("on a shared computer nothing can be kept, and one button wipes all", async (t) => {
    const { page } = await visitHome(t, "?guichet");
    await takeWeek(page);
    await menu(page, "Mes données");
    assert.match(page.url(), /guichet/);
    await says(page, /Ordinateur partagé/);
    assert.equal(await page.getByRole("button", { name: "Garder sur cet appareil" }).count(), 0);
    await page.getByRole("button", { name: "Effacer et quitter" }).click();
    await page.waitForURL((url) => url.pathname === "/");
    await page.goto(new URL("/consommation?guichet", page.url()).href);
    await page.locator("#app h1").waitFor();
    await saysNot(page, /sur 7 jours/);
  });
});

describe("a shared computer", () => {
  test("stays one in another language, in light mode, and on the way through the app", async (t) => {
    const { page } = await visitHome(t, "?guichet");
    await press(page, "English");
    await eventually(async () => assert.equal(await page.locator("html").getAttribute("lang"), "en"));
    await page.locator("button.light").click();
    await eventually(() => assert.match(page.url(), /leger=1&lang=en&guichet/));
    await page.reload();
    await bring(page, file("semaine.csv", loadCurve(WEEK)));
    await press(page, "Use these data");
    await menu(page, "My data");
    await says(page, /Shared computer: nothing will be kept here/);
    assert.equal(await page.getByRole("button", { name: "Keep on this device" }).count(), 0);
    await page.getByRole("banner").getByRole("link", { name: "Bon Moment" }).click();
    await page.waitForURL((url) => url.pathname === "/");
    await page.locator("#app footer").getByRole("link", { name: "My electricity" }).click();
    await page.waitForURL(/consommation\?leger=1&lang=en&guichet/);
  });

  /** From the library desk's help page, in a tab of its own; from then on the page's time is turned by hand. */
  async function visitFromDesk(t) {
    const { page, context } = await open(t, "/mediation/aide", { prepare: ({ context }) => context.clock.install({ time: new Date("2026-11-21T10:20:00+01:00") }) });
    const opened = context.waitForEvent("page");
    await page.getByRole("link", { name: "Lire ce fichier ici" }).click();
    const home = await opened;
    await home.locator("#app h1").waitFor();
    assert.match(home.url(), /consommation\?guichet/);
    return home;
  }
  const warning = (page) => page.getByRole("alertdialog", { name: "Êtes-vous toujours là ?" });

  for (const [name, take] of [["what was taken", true], ["what was understood and not taken", false]]) {
    test(`where nobody touches anything a warning stands for twenty seconds, then ${name} is wiped`, async (t) => {
      const page = await visitFromDesk(t);
      await page.clock.runFor(600_000);
      assert.equal(await warning(page).count(), 0, "nobody is warned where nothing is");
      await bring(page, file("semaine.csv", loadCurve(WEEK)));
      await page.getByText("Utiliser ces données").waitFor();
      if (take) await press(page, "Utiliser ces données");
      await page.evaluate(() => localStorage.setItem("bm.commune", "riantec"));
      await page.mouse.click(5, 5);
      await page.clock.runFor(170_000);
      assert.equal(await warning(page).count(), 0);
      await page.clock.runFor(11_000);
      await warning(page).waitFor();
      assert.match(plain(await warning(page).innerText()), /tout ce qui a été apporté ou écrit ici est effacé\. (1\d|20) secondes Continuer/);
      assert.deepEqual(await axeFinds(page), []);
      await page.keyboard.press("Enter");
      await eventually(async () => assert.equal(await warning(page).count(), 0));
      await says(page, take ? /sur 7 jours/ : /Ce que nous avons compris/);
      await page.clock.runFor(205_000);
      await page.waitForURL((url) => url.pathname === "/");
      assert.deepEqual(await kept(page), []);
      assert.equal(await page.evaluate(() => localStorage.length), 0);
      await page.goBack().catch(() => {});
      await page.goto(new URL("/consommation?guichet", page.url()).href);
      await page.locator("#app h1").waitFor();
      await saysNot(page, /sur 7 jours|Ce que nous avons compris/);
    });
  }
});

describe("privacy", () => {
  test("no request holds a byte of it, through the whole journey", async (t) => {
    const visit = await visitHome(t);
    const { page, context } = visit;
    const sent = [];
    context.on("request", (request) => sent.push({ url: request.url(), method: request.method(), body: request.postData(), headers: request.headers() }));
    await takeWeek(page);
    for (const word of ["Au fil du temps", "Habitudes", "Prix", "Bon moment", "Mes données"]) await menu(page, word);
    await press(page, "Garder sur cet appareil");
    await says(page, /Gardé sur cet appareil depuis/);
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await painted(page);
    // Two files of the program that reads, and public documents: the same for everybody.
    const isPublic = ({ url }) => /\/consommation\/import_worker-[0-9a-f]{16}(_bg)?\.(js|wasm)$|\/api\/v1\/[a-z0-9/-]+\.json$|\/icon\.svg$|^blob:/.test(url);
    assert.deepEqual(sent.filter((request) => !isPublic(request) || request.method !== "GET" || request.body), []);
    const everything = JSON.stringify([...sent, ...visit.requests, page.url()]);
    for (const secret of [PRM, "1234", "semaine", ...WEEK.slice(0, 20).map(({ watts }) => `=${watts}`)]) {
      assert.ok(!everything.replaceAll(visit.origin, "").includes(secret), secret);
    }
    const caches = await page.evaluate(async () => Promise.all((await globalThis.caches.keys()).map(async (name) => (await (await globalThis.caches.open(name)).keys()).map(({ url }) => url))));
    assert.deepEqual(caches, []);
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
  });

  test("with the worker, neither files nor figures are in any cache, and the area works without a network", async (t) => {
    const { page, context, origin } = await visitHome(t, "", { serviceWorkers: "allow", expect: [/ERR_INTERNET_DISCONNECTED|Failed to load resource/] });
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    await page.locator("#app h1").waitFor();
    await takeWeek(page);
    await menu(page, "Mes données");
    await press(page, "Garder sur cet appareil");
    await says(page, /Gardé sur cet appareil depuis/);
    const cached = await page.evaluate(async () => {
      const all = [];
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
          const text = await (await cache.match(request)).text();
          all.push([request.url, text.includes("12345678901234") || text.includes("semaine.csv") || text.includes("bon-moment household 1")]);
        }
      }
      return all;
    });
    // The reading program knows the mark of the packed form; no other file does, and none is data.
    assert.deepEqual(cached.filter(([url, holds]) => holds && !/\.wasm$/.test(url)), []);
    await context.setOffline(true);
    await page.goto(`${origin}/consommation`);
    await says(page, /sur 7 jours/);
    await menu(page, "Habitudes");
    await says(page, /Une semaine ordinaire/);
    await menu(page, "Mes données");
    await bring(page, file("encore.csv", loadCurve(halves(12, 7))));
    await says(page, /1 fichier lu/);
  });
});

describe("the look", () => {
  for (const size of WIDTHS) {
    test(`axe finds nothing on any page at ${size.width} px, in French and in English, and nothing is cut off`, async (t) => {
      const { page } = await visitHome(t, "", { size });
      const isAt = (path) => eventually(() => assert.equal(new URL(page.url()).pathname, `/consommation${path && `/${path}`}`));
      const speaks = async (button, lang) => {
        await page.getByRole("button", { name: button }).click();
        await eventually(async () => assert.equal(await page.locator("html").getAttribute("lang"), lang));
        await painted(page);
      };
      await press(page, "Regarder avec un exemple");
      for (const path of PAGES) {
        await t.test(path || "the first page", async () => {
          // From the first page of the sample to this one.
          await page.locator(".area-menu a").first().click();
          await isAt("");
          await page.evaluate((address) => document.querySelector(`.area-menu a[href*="${address}"]`)?.click(), `/${path || "no other"}`);
          if (path === "feuille") await page.getByRole("link", { name: "Préparer une feuille à imprimer" }).click();
          await isAt(path);
          await painted(page);
          await screenshot(page, `consommation-${path || "resume"}-${size.width}`);
          assert.deepEqual(await overflow(page), []);
          assert.deepEqual(await hiddenColumns(page), []);
          assert.deepEqual(await axeFinds(page), []);
          await speaks("English", "en");
          assert.deepEqual(await axeFinds(page), []);
          assert.deepEqual(await hiddenColumns(page), []);
          await speaks("Français", "fr");
        });
      }
    });

    test(`before and after reading at ${size.width} px, light and dark`, async (t) => {
      const { page } = await visitHome(t, "", { size });
      const lightAndDark = async (look) => {
        for (const colorScheme of ["light", "dark"]) {
          await page.emulateMedia({ colorScheme });
          await look(colorScheme);
          assert.deepEqual(await axeFinds(page), [], colorScheme);
        }
      };
      await lightAndDark((scheme) => screenshot(page, `consommation-${size.width}-${scheme}`));
      await bring(page, file("facture.pdf", "%PDF-1.7"), file("semaine.csv", loadCurve(WEEK)));
      await page.getByText("Utiliser ces données").waitFor();
      await lightAndDark(async (scheme) => {
        await screenshot(page, `consommation-compris-${size.width}-${scheme}`);
        assert.deepEqual(await overflow(page), []);
      });
    });
  }

  test("the sheet takes two pages of paper", async (t) => {
    const { page } = await visitHome(t, "", { size: DESK });
    await press(page, "Regarder avec un exemple");
    await page.getByRole("link", { name: "Préparer une feuille à imprimer" }).click();
    await says(page, /Questions à poser/);
    const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
    assert.equal(pdf.match(/\/Type\s*\/Page[^s]/g).length, 2);
  });

  test("light mode and the keyboard alone lead through it", async (t) => {
    const { page } = await visitHome(t, "?leger=1");
    assert.match(await mainText(page), /Votre fichier reste sur cet appareil/);
    const sample = page.getByRole("button", { name: "Regarder avec un exemple" });
    for (let tabs = 0; tabs < 30 && !(await sample.evaluate((button) => button === document.activeElement)); tabs += 1) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByText("Ceci est un foyer d’exemple, inventé.").waitFor();
    assert.match(await textOf(page.locator(".area-menu")), /Au fil du temps/);
  });
});

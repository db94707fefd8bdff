// The library desk: three questions, an answer, a sheet of A4; and nothing that stays behind.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import test, { describe } from "node:test";
import {
  DESK, NIGHT, PHONE, RESULTS, WIDTHS, axeFinds, change, eventually, mainText, overflow, pause, plain, says, saysNot, screenshot, world,
} from "./support.mjs";

const { open } = world();

const press = (page, name) => page.getByRole("button", { name, exact: typeof name === "string" }).first().click();
const heading = (page, name) => page.getByRole("heading", { level: 1, name }).waitFor();
const focusedTag = (page) => page.evaluate(() => document.activeElement.tagName);

/** From the first question to the answer. */
async function answerAll(page, { what = "Je ne sais pas", from = "Riantec", when = ["Maintenant"] } = {}) {
  await press(page, what);
  await heading(page, "Où habitez-vous ?");
  await press(page, from);
  await heading(page, "Quand pouvez-vous y aller ?");
  for (const choice of when) await press(page, choice instanceof RegExp ? choice : new RegExp(`^${choice}`));
  await page.locator(".answer").waitFor();
}

const kept = (page) =>
  page.evaluate(async () => ({
    local: Object.keys(localStorage), session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).length, caches: await caches.keys(),
  }));
const NOTHING = { local: [], session: [], databases: 0, caches: [] };

describe("the questions", () => {
  test("an everyday word, a commune, now: the centre, the way, the wait and what they rest on", async (t) => {
    const { page } = await open(t, "/mediation");
    await heading(page, "Qu’apportez-vous ?");
    await page.getByLabel("Écrivez ce que c’est").fill("gravats");
    await says(page, /1 résultat|résultats, le plus probable/);
    await press(page, "Gravats");
    await heading(page, "Où habitez-vous ?");
    assert.equal(await focusedTag(page), "H1");
    await page.getByLabel("Écrivez le début").fill("rian");
    await says(page, /1 commune/);
    await page.keyboard.press("Enter");
    await press(page, /^Maintenant/);
    await heading(page, /^Allez ici : Déchetterie/);
    await says(page, /Maintenant temps de route inconnu, puis .* d’attente/);
    await says(page, /Gravats : accepté/);
    await says(page, /(Relevé à 10 h|attente habituelle à cette heure)/);
    await says(page, /Entrée jusqu’à 12 h 15/);
  });

  test("a group, and a later day by its habits", async (t) => {
    const { page } = await open(t, "/mediation", { size: DESK });
    await press(page, "Jardin");
    await heading(page, "Jardin : quoi exactement ?");
    await press(page, "Déchets verts");
    await press(page, "Lorient");
    await press(page, "Un autre jour");
    await heading(page, "Quel jour ?");
    await press(page, /^Mardi 24 novembre/);
    await heading(page, /^Mardi 24 novembre : à quel moment/);
    await press(page, "L’après-midi");
    await heading(page, /^Allez ici/);
    await says(page, /Mardi 24 novembre, vers 1[4-6] h/);
    await says(page, /d’après l’attente habituelle/);
    await says(page, /Les autres possibilités/);
  });

  test("another possibility can be taken instead, and given back", async (t) => {
    const { page } = await open(t, "/mediation");
    await answerAll(page);
    const title = page.locator("#app h1");
    const best = await title.innerText();
    const other = page.getByRole("button", { name: /^Prendre celle-ci/ }).first();
    const name = plain((await other.getAttribute("aria-label")).split(":")[1]);
    await other.click();
    await eventually(async () => assert.ok(plain(await title.innerText()).endsWith(name)));
    await press(page, "Revenir à la première proposition");
    await eventually(async () => assert.equal(await title.innerText(), best));
  });

  test("back through the questions, and anew for the next person", async (t) => {
    const { page } = await open(t, "/mediation");
    await answerAll(page, { when: ["Demain", "Peu importe"] });
    for (const name of [/à quel moment/, "Quand pouvez-vous y aller ?", "Où habitez-vous ?", "Qu’apportez-vous ?"]) {
      await press(page, "Question précédente");
      await heading(page, name);
    }
    await press(page, "Je ne sais pas");
    await press(page, "Personne suivante");
    await heading(page, "Qu’apportez-vous ?");
    await eventually(async () => assert.equal(await focusedTag(page), "H1"));
    assert.equal(await page.getByRole("button", { name: "Personne suivante" }).count(), 0);
  });

  test("in English, by the address and by the button", async (t) => {
    const { page } = await open(t, "/mediation?lang=en");
    await heading(page, "What do you bring?");
    await press(page, "I do not know");
    await press(page, "Quéven");
    await press(page, /^Now/);
    await heading(page, /^Go here: Déchetterie/);
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    await press(page, "Français");
    await heading(page, /^Allez ici/);
    await eventually(() => assert.equal(new URL(page.url()).search, ""));
  });
});

describe("what is not known or does not fit is said", () => {
  test("a material that nobody takes", async (t) => {
    const { page } = await open(t, "/mediation");
    await page.getByLabel("Écrivez ce que c’est").fill("fusées de détresse");
    await press(page, "Fusées de détresse");
    await press(page, "Lorient");
    await press(page, /^Maintenant/);
    await heading(page, "Rien ne convient");
    await says(page, /Fusées de détresse : aucune déchetterie du territoire ne prend cela/);
    await says(page, /Appelez le 0 800 100 601/);
    await saysNot(page, /Voir /);
  });

  test("a night with nothing open leads to the next day that fits", async (t) => {
    const { page } = await open(t, "/mediation", { day: { now: NIGHT } });
    await answerAll(page);
    await heading(page, "Rien ne convient");
    await press(page, /^Voir lundi 23 novembre/);
    await heading(page, /^Allez ici/);
    await says(page, /Lundi 23 novembre, vers/);
  });

  test("waits that nobody knows are no zero", async (t) => {
    const { page } = await open(t, "/mediation", {
      prepare: async (visit) => {
        await change(visit, "live", (live) => (live.sites = [], live));
        await change(visit, "profiles", (profiles) => (profiles.sites = [], profiles));
      },
    });
    await answerAll(page, { when: ["Demain", "Peu importe"] });
    await heading(page, "Rien ne convient");
    await press(page, /^Voir/);
    await says(page, /attente inconnue/);
    await says(page, /L’attente n’est pas connue à ce moment-là/);
    await says(page, /entre 10 h et 12 h 15/);
  });

  test("hours that nobody knows send nobody", async (t) => {
    const { page } = await open(t, "/mediation", {
      prepare: async (visit) => {
        await change(visit, "sites", (sites) => sites.sites.forEach((site) => (delete site.hours, (site.hours_text = "sur rendez-vous"))));
        await change(visit, "live", (live) => (live.sites = [], live));
      },
    });
    await answerAll(page);
    await heading(page, "Rien ne convient");
    await says(page, /Horaires à confirmer : appelez avant de partir/);
    assert.equal(await page.getByRole("button", { name: /^Prendre/ }).count(), 0);
  });

  test("without a network after loading it goes on with what it has", async (t) => {
    const visit = await open(t, "/mediation", { expect: [/ERR_INTERNET_DISCONNECTED|Failed to load/] });
    await visit.context.setOffline(true);
    await answerAll(visit.page, { when: ["Demain", "Peu importe"] });
    await press(visit.page, "Question précédente");
    await press(visit.page, "Question précédente");
    await press(visit.page, "Un autre jour");
    await press(visit.page, /^Mardi/);
    await press(visit.page, "Peu importe");
    await heading(visit.page, /^Allez ici/);
  });
});

describe("nothing stays behind", () => {
  test("no storage, one entry of the history, nothing personal in the address", async (t) => {
    const { page } = await open(t, "/");
    await page.getByRole("link", { name: "Aider quelqu’un" }).click();
    await heading(page, "Qu’apportez-vous ?");
    const before = await page.evaluate(() => history.length);
    await answerAll(page);
    await press(page, "Mode d’emploi");
    await heading(page, /^Mode d’emploi/);
    assert.equal(new URL(page.url()).pathname, "/mediation/aide");
    await press(page, "Revenir aux questions");
    await heading(page, /^Allez ici/);
    const { pathname, search, hash } = new URL(page.url());
    assert.deepEqual([pathname, search, hash], ["/mediation", "", ""]);
    assert.equal(await page.evaluate(() => history.length), before);
    assert.deepEqual(await kept(page), NOTHING);
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "Où aller maintenant ?" }).waitFor();
    await page.goForward();
    await heading(page, "Qu’apportez-vous ?");
  });

  test("« Effacer et quitter » wipes what others left, and no way back leads to the answer", async (t) => {
    const { page } = await open(t, "/");
    await page.evaluate(async () => {
      localStorage.setItem("bm.commune", "riantec");
      sessionStorage.setItem("x", "y");
      await caches.open("somebody");
      await caches.open("bon-moment / app 1");
      await new Promise((done) => (indexedDB.open("meters", 1).onsuccess = (event) => (event.target.result.close(), done())));
    });
    await page.getByRole("link", { name: "Aider quelqu’un" }).click();
    await answerAll(page);
    await press(page, "Effacer et quitter");
    await page.getByRole("heading", { level: 1, name: "Où aller maintenant ?" }).waitFor();
    await eventually(async () => assert.deepEqual(await kept(page), { ...NOTHING, caches: ["bon-moment / app 1"] }));
    await saysNot(page, /Au départ de/);
    await page.goBack();
    await page.getByRole("heading", { level: 1 }).waitFor();
    assert.doesNotMatch(page.url(), /mediation/);
  });

  test("nothing that is typed is offered again", async (t) => {
    const { page } = await open(t, "/mediation");
    assert.equal(await page.locator("form").getAttribute("autocomplete"), "off");
    assert.equal(await page.locator("#app input").getAttribute("autocomplete"), "off");
  });
});

describe("when nobody is there any more", () => {
  const begin = async (t) => {
    const visit = await open(t, "/mediation", { prepare: ({ page }) => page.clock.install({ time: new Date("2026-11-21T10:20:00+01:00") }) });
    return visit.page;
  };
  /** From here on time passes in the page only when it is told to. */
  const stopClock = async (page) => page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1_000);
  const spoken = (page) =>
    page.evaluate(() => {
      globalThis.spoken = [];
      new MutationObserver((changes) => {
        for (const { target } of changes) {
          const element = target.nodeType === 1 ? target : target.parentElement;
          if (element?.closest("[role=status], [role=alert], [aria-live]")) globalThis.spoken.push(element.textContent);
        }
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    });

  test("a warning stands for twenty seconds, then everything is wiped", async (t) => {
    const page = await begin(t);
    await press(page, "Je ne sais pas");
    await press(page, "Riantec");
    await heading(page, "Quand pouvez-vous y aller ?");
    await page.evaluate(() => localStorage.setItem("bm.commune", "riantec"));
    await stopClock(page);
    await page.clock.runFor(170_000);
    assert.equal(await page.getByRole("alertdialog").count(), 0);
    await spoken(page);
    await page.clock.runFor(11_000);
    const warning = page.getByRole("alertdialog", { name: "Êtes-vous toujours là ?" });
    await warning.waitFor();
    await eventually(async () => assert.match(plain(await warning.innerText()), /tout ce qui a été choisi est effacé\. (1\d|20) secondes Continuer/));
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Continuer");
    await page.clock.runFor(5_000);
    await eventually(async () => assert.match(plain(await warning.innerText()), /(\b[5-9]|1[0-5]) secondes/));
    assert.deepEqual(await page.evaluate(() => globalThis.spoken), [], "the seconds are not read out");
    await page.clock.runFor(17_000);
    await heading(page, "Qu’apportez-vous ?");
    await says(page, /tout a été effacé/);
    assert.equal(await page.getByRole("alertdialog").count(), 0);
    await eventually(async () => assert.deepEqual(await kept(page), NOTHING));
  });

  test("the warning is clean for axe", async (t) => {
    const page = await begin(t);
    await press(page, "Je ne sais pas");
    await page.clock.fastForward(185_000);
    await page.getByRole("alertdialog").waitFor();
    assert.deepEqual(await axeFinds(page), []);
    await screenshot(page, "desk-idle-360");
  });

  for (const [name, sign] of [["a key", (page) => page.keyboard.press("Enter")], ["a touch", (page) => page.mouse.click(5, 5)]]) {
    test(`${name} goes on where one was, and does nothing else`, async (t) => {
      const page = await begin(t);
      await press(page, "Je ne sais pas");
      await page.getByRole("button", { name: "Riantec" }).focus();
      await page.clock.runFor(185_000);
      await page.getByRole("alertdialog").waitFor();
      await sign(page);
      await eventually(async () => assert.equal(await page.getByRole("alertdialog").count(), 0));
      await heading(page, "Où habitez-vous ?");
      assert.equal(await page.evaluate(() => document.activeElement.textContent.trim()), "Riantec");
      await page.clock.runFor(60_000);
      assert.equal(await page.getByRole("alertdialog").count(), 0);
    });
  }

  test("a desk where nothing was said warns nobody", async (t) => {
    const page = await begin(t);
    await page.clock.runFor(600_000);
    assert.equal(await page.getByRole("alertdialog").count(), 0);
    await page.getByLabel("Écrivez ce que c’est").fill("fr");
    await page.clock.runFor(181_000);
    await page.getByRole("alertdialog").waitFor();
  });
});

describe("the printed sheet", () => {
  const printed = async (page, name) => {
    mkdirSync(RESULTS, { recursive: true });
    const path = `${RESULTS}/${name}.pdf`;
    writeFileSync(path, await page.pdf({ preferCSSPageSize: true }));
    const info = execFileSync("pdfinfo", [path], { encoding: "utf8" });
    const text = plain(execFileSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8" }));
    execFileSync("pdftoppm", ["-r", "80", "-png", path, path.replace(/\.pdf$/, "")]);
    return { pages: Number(/Pages:\s+(\d+)/.exec(info)[1]), size: /Page size:\s+(.*)/.exec(info)[1], text };
  };

  test("is one page of A4 with all that one needs on the way", async (t) => {
    const { page } = await open(t, "/mediation", { size: DESK });
    await page.getByLabel("Écrivez ce que c’est").fill("gravats");
    await press(page, "Gravats");
    await press(page, "Lorient");
    await press(page, "Un autre jour");
    await press(page, /^Mardi 24/);
    await press(page, "Peu importe");
    await heading(page, /^Allez ici/);
    const { pages, size, text } = await printed(page, "desk-sheet");
    assert.equal(pages, 1);
    assert.match(size, /A4/);
    for (const pattern of [
      /Déchetterie/, /Mardi 24 novembre, vers \d+ h/, /Gravats : accepté \(1 m³ par jour/, /Carte d’accès obligatoire/,
      /samedi 28 novembre/, /Le mardi, (c’est d’habitude|d’habitude)/, /Lorient \(départ\)/, /\d km/, /dechetteries\/lorient\//,
      /0 800 100 601/, /Données reçues samedi 21 novembre/, /Démonstration/,
    ]) assert.match(text, pattern);
    assert.doesNotMatch(text, /Question précédente|Imprimer/);
  });

  test("stays one page for names that do not end, in the dark and in English", async (t) => {
    const long = "Déchetterie intercommunale de la zone artisanale du Grand-Champ-des-Oiseaux et de la Vallée ".repeat(5);
    const { page } = await open(t, "/mediation?lang=en", {
      colorScheme: "dark",
      prepare: (visit) => change(visit, "sites", ({ sites }) => sites.forEach((site) => Object.assign(site, {
        name: long, address: long + long, phone: "02 97 00 00 00", wheelchair: "limited",
        access: { badge: "required", professionals: true, max_height_m: 1.9 },
      }))),
    });
    await press(page, "I do not know");
    await press(page, "Riantec");
    await press(page, /^Now/);
    await heading(page, /^Go here/);
    const { pages, text } = await printed(page, "desk-sheet-long");
    assert.equal(pages, 1);
    for (const pattern of [/Saturday 21 November at 10:20 drive time unknown, then/, /02 97 00 00 00/, /Hours of the week/, /dechetteries\/lorient\//, /lang=en/]) assert.match(text, pattern);
  });

  test("shows the address that the code on the screen holds", async (t) => {
    const { page, origin } = await open(t, "/mediation");
    await answerAll(page);
    const address = await page.locator(".hand-over .address").innerText();
    assert.match(`http://${address}`, new RegExp(`^${origin}/dechetteries/lorient/[a-z-]+$`));
    const code = page.locator(".hand-over svg.code");
    const { width, height } = await code.boundingBox();
    assert.ok(width >= 200 && Math.abs(width - height) < 2, `${width}×${height}`);
    assert.match(plain(await code.getAttribute("aria-label")), /^Code QR de la page : Déchetterie/);
  });

  test("is reached by the keyboard alone, from the first question on", async (t) => {
    const { page } = await open(t, "/mediation", { prepare: ({ page }) => page.addInitScript(() => (globalThis.print = () => (globalThis.printed = true))) });
    const tabTo = async (pattern) => {
      for (let i = 0; i < 60; i += 1) {
        await page.keyboard.press("Tab");
        const words = await page.evaluate(() => document.activeElement.id || document.activeElement.textContent.trim());
        if (pattern.test(plain(words))) return;
      }
      assert.fail(`${pattern} was never reached`);
    };
    await tabTo(/^what$/);
    await page.keyboard.type("frigo");
    await page.keyboard.press("Enter");
    await heading(page, "Où habitez-vous ?");
    await tabTo(/^from$/);
    await page.keyboard.type("ploem");
    await page.keyboard.press("Enter");
    await heading(page, "Quand pouvez-vous y aller ?");
    await tabTo(/^Maintenant/);
    await page.keyboard.press("Space");
    await heading(page, /^Allez ici/);
    await tabTo(/^Imprimer la feuille$/);
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => globalThis.printed), true);
  });
});

describe("for everybody", () => {
  for (const size of WIDTHS) {
    test(`axe finds nothing on any screen at ${size.width} px, none is too wide, and targets fit a thumb`, async (t) => {
      const { page } = await open(t, "/mediation", { size });
      const look = async (name) => {
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        await screenshot(page, `desk-${name}-${size.width}`);
        assert.deepEqual(await axeFinds(page), [], name);
        if (size === PHONE) {
          await page.setViewportSize({ width: 320, height: 640 });
          assert.deepEqual(await overflow(page), [], name);
          await page.setViewportSize(size);
        }
        const small = await page.locator("#app :is(a[href], button, input):visible").evaluateAll((all) =>
          all.filter((e) => !e.matches(".skip") && e.getBoundingClientRect().height < 43.5).map((e) => e.textContent));
        assert.deepEqual(small, [], name);
      };
      await look("1-what");
      await page.getByLabel("Écrivez ce que c’est").fill("pot de peinture");
      await look("1-search");
      await page.getByLabel("Écrivez ce que c’est").fill("");
      await press(page, "Travaux et bricolage");
      await look("1-kind");
      await press(page, "Gravats");
      await heading(page, "Où habitez-vous ?");
      await look("2-where");
      await press(page, "Lorient");
      await heading(page, "Quand pouvez-vous y aller ?");
      await look("3-when");
      await press(page, "Un autre jour");
      await look("3-day");
      await press(page, /^Mardi 24/);
      await look("3-half");
      await press(page, "Peu importe");
      await look("4-answer");
      await press(page, "Question précédente");
      await press(page, "Question précédente");
      await press(page, "Question précédente");
      await press(page, /^Maintenant/);
      await look("4-now");
      await press(page, "Mode d’emploi");
      await look("5-help");
    });
  }

  test("in the dark, in forced colours and in English axe finds nothing on the answer", async (t) => {
    for (const options of [{ colorScheme: "dark" }, { forcedColors: "active" }]) {
      const { page } = await open(t, "/mediation", options);
      await answerAll(page);
      assert.deepEqual(await axeFinds(page), []);
      await press(page, "English");
      await heading(page, /^Go here/);
      assert.deepEqual(await axeFinds(page), []);
      await screenshot(page, `desk-answer-${Object.values(options)[0]}`);
    }
  });

  test("a minute that passes takes the focus from nobody", async (t) => {
    const { page } = await open(t, "/mediation", { prepare: ({ page }) => page.clock.install({ time: new Date("2026-11-21T10:20:00+01:00") }) });
    await answerAll(page);
    await page.getByRole("button", { name: "Imprimer la feuille" }).focus();
    await page.clock.runFor(100_000);
    await pause(200);
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Imprimer la feuille");
  });

  test("the page for the helper is found by its address", async (t) => {
    const { page } = await open(t, "/mediation/aide", { size: DESK });
    await heading(page, "Mode d’emploi pour la personne qui aide");
    const text = await mainText(page);
    for (const pattern of [/Enedis/, /fenêtre de navigation privée/, /0 800 100 601/, /démonstration/, /A4/]) assert.match(text, pattern);
    await press(page, "Revenir aux questions");
    await heading(page, "Qu’apportez-vous ?");
    assert.equal(new URL(page.url()).pathname, "/mediation");
  });
});

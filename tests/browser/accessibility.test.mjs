// axe on every page of the app, width, language and state; reflow, target sizes, text spacing, forced colours, dark, reduced
// motion. everywhere.test.mjs has the areas and the pages without script.

import assert from "node:assert/strict";
import test, { describe } from "node:test";
import { fitsEverybody, leadsToStatements } from "./looks.mjs";
import { CENTRES, DESK, NIGHT, PAGES, PHONE, axeFinds, eventually, painted, screenshot, world } from "./support.mjs";

const { open } = world();
const EVERY = [...PAGES, "/nulle-part", "/?commune=riantec", "/dechetteries?q=pneus", "/dechetteries?q=batterie", "/dechetteries/lorient/atlantis"];
const expect = [/status of 404/];
const named = (path, more = "") => `${path.replaceAll(/[/?=]+/g, "-").replace(/^-$/, "-accueil").slice(1)}${more}`;

/** One visit at each width: looking at a page takes less than opening it. */
describe("every page", () => {
  for (const path of EVERY) {
    test(`${path} on a phone: axe finds nothing by day, by night and in English, and it fits everybody`, async (t) => {
      const { page, origin } = await open(t, path, { expect });
      await pictured(page, path, PHONE);
      assert.deepEqual(await axeFinds(page), []);
      if (PAGES.includes(path)) await leadsToStatements(page, origin);
      await page.emulateMedia({ colorScheme: "dark" });
      assert.deepEqual(await axeFinds(page), [], "in the dark");
      await page.emulateMedia({ colorScheme: null });
      await fitsEverybody(page);
      await inEnglish(page);
    });

    test(`${path} on a desk: axe finds nothing, in French and in English`, async (t) => {
      const { page } = await open(t, path, { size: DESK, expect });
      await pictured(page, path, DESK);
      assert.deepEqual(await axeFinds(page), []);
      await inEnglish(page);
    });
  }

  async function pictured(page, path, size) {
    const shot = await screenshot(page, named(path, `-${size.width}`));
    assert.ok(shot.length > 10_000, `a picture of ${shot.length} bytes shows nothing`);
  }

  async function inEnglish(page) {
    await page.getByRole("button", { name: "English" }).click();
    await eventually(async () => assert.equal(await page.locator("html").getAttribute("lang"), "en"));
    await painted(page);
    assert.deepEqual(await axeFinds(page), [], "in English");
  }
});

describe("axe finds nothing", () => {
  const faults = ["sensor-silent", "stale", "strike", "skip-full", "future-clock", "gate-shut", "broken-record"];
  const states = [
    ["a night without an open centre", "/?commune=riantec", { day: { now: NIGHT } }],
    ["a day of faults, the list", "/dechetteries?q=gravats", { day: { misbehave: faults } }],
    ["a day of faults, a centre", "/dechetteries/lorient/caudan", { day: { misbehave: faults } }],
    ["a day of faults, the sources", "/sources", { day: { misbehave: faults } }],
    ["a filter that leaves nothing", "/dechetteries?ouvert=1", { day: { now: NIGHT } }],
  ];
  for (const [name, path, options] of states) {
    test(`in ${name}, by day and by night`, async (t) => {
      const { page } = await open(t, path, options);
      assert.deepEqual(await axeFinds(page), []);
      await page.emulateMedia({ colorScheme: "dark" });
      assert.deepEqual(await axeFinds(page), [], "in the dark");
    });
  }

  test("with a problem in the form, an open table and a notice of what was copied", async (t) => {
    const { page } = await open(t, "/");
    await page.locator("#commune").fill("Tombouctou");
    await page.getByRole("button", { name: "Choisir" }).click();
    await page.locator("#main").getByText("Tombouctou").waitFor();
    assert.deepEqual(await axeFinds(page), []);
    await page.goto(new URL("/dechetteries/lorient/riantec", page.url()).href);
    await page.getByText("Voir les chiffres en tableau").click();
    assert.deepEqual(await axeFinds(page), []);
  });
});

describe("the person's own settings", () => {
  for (const path of ["/?commune=riantec", "/dechetteries", "/dechetteries/lorient/riantec"]) {
    test(`${path} in forced colours still shows states, bars and buttons`, async (t) => {
      const { page } = await open(t, path, { forcedColors: "active" });
      const shot = await screenshot(page, named(path, "-forced"));
      assert.ok(shot.length > 15_000, `${shot.length} bytes`);
      const borders = await page.locator("#app button:visible, #app .button:visible").evaluateAll((all) =>
        all.filter((e) => !e.matches(".skip, .plain, .lang")).map((e) => getComputedStyle(e).borderTopWidth));
      assert.ok(borders.every((width) => parseFloat(width) >= 1), `${borders}`);
      const bars = await page.locator("svg.chart rect").evaluateAll((all) =>
        all.map((e) => [getComputedStyle(e).fill, getComputedStyle(document.body).backgroundColor]));
      for (const [fill, ground] of bars) assert.notEqual(fill, ground);
    });
  }

  test("states are told by a shape and a word, not by colour alone", async (t) => {
    const { page } = await open(t, "/dechetteries", { day: { misbehave: ["strike"] } });
    const states = await page.locator(".card .state").allInnerTexts();
    assert.equal(states.length, CENTRES);
    for (const state of states) assert.match(state, /^(● Ouvert|◐ Ferme bientôt|○ Fermé|\? Horaires inconnus)/);
  });
});

describe("live regions", () => {
  test("an automatic refresh that changes nothing says nothing", async (t) => {
    const visit = await open(t, "/dechetteries");
    const { page } = visit;
    await page.evaluate(() => {
      globalThis.spoken = [];
      const watch = new MutationObserver((changes) => {
        for (const { target } of changes) {
          const region = (target.nodeType === 1 ? target : target.parentElement)?.closest("[role=status], [role=alert], [aria-live]");
          if (region) globalThis.spoken.push(region.textContent.slice(0, 80));
        }
      });
      watch.observe(document.getElementById("app"), { subtree: true, childList: true, characterData: true });
    });
    await page.evaluate(() => [...document.querySelectorAll("button")].find((b) => b.textContent === "Actualiser").click());
    await eventually(() => assert.ok(visit.asked("live") >= 2));
    await painted(page);
    assert.deepEqual(await page.evaluate(() => globalThis.spoken), []);
  });
});

test("the dark ground is dark, its letters are light", async (t) => {
  const { page } = await open(t, "/?commune=riantec", { colorScheme: "dark" });
  const [ground, text] = await page.evaluate(() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]);
  await screenshot(page, "accueil-dark");
  const light = (rgb) => rgb.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
  assert.ok(light(ground) < 150 && light(text) > 600, `${text} on ${ground}`);
});

// axe on every page, width, language and state; reflow, target sizes, text spacing, forced colours, dark, reduced motion.

import assert from "node:assert/strict";
import test, { describe } from "node:test";
import { CENTRES, NIGHT, PAGES, WIDTHS, axeFinds, clipped, eventually, overflow, painted, screenshot, smallTargets, spaceOut, world } from "./support.mjs";

const { open } = world();
const EVERY = [...PAGES, "/nulle-part", "/?commune=riantec", "/dechetteries?q=pneus", "/dechetteries?q=batterie", "/dechetteries/lorient/atlantis"];
const expect = [/status of 404/];
const named = (path, more = "") => `${path.replaceAll(/[/?=]+/g, "-").replace(/^-$/, "-accueil").slice(1)}${more}`;

describe("axe finds nothing", () => {
  for (const size of WIDTHS) {
    for (const path of EVERY) {
      test(`on ${path} at ${size.width} px, in French and in English`, async (t) => {
        const { page } = await open(t, path, { size, expect });
        const shot = await screenshot(page, named(path, `-${size.width}`));
        assert.ok(shot.length > 10_000, `a picture of ${shot.length} bytes shows nothing`);
        assert.deepEqual(await axeFinds(page), []);
        await page.getByRole("button", { name: "English" }).click();
        await eventually(async () => assert.equal(await page.locator("html").getAttribute("lang"), "en"));
        await painted(page);
        assert.deepEqual(await axeFinds(page), []);
      });
    }
  }

  for (const path of EVERY) {
    test(`on ${path} in the dark`, async (t) => {
      const { page } = await open(t, path, { expect, colorScheme: "dark" });
      assert.deepEqual(await axeFinds(page), []);
    });
  }

  const faults = ["sensor-silent", "stale", "strike", "skip-full", "future-clock", "gate-shut", "broken-record"];
  const states = [
    ["a night without an open centre", "/?commune=riantec", { day: { now: NIGHT } }],
    ["a day of faults, the list", "/dechetteries?q=gravats", { day: { misbehave: faults } }],
    ["a day of faults, a centre", "/dechetteries/lorient/caudan", { day: { misbehave: faults } }],
    ["a day of faults, the sources", "/sources", { day: { misbehave: faults } }],
    ["a filter that leaves nothing", "/dechetteries?ouvert=1", { day: { now: NIGHT } }],
  ];
  for (const [name, path, options] of states) {
    for (const colorScheme of ["light", "dark"]) {
      test(`in ${name}, ${colorScheme}`, async (t) => {
        const { page } = await open(t, path, { ...options, colorScheme });
        assert.deepEqual(await axeFinds(page), []);
      });
    }
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

describe("reflow and targets", () => {
  for (const path of EVERY) {
    test(`${path} fits thumbs, narrow windows and large letters`, async (t) => {
      const { page } = await open(t, path, { expect });
      assert.deepEqual(await smallTargets(page), [], "targets of 44 px, 24 px within sentences");
      await page.setViewportSize({ width: 320, height: 640 });
      assert.deepEqual(await overflow(page), [], "no sideways scrolling at 320 px");
      await page.evaluate(spaceOut);
      assert.deepEqual(await overflow(page), [], "nor with wider text spacing");
      assert.deepEqual(await clipped(page), [], "nothing cut off by wider text spacing");
      await page.evaluate(() => (document.adoptedStyleSheets = []));
      await page.setViewportSize({ width: 640, height: 740 });
      await page.evaluate(() => (document.documentElement.style.fontSize = "225%"));
      assert.deepEqual(await overflow(page), [], "no sideways scrolling with letters twice as large");
      assert.deepEqual(await clipped(page), [], "nothing cut off with letters twice as large");
    });
  }
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

  test("who wants less motion gets none", async (t) => {
    const { page } = await open(t, "/dechetteries", { reducedMotion: "reduce" });
    const moving = await page.evaluate(() => document.getAnimations().length);
    assert.equal(moving, 0);
    const slow = await page.locator("#app *").evaluateAll((all) => all.filter((e) => parseFloat(getComputedStyle(e).transitionDuration) > 0.01).length);
    assert.equal(slow, 0);
  });

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

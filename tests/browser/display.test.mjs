// Large letters and strong contrast, on every page of the app and of its areas. The ways to the statements, which stand beside
// the switches, are looked at with everything else (looks.mjs).

import assert from "node:assert/strict";
import test, { describe } from "node:test";
import axe from "axe-core";
import { PAGES, PHONE, WIDTHS, axeFinds, eventually, overflow, painted, screenshot, tabTo, world } from "./support.mjs";

const { open } = world();
const BOTH = "grand=1&contraste=1";
const AREAS = ["/mediation", "/ecoles", "/ecoles/lorient/kermelo", "/consommation", "/consommation/aide"];
const ALL = [...PAGES, ...AREAS];
const AREA = { settle: false };

/** Opens any page, of the app or of an area. */
async function visit(t, path, options = {}) {
  const opened = await open(t, path, { ...AREA, ...options });
  await opened.page.locator("#app h1").waitFor();
  await opened.page.locator("#service details:visible").waitFor();
  await opened.page.waitForLoadState("networkidle");
  await painted(opened.page);
  return opened;
}

const within = (path, query) => path + (path.includes("?") ? "&" : "?") + query;
const classes = (page) => page.evaluate(() => [...document.documentElement.classList].sort().join(" "));
const search = (page) => page.evaluate(() => location.search);
const size = (page) => page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
const box = (page, name) => page.getByRole("checkbox", { name });
const stored = (page) => page.evaluate(() => ({ ...localStorage }));
const unfold = (page) => page.locator("#service summary:visible").click();

describe("the switches", () => {
  test("work by keyboard alone, keep the focus, and the address says what they do", async (t) => {
    const { page } = await visit(t, "/?commune=riantec");
    const before = await size(page);
    await tabTo(page, page.locator("#service summary:visible"));
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    assert.equal(await classes(page), "large");
    assert.ok((await size(page)) >= 1.25 * before, `${before} → ${await size(page)}`);
    assert.equal(await box(page, "Grands caractères").evaluate((element) => element === document.activeElement), true);
    assert.ok(await box(page, "Grands caractères").evaluate((e) => e.getBoundingClientRect().top < innerHeight && e.getBoundingClientRect().bottom > 0), "it stays in sight");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    assert.equal(await classes(page), "contrast large");
    assert.equal(await search(page), `?commune=riantec&${BOTH}`);
    await page.keyboard.press("Space");
    assert.equal(await search(page), "?commune=riantec&grand=1");
  });

  test("hold on the app's other pages, whose addresses say them, and after the page is loaded anew", async (t) => {
    const { page } = await visit(t, "/");
    await unfold(page);
    await box(page, "Contraste fort").check();
    await page.getByRole("link", { name: "Déchetteries", exact: true }).click();
    await page.waitForURL(/\/dechetteries\?contraste=1$/);
    assert.equal(await classes(page), "contrast");
    await page.reload();
    await page.locator("#app h1").waitFor();
    assert.equal(await classes(page), "contrast");
    await unfold(page);
    assert.equal(await box(page, "Contraste fort").isChecked(), true);
  });

  test("go along to another area and back", async (t) => {
    const { page } = await visit(t, `/?${BOTH}`);
    await page.locator(".foot").getByRole("link", { name: /soleil|École/ }).first().click();
    await page.waitForURL(/\/ecoles\/?\?/);
    await page.locator("#app h1").waitFor();
    assert.equal(await classes(page), "contrast large");
    await page.locator("#app .brand").click();
    await page.waitForURL((url) => url.pathname === "/");
    assert.equal(await classes(page), "contrast large");
  });

  test("are remembered only where somebody wants that, and forgotten again", async (t) => {
    const { page, origin } = await visit(t, "/");
    await unfold(page);
    await box(page, "Grands caractères").check();
    assert.deepEqual(await stored(page), {});
    await box(page, "Retenir ces réglages").check();
    assert.deepEqual(await stored(page), { "bm.affichage": "grand=1" });
    await box(page, "Contraste fort").check();
    for (const path of ["/", "/consommation", "/ecoles"]) {
      await page.goto(origin + path);
      await page.locator("#app h1").waitFor();
      assert.equal(await classes(page), "contrast large", path);
    }
    await unfold(page);
    await box(page, "Retenir ces réglages").uncheck();
    assert.deepEqual(await stored(page), {});
    assert.equal(await classes(page), "contrast large", "forgetting is for the next visit");
  });

  test("what is remembered holds before the first paint, without boot.js", async (t) => {
    const expect = [/Failed to load resource/, /ERR_FAILED/];
    const prepare = async ({ context }) => {
      await context.addInitScript(() => localStorage.setItem("bm.affichage", "grand=1&contraste=1"));
      await context.route("**/boot.js", (route) => route.abort());
    };
    const { page } = await open(t, "/", { ...AREA, expect, prepare });
    assert.equal(await classes(page), "contrast large");
  });

  test("a browser that refuses to remember still shows what is pressed", async (t) => {
    const prepare = ({ context }) =>
      context.addInitScript(() => Object.defineProperty(globalThis, "localStorage", { get() { throw new DOMException("no"); } }));
    const { page } = await visit(t, "/", { prepare });
    await unfold(page);
    await box(page, "Grands caractères").check();
    await box(page, "Retenir ces réglages").click();
    assert.equal(await classes(page), "large");
    assert.equal(await box(page, "Retenir ces réglages").isChecked(), false, "it does not pretend");
  });

  test("speak the page's language", async (t) => {
    const { page } = await visit(t, "/?lang=en");
    await unfold(page);
    await box(page, "Large letters").check();
    assert.equal(await classes(page), "large");
    assert.equal(await page.locator("#service nav:visible").count(), 1);
    await page.getByRole("link", { name: "Accessibility: not compliant" }).waitFor();
  });
});

describe("on a computer of many people", () => {
  test("the desk shows them, and keeps nothing and says nothing in its address", async (t) => {
    const { page } = await visit(t, "/mediation");
    await unfold(page);
    assert.equal(await box(page, "Retenir").count(), 0);
    await box(page, "Grands caractères").check();
    await box(page, "Contraste fort").check();
    assert.equal(await classes(page), "contrast large");
    assert.deepEqual([await stored(page), await search(page)], [{}, ""]);
    await page.getByRole("button", { name: "Je ne sais pas" }).click();
    await page.getByRole("heading", { level: 1, name: "Où habitez-vous ?" }).waitFor();
    assert.equal(await classes(page), "contrast large");
  });

  test("the household's pages that the desk lends keep nothing either", async (t) => {
    const { page } = await visit(t, "/consommation?guichet");
    await unfold(page);
    assert.equal(await box(page, "Retenir").count(), 0);
    await box(page, "Contraste fort").check();
    assert.deepEqual(await stored(page), {});
  });
});

/** Texts that stand out by less than 7:1 (WCAG 2.2, 1.4.6), as axe counts them. */
async function weakTexts(page) {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const runOnly = { type: "rule", values: ["color-contrast-enhanced"] };
    const rules = { "color-contrast-enhanced": { enabled: true } };
    const { violations } = await globalThis.axe.run(document, { runOnly, rules });
    return violations.flatMap(({ nodes }) => nodes.map((n) => `${n.target.join(" ")} ${n.any[0]?.data?.contrastRatio}`));
  });
}

describe("large letters and strong contrast", () => {
  for (const size of WIDTHS) {
    for (const path of ALL) {
      test(`${path} at ${size.width} px: axe finds nothing, each text has 7:1 by day and by night, nothing overflows${size === PHONE ? ", at 320 px neither" : ""}`, async (t) => {
        const { page } = await visit(t, within(path, BOTH), { size });
        await unfold(page);
        await screenshot(page, `large-contrast${path.replaceAll("/", "-")}-${size.width}`);
        assert.deepEqual(await axeFinds(page), []);
        assert.deepEqual(await weakTexts(page), []);
        assert.deepEqual(await overflow(page), []);
        await page.emulateMedia({ colorScheme: "dark" });
        assert.deepEqual(await weakTexts(page), [], "in the dark");
        if (size !== PHONE) return;
        await page.setViewportSize({ width: 320, height: 640 });
        assert.deepEqual(await overflow(page), [], "at 320 px");
      });
    }
  }

  test("who told the system gets strong contrast without a press, on pages without script too", async (t) => {
    const { page, origin } = await visit(t, "/dechetteries", { contrast: "more" });
    assert.deepEqual(await weakTexts(page), []);
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.equal(await ground(), "rgb(255, 255, 255)");
    for (const path of ["/sobre/", "/sobre/facile/", "/sobre/dechetteries/lorient/riantec/", "/accessibilite/"]) {
      await page.goto(origin + path);
      assert.equal(await ground(), "rgb(255, 255, 255)", path);
      await page.emulateMedia({ colorScheme: "dark" });
      assert.equal(await ground(), "rgb(0, 0, 0)", path);
      await page.emulateMedia({ colorScheme: "light" });
    }
  });
});

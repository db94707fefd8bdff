// What holds on the pages of every area and on pages without script: a thumb hits what it is meant for, and the person's own
// settings (zoom, spacing, colours, motion) leave everything readable. accessibility.test.mjs has the app's own pages.

import assert from "node:assert/strict";
import test from "node:test";
import { clipped, overflow, painted, smallTargets, spaceOut, world } from "./support.mjs";

const { open } = world();
const KERMELO = "/ecoles/lorient/kermelo";
const AREAS = [
  "/mediation", "/mediation/aide", "/ecoles", KERMELO, `${KERMELO}/classe`, `${KERMELO}/installer`, "/consommation", "/consommation/aide",
];
/** Pages of the household that show something only with data. */
const HOUSEHOLD = ["", "courbe", "habitudes", "prix", "moment", "donnees"];
const PLAIN = ["/sobre/", "/sobre/dechetteries/lorient/riantec/", "/sobre/facile/", "/sobre/aide/", "/sobre/ecoles/", "/accessibilite", "/ecoconception", "/mentions-legales", "/vie-privee"];

/** An area's page with the settings of the display unfolded, and the offer of a new release if it makes one. */
async function opened(t, path) {
  const { page } = await open(t, path, { settle: false });
  await page.locator("#app h1").waitFor();
  await page.waitForLoadState("networkidle");
  await page.locator("#service summary:visible").click();
  await page.evaluate(() => document.getElementById("update")?.removeAttribute("hidden"));
  return page;
}

async function fitsEverybody(page) {
  await painted(page);
  assert.deepEqual(await smallTargets(page), [], "targets of 44 px, 24 px within sentences");
  await page.setViewportSize({ width: 320, height: 640 });
  assert.deepEqual(await overflow(page), [], "no sideways scrolling at 320 px");
  await page.evaluate(spaceOut);
  assert.deepEqual(await overflow(page), [], "nor with wider text spacing");
  assert.deepEqual(await clipped(page), [], "nothing cut off by wider text spacing");
  await page.evaluate(() => (document.adoptedStyleSheets = []));
  await page.setViewportSize({ width: 640, height: 740 });
  await page.evaluate(() => {
    const { style } = document.documentElement;
    style.fontSize = `${2 * parseFloat(getComputedStyle(document.documentElement).fontSize)}px`;
  });
  assert.deepEqual(await overflow(page), [], "no sideways scrolling with letters twice as large");
  assert.deepEqual(await clipped(page), [], "nothing cut off with letters twice as large");
  await page.evaluate(() => (document.documentElement.style.fontSize = ""));
  await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  await painted(page);
  assert.deepEqual(await unframed(page), [], "buttons have an edge in forced colours");
  assert.deepEqual(await invisible(page), [], "what is drawn stands out in forced colours");
  assert.deepEqual(await moving(page), [], "nothing moves for who wants less motion");
}

/** Buttons that only a colour tells from text. */
const unframed = (page) =>
  page.locator("button:visible, .button:visible").evaluateAll((all) =>
    all.filter((e) => !e.matches(".skip, .plain, .lang") && parseFloat(getComputedStyle(e).borderTopWidth) < 1).map((e) => e.outerHTML.slice(0, 120)));

/** Shapes of charts in the colour of the ground. */
const invisible = (page) =>
  page.locator("svg.chart :is(rect, path)").evaluateAll((all) => {
    const ground = getComputedStyle(document.body).backgroundColor;
    const hidden = ({ fill, stroke }) => [fill, stroke].every((colour) => [ground, "none"].includes(colour));
    return all.filter((e) => e.checkVisibility() && hidden(getComputedStyle(e))).map((e) => e.outerHTML.slice(0, 120));
  });

const moving = (page) =>
  page.evaluate(() => {
    const slow = [...document.querySelectorAll("body *")].filter((e) => parseFloat(getComputedStyle(e).transitionDuration) > 0.01);
    return [...document.getAnimations().map(({ animationName }) => animationName ?? "animation"), ...slow.map((e) => e.outerHTML.slice(0, 120))];
  });

for (const path of AREAS) {
  test(`${path} fits thumbs, narrow windows, large letters and the person's own settings`, async (t) => {
    await fitsEverybody(await opened(t, path));
  });
}

for (const path of HOUSEHOLD) {
  test(`so does /consommation/${path} with data`, async (t) => {
    const page = await opened(t, "/consommation");
    await page.getByRole("button", { name: "Regarder avec un exemple" }).click();
    await page.getByText("Ceci est un foyer d’exemple, inventé.").waitFor();
    if (path) await page.locator(`.area-menu a[href$="/${path}"]`).click();
    await fitsEverybody(page);
  });
}

for (const path of PLAIN) {
  test(`so does ${path}`, async (t) => {
    const { page } = await open(t, path, { settle: false });
    await fitsEverybody(page);
  });
}

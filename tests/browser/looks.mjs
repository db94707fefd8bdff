// What is looked at on every page, whatever its area: a thumb hits what it is meant for, the person's own settings (zoom,
// spacing, colours, motion) leave everything readable, and the ways to the statements stand below.

import assert from "node:assert/strict";
import { clipped, overflow, painted, plain, smallTargets, spaceOut } from "./support.mjs";

/** Looks at the page as it stands, in a window as wide as a phone's; afterwards it stands as before. */
export async function fitsEverybody(page) {
  const size = page.viewportSize();
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
  await page.setViewportSize(size);
  await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  await painted(page);
  assert.deepEqual(await unframed(page), [], "buttons have an edge in forced colours");
  assert.deepEqual(await invisible(page), [], "what is drawn stands out in forced colours");
  assert.deepEqual(await moving(page), [], "nothing moves for who wants less motion");
  await page.emulateMedia({ forcedColors: null, reducedMotion: null });
  await painted(page);
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

/** The page leads to the help, to the statement by its status, to the ecodesign and to the easy page, and each is there. */
export async function leadsToStatements(page, origin) {
  const links = await page.locator("#service nav:visible a").evaluateAll((all) => all.map((a) => [a.textContent, new URL(a.href).pathname]));
  assert.deepEqual(links.map(([words, to]) => [plain(words), to]), [
    ["Aide", "/aide/"], ["Accessibilité : non conforme", "/accessibilite/"], ["Écoconception", "/ecoconception/"],
    ["Facile à lire", "/sobre/facile/"], ["Mentions légales", "/mentions-legales/"], ["Vie privée", "/vie-privee/"],
    ["Le poids de cette visite", "/ecoconception/"],
  ]);
  for (const [, to] of links) assert.equal((await fetch(origin + to)).status, 200, to);
  const statement = await (await fetch(`${origin}/accessibilite/`)).text();
  assert.match(plain(statement), /Bon Moment est non conforme/);
}

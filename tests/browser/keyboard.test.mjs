// Journeys without a mouse and without a finger: Tab, Enter, the space bar and arrows, from a list to what one came for.

import assert from "node:assert/strict";
import test from "node:test";
import { cardNames, eventually, says, tabTo, textOf, world } from "./support.mjs";

const { open } = world();
const PIXEL = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=", "base64");
const heading = (page) => page.locator("#app h1");

/** Presses Enter on a link; the page that comes has the focus on its heading. */
async function follow(page, link, name) {
  await tabTo(page, link);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name }).waitFor();
  await eventually(async () => assert.equal(await heading(page).evaluate((h1) => h1 === document.activeElement), true));
}

test("a list is searched, sorted and filtered, and a centre of it opened", async (t) => {
  const { page } = await open(t, "/dechetteries?commune=riantec");
  await tabTo(page, page.getByRole("searchbox", { name: "Chercher" }));
  await page.keyboard.type("pneus");
  await page.getByRole("status").filter({ hasText: /Accepté dans \d+/ }).waitFor();
  await tabTo(page, page.getByRole("combobox", { name: "Trier par" }));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await eventually(() => assert.equal(new URL(page.url()).searchParams.get("tri"), "attente"));
  await tabTo(page, page.getByLabel("Ouvertes maintenant"));
  await page.keyboard.press("Space");
  await eventually(() => assert.equal(new URL(page.url()).searchParams.get("ouvert"), "1"));
  const [first] = await eventually(async () => {
    const names = await cardNames(page);
    assert.ok(names.length > 0);
    return names;
  });
  await follow(page, page.locator("#main .card h3 a").first(), first);
});

test("a map with its background is asked for, and a marker leads to its card and to the centre", async (t) => {
  const tile = ({ context }) => context.route("https://data.geopf.fr/**", (route) => route.fulfill({ contentType: "image/png", body: PIXEL }));
  const { page } = await open(t, "/carte", { prepare: tile, foreign: [/^https:\/\/data\.geopf\.fr\//] });
  await tabTo(page, page.getByRole("button", { name: "Afficher avec le fond de carte" }));
  await page.keyboard.press("Enter");
  const plouay = page.locator("#map").getByRole("button", { name: /Plouay/ });
  await plouay.waitFor();
  await tabTo(page, plouay);
  await page.keyboard.press("Enter");
  const card = page.locator(".chosen-card");
  await card.locator("h3").waitFor();
  assert.match(await textOf(card), /Déchetterie de Plouay/);
  await follow(page, card.getByRole("link"), "Déchetterie de Plouay");
});

test("a day of usual waits is chosen, and its table opened", async (t) => {
  const { page } = await open(t, "/dechetteries/lorient/riantec");
  await tabTo(page, page.getByRole("combobox", { name: "Jour de la semaine" }));
  await page.keyboard.press("ArrowUp");
  await eventually(async () => assert.match(await textOf(page.locator("#usual-sentence")), /^Le vendredi/));
  await tabTo(page, page.locator("summary", { hasText: "Voir les chiffres en tableau" }));
  await page.keyboard.press("Enter");
  assert.match(await textOf(page.locator("#main details[open] table")), /vendredi.* \d+ h .*attente/);
});

test("a school is chosen out of the list, and its figures are read as a table", async (t) => {
  const { page } = await open(t, "/ecoles", { settle: false, day: { now: "2026-06-12T14:05:00+02:00" } });
  await says(page, /5 bâtiments/);
  await follow(page, page.getByRole("link", { name: /École de Kermélo/ }), /Kermélo/);
  const table = page.locator("summary", { hasText: "Voir les chiffres en tableau" }).first();
  await table.waitFor();
  await tabTo(page, table);
  await page.keyboard.press("Enter");
  assert.match(await textOf(page.locator("#main details[open] table").first()), /\d+ h/);
});

// What a screen reader is given: the accessibility tree of key pages as text, at a fixed instant of the demonstration.
//
// A change that was meant is taken over with
//
//     RENEW=1 RELAY=target/debug/relay DIST=dist node --test tests/browser/snapshots.test.mjs
//
// and read in the difference before it is committed.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import test from "node:test";
import { DESK, SATURDAY, painted, world } from "./support.mjs";

const { open } = world();
const FOLDER = new URL("snapshots/", import.meta.url);
const JUNE = "2026-06-12T14:05:00+02:00";

const press = (page, name) => page.getByRole("button", { name, exact: typeof name === "string" }).first().click();
const heading = (page, name) => page.getByRole("heading", { level: 1, name }).waitFor();

/** Name of the file, address, and what is done there before the tree is taken. */
const PAGES = [
  ["accueil", "/?commune=riantec", (page) => page.locator(".answer .parts").waitFor()],
  ["liste", "/dechetteries?commune=riantec", (page) => page.locator(".card").first().waitFor()],
  ["dechetterie", "/dechetteries/lorient/riantec", (page) => heading(page, /Riantec/)],
  ["carte", "/carte", (page) => page.getByRole("button", { name: "Afficher sans fond de carte" }).waitFor()],
  ["mediation-1-quoi", "/mediation", (page) => heading(page, "Qu’apportez-vous ?")],
  ["mediation-2-ou", "/mediation", async (page) => {
    await press(page, "Je ne sais pas");
    await heading(page, "Où habitez-vous ?");
  }],
  ["mediation-3-quand", "/mediation", async (page) => {
    await press(page, "Je ne sais pas");
    await press(page, "Riantec");
    await heading(page, "Quand pouvez-vous y aller ?");
  }],
  ["mediation-4-reponse", "/mediation", async (page) => {
    await press(page, "Je ne sais pas");
    await press(page, "Riantec");
    await press(page, /^Maintenant/);
    await page.locator(".answer").waitFor();
  }],
  ["ecole", "/ecoles/lorient/kermelo", (page) => page.locator(".figure").first().waitFor(), JUNE],
  ["consommation-exemple", "/consommation", async (page) => {
    // The example is of the territory's time zone, once that is known.
    await page.locator(".demo").waitFor();
    await press(page, "Regarder avec un exemple");
    await page.getByText("Ceci est un foyer d’exemple, inventé.").waitFor();
  }],
  ["sobre", "/sobre/"],
  ["facile", "/sobre/facile/"],
];

for (const [name, path, arrive, now = SATURDAY] of PAGES) {
  test(`${name}: what is read out is what was last agreed on`, async (t) => {
    const prepare = ({ page }) => page.clock.setFixedTime(new Date(now));
    const { page, origin } = await open(t, path, { settle: false, size: DESK, day: { now }, prepare });
    await arrive?.(page);
    await page.waitForLoadState("networkidle");
    await painted(page);
    // The relay listens somewhere else each time.
    const tree = `${await page.locator("body").ariaSnapshot()}\n`.replaceAll(new URL(origin).host, "dechetteries.example.fr");
    const file = new URL(`${name}.aria.yml`, FOLDER);
    if (process.env.RENEW) {
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(file, tree);
      return;
    }
    assert.equal(tree, readFileSync(file, "utf8"), `renew ${name}.aria.yml if this was meant (see the head of this file)`);
  });
}

// What holds on the pages of every area and on pages without script: a thumb hits what it is meant for, and the person's own
// settings (zoom, spacing, colours, motion) leave everything readable. accessibility.test.mjs has the app's own pages.

import assert from "node:assert/strict";
import test from "node:test";
import { fitsEverybody, leadsToStatements } from "./looks.mjs";
import { world } from "./support.mjs";

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
  const visit = await open(t, path, { settle: false });
  const { page } = visit;
  await page.locator("#app h1").waitFor();
  await page.waitForLoadState("networkidle");
  await page.locator("#service summary:visible").click();
  await page.evaluate(() => document.getElementById("update")?.removeAttribute("hidden"));
  return visit;
}

for (const path of AREAS) {
  test(`${path} fits thumbs, narrow windows, large letters and the person's own settings`, async (t) => {
    const { page, origin } = await opened(t, path);
    await leadsToStatements(page, origin);
    await fitsEverybody(page);
  });
}

test("so does each page of the household with data", async (t) => {
  const { page } = await opened(t, "/consommation");
  await page.getByRole("button", { name: "Regarder avec un exemple" }).click();
  await page.getByText("Ceci est un foyer d’exemple, inventé.").waitFor();
  for (const path of HOUSEHOLD) {
    if (path) await page.locator(`.area-menu a[href$="/${path}"]`).click();
    await t.test(`/consommation/${path}`, () => fitsEverybody(page));
  }
});

test("so does each page without script", async (t) => {
  const visit = await open(t, PLAIN[0], { settle: false });
  for (const path of PLAIN) {
    await visit.go(path);
    await t.test(path, () => fitsEverybody(visit.page));
  }
});

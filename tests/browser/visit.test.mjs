// What a visit weighs, shown to the visitor: the browser's figures, against those that the network really carried.

import assert from "node:assert/strict";
import test, { describe } from "node:test";
import { ecoIndex } from "../../public/visit.js";
import { WIDTHS, axeFinds, contextFor, eventually, overflow, painted, plain, screenshot, textOf, world } from "./support.mjs";

const { open, relay, browser } = world();
const link = (page) => page.getByRole("link", { name: "Le poids de cette visite" });
const table = (page) => page.locator("#service #visit");
const figure = async (page, name) => textOf(table(page).locator(`[data-figure=${name}]`));
const number = (text) => Number(/[\d\s]+(,\d+)?/.exec(text)[0].replaceAll(/\s/g, "").replace(",", "."));

test("the EcoIndex is the one that its authors compute", () => {
  // Examples of the reference implementation (github.com/cnumr/ecoindex_python).
  const examples = [[100, 100, 100, 72], [2355, 267, 2493, 10], [240, 20, 331, 83]];
  for (const [elements, requests, kilobytes, index] of examples) {
    assert.equal(Math.round(ecoIndex({ elements, requests, bytes: kilobytes * 1000 })), index);
  }
  assert.equal(ecoIndex({ elements: 0, requests: 0, bytes: 0 }), 100);
  assert.equal(ecoIndex({ elements: 1e7, requests: 1e5, bytes: 1e12 }), 0);
});

describe("the table below a page", () => {
  test("says what the network carried, within what headers differ by", async (t) => {
    const { page, context } = await open(t, "/");
    const real = await page.evaluate(() => performance.getEntriesByType("resource").length + 1);
    const elements = await page.evaluate(() => document.querySelectorAll("*:not(svg *)").length);
    await link(page).click();
    await table(page).waitFor();
    assert.equal(await figure(page, "requests"), `${real}`);
    assert.equal(await figure(page, "elements"), `${elements}`);
    const bytes = number(await figure(page, "bytes"));
    // The same visit, counted on the wire.
    const other = await context.newPage();
    const cdp = await context.newCDPSession(other);
    await cdp.send("Network.enable");
    await cdp.send("Network.setCacheDisabled", { cacheDisabled: true });
    let wire = 0;
    cdp.on("Network.loadingFinished", ({ encodedDataLength }) => (wire += encodedDataLength));
    await other.goto(page.url(), { waitUntil: "networkidle" });
    assert.ok(Math.abs(bytes - wire / 1000) < 5, `${bytes} kB told, ${wire / 1000} kB carried`);
    const index = Number(await figure(page, "index"));
    assert.ok(index >= 84 && index <= 100, `${index}`);
    assert.match(await textOf(table(page)), /150,0 ko .*Rien n’est envoyé\./);
    assert.doesNotMatch(await textOf(table(page)), /pas mesuré ici|elle ne peut pas mesurer/);
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Le poids de votre visite");
  });

  test("calls unknown what the worker answered, and the index at most what it would be", async (t) => {
    const { origin } = await relay({});
    const context = await contextFor(t, browser());
    const page = await context.newPage();
    await page.goto(origin);
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      while (!navigator.serviceWorker.controller) await new Promise((next) => setTimeout(next, 50));
    });
    await page.reload({ waitUntil: "networkidle" });
    await link(page).click();
    await table(page).waitFor();
    assert.match(await figure(page, "bytes"), /^(inconnu|au moins .* ko)$/);
    assert.match(await figure(page, "index"), /^au plus \d+$/);
    assert.ok(Number(await figure(page, "unknown")) > 0);
    assert.match(await textOf(table(page)), /Réponses dont le poids est inconnu/);
  });

  test("is made anew at each press, by keyboard too, in the page's language", async (t) => {
    const { page } = await open(t, "/?lang=en");
    const english = page.getByRole("link", { name: "What this visit weighs" });
    await english.focus();
    await page.keyboard.press("Enter");
    await table(page).waitFor();
    const before = number(await figure(page, "requests"));
    await page.getByRole("button", { name: "Refresh" }).first().click();
    await page.waitForLoadState("networkidle");
    await english.click();
    await eventually(async () => assert.ok(number(await figure(page, "requests")) > before));
    assert.equal(await table(page).count(), 1);
    assert.match(await textOf(table(page)), /Your visit/);
  });

  test("without its script the link leads to the declaration, which says why it has no figures", async (t) => {
    const prepare = ({ context }) => context.route("**/visit.js", (route) => route.abort());
    const { page } = await open(t, "/", { prepare, expect: [/Failed to load resource/, /ERR_FAILED/] });
    await link(page).click();
    await page.waitForURL(/\/ecoconception\/$/);
    const said = plain(await page.locator("#visit").innerText());
    assert.match(said, /elle ne peut pas mesurer votre visite.*« Le poids de cette visite ».*pas mesuré ici/);
    assert.doesNotMatch(said, /Ces chiffres/);
  });

  for (const size of WIDTHS) {
    test(`is readable at ${size.width} px, and axe finds nothing`, async (t) => {
      const { page } = await open(t, "/", { size });
      await link(page).click();
      await table(page).waitFor();
      await painted(page);
      await screenshot(page, `visit-${size.width}`);
      assert.deepEqual(await axeFinds(page), []);
      assert.deepEqual(await overflow(page), []);
    });
  }
});

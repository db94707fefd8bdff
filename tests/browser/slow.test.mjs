// One journey from start to end, as a person has it with an old telephone or a poor line: find where to go, and read it.
// What is on the screen at each stage is asserted, and what came over the line; never how fast, which is the machine's.

import assert from "node:assert/strict";
import test, { describe } from "node:test";
import { SATURDAY, contextFor, eventually, mainText, movedRelease, painted, plain, says, startRelay, textOf, world } from "./support.mjs";
import { meter } from "./traffic.mjs";

const { open, relay, browser } = world();
/** As long as somebody waits who sees that something comes. */
const PATIENCE = 90_000;
/** A cold visit's limit (budgets.mjs), and what a journey of minutes asks again. */
const MOST_BYTES = 165_000 + 2_000;

async function emulated(page, { slowdown = 1, bitsPerSecond = null, latency = 0 }) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  if (bitsPerSecond === null) return;
  await cdp.send("Network.enable");
  const throughput = bitsPerSecond / 8;
  await cdp.send("Network.emulateNetworkConditions", { offline: false, latency, downloadThroughput: throughput, uploadThroughput: throughput });
}

/** Opens the home page, says where one sets off, reads the answer, and opens the centre's page. */
async function findWhereToGo(page, seen) {
  // The page's own words come first, with the hours of the day: there is something to read while the rest comes.
  // All of it: a slow line brings the page piece by piece.
  await page.locator("#shell-centres li", { hasText: "Riantec" }).waitFor({ timeout: PATIENCE });
  seen.push(plain(await page.locator("#shell").innerText()));
  const field = page.locator("#app #commune");
  await field.waitFor({ timeout: PATIENCE });
  await field.fill("riantec");
  await page.getByRole("button", { name: "Choisir" }).click();
  await page.locator(".answer .parts").waitFor({ timeout: PATIENCE });
  seen.push(await textOf(page.locator(".answer")));
  await page.locator(".answer").getByRole("link", { name: /^Voir le détail/ }).click();
  await page.getByRole("heading", { level: 1, name: /^Déchetterie/ }).waitFor({ timeout: PATIENCE });
  seen.push(await mainText(page));
}

function assertJourney([shell, answer, centre], reading = /relevé à 10 h/) {
  assert.match(shell, /Horaires du samedi 21 novembre 2026/);
  assert.match(shell, /Déchetterie de Riantec : 10 h à 12 h 30, 14 h à 17 h/);
  assert.match(answer, /Déchetterie .* \d+ min/);
  assert.match(answer, /entrée jusqu’à 12 h/i);
  assert.match(centre, reading);
  assert.match(centre, /Avant de partir/);
}

const LINES = [
  ["a processor six times slower", { slowdown: 6 }],
  ["512 kbit/s", { bitsPerSecond: 512_000, latency: 150 }],
  ["second generation, 100 kbit/s and far away", { bitsPerSecond: 100_000, latency: 800 }],
  ["a processor six times slower at 512 kbit/s", { slowdown: 6, bitsPerSecond: 512_000, latency: 150 }],
];

describe("somebody finds where to go and reads it", () => {
  for (const [name, line] of LINES) {
    test(`with ${name}`, { timeout: 4 * PATIENCE }, async (t) => {
      const { origin } = await relay({});
      const wire = await meter(origin);
      t.after(() => wire.stop());
      const context = await contextFor(t, browser(), { serviceWorkers: "block" });
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE);
      await emulated(page, line);
      const seen = [];
      await page.goto(wire.origin, { waitUntil: "commit", timeout: PATIENCE });
      await findWhereToGo(page, seen);
      assertJourney(seen);
      const bytes = await wire.take();
      t.diagnostic(`${bytes} bytes`);
      assert.ok(bytes <= MOST_BYTES, `${bytes} bytes`);
    });
  }

  test("without a network, after one visit", { timeout: 2 * PATIENCE }, async (t) => {
    const { dist, now } = movedRelease(t, SATURDAY);
    const serving = await startRelay({ now: now(), speed: 1, dist });
    const page = await (await contextFor(t, browser(), { now: now() })).newPage();
    await page.goto(serving.origin);
    await page.locator("#app h1").waitFor();
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      while (!navigator.serviceWorker.controller) await new Promise((next) => setTimeout(next, 50));
    });
    await serving.stop();
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("Network.clearBrowserCache");
    const seen = [];
    await page.goto(serving.origin, { waitUntil: "commit" });
    await page.locator("#app #commune").fill("riantec");
    await page.getByRole("button", { name: "Choisir" }).click();
    await says(page, /Le réseau ne répond pas\. Vous voyez les dernières données, reçues/);
    seen.push(await mainText(page));
    await page.getByRole("link", { name: "Déchetteries", exact: true }).click();
    await page.getByRole("link", { name: "Déchetterie de Riantec" }).first().click();
    await page.getByRole("heading", { level: 1, name: /Riantec/ }).waitFor();
    await painted(page);
    assert.match(await mainText(page), /Zone de Villemarion.*Avant de partir|Avant de partir.*Zone de Villemarion/);
  });

  test("on a page without script at 2G, in one round trip", async (t) => {
    const { page } = await open(t, "/sobre/aide/", { settle: false, javaScriptEnabled: false });
    await emulated(page, { slowdown: 6, bitsPerSecond: 100_000, latency: 800 });
    await page.getByRole("link", { name: "Facile à lire" }).first().click();
    await page.getByRole("heading", { name: "Où aller ?" }).waitFor();
    await eventually(async () => assert.match(plain(await page.locator("main").innerText()), /Vous pouvez entrer jusqu’à 12 heures/));
  });
});

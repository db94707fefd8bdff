// The plain pages and the app's first sight, in a browser: without script, on paper, and when the app arrives.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import axe from "axe-core";
import { PHONE, WIDTHS, contextFor, overflow, plain, world } from "./support.mjs";

const { relay, browser } = world();
const day = { publicUrl: "https://dechetteries.example.fr/" };
const PLAIN = [
  "/sobre/", "/sobre/dechetteries/lorient/riantec/", "/sobre/aide/", "/sobre/facile/", "/sobre/affiche/", "/sobre/affiche/riantec/",
  "/sobre/communes/riantec/", "/sobre/nulle-part/", "/sobre/accessibilite/", "/sobre/accessibilite/criteres/", "/sobre/ecoconception/",
  "/sobre/mentions-legales/", "/sobre/vie-privee/", "/sobre/donnees/", "/sobre/rapport/2026/",
];
const ENGLISH = PLAIN.map((path) => path.replace("/sobre/", "/sobre/en/"));
const RENEWING = ["/sobre/actualise/", "/sobre/actualise/dechetteries/lorient/riantec/"];
const TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];

/** A page in a context of its own; every request's kind is noted. */
async function visit(t, path, { size = PHONE, javaScriptEnabled = false, ...options } = {}) {
  const { origin, now } = await relay(day);
  // axe has to run in the page, which its policy would refuse.
  const context = await contextFor(t, browser(), { now, viewport: size, javaScriptEnabled, ...options });
  const page = await context.newPage();
  const kinds = [];
  page.on("request", (request) => kinds.push(request.resourceType()));
  await page.goto(origin + path);
  return { page, context, kinds, origin };
}

for (const size of WIDTHS) {
  test(`axe finds nothing on any plain page at ${size.width} pixels`, async (t) => {
    const { page, origin } = await visit(t, "/sobre/", { size, javaScriptEnabled: true, bypassCSP: true });
    for (const path of [...PLAIN, ...ENGLISH, ...RENEWING]) {
      await page.goto(origin + path);
      await page.evaluate(axe.source);
      // A page that renews itself is what its reader chose, and it says how to stop it.
      const rules = RENEWING.includes(path) ? { "meta-refresh": { enabled: false } } : {};
      const found = await page.evaluate(async ([tags, rules]) => {
        const { violations } = await globalThis.axe.run(document, { runOnly: tags, rules });
        return violations.flatMap(({ id, nodes }) => nodes.map((n) => `${id}: ${n.target.join(" ")} ${n.failureSummary}`));
      }, [TAGS, rules]);
      assert.deepEqual(found, [], path);
      assert.deepEqual(await overflow(page), [], path);
    }
  });
}

test("a plain page is one request and says the same without script", async (t) => {
  const { page, kinds } = await visit(t, "/sobre/");
  assert.deepEqual(kinds, ["document"]);
  assert.match(plain(await page.locator("main").innerText()), /Déchetterie de Riantec ● Ouvert à 10 h 20, jusqu’à 12 h 30/);
  assert.equal(await page.locator("script").count(), 0);
  await page.getByRole("link", { name: "Déchetterie de Riantec" }).click();
  assert.match(await page.title(), /^Déchetterie de Riantec/);
});

test("plain pages reflow at 320 pixels with text at twice its size, and with wider spacing", async (t) => {
  const { page, origin } = await visit(t, "/sobre/", { size: { width: 320, height: 640 }, javaScriptEnabled: true, bypassCSP: true });
  for (const path of PLAIN) {
    await page.goto(origin + path);
    const large = await page.addStyleTag({ content: "body { font-size: 225% !important }" });
    assert.deepEqual(await overflow(page), [], path);
    await large.evaluate((style) => style.remove());
    await page.addStyleTag({ content: "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }" });
    assert.deepEqual(await overflow(page), [], `${path} with wider text spacing`);
  }
});

test("the skip link is the first stop of the keyboard and shows itself", async (t) => {
  const { page } = await visit(t, "/sobre/");
  await page.keyboard.press("Tab");
  const box = await page.getByRole("link", { name: "Aller au contenu" }).boundingBox();
  assert.ok(box.x >= 0, "it is on the screen");
});

for (const path of ["/sobre/affiche/", "/sobre/affiche/riantec/", "/sobre/en/affiche/", "/sobre/en/affiche/lorient-nord/"]) {
  test(`${path} prints on one sheet`, async (t) => {
    const { page } = await visit(t, path);
    const file = join(mkdtempSync(join(tmpdir(), "bon-moment-")), "poster.pdf");
    writeFileSync(file, await page.pdf({ preferCSSPageSize: true }));
    const info = execFileSync("pdfinfo", [file], { encoding: "utf8" });
    assert.match(info, /Pages:\s+1\n/);
    assert.match(info, /A4/);
    const words = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
    assert.match(words, /0 800 100 601/);
    assert.match(words, /https:\/\/dechetteries\.example\.fr\//);
  });
}

test("without script the app's page shows the centres and leads to the plain pages", async (t) => {
  const { page } = await visit(t, "/");
  assert.match(plain(await page.locator("#shell").innerText()), /Horaires du samedi 21 novembre 2026 .*Déchetterie de Riantec : 10 h à 12 h 30, 14 h à 17 h/);
  await page.getByRole("link", { name: "Version légère, sans JavaScript" }).click();
  assert.match(page.url(), /\/sobre\/$/);
});

// The territory's document brings the demonstration's banner, which moves what stands below it.
test("when the app arrives nothing jumps", async (t) => {
  const { context, origin } = await visit(t, "/sobre/aide/", { javaScriptEnabled: true });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false, latency: 150, downloadThroughput: (1_600 * 1024) / 8, uploadThroughput: (750 * 1024) / 8,
  });
  await page.addInitScript(() => {
    globalThis.shifts = [];
    new PerformanceObserver((list) => {
      for (const shift of list.getEntries()) {
        const moved = (shift.sources ?? []).map(({ node }) => node?.nodeName + "." + (node?.className ?? ""));
        if (!shift.hadRecentInput) globalThis.shifts.push({ value: shift.value, at: Math.round(shift.startTime), moved });
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(origin, { waitUntil: "commit", timeout: 60_000 });
  await page.locator("#shell-centres li").first().waitFor();
  await page.locator("#app h1").waitFor({ timeout: 60_000 });
  await page.waitForLoadState("networkidle", { timeout: 60_000 });
  const shifts = await page.evaluate(() => globalThis.shifts);
  const total = shifts.reduce((sum, { value }) => sum + value, 0);
  t.diagnostic(`cumulative layout shift ${total.toFixed(4)}`);
  assert.ok(total <= 0.02, `${total}: ${JSON.stringify(shifts)}`);
});

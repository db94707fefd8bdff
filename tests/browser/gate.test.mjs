// The form by which somebody at the gate says the wait, in a real browser: what its own page sends is noted, what a page of
// another site sends is not, and locks nobody out.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { browserOfRun } from "./programs.mjs";
import { contextFor, startRelay } from "./support.mjs";

const SECRET = "only-for-the-one-at-the-gate";
const SITES = {
  version: 1,
  sites: [{ id: "queven", lat: 47.789, lon: -3.415, hours: [{ from: "01-01", until: "12-31", days: [1, 2, 3, 4, 5, 6, 7], open: [["00:00", "24:00"]] }] }],
};
const CONFIG = `
[territory]
id = "lorient"
name = "Lorient"
time_zone = "Europe/Paris"
sites = "sites.json"
[[sources]]
id = "ici"
kind = "webhook"
payload = "person"
loopback = true
[[sources.map]]
site = "queven"
sees = "wait"
[[sources]]
id = "guichet"
kind = "webhook"
payload = "person"
secret = { file = "secret" }
[[sources.map]]
site = "queven"
sees = "wait"
`;

let folder, relay, browser;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "gate-"));
  writeFileSync(join(folder, "sites.json"), JSON.stringify(SITES));
  writeFileSync(join(folder, "secret"), SECRET);
  writeFileSync(join(folder, "territory.toml"), CONFIG);
  relay = await startRelay({ config: join(folder, "territory.toml") });
  browser = await browserOfRun();
});
after(async () => {
  await browser?.close();
  await relay?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const pageOf = async (t) => {
  const context = await contextFor(t, browser);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  return page;
};

/** Says ten to twenty minutes on the form. */
const say = async (page, hook, secret = null) => {
  await page.goto(`${relay.origin}/hooks/${hook}`);
  await page.locator("input[name=said]").nth(2).check();
  if (secret) await page.locator("input[name=secret]").fill(secret);
  const answered = page.waitForResponse((answer) => answer.request().method() === "POST");
  await page.locator("button[type=submit]").click();
  return [(await answered).status(), await page.locator("main, body").first().innerText()];
};

/** A page of another site that sends the form by itself, and then thirty times more. */
const foreignPage = async (t, hook, secret) => {
  const fields = { site: "queven", said: "0", secret };
  const inputs = Object.entries(fields).map(([name, value]) => `<input name="${name}" value="${value}">`).join("");
  const html = `<!doctype html><form method="post" action="${relay.origin}/hooks/${hook}">${inputs}</form>`;
  const server = createServer((_, answer) => answer.writeHead(200, { "Content-Type": "text/html" }).end(html));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  return `http://localhost:${server.address().port}/`;
};

for (const [hook, secret] of [["ici", null], ["guichet", SECRET]]) {
  test(`what is said on the form is noted (${hook})`, async (t) => {
    const [status, text] = await say(await pageOf(t), hook, secret);
    assert.equal(status, 200, text);
    assert.match(text, /10 à 20 minutes d’attente/);
  });

  test(`a page of another site sends the form in vain and locks nobody out (${hook})`, async (t) => {
    const page = await pageOf(t);
    await page.goto(await foreignPage(t, hook, secret ?? ""));
    await page.evaluate(async (address) => {
      for (let n = 0; n < 30; n += 1) {
        const body = new URLSearchParams({ site: "queven", said: "0", secret: `guess ${n}` });
        await fetch(address, { method: "POST", mode: "no-cors", body }).catch(() => {});
      }
    }, `${relay.origin}/hooks/${hook}`);
    const answered = page.waitForResponse((answer) => answer.request().method() === "POST");
    await page.evaluate(() => document.forms[0].submit());
    assert.equal((await answered).status(), 403);
    if (secret) {
      // A wrong secret would be answered with 429 if those thirty had been counted.
      assert.equal((await say(await pageOf(t), hook, "a wrong one"))[0], 401);
    }
    assert.equal((await say(await pageOf(t), hook, secret))[0], 200);
  });
}

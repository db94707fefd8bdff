// Nothing of the page comes from elsewhere, nothing of the data becomes HTML. That no page breaks the policy and asks
// another origin is checked at the end of every visit of every test; here are the cases that try to.

import assert from "node:assert/strict";
import test, { describe } from "node:test";
import { PAGES, change, mainText, painted, world } from "./support.mjs";

const { open } = world();
const EVIL = `"'><img src=x onerror="globalThis.owned=1"><script>globalThis.owned=1</script><svg onload=globalThis.owned=1>`;

const poisoned = async (visit) => {
  const text = { fr: EVIL, en: EVIL };
  await change(visit, "territory", (territory) => {
    Object.assign(territory, { name: text, licence: EVIL });
    Object.assign(territory.publisher, { name: EVIL, url: "javascript:globalThis.owned=1" });
    Object.assign(territory.contact, { phone: EVIL, email: EVIL, url: "javascript:globalThis.owned=1" });
    territory.notices = [{ id: "x", level: "warning", text }];
    territory.communes[0].name = EVIL;
  });
  await change(visit, "sites", ({ materials, sites }) => {
    for (const material of materials) Object.assign(material, { label: text });
    for (const site of sites) {
      const poison = { name: EVIL, commune: EVIL, address: EVIL, phone: EVIL, url: "javascript:globalThis.owned=1", hours_text: EVIL };
      Object.assign(site, poison, { sources: [{ name: EVIL, licence: EVIL, url: "data:text/html,<script>1</script>" }] });
    }
  });
  await change(visit, "live", ({ sites }) => {
    for (const site of sites) site.note = text;
  });
};

describe("text from outside stays text", () => {
  for (const path of [...PAGES, "/?commune=riantec", `/dechetteries?q=${encodeURIComponent(EVIL)}`, `/?commune=${encodeURIComponent(EVIL)}`]) {
    test(`on ${path}`, async (t) => {
      const { page } = await open(t, path, { prepare: poisoned });
      await painted(page);
      const found = await page.evaluate(() => ({
        owned: globalThis.owned,
        elements: document.querySelectorAll("#app img[onerror], #app script, #app svg[onload]").length,
        links: [...document.querySelectorAll("a")].map((a) => a.href).filter((href) => /^(javascript|data):/.test(href)),
      }));
      assert.deepEqual(found, { owned: undefined, elements: 0, links: [] });
    });
  }

  test("and is shown as it is written", async (t) => {
    const { page } = await open(t, "/dechetteries/lorient/riantec", { prepare: poisoned });
    assert.match(await mainText(page), /Sur place : "'><img src=x onerror=/);
  });
});

describe("the policy", () => {
  test("refuses inline scripts, eval and foreign images", async (t) => {
    const { page } = await open(t, "/", { expect: [/Content Security Policy/], foreign: [/example\.org/] });
    const broken = await page.evaluate(async () => {
      const seen = [];
      addEventListener("securitypolicyviolation", (event) => seen.push(event.effectiveDirective));
      const script = document.createElement("script");
      script.textContent = "globalThis.owned = 1";
      document.body.append(script);
      const image = new Image();
      image.src = "https://example.org/x.png";
      await fetch("https://example.org/").catch(() => {});
      await new Promise((done) => setTimeout(done, 200));
      return { owned: globalThis.owned, seen: [...new Set(seen)].sort() };
    });
    assert.deepEqual(broken, { owned: undefined, seen: ["connect-src", "img-src", "script-src-elem"] });
  });

  test("no element carries a style attribute of ours", async (t) => {
    const { page } = await open(t, "/dechetteries/lorient/riantec");
    assert.equal(await page.locator("#app [style]").count(), 0);
  });

  test("nothing is kept on the device by looking around", async (t) => {
    const visit = await open(t, "/");
    for (const path of PAGES) {
      await visit.go(path);
      await visit.page.locator("#app h1").waitFor();
    }
    const kept = await visit.page.evaluate(async () => ({
      local: localStorage.length, session: sessionStorage.length, databases: (await indexedDB.databases()).length,
    }));
    assert.deepEqual(kept, { local: 0, session: 0, databases: 0 });
    assert.deepEqual(await visit.context.cookies(), []);
  });

  test("links to elsewhere do not say where one comes from", async (t) => {
    const { page, origin } = await open(t, "/dechetteries/lorient/riantec", {
      prepare: (visit) => change(visit, "sites", ({ sites }) => sites.forEach((site) => (site.url = "https://example.org/"))),
    });
    const rels = await page.locator("a[href^=http]").evaluateAll((all, own) =>
      all.filter((a) => !a.href.startsWith(own)).map((a) => a.rel), origin);
    assert.ok(rels.length > 0 && rels.every((rel) => /noreferrer/.test(rel)), `${rels}`);
  });
});

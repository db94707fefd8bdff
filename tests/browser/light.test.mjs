// Light mode: what weighs stays away, and nothing that can be learnt is lost.

import assert from "node:assert/strict";
import test, { describe } from "node:test";
import { CENTRES, DESK, PHONE, WIDTHS, axeFinds, cardNames, eventually, says, screenshot, turn, turnByHand, world } from "./support.mjs";

const { open } = world();
const toggle = (page) => page.getByRole("button", { name: "Mode léger" });
const pressed = (page) => toggle(page).getAttribute("aria-pressed");

/** A browser whose connection says this of itself. */
const connection = (value) => ({ context }) =>
  context.addInitScript((value) => Object.defineProperty(Navigator.prototype, "connection", { value, configurable: true }), value);

describe("the switch", () => {
  test("is off, goes on with a press, and the address says so", async (t) => {
    const { page } = await open(t, "/?commune=riantec");
    assert.equal(await pressed(page), "false");
    await toggle(page).click();
    await eventually(async () => assert.equal(await pressed(page), "true"));
    assert.equal(new URL(page.url()).search, "?commune=riantec&leger=1");
    await page.getByRole("link", { name: "Déchetteries", exact: true }).click();
    await page.waitForURL(/\/dechetteries\?commune=riantec&leger=1$/);
    assert.equal(await pressed(page), "true");
  });

  test("keeps the focus when it is pressed by keyboard", async (t) => {
    const { page } = await open(t, "/");
    await toggle(page).focus();
    await page.keyboard.press("Space");
    await eventually(async () => assert.equal(await pressed(page), "true"));
    assert.equal(await page.evaluate(() => document.activeElement.textContent.trim()), "Mode léger");
  });

  for (const [name, value] of [["asks to save data", { saveData: true }], ["is slow", { effectiveType: "2g" }]]) {
    test(`is on already where the connection ${name}, and an address can turn it off`, async (t) => {
      const { page, origin } = await open(t, "/", { prepare: connection(value) });
      assert.equal(await pressed(page), "true");
      await page.goto(`${origin}/?leger=0`);
      await eventually(async () => assert.equal(await pressed(page), "false"));
    });
  }

  test("is remembered where the device remembers choices, and only there", async (t) => {
    const { page, origin } = await open(t, "/?commune=riantec");
    await toggle(page).click();
    await eventually(async () => assert.equal(await pressed(page), "true"));
    assert.deepEqual(await page.evaluate(() => ({ ...localStorage })), {});
    await page.getByLabel("Retenir sur cet appareil").check();
    await page.goto(`${origin}/`);
    await eventually(async () => assert.equal(await pressed(page), "true"));
  });
});

describe("in light mode", () => {
  test("the map's page loads no map, and the list says where each centre is", async (t) => {
    const visit = await open(t, "/carte?leger=1&commune=riantec", { size: DESK });
    await says(visit.page, /En mode léger, la carte ne se charge pas\./);
    assert.equal(visit.requests.filter((url) => /leaflet|\.png/.test(url)).length, 0);
    await says(visit.page, /à \d+(,\d)? km (au|à l’)\S* ?\S*, (environ \d+ min \()?\d+ min de route/);
    assert.ok((await cardNames(visit.page)).length >= CENTRES);
  });

  test("the map is there again once the mode is left", async (t) => {
    const { page } = await open(t, "/carte?leger=1");
    await toggle(page).click();
    await page.getByRole("button", { name: "Afficher sans fond de carte" }).waitFor();
  });

  test("waits are asked for every five minutes instead of every minute", async (t) => {
    const asked = async (path) => {
      const visit = await open(t, path, { prepare: turnByHand });
      const before = visit.asked("live");
      await turn(visit, 12 * 60);
      return visit.asked("live") - before;
    };
    const [full, light] = [await asked("/dechetteries"), await asked("/dechetteries?leger=1")];
    assert.ok(full >= 8, `${full}`);
    assert.ok(light >= 1 && light <= 3, `${light}`);
  });

  for (const size of WIDTHS) {
    test(`axe finds nothing at ${size.width} px`, async (t) => {
      const { page } = await open(t, "/?leger=1&commune=riantec", { size });
      await page.locator(".answer .parts").waitFor();
      await screenshot(page, `leger-${size.width}`);
      assert.deepEqual(await axeFinds(page), []);
    });
  }

  test("everything fits on a phone", async (t) => {
    const { page } = await open(t, "/?leger=1", { size: PHONE });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  });
});

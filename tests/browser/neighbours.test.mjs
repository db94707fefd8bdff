// Centres of another territory among ours: each says whose it is, and none hides, widens or speaks for ours.

import assert from "node:assert/strict";
import test from "node:test";
import { PAGES, cardNames, change, eventually, mainText, overflow, says, saysNot, textOf, textsOf, world } from "./support.mjs";

const { open } = world();
const NOTICE = "Toutes les déchetteries sont fermées";
const OF = "(selon Auray Quiberon)";

const foreign = (index, more = {}) => ({
  id: `auray-${index}`, name: `Aaa Riantec ${index}`, commune: "Riantec", lat: 47.711, lon: -3.312,
  hours: [{ days: [1, 2, 3, 4, 5, 6, 7], open: [["00:00", "24:00"]] }], accepts: ["appliances"],
  territory: "auray", territory_name: "Auray Quiberon", url: "https://auray.example/dechetteries/",
  notices: [{ id: "auray-n", level: "warning", text: { fr: NOTICE } }], ...more,
});
/** So many of them, open and without a wait, right where one sets off. */
const beside = (count, more) => async (visit) => {
  const indices = [...Array(count).keys()];
  await change(visit, "sites", ({ sites }) => void sites.push(...indices.map((index) => foreign(index, more))));
  await change(visit, "live", ({ sites }) =>
    void sites.push(...indices.map((index) => ({ id: `auray-${index}`, at: "2026-11-21T10:19:00+01:00", state: "open", wait_min: [0, 0] }))));
};

test("the answer says whose centre it is, and ours stay beside it", async (t) => {
  for (const path of ["/?commune=riantec", "/"]) {
    const { page } = await open(t, path, { prepare: beside(30) });
    await eventually(async () => assert.ok((await cardNames(page)).length > 3));
    const names = await cardNames(page);
    const theirs = names.filter((name) => name.includes("Aaa"));
    assert.ok(theirs.length <= 2 && names.length > theirs.length, names.join("; "));
    assert.ok(theirs.every((name) => name.includes(OF)), names.join("; "));
    await saysNot(page, new RegExp(NOTICE));
    if (path !== "/") assert.ok((await textOf(page.locator(".answer .name"))).endsWith(OF));
  }
});

test("its notice stands on its own page with its name, and our number is not offered for it", async (t) => {
  const { page } = await open(t, "/dechetteries/lorient/auray-0", { prepare: beside(1) });
  await says(page, new RegExp(`Selon Auray Quiberon : ${NOTICE}`));
  await says(page, /Site internet : auray\.example/);
  assert.ok((await textOf(page.locator("#app h1"))).endsWith(OF));
  assert.deepEqual(await textsOf(page.locator("a[href^='tel:']")), []);
  await page.getByRole("link", { name: "Déchetteries", exact: true }).click();
  await eventually(async () => assert.ok((await cardNames(page)).length > 10));
  await saysNot(page, new RegExp(NOTICE));
});

test("a name of theirs gives no word another meaning", async (t) => {
  const { page } = await open(t, "/dechetteries?q=frigo", { prepare: beside(3, { name: "Frigo", address: "1 rue du Frigo" }) });
  await says(page, /frigo.*lectroménager/);
  await eventually(async () => assert.ok((await cardNames(page)).some((name) => /Déchetterie de Riantec$/.test(name))));
});

test("a name of a million letters widens no page", async (t) => {
  const long = { name: "A".repeat(1_000_000), commune: "B".repeat(1_000_000), address: "C".repeat(1_000_000) };
  for (const path of [...PAGES, "/?commune=riantec", "/dechetteries/lorient/auray-0"]) {
    const { page } = await open(t, path, { prepare: beside(1, long) });
    await eventually(async () => assert.ok((await mainText(page)).length > 100));
    await page.setViewportSize({ width: 320, height: 640 });
    assert.deepEqual(await overflow(page), [], path);
    assert.ok((await mainText(page)).length < 20_000, path);
  }
});

// The map: nothing of it before it is asked for, no tile without consent, and nothing on it that the page does not say.

import assert from "node:assert/strict";
import test, { describe } from "node:test";
import { CENTRES, DESK, PHONE, WIDTHS, axeFinds, cardNames, change, eventually, mainText, overflow, painted, plain, says, screenshot, textOf, world } from "./support.mjs";

const { open } = world();
const TILES = "https://data.geopf.fr/**";
const HOST = /data\.geopf\.fr/;
const PIXEL = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=", "base64");

const withTiles = ({ context }) => context.route(TILES, (route) => route.fulfill({ contentType: "image/png", body: PIXEL }));
const withBackground = (page) => page.getByRole("button", { name: "Afficher avec le fond de carte" });
const plainGround = (page) => page.getByRole("button", { name: "Afficher sans fond de carte" });
const asked = (visit, pattern) => visit.requests.filter((url) => pattern.test(url)).length;
const frame = (page) => page.locator("#map");
const markers = (page) => frame(page).getByRole("button");

async function shown(t, options = {}) {
  const visit = await open(t, "/carte", options);
  await plainGround(visit.page).click();
  await markers(visit.page).first().waitFor();
  await painted(visit.page);
  return visit;
}

/** Name and middle of each marker, within the window. */
const places = (page) =>
  markers(page).evaluateAll((all) => all.map((e) => {
    const box = e.getBoundingClientRect();
    return { name: e.getAttribute("aria-label") ?? e.title, x: box.x + box.width / 2, y: box.y + box.height / 2, tab: e.tabIndex };
  }));

describe("before it is asked for", () => {
  test("a sentence names who would see what, with two buttons of the same weight", async (t) => {
    const { page } = await open(t, "/carte");
    await says(page, /Le fond de carte vient de data\.geopf\.fr, qui verra l’adresse internet de votre appareil/);
    await withBackground(page).waitFor();
    await plainGround(page).waitFor();
    const look = (button) => button.evaluate((e) => getComputedStyle(e).backgroundColor);
    assert.equal(await look(withBackground(page)), await look(plainGround(page)));
  });

  test("nothing of Leaflet and no tile is loaded", async (t) => {
    const visit = await open(t, "/carte");
    assert.equal(asked(visit, /leaflet/), 0);
    assert.deepEqual(visit.foreignRequests(), []);
  });

  test("no other page loads anything of it", async (t) => {
    const visit = await open(t, "/");
    for (const path of ["/dechetteries", "/dechetteries/lorient/riantec"]) await visit.go(path);
    assert.equal(asked(visit, /leaflet/), 0);
  });

  test("the list is there already", async (t) => {
    const { page } = await open(t, "/carte");
    assert.ok((await cardNames(page)).length >= CENTRES);
  });
});

test("light mode takes the map away, and what the map showed narrows the list no longer", async (t) => {
  const { page } = await shown(t, { size: DESK });
  const cards = () => page.locator("#main li.card").count();
  for (let step = 0; step < 4; step += 1) await page.getByRole("button", { name: "Agrandir", exact: true }).click();
  await eventually(async () => assert.ok((await cards()) < CENTRES));
  await page.locator("button.light").click();
  await eventually(async () => assert.equal(await cards(), CENTRES));
});

test("whoever answers the question or closes a card by keyboard is on the map", async (t) => {
  const { page } = await open(t, "/carte", { size: DESK });
  const focused = () => page.evaluate(() => document.activeElement.id);
  await page.getByRole("button", { name: "Afficher sans fond de carte" }).press("Enter");
  await eventually(async () => assert.equal(await focused(), "map"));
  await frame(page).getByRole("button", { name: /Plouay/ }).press("Enter");
  await page.locator(".chosen-card").getByRole("button", { name: "Fermer" }).press("Enter");
  await eventually(async () => assert.equal(await focused(), "map"));
});

test("on a shared computer nothing is remembered: neither the map's ground nor a commune", async (t) => {
  const prepare = (visit) => visit.context.route("https://data.geopf.fr/**", (route) => route.fulfill({ status: 204 }));
  const { page, origin } = await open(t, "/carte?guichet", { size: DESK, foreign: [/data\.geopf\.fr/], prepare });
  await page.getByRole("button", { name: "Afficher avec le fond de carte" }).click();
  await frame(page).getByRole("button").first().waitFor();
  await page.goto(`${origin}/?guichet&commune=riantec`);
  await page.locator(".answer").waitFor();
  assert.equal(await page.locator(".remember").count(), 0);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
});

describe("on a plain ground", () => {
  test("no other origin is asked, and nothing is remembered", async (t) => {
    const visit = await shown(t, { size: DESK });
    assert.deepEqual(visit.foreignRequests(), []);
    assert.deepEqual(await visit.page.evaluate(() => ({ ...localStorage })), {});
    assert.equal(await visit.page.locator(".leaflet-tile").count(), 0);
  });

  test("communes are written on it as text", async (t) => {
    const { page } = await shown(t, { size: DESK });
    const labels = page.locator("#map .map-label");
    await eventually(async () => assert.ok((await labels.count()) >= 5));
    const few = await labels.count();
    assert.match(await textOf(frame(page)), /Plouay/);
    // More of them find room as one comes nearer; none lies on another.
    await page.getByRole("button", { name: "Agrandir", exact: true }).click();
    await eventually(async () => assert.ok((await labels.count()) > few));
    const boxes = await labels.locator("span").evaluateAll((all) => all.map((e) => e.getBoundingClientRect().toJSON()));
    for (const [i, a] of boxes.entries()) {
      for (const b of boxes.slice(i + 1)) assert.ok(a.right < b.left || b.right < a.left || a.bottom < b.top || b.bottom < a.top);
    }
  });

  test("centres stand where they are: east is right, north is up", async (t) => {
    const { page } = await shown(t, { size: DESK });
    const all = await places(page);
    const find = (name) => all.find((place) => place.name.includes(name)) ?? assert.fail(`${name} in ${all.map((p) => p.name)}`);
    const [plouay, guidel, bubry] = ["Plouay", "Guidel", "Bubry"].map(find);
    assert.ok(plouay.y < guidel.y && bubry.y < plouay.y && guidel.x < plouay.x && plouay.x < bubry.x);
    // Degrees of longitude are as wide everywhere on the map: -3.490, -3.334, -3.173.
    const scale = (bubry.x - guidel.x) / (-3.173 + 3.49);
    assert.ok(Math.abs(guidel.x + scale * (-3.334 + 3.49) - plouay.x) < 3);
  });

  test("all centres are within the first view, alone or in clusters", async (t) => {
    for (const size of WIDTHS) {
      const { page } = await shown(t, { size });
      const count = (await places(page)).reduce((sum, { name }) => sum + Number(/^(\d+) déchetteries/.exec(plain(name))?.[1] ?? 1), 0);
      assert.equal(count, CENTRES, `at ${size.width} px`);
    }
  });

  test("markers are buttons named after the centre and its state, with a shape on them", async (t) => {
    const { page } = await shown(t, { size: DESK });
    const all = await places(page);
    assert.ok(all.every((place) => place.tab === 0));
    const single = all.filter(({ name }) => !/^\d/.test(name));
    assert.ok(single.length >= 5, all.map((p) => p.name).join(", "));
    for (const { name } of single) assert.match(plain(name), /^Déchetterie .+, (Ouvert|Ferme bientôt|Fermé|Horaires inconnus)/);
    const faces = await markers(page).allInnerTexts();
    for (const face of faces) assert.match(face.trim(), /^([●◐○?]|\d+)$/);
  });

  test("pressing one opens its card in the page, not a bubble on the map", async (t) => {
    const { page } = await shown(t, { size: DESK });
    await frame(page).getByRole("button", { name: /Plouay/ }).click();
    const card = page.locator(".chosen-card");
    assert.match(await textOf(card), /Déchetterie de Plouay ● Ouvert jusqu’à 12 h 30/);
    assert.equal(await page.locator(".leaflet-popup").count(), 0);
    await card.getByRole("button", { name: "Fermer" }).click();
    await eventually(async () => assert.doesNotMatch(await textOf(page.locator("#main")), /Fermer$/));
    assert.equal(await card.locator("h3").count(), 0);
  });

  test("by keyboard: a marker is reached and pressed, and the card comes near it", async (t) => {
    const { page } = await shown(t, { size: DESK });
    const plouay = frame(page).getByRole("button", { name: /Plouay/ });
    await plouay.focus();
    await page.keyboard.press("Enter");
    assert.match(await textOf(page.locator(".chosen-card")), /Déchetterie de Plouay/);
  });

  test("new data do not take the focus off a marker", async (t) => {
    const visit = await shown(t, { size: DESK });
    const { page } = visit;
    await frame(page).getByRole("button", { name: /Plouay/ }).focus();
    await change(visit, "live", ({ sites }) => sites.forEach((site) => (site.vehicles += 1)));
    await page.evaluate(() => [...document.querySelectorAll("button")].find((b) => b.textContent === "Actualiser").click());
    await eventually(() => assert.ok(visit.asked("live") >= 2));
    await painted(page);
    assert.match(await page.evaluate(() => document.activeElement.title || document.activeElement.ariaLabel || document.activeElement.tagName), /Plouay/);
  });

  test("buttons with words zoom and move", async (t) => {
    const { page } = await shown(t, { size: DESK });
    const find = async () => (await places(page)).find(({ name }) => name.includes("Plouay"));
    const before = await find();
    await page.getByRole("button", { name: "Vers le nord" }).click();
    await eventually(async () => assert.ok((await find()).y > before.y + 60));
    await page.getByRole("button", { name: "Vers le sud" }).click();
    await eventually(async () => assert.ok(Math.abs((await find()).y - before.y) < 3));
    await page.getByRole("button", { name: "Vers l’ouest" }).click();
    await eventually(async () => assert.ok((await find()).x > before.x + 60));
    await page.getByRole("button", { name: "Vers l’est" }).click();
    const all = (await places(page)).length;
    await page.getByRole("button", { name: "Réduire" }).click();
    await eventually(async () => assert.ok((await places(page)).length < all));
    await page.waitForTimeout(400);
    await page.getByRole("button", { name: "Agrandir", exact: true }).click();
    await eventually(async () => assert.equal((await places(page)).length, all));
  });

  test("two quick presses zoom twice", async (t) => {
    const { page } = await shown(t, { size: DESK });
    const before = await places(page);
    // How much farther two centres stand from each other that were on the map before and are now.
    const growth = async () => {
      const now = await places(page);
      const pairs = now.flatMap((one) => before.filter(({ name }) => name === one.name).map((old) => [old, one]));
      assert.ok(pairs.length >= 2, "two centres that stayed");
      const [[a, x], [b, y]] = pairs;
      return Math.hypot(x.x - y.x, x.y - y.y) / Math.hypot(a.x - b.x, a.y - b.y);
    };
    await page.getByRole("button", { name: "Agrandir", exact: true }).dblclick();
    await eventually(async () => assert.ok(Math.abs((await growth()) - 4) < 0.2, `${await growth()}`));
  });

  test("the map can be shown again later in the same visit", async (t) => {
    const { page } = await shown(t, { size: DESK });
    await page.getByRole("link", { name: "Maintenant" }).click();
    await page.getByRole("heading", { level: 1, name: /Où aller/ }).waitFor();
    await page.getByRole("link", { name: "Carte", exact: true }).click();
    await plainGround(page).click();
    await markers(page).first().waitFor();
  });

  test("a cluster says how many it stands for, and pressing it comes nearer", async (t) => {
    const { page } = await shown(t, { size: PHONE });
    await page.getByRole("button", { name: "Réduire" }).click();
    const cluster = frame(page).getByRole("button", { name: /^\d+ déchetteries : agrandir$/ }).first();
    await cluster.waitFor();
    await painted(page);
    const before = (await places(page)).map(({ name }) => name).join();
    await cluster.click();
    await eventually(async () => assert.notEqual((await places(page)).map(({ name }) => name).join(), before));
  });

  test("the list beside it names the centres that the map shows", async (t) => {
    const { page } = await shown(t, { size: DESK });
    await page.getByRole("heading", { level: 2, name: "La liste" }).waitFor();
    assert.ok((await cardNames(page)).length >= CENTRES);
  });
});

describe("with a background", () => {
  const foreign = [HOST];

  test("tiles come from the named server only, with its attribution, and the consent is remembered", async (t) => {
    const visit = await open(t, "/carte", { size: DESK, foreign, prepare: withTiles });
    const { page } = visit;
    await withBackground(page).click();
    await markers(page).first().waitFor();
    await eventually(() => assert.ok(asked(visit, HOST) >= 4));
    assert.ok(visit.foreignRequests().every((url) => HOST.test(url)));
    await says(page, /© IGN – Géoplateforme/);
    assert.notEqual(await page.evaluate(() => localStorage.getItem("bm.tiles")), null);
  });

  test("a remembered consent is not asked for again, and can be taken back", async (t) => {
    const visit = await open(t, "/carte", { size: DESK, foreign, prepare: withTiles });
    const { page } = visit;
    await withBackground(page).click();
    await eventually(() => assert.ok(asked(visit, HOST) >= 1));
    await page.reload();
    await markers(page).first().waitFor();
    assert.equal(await withBackground(page).count(), 0);
    await page.getByRole("button", { name: "Ne plus charger le fond de carte" }).click();
    await eventually(async () => assert.equal(await page.evaluate(() => localStorage.getItem("bm.tiles")), null));
    await eventually(async () => assert.equal(await page.locator(".leaflet-tile").count(), 0));
    await markers(page).first().waitFor();
    const before = asked(visit, HOST);
    await page.reload();
    await withBackground(page).waitFor();
    assert.equal(asked(visit, HOST), before);
  });

  test("tiles that do not come leave a map of centres", async (t) => {
    const visit = await open(t, "/carte", {
      size: DESK, foreign, expect: [/Failed to load resource/], prepare: ({ context }) => context.route(TILES, (route) => route.abort()),
    });
    await withBackground(visit.page).click();
    await markers(visit.page).first().waitFor();
    assert.ok((await places(visit.page)).length >= 5);
  });
});

describe("trouble", () => {
  test("Leaflet that does not arrive leaves a sentence and the list", async (t) => {
    const { page } = await open(t, "/carte", {
      expect: [/Failed to load resource/],
      prepare: ({ context }) => context.route("**/leaflet/*.js", (route) => route.abort()),
    });
    await plainGround(page).click();
    await says(page, /La carte n’a pas pu se charger\. La liste ci-dessous dit la même chose\./);
    assert.ok((await cardNames(page)).length >= CENTRES);
  });

  test("leaving the page while the map loads, and coming back, is no trouble", async (t) => {
    const { page } = await open(t, "/carte", {
      prepare: ({ context }) => context.route("**/leaflet/*.js", async (route) => {
        await new Promise((done) => setTimeout(done, 600));
        await route.continue();
      }),
    });
    await plainGround(page).click();
    await page.getByRole("link", { name: "Maintenant" }).click();
    await page.getByRole("heading", { level: 1, name: /Où aller/ }).waitFor();
    await page.waitForTimeout(900);
    await page.goBack();
    await plainGround(page).click();
    await markers(page).first().waitFor();
  });

  test("a name that looks like HTML stays text on the map", async (t) => {
    const { page } = await shown(t, {
      size: DESK,
      prepare: (visit) => change(visit, "territory", ({ communes }) => void communes.forEach((c) => (c.name = `<img src=x onerror=owned=1>${c.name}`))),
    });
    assert.equal(await page.evaluate(() => globalThis.owned), undefined);
    assert.match(await mainText(page), /<img src=x/);
  });
});

describe("many centres", () => {
  const many = (visit) => change(visit, "sites", (document) => {
    const [first] = document.sites;
    document.sites = Array.from({ length: 5_000 }, (_, i) => ({
      ...first, id: `s-${i}`, name: `Centre ${i}`, lat: 47.6 + ((i * 7919) % 5000) / 12_500, lon: -3.55 + ((i * 104_729) % 5000) / 11_111,
    }));
  });

  test("five thousand are clustered, and zooming stays quick", async (t) => {
    const { page } = await shown(t, { size: DESK, prepare: many });
    const drawn = await markers(page).count();
    assert.ok(drawn > 1 && drawn < 200, `${drawn} markers`);
    const before = performance.now();
    await page.getByRole("button", { name: "Agrandir", exact: true }).click();
    await painted(page);
    const took = Math.round(performance.now() - before);
    t.diagnostic(`zooming among 5 000 centres took ${took} ms`);
    assert.ok(took < 1_500, `${took} ms`);
    await eventually(async () => assert.ok((await markers(page).count()) < 200));
  });
});

describe("for everybody", () => {
  for (const size of WIDTHS) {
    for (const colorScheme of ["light", "dark"]) {
      test(`axe finds nothing on the map at ${size.width} px, ${colorScheme}`, async (t) => {
        const { page } = await shown(t, { size, colorScheme });
        await frame(page).getByRole("button", { name: /^Déchetterie/ }).first().click();
        await page.locator(".chosen-card h3").waitFor();
        await screenshot(page, `carte-ouverte-${size.width}-${colorScheme}`);
        assert.deepEqual(await axeFinds(page), []);
        assert.deepEqual(await overflow(page), []);
      });
    }
  }

  test("markers are as large as a thumb", async (t) => {
    const { page } = await shown(t, { size: PHONE });
    const sizes = await markers(page).evaluateAll((all) => all.map((e) => Math.min(e.offsetWidth, e.offsetHeight)));
    assert.ok(sizes.every((size) => size >= 44), `${sizes}`);
  });
});

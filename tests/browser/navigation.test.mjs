// Going from page to page: titles, focus, the way back, the skip link, and whole errands by keyboard alone.

import assert from "node:assert/strict";
import test, { describe } from "node:test";
import { CENTRES, DESK, answer, cardNames, eventually, pause, plain, says, textOf, world } from "./support.mjs";

const { open } = world();
const focused = async (page) => {
  const { tag, text, id } = await page.evaluate(() => {
    const { activeElement: e } = document;
    return { tag: e.tagName, text: e.getAttribute("aria-label") ?? e.innerText ?? "", id: e.id };
  });
  return { tag, text: plain(text).slice(0, 60), id };
};
const menu = (page) => page.getByRole("navigation", { name: "Menu principal" });

/** Presses Tab until the focus stands on `name`; fails when it is not reached. */
async function tabTo(page, name) {
  const passed = [];
  for (let i = 0; i < 60; i += 1) {
    await page.keyboard.press("Tab");
    const { tag, text } = await focused(page);
    if (name.test(text)) return;
    passed.push(`${tag} ${text}`);
  }
  assert.fail(`${name} is not reached with Tab: ${passed.join(" | ")}`);
}

describe("titles and headings", () => {
  const titles = [
    ["/", "Où aller maintenant ? – Bon Moment, Lorient Agglomération"],
    ["/dechetteries", "Toutes les déchetteries – Bon Moment, Lorient Agglomération"],
    ["/dechetteries/lorient/riantec", "Déchetterie de Riantec – Bon Moment, Lorient Agglomération"],
    ["/carte", "La carte des déchetteries – Bon Moment, Lorient Agglomération"],
    ["/sources", "D’où viennent les données – Bon Moment, Lorient Agglomération"],
    ["/nulle-part", "Cette page n’existe pas – Bon Moment, Lorient Agglomération"],
  ];
  for (const [path, title] of titles) {
    test(`${path} has its own title and one h1`, async (t) => {
      const { page } = await open(t, path, { expect: path === "/nulle-part" ? [/status of 404/] : [] });
      await eventually(async () => assert.equal((await page.title()).replaceAll("\u00a0", " "), title));
      assert.equal(await page.locator("#app h1").count(), 1);
      assert.equal(await page.locator("h1:visible").count(), 1);
    });
  }

  test("an address that leads nowhere is answered with 404 and ways on", async (t) => {
    const visit = await open(t, "/", { expect: [/status of 404/] });
    const response = await visit.go("/nulle-part");
    assert.equal(response.status(), 404);
    await says(visit.page, /L’adresse est peut-être mal recopiée/);
    await visit.page.locator("#main").getByRole("link", { name: "Déchetteries" }).click();
    await visit.page.getByRole("heading", { level: 1, name: "Toutes les déchetteries" }).waitFor();
  });

  for (const path of ["/", "/dechetteries", "/carte", "/sources", "/mentions-legales", "/vie-privee/", "/dechetteries/lorient/riantec"]) {
    test(`${path} is answered with 200`, async (t) => {
      const visit = await open(t, "/");
      assert.equal((await visit.go(path)).status(), 200);
    });
  }
});

describe("a change of page", () => {
  test("moves the focus to the new heading and marks the menu", async (t) => {
    const { page } = await open(t, "/");
    await menu(page).getByRole("link", { name: "Déchetteries" }).click();
    await eventually(async () => assert.deepEqual(await focused(page), { tag: "H1", text: "Toutes les déchetteries", id: "" }));
    const current = menu(page).locator("[aria-current=page]");
    assert.equal(await textOf(current), "Déchetteries");
    assert.equal(await page.evaluate(() => scrollY), 0);
  });

  test("does not load the app anew", async (t) => {
    const visit = await open(t, "/");
    const wasm = () => visit.requests.filter((url) => url.endsWith(".wasm")).length;
    const before = wasm();
    await menu(visit.page).getByRole("link", { name: "Déchetteries" }).click();
    await visit.page.locator("#main .card h3 a").first().click();
    await visit.page.waitForURL(/lorient\//);
    assert.equal(wasm(), before);
  });

  test("the first page takes no focus away", async (t) => {
    const { page } = await open(t, "/");
    assert.equal((await focused(page)).tag, "BODY");
  });

  test("back and forward lead where one was, with the focus on the heading", async (t) => {
    const { page } = await open(t, "/?commune=riantec");
    await menu(page).getByRole("link", { name: "Déchetteries" }).click();
    await page.getByRole("link", { name: /Voir le détail : Déchetterie de Caudan/ }).click();
    await page.getByRole("heading", { level: 1, name: "Déchetterie de Caudan" }).waitFor();
    await page.goBack();
    await eventually(async () => assert.equal((await focused(page)).text, "Toutes les déchetteries"));
    await page.goBack();
    await page.locator(".answer").waitFor();
    assert.match(await page.title(), /^Où aller maintenant/);
    await page.goForward();
    await eventually(async () => assert.equal((await cardNames(page)).length, CENTRES));
    await page.goForward();
    await page.getByRole("heading", { level: 1, name: "Déchetterie de Caudan" }).waitFor();
  });

  test("going back to the list comes back to where one was", async (t) => {
    const { page } = await open(t, "/dechetteries");
    const link = page.getByRole("link", { name: /Déchetterie de Riantec/ });
    await link.scrollIntoViewIfNeeded();
    const before = await page.evaluate(() => scrollY);
    assert.ok(before > 300, `${before}`);
    await link.click();
    await page.getByRole("heading", { level: 1, name: "Déchetterie de Riantec" }).waitFor();
    await eventually(async () => assert.equal(await page.evaluate(() => scrollY), 0));
    await page.goBack();
    await eventually(async () => assert.ok(Math.abs((await page.evaluate(() => scrollY)) - before) < 80));
  });

  test("carries the commune along, and the order of the list not", async (t) => {
    const { page } = await open(t, "/dechetteries?commune=riantec&tri=nom&ouvert=1&lang=en");
    await page.getByRole("link", { name: "Now", exact: true }).click();
    await eventually(() => assert.equal(new URL(page.url()).search, "?commune=riantec&lang=en"));
  });
});

describe("language", () => {
  test("the page, its title and its html element speak the language of the address", async (t) => {
    const { page } = await open(t, "/dechetteries?lang=en");
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    assert.match(await page.title(), /^All recycling centres/);
    const button = page.getByRole("button", { name: "Français" });
    assert.equal(await button.getAttribute("lang"), "fr");
    await button.click();
    await eventually(async () => assert.equal(await page.locator("html").getAttribute("lang"), "fr"));
    await eventually(async () => assert.match(await page.title(), /^Toutes les déchetteries/));
    assert.equal(await page.getByRole("button", { name: "English" }).getAttribute("lang"), "en");
  });

  test("the button keeps the focus, so that one can go back at once", async (t) => {
    const { page } = await open(t, "/");
    await page.getByRole("button", { name: "English" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Where to go now?" }).waitFor();
    assert.equal((await focused(page)).text, "Français");
  });

  test("a browser set to English starts in the territory's French", async (t) => {
    const { page } = await open(t, "/", { locale: "en-GB" });
    assert.equal(await page.locator("html").getAttribute("lang"), "fr");
  });
});

describe("by keyboard alone", () => {
  test("the skip link comes first, is seen with the focus, and leads into the page", async (t) => {
    const { page } = await open(t, "/dechetteries", { size: DESK });
    await page.keyboard.press("Tab");
    const skip = page.getByText("Aller au contenu");
    assert.equal((await focused(page)).text, "Aller au contenu");
    const { y } = await skip.boundingBox();
    assert.ok(y >= 0, `it stands at ${y}`);
    await page.keyboard.press("Enter");
    assert.equal((await focused(page)).id, "main");
    await page.keyboard.press("Tab");
    assert.equal((await focused(page)).id, "brings");
  });

  test("every stop of the focus can be seen", async (t) => {
    const { page } = await open(t, "/dechetteries", { size: DESK });
    for (let i = 0; i < 12; i += 1) {
      await page.keyboard.press("Tab");
      const shown = await page.evaluate(() => {
        const e = document.activeElement;
        const style = getComputedStyle(e);
        const box = e.getBoundingClientRect();
        const seen = box.width > 0 && box.top >= 0 && box.bottom <= innerHeight + 1;
        return { name: e.textContent.trim() || e.id, outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2, seen };
      });
      assert.ok(shown.outline && shown.seen, JSON.stringify(shown));
    }
  });

  test("an errand from the start: a commune, the answer, its page, and back", async (t) => {
    const { page } = await open(t, "/");
    await tabTo(page, /^$/); // the commune's field has no text of its own
    assert.equal((await focused(page)).id, "commune");
    await page.keyboard.type("queven");
    await page.keyboard.press("Enter");
    await page.locator(".answer").waitFor();
    await tabTo(page, /^Voir le détail : Déchetterie/);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/dechetteries\/lorient\//);
    await eventually(async () => assert.equal((await focused(page)).tag, "H1"));
    await tabTo(page, /^Partager$/);
    await page.goBack();
    await page.locator(".answer").waitFor();
  });

  test("choosing a commune does not lose the focus", async (t) => {
    const { page } = await open(t, "/");
    await page.locator("#commune").focus();
    await page.keyboard.type("queven");
    await page.keyboard.press("Enter");
    await page.locator(".answer").waitFor();
    await pause(100);
    assert.notEqual((await focused(page)).tag, "BODY");
  });

  test("leaving the commune does not lose the focus", async (t) => {
    const { page } = await open(t, "/?commune=riantec");
    await page.getByRole("button", { name: "Changer de lieu" }).focus();
    await page.keyboard.press("Enter");
    await page.locator("#commune").waitFor();
    await pause(100);
    assert.notEqual((await focused(page)).tag, "BODY");
  });

  test("stopping the refresh and resuming it are one button that keeps the focus", async (t) => {
    const { page } = await open(t, "/");
    await page.getByRole("button", { name: "Arrêter l’actualisation" }).focus();
    await page.keyboard.press("Space");
    await page.getByText("L’actualisation est arrêtée.").waitFor();
    assert.equal((await focused(page)).text, "Reprendre l’actualisation");
  });

  test("new data do not take the focus away", async (t) => {
    const visit = await open(t, "/");
    const { page } = visit;
    const first = page.locator("#main .card h3 a").first();
    await first.focus();
    const { text } = await focused(page);
    await answer(visit, "live", async (route) => {
      const response = await route.fetch();
      const live = await response.json();
      for (const site of live.sites) site.vehicles += 1;
      await route.fulfill({ response, json: live });
    });
    // Asked for without a press, which would move the focus.
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await page.evaluate(() => [...document.querySelectorAll("button")].find((b) => b.textContent === "Actualiser").click());
    await eventually(() => assert.ok(visit.asked("live") >= 2));
    await pause(300);
    assert.equal((await focused(page)).text, text);
  });

  test("a filter of the list keeps the focus when it is changed", async (t) => {
    const { page } = await open(t, "/dechetteries");
    await page.getByLabel("Ouvertes maintenant").focus();
    await page.keyboard.press("Space");
    await page.waitForURL(/ouvert=1/);
    await pause(100);
    assert.equal(await page.evaluate(() => document.activeElement.type), "checkbox");
  });

  test("more centres are shown without losing one's place", async (t) => {
    const { page } = await open(t, "/dechetteries", {
      prepare: (visit) => answer(visit, "sites", async (route) => {
        const response = await route.fetch();
        const document = await response.json();
        const [first] = document.sites;
        document.sites = Array.from({ length: 40 }, (_, i) => ({ ...first, id: `s-${i}`, name: `Centre ${i + 10}` }));
        await route.fulfill({ response, json: document });
      }),
    });
    await page.getByRole("button", { name: /de plus/ }).focus();
    await page.keyboard.press("Enter");
    await eventually(async () => assert.equal(await page.locator("#main .card").count(), 30));
    await pause(100);
    assert.notEqual((await focused(page)).tag, "BODY");
  });
});

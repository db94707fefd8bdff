// How often the page asks, when it stops asking, and that nothing old is shown as live. The page's clock is turned by hand.

import assert from "node:assert/strict";
import test, { describe } from "node:test";
import { answer, card, eventually, pause, says, saysNot, textOf, turn, turnByHand, world } from "./support.mjs";

const { open } = world();
const MINUTE = 60;

const openTurned = (t, path, { prepare, ...options } = {}) =>
  open(t, path, { ...options, prepare: async (visit) => (await turnByHand(visit), prepare?.(visit)) });

const hide = (page, hidden) =>
  page.evaluate((state) => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
    Object.defineProperty(document, "hidden", { configurable: true, get: () => state === "hidden" });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden ? "hidden" : "visible");

describe("polling", () => {
  test("live.json is asked for about once a minute, the others far less often", async (t) => {
    const visit = await openTurned(t, "/");
    await turn(visit, 10 * MINUTE);
    const asked = visit.asked("live");
    assert.ok(asked >= 7 && asked <= 11, `${asked} times in ten minutes`);
    for (const document of ["sites", "territory", "profiles"]) assert.equal(visit.asked(document), 1, document);
  });

  test("a hidden page asks for nothing, and looks at once when it is shown again", async (t) => {
    const visit = await openTurned(t, "/");
    await hide(visit.page, true);
    const before = visit.requests.length;
    await turn(visit, 10 * MINUTE);
    assert.equal(visit.requests.length, before);
    await hide(visit.page, false);
    await eventually(() => assert.equal(visit.requests.length, before + 1));
    assert.equal(visit.asked("live"), 2);
  });

  test("a stopped refresh asks for nothing until it is resumed; a press still asks", async (t) => {
    const visit = await openTurned(t, "/");
    await visit.page.getByRole("button", { name: "Arrêter l’actualisation" }).click();
    await visit.page.getByText("L’actualisation est arrêtée.").waitFor();
    const before = visit.asked("live");
    await turn(visit, 5 * MINUTE);
    assert.equal(visit.asked("live"), before);
    await visit.page.getByRole("button", { name: "Actualiser" }).click();
    await eventually(() => assert.equal(visit.asked("live"), before + 1));
    await visit.page.getByRole("button", { name: "Reprendre l’actualisation" }).click();
    await turn(visit, 2 * MINUTE);
    assert.ok(visit.asked("live") > before + 1);
  });

  test("failures are answered with patience: fewer and fewer requests", async (t) => {
    const visit = await openTurned(t, "/", {
      expect: [/status of 500/],
      prepare: (visit) => answer(visit, "live", (route) => route.fulfill({ status: 500, body: "" })),
    });
    const perFive = [];
    for (let i = 0; i < 5; i += 1) {
      const before = visit.asked("live");
      await turn(visit, 5 * MINUTE);
      perFive.push(visit.asked("live") - before);
    }
    assert.ok(perFive[0] >= 3 && perFive[0] <= 6, `${perFive}`);
    assert.ok(perFive.at(-1) <= 1, `${perFive}`);
  });

  test("after a failure the page heals itself", async (t) => {
    let broken = true;
    const visit = await openTurned(t, "/dechetteries", {
      expect: [/status of 500/],
      prepare: (visit) => answer(visit, "live", (route) => (broken ? route.fulfill({ status: 500, body: "" }) : route.fallback())),
    });
    await says(visit.page, /\(erreur 500\)/);
    broken = false;
    await turn(visit, 40);
    await eventually(() => saysNot(visit.page, /erreur 500/));
    await eventually(async () => assert.match(await textOf(card(visit.page, /Riantec/)), /relevé à 10 h 19/));
  });

  test("coming back online asks at once, however long the page has been waiting", async (t) => {
    let broken = true;
    const visit = await openTurned(t, "/dechetteries", {
      expect: [/ERR_FAILED|Failed to load/],
      prepare: (visit) => answer(visit, "live", (route) => (broken ? route.abort() : route.fallback())),
    });
    await turn(visit, 10 * MINUTE);
    broken = false;
    await visit.page.evaluate(() => dispatchEvent(new Event("online")));
    await eventually(() => saysNot(visit.page, /Le réseau ne répond pas/));
  });
});

describe("the age of a reading", () => {
  const stuck = {
    expect: [/ERR_FAILED|Failed to load/],
    prepare: async (visit) => {
      let first = true;
      await answer(visit, "live", (route) => {
        if (!first) return route.abort();
        first = false;
        return route.fallback();
      });
    },
  };

  test("grows in words, and after twenty minutes it no longer counts", async (t) => {
    const visit = await openTurned(t, "/dechetteries?q=riantec", stuck);
    const said = () => textOf(card(visit.page, /Riantec/));
    assert.match(await said(), /5 à 10 min d’attente.* relevé à 10 h 19, à l’instant/);
    await turn(visit, 4 * MINUTE);
    await eventually(async () => assert.match(await said(), /relevé à 10 h 19, il y a [345] min/));
    await turn(visit, 9 * MINUTE);
    await eventually(async () => assert.match(await said(), /relevé à 10 h 19, il y a 1[234] min/));
    await turn(visit, 9 * MINUTE);
    await eventually(async () => assert.match(await said(), /dernier relevé à 10 h 19 : trop ancien pour compter/));
    assert.match(await said(), /habituelle/);
    assert.doesNotMatch(await said(), /il y a|l’attente est stable/);
  });

  test("the data that stay are told with the time that they came", async (t) => {
    const visit = await openTurned(t, "/dechetteries", stuck);
    await turn(visit, 6 * MINUTE);
    await says(visit.page, /Le réseau ne répond pas\. Vous voyez les dernières données, reçues à 10 h 20\./);
    assert.match(await textOf(visit.page.getByRole("contentinfo")), /Données reçues à 10 h 20\./);
  });

  test("a page left open over the closing time says closed", async (t) => {
    const visit = await openTurned(t, "/dechetteries?q=riantec");
    await visit.page.clock.fastForward(2.5 * 60 * MINUTE * 1_000);
    await turn(visit, 30);
    await eventually(async () => assert.match(await textOf(card(visit.page, /Riantec/)), /○ Fermé ouvre aujourd’hui à 14 h/));
    assert.doesNotMatch(await textOf(card(visit.page, /Riantec/)), /d’attente/);
  });

  test("a page left open over night marks the new day as today", async (t) => {
    const visit = await openTurned(t, "/dechetteries/lorient/riantec");
    await visit.page.clock.fastForward(24 * 60 * MINUTE * 1_000);
    await turn(visit, 30);
    await eventually(async () => assert.match(await textOf(visit.page.locator("tr.is-today")), /^dimanche 22 novembre aujourd’hui fermé/));
  });
});

// What all browser tests share: the relay, the browser, visits that notice every complaint, axe, and small helpers.

import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, before } from "node:test";
import axe from "axe-core";
import { AHEAD_S, DIST, RESULTS, SATURDAY, browserOfRun, relaysOfRun } from "./programs.mjs";

export { DIST, RELAY, RESULTS, SATURDAY, launch, startRelay } from "./programs.mjs";

export const NIGHT = "2026-11-21T22:30:00+01:00";
export const PHONE = { width: 360, height: 740 };
export const DESK = { width: 1280, height: 800 };
export const WIDTHS = [PHONE, DESK];
export const PAGES = ["/", "/dechetteries", "/dechetteries/lorient/riantec", "/carte", "/sources"];
/** Centres of the demonstration. */
export const CENTRES = 12;
export const DOCUMENTS = ["territory", "sites", "live", "profiles"];

const aheadOfBrowser = (instant) => Date.parse(instant) - (Date.now() - AHEAD_S * 1_000);

/**
 * Sets the clock of the page or worker that runs this: the machine's and `ahead` milliseconds. Only what asks for the time is
 * changed, no timer is. A text of this function stands alone, so it names nothing outside of itself.
 */
function moveClock(ahead) {
  const real = (globalThis.machineDate ??= globalThis.Date);
  const now = () => real.now() + ahead;
  globalThis.Date = new Proxy(real, {
    construct: (_, parts, made) => Reflect.construct(real, parts.length > 0 ? parts : [now()], made),
    apply: () => new real(now()).toString(),
    get: (_, name) => (name === "now" ? now : Reflect.get(real, name)),
  });
}

/**
 * A context in which it is `now` (RFC 3339) in the territory's zone, whatever day and zone the machine has: its pages' clock
 * shows `now` as this is called and runs on from there. A test that turns the clock by hand sets its own over this one.
 */
export async function newContext(browser, { now = SATURDAY, ...options } = {}) {
  const context = await browser.newContext({ viewport: PHONE, locale: "fr-FR", timezoneId: "Europe/Paris", ...options });
  await context.addInitScript(moveClock, aheadOfBrowser(now));
  // Playwright's clock, which a test turns by hand, reckons with this program's: the page's own must agree with it then.
  const ours = AHEAD_S * 1_000;
  for (const name of ["install", "setFixedTime"]) {
    const set = context.clock[name].bind(context.clock);
    context.clock[name] = async (...how) => {
      await context.addInitScript(moveClock, ours);
      await Promise.all(context.pages().map((page) => page.evaluate(moveClock, ours)));
      await set(...how);
    };
  }
  return context;
}

/** Records in memory what a test does in `context` and what the pages look like, until `close`. */
const record = (context) => context.tracing.start({ snapshots: true, title: "a browser test" });

/** Closes the context of the test `t`; of a test that failed the record is kept, and where it lies is told. */
export async function close(t, context, failed = false) {
  if (t.error || failed) {
    const name = t.name.replaceAll(/[^\p{L}\d]+/gu, "-").slice(0, 80);
    const path = join(RESULTS, `${basename(process.argv[1], ".test.mjs")}-${name}.zip`);
    await context.tracing.stop({ path });
    t.diagnostic(`the trace of "${t.name}" is in ${path}; npx playwright-core show-trace shows it`);
  }
  await context.close();
}

/** A context as of `newContext` for the test `t`: recorded, and closed when the test ends. */
export async function contextFor(t, browser, options = {}) {
  const context = await newContext(browser, options);
  await record(context);
  t.after(() => close(t, context));
  return context;
}

/**
 * For tests with the service worker, which has no context's clock: a copy of the built app in which the worker's clock shows
 * `begins` now and runs on, and what it shows at any later moment. The copy goes when the test or file `t` is over.
 */
export function movedRelease(t, begins) {
  const dist = mkdtempSync(join(tmpdir(), "bon-moment-"));
  t.after(() => rmSync(dist, { recursive: true }));
  cpSync(DIST, dist, { recursive: true });
  const ahead = Date.parse(begins) - Date.now();
  const file = join(dist, "sw.js");
  writeFileSync(file, `(${moveClock})(${aheadOfBrowser(begins)});\n${readFileSync(file, "utf8")}`);
  return { dist, now: () => new Date(Date.now() + ahead).toISOString() };
}

/** The run's browser and relays (run.mjs), or a file's own where it is run alone: stopped when the file's tests are over. */
export function world() {
  const relays = relaysOfRun();
  let browser = null;
  before(async () => {
    browser = await browserOfRun();
  });
  after(async () => {
    await browser?.close();
    await relays.stop();
  });
  const relay = (day = {}) => relays.get(day);
  /**
   * Opens `path` in a context of its own, closed when the test `t` ends. The test fails on anything that the console
   * complains about, apart from what `expect` (regular expressions) foresees, and on any request to another origin.
   */
  const open = async (t, path, options = {}) => {
    const { day = {}, size = PHONE, expect = [], foreign = [], settle = true, waitUntil, prepare, ...context } = options;
    const { origin, now } = await relay(day);
    const visit = await Visit.begin(browser, { viewport: size, now, ...context }, origin);
    t.after(() => visit.end(t, expect, foreign));
    await prepare?.(visit);
    await visit.go(path, { waitUntil });
    if (settle) await visit.settled();
    return visit;
  };
  return { open, relay, browser: () => browser };
}

/** A person's visit: a page, and everything that it asked for and complained about. */
export class Visit {
  complaints = [];
  requests = [];
  answered = new Set();

  static async begin(browser, options, origin) {
    const visit = new Visit();
    visit.origin = origin;
    // The worker answers in the network's place; the tests of what it does let it in (offline.test.mjs).
    visit.context = await newContext(browser, { serviceWorkers: "block", ...options });
    await record(visit.context);
    visit.page = await visit.context.newPage();
    // Generous: machines that build and test at once stand still for seconds.
    visit.page.setDefaultTimeout(20_000);
    visit.#watch();
    return visit;
  }

  #watch() {
    this.page.on("console", (message) => {
      const text = message.text();
      if (["error", "warning"].includes(message.type()) && !/Service Worker registration blocked/.test(text)) this.complaints.push(text);
    });
    this.page.on("pageerror", (error) => this.complaints.push(`${error.name}: ${error.message}`));
    this.page.on("request", (request) => this.requests.push(request.url()));
    const over = (request) => this.answered.add(new URL(request.url()).pathname.split("/").at(-1));
    this.page.on("requestfinished", over);
    this.page.on("requestfailed", over);
  }

  go(path, options = {}) {
    return this.page.goto(this.origin + path, options);
  }

  /** Until the app stands in the page and the four documents that every page asks for have come or failed. */
  async settled() {
    await this.page.locator("#app h1").waitFor();
    await eventually(() => {
      const missing = DOCUMENTS.filter((name) => !this.answered.has(`${name}.json`));
      assert.deepEqual(missing, [], "documents that were never asked for");
    });
    await painted(this.page);
  }

  /** Requests for a document of the API so far. */
  asked(document) {
    return this.requests.filter((url) => new URL(url).pathname.endsWith(`/${document}.json`)).length;
  }

  foreignRequests() {
    return this.requests.filter((url) => /^(https?|wss?):/.test(url) && new URL(url).origin !== this.origin);
  }

  async end(t, expect, foreign) {
    const surprising = this.complaints.filter((text) => !expect.some((pattern) => pattern.test(text)));
    const strangers = this.foreignRequests().filter((url) => !foreign.some((pattern) => pattern.test(url)));
    // An answer that is still on its way when a test is over is nobody's failure, and what is asked for once nothing stands in
    // the network's place any more is nobody's complaint.
    await this.context.unrouteAll({ behavior: "ignoreErrors" });
    await close(t, this.context, surprising.length + strangers.length > 0);
    assert.deepEqual(surprising, [], "the console complained");
    assert.deepEqual(strangers, [], "requests to other origins");
  }
}

/** Tries until `check` throws nothing any more, and throws what it threw last when the time is over. */
export async function eventually(check, timeout = 8_000) {
  const end = Date.now() + timeout;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await pause(50);
    }
  }
}

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Until the browser has drawn what is in the page now. */
export const painted = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** A text as a person reads it: any run of spaces, also those that do not break, is one space. */
export const plain = (text) => text.replaceAll(/[\s\u00a0\u202f]+/g, " ").trim();
export const textOf = async (locator) => plain(await locator.innerText());
export const textsOf = async (locator) => (await locator.allInnerTexts()).map(plain);
export const mainText = (page) => textOf(page.locator("#main"));

/** Until the main part of the page says `pattern`. */
export const says = (page, pattern) => eventually(async () => assert.match(await mainText(page), pattern));
export const saysNot = async (page, pattern) => assert.doesNotMatch(await mainText(page), pattern);

/** Names of the centres on the page's cards, in their order. */
export const cardNames = async (page) => textsOf(page.locator("#main .card h3"));
export const card = (page, name) => page.locator("#main .card", { has: page.getByRole("heading", { name }) });

/** Answers the API's document `name` with `answer`, a function of the route. */
export const answer = (visit, name, respond) => visit.context.route(`**/api/v1/${name}.json*`, respond);

/** Changes the relay's own document on its way to the page. */
export const change = (visit, name, edit) =>
  answer(visit, name, async (route) => {
    const response = await route.fetch();
    const document = await response.json();
    await route.fulfill({ response, json: edit(document) ?? document });
  });

/**
 * Lets the page's clock be turned by hand. Answers come without the server's own clock, which stands still in the tests:
 * the page trusts the turned one.
 */
export async function turnByHand(visit) {
  await visit.page.clock.install({ time: new Date(SATURDAY) });
  await visit.context.route("**/api/v1/*.json*", async (route) => {
    const response = await route.fetch();
    const headers = response.headers();
    delete headers.date;
    await route.fulfill({ response, headers });
  });
}

/** Turns the page's clock in steps small enough for answers to come in between. */
export async function turn(visit, seconds) {
  for (let past = 0; past < seconds; past += 5) {
    await visit.page.clock.runFor(5_000);
    await pause(15);
  }
}

/** Presses Tab until `locator` has the focus, which must be seen on each stop. */
export async function tabTo(page, locator, most = 80) {
  for (let tabs = 0; tabs < most; tabs += 1) {
    if (await locator.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
    const unseen = await page.evaluate(() => {
      const { activeElement: on } = document;
      return on !== document.body && getComputedStyle(on).outlineStyle === "none" ? on.outerHTML.slice(0, 120) : null;
    });
    assert.equal(unseen, null, "the focus is seen");
  }
  assert.fail(`${locator} is not reached by keyboard`);
}

const TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];

/** Everything that axe finds wrong in the page as it stands, a line for each element. */
export async function axeFinds(page) {
  await page.evaluate(axe.source);
  return page.evaluate(async (tags) => {
    const { violations } = await globalThis.axe.run(document, { runOnly: tags });
    return violations.flatMap(({ id, nodes }) => nodes.map((n) => `${id}: ${n.target.join(" ")} ${n.failureSummary}`));
  }, TAGS);
}

export async function screenshot(page, name) {
  mkdirSync(RESULTS, { recursive: true });
  return page.screenshot({ path: `${RESULTS}/${name}.png`, fullPage: true });
}

/** Titles of places where something is wider than the window. */
export const overflow = (page) =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > width + 1);
    return wide.map((e) => `${e.tagName.toLowerCase()}.${e.className} ${Math.round(e.getBoundingClientRect().right)} > ${width}`);
  });

/** The spacing that a person may set (WCAG 2.2, 1.4.12). */
export function spaceOut() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }");
  document.adoptedStyleSheets = [sheet];
}

/** Texts that are cut off by their own box. */
export const clipped = (page) =>
  page.evaluate(() => {
    const cut = (e) => getComputedStyle(e).overflow !== "visible" && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1);
    const hidden = (e) => e.closest(".visually-hidden, .scroll, .map, .skip, [hidden]") || ["INPUT", "SELECT", "svg"].includes(e.tagName);
    return [...document.querySelectorAll("body *")].filter((e) => e.clientWidth > 1 && cut(e) && !hidden(e)).map((e) => `${e.tagName}.${e.className} ${e.textContent.slice(0, 40)}`);
  });

/** Things to press that are too small for a thumb. A link is within a sentence where other text stands on its line. */
export const smallTargets = (page) =>
  page.evaluate(() => {
    const inSentence = (e) => {
      const around = e.closest("p, li, td")?.textContent.trim() ?? "";
      return e.tagName === "A" && getComputedStyle(e).display === "inline" && around.length > e.textContent.trim().length + 3;
    };
    const size = (e) => {
      const own = e.getBoundingClientRect();
      // A checkbox is pressed by its label too.
      const box = e.closest("label")?.getBoundingClientRect() ?? own;
      // Within a sentence the whole line can be pressed.
      const line = inSentence(e) ? parseFloat(getComputedStyle(e).lineHeight) : 0;
      return { width: Math.max(own.width, box.width), height: Math.max(own.height, box.height, line) };
    };
    const all = document.querySelectorAll("body :is(a[href], button, input, select, summary, [role=button])");
    return [...all]
      .filter((e) => e.checkVisibility() && !e.matches(".skip"))
      .map((e) => ({ e, ...size(e), floor: inSentence(e) ? 24 : 44 }))
      .filter(({ width, height, floor }) => height < floor - 0.5 || width < Math.min(floor, 24) - 0.5)
      .map(({ e, width, height, floor }) => `${e.tagName} « ${e.textContent.trim().slice(0, 40)} » ${Math.round(width)}×${Math.round(height)} < ${floor}`);
  });

/** Milliseconds from each key typed into `selector` to the end of the first frame after it, sorted, in the page's clock. */
export async function framesWhileTyping(page, selector, text) {
  await page.evaluate((selector) => {
    globalThis.frames = [];
    const measure = () => {
      const begun = performance.now();
      requestAnimationFrame(() => {
        const drawn = new MessageChannel();
        drawn.port1.onmessage = () => globalThis.frames.push(performance.now() - begun);
        drawn.port2.postMessage(null);
      });
    };
    document.querySelector(selector).addEventListener("input", measure, { capture: true });
  }, selector);
  await page.locator(selector).pressSequentially(text, { delay: 60 });
  const frames = await eventually(async () => {
    const frames = await page.evaluate(() => globalThis.frames);
    assert.equal(frames.length, text.length);
    return frames;
  });
  return frames.map(Math.round).sort((a, b) => a - b);
}

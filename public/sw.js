// Keeps the app and the last public data on the device, so that every page opens without a network.
//
// It touches this app's own files and the public API, nothing else: no tile of a third party passes through it, and no
// household data, which never leave their page. What it keeps of each release lies in a cache of its own.

// Filled in by packaging/fill-worker.sh when the app is built. Without files, as in the fast loop, nothing is kept.
const VERSION = "";
const FILES = [];
// For the map, which is not fetched before it is asked for where bytes are dear.
const MAP_FILES = [];
// What each area's page loads, and the program that reads a household's files.
const AREA_FILES = {};
const READER_FILES = [];

const ROOT = new URL("./", location.href);
const API = new URL(new URLSearchParams(location.search).get("api") ?? "api/v1/", ROOT).href;
const DOCUMENTS = ["territory.json", "sites.json", "live.json", "profiles.json", "status.json"];
const AREA_DOCUMENTS = { ecoles: ["schools.json", "schools_live.json"], consommation: ["tariffs.json", "benchmarks.json"] };
// The list that each document of the API must have. Days, months and seasons have `values`; a territory is one record.
const LISTS = { sites: "sites", live: "sites", profiles: "sites", status: "sources", schools: "schools", schools_live: "meters", tariffs: "tariffs", benchmarks: "households" };
// The size limit of a document, bytes; hundreds of centres take a tenth of it.
const MOST_BYTES = 4e6;
const HOUR_MS = 3_600_000;
// Fetched after a first visit. All areas together would be more than anybody should load for what was not asked for.
const AHEAD = ["mediation", "ecoles"];
const PLAIN_AHEAD = ["sobre/", "sobre/facile/", "aide/", "accessibilite/", "ecoconception/"];
// Small, and what everybody has a right to read.
const ALWAYS_AHEAD = ["mentions-legales/", "vie-privee/"];
// Other deployments on the same origin have caches of their own.
const PREFIX = `bon-moment ${ROOT.pathname} `;
const SHELL = `${PREFIX}app ${VERSION}`;
const DATA = `${PREFIX}data`;
const PAGES = `${PREFIX}pages`;
// Has one entry if the light mode was on when a page last started. That the cache exists is no sign of it: to open a cache
// that was just deleted creates it again, and a script that lists all caches does so.
const LIGHT = `${PREFIX}light`;
// Pages that are not the app's: each is a file of its own.
const OTHER_PAGES = /^(api|sobre|aide|accessibilite|ecoconception|mentions-legales|vie-privee|mediation|ecoles|consommation)(\/|$)|\.[a-z]+$/;
// What people say to the relay (its form at a gate): it is there where the relay is, and is no page of a release.
const RELAYS = /^hooks(\/|$)/;
// Each names its forms in other languages.
const PLAIN_PAGE = /<link rel="alternate" href="[^"]*\bsobre\//;
// An area's pages are one file, whatever their addresses.
const AREA = /^(mediation|ecoles|consommation)(?=\/|$)/;
const PATIENCE_MS = 8000;
// A page that is kept says itself how old its data are: nobody has to look at nothing for long.
const PAGE_PATIENCE_MS = 4000;
// The documents that a page asks for are few and stay; of days of a series, which are many, the last ones do.
const LASTING = [...DOCUMENTS, ...Object.values(AREA_DOCUMENTS).flat()].map((name) => API + name);
const MOST_OTHERS = 80;

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", (event) => {
  // A page that runs is replaced only when its reader agrees (public/boot.js).
  if (event.data === "take over") skipWaiting();
  if (event.data.started) event.waitUntil(pageStarted(event));
});
addEventListener("fetch", (event) => {
  const answer = FILES.length > 0 && event.request.method === "GET" && answerTo(event);
  if (answer) event.respondWith(answer);
});

async function install() {
  // The browser has most of them already: the page that registers this worker has just loaded them.
  await keepFiles(FILES, isShell);
  await Promise.allSettled([keepWhatWasHad(), ...keepDocuments(DOCUMENTS)]);
}

// The map and the areas of an older release go with it. Of a first visit nobody knows yet whether it is a light one.
async function keepWhatWasHad() {
  if (await isDear()) return;
  const has = (url) => caches.match(url);
  const map = MAP_FILES.map(async (file) => (await has(new URL(file, ROOT).href)) && keepFiles([file]));
  const areas = Object.keys(AREA_FILES).map(async (area) => (await has(pageOf(area))) && keepArea(area));
  await Promise.allSettled([...map, ...areas]);
}

// Whether somebody pays for each byte, or waits for it, as src/platform/connection.rs has it, or wants few of them.
async function isDear() {
  const { saveData, effectiveType } = navigator.connection ?? {};
  return saveData || ["slow-2g", "2g", "3g"].includes(effectiveType) || caches.match(ROOT.href, { cacheName: LIGHT });
}

const keepDocuments = (names) => names.map((name) => freshDocument(new Request(API + name)));
const pageOf = (area) => `${ROOT.href}${area}`;
const areaAt = (url) => AREA.exec(new URL(url).pathname.slice(ROOT.pathname.length))?.[0];

// A page says that it started until it hears that this was noted (public/boot.js): the answer comes once it is.
async function pageStarted({ data, ports, source }) {
  const mark = await caches.open(LIGHT);
  await (data.light ? mark.put(ROOT.href, new Response()) : mark.delete(ROOT.href));
  ports?.[0]?.postMessage("noted");
  await keepMore(source?.url ?? ROOT, data);
}

// What is being fetched already is not fetched a second time.
const underWay = new Map();
function once(key, fetchIt) {
  if (!underWay.has(key)) underWay.set(key, fetchIt().finally(() => underWay.delete(key)));
  return underWay.get(key);
}

// Keeps the area that is open, which was loaded just now, perhaps before this worker was there to keep it. Then, as long as
// the line and the person allow, what was not opened yet: the map, the pages without script in the language that is spoken,
// and areas; who installed the app gets them all.
async function keepMore(url, { installed, lang }) {
  const area = areaAt(url);
  if (area in AREA_FILES) await keepArea(area).catch(() => {});
  const spoken = (page) => (lang === "en" ? `sobre/en/${page.replace("sobre/", "")}` : page);
  const keepPages = (pages) => pages.map((page) => keepPlain(spoken(page)));
  const always = keepPages(ALWAYS_AHEAD);
  if (await isDear()) return Promise.allSettled(always);
  const areas = keepAreas(installed ? Object.keys(AREA_FILES) : AHEAD);
  // One that is answered late, or never, holds up none of the others.
  await Promise.allSettled([...always, ...keepPages(PLAIN_AHEAD), keepFiles(MAP_FILES), areas]);
  if (installed) await keepFiles(READER_FILES).catch(() => {});
}

async function keepAreas(areas) {
  for (const area of areas) await keepArea(area).catch(() => {});
}

// Once: it says itself from when it is, and is renewed when it is opened.
const keepPlain = (page) =>
  once(page, async () => {
    const url = new URL(page, ROOT).href;
    const pages = await caches.open(PAGES);
    if (await pages.match(url)) return;
    const answer = await fetch(url);
    if (await isPlain(answer, url)) await pages.put(url, answer);
  });

// Its page comes last: where that is kept, all is.
const keepArea = (area) =>
  once(area, async () => {
    await keepFiles(AREA_FILES[area]);
    const shell = await caches.open(SHELL);
    if (await shell.match(pageOf(area))) return;
    await Promise.all(keepDocuments(AREA_DOCUMENTS[area] ?? []));
    const answer = await fetch(`${pageOf(area)}/`);
    if (await isReleases(answer, AREA_FILES[area])) await shell.put(pageOf(area), answer);
  });

// Whether an answer is a page of this release: it names the release's program. A page of a network that wants a login first
// comes with 200 too, and so does the next release's.
async function isReleases(answer, files) {
  if (!answer.ok) return false;
  const page = await answer.clone().text();
  return page.includes(files.find((file) => file.endsWith(".wasm")));
}

// Whether an answer is what was asked for: a page without script, which names itself, or a file that is no page.
async function isPlain(answer, url) {
  if (!answer.ok) return false;
  return isHtml(answer) ? PLAIN_PAGE.test(await answer.clone().text()) : extensionOf(url) !== undefined;
}
const isHtml = (answer) => /html/.test(answer.headers.get("content-type"));
const extensionOf = (url) => /\.([a-z]+)$/.exec(new URL(url).pathname)?.[1];
// The media types that files with these endings may have; not every server knows the one of WebAssembly.
const TYPES = { css: /css/, js: /javascript/, wasm: /wasm|octet-stream/ };
// Whether an answer is a file of the type that its address names. A portal's or another program's answer comes with 200 too.
const isFile = (answer, url) => {
  const extension = extensionOf(url);
  return answer.ok && extension !== undefined && !isHtml(answer) && (TYPES[extension] ?? /./).test(answer.headers.get("content-type"));
};
// The app's own pages name the release's stylesheet.
const STYLESHEET = FILES.find((file) => file.endsWith(".css"));
const isShell = async (answer, url) => isFile(answer, url) || (answer.ok && (await answer.clone().text()).includes(STYLESHEET));

async function keepFiles(files, isOurs = isFile) {
  const shell = await caches.open(SHELL);
  const keep = async (url) => {
    if (await shell.match(url)) return;
    const answer = await fetch(url);
    if (!(await isOurs(answer, url))) throw new Error(`${url}: ${answer.status}`);
    await shell.put(url, answer);
  };
  await Promise.all(files.map((file) => new URL(file, ROOT).href).map((url) => once(url, () => keep(url))));
}

async function activate() {
  const current = [SHELL, DATA, PAGES, LIGHT];
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && !current.includes(name));
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

function answerTo(event) {
  const { request } = event;
  const url = new URL(request.url);
  if (url.href.startsWith(API)) return documentFor(request);
  if (url.origin !== ROOT.origin || !url.pathname.startsWith(ROOT.pathname)) return null;
  const path = url.pathname.slice(ROOT.pathname.length);
  if (RELAYS.test(path)) return null;
  if (request.mode !== "navigate") return fileFor(request, path);
  const area = areaAt(url);
  if (area in AREA_FILES) return pageFor(event, SHELL, pageOf(area), (answer) => isReleases(answer, AREA_FILES[area]));
  if (!OTHER_PAGES.test(path)) return appFor(event);
  // A page without script answers with and without a slash at its end.
  const own = /(\.[a-z]+|\/)$/.test(path) ? path : `${path}/`;
  return pageFor(event, PAGES, ROOT.href + own, isPlain);
}

// The app's page, whatever its address. A newer one is kept for the next visit if it belongs to this release: the relay
// writes the day's hours into it.
async function appFor(event) {
  const shell = await caches.open(SHELL);
  const kept = await shell.match(ROOT.href);
  if (!kept) return fetch(event.request);
  event.waitUntil(renewApp(shell).catch(() => {}));
  return kept;
}

async function renewApp(shell) {
  const answer = await fetch(ROOT.href, { cache: "no-cache" });
  if (await isReleases(answer, FILES)) await shell.put(ROOT.href, answer);
}

// Files with a hash in their name never change; the others belong to the release. The map's are kept once it was opened.
async function fileFor(request, path) {
  const shell = await caches.open(SHELL);
  const kept = await shell.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  const isKept = isFile(answer, request.url) && (/-[0-9a-f]{12,16}[._]/.test(path) || MAP_FILES.includes(path));
  // A full disk keeps nobody from the map or an area.
  if (isKept) await shell.put(request, answer.clone()).catch(() => {});
  return answer;
}

// A page without script and an area's page: the network's, else the one that was kept last. An area's belongs to its
// release, as the files that it names do.
async function pageFor(event, cache, key, isOurs) {
  const pages = await caches.open(cache);
  const kept = await pages.match(key, { ignoreSearch: true });
  const fresh = freshPage(event.request, pages, key, isOurs);
  // One that comes too late is there the next time.
  event.waitUntil(fresh);
  if (!kept) return (await fresh).answer ?? absentPage(event.request);
  const late = new Promise((resolve) => setTimeout(resolve, PAGE_PATIENCE_MS, {}));
  const { answer, isTrouble } = await Promise.race([fresh, late]);
  return answer && !isTrouble ? answer : kept;
}

// The network's page, and whether one that was kept is worth more: the server fails, or something else answers for it. What
// is no page of this release is shown if it is one of ours, and is not kept.
async function freshPage(request, pages, key, isOurs) {
  try {
    const answer = await fetch(request);
    if (!answer.ok) return { answer, isTrouble: answer.status >= 500 };
    const page = answer.clone();
    if (!(await isOurs(answer, key))) return { answer, isTrouble: !(await page.text()).includes("boot.js") };
    // A full disk keeps nobody from reading.
    await pages.put(key, page).catch(() => {});
    return { answer };
  } catch {
    return {};
  }
}

// What nobody opened on this device cannot be shown without a network. A page says so, in the language of the address.
async function absentPage({ url }) {
  const isEnglish = /[?&]lang=en\b/.test(url) || url.startsWith(`${ROOT.href}sobre/en/`);
  const page = await caches.match(new URL(isEnglish ? "offline.html" : "hors-ligne.html", ROOT).href);
  if (!page) return Response.redirect(ROOT.href);
  const html = (await page.text()).replaceAll('="./', `="${ROOT.pathname}`);
  const headers = { "content-type": "text/html; charset=utf-8", "content-security-policy": "default-src 'none'; style-src 'self'; img-src data:" };
  return new Response(html, { status: 503, headers });
}

// A document of the API: the network's, else the one that was kept, which says since when and why.
async function documentFor(request) {
  const fresh = freshDocument(request);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, { reason: "timeout" }));
  const { answer, reason } = await Promise.race([fresh, late]);
  if (!reason) return answer;
  const kept = await (await caches.open(DATA)).match(request, { ignoreVary: true });
  if (!kept) return answer ?? (await fresh).answer ?? Response.error();
  const headers = new Headers(kept.headers);
  headers.set("x-kept-because", reason);
  return new Response(kept.body, { headers });
}

// The network's answer, kept where it is a document of ours and no worse than the one that is kept. `reason` says why the
// kept one is worth more.
async function freshDocument(request) {
  let answer, text;
  try {
    answer = await fetch(request);
    if (!answer.ok) return { answer, reason: `${answer.status}` };
    if (!/json/.test(answer.headers.get("content-type"))) return { answer, reason: "portal" };
    text = await textOf(answer.clone());
  } catch {
    return { reason: "network" };
  }
  const { reason, records, made } = look(request.url, text);
  if (reason) return { answer, reason };
  const headers = new Headers(answer.headers);
  headers.set("x-kept-at", new Date().toUTCString());
  headers.set("x-kept-records", records);
  headers.set("x-kept-made", made ?? "");
  const data = await caches.open(DATA);
  const keep = (key) => data.put(key, new Response(text, { headers }));
  const kept = (await data.match(request, { ignoreVary: true }))?.headers;
  const beside = `${request.url}?beside`;
  const isEmptied = records === 0 && kept?.get("x-kept-records") > 0 && !made;
  // A kept one from the future is wrong itself: the server's clock was ahead when it was made.
  const keptMade = Date.parse(kept?.get("x-kept-made"));
  // Not all documents say when they were made; a cache between here and the server may give one that was sent before.
  const keptSent = Date.parse(kept?.get("date"));
  const isOlder =
    (Date.parse(made) < keptMade - HOUR_MS && keptMade < Date.now() + HOUR_MS) ||
    (Date.parse(headers.get("date")) < keptSent && keptSent < Date.now() + HOUR_MS);
  if (isEmptied || isOlder) {
    // After a day it replaces the kept one: then it is no accident.
    const first = await data.match(beside);
    const isNews = !(Date.now() - Date.parse(first?.headers.get("x-kept-at")) > 24 * HOUR_MS);
    if (isNews && !first) await keep(beside).catch(() => {});
    // The page can show an older one with its age; an empty list would hide every centre.
    if (isNews) return isEmptied ? { answer, reason: "unreadable" } : { answer };
  }
  // A full disk keeps nobody from reading.
  await keep(request).then(() => Promise.all([data.delete(beside), forgetOldest(data)])).catch(() => {});
  return { answer };
}

// The text of an answer, "" where it is too long to be a document.
async function textOf(answer) {
  const reader = answer.body.getReader();
  const decoder = new TextDecoder();
  let [text, bytes] = ["", 0];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.length;
    if (bytes > MOST_BYTES) return reader.cancel().then(() => "");
    text += decoder.decode(value, { stream: true });
  }
}

// How many records a document of the API has and when it was made, where it says so, or the reason why it is none.
function look(url, text) {
  const name = /([a-z_]+)\.json$/.exec(url)?.[1];
  try {
    const document = JSON.parse(text);
    if (document.version > 1) return { reason: "version" };
    const list = name === "territory" ? [document] : document[LISTS[name] ?? "values"];
    const isRecord = (record) => (LISTS[name] || name === "territory" ? (record?.id ?? record?.meter) : record) != null;
    if (document.version === 1 && Array.isArray(list)) return { records: list.filter(isRecord).length, made: document.generated_at };
  } catch {}
  return { reason: "unreadable" };
}

async function forgetOldest(data) {
  const others = (await data.keys()).filter(({ url }) => !LASTING.includes(url));
  await Promise.all(others.slice(0, Math.max(0, others.length - MOST_OTHERS)).map((request) => data.delete(request)));
}

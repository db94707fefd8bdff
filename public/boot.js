// Starts the app and notices when it cannot start or go on. It stays outside of WebAssembly on purpose: after a panic,
// or an abort without one, nothing inside of it can speak any more.
// The page itself notices when this file does not run at all.
document.documentElement.dataset.booted = "yes";
const script = document.querySelector("script[data-wasm]");
const shell = document.getElementById("shell");
const address = (name) => new URL(script.dataset[name], document.baseURI).href;

function trouble(reason) {
  console.error("bon-moment:", reason);
  document.getElementById("app").hidden = true;
  document.getElementById("shell-loading").hidden = true;
  shell.hidden = false;
  const notice = document.getElementById("shell-trouble");
  notice.hidden = false;
  document.getElementById("shell-retry").href = location.href;
  document.documentElement.dataset.app = "trouble";
  // Nobody stands by a screen on a wall: it tries again by itself.
  if (document.documentElement.classList.contains("wall")) setTimeout(loadAnew, 60_000);
}

// Only when the network answers: without it a reload would leave a browser's error page, and nobody to go back.
async function loadAnew() {
  const answer = await fetch(location.href, { cache: "no-cache" }).catch(() => null);
  if (answer?.ok) location.reload();
  else if (document.documentElement.dataset.app === "trouble") setTimeout(loadAnew, 60_000);
}

// A trap of WebAssembly leaves the app in no state to go on. Other errors (an extension's script, say) are not ours.
const isTrap = (error) =>
  typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError;
addEventListener("error", (event) => isTrap(event.error) && trouble(event.error));
addEventListener("unhandledrejection", (event) => isTrap(event.reason) && trouble(event.reason));

// Going back comes back to where one was. The browser would look for that place before the app has drawn its page.
const places = new Map();
history.scrollRestoration = "manual";
addEventListener("scroll", () => places.set(location.pathname, scrollY), { passive: true });
addEventListener("popstate", ({ isTrusted }) => isTrusted && requestAnimationFrame(() => scrollTo(0, places.get(location.pathname) ?? 0)));

// Large letters and strong contrast. The relay wrote the switches below the page, and a script that sets what is wanted
// before anything is drawn (src/relay/service.rs). They work whether the app does or not.
const room = document.getElementById("service");
// Where no relay wrote them, as in the fast loop, there are none.
const service = room?.querySelector("template") && room;
const root = document.documentElement;
const DISPLAY = { grand: "large", contraste: "contrast" };
const REMEMBERED = "bm.affichage";
const isOn = (name) => root.classList.contains(DISPLAY[name]);
const wanted = () => Object.keys(DISPLAY).filter(isOn).map((name) => `${name}=1`).join("&");
// A browser may refuse to remember; then nothing is.
const stored = (act) => {
  try {
    return act(localStorage);
  } catch {
    return null;
  }
};
const isRemembered = () => stored((storage) => storage.getItem(REMEMBERED)) !== null;

/** The address's parameters with those of the display as it is now. */
function withDisplay(search) {
  const parameters = new URLSearchParams(search);
  for (const name in DISPLAY) isOn(name) ? parameters.set(name, "1") : parameters.delete(name);
  return `${parameters}` && `?${parameters}`;
}

function showSwitches() {
  for (const box of service.querySelectorAll("input")) box.checked = box.name === "retenir" ? isRemembered() : isOn(box.name);
}

function setDisplay(box) {
  if (box.name in DISPLAY) root.classList.toggle(DISPLAY[box.name], box.checked);
  if (!isShared()) {
    const keeps = box.name === "retenir" ? box.checked : isRemembered();
    stored((storage) => (keeps ? storage.setItem(REMEMBERED, wanted()) : storage.removeItem(REMEMBERED)));
    history.replaceState(history.state, "", location.pathname + withDisplay(location.search) + location.hash);
    // The app reads its address anew, so that what it writes there next says the display too.
    dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  }
  showSwitches();
  // Letters of another size have moved it.
  box.scrollIntoView({ block: "nearest" });
}

// On a computer of many people, a library's desk or what it lends, nothing is remembered, and addresses say nothing.
const isShared = () => !service.querySelector("[name=retenir]");

const isLent = /[?&]guichet/.test(location.search);

/** Shows it in the language that the page speaks; the other one waits in a template. */
function speakAsThePage() {
  const { content } = service.querySelector("template");
  const spoken = service.querySelector("nav");
  const other = [...content.children].find(({ lang }) => lang === root.lang);
  if (other) {
    service.prepend(other);
    content.append(spoken);
  }
  if (isLent) service.querySelector("[name=retenir]")?.closest("label").remove();
  showSwitches();
}

if (service) {
  new MutationObserver(speakAsThePage).observe(root, { attributeFilter: ["lang"] });
  speakAsThePage();
  service.addEventListener("change", (event) => setDisplay(event.target));
  // To other pages of the app and of its areas the display goes along. Those without script follow the system.
  addEventListener("click", ({ target }) => {
    const link = target.closest?.("#app a[href]");
    if (link?.origin === location.origin && !isShared() && (wanted() || link.search)) link.search = withDisplay(link.search);
  }, { capture: true });
  service.addEventListener("click", (event) => {
    const link = event.target.closest(".weight");
    if (!link) return;
    event.preventDefault();
    // Without the network, or in an old browser, the link leads where it says.
    import(new URL("visit.js", document.baseURI)).then((visit) => visit.show(link)).catch(() => location.assign(link.href));
  });
}

try {
  const app = await import(address("js"));
  await app.default({ module_or_path: address("wasm") });
  keepForLater();
} catch (error) {
  trouble(error);
}

// Whether the light mode is on, by the address or by what the device remembers (src/state/choices.rs).
function isLight() {
  const said = new URLSearchParams(location.search).get("leger") ?? stored((storage) => storage.getItem("bm.leger"));
  return said !== null && said !== "0";
}

// Says to the worker that this page runs, and how, until the worker answers that it has noted it: a message to a worker that
// the browser is just ending, starting or replacing can get lost.
async function sayStarted(workers) {
  const installed = matchMedia("(display-mode: standalone)").matches;
  for (let wait = 1_000; ; wait = Math.min(2 * wait, 60_000)) {
    const { active } = await workers.ready;
    const { port1, port2 } = new MessageChannel();
    const isNoted = new Promise((resolve) => {
      port1.onmessage = () => resolve(true);
      setTimeout(resolve, wait);
    });
    active.postMessage({ started: true, installed, light: isLight(), lang: root.lang }, [port2]);
    if (await isNoted) return;
  }
}

// The worker keeps the app for times without a network. A new release takes over only when the reader agrees.
async function keepForLater() {
  const workers = navigator.serviceWorker;
  const api = document.querySelector("meta[name=api-base]").content;
  const worker = new URL(`sw.js?api=${encodeURIComponent(api)}`, document.baseURI);
  // The one that is at work already need not wait for the browser to look for a newer one.
  if (workers) sayStarted(workers);
  // One that takes over later is to keep this page's area too.
  workers?.addEventListener("controllerchange", () => sayStarted(workers));
  // Without it (an old browser, a private window, no TLS) the app works as long as there is a network.
  const registration = await workers?.register(worker, { updateViaCache: "none" }).catch(() => null);
  // Asked for again and again from when it is due; one time is at work until the page is loaded anew or that failed.
  let renewal = null;
  addEventListener("renew", () => (renewal ??= renew(registration).finally(() => (renewal = null))));
  if (!registration) return;
  const offer = document.getElementById("update");
  if (!offer) return;
  const offerIfWaiting = () => {
    offer.hidden = !(registration.waiting && workers.controller);
  };
  offerIfWaiting();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", offerIfWaiting));
  offer.addEventListener("click", (event) => {
    if (!event.target.closest("button")) return;
    workers.addEventListener("controllerchange", () => location.reload(), { once: true });
    registration.waiting?.postMessage("take over");
  });
}

// A screen on a wall loads itself anew each night, and takes a newer release without asking: nobody is there to ask.
async function renew(registration) {
  await registration?.update().catch(() => {});
  const newer = registration?.installing ?? registration?.waiting;
  if (!newer || !navigator.serviceWorker.controller) return loadAnew();
  await new Promise((over) => {
    const listening = new AbortController();
    const { signal } = listening;
    const go = () => {
      if (newer.state === "installed") newer.postMessage("take over");
      // It could not be installed: the next time tries again.
      if (newer.state === "redundant") over(listening.abort());
    };
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { signal, once: true });
    newer.addEventListener("statechange", go, { signal });
    go();
  });
}

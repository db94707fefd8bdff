// Starts the app and notices when it cannot start or go on. It stays outside of WebAssembly on purpose: after a panic,
// or an abort without one, nothing inside of it can speak any more.
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
addEventListener("popstate", () => requestAnimationFrame(() => scrollTo(0, places.get(location.pathname) ?? 0)));

try {
  const app = await import(address("js"));
  await app.default({ module_or_path: address("wasm") });
  keepForLater();
} catch (error) {
  trouble(error);
}

// The worker keeps the app for times without a network. A new release takes over only when the reader agrees.
async function keepForLater() {
  const workers = navigator.serviceWorker;
  const api = document.querySelector("meta[name=api-base]").content;
  const worker = new URL(`sw.js?api=${encodeURIComponent(api)}`, document.baseURI);
  // Without it (an old browser, a private window, no TLS) the app works as long as there is a network.
  const registration = await workers?.register(worker, { updateViaCache: "none" }).catch(() => null);
  const offer = document.getElementById("update");
  if (!registration || !offer) return;
  const offerIfWaiting = () => {
    offer.hidden = !(registration.waiting && workers.controller);
  };
  offerIfWaiting();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", offerIfWaiting));
  offer.addEventListener("click", (event) => {
    if (!event.target.closest("button")) return;
    workers.addEventListener("controllerchange", () => location.reload());
    registration.waiting?.postMessage("take over");
  });
}

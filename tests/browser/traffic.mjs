// What goes over the wire: of one resource as the relay sends it, and of a whole visit as the browser sees it.

import { request } from "node:http";
import { connect, createServer } from "node:net";
import { pause } from "./support.mjs";

export { ecoIndex } from "../../public/visit.js";

/** Bytes of the body that the relay sends for `path` to a browser that takes brotli. */
export const brotliBytes = (origin, path) =>
  new Promise((resolve, reject) => {
    const asked = request(new URL(path, origin), { headers: { "accept-encoding": "br" } }, (response) => {
      let bytes = 0;
      response.on("data", (chunk) => (bytes += chunk.length));
      response.on("end", () => {
        if (response.statusCode !== 200) return reject(new Error(`${path}: status ${response.statusCode}`));
        if (response.headers["content-encoding"] !== "br") return reject(new Error(`${path} came without brotli`));
        return resolve(bytes);
      });
    });
    asked.on("error", reject);
    asked.end();
  });

/**
 * Stands between a browser and the relay at `origin` and counts what the relay sends, whoever in the browser asked for it.
 */
export async function meter(origin) {
  const counted = { bytes: 0, paths: new Map(), requests: [] };
  const sockets = new Set();
  const server = createServer((browser) => {
    const relay = connect(new URL(origin).port, "127.0.0.1");
    // On a connection an answer is over before the next question comes.
    let path = "";
    browser.on("data", (chunk) => {
      const asked = /^GET (\S+)/.exec(chunk.toString("latin1"))?.[1];
      if (asked) counted.requests.push((path = asked));
    });
    relay.on("data", (chunk) => {
      counted.bytes += chunk.length;
      counted.paths.set(path, (counted.paths.get(path) ?? 0) + chunk.length);
    });
    for (const socket of [browser, relay]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
    }
    browser.pipe(relay).pipe(browser);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  /** Bytes since the last time, once nothing has come for a second. */
  const take = async () => {
    for (let before = -1; before !== counted.bytes; await pause(1_000)) before = counted.bytes;
    const { bytes } = counted;
    counted.bytes = 0;
    return bytes;
  };
  const stop = () => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  };
  /** Bytes of all answers so far whose path holds a word. */
  const of = (word) => [...counted.paths].filter(([path]) => path.includes(word)).reduce((sum, [, bytes]) => sum + bytes, 0);
  const requestsOf = (word) => counted.requests.filter((path) => path.includes(word)).length;
  return { origin: `http://127.0.0.1:${server.address().port}`, take, of, requestsOf, stop };
}

/**
 * Opens `path` in a new page of `context` and says what came over the wire until nothing more was asked for:
 * `bytes` with headers, `requests`, and `revalidations`, the bytes of each answer 304. Caches of the context count.
 */
export async function visit(context, origin, path) {
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send("Network.enable");
  const answers = new Map();
  cdp.on("Network.responseReceived", ({ requestId, response }) => {
    const fromWire = !response.fromDiskCache && !response.fromPrefetchCache && !response.url.startsWith("data:");
    if (fromWire) answers.set(requestId, { url: response.url, status: response.status, bytes: null });
  });
  // Of a resource that a cache holds and the server confirmed, the browser tells the cached status; this has the real one.
  const confirmed = new Set();
  cdp.on("Network.responseReceivedExtraInfo", ({ requestId, statusCode }) => statusCode === 304 && confirmed.add(requestId));
  let finished = 0;
  cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    finished += 1;
    const answer = answers.get(requestId);
    if (answer) answer.bytes = encodedDataLength;
  });
  await page.goto(origin + path);
  await page.locator("#app h1").waitFor();
  // Quiet when nothing has been answered for a second.
  for (let before = -1; before !== finished; await pause(1_000)) before = finished;
  const over = [...answers].filter(([, { bytes }]) => bytes > 0);
  const elements = await page.evaluate(() => document.querySelectorAll("*:not(svg *)").length);
  await page.close();
  return {
    bytes: over.reduce((sum, [, { bytes }]) => sum + bytes, 0),
    requests: over.length,
    answers: over.map(([, { url, bytes }]) => ({ path: new URL(url).pathname, bytes })),
    revalidations: over.filter(([id]) => confirmed.has(id)).map(([, { bytes, url }]) => ({ bytes, url })),
    elements,
  };
}

/** Bytes in which the files of a first visit that are text name an area: links, names of files. */
export async function namedIn(origin, area) {
  const texts = ["", "boot.js", "sw.js"].map(async (path) => (await fetch(`${origin}/${path}`)).text());
  const names = new RegExp(`[^\\s"'\`<>]*${area}[^\\s"'\`<>]*`, "g");
  return (await Promise.all(texts)).flatMap((text) => text.match(names) ?? []).join("").length;
}

/** Rows of words as a table, the first row its head. */
export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  const line = (row) => row.map((cell, column) => (column === 0 ? String(cell).padEnd(widths[column]) : String(cell).padStart(widths[column]))).join("  ");
  return [line(rows[0]), widths.map((width) => "-".repeat(width)).join("  "), ...rows.slice(1).map(line)].join("\n");
}

// What the visit of a page weighed, for who asks (the link of that name below each page; public/boot.js loads this then).
// The words come from the page on ecodesign, which has the table without figures. Nothing is sent.

/** Shows the figures behind `link`, in the place of those that were shown before. */
export async function show(link) {
  const page = link.closest("nav");
  page.querySelector("#visit")?.remove();
  // Before anything of its own is loaded or drawn.
  const visit = measure(link.href);
  const answer = await fetch(link.href);
  if (!answer.ok) throw new Error(`${link.href}: ${answer.status}`);
  // That page has its own style, which this one's policy would refuse.
  const html = (await answer.text()).replace(/<style>.*?<\/style>/s, "");
  const table = new DOMParser().parseFromString(html, "text/html").getElementById("visit");
  fill(table, visit);
  page.append(document.adoptNode(table));
  const heading = table.querySelector("h2");
  heading.tabIndex = -1;
  heading.focus();
}

/**
 * What this page transferred since it was opened, by the browser's own account (Resource Timing): bytes with headers as the
 * browser estimates them, and requests that went over the network. What its worker answered may have come from the
 * device or from the network, and other servers need not say their sizes: those count as `unknown`, never as nothing.
 */
function measure(declaration) {
  const own = [import.meta.url, declaration];
  const all = ["navigation", "resource"].flatMap((kind) => performance.getEntriesByType(kind));
  const entries = all.filter(({ name }) => !own.includes(name));
  const isTold = (entry) => entry.workerStart === 0 && (entry.transferSize > 0 || entry.decodedBodySize > 0);
  const told = entries.filter(isTold);
  const sent = told.filter(({ transferSize }) => transferSize > 0);
  const bytes = sent.reduce((sum, { transferSize }) => sum + transferSize, 0);
  const unknown = entries.length - told.length;
  // The browser notes so many and no more: afterwards there may be others.
  const isCut = performance.getEntriesByType("resource").length >= 250;
  const elements = document.querySelectorAll("*:not(svg *)").length;
  const requests = sent.length + unknown;
  return { bytes, requests, elements, unknown, isCut, index: ecoIndex({ elements, requests, bytes }) };
}

function fill(table, { bytes, requests, elements, unknown, isCut, index }) {
  const { kilobytes, point, least, most, none } = table.dataset;
  const whole = (value) => `${Math.round(value)}`;
  const kB = `${(bytes / 1000).toFixed(1).replace(".", point)}\u00a0${kilobytes}`;
  const isShort = unknown > 0 || isCut;
  const figures = {
    bytes: bytes === 0 && isShort ? none : isShort ? `${least} ${kB}` : kB,
    requests: isCut ? `${least} ${requests}` : whole(requests),
    elements: whole(elements),
    // A greater weight can but lower it.
    index: isShort ? `${most} ${whole(index)}` : whole(index),
    unknown: whole(unknown),
  };
  for (const cell of table.querySelectorAll("[data-figure]")) cell.textContent = figures[cell.dataset.figure];
  for (const part of table.querySelectorAll("[data-without]")) part.remove();
  for (const part of table.querySelectorAll("[data-with]")) part.hidden = part.dataset.with === "unknown" && unknown === 0;
}

// Where the web's pages stand, each twentieth of them (HTTP Archive, as the authors of the EcoIndex took it).
const QUANTILES = {
  elements: [0, 47, 75, 159, 233, 298, 358, 417, 476, 537, 603, 674, 753, 843, 949, 1076, 1237, 1459, 1801, 2479, 594601],
  requests: [0, 2, 15, 25, 34, 42, 49, 56, 63, 70, 78, 86, 95, 105, 117, 130, 147, 170, 205, 281, 3920],
  kilobytes: [
    0, 1.37, 144.7, 319.53, 479.46, 631.97, 783.38, 937.91, 1098.62, 1265.47, 1448.32, 1648.27, 1876.08, 2142.06, 2465.37,
    2866.31, 3401.59, 4155.73, 5400.08, 8037.54, 223212.26,
  ],
};

/**
 * The EcoIndex of a page: where it stands among the web's pages, from 0, the heaviest, to 100. Formula and quantiles are
 * those of the Collectif conception numérique responsable, https://www.ecoindex.fr/comment-ca-marche/.
 */
export function ecoIndex({ elements, requests, bytes }) {
  const rank = (quantiles, value) => {
    const above = quantiles.findIndex((quantile) => value < quantile);
    if (above < 0) return quantiles.length - 1;
    return above - 1 + (value - quantiles[above - 1]) / (quantiles[above] - quantiles[above - 1]);
  };
  const ranks = 3 * rank(QUANTILES.elements, elements) + 2 * rank(QUANTILES.requests, requests) + rank(QUANTILES.kilobytes, bytes / 1000);
  return 100 - (5 * ranks) / 6;
}

// Writes the compressed forms of the built app beside its files (`app.js.br`, `app.js.gz`), once per build: the relay reads
// them instead of compressing the whole app at each start, and so may any static host. packaging/build-web.sh runs it last.
// Pages that the relay completes (each `index.html`) are left out, since their bytes are not final here.

import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const DIST = "dist";
/** What `is_worth_compressing` of src/relay/content.rs compresses: text, programs and vector pictures above 150 bytes. */
const COMPRESSIBLE = /\.(html|css|js|wasm|json|webmanifest|svg|txt|xml)$/;
const SMALLEST = 150;

const files = readdirSync(DIST, { recursive: true })
  .map((name) => join(DIST, name))
  .filter((path) => COMPRESSIBLE.test(path) && !/(^|\/)index\.html$/.test(path))
  .filter((path) => statSync(path).isFile() && statSync(path).size >= SMALLEST);

for (const path of files) {
  const bytes = readFileSync(path);
  const forms = {
    br: brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
    gz: gzipSync(bytes, { level: 9 }),
  };
  for (const [ending, form] of Object.entries(forms)) {
    if (form.length < bytes.length) writeFileSync(`${path}.${ending}`, form);
  }
}

// Trunk's hook after the build: makes smaller what the app and its JavaScript call each other by. wasm-bindgen gives each
// name sixteen random digits, in both files, which no compression makes smaller. Comments and indents go as well.

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.env.TRUNK_STAGING_DIR;
// Trunk writes a hash of sixteen digits without its leading zeros.
const files = readdirSync(folder).filter((name) => /-[0-9a-f]{12,16}(_bg)?\.(js|wasm)$/.test(name));
const texts = new Map(files.map((name) => [name, readFileSync(join(folder, name), "latin1")]));
const glue = texts.get(files.find((name) => name.endsWith(".js")));
const DIGITS = /(?<=_)[0-9a-f]{16}(?![0-9a-f])/g;
// As many digits as before, so that no length in the binary changes.
const numbers = new Map([...new Set(glue.match(DIGITS))].map((digits, i) => [digits, String(i).padStart(16, "0")]));

for (const [name, text] of texts) {
  const shortened = text.replace(DIGITS, (digits) => numbers.get(digits) ?? digits);
  const bare = shortened.replace(/^\s+/gm, "").replace(/^\/\*[^]*?\*\/\n|^\/\/.*\n/gm, "");
  writeFileSync(join(folder, name), name.endsWith(".js") ? bare : shortened, "latin1");
}

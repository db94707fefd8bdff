// Trunk's hook after the build: makes smaller what the app and its JavaScript call each other by. wasm-bindgen gives each
// function that one of them has of the other a long name, with random digits that no compression makes smaller, and writes
// it into both files. A letter or two do. Comments and indents go as well.

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const [IMPORTS, EXPORTS] = [2, 7];
/** What lies behind the name of an import of each kind: a function's type, a table, a memory, a global, a tag. */
const DESCRIPTIONS = [(at) => at.number(), (at) => (at.skip(1), at.limits()), (at) => at.limits(), (at) => at.skip(2), (at) => (at.skip(1), at.number())];

/** Reads a WebAssembly binary from `place` on. */
class Reader {
  constructor(bytes, place = 0) {
    [this.bytes, this.place] = [bytes, place];
  }
  skip(count) {
    this.place += count;
  }
  byte() {
    return this.bytes[this.place++];
  }
  /** Seven bits a byte, the lowest first. */
  number() {
    let [value, weight] = [0, 1];
    for (;;) {
      const byte = this.byte();
      value += (byte & 127) * weight;
      if (byte < 128) return value;
      weight *= 128;
    }
  }
  limits() {
    const hasMost = this.number() & 1;
    this.number();
    if (hasMost) this.number();
  }
  text() {
    const length = this.number();
    this.skip(length);
    return this.bytes.toString("utf8", this.place - length, this.place);
  }
  /** What `read` passes over, as it is. */
  raw(read) {
    const begin = this.place;
    read(this);
    return this.bytes.subarray(begin, this.place);
  }
}

function number(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value & 127) | 128);
  return Buffer.from([...bytes, value]);
}
const text = (name) => Buffer.concat([number(Buffer.byteLength(name)), Buffer.from(name)]);

/** The section from `at` on with each name as `rename` has it. */
function renamed(at, id, rename) {
  const count = at.number();
  const parts = [number(count)];
  for (let i = 0; i < count; i += 1) {
    if (id === IMPORTS) parts.push(text(rename(at.text(), id)));
    parts.push(text(rename(at.text(), id)));
    const describe = (at) => (id === IMPORTS ? DESCRIPTIONS[at.byte()](at) : (at.skip(1), at.number()));
    parts.push(at.raw(describe));
  }
  return Buffer.concat(parts);
}

/**
 * The binary and its JavaScript with short names for all that they have of each other. Throws where one of them is not what
 * it is taken for.
 */
export function shorten(binary, glue) {
  const ofBinary = (name) => `wasm.${name}`;
  const called = new Set(glue.match(/\bwasm\.\w+/g));
  const names = new Map();
  // A letter first: they are names in JavaScript too. What only others call it by stays.
  const rename = (name, id) => {
    if (id === EXPORTS && !called.has(ofBinary(name))) return name;
    if (!names.has(name)) names.set(name, `a${names.size.toString(36)}`);
    return names.get(name);
  };
  if (binary.toString("latin1", 0, 4) !== "\0asm") throw new Error("this is no WebAssembly");
  const at = new Reader(binary, 8);
  const parts = [binary.subarray(0, 8)];
  while (at.place < binary.length) {
    const id = at.byte();
    const length = at.number();
    const content = binary.subarray(at.place, at.place + length);
    const shorter = [IMPORTS, EXPORTS].includes(id) ? renamed(new Reader(content), id, rename) : content;
    parts.push(Buffer.from([id]), number(shorter.length), shorter);
    at.skip(length);
  }
  return { binary: Buffer.concat(parts), glue: follow(glue, names) };
}

function follow(glue, names) {
  const missing = new Set(names.keys());
  const short = (name) => (missing.delete(name), names.get(name) ?? name);
  const followed = glue
    .replace(/^\s+/gm, "")
    .replace(/^\/\*[^]*?\*\/\n|^\/\/.*\n/gm, "")
    // Whose the functions are that the binary takes, each of them, and what it gives.
    .replace(/(?<=")\.\/[^"\n]+(?=":)/g, short)
    .replace(/^\w+(?=: function\b)/gm, short)
    .replace(/(?<=\bwasm\.)\w+/g, short);
  if (missing.size > 0) throw new Error(`the JavaScript does not know ${[...missing].join(", ")}`);
  return followed;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.env.TRUNK_STAGING_DIR;
  // Trunk writes a hash of sixteen digits without its leading zeros.
  const files = readdirSync(folder).filter((name) => /-[0-9a-f]{12,16}(_bg)?\.(js|wasm)$/.test(name));
  const [wasm, js] = ["wasm", "js"].map((kind) => join(folder, files.find((name) => name.endsWith(`.${kind}`))));
  const { binary, glue } = shorten(readFileSync(wasm), readFileSync(js, "utf8"));
  writeFileSync(wasm, binary);
  writeFileSync(js, glue);
}

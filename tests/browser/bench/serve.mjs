// The relay's answers beside nginx': the same documents, the same machine, one run. nginx has one worker, the relay its usual
// threads. nginx reads a file that lies ready, its compressed form beside it; the relay answers from memory. Ratios count,
// absolute figures are this machine's. Needs wrk and nginx (packaging/setup.sh bench).

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { startRelay } from "../support.mjs";
import { table } from "../traffic.mjs";

const ROUNDS = 5;
const SECONDS = 3;
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** nginx with the documents as files. */
async function startNginx(folder, documents) {
  for (const [name, body] of documents) {
    writeFileSync(join(folder, name), body);
    writeFileSync(join(folder, `${name}.gz`), gzipSync(body, { level: 9 }));
  }
  const port = await freePort();
  // Started by root it would become another user, who may not read this folder.
  const user = userInfo().uid === 0 ? "user root;\n" : "";
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path temp;`).join(" ");
  writeFileSync(join(folder, "nginx.conf"), `${user}daemon off; worker_processes 1; pid nginx.pid; error_log stderr;
    events {} http { ${temporary} access_log off; keepalive_requests 1000000; gzip_static on; open_file_cache max=100;
    server { listen 127.0.0.1:${port}; root .; default_type application/json; } }`);
  const program = spawn("/usr/sbin/nginx", ["-p", folder, "-c", "nginx.conf", "-e", "stderr"], { stdio: "ignore" });
  await new Promise((resolve, reject) => {
    program.on("error", reject);
    setTimeout(resolve, 500);
  });
  const stop = () => new Promise((resolve) => program.on("exit", resolve) && program.kill("SIGTERM"));
  return { origin: `http://127.0.0.1:${port}`, stop };
}

/** Answers a second, and the time within which 99 of 100 came, in milliseconds. */
function load(address, headers) {
  const script = join(folder, "load.lua");
  writeFileSync(script, `done = function(summary, latency)
    io.write(string.format("RESULT %f %f %d\\n", summary.requests / (summary.duration / 1e6), latency:percentile(99) / 1000, summary.errors.status + summary.errors.read))
  end`);
  const more = headers.flatMap((header) => ["-H", header]);
  const said = execFileSync("wrk", ["-t1", "-c16", `-d${SECONDS}s`, "-s", script, ...more, address], { encoding: "utf8" });
  const [, rate, slow, errors] = /RESULT (\S+) (\S+) (\d+)/.exec(said);
  if (Number(errors) > 0) throw new Error(`${address}: ${errors} errors\n${said}`);
  return { rate: Number(rate), slow: Number(slow) };
}

const folder = mkdtempSync(join(tmpdir(), "bench-"));
const relay = await startRelay();
const names = ["live.json", "sites.json"];
const documents = await Promise.all(names.map(async (name) => [name, Buffer.from(await (await fetch(`${relay.origin}/api/v1/${name}`)).arrayBuffer())]));
const nginx = await startNginx(folder, documents);
try {
  const cases = [];
  for (const name of names) {
    const [ours, theirs] = [`${relay.origin}/api/v1/${name}`, `${nginx.origin}/${name}`];
    const etag = async (address) => `If-None-Match: ${(await fetch(address)).headers.get("etag")}`;
    const gzip = "Accept-Encoding: gzip";
    cases.push([`${name}, gzip`, [ours, [gzip]], [theirs, [gzip]]]);
    cases.push([`${name}, not changed (304)`, [ours, [await etag(ours)]], [theirs, [await etag(theirs)]]]);
  }
  const rows = [[`answers a second, median of ${ROUNDS}`, "relay", "nginx", "relay / nginx", "relay 99 %", "nginx 99 %"]];
  for (const [name, ours, theirs] of cases) {
    const rounds = Array.from({ length: ROUNDS }, () => [load(...ours), load(...theirs)]);
    const of = (which, what) => median(rounds.map((round) => round[which][what]));
    const ratio = median(rounds.map(([a, b]) => a.rate / b.rate)).toFixed(2);
    rows.push([name, Math.round(of(0, "rate")), Math.round(of(1, "rate")), ratio, `${of(0, "slow").toFixed(1)} ms`, `${of(1, "slow").toFixed(1)} ms`]);
  }
  console.log(table(rows));
} finally {
  await nginx.stop();
  await relay.stop();
  rmSync(folder, { recursive: true });
}

// NRR over tables of growing size: this build, others given as --server FILE, and the query by hand, in turn: node sizes.mjs [--parquet] [ROWS...]
import { spawn } from "node:child_process";
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { median } from "./timing.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const words = process.argv.slice(2);
const programs = words.flatMap((word, index) => (words[index - 1] === "--server" ? [word] : []));
const parquet = words.includes("--parquet");
const asked = words.filter((word) => /^\d+$/.test(word)).map(Number);
const MILLION = 1_000_000;
const sizes = asked.length ? asked : [340, 5_000, 100_000, MILLION, 10 * MILLION];
const RUNS = { small: 5, large: 3 };
const window = { from: "2024-12-01", to: "2025-12-01" };

/** Whole accounts of the table of a million rows, the first ones that have so many rows, in order of month. */
function makeTable(rows) {
  const path = `${here}tables/rows-${rows}.csv`;
  const [head, ...lines] = readFileSync(`${here}tables/snapshots-1m.csv`, "utf8").trimEnd().split("\n");
  const counts = new Map();
  for (const line of lines) {
    const account = line.slice(0, line.indexOf(","));
    counts.set(account, (counts.get(account) ?? 0) + 1);
  }
  const kept = new Set();
  let sum = 0;
  for (const account of [...counts.keys()].sort()) {
    if (sum >= rows) break;
    kept.add(account);
    sum += counts.get(account);
  }
  writeFileSync(path, `${[head, ...lines.filter((line) => kept.has(line.slice(0, line.indexOf(","))))].join("\n")}\n`);
  return `tables/rows-${rows}.csv`;
}

/** The table of a million rows so many times over, each time with accounts of other names. */
function makeMany(rows) {
  const path = `${here}tables/rows-${rows}.csv`;
  const text = readFileSync(`${here}tables/snapshots-1m.csv`, "utf8").trimEnd();
  const first = text.indexOf("\n");
  writeFileSync(path, `${text}\n`);
  for (let copy = 1; copy < rows / MILLION; copy++)
    appendFileSync(path, `${text.slice(first + 1).replaceAll("Account ", `Account ${copy}-`)}\n`);
  return `tables/rows-${rows}.csv`;
}

/** The same rows as Parquet, its types those of the columns; written by DuckDB. */
async function asParquet(table) {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const made = table.replace(".csv", ".parquet");
  await connection.run(
    `COPY (SELECT * FROM read_csv('${here}${table}', header = true, columns = {account: 'VARCHAR', month: 'DATE', mrr: 'DECIMAL(18,2)'})) TO '${here}${made}' (FORMAT parquet)`,
  );
  return made;
}

const csvOf = (rows) => (rows === MILLION ? "tables/snapshots-1m.csv" : rows > MILLION ? makeMany(rows) : makeTable(rows));

/** One whole process: seconds by the clock and of processor, and the most memory it held. */
function runOnce(args) {
  return new Promise((ended) => {
    const start = performance.now();
    const child = spawn(process.execPath, ["--import", `${here}usage.mjs`, ...args], { cwd: here });
    let [out, err] = ["", ""];
    child.stdout.on("data", (part) => (out += part));
    child.stderr.on("data", (part) => (err += part));
    child.on("close", (code) => {
      const [, cpu, memory] = /USAGE ([\d.e-]+) ([\d.]+)/.exec(err) ?? [];
      ended({ ok: code === 0, wall: (performance.now() - start) / 1000, cpu: Number(cpu), memory: Number(memory), out, err });
    });
  });
}

const json = (table) => JSON.stringify({ table, ...window });
const own = fileURLToPath(new URL("../dist/server.mjs", import.meta.url));
const contenders = [
  ["this build", (table) => [own, "call", "compute_nrr", "--json", json(table)]],
  ...programs.map((program) => [program, (table) => [program, "call", "compute_nrr", "--json", json(table)]]),
  ...(existsSync(`${here}node_modules/@duckdb`)
    ? [["DuckDB", (table) => ["nrr-duckdb.mjs", table, window.from, window.to]]]
    : []),
];

const measured = new Map();
console.log("| rows | what | processor, s | clock, s | peak memory, MiB | NRR |\n| --- | --- | --- | --- | --- | --- |");
for (const rows of sizes) {
  const table = parquet ? await asParquet(csvOf(rows)) : csvOf(rows);
  const runs = contenders.map(() => []);
  for (let round = 0; round < (rows > 100_000 ? RUNS.large : RUNS.small); round++)
    for (const [place, [, args]] of contenders.entries()) runs[place].push(await runOnce(args(table)));
  for (const [place, [name]] of contenders.entries()) {
    const failed = runs[place].find(({ ok }) => !ok);
    if (failed) {
      console.log(`| ${rows} | ${name} | refused or failed: ${failed.err.trim().split("\n")[0].slice(0, 120)} | | | |`);
      continue;
    }
    const middle = (read) => median(runs[place].map(read));
    const nrr = JSON.parse(runs[place][0].out).nrr;
    measured.set(
      `${rows} ${name}`,
      middle(({ cpu }) => cpu),
    );
    console.log(
      `| ${rows} | ${name} | ${middle(({ cpu }) => cpu).toFixed(2)} | ${middle(({ wall }) => wall).toFixed(2)} | ${middle(({ memory }) => memory).toFixed(0)} | ${nrr.toFixed(6)} |`,
    );
  }
}
// How processor grows with rows from one size to the next: the exponent, 1 where it grows as they do.
for (const [name] of contenders)
  for (const [place, rows] of sizes.entries()) {
    const [now, before] = [measured.get(`${rows} ${name}`), measured.get(`${sizes[place - 1]} ${name}`)];
    if (now !== undefined && before !== undefined)
      console.log(
        `${name}, ${sizes[place - 1]} to ${rows}: exponent ${(Math.log(now / before) / Math.log(rows / sizes[place - 1])).toFixed(2)}`,
      );
  }
console.log(`\nLoad at the end: ${loadavg()[0].toFixed(1)}`);

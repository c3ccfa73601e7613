// Times the built program: node run.mjs [start] [tools] [large] [--server FILE]; without a name, everything.
import { existsSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { calls } from "./calls.mjs";
import { inlineHealth, renewals } from "./make-tables.mjs";
import { startServer } from "./server.mjs";
import { median, runProcess, timed } from "./timing.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const words = process.argv.slice(2);
const given = words.indexOf("--server");
const program = given === -1 ? fileURLToPath(new URL("../dist/server.mjs", import.meta.url)) : words[given + 1];
const parts = given === -1 ? words : words.toSpliced(given, 2);

const [STARTS, CALLS, LARGE_CALLS, PROCESSES] = [11, 15, 5, 5];

const print = (headers, rows) => {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  console.log([line(headers), line(headers.map(() => "---")), ...rows.map(line)].join("\n"), "\n");
};
const ms = (value) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
const seconds = (value) => `${value.toFixed(2)} s`;
const range = (values, show) => `${show(median(values))} (${show(Math.min(...values))} to ${show(Math.max(...values))})`;
const load = () => loadavg()[0].toFixed(1);

async function measureStart() {
  const [bare, listed, memory, bareCpu, listedCpu] = [[], [], [], [], []];
  for (let run = 0; run <= STARTS; run++) {
    const node = await timed(() => runProcess([process.execPath, "-e", "0"], here));
    const server = startServer(program, here);
    const opened = await timed(() => server.open());
    const [held, processor] = [server.memory(), server.processor()];
    await server.close();
    // The first run only warms the file cache.
    if (run === 0) continue;
    bare.push(node.value.wall * 1000);
    listed.push(opened.ms);
    bareCpu.push(node.value.cpu);
    if (held !== null) memory.push(held);
    if (processor !== null) listedCpu.push(processor);
  }
  const mean = (values) => values.reduce((sum, one) => sum + one, 0) / values.length;
  console.log(`## Start (${STARTS} runs, load ${load()})\n`);
  print(
    ["what", "median (least to most)"],
    [
      ["bare node to its end", range(bare, ms)],
      ["spawn to tools/list answered", range(listed, ms)],
      ["the second against the first, medians", `${(median(listed) / median(bare)).toFixed(2)} times`],
      ["the same, least against least", `${(Math.min(...listed) / Math.min(...bare)).toFixed(2)} times`],
      [
        "processor of both, means",
        listedCpu.length
          ? `${ms(mean(bareCpu) * 1000)} and ${ms(mean(listedCpu) * 1000)}, ${(mean(listedCpu) / mean(bareCpu)).toFixed(2)} times`
          : "not known on this system",
      ],
      ["memory after it", memory.length ? range(memory, (mib) => `${mib.toFixed(1)} MiB`) : "not known on this system"],
    ],
  );
}

/** So many calls of one tool, after two that warm it: milliseconds by the clock, and of the server's processor a call. */
async function callTimes(server, tool, input, times, show = ms) {
  for (let run = 0; run < 2; run++) await server.call(tool, input);
  const [found, before] = [[], server.processor()];
  for (let run = 0; run < times; run++) found.push((await timed(() => server.call(tool, input))).ms);
  const processor = before === null ? "not known" : show(((server.processor() - before) * 1000) / times);
  return [processor, range(found, show)];
}

async function measureTools() {
  const server = startServer(program, here);
  const names = (await server.open()).map(({ name }) => name);
  const rows = [];
  for (const { tool, what, input } of calls) {
    if (!names.includes(tool)) continue;
    try {
      rows.push([tool, what, ...(await callTimes(server, tool, input, CALLS))]);
    } catch (error) {
      rows.push([tool, what, `refused: ${error.message.split("\n")[0]}`, ""]);
    }
  }
  await server.close();
  const asked = new Set(calls.map(({ tool }) => tool));
  for (const name of names) if (!asked.has(name)) rows.push([name, "", "no call here yet", ""]);
  console.log(`## Tools in a running server (${CALLS} warm calls each, load ${load()})\n`);
  print(["tool", "asked", "of processor, mean", "by the clock, median (least to most)"], rows);
}

async function measureLarge() {
  const server = startServer(program, here);
  await server.open();
  const large = [
    ["score_health", "100,000 accounts with outcomes, table", { table: "tables/health-100000.csv" }],
    ["score_health", "40,000 accounts with outcomes, inline (a message may have 10 MB)", inlineHealth(40_000)],
    ["forecast_renewals", "5,000 renewals, exact distribution, inline", { as_of: "2026-01-01", renewals: renewals() }],
    ["forecast_renewals", "the same, table", { as_of: "2026-01-01", table: "tables/renewals-5000.csv" }],
  ];
  const rows = [];
  for (const [tool, what, input] of large) {
    rows.push([tool, what, ...(await callTimes(server, tool, input, LARGE_CALLS, (one) => seconds(one / 1000)))]);
  }
  await server.close();
  console.log(`## Large books in a running server (${LARGE_CALLS} warm calls each, load ${load()})\n`);
  print(["tool", "asked", "of processor, mean", "by the clock, median (least to most)"], rows);

  const command = (tool, json) => [process.execPath, program, "call", tool, "--json", json];
  const whole = [
    ["score_health", "100,000 accounts with outcomes, table", command("score_health", '{"table":"tables/health-100000.csv"}')],
    ["score_health", "100,000 accounts with outcomes, inline", command("score_health", "@tables/health-100000.json")],
    [
      "forecast_renewals",
      "5,000 renewals, table",
      command("forecast_renewals", '{"as_of":"2026-01-01","table":"tables/renewals-5000.csv"}'),
    ],
  ];
  const processes = [];
  for (const [tool, what, words] of whole) {
    const runs = [];
    for (let run = 0; run < PROCESSES; run++) runs.push(await runProcess(words, here));
    processes.push([tool, what, ...wallAndProcessor(runs)]);
  }
  console.log(`## The same on the command line, whole process (${PROCESSES} runs, load ${load()})\n`);
  print(["tool", "asked", "by the clock", "of processor"], processes);
}

const wallAndProcessor = (runs) =>
  ["wall", "cpu"].map((kind) =>
    range(
      runs.map((run) => run[kind]),
      seconds,
    ),
  );

if (!existsSync(new URL("tables/snapshots-1m.csv", import.meta.url))) {
  console.error("The tables are not made yet: node make-tables.mjs");
  process.exit(1);
}
const measures = { start: measureStart, tools: measureTools, large: measureLarge };
const unknown = parts.filter((part) => !(part in measures));
if (unknown.length) {
  console.error(`There is no ${unknown.join(", ")}; there are ${Object.keys(measures).join(", ")}.`);
  process.exit(1);
}
const day = new Date().toISOString().slice(0, 10);
console.log(`${day}, ${process.version}, ${cpus().length} x ${cpus()[0].model}, ${relative(here, program)}\n`);
for (const part of parts.length ? parts : Object.keys(measures)) await measures[part]();

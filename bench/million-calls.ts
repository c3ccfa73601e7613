// A million generated calls of every tool, in this process: npx tsx bench/million-calls.ts [--calls N] [--from N] [--minutes N]
// Prints what came of them, what was wrong with any, and what the memory did.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { callTool } from "../src/topics/tools.ts";
import { generatedCall } from "../test/hostile/generated-calls.ts";
import { faultOf } from "../test/hostile/judge-outcome.ts";
import { generatedTables, hostileNames } from "../test/hostile/tables.ts";
import { openTestPorts } from "../test/open-test-ports.ts";

const option = (name: string, usual: number): number =>
  process.argv.includes(name) ? Number(process.argv[process.argv.indexOf(name) + 1]) : usual;
const calls = option("--calls", 1_000_000);
const first = option("--from", 0);
const minutes = option("--minutes", Number.POSITIVE_INFINITY);
const MANY = 40;
const SLOW_MILLISECONDS = 5_000;
const folder = mkdtempSync(join(tmpdir(), "calls-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
for (const [name, text] of Object.entries(generatedTables)) writeFileSync(join(folder, name), text);
const ports = openTestPorts(folder);

const counts: Record<string, number> = { done: 0, problem: 0, fault: 0 };
const wrong = new Map<string, { times: number; first: number }>();
const started = performance.now();
let slowest = { ms: 0, number: 0 };
let made = 0;
for (let number = first; number < first + calls && performance.now() - started < minutes * 60_000; number++) {
  made += 1;
  const { tool, input } = generatedCall(number);
  const before = performance.now();
  const outcome = await callTool(tool, input, ports);
  const ms = performance.now() - before;
  if (ms > slowest.ms) slowest = { ms, number };
  counts[outcome.kind]! += 1;
  const fault = faultOf(tool, outcome, hostileNames) ?? (ms > SLOW_MILLISECONDS ? "slow" : null);
  if (fault !== null) {
    const key = `${tool}: ${fault.replaceAll(/\d+/g, "#").slice(0, 160)}`;
    const known = wrong.get(key);
    if (known) known.times += 1;
    else wrong.set(key, { times: 1, first: number });
    if (known === undefined && wrong.size <= MANY)
      console.log(`call ${number} of ${tool}: ${fault.slice(0, 300)}\n  ${JSON.stringify(input)?.slice(0, 400)}`);
  }
  if ((number - first + 1) % Math.max(1, Math.floor(calls / 50)) === 0) {
    const seconds = (performance.now() - started) / 1000;
    console.log(`${number - first + 1} calls in ${seconds.toFixed(0)} s; ${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB`);
  }
}
console.log(
  JSON.stringify({
    calls: made,
    ...counts,
    kindsOfFault: wrong.size,
    slowest: { ms: Math.round(slowest.ms), call: slowest.number },
  }),
);
for (const [what, { times, first: number }] of [...wrong].sort((a, b) => b[1].times - a[1].times))
  console.log(`${times} times (first: call ${number}) ${what}`);
process.exitCode = wrong.size ? 1 : 0;

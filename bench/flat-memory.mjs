// Whether the running server keeps what it should let go: a hundred thousand calls of several tools over stdio, and the memory of the process after each ten thousand.
//   node flat-memory.mjs [--calls N]
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startServer } from "./server.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const option = (name, usual) => (process.argv.includes(name) ? Number(process.argv[process.argv.indexOf(name) + 1]) : usual);
const calls = option("--calls", 100_000);
const AT_ONCE = 8;
const inputs = [
  ["compute_nrr", (at) => ({ totals: { starting: 1_000_000 + at, expansion: 150_000, contraction: 30_000, churn: 50_000 } })],
  ["score_surveys", (at) => ({ nps: { score: at % 100, answers: 61 + (at % 500) } })],
  ["find_rules", () => ({ id: "segmentation-tiers" })],
  ["model_economics", (at) => ({ ask: "point_of_retention", arr: 1_000_000 + at, gross_margin: 0.8, from: 0.94, to: 0.96 })],
  ["inspect_table", () => ({ table: "nothing-there.csv" })],
  ["size_team", (at) => ({ tiers: [{ tier: `T${at % 1000}`, touch: "high", accounts: 40, arr: 7_250_000 }] })],
];
const server = startServer(join(root, "dist/server.mjs"), join(root, "examples"));
await server.open();
let sent = 0;
let refused = 0;
const started = performance.now();
const marks = [];
async function worker() {
  while (sent < calls) {
    const at = sent++;
    const [tool, input] = inputs[at % inputs.length];
    const { isError } = await server.answer(tool, input(at));
    if (isError) refused += 1;
    if ((at + 1) % Math.max(1, Math.floor(calls / 10)) === 0) {
      marks.push(Math.round(server.memory()));
      console.log(`${at + 1} calls in ${((performance.now() - started) / 1000).toFixed(0)} s: ${marks.at(-1)} MiB`);
    }
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, worker));
await server.close();
// The first mark holds what is loaded once; from there on nothing should grow with the number of calls.
console.log(
  JSON.stringify({
    calls: sent,
    refused,
    memory: marks,
    growth: `${(((marks.at(-1) - marks[0]) / marks[0]) * 100).toFixed(0)}%`,
  }),
);

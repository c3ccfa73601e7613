// Whether the running server keeps what it should let go: a hundred thousand calls of several tools over stdio. After each tenth of them the server collects its garbage
// and says what it holds; beside that stands what the system counts, which goes up and down with the room the engine keeps for the next calls.
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
  ["inspect_table", (at) => ({ table: at % 2 ? "accounts.csv" : "subscriptions.csv" })],
];
// Loaded into the server before its own code.
const told = `process.on("SIGUSR2", () => { gc(); gc(); process.stderr.write(String(process.memoryUsage().heapUsed) + "\\n"); });`;
const flags = ["--expose-gc", "--import", `data:text/javascript,${encodeURIComponent(told)}`];
const server = startServer(join(root, "dist/server.mjs"), join(root, "examples"), flags, "pipe");
await server.open();
const mebibytes = (bytes) => Number((bytes / 1024 / 1024).toFixed(1));
/** What is still in use when all that can go is gone. */
const heldNow = () =>
  new Promise((told) => {
    server.errors.once("data", (text) => told(mebibytes(Number(text))));
    process.kill(server.pid, "SIGUSR2");
  });
let sent = 0;
let refused = 0;
const started = performance.now();
const marks = [];
/** A tenth of the calls, several at a time. */
async function some(until) {
  const worker = async () => {
    while (sent < until) {
      const at = sent++;
      const [tool, input] = inputs[at % inputs.length];
      const { isError } = await server.answer(tool, input(at));
      if (isError) refused += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
for (let tenth = 1; tenth <= 10; tenth++) {
  await some(Math.round((calls * tenth) / 10));
  const resident = Math.round(server.memory());
  marks.push({ calls: sent, held: await heldNow(), resident });
  const { held } = marks.at(-1);
  console.log(
    `${sent} calls in ${((performance.now() - started) / 1000).toFixed(0)} s: ${held} MiB in use, ${resident} MiB resident`,
  );
}
await server.close();
// The first mark holds what is loaded once; from there on nothing should grow with the number of calls.
const growth = ((marks.at(-1).held - marks[0].held) * 1024) / (marks.at(-1).calls - marks[0].calls);
console.log(
  JSON.stringify({ calls: sent, refused, held: marks.map(({ held }) => held), growth: `${growth.toFixed(3)} KiB a call` }),
);

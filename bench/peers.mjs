// This server beside others that people install, all in one run: start, memory, tokens of the list of tools, and how long one call takes.
//   node peers.mjs [--peers DIR] [--write]     DIR: a folder where they are already installed; --write: also into docs/benchmarks.md
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { encode } from "gpt-tokenizer";
import { startProcess } from "./server.mjs";
import { median, runProcess, timed } from "./timing.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const STARTS = 9;
const CALLS = 60;
const versions = {
  "@modelcontextprotocol/server-filesystem": "2026.8.31",
  "@modelcontextprotocol/server-memory": "2026.8.31",
  "@modelcontextprotocol/server-everything": "2026.8.31",
  "@playwright/mcp": "0.0.83",
  "@cognitionai/metabase-mcp-server": "2.2.0",
};
const option = (name) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined);
const scratch = mkdtempSync(join(tmpdir(), "peers-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

function peersFolder() {
  const given = option("--peers");
  if (given) return given;
  writeFileSync(join(scratch, "package.json"), "{}");
  const packages = Object.entries(versions).map(([name, version]) => `${name}@${version}`);
  execFileSync("npm", ["install", "--no-audit", "--no-fund", ...packages], { cwd: scratch, stdio: "ignore" });
  return scratch;
}
const peers = peersFolder();

/** The file that a package's command runs. */
function entry(name) {
  const folder = join(peers, "node_modules", name);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return join(folder, typeof bin === "string" ? bin : Object.values(bin)[0]);
}

const examples = join(root, "examples");
const totals = { starting: 1_000_000, expansion: 150_000, contraction: 30_000, churn: 50_000 };
const servers = [
  {
    name: "cs-strategist",
    version: JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version,
    args: [join(root, "dist/server.mjs")],
    call: ["compute_nrr", { totals }],
    what: "NRR of totals",
  },
  {
    name: "@modelcontextprotocol/server-filesystem",
    args: [examples],
    call: ["list_directory", { path: examples }],
    what: "a folder's names",
  },
  { name: "@modelcontextprotocol/server-memory", args: [], call: ["read_graph", {}], what: "an empty graph" },
  { name: "@modelcontextprotocol/server-everything", args: ["stdio"], call: ["echo", { message: "hello" }], what: "an echo" },
  { name: "@playwright/mcp", args: [], call: null, what: "needs a browser" },
  { name: "@cognitionai/metabase-mcp-server", args: [], call: null, what: "needs a Metabase" },
].map((one) => ({ version: versions[one.name], ...one, args: one.name in versions ? [entry(one.name), ...one.args] : one.args }));

const start = ({ args }) =>
  startProcess(process.execPath, args, {
    folder: scratch,
    errors: "ignore",
    env: {
      ...process.env,
      MEMORY_FILE_PATH: join(scratch, "memory.json"),
      METABASE_URL: "http://127.0.0.1:9",
      METABASE_API_KEY: "none",
    },
  });
const found = servers.map((server) => ({ server, starts: [], memory: [], tools: [], calls: [] }));
const bare = [];
// In turn, so that whatever else the machine does falls on all of them alike; the first round only warms the file cache.
for (let round = 0; round <= STARTS; round++) {
  const node = await timed(() => runProcess([process.execPath, "-e", "0"], scratch));
  if (round > 0) bare.push(node.value.wall * 1000);
  for (const one of found) {
    const running = start(one.server);
    const opened = await timed(() => running.open());
    if (round > 0) {
      one.starts.push(opened.ms);
      one.memory.push(running.memory() ?? Number.NaN);
      one.tools = opened.value;
    }
    running.kill();
  }
}
for (const one of found) {
  if (!one.server.call) continue;
  const running = start(one.server);
  await running.open();
  for (let call = 0; call < CALLS + 3; call++) {
    const { ms, value } = await timed(() => running.answer(...one.server.call));
    if (value.isError) throw new Error(`${one.server.name}: ${JSON.stringify(value.content)}`);
    if (call >= 3) one.calls.push(ms);
  }
  running.kill();
}

const whole = (value) => value.toLocaleString("en-US", { maximumFractionDigits: 0 });
const tokens = (value) => encode(JSON.stringify(value)).length;
const rows = found.map(({ server, starts, memory, tools, calls }) => {
  const model = tools.map(({ name, description, inputSchema }) => ({ name, description, inputSchema }));
  const times = (median(starts) / median(bare)).toFixed(1);
  return [
    `${server.name} ${server.version}`,
    `${whole(median(starts))} (${whole(Math.min(...starts))} to ${whole(Math.max(...starts))})`,
    times,
    whole(median(memory)),
    String(tools.length),
    whole(tokens(model)),
    whole(tokens({ tools })),
    calls.length ? `${median(calls).toFixed(1)} (${server.what})` : `- (${server.what})`,
  ];
});
const heads = [
  "server",
  "spawn to tools/list, ms, median (least to most)",
  "times bare node",
  "memory, MiB",
  "tools",
  "tokens a model sees",
  "tokens of tools/list",
  "one call, ms, median",
];
const table = [heads, heads.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
const text = `# Benchmarks

This server beside others that people install, in one run of \`npm --prefix bench run peers -- --write\`: ${STARTS} starts each, in turn, and ${CALLS} calls. Bare \`node -e 0\` took
${whole(median(bare))} ms (${whole(Math.min(...bare))} to ${whole(Math.max(...bare))}). Node.js ${process.versions.node}, ${process.platform}, load ${loadavg()[0].toFixed(1)} at the end. Memory is that of the process and all it
starts, after \`tools/list\`. "Tokens a model sees" are names, descriptions and input schemas in o200k_base. The calls do different things: they tell what a round trip costs, not which
server is better.

${table}

Budgets of this project: the tokens that test/laws.test.ts holds, 2.0 times bare node, 60 MiB. \`npm --prefix bench run bench\` times every tool on tables of up to ten million rows;
see [bench/README.md](../bench/README.md).
`;
console.log(text);
if (process.argv.includes("--write")) {
  mkdirSync(join(root, "docs"), { recursive: true });
  writeFileSync(join(root, "docs/benchmarks.md"), text);
}
if (!existsSync(join(root, "dist/server.mjs"))) process.exitCode = 1;

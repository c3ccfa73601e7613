// What each host really does with this package: installs the hosts into a temporary folder, follows each one's install step from an empty home folder,
// lets it start the server with a stand-in for the model (hosts-model.mjs), and prints a table. Nothing of it needs an account or a model.
//   node hosts.mjs [--hosts DIR] [--write]     DIR: a folder where the hosts are already installed; --write: also into docs/hosts.md
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { startModel } from "./hosts-model.mjs";
import { startProcess } from "./server.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const PACKAGES = ["@anthropic-ai/claude-code", "@openai/codex", "@google/gemini-cli", "@anthropic-ai/mcpb", "skills"];
const MINUTES = 3 * 60_000;
const option = (name) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined);
const scratch = mkdtempSync(join(tmpdir(), "hosts-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

function hostsFolder() {
  const given = option("--hosts");
  if (given) return given;
  const folder = join(scratch, "hosts");
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), "{}");
  execFileSync("npm", ["install", "--no-audit", "--no-fund", ...PACKAGES], { cwd: folder, stdio: "ignore" });
  return folder;
}
const hosts = hostsFolder();
const bin = (name) => join(hosts, "node_modules/.bin", name);
const versionOf = (name) => JSON.parse(readFileSync(join(hosts, "node_modules", name, "package.json"), "utf8")).version;

/** The repository as a clone brings it: what git knows or would add, nothing else. */
const clone = join(scratch, "clone");
for (const file of execFileSync("git", ["ls-files", "-co", "--exclude-standard", "-z"], { cwd: root, encoding: "utf8" }).split(
  "\0",
))
  if (file && existsSync(join(root, file))) cpSync(join(root, file), join(clone, file), { verbatimSymlinks: true });

const calls = [
  ["inspect_table", { table: "accounts.csv" }],
  ["build_blueprint", { table: "accounts.csv", as_of: "2026-01-01", out: "plan" }],
];
const skillWords = /description: (.{60})/.exec(readFileSync(join(root, "SKILL.md"), "utf8"))[1];

/** A place to try one host in: an empty home, and a folder with a user's table. */
function place() {
  const folder = mkdtempSync(join(scratch, "try-"));
  const [home, project] = [join(folder, "home"), join(folder, "project")];
  mkdirSync(home);
  mkdirSync(project);
  cpSync(join(root, "examples/accounts.csv"), join(project, "accounts.csv"));
  // Nothing of this machine's own settings reaches the host.
  const env = { PATH: process.env.PATH, HOME: home, TERM: "dumb", PWD: project, DO_NOT_TRACK: "1" };
  return { home, project, env };
}

/** One command to its end; its code and all it said. */
function run(command, args, { project, env }, more = {}, input = "") {
  return new Promise((ended) => {
    const child = spawn(command, args, { cwd: project, env: { ...env, ...more } });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (text += part));
    const late = setTimeout(() => child.kill("SIGKILL"), MINUTES);
    child.on("close", (code) => {
      clearTimeout(late);
      ended({ code, text });
    });
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

/** What the server itself answers to the same calls: the measure of a whole result. */
async function direct() {
  const { project } = place();
  const server = startProcess(process.execPath, [join(clone, "dist/server.mjs")], { folder: project });
  await server.open();
  const answers = [];
  for (const [tool, input] of calls) answers.push(await server.answer(tool, input));
  await server.close();
  return answers;
}
const expected = await direct();

const plain = (text) => text.replaceAll(/\s+/g, " ");
/** Whether a host's model saw all of an answer, as data or as text. */
function isWhole(seen, at) {
  const data = JSON.stringify(expected[at].structuredContent);
  return plain(seen).includes(plain(data)) || plain(seen).includes(plain(expected[at].content[0].text));
}

const rows = [];
function report(host, version, step, facts) {
  rows.push({ host, version, step, ...facts });
  console.log(JSON.stringify(rows.at(-1)));
}

const plans = ["blueprint.md", "account-list.csv"];
const written = (project) =>
  existsSync(join(project, "plan")) && plans.every((name) => readdirSync(join(project, "plan")).includes(name));

/** Runs the skill's own command line where the host put the skill: the whole of an answer without any server. */
async function fallback({ home, project, env }) {
  const skills = [home, project].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith("cs-strategist/SKILL.md") || /cs-strategist\/\d[\d.]*\/SKILL\.md$/.test(name))
      .map((name) => dirname(join(folder, name))),
  );
  const runs = [];
  for (const skill of skills) {
    const words = /node "\$\{CLAUDE_SKILL_DIR\}(\S+)" call/.exec(readFileSync(join(skill, "SKILL.md"), "utf8"));
    const { code } = await run("node", [join(skill, words[1]), "call", "inspect_table", "--json", JSON.stringify(calls[0][1])], {
      project,
      env,
    });
    runs.push(code === 0);
  }
  return runs.length === 0 ? "" : runs.every(Boolean) ? ", its command runs" : ", its command fails";
}

/** Runs a host with the stand-in and reads off what its model was shown. */
async function converse(where, command, more) {
  const model = await startModel(calls);
  const [name, args, env] = command(model.port);
  const { code, text } = await run(name, args, where, { ...env, ...more });
  model.close();
  const { tools, results, prompts } = model.seen;
  const own = tools.filter((tool) => /(^|_)cs_*[a-z]/.test(tool)).length;
  if (results.length < calls.length) console.error(`ended with ${code}: ${text.slice(-600)}`);
  return {
    tools: own,
    answered: results.length === calls.length ? "yes" : `${results.length} of ${calls.length}`,
    whole: results.length === calls.length && results.every((result, at) => isWhole(result, at)) ? "yes" : "no",
    skill: prompts.some((prompt) => prompt.includes(skillWords)) ? `listed${await fallback(where)}` : "no",
    files: written(where.project) ? "read and written" : "no",
  };
}

const claude = (port) => [
  bin("claude"),
  ["-p", "Look at my table.", "--allowedTools", "mcp__plugin_cs-strategist_cs,mcp__cs"],
  {
    ANTHROPIC_BASE_URL: `http://127.0.0.1:${port}`,
    ANTHROPIC_API_KEY: "local",
    ENABLE_TOOL_SEARCH: "false",
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
  },
];
const provider = (port) => `model_providers.local={name="local",base_url="http://127.0.0.1:${port}/v1",wire_api="responses"}`;
const codex = (port) => [
  bin("codex"),
  [
    "exec",
    "-m",
    "gpt-5.2",
    "--skip-git-repo-check",
    "-c",
    "model_provider=local",
    "-c",
    provider(port),
    "-c",
    "approval_policy=never",
    "-s",
    "workspace-write",
    "Look at my table.",
  ],
  {},
];
const gemini = (port) => [
  bin("gemini"),
  ["-p", "Look at my table.", "--approval-mode", "yolo", "--skip-trust"],
  { GOOGLE_GEMINI_BASE_URL: `http://127.0.0.1:${port}`, GEMINI_API_KEY: "local" },
];
/** Gemini asks how to sign in before anything else. */
function withKey({ home }) {
  mkdirSync(join(home, ".gemini"), { recursive: true });
  const path = join(home, ".gemini/settings.json");
  const settings = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
  writeFileSync(path, JSON.stringify({ ...settings, security: { auth: { selectedType: "gemini-api-key" } } }));
}

async function steps(where, list) {
  for (const [name, ...args] of list) {
    const { code, text } = await run(bin(name), args, where, {}, "y\n");
    if (code !== 0) return `step fails: ${text.trim().split("\n").at(-1)}`;
  }
  return "works";
}

const none = { tools: "-", answered: "-", whole: "-", skill: "-", files: "-" };
async function tryHost(host, version, list, command, prepare = () => {}) {
  const where = place();
  prepare(where);
  const step = await steps(where, list);
  if (command === gemini) withKey(where);
  report(host, version, step, step === "works" ? await converse(where, command) : none);
}

const server = join(clone, "dist/server.mjs");
const versions = Object.fromEntries(PACKAGES.map((name) => [name, versionOf(name)]));
const cc = versions["@anthropic-ai/claude-code"];
const cx = versions["@openai/codex"];
const gm = versions["@google/gemini-cli"];

await tryHost(
  "Claude Code, plugin marketplace",
  cc,
  [
    ["claude", "plugin", "marketplace", "add", clone],
    ["claude", "plugin", "install", "cs-strategist@cs-strategist"],
  ],
  claude,
);
await tryHost(
  "Claude Code, plugin in one step",
  cc,
  [["claude", "plugin", "install", "cs-strategist", "--marketplace", clone]],
  claude,
);
await tryHost("Claude Code, clone in the skills folder", cc, [], claude, ({ home }) =>
  cpSync(clone, join(home, ".claude/skills/cs-strategist"), { recursive: true, verbatimSymlinks: true }),
);
await tryHost("Claude Code, claude mcp add", cc, [["claude", "mcp", "add", "cs", "--", "node", server]], claude);
await tryHost(
  "Claude Code, skills add",
  `${cc}, skills ${versions.skills}`,
  [["skills", "add", clone, "-y", "-a", "claude-code"]],
  claude,
);
await tryHost(
  "Codex, plugin",
  cx,
  [
    ["codex", "plugin", "marketplace", "add", clone],
    ["codex", "plugin", "add", "cs-strategist@cs-strategist"],
  ],
  codex,
);
await tryHost("Codex, codex mcp add", cx, [["codex", "mcp", "add", "cs", "--", "node", server]], codex);
await tryHost("Gemini CLI, extension", gm, [["gemini", "extensions", "install", clone, "--consent"]], gemini);
await tryHost("Gemini CLI, gemini mcp add", gm, [["gemini", "mcp", "add", "-s", "user", "cs", "node", server]], gemini);
await tryHost("Gemini CLI, skills install", gm, [["gemini", "skills", "install", clone, "--consent"]], gemini);

/** A server started by a config file's own words, by a client without a model. */
async function tryServer(host, version, step, command, args, { project, env }, roots) {
  const client = startProcess(command, args, { folder: project.cwd ?? project, env, roots, quiet: true });
  try {
    const listed = await client.open();
    const answers = [];
    for (const [tool, input] of calls) answers.push(await client.answer(tool, input));
    const good = answers.filter(({ isError }) => !isError);
    report(host, version, step, {
      tools: listed.length,
      answered:
        good.length === calls.length
          ? "yes"
          : `${good.length} of ${calls.length}: ${answers.find(({ isError }) => isError).content[0].text}`,
      whole: answers.every(
        (answer, at) => JSON.stringify(answer.structuredContent) === JSON.stringify(expected[at].structuredContent),
      )
        ? "yes"
        : "no",
      skill: "-",
      files: written(project.name ?? project) ? "read and written" : "no",
    });
  } catch (error) {
    report(host, version, `${step}; ${error.message}`, none);
  }
  await client.close();
}

// Claude Desktop: the bundle is validated, packed, unpacked, and started in "/" with the words of its manifest and the user's folder as its setting.
{
  const where = place();
  const bundle = join(where.home, "cs.mcpb");
  const unpacked = join(where.home, "extension");
  const done = await steps(where, [
    ["mcpb", "validate", join(clone, "manifest.json")],
    ["mcpb", "pack", clone, bundle],
    ["mcpb", "unpack", bundle, unpacked],
  ]);
  const { getMcpConfigForManifest } = await import(
    pathToFileURL(join(hosts, "node_modules/@anthropic-ai/mcpb/dist/node.js")).href
  );
  const manifest = JSON.parse(readFileSync(join(unpacked, "manifest.json"), "utf8"));
  const config = await getMcpConfigForManifest({
    manifest,
    extensionPath: unpacked,
    systemDirs: {},
    userConfig: { folders: [where.project] },
    pathSeparator: "/",
  });
  await tryServer("Claude Desktop, MCPB", `mcpb ${versions["@anthropic-ai/mcpb"]}`, done, config.command, config.args, {
    env: { ...where.env, PWD: "/" },
    project: { cwd: "/", name: where.project },
  });
}
// npm: the packed package, installed elsewhere, started by npx from the user's folder.
{
  const where = place();
  execFileSync("npm", ["pack", "--pack-destination", where.home], { cwd: clone, stdio: "ignore" });
  const packed = join(
    where.home,
    readdirSync(where.home).find((name) => name.endsWith(".tgz")),
  );
  const { code } = await run("npm", ["install", "--no-audit", "--no-fund", "--prefix", where.project, packed], where);
  await tryServer(
    "npm, npx from the packed package",
    execFileSync("npm", ["--version"], { encoding: "utf8" }).trim(),
    code === 0 ? "works" : "fails",
    "npx",
    ["--no-install", "cs-strategist"],
    where,
  );
}
// VS Code and Cursor have no headless form: their config's own words, by a client that tells of its folders as they do, from another folder.
{
  const where = place();
  const { mcpServers } = JSON.parse(readFileSync(join(clone, "mcp.json"), "utf8"));
  const args = mcpServers.cs.args.map((word) => word.replace("${PLUGIN_ROOT}", clone));
  await tryServer(
    "VS Code, Cursor: Agent Plugins files (client of our own)",
    "not run",
    "config words",
    mcpServers.cs.command,
    args,
    { env: { ...where.env, PWD: clone }, project: { cwd: clone, name: where.project } },
    [pathToFileURL(where.project).href],
  );
}
const strict = await run(bin("claude"), ["plugin", "validate", "--strict", clone], place());
const valid = await run(bin("gemini"), ["extensions", "validate", clone], place());

const cell = (text) => String(text).replaceAll("|", "\\|").replaceAll(scratch, "...").replaceAll("\n", " ");
const heads = ["host", "version", "install step", "tools seen", "calls answered", "result whole", "skill", "user's files"];
const table = [
  `| ${heads.join(" | ")} |`,
  `|${heads.map(() => "---").join("|")}|`,
  ...rows.map(
    (row) =>
      `| ${[row.host, row.version, row.step, row.tools, row.answered, row.whole, row.skill, row.files].map(cell).join(" | ")} |`,
  ),
].join("\n");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const checks = [
  `\`claude plugin validate --strict\`: exit code ${strict.code}. \`gemini extensions validate\`: exit code ${valid.code}.`,
].join("\n");
const text = `# Hosts

What each host does with version ${version}, from an empty home folder, on ${process.platform} with Node.js ${process.versions.node}. Made by \`npm --prefix bench run hosts -- --write\`, which installs the
current hosts and puts a stand-in for the model before them, so that every tool call is the host's own. "Result whole": the model saw every character of both answers. "User's
files": the table in the user's folder was read, and the plan stands there afterwards.

${table}

${checks}

\`skills add\` and \`gemini skills install\` bring the skill alone: the tools are then reached by its command line. Codex starts a plugin's server in the plugin's own folder and
tells of no other; the plugin hands on PWD, the folder in which Codex was called. VS Code and Cursor were not run: they have no form without a window.
`;
console.log(`\n${text}`);
if (process.argv.includes("--write")) {
  mkdirSync(join(root, "docs"), { recursive: true });
  writeFileSync(join(root, "docs/hosts.md"), text);
}

// What each host really does with this package: installs the hosts into a temporary folder, follows each one's install step from an empty home folder,
// lets it start the server with a stand-in for the model (hosts-model.mjs), and prints a table. Nothing of it needs an account or a model.
//   node hosts.mjs [--hosts DIR] [--write]     DIR: a folder where the hosts are already installed; --write: also into docs/hosts.md
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { commandsOf } from "./hosts-commands.mjs";
import { startModel } from "./hosts-model.mjs";
import { chromium, installCode, openInVsCode } from "./hosts-vscode.mjs";
import { startProcess } from "./server.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
// Each by its newest release: without "@latest" npm quietly takes an older one that fits the machine's Node.
const PACKAGES = [
  "@anthropic-ai/claude-code",
  "@openai/codex",
  "@google/gemini-cli",
  "@github/copilot",
  "@anthropic-ai/mcpb",
  "skills",
  "code-server",
];
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
  // Some hosts want a newer Node than this package does; it comes from npm too, and all of them run with it.
  const names = [...PACKAGES.filter((name) => name !== "code-server").map((name) => `${name}@latest`), "node@24"];
  execFileSync("npm", ["install", "--no-audit", "--no-fund", ...names], { cwd: folder, stdio: "ignore" });
  return folder;
}
const hosts = hostsFolder();
const PATH = [join(hosts, "node_modules/node/bin"), process.env.PATH].join(delimiter);
if (chromium) installCode(hosts, { ...process.env, PATH });
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
  const env = { PATH, HOME: home, TERM: "dumb", PWD: project, DO_NOT_TRACK: "1" };
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

/** Runs a host with the stand-in, which makes these calls; gives what the model was shown. `more` are words and variables of this one start. */
async function talk(where, command, asked, more = {}) {
  const model = await startModel(asked);
  const [name, args, env] = command(model.port);
  const { code, text } = await run(name, [...args, ...(more.args ?? [])], where, { ...env, ...more.env });
  model.close();
  if (model.seen.results.length < asked.length) console.error(`ended with ${code}: ${text.slice(-600)}`);
  return model.seen;
}

/** Reads off what a host's model was shown of the calls. */
async function converse(where, command) {
  const { tools, results, prompts } = await talk(where, command, calls);
  const own = tools.filter((tool) => /(^|_|-)cs[_-]*[a-z]/.test(tool)).length;
  return {
    tools: own,
    answered: results.length === calls.length ? "yes" : `${results.length} of ${calls.length}`,
    whole: results.length === calls.length && results.every((result, at) => isWhole(result, at)) ? "yes" : "no",
    skill: prompts.some((prompt) => prompt.includes(skillWords)) ? `listed${await fallback(where)}` : "no",
    files: written(where.project) ? "read and written" : "no",
  };
}

const remedies = [];
/** A table in a folder the host has not open: what the refusal tells the user to do, and whether that, done, lets the server read it. */
async function followed(host, { args = [], env = {} }, ask) {
  const { project: other } = place();
  const asked = [["inspect_table", { table: join(other, "accounts.csv") }]];
  const refused = (await ask(asked, other, false)) ?? "no answer";
  const read = (await ask(asked, other, true)) ?? "";
  const remedy = /\), or (.*?)\.(?=\\|"|$)/.exec(plain(refused))?.[1] ?? refused;
  const done = [...Object.entries(env).map(([name, value]) => `${name}=${value}`), ...args].join(" ");
  remedies.push({ host, remedy: remedy.replaceAll(other, "DIR"), done, read: read.includes("340 accounts") ? "yes" : "no" });
  console.log(JSON.stringify(remedies.at(-1)));
}
const tryFolder = (host, where, command, follow) =>
  followed(
    host,
    follow("DIR"),
    async (asked, other, isDone) => (await talk(where, command, asked, isDone ? follow(other) : {})).results[0],
  );

const { claude, codex, gemini, copilot } = commandsOf(bin);
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
async function tryHost(host, version, list, command, { prepare = () => {}, follow } = {}) {
  const where = place();
  prepare(where);
  const step = await steps(where, list);
  if (command === gemini) withKey(where);
  report(host, version, step, step === "works" ? await converse(where, command) : none);
  if (follow && step === "works") await tryFolder(host, where, command, follow);
}
const addDir = (folder) => ({ args: ["--add-dir", folder] });
const inVariable = (folder) => ({ env: { CS_STRATEGIST_FOLDERS: folder } });

const server = join(clone, "dist/server.mjs");
const installed = PACKAGES.filter((name) => existsSync(join(hosts, "node_modules", name)));
const versions = Object.fromEntries(installed.map((name) => [name, versionOf(name)]));
const cc = versions["@anthropic-ai/claude-code"];
const cx = versions["@openai/codex"];
const gm = versions["@google/gemini-cli"];
const gh = versions["@github/copilot"];

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
  { follow: addDir },
);
await tryHost("Claude Code, clone in the skills folder", cc, [], claude, {
  prepare: ({ home }) => cpSync(clone, join(home, ".claude/skills/cs-strategist"), { recursive: true, verbatimSymlinks: true }),
});
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
  { follow: inVariable },
);
await tryHost("Codex, codex mcp add", cx, [["codex", "mcp", "add", "cs", "--", "node", server]], codex);
await tryHost("Gemini CLI, extension", gm, [["gemini", "extensions", "install", clone, "--consent"]], gemini, {
  follow: (folder) => ({ args: ["--include-directories", folder] }),
});
await tryHost("Gemini CLI, gemini mcp add", gm, [["gemini", "mcp", "add", "-s", "user", "cs", "node", server]], gemini);
await tryHost("Gemini CLI, skills install", gm, [["gemini", "skills", "install", clone, "--consent"]], gemini);
await tryHost(
  "GitHub Copilot CLI, plugin",
  gh,
  [
    ["copilot", "plugin", "marketplace", "add", clone],
    ["copilot", "plugin", "install", "cs-strategist@cs-strategist"],
  ],
  copilot,
  { follow: inVariable },
);
await tryHost("GitHub Copilot CLI, copilot mcp add", gh, [["copilot", "mcp", "add", "cs", "--", "node", server]], copilot);

/** A server started by a config file's own words, by a client without a model. */
async function tryServer(host, version, step, command, args, { project, env }, roots) {
  const client = startProcess(command, args, { folder: project.cwd ?? project, env, roots, errors: "ignore" });
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
// VS Code: the file a user writes into the folder, and the editor's own list of servers.
if (chromium) {
  const node = join(hosts, "node_modules/node/bin/node");
  const editor = `code-server ${versions["code-server"]}`;
  const open = async (asked, env) => {
    const where = place();
    mkdirSync(join(where.project, ".vscode"));
    const words = { servers: { cs: { command: "node", args: [server], ...(env && { env }) } } };
    writeFileSync(join(where.project, ".vscode/mcp.json"), JSON.stringify(words));
    return { where, ...(await openInVsCode({ ...where, hosts, node, calls: asked })) };
  };
  try {
    const { where, version, tools, results, failed } = await open(calls);
    report("VS Code, .vscode/mcp.json", `${version} (${editor})`, "works", {
      tools: tools.length,
      answered: failed ?? "yes",
      whole: results.length === calls.length && results.every((result, at) => isWhole(result, at)) ? "yes" : "no",
      skill: "-",
      files: written(where.project) ? "read and written" : "no",
    });
    await followed("VS Code, .vscode/mcp.json", { env: { CS_STRATEGIST_FOLDERS: "DIR" } }, async (asked, other, isDone) => {
      const { results: shown } = await open(asked, isDone ? { CS_STRATEGIST_FOLDERS: other } : undefined);
      return shown[0];
    });
  } catch (error) {
    report("VS Code, .vscode/mcp.json", editor, error.message.split("\n")[0], none);
  }
} else report("VS Code, .vscode/mcp.json", "not run", "no Chromium on this machine", none);
// Cursor is on no package registry: its config's own words, by a client that tells of its folders as it does, from another folder.
{
  const where = place();
  const { mcpServers } = JSON.parse(readFileSync(join(clone, "mcp.json"), "utf8"));
  const args = mcpServers.cs.args.map((word) => word.replace("${PLUGIN_ROOT}", clone));
  await tryServer(
    "Cursor's config words (client of our own)",
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
const told = [
  "| host | what its refusal tells the user to do | done here | then read |",
  "|---|---|---|---|",
  ...remedies.map(({ host, remedy, done, read }) => `| ${[host, remedy, `\`${done}\``, read].map(cell).join(" | ")} |`),
].join("\n");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const hostNode = execFileSync(join(hosts, "node_modules/node/bin/node"), ["--version"], { encoding: "utf8" }).trim().slice(1);
const checks = [
  `\`claude plugin validate --strict\`: exit code ${strict.code}. \`gemini extensions validate\`: exit code ${valid.code}.`,
].join("\n");
const text = `# Hosts

What each host does with version ${version}, from an empty home folder, on ${process.platform}. Hosts ran with Node.js ${hostNode}. Made by \`npm --prefix bench run hosts -- --write\`, which installs the
current hosts and puts a stand-in for the model before them, so that every tool call is the host's own. "Result whole": the model saw every character of both answers. "User's
files": the table in the user's folder was read, and the plan stands there afterwards.

${table}

${checks}

A table in a folder that the host has not open is refused with what its user can do, in that host's own words. That was done, by the start that has the same effect (typed in a running session, /add-dir in Claude Code and /directory add in Gemini CLI do it too):

${told}

\`skills add\` and \`gemini skills install\` bring the skill alone: the tools are then reached by its command line. Codex starts a plugin's server in the plugin's own folder and
tells of no other; the plugin hands on PWD, the folder in which Codex was called. VS Code was run as code-server, the same editor
served to a browser, by its own list of servers; a small extension called the tools as a model may. Cursor was not run: it comes from its maker's site alone. A single \`claude -p\` asks its model before a server that is slow to start: on a busy machine set CLAUDE_CODE_MCP_STARTUP_WAIT_MS=60000 (findings/claude-print-without-tools.sh).
`;
console.log(`\n${text}`);
if (process.argv.includes("--write")) {
  mkdirSync(join(root, "docs"), { recursive: true });
  writeFileSync(join(root, "docs/hosts.md"), text);
}

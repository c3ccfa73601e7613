// VS Code as people have it, without its window: code-server (the same editor, served to a browser) driven by its own command palette in headless Chromium.
// A small extension stands in for the model: it sees the tools that VS Code shows to models, and calls them the way VS Code lets a model call.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";

/** The browser of this machine; VS Code cannot be tried without one. */
export const chromium = (process.env.PATH ?? "")
  .split(delimiter)
  .flatMap((folder) => ["chromium", "chromium-browser", "google-chrome"].map((name) => join(folder, name)))
  .find((path) => existsSync(path));

const SECONDS = 1000;
const PATIENCE = 180 * SECONDS;

/** Installs code-server beside the other hosts; its Node is the one given. None of its parts that are compiled is needed here. */
export function installCode(hosts, env) {
  const editor = join(hosts, "node_modules/code-server/lib/vscode");
  const install = (folder, ...words) =>
    execFileSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", ...words], {
      cwd: folder,
      env,
      stdio: "ignore",
    });
  if (!existsSync(editor)) install(hosts, "code-server@latest");
  if (!existsSync(join(editor, "node_modules"))) install(editor, "--omit=dev");
}

// Runs inside VS Code: waits for the tools, calls them, and writes down what came back.
const probe = `
const { lm, version } = require("vscode");
const { readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
exports.activate = () => {
  const calls = JSON.parse(readFileSync(join(__dirname, "calls.json"), "utf8"));
  const note = (seen) => writeFileSync(join(__dirname, "seen.json"), JSON.stringify(seen));
  const timer = setInterval(async () => {
    const own = lm.tools.map(({ name }) => name).filter((name) => /mcp_cs/.test(name));
    if (own.length === 0) return;
    clearInterval(timer);
    const results = [];
    for (const [tool, input] of calls) {
      try {
        const { content } = await lm.invokeTool(own.find((name) => name.endsWith(tool)), { input, toolInvocationToken: undefined });
        results.push(content.map(({ value }) => value).join("\\n"));
      } catch (error) {
        note({ version, tools: own, results, failed: String(error) });
        return;
      }
    }
    note({ version, tools: own, results });
  }, 1000);
};`;

function writeProbe(folder, calls) {
  mkdirSync(folder, { recursive: true });
  const about = {
    name: "probe",
    publisher: "local",
    version: "0.0.1",
    engines: { vscode: "^1.99.0" },
    main: "./main.js",
    activationEvents: ["onStartupFinished"],
    extensionKind: ["workspace"],
  };
  writeFileSync(join(folder, "package.json"), JSON.stringify(about));
  writeFileSync(join(folder, "main.js"), probe);
  writeFileSync(join(folder, "calls.json"), JSON.stringify(calls));
}

const freePort = () =>
  new Promise((found) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });

const later = (milliseconds) => new Promise((go) => setTimeout(go, milliseconds));

/**
 * Opens a folder in VS Code, starts the server from the list of MCP servers, and says yes to what VS Code asks. Gives the version, the tools that a model
 * sees, the results it gets and what the server's output says. `settings` are the user's.
 */
export async function openInVsCode({ hosts, node, env, home, project, calls, settings = {} }) {
  const { chromium: browsers } = await import("playwright-core");
  const [data, extensions] = [join(home, "data"), join(home, "extensions")];
  const folder = join(extensions, "local.probe-0.0.1");
  writeProbe(folder, calls);
  mkdirSync(join(data, "User"), { recursive: true });
  writeFileSync(join(data, "User/settings.json"), JSON.stringify(settings));
  const port = await freePort();
  const entry = join(hosts, "node_modules/code-server/out/node/entry.js");
  const words = ["--auth", "none", "--bind-addr", `127.0.0.1:${port}`, "--disable-telemetry", "--disable-update-check"];
  const own = ["--disable-workspace-trust", "--user-data-dir", data, "--extensions-dir", extensions, project];
  const editor = spawn(node, [entry, ...words, ...own], { cwd: home, env, stdio: "ignore", detached: true });
  const browser = await browsers.launch({ executablePath: chromium, args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    for (let tries = 0; ; tries++) {
      try {
        await page.goto(`http://127.0.0.1:${port}/?folder=${project}`, { waitUntil: "domcontentloaded" });
        break;
      } catch (error) {
        if (tries > 30) throw error;
        await later(SECONDS);
      }
    }
    await page.locator(".monaco-workbench").waitFor({ timeout: PATIENCE });
    const rows = page.locator(".quick-input-list .monaco-list-row");
    const seen = join(folder, "seen.json");
    const started = performance.now();
    // The list fills once the extension host is up, so it is opened until it shows the server.
    for (let running = false; !running && performance.now() - started < PATIENCE; ) {
      await page.keyboard.press("F1");
      await later(SECONDS);
      await page.keyboard.type("MCP: List Servers");
      await later(SECONDS);
      await page.keyboard.press("Enter");
      await later(2 * SECONDS);
      const server = rows.filter({ hasText: /^cs/ });
      if ((await server.count()) > 0) {
        await server.first().click();
        await later(2 * SECONDS);
        const start = rows.filter({ hasText: /^Start Server/ });
        if ((await start.count()) > 0) await start.first().click();
        running = true;
      } else await page.keyboard.press("Escape");
    }
    const yes = page.locator(".monaco-dialog-box .monaco-button").filter({ hasText: /^(Yes|Trust|Allow)/ });
    while (!existsSync(seen) && performance.now() - started < PATIENCE) {
      if ((await yes.count()) > 0) await yes.first().click();
      await later(SECONDS);
    }
    if (!existsSync(seen)) throw new Error(`VS Code showed no tool in ${PATIENCE / SECONDS} seconds`);
    return JSON.parse(readFileSync(seen, "utf8"));
  } finally {
    await browser.close();
    process.kill(-editor.pid, "SIGKILL");
  }
}

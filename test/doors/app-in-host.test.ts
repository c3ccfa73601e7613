// The page that draws an answer, in Chromium, shown by the bridge that hosts are built with (AppBridge of @modelcontextprotocol/ext-apps),
// with the resource and the answers of the built server.
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { build } from "esbuild";
import { type Browser, chromium, type Frame, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXTENSION, PAGE, PAGE_TYPE } from "../../src/app/names.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { examples, program, requireCurrentBuild } from "./built-program.ts";
import { browser as browserPath } from "./offices.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const HOSTILE = `<img src=x onerror="parent.document.title='gone'">`;
const names = ["Ana", HOSTILE, "דנה כהן", "Maximiliane ".repeat(6).trim()];
const book = Array.from({ length: 40 }, (_, index) => {
  const owner = names[index % 4]!.replaceAll('"', '""');
  return `Account ${index},"${owner}",${9000 * (index + 1)},${8000 * (index + 2)},2026-0${(index % 9) + 1}-15,30,${(index * 7) % 100}`;
});
const own = temporaryFolder({
  "book.csv": `Account,Owner,ARR 2025-01-01,ARR 2026-01-01,Renewal date,Notice days,Health\n${book.join("\n")}\n`,
  "one.csv":
    "Account,Owner,ARR 2025-01-01,ARR 2026-01-01,Renewal date,Notice days,Health\nOnly,Ana,120000,120000,2026-07-01,30,80\n",
  "accounts.csv": readFileSync(join(examples, "accounts.csv")),
});

/** A host's page: it holds one page in a sandbox, speaks to it by the official bridge, and keeps what it hears. */
const hostScript = `
import { AppBridge, PostMessageTransport } from "@modelcontextprotocol/ext-apps/app-bridge";
window.show = async (html, theme, result) => {
  const frame = document.querySelector("iframe");
  const bridge = new AppBridge(null, { name: "host", version: "1.0.0" }, {}, { hostContext: { theme, displayMode: "inline" } });
  window.bridge = bridge;
  window.sizes = [];
  bridge.onsizechange = ({ height }) => { window.sizes.push(height); frame.style.height = height + "px"; };
  const greeted = new Promise((resolve) => { bridge.oninitialized = () => resolve(); });
  await bridge.connect(new PostMessageTransport(frame.contentWindow, frame.contentWindow));
  frame.srcdoc = html;
  await greeted;
  await bridge.sendToolInput({ arguments: {} });
  if (result) await bridge.sendToolResult(result);
};`;

describe.skipIf(browserPath === null)("the page of an answer in a host", () => {
  let started: Browser;
  /** Two pages for all tests, the host's and one for the checker: a new one each time would start a process each time. */
  let page: Page;
  let copy: Page;
  let client: Client;
  let html = "";
  let host: Server;

  beforeAll(async () => {
    requireCurrentBuild();
    client = new Client(
      { name: "host", version: "1.0.0" },
      { capabilities: { extensions: { [EXTENSION]: { mimeTypes: [PAGE_TYPE] } } } },
    );
    await client.connect(new StdioClientTransport({ command: process.execPath, args: [program], cwd: own, stderr: "pipe" }));
    const { contents } = await client.readResource({ uri: PAGE });
    html = String((contents[0] as { text: string }).text);
    const { outputFiles } = await build({
      stdin: { contents: hostScript, resolveDir: import.meta.dirname },
      bundle: true,
      format: "iife",
      write: false,
      logLevel: "silent",
    });
    const hostPage = `<!doctype html><title>host</title><body style="margin:0"><iframe title="answer" sandbox="allow-scripts" style="width:100%;border:0"></iframe><script>${outputFiles[0]!.text}</script>`;
    host = createServer((_, answer) => answer.setHeader("content-type", "text/html").end(hostPage));
    await new Promise<void>((resolve) => host.listen(0, "127.0.0.1", resolve));
    started = await chromium.launch({ executablePath: browserPath!, args: ["--no-sandbox"] });
    [page, copy] = [await started.newPage(), await started.newPage()];
  });
  afterAll(async () => {
    await started?.close();
    await client?.close();
    host?.close();
  });

  const call = async (name: string, input: Record<string, unknown>) =>
    (await client.callTool({ name, arguments: input })) as CallToolResult;

  async function shown(
    result: unknown,
    width = 700,
    theme: "light" | "dark" = "light",
  ): Promise<{ frame: Frame; asked: string[] }> {
    for (const heard of ["request", "pageerror", "console"]) page.removeAllListeners(heard);
    await page.setViewportSize({ width, height: 900 });
    const asked: string[] = [];
    const errors: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    await page.goto(`http://127.0.0.1:${(host.address() as AddressInfo).port}/`);
    await page.evaluate(
      ([one, two, three]) => (globalThis as never as { show: (...all: unknown[]) => Promise<void> }).show(one, two, three),
      [html, theme, result],
    );
    const frame = page.frames()[1]!;
    if (result) await frame.waitForFunction("!document.body.textContent.includes('on its way')");
    // Drawings follow the width, and the height is told after them.
    await page.waitForTimeout(150);
    expect(errors).toEqual([]);
    return { frame, asked };
  }

  const figures = (frame: Frame) =>
    frame.evaluate<string[]>("[...document.querySelectorAll('figure h2')].map((one) => one.id.replace('picture-', ''))");

  it("is listed with its kind, names itself at its tools, and stays small", async () => {
    const { resources } = await client.listResources();
    expect(resources.find(({ uri }) => uri === PAGE)).toMatchObject({ mimeType: PAGE_TYPE, _meta: { ui: { csp: {} } } });
    const { tools } = await client.listTools();
    const drawn = tools.filter(({ _meta }) => (_meta?.ui as { resourceUri?: string } | undefined)?.resourceUri === PAGE);
    expect(drawn.map(({ name }) => name).sort()).toEqual([
      "build_blueprint",
      "compute_nrr",
      "design_tiers",
      "forecast_renewals",
      "size_team",
    ]);
    expect(html.length).toBeLessThan(40_000);
    expect(html).toMatch(
      /default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'/,
    );
  });

  const calls: [string, string, Record<string, unknown>, string[]][] = [
    [
      "the bridge",
      "compute_nrr",
      { table: "accounts.csv", from: "2025-01-01", to: "2026-01-01" },
      ["arr-bridge", "by-segment", "retention-by-definition"],
    ],
    ["tiers", "design_tiers", { table: "accounts.csv", as_of: "2026-01-01" }, ["tier-map"]],
    ["need and books", "size_team", { table: "accounts.csv", as_of: "2026-01-01" }, ["need", "books-of-business"]],
    [
      "the forecast",
      "forecast_renewals",
      { table: "accounts.csv", as_of: "2026-01-01" },
      ["forecast", "by-month", "by-evidence"],
    ],
    ["a plan", "build_blueprint", { table: "accounts.csv", as_of: "2026-01-01" }, ["tier-map", "need", "forecast"]],
    [
      "books with hostile, long and right-to-left names",
      "size_team",
      { table: "book.csv", as_of: "2026-01-01" },
      ["need", "books-of-business"],
    ],
    ["one account", "forecast_renewals", { table: "one.csv", as_of: "2026-01-01" }, ["forecast"]],
    ["totals alone", "compute_nrr", { totals: { starting: 1000, expansion: 100, contraction: 0, churn: 50 } }, ["arr-bridge"]],
  ];

  it.each(calls)(
    "draws %s, wide and light, narrow and dark, without a violation and without asking for anything",
    async (_, name, input, expected) => {
      const result = await call(name, input);
      expect(result.isError, JSON.stringify(result.content)).not.toBe(true);
      for (const [width, theme] of [
        [720, "light"],
        [340, "dark"],
      ] as const) {
        const { frame, asked } = await shown(result, width, theme);
        expect(await figures(frame)).toEqual(expect.arrayContaining(expected));
        expect(asked, "only the host's own page is asked for").toHaveLength(1);
        expect(await frame.evaluate("document.querySelectorAll('figure svg.pic').length")).toBe((await figures(frame)).length);
        expect(await frame.evaluate("document.querySelectorAll('img, iframe, a, [onerror]').length")).toBe(0);
        await frame.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
        expect(await frame.evaluate("document.documentElement.scrollWidth - window.innerWidth")).toBeLessThanOrEqual(0);
        const dark = await frame.evaluate("getComputedStyle(document.body).backgroundColor");
        expect(dark).toBe(theme === "dark" ? "rgb(18, 22, 28)" : "rgb(255, 255, 255)");
        // The page's own policy keeps other scripts out of it, so the checker looks at a copy without one.
        await copy.setViewportSize({ width, height: 900 });
        await copy.emulateMedia({ colorScheme: theme });
        await copy.setContent(
          (await frame.content()).replace(/<meta http-equiv[^>]*>/, "").replace(/<script>[\s\S]*<\/script>/, ""),
        );
        await copy.addScriptTag({ content: axe });
        const { violations } = await copy.evaluate<{ violations: { id: string }[] }>("axe.run()");
        expect(violations.map(({ id }) => id)).toEqual([]);
      }
    },
  );

  it("tells its height, opens its tables by the keyboard, and follows the host's theme", async () => {
    const { frame } = await shown(await call("compute_nrr", { table: "accounts.csv", from: "2025-01-01", to: "2026-01-01" }));
    const height = () => page.evaluate<number>("window.sizes.at(-1)");
    const before = await height();
    expect(before).toBeGreaterThan(400);
    await frame.locator("summary").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForTimeout(200);
    expect(await height()).toBeGreaterThan(before + 100);
    expect(await frame.locator("td", { hasText: "Opening ARR" }).isVisible()).toBe(true);
    await page.evaluate("window.bridge.setHostContext({ theme: 'dark', displayMode: 'inline' })");
    await expect.poll(() => frame.evaluate("document.documentElement.dataset.theme")).toBe("dark");
    expect(await page.evaluate("window.bridge.teardownResource({})")).toEqual({});
  });

  it("says a refusal and a stopped call in words", async () => {
    const refused = await call("compute_nrr", { table: "nowhere.csv" });
    const first = await shown(refused);
    expect(await first.frame.locator("main").textContent()).toContain("nowhere.csv");
    const second = await shown(null);
    await page.evaluate("window.bridge.sendToolCancelled({ reason: 'user' })");
    await expect.poll(() => second.frame.locator("main").textContent()).toContain("stopped");
  });

  it("gives a host without such pages the same answer and nothing beside it", async () => {
    const plain = new Client({ name: "plain", version: "1.0.0" });
    await plain.connect(new StdioClientTransport({ command: process.execPath, args: [program], cwd: own, stderr: "pipe" }));
    const input = { table: "accounts.csv", as_of: "2026-01-01" };
    const [theirs, ours] = [
      await plain.callTool({ name: "forecast_renewals", arguments: input }),
      await call("forecast_renewals", input),
    ];
    expect(theirs).not.toHaveProperty("_meta");
    expect(theirs.structuredContent).toEqual(ours.structuredContent);
    // Fourteen months do not fit the answer; the page draws all of them.
    const lists = (ours._meta as Record<string, { by_month: unknown[] }>)["cs-strategist/lists"]!;
    expect(lists.by_month.length).toBe((ours.structuredContent as { by_month_total: number }).by_month_total);
    await plain.close();
  });
});

// The page of a plan in a real browser: nothing that accessibility rules forbid, nothing wider than the screen, and a print with its tables.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callTool } from "../../src/topics/tools.ts";
import { openTestPorts } from "../open-test-ports.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { browser as browserPath } from "./offices.ts";

const examples = join(import.meta.dirname, "..", "..", "examples");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const long = "An account whose name does not come to an end ".repeat(5);
const tables = {
  "long.csv": `Account,ARR 2025-01-01,ARR 2026-01-01,Owner,Renewal date,Notice days,Health\n${Array.from({ length: 12 }, (_, index) => `${index % 2 ? long : "שם ארוך מאוד של לקוח "}${index},${9000 * (index + 1)},${8000 * (index + 2)},${index % 3 ? "Maximiliane ".repeat(8) : "דנה"},2026-0${(index % 9) + 1}-15,30,${index * 8}`).join("\n")}\n`,
  "one.csv": "Account,ARR,Owner,Renewal date,Notice days,Health\nOnly,120000,Ana,2026-07-01,30,80\n",
};
const plans: Record<string, Record<string, unknown>> = {
  book: { company_file: "company.yaml", table: "accounts.csv", as_of: "2026-01-01" },
  totals: { company_file: "reference-company.yaml" },
  subscriptions: { table: "subscriptions.csv", as_of: "2026-01-01" },
  "two numbers": { company: { arr: 4_200_000, accounts: 60 } },
  "long names": { table: "long.csv", as_of: "2026-01-01" },
  "one account": { table: "one.csv", as_of: "2026-01-01" },
};

interface Violation {
  id: string;
  nodes: { html: string }[];
}

describe.skipIf(browserPath === null)("the page of a plan in Chromium", () => {
  let started: Browser;
  /** One page for all tests: a new one each time would start a process each time. */
  let page: Page;
  const pages = new Map<string, { page: string; board: string }>();

  beforeAll(async () => {
    started = await chromium.launch({ executablePath: browserPath!, args: ["--no-sandbox"] });
    page = await started.newPage();
    const own = Object.fromEntries(
      ["company.yaml", "accounts.csv", "reference-company.yaml", "subscriptions.csv"].map((name) => [
        name,
        readFileSync(join(examples, name)),
      ]),
    );
    for (const [name, input] of Object.entries(plans)) {
      const working = temporaryFolder({ ...own, ...tables });
      const outcome = await callTool("build_blueprint", { ...input, out: "plan" }, openTestPorts(working));
      if (outcome.kind !== "done") throw new Error(outcome.message);
      pages.set(name, { page: join(working, "plan/blueprint.html"), board: join(working, "plan/board-summary.html") });
    }
  });
  afterAll(() => started?.close());

  async function opened(path: string, width: number, colorScheme: "light" | "dark"): Promise<void> {
    page.removeAllListeners("request");
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme, media: "screen" });
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(`file://${path}`);
    expect(asked, "a page asks for nothing but itself").toHaveLength(1);
  }

  async function violations(): Promise<string[]> {
    await page.addScriptTag({ content: axe });
    const { violations: found } = await page.evaluate<{ violations: Violation[] }>("axe.run()");
    return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
  }

  const kinds = Object.keys(plans).flatMap((name) =>
    (
      [
        [1000, "light"],
        [375, "dark"],
      ] as const
    ).map(([width, color]) => ({ name, width, color })),
  );

  it.each(kinds)(
    "$name, $width pixels, $color: no violation, its tables open, and nothing beyond the screen",
    async ({ name, width, color }) => {
      await opened(pages.get(name)!.page, width, color);
      await page.evaluate(`document.querySelectorAll("details").forEach((details) => { details.open = true; })`);
      expect(await violations()).toEqual([]);
      expect(await page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth")).toBeLessThanOrEqual(0);
      // One drawing of each figure is seen, the other is not read either.
      const seen = await page.evaluate<number[]>(`[...document.querySelectorAll("figure")].map((figure) =>
      [...figure.querySelectorAll("svg")].filter((svg) => svg.getBoundingClientRect().width > 0).length)`);
      expect(seen.every((count) => count === 1)).toBe(true);
      // No text of a drawing stands outside of it.
      const outside = await page.evaluate<string[]>(`[...document.querySelectorAll("svg.pic")].flatMap((svg) => {
      const frame = svg.getBoundingClientRect();
      const beyond = ({ left, right }) => frame.width > 0 && (right > frame.right + 3 || left < frame.left - 3);
      return [...svg.querySelectorAll("text")].filter((text) => beyond(text.getBoundingClientRect())).map((text) => text.textContent);
    })`);
      expect(outside).toEqual([]);
    },
  );

  it("the board's page has no violation", async () => {
    await opened(pages.get("book")!.board, 375, "light");
    expect(await violations()).toEqual([]);
  });

  it("is reached by the keyboard: the first stop leads past the contents, the tables open with Enter", async () => {
    await opened(pages.get("book")!.page, 1000, "light");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the plan");
    const first = page.locator("summary").first();
    await first.focus();
    await page.keyboard.press("Enter");
    expect(await page.locator("details").first().getAttribute("open")).not.toBeNull();
  });

  it("prints with the tables of its figures", async () => {
    await opened(pages.get("book")!.page, 1000, "light");
    await page.emulateMedia({ media: "print" });
    const shown = await page.evaluate<number>(
      `[...document.querySelectorAll("details table")].filter((table) => table.getBoundingClientRect().height > 0).length`,
    );
    expect(shown).toBe(await page.locator("details").count());
  });
});

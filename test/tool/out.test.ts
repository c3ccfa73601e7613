import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { csvOf } from "../../src/tool/out.ts";
import { runTool } from "../../src/tool/run.ts";
import { computeNrr } from "../../src/topics/retention/tool.ts";
import { tools } from "../../src/topics/tools.ts";
import { casesWith, smallTables } from "../cases.ts";
import { openTestPorts } from "../open-test-ports.ts";
import { temporaryFolder } from "../temporary-folder.ts";

it("writes lists of a row as columns, quotes what would split, and disarms formulas", () => {
  expect(
    csvOf([
      { cohort: "2025-01", values: [1, 0.5] },
      { cohort: "a,b", values: [1], note: "=1+1" },
    ]),
  ).toBe('cohort,values_0,values_1,note\n2025-01,1,0.5,\n"a,b",1,,\'=1+1\n');
});

it("writes whole lists and the rows left out into a folder, however long they are", async () => {
  const names = Array.from({ length: 45 }, (_, index) => `S${index}`);
  const rows = names.map((name, index) => `A${index},${name},100,90`);
  const folder = temporaryFolder({ "pairs.csv": `account,segment,ARR start,ARR end\n${[...rows, rows[0]].join("\n")}\n` });
  const input = { table: "pairs.csv", segment_by: "segment", out: "lists" };
  const { result } = await runTool(computeNrr, input, openTestPorts(folder));
  const written = readdirSync(join(folder, "lists"));
  expect(result.files).toEqual(expect.arrayContaining([join("lists", "compute_nrr-segments.csv")]));
  expect(
    readFileSync(join(folder, "lists", "compute_nrr-segments.csv"), "utf8")
      .trim()
      .split("\n"),
  ).toHaveLength(46);
  expect(readFileSync(join(folder, "lists", "compute_nrr-rows-left-out.csv"), "utf8")).toContain("pairs.csv,47,superseded");
  expect(written).toContain("compute_nrr-segments.csv");
});

const tool = (name: string) => tools.find((one) => one.name === name)!;
const linesOf = (folder: string, name: string): number =>
  readFileSync(join(folder, "lists", name), "utf8")
    .trim()
    .split("\n").length - 1;
const twenty = Array.from({ length: 20 }, (_, index) => `P${index}`);

it.each([
  {
    name: "map_stakeholders",
    input: { as_of: "2026-01-01", contacts: twenty.map((account) => ({ account, name: `Kim of ${account}`, role: "user" })) },
    lists: { accounts: 20 },
  },
  {
    name: "report_value",
    input: {
      investment: 1000,
      lines: twenty
        .map((one) => ({ name: one, value: 100, kind: "hard" }))
        .concat(twenty.map((one) => ({ name: `${one} more`, value: 10, kind: "hard" }))),
    },
    lists: { lines: 40 },
  },
  {
    name: "score_health",
    input: { accounts: twenty.map((account) => ({ account, score: 50 })) },
    lists: { accounts: 20 },
  },
  {
    name: "forecast_renewals",
    input: {
      as_of: "2026-01-01",
      renewals: twenty.map((account) => ({ account, arr: 100, health: 90, renewal_date: "2026-02-01", notice_days: 0 })),
    },
    lists: { renewals: 20 },
  },
])("$name writes all rows, also past the page that is asked for", async ({ name, input, lists }) => {
  const folder = temporaryFolder({});
  const page = "limit" in tool(name).input.shape ? { limit: 3 } : {};
  await runTool(tool(name), { ...input, ...page, out: "lists" }, openTestPorts(folder));
  for (const [list, rows] of Object.entries(lists)) expect(linesOf(folder, `${name}-${list}.csv`)).toBe(rows);
});

it("a page of a tool that has an offset says where it goes on", async () => {
  const folder = temporaryFolder({});
  const contacts = twenty.map((account) => ({ account, name: `Kim of ${account}`, role: "user" }));
  const { shown } = await runTool(tool("map_stakeholders"), { as_of: "2026-01-01", contacts }, openTestPorts(folder));
  const rows = (shown.accounts as unknown[]).length;
  expect(rows).toBeLessThan(20);
  expect(shown.next_offset).toBeGreaterThan(0);
  const { shown: rules } = await runTool(tool("find_rules"), { query: "renewal", limit: 2 }, openTestPorts(folder));
  expect(rules.next_offset).toBe(2);
  const { shown: figures } = await runTool(tool("find_benchmarks"), { metric: "nrr", limit: 2 }, openTestPorts(folder));
  expect(figures.next_offset).toBe(2);
});

it("every list that an answer counts as longer than it shows is written whole, for every tool", async () => {
  const short: string[] = [];
  for (const { tool: name, input } of casesWith("zero").filter(({ tool: one }) => one !== "build_blueprint")) {
    const folder = temporaryFolder(smallTables);
    const ports = openTestPorts(folder);
    const { result } = await runTool(tool(name), { ...input, out: "lists" }, ports);
    for (const [field, total] of Object.entries(result)) {
      const list = field.replace(/_total$/, "");
      const rows = result[list];
      if (list === field || !Array.isArray(rows) || typeof total !== "number" || total === 0) continue;
      if (rows.length > 0 && rows.length < total) short.push(`${name}: ${list} has ${rows.length} of ${total}`);
    }
  }
  expect([...new Set(short)]).toEqual([]);
});

// Tables as people have them, each through the real tool: the right value, the right question, and never the wrong number.
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { Problem } from "../../src/core/problem.ts";
import { runTool } from "../../src/tool/run.ts";
import { tools } from "../../src/topics/tools.ts";
import { openTestPorts } from "../open-test-ports.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const file = resolve(import.meta.dirname, "../../../shared/cases/real-files.json");

type Value = number | string | boolean | number[] | Record<string, number>;
interface Call {
  tool: string;
  input: Record<string, unknown>;
  expect: Record<string, Value>;
}
interface Case {
  id: string;
  kind: string;
  csv: string[];
  calls: Call[];
  why: string;
}
type Result = Record<string, unknown> & { summary: string };

const sum = (rows: unknown, field: string): number | undefined =>
  Array.isArray(rows)
    ? rows.reduce((total: number, row) => total + Number((row as Record<string, number>)[field] ?? 0), 0)
    : undefined;
const at = (result: Result, path: string): unknown =>
  path.split(".").reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], result);
const first = (...values: unknown[]): unknown => values.find((value) => value !== undefined && value !== null);

/** Where each tool holds what a case speaks of. */
const found: Record<string, (result: Result) => unknown> = {
  nrr: (result) => result.nrr,
  grr: (result) => result.grr,
  starting: (result) => at(result, "bridge.starting"),
  arr: (result) => first(at(result, "company.arr"), sum(result.tiers, "arr"), result.arr),
  accounts: (result) => first(at(result, "company.accounts"), result.accounts_total, sum(result.tiers, "accounts")),
  lost: (result) => first(at(result, "already_lost.accounts"), result.churned, at(result, "validation.events")),
  due: (result) => result.due,
  nps: (result) => at(result, "nps.score"),
  accounts_kept: (result) => first(at(result, "book.renewals"), sum(result.by_band, "renewals")),
  partner_accounts: (result) =>
    sum(
      (result.pools as { covered_by?: string }[] | undefined)?.filter(({ covered_by }) => covered_by === "partner"),
      "accounts",
    ),
};
const modifiers = ["tolerance", "or_warns", "says", "never", "refused", "refused_or_summary", "answered", "never_first", "books"];

const close = (left: unknown, right: number, tolerance: number): boolean =>
  typeof left === "number" && Math.abs(left - right) <= tolerance;

/** What of an expectation does not hold; empty when all does. */
function failures(wanted: Call["expect"], result: Result | null, refusal: string | null): string[] {
  const tolerance = typeof wanted.tolerance === "number" ? wanted.tolerance : 1e-6;
  const text = refusal ?? JSON.stringify(result);
  const matches = (pattern: Value | undefined, where: string) => new RegExp(String(pattern), "i").test(where);
  const failed: string[] = [];
  if (wanted.refused === true && refusal === null) failed.push(`not refused: ${result?.summary}`);
  if (wanted.answered === true && result === null) failed.push(`refused: ${refusal}`);
  if (wanted.says !== undefined && !matches(wanted.says, text))
    failed.push(`does not say ${wanted.says}: ${refusal ?? result?.summary}`);
  if (wanted.never !== undefined && matches(wanted.never, text)) failed.push(`says ${wanted.never}`);
  if (wanted.refused_or_summary !== undefined && !matches(wanted.refused_or_summary, refusal ?? result!.summary))
    failed.push(`neither refuses nor says ${wanted.refused_or_summary}: ${refusal ?? result!.summary}`);
  const values = Object.entries(wanted).filter(([name]) => !modifiers.includes(name));
  const wrong = values.flatMap(([name, value]) => {
    if (result === null) return [`${name}: refused with ${refusal}`];
    const choices = name.endsWith("_one_of") ? (value as number[]) : [value as number];
    const got = found[name.replace("_one_of", "")]!(result);
    return choices.some((choice) => close(got, choice, tolerance))
      ? []
      : [`${name}: ${String(got)} is not ${choices.join(" or ")}`];
  });
  const warned = wanted.or_warns !== undefined && matches(wanted.or_warns, (refusal ?? result!.summary).slice(0, 400));
  if (!warned) failed.push(...wrong);
  if (wanted.never_first !== undefined) {
    const rows = (result?.accounts ?? []) as { account: string }[];
    if (rows[0]?.account === wanted.never_first || matches(`Start with ${wanted.never_first}\\b`, result!.summary))
      failed.push(`${wanted.never_first} stands first`);
  }
  if (wanted.books !== undefined) {
    const books = new Map(((result?.books ?? []) as { owner: string; arr: number }[]).map(({ owner, arr }) => [owner, arr]));
    for (const [owner, arr] of Object.entries(wanted.books))
      if (books.get(owner) !== arr) failed.push(`${owner}: ${books.get(owner)} is not ${arr}; ${refusal ?? ""}`);
  }
  return failed;
}

describe.skipIf(!existsSync(file))("tables as people have them (skipped where the cases are absent)", () => {
  const cases = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Case[]) : [];
  const all = cases.flatMap((one) =>
    one.calls.map((call, place) => ({ ...one, call, name: `${one.id} ${place + 1} ${call.tool}` })),
  );

  it.each(all)("$name: $kind", async ({ csv, call, why }) => {
    const folder = temporaryFolder({ "table.csv": `${csv.join("\n")}\n` });
    const tool = tools.find(({ name }) => name === call.tool)!;
    let [result, refusal]: [Result | null, string | null] = [null, null];
    try {
      const run = await runTool(tool, { table: "table.csv", ...call.input }, openTestPorts(folder));
      result = run.result as Result;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      refusal = error.message;
    }
    expect(failures(call.expect, result, refusal), why).toEqual([]);
  });
});

it("every tool that reads a table says which questions about its rows decide the answer", () => {
  const silent = tools.filter(
    ({ name, input, asks }) => "table" in input.shape && name !== "inspect_table" && asks === undefined,
  );
  expect(silent.map(({ name }) => name)).toEqual([]);
});

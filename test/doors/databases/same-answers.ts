import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Problem } from "../../../src/core/problem.ts";
import type { Ports } from "../../../src/tool/ports.ts";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";

/** A column of a book as engines hold it, and a line of the book: null where nothing is known. */
export type ColumnType = "text" | "date" | "money" | "whole" | "flag";
export interface Book {
  columns: Record<string, ColumnType>;
  rows: (string | number | boolean | null)[][];
}

export const csvOf = ({ columns, rows }: Book): string =>
  [Object.keys(columns), ...rows]
    .map((row) =>
      row
        .map((cell) => (cell === null ? "" : /[",\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : cell))
        .join(","),
    )
    .join("\n");

/** Numbers from 0 to 1, the same for the same seed. */
export function chance(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const monthFrom = (start: number, step: number): string => {
  const at = start + step;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-01`;
};

/** A random book of monthly amounts from December 2024 on: accounts come, go, come back, grow and shrink. */
export function monthlyBook(seed: number, accounts: number): Book {
  const next = chance(seed);
  const rows: Book["rows"] = [];
  for (let account = 0; account < accounts; account++) {
    const name = `${["Acme", "Bell, Ltd", 'The "Crown"', "Dürr", "Éclair"][account % 5]} ${account}`;
    const segment = next() < 0.1 ? null : next() < 0.5 ? "Enterprise" : "SMB";
    let amount = Math.round(next() * 100_000) / 100;
    let pays = next() < 0.8;
    for (let step = 0; step < 14; step++) {
      if (next() < 0.06) pays = !pays;
      if (next() < 0.1) amount = Math.round(amount * (0.7 + next() * 0.7) * 100) / 100;
      if (pays) rows.push([name, monthFrom(2024 * 12 + 11, step), amount, segment]);
    }
  }
  return { columns: { Account: "text", Month: "date", MRR: "money", Segment: "text" }, rows };
}

/** Subscriptions with a start, an end that may be open, an amount and a flag. */
export function periodBook(seed: number, accounts: number): Book {
  const next = chance(seed);
  const rows: Book["rows"] = [];
  for (let account = 0; account < accounts; account++) {
    const start = Math.floor(next() * 20);
    const end = next() < 0.4 ? start + 1 + Math.floor(next() * 24) : null;
    const amount = Math.round(next() * 1_000_000) / 100;
    rows.push([
      `Customer ${account}`,
      monthFrom(2024 * 12, start),
      end === null ? null : monthFrom(2024 * 12, end),
      amount,
      next() < 0.5,
    ]);
  }
  return { columns: { customer: "text", start_date: "date", end_date: "date", arr: "money", auto_renew: "flag" }, rows };
}

/** Accounts with what the planning tools read. */
export function accountBook(seed: number, accounts: number): Book {
  const next = chance(seed);
  const rows = Array.from({ length: accounts }, (_, account) => [
    `Account ${account}`,
    ["Ana", "Ben", "Chi"][Math.floor(next() * 3)]!,
    Math.round(next() * 20_000_000) / 100,
    `2026-${String(1 + Math.floor(next() * 12)).padStart(2, "0")}-15`,
    next() < 0.2 ? null : Math.floor(next() * 100),
  ]);
  return { columns: { account: "text", owner: "text", arr: "money", renewal_date: "date", health: "whole" }, rows };
}

/** Shapes of random books. */
export const shapes = ["monthly", "periods", "accounts"] as const;
export type Shape = (typeof shapes)[number];

/**
 * A book of one shape with what real ones hold: blanks, rows that stand twice, amounts below zero, amounts and dates that were kept as text, and
 * columns that say who counts. About a third of them are clean.
 */
export function randomBook(shape: Shape, seed: number): Book {
  const make = { monthly: monthlyBook, periods: periodBook, accounts: accountBook }[shape];
  const next = chance(seed * 977);
  const { columns, rows } = make(seed, 12 + (seed % 9));
  if (seed % 3 === 0) return { columns, rows };
  const places = Object.keys(columns);
  const money = Object.values(columns).indexOf("money");
  const asText = next() < 0.4;
  const blanks = next() < 0.5 ? 0.03 : 0;
  const messy = rows.map((row) =>
    row.map((cell, place) => {
      if (next() < blanks) return null;
      if (place !== money || cell === null) return cell;
      const amount = next() < 0.02 ? -Number(cell) : Number(cell);
      return asText ? `${next() < 0.5 ? "USD " : ""}${amount.toLocaleString("en-US")}` : amount;
    }),
  );
  const twice = next() < 0.4 ? messy.slice(0, 2) : [];
  const status = next() < 0.4;
  const types = Object.fromEntries(places.map((name, place) => [name, place === money && asText ? "text" : columns[name]!]));
  const given = [...messy, ...twice].map((row) =>
    status ? [...row, ["active", "trialing", "Active", "churned"][Math.floor(next() * 4)]!] : row,
  );
  return { columns: status ? { ...types, Status: "text" } : types, rows: given };
}

const window = { from: "2025-01-01", to: "2026-01-01" };
/** Calls whose answers must not depend on where a table lies. */
export const calls: Record<string, [tool: string, input: Record<string, unknown>][]> = {
  monthly: [
    ["inspect_table", {}],
    ["compute_nrr", { ...window, detail: true, trend: "month" }],
    ["compute_nrr", { ...window, segment_by: "Segment", skip_bad_rows: true }],
    ["compute_nrr", { from: "2020-01-01", to: "2026-01-01" }],
    ["analyze_cohorts", { as_of: "2026-01-01" }],
  ],
  periods: [
    ["inspect_table", {}],
    ["compute_nrr", { ...window, detail: true }],
    ["analyze_cohorts", { as_of: "2026-01-01", measure: "money" }],
  ],
  accounts: [
    ["inspect_table", {}],
    ["design_tiers", { detail: true }],
    ["size_team", { as_of: "2026-01-01" }],
    ["forecast_renewals", { as_of: "2026-01-01" }],
    ["build_blueprint", { as_of: "2026-01-01" }],
  ],
};

/** Fewer of them for many books. */
Object.assign(calls, {
  random_monthly: [
    ["inspect_table", {}],
    ["compute_nrr", { ...window, skip_bad_rows: true }],
    ["compute_nrr", window],
  ],
  random_periods: [
    ["inspect_table", {}],
    ["compute_nrr", { ...window, skip_bad_rows: true }],
    ["analyze_cohorts", { as_of: "2026-01-01" }],
  ],
  random_accounts: [
    ["inspect_table", {}],
    ["forecast_renewals", { as_of: "2026-01-01", skip_bad_rows: true }],
    ["design_tiers", {}],
  ],
} satisfies typeof calls);

/** What each call says of a table, the table's own name taken out: two sources of one book must give one list. */
export async function saidOf(table: string, kind: keyof typeof calls, ports: Ports): Promise<string[]> {
  const said: string[] = [];
  for (const [tool, input] of calls[kind]!) {
    const outcome = await callTool(tool, { table, ...input }, ports);
    if (outcome.kind === "fault") throw new Error(`${tool} of ${table}: ${outcome.message}`);
    const text = outcome.kind === "done" ? JSON.stringify(outcome.run.result) : outcome.message;
    said.push(text.replaceAll(table, "the table"));
  }
  return said;
}

/** Ports on a folder whose cs-strategist.yaml names connections. */
export function portsWith(folder: string, connections: Record<string, unknown>): Ports {
  const own = join(folder, "cs-strategist.yaml");
  writeFileSync(own, JSON.stringify({ connections }));
  return openTestPorts(folder, [], own);
}

/** What a refused call says. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Problem) return error.message;
    throw error;
  }
  throw new Error("the call was not refused");
}

import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { TableRecord } from "../../src/core/table.ts";
import { record } from "./record.ts";

export const periodsFile = resolve(import.meta.dirname, "../../../shared/data/subscription-periods/subscription_periods.csv");
export const periodsMissing = !existsSync(periodsFile);
/** Why tests on the table may be skipped. */
export const periodsNote = periodsMissing ? " (skipped: the subscription-periods table is not on this machine)" : "";

/** The table of 121 subscription periods, read without the program's own reader. */
export function subscriptionPeriods(): TableRecord[] {
  const lines = readFileSync(periodsFile, "utf8").trim().split(/\r?\n/).slice(1);
  return lines.map((line, index) => {
    const [subscription, account, start, end, amount] = line.split(",") as [string, string, string, string, string];
    return record(index + 2, account, { subscription, start, end, amount: Number(amount) });
  });
}

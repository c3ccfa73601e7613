import { asOf, type ExampleAccount, historyStart, mrrOn, type Size, yearStart } from "./account.ts";
import { sizeOf } from "./account-table.ts";

const thousands = (value: number) => value.toLocaleString("en-US");

/** The counts that the folder's README states, as a markdown table. */
export function countLines(accounts: readonly ExampleAccount[], subscriptions: string): string {
  const paying = (day: string) => accounts.filter((account) => mrrOn(account, day) > 0);
  const arr = (day: string) => 12 * accounts.reduce((sum, account) => sum + mrrOn(account, day), 0);
  const [then, now] = [paying(yearStart), paying(asOf)];
  const either = accounts.filter((account) => then.includes(account) || now.includes(account));
  const ofSize = (size: Size) => now.filter((account) => sizeOf(mrrOn(account, asOf)) === size).length;
  const lines: [string, string][] = [
    [`accounts paying on ${historyStart}`, thousands(paying(historyStart).length)],
    [`accounts paying on ${yearStart}`, `${then.length}, $${thousands(arr(yearStart))} of ARR`],
    [`accounts paying on ${asOf}`, `${now.length}, $${thousands(arr(asOf))} of ARR`],
    ["of these at $100,000 or more / at $15,000 or more / under", `${ofSize("high")} / ${ofSize("low")} / ${ofSize("tech")}`],
    ["rows of accounts.csv: paying on either of the last two days", thousands(either.length)],
    [`of these gone by ${asOf}`, thousands(either.filter((account) => !now.includes(account)).length)],
    [`of these not paying on ${yearStart}: new or back`, thousands(either.filter((account) => !then.includes(account)).length)],
    ["accounts only in subscriptions.csv: paying on neither day", thousands(accounts.length - either.length)],
    ["rows of subscriptions.csv", thousands(subscriptions.trimEnd().split("\n").length - 1)],
  ];
  return ["| what | how many |", "|---|---|", ...lines.map(([what, value]) => `| ${what} | ${value} |`)].join("\n");
}

import { escapeCsv } from "../../src/render/markdown.ts";
import { asOf, type ExampleAccount, mrrOn, type Size, yearStart } from "./account.ts";

const tierNames: Record<Size, string> = { high: "High touch", low: "Low touch", tech: "Tech touch" };

/** The way of touch a monthly amount falls under, with floors of 100,000 and 15,000 a year. */
export function sizeOf(mrr: number): Size {
  const arr = 12 * mrr;
  return arr >= 100_000 ? "high" : arr >= 15_000 ? "low" : "tech";
}

/** The tier given at the start of the year, or at signing for an account that was not paying then. */
function tierGiven(account: ExampleAccount): string {
  const atStart = mrrOn(account, yearStart);
  if (atStart > 0) return tierNames[sizeOf(atStart)];
  const signed = account.subscriptions.flatMap(
    (steps) => steps.find((step) => step.date > yearStart && step.mrr > 0)?.date ?? [],
  );
  return tierNames[sizeOf(mrrOn(account, signed.sort()[0]!))];
}

/** accounts.csv: one row for each account that paid on the first of the two days, or on the second. */
export function accountTable(accounts: readonly ExampleAccount[], owners: ReadonlyMap<string, string>): string {
  const header = `Account,Parent,Region,Owner,Tier,ARR ${yearStart},ARR ${asOf},Renewal date,Notice days,Health`;
  const rows = accounts
    .filter((account) => mrrOn(account, yearStart) > 0 || mrrOn(account, asOf) > 0)
    .map((account) =>
      [
        account.name,
        account.parent,
        account.region,
        owners.get(account.name)!,
        tierGiven(account),
        12 * mrrOn(account, yearStart),
        12 * mrrOn(account, asOf),
        account.renewal_date,
        account.notice_days,
        account.health,
      ]
        .map(escapeCsv)
        .join(","),
    );
  return `${[header, ...rows].join("\n")}\n`;
}

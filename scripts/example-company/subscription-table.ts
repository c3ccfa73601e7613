import { escapeCsv } from "../../src/render/markdown.ts";
import type { ExampleAccount } from "./account.ts";

/** subscriptions.csv: one row for each stretch of time at one price, numbered by start. */
export function subscriptionTable(accounts: readonly ExampleAccount[]): string {
  const stretches = accounts
    .flatMap((account) =>
      account.subscriptions.flatMap((steps) =>
        steps.map((step, index) => ({ account, start: step.date, end: steps[index + 1]?.date ?? null, mrr: step.mrr })),
      ),
    )
    .filter((stretch) => stretch.mrr > 0)
    .sort((a, b) => (a.start === b.start ? 0 : a.start < b.start ? -1 : 1));
  const rows = stretches.map(({ account, start, end, mrr }, index) =>
    [`S-${String(index + 1).padStart(4, "0")}`, account.name, account.parent, account.region, start, end, mrr]
      .map(escapeCsv)
      .join(","),
  );
  return `${["subscription_id,account,parent,region,start_date,end_date,mrr", ...rows].join("\n")}\n`;
}

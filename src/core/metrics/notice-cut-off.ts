import type { AccountChange, Notice } from "./account-change.ts";

/** Warns when over half of the customers of the month before the last date, and more than two, are gone at the last date. */
export function noticeCutOff(changes: readonly AccountChange[], to: string): Notice[] {
  let before = 0;
  let left = 0;
  for (const { series } of changes) {
    if (series === null || series.length <= 2) return [];
    if (series.at(-2)! === 0) continue;
    before += 1;
    if (series.at(-1)! === 0) left += 1;
  }
  if (left <= 2 || left * 2 <= before) return [];
  return [
    {
      code: "data_may_end",
      message: `${left} of ${before} customers of the month before ${to} are gone on ${to}. That looks like the end of the data, not like churn; try an earlier to.`,
    },
  ];
}

import type { AccountChange, Notice } from "./account-change.ts";

/**
 * Warns when over half of the customers of the month before the last date, and more than two, are gone at the last date; and, more carefully,
 * when one is for every two who stay, and they are more than left in all the months before together.
 */
export function noticeCutOff(changes: readonly AccountChange[], to: string): Notice[] {
  let before = 0;
  let left = 0;
  let leftBefore = 0;
  for (const { series } of changes) {
    if (series === null || series.length <= 2) return [];
    leftBefore += series.slice(1, -1).filter((amount, index) => amount === 0 && series[index]! > 0).length;
    if (series.at(-2)! === 0) continue;
    before += 1;
    if (series.at(-1)! === 0) left += 1;
  }
  if (left <= 2) return [];
  const gone = `${left} of ${before} customers of the month before ${to} are gone on ${to}`;
  if (left * 2 > before)
    return [
      { code: "data_may_end", message: `${gone}. That looks like the end of the data, not like churn; try an earlier to.` },
    ];
  if (left * 2 <= before - left || left <= leftBefore) return [];
  return [
    {
      code: "data_may_end",
      message: `${gone}, more than left in all the months before (${leftBefore}). If the export ends there, they did not leave; compare with an earlier to.`,
    },
  ];
}

import { addMonths } from "../../src/core/dates.ts";
import { asOf, dateOf, historyStart, type Size, type Step } from "./account.ts";
import type { AccountGroup } from "./account-groups.ts";
import type { Draw } from "./draw.ts";
import { entryMrr } from "./entry-mrr.ts";

interface Change {
  date: string;
  percent: number;
  /** A price rise reaches every subscription, anything else only the first. */
  everywhere: boolean;
}

export interface History {
  subscriptions: Step[][];
  renewal_date: string;
  shrank: boolean;
}

const priceRise = 0.42;
const downgrade = 0.11;
const upgrade: Record<Size, number> = { high: 0.42, low: 0.32, tech: 0.14 };
const secondSubscription: Record<Size, number> = { high: 0.4, low: 0.22, tech: 0.03 };

function drawChanges(draw: Draw, size: Size, anniversaries: readonly string[]): Change[] {
  const changes: Change[] = [];
  for (const anniversary of anniversaries) {
    const decision = draw.fraction();
    if (decision < downgrade) changes.push({ date: anniversary, percent: -draw.between(10, 45), everywhere: false });
    else if (decision < downgrade + priceRise) changes.push({ date: anniversary, percent: draw.between(3, 7), everywhere: true });
    const months = draw.between(3, 8);
    if (draw.chance(upgrade[size]))
      changes.push({ date: addMonths(anniversary, months), percent: draw.between(8, 40), everywhere: false });
  }
  return changes.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

function toSteps(start: string, mrr: number, changes: readonly Change[], end: string | null): Step[] {
  const steps: Step[] = [{ date: start, mrr }];
  for (const change of changes) {
    if (change.date <= start || change.date >= (end ?? asOf)) continue;
    const before = steps.at(-1)!.mrr;
    steps.push({ date: change.date, mrr: Math.round((before * (100 + change.percent)) / 100) });
  }
  return end === null ? steps : [...steps, { date: end, mrr: 0 }];
}

/** What an ordinary account paid from its first day to its last: price rises and downgrades at renewal, upgrades between. */
export function accountHistory(draw: Draw, size: Size, group: AccountGroup): History {
  const month = draw.between(1, 12);
  const day = month === 1 || draw.chance(0.25) ? 15 : 1;
  const start = group.joined === null ? historyStart : dateOf(group.joined, month, day);
  const end = group.left === null ? null : dateOf(group.left, month, day);
  const first = entryMrr(draw, size);
  const changes = drawChanges(
    draw,
    size,
    [2023, 2024, 2025].map((year) => dateOf(year, month, day)),
  );
  const subscriptions = [toSteps(start, first, changes, end)];
  if (draw.chance(secondSubscription[size])) {
    const mrr = Math.round((first * draw.between(15, 35)) / 500) * 5;
    const added = draw.chance(0.5) ? start : addMonths(start, draw.between(2, 11));
    if (added < (end ?? asOf))
      subscriptions.push(
        toSteps(
          added,
          mrr,
          changes.filter((change) => change.everywhere),
          end,
        ),
      );
  }
  const shrank = changes.some((change) => change.percent < 0 && change.date >= "2025-01-01" && change.date < asOf);
  return { subscriptions, renewal_date: dateOf(2026, month, day), shrank };
}

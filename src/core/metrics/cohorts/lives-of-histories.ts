import { type AccountHistory, amountOn, lastEnd } from "./account-history.ts";
import type { Life } from "./life.ts";
import type { Observation } from "./observation.ts";
import type { LeftOut, Starts } from "./starts.ts";
import { monthsUntil, wholeMonths } from "./whole-months.ts";

/**
 * Each account looked at on the monthly anniversaries of its own start: lost at the first one on or after the end of its last period, else
 * last seen at the latest one that is known. Being away and coming back in between is not a loss. Those that started before the first day
 * observed enter at their first anniversary from that day on. Amounts are what it paid on its first day.
 * @example a customer from 2025-01-10 to 2025-03-20 is lost at month 3
 */
export function livesOfHistories(
  { members, late }: Pick<Starts, "members" | "late">,
  observation: Observation,
): { lives: Life[]; left_out: LeftOut[]; returned: number } {
  const lives = members.map((history) => lifeOf(history, 0, observation.known_to));
  const entering = late.map((history) => lifeOf(history, monthsUntil(history.start, observation.from), observation.known_to));
  const observed = entering.filter(({ months, entered }) => months > entered);
  const unseen = entering.length - observed.length;
  return {
    lives: [...lives, ...observed],
    left_out: unseen
      ? [{ reason: `started before ${observation.from} and were not seen a month from then`, customers: unseen }]
      : [],
    returned: [...members, ...late].filter(hasGap).length,
  };
}

function lifeOf(history: AccountHistory, entered: number, knownTo: string): Life {
  const seen = wholeMonths(history.start, knownTo);
  const end = lastEnd(history);
  const lostAt = end === null || end > knownTo ? null : monthsUntil(history.start, end);
  const churned = lostAt !== null && lostAt <= seen;
  const amounts = history.periods.every(({ amount }) => amount !== null);
  return {
    months: churned ? lostAt : seen,
    churned,
    entered,
    group: history.group,
    amount: amounts ? amountOn(history, history.start) : null,
  };
}

function hasGap({ periods }: AccountHistory): boolean {
  const ordered = [...periods].sort((a, b) => (a.start < b.start ? -1 : 1));
  let paidTo: string | null = ordered[0]!.start;
  for (const { start, end } of ordered) {
    if (paidTo === null) return false;
    if (start > paidTo) return true;
    if (end === null || end > paidTo) paidTo = end;
  }
  return false;
}

import { Problem } from "../../contract/problem.ts";
import { shownAccounts } from "./shown-accounts.ts";
import type { UsedCase } from "./used-case.ts";

/**
 * Throws Problem when an account was scored on or after the day of its decision: such a score knows the ending. Dates are ISO dates.
 * @example refuseLateScores([{ account: "A", scored_on: "2026-03-01", decided_on: "2026-03-01", ... }]) // throws
 */
export function refuseLateScores(cases: readonly UsedCase[]): void {
  const late = cases.filter(({ scored_on, decided_on }) => scored_on !== null && decided_on !== null && scored_on >= decided_on);
  if (late.length)
    throw new Problem({
      what: `${late.length} of ${cases.length} accounts were scored on or after the day of their decision, so the score may know the ending:`,
      places: shownAccounts(late.map((one) => `${one.account}: scored on ${one.scored_on}, decided on ${one.decided_on}`)),
      remedy: "Use the scores as they stood before the decision, or leave these accounts out.",
    });
}

/**
 * True when a value says the same of all lost accounts and something else of all kept ones, with at least so many of each. Accounts where it
 * is null do not count.
 */
function copiesOutcome(cases: readonly UsedCase[], read: (one: UsedCase) => number | null, leastOfEach: number): boolean {
  const [lost, kept]: { value: number | null; count: number }[] = [
    { value: null, count: 0 },
    { value: null, count: 0 },
  ];
  for (const one of cases) {
    const value = read(one);
    if (value === null) continue;
    const seen = one.lost ? lost! : kept!;
    if (seen.value !== null && seen.value !== value) return false;
    seen.value = value;
    seen.count += 1;
  }
  return lost!.count >= leastOfEach && kept!.count >= leastOfEach && lost!.value !== kept!.value;
}

/**
 * Throws Problem when the score, or one of its components, is the outcome in other words: one value for all lost, another for all kept.
 * @example refuseCopiedOutcome(cases, 5) // throws when all 5 lost have 0 and all 9 kept have 100
 */
export function refuseCopiedOutcome(cases: readonly UsedCase[], leastOfEach: number): void {
  const names = new Set<string>();
  for (const { components } of cases) for (const name in components) names.add(name);
  const copied = [
    ...(copiesOutcome(cases, ({ score }) => score, leastOfEach) ? ["the score"] : []),
    ...[...names].sort().filter((name) => copiesOutcome(cases, ({ components }) => components?.[name] ?? null, leastOfEach)),
  ];
  if (copied.length)
    throw new Problem({
      what: `${copied.join(" and ")} has one value for every lost account and another for every kept one, so it was made of the outcome.`,
      remedy: "Use a score taken before the decision, made of what was known then.",
    });
}

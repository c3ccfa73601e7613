import { Problem } from "../../contract/problem.ts";
import { shownAccounts } from "./shown-accounts.ts";
import type { UsedCase } from "./used-case.ts";
import type { ScoredCase } from "./validation.ts";

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The cases by account, then by day of the score: the order in which everything is computed, whatever the order of rows. */
function inOrder(cases: readonly ScoredCase[]): ScoredCase[] {
  return [...cases].sort((a, b) => compare(a.account, b.account) || compare(a.scored_on ?? "", b.scored_on ?? ""));
}

/** Throws Problem when one account appears twice with the same day of score: nobody can tell which row counts. */
function refuseTwice(ordered: readonly ScoredCase[]): void {
  const twice = ordered.filter((one, index) => {
    const before = ordered[index - 1];
    return before !== undefined && before.account === one.account && before.scored_on === one.scored_on;
  });
  if (twice.length)
    throw new Problem({
      what: `${twice.length} rows name an account and a day of score that another row has already:`,
      places: shownAccounts(twice.map(({ account, scored_on }) => (scored_on === null ? account : `${account}, ${scored_on}`))),
      remedy: "Keep one row for each account and day of score, or give the day.",
    });
}

/**
 * The cases that have a score, in a fixed order, and those left out for want of one. With `asProbabilities` the score in percent is the
 * stated chance of renewing. Throws Problem without any case or any score, for a row given twice, and for chances given in two ways.
 * @example usedCases(cases, false).used.length
 */
export function usedCases(
  cases: readonly ScoredCase[],
  asProbabilities: boolean,
): { used: UsedCase[]; withoutScore: ScoredCase[] } {
  if (cases.length === 0)
    throw new Problem({
      what: "There is no account to check the score on.",
      remedy: "Give accounts with their score before the decision and whether they were lost.",
    });
  const ordered = inOrder(cases);
  refuseTwice(ordered);
  if (asProbabilities && ordered.some(({ probability }) => probability !== null))
    throw new Problem({
      what: "The scores are to be read as chances of renewing, and some accounts state a chance of their own.",
      remedy: "Leave out as_probabilities, or the probabilities.",
    });
  const used = ordered.filter((one): one is UsedCase => one.score !== null);
  if (used.length === 0)
    throw new Problem({
      what: `None of the ${cases.length} accounts has a score.`,
      remedy: "Give each account its score as it stood before the decision, 0 to 100.",
    });
  const stated = asProbabilities ? used.map((one) => ({ ...one, probability: one.score / 100 })) : used;
  return { used: stated, withoutScore: ordered.filter(({ score }) => score === null) };
}

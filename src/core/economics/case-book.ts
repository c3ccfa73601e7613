import { Problem } from "../contract/problem.ts";
import { sumMoney } from "../money/sum-money.ts";
import { agreesToDigits } from "../plan/agrees-to-digits.ts";
import type { TierArr } from "../plan/churn-bounds.ts";
import type { EconomicsQuestion } from "./economics-question.ts";

/** The book a business case is about, segments by average account from the largest down. */
export interface CaseBook {
  arr: number;
  accounts: number | null;
  segments: TierArr[];
  grr: number | null;
  annual_churn: number | null;
}

function refuse(places: string[]): void {
  if (places.length)
    throw new Problem({
      what: "The book does not tie:",
      places,
      remedy: "Give every segment its arr and accounts, and totals that they add up to.",
    });
}

/**
 * The book out of a question: totals, segments with their average accounts, the baseline. Money in major units, rates as fractions.
 * Throws Problem when there is no ARR, more than one baseline, or segments that lack accounts or do not add up.
 */
export function caseBook({ arr = 0, accounts, segments = [], grr = [], annual_churn }: EconomicsQuestion): CaseBook {
  if (arr === 0) throw new Problem({ what: "arr is 0, so there is nothing to retain.", remedy: "Give the ARR of the book." });
  if (grr.length > 1)
    throw new Problem({
      what: `grr holds ${grr.length} rates; a business case has one baseline.`,
      remedy: "Give one, such as [0.9], or leave it out where it is unknown.",
    });
  const lacking = segments.filter((segment) => segment.accounts === undefined).map(({ segment }) => `${segment} has no accounts`);
  const costed = segments
    .filter((segment) => segment.costs !== undefined)
    .map(({ segment }) => `${segment} states costs, which belong to cost_to_serve`);
  refuse([...lacking, ...costed]);
  const added = {
    arr: sumMoney(segments.map((one) => one.arr)),
    accounts: segments.reduce((all, one) => all + one.accounts!, 0),
  };
  if (segments.length)
    refuse([
      ...(agreesToDigits(arr, added.arr) ? [] : [`arr is ${arr}, and the segments add up to ${added.arr}`]),
      ...(accounts === undefined || accounts === added.accounts
        ? []
        : [`details.accounts is ${accounts}, and the segments add up to ${added.accounts}`]),
    ]);
  const average = (one: { arr: number; accounts: number }) => (one.accounts === 0 ? 0 : one.arr / one.accounts);
  const touched = segments.every((segment) => segment.touch !== undefined);
  return {
    arr,
    accounts: accounts ?? (segments.length ? added.accounts : null),
    segments: segments
      .map((one) => ({
        tier: one.segment,
        touch: touched ? one.touch! : ("tech" as const),
        accounts: one.accounts!,
        arr: one.arr,
      }))
      .sort((a, b) => average(b) - average(a) || (a.tier < b.tier ? -1 : a.tier > b.tier ? 1 : 0)),
    grr: grr[0] ?? null,
    annual_churn: annual_churn ?? null,
  };
}

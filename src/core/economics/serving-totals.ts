import { Problem } from "../contract/problem.ts";
import { sumMoney } from "../money/sum-money.ts";
import { type EconomicsQuestion, type ServingCosts, type ServingPart, servingParts } from "./economics-question.ts";

export interface ServingTotals {
  costs: ServingCosts;
  counted: ServingPart[];
  arr: number;
  accounts: number | null;
}

const sum = (amounts: readonly (number | undefined)[]): number | undefined =>
  amounts.length === 0 || amounts.some((amount) => amount === undefined) ? undefined : sumMoney(amounts as number[]);

/** A total and what its segments add up to must be one number. */
function oneTotal(name: string, given: number | undefined, added: number | undefined, apart: string[]): number | undefined {
  if (given !== undefined && added !== undefined && given !== added)
    apart.push(`${name} is ${given}, and the segments add up to ${added}`);
  return given ?? added;
}

/** Parts that some segments state and others do not would make the total a mix. */
function refuseUnevenParts(question: EconomicsQuestion): void {
  const segments = (question.segments ?? []).filter((segment) => segment.costs !== undefined);
  const uneven = servingParts.filter((part) => {
    const have = segments.filter((segment) => segment.costs![part] !== undefined).length;
    return have > 0 && have < (question.segments ?? []).length;
  });
  if (uneven.length)
    throw new Problem({
      what: `Some segments state ${uneven.join(", ")} and others do not, so their costs would not hold the same things.`,
      remedy: "Give the part for every segment; 0 where there is none.",
    });
}

/**
 * Cost, ARR and accounts that are served, from totals or from segments; where both are given they must tie. Money in major units a year.
 * Throws Problem when nothing says the cost or the ARR, when segments are uneven, or when totals and segments differ.
 * @example servingTotals({ ask: "cost_to_serve", arr: 100, costs: { csm: 15 } }).counted // ["csm"]
 */
export function servingTotals(question: EconomicsQuestion): ServingTotals {
  refuseUnevenParts(question);
  const segments = question.segments ?? [];
  const apart: string[] = [];
  const costs: ServingCosts = {};
  for (const part of servingParts) {
    const total = oneTotal(`details.costs.${part}`, question.costs?.[part], sum(segments.map((one) => one.costs?.[part])), apart);
    if (total !== undefined) costs[part] = total;
  }
  const arr = oneTotal("arr", question.arr, sum(segments.map((segment) => segment.arr)), apart);
  const counts = segments.map((segment) => segment.accounts);
  const known = counts.length > 0 && counts.every((count) => count !== undefined);
  const accounts = oneTotal(
    "details.accounts",
    question.accounts,
    known ? counts.reduce((all, one) => all! + one!, 0) : undefined,
    apart,
  );
  if (apart.length)
    throw new Problem({
      what: "Totals and segments differ:",
      places: apart,
      remedy: "Correct one of them, or leave the total out.",
    });
  const counted = servingParts.filter((part) => costs[part] !== undefined);
  if (counted.length === 0 || arr === undefined)
    throw new Problem({
      what: `cost_to_serve needs ${counted.length === 0 ? "at least one part of the cost" : "the ARR that is served"}.`,
      remedy:
        "Give details.costs (csm, ops, support, tools, management; what you leave out is not counted, and said so) and arr, or details.segments with both.",
    });
  return { costs, counted, arr, accounts: accounts ?? null };
}

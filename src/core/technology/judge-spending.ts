import { sumMoney } from "../money/sum-money.ts";
import { withoutNoise } from "../org/without-noise.ts";
import type { TechnologyFigures } from "./figures.ts";
import type { Spending } from "./technology-fields.ts";
import type { TechnologyQuestion } from "./technology-question.ts";

/**
 * The tool budget against a band of what customer success and support cost together, itself a published share of ARR. Yearly money in major
 * units; no verdict without a budget, no money without ARR, no share of an ARR of 0 and no verdict on it. Both ends count as within.
 * @example judgeSpending({ budget: 200000, arr: 18000000 }, "over 1,000 companies", figures).verdict // "within"
 */
export function judgeSpending(
  { budget, arr }: Pick<TechnologyQuestion, "budget" | "arr">,
  population: string,
  { spend, toolsOfSpend }: Pick<TechnologyFigures, "spend" | "toolsOfSpend">,
): Spending {
  const usual_low_share = withoutNoise(spend.value * toolsOfSpend.value.low_share);
  const usual_high_share = withoutNoise(spend.value * toolsOfSpend.value.high_share);
  const of = (share: number) => (arr === undefined ? null : sumMoney([withoutNoise(arr * share)]));
  const [usual_low, usual_high] = [of(usual_low_share), of(usual_high_share)];
  const verdict = () => {
    if (budget === undefined || arr === 0 || usual_low === null || usual_high === null) return null;
    if (budget < usual_low) return "below";
    return budget > usual_high ? "above" : "within";
  };
  return {
    budget: budget ?? null,
    share_of_arr: budget === undefined || arr === undefined || arr === 0 ? null : budget / arr,
    usual_low,
    usual_high,
    usual_low_share,
    usual_high_share,
    verdict: verdict(),
    population,
  };
}

import { Problem } from "../contract/problem.ts";
import { sumMoney } from "../money/sum-money.ts";
import { withoutNoise } from "./without-noise.ts";

/**
 * How many CSMs a yearly budget pays for after the other roles: whole people, and the `part` of a person there is today. Major units.
 * Throws Problem, with the arithmetic, when it does not pay the other roles, or not the `heads` asked for.
 * @example affordableCsms({ budget: 1200000, others: 280000, csm: 150000 }) // 6
 */
export function affordableCsms(given: { budget: number; others: number; csm: number; heads?: number; part?: number }): number {
  const { budget, others, csm, heads, part = 0 } = given;
  if (budget < others)
    throw new Problem({
      what: `The budget of ${budget} is below the ${others} that the roles beside the CSMs cost, ${sumMoney([others, -budget])} short before the first CSM.`,
      remedy: "Raise the budget, leave a role out of team, or give the real costs.",
    });
  if (heads !== undefined && others + heads * csm > budget)
    throw new Problem({
      what: `${heads} CSMs at ${csm} and ${others} for the other roles are ${others + heads * csm}, above the budget of ${budget}.`,
      remedy: "Give heads or budget, not both, or make them agree.",
    });
  if (csm === 0) return Number.POSITIVE_INFINITY;
  const people = withoutNoise((budget - others) / csm);
  return people < part ? 0 : withoutNoise(part + Math.floor(withoutNoise(people - part)));
}

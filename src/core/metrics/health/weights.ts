import { Problem } from "../../contract/problem.ts";
import type { Touch } from "../../contract/vocabulary.ts";
import { withoutNoise } from "../../org/without-noise.ts";
import type { HealthFigures } from "./figures.ts";
import type { HealthAccount } from "./health-account.ts";

/** One component and its share of the score. */
export interface Weight {
  component: string;
  weight_share: number;
}

/** The weights in force: one set for all accounts, or one for each touch. */
export interface WeightSets {
  by_touch: boolean;
  sets: ReadonlyMap<Touch | "all", readonly Weight[]>;
}

/** What the caller says about weights. */
export interface WeightQuestion {
  weights?: Readonly<Record<string, number>>;
  by_touch?: boolean;
}

/** Every component the rule gives a weight somewhere. @example knownComponents(figures) // ["usage", "engagement", ..., "financial"] */
export function knownComponents(figures: Pick<HealthFigures, "weights" | "weightsByTouch">): string[] {
  const general = Object.values(figures.weights.standards).flatMap((weights) => Object.keys(weights));
  return [
    ...new Set([...Object.keys(figures.weights.value), ...general, ...figures.weightsByTouch.value.map((row) => row.component)]),
  ];
}

function ownWeights(weights: Readonly<Record<string, number>>): Weight[] {
  const rows = Object.entries(weights).map(([component, weight_share]) => ({ component, weight_share }));
  const outside = rows.filter(({ weight_share }) => !(weight_share >= 0 && weight_share <= 1));
  if (outside.length)
    throw new Problem({
      what: "These weights are not between 0 and 1:",
      places: outside.map(({ component, weight_share }) => `weights.${component}: ${weight_share}`),
      remedy: "Give shares that add up to 1, such as 0.3 for 30%.",
    });
  const sum = withoutNoise(rows.reduce((total, { weight_share }) => total + weight_share, 0));
  if (sum !== 1)
    throw new Problem({
      what: `weights add up to ${sum}, not to 1.`,
      remedy: "Give shares that add up to 1, such as 0.3 for 30%.",
    });
  return rows;
}

/**
 * The weights to use: the caller's own, those by touch, or the general ones of the standard in force. Shares of 1.
 * Throws Problem for weights outside 0 to 1, for a sum other than 1, and for own weights together with those by touch.
 * @example weightSets({}, figures).sets.get("all")[0] // { component: "usage", weight_share: 0.3 }
 */
export function weightSets(
  { weights, by_touch }: WeightQuestion,
  figures: Pick<HealthFigures, "weights" | "weightsByTouch">,
): WeightSets {
  if (weights !== undefined && by_touch === true)
    throw new Problem({
      what: "weights and by_touch both say how the components count.",
      remedy: "Give your own weights, or by_touch, and not both.",
    });
  if (by_touch === true) {
    const sets = new Map<Touch, Weight[]>();
    for (const { touch, component, weight_share } of figures.weightsByTouch.value)
      sets.set(touch, [...(sets.get(touch) ?? []), { component, weight_share }]);
    return { by_touch, sets };
  }
  return { by_touch: false, sets: new Map([["all", ownWeights(weights ?? figures.weights.value)]]) };
}

/** The set an account is scored with. Accounts without touch are refused before, where touch decides. */
export function weightsOf({ touch }: Pick<HealthAccount, "touch">, { by_touch, sets }: WeightSets): readonly Weight[] {
  return sets.get(by_touch && touch !== null ? touch : "all") ?? [];
}

import { Problem } from "../contract/problem.ts";
import { byText } from "../order/by-text.ts";
import { withoutNoise } from "../org/without-noise.ts";
import type { TechnologyFigures } from "./figures.ts";
import { plainName } from "./plain-name.ts";
import type { GivenVendor, TechnologyQuestion } from "./technology-question.ts";

/** One criterion and its share of the score. */
export interface CriterionWeight {
  criterion: string;
  weight_share: number;
}

/** More criteria than this decide nothing and fill no page. */
const MOST_CRITERIA = 12;

/**
 * The criteria in force by name: the caller's own weights, or those of the rule. Shares that add up to 1.
 * Throws Problem for a negative weight, a sum other than 1, the same name twice, and an own criterion nobody knows or scored.
 * @example criteriaWeights({ weights: { fit: 0.5, tco: 0.5 } }, vendors, figures) // [{ criterion: "fit", weight_share: 0.5 }, ...]
 */
export function criteriaWeights(
  { weights }: Pick<TechnologyQuestion, "weights">,
  vendors: readonly GivenVendor[],
  figures: Pick<TechnologyFigures, "weights">,
): CriterionWeight[] {
  const known = figures.weights.value;
  const rows = weights === undefined ? known.map(({ criterion, weight_share }) => ({ criterion, weight_share })) : own(weights);
  const sum = withoutNoise(rows.reduce((total, { weight_share }) => total + weight_share, 0));
  if (sum !== 1)
    throw new Problem({
      what: `weights add up to ${sum}, not to 1.`,
      remedy: "Give shares that add up to 1, such as 0.25 for 25%.",
    });
  const scored = new Set(vendors.flatMap(({ scores }) => Object.keys(scores).map(plainName)));
  const nowhere = rows.filter(({ criterion }) => !scored.has(criterion) && !known.some((row) => row.criterion === criterion));
  if (nowhere.length && vendors.length)
    throw new Problem({
      what: `weights names criteria that no vendor is scored on: ${nowhere.map(({ criterion }) => criterion).join(", ")}.`,
      remedy: `The rule's criteria: ${known.map(({ criterion }) => criterion).join(", ")}. Score at least one vendor on each of your own.`,
    });
  return rows.sort((one, other) => byText(one.criterion, other.criterion));
}

function own(weights: Readonly<Record<string, number>>): CriterionWeight[] {
  const rows = Object.entries(weights).map(([name, weight_share]) => ({ criterion: plainName(name), weight_share }));
  const bad = rows.filter(({ weight_share }) => !(weight_share >= 0 && weight_share <= 1));
  const twice = rows.filter((row, place) => rows.findIndex(({ criterion }) => criterion === row.criterion) !== place);
  const places = [
    ...bad.map(({ criterion, weight_share }) => `weights.${criterion}: ${weight_share} is not between 0 and 1`),
    ...twice.map(({ criterion }) => `weights.${criterion} stands there twice`),
    ...(rows.length > MOST_CRITERIA ? [`there are ${rows.length} criteria, and ${MOST_CRITERIA} are the most`] : []),
  ];
  if (places.length)
    throw new Problem({
      what: "These weights cannot be used:",
      places,
      remedy: "Give each criterion one share of 1, 0 or more.",
    });
  return rows;
}

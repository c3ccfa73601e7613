import { Problem } from "../contract/problem.ts";
import type { CriterionWeight } from "./criteria-weights.ts";
import type { TechnologyFigures } from "./figures.ts";
import { plainName } from "./plain-name.ts";
import type { GivenVendor } from "./technology-question.ts";

/** More candidates than this are a list and no choice. */
const MOST_VENDORS = 12;

/** A vendor whose criteria carry the names of the weights; a null score is the same as none. */
export interface Vendor {
  name: string;
  scores: ReadonlyMap<string, number>;
  price: number | null;
}

/**
 * The vendors with their scores by criterion. Throws Problem that lists every name given twice, criterion there is not, and score outside
 * the scale.
 * @example checkVendors([{ name: "A", scores: { Fit: 4 } }], weights, scale)[0].scores.get("fit") // 4
 */
export function checkVendors(
  given: readonly GivenVendor[],
  weights: readonly CriterionWeight[],
  { lowest, highest }: TechnologyFigures["scale"]["value"],
): Vendor[] {
  const accepted = weights.map(({ criterion }) => criterion);
  const names = given.map(({ name }) => plainName(name));
  const places = given.flatMap(({ name, scores }, place): string[] => {
    const criteria = Object.entries(scores).map(([criterion, score]) => ({ criterion: plainName(criterion), score }));
    return [
      ...(names[place] === "" ? [`vendors[${place}] has no name`] : []),
      ...(names.indexOf(names[place]!) === place ? [] : [`vendors[${place}]: ${name} stands there already`]),
      ...criteria.flatMap(({ criterion, score }, index) => [
        ...(accepted.includes(criterion) ? [] : [`${name}: there is no criterion "${criterion}"`]),
        ...(criteria.findIndex((one) => one.criterion === criterion) === index ? [] : [`${name}: ${criterion} is scored twice`]),
        ...(score === null || (score >= lowest && score <= highest)
          ? []
          : [`${name}: ${criterion} ${score} is not between ${lowest} and ${highest}`]),
      ]),
    ];
  });
  if (given.length > MOST_VENDORS) places.push(`there are ${given.length} vendors, and ${MOST_VENDORS} are the most`);
  if (places.length)
    throw new Problem({
      what: "These vendors cannot be ranked:",
      places,
      remedy: `Score each vendor once, ${lowest} to ${highest}, and leave out what could not be tested. The criteria: ${accepted.join(", ")}; others need own weights that name them.`,
    });
  return given.map(({ name, scores, price_a_year }) => ({
    name,
    scores: new Map(
      Object.entries(scores).flatMap(([criterion, score]) => (score === null ? [] : [[plainName(criterion), score]])),
    ),
    price: price_a_year ?? null,
  }));
}

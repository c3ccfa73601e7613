import { Problem } from "../../contract/problem.ts";
import { shownPlaces } from "../refuse-unusable-rows.ts";
import { type Life, MOST_MONTHS } from "./life.ts";

/** A customer as the caller writes it. */
export interface GivenLife {
  months: number;
  churned: boolean;
  entered?: number | undefined;
}

/**
 * Lives as the caller gives them, `entered` 0 where it is not given. Throws Problem that lists those of negative length and those whose
 * observation began when it was over.
 * @example livesGiven([{ months: 6, churned: true }])[0].entered // 0
 */
export function livesGiven(given: readonly GivenLife[]): Life[] {
  const places = given.flatMap(({ months, entered = 0 }, index) => {
    if (months < 0) return [`lives[${index}]: months is ${months}, below zero`];
    if (months > MOST_MONTHS) return [`lives[${index}]: months is ${months}, over a hundred years; are these days?`];
    if (entered < 0) return [`lives[${index}]: entered is ${entered}, below zero`];
    return entered > 0 && entered >= months ? [`lives[${index}]: entered is ${entered}, not before its months, ${months}`] : [];
  });
  if (places.length)
    throw new Problem({
      what: "Lives that cannot be:",
      places: shownPlaces(places),
      remedy: "months is the age at the end, entered the age when observation began; leave out customers seen at no time.",
    });
  return given.map(({ months, churned, entered = 0 }) => ({ months, churned, entered, group: null, amount: null }));
}

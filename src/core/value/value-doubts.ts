import type { CountedLine } from "./count-line.ts";
import type { ValueFigures } from "./figures.ts";
import { isOfPeople } from "./line-kind.ts";

/** Pairs of counted lines that may be the same thing twice, by name. */
export interface ValueDoubts {
  hours_and_people: string[];
  same_amount: string[];
  /** Money that no baseline, number of units or price leads to. */
  unchecked: string[];
  without_evidence: string[];
}

/**
 * What a reader should ask before believing a total: hours beside people, two lines of the very same amount, money without arithmetic, and
 * counted lines without a source.
 * @example valueDoubts(lines, unitWords).same_amount // ["Hires avoided", "Hours freed"]
 */
export function valueDoubts(lines: readonly CountedLine[], unitWords: ValueFigures["unitWords"]): ValueDoubts {
  const standing = lines.filter(({ proof, instead, amount }) => proof !== "none" && instead === null && amount !== 0);
  const names = (list: readonly CountedLine[]) => list.map(({ line }) => line.name);
  const hours = standing.filter(({ kind }) => kind === "hours");
  const people = standing.filter(({ kind, line }) => kind !== "hours" && isOfPeople(line, unitWords));
  const twice = standing.filter(({ amount, line }) => standing.some((one) => one.line !== line && one.amount === amount));
  return {
    hours_and_people: hours.length && people.length ? names([...hours, ...people]) : [],
    same_amount: names(twice),
    unchecked: names(
      standing.filter(
        ({ line }) =>
          line.baseline !== undefined &&
          line.after !== undefined &&
          line.value !== undefined &&
          line.money_per_unit === undefined,
      ),
    ),
    without_evidence: names(standing.filter(({ line }) => (line.evidence ?? "").trim() === "")),
  };
}

import type { ValueFigures } from "./figures.ts";
import type { LineKind, ValueLine } from "./value-question.ts";

const words = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter(Boolean);

/** Whether a line's unit, or its name, speaks of people rather than of money. @example isOfPeople({ name: "Hires avoided" }, unitWords) // true */
export function isOfPeople(line: ValueLine, unitWords: ValueFigures["unitWords"]): boolean {
  const known = unitWords.value.filter(({ kind }) => kind === "people").flatMap((one) => one.words);
  return [...words(line.unit ?? ""), ...words(line.name)].some((word) => known.includes(word));
}

/**
 * How a line counts: as the caller says; else hours when its unit is hours or a realisation share is given; else money.
 * @example lineKind({ name: "Typing", unit: "hours" }, unitWords) // "hours"
 */
export function lineKind(line: ValueLine, unitWords: ValueFigures["unitWords"]): LineKind {
  if (line.kind !== undefined) return line.kind;
  const known = unitWords.value.filter(({ kind }) => kind === "hours").flatMap((one) => one.words);
  return line.realisation !== undefined || words(line.unit ?? "").some((word) => known.includes(word)) ? "hours" : "hard";
}

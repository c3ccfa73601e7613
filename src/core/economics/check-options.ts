import { Problem } from "../contract/problem.ts";
import { largest } from "../order/largest.ts";
import type { EconomicsQuestion, QuestionOption } from "./economics-question.ts";

export type CaseName = "low" | "base" | "high";
export const caseNames: readonly CaseName[] = ["low", "base", "high"];

/** The lifts of an option by case; `lift` alone is the base case. */
export function liftsOf(option: QuestionOption): Partial<Record<CaseName, number[]>> {
  const base = option.lift ?? option.base;
  return { ...(option.low && { low: option.low }), ...(base && { base }), ...(option.high && { high: option.high }) };
}

function wrongWith(option: QuestionOption, years: number): string[] {
  const lifts = liftsOf(option);
  const ordered = (lower: CaseName, upper: CaseName) =>
    (lifts[lower] ?? []).some((value, year) => value > (lifts[upper]?.[year] ?? value))
      ? [`${option.name}: in some year the ${lower} lift is above the ${upper} one`]
      : [];
  return [
    ...(option.lift && option.base ? [`${option.name}: lift and base are the same thing, and both are given`] : []),
    ...(!lifts.base && (lifts.low || lifts.high) ? [`${option.name}: low or high without lift, the case in the middle`] : []),
    ...caseNames.flatMap((name) =>
      lifts[name] && lifts[name].length !== years
        ? [`${option.name}: the ${name} case has ${lifts[name].length} yearly lifts for a horizon of ${years} years`]
        : [],
    ),
    ...ordered("low", "base"),
    ...ordered("base", "high"),
  ];
}

/** The horizon: years as given, else as long as the longest lift, else `usual`. */
export function horizonOf({ years, options = [] }: EconomicsQuestion, usual: number): number {
  const lengths = options.flatMap((option) => Object.values(liftsOf(option)).map((lifts) => lifts.length));
  return years ?? (lengths.length ? largest(lengths) : usual);
}

/** Refuses options that share a name, state a case twice or out of order, or whose lifts do not fill the horizon. Throws Problem. */
export function checkOptions(options: readonly QuestionOption[], years: number): void {
  const names = options.map((option) => option.name);
  const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  const places = [
    ...twice.map((name) => `${name}: two options have this name`),
    ...options.flatMap((option) => wrongWith(option, years)),
  ];
  if (places.length)
    throw new Problem({
      what: "The options cannot be compared:",
      places,
      remedy:
        "Give each option its own name and one lift for each year of the horizon, repeating it where it lasts; or give years to match.",
    });
}

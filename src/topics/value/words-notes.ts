import { type Assumption, assumed, type Warning, warned } from "../../core/answer.ts";
import type { ValueQuestion } from "./question.ts";
import type { ValueReport } from "./value-report.ts";

const named = (names: readonly string[]) => `${names.slice(0, 4).join(", ")}${names.length > 4 ? " and more" : ""}`;

/** What to ask before believing a value report. */
export function valueWarnings({ doubts, lines }: ValueReport): Warning[] {
  const { hours_and_people: people, same_amount: same, unchecked, without_evidence: bare } = doubts;
  const mixed = new Set(lines.map(({ months }) => months)).size > 1;
  return [
    ...warned(
      people.length > 0,
      "hours_and_people",
      `Hours and people are both counted: ${named(people)}. If they are the same work, say so with same_as.`,
    ),
    ...warned(
      same.length > 0,
      "same_amount",
      `These lines have the very same amount: ${named(same)}. If they are the same thing, say so with same_as.`,
    ),
    ...warned(
      unchecked.length > 0,
      "money_unchecked",
      `Nothing leads from the change to the money of ${named(unchecked)}. Give units_a_year and money_per_unit.`,
    ),
    ...warned(bare.length > 0, "no_evidence", `No source is named for ${named(bare)}.`),
    ...warned(
      mixed,
      "periods_differ",
      "The lines cover different periods. A shorter one is counted as measured and not stretched.",
    ),
  ];
}

/** What a value report took for granted. */
export function valueAssumptions({ lines, annualised }: ValueReport, { period_months }: ValueQuestion): Assumption[] {
  const hard = lines.filter(({ line, kind }) => line.kind === undefined && kind === "hard");
  const lower = lines.filter(
    ({ line, kind }) => line.better === undefined && line.value === undefined && line.baseline !== undefined && kind !== "soft",
  );
  const names = (of: typeof lines) => named(of.map(({ line }) => line.name));
  return [
    ...assumed(
      true,
      "investment holds licence, services and the customer's own hours",
      "yes",
      "A return on the licence alone is no return.",
      "ROI and value multiple come out lower.",
    ),
    ...assumed(
      period_months === undefined,
      "value and investment cover the same months",
      "yes",
      "period_months is not given.",
      "Give period_months; what lies outside it is not counted.",
    ),
    ...assumed(
      hard.length > 0,
      "lines without a kind are money",
      names(hard),
      "Their unit is not hours.",
      "Give kind soft or hours; soft value is never added.",
    ),
    ...assumed(
      lower.length > 0,
      "lower is better",
      names(lower),
      "The lines do not say which way is a gain.",
      "Give better: higher; the sign turns.",
    ),
    ...assumed(
      annualised !== null,
      "value goes on arriving at the measured pace",
      annualised?.extrapolated ? "stretched to a year" : "a year or more measured",
      "Payback and the yearly amount need a pace.",
      "Both change; ROI does not.",
    ),
  ];
}

import { type Assumption, assumed, type UndefinedField, type Warning, warned } from "../../core/answer.ts";
import { changeOf, type ValueQuestion } from "./question.ts";
import type { ValueReport } from "./value-report.ts";

const named = (names: readonly string[]) => `${names.slice(0, 4).join(", ")}${names.length > 4 ? " and more" : ""}`;

/** Why fields of a value report are null. */
export function valueReasons(report: ValueReport, noWording: boolean): UndefinedField[] {
  const { investment, roi_of, annualised, payback_months, breaks_even_at, weakest_halved, lines } = report;
  const noReturn = "The investment is 0: there is nothing to divide by.";
  const nothing = "No line can be counted in money.";
  const because = (is: boolean, reason: string, ...fields: string[]): UndefinedField[] =>
    is ? fields.map((field) => ({ field, reason })) : [];
  const noYear = roi_of === null ? nothing : "A counted line has no stated period, or nothing is counted; give period_months.";
  const noShare =
    report.unattributed_value === 0
      ? "Every countable gain has a stated share."
      : "The investment is back without these gains, or even all of them would not do.";
  const changes = lines.map(({ line, kind }) => changeOf(line, kind));
  return [
    ...because(investment === 0 || roi_of === null, investment === 0 ? noReturn : nothing, "roi", "value_multiple"),
    ...because(investment === 0, noReturn, "readings[].roi", "readings[].value_multiple"),
    ...because(investment === 0, noReturn, "weakest_halved.roi", "weakest_halved.value_multiple"),
    ...because(investment === 0, noReturn, "printed.roi", "printed.value_multiple"),
    ...because(roi_of === null, nothing, "roi_of"),
    ...because(annualised === null, noYear, "annualised"),
    ...because(payback_months === null, annualised === null ? noYear : "The counted value is not above 0.", "payback_months"),
    ...because(breaks_even_at === null, noShare, "breaks_even_at"),
    ...because(weakest_halved === null, "No gain is counted.", "weakest_halved"),
    ...because(
      lines.some(({ amount }) => amount === null),
      "No money is stated for this line.",
      "lines[].amount",
      "not_counted[].amount",
    ),
    ...because(
      changes.some(({ change_share }) => change_share === null),
      "The line has no baseline and after, or a baseline of 0.",
      "lines[].change_share",
    ),
    ...because(
      changes.some(({ direction }) => direction === null),
      "The line has no baseline and after, or nothing says which way is better.",
      "lines[].direction",
    ),
    ...because(noWording, "The page on audiences has no line for this one.", "texts[].leave_out"),
  ];
}

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

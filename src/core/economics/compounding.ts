import { Problem } from "../contract/problem.ts";
import { because } from "../metrics/because.ts";
import type { PartAnswer } from "./acquisition.ts";
import { compoundingYears } from "./compounding-years.ts";
import type { Compounding } from "./economics-fields.ts";
import { conventions, type EconomicsQuestion } from "./economics-question.ts";
import { printedDifference } from "./printed-difference.ts";

/**
 * Two companies that sell the same and keep differently, year by year, under the chosen convention for when new customers begin to leave, or
 * under both; and, where somebody printed a difference, what it would take. ARR in major units, rates as fractions.
 * Throws Problem unless two rates are given. Source: definitions 2.18, rule economics-retention-compounding.
 */
export function compounding(question: EconomicsQuestion, mostYears: number): PartAnswer {
  const { opening_arr: opening = 0, new_arr: added = 0, grr = [], years = 0, printed } = question;
  const [rateA, rateB] = grr;
  if (rateA === undefined || rateB === undefined || grr.length > 2)
    throw new Problem({
      what: `compounding compares two companies, and grr holds ${grr.length}.`,
      remedy: "Give two yearly rates, such as [0.85, 0.93].",
    });
  const facts = { opening, added, rateA, rateB };
  const chosen = question.convention ?? conventions[0];
  const table = compoundingYears(facts, years, chosen);
  const last = table.at(-1)!.difference;
  const otherName = conventions.find((name) => name !== chosen)!;
  const otherTable = compoundingYears(facts, years, otherName);
  const check = printed === undefined ? undefined : printedDifference(printed, facts, years, mostYears);
  const fields: Compounding = {
    convention: chosen,
    chosen: question.convention !== undefined,
    grr_a: rateA,
    grr_b: rateB,
    difference: last,
    ...(question.gross_margin === undefined ? {} : { difference_in_margin: last * question.gross_margin }),
    ...(question.convention === undefined
      ? { other: { convention: otherName, difference: otherTable.at(-1)!.difference, years: otherTable } }
      : {}),
    ...(check === undefined ? {} : { printed: check }),
  };
  const reason = (name: "new_arr_needed" | "years_needed", why: string) =>
    check?.checks.some((row) => row[name] === null) ? because(why, `compounding.printed.checks[].${name}`) : [];
  return {
    fields: { compounding: fields, years: table },
    undefined: [
      ...reason("new_arr_needed", "No new ARR of 0 or more gives that difference at these rates."),
      ...reason("years_needed", "The difference is not reached within the longest table shown."),
    ],
  };
}

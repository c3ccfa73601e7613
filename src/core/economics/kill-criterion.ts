import { addMonths } from "../calendar/dates.ts";
import type { OptionAnswer } from "./business-case-fields.ts";
import type { CaseBook } from "./case-book.ts";
import type { EconomicsFigures } from "./economics-reads.ts";

export interface KillQuestion {
  break_even: number | null;
  /** Years until a change of the break-even's size can be seen; null when that is unknown. */
  years_to_see: number | null;
  horizon_years: number;
  as_of?: string;
}

/**
 * What ends the plan: gross retention at its break-even level where it can be read within the horizon, else the leading measure that shows
 * before retention does, whose level is for people to agree on. Months count from the start. Throws nothing.
 */
export function killCriterion(
  { break_even, years_to_see, horizon_years, as_of }: KillQuestion,
  book: CaseBook,
  figures: EconomicsFigures,
): OptionAnswer["kill_criterion"] {
  const wait = figures.yearsToRead.value;
  const readable = break_even !== null && (years_to_see ?? 0) <= Math.max(horizon_years, wait);
  const at = (month: number) => ({ month, date: as_of === undefined ? null : addMonths(as_of, month) });
  if (!readable) {
    const before = figures.whatShows.value.filter(({ by_month }) => by_month < wait * 12).sort((a, b) => b.by_month - a.by_month);
    const leading = before[0] ?? figures.whatShows.value[0]!;
    return { metric: leading.shows, rise: null, level: null, ...at(leading.by_month) };
  }
  const level = book.grr === null || book.grr + break_even > 1 ? null : book.grr + break_even;
  return { metric: "gross retention", rise: break_even, level, ...at(12 * Math.max(wait, years_to_see ?? 0)) };
}

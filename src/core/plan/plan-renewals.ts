import { addMonths } from "../calendar/dates.ts";
import { sumMoney } from "../money/sum-money.ts";
import { byMonth } from "../renewal/by-month.ts";
import { checkRenewals } from "../renewal/check-renewals.ts";
import { distributionOf } from "../renewal/distribution.ts";
import type { RenewalFigures } from "../renewal/figures.ts";
import type { LeftOutLine, MonthLine } from "../renewal/forecast-fields.ts";
import { forecastQuantiles } from "../renewal/forecast-quantiles.ts";
import { dueOf, expectedOf, stakesOf } from "../renewal/forecast-sums.ts";
import { forecastSway } from "../renewal/forecast-sway.ts";
import { leftOut } from "../renewal/left-out.ts";
import { placeRenewals } from "../renewal/place-renewals.ts";
import type { PlanBook } from "./plan-input.ts";

/** What of the book comes up for decision in the year to come, by the last day to opt out. Money in major units. */
export interface PlanRenewals {
  from: string;
  to: string;
  due: number;
  expected: number;
  /** One time in ten below the first, one time in ten above the last. */
  low: number;
  high: number;
  months: MonthLine[];
  left_out: LeftOutLine[];
  left_out_arr: number;
  /** The account that moves the total most. */
  moves_most: string | null;
}

/**
 * The renewals of a book in the twelve months from `as_of`, as forecast from health; null without a date or where no account has a renewal date.
 * What has no health or no date stands outside and is listed, so that both together are the book.
 * @example planRenewals(book, "2026-01-01", figures).due // 13579452
 */
export function planRenewals(book: PlanBook | null, as_of: string | null, figures: RenewalFigures): PlanRenewals | null {
  if (book === null || as_of === null || book.accounts.every(({ renewal_date }) => renewal_date === null)) return null;
  const to = addMonths(as_of, 12);
  const rows = book.accounts.map(({ account, arr, health, renewal_date, notice_days }) => ({
    account,
    arr,
    health,
    renewal_date,
    notice_days,
  }));
  const probabilities = { health: figures.healthProbabilities.value, category: figures.categoryProbabilities.value };
  const window = { as_of, from: null, to };
  const placed = placeRenewals(checkRenewals(rows, probabilities.category), window, probabilities);
  // Only what a plan shows: the stress cases each take a distribution of their own.
  const { quantiles } = forecastQuantiles(distributionOf(stakesOf(placed.forecast)));
  const left_out = leftOut(placed.left_out);
  return {
    from: as_of,
    to,
    due: dueOf(placed.forecast),
    expected: expectedOf(placed.forecast),
    low: quantiles?.p10 ?? 0,
    high: quantiles?.p90 ?? 0,
    months: byMonth(placed.forecast),
    left_out,
    left_out_arr: sumMoney(left_out.map(({ arr }) => arr)),
    moves_most: forecastSway(placed.forecast)?.moves_most ?? null,
  };
}

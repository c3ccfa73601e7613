import { addMonths } from "../calendar/dates.ts";
import { sumMoney } from "../money/sum-money.ts";
import type { RenewalFigures } from "../renewal/figures.ts";
import type { LeftOutLine, MonthLine } from "../renewal/forecast-fields.ts";
import { renewalForecast } from "../renewal/renewal-forecast.ts";
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
  const { fields } = renewalForecast(
    {
      renewals: book.accounts.map(({ account, arr, health, renewal_date, notice_days }) => ({
        account,
        arr,
        health,
        renewal_date,
        notice_days,
      })),
      window: { as_of, from: null, to },
      target: null,
      posterior: () => null,
      use_history: false,
    },
    figures,
  );
  return {
    from: as_of,
    to,
    due: fields.due ?? 0,
    expected: fields.expected ?? 0,
    low: fields.quantiles?.p10 ?? 0,
    high: fields.quantiles?.p90 ?? 0,
    months: fields.by_month,
    left_out: fields.left_out,
    left_out_arr: sumMoney(fields.left_out.map(({ arr }) => arr)),
    moves_most: fields.concentration?.moves_most ?? null,
  };
}

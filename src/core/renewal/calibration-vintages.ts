import { sumMoney } from "../money/sum-money.ts";
import type { PastForecast } from "./calibration-check-history.ts";
import type { ForecastVintage } from "./calibration-result.ts";

/**
 * How forecasts came out, by the day of the period on which they were frozen, the earliest first and those without a day last. Money in major
 * units; bias (above 0 is too high), error and coverage as fractions, null where nothing came in or no interval was given. Accuracy is one
 * minus the error, so that a forecast set too low does not look good.
 * @example forecastVintages([{ forecast: 200, actual: 230, interval: null, day: 1 }])[0].bias // -30 / 230
 */
export function forecastVintages(forecasts: readonly PastForecast[]): ForecastVintage[] {
  const days = [...new Set(forecasts.map(({ day }) => day))].sort(
    (a, b) => (a ?? Number.POSITIVE_INFINITY) - (b ?? Number.POSITIVE_INFINITY) || 0,
  );
  return days.map((day) =>
    vintage(
      day,
      forecasts.filter((one) => one.day === day),
    ),
  );
}

function vintage(day: number | null, rows: readonly PastForecast[]): ForecastVintage {
  const forecast = sumMoney(rows.map((row) => row.forecast));
  const actual = sumMoney(rows.map((row) => row.actual));
  const error = sumMoney(rows.map((row) => Math.abs(row.forecast - row.actual)));
  const known = actual > 0;
  const judged = rows.filter(({ interval }) => interval !== null);
  const inside = judged.filter((row) => row.actual >= row.interval!.low && row.actual <= row.interval!.high).length;
  return {
    day,
    forecasts: rows.length,
    forecast,
    actual,
    bias: known ? sumMoney([forecast, -actual]) / actual : null,
    wape: known ? error / actual : null,
    accuracy: known ? 1 - error / actual : null,
    with_interval: judged.length,
    inside_interval: inside,
    interval_coverage: judged.length ? inside / judged.length : null,
  };
}

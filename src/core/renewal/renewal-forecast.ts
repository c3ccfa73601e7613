import type { Findings } from "../contract/envelope.ts";
import { ratioOfMoney } from "../metrics/ratio-of-money.ts";
import { againstTarget } from "./against-target.ts";
import { byBand } from "./by-band.ts";
import { byMonth } from "./by-month.ts";
import { calledAmounts } from "./called-amounts.ts";
import { checkRenewals } from "./check-renewals.ts";
import { distributionOf } from "./distribution.ts";
import type { RenewalFigures } from "./figures.ts";
import { findContradictions } from "./find-contradictions.ts";
import type { ForecastFields, RenewalLine } from "./forecast-fields.ts";
import { forecastAssumptions, forecastReasons, forecastWarnings } from "./forecast-notices.ts";
import { forecastQuantiles } from "./forecast-quantiles.ts";
import { dueOf, expectedOf, stakesOf, varianceOf } from "./forecast-sums.ts";
import { forecastSway } from "./forecast-sway.ts";
import { leftOut } from "./left-out.ts";
import { otherReadings } from "./other-readings.ts";
import { type PlacedRenewals, placeRenewals, type Window } from "./place-renewals.ts";
import { decidedOf, renewalRate } from "./renewal-rate.ts";
import type { ForecastRenewal, Renewal, RenewalRow } from "./renewal-row.ts";
import { stressForecast } from "./stress-forecast.ts";

/** What is asked of a list of renewals. */
export interface ForecastQuestion {
  renewals: readonly RenewalRow[];
  /** How a message names a row; as an element of renewals unless given. */
  place_of?: (index: number) => string;
  window: Window;
  target: number | null;
  /** The rate a record suggests for an assumed one; null where it says nothing. */
  posterior: (assumed: number) => number | null;
  /** Whether the forecast uses those rates instead of the assumed ones. */
  use_history: boolean;
}

/** A forecast of renewals, and what to know before trusting it. */
export interface Forecast extends Findings {
  fields: ForecastFields;
  placed: PlacedRenewals;
  decided: Renewal[];
  /** What the renewals come to when all that can renew do, in major units. */
  most: number;
}

/**
 * What the contracts up for decision will bring: their expected sum, the exact distribution of the total, how it falls on bands and months,
 * what could be wrong with it, and everything that stands outside. Money in major units, rates as fractions.
 * Throws Problem for impossible rows, and for dates without an as_of.
 * @example renewalForecast({ renewals: [{ arr: 100000, health: 85 }], ... }, figures).fields.expected // 95000
 */
export function renewalForecast(question: ForecastQuestion, figures: RenewalFigures): Forecast {
  const probabilities = { health: figures.healthProbabilities.value, category: figures.categoryProbabilities.value };
  const checked = checkRenewals(question.renewals, probabilities.category, question.place_of);
  const found = placeRenewals(checked, question.window, probabilities);
  const corrected = (one: ForecastRenewal) => ({ ...one, rate: question.posterior(one.prior_rate) ?? one.rate });
  const forecast = question.use_history ? found.forecast.map(corrected) : found.forecast;
  const placed = { ...found, forecast };
  const decided = decidedOf(placed.left_out);
  const distribution = distributionOf(stakesOf(forecast));
  const target = question.target === null ? null : againstTarget(question.target, decided, distribution);
  const [due, expected] = [dueOf(forecast), expectedOf(forecast)];
  const fields: ForecastFields = {
    due,
    expected,
    share: due > 0 ? ratioOfMoney(expected, due) : null,
    standard_deviation: Math.sqrt(varianceOf(forecast)),
    probability_below_target: target?.below_rate ?? null,
    target,
    ...forecastQuantiles(distribution),
    grid: distribution.unit === 0 ? null : distribution.unit / 100,
    book: { renewals: checked.length, arr: dueOf(checked) },
    by_band: byBand(forecast, question.posterior),
    by_month: byMonth(forecast),
    left_out: leftOut(placed.left_out),
    contradictions: findContradictions(forecast, figures),
    stress: stressForecast(forecast, figures.commonShock.value),
    concentration: forecastSway(forecast),
    confidence: confidenceOf(forecast),
    renewal_rate: decided.length ? renewalRate(decided) : null,
    other_readings: otherReadings(forecast, probabilities),
    called: calledAmounts(forecast),
    renewals: forecast.map(lineOf),
  };
  return {
    fields,
    placed,
    decided,
    most: distribution.most / 100,
    warnings: forecastWarnings(fields, placed, decided),
    assumptions: forecastAssumptions(fields, placed, decided, question, figures),
    undefined: forecastReasons(fields),
  };
}

function lineOf({ account, arr, deadline, deadline_known, source, rate, value }: ForecastRenewal): RenewalLine {
  return { account, arr, deadline, deadline_known, source, probability_rate: rate, expected: value * rate };
}

function confidenceOf(renewals: readonly ForecastRenewal[]): ForecastFields["confidence"] {
  if (renewals.length === 0) return null;
  const unknown = renewals.filter(({ deadline_known }) => !deadline_known);
  const names = [...new Set(unknown.map(({ account }) => account))];
  const arr = dueOf(unknown);
  const due = dueOf(renewals);
  return {
    level: unknown.length ? "capped" : "full",
    deadline_known_share: ratioOfMoney(due - arr, due),
    unknown_notice_accounts: names.length,
    unknown_notice_arr: arr,
    unknown_notice: names,
  };
}

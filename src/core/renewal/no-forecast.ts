import type { UndefinedField } from "../contract/envelope.ts";
import { because } from "../metrics/because.ts";
import type { ForecastFields } from "./forecast-fields.ts";

const nothing = {
  due: null,
  expected: null,
  share: null,
  standard_deviation: null,
  quantiles: null,
  probability_below_target: null,
  target: null,
  grid: null,
  error_bound: null,
  stress: null,
  concentration: null,
  confidence: null,
  renewal_rate: null,
  called: null,
};

/** The fields of a forecast where no renewals were given, since nothing is not the same as 0. */
export const noForecast: ForecastFields = {
  ...nothing,
  book: { renewals: 0, arr: 0 },
  by_band: [],
  by_month: [],
  left_out: [],
  contradictions: [],
  other_readings: [],
  renewals: [],
};

/** Why all of them are null. */
export const noForecastReasons: UndefinedField[] = because("No renewals were given.", Object.keys(nothing));

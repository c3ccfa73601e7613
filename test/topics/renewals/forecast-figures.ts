import { onTheWire } from "../../../src/core/known.ts";
import { type ForecastFields, type RenewalFigures, renewalReads } from "../../../src/topics/renewals/answer.ts";
import type { RenewalRow } from "../../../src/topics/renewals/check-renewals.ts";
import { type ForecastQuestion, renewalForecast } from "../../../src/topics/renewals/forecast.ts";
import { forecastAssumptions, forecastWarnings } from "../../../src/topics/renewals/words-notices.ts";
import { shippedLibrary as library } from "../../shipped-library.ts";

/** The figures of the shipped rules, as the tool would hand them over. */
export const renewalFigures = Object.fromEntries(
  Object.entries(renewalReads).map(([name, reference]) => [name, library.figure(reference as never)]),
) as unknown as RenewalFigures;

/** A forecast of rows with nothing else said, unless given. */
export function forecastOf(renewals: readonly RenewalRow[], question: Partial<ForecastQuestion> = {}) {
  const window = { as_of: "2026-01-01", from: null, to: null };
  const asked = { renewals, window, target: null, posterior: () => null, use_history: false, ...question };
  const forecast = renewalForecast(asked, renewalFigures);
  const wire = onTheWire<ForecastFields>(forecast.fields);
  return {
    ...forecast,
    ...wire,
    warnings: forecastWarnings(forecast),
    assumptions: forecastAssumptions(forecast, asked.window, asked.use_history, renewalFigures),
  };
}

/** The three accounts of the published example: 85, 45 and 25 are the healthy, at-risk and critical bands, 95%, 60% and 30%. */
export const threeAccounts: RenewalRow[] = [
  { account: "A", arr: 100_000, health: 85 },
  { account: "B", arr: 50_000, health: 45 },
  { account: "C", arr: 75_000, health: 25 },
];

import { Problem } from "../contract/problem.ts";
import { isTooLarge } from "../metrics/exact-money.ts";
import { amountTrouble, shownPlaces } from "../metrics/refuse-unusable-rows.ts";
import type { HistoryRow } from "./calibration-result.ts";

/** A probability that was assumed, and how it came out. */
export interface BandRecord {
  label: string;
  assumed: number;
  renewed: number;
  of: number;
}

/** A forecast and what came of it, in major units. */
export interface PastForecast {
  forecast: number;
  actual: number;
  interval: { low: number; high: number } | null;
  day: number | null;
}

const ofBands = ["assumed", "renewed", "of"] as const;
const ofForecasts = ["forecast", "actual", "low", "high", "day"] as const;

/**
 * The rows of a record by their kind. Throws one Problem that names every row which is neither kind, is incomplete, or cannot be.
 * @example splitHistory([{ assumed: 0.95, renewed: 17, of: 20 }]).bands[0].label // "assumed 0.95"
 */
export function splitHistory(history: readonly HistoryRow[]): { bands: BandRecord[]; forecasts: PastForecast[] } {
  const bands: BandRecord[] = [];
  const forecasts: PastForecast[] = [];
  const places: string[] = [];
  history.forEach((row, index) => {
    const trouble = rowTrouble(row);
    if (trouble !== null) places.push(`history[${index}]: ${trouble}`);
    else if (row.assumed !== undefined)
      bands.push({ label: row.label ?? `assumed ${row.assumed}`, assumed: row.assumed, renewed: row.renewed!, of: row.of! });
    else
      forecasts.push({
        forecast: row.forecast!,
        actual: row.actual!,
        interval: row.low === undefined ? null : { low: row.low, high: row.high! },
        day: row.day ?? null,
      });
  });
  if (places.length)
    throw new Problem({
      what: "The history has rows that cannot be used:",
      places: shownPlaces(places),
      remedy: "Give assumed, renewed and of (counts of renewals), or forecast and actual (amounts; low, high and day if known).",
    });
  return { bands, forecasts };
}

function rowTrouble(row: HistoryRow): string | null {
  const band = ofBands.filter((name) => row[name] !== undefined);
  const forecast = ofForecasts.filter((name) => row[name] !== undefined);
  if (band.length && forecast.length) return `it mixes ${band.join(", ")} with ${forecast.join(", ")}; make two rows of it`;
  if (!band.length && !forecast.length) return "it says nothing";
  return band.length ? bandTrouble(row) : forecastTrouble(row);
}

function bandTrouble(row: HistoryRow): string | null {
  const missing = ofBands.filter((name) => row[name] === undefined);
  if (missing.length) return `${missing.join(" and ")} missing`;
  return row.renewed! > row.of! ? `${row.renewed} renewed of ${row.of}, more than there were` : null;
}

function forecastTrouble({ forecast, actual, low, high }: HistoryRow): string | null {
  if (forecast === undefined || actual === undefined) return `${forecast === undefined ? "forecast" : "actual"} missing`;
  if ((low === undefined) !== (high === undefined)) return `${low === undefined ? "low" : "high"} missing beside its other end`;
  if (low !== undefined && low > high!) return `low ${low} is above high ${high}`;
  if (isTooLarge(forecast)) return `forecast is ${forecast}, too large to be an amount`;
  return amountTrouble("actual", actual);
}

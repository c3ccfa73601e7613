import type { CalibrationFields } from "../core/renewal/calibration-result.ts";
import { money, percent, plural } from "./numbers.ts";

interface RecordWords {
  calibration: CalibrationFields | null;
  use_history: boolean;
}

/** The most vintages named. */
const VINTAGES = 3;

/** What earlier forecasts came to, by how long before the decision they were made. */
export function accuracySentence({ calibration }: RecordWords, currency: string): string | null {
  const told = (calibration?.vintages ?? []).flatMap(({ day, forecasts, forecast: said, actual, bias }) => {
    if (bias === null) return [];
    const off = bias === 0 ? "right in sum" : `${percent(Math.abs(bias))} too ${bias > 0 ? "high" : "low"} in sum`;
    const when = day === null ? "" : ` of day ${day}`;
    return [`${plural(forecasts, "forecast")}${when} came ${off} (${money(said, currency)} against ${money(actual, currency)})`];
  });
  return told.length ? `By your own record, ${told.slice(0, VINTAGES).join("; ")}.` : null;
}

/** How the chances once given came out, and whether the forecast uses that. */
export function historySentence({ calibration, use_history }: RecordWords, forecast: boolean): string | null {
  if (calibration === null || calibration.bands.length === 0) return null;
  const off = calibration.bands.filter(({ differs }) => differs);
  const told = (off.length ? off : calibration.bands).slice(0, 2);
  const words = told
    .map(({ assumed, renewed, of }) => `of those given ${percent(assumed, 0)}, ${renewed} of ${of} renewed`)
    .join("; ");
  const verdict = off.length ? "more than chance would explain, so correct them" : "no proof yet that the assumption is wrong";
  const used = use_history
    ? " The forecast uses your record."
    : " The forecast does not use your record unless use_history is true.";
  return `By your own record, ${words}: ${verdict}.${forecast ? used : ""}`;
}

import { Problem } from "../contract/problem.ts";
import { type Return, returnOf } from "./readings.ts";

/** A printed claim beside what the numbers give. */
export interface PrintedCheck extends Return {
  printed: string;
  reads_as: "value_multiple" | "roi" | "neither";
  /** The value the claim was held against. */
  given_value: number;
}

/** A printed number as a fraction, and the decimals it was printed with. */
function parse(printed: string): { times: number; decimals: number; percent: boolean } {
  const found = /^\s*(?<size>-?[\d,]*(?:\.(?<decimals>\d*))?)\s*(?<unit>x|times|:\s*1|%)?\s*$/i.exec(printed)?.groups;
  const times = Number((found?.size ?? "").replaceAll(",", ""));
  if (found === undefined || !/\d/.test(found.size ?? "") || Number.isNaN(times))
    throw new Problem({ what: `printed is "${printed}".`, remedy: 'Write the claim as "10x", "10:1" or "900%".' });
  return { times, decimals: (found.decimals ?? "").length, percent: found.unit === "%" };
}

/**
 * Which of the two a printed claim is, to the digits it was printed in: value over investment, or what is left after the investment over
 * the investment. Units: the value in major units. Throws Problem for a claim that is no number.
 * @example checkPrinted("10x", [1200000], 120000).reads_as // "value_multiple"
 */
export function checkPrinted(printed: string, values: readonly number[], investment: number): PrintedCheck {
  const { times, decimals, percent } = parse(printed);
  const fits = (rate: number | null) =>
    rate !== null && Number((percent ? rate * 100 : rate).toFixed(Math.min(decimals, 12))) === times;
  const read = (value: number): PrintedCheck => {
    const both = returnOf(value, investment);
    const reads_as = fits(both.value_multiple) ? "value_multiple" : fits(both.roi) ? "roi" : "neither";
    return { printed, reads_as, given_value: value, ...both };
  };
  const checks = values.map(read);
  return checks.find(({ reads_as }) => reads_as !== "neither") ?? checks[0]!;
}

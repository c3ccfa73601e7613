import { ratioOfMoney } from "../metrics/ratio-of-money.ts";
import type { BandLine } from "./forecast-fields.ts";
import { dueOf, expectedOf } from "./forecast-sums.ts";
import type { ForecastRenewal } from "./renewal-row.ts";

/** The evidence nearest to a person's own judgement first. */
const order = ["probability", "category", "health"];

/**
 * The forecast by health band, category and stated chances, each renewal under the evidence it was forecast with; highest chance first.
 * `posterior` gives the rate a record suggests for an assumed one, null where it says nothing.
 * @example byBand(renewals, () => null)[0] // { band: "healthy", source: "health", prior_rate: 0.95, arr: 100000, expected: 95000, ... }
 */
export function byBand(renewals: readonly ForecastRenewal[], posterior: (assumed: number) => number | null): BandLine[] {
  const keys = [...new Set(renewals.map(({ source, band }) => `${source} ${band}`))];
  const lines = keys.map((key): BandLine => {
    const own = renewals.filter(({ source, band }) => `${source} ${band}` === key);
    const { source, band, prior_rate } = own[0]!;
    const prior = source === "probability" ? null : prior_rate;
    const [arr, expected] = [dueOf(own), expectedOf(own)];
    return {
      band,
      source,
      prior_rate: prior,
      posterior_rate: prior === null ? null : posterior(prior),
      renewals: own.length,
      arr,
      expected,
      share: ratioOfMoney(expected, arr),
    };
  });
  const rank = ({ source, prior_rate }: BandLine) => order.indexOf(source) - (prior_rate ?? 1);
  return lines.sort((a, b) => rank(a) - rank(b) || (a.band < b.band ? -1 : 1));
}

import type { Reading } from "./forecast-fields.ts";
import { dueOf, expectedOf } from "./forecast-sums.ts";
import { chanceBy, type Probabilities } from "./renewal-probability.ts";
import type { ForecastRenewal } from "./renewal-row.ts";

/**
 * Where renewals carry more than one kind of evidence: what each kind would give for those that have it, beside what was used for the same
 * renewals. Empty where no renewal has two kinds.
 * @example otherReadings(renewals, probabilities)[0] // { reading: "health", renewals: 2, arr: 175000, expected: 117500, expected_used: 120000 }
 */
export function otherReadings(renewals: readonly ForecastRenewal[], figures: Probabilities): Reading[] {
  return (["probability", "category", "health"] as const).flatMap((reading): Reading[] => {
    const read = renewals.flatMap((one) => {
      const chance = one.source === reading ? null : chanceBy(reading, one, figures);
      return chance === null ? [] : [{ one, value: one.value, rate: chance.rate }];
    });
    if (read.length === 0) return [];
    const same = read.map(({ one }) => ({ value: one.value, rate: one.prior_rate }));
    const arr = dueOf(read.map(({ one }) => one));
    return [{ reading, renewals: read.length, arr, expected: expectedOf(read), expected_used: expectedOf(same) }];
  });
}

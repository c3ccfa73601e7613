import { sumMoney } from "../../money/sum-money.ts";
import type { CompensationFigures, Weights } from "./compensation-reads.ts";
import { payOverlaps } from "./overlaps.ts";
import type { PayFields } from "./pay-fields.ts";
import { shareVariable } from "./share-variable.ts";

/** The middle of a published split. @example middleSplit([0.6, 0.7]) // 0.65 */
export function middleSplit(split: number | number[]): number {
  return typeof split === "number" ? split : (split[0]! + split[1]!) / 2;
}

/** One weight for each component of a source: the middle of its band, divided by the sum of all so that they make a whole. */
export function middleWeights(rows: Weights): { metric: string; weight: number }[] {
  const middles = rows.map(({ low_share, high_share }) => (low_share + high_share) / 2);
  const total = middles.reduce((sum, middle) => sum + middle, 0);
  return rows.map(({ component }, place) => ({ metric: component, weight: middles[place]! / total }));
}

/**
 * The plan of every source for the same pay at target, side by side: split, weights at the middle of their bands, and what each pays twice.
 * Where a source gives no split, yours is used for the money. Major units. Sources in order of name. Source: rule org-compensation.
 * @example payProfiles({ ote: 140_000, base: 112_000 }, figures)[0].standard // "compounding"
 */
export function payProfiles({ ote, base }: { ote: number; base: number }, figures: CompensationFigures): PayFields["profiles"] {
  const [splits, weights] = [figures.baseShare.standards, figures.weights.standards];
  const standards = [...new Set([...Object.keys(splits), ...Object.keys(weights)])].filter((name) => name !== "yours").sort();
  return standards.map((standard) => {
    const split = splits[standard];
    const ends = typeof split === "number" ? [split, split] : split;
    const own = split === undefined ? base : sumMoney([ote * middleSplit(split)]);
    const variable = sumMoney([ote, -own]);
    const rows = middleWeights(weights[standard] ?? []);
    const amounts = shareVariable(variable, rows);
    const components = rows.map((row, place) => ({ ...row, at_target: amounts[place]! }));
    const twice = payOverlaps(components, figures).map(({ paid_twice }) => paid_twice);
    return {
      standard,
      note: figures.profileNotes.value.find(({ profile }) => profile === standard)?.note ?? "",
      base_share_low: ends?.[0] ?? null,
      base_share_high: ends?.[1] ?? null,
      base: own,
      variable,
      components,
      paid_twice: components.length === 0 ? null : Math.min(variable, sumMoney(twice)),
    };
  });
}

import { byText } from "../order/by-text.ts";
import { withoutNoise } from "../org/without-noise.ts";
import type { Vendor } from "./check-vendors.ts";
import type { CriterionWeight } from "./criteria-weights.ts";
import { crossings } from "./crossings.ts";
import type { SensitivityRow, VendorRow } from "./technology-fields.ts";

interface Flip {
  at: number;
  to: string;
}

/** The nearest weight at which a rival draws level with the first; at today's weight where one is level already. */
function nearestFlip(
  first: VendorRow,
  rivals: readonly VendorRow[],
  weight: number,
  where: (rival: string) => number[],
): Flip | null {
  const level = rivals.find(({ score }) => score === first.score);
  if (level) return { at: weight, to: level.name };
  const flips = rivals.flatMap(({ name }) => where(name).map((at) => ({ at, to: name })));
  const away = ({ at }: Flip) => withoutNoise(Math.abs(at - weight));
  flips.sort((one, other) => away(one) - away(other) || byText(one.to, other.to) || other.at - one.at);
  return flips[0] ?? null;
}

/**
 * For each criterion, heaviest first: whether the order changes when its weight moves by a share of itself, up or down, the others keeping
 * their proportions, and the nearest weight at which another vendor takes the first place. Empty below two vendors with a score.
 * @example weighAgain(rows, vendors, weights, 0.2)[0] // { criterion: "fit", weight_share: 0.25, flips_at_share: 0.2857, ... }
 */
export function weighAgain(
  rows: readonly VendorRow[],
  vendors: readonly Vendor[],
  weights: readonly CriterionWeight[],
  move: number,
): SensitivityRow[] {
  const ranked = rows.filter(({ score }) => score !== null);
  const [first, ...rivals] = ranked;
  if (first === undefined || rivals.length === 0) return [];
  const named = new Map(vendors.map((vendor) => [vendor.name, vendor]));
  const heaviest = [...weights].sort((a, b) => b.weight_share - a.weight_share || byText(a.criterion, b.criterion));
  return heaviest.map((weight) => {
    const { criterion, weight_share } = weight;
    const low_share = withoutNoise(weight_share * (1 - move));
    const high_share = withoutNoise(Math.min(1, weight_share * (1 + move)));
    const inside = (at: number) => at >= low_share && at <= high_share;
    const between = (one: string, other: string) => crossings(named.get(one)!, named.get(other)!, weight, weights);
    const flip = nearestFlip(first, rivals, weight_share, (rival) => between(first.name, rival));
    const pairs = ranked.flatMap((one, place) => ranked.slice(place + 1).map((other) => [one, other] as const));
    const swapped = pairs.some(([one, other]) => one.score === other.score || between(one.name, other.name).some(inside));
    return {
      criterion,
      weight_share,
      first_changes: flip !== null && inside(flip.at),
      order_changes: swapped,
      flips_at_share: flip?.at ?? null,
      flips_to: flip?.to ?? null,
    };
  });
}

import type { Floor } from "./order-floors.ts";

/**
 * The tier of an amount of ARR, or of a score: the highest one whose floor it reaches. Exactly at a floor belongs to the higher tier.
 * Takes floors in the order of orderFloors. Throws RangeError for an amount below 0, which no book holds.
 * @example tierOfAmount(100000, floors).tier // "Enterprise", when Enterprise begins at 100,000
 */
export function tierOfAmount(amount: number, floors: readonly Floor[]): Floor {
  const tier = floors.find(({ min }) => amount >= min);
  if (!tier) throw new RangeError(`${amount} lies below every floor`);
  return tier;
}

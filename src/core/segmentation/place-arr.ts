import { sumMoney } from "../money/sum-money.ts";

/** A tier whose ARR is to be found: what it would hold on average, and between which amounts it must lie. */
export interface ArrTarget {
  tier: string;
  /** Null for the tier that takes what is left. */
  target: number | null;
  low: number;
  /** Infinity without a ceiling. */
  high: number;
}

/**
 * Spreads a total over tiers: each takes its target and the one without a target what is left. Where that would push it out of its bounds,
 * the others move toward their own bounds by the same share of the way, and `fitted` says so. The parts add up to the total exactly.
 * Amounts in major units. The caller makes sure that the bounds can hold the total.
 * @example placeArr([{ tier: "Top", target: null, low: 0, high: Infinity }, { tier: "SMB", target: 40, low: 0, high: 50 }], 100).arr // Top 60, SMB 40
 */
export function placeArr(targets: readonly ArrTarget[], total: number): { fitted: boolean; arr: Map<string, number> } {
  const rest = targets.find(({ target }) => target === null);
  const others = targets.filter((one): one is ArrTarget & { target: number } => one.target !== null);
  const wanted = others.reduce((sum, { target }) => sum + target, 0);
  const left = total - wanted;
  const bound = !rest || left < rest.low ? "low" : left > rest.high ? "high" : null;
  const room = bound === null ? 0 : others.reduce((sum, one) => sum + one[bound] - one.target, 0);
  const needed = bound === null ? 0 : left - (rest?.[bound] ?? 0);
  const way = room === 0 ? 0 : needed / room;
  const arr = new Map<string, number>();
  for (const one of others) {
    const placed = bound === null ? one.target : one.target + (one[bound] - one.target) * way;
    arr.set(one.tier, Math.round(placed * 100) / 100);
  }
  if (rest) arr.set(rest.tier, sumMoney([total, ...[...arr.values()].map((amount) => -amount)]));
  return { fitted: bound !== null, arr };
}

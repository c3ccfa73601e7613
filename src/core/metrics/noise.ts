import { sumMoney } from "../money/sum-money.ts";
import type { AccountChange } from "./account-change.ts";
import type { Noise } from "./retention-result.ts";

/**
 * How far chance alone would move logo retention from one year to another like it: n accounts, each lost independently.
 * Rates as fractions; the half width is `standardErrors` times sqrt(n p (1 - p)) over n; the interval ends at 0 and 1, as a share does.
 * Null when all stayed or all left, where the formula would claim no noise at all.
 * @example logoNoise(340, 0.92, 1.96)?.half_width // 0.0288...
 */
export function logoNoise(
  accounts: number,
  retention: number,
  standardErrors: number,
): { low: number; high: number; half_width: number } | null {
  if (accounts === 0 || retention <= 0 || retention >= 1) return null;
  const halfWidth = (standardErrors * Math.sqrt(accounts * retention * (1 - retention))) / accounts;
  return { low: Math.max(0, retention - halfWidth), high: Math.min(1, retention + halfWidth), half_width: halfWidth };
}

/**
 * The same for gross retention when each account leaves whole with the same chance: the larger the accounts, the more one of them moves it.
 * Amounts in one unit, rates as fractions. Downgrades come on top and are not modelled.
 * @example grrNoise([100, 100], 0.5, 1.96) // 1.96 * sqrt(0.25 * 20000) / 200 = 0.693
 */
export function grrNoise(starts: readonly number[], retention: number, standardErrors: number): number | null {
  if (retention <= 0 || retention >= 1) return null;
  const total = sumMoney(starts);
  const squares = starts.map((start) => start * start).sort((a, b) => a - b);
  return (standardErrors * Math.sqrt(retention * (1 - retention) * squares.reduce((sum, square) => sum + square, 0))) / total;
}

/** Both for a list of accounts; null parts when nobody paid at the start, all stayed, or all left. */
export function noiseOfAccounts(changes: readonly AccountChange[], logoRetention: number | null, standardErrors: number): Noise {
  const starts = changes.map((change) => change.start).filter((start) => start > 0);
  const logo = logoRetention === null ? null : logoNoise(starts.length, logoRetention, standardErrors);
  return {
    logo_low: logo?.low ?? null,
    logo_high: logo?.high ?? null,
    logo_half_width: logo?.half_width ?? null,
    grr_half_width: logoRetention === null ? null : grrNoise(starts, logoRetention, standardErrors),
  };
}

/**
 * The mean squared miss of stated chances of renewing (0 to 1), the miss of giving every account the share that renewed, and how much
 * better the first is as a share of the second; that share is null when all came out the same. Null without any stated chance.
 * Source: G. W. Brier, Monthly Weather Review 78 (1950).
 * @example brierScore([{ probability: 0.9, lost: false }, { probability: 0.1, lost: true }]) // { score: 0.01, ofBaseRate: 0.25, skill: 0.96 }
 */
export function brierScore(
  cases: readonly { probability: number; lost: boolean }[],
): { score: number; ofBaseRate: number; skill: number | null } | null {
  if (cases.length === 0) return null;
  let [misses, renewed] = [0, 0];
  for (const { probability, lost } of cases) {
    misses += (probability - (lost ? 0 : 1)) ** 2;
    renewed += lost ? 0 : 1;
  }
  const score = misses / cases.length;
  const ofBaseRate = (renewed * (cases.length - renewed)) / cases.length ** 2;
  return { score, ofBaseRate, skill: ofBaseRate === 0 ? null : 1 - score / ofBaseRate };
}

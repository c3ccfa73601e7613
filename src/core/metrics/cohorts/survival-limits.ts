/**
 * Limits of a survival share: Greenwood's variance on the scale of log(-log), which keeps them between 0 and 1. `greenwood` is the sum of
 * left / (at risk x (at risk - left)) up to this age. Null at 0 and 1, where the scale has no value.
 * Source: Kalbfleisch and Prentice, The Statistical Analysis of Failure Time Data, 1980.
 * @example survivalLimits(0.9, 1 / 90, 1.96) // low 0.473, high 0.985
 */
export function survivalLimits(
  survival: number,
  greenwood: number,
  standardErrors: number,
): { low: number | null; high: number | null } {
  if (survival <= 0 || survival >= 1 || !Number.isFinite(greenwood)) return { low: null, high: null };
  const width = (standardErrors * Math.sqrt(greenwood)) / -Math.log(survival);
  return { low: survival ** Math.exp(width), high: survival ** Math.exp(-width) };
}

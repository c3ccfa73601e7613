/**
 * Wilson's interval of a share, which stays between 0 and 1 even with few answers. Share and ends are fractions; `trials` above 0 need not be
 * whole (an effective number), and may be Infinity, when nothing is left to chance.
 * Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927).
 * @example wilsonInterval(0.8, 10, 1.959964) // { low: 0.4901625, high: 0.9433178 }
 */
export function wilsonInterval(share: number, trials: number, standardErrors: number): { low: number; high: number } {
  const weight = (standardErrors * standardErrors) / trials;
  const centre = (share + weight / 2) / (1 + weight);
  const half = (standardErrors * Math.sqrt((share * (1 - share)) / trials + weight / (2 * 2 * trials))) / (1 + weight);
  // Only the last bit of a double can leave the range.
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/**
 * The exact chance of so few successes or fewer, or so many or more, in `trials` independent trials of one probability.
 * Counts are whole, `successes` from 0 to `trials`; the probability and the answer are fractions.
 * @example binomialTail("few", 17, 20, 0.95) // 0.0754836...
 */
export function binomialTail(side: "few" | "many", successes: number, trials: number, probability: number): number {
  const wins = side === "few" ? successes : trials - successes;
  const chance = side === "few" ? probability : 1 - probability;
  if (wins >= trials || chance <= 0) return 1;
  if (chance >= 1) return 0;
  // In logarithms, since the chance of no success at all in thousands of trials is too small for a double.
  const odds = Math.log(chance) - Math.log1p(-chance);
  let logTerm = trials * Math.log1p(-chance);
  let sum = Math.exp(logTerm);
  for (let won = 0; won < wins; won++) {
    logTerm += Math.log((trials - won) / (won + 1)) + odds;
    sum += Math.exp(logTerm);
  }
  return Math.min(1, sum);
}

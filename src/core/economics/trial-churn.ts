const HALVINGS = 100;

/**
 * The churn that the treated half of the accounts, drawn by lot, must reach within a year for the difference to be noticed: two shares, the
 * spread pooled under "no difference". Rates as fractions; null when even no churn at all could not be told from chance.
 * `errors` and `power` are the standard errors of the interval and of the power. Throws nothing.
 * @example trialChurn(340, 0.08, 1.96, 0.8416) // 0.0150
 */
export function trialChurn(accounts: number, churn: number, errors: number, power: number): number | null {
  const half = accounts / 2;
  const seen = (other: number) => {
    const middle = (churn + other) / 2;
    const pooled = Math.sqrt((2 * middle * (1 - middle)) / half);
    const apart = Math.sqrt((churn * (1 - churn) + other * (1 - other)) / half);
    return churn - other >= errors * pooled + power * apart;
  };
  if (accounts === 0 || churn <= 0 || !seen(0)) return null;
  let [low, high] = [0, churn];
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (low + high) / 2;
    if (seen(middle)) low = middle;
    else high = middle;
  }
  return low;
}

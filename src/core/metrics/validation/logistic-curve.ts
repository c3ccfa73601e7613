/** Outcomes (0 or 1) and, row by row, a 1 for the intercept followed by what may explain them. */
export interface LogisticDesign {
  outcomes: Uint8Array;
  /** Rows one after the other, `size` numbers each. */
  values: Float64Array;
  size: number;
}

/** The penalised likelihood at one point: its logarithm, slope, and curvature (lower triangle), intercept first. */
export interface LogisticCurve {
  logLikelihood: number;
  gradient: number[];
  information: number[][];
}

/**
 * The logarithm of the likelihood of outcomes under a logistic regression, with its first and negated second derivatives.
 * @example logisticCurve([0], { outcomes: Uint8Array.of(0, 1), values: Float64Array.of(1, 1), size: 1 }, 0).logLikelihood // 2 x ln(1/2)
 */
export function logisticCurve(
  coefficients: readonly number[],
  { outcomes, values, size }: LogisticDesign,
  ridge: number,
): LogisticCurve {
  const [point, gradient, information] = [Float64Array.from(coefficients), new Float64Array(size), new Float64Array(size * size)];
  let logLikelihood = 0;
  for (let row = 0, start = 0; row < outcomes.length; row++, start += size) {
    let logOdds = 0;
    for (let one = 0; one < size; one++) logOdds += point[one]! * values[start + one]!;
    const tail = Math.exp(-Math.abs(logOdds));
    const outcome = outcomes[row]!;
    logLikelihood += outcome * logOdds - Math.max(0, logOdds) - Math.log(1 + tail);
    const miss = outcome - (logOdds >= 0 ? 1 : tail) / (1 + tail);
    const weight = tail / ((1 + tail) * (1 + tail));
    for (let one = 0, cell = 0; one < size; one++, cell = one * size) {
      const value = values[start + one]!;
      gradient[one]! += miss * value;
      for (let other = 0; other <= one; other++) information[cell + other]! += weight * value * values[start + other]!;
    }
  }
  for (let one = 1; one < size; one++) {
    logLikelihood -= (ridge / 2) * point[one]! ** 2;
    gradient[one]! -= ridge * point[one]!;
    information[one * size + one]! += ridge;
  }
  const triangle = coefficients.map((_, one) => [...information.subarray(one * size, one * size + one + 1)]);
  return { logLikelihood, gradient: [...gradient], information: triangle };
}

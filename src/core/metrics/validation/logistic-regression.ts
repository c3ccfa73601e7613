import { type LogisticDesign, logisticCurve } from "./logistic-curve.ts";
import { solvePositiveDefinite } from "./solve-positive-definite.ts";

/** Log-odds of the outcome at 0, and what one unit of each column adds. */
export interface LogisticFit {
  intercept: number;
  slopes: number[];
}

/** Outcomes (0 or 1), the columns that may explain them, and the places of the rows to use. */
export interface LogisticData {
  columns: readonly Float64Array[];
  outcomes: Uint8Array;
  rows: Uint32Array;
}

/** The rows to use side by side, since they are read once for every step. */
function designOf({ columns, outcomes, rows }: LogisticData): LogisticDesign {
  const size = columns.length + 1;
  const values = new Float64Array(rows.length * size).fill(1);
  columns.forEach((column, at) => {
    for (let row = 0; row < rows.length; row++) values[row * size + at + 1] = column[rows[row]!]!;
  });
  return { outcomes: new Uint8Array(rows.map((row) => outcomes[row]!)), values, size };
}

export interface LogisticSettings {
  ridge: number;
  mostSteps: number;
}

/**
 * Logistic regression by Newton's method with halved steps where a full one overshoots. `ridge` is the penalty on half the squared slopes,
 * never on the intercept. At most so many steps; null when it has not settled by then, as when outcomes are split cleanly and ridge is 0.
 * The top is one, so `from`, a fit to begin at, saves steps and changes nothing.
 * @example one column of 0 and 1 with ridge 0: the slope is the logarithm of the odds ratio
 */
export function logisticRegression(
  data: LogisticData,
  { ridge, mostSteps }: LogisticSettings,
  from?: LogisticFit,
): LogisticFit | null {
  const design = designOf(data);
  const { length } = design.outcomes;
  const events = design.outcomes.reduce((sum, outcome) => sum + outcome, 0);
  if (events === 0 || events === length) return null;
  // Steps shrink by squares near the top, so that after one this small the rest is below what a double shows.
  const settled = Math.cbrt(Number.EPSILON);
  const plain = [Math.log(events / (length - events)), ...data.columns.map(() => 0)];
  let held = from ? [from.intercept, ...from.slopes] : plain;
  let curve = logisticCurve(held, design, ridge);
  let step = solvePositiveDefinite(curve.information, curve.gradient);
  for (let tried = 0; tried < mostSteps && step !== null; tried++) {
    const moved = held.map((value, index) => value + step![index]!);
    const small = step.every((change, index) => Math.abs(change) <= settled * Math.max(1, Math.abs(held[index]!)));
    if (small) return { intercept: moved[0]!, slopes: moved.slice(1) };
    const next = logisticCurve(moved, design, ridge);
    if (next.logLikelihood >= curve.logLikelihood) {
      [held, curve] = [moved, next];
      step = solvePositiveDefinite(curve.information, curve.gradient);
    } else step = step.map((change) => change / 2);
  }
  return null;
}

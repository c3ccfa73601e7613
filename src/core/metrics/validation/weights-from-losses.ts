import { smallest } from "../../order/smallest.ts";
import { type LogisticFit, type LogisticSettings, logisticRegression } from "./logistic-regression.ts";
import type { StandardisedColumn } from "./standardised-columns.ts";

/** The same fit without one of its slopes. */
const without = ({ intercept, slopes }: LogisticFit, at: number): LogisticFit => ({ intercept, slopes: slopes.toSpliced(at, 1) });

/**
 * Shares of weight for so many components of 0 to 100, more healthier, as the losses (1) among some rows would have them: what one point of
 * each adds to the odds of staying in a logistic regression, none below 0, adding up to 1. A component that points the wrong way gets 0, the
 * worst first, and the others are fitted again. `guess`, a fit of all columns to begin at, only saves steps. Null when none points the right way or the regression does not settle.
 * @example weightsFromLosses(standardisedColumns([usage, support]), { components: 2, lost, rows }, { ridge: 1, mostSteps: 50 }) // [0.7, 0.3]
 */
export function weightsFromLosses(
  columns: readonly StandardisedColumn[],
  { components, lost, rows }: { components: number; lost: Uint8Array; rows: Uint32Array },
  settings: LogisticSettings,
  guess?: LogisticFit,
): number[] | null {
  let held = [...columns];
  let from = guess;
  // Each round gives up one component, so there are no more rounds than components.
  while (held.length > 0) {
    const data = { columns: held.map(({ values }) => values), outcomes: lost, rows };
    const fit = logisticRegression(data, settings, from);
    if (fit === null) return null;
    const strengths = fit.slopes.map((slope) => -slope);
    const weakest = smallest(strengths);
    if (weakest >= 0) return sharesOf(held, strengths, components);
    const at = strengths.indexOf(weakest);
    held = held.toSpliced(at, 1);
    from = without(fit, at);
  }
  return null;
}

/** Strengths for one standard deviation turned into shares for one point; null when none has any. */
function sharesOf(held: readonly StandardisedColumn[], strengths: readonly number[], components: number): number[] | null {
  const points = strengths.map((strength, at) => strength / held[at]!.spread);
  const total = points.reduce((sum, value) => sum + value, 0);
  if (total <= 0) return null;
  const shares: number[] = new Array(components).fill(0);
  held.forEach(({ index }, at) => {
    shares[index] = points[at]! / total;
  });
  return shares;
}

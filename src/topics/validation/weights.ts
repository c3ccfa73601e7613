import { plural } from "../../core/english.ts";
import { type Known, known, type Unknown, unknown } from "../../core/known.ts";
import { smallest } from "../../core/order.ts";
import type { Suggested } from "./answer.ts";
import { areaUnderCurve, delongVariance, type StructuralComponents, structuralComponents } from "./auc.ts";
import type { UsedCase, ValidationFigures } from "./score-quality.ts";

/**
 * How much better one score orders the same accounts than another: the difference of the areas with DeLong's paired limits, which use
 * that both scores saw the same accounts. Both must list the accounts in the same order, two of each outcome at least.
 * @example aucDifference(components, components, 1.96) // { gain: 0, low: 0, high: 0 }
 */
export function aucDifference(
  better: StructuralComponents,
  other: StructuralComponents,
  standardErrors: number,
): { gain: number; low: number; high: number } {
  const gain = better.auc - other.auc;
  const variance = delongVariance({
    ofLost: better.ofLost.map((share, index) => share - other.ofLost[index]!),
    ofKept: better.ofKept.map((share, index) => share - other.ofKept[index]!),
  });
  const half = standardErrors * Math.sqrt(variance);
  return { gain, low: gain - half, high: gain + half };
}

/** Cases that know every component, as columns in the order of the names. */
interface CompleteCases {
  names: string[];
  cases: UsedCase[];
  columns: Float64Array[];
  /** 1 for a lost account. */
  lost: Uint8Array;
}

/**
 * The cases that have a value for every component that any case names; a missing one is never filled in.
 * @example completeCases(cases).names // ["support", "usage"]
 */
function completeCases(cases: readonly UsedCase[]): CompleteCases {
  const found = new Set<string>();
  for (const { components } of cases) for (const name in components) found.add(name);
  const names = [...found].sort();
  const complete = cases.filter(({ components }) => names.every((name) => (components?.[name] ?? null) !== null));
  const columns = names.map(() => new Float64Array(complete.length));
  const lost = new Uint8Array(complete.length);
  complete.forEach((one, row) => {
    lost[row] = one.lost ? 1 : 0;
    names.forEach((name, at) => {
      columns[at]![row] = one.components![name]!;
    });
  });
  return { names, cases: complete, columns, lost };
}

/**
 * Deals accounts into so many parts of about equal size and about equal losses: by name, those with a loss first, one to each part in turn.
 * All cases of one account go to the same part, and neither the order of rows nor chance has a say.
 * @example dealIntoFolds([{ account: "A", lost: true }, { account: "B", lost: true }], 2) // A: 0, B: 1
 */
export function dealIntoFolds(cases: readonly { account: string; lost: boolean }[], folds: number): Map<string, number> {
  const lostOne = new Map<string, boolean>();
  for (const { account, lost } of cases) lostOne.set(account, lost || (lostOne.get(account) ?? false));
  // The default order of strings is by code unit.
  const names = [...lostOne.keys()].sort();
  const dealt = [...names.filter((account) => lostOne.get(account)), ...names.filter((account) => !lostOne.get(account))];
  return new Map(dealt.map((account, index) => [account, index % folds]));
}

/** Outcomes (0 or 1) and, row by row, a 1 for the intercept followed by what may explain them. */
interface LogisticDesign {
  outcomes: Uint8Array;
  /** Rows one after the other, `size` numbers each. */
  values: Float64Array;
  size: number;
}

/** The penalised likelihood at one point: its logarithm, slope, and curvature (lower triangle), intercept first. */
interface LogisticCurve {
  logLikelihood: number;
  gradient: number[];
  information: number[][];
}

/**
 * The logarithm of the likelihood of outcomes under a logistic regression, with its first and negated second derivatives.
 * @example logisticCurve([0], { outcomes: Uint8Array.of(0, 1), values: Float64Array.of(1, 1), size: 1 }, 0).logLikelihood // 2 x ln(1/2)
 */
function logisticCurve(
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

/**
 * Solves a symmetric positive definite system by Cholesky's factors; null when the matrix is not positive definite in double precision.
 * The matrix is read from its lower triangle, row by row.
 * @example solvePositiveDefinite([[4], [2, 3]], [2, 1]) // 4x + 2y = 2, 2x + 3y = 1: [0.5, 0]
 */
export function solvePositiveDefinite(lower: readonly (readonly number[])[], right: readonly number[]): number[] | null {
  const factor: number[][] = [];
  const half: number[] = [];
  for (let row = 0; row < right.length; row++) {
    const line: number[] = [];
    for (let column = 0; column <= row; column++) {
      let rest = lower[row]![column]!;
      const other = column === row ? line : factor[column]!;
      for (let inner = 0; inner < column; inner++) rest -= line[inner]! * other[inner]!;
      if (column < row) line.push(rest / other[column]!);
      // What is left of a dependent column is rounding, no more than its last bits.
      else if (!(rest > lower[row]![row]! * right.length * Number.EPSILON)) return null;
      else line.push(Math.sqrt(rest));
    }
    factor.push(line);
    half.push((right[row]! - line.slice(0, row).reduce((sum, value, index) => sum + value * half[index]!, 0)) / line[row]!);
  }
  const solution = [...half];
  for (let row = right.length - 1; row >= 0; row--) {
    for (let below = row + 1; below < right.length; below++) solution[row]! -= factor[below]![row]! * solution[below]!;
    solution[row]! /= factor[row]![row]!;
  }
  return solution;
}

/** Log-odds of the outcome at 0, and what one unit of each column adds. */
interface LogisticFit {
  intercept: number;
  slopes: number[];
}

/** Outcomes (0 or 1), the columns that may explain them, and the places of the rows to use. */
interface LogisticData {
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

interface LogisticSettings {
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

/** A column with mean 0 and standard deviation 1, what its spread was, and its place among all columns. */
interface StandardisedColumn {
  index: number;
  values: Float64Array;
  spread: number;
}

/**
 * Columns on one scale, so that one penalty suits all; those whose values are all the same are left out, since they tell nothing.
 * @example standardisedColumns([Float64Array.of(0, 2), Float64Array.of(5, 5)]) // one column: -1 and 1, spread 1, index 0
 */
export function standardisedColumns(columns: readonly Float64Array[]): StandardisedColumn[] {
  return columns.flatMap((column, index) => {
    if (column.every((value) => value === column[0])) return [];
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
    const spread = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length);
    return [{ index, values: column.map((value) => (value - mean) / spread), spread }];
  });
}

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

/**
 * The weighted mean of the components of one row. Kept in single precision, so that two sums that are equal on paper are a tie.
 * @example weightedScore([Float64Array.of(80), Float64Array.of(40)], [0.75, 0.25], 0) // 70
 */
export function weightedScore(columns: readonly Float64Array[], weights: readonly number[], row: number): number {
  let sum = 0;
  for (let at = 0; at < weights.length; at++) sum += weights[at]! * columns[at]![row]!;
  return Math.fround(sum);
}

/**
 * A score for each case from weights learned without it: the cases are dealt into parts by account, and each part is scored with weights
 * from the others. Null when weights cannot be learned from the others of some part.
 */
function unseenScores(
  { names, cases, columns, lost }: CompleteCases,
  standardised: readonly StandardisedColumn[],
  settings: LogisticSettings & { folds: number },
  guess?: LogisticFit,
): Float64Array | null {
  const dealt = dealIntoFolds(cases, settings.folds);
  const foldOf = new Uint32Array(cases.map(({ account }) => dealt.get(account)!));
  const scores = new Float64Array(cases.length);
  const every = foldOf.map((_, row) => row);
  for (let fold = 0; fold < settings.folds; fold++) {
    const others = every.filter((row) => foldOf[row] !== fold);
    const weights = weightsFromLosses(standardised, { components: names.length, lost, rows: others }, settings, guess);
    if (weights === null) return null;
    for (const row of every) if (foldOf[row] === fold) scores[row] = weightedScore(columns, weights, row);
  }
  return scores;
}

type SuggestionFigures = Pick<ValidationFigures, "backtestGates" | "suggestion" | "standardErrors" | "weights">;

const noWeights = unknown(
  "In all accounts or in a part of them no component went with fewer losses when higher, or the search for weights did not settle; no weights follow.",
);

/** Why nothing can be learned from these cases, or null. */
function tooThin({ names, cases, lost }: CompleteCases, { backtestGates, suggestion }: SuggestionFigures): Unknown | null {
  if (names.length === 0) return unknown("No components were given, only the score.");
  if (names.length === 1) return unknown("There is only one component, so there is nothing to weigh.");
  const events = lost.reduce((sum, one) => sum + one, 0);
  const needed = Math.max(names.length * suggestion.value.events_per_component, backtestGates.value.events_for_ordering);
  if (events >= needed && cases.length - events >= needed) return null;
  const have = `${plural(events, "loss", "losses")} and ${cases.length - events} kept`;
  return unknown(
    `Weights for ${names.length} components need ${needed} lost and as many kept accounts that have every component; there are ${have}.`,
  );
}

/** The standard weights as shares over these components; null when the standard does not know all of them or gives them nothing. */
function standardShares(names: readonly string[], weights: Record<string, number>): number[] | null {
  const known = names.map((name) => (Object.hasOwn(weights, name) ? weights[name]! : null));
  const total = known.reduce((sum: number, weight) => sum + (weight ?? 0), 0);
  return known.includes(null) || total <= 0 ? null : known.map((weight) => weight! / total);
}

/**
 * Weights as the user's own losses would have them, beside the standard ones, with the gain on accounts that the weights were not learned
 * from: parts dealt by account name, and DeLong's paired limits on the pooled scores of all parts. Unknown when losses are few,
 * components are missing, or none points the right way. Nothing here changes a score.
 */
export function suggestWeights(cases: readonly UsedCase[], figures: SuggestionFigures): Known<Suggested> {
  const complete = completeCases(cases);
  const thin = tooThin(complete, figures);
  if (thin !== null) return thin;
  const { ridge, most_steps: mostSteps, folds } = figures.suggestion.value;
  const settings = { ridge, mostSteps, folds };
  const { names, columns, lost, cases: rows } = complete;
  const standardised = standardisedColumns(columns);
  const all = { components: names.length, lost, rows: Uint32Array.from(rows.keys()) };
  const guess = logisticRegression(
    { columns: standardised.map(({ values }) => values), outcomes: lost, rows: all.rows },
    settings,
  );
  const shares = guess && weightsFromLosses(standardised, all, settings, guess);
  const unseen = guess && unseenScores(complete, standardised, settings, guess);
  if (shares === null || unseen === null) return noWeights;
  const lostOf = (scores: Float64Array) => scores.filter((_, row) => lost[row] === 1);
  const keptOf = (scores: Float64Array) => scores.filter((_, row) => lost[row] === 0);
  const areaOf = (scores: Float64Array) => areaUnderCurve(lostOf(scores), keptOf(scores));
  const weighted = (weights: readonly number[]) => columns[0]!.map((_, row) => weightedScore(columns, weights, row));
  const standard = standardShares(names, figures.weights.value);
  const compared = standard ? weighted(standard) : Float64Array.from(rows.map(({ score }) => score));
  const learned = structuralComponents(lostOf(unseen), keptOf(unseen));
  const other = structuralComponents(lostOf(compared), keptOf(compared));
  const { gain, low, high } = aucDifference(learned, other, figures.standardErrors.value);
  const compared_with = standard ? "standard_weights" : "score_as_given";
  return {
    n: rows.length,
    events: lost.reduce((sum, one) => sum + one, 0),
    components: names.map((component, index) => ({
      component,
      standard_share: known(standard?.[index], "The standard weights do not know all of these components."),
      suggested_share: shares[index]!,
      auc: areaOf(columns[index]!),
    })),
    compared_with,
    auc_compared: other.auc,
    auc_equal_weights: areaOf(weighted(names.map(() => 1 / names.length))),
    auc_suggested: learned.auc,
    gain,
    gain_low: low,
    gain_high: high,
    exceeds_noise: low > 0,
  };
}

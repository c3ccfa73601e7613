import { atCapacity } from "./at-capacity.ts";
import { aucLimits } from "./auc-limits.ts";
import { averagePrecision } from "./average-precision.ts";
import { brierScore } from "./brier-score.ts";
import type { ValidationFigures } from "./figures.ts";
import { gatesOf } from "./gates.ts";
import { knownMoney } from "./known-money.ts";
import { liftByDecile } from "./lift-by-decile.ts";
import { membersByBand } from "./members-by-band.ts";
import { bandsOutOfOrder, outcomeBands } from "./outcome-bands.ts";
import { outcomeByColor } from "./outcome-by-color.ts";
import { scoreGroups } from "./score-groups.ts";
import { structuralComponents } from "./structural-components.ts";
import type { UsedCase } from "./used-case.ts";
import type { Validation } from "./validation.ts";

/** What can be measured on the cases, before anything is said about it. */
export type Measures = Omit<
  Validation,
  "without_score" | "without_score_lost" | "standing" | "reading" | "verdict" | "by_segment" | "suggested"
>;

/** Every measure of a score against outcomes. Cases are checked and in a fixed order; ARR in major units, rates as fractions. */
export function measureScores(cases: readonly UsedCase[], capacity: number | null, figures: ValidationFigures): Measures {
  const lost = cases.filter((one) => one.lost);
  const kept = cases.filter((one) => !one.lost);
  const groups = scoreGroups(cases);
  const moneyKnown = knownMoney(lost) !== null;
  const scores = (members: readonly UsedCase[]) => Float64Array.from(members.map(({ score }) => score));
  const order = lost.length === 0 || kept.length === 0 ? null : structuralComponents(scores(lost), scores(kept));
  const limits = order && aucLimits(order, figures.standardErrors.value);
  const lift = liftByDecile(groups, moneyKnown);
  const groupsByBand = membersByBand(cases, figures.bands.value);
  const bands = outcomeBands(groupsByBand);
  const outOfOrder = bandsOutOfOrder(bands);
  const colors = outcomeByColor(groupsByBand, figures.responses.value);
  const brier = brierScore(cases.filter((one): one is UsedCase & { probability: number } => one.probability !== null));
  const measured = {
    n: cases.length,
    events: lost.length,
    without_arr: cases.filter(({ arr }) => arr === null).length,
    auc: order?.auc ?? null,
    auc_low: limits?.low ?? null,
    auc_high: limits?.high ?? null,
    precision_recall_area: averagePrecision(groups),
    base_rate: lost.length / cases.length,
    lift,
    bands,
    bands_in_order: lost.length === 0 || bands.filter(({ accounts }) => accounts > 0).length < 2 ? null : outOfOrder.length === 0,
    bands_out_of_order: outOfOrder,
    ...colors.fields,
    at_capacity: capacity === null ? null : atCapacity(groups, capacity, moneyKnown),
    brier: brier?.score ?? null,
    brier_of_base_rate: brier?.ofBaseRate ?? null,
    brier_skill: brier?.skill ?? null,
  };
  return { ...measured, gates: gatesOf(measured, lift[0]!.lift, colors.counts, figures) };
}

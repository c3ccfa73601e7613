import type { Findings } from "../contract/envelope.ts";
import { Problem } from "../contract/problem.ts";
import { sumMoney } from "../money/sum-money.ts";
import { checkPipeline } from "./expansion-check-pipeline.ts";
import { eachOnce } from "./expansion-each-once.ts";
import type { ExpansionFigures } from "./expansion-figures.ts";
import { expansionAssumptions, expansionReasons, expansionWarnings } from "./expansion-notices.ts";
import { type Dropped, isSigned, type Opportunity, opportunitiesOf, surestFirst } from "./expansion-opportunity.ts";
import { quarterOf } from "./expansion-quarter.ts";
import type { ExpansionFields, ExpansionLine, PipelineRow } from "./expansion-result.ts";
import { fitRooms } from "./expansion-room.ts";
import { byQuarter, byStage, committedOf, sumsOf } from "./expansion-sums.ts";

/** ISO dates: orders due from the first to the last day, both included; an open order due before `as_of` is overdue. */
export interface ExpansionDates {
  as_of?: string;
  from?: string;
  to?: string;
}

/** An expansion forecast, its lines apart so that a tool can page them; the reasons name fields under "expansion". */
export interface Expansion extends Findings {
  fields: ExpansionFields;
  lines: ExpansionLine[];
}

/**
 * Expansion pipeline as pipeline, capped, weighted and expected sums: each opportunity once, capped by the account's room, times its stage's
 * probability, times the account's renewal probability where known (`renewals`, a fraction by account). Money in major units.
 * Throws Problem for rows that cannot be counted, an unknown stage among them.
 * @example forecastExpansion([{ account: "Acme", amount: 40000, stage: "proposed" }], new Map(), figures).fields.weighted // 20000
 */
export function forecastExpansion(
  rows: readonly PipelineRow[],
  renewals: ReadonlyMap<string, number>,
  figures: ExpansionFigures,
  dates: ExpansionDates = {},
): Expansion {
  const stages = figures.stageProbabilities.value;
  const committed = figures.committedStages.value;
  checkPipeline(rows, stages);
  const probabilities = new Map(stages.map(({ stage, probability_rate }) => [stage, probability_rate]));
  const once = eachOnce(opportunitiesOf(rows, probabilities, renewals));
  const { kept, dropped: outside } = inPeriod(once.kept, dates);
  const dropped = [...once.dropped, ...outside];
  const fitted = fitRooms(kept);
  const overdue = kept.filter((one) => isOverdue(one, dates));
  const lines = [...kept].sort(surestFirst).map((one) => lineOf(one, fitted.get(one)!, isOverdue(one, dates)));
  const unroomed = kept.filter(({ room }) => room === null);
  const fields: ExpansionFields = {
    ...sumsOf(lines),
    committed: committedOf(lines, committed),
    uncapped: sumMoney(unroomed.map(({ amount }) => amount)),
    by_stage: byStage(lines, stages),
    by_quarter: byQuarter(lines, committed),
    left_out: leftOut(dropped),
  };
  return {
    fields,
    lines,
    warnings: expansionWarnings(kept, dropped, fitted, overdue),
    assumptions: expansionAssumptions(stages, lines),
    undefined: expansionReasons(fields),
  };
}

function isOverdue(one: Opportunity, { as_of }: ExpansionDates): boolean {
  return !isSigned(one) && as_of !== undefined && one.close_date !== null && one.close_date < as_of;
}

function inPeriod(
  opportunities: readonly Opportunity[],
  { from, to }: ExpansionDates,
): { kept: Opportunity[]; dropped: Dropped[] } {
  if (from !== undefined && to !== undefined && from > to)
    throw new Problem({ what: `The period ends on ${to}, before it starts on ${from}.`, remedy: "Give the earlier day first." });
  if (from === undefined && to === undefined) return { kept: [...opportunities], dropped: [] };
  const kept: Opportunity[] = [];
  const dropped: Dropped[] = [];
  for (const opportunity of opportunities) {
    const { close_date: date } = opportunity;
    if (date === null) dropped.push({ opportunity, code: "undated", reason: "No order date, so it belongs to no period." });
    else if ((from !== undefined && date < from) || (to !== undefined && date > to))
      dropped.push({ opportunity, code: "outside_period", reason: `The order is due on ${date}, outside the period.` });
    else kept.push(opportunity);
  }
  return { kept, dropped };
}

function lineOf(one: Opportunity, capped: number, overdue: boolean): ExpansionLine {
  const renewal = isSigned(one) ? 1 : one.renewal;
  return {
    account: one.account,
    opportunity: one.opportunity,
    amount: one.amount,
    stage: one.stage,
    quarter: one.close_date === null || overdue ? null : quarterOf(one.close_date),
    capped,
    probability_rate: one.probability,
    renewal_probability: renewal,
    weighted: sumMoney([capped * one.probability]),
    expected: sumMoney([capped * one.probability * (renewal ?? 1)]),
  };
}

function leftOut(dropped: readonly Dropped[]): ExpansionFields["left_out"] {
  return [...dropped]
    .sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : surestFirst(a.opportunity, b.opportunity)))
    .map(({ opportunity: { account, opportunity, amount, stage }, code, reason }) => ({
      account,
      opportunity,
      amount,
      stage,
      code,
      reason,
    }));
}

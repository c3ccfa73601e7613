import { Problem } from "../../core/problem.ts";
import type { AssessmentQuestion } from "./question.ts";
import type { AssessmentFigures } from "./red-flags.ts";

/**
 * The row that holds a number, each from its own number up to, not including, the next one, and the row after it. Rows in any order; `row`
 * is null below the first one, and `next` null in the last.
 * @example rowFrom(6, [{ from: 1 }, { from: 6 }], ({ from }) => from) // { row: { from: 6 }, next: null }
 */
export function rowFrom<Row>(
  value: number,
  rows: readonly Row[],
  from: (row: Row) => number,
): { row: Row | null; next: Row | null } {
  const ascending = [...rows].sort((a, b) => from(a) - from(b));
  const reached = ascending.filter((row) => value >= from(row));
  return { row: reached.at(-1) ?? null, next: ascending[reached.length] ?? null };
}

/** One sign of the stage a company is in. */
export interface StageSignal {
  signal: "customers" | "csms" | "funding";
  given: number | string;
  /** What its own table calls it. */
  reading: string;
  /** The stages by customers it resembles, from and to. */
  from: string;
  to: string;
}

export interface Stage {
  signals: StageSignal[];
  /** Stages all signals can agree on, in order; none when they disagree. */
  common: string[];
  customers: { team: string; from: number; next: { stage: string; at: number; team: string } | null } | null;
  csms: { change: string | null; next: { phase: string; at: number; change: string } | null } | null;
  prove: { funding: string; what: string; shown_by: string } | null;
}

const NO_CSM = "No CSM";

function pointed(
  signal: StageSignal["signal"],
  given: number | string,
  reading: string,
  figures: AssessmentFigures,
): StageSignal {
  const row = figures.pointsTo.value.find((one) => one.reading === reading);
  if (row === undefined)
    throw new Problem({
      what: `org-stages.points_to has no row for "${reading}".`,
      remedy: "Give it one, so that the readings can be laid side by side.",
    });
  return { signal, given, reading, from: row.stage_from, to: row.stage_to };
}

function byCustomers(customers: number, figures: AssessmentFigures) {
  const { row, next } = rowFrom(customers, figures.stages.value, ({ customers_from }) => customers_from);
  const stage = row ?? next!;
  const signal: StageSignal = { signal: "customers", given: customers, reading: stage.stage, from: stage.stage, to: stage.stage };
  const following = row === null ? null : next;
  return {
    signal,
    detail: {
      team: stage.team,
      from: stage.customers_from,
      next: following === null ? null : { stage: following.stage, at: following.customers_from, team: following.team },
    },
  };
}

function byCsms(csms: number, figures: AssessmentFigures) {
  const { row, next } = rowFrom(csms, figures.phases.value, ({ csms_from }) => csms_from);
  return {
    signal: pointed("csms", csms, row?.phase ?? NO_CSM, figures),
    detail: {
      change: row?.change ?? null,
      next: next === null ? null : { phase: next.phase, at: next.csms_from, change: next.change },
    },
  };
}

function byFunding(round: string, figures: AssessmentFigures) {
  const line = figures.stageRounds.value.find((one) => one.round === round)?.funding;
  const proof = figures.provedByFunding.value.find(({ funding }) => funding === line);
  if (proof === undefined) return null;
  return {
    signal: pointed("funding", round, proof.funding, figures),
    detail: { funding: proof.funding, what: proof.prove, shown_by: proof.shown_by },
  };
}

/**
 * The stage by paying customers, by CSMs and by the last round, side by side and never averaged: each holds from its number up to the next.
 * Throws Problem when the rule's own tables do not fit together.
 * @example stage({ ask: "stage", customers: 340, csms: 6, funding: "series_b" }, figures).common // []
 */
export function stage({ customers, csms, funding }: AssessmentQuestion, figures: AssessmentFigures): Stage {
  const counted = customers === undefined ? null : byCustomers(customers, figures);
  const staffed = csms === undefined ? null : byCsms(csms, figures);
  const funded = funding === undefined ? null : byFunding(funding, figures);
  const signals = [counted, staffed, funded].flatMap((one) => (one === null ? [] : [one.signal]));
  if (signals.length === 0)
    throw new Problem({
      what: 'funding is "none", and a company that never raised money has no stage by funding.',
      remedy: "Give customers, csms or both.",
    });
  const order = figures.stages.value.map((one) => one.stage);
  const inside = (name: string, { from, to }: StageSignal) =>
    order.indexOf(from) <= order.indexOf(name) && order.indexOf(name) <= order.indexOf(to);
  return {
    signals,
    common: order.filter((name) => signals.every((signal) => inside(name, signal))),
    customers: counted?.detail ?? null,
    csms: staffed?.detail ?? null,
    prove: funded?.detail ?? null,
  };
}

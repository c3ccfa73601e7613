import * as z from "zod";
import { dayNumber } from "../../core/dates.ts";
import { type Figure, figure } from "../../core/figure.ts";
import { shown } from "../../core/kinds.ts";
import { type Answered, known } from "../../core/known.ts";
import { amountTrouble, sumMoney } from "../../core/money.ts";
import { addAll, byText } from "../../core/order.ts";
import { faultIf, Problem, shownPlaces } from "../../core/problem.ts";
import type { ExpansionFields, ExpansionLine, PipelineRow } from "./answer.ts";

/** An opportunity with what its account and stage say of it. Money in major units, probabilities as fractions. */
export interface Opportunity {
  account: string;
  opportunity: string | null;
  amount: number;
  stage: string;
  close_date: string | null;
  option_group: string | null;
  /** What the account could still buy; null when nobody said. */
  room: number | null;
  probability: number;
  /** Null when not known. */
  renewal: number | null;
}

/** Why an opportunity does not count: `of` is the row or the option that counts in its place, null where it has no name. */
export type DropReason =
  | { code: "duplicate"; of: string | null }
  | { code: "other_option"; of: string }
  | { code: "outside_period"; date: string }
  | { code: "undated" };

/** An opportunity that does not count, and why. */
interface Dropped {
  opportunity: Opportunity;
  why: DropReason;
}

/** Whether the order is signed; its value no longer hangs on a probability. */
export const isSigned = ({ probability }: Opportunity): boolean => probability === 1;

/** What an opportunity would bring on average if it were alone in its account. */
function aloneWorth({ amount, room, probability, renewal }: Opportunity): number {
  if (probability === 1) return amount;
  return Math.min(amount, room ?? amount) * probability * (renewal ?? 1);
}

const compareWords = (a: string | null, b: string | null): number =>
  a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1;

/** Surest first, then the largest; the names and dates make the order complete. */
function surestFirst(a: Opportunity, b: Opportunity): number {
  return (
    b.probability - a.probability ||
    b.amount - a.amount ||
    compareWords(a.account, b.account) ||
    compareWords(a.opportunity, b.opportunity) ||
    compareWords(a.close_date, b.close_date) ||
    compareWords(a.option_group, b.option_group)
  );
}

/** The rows as opportunities: the room of an account stands for all its rows. */
function opportunitiesOf(
  rows: readonly PipelineRow[],
  probabilities: ReadonlyMap<string, number>,
  renewals: ReadonlyMap<string, number>,
): Opportunity[] {
  const rooms = new Map(
    rows.flatMap(({ account, whitespace }) => (whitespace === undefined ? [] : [[account, whitespace] as const])),
  );
  return rows.map((row) => ({
    account: row.account,
    opportunity: row.opportunity ?? null,
    amount: row.amount,
    stage: row.stage,
    close_date: row.close_date ?? null,
    option_group: row.option_group ?? null,
    room: rooms.get(row.account) ?? null,
    probability: probabilities.get(row.stage)!,
    renewal: renewals.get(row.account) ?? null,
  }));
}

export const StageProbabilities = z
  .array(z.strictObject({ stage: z.string(), probability_rate: shown.rate().min(0).max(1) }))
  .min(1);
export type StageProbabilities = z.infer<typeof StageProbabilities>;

const stageProbabilitiesFigure = figure("renewal-expansion-forecast", "stage_probabilities", StageProbabilities);
/** Stages at which the customer has said yes in writing. */
const committedStagesFigure = figure("renewal-expansion-forecast", "committed_stages", z.array(z.string()));

/** What an expansion forecast reads; spread into a tool's `reads`. */
export const expansionReads = { stageProbabilities: stageProbabilitiesFigure, committedStages: committedStagesFigure };

export interface ExpansionFigures {
  stageProbabilities: Figure<StageProbabilities>;
  committedStages: Figure<string[]>;
}

/**
 * Refuses a pipeline that cannot be counted: throws one Problem naming every row with an unknown stage, an impossible amount or date, and every
 * account whose rows state different rooms.
 */
function checkPipeline(rows: readonly PipelineRow[], stages: StageProbabilities): void {
  const known = stages.map(({ stage }) => stage);
  const rooms = new Map<string, number>();
  const places = rows.flatMap((row, index): string[] => {
    const place = `pipeline[${index}] (${row.account})`;
    const { whitespace } = row;
    const first = rooms.get(row.account);
    if (whitespace !== undefined && first === undefined) rooms.set(row.account, whitespace);
    const troubles = [
      ...faultIf(!known.includes(row.stage), () => `there is no stage "${row.stage}"`),
      ...[amountTrouble("amount", row.amount), whitespace === undefined ? null : amountTrouble("whitespace", whitespace)].filter(
        (trouble) => trouble !== null,
      ),
      ...faultIf(
        whitespace !== undefined && first !== undefined && first !== whitespace,
        () => `whitespace is ${whitespace}, and ${first} in another row of the account`,
      ),
      ...faultIf(
        row.close_date !== undefined && !isDate(row.close_date),
        () => `close_date ${row.close_date} is not a date of the calendar`,
      ),
    ];
    return troubles.map((trouble) => `${place}: ${trouble}`);
  });
  if (places.length)
    throw new Problem({
      what: "The pipeline has rows that cannot be counted:",
      places: shownPlaces(places),
      remedy: `The stages: ${known.join(", ")}. Amounts in whole units, one whitespace an account, dates as year-month-day.`,
    });
}

function isDate(date: string): boolean {
  try {
    dayNumber(date);
    return true;
  } catch {
    return false;
  }
}

/** The row to believe of one opportunity's rows: the latest date, then the least sure stage, then the smallest amount. */
function mostCautious(a: Opportunity, b: Opportunity): number {
  if (a.close_date !== b.close_date) {
    if (a.close_date === null || b.close_date === null) return a.close_date === null ? 1 : -1;
    return a.close_date < b.close_date ? 1 : -1;
  }
  return a.probability - b.probability || a.amount - b.amount || surestFirst(a, b);
}

/** The best one first of options that exclude each other; then the larger one. */
function bestOption(a: Opportunity, b: Opportunity): number {
  return aloneWorth(b) - aloneWorth(a) || b.amount - a.amount || surestFirst(a, b);
}

function keepFirst(
  groups: Iterable<Opportunity[]>,
  order: (a: Opportunity, b: Opportunity) => number,
  drop: (kept: Opportunity) => DropReason,
): { kept: Opportunity[]; dropped: Dropped[] } {
  const kept: Opportunity[] = [];
  const dropped: Dropped[] = [];
  for (const group of groups) {
    const [first, ...rest] = [...group].sort(order);
    kept.push(first!);
    addAll(
      dropped,
      rest.map((opportunity) => ({ opportunity, why: drop(first!) })),
    );
  }
  return { kept, dropped };
}

function grouped(opportunities: readonly Opportunity[], key: (one: Opportunity, index: number) => string): Opportunity[][] {
  const groups = new Map<string, Opportunity[]>();
  opportunities.forEach((one, index) => {
    const name = key(one, index);
    groups.set(name, [...(groups.get(name) ?? []), one]);
  });
  return [...groups.values()];
}

const called = ({ opportunity, amount, stage }: Opportunity): string => opportunity ?? `${amount} at ${stage}`;

/**
 * Each opportunity once: rows with one id are one, as are rows of one account, amount and stage of which at most one has an id; of options that
 * exclude each other only the one that brings most on average. What is dropped says why.
 */
function eachOnce(opportunities: readonly Opportunity[]): { kept: Opportunity[]; dropped: Dropped[] } {
  const named = opportunities.filter(({ opportunity }) => opportunity !== null);
  const byId = keepFirst(
    grouped(named, ({ account, opportunity }) => JSON.stringify([account, opportunity])),
    mostCautious,
    (kept) => ({ code: "duplicate", of: called(kept) }),
  );
  const nameless = opportunities.filter(({ opportunity }) => opportunity === null);
  const alike = grouped([...byId.kept, ...nameless], ({ account, amount, stage }) => JSON.stringify([account, amount, stage]));
  // Rows with ids of their own are different orders, however alike; rows without one cannot show that they are.
  const split = alike.flatMap((group) => {
    const ids = group.filter(({ opportunity }) => opportunity !== null).sort(surestFirst);
    const rest = group.filter(({ opportunity }) => opportunity === null);
    return ids.length ? [[ids[0]!, ...rest], ...ids.slice(1).map((one) => [one])] : [rest];
  });
  const byLooks = keepFirst(
    split,
    (a, b) => Number(a.opportunity === null) - Number(b.opportunity === null) || mostCautious(a, b),
    () => ({ code: "duplicate", of: null }),
  );
  const options = keepFirst(
    grouped(byLooks.kept, ({ account, option_group }, index) =>
      option_group === null ? String(index) : JSON.stringify([account, option_group]),
    ),
    bestOption,
    (kept) => ({ code: "other_option", of: called(kept) }),
  );
  return { kept: options.kept, dropped: [...byId.dropped, ...byLooks.dropped, ...options.dropped] };
}

const MONTHS_A_QUARTER = 3; // not a figure: months a quarter

/** The calendar quarter of an ISO date. @example quarterOf("2026-03-31") // "2026-Q1" */
export function quarterOf(date: string): string {
  const [year, month] = date.split("-");
  return `${year}-Q${Math.ceil(Number(month) / MONTHS_A_QUARTER)}`;
}

/**
 * What of each opportunity fits the room of its account, the surest filling it first; signed orders stay whole, and without a known room all
 * do. Money in major units.
 * @example two of 40 in a room of 60, the surer first // 40 and 20
 */
function fitRooms(opportunities: readonly Opportunity[]): Map<Opportunity, number> {
  const left = new Map<string, number>();
  const fitted = new Map<Opportunity, number>();
  for (const one of [...opportunities].sort(surestFirst)) {
    const room = left.get(one.account) ?? one.room;
    const capped = room === null || isSigned(one) ? one.amount : Math.min(one.amount, room);
    fitted.set(one, capped);
    if (room !== null) left.set(one.account, Math.max(0, sumMoney([room, -capped])));
  }
  return fitted;
}

type Sums = Pick<ExpansionFields, "opportunities" | "pipeline" | "capped" | "weighted" | "expected">;

/** The sums of some lines; money in major units. */
function sumsOf(lines: readonly ExpansionLine[]): Sums {
  const sum = (name: "amount" | "capped" | "weighted" | "expected") => sumMoney(lines.map((line) => line[name]));
  return {
    opportunities: lines.length,
    pipeline: sum("amount"),
    capped: sum("capped"),
    weighted: sum("weighted"),
    expected: sum("expected"),
  };
}

/** Capped amounts at the stages that count as promised. */
function committedOf(lines: readonly ExpansionLine[], committed: readonly string[]): number {
  return sumMoney(lines.filter(({ stage }) => committed.includes(stage)).map(({ capped }) => capped));
}

/** The sums of each stage, in the order of the stages. */
function byStage(lines: readonly ExpansionLine[], stages: StageProbabilities): ExpansionFields["by_stage"] {
  return stages.map(({ stage, probability_rate }) => ({
    stage,
    probability_rate,
    ...sumsOf(lines.filter((line) => line.stage === stage)),
  }));
}

/** The sums of each quarter in which an order is due, in their order; those without one last. */
function byQuarter(lines: readonly ExpansionLine[], committed: readonly string[]): Answered<ExpansionFields>["by_quarter"] {
  const quarters = [...new Set(lines.flatMap(({ quarter }) => (quarter === null ? [] : [quarter])))].sort();
  const undated = lines.some(({ quarter }) => quarter === null) ? [null] : [];
  return [...quarters, ...undated].map((quarter) => {
    const own = lines.filter((line) => line.quarter === quarter);
    return {
      quarter: known(quarter, "No order date that can still be met."),
      ...sumsOf(own),
      committed: committedOf(own, committed),
    };
  });
}

/** ISO dates: orders due from the first to the last day, both included; an open order due before `as_of` is overdue. */
export interface ExpansionDates {
  as_of?: string;
  from?: string;
  to?: string;
}

/** An expansion forecast, its lines apart, and what its notices rest on. */
export interface Expansion {
  fields: Omit<Answered<ExpansionFields>, "left_out"> & { left_out: LeftOut[] };
  lines: ExpansionLine[];
  kept: Opportunity[];
  dropped: Dropped[];
  /** What of each opportunity fits the room of its account. */
  fitted: ReadonlyMap<Opportunity, number>;
  overdue: Opportunity[];
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
  const fields: Expansion["fields"] = {
    ...sumsOf(lines),
    committed: committedOf(lines, committed),
    uncapped: sumMoney(unroomed.map(({ amount }) => amount)),
    by_stage: byStage(lines, stages),
    by_quarter: byQuarter(lines, committed),
    left_out: leftOut(dropped),
  };
  return { fields, lines, kept, dropped, fitted, overdue };
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
    if (date === null) dropped.push({ opportunity, why: { code: "undated" } });
    else if ((from !== undefined && date < from) || (to !== undefined && date > to))
      dropped.push({ opportunity, why: { code: "outside_period", date } });
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

/** An opportunity that does not count, as the answer shows it, before its reason is said in words. */
type LeftOut = Omit<Answered<ExpansionFields>["left_out"][number], "code" | "reason"> & { why: DropReason };

function leftOut(dropped: readonly Dropped[]): LeftOut[] {
  return [...dropped]
    .sort((a, b) => byText(a.why.code, b.why.code) || surestFirst(a.opportunity, b.opportunity))
    .map(({ opportunity: { account, opportunity, amount, stage }, why }) => ({
      account,
      opportunity: known(opportunity, "The row has no id."),
      amount,
      stage,
      why,
    }));
}

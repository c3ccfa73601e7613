import * as z from "zod";
import { addDays, addMonths, daysBetween } from "../../core/dates.ts";
import { figure } from "../../core/figure.ts";
import { isKnown, type Known, unknown } from "../../core/known.ts";
import { monthSamples, type Window } from "./months.ts";

/** How one system counts: its rules for what a subscription pays on a day, and its formula. */
export const SystemForm = z.strictObject({
  id: z.string(),
  system: z.string(),
  shows: z.string(),
  /** What a paused subscription pays. */
  pause: z.enum(["zero", "keep"]),
  /** When one that is canceled stops paying. */
  churn: z.enum(["end", "request"]),
  price: z.enum(["net", "list"]),
  /** Days unpaid after which it is taken for gone; null for never. */
  past_due_days: z.number().nullable(),
  level: z.enum(["customer", "subscription"]),
  currency: z.enum(["spot", "opening", "purchase"]),
  formula: z.enum(["cohort", "totals_min", "totals", "movements", "power", "daily", "due", "notice"]),
  window: z.enum(["whole", "last", "last_quarter", "chained", "last_thirty_days", "chained_thirty_days"]),
  /** Whether a return counts into net, and within how many days; null for any number. */
  returns: z.enum(["counted", "as_new"]),
  returns_within_days: z.number().nullable(),
  /** The least a customer pays a year at the start, and whether also at the end. */
  floor: z.number().nullable(),
  both_ends: z.boolean(),
  /** What of this the system's own pages say, and what is taken for lack of it. */
  assumed: z.string(),
});
export type SystemForm = z.infer<typeof SystemForm>;

/** Every form known, and the systems whose figure needs more than a year of data or other facts. */
export const systemFormsFigure = figure("metrics-why-numbers-differ", "forms", z.array(SystemForm));
export const systemsRefusedFigure = figure(
  "metrics-why-numbers-differ",
  "refused",
  z.array(z.strictObject({ system: z.string(), why: z.string() })),
);

/** One stretch of one subscription, with all that systems treat in different ways. Days are ISO; an end is the first day not paid for. */
export interface Stretch {
  account: string;
  subscription: string;
  currency: string;
  start: string;
  end: string | null;
  /** A month, after discounts and before them. */
  net: number;
  list: number;
  requested: string | null;
  paused: { from: string; to: string | null } | null;
  unpaid_since: string | null;
  trial_to: string | null;
  yearly_term: boolean;
}

/** What one unit of a currency is worth on a day. */
export type RateOn = (currency: string, day: string, mode: SystemForm["currency"]) => number;

type Rules = Pick<SystemForm, "pause" | "churn" | "price" | "past_due_days">;

interface Paid {
  from: string;
  to: string | null;
  amount: number;
}

const earlier = (a: string | null, b: string | null): string | null => (a === null ? b : b === null ? a : a < b ? a : b);

/** When a stretch pays under a system's rules, and what; a trial never pays. */
function paidTimes(one: Stretch, { pause, churn, price, past_due_days }: Rules): Paid[] {
  const amount = price === "list" ? one.list : one.net;
  const from = one.trial_to !== null && one.trial_to > one.start ? one.trial_to : one.start;
  const asked = churn === "request" && one.end !== null ? (one.requested ?? one.end) : one.end;
  const unpaid = one.unpaid_since !== null && past_due_days !== null ? addDays(one.unpaid_since, past_due_days) : null;
  const to = earlier(asked, unpaid);
  const whole: Paid[] = to === null || from < to ? [{ from, to, amount }] : [];
  const { paused } = one;
  if (paused === null || pause === "keep") return whole;
  return whole.flatMap((time) => {
    const before = { ...time, to: earlier(time.to, paused.from) };
    const after = paused.to === null ? null : { ...time, from: paused.to > time.from ? paused.to : time.from };
    return [before, after].filter((part): part is Paid => part !== null && (part.to === null || part.from < part.to));
  });
}

/** One customer, or one subscription, as the formulas see it. */
interface Entity {
  name: string;
  currency: string;
  times: Paid[];
}

function entitiesOf(stretches: readonly Stretch[], rules: Rules, level: SystemForm["level"]): Entity[] {
  const found = new Map<string, Entity>();
  for (const one of stretches) {
    const name = level === "customer" ? one.account : `${one.account}\n${one.subscription}`;
    const entity = found.get(name) ?? { name, currency: one.currency, times: [] };
    for (const time of paidTimes(one, rules)) entity.times.push(time);
    found.set(name, entity);
  }
  return [...found.values()];
}

const paysOn = ({ times }: Entity, day: string): number =>
  times.reduce((sum, { from, to, amount }) => (from <= day && (to === null || day < to) ? sum + amount : sum), 0);

/** The last day at or before another on which an entity paid; null for never. */
function lastPaid({ times }: Entity, day: string): string | null {
  const days = times.filter(({ from }) => from <= day).map(({ to }) => (to === null || to > day ? day : addDays(to, -1)));
  return days.sort().at(-1) ?? null;
}

/** What moved in one step, in the currency of the answer; what exchange rates did stands outside. */
export interface Moves {
  start: number;
  end: number;
  new: number;
  expansion: number;
  contraction: number;
  churn: number;
  reactivation: number;
}

/** The moves of every step between days: a change at the rate of the step's end. */
export function movesOf(
  entities: readonly Entity[],
  days: readonly string[],
  rate: (currency: string, day: string) => number,
  withinDays: number | null,
): Moves[] {
  const last = new Map(entities.map((entity) => [entity.name, lastPaid(entity, days[0]!)]));
  return days.slice(1).map((to, step) => {
    const from = days[step]!;
    const moves: Moves = { start: 0, end: 0, new: 0, expansion: 0, contraction: 0, churn: 0, reactivation: 0 };
    for (const entity of entities) {
      const [before, now] = [paysOn(entity, from), paysOn(entity, to)];
      const at = rate(entity.currency, to);
      moves.start += before * rate(entity.currency, from);
      moves.end += now * at;
      const change = (now - before) * at;
      if (before === 0 && now > 0) {
        const left = last.get(entity.name) ?? null;
        const back = left !== null && (withinDays === null || daysBetween(left, to) <= withinDays);
        moves[back ? "reactivation" : "new"] += change;
      } else if (before > 0 && now === 0) moves.churn -= change;
      else if (change > 0) moves.expansion += change;
      else moves.contraction -= change;
      if (now > 0) last.set(entity.name, to);
    }
    return moves;
  });
}

/** Net and gross as fractions. */
interface SystemRates {
  nrr: Known<number>;
  grr: Known<number>;
}

const nobody = unknown("Nobody pays at the start under these rules.");
const ratio = (part: number, whole: number): Known<number> => (whole === 0 ? nobody : part / whole);

/** Days of a window that is told in thirty days. */
const THIRTY = 30; // not a figure: the window that such a system names
const QUARTER = 3; // not a figure: months a quarter

/**
 * The figure a system shows for a window, computed from what each subscription pays by its rules. Amounts a month; rates as fractions.
 * @example systemRates(form, stretches, { from: "2025-01-31", to: "2026-01-31" }, rateOn).nrr // 1.077 for ChartMogul on the twelve customers
 */
export function systemRates(form: SystemForm, stretches: readonly Stretch[], window: Window, rateOn: RateOn): SystemRates {
  const entities = entitiesOf(stretches, form, form.level);
  const rate = (currency: string, day: string) => rateOn(currency, day, form.currency);
  if (form.formula === "due") return dueRates(stretches, window, rate);
  if (form.formula === "cohort" || form.formula === "totals_min" || form.formula === "totals" || form.formula === "notice")
    return cohortRates(form, entities, stretches, window, rate);
  const counted = form.returns === "counted";
  if (form.formula === "daily") {
    const days = Array.from({ length: daysBetween(window.from, window.to) + 1 }, (_, day) => addDays(window.from, day));
    const moves = movesOf(entities, days, rate, form.returns_within_days).filter(({ start }) => start > 0);
    const sum = (of: (one: Moves) => number) => moves.reduce((total, one) => total + of(one), 0);
    return {
      nrr: 1 - sum(({ start, end, new: added }) => 1 - (end - added) / start),
      grr: 1 - sum(({ start, churn, contraction }) => (churn + contraction) / start),
    };
  }
  const moves = movesOf(entities, stepsOf(form, window), rate, form.returns_within_days);
  if (form.formula === "power")
    return powerRates(form.window === "last_quarter" ? moves.slice(-QUARTER) : form.window === "last" ? moves.slice(-1) : moves);
  if (form.window === "whole") return yearRates(moves, counted);
  const last = form.window === "last" || form.window === "last_thirty_days";
  return (last ? moves.slice(-1) : moves)
    .map((one) => yearRates([one], counted))
    .reduce((all, one) => ({ nrr: times(all.nrr, one.nrr), grr: times(all.grr, one.grr) }));
}

const times = (one: Known<number>, other: Known<number>): Known<number> =>
  isKnown(one) && isKnown(other) ? one * other : isKnown(one) ? other : one;

function stepsOf({ window: kind }: SystemForm, window: Window): string[] {
  if (kind !== "last_thirty_days" && kind !== "chained_thirty_days") return monthSamples(window);
  return Array.from({ length: 12 + 1 }, (_, back) => addDays(window.to, -THIRTY * (12 - back)));
}

/** All moves of a time over its opening: also those of customers won since. */
function yearRates(moves: readonly Moves[], returnsCounted: boolean): SystemRates {
  const total = (line: keyof Moves) => moves.reduce((sum, one) => sum + one[line], 0);
  const { start } = moves[0]!;
  const lost = total("churn") + total("contraction");
  return {
    nrr: ratio(start - lost + total("expansion") + (returnsCounted ? total("reactivation") : 0), start),
    grr: ratio(start - lost, start),
  };
}

/** Months weighted by their openings and carried to twelve; gross counts cancellations only. */
function powerRates(moves: readonly Moves[]): SystemRates {
  const base = moves.reduce((sum, { start }) => sum + start, 0);
  const total = (of: (one: Moves) => number) => moves.reduce((sum, one) => sum + of(one), 0);
  const yearly = (kept: number): Known<number> => (base === 0 ? nobody : (kept / base) ** 12);
  return {
    nrr: yearly(total(({ start, churn, contraction, expansion }) => start - churn - contraction + expansion)),
    grr: yearly(total(({ start, churn }) => start - churn)),
  };
}

function cohortRates(
  form: SystemForm,
  entities: readonly Entity[],
  stretches: readonly Stretch[],
  { from, to }: Window,
  rate: (currency: string, day: string) => number,
): SystemRates {
  const pairs = entities.map((entity) => ({
    entity,
    start: paysOn(entity, from) * rate(entity.currency, from),
    end: paysOn(entity, to) * rate(entity.currency, to),
  }));
  const total = (of: (pair: (typeof pairs)[number]) => number, some: typeof pairs) =>
    some.reduce((sum, pair) => sum + of(pair), 0);
  if (form.formula === "totals") {
    const [start, end] = [total((pair) => pair.start, pairs), total((pair) => pair.end, pairs)];
    return { nrr: ratio(end, start), grr: ratio(Math.min(start, end), start) };
  }
  const floor = (form.floor ?? 0) / 12;
  const cohort = pairs.filter((pair) => pair.start > 0 && pair.start >= floor && (!form.both_ends || pair.end >= floor));
  const start = total((pair) => pair.start, cohort);
  const end = total((pair) => pair.end, cohort);
  const nrr = ratio(end, start);
  if (form.both_ends) return { nrr, grr: unknown("It leaves out who fell below the bar, so gross has no meaning.") };
  if (form.formula === "totals_min") return { nrr, grr: ratio(Math.min(start, end), start) };
  if (form.formula === "notice")
    return { nrr, grr: ratio(start - noticedAmount(form, entities, stretches, { from, to }, rate), start) };
  return {
    nrr,
    grr: ratio(
      total((pair) => Math.min(pair.start, pair.end), cohort),
      start,
    ),
  };
}

/** The whole amount, in the month before, of everybody who gave notice or went down. */
function noticedAmount(
  form: SystemForm,
  entities: readonly Entity[],
  stretches: readonly Stretch[],
  window: Window,
  rate: (currency: string, day: string) => number,
): number {
  const days = monthSamples(window);
  const asked = new Map(
    entitiesOf(stretches, { ...form, pause: "keep", churn: "request" }, form.level).map((one) => [one.name, one]),
  );
  const amounts: number[] = [];
  for (const entity of entities) {
    const notice = asked.get(entity.name)!;
    const step = days.findIndex((day, index) => {
      const next = days[index + 1];
      if (next === undefined) return false;
      const before = paysOn(entity, day);
      return (
        (paysOn(notice, day) > 0 && paysOn(notice, next) === 0) ||
        (before > 0 && paysOn(notice, next) > 0 && paysOn(notice, next) < before)
      );
    });
    if (step >= 0) amounts.push(paysOn(entity, days[step]!) * rate(entity.currency, days[step]!));
  }
  return amounts.reduce((sum, amount) => sum + amount, 0);
}

/** Yearly contracts that were due for renewal in the window: what they pay from that day over what they paid until it. */
function dueRates(
  stretches: readonly Stretch[],
  { from, to }: Window,
  rate: (currency: string, day: string) => number,
): SystemRates {
  const rules: Rules = { pause: "zero", churn: "end", price: "net", past_due_days: null };
  const first = new Map<string, string>();
  for (const { account, subscription, start, yearly_term } of stretches) {
    const key = `${account}\n${subscription}`;
    if (yearly_term && start < (first.get(key) ?? "9")) first.set(key, start);
  }
  let before = 0;
  let after = 0;
  let kept = 0;
  for (const entity of entitiesOf(
    stretches.filter(({ yearly_term }) => yearly_term),
    rules,
    "subscription",
  )) {
    const start = first.get(entity.name)!;
    for (let years = 1, due = addMonths(start, 12); due <= to; years += 1, due = addMonths(start, 12 * years)) {
      if (due <= from) continue;
      const at = rate(entity.currency, due);
      const [old, now] = [paysOn(entity, addDays(due, -1)) * at, paysOn(entity, due) * at];
      before += old;
      after += now;
      kept += Math.min(old, now);
    }
  }
  return { nrr: ratio(after, before), grr: ratio(kept, before) };
}

/** One rule on the way from our figure to a system's. */
interface ExplainStep {
  rule: "currency" | "pause" | "churn" | "price" | "past_due_days" | "level" | "floor" | "formula" | "returns" | "window";
  value: string;
  nrr: Known<number>;
  grr: Known<number>;
  nrr_change: Known<number>;
  grr_change: Known<number>;
}

const change = (now: Known<number>, before: Known<number>): Known<number> =>
  isKnown(now) && isKnown(before) ? now - before : unknown("One of the two is not known.");

/**
 * Our figure turned into a system's, one rule at a time in one order, the rules of a subscription before those of the sum. Effects interact,
 * so another order gives other parts and the same end.
 */
export function explainSteps(
  form: SystemForm,
  ours: SystemForm,
  stretches: readonly Stretch[],
  window: Window,
  rateOn: RateOn,
): ExplainStep[] {
  const order: [ExplainStep["rule"], (keyof SystemForm)[]][] = [
    ["currency", ["currency"]],
    ["pause", ["pause"]],
    ["churn", ["churn"]],
    ["price", ["price"]],
    ["past_due_days", ["past_due_days"]],
    ["level", ["level"]],
    ["floor", ["floor", "both_ends"]],
    ["formula", ["formula", "returns", "returns_within_days"]],
    ["window", ["window"]],
  ];
  let at: SystemForm = { ...ours, returns: "as_new" };
  let before = systemRates(at, stretches, window, rateOn);
  return order.flatMap(([rule, fields]): ExplainStep[] => {
    // A formula of the whole year stands between, so that its parts can be told from the window's.
    const next = { ...at, ...Object.fromEntries(fields.map((field) => [field, form[field]])) } as SystemForm;
    const differs = fields.some(
      (field) => next[field] !== at[field] && !(rule === "formula" && field !== "formula" && next.formula === "cohort"),
    );
    at = next;
    if (!differs) return [];
    const rates = systemRates(at, stretches, window, rateOn);
    const step = {
      rule,
      value: fields.map((field) => String(form[field])).join(", "),
      ...rates,
      nrr_change: change(rates.nrr, before.nrr),
      grr_change: change(rates.grr, before.grr),
    };
    before = rates;
    return [step];
  });
}

/** What a system's figure rests on in this table, for the reader to add: facts that no column gives. */
export function missingFacts(form: SystemForm, stretches: readonly Stretch[]): string[] {
  const has = (of: (one: Stretch) => boolean) => stretches.some(of);
  return [
    ...(form.pause === "keep" && !has(({ paused }) => paused !== null) ? ["pauses"] : []),
    ...(form.churn === "request" && !has(({ requested }) => requested !== null) ? ["dates of cancellation requests"] : []),
    ...(form.price === "list" && !has(({ net, list }) => net !== list) ? ["prices before discounts"] : []),
    ...(form.past_due_days !== null && !has(({ unpaid_since }) => unpaid_since !== null) ? ["due dates of unpaid invoices"] : []),
    ...(form.level === "subscription" && !has(({ subscription, account }) => subscription !== account)
      ? ["subscription ids"]
      : []),
    ...(form.formula === "due" && !has(({ yearly_term }) => yearly_term) ? ["which contracts are yearly"] : []),
  ];
}

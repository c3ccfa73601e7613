import { addDays, addMonths, dayNumber, daysBetween } from "../../core/dates.ts";
import { ratioOfMoney, sumMoney } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import type { Comparison } from "./detail.ts";
import {
  type AccountChange,
  type AccountChanges,
  type RetentionFields,
  type RetentionPolicy,
  retentionOfAccounts,
  segmentsOfAccounts,
} from "./retention.ts";

/** Two dates at which the book is compared, ISO. */
export interface Window {
  from: string;
  to: string;
}

/** Throws Problem unless both are dates of the calendar and the first is the earlier one. */
export function checkWindow({ from, to }: Window): void {
  if (dayNumber(from) >= dayNumber(to))
    throw new Problem({ what: `from (${from}) is not before to (${to}).`, remedy: "Give the earlier date as from." });
}

/** Whether the window is twelve months, by either custom: up to the same day a year later, or to the day before it. */
export function isOneYear({ from, to }: Window): boolean {
  const yearLater = addMonths(from, 12);
  return to === yearLater || addDays(to, 1) === yearLater;
}

/**
 * The window's first day, the same day of each month after it, and its last day.
 * @example monthSamples({ from: "2026-01-15", to: "2026-03-01" }) // ["2026-01-15", "2026-02-15", "2026-03-01"]
 */
export function monthSamples({ from, to }: Window): string[] {
  const dates: string[] = [];
  for (let month = 0, date = from; date < to; month += 1, date = addMonths(from, month)) dates.push(date);
  return [...dates, to];
}

/**
 * How many months a window holds: whole ones where it ends on the same day of a later month or on the day before it, else with the rest
 * as days of the month that it falls in. Units: months.
 * @example monthsInWindow({ from: "2026-01-01", to: "2026-02-15" }) // 1.5
 */
export function monthsInWindow({ from, to }: Window): number {
  let months = 0;
  while (addMonths(from, months + 1) <= to) months += 1;
  const next = addMonths(from, months + 1);
  if (addDays(to, 1) === next) return months + 1;
  const last = addMonths(from, months);
  return months + daysBetween(last, to) / daysBetween(last, next);
}

/**
 * The window of the same length just before one: as many months back where it holds whole months, else as many days.
 * @example windowBefore({ from: "2025-01-01", to: "2026-01-01" }) // { from: "2024-01-01", to: "2025-01-01" }
 */
export function windowBefore({ from, to }: Window): Window {
  const months = monthsInWindow({ from, to });
  if (!Number.isInteger(months)) return { from: addDays(from, -daysBetween(from, to)), to: from };
  return { from: addMonths(from, -months), to: addMonths(from, months) === to ? from : addDays(from, -1) };
}

type Annualised = NonNullable<RetentionFields["annualised"]>;

/**
 * A monthly gross retention compounded over twelve months, both fractions.
 * Throws Problem outside 0 to 1, since gross retention cannot exceed the opening revenue.
 * @example annualise(0.98) // { months: 1, monthly_grr: 0.98, nrr: null, grr: 0.7847... }, not 0.76
 */
export function annualise(monthlyGrr: number): Annualised {
  if (!(monthlyGrr >= 0 && monthlyGrr <= 1))
    throw new Problem({
      what: `monthly_grr is ${monthlyGrr}; gross retention lies between 0 and 1.`,
      remedy: "Give it as a fraction: 98% is 0.98.",
    });
  return { months: 1, monthly_grr: monthlyGrr, nrr: null, grr: monthlyGrr ** 12 };
}

/**
 * A window's net and gross retention compounded to twelve months: the rate to the power of twelve over its months. Rates as fractions.
 * Null for a window of less than a month, which says too little of a year.
 * @example annualiseWindow({ from: "2025-01-01", to: "2025-07-01" }, 1.1, 0.9) // { months: 6, nrr: 1.21, grr: 0.81, ... }
 */
export function annualiseWindow(window: Window, nrr: number, grr: number): Annualised | null {
  const months = monthsInWindow(window);
  if (months < 1) return null;
  return { months, monthly_grr: grr ** (1 / months), nrr: nrr ** (12 / months), grr: grr ** (12 / months) };
}

/** What a segment's rates and its share of the opening are in one window. */
export interface SegmentRates {
  segment: string;
  starting: number;
  nrr: number | null;
  grr: number | null;
}

/** A change of the whole book's rate: by segments' own rates, by their shares, and by both at once. Fractions. */
export interface Effects {
  performance: number;
  mix: number;
  interaction: number;
}

/**
 * What one segment adds to the change of a rate between two windows: performance is its change of rate at its old share of the opening,
 * mix its change of share at its old rate, interaction both changes together. A segment that opens one of the windows at nothing has no
 * rate there; it is taken to have the rate of the other window, so that all it adds is mix.
 * Over all segments the three add up to the change of the whole book's rate. Source: shift-share analysis.
 * @example effectsOf({ share: 0.5, rate: 0.8 }, { share: 0.6, rate: 0.9 }) // performance 0.05, mix 0.08, interaction 0.01
 */
export function effectsOf(before: { share: number; rate: number | null }, now: { share: number; rate: number | null }): Effects {
  const oldRate = before.rate ?? now.rate ?? 0;
  const newRate = now.rate ?? oldRate;
  return {
    performance: before.share * (newRate - oldRate),
    mix: (now.share - before.share) * oldRate,
    interaction: (now.share - before.share) * (newRate - oldRate),
  };
}

/**
 * The segments of two windows side by side, each with what it adds to the change of net and gross retention; by the size of what it adds to
 * net, then by name. Money in one unit, the rest fractions. Both windows need an opening above 0.
 * @example segmentEffects(before, now)[0].nrr_performance
 */
export function segmentEffects(before: readonly SegmentRates[], now: readonly SegmentRates[]): Comparison["segments"] {
  const [oldTotal, newTotal] = [openingOf(before), openingOf(now)];
  const names = [...new Set([...before, ...now].map(({ segment }) => segment))];
  const rows = names.map((segment) => {
    const old = before.find((one) => one.segment === segment);
    const current = now.find((one) => one.segment === segment);
    const beforeShare = ratioOfMoney(old?.starting ?? 0, oldTotal);
    const nowShare = ratioOfMoney(current?.starting ?? 0, newTotal);
    const effects = (rate: "nrr" | "grr") =>
      effectsOf({ share: beforeShare, rate: old?.[rate] ?? null }, { share: nowShare, rate: current?.[rate] ?? null });
    const [net, gross] = [effects("nrr"), effects("grr")];
    return {
      segment,
      before_share: beforeShare,
      now_share: nowShare,
      nrr_before: old?.nrr ?? null,
      grr_before: old?.grr ?? null,
      nrr_performance: net.performance,
      nrr_mix: net.mix,
      nrr_interaction: net.interaction,
      grr_performance: gross.performance,
      grr_mix: gross.mix,
      grr_interaction: gross.interaction,
    };
  });
  const size = (row: (typeof rows)[number]) => Math.abs(row.nrr_performance + row.nrr_mix + row.nrr_interaction);
  return rows.sort((a, b) => size(b) - size(a) || (a.segment < b.segment ? -1 : 1));
}

function openingOf(segments: readonly SegmentRates[]): number {
  return sumMoney(segments.map(({ starting }) => starting));
}

/** The comparison, or why there is none. */
export type CompareOutcome = { comparison: Comparison; why: null } | { comparison: null; why: string };

/**
 * This window's retention against that of the window of equal length before it, its change in three parts by segment: performance, mix and
 * interaction. `read` gives the accounts of the earlier window. Rates as fractions under one policy in both windows.
 * Gives a reason instead where the data does not reach back, or nobody paid at the start of either window.
 * @example compareWithBefore(changes, { from: "2025-01-01", to: "2026-01-01" }, policy, (window) => changesFromTable(table, window))
 */
export function compareWithBefore(
  changes: readonly AccountChange[],
  window: Window,
  policy: RetentionPolicy,
  read: (window: Window) => AccountChanges,
): CompareOutcome {
  const earlier = windowBefore(window);
  const range = `from ${earlier.from} to ${earlier.to}`;
  const found = readEarlier(earlier, read);
  if (found instanceof Problem)
    return { comparison: null, why: `The window before, ${range}, cannot be read: ${found.detail.what}` };
  if (policy.gap === "churned" && found.changes.some(({ start, gap }) => start > 0 && gap === null))
    return { comparison: null, why: `Months are missing ${range}, so gaps cannot be seen there.` };
  const [before, now] = [retentionOfAccounts(found.changes, policy), retentionOfAccounts(changes, policy)];
  if (before.nrr === null || now.nrr === null)
    return {
      comparison: null,
      why: `No account pays at the start of ${before.nrr === null ? `the window before, ${range}` : "the window"}.`,
    };
  const segments = segmentEffects(segmentsOfAccounts(found.changes, policy), segmentsOfAccounts(changes, policy));
  const total = (effect: Effect) => segments.reduce((sum, segment) => sum + segment[effect]!, 0);
  const comparison: Comparison = {
    ...earlier,
    nrr_before: before.nrr,
    nrr_change: now.nrr - before.nrr,
    grr_before: before.grr,
    grr_change: now.grr! - before.grr!,
    nrr_performance: total("nrr_performance"),
    nrr_mix: total("nrr_mix"),
    nrr_interaction: total("nrr_interaction"),
    grr_performance: total("grr_performance"),
    grr_mix: total("grr_mix"),
    grr_interaction: total("grr_interaction"),
    segments,
    segments_total: segments.length,
  };
  return { comparison, why: null };
}

type Effect = Exclude<Extract<keyof Comparison, `${"nrr" | "grr"}_${string}`>, `${string}_before` | `${string}_change`>;

function readEarlier(earlier: Window, read: (window: Window) => AccountChanges): AccountChanges | Problem {
  try {
    return read(earlier);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

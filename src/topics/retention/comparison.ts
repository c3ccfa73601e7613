import { type Answered, isKnown, type Known, known, orNull, unknown } from "../../core/known.ts";
import { ratioOfMoney, sumMoney } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import type { Comparison, Segment } from "./answer.ts";
import { type Window, windowBefore } from "./months.ts";
import {
  type AccountChange,
  type AccountChanges,
  type RetentionPolicy,
  retentionOfAccounts,
  segmentsOfAccounts,
} from "./retention.ts";

/** What a segment's rates and its share of the opening are in one window. */
type SegmentRates = Pick<Answered<Segment>, "segment" | "starting" | "nrr" | "grr">;

/** A change of the whole book's rate: by segments' own rates, by their shares, and by both at once. Fractions. */
interface Effects {
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
export function segmentEffects(before: readonly SegmentRates[], now: readonly SegmentRates[]): Answered<Comparison>["segments"] {
  const [oldTotal, newTotal] = [openingOf(before), openingOf(now)];
  const names = [...new Set([...before, ...now].map(({ segment }) => segment))];
  const rows = names.map((segment) => {
    const old = before.find((one) => one.segment === segment);
    const current = now.find((one) => one.segment === segment);
    const beforeShare = ratioOfMoney(old?.starting ?? 0, oldTotal);
    const nowShare = ratioOfMoney(current?.starting ?? 0, newTotal);
    const effects = (rate: "nrr" | "grr") =>
      effectsOf({ share: beforeShare, rate: rateOf(old, rate) }, { share: nowShare, rate: rateOf(current, rate) });
    const [net, gross] = [effects("nrr"), effects("grr")];
    return {
      segment,
      before_share: beforeShare,
      now_share: nowShare,
      nrr_before: known(rateOf(old, "nrr"), unopened),
      grr_before: known(rateOf(old, "grr"), unopened),
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

const unopened = unknown("No account of the segment paid at the start of the window before; all it adds is mix.");

const rateOf = (segment: SegmentRates | undefined, rate: "nrr" | "grr"): number | null =>
  segment === undefined ? null : orNull(segment[rate]);

function openingOf(segments: readonly SegmentRates[]): number {
  return sumMoney(segments.map(({ starting }) => starting));
}

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
): Known<Answered<Comparison>> {
  const earlier = windowBefore(window);
  const range = `from ${earlier.from} to ${earlier.to}`;
  const found = readEarlier(earlier, read);
  if (found instanceof Problem) return unknown(`The window before, ${range}, cannot be read: ${found.detail.what}`);
  if (policy.gap === "churned" && found.changes.some(({ start, gap }) => start > 0 && gap === null))
    return unknown(`Months are missing ${range}, so gaps cannot be seen there.`);
  const [before, now] = [retentionOfAccounts(found.changes, policy), retentionOfAccounts(changes, policy)];
  if (!isKnown(before.nrr) || !isKnown(before.grr))
    return unknown(`No account pays at the start of the window before, ${range}.`);
  if (!isKnown(now.nrr) || !isKnown(now.grr)) return unknown("No account pays at the start of the window.");
  const segments = segmentEffects(segmentsOfAccounts(found.changes, policy), segmentsOfAccounts(changes, policy));
  const total = (effect: Effect) => segments.reduce((sum, segment) => sum + (orNull(segment[effect]) ?? 0), 0);
  return {
    ...earlier,
    nrr_before: before.nrr,
    nrr_change: now.nrr - before.nrr,
    grr_before: before.grr,
    grr_change: now.grr - before.grr,
    nrr_performance: total("nrr_performance"),
    nrr_mix: total("nrr_mix"),
    nrr_interaction: total("nrr_interaction"),
    grr_performance: total("grr_performance"),
    grr_mix: total("grr_mix"),
    grr_interaction: total("grr_interaction"),
    segments,
    segments_total: segments.length,
  };
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

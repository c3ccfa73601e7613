import { sumMoney } from "../money/sum-money.ts";
import { ratioOfMoney } from "./ratio-of-money.ts";
import type { Comparison } from "./retention-detail.ts";

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

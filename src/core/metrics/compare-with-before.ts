import { Problem } from "../contract/problem.ts";
import type { AccountChange, AccountChanges } from "./account-change.ts";
import { windowBefore } from "./months-in-window.ts";
import type { RetentionPolicy } from "./retention.ts";
import type { Comparison } from "./retention-detail.ts";
import { retentionOfAccounts } from "./retention-of-accounts.ts";
import { segmentEffects } from "./segment-effects.ts";
import { segmentsOfAccounts } from "./segments.ts";
import type { Window } from "./window.ts";

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

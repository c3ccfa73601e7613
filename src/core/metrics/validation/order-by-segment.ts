import type * as z from "zod";
import { areaUnderCurve } from "./structural-components.ts";
import type { UsedCase } from "./used-case.ts";
import type { SegmentOrder } from "./validation.ts";

/**
 * How well the score orders the accounts inside each segment, which an overall figure can hide; null where only one outcome occurred.
 * Largest segment first, then by name; accounts without a segment last. Empty when no account has one.
 * @example orderBySegment(cases)[0] // { segment: "Enterprise", n: 40, events: 4, auc: 0.71 }
 */
export function orderBySegment(cases: readonly UsedCase[]): z.infer<typeof SegmentOrder>[] {
  const groups = new Map<string | null, { lost: number[]; kept: number[] }>();
  for (const { segment, score, lost } of cases) {
    const group = groups.get(segment) ?? { lost: [], kept: [] };
    (lost ? group.lost : group.kept).push(score);
    groups.set(segment, group);
  }
  if (groups.size === 1 && groups.has(null)) return [];
  return [...groups]
    .map(([segment, { lost, kept }]) => ({
      segment,
      n: lost.length + kept.length,
      events: lost.length,
      auc: lost.length === 0 || kept.length === 0 ? null : areaUnderCurve(Float64Array.from(lost), Float64Array.from(kept)),
    }))
    .sort((a, b) => {
      if (a.segment === null || b.segment === null) return a.segment === b.segment ? 0 : a.segment === null ? 1 : -1;
      return b.n - a.n || (a.segment < b.segment ? -1 : 1);
    });
}

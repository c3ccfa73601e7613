import type { LineKind, ValueLine } from "./value-question.ts";

/** What happened between baseline and now. */
export interface Change {
  /** The change as a fraction of the baseline; null without one. */
  change_share: number | null;
  /** Null where no baseline is given, or nothing says which way is better. */
  direction: "better" | "worse" | "same" | null;
}

/** Whether something says which way is a gain: the line itself, that it is hours, or that its money comes out of its parts. */
export function betterWay(line: ValueLine, kind: LineKind): "lower" | "higher" | null {
  if (line.better !== undefined) return line.better;
  return kind === "hours" || line.value === undefined ? "lower" : null;
}

/**
 * How a line's measure moved. Units: a fraction of the baseline.
 * @example changeOf({ name: "Close", value: 1, baseline: 45, after: 32, better: "lower" }, "hard").direction // "better"
 */
export function changeOf(line: ValueLine, kind: LineKind): Change {
  const { baseline, after } = line;
  if (baseline === undefined || after === undefined) return { change_share: null, direction: null };
  const change_share = baseline === 0 ? null : (after - baseline) / Math.abs(baseline);
  const way = betterWay(line, kind);
  if (after === baseline) return { change_share, direction: "same" };
  if (way === null) return { change_share, direction: null };
  return { change_share, direction: after < baseline === (way === "lower") ? "better" : "worse" };
}

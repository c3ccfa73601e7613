import type * as z from "zod";
import type { SpanFigures } from "./figures.ts";
import type { ChartNode } from "./org-chart.ts";

/** A leader's direct reports against the band for that role. */
export interface SpanCheck {
  leader: string;
  reports: number;
  low: number;
  high: number;
  ok: boolean;
}

/**
 * Direct reports of every leader in a chart whose role has a band, those outside it first.
 * @example spanChecks([{ id: "vp-1", role: "vp", reports_to: "ceo" }], [{ role: "vp", reports_low: 2, reports_high: 8 }]) // vp-1 has 0, not ok
 */
export function spanChecks(chart: readonly ChartNode[], spans: z.infer<typeof SpanFigures>): SpanCheck[] {
  const checks = chart.flatMap((leader) => {
    const band = spans.find((line) => line.role === leader.role);
    if (!band) return [];
    const reports = chart.filter((node) => node.reports_to === leader.id).length;
    const { reports_low: low, reports_high: high } = band;
    return [{ leader: leader.id, reports, low, high, ok: reports >= low && reports <= high }];
  });
  return [...checks.filter((check) => !check.ok), ...checks.filter((check) => check.ok)];
}

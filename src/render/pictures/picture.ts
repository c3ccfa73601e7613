import type { Chart } from "../../core/contract/chart.ts";
import type { Named } from "../report-words.ts";
import { bars } from "./bars.ts";
import { type ChartRow, chartRows } from "./chart-rows.ts";
import { heatMap } from "./heat-map.ts";
import { points } from "./points.ts";
import { steps } from "./steps.ts";

function drawing({ kind, values }: Chart, rows: readonly ChartRow[]): string {
  if (kind === "bars") return bars(rows, values[0]);
  if (kind === "steps") return steps(rows, values);
  return kind === "points" ? points(rows, values) : heatMap(rows, values[0] ?? "values");
}

/** A chart drawn in characters out of the result it belongs to, for a terminal; "" when the list it points at is not in the result. */
export function picture(result: Named, chart: Chart): string {
  const rows = chartRows(result, chart);
  return rows.length === 0 ? "" : drawing(chart, rows);
}

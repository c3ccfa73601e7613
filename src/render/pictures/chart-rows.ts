import type { Chart } from "../../core/contract/chart.ts";
import { isNamed, label, type Named } from "../report-words.ts";

/** One row of a picture: its name, and the fields it draws. */
export interface ChartRow {
  name: string;
  row: Named;
}

function find(result: Named, path: string): unknown {
  return path.split(".").reduce<unknown>((found, part) => (isNamed(found) ? found[part] : undefined), result);
}

/**
 * The rows a chart points at in its result; none when the list is not there.
 * @example chartRows({ bridge: { new: 5 } }, { kind: "bars", title: "", list: "bridge", label: "", values: [] }) // [{ name: "New", row: { new: 5 } }]
 */
export function chartRows(result: Named, chart: Chart): ChartRow[] {
  const found = find(result, chart.list);
  if (Array.isArray(found)) return found.filter(isNamed).map((row) => ({ name: String(row[chart.label] ?? ""), row }));
  if (!isNamed(found)) return [];
  return Object.entries(found).map(([name, value]) => ({ name: label(name), row: { [name]: value } }));
}

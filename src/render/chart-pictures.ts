import type { Chart } from "../core/answer.ts";
import { fieldOf, kindOf, type Shape } from "../core/kinds.ts";
import { type ChartRow, chartRows } from "./charts.ts";
import { drawHeat } from "./draw-curves.ts";
import { type DrawnRow, drawRows, type RowMark } from "./draw-rows.ts";
import { decimal, isNamed, label, type Named, numberText } from "./numbers.ts";
import { type Key, type Picture, svgFile, type Tone } from "./svg.ts";

/** Rows that a drawing holds; the list itself is written whole beside it. */
const MOST_ROWS = 60;

const isNumber = (value: unknown): value is number => typeof value === "number";

/** A field of a row as it is written. */
const said = (row: Named, field: string, shape: Shape): string => {
  const value = row[field];
  return isNumber(value) ? numberText(kindOf(fieldOf(shape, field)), value) : "not known";
};

function marksOf(kind: Chart["kind"], row: Named, fields: readonly string[]): RowMark[] {
  const [first, second, third] = fields.map((field) => row[field]);
  if (kind === "points") {
    const tones: [RowMark["shape"], Tone, unknown][] = [
      ["ring", "loss", first],
      ["dot", "main", second],
    ];
    return tones.flatMap(([shape, tone, value]) => (isNumber(value) ? [{ shape, from: value, tone }] : []));
  }
  if (!isNumber(first)) return [];
  const bar: RowMark = { shape: "bar", from: 0, to: first, tone: first < 0 ? "loss" : "main" };
  if (kind === "bars" || !isNumber(second) || !isNumber(third)) return [bar];
  return [bar, { shape: "range", from: second, to: third, tone: "ink" }];
}

function rowsOf(
  { kind }: Chart,
  rows: readonly ChartRow[],
  fieldsOf: (row: Named) => readonly string[],
  shape: Shape,
): DrawnRow[] {
  return rows.map(({ name, row }) => {
    const fields = fieldsOf(row);
    const shown = kind === "points" ? fields.slice(0, 2) : fields.slice(0, 1);
    return { name, marks: marksOf(kind, row, fields), value: shown.map((field) => said(row, field, shape)).join(", ") };
  });
}

/** A tool's chart drawn out of its own result; null when the list it points at is empty. */
export function chartPicture(result: Named, chart: Chart, shape: Shape): Picture | null {
  const all = chartRows(result, chart);
  if (all.length === 0) return null;
  const list = chart.list.split(".").reduce(fieldOf, shape);
  const rows = all.slice(0, MOST_ROWS);
  const fieldsOf = (row: Named) => (chart.values.length ? chart.values : Object.keys(row).slice(0, 1));
  const [first = ""] = fieldsOf(rows[0]!.row);
  const [kind, heat] = [kindOf(fieldOf(list, first)), chart.kind === "heat_map"];
  const keys: Key[] =
    chart.kind === "points"
      ? chart.values
          .slice(0, 2)
          .map((field, place) => ({ shape: place ? "dot" : "ring", tone: place ? "main" : "loss", name: label(field) }))
      : [];
  const tick = (value: number) => numberText(kind, value);
  const heatRows = rows.map(({ name, row }) => ({
    name,
    note: "",
    values: (Array.isArray(row[first]) ? (row[first] as unknown[]) : []).map((value) => (isNumber(value) ? value : null)),
  }));
  return {
    name: chart.list.replaceAll(/[._]/g, "-"),
    title: chart.title,
    basis: all.length > rows.length ? `The first ${rows.length} of ${all.length}.` : heat ? "Numbers are percent." : "",
    draw: (width) =>
      heat
        ? drawHeat(heatRows, (share) => decimal(share * 100, 0), width)
        : drawRows({ rows: rowsOf(chart, rows, fieldsOf, list), tick, keys }, width),
    table: { headers: [], rows: [], words: [] },
  };
}

/** The charts of a tool's result as SVG files. */
export function chartFiles(tool: string, fields: Named, shape: Shape): { name: string; text: string }[] {
  const charts = Array.isArray(fields.charts) ? fields.charts.filter(isNamed) : [];
  return charts.flatMap((chart, place) => {
    const picture = chartPicture(fields, chart as unknown as Chart, shape);
    return picture === null ? [] : [{ name: `${tool}-chart-${place + 1}-${picture.name}.svg`, text: svgFile(picture) }];
  });
}

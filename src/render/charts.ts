import type { Chart } from "../core/answer.ts";
import { fieldOf, kindOf, type Shape } from "../core/kinds.ts";
import { largest } from "../core/order.ts";
import { isNamed, label, type Named, numberText, percent } from "./numbers.ts";

const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/**
 * A bar of so many characters, to an eighth of one; anything above nothing shows.
 * @example bar(2.5) // "██▌"
 */
function bar(characters: number, sign = "█"): string {
  if (!(characters > 0)) return "";
  if (sign !== "█") return sign.repeat(Math.round(characters));
  const parts = Math.max(1, Math.round(characters * 8));
  return sign.repeat(Math.floor(parts / 8)) + eighths[parts % 8]!;
}

/** One row of a picture: its name, and the fields it draws. */
export interface ChartRow {
  name: string;
  row: Named;
}

function find(result: Named, path: string): unknown {
  return path.split(".").reduce<unknown>((found, part) => (isNamed(found) ? found[part] : undefined), result);
}

/** A code of several words as people write it; every other name as it is. @example nameOf("point_to_point") // "Point to point" */
const nameOf = (name: string): string => (/^[a-z]+(?:_[a-z]+)+$/.test(name) ? label(name) : name);

/**
 * The rows a chart points at in its result; none when the list is not there.
 * @example chartRows({ bridge: { new: 5 } }, { kind: "bars", title: "", list: "bridge", label: "", values: [] }) // [{ name: "New", row: { new: 5 } }]
 */
export function chartRows(result: Named, chart: Chart): ChartRow[] {
  const found = find(result, chart.list);
  if (Array.isArray(found)) return found.filter(isNamed).map((row) => ({ name: nameOf(String(row[chart.label] ?? "")), row }));
  if (!isNamed(found)) return [];
  return Object.entries(found).map(([name, value]) => ({ name: label(name), row: { [name]: value } }));
}

const WIDTH = 40;

/** The number a bar stands for, and how it is written. */
interface Drawn {
  name: string;
  value: number | null;
  text: string;
}

function drawn({ name, row }: ChartRow, field: string | undefined, shape: Shape): Drawn {
  const key = field ?? Object.keys(row)[0] ?? "";
  const value = row[key];
  return typeof value === "number"
    ? { name, value, text: numberText(kindOf(fieldOf(shape, key)), value) }
    : { name, value: null, text: "not known" };
}

/** One bar a row, the longest over the whole width; amounts below zero run to the left of the line. */
function bars(rows: readonly ChartRow[], field: string | undefined, shape?: Shape): string {
  const all = rows.map((row) => drawn(row, field, shape));
  const most = largest(all.map(({ value }) => Math.abs(value ?? 0)));
  const below = all.some(({ value }) => value !== null && value < 0);
  const width = below ? WIDTH / 2 : WIDTH;
  const names = largest(all.map(({ name }) => name.length));
  return all
    .map(({ name, value, text }) => {
      const length = most === 0 ? 0 : (Math.abs(value ?? 0) / most) * width;
      const negative = value !== null && value < 0 ? bar(length, "▒") : "";
      const left = below ? `${negative.padStart(width)}│` : "";
      const right = value !== null && value > 0 ? bar(length) : "";
      return `${name.padEnd(names)}  ${left}${right.padEnd(width)}  ${text}`;
    })
    .join("\n");
}

const shades = [" ", "░", "▒", "▓", "█"];
const CELL = 6;

/** A share as a shade and a whole percent; what is not known yet is a dot. */
function cell(value: unknown): string {
  if (typeof value !== "number") return "·".padStart(CELL);
  const shade = shades[Math.min(shades.length - 1, Math.max(0, Math.floor(value * shades.length)))]!;
  return `${shade}${percent(value, 0).replace("%", "")}`.padStart(CELL);
}

/** One line a cohort, one column an age, darker where more is left; numbers are percent. */
function heatMap(rows: readonly ChartRow[], field: string): string {
  const lines = rows.map(({ name, row }) => ({ name, values: Array.isArray(row[field]) ? (row[field] as unknown[]) : [] }));
  const names = largest(lines.map(({ name }) => name.length));
  const ages = largest(lines.map(({ values }) => values.length));
  const head = `${" ".repeat(names)}${Array.from({ length: ages }, (_, age) => String(age).padStart(CELL)).join("")}`;
  return [head, ...lines.map(({ name, values }) => `${name.padEnd(names)}${values.map(cell).join("")}`)]
    .map((line) => line.trimEnd())
    .join("\n");
}

/** Two values of each row on one line from nothing to the largest: a ring for the first, a disc for the second, a square where they meet. */
function points(rows: readonly ChartRow[], [first = "", second = ""]: readonly string[], shape?: Shape): string {
  const values = rows.flatMap(({ row }) => [row[first], row[second]]).filter((value) => typeof value === "number");
  const most = largest([1, ...values]);
  const place = (value: unknown) => (typeof value === "number" ? Math.round((Math.max(0, value) / most) * WIDTH) : null);
  const text = (field: string, value: unknown) =>
    typeof value === "number" ? numberText(kindOf(fieldOf(shape, field)), value) : "not known";
  const names = largest(rows.map(({ name }) => name.length));
  const lines = rows.map(({ name, row }) => {
    const [ring, disc] = [place(row[first]), place(row[second])];
    const line = Array.from({ length: WIDTH + 1 }, (_, column) => {
      if (column === ring && column === disc) return "■";
      return column === ring ? "○" : column === disc ? "●" : "·";
    }).join("");
    return `${name.padEnd(names)}  ${line}  ${text(first, row[first])}, ${text(second, row[second])}`;
  });
  return [...lines, `${" ".repeat(names)}  ○ ${label(first)}  ● ${label(second)}`].join("\n");
}

const numberOr = (value: unknown, other: number): number => (typeof value === "number" ? value : other);

/** One line a step: full to the low end, dark to the value, light to the high end. */
function steps(rows: readonly ChartRow[], [value = "", low = "", high = ""]: readonly string[], shape?: Shape): string {
  const kind = kindOf(fieldOf(shape, value));
  const most = largest([1, ...rows.flatMap(({ row }) => [value, high].map((field) => numberOr(row[field], 0)))]);
  const place = (amount: number) => Math.round((Math.max(0, amount) / most) * WIDTH);
  const names = largest(rows.map(({ name }) => name.length));
  return rows
    .map(({ name, row }) => {
      const at = row[value];
      if (typeof at !== "number") return `${name.padStart(names)}  ${" ".repeat(WIDTH)}  not known`;
      const [from, to] = [numberOr(row[low], at), numberOr(row[high], at)];
      const line = "█".repeat(place(from)) + "▓".repeat(place(at) - place(from)) + "░".repeat(place(to) - place(at));
      const range = from === at && to === at ? "" : ` (${numberText(kind, from)} to ${numberText(kind, to)})`;
      return `${name.padStart(names)}  ${line.padEnd(WIDTH)}  ${numberText(kind, at)}${range}`;
    })
    .join("\n");
}

function drawing({ kind, values }: Chart, rows: readonly ChartRow[], shape: Shape): string {
  if (kind === "bars") return bars(rows, values[0], shape);
  if (kind === "steps") return steps(rows, values, shape);
  return kind === "points" ? points(rows, values, shape) : heatMap(rows, values[0] ?? "values");
}

/** A chart drawn in characters out of the result it belongs to, for a terminal; "" when the list it points at is not in the result. */
export function picture(result: Named, chart: Chart, shape?: Shape): string {
  const list = chart.list.split(".").reduce(fieldOf, shape);
  const rows = chartRows(result, chart);
  return rows.length === 0 ? "" : drawing(chart, rows, list);
}

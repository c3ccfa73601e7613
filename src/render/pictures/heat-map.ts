import { largest } from "../../core/order/largest.ts";
import { percent } from "../numbers.ts";
import type { ChartRow } from "./chart-rows.ts";

const shades = [" ", "░", "▒", "▓", "█"];
const CELL = 6;

/** A share as a shade and a whole percent; what is not known yet is a dot. */
function cell(value: unknown): string {
  if (typeof value !== "number") return "·".padStart(CELL);
  const shade = shades[Math.min(shades.length - 1, Math.max(0, Math.floor(value * shades.length)))]!;
  return `${shade}${percent(value, 0).replace("%", "")}`.padStart(CELL);
}

/** One line a cohort, one column an age, darker where more is left; numbers are percent. */
export function heatMap(rows: readonly ChartRow[], field: string): string {
  const lines = rows.map(({ name, row }) => ({ name, values: Array.isArray(row[field]) ? (row[field] as unknown[]) : [] }));
  const names = largest(lines.map(({ name }) => name.length));
  const ages = largest(lines.map(({ values }) => values.length));
  const head = `${" ".repeat(names)}${Array.from({ length: ages }, (_, age) => String(age).padStart(CELL)).join("")}`;
  return [head, ...lines.map(({ name, values }) => `${name.padEnd(names)}${values.map(cell).join("")}`)]
    .map((line) => line.trimEnd())
    .join("\n");
}

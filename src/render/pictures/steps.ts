import { largest } from "../../core/order/largest.ts";
import { numberText } from "../numbers.ts";
import type { ChartRow } from "./chart-rows.ts";

const WIDTH = 40;
const numberOr = (value: unknown, other: number): number => (typeof value === "number" ? value : other);

/** One line a step: full to the low end, dark to the value, light to the high end. */
export function steps(rows: readonly ChartRow[], [value = "", low = "", high = ""]: readonly string[]): string {
  const most = largest([1, ...rows.flatMap(({ row }) => [value, high].map((field) => numberOr(row[field], 0)))]);
  const place = (amount: number) => Math.round((Math.max(0, amount) / most) * WIDTH);
  const names = largest(rows.map(({ name }) => name.length));
  return rows
    .map(({ name, row }) => {
      const at = row[value];
      if (typeof at !== "number") return `${name.padStart(names)}  ${" ".repeat(WIDTH)}  not known`;
      const [from, to] = [numberOr(row[low], at), numberOr(row[high], at)];
      const line = "█".repeat(place(from)) + "▓".repeat(place(at) - place(from)) + "░".repeat(place(to) - place(at));
      const range = from === at && to === at ? "" : ` (${numberText(value, from)} to ${numberText(value, to)})`;
      return `${name.padStart(names)}  ${line.padEnd(WIDTH)}  ${numberText(value, at)}${range}`;
    })
    .join("\n");
}

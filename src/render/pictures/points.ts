import { largest } from "../../core/order/largest.ts";
import { numberText } from "../numbers.ts";
import { label } from "../report-words.ts";
import type { ChartRow } from "./chart-rows.ts";

const WIDTH = 40;

/** Two values of each row on one line from nothing to the largest: a ring for the first, a disc for the second, a square where they meet. */
export function points(rows: readonly ChartRow[], [first = "", second = ""]: readonly string[]): string {
  const values = rows.flatMap(({ row }) => [row[first], row[second]]).filter((value) => typeof value === "number");
  const most = largest([1, ...values]);
  const place = (value: unknown) => (typeof value === "number" ? Math.round((Math.max(0, value) / most) * WIDTH) : null);
  const text = (field: string, value: unknown) => (typeof value === "number" ? numberText(field, value) : "not known");
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

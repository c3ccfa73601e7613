import { largest } from "../../core/order/largest.ts";
import { numberText } from "../numbers.ts";
import { bar } from "./bar.ts";
import type { ChartRow } from "./chart-rows.ts";

const WIDTH = 40;

/** The number a bar stands for, and how it is written. */
interface Drawn {
  name: string;
  value: number | null;
  text: string;
}

function drawn({ name, row }: ChartRow, field: string | undefined): Drawn {
  const key = field ?? Object.keys(row)[0] ?? "";
  const value = row[key];
  return typeof value === "number" ? { name, value, text: numberText(key, value) } : { name, value: null, text: "not known" };
}

/** One bar a row, the longest over the whole width; amounts below zero run to the left of the line. */
export function bars(rows: readonly ChartRow[], field: string | undefined): string {
  const all = rows.map((row) => drawn(row, field));
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

import { isoDate } from "../core/dates.ts";
import { CodedColumn, type Column } from "./columns.ts";
import type { Rows } from "./rows.ts";
import { placesFor } from "./values.ts";

/** The day that stands for a month, counted as year * 12 + month. @example dayOfMonth(24301, "last") // "2025-01-31" */
export function dayOfMonth(month: number, days: "first" | "last"): string {
  const at = days === "first" ? month : month + 1;
  const [year, of] = [Math.floor((at - 1) / 12), ((at - 1) % 12) + 1];
  const epoch = Date.UTC(year, of - 1, 1) / (24 * 60 * 60 * 1000); // not a figure: milliseconds of a day
  return isoDate(days === "first" ? epoch : epoch - 1);
}

/** Rows of which each stands for a run of months: where their first months and lengths stand. */
export interface RunColumns {
  first: number;
  length: number;
}

/** How many rows a month the runs are. */
export function monthsIn(runs: Rows, { length }: RunColumns): number {
  let months = 0;
  for (let run = 0; run < runs.length; run++) months += Number(runs.text(run, length));
  return months;
}

/**
 * Runs of months written out, a row a month: the run of each row, and the column of their days. `dayOf` gives the text of a month.
 * Months that do not follow one another in the runs are not made up.
 */
export function writtenOut(
  runs: Rows,
  columns: RunColumns,
  dayOf: (month: number) => string,
): { runOf: Uint32Array; days: Column; length: number } {
  const length = monthsIn(runs, columns);
  const runOf = new Uint32Array(length);
  const months = new Uint32Array(length);
  const known = new Map<number, number>();
  let at = 0;
  for (let run = 0; run < runs.length; run++) {
    const [first, count] = [Number(runs.text(run, columns.first)), Number(runs.text(run, columns.length))];
    for (let step = 0; step < count; step++, at++) {
      if (!known.has(first + step)) known.set(first + step, known.size);
      runOf[at] = run;
      months[at] = known.get(first + step)!;
    }
  }
  const codes = placesFor(length, known.size);
  codes.set(months);
  return { runOf, days: new CodedColumn([...known.keys()].map(dayOf), codes), length };
}

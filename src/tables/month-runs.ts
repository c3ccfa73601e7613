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
export function monthsIn(runs: Rows, { length }: Pick<RunColumns, "length">): number {
  let months = 0;
  for (let run = 0; run < runs.length; run++) months += Number(runs.text(run, length));
  return months;
}

/** Rows that are written out, each of one of others: which, and the column of their days. */
interface WrittenOut {
  runOf: Uint32Array;
  days: Column;
  length: number;
}

/** So many rows of which each has a month, put in one after the other; `dayOf` gives the text of a month. */
class MonthRows {
  private readonly runOf: Uint32Array;
  private readonly months: Uint32Array;
  private readonly known = new Map<number, number>();
  private at = 0;

  constructor(length: number) {
    this.runOf = new Uint32Array(length);
    this.months = new Uint32Array(length);
  }

  add(run: number, month: number): void {
    if (!this.known.has(month)) this.known.set(month, this.known.size);
    this.runOf[this.at] = run;
    this.months[this.at] = this.known.get(month)!;
    this.at += 1;
  }

  end(dayOf: (month: number) => string): WrittenOut {
    const codes = placesFor(this.months.length, this.known.size);
    codes.set(this.months);
    return { runOf: this.runOf, days: new CodedColumn([...this.known.keys()].map(dayOf), codes), length: this.months.length };
  }
}

/**
 * Runs of months written out, a row a month: the run of each row, and the column of their days. `dayOf` gives the text of a month.
 * Months that do not follow one another in the runs are not made up.
 */
export function writtenOut(runs: Rows, columns: RunColumns, dayOf: (month: number) => string): WrittenOut {
  const rows = new MonthRows(monthsIn(runs, columns));
  for (let run = 0; run < runs.length; run++) {
    const [first, count] = [Number(runs.text(run, columns.first)), Number(runs.text(run, columns.length))];
    for (let step = 0; step < count; step++) rows.add(run, first + step);
  }
  return rows.end(dayOf);
}

/** Months that fit one number as powers of two which are added up. */
export const MONTHS_A_SUM = 30; // not a figure: bits of a whole number that are sure in every engine

/** Groups of rows that differ in nothing but their month: how many rows, and the sums of 2 to the power of their months, counted from a first one. */
interface SummedMonths {
  first: number;
  length: number;
  sums: readonly number[];
}

/**
 * Such groups written out, a row a month, the earliest first. Null where a month stands twice in a group: as many powers of two as there are rows make a
 * number of as many ones exactly when all of them differ.
 */
export function groupsWrittenOut(groups: Rows, columns: SummedMonths, dayOf: (month: number) => string): WrittenOut | null {
  const rows = new MonthRows(monthsIn(groups, columns));
  for (let group = 0; group < groups.length; group++) {
    let found = 0;
    for (const [place, column] of columns.sums.entries()) {
      const sum = Number(groups.text(group, column));
      if (sum >= 2 ** MONTHS_A_SUM) return null;
      for (let step = 0; step < MONTHS_A_SUM; step++)
        if ((sum >> step) & 1) {
          found += 1;
          rows.add(group, columns.first + place * MONTHS_A_SUM + step);
        }
    }
    if (found !== Number(groups.text(group, columns.length))) return null;
  }
  return rows.end(dayOf);
}

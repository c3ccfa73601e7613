import { Problem } from "../../contract/problem.ts";
import { sumMoney } from "../../money/sum-money.ts";
import { withoutNoise } from "../without-noise.ts";
import type { AttentionRow } from "./assessment-fields.ts";
import type { AssessmentQuestion } from "./assessment-question.ts";
import { sumOf } from "./sum-of.ts";

export interface AttentionSplit {
  /** The most misplaced hours first. */
  rows: AttentionRow[];
  hours: number | null;
  arr: number | null;
  hours_to_move: number | null;
  hours_to_move_share: number | null;
  /** Names without hours, and names without ARR. */
  without_hours: string[];
  without_arr: string[];
}

const size = (value: number | null): number => (value === null ? 0 : Math.abs(value));

/**
 * Share of hours against share of ARR by tier or segment: the difference as a fraction, and in hours of that whole. A share needs every row,
 * since a missing one is not 0; a whole of 0 leaves no shares. Throws Problem for a name given twice.
 * @example attention({ ask: "attention", split: [{ name: "A", hours: 30, arr: 10 }, { name: "B", hours: 10, arr: 30 }] }).hours_to_move // 20
 */
export function attention({ split = [] }: AssessmentQuestion): AttentionSplit {
  const twice = split.find(({ name }, index) => split.findIndex((other) => other.name === name) < index);
  if (twice !== undefined)
    throw new Problem({ what: `answers.split holds "${twice.name}" twice.`, remedy: "Give each tier or segment once." });
  const without = (field: "hours" | "arr") =>
    split
      .filter((row) => row[field] === undefined)
      .map(({ name }) => name)
      .sort();
  const [without_hours, without_arr] = [without("hours"), without("arr")];
  const hours = without_hours.length ? null : withoutNoise(sumOf(split.map((row) => row.hours ?? 0)));
  const arr = without_arr.length ? null : sumMoney(split.map((row) => row.arr ?? 0));
  const rows = split.map((row): AttentionRow => {
    const hours_share = row.hours === undefined || hours === null || hours === 0 ? null : row.hours / hours;
    const arr_share = row.arr === undefined || arr === null || arr === 0 ? null : row.arr / arr;
    const known = hours_share !== null && arr_share !== null;
    return {
      name: row.name,
      hours: row.hours ?? null,
      hours_share,
      arr: row.arr ?? null,
      arr_share,
      points: known ? withoutNoise(hours_share - arr_share) : null,
      hours_over: known ? withoutNoise((row.hours ?? 0) - (hours ?? 0) * arr_share) : null,
    };
  });
  const over = rows.flatMap(({ hours_over }) => (hours_over === null ? [] : [hours_over]));
  const moved = over.length === rows.length && hours !== null && hours > 0 ? sumOf(over.filter((value) => value > 0)) : null;
  return {
    rows: rows.sort((a, b) => size(b.hours_over) - size(a.hours_over) || (a.name < b.name ? -1 : 1)),
    hours,
    arr,
    hours_to_move: moved === null ? null : withoutNoise(moved),
    hours_to_move_share: moved === null || hours === null ? null : moved / hours,
    without_hours,
    without_arr,
  };
}

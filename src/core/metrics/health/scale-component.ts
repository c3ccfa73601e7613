import { Problem } from "../../contract/problem.ts";
import { firstPlaces } from "./first-places.ts";

/** How a column of a table becomes a component: a line from the number worth 0 to the one worth 100, or points by word. */
export interface ComponentScale {
  low?: number;
  high?: number;
  values?: Readonly<Record<string, number>>;
}

/** A column as component scores, 0 to 100, and how many of its cells lay outside the line and were held at its ends. */
export interface ScaledColumn {
  scores: (number | null)[];
  clipped: number;
}

const key = (text: string) => text.trim().toLowerCase();

/** Throws Problem unless a scale is a line with two ends that differ, or points of 0 to 100 by word. */
export function checkScale(header: string, { low, high, values }: ComponentScale): void {
  const refuse = (what: string) => {
    throw new Problem({
      what: `components["${header}"] ${what}`,
      remedy: 'Give {"low": the number worth 0, "high": the number worth 100}, or {"values": {"word": points from 0 to 100}}.',
    });
  };
  if ((values !== undefined) === (low !== undefined || high !== undefined))
    refuse("needs low and high, or values, and not both.");
  if (values === undefined && (low === undefined || high === undefined)) refuse("needs both low and high.");
  if (values === undefined && low === high) refuse(`has the same low and high, ${low}.`);
  const points = Object.entries(values ?? {});
  if (values !== undefined && points.length === 0) refuse("names no words.");
  for (const [word, worth] of points)
    if (!(worth >= 0 && worth <= 100)) refuse(`gives "${word}" ${worth} points; they run from 0 to 100.`);
}

/**
 * Numbers on a straight line from `low`, worth 0, to `high`, worth 100; low may be the larger where less is better.
 * Numbers beyond the ends are held there and counted. Missing stays missing.
 * @example scaleNumbers([0, 36, 90], { low: 0, high: 72 }) // { scores: [0, 50, 100], clipped: 1 }
 */
export function scaleNumbers(values: readonly (number | null)[], { low, high }: { low: number; high: number }): ScaledColumn {
  let clipped = 0;
  const scores = values.map((value) => {
    if (value === null) return null;
    const points = ((value - low) / (high - low)) * 100;
    if (points < 0 || points > 100) clipped += 1;
    return Math.min(100, Math.max(0, points));
  });
  return { scores, clipped };
}

/**
 * Points by word, whatever the case; a blank cell is missing. Throws Problem that lists every word without points.
 * @example scaleWords(["Two year", ""], { "Two year": 100 }, "Contract").scores // [100, null]
 */
export function scaleWords(cells: readonly string[], values: Readonly<Record<string, number>>, header: string): ScaledColumn {
  const points = new Map(Object.entries(values).map(([word, worth]) => [key(word), worth]));
  const unknown = new Map<string, number>();
  const scores = cells.map((cell) => {
    if (cell.trim() === "") return null;
    const worth = points.get(key(cell));
    if (worth === undefined) unknown.set(cell.trim(), (unknown.get(cell.trim()) ?? 0) + 1);
    return worth ?? null;
  });
  if (unknown.size)
    throw new Problem({
      what: `components["${header}"] gives no points to words that the column holds:`,
      places: firstPlaces([...unknown].sort(([a], [b]) => (a < b ? -1 : 1)).map(([word, rows]) => `"${word}" in ${rows} rows`)),
      remedy: "Give each word its points, or leave the column out.",
    });
  return { scores, clipped: 0 };
}

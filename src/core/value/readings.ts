import { ratioOfMoney } from "../metrics/ratio-of-money.ts";
import { sumMoney } from "../money/sum-money.ts";
import type { CountedLine } from "./count-line.ts";

/** Return and multiple of one value, each under its own name. */
export interface Return {
  roi: number | null;
  value_multiple: number | null;
}

/**
 * ROI is what is left after the investment, over the investment; the value multiple is value over the investment, always one more. Units:
 * fractions; both null for an investment of 0.
 * @example returnOf(1200000, 120000) // { roi: 9, value_multiple: 10 }
 */
export function returnOf(value: number, investment: number): Return {
  if (investment === 0) return { roi: null, value_multiple: null };
  return {
    roi: ratioOfMoney(sumMoney([value, -investment]), investment),
    value_multiple: ratioOfMoney(value, investment),
  };
}

/** confirmed: attributed and confirmed. attributed: also what nobody confirmed. at_most: also what nobody stated a share of, taken whole. */
export const readingNames = ["confirmed", "attributed", "at_most"] as const;
export type ReadingName = (typeof readingNames)[number];

export interface Reading extends Return {
  reading: ReadingName;
  counted_value: number;
}

/** What a line adds under a reading. */
export function countedUnder(line: CountedLine, reading: ReadingName): number {
  const { counted, unvalidated, unattributed } = line;
  if (reading === "confirmed") return counted;
  return sumMoney([counted, unvalidated, ...(reading === "at_most" ? [unattributed] : [])]);
}

const adds: Record<ReadingName, readonly CountedLine["proof"][]> = {
  confirmed: ["confirmed"],
  attributed: ["confirmed", "attributed"],
  at_most: ["confirmed", "attributed", "unattributed"],
};

/** The same lines read three ways, strictest first. @example readings(lines, 120000)[0].counted_value // 206826 */
export function readings(lines: readonly CountedLine[], investment: number): Reading[] {
  return readingNames.map((reading) => {
    const counted_value = sumMoney(lines.map((line) => countedUnder(line, reading)));
    return { reading, counted_value, ...returnOf(counted_value, investment) };
  });
}

/**
 * The strictest reading that any gain stands in; losses alone are read as confirmed. Null when no line can be counted in money.
 * @example headline(lines) // "confirmed"
 */
export function headline(lines: readonly CountedLine[]): ReadingName | null {
  const standing = lines.filter(({ proof, instead }) => proof !== "none" && instead === null);
  const gains = standing.filter(({ amount }) => amount !== null && amount >= 0);
  const strictest = readingNames.find((reading) => gains.some(({ proof }) => adds[reading].includes(proof)));
  return strictest ?? (standing.length ? "confirmed" : null);
}

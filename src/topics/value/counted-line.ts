import { sumMoney } from "../../core/money.ts";
import type { WeighedLine } from "./question.ts";

/** Why money is not counted. */
export const leftOutReasons = [
  "soft",
  "no_money",
  "no_realisation",
  "counted_once",
  "outside_period",
  "not_ours",
  "no_use",
  "no_share",
  "volume",
  "other_cause",
] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

export interface LeftOut {
  amount: number | null;
  reason: LeftOutReason;
}

/** A line divided so that counted + unvalidated + everything left out is what was given. Units: major units. */
export interface CountedLine extends WeighedLine {
  counted: number;
  unvalidated: number;
  /** Left out only because nobody stated a share of the cause. */
  unattributed: number;
  /** The line that counts the same thing in its place. */
  instead: string | null;
  parts_left_out: LeftOut[];
}

function wholeReason({ kind, amount, proof, line }: WeighedLine, instead: string | null): LeftOutReason | null {
  if (kind === "soft") return "soft";
  if (amount === null) return "no_money";
  if (proof === "none") return line.other_cause !== undefined && kind !== "hours" ? "other_cause" : "no_realisation";
  return instead === null ? null : "counted_once";
}

/**
 * A line divided into what is hard value, what nobody confirmed, and what is left out and why.
 * @example countLine(weighed, null).counted // 99360
 */
export function countLine(weighed: WeighedLine, instead: string | null): CountedLine {
  const { amount, inside, by_rate, ours, used, proof } = weighed;
  const whole = wholeReason(weighed, instead);
  const nothing = { counted: 0, unvalidated: 0, unattributed: 0 };
  if (whole !== null) return { ...weighed, ...nothing, instead, parts_left_out: [{ amount, reason: whole }] };
  const rest = (from: number, to: number, reason: LeftOutReason): LeftOut[] =>
    from === to ? [] : [{ amount: sumMoney([from, -to]), reason }];
  const parts_left_out = [
    ...rest(amount ?? 0, inside, "outside_period"),
    ...rest(inside, by_rate, "volume"),
    ...rest(by_rate, ours, "not_ours"),
    ...rest(ours, used, "no_use"),
    ...(proof === "unattributed" ? [{ amount: used, reason: "no_share" as const }] : []),
  ];
  return {
    ...weighed,
    counted: proof === "confirmed" ? used : 0,
    unvalidated: proof === "attributed" ? used : 0,
    unattributed: proof === "unattributed" ? used : 0,
    instead,
    parts_left_out,
  };
}

/** confirmed: attributed and confirmed. attributed: also what nobody confirmed. at_most: also what nobody stated a share of, taken whole. */
export const readingNames = ["confirmed", "attributed", "at_most"] as const;
export type ReadingName = (typeof readingNames)[number];

/** What a line adds under a reading. */
export function countedUnder(line: CountedLine, reading: ReadingName): number {
  const { counted, unvalidated, unattributed } = line;
  if (reading === "confirmed") return counted;
  return sumMoney([counted, unvalidated, ...(reading === "at_most" ? [unattributed] : [])]);
}

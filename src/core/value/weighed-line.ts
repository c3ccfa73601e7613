import { sumMoney } from "../money/sum-money.ts";
import type { ValueFigures } from "./figures.ts";
import { lineAmount, lineMonths } from "./line-amount.ts";
import { lineKind } from "./line-kind.ts";
import type { LineKind, ValueLine } from "./value-question.ts";

/** How well a line is proved, best first: confirmed and attributed, attributed, without a stated share, not countable at all. */
export const proofs = ["confirmed", "attributed", "unattributed", "none"] as const;
export type Proof = (typeof proofs)[number];

/** A line in money, before it is known what stands beside it. */
export interface WeighedLine {
  line: ValueLine;
  kind: LineKind;
  /** In the line's own period, major units; null when it has none. */
  amount: number | null;
  months: number | null;
  /** The part inside the investment's period; a longer line is cut, a shorter one is never stretched. */
  inside: number;
  /** Inside, times the share that is ours; a loss stays whole, since a share must never make a loss smaller. */
  ours: number;
  /** Ours, times the share of hours that had a use; a share nobody stated is taken as 1, and so is any share of a loss. */
  used: number;
  proof: Proof;
}

function proofOf({ attribution, realisation, validated }: ValueLine, kind: LineKind, amount: number | null): Proof {
  if (amount === null || kind === "soft") return "none";
  // A loss lowers the total and needs no proof.
  if (amount < 0) return "confirmed";
  if (kind === "hours" && realisation === undefined) return "none";
  if (attribution === undefined) return "unattributed";
  return validated === true ? "confirmed" : "attributed";
}

/**
 * A line in money and how well it is proved. Units: major units, to the hundredth.
 * @example weighLine({ name: "A", value: 100, attribution: 0.5 }, 12, unitWords).used // 50
 */
export function weighLine(line: ValueLine, period: number | undefined, unitWords: ValueFigures["unitWords"]): WeighedLine {
  const kind = lineKind(line, unitWords);
  const amount = lineAmount(line, period);
  // Parts are given by the year, so without a stated period they make one year.
  const months = lineMonths(line, period) ?? (line.value === undefined && amount !== null ? 12 : null);
  const part = period !== undefined && months !== null && months > period ? period / months : 1;
  const inside = sumMoney([(amount ?? 0) * part]);
  const of = (share = 1) => (inside < 0 ? 1 : share);
  const ours = sumMoney([inside * of(line.attribution)]);
  const used = sumMoney([ours * of(line.realisation)]);
  return { line, kind, amount, months, inside, ours, used, proof: proofOf(line, kind, amount) };
}

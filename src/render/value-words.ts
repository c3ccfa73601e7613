import type { PrintedCheck } from "../core/value/check-printed.ts";
import type { CountedLine, LeftOut, LeftOutReason } from "../core/value/count-line.ts";
import { decimal, money, percent } from "./numbers.ts";

/** A share as people say it. */
export const shareText = (share: number): string => percent(share, Number.isInteger(Math.round(share * 1e9) / 1e7) ? 0 : 1);

const reasons: Record<LeftOutReason, (line: CountedLine) => string> = {
  soft: () => "Soft value is told in words and never added.",
  no_money: () => "No money is stated: give value, or baseline, after, units_a_year and money_per_unit.",
  no_realisation: () => "Hours count only with the share of them that became money (realisation).",
  counted_once: (line) => `It is the same as "${line.instead}", which is counted.`,
  outside_period: () => "It lies outside the months the investment covers.",
  not_ours: ({ line }) => `Only ${shareText(line.attribution ?? 1)} of the cause is claimed.`,
  no_use: ({ line }) => `Only ${shareText(line.realisation ?? 1)} of the hours became money.`,
  no_share: () => "Nobody stated which share of the cause is ours (attribution).",
};

/** Why a part of a line is not counted. */
export function leftOutWords(line: CountedLine, { reason }: LeftOut): string {
  return reasons[reason](line);
}

/** A loss stays in whole; shares that would have made it smaller are named. */
function lossWords({ line }: CountedLine): string {
  const shares = [line.attribution, line.realisation]
    .filter((share) => share !== undefined && share < 1)
    .map((share) => shareText(share!));
  const passed = shares.length ? `, and not at ${shares.join(" x ")}: a share never makes a loss smaller` : "";
  return `A loss: it got worse, and it stays in whole${passed}.`;
}

/** Why a line counts as it does, in one or two short sentences. */
export function lineWords(counted: CountedLine): string {
  const { line, amount, proof, instead } = counted;
  const left = counted.parts_left_out.map((part) => leftOutWords(counted, part));
  if (instead !== null || proof === "none" || proof === "unattributed") return left.join(" ");
  if (amount !== null && amount < 0) return lossWords(counted);
  const shares = [line.attribution, line.realisation].filter((share) => share !== undefined).map(shareText);
  const kept = shares.length ? ` at ${shares.join(" x ")}` : "";
  const state =
    proof === "confirmed" ? "Confirmed by the customer and counted" : "Nobody confirmed it, so it stands beside hard value,";
  return `${state}${kept || " whole"}.`;
}

/** What a printed claim is, in words. */
export function printedWords(
  { printed, reads_as, given_value, roi, value_multiple }: PrintedCheck,
  investment: number,
  currency: string,
): string {
  if (roi === null || value_multiple === null)
    return `"${printed}" cannot be checked: with an investment of 0 there is no return and no multiple.`;
  const both = `the value multiple is ${decimal(value_multiple)} and the ROI is ${decimal(roi)}, that is ${shareText(roi)}`;
  const of = `${money(given_value, currency)} on ${money(investment, currency)}`;
  if (reads_as === "value_multiple")
    return `"${printed}" is the value multiple and no ROI: for ${of} ${both}, since a return takes the investment off first.`;
  if (reads_as === "roi") return `"${printed}" is the ROI: for ${of} ${both}. Do not call it a multiple.`;
  return `"${printed}" is neither: for ${of} ${both}.`;
}

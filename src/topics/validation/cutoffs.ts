import { type Answered, type Known, mapKnown, over, unknown } from "../../core/known.ts";
import { byText } from "../../core/order.ts";
import type { Cutoff, Leaver, NextBar } from "./answer.ts";
import { knownMoney, reachWorst, type ScoreGroup, type UsedCase } from "./score-quality.ts";

/** Natural logarithms of 0! to n!. */
function logFactorials(most: number): Float64Array {
  const logs = new Float64Array(most + 1);
  for (let count = 2; count <= most; count += 1) logs[count] = logs[count - 1]! + Math.log(count);
  return logs;
}

/**
 * The chance that so many accounts drawn blindly hold at least so many of the lost ones: drawing without putting back. A fraction.
 * @example caughtBlindly(1, { drawn: 1, lost: 1, accounts: 4 }) // 0.25
 */
export function caughtBlindly(
  caught: number,
  { drawn, lost, accounts }: { drawn: number; lost: number; accounts: number },
  logs: Float64Array = logFactorials(accounts),
): number {
  const choose = (from: number, count: number) => logs[from]! - logs[count]! - logs[from - count]!;
  const all = choose(accounts, drawn);
  let chance = 0;
  const [low, high] = [Math.max(caught, drawn - (accounts - lost)), Math.min(drawn, lost)];
  for (let count = low; count <= high; count += 1)
    chance += Math.exp(choose(lost, count) + choose(accounts - lost, drawn - count) - all);
  return Math.min(1, chance);
}

/**
 * What each cut-off does: who is flagged below it, how many of those left and how many stayed, and who left unflagged; with the chance that as
 * many blindly drawn accounts would have held at least as many of the lost. Cut-offs that flag nobody or everybody are left out. ARR in major
 * units. Source: rule metrics-health-validation.
 * @example cutoffsOf(cases, [50])[0] // { below: 50, flagged: 24, flagged_lost: 2, flagged_kept: 22, missed_lost: 12, ... }
 */
export function cutoffsOf(cases: readonly UsedCase[], cutoffs: readonly number[]): Answered<Cutoff>[] {
  const lost = cases.filter((one) => one.lost);
  const logs = logFactorials(cases.length);
  return cutoffs.flatMap((below): Answered<Cutoff>[] => {
    const flagged = cases.filter(({ score }) => score < below);
    if (flagged.length === 0 || flagged.length === cases.length) return [];
    const caught = flagged.filter((one) => one.lost);
    const draw = { drawn: flagged.length, lost: lost.length, accounts: cases.length };
    return [
      {
        below,
        flagged: flagged.length,
        flagged_lost: caught.length,
        flagged_kept: flagged.length - caught.length,
        missed_lost: lost.length - caught.length,
        flagged_arr: knownMoney(flagged),
        caught_arr: knownMoney(caught),
        missed_arr: knownMoney(lost.filter(({ score }) => score >= below)),
        lost_share: caught.length / flagged.length,
        caught_share: over(caught.length, lost.length, "No account was lost."),
        by_chance: lost.length === 0 ? unknown("No account was lost.") : caughtBlindly(caught.length, draw, logs),
      },
    ];
  });
}

/** The lost accounts with their scores, the most ARR first and those without ARR last. */
export function leaversOf(cases: readonly UsedCase[]): Answered<Leaver>[] {
  return cases
    .filter((one) => one.lost)
    .sort((a, b) => (b.arr ?? -1) - (a.arr ?? -1) || a.score - b.score || byText(a.account, b.account))
    .map(({ account, score, arr }) => ({ account, score, arr: arr ?? unknown("Not given.") }));
}

/** The lost accounts that looked safest, the highest score first: what was visible before they left is to be read there. */
export function safeLooking(leavers: readonly Answered<Leaver>[], most: number): Answered<Leaver>[] {
  // Leavers come by ARR, and sorting keeps that order within one score.
  return [...leavers].sort((a, b) => b.score - a.score).slice(0, most);
}

/**
 * A bar for the next score, set before it is seen: what share of lost ARR the lowest scores must hold, and what they held this time; accounts of one
 * score on the line count in proportion. Shares as fractions.
 * @example nextBar(groups, 100, { lowest_share: 0.2, caught_share: 0.4, days_ahead: 90 }).held // 0.22
 */
export function nextBar(
  groups: readonly ScoreGroup[],
  lostArr: Known<number>,
  bar: { lowest_share: number; caught_share: number; days_ahead: number },
): Answered<NextBar> {
  const accounts = groups.reduce((sum, group) => sum + group.accounts, 0);
  const { arrLost } = reachWorst(groups, accounts * bar.lowest_share);
  const held = mapKnown(lostArr, (whole) => over(arrLost, whole, "No ARR was lost."));
  return { ...bar, held, passed: mapKnown(held, (share) => share >= bar.caught_share) };
}

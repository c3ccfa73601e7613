import type { BookNotice } from "../../core/answer.ts";
import { addDays, addMonths, dayNumber, daysBetween, monthStart } from "../../core/dates.ts";
import { type Answered, type Known, mapKnown, over, unknown } from "../../core/known.ts";
import { MoneySum, sumMoney } from "../../core/money.ts";
import { byText } from "../../core/order.ts";
import { Problem } from "../../core/problem.ts";
import type { Month, Move, RetentionFields } from "./answer.ts";
import { type AccountChange, type RetentionPolicy, withinWinback } from "./retention.ts";

/** Two dates at which the book is compared, ISO. */
export interface Window {
  from: string;
  to: string;
}

/** Throws Problem unless both are dates of the calendar and the first is the earlier one. */
export function checkWindow({ from, to }: Window): void {
  if (dayNumber(from) >= dayNumber(to))
    throw new Problem({ what: `from (${from}) is not before to (${to}).`, remedy: "Give the earlier date as from." });
}

/** Whether the window is twelve months, by either custom: up to the same day a year later, or to the day before it. */
export function isOneYear({ from, to }: Window): boolean {
  const yearLater = addMonths(from, 12);
  return to === yearLater || addDays(to, 1) === yearLater;
}

/**
 * The window's first day, the same day of each month after it, and its last day.
 * @example monthSamples({ from: "2026-01-15", to: "2026-03-01" }) // ["2026-01-15", "2026-02-15", "2026-03-01"]
 */
export function monthSamples({ from, to }: Window): string[] {
  const dates: string[] = [];
  for (let month = 0, date = from; date < to; month += 1, date = addMonths(from, month)) dates.push(date);
  return [...dates, to];
}

/**
 * How many months a window holds: whole ones where it ends on the same day of a later month or on the day before it, else with the rest
 * as days of the month that it falls in. Units: months.
 * @example monthsInWindow({ from: "2026-01-01", to: "2026-02-15" }) // 1.5
 */
export function monthsInWindow({ from, to }: Window): number {
  let months = 0;
  while (addMonths(from, months + 1) <= to) months += 1;
  const next = addMonths(from, months + 1);
  if (addDays(to, 1) === next) return months + 1;
  const last = addMonths(from, months);
  return months + daysBetween(last, to) / daysBetween(last, next);
}

/**
 * The window of the same length just before one: as many months back where it holds whole months, else as many days.
 * @example windowBefore({ from: "2025-01-01", to: "2026-01-01" }) // { from: "2024-01-01", to: "2025-01-01" }
 */
export function windowBefore({ from, to }: Window): Window {
  const months = monthsInWindow({ from, to });
  if (!Number.isInteger(months)) return { from: addDays(from, -daysBetween(from, to)), to: from };
  return { from: addMonths(from, -months), to: addMonths(from, months) === to ? from : addDays(from, -1) };
}

type Annualised = Answered<NonNullable<RetentionFields["annualised"]>>;

/**
 * A monthly gross retention compounded over twelve months, both fractions.
 * @example annualise(0.98) // { months: 1, monthly_grr: 0.98, grr: 0.7847... }, not 0.76
 */
export function annualise(monthlyGrr: number): Annualised {
  return { months: 1, monthly_grr: monthlyGrr, nrr: unknown("Only a monthly rate was given."), grr: monthlyGrr ** 12 };
}

/**
 * A window's net and gross retention compounded to twelve months: the rate to the power of twelve over its months. Rates as fractions.
 * @example annualiseWindow({ from: "2025-01-01", to: "2025-07-01" }, 1.1, 0.9) // { months: 6, nrr: 1.21, grr: 0.81, ... }
 */
export function annualiseWindow(window: Window, nrr: Known<number>, grr: Known<number>): Known<Annualised> {
  const months = monthsInWindow(window);
  if (months < 1) return unknown("Less than a month says too little of a year.");
  return mapKnown(nrr, (net) =>
    mapKnown(grr, (gross) => ({
      months,
      monthly_grr: gross ** (1 / months),
      nrr: net ** (12 / months),
      grr: gross ** (12 / months),
    })),
  );
}

/**
 * The bridge of every month of a window: opening plus moves is the closing, and the closing is the next opening, to the hundredth.
 * A month is named by the day it closes on, so that its closing is what the book pays on that day; what starts that day is in it.
 * Each account is compared at the two ends of a month; one that came and went inside it stands in new (or reactivation) and in churn with the
 * most it paid. With `winback_days` a return after more days counts as new. The effect of exchange rates stands in the last month.
 * Money in one unit. Accounts need a series at `dates`, which are two or more.
 * @example monthlyBridge([{ ...account, series: [0, 40, 0] }], ["2026-01-01", "2026-02-01", "2026-03-01"], standardPolicy)
 * // new 40 in the month 2026-02-01, churn 40 in 2026-03-01
 */
export function monthlyBridge(
  changes: readonly AccountChange[],
  dates: readonly string[],
  policy: Pick<RetentionPolicy, "winback_days">,
  { openings, moves } = monthlyMoves(changes, dates, policy),
): Answered<Month>[] {
  const revalued = changes.flatMap(({ fx }) => fx ?? []);
  return moves.map((all, index) => {
    const of = (line: Move["line"], among = all) => {
      const sum = new MoneySum();
      for (const one of among) if (one.line === line) sum.add(one.amount);
      return sum.total();
    };
    const [opening, contraction, churn] = [openings[index]!.total(), of("contraction"), of("churn")];
    const [added, expansion, reactivation] = [of("new"), of("expansion"), of("reactivation")];
    const counted = all.filter((one) => one.counted);
    const fx = index === moves.length - 1 ? sumMoney(revalued) : 0;
    const lost = sumMoney([contraction, churn]);
    return {
      month: dates[index + 1]!,
      from: dates[index]!,
      opening,
      new: added,
      expansion,
      reactivation,
      contraction,
      churn,
      ...(revalued.length ? { fx } : {}),
      closing: sumMoney([opening, added, expansion, reactivation, fx, -lost]),
      lost,
      rate: over(lost, opening, "Nobody paid at the start of the month."),
      lost_counted: sumMoney([of("contraction", counted), of("churn", counted)]),
    };
  });
}

/** What each account did in each month, the largest moves first, and what those who paid at its start paid. */
export function monthlyMoves(
  changes: readonly AccountChange[],
  dates: readonly string[],
  policy: Pick<RetentionPolicy, "winback_days">,
): { openings: MoneySum[]; moves: Move[][] } {
  const openings = dates.slice(1).map(() => new MoneySum());
  const moves = dates.slice(1).map((): Move[] => []);
  for (const change of changes) addAccount(change, openings, moves, policy);
  for (const month of moves) month.sort((a, b) => b.amount - a.amount || byText(a.account, b.account));
  return { openings, moves };
}

function addAccount(
  change: AccountChange,
  openings: readonly MoneySum[],
  moves: readonly Move[][],
  policy: Pick<RetentionPolicy, "winback_days">,
): void {
  const { account, start, inside } = change;
  const series = change.series!;
  const counted = start > 0;
  let paidEarlier = change.paid_before === true;
  // Run for each month of each account: the months in which nothing moves cost two numbers.
  for (let index = 0; index < moves.length; index++) {
    const [step, before, now] = [moves[index]!, series[index]!, series[index + 1]!];
    const stay = inside === undefined ? 0 : (inside.find((one) => one.step === index)?.amount ?? 0);
    if (before > 0) openings[index]!.add(before);
    if (before === 0 && now + stay > 0) {
      const back = paidEarlier && withinWinback(change.days_away?.get(index), policy.winback_days);
      step.push({ account, line: back ? "reactivation" : "new", amount: now > 0 ? now : stay, counted });
      if (now === 0) step.push({ account, line: "churn", amount: stay, counted });
    } else if (now === 0 && before > 0) step.push({ account, line: "churn", amount: before, counted });
    else if (now > before) step.push({ account, line: "expansion", amount: sumMoney([now, -before]), counted });
    else if (now < before) step.push({ account, line: "contraction", amount: sumMoney([before, -now]), counted });
    if (before + now + stay > 0) paidEarlier = true;
  }
}

/**
 * All months added up, line by line. Their sum moves the book as far as the bridge from date to date does.
 * @example movementsOfMonths(months)?.churn // more than bridge.churn when a customer came and left between the two dates
 */
export function movementsOfMonths(months: readonly Answered<Month>[]): Known<NonNullable<RetentionFields["movements"]>> {
  if (months.length === 0) return unknown("It needs what each account paid in the months between the two dates.");
  const line = (name: "new" | "expansion" | "reactivation" | "contraction" | "churn") =>
    sumMoney(months.map((month) => month[name]));
  return {
    new: line("new"),
    expansion: line("expansion"),
    reactivation: line("reactivation"),
    contraction: line("contraction"),
    churn: line("churn"),
  };
}

/** The months a window of monthly amounts names, whatever day of them is given. */
export const monthsNamed = ({ from, to }: Window): Window => ({ from: monthStart(from), to: monthStart(to) });

/**
 * Windows of the same length that end a step earlier each, the given one last; as many as `most`.
 * @example earlierWindows({ from: "2025-01-01", to: "2026-01-01" }, 12, 2)[0] // { from: "2024-01-01", to: "2025-01-01" }
 */
export function earlierWindows({ from, to }: Window, months: number, most: number): Window[] {
  return Array.from({ length: most }, (_, back) => ({
    from: addMonths(from, -back * months),
    to: addMonths(to, -back * months),
  })).reverse();
}

/**
 * Warns when over half of the customers of the month before the last date, and more than two, are gone at the last date; and, more carefully,
 * when one is for every two who stay, and they are more than left in all the months before together.
 */
export function noticeCutOff(changes: readonly AccountChange[], to: string): BookNotice[] {
  let before = 0;
  let left = 0;
  let leftBefore = 0;
  for (const { series } of changes) {
    if (series === null || series.length <= 2) return [];
    const last = series.length - 1;
    for (let date = 1; date < last; date++) if (series[date] === 0 && series[date - 1]! > 0) leftBefore += 1;
    if (series[last - 1] === 0) continue;
    before += 1;
    if (series[last] === 0) left += 1;
  }
  if (left <= 2) return [];
  if (left * 2 > before) return [{ code: "data_may_end", left, before, to, left_before: null }];
  if (left * 2 <= before - left || left <= leftBefore) return [];
  return [{ code: "data_may_end", left, before, to, left_before: leftBefore }];
}

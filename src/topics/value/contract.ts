import { addDays, addMonths, daysBetween } from "../../core/dates.ts";
import { type Known, known, unknown } from "../../core/known.ts";
import { ratioOfMoney, sumMoney } from "../../core/money.ts";
import type { Split } from "./splits.ts";
import { countedUnder, type KnownReport } from "./value-report.ts";

/** What a customer spends, and from when to when. Major units. */
export interface Spending {
  yearly: number;
  once: number;
  /** First day of the contract; the fee of a year is paid at its beginning. */
  from?: string | undefined;
  /** The day from which there was a gain. */
  live?: string | undefined;
  as_of?: string | undefined;
  term_months?: number | undefined;
}

const YEAR = 12; // not a figure: months of a year

/** Months from one day to another, with the part of the last one. @example monthsFrom("2025-09-01", "2026-12-01") // 15 */
export function monthsFrom(from: string, to: string): number {
  let whole = 0;
  while (addMonths(from, whole + 1) <= to) whole += 1;
  const last = addMonths(from, whole);
  return whole + daysBetween(last, to) / daysBetween(last, addMonths(from, whole + 1));
}

/** What was spent by a day, and in the whole term; months of them in which there was a gain. */
export interface Contract {
  as_of: Known<string>;
  months_so_far: Known<number>;
  /** Fees of the years begun, and what was spent once. */
  paid_so_far: Known<number>;
  /** The part of the fees that belongs to the months so far, and what was spent once. */
  used_so_far: Known<number>;
  months_before_live: Known<number>;
  fee_before_live: Known<number>;
  months_live: Known<number>;
  ends: Known<string>;
  term_cost: Known<number>;
  months_of_gain_in_term: Known<number>;
}

/** @example contractOf({ yearly: 1200, once: 0, from: "2026-01-01", as_of: "2026-06-30" }).used_so_far // 600 */
export function contractOf({ yearly, once, from, live, as_of, term_months }: Spending): Contract {
  const noFrom = unknown("Give investment.from, the first day of the contract.");
  const noDay = unknown("Give investment.as_of, the day of the answer.");
  const noLive = unknown("Give investment.live, the day from which there was a gain.");
  const noTerm = unknown("Give investment.term_months.");
  const until = as_of === undefined ? undefined : addDays(as_of, 1);
  const so_far = from === undefined ? noFrom : until === undefined ? noDay : until <= from ? 0 : monthsFrom(from, until);
  const fee = (months: number) => sumMoney([(yearly * months) / YEAR]);
  const before = from === undefined ? noFrom : live === undefined ? noLive : live <= from ? 0 : monthsFrom(from, live);
  const ends = from === undefined ? noFrom : term_months === undefined ? noTerm : addMonths(from, term_months);
  const start = live ?? from;
  return {
    as_of: known(as_of, noDay),
    months_so_far: so_far,
    paid_so_far: typeof so_far === "number" ? sumMoney([yearly * Math.ceil(so_far / YEAR), once]) : so_far,
    used_so_far: typeof so_far === "number" ? sumMoney([fee(so_far), once]) : so_far,
    months_before_live: before,
    fee_before_live: typeof before === "number" ? fee(before) : before,
    months_live: live === undefined ? noLive : until === undefined ? noDay : until <= live ? 0 : monthsFrom(live, until),
    ends: typeof ends === "string" ? addDays(ends, -1) : ends,
    term_cost: term_months === undefined ? noTerm : sumMoney([fee(term_months), once]),
    months_of_gain_in_term:
      typeof ends === "string" && start !== undefined ? (ends <= start ? 0 : monthsFrom(start, ends)) : (ends as Known<number>),
  };
}

/** Gains a month by how far they are proved, and the part of a volume that nobody has shown to be ours. Major units. */
interface Pace {
  counted: number;
  hours: number;
  volume: number;
}

function paceOf({ lines, open_hours }: KnownReport, splits: readonly Split[], period: number | undefined): Known<Pace> {
  const standing = lines.filter((line) => countedUnder(line, "at_most") !== 0 || line.parts_left_out.some(({ reason }) => reason === "no_realisation"));
  const months = (of: (typeof lines)[number]) => of.months ?? period ?? null;
  if (standing.some((line) => months(line) === null)) return unknown("Give period_months: a gain without months has no pace.");
  const hours = lines.filter((line) => line.parts_left_out.some(({ reason }) => reason === "no_realisation") && (line.amount ?? 0) > 0);
  const all = sumMoney(hours.map(({ amount }) => amount ?? 0));
  const left = all === 0 ? 0 : open_hours / all;
  return {
    counted: sumMoney(standing.map((line) => countedUnder(line, "at_most") / months(line)!)),
    hours: sumMoney(hours.map((line) => ((line.amount ?? 0) * left) / months(line)!)),
    volume: sumMoney(
      splits.map(({ name, volume_part }) => volume_part / (months(lines.find(({ line }) => line.name === name)!) ?? YEAR)),
    ),
  };
}

/** What is needed of the part of a volume that nobody has shown to be ours. */
interface Need {
  span: "so_far" | "term" | "a_year";
  cost: number;
  months: number;
  with_hours: boolean;
  value: number;
  missing: number;
  /** Null in words: there is no such part, or even all of it would not do. */
  share_of_volume: Known<number>;
}

/** The day on which what was paid, fees at the beginning of each year, is back for the first time. */
interface Payback {
  counts: "counted" | "with_hours" | "with_volume";
  a_month: number;
  months: Known<number>;
  on: Known<string>;
}

const MOST_MONTHS = 120; // not a figure: months that are looked ahead

function paybackOf(counts: Payback["counts"], a_month: number, { yearly, once, from, live }: Spending, delay: number): Payback {
  const never = unknown(`Not within ${MOST_MONTHS} months.`);
  for (let month = 1; month <= MOST_MONTHS; month += 1) {
    const paid = sumMoney([yearly * Math.ceil(month / YEAR), once]);
    const gained = a_month * Math.max(0, month - delay);
    if (gained >= paid) {
      const on = from === undefined ? unknown("Give investment.from.") : addDays(addMonths(from, month), -1);
      return { counts, a_month, months: month, on };
    }
  }
  void live;
  return { counts, a_month, months: never, on: never };
}

export interface Outlook {
  contract: Contract;
  pace: Known<Pace>;
  needs_of_volume: Need[];
  payback: Payback[];
}

/** The contract in months, the pace of the gains, what is needed of the volume, and when it is back. */
export function outlookOf(report: KnownReport, spending: Spending, splits: readonly Split[], period: number | undefined): Outlook {
  const contract = contractOf(spending);
  const pace = paceOf(report, splits, period);
  if (!("counted" in pace)) return { contract, pace, needs_of_volume: [], payback: [] };
  const spans = [
    { span: "so_far" as const, cost: contract.used_so_far, months: contract.months_live },
    { span: "term" as const, cost: contract.term_cost, months: contract.months_of_gain_in_term },
    { span: "a_year" as const, cost: spending.yearly as Known<number>, months: YEAR as Known<number> },
  ];
  const needs_of_volume = spans.flatMap(({ span, cost, months }) =>
    typeof cost !== "number" || typeof months !== "number"
      ? []
      : (pace.hours > 0 ? [false, true] : [false]).map((with_hours): Need => {
          const value = sumMoney([(pace.counted + (with_hours ? pace.hours : 0)) * months]);
          const missing = Math.max(0, sumMoney([cost, -value]));
          const volume = sumMoney([pace.volume * months]);
          const share_of_volume =
            volume <= 0
              ? unknown("No part of a volume is open.")
              : missing > volume
                ? unknown("Even all of it would not do.")
                : ratioOfMoney(missing, volume);
          return { span, cost, months, with_hours, value, missing, share_of_volume };
        }),
  );
  const delay = typeof contract.months_before_live === "number" ? contract.months_before_live : 0;
  const back = (counts: Payback["counts"], a_month: number) => paybackOf(counts, a_month, spending, delay);
  return {
    contract,
    pace,
    needs_of_volume,
    payback: [
      ...(pace.counted > 0 ? [back("counted", pace.counted)] : []),
      ...(pace.hours > 0 ? [back("with_hours", pace.counted + pace.hours)] : []),
      ...(pace.volume > 0 ? [back("with_volume", pace.counted + pace.hours + pace.volume)] : []),
    ],
  };
}

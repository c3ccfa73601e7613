import type * as z from "zod";
import { addDays, addMonths, daysBetween } from "../../core/dates.ts";
import { type Answered, isKnown, type Known, known, unknown } from "../../core/known.ts";
import { ratioOfMoney, sumMoney } from "../../core/money.ts";
import type { ValueCases, ValueFields } from "./answer.ts";
import { type CountedLine, countedUnder } from "./counted-line.ts";
import type { Spent } from "./question.ts";
import { monthsOf, overlapsOf, type Split } from "./splits.ts";
import type { KnownReport } from "./value-report.ts";

/** What a customer spends, and from when to when; the fee of a year is paid at its beginning. Major units. */
type Spending = Exclude<z.infer<typeof Spent>, number> & { once: number };

const YEAR = 12; // not a figure: months of a year

/** Months from one day to another, with the part of the last one. @example monthsFrom("2025-09-01", "2026-12-01") // 15 */
function monthsFrom(from: string, to: string): number {
  let whole = 0;
  while (addMonths(from, whole + 1) <= to) whole += 1;
  const last = addMonths(from, whole);
  return whole + daysBetween(last, to) / daysBetween(last, addMonths(from, whole + 1));
}

/** What was spent by a day, and in the whole term; months of them in which there was a gain. */
type Contract = Answered<ValueFields["outlook"]["contract"]>;

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
    paid_so_far: isKnown(so_far) ? sumMoney([yearly * Math.ceil(so_far / YEAR), once]) : so_far,
    used_so_far: isKnown(so_far) ? sumMoney([fee(so_far), once]) : so_far,
    months_before_live: before,
    fee_before_live: isKnown(before) ? fee(before) : before,
    months_live: live === undefined ? noLive : until === undefined ? noDay : until <= live ? 0 : monthsFrom(live, until),
    ends: isKnown(ends) ? addDays(ends, -1) : ends,
    term_cost: term_months === undefined ? noTerm : sumMoney([fee(term_months), once]),
    months_of_gain_in_term: !isKnown(ends) ? ends : start === undefined || ends <= start ? 0 : monthsFrom(start, ends),
  };
}

/** Gains a month by how far they are proved, and the part of a volume that nobody has shown to be ours. Major units. */
type Pace = Answered<NonNullable<ValueFields["outlook"]["pace"]>>;

/** What is needed of the part of a volume that nobody has shown to be ours, and of the open hours. */
type Need = Answered<ValueFields["outlook"]["needs_of_volume"][number]>;

/** The day on which what was paid, fees at the beginning of each year, is back for the first time. */
type Payback = Answered<ValueFields["outlook"]["payback"][number]>;

function paceOf(report: KnownReport, splits: readonly Split[], period: number | undefined): Known<Pace> {
  const { lines, open_hours } = report;
  const isOpen = (line: CountedLine) =>
    line.parts_left_out.some(({ reason }) => reason === "no_realisation") && (line.amount ?? 0) > 0;
  const standing = lines.filter((line) => countedUnder(line, "at_most") !== 0 || isOpen(line));
  const months = (of: CountedLine) => of.months ?? period ?? null;
  if (standing.some((line) => months(line) === null)) return unknown("Give period_months: a gain without months has no pace.");
  const hours = lines.filter(isOpen);
  const all = sumMoney(hours.map(({ amount }) => amount ?? 0));
  const left = all === 0 ? 0 : open_hours / all;
  const counted = sumMoney(standing.map((line) => countedUnder(line, "at_most") / months(line)!));
  const so_far = sumMoney(hours.map((line) => ((line.amount ?? 0) * left) / months(line)!));
  const latest = new Map(monthsOf(lines).by_months.map((one) => [one.line, one.money_a_year]));
  const held = new Map(
    overlapsOf(lines).map((one) => [one.name, sumMoney(one.lines.map((line) => line.used / (months(line) ?? YEAR)))]),
  );
  const ahead = hours.map((line) => {
    const year = latest.get(line.line.name);
    if (year === undefined || !isKnown(year)) return ((line.amount ?? 0) * left) / months(line)!;
    return Math.max(0, year / YEAR - (held.get(line.line.name) ?? 0));
  });
  const monthsOfSplit = (name: string) => months(lines.find(({ line }) => line.name === name)!) ?? YEAR;
  return {
    counted,
    hours: so_far,
    hours_ahead: sumMoney(ahead),
    volume: sumMoney(splits.map(({ name, volume_part }) => volume_part / monthsOfSplit(name))),
  };
}

/** What gains come to in so many months of which so many are behind us. */
const gained = (
  { counted, hours, hours_ahead, volume }: Pace,
  months: number,
  behind: number,
  adds: { hours: number; volume: number },
): number =>
  sumMoney([
    counted * months,
    adds.hours * (hours * Math.min(months, behind) + hours_ahead * Math.max(0, months - behind)),
    adds.volume * volume * months,
  ]);

const MOST_MONTHS = 120; // not a figure: months that are looked ahead

/** The first month in which what came in is what was paid, or more. */
function paybackOf(
  counts: Payback["counts"],
  pace: Pace,
  { yearly, once, from }: Spending,
  delay: number,
  behind: number,
): Payback {
  const adds = { hours: counts === "counted" ? 0 : 1, volume: counts === "with_volume" ? 1 : 0 };
  const a_month = gained(pace, 1, 0, adds);
  for (let month = 1; month <= MOST_MONTHS; month += 1) {
    const paid = sumMoney([yearly * Math.ceil(month / YEAR), once]);
    if (gained(pace, Math.max(0, month - delay), behind, adds) >= paid) {
      const on = from === undefined ? unknown("Give investment.from.") : addDays(addMonths(from, month), -1);
      return { counts, a_month, months: month, on };
    }
  }
  const never = unknown(`Not within ${MOST_MONTHS} months.`);
  return { counts, a_month, months: never, on: never };
}

/** The contract in months, the pace of the gains, what is needed of the volume and of the hours, and when it is back. */
export function outlookOf(report: KnownReport, spending: Spending, splits: readonly Split[], period: number | undefined) {
  const contract = contractOf(spending);
  const pace = paceOf(report, splits, period);
  if (!isKnown(pace)) return { contract, pace, needs_of_volume: [] as Need[], payback: [] as Payback[] };
  const behind = isKnown(contract.months_live) ? contract.months_live : 0;
  const spans = [
    { span: "so_far" as const, cost: contract.used_so_far, months: contract.months_live, behind },
    { span: "term" as const, cost: contract.term_cost, months: contract.months_of_gain_in_term, behind },
    { span: "a_year" as const, cost: spending.yearly, months: YEAR, behind: 0 },
  ];
  const [noVolume, noHours] = [unknown("No part of a volume is open."), unknown("No hours are open.")];
  const share = (missing: number, part: number, none: Known<number>): Known<number> =>
    part <= 0 ? none : missing > part ? unknown("Even all of it would not do.") : ratioOfMoney(missing, part);
  const needs_of_volume = spans.flatMap(({ span, cost, months, behind: own }) =>
    !isKnown(cost) || !isKnown(months)
      ? []
      : (pace.hours + pace.hours_ahead > 0 ? [false, true] : [false]).map((with_hours): Need => {
          const value = gained(pace, months, own, { hours: with_hours ? 1 : 0, volume: 0 });
          const hours = sumMoney([
            gained(pace, months, own, { hours: 1, volume: 0 }),
            -gained(pace, months, own, { hours: 0, volume: 0 }),
          ]);
          const missing = Math.max(0, sumMoney([cost, -value]));
          return {
            span,
            cost,
            months,
            with_hours,
            value,
            missing,
            share_of_volume: share(missing, sumMoney([pace.volume * months]), noVolume),
            share_of_hours: with_hours ? unknown("The hours are counted here.") : share(missing, hours, noHours),
          };
        }),
  );
  const delay = isKnown(contract.months_before_live) ? contract.months_before_live : 0;
  const back = (counts: Payback["counts"]) => paybackOf(counts, pace, spending, delay, behind);
  return {
    contract,
    pace,
    needs_of_volume,
    payback: [
      ...(pace.counted > 0 ? [back("counted")] : []),
      ...(pace.hours + pace.hours_ahead > 0 ? [back("with_hours")] : []),
      ...(pace.volume > 0 ? [back("with_volume")] : []),
    ],
  };
}

type Cases = Answered<z.infer<typeof ValueCases>>;

/** The share of one part that is needed beside so much of the others; unknown where none or not even all would do. */
function needed(missing: number, part: number): Known<number> {
  if (part <= 0) return unknown("There is no such gain.");
  if (missing <= 0) return 0;
  return missing > part ? unknown("Even all of it would not do.") : ratioOfMoney(missing, part);
}

/**
 * What stands against the spending by how much of the open gains is accepted: hours that became money, and gains that are ours; what is needed of one
 * beside the other; what a month of delay costs; and the years a one-off is spread over. Major units; shares as fractions.
 * @example valueCases(report, { yearly: 132_000, once: 30_000 }, [0, 0.5, 1], [1, 2, 3]).grid[0].value // 0
 */
export function valueCases(
  report: Pick<KnownReport, "lines" | "open_hours" | "unattributed_value" | "readings">,
  { yearly, once }: Pick<Spending, "yearly" | "once">,
  shares: readonly number[],
  years: readonly number[],
): Cases {
  const { open_hours: hours, unattributed_value: others, lines } = report;
  const sure = report.readings.find(({ reading }) => reading === "attributed")!.counted_value;
  const spent = sumMoney([yearly, once]);
  const all = sumMoney([sure, hours, others]);
  const ofHours = hours > 0 ? shares : [0];
  const ofOthers = others > 0 ? shares : [0];
  return {
    grid: ofHours.flatMap((hours_share) =>
      ofOthers.map((others_share) => {
        const value = sumMoney([sure, hours * hours_share, others * others_share]);
        return {
          hours_share,
          others_share,
          value,
          ahead: sumMoney([value, -spent]),
          roi: spent === 0 ? unknown("Nothing was spent.") : ratioOfMoney(sumMoney([value, -spent]), spent),
        };
      }),
    ),
    needs: shares.map((share) => ({
      share,
      others_needed: needed(sumMoney([spent, -sure, -hours * share]), others),
      hours_needed: needed(sumMoney([spent, -sure, -others * share]), hours),
      others_needed_later: needed(sumMoney([yearly, -sure, -hours * share]), others),
      hours_needed_later: needed(sumMoney([yearly, -sure, -others * share]), hours),
    })),
    delay: lines
      .filter(
        ({ amount, months, kind, line }) =>
          (amount ?? 0) > 0 && months !== null && kind !== "soft" && line.other_cause === undefined && hours + others > 0,
      )
      .map(({ line, ours, used, proof, months }) => {
        // Hours without a share of use stand whole, as they do in the last row of the grid.
        const a_month = sumMoney([(proof === "none" ? ours : used) / months!]);
        return {
          name: line.name,
          a_month,
          months_until_all_fails:
            all < spent ? unknown("Even all of the gains are less than what was spent.") : sumMoney([all, -spent]) / a_month,
        };
      }),
    terms: years.map((count) => {
      const cost = sumMoney([yearly * count, once]);
      return { years: count, spent: cost, value_a_year_needed: sumMoney([cost / count]) };
    }),
  };
}

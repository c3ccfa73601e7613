import { type Answered, type Known, known, unknown } from "../../core/known.ts";
import { ratioOfMoney, sumMoney, withoutNoise } from "../../core/money.ts";
import { groupBy } from "../../core/order.ts";
import type { ValueFields } from "./answer.ts";
import type { CountedLine } from "./counted-line.ts";
import { rateOf, type ValueLine } from "./question.ts";

/** A change of a total as its rate and its volume. Major units; rates per unit of volume. */
export type Split = Answered<ValueFields["outlook"]["splits"][number]>;
type BaseSplit = Answered<NonNullable<ValueFields["outlook"]["splits"][number]["base"]>>;

function baseOf({ volume, baseline, period_months }: ValueLine, months: number | null, way: 1 | -1): Known<BaseSplit> {
  const period = period_months ?? months;
  if (volume?.base === undefined) return unknown("No base of the volume is given.");
  if (period === null) return unknown("Give period_months of the line: a base that changes part-way is averaged over it.");
  const { before, after, months: held } = volume.base;
  const averages = [held].flat().map((own) => (before * (period - own) + after * own) / period);
  const money = baseline! / volume.before;
  const expected = averages.map((average) => (volume.before * average) / before);
  const sorted = (values: number[]) => values.sort((a, b) => a - b);
  return {
    average: sorted([...averages]),
    per_before: volume.before / before,
    per_after: sorted(averages.map((average) => volume.after / average)),
    with_base: sorted(expected.map((own) => sumMoney([(volume.before - own) * money * way]))),
    beyond_base: sorted(expected.map((own) => sumMoney([(own - volume.after) * money * way]))),
  };
}

/**
 * The lines whose total moved with a volume: what a lower rate gives on the volume of today, and what fewer units give, which is no rate of ours until
 * somebody shows it. Both parts are the change.
 * @example splitsOf(lines)[0].rate_part // 361_224.49
 */
export function splitsOf(lines: readonly CountedLine[]): Split[] {
  return lines.flatMap(({ line, amount, months }): Split[] => {
    const { volume, baseline, after } = line;
    if (volume === undefined || baseline === undefined || after === undefined || amount === null) return [];
    const rate_part = rateOf(line)!;
    const [before, now] = [baseline / volume.before, after / volume.after];
    return [
      {
        name: line.name,
        unit: known(volume.unit, "Nobody said what the volume is counted in."),
        change: amount,
        rate_before: before,
        rate_after: now,
        rate_change: before === 0 ? 0 : (now - before) / before,
        rate_part,
        volume_part: sumMoney([amount, -rate_part]),
        volume_change: (volume.after - volume.before) / volume.before,
        base: baseOf(line, months, line.better === "higher" ? -1 : 1),
      },
    ];
  });
}

/** A gain that was asked of some and is claimed for all. */
type Survey = Answered<ValueFields["outlook"]["surveys"][number]>;

/** What a survey of some carries: all as claimed, and those who answered alone. */
export function surveysOf(lines: readonly CountedLine[]): Survey[] {
  return lines.flatMap(({ line: { name, answered }, amount }) =>
    answered === undefined || amount === null
      ? []
      : [{ name, ...answered, all: amount, only_said: sumMoney([(amount * answered.said) / answered.of]) }],
  );
}

/** Hours that are the same work as a line of people: what of their money that line already holds. */
type Overlap = Answered<ValueFields["outlook"]["overlaps"][number]> & { lines: CountedLine[] };

/** Open hours and lines that say they are the same, each with what is left of the hours. */
export function overlapsOf(lines: readonly CountedLine[]): Overlap[] {
  const open = lines.filter(
    ({ proof, kind, amount, line }) =>
      proof === "none" && kind === "hours" && (amount ?? 0) > 0 && line.other_cause === undefined,
  );
  return open.flatMap((hours): Overlap[] => {
    const same = lines.filter(
      ({ line, kind, used }) =>
        kind === "hard" &&
        used > 0 &&
        (line.same_as === hours.line.name ||
          hours.line.same_as === line.name ||
          (line.outcome !== undefined && line.outcome === hours.line.outcome)),
    );
    const amount = hours.inside;
    const taken_out = Math.min(amount, sumMoney(same.map(({ used }) => used)));
    const left = sumMoney([amount, -taken_out]);
    return same.length === 0
      ? []
      : [
          {
            name: hours.line.name,
            lines: same,
            same_as: same.map(({ line }) => line.name).join(", "),
            amount,
            taken_out,
            left,
            left_share: amount === 0 ? unknown("The hours are worth nothing.") : ratioOfMoney(left, amount),
          },
        ];
  });
}

/** Money of hours of which nobody said which share became money, without what other lines already hold. */
export function openHours(lines: readonly CountedLine[]): number {
  const taken = overlapsOf(lines).map(({ taken_out }) => -taken_out);
  const open = lines.filter(
    ({ parts_left_out, amount }) => (amount ?? 0) > 0 && parts_left_out.some(({ reason }) => reason === "no_realisation"),
  );
  return sumMoney([...open.map(({ amount }) => amount ?? 0), ...taken]);
}

/** The months of a line: how many went the new way, of how many, and what they came to; and a year at the last whole one. */
export function monthsOf(lines: readonly CountedLine[]) {
  const own = lines.flatMap(({ line }) => (line.months === undefined ? [] : [{ line, months: line.months }]));
  const rows = own.map(({ line, months }) => ({
    line,
    rows: months.map(({ month, volume, before, after, all, whole = true }) => {
      const units = (volume * (line.better === "higher" ? after - before : before - after)) / (line.per ?? 1);
      const part = all === undefined || all === 0 ? unknown("The table has no column of all units.") : volume / all;
      return {
        line: line.name,
        month,
        volume,
        all,
        share: part,
        units,
        money: sumMoney([units * (line.money_per_unit ?? 0)]),
        whole,
      };
    }),
  }));
  return {
    months: rows.flatMap(({ rows: list }) => list.map(({ all: _, ...row }) => row)),
    by_months: rows.map(({ line, rows: list }) => {
      const sum = (of: (row: (typeof list)[number]) => number) => list.reduce((total, row) => total + of(row), 0);
      const last = list.filter(({ whole }) => whole).at(-1);
      const none = unknown("No month is whole.");
      const all = sum((row) => row.all ?? 0);
      const MONTHS = 12; // not a figure: months of a year
      const rest =
        last?.all === undefined
          ? unknown("The table has no column of all units.")
          : last.volume === 0
            ? 0
            : (last.money / last.volume) * (last.all - last.volume) * MONTHS;
      return {
        line: line.name,
        unit: known(line.unit, "The line has no unit."),
        volume: sum((row) => row.volume),
        share: all === 0 ? unknown("The table has no column of all units.") : sum((row) => row.volume) / all,
        units: sum((row) => row.units),
        money: sumMoney(list.map((row) => row.money)),
        last_whole: known(last?.month, none),
        units_a_year: last === undefined ? none : last.units * MONTHS,
        money_a_year: last === undefined ? none : sumMoney([last.money * MONTHS]),
        rest_a_year: rest,
      };
    }),
  };
}

type Load = Answered<ValueFields["outlook"]["loads"][number]>;
const perHour: readonly (readonly [unit: RegExp, units: number])[] = [
  [/^min/i, 60], // not a figure: minutes of an hour
  [/^(?:h|hours?|hrs?|stunden?|heures?|horas?|ore|uren|uur)$/i, 1],
];

/** The hours that a line's people must have spent before: its baseline times the units of a year. @example 28 minutes x 31,200 for 5: 14,560 hours a year, 243 a month for each */
export function loadsOf(lines: readonly CountedLine[], measured: ReadonlyMap<string, number>): Load[] {
  return lines.flatMap(({ line: { name, people, unit = "", units_a_year, ...line } }): Load[] => {
    // Of samples it is all that were measured before, and not those alone who were measured twice.
    const baseline = measured.get(name) ?? line.baseline;
    const per = perHour.find(([word]) => word.test(unit.trim()))?.[1];
    if (people === undefined || per === undefined || baseline === undefined || units_a_year === undefined) return [];
    const hours_a_year = (baseline * units_a_year) / per;
    return [
      {
        name,
        people: people.count,
        hours_a_year,
        hours_a_month_each: hours_a_year / people.count / 12, // not a figure: months of a year
        share_of_their_hours:
          people.hours_a_year === undefined
            ? unknown("Nobody said how many hours a year each of them works (people.hours_a_year).")
            : hours_a_year / (people.count * people.hours_a_year),
      },
    ];
  });
}

/** One timing, or another measure, of one phase; null where the row has none. */
export interface Sample {
  phase: "before" | "after";
  value: number | null;
  person: string | null;
  /** Somebody wrote a remark beside it. */
  flagged: boolean;
}

type Phase = ValueFields["outlook"]["samples"][number]["before"];
/** What samples of two phases say. */
export type SampleMeans = Omit<Answered<ValueFields["outlook"]["samples"][number]>, "name">;

const meanOf = (values: readonly number[]): number => withoutNoise(values.reduce((sum, value) => sum + value, 0) / values.length);

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : withoutNoise((sorted[half - 1]! + sorted[half]!) / 2);
}

const isMeasured = (sample: Sample): sample is Sample & { value: number } => sample.value !== null;

/**
 * Before beside after, without rows that have a remark, and of the same people where they are named. Null where a phase has no measure.
 * @example samplesOf([{ phase: "before", value: 10, person: "A", flagged: false }, { phase: "after", value: 6, person: "A", flagged: false }])?.same_people // { names: ["A"], before: 10, after: 6 }
 */
export function samplesOf(samples: readonly Sample[]): SampleMeans | null {
  const all = samples.filter(isMeasured);
  const plain = all.filter(({ flagged }) => !flagged);
  const of = (list: readonly (Sample & { value: number })[], phase: Sample["phase"]) => list.filter((one) => one.phase === phase);
  const phaseOf = (phase: Sample["phase"]): Phase | null => {
    const values = of(plain, phase).map(({ value }) => value);
    if (values.length === 0) return null;
    return {
      measured: values.length,
      mean: meanOf(values),
      median: medianOf(values),
      mean_of_all: meanOf(of(all, phase).map(({ value }) => value)),
    };
  };
  const [before, after] = [phaseOf("before"), phaseOf("after")];
  if (before === null || after === null) return null;
  const people = groupBy(
    plain.filter(({ person }) => person !== null),
    ({ person }) => person!.trim().toLowerCase(),
  );
  const twice = [...people.values()].filter((own) => of(own, "before").length > 0 && of(own, "after").length > 0);
  const both = twice.flat();
  return {
    flagged: all.length - plain.length,
    unmeasured: samples.length - all.length,
    before,
    after,
    same_people:
      both.length === 0
        ? unknown("No column names people, or nobody was measured both times.")
        : {
            names: twice.map((own) => own[0]!.person!.trim()),
            before: meanOf(of(both, "before").map(({ value }) => value)),
            after: meanOf(of(both, "after").map(({ value }) => value)),
          },
    once: [...people.values()].filter((own) => !twice.includes(own)).map((own) => own[0]!.person!.trim()),
  };
}

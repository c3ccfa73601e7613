import * as z from "zod";
import { daysBetween } from "../../core/dates.ts";
import { isKnown, type Known, known, mapKnown, unknown } from "../../core/known.ts";
import { groupBy } from "../../core/order.ts";
import { Problem } from "../../core/problem.ts";
import type { ReadTable, TableField } from "../../core/table.ts";
import { IsoDate } from "../../core/vocabulary.ts";
import { knowledgeOf } from "../../tables/knowledge.ts";
import { stagedRows } from "../../tables/staged-rows.ts";
import { AsOfParam, CurrencyParam, inWords, LimitParam, OffsetParam, readingOptions, tableParams } from "../../tool/params.ts";
import { defineTool } from "../../tool/tool.ts";
import { OnboardingFields } from "./answer.ts";
import { FIRST_VALUE, lastMilestone, stretchesOf, waitsIn } from "./milestones.ts";
import { mixOf, writtenDays } from "./mix.ts";
import { attentionOf, blockedOf, cutsOf, splitOf } from "./periods.ts";
import {
  atOnceOf,
  CustomerRow,
  customersRead,
  type Onboarding,
  type OnboardingFigures,
  onboardingReads,
  onboardings,
} from "./question.ts";
import { dayReached, groupSpeeds, middleStart, reachedBy, speedOf, trendOf } from "./speed.ts";
import { onboardingWarnings, wordOnboarding } from "./words.ts";

const MANY = 40; // not a figure: customers from which half-years are told apart without being asked
const PAGE = 15; // not a figure: rows of one page

const Input = z.strictObject({
  as_of: AsOfParam,
  customers: inWords(
    z.array(CustomerRow).min(1),
    "account, start, value_on, left_on, milestones {name: date}, segment, csm, arr",
  ).optional(),
  ...tableParams,
  value: z.string().describe("Header of first value").optional(),
  milestones: inWords(z.array(z.string()), "In order").optional(),
  by: inWords(
    z.strictObject({
      segment: z.string().optional(),
      csm: z.string().optional(),
      since: z.union([IsoDate, z.array(IsoDate).min(1)]).optional(),
      exclude: z.array(z.string().min(1)).optional(),
    }),
    "{segment, csm: headers, since: date}",
  ).optional(),
  currency: CurrencyParam.optional(),
  limit: LimitParam.optional(),
  offset: OffsetParam.optional(),
});
type Input = z.infer<typeof Input>;

const usedOfTable: TableField[] = ["start", "owner", "segment"];

export const measureOnboarding = defineTool({
  name: "measure_onboarding",
  title: "Measure time to value",
  description:
    "How long onboarding takes, those who wait counted: faster or only its look, by segment and CSM, who is stuck where. Table or customers.",
  reads: onboardingReads,
  input: Input,
  output: OnboardingFields,
  asks: ["who", "since"],
  lists: [
    { list: "groups", least: 0 },
    { list: "reached_by", least: 2 },
    { list: "still_waiting", least: 5 }, // not a figure: rows that stay before other lists give way
    { list: "stretches", least: 4 }, // not a figure: rows that stay before other lists give way
    { list: "groups", least: 2 },
    { list: "trend.cohorts", least: 6 }, // not a figure: rows that stay before other lists give way
    { list: "stretches", least: 2 },
    { list: "reached_by", least: 2 },
    { list: "still_waiting", least: 3 }, // not a figure: rows that stay before other lists give way
    { list: "trend.cohorts", least: 2 },
    { list: "still_waiting", least: 0 },
    { list: "attention", least: 20 }, // not a figure: rows that stay before other lists give way
    { list: "blocked", least: 20 }, // not a figure: rows that stay before other lists give way
  ],
  async run(given, figures, ports) {
    const { input, leftColumn } = underOwnNames(given);
    if ((input.table === undefined) === (input.customers === undefined))
      throw new Problem({
        what: input.table === undefined ? "There are no customers." : "customers and table are both given.",
        remedy: 'Give a table with value: "header of the date of first value", or customers with account, start and value_on.',
      });
    const table =
      input.table === undefined
        ? null
        : await ports.readTable(input.table, readingOptions(input, { always: ["account"], if_present: usedOfTable }));
    const read =
      table === null
        ? null
        : customersOfTable(table, input, leftColumn, {
            most: knowledgeOf(ports.library).limits.contradiction_share,
            words: figures.remarkWords.value,
          });
    const all = onboardings(read?.customers ?? input.customers ?? [], input.as_of, figures.remarkWords.value);
    const atOnce = atOnceOf(all, figures.atOnceShare.value);
    const rows = all.filter((row) => !atOnce.includes(row));
    const { steps, ...speed } = speedOf(rows, figures);
    const stuck_after = dayReached(steps, figures.stuckShare.value);
    const waiting = rows
      .filter(({ state }) => state === "waiting")
      .sort((a, b) => b.days - a.days || (a.account < b.account ? -1 : 1));
    const ageOf = ({ start }: Onboarding) => daysBetween(start, input.as_of);
    const reached_by = reachedBy(rows, steps, figures.days.value, ageOf);
    const yardstick = typeof speed.median === "number" ? speed.median : figures.days.value[0]!;
    const followed = { yardstick, ageOf };
    const order = orderOf(rows, input, read?.stages);
    const slowest = rows.reduce<number | null>(
      (most, { state, days }) => (state === "reached" && (most === null || days > most) ? days : most),
      null,
    );
    // Where nine in ten have not arrived, who waits longer than the slowest arrival is stuck.
    const stuckAfter = typeof stuck_after === "number" ? stuck_after : known(slowest, "Nobody has arrived yet.");
    const cuts = cutsOf(rows, given.by?.since === undefined ? undefined : [given.by.since].flat(), middleStart(rows));
    const split = splitOf(rows, cuts, followed, figures);
    // Where the caller parts the periods, or a table does, the halves of the list say nothing more.
    const named = isKnown(split) && (given.by?.since !== undefined || rows.length >= MANY);
    const inSplit = unknown("The periods of split hold it.");
    const measured = {
      split: named ? split : inSplit,
      speed,
      reached_by,
      trend: {
        ...trendOf(rows, yardstick, followed.ageOf, figures),
        mix: mixOf(rows, figures.explainedByMix.value, isKnown(split) ? cuts.at(-1) : undefined),
      },
      groups: [
        ...groupSpeeds(rows, "segment", ({ segment }) => segment, figures, followed),
        ...groupSpeeds(rows, "csm", ({ csm }) => csm, figures, followed),
      ],
      stretches: stretchesOf(rows, order, figures),
      even: evenIn(rows, order, figures),
      waiting,
      stuck_after,
      slowest,
      atOnce,
      left: rows.filter(({ state }) => state === "left"),
      written: writtenDays(rows, order[0]),
      read,
    };
    const { mean_at_least, ...top } = speed;
    const currency = input.currency ?? table?.currency ?? ports.defaults.currency ?? "";
    const { offset = 0, limit = PAGE } = input;
    return {
      fields: {
        ...top,
        stuck_after,
        reached_by,
        trend: {
          ...measured.trend,
          mean_at_least,
          mix:
            isKnown(split) && isKnown(measured.trend.mix) && !/^(?:hides|explains)/.test(measured.trend.mix.verdict)
              ? inSplit
              : measured.trend.mix,
          written:
            isKnown(measured.written) && measured.written.from_start === measured.written.checked
              ? unknown("They fit the dates.")
              : measured.written,
          cohorts:
            isKnown(split) && split.groups.length > 0
              ? measured.trend.cohorts.map((one) => ({ ...one, by_group: [] }))
              : measured.trend.cohorts,
          earlier_half: named ? inSplit : mapKnown(measured.trend.earlier_half, (half) => ({ ...half, stretches: [] })),
          later_half: named ? inSplit : mapKnown(measured.trend.later_half, (half) => ({ ...half, stretches: [] })),
        },
        groups: measured.groups.map((one) => {
          const own = rows.filter(({ csm, segment }) => (one.kind === "csm" ? csm : segment) === one.group);
          return {
            ...one,
            stretches: stretchesOf(own, order, figures).stretches.map(
              ({ entered: _, share: __, longest_waiting_days: ___, slowest: ____, ...row }) => row,
            ),
          };
        }),
        stretches: measured.stretches.stretches,
        still_waiting: waiting.slice(offset, offset + limit).map((row) => ({
          ...lineOf(row, stuckAfter),
          ...waitsIn(row, measured.stretches.stretches),
          ...(row.stage === null ? {} : { stage: row.stage }),
        })),
        still_waiting_total: waiting.length,
        stuck_total: mapKnown(stuckAfter, (after) => waiting.filter(({ days }) => days > after).length),
        split,
        blocked: blockedOf(waiting),
        attention: attentionOf(waiting),
        without_users: {
          accounts: (read?.empty ?? []).map(({ account }) => account),
          live_with_them: speed.reached + (read?.empty ?? []).length,
        },
        at_once: {
          accounts: atOnce.map(({ account }) => account),
          live_with_them: speed.reached + atOnce.length,
          mean_with_them: mapKnown(
            speed.mean_of_reached,
            (mean) => atOnce.reduce((sum, { days }) => sum + days, mean * speed.reached) / (speed.reached + atOnce.length),
          ),
        },
        charts: [
          {
            kind: "steps" as const,
            title: "Share that has reached first value",
            list: "reached_by",
            label: "day",
            values: ["reached", "low", "high"],
          },
          { kind: "bars" as const, title: "Median days of each stretch", list: "stretches", label: "to", values: ["median"] },
        ],
      },
      ...wordOnboarding(measured, currency),
      warnings: onboardingWarnings(measured, figures.fewAccounts.value),
    };
  },
});

/** Stretches whose dates are too even, by CSM where one is known, else of all. */
function evenIn(rows: readonly Onboarding[], order: readonly string[], figures: OnboardingFigures) {
  const groups = groupBy(rows, ({ csm }) => csm);
  return [...groups].flatMap(([group, own]) =>
    stretchesOf(own, order, figures).stretches.flatMap(({ from, to, passed, even_count: count, even_days: days }) =>
      isKnown(days) ? [{ group, from, to, count, of: passed, days }] : [],
    ),
  );
}

function lineOf(row: Onboarding, stuckAfter: Known<number>) {
  const not = (what: string) => unknown(`No ${what} is given.`);
  return {
    account: row.account,
    days: row.days,
    stuck: typeof stuckAfter === "number" ? row.days > stuckAfter : unknown("Nobody has arrived yet."),
    after: lastMilestone(row),
    csm: row.csm ?? not("CSM"),
    segment: row.segment ?? not("segment"),
    arr: known(row.arr, "No amount is given."),
    remark: known(row.remark, "None is given."),
    on_hold: row.remark_says === "hold",
  };
}

/** The milestones in the caller's order, else in the order of their usual day, and the first value after them; none where only that is known. */
function orderOf(rows: readonly Onboarding[], { milestones, value }: Input, stages: readonly string[] | undefined): string[] {
  const given = milestones ?? stages;
  const seen = new Map<string, number[]>();
  for (const { milestones } of rows) for (const [name, day] of milestones) seen.set(name, [...(seen.get(name) ?? []), day]);
  const middle = (name: string) => [...seen.get(name)!].sort((a, b) => a - b)[Math.floor(seen.get(name)!.length / 2)]!;
  const names = (given ?? [...seen.keys()].sort((a, b) => middle(a) - middle(b))).filter(
    (name) => name !== value && name !== FIRST_VALUE,
  );
  return names.length === 0 ? [] : [...names, FIRST_VALUE];
}

/** columns may name what customers name: value_on, left_on and csm beside the fields every table has. */
function underOwnNames(given: Input): { input: Input; leftColumn: string | undefined } {
  const { value_on, left_on, csm, ...columns } = given.columns ?? {};
  if (csm !== undefined) columns.owner = csm;
  const value = given.value ?? value_on ?? undefined;
  const input = { ...given, columns, ...(value === undefined ? {} : { value }) };
  return { input, leftColumn: left_on ?? undefined };
}

/** The customers of a table, with its headers. Throws Problem that lists the headers where none is a value, and asks where too many rows cannot be. */
function customersOfTable(
  table: ReadTable,
  input: Input,
  left: string | undefined,
  { most, words }: { most: number; words: OnboardingFigures["remarkWords"]["value"] },
) {
  const { value, milestones, by = {}, skip_bad_rows } = input;
  const all = Object.keys(table.records[0]?.cells ?? {});
  const missing = [value, ...(milestones ?? []), by.segment, by.csm, left].filter(
    (header) => header !== undefined && !all.includes(header),
  );
  if (missing.length)
    throw new Problem({
      what: `The table has no column ${missing.map((one) => `"${one}"`).join(", ")}.`,
      remedy: `Give value, milestones and columns.left_on as headers of the table: ${all.join(", ")}.`,
    });
  const { rows, headers } = stagedRows(table, {
    value,
    milestones,
    segment: by.segment,
    csm: by.csm,
    left,
    dates: input.reading?.dates,
  });
  if (headers.value === undefined)
    throw new Problem({
      what: "Which column holds the day of the first value?",
      remedy: `Give value, milestones and columns.left_on as headers of the table: ${all.join(", ")}.`,
    });
  const start = headers.start ?? "start";
  const read = customersRead(
    rows,
    { start, value: headers.value },
    {
      asOf: input.as_of,
      words,
      exclude: by.exclude,
      most: skip_bad_rows === true ? 1 : most,
      remedy:
        'Correct them, name the columns with columns: {"start": "your header"} and value: "your header", or set skip_bad_rows to leave these rows out.',
    },
  );
  return { ...read, rows: rows.length, stages: headers.stages, start, days: headers.days };
}

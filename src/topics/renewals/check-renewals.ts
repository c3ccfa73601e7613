import * as z from "zod";
import { dayNumber } from "../../core/dates.ts";
import { shown } from "../../core/kinds.ts";
import { isExactMoney, isTooLarge, sumMoney, withoutNoise } from "../../core/money.ts";
import { groupBy, largest } from "../../core/order.ts";
import { faultIf, Problem, shownPlaces } from "../../core/problem.ts";
import type { Table, TableRecord } from "../../core/table.ts";
import { IsoDate } from "../../core/vocabulary.ts";
import { rowArr, rowsAt } from "../tiers/book.ts";
import type { CategoryProbabilities } from "./answer.ts";

/** One contract that comes up for renewal, as a caller gives it. Money in major units, rates as fractions; null means unknown. */
export const RenewalRow = z.strictObject({
  account: z.string().min(1).nullish(),
  owner: z.string().nullish(),
  arr: shown.money(),
  health: z.number().nullish(),
  probability: z.number().nullish(),
  category: z.string().nullish(),
  light: z.enum(["green", "yellow", "red"]).nullish(),
  /** The same call as the category "committed". */
  committed: z.boolean().nullish(),
  renewal_date: IsoDate.nullish(),
  notice_days: shown.days().nullish(),
  /** False where the customer must sign to go on, so that the end of term is the deadline. */
  auto_renews: z.boolean().nullish(),
  /** The day of a break or yearly opt-out inside a longer term; it goes before the renewal date. */
  decision_date: IsoDate.nullish(),
  multi_year_no_decision: z.boolean().nullish(),
  notice_served: z.boolean().nullish(),
  /** What the owner says will be kept. */
  called: shown.money().nullish(),
  outcome: z.enum(["renewed", "lost", "open"]).nullish(),
  retained: shown.count().nullish(),
  uplift: shown.money().nullish(),
  /** Share of the ARR kept when it renews; all of it unless stated. */
  value_fraction: z.number().nullish(),
});
export type RenewalRow = z.infer<typeof RenewalRow>;

/** A row that passed the checks: named, with its category settled. */
export interface Renewal {
  account: string;
  owner: string | null;
  /** Its place in the list, by which it is known from others of its account. */
  place: number;
  arr: number;
  health: number | null;
  probability: number | null;
  category: string | null;
  light: "green" | "yellow" | "red" | null;
  renewal_date: string | null;
  notice_days: number | null;
  auto_renews: boolean | null;
  decision_date: string | null;
  multi_year_no_decision: boolean;
  notice_served: boolean;
  called: number | null;
  outcome: "renewed" | "lost" | "open";
  retained: number | null;
  uplift: number | null;
  value_fraction: number;
}

/** The call that the flag `committed` stands for. */
const COMMITTED = "committed";

/** As many days as four digits hold; more is a slip of the pen. */
const LONGEST_NOTICE = 10_000; // not a figure: days no notice can have, some 27 years

const outside = (value: number | null | undefined, low: number, high: number) =>
  value !== null && value !== undefined && !(value >= low && value <= high);

/** "At-risk" and "at risk" are the category at_risk. */
const categoryName = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, "_");

function moneyFaults(row: RenewalRow): string[] {
  const names = ["arr", "called", "retained", "uplift"] as const;
  return names.flatMap((name) => {
    const amount = row[name];
    if (amount === null || amount === undefined) return [];
    if (amount < 0 || isTooLarge(amount))
      return faultIf(true, amount < 0 ? `${name} is ${amount}; give an amount of 0 or more` : `${name} is too large to be exact`);
    return faultIf(!isExactMoney(amount), () => `${name} is ${amount}, finer than a hundredth; give it in whole currency units`);
  });
}

function faultsOf(row: RenewalRow, categories: readonly string[]): string[] {
  const { arr, retained, uplift, outcome, category } = row;
  const decided = outcome === "renewed" || outcome === "lost";
  const excess = retained === null || retained === undefined ? 0 : Math.max(0, sumMoney([retained, -arr]));
  const notice = row.notice_days;
  const named = category === null || category === undefined ? null : categoryName(category);
  return [
    ...moneyFaults(row),
    ...faultIf(
      outside(row.probability, 0, 1),
      () => `probability is ${row.probability}; give a fraction from 0 to 1, 0.85 for 85%`,
    ),
    ...faultIf(outside(row.health, 0, 100), () => `health is ${row.health}; give a score from 0 to 100`),
    ...faultIf(
      outside(row.value_fraction, 0, 1),
      () => `value_fraction is ${row.value_fraction}; give the share kept, from 0 to 1`,
    ),
    ...faultIf(
      outside(notice, 0, LONGEST_NOTICE - 1) || !Number.isInteger(notice ?? 0),
      () => `notice_days is ${notice}; give whole days, 0 or more, in at most four digits`,
    ),
    ...faultIf(
      named !== null && !categories.includes(named),
      () => `category is "${category}"; the categories are ${categories.join(", ")}`,
    ),
    ...faultIf(
      row.committed === true && named !== null && ![COMMITTED, "commit"].includes(named),
      () => `committed is true and category is "${category}"; keep one of them`,
    ),
    ...faultIf(
      row.multi_year_no_decision === true && Boolean(row.decision_date),
      "multi_year_no_decision is true and decision_date is given; keep one of them",
    ),
    ...faultIf(
      !decided && retained !== null && retained !== undefined,
      () => `retained is given and outcome is ${outcome ?? "not given"}; say outcome renewed or lost`,
    ),
    ...faultIf(
      outcome === "lost" && (retained ?? 0) + (uplift ?? 0) > 0,
      "outcome is lost and something was retained; a smaller renewal is renewed, with the amount retained",
    ),
    ...faultIf(
      excess > 0 && uplift !== null && uplift !== undefined && sumMoney([uplift, -excess]) !== 0,
      () => `retained exceeds arr by ${excess} and uplift says ${uplift}; make them agree or leave uplift out`,
    ),
  ];
}

/**
 * The rows as renewals: each named, its category settled (the flag committed is the category of that name), unknown as null.
 * Throws Problem that lists every impossible row: negative money, rates outside 0 to 1, unknown categories, outcomes that contradict
 * their amounts, dates that do not exist.
 * @example checkRenewals([{ arr: 100, health: 85 }], categories)[0].account // "Renewal 1"
 */
export function checkRenewals(
  rows: readonly RenewalRow[],
  probabilities: CategoryProbabilities,
  placeOf: (index: number) => string = (index) => `renewals[${index}]`,
): Renewal[] {
  const categories = probabilities.map(({ category }) => category);
  const places: string[] = [];
  rows.forEach((row, index) => {
    for (const fault of faultsOf(row, categories))
      places.push(`${placeOf(index)}, account ${row.account ?? "not given"}: ${fault}`);
  });
  if (places.length)
    throw new Problem({
      what: "These renewals cannot be right:",
      places: shownPlaces(places),
      remedy: "Correct them, or leave out what is not known.",
    });
  return rows.map((row, index): Renewal => {
    for (const date of [row.renewal_date, row.decision_date]) if (date) dayNumber(date);
    const category = row.category ?? (row.committed === true ? COMMITTED : null);
    return {
      account: row.account ?? `Renewal ${index + 1}`,
      owner: row.owner ?? null,
      place: index,
      arr: row.arr,
      health: row.health ?? null,
      probability: row.probability ?? null,
      category: category === null ? null : categoryName(category),
      light: row.light ?? null,
      renewal_date: row.renewal_date ?? null,
      notice_days: row.notice_days ?? null,
      auto_renews: row.auto_renews ?? null,
      decision_date: row.decision_date ?? null,
      multi_year_no_decision: row.multi_year_no_decision ?? false,
      notice_served: row.notice_served ?? false,
      called: row.called ?? null,
      outcome: row.outcome ?? "open",
      retained: row.retained ?? null,
      uplift: row.uplift ?? null,
      value_fraction: row.value_fraction ?? 1,
    };
  });
}

/** Health that does not look like points of a hundred: nobody is above `top`, and it is read as 0 to `read_as`. */
export interface ScaleDoubt {
  top: number;
  read_as: number;
}

/** The scale health is most often told on where it is not a hundred. */
const TENTHS = 10; // not a figure: the other scale people use

/**
 * The rows with health as points of a hundred. Where nobody is above `doubtfulTop`, a scale of 0 to 10 is the likelier one and is told as a doubt;
 * a single low score is taken as it stands, which is told too. `scale` is the top the caller stated. Throws Problem where several scales fit.
 * @example inHundreds([{ arr: 1, health: 9 }, { arr: 1, health: 7 }], null, 10).rows[0].health // 90
 */
export function inHundreds(
  rows: readonly RenewalRow[],
  scale: number | null,
  doubtfulTop: number,
): { rows: readonly RenewalRow[]; doubt: ScaleDoubt | null } {
  const scores = rows.flatMap(({ health }) => (health === null || health === undefined ? [] : [health]));
  const top = largest(scores);
  const read = (read_as: number) =>
    rows.map((row) =>
      row.health === null || row.health === undefined ? row : { ...row, health: withoutNoise((row.health * 100) / read_as) },
    );
  if (scale !== null) return { rows: scale === 100 ? rows : read(scale), doubt: null };
  if (scores.length === 0 || top <= 0 || top > doubtfulTop) return { rows, doubt: null };
  if (scores.length === 1) return { rows, doubt: { top, read_as: 100 } };
  if (top <= TENTHS / 2)
    throw new Problem({
      what: `No health is above ${top}, so its scale is not clear.`,
      remedy: `Say its top with reading, such as {scale: 5}, {scale: 10} or {scale: 100}.`,
    });
  return { rows: read(TENTHS), doubt: { top, read_as: TENTHS } };
}

/** An account list's rows, those whose contract ended among them where the table says how; else the rows in force on the day. */
function rowsOf(table: Table, asOf: string | null): TableRecord[] {
  if (table.shape !== "accounts") return rowsAt(table, asOf);
  const open = table.records.filter(({ outcome, gone }) => outcome === null && !gone);
  return [...table.records.filter(({ outcome, gone }) => outcome !== null || gone), ...rowsAt({ ...table, records: open }, asOf)];
}

/** A status such as "renewed" decides where the same column calls others open; alone it may only say that somebody is a customer. */
function renewedByStatus(table: Table, record: TableRecord): boolean {
  const header = table.columns.find(({ field }) => field === "status")?.header ?? "";
  const renewed = /^(?:(?:auto.?)?renewed|(?:closed )?won|signed)$/i.test((record.cells[header] ?? "").trim());
  return renewed && table.records.some(({ cells }) => /^(?:open|pending|in progress)\b/i.test((cells[header] ?? "").trim()));
}

/** "Churned: no" says that a customer is still there and not that it has renewed; only words of renewal decide a date ahead. */
function outcomeOf(table: Table, record: TableRecord, asOf: string | null): RenewalRow["outcome"] {
  if (record.outcome === "lost" || record.gone || record.category === "lost") return "lost";
  if (record.category === "closed" || renewedByStatus(table, record)) return "renewed";
  if (record.outcome === null) return null;
  const header = table.columns.find(({ field }) => field === "outcome")?.header ?? "";
  const date = record.decision_date ?? record.renewal_date ?? record.end;
  const saysRenewed = /renew|won\b/i.test(`${header} ${record.cells[header] ?? ""}`);
  return saysRenewed || (asOf !== null && date !== null && date < asOf) ? "renewed" : null;
}

/** The row of the same account that takes over on the day a row ends, which is how a renewal that is signed stands in a list of contracts. */
function successorOf(table: Table): (record: TableRecord) => TableRecord | null {
  const byRow = new Map(table.records.map((record) => [record.row, record]));
  const starts = groupBy(
    table.records.filter(({ start }) => start !== null),
    ({ account, start }) => JSON.stringify([account, start]),
  );
  return (record) => {
    if (record.successor !== null) return byRow.get(record.successor) ?? null;
    const next = starts.get(JSON.stringify([record.account, record.end ?? record.renewal_date])) ?? [];
    return next.length === 1 && next[0] !== record ? next[0]! : null;
  };
}

/**
 * The renewals of a table, one a row, with ARR a year in major units; the end of a contract stands for its renewal date where no other is
 * given, and a contract whose successor stands in the table has renewed at the successor's amount. Each with its row, for messages.
 * Throws Problem for what rowsAt and rowArr refuse.
 * @example renewalsOfTable(table, "2026-01-01")[0].renewal // { account: "Acme", arr: 100000, renewal_date: "2026-03-31", ... }
 */
export function renewalsOfTable(table: Table, asOf: string | null): { row: number; renewal: RenewalRow }[] {
  const rows = rowsOf(table, asOf).sort((a, b) => a.row - b.row);
  const next = successorOf(table);
  const arrOf = rowArr(table, [...new Set([...rows, ...rows.flatMap((row) => next(row) ?? [])])]);
  return rows.map((record) => {
    const successor = next(record);
    const arr = sumMoney([arrOf(record)]);
    return {
      row: record.row,
      renewal: {
        account: record.account,
        owner: record.owner,
        arr,
        health: record.health,
        light: record.light,
        probability: record.probability,
        category: record.category,
        renewal_date: record.renewal_date ?? record.end,
        notice_days: record.notice_days,
        auto_renews: record.auto_renew,
        decision_date: record.decision_date,
        notice_served: record.notice_served,
        outcome: successor === null ? outcomeOf(table, record, asOf) : "renewed",
        ...(successor === null ? {} : { retained: sumMoney([arrOf(successor)]) }),
      },
    };
  });
}

import { dayNumber } from "../../core/dates.ts";
import { isExactMoney, isTooLarge, sumMoney } from "../../core/money.ts";
import { Problem, shownPlaces } from "../../core/problem.ts";
import type { Table, TableRecord } from "../../core/table.ts";
import { rowArr, rowsAt } from "../tiers/book.ts";
import type { CategoryProbabilities } from "./answer.ts";
import type { Renewal, RenewalRow } from "./place-renewals.ts";

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
    if (amount < 0) return [`${name} is ${amount}; give an amount of 0 or more`];
    if (isTooLarge(amount)) return [`${name} is too large to be exact`];
    return isExactMoney(amount) ? [] : [`${name} is ${amount}, finer than a hundredth; give it in whole currency units`];
  });
}

function faultsOf(row: RenewalRow, categories: readonly string[]): string[] {
  const { arr, retained, uplift, outcome, category } = row;
  const decided = outcome === "renewed" || outcome === "lost";
  const excess = retained === null || retained === undefined ? 0 : Math.max(0, sumMoney([retained, -arr]));
  const notice = row.notice_days;
  return [
    ...moneyFaults(row),
    outside(row.probability, 0, 1) ? `probability is ${row.probability}; give a fraction from 0 to 1, 0.85 for 85%` : null,
    outside(row.health, 0, 100) ? `health is ${row.health}; give a score from 0 to 100` : null,
    outside(row.value_fraction, 0, 1) ? `value_fraction is ${row.value_fraction}; give the share kept, from 0 to 1` : null,
    outside(notice, 0, LONGEST_NOTICE - 1) || !Number.isInteger(notice ?? 0)
      ? `notice_days is ${notice}; give whole days, 0 or more, in at most four digits`
      : null,
    category !== null && category !== undefined && !categories.includes(categoryName(category))
      ? `category is "${category}"; the categories are ${categories.join(", ")}`
      : null,
    row.committed === true && category !== null && category !== undefined && categoryName(category) !== COMMITTED
      ? `committed is true and category is "${category}"; keep one of them`
      : null,
    row.multi_year_no_decision === true && row.decision_date
      ? "multi_year_no_decision is true and decision_date is given; keep one of them"
      : null,
    !decided && retained !== null && retained !== undefined
      ? `retained is given and outcome is ${outcome ?? "not given"}; say outcome renewed or lost`
      : null,
    outcome === "lost" && (retained ?? 0) + (uplift ?? 0) > 0
      ? "outcome is lost and something was retained; a smaller renewal is renewed, with the amount retained"
      : null,
    excess > 0 && uplift !== null && uplift !== undefined && sumMoney([uplift, -excess]) !== 0
      ? `retained exceeds arr by ${excess} and uplift says ${uplift}; make them agree or leave uplift out`
      : null,
  ].filter((fault) => fault !== null);
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
  const named = rows.map((row, index) => ({ row, place: `${placeOf(index)}, account ${row.account ?? "not given"}` }));
  const places = named.flatMap(({ row, place }) => faultsOf(row, categories).map((fault) => `${place}: ${fault}`));
  if (places.length)
    throw new Problem({
      what: "These renewals cannot be right:",
      places: shownPlaces(places),
      remedy: "Correct them, or leave out what is not known.",
    });
  return named.map(({ row, place }, index): Renewal => {
    for (const date of [row.renewal_date, row.decision_date]) if (date) dayNumber(date);
    const category = row.category ?? (row.committed === true ? COMMITTED : null);
    return {
      account: row.account ?? `Renewal ${index + 1}`,
      place,
      arr: row.arr,
      health: row.health ?? null,
      probability: row.probability ?? null,
      category: category === null ? null : categoryName(category),
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

/** An account list's rows, those whose contract ended among them where the table says how; else the rows in force on the day. */
function rowsOf(table: Table, asOf: string | null): TableRecord[] {
  if (table.shape !== "accounts") return rowsAt(table, asOf);
  const open = table.records.filter(({ outcome, gone }) => outcome === null && !gone);
  return [...table.records.filter(({ outcome, gone }) => outcome !== null || gone), ...rowsAt({ ...table, records: open }, asOf)];
}

/** "Churned: no" says that a customer is still there and not that it has renewed; only words of renewal decide a date ahead. */
function outcomeOf(table: Table, record: TableRecord, asOf: string | null): RenewalRow["outcome"] {
  if (record.outcome === "lost" || record.gone || record.category === "lost") return "lost";
  if (record.successor !== null || record.category === "closed") return "renewed";
  if (record.outcome === null) return null;
  const header = table.columns.find(({ field }) => field === "outcome")?.header ?? "";
  const date = record.decision_date ?? record.renewal_date ?? record.end;
  const saysRenewed = /renew|won\b/i.test(`${header} ${record.cells[header] ?? ""}`);
  return saysRenewed || (asOf !== null && date !== null && date < asOf) ? "renewed" : null;
}

/** Chances of words in a table, by word. */
export interface WordChances {
  light: ReadonlyMap<string, number>;
  category: ReadonlyMap<string, number>;
}

/** The calls that the forecast's own categories are, by their name in a CRM. */
const ownCategory: Readonly<Record<string, string>> = {
  commit: COMMITTED,
  most_likely: "likely",
  at_risk: "at_risk",
  critical: "critical",
};

/** The evidence that a row's words are: a category of the forecast's own, else the chance of the call or of the light. */
function evidenceOf(
  { category, light, probability, health }: TableRecord,
  chances: WordChances,
): Pick<RenewalRow, "category" | "probability" | "health"> {
  const own = category === null ? null : (ownCategory[category] ?? (chances.category.has(category) ? null : category));
  const ofCall = category === null || own !== null ? null : (chances.category.get(category) ?? null);
  const ofLight = light === null || category !== null || health !== null ? null : (chances.light.get(light) ?? null);
  return { category: own, probability: probability ?? ofCall ?? ofLight, health };
}

/** Whether a table's words stand for chances nobody has tested. */
export const usesWordChances = (table: Table): boolean =>
  table.records.some(({ category, light, probability }) => probability === null && (category !== null || light !== null));

/**
 * The renewals of a table, one a row, with ARR a year in major units; the end of a contract stands for its renewal date where no other is
 * given. Each with its row, for messages. Throws Problem for what rowsAt and rowArr refuse.
 * @example renewalsOfTable(table, "2026-01-01")[0].renewal // { account: "Acme", arr: 100000, renewal_date: "2026-03-31", ... }
 */
export function renewalsOfTable(
  table: Table,
  asOf: string | null,
  chances: WordChances = { light: new Map(), category: new Map() },
): { row: number; renewal: RenewalRow }[] {
  const rows = rowsOf(table, asOf).sort((a, b) => a.row - b.row);
  const arrOf = rowArr(table, rows);
  const byRow = new Map(table.records.map((record) => [record.row, record]));
  const upliftOf = (record: TableRecord): number | null => {
    const next = record.successor === null ? undefined : byRow.get(record.successor);
    return next === undefined ? null : Math.max(0, sumMoney([rowArr(table, [next])(next), -arrOf(record)]));
  };
  const retainedOf = (record: TableRecord): number | null => {
    const next = record.successor === null ? undefined : byRow.get(record.successor);
    return next === undefined ? null : Math.min(rowArr(table, [next])(next), arrOf(record));
  };
  return rows.map((record) => ({
    row: record.row,
    renewal: {
      account: record.account,
      arr: sumMoney([arrOf(record)]),
      ...evidenceOf(record, chances),
      retained: retainedOf(record),
      uplift: upliftOf(record),
      renewal_date: record.renewal_date ?? record.end,
      notice_days: record.notice_days,
      auto_renews: record.auto_renew,
      decision_date: record.decision_date,
      notice_served: record.notice_served,
      outcome: outcomeOf(table, record, asOf),
    },
  }));
}

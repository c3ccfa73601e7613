import { type Answered, isKnown, type Known, known, unknown } from "../../core/known.ts";
import { annualAmount, sumMoney } from "../../core/money.ts";
import { payingRows } from "../../core/paying-rows.ts";
import type { ReadTable, Table, TableField, TableRecord } from "../../core/table.ts";

/** What a table adds up to. Money in major units of one currency, dates ISO. */
export interface TableTotals {
  accounts: number;
  paying_accounts: number | null;
  amount: number | null;
  arr: number | null;
  amount_start: number | null;
  amount_end: number | null;
  amount_left_out: number;
  owners: number | null;
  first_date: string | null;
  last_date: string | null;
}

type Picked = "amount" | "amount_start" | "amount_end";

function datesOf(table: Table): string[] {
  return table.records.flatMap((record) => [record.month, record.start, record.end].filter((date) => date !== null)).sort();
}

function totalOf(table: Table, records: readonly TableRecord[], field: Picked): Known<number> {
  if (table.issues.some((one) => one.code === "mixed_currencies"))
    return unknown("The amounts are in several currencies, which are never added.");
  if (records.some((record) => record[field] !== null)) return sumMoney(records.flatMap((record) => record[field] ?? []));
  return field === "amount"
    ? unknown("No column with a readable amount was found.")
    : unknown("The table has no pair of amounts to compare.");
}

function annualTotal(table: Table, records: readonly TableRecord[]): Known<number> {
  const amounts = records.flatMap(({ amount, contract_months }) =>
    amount === null ? [] : [annualAmount(amount, table.amount_unit, contract_months)],
  );
  const yearly = amounts.filter((amount) => amount !== null);
  if (table.amount_unit === "unclear")
    return unknown("Nothing says whether the amounts are yearly, monthly or a whole contract's.");
  if (yearly.length < amounts.length)
    return unknown(`${amounts.length - yearly.length} rows have a contract value and no contract months.`);
  return sumMoney(yearly);
}

/**
 * Adds up the latest state of a table. Units: major units of money.
 * @example two accounts of 1,000 a month give amount 2000 and arr 24000
 */
export function tableTotals(table: Table): Answered<TableTotals> {
  const { records } = payingRows(table);
  const amount = totalOf(table, records, "amount");
  const hasOwner = table.columns.some((column) => column.field === "owner");
  const dates = datesOf(table);
  const undated = unknown("The table has no months, starts or ends.");
  const named = records.filter(({ account }) => account !== "");
  return {
    accounts: new Set(named.map(({ account }) => account)).size,
    paying_accounts: new Set(named.filter((one) => one.amount !== null && one.amount !== 0).map(({ account }) => account)).size,
    amount,
    arr: isKnown(amount) ? annualTotal(table, records) : unknown("There is no amount to turn into a yearly one."),
    amount_start: totalOf(table, records, "amount_start"),
    amount_end: totalOf(table, records, "amount_end"),
    amount_left_out: sumMoney(table.issues.flatMap((one) => one.amount_left_out ?? [])),
    owners: hasOwner ? new Set(records.flatMap(({ owner }) => owner ?? [])).size : unknown("The table has no owner column."),
    first_date: known(dates[0] ?? null, undated),
    last_date: known(dates.at(-1) ?? null, undated),
  };
}

const components: readonly TableField[] = ["usage", "engagement", "relationship", "support", "financial"];

/** Columns that only the owner of accounts keeps: a week can be planned with them. */
const weekly = ["last_contact", "promise_due", "escalations", "put_off"] as const;

/**
 * The tools a table can feed as it was read: retention needs amounts at two times, plans a yearly amount an account, a health score its
 * parts or a score, a forecast renewal dates, and so on.
 * @example a list of accounts with ARR gives ["design_tiers", "size_team", "build_blueprint"]
 */
export function readyFor(table: ReadTable, totals: TableTotals, work: "feedback" | "losses" | "log" | null = null): string[] {
  const fields = new Set(table.columns.flatMap(({ field }) => field ?? []));
  const surveyed = fields.has("score") ? ["score_surveys"] : [];
  if (table.shape === "stakeholders") return fields.has("contact") ? ["map_stakeholders"] : [];
  if (table.shape === "survey") return surveyed;
  if (!fields.has("account") || table.records.every(({ account }) => account === "")) return [];
  if (work !== null) return [work === "feedback" ? "roll_up_feedback" : "review_losses"];
  const spans = table.shape === "snapshots" || table.shape === "subscriptions";
  const compares = (spans && totals.amount !== null) || (totals.amount_start !== null && totals.amount_end !== null);
  const dated = !table.issues.some((one) => one.code === "dates_unclear" || one.code === "dates_mixed");
  const ends = !table.reading.questions.some(({ asks }) => asks === "until");
  const plans = totals.arr !== null;
  const lives = spans ? dated && ends : fields.has("tenure_months") && fields.has("outcome");
  const parts = components.filter((field) => fields.has(field)).length > 1;
  const scores = parts || fields.has("health") || (fields.has("score") && fields.has("outcome"));
  const lights = table.records.some(({ light }) => light !== null);
  const renews = !spans && plans && dated && fields.has("renewal_date");
  return [
    ...(compares && (dated || !spans) && (ends || !spans) ? ["compute_nrr"] : []),
    ...(lives ? ["analyze_cohorts"] : []),
    ...(scores && !spans && !lights ? ["score_health"] : []),
    ...(surveyed.length > 0 && !spans && !fields.has("outcome") ? surveyed : []),
    ...(renews ? ["forecast_renewals"] : []),
    ...(plans ? ["design_tiers", "size_team", "build_blueprint"] : []),
    ...(!spans && weekly.some((field) => fields.has(field)) ? ["triage_book"] : []),
  ];
}

import type { Warning } from "../../core/answer.ts";
import { brief, grouped, plural } from "../../core/english.ts";
import { type Answered, known, unknown } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { payingRows } from "../../core/paying-rows.ts";
import type { AmountUnit, CheckedColumn, ReadTable, Table, TableField, TableIssue, TableQuestion } from "../../core/table.ts";
import { percent, shortMoney } from "../../render/numbers.ts";
import type { TableTotals } from "./table-totals.ts";

/** Issues that wait for the caller's word; their messages already ask. */
const asking = ["decimal_unclear", "decimal_mixed", "dates_unclear", "dates_mixed", "wide_months", "mixed_currencies"];
/** Two columns for one of these stop an answer; two for another field do not. */
const decisive = / can each be (account|arr|mrr|acv|tcv|amount|month|start);/;
const off = (value: number, stated: number): number => Math.max(value, stated) / Math.min(value, stated);

/** What the stated ARR tells about the unit of a sum, in one sentence. */
function unitFromStated(sum: number, stated: number): string {
  const exact = (value: number) => grouped(value);
  const [yearly, monthly] = [off(sum, stated), off(sum * 12, stated)];
  const distance = (value: number) =>
    value === stated
      ? `that is the stated ${exact(stated)}`
      : `that is ${percent(Math.abs(value - stated) / stated)} off the stated ${exact(stated)}`;
  if (Math.min(yearly, monthly) > 2)
    return `The column sums to ${exact(sum)}; neither that nor 12 times that is near the stated ${exact(stated)}.`;
  return monthly < yearly
    ? `The column sums to ${exact(sum)}; times 12 ${distance(sum * 12)}, so it looks like MRR: give reading.amount "mrr".`
    : `The column sums to ${exact(sum)}; ${distance(sum)}, so it looks like ARR: give reading.amount "arr".`;
}

/** A question with its readings, what each gives, and the parameter that settles it. */
function withReadings({ question, readings, why }: TableQuestion, currency: string | null): string {
  const lines = readings.map(({ means, accounts, amount, parameter }) => {
    const gives = [
      ...(accounts === null ? [] : [plural(accounts, "account")]),
      ...(amount === null ? [] : [show(amount, currency)]),
    ].join(", ");
    return `${means}${gives === "" ? "" : ` (${gives})`}: ${parameter}`;
  });
  const likelier = why === null ? "" : ` ${lines.length === 1 ? "That is likely" : "The first is likelier"}: ${why}.`;
  return `${question} ${lines.join("; ")}.${likelier}`;
}

/** What the caller must say before a table can be used, most pressing first. */
export function tableQuestions(table: ReadTable, totals: TableTotals, stated: number | undefined): string[] {
  const ofCells = table.issues
    .filter(({ code, message }) => asking.includes(code) || (code === "ambiguous_column" && decisive.test(message)))
    .map((one) => one.message);
  const questions = [...table.reading.questions.map((one) => withReadings(one, table.currency)), ...ofCells];
  const fields = new Set(table.columns.map((column) => column.field));
  const paying = table.shape === "accounts" || table.shape === "snapshots" || table.shape === "subscriptions";
  if (paying && !fields.has("account") && table.shape !== "snapshots")
    questions.push("Which column names the account? Give columns.account.");
  if (paying && !fields.has("account") && table.shape === "snapshots" && totals.amount !== null) return questions;
  if (paying && totals.amount === null && questions.length === 0)
    questions.push("Which column holds what an account pays? Give columns.arr or columns.mrr.");
  if (totals.amount !== null && table.amount_unit === "unclear") {
    questions.push("Are the amounts yearly (ARR), monthly (MRR), or a contract's (ACV, TCV)? Give reading.amount.");
    if (stated !== undefined && totals.amount > 0) questions.push(unitFromStated(totals.amount, stated));
  }
  if (totals.arr === null && table.amount_unit === "tcv")
    questions.push("How many months does each contract run? Give columns.contract_months.");
  if (stated !== undefined && totals.arr !== null && totals.arr > 0 && totals.arr !== stated) {
    const gap = `The table gives ARR of ${grouped(totals.arr)}, ${percent(Math.abs(totals.arr - stated) / stated)} off the stated ${grouped(stated)}.`;
    const swapped = table.amount_unit === "arr" || table.amount_unit === "mrr" ? unitFromStated(totals.amount ?? 0, stated) : "";
    const otherUnit = table.amount_unit === "arr" ? '"mrr"' : '"arr"';
    questions.push(swapped.includes(otherUnit) ? `${gap} ${swapped}` : `${gap} Which is right, and what explains the rest?`);
  }
  return questions;
}

const badCell = /^(missing_|not_|duplicate_|negative_amount|amount_too_large|too_many_cells|end_not_after_start)/;

const badCells = (table: Table): number => table.issues.filter((one) => badCell.test(one.code)).length;
const show = (amount: number, currency: string | null): string => shortMoney(amount, currency ?? "").trim();
const shapeWords: Record<Table["shape"], string> = {
  accounts: "a list of accounts",
  snapshots: "monthly snapshots",
  subscriptions: "subscriptions with their dates",
  survey: "survey answers",
  stakeholders: "contacts with their roles",
};
const unitWords: Record<AmountUnit, string> = {
  arr: "ARR",
  mrr: "MRR",
  acv: "ACV",
  tcv: "TCV",
  unclear: "in a unit the file does not say",
};

/** What a table of totals by month holds and what it cannot answer. */
function summariseTotals(table: ReadTable, totals: TableTotals, at: string): string {
  const months = new Set(table.records.map(({ month }) => month)).size;
  const yearly = table.amount_unit === "mrr" ? `, ${show(sumMoney([totals.amount! * 12]), table.currency)} a year` : "";
  return `These are totals by month, with no account in them: ${grouped(totals.amount!)} in ${at.slice(0, "2026-01".length)}, the last of ${plural(months, "month")}${yearly}. They show a trend; who stayed, left or paid more needs a row for each account and month.`;
}

/** Rows that are no accounts to count money of: comments, or losses. */
function summariseWork({ records, rows_read }: ReadTable, work: "feedback" | "losses" | "log"): string {
  const accounts = plural(new Set(records.map(({ account }) => account)).size, "account");
  if (work === "log")
    return `The table is a log of ${plural(rows_read, "event")}. Give it to review_losses as lost: {"table": "...", "account": "who it is about"}; it is read as a timeline.`;
  return work === "feedback"
    ? `The table is labeled feedback: ${plural(rows_read, "row")} of ${accounts}. roll_up_feedback counts each account once; its amounts must not be added up by row.`
    : `The table is lost customers with what was known of them: ${plural(rows_read, "row")} of ${accounts}. review_losses reads it.`;
}

const MOST_OF_A_QUESTION = 34; // not a figure: words of a question that a summary still holds

/** What a table is, in two or three sentences. */
export function summariseTable(
  table: ReadTable,
  totals: TableTotals,
  questions: readonly string[],
  work: "feedback" | "losses" | "log" | null = null,
): string {
  if (work !== null) return summariseWork(table, work);
  const { at, lost } = payingRows(table);
  const accounts = table.columns.some(({ field }) => field === "account");
  if (!accounts && table.shape === "snapshots" && at !== null && totals.amount !== null)
    return summariseTotals(table, totals, at);
  const when =
    at === null
      ? ""
      : table.shape === "snapshots"
        ? ` in ${at.slice(0, "2026-01".length)}, the latest month${totals.amount === null ? "" : ","}`
        : ` active on ${at}, the latest start${totals.amount === null ? "" : ","}`;
  const sum =
    totals.amount === null || totals.accounts === 0
      ? ""
      : ` with ${show(totals.amount, table.currency)} ${unitWords[table.amount_unit]}`;
  const arr = totals.arr !== null && table.amount_unit !== "arr" ? `, ${show(totals.arr, table.currency)} a year` : "";
  const from = table.reading.export === null ? "" : ` It reads like ${table.reading.export}.`;
  const bad = badCells(table);
  const gone = new Set(lost.map(({ account }) => account)).size;
  const left =
    gone === 0 || table.shape !== "accounts" ? "" : ` ${plural(gone, "account")} more ${gone === 1 ? "has" : "have"} left.`;
  const rows =
    table.reading.groups.length === 0
      ? table.rows_read === 1
        ? " Its one row was used."
        : ` All ${plural(table.rows_read, "row")} were used.`
      : "";
  // What is asked, without the readings: those stand in the list.
  const [open] = table.reading.questions;
  const first = open?.question ?? questions[0] ?? "";
  const many = `${plural(questions.length, "question")} to settle first`;
  const words = first.split(/\s+/).length;
  const ask =
    questions.length > 0
      ? questions.length === 1
        ? `Before it is used: ${words > MOST_OF_A_QUESTION ? "one question is open, see questions." : first}`
        : words > MOST_OF_A_QUESTION
          ? `${many}, see questions.`
          : `${many}; the first: ${first}`
      : bad > 0
        ? `${plural(bad, "cell")} cannot be used and must be fixed, or ${bad === 1 ? "its row" : "their rows"} left out, first.`
        : "Nothing has to be asked before it is used.";
  const what = `The table is ${shapeWords[table.shape]}: ${plural(totals.accounts, "account")}${when}${sum}${arr}.`;
  return brief([`${what}${left} ${ask}`, from.trim(), rows.trim()]);
}

/** What to know before trusting a table. */
export function tableWarnings(table: Table): Warning[] {
  const bad = badCells(table);
  const unpaid = payingRows(table).records.filter((record) => record.amount === null).length;
  const has = table.columns.some(
    (column) => column.field !== null && ["arr", "mrr", "acv", "tcv", "amount", "arr_end"].includes(column.field),
  );
  return [
    ...(bad === 0
      ? []
      : [
          {
            code: "bad_cells",
            message: `${plural(bad, "cell")} cannot be used. A tool that needs their columns refuses the table until they are fixed or skip_bad_rows is true.`,
          },
        ]),
    ...(unpaid === 0 || !has
      ? []
      : [
          {
            code: "amounts_missing",
            message: `${plural(unpaid, "row")} ${unpaid === 1 ? "has" : "have"} no readable amount and ${unpaid === 1 ? "is" : "are"} in no total.`,
          },
        ]),
  ];
}

/** What is said of a table that a query summed up. */
interface SumsInWords {
  totals: Answered<TableTotals>;
  summary: string;
  issues: TableIssue[];
  ready_for: string[];
}

const count = (number: number): string => number.toLocaleString("en-US");

/** The totals of a table without records; `of` are those that are known all the same. */
function totalsOf(why: string, of: Partial<Answered<TableTotals>>): Answered<TableTotals> {
  const none = unknown(why);
  return {
    accounts: 0,
    paying_accounts: 0,
    amount: none,
    arr: none,
    amount_start: none,
    amount_end: none,
    amount_left_out: 0,
    owners: none,
    first_date: none,
    last_date: none,
    ...of,
  };
}

const cells = (number: number): string => `${plural(number, "cell")} of it ${number === 1 ? "is" : "are"}`;

/** What is wrong with a column that a query checked. */
function faultsOf({ header, kind, blanks, unreadable, rows }: CheckedColumn): TableIssue[] {
  const said = (code: string, message: string): TableIssue => ({ row: 1, column: header, code, message, amount_left_out: null });
  return [
    ...(blanks === 0 ? [] : [said("blank_cells", `${cells(blanks)} blank, of ${count(rows)}.`)]),
    ...(unreadable === 0 ? [] : [said("unreadable_cells", `${cells(unreadable)} filled and no ${kind}.`)]),
  ];
}

/** What checks of columns say of their table. */
function ofChecks(checks: readonly CheckedColumn[], { columns, rows_read }: ReadTable): SumsInWords {
  const column = (field: TableField) => checks[columns.findIndex((one) => one.field === field)];
  const of = (kind: string) => checks.find((one) => one.kind === kind);
  const [account, day, amount] = [column("account") ?? of("text"), column("month") ?? of("date"), of("number")];
  const issues = checks.flatMap(faultsOf);
  const when = day?.first_day && day.last_day ? ` from ${day.first_day} to ${day.last_day}` : "";
  const sum = amount?.sum == null ? "" : `; "${amount.header}" adds up to ${count(amount.sum)}`;
  const [first] = issues;
  const faults =
    first === undefined
      ? "No cell that was checked is blank or unreadable."
      : `${plural(issues.length, "thing")} to settle before a query is made of it; the first, "${first.column}": ${first.message}`;
  const owner = column("owner")?.distinct ?? null;
  return {
    totals: totalsOf("The checks of a query hold sums of columns, not of accounts.", {
      accounts: account?.distinct ?? 0,
      paying_accounts: unknown("The checks of a query do not say who pays."),
      owners: known(owner, "No column of owners was checked."),
      first_date: known(day?.first_day ?? null, "No column of dates was checked."),
      last_date: known(day?.last_day ?? null, "No column of dates was checked."),
    }),
    summary: `These are checks of a table: ${count(rows_read)} rows of ${plural(account?.distinct ?? 0, "account")}${when}${sum}. ${faults}`,
    issues,
    ready_for: [],
  };
}

/** What a table is that a query summed up, and what it is good for. */
export function sumsInWords(table: ReadTable, sums: NonNullable<ReadTable["sums"]>): SumsInWords {
  if ("checks" in sums) return ofChecks(sums.checks, table);
  const letters = "2025-01".length;
  return {
    totals: totalsOf("The sums of a query hold no accounts.", {}),
    summary: `These are the sums of a query, with no account in them: what moved from ${sums.from.slice(0, letters)} to ${sums.to.slice(0, letters)}, and in each month between. compute_nrr reads them; who left or grew needs the query months.`,
    issues: [],
    ready_for: ["compute_nrr"],
  };
}

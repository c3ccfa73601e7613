import { Problem } from "../core/problem.ts";
import type { TableQuestion } from "../core/table.ts";
import { type Draft, rowsWith } from "./draft.ts";
import { distinctColumns, ERROR_CELL } from "./left-out-rows.ts";

/** Whether an account without a known amount still counts: in a list of accounts, where the caller says that it is not known. */
export const keepsUnknown = ({ options, shape, amounts }: Draft): boolean =>
  options.blank === "unknown" && shape === "accounts" && amounts.start === null;

/** What a blank amount may mean, where a table is only looked at; a call lists the cells. */
function askBlanks(draft: Draft): void {
  const values = draft.amounts.amount?.column;
  if (draft.options.asks !== undefined || !values || draft.shape !== "accounts") return;
  const blanks = values.values.rowsWhere((value, row) => value === null && !values.faults.has(row) && !draft.out.has(row));
  if (blanks.length === 0 || blanks.length === draft.rows.length) return;
  draft.questions.push({
    code: "blank_amounts",
    asks: "how_much",
    question: `${rowsWith(blanks.length, "has", "have")} no amount: ${draft.named(blanks)}. What does the blank mean?`,
    readings: [
      {
        means: "not known: they count as accounts, without money",
        accounts: blanks.length,
        amount: null,
        parameter: 'reading: {"blank": "unknown"}',
      },
      { means: "nothing is paid", accounts: 0, amount: 0, parameter: 'reading: {"blank": "zero"}' },
    ],
    why: null,
  });
}

/** Amounts that are blank, as the caller says what a blank means. */
export function settleBlanks(draft: Draft): void {
  const { blank } = draft.options;
  if (draft.shape === "survey" || draft.shape === "stakeholders") return;
  if (blank === undefined) askBlanks(draft);
  if (blank === undefined) return;
  const blanks = new Set<number>();
  for (const { column } of distinctColumns(draft.amounts))
    column.values.forEach((value, row) => {
      const error = blank === "unknown" && column.faults.get(row)?.code === ERROR_CELL;
      if (value !== null || (column.faults.has(row) && !error) || draft.out.has(row)) return;
      if (error) column.faults.delete(row);
      if (blank === "zero") column.values.set(row, 0);
      else blanks.add(row);
    });
  if (blanks.size === 0) return;
  if (keepsUnknown(draft)) {
    draft.doubt(
      "amounts_unknown",
      `${rowsWith(blanks.size, "has", "have")} no amount and count${blanks.size === 1 ? "s" : ""} without money: ${draft.named([...blanks])}.`,
      true,
    );
    return;
  }
  const accounts = draft.shape === "snapshots" ? draft.texts("account") : null;
  const names = new Set([...blanks].map((row) => accounts?.get(row)));
  draft.rows.forEach((row) => {
    if (blanks.has(row) || (accounts && names.has(accounts.get(row)))) draft.leave(row, "unusable", "have no amount");
  });
}

/** The rows that a reading uses; null where it is refused. */
export function rowsOf(read: () => { rows_used: number }): number | null {
  try {
    return read().rows_used;
  } catch (problem) {
    if (problem instanceof Problem) return null;
    throw problem;
  }
}

/** A question about blanks without the reading that would be refused, and with what the other would leave. */
export function withoutRefused(question: TableQuestion, rows: number | null, all: number): TableQuestion {
  const isUnknown = ({ parameter }: TableQuestion["readings"][number]) => parameter.includes('"unknown"');
  return rows === null
    ? { ...question, readings: question.readings.filter((one) => !isUnknown(one)) }
    : {
        ...question,
        readings: question.readings.map((one) =>
          isUnknown(one) ? { ...one, means: `not known: ${rows} of ${all} rows are left` } : one,
        ),
      };
}

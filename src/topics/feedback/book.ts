import { annualAmount, sumMoney } from "../../core/money.ts";
import { isTestName } from "../../core/passed-over.ts";
import type { Table, TableRecord } from "../../core/table.ts";
import { bareWords } from "./names.ts";
import { type BookRow, sameName } from "./question.ts";

/** A cell that says in a word that the customer has left. */
const gone =
  /^\s*(?:churned|left|lost|gone|cancell?ed|terminated|gekündigt|verloren|résiliée?|perdue?|parti|de baja|perdido|cancelad[oa]|encerrado|disdetto|opgezegd|vertrokken|opsagt|oppsagt|uppsagd|zrezygnował|odešel)\s*$/i;

const lights = ["red", "yellow", "green"];

/** The worse of two states of health: a light before a score, red before green, the lower score. */
function worse(one: BookRow["health"], other: BookRow["health"]): BookRow["health"] {
  if (one === undefined || other === undefined) return one ?? other;
  if (typeof one === "number" && typeof other === "number") return Math.min(one, other);
  return lights.find((light) => one === light || other === light) ?? one;
}

const earlier = (one: string | undefined, other: string | undefined): string | undefined =>
  one === undefined || (other !== undefined && other < one) ? other : one;

/** What was read of a table of the book. */
export interface BookRead {
  rows: BookRow[];
  /** Customers that have left, by the book. */
  gone: string[];
  /** Names that stand twice with the same amount and renewal and count once. */
  twice: string[][];
}

const rowOf = (record: TableRecord, table: Table, segment: string | undefined): BookRow => {
  const amount = record.amount ?? record.amount_end;
  const arr = amount === null ? null : annualAmount(amount, table.amount_unit, record.contract_months);
  return {
    account: record.account.trim(),
    arr: arr ?? undefined,
    segment: segment === undefined ? undefined : record.cells[segment]?.trim() || undefined,
    renewal_date: record.renewal_date ?? record.end ?? undefined,
    notice_days: record.notice_days ?? undefined,
    health: record.light ?? record.health ?? undefined,
  };
};

/**
 * The book of a table: several contracts of one account added, and an account that stands twice under two spellings, or with another note, with the same
 * amount and renewal counted once. `segment` is the header that holds it.
 */
export function bookOfTable(table: Table, segment: string | undefined): BookRead {
  const joined = new Map<string, BookRow>();
  const byContract = new Map<string, string>();
  const read: BookRead = { rows: [], gone: [], twice: [] };
  for (const record of table.records) {
    if (isTestName(record.account)) continue;
    if (record.gone !== null || Object.values(record.cells).some((cell) => gone.test(cell))) {
      read.gone.push(record.account);
      continue;
    }
    const row = rowOf(record, table, segment);
    const contract =
      row.arr === undefined || row.renewal_date === undefined
        ? null
        : `${bareWords(row.account).join(" ")}|${row.arr}|${row.renewal_date}`;
    const before = contract === null ? undefined : byContract.get(contract);
    if (before !== undefined) {
      read.twice.push([before, row.account]);
      continue;
    }
    if (contract !== null) byContract.set(contract, row.account);
    const known = joined.get(sameName(row.account));
    if (known === undefined) joined.set(sameName(row.account), row);
    else
      joined.set(sameName(row.account), {
        account: known.account,
        arr: known.arr === undefined && row.arr === undefined ? undefined : sumMoney([known.arr ?? 0, row.arr ?? 0]),
        segment: known.segment ?? row.segment,
        renewal_date: earlier(known.renewal_date, row.renewal_date),
        notice_days: known.notice_days === undefined ? row.notice_days : Math.max(known.notice_days, row.notice_days ?? 0),
        health: worse(known.health, row.health),
      });
  }
  read.rows = [...joined.values()];
  return read;
}

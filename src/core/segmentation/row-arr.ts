import { Problem } from "../contract/problem.ts";
import type { AmountUnit, Table, TableRecord } from "../contract/table.ts";
import type { TableField } from "../contract/table-fields.ts";
import { annualAmount } from "../metrics/annual-amount.ts";
import { sumMoney } from "../money/sum-money.ts";

const current = (record: TableRecord): number | null => record.amount ?? record.amount_end;
const inWords = (amount: number) => amount.toLocaleString("en-US");

const amountFields: readonly (TableField | null)[] = ["arr", "mrr", "acv", "tcv", "amount", "arr_start", "arr_end"];

/** Without a column for the amount there is no cell to fill in: a header that says it is to be named. */
function refuseWithoutColumn({ path, columns }: Table): void {
  if (columns.some(({ field }) => amountFields.includes(field))) return;
  const headers = columns.map(({ header }) => `"${header}"`).join(", ");
  throw new Problem({
    what: `${path} has no amount column${headers ? `; it has ${headers}` : ""}.`,
    remedy: "Say which column holds what an account pays with columns.arr or columns.mrr.",
  });
}

function refuse(table: Table, rows: readonly TableRecord[], what: string, remedy: string): never {
  const places = rows.map((record) => `row ${record.row}, account ${record.account}: ${current(record) ?? "no amount"}`);
  throw new Problem({ what: `${table.path}: ${what}`, places, remedy });
}

/**
 * A function that gives a row's yearly amount; where a row has a starting and an ending amount, the ending one counts.
 * Throws Problem for a table without an amount column and, listing every such row, for a missing or negative amount, for several
 * currencies, for a column whose unit is unclear (with the total each reading gives) and for a contract total without its months.
 * @example rowArr(table, table.records)(table.records[0]) // 12,000 for a monthly amount of 1,000
 */
export function rowArr(table: Table, rows: readonly TableRecord[]): (record: TableRecord) => number {
  const missing = rows.filter((record) => current(record) === null);
  if (missing.length > 0 && missing.length === rows.length) refuseWithoutColumn(table);
  if (missing.length)
    refuse(
      table,
      missing,
      "these rows have no amount.",
      "Fill them in with 0 where an account pays nothing, or set skip_bad_rows.",
    );
  const negative = rows.filter((record) => current(record)! < 0);
  if (negative.length) refuse(table, negative, "these rows have a negative amount.", "Give what each account pays, 0 or more.");
  const currencies = [...new Set(rows.flatMap(({ currency }) => currency ?? []))].sort();
  if (currencies.length > 1)
    throw new Problem({
      what: `${table.path} mixes currencies: ${currencies.join(", ")}.`,
      remedy: "Convert them to one currency first; the program does not guess a rate.",
    });
  const amounts = rows.map((record) => current(record)!);
  if (table.amount_unit === "unclear") {
    const total = sumMoney(amounts);
    throw new Problem({
      what: `${table.path}: nothing says whether the amounts are a year's or a month's. As ARR they add up to ${inWords(total)}, as MRR to ${inWords(sumMoney(amounts.map((amount) => amount * 12)))} a year.`,
      remedy: 'Say which with reading: {"amount": "arr"} or {"amount": "mrr"}.',
    });
  }
  const unit: AmountUnit = table.amount_unit;
  const yearly = (record: TableRecord) => annualAmount(current(record)!, unit, record.contract_months);
  const unknown = rows.filter((record) => yearly(record) === null);
  if (unknown.length)
    refuse(
      table,
      unknown,
      `the ${unit.toUpperCase()} of these rows cannot be made yearly without contract months. If the column were ARR it would add up to ${inWords(sumMoney(amounts))}.`,
      'Map a column to contract_months, or say what the amounts are with reading: {"amount": "arr"}.',
    );
  return (record) => yearly(record)!;
}

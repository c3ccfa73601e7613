import type { TableRecord } from "../contract/table.ts";
import { sumMoney } from "../money/sum-money.ts";
import { refuseUnusableRows } from "./refuse-unusable-rows.ts";

/**
 * A table's rows with every amount in the reporting currency, each rounded to its hundredth so that sums stay exact.
 * A row that names no currency is in the only one the table has. Throws Problem for an amount that would round to nothing.
 * @example convertRecords([{ ...row, currency: "EUR", amount: 100 }], new Map([["EUR", 1.1]]), "USD")[0].amount // 110
 */
export function convertRecords(
  records: readonly TableRecord[],
  rates: ReadonlyMap<string, number>,
  reporting: string,
): TableRecord[] {
  const only = records.find(({ currency }) => currency !== null)?.currency ?? reporting;
  const convert = (amount: number | null, currency: string | null) =>
    amount === null ? null : sumMoney([amount * rates.get(currency ?? only)!]);
  const converted = records.map((record) => ({
    ...record,
    currency: reporting,
    amount: convert(record.amount, record.currency),
    amount_start: convert(record.amount_start, record.currency),
    amount_end: convert(record.amount_end, record.currency),
  }));
  const vanished = (before: number | null, after: number | null) => before !== null && before !== 0 && after === 0;
  const pairs = records.map((before, index) => ({ before, after: converted[index]! }));
  refuseUnusableRows(
    pairs,
    ({ before, after }) =>
      (["amount", "amount_start", "amount_end"] as const).some((name) => vanished(before[name], after[name]))
        ? `an amount is less than a hundredth of ${reporting}`
        : null,
    ({ before }) => `row ${before.row}`,
  );
  return converted;
}

import { sumMoney } from "../core/money.ts";
import { Problem } from "../core/problem.ts";
import { type AmountUnit, type ReadTable, recordOf, type TableRecord } from "../core/table.ts";
import { formatAmount } from "./read-sheet.ts";

const MONTHS_A_YEAR = 12;

/** The day an account among the leavers stopped paying, by whatever column says so. */
const leftOn = ({ end, gone_on, renewal_date, decision_date, month }: TableRecord): string | null =>
  end ?? gone_on ?? decision_date ?? renewal_date ?? month;

/** An amount of the leavers in the unit of the customers; null where it cannot be made so. */
function inUnit(amount: number | null, from: AmountUnit, to: AmountUnit): number | null {
  if (amount === null || from === to || from === "unclear" || to === "unclear") return amount;
  if (from === "mrr" && to === "arr") return sumMoney([amount * MONTHS_A_YEAR]);
  return from === "arr" && to === "mrr" ? Math.round((amount * 100) / MONTHS_A_YEAR) / 100 : null;
}

function refuse(leavers: ReadTable, rows: readonly TableRecord[], lacks: string, remedy: string): never {
  throw new Problem({
    what: `${leavers.path}: these leavers have no ${lacks}:`,
    places: rows.slice(0, 20).map(({ row, account }) => `row ${row}, account ${account}`), // not a figure: rows that fit a message
    remedy,
  });
}

/**
 * Puts the accounts that left, which a list of customers no longer holds, beside those that stayed: each with its end and what it paid.
 * A leaver that is still in the list ends there. Throws Problem for leavers without the day they left, or without an amount where the list has one.
 * @example joinLeavers(customers, leavers).records.filter(({ gone }) => gone !== null)
 */
export function joinLeavers(table: ReadTable, leavers: ReadTable): ReadTable {
  if (table.shape === "snapshots")
    throw new Problem({
      what: "lost_table goes beside a list of customers or subscriptions; months show by themselves who left.",
      remedy: "Leave lost_table out.",
    });
  const dated = table.shape === "subscriptions";
  const undated = leavers.records.filter((record) => leftOn(record) === null);
  if (dated && undated.length > 0) refuse(leavers, undated, "day on which they left", "Give the file a column like Churn date.");
  const paid = table.records.some(({ amount }) => amount !== null);
  const amountOf = (record: TableRecord) => inUnit(record.amount ?? record.amount_start, leavers.amount_unit, table.amount_unit);
  const why = `It stands in ${leavers.path}`;
  const known = new Map<string, TableRecord[]>();
  for (const record of table.records) known.set(record.account, [...(known.get(record.account) ?? []), record]);
  const first = table.records.reduce<string | null>(
    (least, { start }) => (start !== null && (least === null || start < least) ? start : least),
    null,
  );
  const added: TableRecord[] = [];
  const unpaid: TableRecord[] = [];
  let borrowed = 0;
  for (const record of leavers.records) {
    const end = leftOn(record);
    const own = known.get(record.account);
    if (own !== undefined) {
      for (const one of own) {
        if (dated && one.end === null) one.end = end;
        one.gone = why;
        one.gone_on = end;
      }
      continue;
    }
    const amount = amountOf(record);
    if (paid && amount === null) unpaid.push(record);
    if (dated && record.start === null) borrowed += 1;
    added.push({
      ...recordOf(record.row, record.account, record.cells),
      owner: record.owner,
      tier: record.tier,
      subscription: record.subscription,
      currency: record.currency,
      amount,
      start: record.start ?? first,
      end: dated ? end : null,
      outcome: table.records.some(({ outcome }) => outcome !== null) ? "lost" : null,
      gone: why,
      gone_on: end,
    });
  }
  if (unpaid.length > 0)
    refuse(leavers, unpaid, "amount", "Give what each last paid, in the unit of the list; without it the money lost is unknown.");
  const lost = sumMoney(added.map(({ amount }) => amount ?? 0));
  const message = `${leavers.records.length} accounts of ${leavers.path} have left${lost > 0 ? ` (${formatAmount(lost)})` : ""}.`;
  const doubts = [
    ...table.reading.doubts.filter(({ code }) => code !== "nobody_left"),
    { code: "leavers_joined", message, first: false },
    ...(borrowed > 0
      ? [
          {
            code: "leavers_start",
            message: `${borrowed} leavers have no start and are taken to have paid from ${first} on.`,
            first: true,
          },
        ]
      : []),
  ];
  return {
    ...table,
    monthly: undefined,
    records: [...table.records, ...added],
    rows_read: table.rows_read + leavers.rows_read,
    rows_used: table.rows_used + leavers.rows_used,
    reading: {
      ...table.reading,
      rows_read: table.reading.rows_read + leavers.reading.rows_read,
      rows_used: table.reading.rows_used + leavers.reading.rows_used,
      groups: [...table.reading.groups, ...leavers.reading.groups],
      doubts,
    },
  };
}

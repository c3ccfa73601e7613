import { sumMoney } from "../core/money.ts";
import { columnOf, type GridRow } from "./columns.ts";
import type { Draft } from "./draft.ts";
import { distinctColumns, type LeftOutRow, readAmounts } from "./left-out-rows.ts";
import { columnPlace } from "./read-cells.ts";
import { formatAmount } from "./read-sheet.ts";
import { CodedValues } from "./values.ts";

const MONTHS_A_YEAR = 12;
/** Two sums of money that differ by less are one. */
const CENT = 0.01;
const ROUNDED = 0.01; // not a figure: a monthly amount in whole units, twelve times, is off by no more than this part of the yearly one

/** A total row that says another sum than its rows, all of them or those that count, is said: a row is missing, or one too many. */
export function noteTotals(draft: Draft, notData: readonly { row: GridRow; why: LeftOutRow }[]): void {
  const columns = distinctColumns(draft.amounts);
  const told = notData.filter(({ why }) => why.differs !== null);
  const off = told.flatMap(({ row, why }) => {
    const column = columns.find(({ header }) => why.differs!.includes(`"${header}"`));
    const stated =
      column === undefined
        ? null
        : readAmounts(
            columnOf([row.cells[column.index] ?? null]),
            { header: column.header, rowOf: () => row.row },
            draft.options.decimal,
            draft.table.headers[column.index]!.scale,
            draft.knowledge.words,
            true,
          ).values;
    const counted = sumMoney(
      column?.column.values.map((value, index) => (draft.out.has(index) || draft.gone.has(index) ? 0 : (value ?? 0))) ?? [],
    );
    const told = stated?.get(0) ?? null;
    return told !== null && Math.abs(told - counted) < CENT ? [] : [`row ${row.row}: ${why.differs}`];
  });
  if (off.length === 0) return;
  draft.doubt(
    "total_differs",
    `A total of the file does not tie: ${off[0]}`,
    draft.asks("how_much") && off.length === told.length && told.length === 1,
  );
}

/** A parent whose amount is the sum of its subsidiaries is their total and no customer of its own. */
export function settleParents(draft: Draft): void {
  const [accounts, parents] = [draft.texts("account"), draft.texts("parent")];
  const values = draft.amounts.amount?.column.values;
  if (draft.shape !== "accounts" || !accounts || !parents || !values) return;
  const children = new Map<string, number[]>();
  parents.forEach((parent, row) => {
    if (parent === null || draft.out.has(row) || parent === accounts.get(row)) return;
    children.set(parent, [...(children.get(parent) ?? []), row]);
  });
  const totals = accounts.rowsWhere((account, row) => {
    const own = account === null ? [] : (children.get(account) ?? []);
    if (own.length < 2 || draft.out.has(row) || (values.get(row) ?? 0) === 0) return false;
    const sum = sumMoney(own.map((child) => values.get(child) ?? 0));
    return Math.abs(sum - values.get(row)!) < CENT;
  });
  if (totals.length === 0) return;
  const names = draft.named(totals);
  for (const row of totals) draft.leave(row, "superseded", "are the sum of their subsidiaries");
  draft.doubt(
    "parent_is_total",
    `${names} pay${totals.length === 1 ? "s" : ""} exactly what the subsidiaries add up to and ${totals.length === 1 ? "is" : "are"} not counted beside them.`,
    draft.asks("how_much"),
    'If they are customers of their own, give columns: {"parent": null}.',
  );
}

/** A yearly and a monthly amount of each row: where twelve times the one is not the other, one of them is another thing. */
export function settleTwoUnits(draft: Draft): void {
  const { amount } = draft.amounts;
  const { fields } = draft.matching;
  if (amount === null || (amount.field !== "arr" && amount.field !== "mrr")) return;
  const otherField = amount.field === "arr" ? "mrr" : "arr";
  const other = fields.get(otherField);
  if (!other || other.index === amount.index || fields.get(amount.field)?.confidence === "mapped") return;
  const header = draft.table.headers[other.index]!;
  const column = readAmounts(
    draft.rows.column(other.index),
    columnPlace(draft.table, draft.rows, other.index),
    draft.options.decimal,
    header.scale,
    draft.knowledge.words,
    true,
  );
  const yearly = (field: string, value: number) => (field === "mrr" ? value * MONTHS_A_YEAR : value);
  const both = draft.counted().flatMap((row) => {
    const [used, unused] = [amount.column.values.get(row), column.values.get(row)];
    return used === null || unused === null
      ? []
      : [{ row, used: yearly(amount.field, used), unused: yearly(otherField, unused) }];
  });
  const differ = both.filter(
    ({ used, unused }) => Math.abs(used - unused) > Math.max(1, ROUNDED * Math.max(Math.abs(used), Math.abs(unused))),
  );
  if (differ.length === 0) return;
  const [sumUsed, sumUnused] = [sumMoney(both.map(({ used }) => used)), sumMoney(both.map(({ unused }) => unused))];
  const names = draft.named(differ.map(({ row }) => row));
  const what = `"${amount.header}" and "${header.text}" differ by the year for ${names}: ${formatAmount(sumUsed)} and ${formatAmount(sumUnused)} in all.`;
  if (Math.abs(sumUsed - sumUnused) <= draft.knowledge.limits.contradiction_share * Math.max(sumUsed, sumUnused)) {
    draft.doubt("two_units", `${what} "${amount.header}" is used.`, draft.asks("how_much"));
    return;
  }
  draft.questions.push({
    code: "two_units",
    asks: "how_much",
    question: `${what} Which is what customers pay?`,
    readings: [
      {
        means: `"${amount.header}"`,
        accounts: null,
        amount: sumUsed,
        parameter: `columns: {"${amount.field}": "${amount.header}"}`,
      },
      { means: `"${header.text}"`, accounts: null, amount: sumUnused, parameter: `columns: {"${otherField}": "${header.text}"}` },
    ],
    why: null,
  });
}

/** Columns whose cells tell lines of one account apart. */
const lineHeaders =
  /^(plan|product|item|sku|line|charge|addon|rateplan|service|module|modul|produkt|produit|producto|contract|vertrag)/;

interface Overlap {
  earlier: number;
  later: number;
  from: string;
  to: string | null;
}

/** Periods of one account that run at the same time and that no column tells apart; `sameLine` is what a line is called. */
function overlaps(draft: Draft): Overlap[] {
  const [accounts, starts] = [draft.texts("account"), draft.texts("start")];
  const ends = draft.texts("end");
  const values = draft.amounts.amount?.column.values;
  if (!accounts || !starts || !values) return [];
  const account = draft.matching.fields.get("account")!.index;
  const lines = draft.table.headers.flatMap(({ key }, index) => (index !== account && lineHeaders.test(key) ? [index] : []));
  const groups = new Map<string, number[]>();
  draft.rows.forEach((index) => {
    if (draft.out.has(index) || accounts.get(index) === null || starts.get(index) === null || values.get(index) === null) return;
    if (values.get(index)! < 0) return;
    const key = [accounts.get(index), ...lines.map((line) => draft.rows.text(index, line))].join("\n");
    groups.set(key, [...(groups.get(key) ?? []), index]);
  });
  const found: Overlap[] = [];
  for (const rows of groups.values()) {
    const inOrder = rows.sort((a, b) => (starts.get(a)! < starts.get(b)! ? -1 : 1));
    inOrder.forEach((earlier, place) => {
      const later = inOrder[place + 1];
      if (later === undefined) return;
      const end = ends?.get(earlier) ?? null;
      const other = ends?.get(later) ?? null;
      if (end !== null && end <= starts.get(later)!) return;
      const to = end === null ? other : other === null || other > end ? end : other;
      found.push({ earlier, later, from: starts.get(later)!, to });
    });
  }
  return found;
}

/** A later period replaces the earlier from its start. */
function replaceEarlier(draft: Draft, found: readonly Overlap[]): void {
  const known = draft.texts("end");
  const ends = known ?? CodedValues.filled<string>(draft.rows.length, null);
  if (!known) draft.fields.texts.set("end", { values: ends, faults: new Map(), notes: [], refusal: null });
  for (const { earlier, from } of found) ends.set(earlier, from);
  draft.doubt("overlaps_replaced", `A later period of an account replaces the earlier from its start.`);
}

/** Two periods of one account at once, without an id or a product: whether they add up or one replaces the other is not in the file. */
export function settleOverlaps(draft: Draft): void {
  const { options, knowledge } = draft;
  if (draft.shape !== "subscriptions" || options.overlaps === "add" || options.columns?.subscription === null) return;
  const all = overlaps(draft);
  if (all.length === 0) return;
  if (options.overlaps === "replace") {
    replaceEarlier(draft, all);
    return;
  }
  if (!draft.asks("how_much")) return;
  // Only what runs twice on a day that the answer looks at bears on it.
  const dated = options.dated ?? [];
  const touches = ({ from, to }: Overlap) => dated.some((day) => from <= day && (to === null || day < to));
  const bear = dated.length === 0 ? all.filter(({ to }) => to === null) : all.filter(touches);
  if (bear.length === 0) return;
  const rows = [...new Set(bear.flatMap(({ earlier, later }) => [earlier, later]))];
  const double = draft.sumOf([...new Set(bear.map(({ earlier }) => earlier))]);
  const whole = draft.sumOf(draft.counted());
  const what = `${draft.named(rows)}: periods of one account run at the same time, and no id or product tells them apart.`;
  if (double <= knowledge.limits.contradiction_share * whole) {
    draft.doubt(
      "overlapping",
      `${what} They are added up.`,
      true,
      'If the later replaces the earlier, give reading: {"overlaps": "replace"}.',
    );
    return;
  }
  draft.questions.push({
    code: "overlapping",
    asks: "how_much",
    question: `${what} Do they add up, or does the later replace the earlier?`,
    readings: [
      { means: "they add up", accounts: null, amount: draft.sumOf(rows), parameter: 'reading: {"overlaps": "add"}' },
      {
        means: "the later replaces the earlier from its start",
        accounts: null,
        amount: sumMoney([draft.sumOf(rows), -double]),
        parameter: 'reading: {"overlaps": "replace"}',
      },
    ],
    why: null,
  });
}

import { quoted } from "../core/english.ts";
import { Problem } from "../core/problem.ts";
import type { AmountUnit, TableField } from "../core/table.ts";
import type { Header } from "./header.ts";
import type { FieldColumn, Matching } from "./match-columns.ts";
import type { LocatedTable } from "./read-sheet.ts";

export type PlainAmount = "arr" | "mrr" | "acv" | "tcv" | "amount";
export const plainAmounts: readonly PlainAmount[] = ["arr", "mrr", "acv", "tcv", "amount"];

/** Which columns hold the table's money, and in which unit. */
export interface ChosenAmounts {
  amount: { field: PlainAmount; index: number } | null;
  start: number | null;
  end: number | null;
  unit: AmountUnit;
  /** Amount columns that were recognised and are not used. */
  unused: { field: TableField; index: number }[];
}

const sureness = { mapped: 0, certain: 1, likely: 2 } as const;
const unitOf = (header: Header | undefined): AmountUnit => (header?.unit && header.unit !== "amount" ? header.unit : "unclear");

/** The plain amount to use: the caller's own, then certain names before likely ones, ARR before MRR before the rest. */
function bestAmount(matching: Matching): { field: PlainAmount; column: FieldColumn } | null {
  const found = plainAmounts.flatMap((field) => {
    const column = matching.fields.get(field);
    return column ? [{ field, column }] : [];
  });
  return found.sort((a, b) => sureness[a.column.confidence] - sureness[b.column.confidence])[0] ?? null;
}

/**
 * Chooses the amount columns and the unit of the table; a pair of amounts goes before a plain one in another unit,
 * and without a plain one the later amount of the pair is the amount.
 */
export function chooseAmounts(
  matching: Matching,
  headers: readonly Header[],
  asked: Exclude<AmountUnit, "unclear"> | undefined,
): ChosenAmounts {
  const start = matching.fields.get("arr_start")?.index ?? null;
  const end = matching.fields.get("arr_end")?.index ?? null;
  const best = bestAmount(matching);
  const plainUnit: AmountUnit = best === null || best.field === "amount" ? "unclear" : best.field;
  const pairUnit = unitOf(headers[end ?? start ?? -1]);
  const paired = start !== null || end !== null;
  const sameUnit = !paired || plainUnit === pairUnit || best?.column.confidence === "mapped";
  const price = matching.fields.get("unit_price");
  const ofOne = price && !best && !paired ? { field: "amount" as const, index: price.index } : null;
  const amount = best && sameUnit ? { field: best.field, index: best.column.index } : ofOne;
  const unit = asked ?? (paired ? pairUnit : plainUnit);
  const unused = plainAmounts.flatMap((field) => {
    const index = matching.fields.get(field)?.index;
    return index === undefined || index === amount?.index ? [] : [{ field, index }];
  });
  return { amount, start, end, unit, unused };
}

const isAmount = (field: TableField) =>
  (plainAmounts as readonly TableField[]).includes(field) || field === "arr_start" || field === "arr_end";
const named = (field: TableField) =>
  field === "amount" ? "a recurring amount (ARR, MRR, ACV, TCV)" : field.replaceAll("_", " ");
const mappingOf = (field: TableField) =>
  field === "amount" ? "columns.arr, columns.mrr or, beside an interval, columns.amount" : `columns.${field}`;

function refuseAmbiguous(table: LocatedTable, field: TableField, columns: readonly number[]): never {
  const headers = quoted(
    columns.map((index) => table.headers[index]!.text),
    " and ",
  );
  throw new Problem({
    what: `${table.file}: ${headers} can each be the ${named(field)}.`,
    remedy: `Say which with columns.${field}.`,
  });
}

function refuseMissing(table: LocatedTable, matching: Matching, field: TableField): never {
  const list = quoted(table.headers.map(({ text }) => text));
  const turnover = matching.turnover.map((index) => `"${table.headers[index]!.text}"`);
  const notArr =
    turnover.length > 0 && isAmount(field) ? ` ${turnover.join(", ")} is the customer's own turnover and is not used.` : "";
  if (matching.wide.length > 0 && (isAmount(field) || field === "month"))
    throw new Problem({
      what: `${table.file} has a column for each of ${matching.wide.length} dates (${matching.wide
        .slice(0, 3)
        .map((index) => `"${table.headers[index]!.text}"`)
        .join(", ")} …).`,
      remedy:
        "Name the two to compare with columns.arr_start and columns.arr_end, or give the table one row for each account and month.",
    });
  throw new Problem({
    what: `${table.file} has no column for ${named(field)}; it has ${list}.${notArr}`,
    remedy: `Name the column with ${mappingOf(field)}.`,
  });
}

/** Columns whose absence says something: no end is open, no parent is none, no currency column is one currency. */
const mayBeAbsent: ReadonlySet<TableField> = new Set([
  "end",
  "parent",
  "currency",
  "subscription",
  "contract_months",
  "paid_before",
  "partner",
]);

/**
 * The needed fields that must have a column. Amounts stand in for one another, unless only the two of a comparison are asked for;
 * so do month and start, where both are asked for.
 */
function requiredFields(needs: readonly TableField[], found: (field: TableField) => boolean): TableField[] {
  const amounts = needs.filter(isAmount);
  const onlyPair = amounts.every((field) => field === "arr_start" || field === "arr_end");
  const required =
    onlyPair || amounts.some(found) ? (onlyPair ? amounts : []) : amounts.length === 1 ? amounts : (["amount"] as const);
  const bothTimes = needs.includes("month") && needs.includes("start");
  const others = needs.filter(
    (field) => !isAmount(field) && !mayBeAbsent.has(field) && !(bothTimes && (field === "month" || field === "start")),
  );
  return [...others, ...required];
}

/** Refuses a table that lacks a column the answer needs, or has several that fit it equally well. */
export function checkNeeds(table: LocatedTable, matching: Matching, needs: readonly TableField[], hasAmount: boolean): void {
  const found = (field: TableField) => matching.fields.has(field) || (field === "amount" && hasAmount);
  for (const field of requiredFields(needs, found)) {
    if (found(field)) continue;
    const fits = field === "amount" ? plainAmounts.find((unit) => matching.ambiguous.has(unit)) : field;
    const columns = fits === undefined ? undefined : matching.ambiguous.get(fits);
    if (fits !== undefined && columns) refuseAmbiguous(table, fits, columns);
    refuseMissing(table, matching, field);
  }
  const account = matching.ambiguous.get("account");
  if (needs.length > 0 && account && !matching.fields.has("account")) refuseAmbiguous(table, "account", account);
}

import type { AmountUnit, TableField } from "../core/contract/table.ts";
import type { FieldColumn, Matching } from "./match-columns.ts";
import type { Header } from "./read-header.ts";

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
  const amount = best && sameUnit ? { field: best.field, index: best.column.index } : null;
  const unit = asked ?? (paired ? pairUnit : plainUnit);
  const unused = plainAmounts.flatMap((field) => {
    const index = matching.fields.get(field)?.index;
    return index === undefined || index === amount?.index ? [] : [{ field, index }];
  });
  return { amount, start, end, unit, unused };
}

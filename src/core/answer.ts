import * as z from "zod";

/**
 * A picture of numbers that stand elsewhere in the same result, so that nothing is said twice: which list, which field names a row, which
 * fields are drawn. bars: one value a row. steps: a value with its low and high. heat_map: a row's list of values. points: x and y.
 */
export const ChartSchema = z.strictObject({
  kind: z.enum(["bars", "steps", "heat_map", "points"]),
  title: z.string(),
  /** Path of a list of rows, or of one record of numbers, such as "cohorts" or "validation.bands". */
  list: z.string(),
  /** The field that names a row; "" for a record, whose fields name themselves. */
  label: z.string(),
  values: z.array(z.string()),
});
export type Chart = z.infer<typeof ChartSchema>;

/** Something the reader should know before trusting the answer. */
export const WarningSchema = z.strictObject({ code: z.string(), message: z.string() });

/** A value the program used because nobody gave one. */
export const AssumptionSchema = z.strictObject({ what: z.string(), value: z.string(), why: z.string(), if_wrong: z.string() });

/** Why a field of the result is null; `field` names a path, with [] for "each element". */
export const UndefinedSchema = z.strictObject({ field: z.string(), reason: z.string() });

/** Which figure of which rule the answer rests on. */
export const BasisSchema = z.strictObject({
  rule: z.string(),
  figure: z.string(),
  standard: z.string(),
  overridden: z.boolean(),
});

export type Warning = z.infer<typeof WarningSchema>;
export type Assumption = z.infer<typeof AssumptionSchema>;
export type UndefinedField = z.infer<typeof UndefinedSchema>;
export type Basis = z.infer<typeof BasisSchema>;

/** An assumption where it was made, else none. @example assumed(years === undefined, "Horizon", "3 years", "Not given.", "Values move.") */
export const assumed = (is: boolean, what: string, value: string, why: string, if_wrong: string): Assumption[] =>
  is ? [{ what, value, why, if_wrong }] : [];

/** A warning where there is cause for it, else none. @example warned(rows === 0, "no_rows", "The table is empty.") */
export const warned = (is: boolean, code: string, message: string): Warning[] => (is ? [{ code, message }] : []);

/** What every calculation says beside its numbers. */
export interface Findings {
  warnings: Warning[];
  assumptions: Assumption[];
  undefined: UndefinedField[];
}

/** What reading a book noticed whatever it is read for: accounts under a parent or in several segments, odd cells, an end of the data. */
export type SharedNotice =
  | { code: "parents" | "segments_mixed"; accounts: number }
  | { code: "segment_values"; header: string; rows: number }
  | { code: "after_last_date"; last: string; to: string };

/**
 * What comparing a book at two dates noticed and the reader of an answer should know, as data; the sentences stand in render/notices.ts, since
 * several subjects read books.
 */
export type BookNotice =
  | SharedNotice
  | { code: "accounts_repeated" | "paid_before_silent"; rows: number }
  /** Months between the dates asked for that have no rows. */
  | { code: "months_missing"; months: string[] }
  /** Customers gone on the last day, of those of the month before; what left in all months before where that is the doubt. */
  | { code: "data_may_end"; left: number; before: number; to: string; left_before: number | null }
  | { code: "pays_again"; to: string; accounts: { account: string; on: string; amount: number }[]; more: number }
  | { code: "ended_without_amount" | "ends_look_inclusive"; rows: number }
  | { code: "amount_unit" };

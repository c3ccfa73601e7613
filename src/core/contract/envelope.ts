import * as z from "zod";

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

/** What every calculation says beside its numbers. */
export interface Findings {
  warnings: Warning[];
  assumptions: Assumption[];
  undefined: UndefinedField[];
}

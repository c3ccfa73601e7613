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

import * as z from "zod";
import { Problem } from "../core/contract/problem.ts";
import { type ReadingOptions, tableFields } from "../core/contract/table.ts";
import { IsoDate, Role } from "../core/contract/vocabulary.ts";

/**
 * A nested parameter that clients see as its words alone, since the shapes of nineteen tools would cost every conversation thousands of tokens.
 * Its schema checks it all the same; the words name its fields.
 */
export const inWords = <Schema extends z.ZodType>(schema: Schema, words: string): Schema =>
  schema.meta({ description: words, listed: "in words" });

/** Shared parameters: written once so that every tool takes a table, a date and a standard the same way. */
export const TableParam = z.string().describe("Path of a CSV, TSV or XLSX file");
export const ColumnsParam = z.record(z.string(), z.string()).describe("{field: header}");
export const SkipBadRowsParam = z.boolean().describe("Leave bad rows out, listed");
export const ReadingParam = inWords(
  z.strictObject({
    decimal: z.enum([".", ","]).optional(),
    dates: z.enum(["day_first", "month_first"]).optional(),
    amount: z.enum(["arr", "mrr", "acv", "tcv"]).optional(),
    sheet: z.string().optional(),
  }),
  "decimal, dates, amount or sheet, as asked",
);
export const AsOfParam = IsoDate.describe("ISO date of the answer");
export const StandardParam = z.string().describe("Standard, such as compounding");
export const LimitParam = z.number().multipleOf(1).min(1).describe("Rows a page");
export const OffsetParam = z.number().multipleOf(1).min(0).describe("Rows to skip");

/** Numbers by role; the roles are checked by `byRole`, so that no schema need list them. */
export const ByRoleParam = z.record(z.string(), z.number());

/** The caller's numbers by role. Throws Problem for a role there is not. */
export function byRole(name: string, numbers: Record<string, number> | undefined): Partial<Record<Role, number>> | undefined {
  const unknown = Object.keys(numbers ?? {}).filter((role) => !Role.safeParse(role).success);
  if (unknown.length)
    throw new Problem({
      what: `${name} names roles there are not: ${unknown.join(", ")}.`,
      remedy: `The roles: ${Role.options.join(", ")}.`,
    });
  return numbers;
}

/** The parameters every tool that reads a table has. */
export const tableParams = {
  table: TableParam.optional(),
  columns: ColumnsParam.optional(),
  reading: ReadingParam.optional(),
  skip_bad_rows: SkipBadRowsParam.optional(),
};

export interface TableInput {
  columns?: Record<string, string>;
  reading?: z.infer<typeof ReadingParam>;
  skip_bad_rows?: boolean;
}

/** The caller's columns, their fields checked here so that every tool's schema need not list them. */
function knownColumns(columns: Record<string, string> | undefined): ReadingOptions["columns"] {
  const unknown = Object.keys(columns ?? {}).filter((field) => !(tableFields as readonly string[]).includes(field));
  if (unknown.length)
    throw new Problem({
      what: `columns names fields there are not: ${unknown.join(", ")}.`,
      remedy: `The fields: ${tableFields.join(", ")}. Write the field first and your header second.`,
    });
  return columns;
}

/** The reader's options out of a tool's input. */
export function readingOptions(input: TableInput, needs: ReadingOptions["needs"] = []): ReadingOptions {
  return { columns: knownColumns(input.columns), skip_bad_rows: input.skip_bad_rows, ...input.reading, needs };
}

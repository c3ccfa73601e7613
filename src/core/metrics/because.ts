import type { UndefinedField } from "../contract/envelope.ts";

/** One reason for several fields that are null. @example because("Not given.", "bridge.new", "bridge.ending") */
export function because(reason: string, ...fields: (string | readonly string[])[]): UndefinedField[] {
  return fields.flat().map((field) => ({ field, reason }));
}

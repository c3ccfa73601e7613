import type { UndefinedField } from "../contract/envelope.ts";

/** One reason for several fields that are null. @example because("Not given.", "bridge.new", "bridge.ending") */
export function because(reason: string, ...fields: string[]): UndefinedField[] {
  return fields.map((field) => ({ field, reason }));
}

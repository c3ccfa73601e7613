import { onTheWire, type Unknown } from "../../../src/core/known.ts";
import * as accounts from "../../../src/topics/retention/answer-of-accounts.ts";
import * as chance from "../../../src/topics/retention/chance.ts";
import * as comparison from "../../../src/topics/retention/comparison.ts";
import * as definitions from "../../../src/topics/retention/definitions.ts";
import * as months from "../../../src/topics/retention/months.ts";
import * as retention from "../../../src/topics/retention/retention.ts";
import * as totals from "../../../src/topics/retention/totals.ts";

/** A value as it goes out: what is not known is null. */
export type Wire<Value> = Value extends Unknown
  ? Unknown extends Value
    ? null
    : { [Key in keyof Value]: Wire<Value[Key]> }
  : Value extends (infer Element)[]
    ? Wire<Element>[]
    : Value extends object
      ? { [Key in keyof Value]: Wire<Value[Key]> }
      : Value;

/** A value with null for what is not known, and the reasons. */
export function wired<Value>(value: Value): { value: Wire<Value>; reasons: { field: string; reason: string }[] } {
  const { fields, undefined: reasons } = onTheWire<{ value: unknown }>({ value } as never);
  return { value: fields.value as Wire<Value>, reasons: reasons.map(({ field, reason }) => ({ field: field.slice(6), reason })) };
}

const plainly =
  <Arguments extends unknown[], Value>(of: (...given: Arguments) => Value) =>
  (...given: Arguments): Wire<Value> =>
    wired(of(...given)).value;

export const movementsOfMonths = plainly(months.movementsOfMonths);
export const annualiseWindow = plainly(months.annualiseWindow);
export const retentionOfAccounts = plainly(retention.retentionOfAccounts);
export const segmentsOfAccounts = plainly(retention.segmentsOfAccounts);
export const quickRatio = plainly(retention.quickRatio);
export const sizeOfLost = plainly(chance.sizeOfLost);
export const medianChange = plainly(chance.medianChange);
export const concentration = plainly(chance.concentration);
export const noiseOfAccounts = plainly(chance.noiseOfAccounts);
export const withoutPrice = plainly(chance.withoutPrice);
export const compareWithBefore = plainly(comparison.compareWithBefore);
export const segmentEffects = plainly(comparison.segmentEffects);
export const definitionsOfAccounts = plainly(definitions.definitionsOfAccounts);
export const retentionOfTotals = plainly(totals.retentionOfTotals);
export const answerFromTotals = plainly(totals.answerFromTotals);
export const answerFromAccounts = plainly(accounts.answerFromAccounts);
export const answerFromRows = plainly(accounts.answerFromRows);
export const answerFromTable = plainly(accounts.answerFromTable);

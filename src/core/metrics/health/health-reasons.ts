import type { UndefinedField } from "../../contract/envelope.ts";
import type { HealthFields } from "./health-result.ts";

const ofAccount: Partial<Record<keyof HealthFields["accounts"][number], string>> = {
  arr: "No ARR was given for this account.",
  score: "Too little of the weight is known for a score; coverage says how much, missing and stale name what to fetch.",
  change: "It needs a score now and a previous_score.",
  coverage: "The score came ready-made, so what it rests on is not known.",
  possible_low: "The score came ready-made, so what it rests on is not known.",
  possible_high: "The score came ready-made, so what it rests on is not known.",
  band: "Without a score there is no band, unless a hard fact or an override sets one.",
  override: "No override is in force.",
};

/** A reason for every null in the page of accounts and in the sums. @example healthReasons(fields)[0] // { field: "accounts[].change", reason: "..." } */
export function healthReasons(fields: Omit<HealthFields, "validation" | "charts">): UndefinedField[] {
  const { accounts, distribution, already_lost } = fields;
  const said = (field: string, reason: string, missing: boolean): UndefinedField[] => (missing ? [{ field, reason }] : []);
  const computed = accounts.flatMap(({ override }) => (override === null ? [] : [override]));
  return [
    ...Object.entries(ofAccount).flatMap(([name, reason]) =>
      said(
        `accounts[].${name}`,
        reason,
        accounts.some((line) => line[name as keyof typeof line] === null),
      ),
    ),
    ...said(
      "accounts[].override.computed_score",
      ofAccount.score!,
      computed.some((one) => one.computed_score === null),
    ),
    ...said(
      "accounts[].override.computed_band",
      ofAccount.band!,
      computed.some((one) => one.computed_band === null),
    ),
    ...said(
      "distribution[].arr",
      "No ARR is known for the accounts of this line.",
      distribution.some(({ arr }) => arr === null),
    ),
    ...said("already_lost.arr", "No ARR is known for these accounts.", already_lost.arr === null),
    ...said("next_offset", "This is the last page.", fields.next_offset === null),
  ];
}

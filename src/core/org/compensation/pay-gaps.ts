import type { UndefinedField } from "../../contract/envelope.ts";
import { because } from "../../metrics/because.ts";
import type { PayFields } from "./pay-fields.ts";
import type { PayQuestion } from "./pay-question.ts";

/** Why the effect of the events on pay is unknown, as the first thing that is missing. */
function whyNoEffect({ book }: PayQuestion, { components, events: rows }: PayFields): string {
  if (book === undefined) return "No book was given.";
  if (book.arr === undefined || book.kept === undefined) return "Needs the book's arr at the start and kept at the end.";
  const gross = components.find(({ metric }) => metric === "grr");
  if (gross === undefined) return "The plan has no grr component.";
  if (gross.target === null) return "The grr component has no target.";
  const open = rows.filter(({ counts }) => counts === null).map(({ account }) => account);
  if (open.length) return `Needs months since the handover of ${open.join(", ")}.`;
  return "Needs kept of the reassigned accounts that do not count.";
}

/** The reason under the path of each field that is null in some row of a list. */
function inRows<Row>(list: string, rows: readonly Row[], reason: string, ...names: (keyof Row & string)[]): UndefinedField[] {
  const empty = names.filter((name) => rows.some((row) => row[name] === null));
  return because(
    reason,
    empty.map((name) => `${list}.${name}`),
  );
}

/** A reason for every null of a pay plan. */
export function payGaps(fields: PayFields, question: PayQuestion): UndefinedField[] {
  const { cost, ramp_guarantee: ramp, events_effect: effect } = fields;
  return [
    ...inRows("components[]", fields.components, "Not given.", "target", "cap", "gate"),
    ...inRows("payout_curve[]", fields.payout_curve, "There is no variable pay.", "share"),
    ...inRows("cost", [cost], "No attainments were given.", "at_distribution"),
    ...(ramp === null
      ? because("ramp was not given.", "ramp_guarantee")
      : inRows("ramp_guarantee", [ramp], "new_csms was not given.", "new_csms", "cost", "extra_cost")),
    ...inRows("events[]", fields.events, "Needs months since the handover.", "counts"),
    ...(effect === null
      ? because(whyNoEffect(question, fields), "events_effect")
      : inRows("events_effect", [effect], "The whole book is left out.", "grr_left_out", "pays_left_out", "difference")),
    ...inRows(
      "profiles[]",
      fields.profiles,
      "The source gives no split; the money takes yours.",
      "base_share_low",
      "base_share_high",
    ),
    ...inRows("profiles[]", fields.profiles, "The source gives no weights.", "paid_twice"),
    ...inRows("market[]", fields.market, "It counts something else, or another currency.", "your_pay", "difference"),
  ];
}

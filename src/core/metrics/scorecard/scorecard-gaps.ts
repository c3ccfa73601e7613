import type { UndefinedField } from "../../contract/envelope.ts";
import { because } from "../because.ts";
import type { ScorecardFields } from "./scorecard-fields.ts";

/** The reason under the path of each field that is null in some row. */
function inRows<Row>(list: string, rows: readonly Row[], reason: string, ...names: (keyof Row & string)[]): UndefinedField[] {
  const empty = names.filter((name) => rows.some((row) => row[name] === null));
  return because(
    reason,
    empty.map((name) => `${list}[].${name}`),
  );
}

/** A reason for every null of a scorecard. */
export function scorecardGaps({ leading, left_out, targets }: ScorecardFields): UndefinedField[] {
  const uncounted = "Needs accounts in tiers, new_accounts_a_year or csms.";
  const unseen = "Too few or unknown events, or no value today.";
  return [
    ...inRows("leading", leading, uncounted, "events_a_year", "moves_in_a_quarter"),
    ...inRows("leading", leading, unseen, "change_seen", "change_wanted"),
    ...inRows("left_out", left_out, unseen, "change_seen", "change_wanted", "moves_in_a_quarter"),
    ...inRows("targets", targets, "Not given.", "current"),
    ...inRows("targets", targets, "No fitting population, no value today.", "target"),
    ...inRows("targets", targets, "No target, or chance unknown.", "low", "high"),
    ...inRows(
      "targets",
      targets,
      "Needs accounts and a value, GRR also ARR by tier; no spread known for NRR and cost.",
      "smallest_change",
    ),
    ...inRows("targets", targets, "No value, target or smallest change.", "readable"),
  ];
}

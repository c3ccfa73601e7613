import type { UndefinedField } from "../contract/envelope.ts";
import { addAll } from "../order/add-all.ts";
import { because } from "./because.ts";
import type { RetentionFields } from "./retention-result.ts";

const noStart = "No account pays at the start, so there is nothing to retain.";

/**
 * Why fields of an answer out of accounts are null, where they are. `yearly` says that the window is, or is taken to be, twelve months.
 * @example nullReasons(fields, true) // [{ field: "annualised", reason: "The window is a year already." }]
 */
export function nullReasons(fields: RetentionFields, yearly: boolean): UndefinedField[] {
  const reasons: UndefinedField[] = [];
  const nobody = fields.accounts.starting === 0;
  if (nobody)
    addAll(
      reasons,
      because(
        noStart,
        "nrr",
        "grr",
        "logo_retention",
        "concentration.top_account",
        "concentration.top_five",
        "adverse_selection.opening_average",
        "adverse_selection.median_change_rate",
      ),
    );
  if (nobody && fields.nrr_without_price === null) addAll(reasons, because(noStart, "nrr_without_price"));
  if (fields.noise.logo_half_width === null)
    addAll(
      reasons,
      because(
        nobody ? noStart : "All accounts stayed or all left; from that alone chance cannot be gauged.",
        Object.keys(fields.noise).map((name) => `noise.${name}`),
      ),
    );
  if (fields.concentration.top_account_share_of_expansion === null)
    addAll(
      reasons,
      because(
        "No account of the cohort expanded.",
        "concentration.top_account_share_of_expansion",
        "concentration.top_five_share_of_expansion",
      ),
    );
  if (fields.adverse_selection.index === null)
    addAll(
      reasons,
      because(nobody ? noStart : "No account left.", "adverse_selection.index", "adverse_selection.churned_average"),
    );
  if (fields.segments.some(({ nrr }) => nrr === null))
    addAll(
      reasons,
      because("No account of the segment pays at the start.", "segments[].nrr", "segments[].grr", "segments[].logo_retention"),
    );
  if (fields.movements === null)
    addAll(reasons, because("It needs what each account paid in the months between the two dates.", "movements"));
  if (fields.annualised === null)
    addAll(
      reasons,
      because(
        yearly ? "The rates are for a year already." : nobody ? noStart : "Less than a month says too little of a year.",
        "annualised",
      ),
    );
  return reasons;
}

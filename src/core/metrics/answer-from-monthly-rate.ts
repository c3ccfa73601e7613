import { annualise } from "./annualise.ts";
import { because } from "./because.ts";
import type { RetentionAnswer } from "./retention-answer.ts";

/**
 * A monthly gross retention compounded to a year, and nothing else: every other field is null or empty. Rates as fractions.
 * Throws Problem for a rate outside 0 to 1.
 * @example answerFromMonthlyRate(0.98).fields.annualised // { monthly_grr: 0.98, grr: 0.7847... }
 */
export function answerFromMonthlyRate(monthlyGrr: number): RetentionAnswer {
  const annualised = annualise(monthlyGrr);
  const bridge = { starting: null, new: null, expansion: null, reactivation: null, contraction: null, churn: null, ending: null };
  const accounts = { starting: null, churned: null, contracted: null, flat: null, expanded: null, new: null, reactivated: null };
  const noise = { logo_low: null, logo_high: null, logo_half_width: null, grr_half_width: null };
  const concentration = {
    top_account: null,
    top_five: null,
    top_account_share_of_expansion: null,
    top_five_share_of_expansion: null,
  };
  const adverse_selection = { index: null, churned_average: null, opening_average: null, median_change_rate: null };
  const parts = { bridge, accounts, noise, concentration, adverse_selection };
  const names = Object.entries(parts).flatMap(([part, fields]) => Object.keys(fields).map((name) => `${part}.${name}`));
  return {
    fields: {
      nrr: null,
      grr: null,
      logo_retention: null,
      quick_ratio: null,
      ...parts,
      segments: [],
      definitions: [],
      assessment: [],
      refused: [],
      months: [],
      movements: null,
      annualised,
    },
    warnings: [
      {
        code: "compounded_rate",
        message: "A year compounded from one month is not a yearly cohort: never put the two side by side.",
      },
    ],
    assumptions: [
      {
        what: "The other eleven months",
        value: "as the given one",
        why: "One monthly rate says nothing of the others.",
        if_wrong: "The year is the product of its twelve monthly rates.",
      },
    ],
    undefined: because(
      "Only a monthly rate was given.",
      "nrr",
      "grr",
      "logo_retention",
      "quick_ratio",
      "movements",
      "annualised.nrr",
      names,
    ),
  };
}

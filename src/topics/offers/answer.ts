import * as z from "zod";
import { shown } from "../../core/kinds.ts";
import { AgainstBlock, OwnTermRow } from "./own-term.ts";
import { saveStates } from "./question.ts";
import { RenewalsBlock } from "./renewals-answer.ts";
import { SavePlanBlock } from "./save-plan.ts";

/** One offer beside holding today's price. */
const OfferRow = z.strictObject({
  name: z.string(),
  price: shown.money(),
  change: shown.rate(),
  cash: z.array(shown.money()),
  present_value: shown.money(),
  margin: shown.money(),
  gives: shown.money(),
  pays_above_loss: shown.rate().nullable(),
  may_lose: shown.rate().nullable(),
  accounts_may_lose: shown.count().nullable(),
  accounts_must_save: shown.count().nullable(),
  one_more_lost: shown.money().nullable(),
  term_pays_below: shown.rate().nullable(),
  arr_to_make_up: shown.money().nullable(),
  months_to_make_up: shown.months().nullable(),
  nrr_points: shown.rate().nullable(),
  grr_points: shown.rate().nullable(),
  precedent: shown.money().nullable(),
  precedent_share: shown.rate().nullable(),
  expected: shown.money().nullable(),
  own_term: OwnTermRow,
  in_the_room: z.array(z.string()),
});

/** One account somebody wants to save. */
const SaveRow = z.strictObject({
  account: z.string(),
  state: z.enum(saveStates),
  arr: shown.money(),
  runway_days: shown.days(),
  begin_by: z.string(),
  checkpoint: z.string(),
  stop_date: z.string(),
  last_working_day: z.string(),
  hours_now: shown.hours(),
  hours_later: shown.hours(),
  stake: shown.money(),
  hours: shown.hours(),
  effort: shown.money(),
  concession: shown.money(),
  year_margin: shown.money(),
  year_kept: shown.money(),
  kept_an_hour: shown.money().nullable(),
  needs: z.array(z.strictObject({ without: shown.rate(), with: shown.rate().nullable() })),
  steps: z.array(z.strictObject({ discount: shown.rate(), cost_a_year: shown.money(), half_becomes: shown.rate().nullable() })),
  ceilings: z.array(z.strictObject({ without: shown.rate(), with: shown.rate(), ceiling: shown.rate() })),
  lift_low: shown.rate().nullable(),
  lift_high: shown.rate().nullable(),
  discount_ceiling: shown.rate().nullable(),
  no_margin_above: shown.rate().nullable(),
  lift_a_percent: shown.rate().nullable(),
  expected: shown.money().nullable(),
});

/** What weigh_offer answers with. */
export const OfferFields = z.strictObject({
  basis_used: z.strictObject({
    gross_margin: shown.rate(),
    discount: shown.rate(),
    years: shown.number(),
    hour_cost: shown.money().nullable(),
    risks: z.array(z.strictObject({ added_risk: shown.rate(), worth_a_year: shown.money(), worth_as_discount: shown.rate() })),
    notice: z.array(
      z.strictObject({
        notice: z.string(),
        last_day: z.string().nullable(),
        last_working_day: z.string().nullable(),
        days_left: shown.number().nullable(),
        closed_up_to: z.string(),
      }),
    ),
  }),
  hold: z.strictObject({ cash: z.array(shown.money()), present_value: shown.money(), margin: shown.money() }).nullable(),
  against: AgainstBlock.nullable(),
  plan: SavePlanBlock.nullable(),
  renewals: RenewalsBlock.nullable(),
  offers: z.array(OfferRow),
  saves: z.array(SaveRow),
  hours_used: shown.hours().nullable(),
});
export type OfferFields = z.infer<typeof OfferFields>;

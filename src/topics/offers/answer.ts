import * as z from "zod";
import { shown } from "../../core/kinds.ts";
import { saveStates } from "./saves.ts";

/** One offer beside holding today's price. */
export const OfferRow = z.strictObject({
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
  in_the_room: z.array(z.string()),
});

/** One account somebody wants to save. */
export const SaveRow = z.strictObject({
  account: z.string(),
  state: z.enum(saveStates),
  arr: shown.money(),
  runway_days: shown.days(),
  begin_by: z.string(),
  stop_date: z.string(),
  stake: shown.money(),
  hours: shown.hours(),
  effort: shown.money(),
  concession: shown.money(),
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
  }),
  hold: z.strictObject({ cash: z.array(shown.money()), present_value: shown.money(), margin: shown.money() }).nullable(),
  offers: z.array(OfferRow),
  saves: z.array(SaveRow),
  hours_used: shown.hours().nullable(),
});
export type OfferFields = z.infer<typeof OfferFields>;

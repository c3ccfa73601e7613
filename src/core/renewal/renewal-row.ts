import * as z from "zod";
import { IsoDate } from "../contract/vocabulary.ts";

/** One contract that comes up for renewal, as a caller gives it. Money in major units, rates as fractions; null means unknown. */
export const RenewalRow = z.strictObject({
  account: z.string().min(1).nullish(),
  arr: z.number(),
  health: z.number().nullish(),
  probability: z.number().nullish(),
  category: z.string().nullish(),
  /** The same call as the category "committed". */
  committed: z.boolean().nullish(),
  renewal_date: IsoDate.nullish(),
  notice_days: z.number().nullish(),
  /** False where the customer must sign to go on, so that the end of term is the deadline. */
  auto_renews: z.boolean().nullish(),
  /** The day of a break or yearly opt-out inside a longer term; it goes before the renewal date. */
  decision_date: IsoDate.nullish(),
  multi_year_no_decision: z.boolean().nullish(),
  notice_served: z.boolean().nullish(),
  /** What the owner says will be kept. */
  called: z.number().nullish(),
  outcome: z.enum(["renewed", "lost", "open"]).nullish(),
  retained: z.number().nullish(),
  uplift: z.number().nullish(),
  /** Share of the ARR kept when it renews; all of it unless stated. */
  value_fraction: z.number().nullish(),
});
export type RenewalRow = z.infer<typeof RenewalRow>;

/** Where a chance comes from. */
export type Evidence = "probability" | "category" | "health";

/** A row that passed the checks: named, with its category settled. */
export interface Renewal {
  account: string;
  /** How a message names it. */
  place: string;
  arr: number;
  health: number | null;
  probability: number | null;
  category: string | null;
  renewal_date: string | null;
  notice_days: number | null;
  auto_renews: boolean | null;
  decision_date: string | null;
  multi_year_no_decision: boolean;
  notice_served: boolean;
  called: number | null;
  outcome: "renewed" | "lost" | "open";
  retained: number | null;
  uplift: number | null;
  value_fraction: number;
}

/** A renewal in the forecast: dated, with its chance and what it keeps when it renews. */
export interface ForecastRenewal extends Renewal {
  /** The last day on which the customer can say no; null where nothing has a date. */
  deadline: string | null;
  /** Whether that day is known and not the renewal date for want of a notice period. */
  deadline_known: boolean;
  source: Evidence;
  /** Health band, category, or "stated". */
  band: string;
  /** The chance as assumed, before any correction by history. */
  prior_rate: number;
  /** The chance the forecast uses. */
  rate: number;
  /** ARR times the share kept, exact to the hundredth. */
  value: number;
}

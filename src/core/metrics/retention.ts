import type * as z from "zod";
import type { AccountCountsSchema, BridgeSchema, PolicySchema } from "./retention-result.ts";

/** The choices on which two people can differ and both be right; without `winback_days` a return counts as one after any time. */
export type RetentionPolicy = Required<Omit<Policy, "winback_days">> & Pick<Policy, "winback_days">;
type Policy = z.infer<typeof PolicySchema>;
/** What moved the revenue between two dates; every part is zero or more, and the parts add up to the ending. */
export type Bridge = z.infer<typeof BridgeSchema>;
/** How many accounts of the cohort did what; new and reactivated stand outside the cohort. */
export type AccountCounts = z.infer<typeof AccountCountsSchema>;

/** Retention of one book between two dates, rates as fractions; a rate is null when nobody paid at the start. */
export interface Retention {
  nrr: number | null;
  grr: number | null;
  logo_retention: number | null;
  bridge: { [Part in Exclude<keyof Bridge, "fx">]: number };
  accounts: { [Count in keyof AccountCounts]: number };
}

/** Point to point, in the form most boards expect. */
export const standardPolicy: RetentionPolicy = { reactivation: "excluded", gap: "retained", grr: "standard" };

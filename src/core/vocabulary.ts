import * as z from "zod";

/** How an account is looked after: a person of its own, a shared person, or a program. */
export const Touch = z.enum(["high", "low", "tech"]);
export type Touch = z.infer<typeof Touch>;

/** The roles a team plan can name. */
export const Role = z.enum([
  "cco",
  "vp",
  "director",
  "manager",
  "team_lead",
  "csm",
  "digital_csm",
  "cs_ops",
  "onboarding",
  "renewals",
]);
export type Role = z.infer<typeof Role>;

/** A date as people and programs both read it. */
export const IsoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "must be a date like 2026-01-31");

/** A guess as a range: the value to use and the ends it may really have. */
export const Bracket = z.strictObject({ low: z.number(), central: z.number(), high: z.number() });
export type Bracket = z.infer<typeof Bracket>;

/** Two ends of a published band. */
export const Band = z.array(z.number()).length(2);

/** Standards a caller may prefer everywhere; a figure that lacks one keeps its own default. */
export const commonStandards: readonly string[] = ["strategist", "compounding", "cs_science", "house"];

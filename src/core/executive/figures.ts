import * as z from "zod";
import { type Figures, figure } from "../contract/figure.ts";

/** How much a person can decide; the role or the level lends it, whichever is more. */
export const Power = z.enum(["high", "middle", "low"]);
export type Power = z.infer<typeof Power>;

export const RiskLevel = z.enum(["high", "medium", "unknown", "low"]);
export type RiskLevel = z.infer<typeof RiskLevel>;

export const signNames = ["left", "none", "silent", "weak", "alone", "one_left", "undated", "unscored"] as const;

const Days = z.number().multipleOf(1).min(0);
const Words = z.array(z.string());

/** Roles of the map, most important box first; `also` holds other words that are read as the role. */
export const RoleNames = z
  .array(z.strictObject({ role: z.string(), power: Power, needed: z.boolean(), carries_renewal: z.boolean(), also: Words }))
  .min(1);
/** Levels of the contact calendar and the box of the map each goes into. */
export const ContactLevels = z.array(z.strictObject({ level: z.string(), box: z.string(), power: Power, also: Words })).min(1);
/** Null months: always in touch, so nothing is ever due. */
export const MinimumContact = z.array(
  z.strictObject({
    level: z.string(),
    at_least: z.string(),
    every_months: z.number().multipleOf(1).min(1).nullable(),
    brings: z.string(),
  }),
);
export const RelationshipScale = z.array(z.strictObject({ points: z.number(), name: z.string() })).min(1);
export const RiskSigns = z.array(
  z.strictObject({ sign: z.enum(signNames), risk: RiskLevel, means: z.string(), do_next: z.string() }),
);

/** Every figure a map of stakeholders rests on. */
export const stakeholderReads = {
  roles: figure("executive-stakeholder-map", "role_names", RoleNames),
  levels: figure("executive-stakeholder-map", "contact_levels", ContactLevels),
  scale: figure("executive-relationship-scoring", "scale", RelationshipScale),
  expiresDays: figure("executive-relationship-scoring", "expires_days", Days),
  contactsNeeded: figure("executive-multi-threading", "contacts_at_onboarding", z.number().multipleOf(1).min(1)),
  liveDays: figure("executive-multi-threading", "live_contact_days", Days),
  cadence: figure("executive-engagement-cadence", "minimum_contact", MinimumContact),
  leastPoints: figure("executive-champions", "least_points", z.strictObject({ champion: z.number(), next: z.number() })),
  signs: figure("executive-champions", "risk_signs", RiskSigns),
};
export type StakeholderFigures = Figures<typeof stakeholderReads>;

import type * as z from "zod";
import { Role } from "../contract/vocabulary.ts";
import type { PlannedRole } from "./describe-roles.ts";
import type { HiringFigures } from "./figures.ts";
import { withoutNoise } from "./without-noise.ts";

/** One step of hiring: how many of a role, how many weeks before the first day to begin, and in which order. */
export interface HiringStep {
  role: Role;
  heads: number;
  weeks_before: number | null;
  order: number;
  why: string;
}

/**
 * Whom to hire, in the order of the rule's lead times: planned heads above today's. A role without a lead time comes last with null weeks.
 * @example hiringPlan([{ role: "cs_ops", heads: 1, today: 0, why: "…", rule: "org-roles" }], [{ role: "cs_ops", lead_time_weeks: 10 }])
 */
export function hiringPlan(roles: readonly PlannedRole[], leadTimes: z.infer<typeof HiringFigures>): HiringStep[] {
  const place = (role: Role) => {
    const index = leadTimes.findIndex((line) => line.role === role);
    return index < 0 ? leadTimes.length + Role.options.indexOf(role) : index;
  };
  return roles
    .filter((line) => line.today !== null && line.heads > line.today)
    .sort((a, b) => place(a.role) - place(b.role))
    .map((line, index) => ({
      role: line.role,
      heads: withoutNoise(line.heads - line.today!),
      weeks_before: leadTimes.find((lead) => lead.role === line.role)?.lead_time_weeks ?? null,
      order: index + 1,
      why: `${line.heads} planned, ${line.today} today.`,
    }));
}

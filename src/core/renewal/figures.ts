import * as z from "zod";
import { type Figure, figure } from "../contract/figure.ts";

const Rate = z.number().min(0).max(1);

/** Half-open bands of health from 0 to 100, each with its chance of renewal. */
export const HealthProbabilities = z
  .array(z.strictObject({ band: z.string(), from_health: z.number(), probability_rate: Rate }))
  .min(1);
export type HealthProbabilities = z.infer<typeof HealthProbabilities>;
export const CategoryProbabilities = z.array(z.strictObject({ category: z.string(), probability_rate: Rate })).min(1);
export type CategoryProbabilities = z.infer<typeof CategoryProbabilities>;
export const Contradictions = z.array(z.strictObject({ category: z.string(), below_health: z.number() }));
export type Contradictions = z.infer<typeof Contradictions>;

/** What a forecast of renewals reads; spread into a tool's `reads`. */
export const renewalReads = {
  healthProbabilities: figure("renewal-forecast", "health_probabilities", HealthProbabilities),
  categoryProbabilities: figure("renewal-forecast", "category_probabilities", CategoryProbabilities),
  contradictions: figure("renewal-forecast", "contradictions", Contradictions),
  /** Chance above which a renewal whose customer gave notice is a contradiction. */
  noticeServed: figure("renewal-stress", "notice_served_rate", Rate),
  /** By how much every log-odds falls in the common shock. */
  commonShock: figure("renewal-stress", "common_shock", z.number().positive()),
};

export interface RenewalFigures {
  healthProbabilities: Figure<HealthProbabilities>;
  categoryProbabilities: Figure<CategoryProbabilities>;
  contradictions: Figure<Contradictions>;
  noticeServed: Figure<number>;
  commonShock: Figure<number>;
}

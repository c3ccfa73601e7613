import * as z from "zod";
import { isExactMoney, isTooLarge } from "../../metrics/exact-money.ts";

export const assessmentAsks = [
  "maturity",
  "stage",
  "ambition",
  "reporting",
  "first_hire",
  "root_cause",
  "red_flags",
  "journey",
  "attention",
  "charter",
] as const;
export type AssessmentAsk = (typeof assessmentAsks)[number];

/** The last round a company closed; "none" when it never raised money. */
export const fundingRounds = ["none", "pre_seed", "seed", "series_a", "series_b", "series_c", "growth"] as const;
export const marks = ["low", "medium", "high"] as const;
export type Mark = (typeof marks)[number];
export const lossCauses = ["upstream", "execution", "outside", "unknown"] as const;
export type LossCause = (typeof lossCauses)[number];

const Text = z.string().trim().min(1);
const small = (value: number): boolean => !isTooLarge(value);
const Whole = z.number().multipleOf(1).min(0).refine(small, "is too large to be a count");
/** Hours or a severity, which need not be whole. */
const Amount = z.number().min(0).refine(small, "is too large to be exact");
const Share = z.number().refine((share) => share >= 0 && share <= 1, "must be a fraction from 0 to 1, so that 82% is 0.82");
const Money = z
  .number()
  .refine((amount) => amount >= 0, "is negative; give money as 0 or more")
  .refine(small, "is too large to be exact")
  .refine((amount) => !small(amount) || isExactMoney(amount), "is finer than a hundredth; round it to cents");
const together = (rows: readonly { arr?: number; hours?: number }[]): boolean =>
  [rows.map(({ arr }) => arr), rows.map(({ hours }) => hours)].every((list) =>
    small(list.reduce((sum: number, value) => sum + (value ?? 0), 0)),
  );
const TOO_MUCH = "add up to more than can be exact";
/** Numbers by name; the names are checked where the accepted ones are known. */
const Counts = z.record(z.string(), Whole);

/** Answers of every question, each taken by the questions that `takenBy` lists. */
export const AssessmentAnswers = z.strictObject({
  components: z
    .array(
      z.strictObject({
        component: Text,
        level: z.union([z.enum(marks), z.array(z.enum(marks)).min(1)]),
        evidence: Text.optional(),
      }),
    )
    .min(1)
    .optional(),
  next_year_from_signed: Share.optional(),
  trouble_if_largest_leave: z.boolean().optional(),
  growth_from_expansion: Share.optional(),
  top_twenty_share: Share.optional(),
  funded_as: Text.optional(),
  employees: Whole.optional(),
  ambition: Text.optional(),
  reports_to: Text.optional(),
  stuck_decisions: Counts.optional(),
  paid_on_retention: z.array(Text).optional(),
  several_teams: z.boolean().optional(),
  own_budget: z.boolean().optional(),
  board_number: z.boolean().optional(),
  people_in_a_year: Whole.optional(),
  mostly: z.enum(["accounts", "hiring", "both"]).optional(),
  losses: z
    .array(z.strictObject({ cause: z.enum(lossCauses), accounts: Whole, arr: Money.optional(), reason: Text.optional() }))
    .min(1)
    .refine(together, TOO_MUCH)
    .optional(),
  signs: z
    .array(z.strictObject({ look_at: Text, points_to: z.enum(["upstream", "execution"]) }))
    .min(1)
    .optional(),
  grr: Share.optional(),
  nrr: Amount.optional(),
  surprise_losses: Whole.optional(),
  losses_total: Whole.optional(),
  danger_named: z.boolean().optional(),
  renewals_owned: z.boolean().optional(),
  lost_arr: Money.optional(),
  new_arr: Money.optional(),
  time_away: Share.optional(),
  reports_per_leader: Whole.optional(),
  team: Counts.optional(),
  gaps: z
    .array(
      z.strictObject({
        gap: Text,
        stage: Text.optional(),
        accounts: Whole.optional(),
        arr: Money.optional(),
        severity: Amount.optional(),
        ruinous: z.boolean().optional(),
        owner: Text.optional(),
      }),
    )
    .min(1)
    .optional(),
  rank_by: z.enum(["accounts", "arr"]).optional(),
  touchpoints: Whole.optional(),
  split: z
    .array(z.strictObject({ name: Text, hours: Amount.optional(), arr: Money.optional() }))
    .min(1)
    .refine(together, TOO_MUCH)
    .optional(),
  charter: z
    .strictObject({
      company: Text.optional(),
      valid_from: Text.optional(),
      next_review: Text.optional(),
      outcomes: z.array(z.strictObject({ result: Text, measure: Text.optional(), by: Text.optional() })).optional(),
      activities: z.array(z.strictObject({ tier: Text, does: Text.optional() })).optional(),
      not_ours: z.array(z.strictObject({ task: Text, who: Text.optional() })).optional(),
      neighbors: z
        .array(z.strictObject({ who: Text, passes: Text.optional(), when: Text.optional(), decides: Text.optional() }))
        .optional(),
      owns_net_retention: Text.optional(),
      signed_by: z.array(Text).optional(),
    })
    .optional(),
});
export type AssessmentAnswers = z.infer<typeof AssessmentAnswers>;

/** One question with all that was said; counts are whole, shares are fractions, money is in major units. */
export interface AssessmentQuestion extends AssessmentAnswers {
  ask: AssessmentAsk;
  customers?: number;
  csms?: number;
  funding?: (typeof fundingRounds)[number];
}
export type AnswerName = Exclude<keyof AssessmentQuestion, "ask">;

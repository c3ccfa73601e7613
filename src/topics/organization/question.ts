import * as z from "zod";
import { ChartSchema } from "../../core/answer.ts";
import { cents, count, hours, rate, shown } from "../../core/kinds.ts";
import { isTooLarge } from "../../core/money.ts";

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
export const Funding = z
  .enum(fundingRounds)
  .describe("last round closed: none, pre_seed, seed, series_a, series_b, series_c or growth");
export const marks = ["low", "medium", "high"] as const;
export type Mark = (typeof marks)[number];
export const lossCauses = ["upstream", "execution", "outside", "unknown"] as const;
export type LossCause = (typeof lossCauses)[number];

const Text = z.string().trim().min(1).max(1000); // not a figure: characters of one text of an answer
const together = (rows: readonly { arr?: number; hours?: number }[]): boolean =>
  [rows.map(({ arr }) => arr), rows.map(({ hours }) => hours)].every(
    (list) => !isTooLarge(list.reduce((sum: number, value) => sum + (value ?? 0), 0)),
  );
/** Rows whose amounts add up to no more than can be exact. */
const exactTogether = <Row extends { arr?: number; hours?: number }>(rows: z.ZodArray<z.ZodType<Row>>) =>
  rows.refine(together, "add up to more than can be exact");
/** Numbers by name; the names are checked where the accepted ones are known. */
const Counts = z.record(z.string(), count());

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
    .optional()
    .describe("[{component, level: low, medium or high, or a list of marks, evidence}]"),
  next_year_from_signed: rate().optional().describe("share of next year's revenue from customers already signed"),
  trouble_if_largest_leave: z.boolean().optional().describe("true or false: serious trouble if the largest customers left"),
  growth_from_expansion: rate().optional().describe("share of growth from existing customers"),
  top_twenty_share: rate().optional().describe("share of revenue with the twenty largest customers"),
  funded_as: Text.optional().describe("the level the budget buys today"),
  employees: count().optional().describe("people in the whole company"),
  ambition: Text.optional().describe("the level of ambition that was chosen"),
  reports_to: Text.optional().describe("whom customer success reports to today"),
  stuck_decisions: Counts.optional().describe("{line: how many of the last stuck decisions that person could have settled}"),
  paid_on_retention: z.array(Text).optional().describe("[lines that lose money when customers leave]"),
  several_teams: z.boolean().optional().describe("true or false: customer success has several teams"),
  own_budget: z.boolean().optional().describe("true or false: it has a budget of its own"),
  board_number: z.boolean().optional().describe("true or false: the board reads a number of its own"),
  people_in_a_year: count().optional().describe("people in the team a year from now, approved seats only"),
  mostly: z
    .enum(["accounts", "hiring", "both"])
    .optional()
    .describe("accounts, hiring or both: what the leader's year will mostly be"),
  losses: exactTogether(
    z
      .array(
        z.strictObject({
          cause: z.enum(lossCauses),
          accounts: count(),
          arr: cents().optional(),
          reason: Text.optional(),
        }),
      )
      .min(1),
  )
    .optional()
    .describe("[{cause: upstream (product or wrong customers), execution, outside or unknown, accounts, arr, reason}]"),
  signs: z
    .array(z.strictObject({ look_at: Text, points_to: z.enum(["upstream", "execution"]) }))
    .min(1)
    .optional()
    .describe("[{look_at, points_to: upstream or execution}]"),
  grr: rate().optional().describe("gross retention as a fraction"),
  nrr: shown.rate().min(0, "must be 0 or more").optional().describe("net retention as a fraction"),
  surprise_losses: count().optional().describe("customers lost last year whose notice was a surprise"),
  losses_total: count().optional().describe("all customers lost last year"),
  danger_named: z.boolean().optional().describe("true or false: three people asked apart name the same accounts in danger"),
  renewals_owned: z.boolean().optional().describe("true or false: renewals are somebody's job and not done in spare hours"),
  lost_arr: cents().optional().describe("ARR lost last year"),
  new_arr: cents().optional().describe("ARR won from new customers last year"),
  time_away: rate().optional().describe("share of CSM time away from customers"),
  reports_per_leader: count().optional().describe("most direct reports of one leader"),
  team: Counts.optional().describe("{role: heads}, 0 for a role you lack"),
  gaps: z
    .array(
      z.strictObject({
        gap: Text,
        stage: Text.optional(),
        accounts: count().optional(),
        arr: cents().optional(),
        severity: hours().optional(),
        ruinous: z.boolean().optional(),
        owner: Text.optional(),
      }),
    )
    .min(1)
    .optional()
    .describe("[{gap, accounts or arr touched, severity (days lost each, or a scale of yours), stage, ruinous, owner}]"),
  rank_by: z.enum(["accounts", "arr"]).optional().describe("accounts or arr"),
  touchpoints: count().optional().describe("contacts in one stage"),
  split: exactTogether(
    z
      .array(
        z.strictObject({
          name: Text,
          hours: hours().optional(),
          arr: cents().optional(),
        }),
      )
      .min(1),
  )
    .optional()
    .describe("[{name of tier or segment, hours, arr}]"),
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
    .optional()
    .describe(
      "{company, outcomes [{result, measure, by}], activities [{tier, does}], not_ours [{task, who}], neighbors [{who, passes, when, decides}], owns_net_retention, signed_by, valid_from, next_review}",
    ),
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

/** What each question takes: `one_of` holds those of which one at least must be given before anything can be said. */
export const answersTaken: Record<AssessmentAsk, { one_of: readonly AnswerName[]; also: readonly AnswerName[] }> = {
  maturity: { one_of: ["components"], also: [] },
  stage: { one_of: ["customers", "csms", "funding"], also: [] },
  ambition: {
    one_of: ["next_year_from_signed", "trouble_if_largest_leave", "growth_from_expansion"],
    also: ["top_twenty_share", "funded_as"],
  },
  reporting: {
    one_of: ["employees", "stuck_decisions", "ambition", "several_teams", "own_budget", "board_number"],
    also: ["reports_to", "paid_on_retention"],
  },
  first_hire: { one_of: ["funding", "people_in_a_year"], also: ["mostly", "customers"] },
  root_cause: { one_of: ["losses", "signs"], also: [] },
  red_flags: {
    one_of: [
      "surprise_losses",
      "danger_named",
      "renewals_owned",
      "lost_arr",
      "grr",
      "nrr",
      "top_twenty_share",
      "time_away",
      "reports_per_leader",
      "team",
    ],
    also: ["losses_total", "new_arr", "csms", "customers"],
  },
  journey: { one_of: ["gaps"], also: ["rank_by", "touchpoints"] },
  attention: { one_of: ["split"], also: [] },
  charter: { one_of: ["charter"], also: [] },
};

/** What an answer is, in words; names that a rule lists are added where they are refused. */
export const answerWords = {
  customers: "paying customers, a whole number",
  csms: "CSMs, vacancies included, a whole number",
  funding: Funding.description,
  ...Object.fromEntries(Object.entries(AssessmentAnswers.shape).map(([name, { description }]) => [name, description])),
} as Record<AnswerName, string>;

const scalars: readonly AnswerName[] = ["customers", "csms", "funding"];

/** How an answer is written in a call. @example answerName("grr") // "answers.grr" */
export const answerName = (name: AnswerName): string => (scalars.includes(name) ? name : `answers.${name}`);

const Cause = z.strictObject({
  cause: z.enum(lossCauses),
  accounts: shown.count(),
  arr: shown.money().nullable(),
  /** Of the losses somebody could have changed or whose cause is unknown; null for those outside. */
  accounts_share: shown.rate().nullable(),
  arr_share: shown.rate().nullable(),
});

/** Upstream's share of the losses, with every unknown loss on the one side or the other. */
const Upstream = z.strictObject({
  known: z.number(),
  fewest_losses: z.number(),
  leading_share: shown.rate(),
  /** Unknown losses counted as execution, then as upstream. */
  low_share: shown.rate().nullable(),
  high_share: shown.rate().nullable(),
  /** The same with the band of chance around it. */
  band_low_share: shown.rate().nullable(),
  band_high_share: shown.rate().nullable(),
  arr_low_share: shown.rate().nullable(),
  arr_high_share: shown.rate().nullable(),
  /** What perfect execution would have kept. */
  execution_arr_low: shown.money().nullable(),
  execution_arr_high: shown.money().nullable(),
});

const Flag = z.strictObject({
  flag: z.string(),
  raised: z.boolean(),
  /** How many of what, and the number from, above or below which the flag is raised; absent where the answer is yes or no. */
  number: z.number().optional(),
  limit: z.number().optional(),
  /** What the number counts, and on which side of the limit the flag is raised. */
  measure: z.string(),
  /** One of the signs that together make an emergency. */
  counts_for_emergency: z.boolean(),
  rule: z.string(),
});

const Gap = z.strictObject({
  rank: z.number(),
  gap: z.string(),
  stage: z.string().optional(),
  accounts: shown.count().optional(),
  arr: shown.money().optional(),
  severity: z.number(),
  /** Accounts or ARR touched, times severity. */
  weight: shown.rate(),
  weight_share: shown.rate().nullable(),
  ruinous: z.boolean(),
});

const Attention = z.strictObject({
  name: z.string(),
  hours: shown.hours().nullable(),
  hours_share: shown.rate().nullable(),
  arr: shown.money().nullable(),
  arr_share: shown.rate().nullable(),
  /** Share of hours less share of ARR; above 0 it gets more than its revenue would. */
  points: shown.rate().nullable(),
  hours_over: shown.hours().nullable(),
});

/** What the tool answers; parts that do not belong to the question are absent. */
export const AssessmentFields = z.strictObject({
  ask: z.string(),
  recommendation: z.string().nullable(),
  levels: z
    .array(
      z.strictObject({
        name: z.string(),
        level: z.string().nullable(),
        low: z.string().optional(),
        high: z.string().optional(),
        evidence: z.string(),
      }),
    )
    .optional(),
  findings: z.array(z.strictObject({ finding: z.string(), evidence: z.string(), rule: z.string() })),
  disagreement: z
    .strictObject({ signals: z.array(z.strictObject({ signal: z.string(), says: z.string() })), meaning: z.string() })
    .optional(),
  next_steps: z.array(
    z.strictObject({ step: z.string(), owner: z.string().optional(), by: z.string().optional(), rule: z.string() }),
  ),
  /** At most three questions that would move the answer most. */
  missing: z.array(z.strictObject({ what: z.string(), why: z.string() })),
  causes: z.array(Cause).optional(),
  upstream: Upstream.optional(),
  flags: z.array(Flag).optional(),
  gaps: z.array(Gap).optional(),
  gaps_total: z.number().optional(),
  ranked_by: z.enum(["accounts", "arr"]).optional(),
  attention: z.array(Attention).optional(),
  attention_total: z.number().optional(),
  /** Hours that would have to move for both shares to agree, and their share of all hours. */
  hours_to_move: shown.hours().nullable().optional(),
  hours_to_move_share: shown.rate().nullable().optional(),
  charter: z.string().optional(),
  blanks: z.number().optional(),
  charts: z.array(ChartSchema),
});
export type AssessmentFields = z.infer<typeof AssessmentFields>;
export type LossesByCause = z.infer<typeof Cause>;
export type UpstreamShare = z.infer<typeof Upstream>;
export type RedFlag = z.infer<typeof Flag>;
export type RankedGap = z.infer<typeof Gap>;
export type AttentionRow = z.infer<typeof Attention>;

/** One line of a charter: its parts, null where nobody gave one. */
export type CharterLine = (string | null)[];

export interface Charter {
  company: string | null;
  valid_from: string | null;
  next_review: string | null;
  /** In the order of the four questions; an empty list is a blank of its own. */
  outcomes: CharterLine[];
  activities: CharterLine[];
  not_ours: CharterLine[];
  neighbors: CharterLine[];
  owns_net_retention: string | null;
  signed_by: string[];
  blanks: number;
  /** Tasks refused without saying who does them. */
  refused_without_address: string[];
  outcomes_without_measure: string[];
}

const blanksIn = (lines: readonly CharterLine[]): number =>
  lines.length === 0 ? 1 : lines.flat().filter((part) => part === null).length;

/**
 * A charter from the answers, with a blank wherever nobody decided; nothing is made up, and what is blank is counted.
 * @example charter({ ask: "charter", charter: { outcomes: [{ result: "Customers stay" }] } }).blanks // 10
 */
export function charter({ charter: given = {} }: AssessmentQuestion): Charter {
  const outcomes = (given.outcomes ?? []).map(({ result, measure, by }) => [result, measure ?? null, by ?? null]);
  const activities = (given.activities ?? []).map(({ tier, does }) => [tier, does ?? null]);
  const not_ours = (given.not_ours ?? []).map(({ task, who }) => [task, who ?? null]);
  const neighbors = (given.neighbors ?? []).map(({ who, passes, when, decides }) => [
    who,
    passes ?? null,
    when ?? null,
    decides ?? null,
  ]);
  const single = {
    company: given.company ?? null,
    valid_from: given.valid_from ?? null,
    next_review: given.next_review ?? null,
    owns_net_retention: given.owns_net_retention ?? null,
  };
  const signed_by = given.signed_by ?? [];
  const blanks =
    Object.values(single).filter((one) => one === null).length +
    (signed_by.length ? 0 : 1) +
    [outcomes, activities, not_ours, neighbors].reduce((sum, lines) => sum + blanksIn(lines), 0);
  return {
    ...single,
    outcomes,
    activities,
    not_ours,
    neighbors,
    signed_by,
    blanks,
    refused_without_address: (given.not_ours ?? []).filter(({ who }) => who === undefined).map(({ task }) => task),
    outcomes_without_measure: (given.outcomes ?? []).filter(({ measure }) => measure === undefined).map(({ result }) => result),
  };
}

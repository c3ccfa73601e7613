import type { AnswerName, AssessmentAsk } from "./assessment-question.ts";

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
export const answerWords: Record<AnswerName, string> = {
  customers: "paying customers, a whole number",
  csms: "CSMs, vacancies included, a whole number",
  funding: "last round closed: none, pre_seed, seed, series_a, series_b, series_c or growth",
  components: "[{component, level: low, medium or high, or a list of marks, evidence}]",
  next_year_from_signed: "share of next year's revenue from customers already signed",
  trouble_if_largest_leave: "true or false: serious trouble if the largest customers left",
  growth_from_expansion: "share of growth from existing customers",
  top_twenty_share: "share of revenue with the twenty largest customers",
  funded_as: "the level the budget buys today",
  employees: "people in the whole company",
  ambition: "the level of ambition that was chosen",
  reports_to: "whom customer success reports to today",
  stuck_decisions: "{line: how many of the last stuck decisions that person could have settled}",
  paid_on_retention: "[lines that lose money when customers leave]",
  several_teams: "true or false: customer success has several teams",
  own_budget: "true or false: it has a budget of its own",
  board_number: "true or false: the board reads a number of its own",
  people_in_a_year: "people in the team a year from now, approved seats only",
  mostly: "accounts, hiring or both: what the leader's year will mostly be",
  losses: "[{cause: upstream (product or wrong customers), execution, outside or unknown, accounts, arr, reason}]",
  signs: "[{look_at, points_to: upstream or execution}]",
  grr: "gross retention as a fraction",
  nrr: "net retention as a fraction",
  surprise_losses: "customers lost last year whose notice was a surprise",
  losses_total: "all customers lost last year",
  danger_named: "true or false: three people asked apart name the same accounts in danger",
  renewals_owned: "true or false: renewals are somebody's job and not done in spare hours",
  lost_arr: "ARR lost last year",
  new_arr: "ARR won from new customers last year",
  time_away: "share of CSM time away from customers",
  reports_per_leader: "most direct reports of one leader",
  team: "{role: heads}, 0 for a role you lack",
  gaps: "[{gap, accounts or arr touched, severity (days lost each, or a scale of yours), stage, ruinous, owner}]",
  rank_by: "accounts or arr",
  touchpoints: "contacts in one stage",
  split: "[{name of tier or segment, hours, arr}]",
  charter:
    "{company, outcomes [{result, measure, by}], activities [{tier, does}], not_ours [{task, who}], neighbors [{who, passes, when, decides}], owns_net_retention, signed_by, valid_from, next_review}",
};

const scalars: readonly AnswerName[] = ["customers", "csms", "funding"];

/** How an answer is written in a call. @example answerName("grr") // "answers.grr" */
export const answerName = (name: AnswerName): string => (scalars.includes(name) ? name : `answers.${name}`);

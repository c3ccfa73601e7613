const offset = "To skip no rows is the first page.";
const skip_bad_rows = "Bad rows are refused unless told otherwise.";
const notAFlag = "A fact that takes effect only when it is true.";
const unmoved = "It moves none of the numbers that two runs are compared by, so it explains no change.";

/** Where 0 (or false) rightly gives what leaving the parameter out gives, by tool; "ask: path" where it holds for one question only. */
export const sameAsLeftOut: Record<string, Record<string, string>> = {
  find_rules: { offset },
  find_benchmarks: { offset },
  inspect_table: { offset },
  compute_nrr: { offset, skip_bad_rows },
  analyze_cohorts: { offset, skip_bad_rows, "lives[].entered": "Followed from age 0 is followed from the start." },
  score_surveys: { skip_bad_rows, one_vote: "Each answer is a vote unless told otherwise." },
  score_health: {
    offset,
    skip_bad_rows,
    by_touch: "General weights are used unless told otherwise.",
    "accounts[].notice_served": notAFlag,
    "accounts[].sponsor_left": notAFlag,
    "weights{}": "Weights add up to 1, so one alone cannot become 0; a weight of 0 is tried below.",
  },
  forecast_renewals: {
    offset,
    skip_bad_rows,
    use_history: "History corrects nothing unless told otherwise.",
    "renewals[].committed": notAFlag,
    "renewals[].multi_year_no_decision": notAFlag,
    "renewals[].notice_served": notAFlag,
    "renewals[].uplift": "A renewal without an amount is taken to keep its ARR and no more, which the assumptions say.",
  },
  weigh_offer: {
    "offers[].escalator": "A price that nobody raises stays.",
    "offers[].free_months": "No free months are given unless some are named.",
    "offers[].credit": "No credit is given unless one is named.",
    "offers[].extra_cost": "Nothing is spent once unless it is named.",
    "offers[].walk_away": notAFlag,
    "offers[].base": notAFlag,
    "offers[].less": "Nothing is taken out unless its money is named.",
    "saves[].extra_cost": "Serving costs what the margin says unless more is named.",
    "saves[].spent_hours": "Hours that are spent change nothing; they are only said.",
    "book.accounts": "An average of no accounts is as unknown as one of a number nobody gave.",
    "saves[].discount": "A save gives no discount unless one is named.",
    "saves[].credit": "A save gives no credit unless one is named.",
  },
  measure_onboarding: { offset, skip_bad_rows },
  triage_book: {
    offset,
    skip_bad_rows,
    "hours.people{}.booked": "Nothing is booked unless it is said.",
    "hours{}.booked": "Nothing is booked unless it is said.",
    "hours.people{}.no_renewals": notAFlag,
    "hours{}.no_renewals": notAFlag,
    "accounts[].usage_before": "From nothing nothing falls.",
    "accounts[].notice_served": notAFlag,
    "accounts[].sponsor_left": notAFlag,
    "accounts[].notice_asked": notAFlag,
    "accounts[].escalations": "Nothing is open unless it is named.",
    "accounts[].put_off": "Nothing was put off unless it is said.",
    "accounts[].expansion": "Nothing can be sold unless an amount is named.",
  },
  design_tiers: {
    offset,
    skip_bad_rows,
    "accounts[].open_escalation": notAFlag,
    "accounts[].partner": notAFlag,
  },
  size_team: {
    offset,
    skip_bad_rows,
    "tiers[].first_year": "No accounts in their first year is what is counted unless some are named.",
  },
  map_stakeholders: { offset, skip_bad_rows },
  assess_organization: { "journey: answers.gaps[].ruinous": notAFlag },
  report_value: {
    offset,
    "lines[].validated": "A gain counts as confirmed only when the customer confirmed it.",
    "investment.once": "Nothing spent once is what a contract without a setup has.",
    "lines[].months[].all": "Of no units at all there is no share, as of units that nobody gave.",
  },
  plan_technology: { "weights{}": "Weights add up to 1, so one alone cannot become 0; a weight of 0 is tried below." },
  design_compensation: { "components[].from_zero": "Pay in proportion to target is what a plan that says nothing means." },
  model_economics: {
    "compounding: new_arr": "No new customers is what is compared where nobody gives any.",
    "acquisition: details.costs.support": "Support stays in cost of revenue, which the assumptions say.",
    "business_case: options[].ramp_months": "Lifts are given by year, and count from the first month unless a ramp is given.",
  },
  build_blueprint: {
    skip_bad_rows,
    "company.notice_days": "Kept in the company file and in no number, which a warning says.",
    "company.proposed_plan.roles{}": "A role left out has nobody.",
    "company.proposed_plan.lift[]": "The low end is only checked to be the lower one.",
    "company.last_run.company.annual_logo_churn": unmoved,
    "company.last_run.company.attrition": unmoved,
    "company.last_run.company.notice_days": unmoved,
    "company.last_run.company.new_accounts_a_year": unmoved,
    "company.contacts[].left": notAFlag,
    "company.last_run.company.contacts[].left": unmoved,
    "company.last_run.company.heads": unmoved,
    "company.last_run.company.proposed_plan.roles{}": unmoved,
    "company.last_run.company.proposed_plan.cost": unmoved,
    "company.last_run.company.proposed_plan.lift[]": unmoved,
  },
};

/** The same for calls in which something else decides, although 0 counts in another of the base calls. */
export const sameInSomeCalls: Record<string, Record<string, string>> = {
  weigh_offer: {
    "offers[].change": "An offer without a change is made at today's price; a smaller scope asks for its price.",
  },
  design_tiers: { "accounts[].periods_below": "An account that must not move yet stays, whatever the count." },
  design_compensation: { "book.events[].months": "One month is too recent to count, as is none." },
};

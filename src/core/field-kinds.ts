/** How a number is meant to be read; decides how it is printed and nothing else. */
export type FieldKind = "money" | "rate" | "count" | "hours" | "days" | "months" | "number";

/** Names by kind, so many a line that all of them can be seen at once. */
const kinds: Record<Exclude<FieldKind, "number">, string> = {
  money: `
    a actual added_cost already_kept amount amount_left_out annuity_due arpa arr arr_affected arr_at_horizon
    arr_at_risk arr_covered arr_covered_gained arr_covered_lost arr_end arr_high arr_lost arr_lost_high arr_lost_low
    arr_low arr_per_csm arr_reached arr_start at_distribution at_target average_arr b base budget budget_less
    budget_more budget_step by_churn cac called capped churn churned_average closing committed computed contraction
    cost cost_high cost_low cost_per_account cost_per_hour counted counted_value difference difference_in_margin
    discounted due earned_per_hire ending error_bound execution_arr_high execution_arr_low expansion expansion_high
    expansion_low expected expected_change expected_used exposed_arr extra_arr extra_cost extra_per_hire
    false_green_arr floor forecast fx given_value grid hard_value investment jump left_out left_out_arr
    lifetime_value loaded_cost margin_a_year margin_before min_arr moves_most_arr new new_arr new_arr_needed
    new_customer new_high new_low not_counted_value npv npv_recurring off_by opening opening_average ote p10 p50 p90
    paid_twice payout pays_counted pays_left_out per_hire pipeline price price_expansion published reactivation
    recruiting_high recruiting_low retained_arr retained_arr_needed sales_and_marketing simple single_threaded_arr
    standard_deviation standard_deviation_without starting stated still_needed total_pay unattributed_value uncapped
    unknown_notice_arr unvalidated unvalidated_value uplift usual_high usual_low variable weighted withheld your_pay`,
  rate: `
    accuracy added_grr_cash added_grr_once added_grr_renewing annual_churn arr_share assumed assumed_attainment at
    attainment attention attribution attrition bias break_even break_even_first_year break_even_high break_even_low
    breaks_even_at budget_rule budget_rule_break_even cap ceiling_high ceiling_low churn_mix corrected
    cost_share_of_arr cost_to_serve coverage criteria_weights cs_and_support_spend curve_attainment customer_time
    customer_time_target down_margin expansion_mandate extra_grr first_year_hours gate gross gross_margin
    growth_from_expansion grr grr_a grr_b grr_before grr_before_contraction grr_change grr_counted grr_half_width
    grr_interaction grr_left_out grr_mix grr_performance high_attainment hours_spread interval_coverage load logo
    logo_change logo_churn logo_half_width logo_high logo_low logo_retention low_attainment max_share min_share
    monthly_grr near_floor_margin net next_year_from_signed noticeable_change noticeable_grr_change nrr nrr_before
    nrr_change nrr_interaction nrr_mix nrr_performance nrr_without_price observed operations_signal override_share
    player_coach_book points points_high points_low post_sales_spend posterior precision probability_below_target
    probability_of_this_few_or_fewer probability_of_this_many_or_more ramp_delivery realisation recall
    recruiting_cost renewal_probability rise roi share share_by_value share_high share_low share_of_arr
    share_of_margin survival target_high target_low threshold top_account top_account_share_of_expansion top_five
    top_five_share_of_expansion top_twenty_share trial_change trial_churn value_break_even values wape weight
    weight_shares weights yearly_attrition yearly_churn`,
  count: `
    accounts accounts_without accounts_without_arr answers answers_for_change answers_for_margin capacity churned
    contacts contacts_needed contracted count csms csms_alone csms_needed csms_there customers detractors events
    expanded exposed flat forecasts headcount heads inside_interval live lost months_still_short n new_csms of
    opportunities overdue passives previous_answers promoters reactivated renewals renewed reports retained row
    rows_read rows_used runs_a_year single_threaded steps_found undated unknown_roles votes with_interval
    without_arr without_score without_score_lost`,
  hours: `
    contract_hours customer_hours hours hours_a_year hours_available hours_before_deadline hours_bought hours_freed
    hours_lost_to_attrition hours_needed hours_over hours_per_account hours_per_csm hours_per_run hours_short
    hours_to_move hours_used leave_hours sick_hours`,
  days: `
    day days days_over live_days notice_days within_days`,
  months: `
    full_in_months month_number opens_in_months payback_months`,
};

const kindOfName = new Map<string, FieldKind>(
  Object.entries(kinds).flatMap(([kind, names]) =>
    names
      .trim()
      .split(/\s+/)
      .map((name): [string, FieldKind] => [name, kind as FieldKind]),
  ),
);

/**
 * How a field of this name is read; names are shared across tools, so one list serves all. Names that end in _share or _rate are rates.
 * @example fieldKind("arr") // "money"
 */
export function fieldKind(name: string): FieldKind {
  return kindOfName.get(name) ?? (/_(share|rate)$/.test(name) ? "rate" : "number");
}

import type { Assumption, Warning } from "../../core/answer.ts";
import { bookWarning } from "../../render/notices.ts";
import type { CohortAssumption, CohortNotice } from "./answer.ts";
import type { LeftOut, LeftOutReason } from "./histories.ts";

function words(notice: CohortNotice): string {
  switch (notice.code) {
    case "unknown_start":
      return `${notice.customers} customers stand on the table's first day, ${notice.first}, far more than on any other: they must have started earlier, so they are left out. If they did start that day, give a from before it.`;
    case "first_month_starts":
      return `${notice.customers} ${notice.customers === 1 ? "customer is" : "customers are"} there in the table's first month, ${notice.first}, and counted as starting then. If they are older, give a from after that month.`;
    case "ended_at_once":
      return `Customers that ended on the day they began: ${notice.customers}. They paid on no day and are in no cohort; counted as customers who left at once, ${notice.customers} more of ${notice.of} would have left in the first month.`;
    case "ended_without_amount":
      return `Subscriptions that ended with the amount 0: ${notice.rows}. They count as not paying; if the export clears the amount on cancelling, these are lost customers that are missing here: give what they last paid.`;
    case "months_missing":
      return `The table has no rows for the month after ${notice.after.slice(0, 12).join(", ")}. What an account paid is taken to hold until the next month that is there.`;
    case "known_to":
      return `The last month of the table is ${notice.last}, so nothing is read after that day.`;
    case "data_may_end":
      return `${notice.left} of ${notice.before} customers of the month before ${notice.to} are gone on ${notice.to}. That looks like the end of the data, not like churn; try an earlier as_of.`;
    case "few_customers":
      return `These are ${notice.customers} customers, fewer than ${notice.fewest}: one more or less moves every figure visibly.`;
    case "survival_stuck":
      return `At month ${notice.month} all customers then followed left (${notice.at_risk}), so survival stays at nothing although older customers are seen later. Too few were followed from the start; give a later from, or leave out those that entered late.`;
    default:
      return bookWarning(notice).message;
  }
}

/** What was noticed on the way to an answer, as its warning. @example cohortWarning({ code: "known_to", last: "2026-01-01" }).code // "known_to" */
export const cohortWarning = (notice: CohortNotice): Warning => ({ code: notice.code, message: words(notice) });

/** What an answer took for granted, in words. */
export function cohortAssumption(assumption: CohortAssumption): Assumption {
  switch (assumption.code) {
    case "entered_late":
      return {
        what: "Customers followed only from a later age",
        value: `${assumption.customers} counted from the age they had when observation began`,
        why: "They started before it, and those like them who had left by then are not in the data.",
        if_wrong: "Counting them from their start would make survival look better than it was.",
      };
    case "at_anniversaries":
      return {
        what: "When a customer counts as lost",
        value: "At the first monthly anniversary of its start on which its last period has ended",
        why: "Everybody is then looked at the same number of times, whatever the day of the month.",
        if_wrong: "Losses of the last part of a month are seen one anniversary later.",
      };
    case "came_back":
      return {
        what: "Customers who stopped and came back",
        value: `${assumption.customers} kept in survival while away; away in the cohort table at the ages they were away`,
        why: "Net retention from one date to another also passes over a gap in between.",
        if_wrong: "If a return is a new sale, survival is too high: give each stay its own account.",
      };
  }
}

function reasonWords(reason: LeftOutReason): string {
  switch (reason.code) {
    case "never_paid":
      return "never paid anything";
    case "rows_unusable":
      return "rows that cannot be used, not customers";
    case "tenure_unusable":
      return "rows whose tenure or outcome cannot be used";
    case "age_unknown":
      return `already customers when the table begins on ${reason.date}, so their age is not known`;
    case "after_cohorts":
      return `started on ${reason.date} or later, after the cohorts asked for`;
    case "after_known":
      return `started after ${reason.date}, up to which the data is known`;
    case "not_seen":
      return `started before ${reason.date} and were not seen a month from then`;
  }
}

/** Customers that stand outside, with the reason as the answer shows it. */
export const leftOutLines = (rows: readonly LeftOut[]) =>
  rows.map(({ reason, customers }) => ({ reason: reasonWords(reason), customers }));

import type { Assumption, Warning } from "../../core/answer.ts";
import { bookWarning } from "../../render/notices.ts";
import type { RetentionAssumption, RetentionNotice } from "./answer.ts";

const totalsDisagree = {
  all_left: "All starting accounts left, but churn is less than the opening revenue.",
  no_account_left: "There is churned revenue but no churned account. If parts of accounts were cancelled, that is contraction.",
  all_revenue_left: "All revenue churned, but not all accounts did.",
} as const;

/** What was noticed on the way to an answer, as its warning. @example retentionWarning({ code: "compounded_rate" }).code // "compounded_rate" */
export function retentionWarning(notice: RetentionNotice): Warning {
  const { code } = notice;
  switch (code) {
    case "few_accounts":
      return {
        code,
        message: `The rates rest on ${notice.accounts} ${notice.accounts === 1 && notice.counted ? "account" : "accounts"}, fewer than ${notice.fewest}; one account more or less moves them visibly.`,
      };
    case "not_a_year":
      return {
        code,
        message: `From ${notice.from} to ${notice.to} is not twelve months, so yearly bands are left out. Never put these rates beside yearly ones.`,
      };
    case "winback_unknown":
      return {
        code,
        message: `Returned accounts whose last payment before the return is not in the data: ${notice.accounts}. They count as reactivations.`,
      };
    case "totals_may_mix":
      return {
        code,
        message:
          "Totals often contain movements of customers won in the period, which do not belong to the opening. A table or rows would show it.",
      };
    case "totals_disagree":
      return { code, message: totalsDisagree[notice.how] };
    case "compounded_rate":
      return {
        code,
        message: "A year compounded from one month is not a yearly cohort: never put the two side by side.",
      };
    default:
      return bookWarning(notice);
  }
}

/** What an answer took for granted, in words. */
export function retentionAssumption(assumption: RetentionAssumption): Assumption {
  switch (assumption.code) {
    // Bands speak of a year; said where nobody stated how long the period was.
    case "year":
      return {
        what: "Length of the period",
        value: "12 months",
        why: "Nothing states how long it is, and the bands are for a year.",
        if_wrong: "The rates stay; the labels do not hold, since a shorter period loses less.",
      };
    case "eleven_months":
      return {
        what: "The other eleven months",
        value: "as the given one",
        why: "One monthly rate says nothing of the others.",
        if_wrong: "The year is the product of its twelve monthly rates.",
      };
    case "new_accounts":
      return {
        what: "Accounts that pay nothing at the start and something at the end",
        value: `${assumption.accounts} counted as new`,
        why: "Nothing says whether they paid before.",
        if_wrong: "Those that did belong to reactivation; net and gross retention stay, the bridge and the quick ratio change.",
      };
    case "price":
      return {
        what: "Price increase",
        value: `${assumption.increase} of the opening of every account that stayed, and no more than it grew`,
        why: "One increase for all was given, and no price of single accounts.",
        if_wrong:
          "Accounts that were spared it, or got it for part of the window, grew by more than price; net without price is higher.",
      };
    case "rates": {
      const end = assumption.rates_end ? "; the closing at rates_end" : "; the closing too, since rates_end is not given";
      return {
        what: "Exchange rates",
        value: `Every amount at the given rates into ${assumption.reporting}, the same on all dates${end}`,
        why: "Retention is told in constant currency, so that a rate that moved is not a customer that did.",
        if_wrong: "Shares of currencies in the rates change; an account's own kept share does not.",
      };
    }
  }
}

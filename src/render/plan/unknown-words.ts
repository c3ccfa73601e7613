import type { Plan } from "../../core/plan/plan.ts";
import type { PlanUnknown } from "../../core/plan/plan-unknowns.ts";
import { decimal, percent, shortMoney } from "../numbers.ts";

export interface UnknownWords {
  what: string;
  moves: string;
  how_to_find: string;
}

/** An unknown in a few words, for a list. */
export function unknownName(plan: Plan, unknown: PlanUnknown): string {
  switch (unknown.kind) {
    case "team":
      return "today's team by role";
    case "account_table":
      return "ARR of each account, a year ago and now";
    case "hours":
      return plan.customer_time.known ? "hours per account" : "customer time and hours per account, logged for four weeks";
    case "gross_margin":
      return "gross margin, and whether customer success is inside it";
    case "new_accounts":
      return "new accounts a year";
  }
}

/** An unknown as a question, what its answer moves, and how to get it; "don't know" keeps the bracket. */
export function unknownWords(plan: Plan, unknown: PlanUnknown): UnknownWords {
  const money = (amount: number) => shortMoney(amount, plan.currency);
  const { low, high } = unknown;
  switch (unknown.kind) {
    case "team":
      return {
        what: "Who works in customer success today, by role?",
        moves: "What each plan adds, and so its break-even.",
        how_to_find: "Count heads by role from the org chart.",
      };
    case "account_table": {
      const missing = plan.facts.arr_by_tier_known
        ? "ARR a year ago and now, account by account"
        : plan.facts.nrr === null
          ? "ARR of each account, a year ago and now"
          : "ARR of each account";
      return {
        what: `${missing}?`,
        moves:
          low !== null && high !== null
            ? `ARR lost a year ${low === high && low > 0 ? `is ${money(low)} only if leavers are of average size` : `lies between ${money(low)} and ${money(high)}`}: whether keeping it can pay for a plan, and whether a target is already met.`
            : "NRR, GRR, the ARR of each tier, and with them every break-even in accounts.",
        how_to_find: "Export one row per account from billing; inspect_table says what is missing.",
      };
    }
    case "hours":
      return {
        what: plan.customer_time.known
          ? "How many hours does an account of each tier take?"
          : "What share of CSM time goes to customers, and how many hours does an account of each tier take?",
        moves: `The CSMs needed: ${decimal(low!, 1)} to ${decimal(high!, 1)}, worth ${money(unknown.effect!)} a year from end to end.`,
        how_to_find: "Have CSMs log customer hours by account for four weeks.",
      };
    case "gross_margin":
      return {
        what: "What is the gross margin on subscriptions, and is customer success inside it?",
        moves: `The ARR plan B must win back: ${money(low!)} to ${money(high!)} (${percent(plan.gross_margin.low, 0)} to ${percent(plan.gross_margin.high, 0)} assumed).`,
        how_to_find: "Ask finance for last year's figure.",
      };
    case "new_accounts": {
      const question = plan.team.questions.find((one) => one.question.includes("new accounts"));
      return {
        what: "How many new accounts start in a year?",
        moves: question
          ? `Every twelve a year take ${decimal(question.low, 1)} to ${decimal(question.high, 1)} CSMs.`
          : "The hours of onboarding.",
        how_to_find: "Count last year's first invoices, or take the sales plan.",
      };
    }
  }
}

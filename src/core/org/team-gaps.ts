import type { UndefinedField } from "../contract/envelope.ts";
import type { TeamPlan } from "./team-plan.ts";

type Planned = Omit<TeamPlan, "warnings" | "assumptions" | "undefined">;

/**
 * The reason for every null of a team plan.
 * @example teamGaps(plan) // [{ field: "cost_share_of_arr", reason: "..." }]
 */
export function teamGaps(plan: Planned): UndefinedField[] {
  const gap = (missing: boolean, field: string, reason: string): UndefinedField[] => (missing ? [{ field, reason }] : []);
  const noArr = "The ARR of this tier is unknown, or 0.";
  const noDate = "Without as_of no renewal is near or far.";
  return [
    ...gap(
      plan.pools.some((pool) => pool.arr === null),
      "pools[].arr",
      "Nobody gave the ARR of this tier.",
    ),
    ...gap(
      plan.pools.some((pool) => pool.accounts_per_csm === null),
      "pools[].accounts_per_csm",
      "The tier above serves it with time to spare, or it takes no hours.",
    ),
    ...gap(
      plan.pools.some((pool) => pool.arr_per_csm === null),
      "pools[].arr_per_csm",
      "No whole CSM of its own, or ARR unknown.",
    ),
    ...gap(
      plan.pools.some((pool) => pool.cost_to_serve === null),
      "pools[].cost_to_serve",
      noArr,
    ),
    ...gap(plan.new_accounts === null, "new_accounts", "new_accounts_a_year was not given."),
    ...gap(
      plan.books.some((book) => book.load === null),
      "books[].load",
      "These accounts have no owner.",
    ),
    ...gap(
      plan.books.some((book) => book.renewals === null),
      "books[].renewals",
      noDate,
    ),
    ...gap(plan.books_after?.some((book) => book.renewals === null) ?? false, "books_after[].renewals", noDate),
    ...gap(plan.books_after === null, "books_after", "No owners, or nothing that changes their books."),
    ...gap(plan.books_after?.some((book) => book.load === null) ?? false, "books_after[].load", "These accounts have no owner."),
    ...gap(
      plan.served_less.some((row) => row.account === null),
      "served_less[].account",
      "Only the totals of its tier are known.",
    ),
    ...gap(
      plan.served_less.some((row) => row.arr === null),
      "served_less[].arr",
      noArr,
    ),
    ...gap(plan.arr_at_risk === null, "arr_at_risk", "The ARR of a tier that gets less is unknown."),
    ...gap(
      plan.roles.some((role) => role.today === null),
      "roles[].today",
      "team was not given.",
    ),
    ...gap(plan.budget_left === null, "budget_left", "No budget was given."),
    ...gap(plan.today === null, "today", "team was not given."),
    ...gap(plan.arr === null, "arr", "The ARR of a tier is unknown and no total was given."),
    ...gap(plan.cost_share_of_arr === null, "cost_share_of_arr", "Total ARR is unknown, or 0."),
    ...gap(plan.arr_check === null, "arr_check", "The ARR that CSMs serve is unknown, or they serve none."),
    ...gap(plan.arr_check?.arr_per_csm === null, "arr_check.arr_per_csm", "The plan has no CSM."),
    ...gap(
      plan.hiring_plan.some((step) => step.weeks_before === null),
      "hiring_plan[].weeks_before",
      "The rule names no lead time for this role.",
    ),
  ];
}

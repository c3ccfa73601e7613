import type { Warning } from "../../core/answer.ts";
import { inShort } from "../../core/english.ts";
import { roundUp, withoutNoise } from "../../core/money.ts";
import { Touch } from "../../core/vocabulary.ts";
import type { TeamFigures } from "./figures.ts";
import type { TeamQuestion } from "./question.ts";
import type { TeamPlan } from "./team-plan.ts";

type Planned = Omit<TeamPlan, "warnings" | "assumptions" | "undefined">;

/** The first names of a list, and how many more there are. */
function some(books: readonly { owner: string }[]): string {
  const first = books.slice(0, 2).map((book) => book.owner);
  const rest = books.length - first.length;
  return `${first.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

/**
 * What a reader should know before trusting a team plan: hours nobody covers, leaders with too many reports, tiers above their ceiling of cost, accounts without an owner or a renewal date, ARR that does not add up.
 * @example teamWarnings(plan, question, figures)[0].code // "hours_short"
 */
export function teamWarnings(plan: Planned, question: TeamQuestion, figures: TeamFigures): Warning[] {
  const found: Warning[] = [];
  const warn = (code: string, message: string) => found.push({ code, message });
  if (plan.capacity.hours_short > 0) {
    const lowest = plan.pools.filter((pool) => pool.hours_per_account > 0).at(-1)?.tier;
    const cause =
      plan.capacity.hours_available >= withoutNoise(plan.capacity.hours_needed - plan.capacity.hours_freed)
        ? "once people leave and new ones learn"
        : "even before anybody leaves";
    warn(
      "hours_short",
      `The CSMs cannot do all the work ${cause}: capacity.hours_short stays undone, by default in ${lowest ?? "the lowest tier"}.`,
    );
  }
  const [span, ...spans] = plan.span_checks.filter((check) => !check.ok);
  const others = spans.length ? ` So it is for ${spans.length} more; see span_checks.` : "";
  if (span) warn("span", `${span.leader} would lead ${span.reports}; the rule says ${span.low} to ${span.high}.${others}`);
  for (const touch of Touch.options) {
    const ceiling = figures.costToServe.value[touch][1]!;
    const dear = plan.pools.filter((pool) => pool.touch === touch && pool.cost_to_serve !== null && pool.cost_to_serve > ceiling);
    if (dear.length)
      warn(
        "cost_to_serve",
        `${inShort(dear.map(({ tier }) => tier))}: CSMs alone cost more than ${ceiling} of ARR, the ceiling for ${touch} touch.`,
      );
  }
  const known = plan.pools.every((pool) => pool.arr !== null);
  if (known && question.arr !== undefined && question.arr !== plan.arr)
    warn(
      "arr_does_not_add_up",
      `The tiers' ARR adds up to ${plan.arr}, the total given is ${question.arr}. The tiers' sum is used.`,
    );
  const unowned = plan.books.find((book) => book.load === null);
  if (unowned)
    warn(
      "unassigned",
      `${unowned.accounts === 1 ? "1 account has no owner; it stands" : `${unowned.accounts} accounts have no owner; they stand`} as "${unowned.owner}" in books.`,
    );
  const over = plan.books.filter((book) => book.load !== null && withoutNoise(book.load) > 1);
  if (over.length) warn("overloaded", `Owners with more hours than a year holds: ${some(over)}.`);
  const after = plan.books_after?.filter((book) => book.load !== null && withoutNoise(book.load) > 1) ?? [];
  if (after.length) warn("overloaded_after", `Still too much after the moves: ${some(after)}; no account fits elsewhere.`);
  const coaches = question.player_coaches ?? [];
  const owners = plan.books.filter((book) => book.load !== null && !coaches.includes(book.owner)).length;
  if (owners > 0 && question.team?.csm !== undefined && roundUp(question.team.csm) !== owners)
    warn(
      "owners_and_team",
      `team says ${question.team.csm} CSMs, the accounts have ${owners} owners. Books follow the accounts.`,
    );
  const undated = question.accounts?.filter((account) => account.renewal_date === null).length ?? 0;
  if (plan.served_less.length && question.accounts && question.as_of === undefined)
    warn("no_as_of", "Without as_of no account is protected by a renewal or notice date that is near.");
  if (plan.served_less.length && undated > 0)
    warn("no_renewal_date", `${undated} accounts have no renewal date, so a renewal near them could not protect them.`);
  return found;
}

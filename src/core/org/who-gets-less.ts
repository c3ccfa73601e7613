import { coachFte } from "./coach-fte.ts";
import { type BookPlan, planBooks } from "./plan-books.ts";
import type { Staffing } from "./plan-roles.ts";
import { serveTiersLess } from "./serve-tiers-less.ts";
import { servedAccounts } from "./served-account.ts";
import type { TeamQuestion } from "./team-question.ts";
import type { TeamFigures } from "./team-reads.ts";
import { csmFte, newAccountHours } from "./team-work.ts";
import { withoutNoise } from "./without-noise.ts";

/**
 * Books, moves and the accounts that get less where heads or a budget are fixed: from accounts each by name, from totals a number a tier.
 * @example whoGetsLess(question, staffing, figures).served_less // [] while the CSMs can do the work
 */
export function whoGetsLess(question: TeamQuestion, { work_in_plan: work, heads }: Staffing, figures: TeamFigures): BookPlan {
  const fixed = question.heads !== undefined || question.budget !== undefined;
  const otherHours = newAccountHours(work);
  if (question.accounts) {
    const served = servedAccounts(question.accounts, work, {
      as_of: question.as_of ?? null,
      months: figures.protectedMonths.value,
      atRiskHealth: figures.atRiskHealth.value,
    });
    return planBooks(served, work, {
      heads: fixed ? (heads.csm ?? 0) : undefined,
      leaving: question.leaving ?? [],
      otherHours,
      coaches: question.player_coaches,
      coachShare: question.player_coaches?.length ? figures.playerCoach.value : 1,
    });
  }
  const needed = csmFte(work) * work.hours_per_csm;
  const people = (heads.csm ?? 0) + coachFte(question, figures);
  const short = fixed ? Math.max(0, withoutNoise(needed - people * work.hours_per_csm)) : 0;
  return { books: [], leaving: [], rebalanced: [], books_after: null, ...serveTiersLess(work.lines, short, work.touch_hours) };
}

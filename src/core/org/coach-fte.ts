import type { TeamQuestion } from "./team-question.ts";
import type { TeamFigures } from "./team-reads.ts";

/**
 * Full-time CSMs that leaders with a book of their own are worth: how many carry one, times the share of a book each carries.
 * @example coachFte({ tiers: [], player_coaches: ["Lea"] }, figures) // 0.5
 */
export function coachFte(question: Pick<TeamQuestion, "player_coaches">, figures: Pick<TeamFigures, "playerCoach">): number {
  const coaches = question.player_coaches?.length ?? 0;
  return coaches === 0 ? 0 : coaches * figures.playerCoach.value;
}

import { Problem } from "../contract/problem.ts";
import type { Touch } from "../contract/vocabulary.ts";
import { type Floor, orderFloors } from "./order-floors.ts";
import { refuseMissingFloors } from "./refuse-missing-floors.ts";

/**
 * Tiers that begin at a score from 0 to 100; one tier, of the least touch, may leave its cut-off out and is the last, from 0.
 * Throws Problem when cut-offs are missing: no source gives any, so they are asked for and not invented.
 * @example scoreCutOffs([{ tier: "High touch", touch: "high", min_score: 70 }, { tier: "Tech touch", touch: "tech" }])[1].min // 0
 */
export function scoreCutOffs(floors: readonly { tier: string; touch: Touch; min_score?: number }[]): Floor[] {
  const without = floors.filter(({ min_score }) => min_score === undefined);
  if (floors.length === 0 || without.length > 1 || (without.length === 1 && floors.length === 1))
    throw new Problem({
      what:
        floors.length === 0
          ? "A weighted score needs cut-offs, and no published source gives any."
          : `These tiers have no min_score: ${without.map(({ tier }) => tier).join(", ")}.`,
      remedy: "Give floors with a min_score from 0 to 100 each; only the last tier may leave it out and begins at 0.",
    });
  refuseMissingFloors(floors, "min_score");
  const outside = floors.filter(({ min_score }) => min_score !== undefined && !(min_score >= 0 && min_score <= 100));
  if (outside.length)
    throw new Problem({
      what: `min_score lies outside 0 to 100: ${outside.map(({ tier, min_score }) => `${tier} ${min_score}`).join(", ")}.`,
      remedy: "Scores run from 0 to 100.",
    });
  return orderFloors(floors.map(({ tier, touch, min_score }) => ({ tier, touch, min: min_score ?? 0 })));
}

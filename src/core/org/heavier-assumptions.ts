import type { Assumption } from "../contract/envelope.ts";
import { inShort } from "./in-short.ts";
import type { Staffing } from "./plan-roles.ts";
import type { TeamQuestion } from "./team-question.ts";
import type { TeamFigures } from "./team-reads.ts";
import { servedByCsms } from "./tier-lines.ts";

/**
 * What a plan takes for granted about accounts that take more than usual ones and about leaders who carry a book; nothing where neither
 * was said.
 * @example heavierAssumptions({ tiers, player_coaches: ["Lea"] }, staffing, figures)[0].what // "player_coaches"
 */
export function heavierAssumptions(question: TeamQuestion, staffing: Staffing, figures: TeamFigures): Assumption[] {
  const found: Assumption[] = [];
  const served = question.tiers.filter(servedByCsms);
  const factors = served.filter((tier) => tier.complexity !== undefined && tier.complexity !== 1);
  if (factors.length)
    found.push({
      what: "complexity",
      value: inShort(factors.map((tier) => `${tier.tier} ${tier.complexity}`)),
      why: "Yours; it multiplies every hour of the tier, given or assumed.",
      if_wrong: "Compare with logged hours.",
    });
  const newer = staffing.work_in_plan.lines.filter((line) => line.first_year > 0);
  if (newer.length) {
    const { low, central, high } = figures.firstYearHours.value;
    found.push({
      what: `First year of ${inShort(newer.map((line) => line.tier))}`,
      value: `${central} more hours (${low} to ${high}) than later`,
      why: "Not measured; onboarding is not in it.",
      if_wrong: "See drivers.",
    });
  }
  const averages = served.filter((tier) => tier.hours_per_account !== undefined && (tier.first_year ?? 0) > 0);
  if (averages.length)
    found.push({
      what: `First year of ${inShort(averages.map((tier) => tier.tier))}`,
      value: "nothing added",
      why: "Hours given are an average that holds new accounts.",
      if_wrong: "Raise hours_per_account if they do not.",
    });
  const coaches = question.player_coaches?.length ?? 0;
  if (coaches > 0)
    found.push({
      what: "player_coaches",
      value: `${coaches}, each with ${figures.playerCoach.value} of a CSM's book`,
      why: "A working assumption.",
      if_wrong: "The need moves by the same part of a CSM.",
    });
  return found;
}

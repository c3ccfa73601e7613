import type { Assumption } from "../contract/envelope.ts";
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
      value: factors.map((tier) => `${tier.tier} ${tier.complexity}`).join(", "),
      why: "Yours: it multiplies every hour of the tier, given or assumed.",
      if_wrong: "Compare logged hours of ten accounts with the tier's usual ones.",
    });
  const newer = staffing.work_in_plan.lines.filter((line) => line.first_year > 0);
  if (newer.length) {
    const { low, central, high } = figures.firstYearHours.value;
    found.push({
      what: `First year of ${newer.map((line) => line.tier).join(", ")}`,
      value: `${central} more hours (${low} to ${high}) than a later year`,
      why: "Nobody has measured it; onboarding is not in it.",
      if_wrong: "drivers shows both ends.",
    });
  }
  const averages = served.filter((tier) => tier.hours_per_account !== undefined && (tier.first_year ?? 0) > 0);
  if (averages.length)
    found.push({
      what: `First year of ${averages.map((tier) => tier.tier).join(", ")}`,
      value: "nothing added",
      why: "The hours given are the tier's own average, which holds its new accounts.",
      if_wrong: "If they are those of old accounts only, raise hours_per_account.",
    });
  const coaches = question.player_coaches?.length ?? 0;
  if (coaches > 0)
    found.push({
      what: "player_coaches",
      value: `${coaches}, each with ${figures.playerCoach.value} of a CSM's book`,
      why: "The share is a working assumption.",
      if_wrong: "Each tenth of a book moves the need by a tenth of a CSM.",
    });
  return found;
}

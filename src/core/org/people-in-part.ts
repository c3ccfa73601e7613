import { partOf } from "./csms-for.ts";
import type { ChartNode } from "./org-chart.ts";
import type { TeamQuestion } from "./team-question.ts";
import type { TeamFigures } from "./team-reads.ts";

/** What the part of a person among today's CSMs gives, in hours for customers a year. */
export interface PartTime {
  heads: number;
  people: number;
  part: number;
  hours: number;
}

/**
 * Part-time among today's CSMs; null when all are whole, or the team is unknown.
 * @example partTime({ tiers: [], team: { csm: 5.8 } }, 1128) // { heads: 5.8, people: 6, part: 0.8, hours: 902.4 }
 */
export function partTime({ team }: Pick<TeamQuestion, "team">, hoursPerCsm: number): PartTime | null {
  const heads = team?.csm ?? 0;
  const part = partOf(heads);
  return part === 0 ? null : { heads, people: Math.ceil(heads), part, hours: part * hoursPerCsm };
}

/** What leaders with accounts of their own give, and how many people that leaves them time for. */
export interface PlayerCoach {
  heads: number;
  book_share: number;
  hours: number;
  /** The most people one leader of that kind has in the chart. */
  reports: number;
  /** The most such a leader has time for; null where no rule gives a span. */
  reports_high: number | null;
}

const nearestFirst = ["team_lead", "manager", "director", "vp", "cco"] as const;

/**
 * The player-coaches of a team; null when there is none. The span shrinks by the share of the week that the book takes. Hours a year.
 * @example playerCoach({ tiers: [], player_coaches: ["Lea"] }, chart, 1128, figures) // { heads: 1, book_share: 0.5, hours: 564, reports: 6, reports_high: 4 }
 */
export function playerCoach(
  { player_coaches: coaches = [] }: Pick<TeamQuestion, "player_coaches">,
  chart: readonly ChartNode[],
  hoursPerCsm: number,
  figures: TeamFigures,
): PlayerCoach | null {
  if (coaches.length === 0) return null;
  const book_share = figures.playerCoach.value;
  const role = nearestFirst.find((one) => chart.some((node) => node.role === one));
  const leaders = chart.filter((node) => node.role === role);
  const band = figures.spans.value.find((line) => line.role === role);
  return {
    heads: coaches.length,
    book_share,
    hours: coaches.length * book_share * hoursPerCsm,
    reports: Math.max(0, ...leaders.map(({ id }) => chart.filter((node) => node.reports_to === id).length)),
    reports_high: band === undefined ? null : Math.floor(band.reports_high * (1 - book_share)),
  };
}

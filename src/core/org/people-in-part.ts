import type { Warning } from "../contract/envelope.ts";
import { largest } from "../order/largest.ts";
import { partOf } from "./csms-for.ts";
import type { ChartNode } from "./org-chart.ts";
import type { TeamQuestion } from "./team-question.ts";
import type { TeamFigures } from "./team-reads.ts";

/** Somebody who is part of a CSM: the part, and the hours for customers a year it gives. */
export interface PersonInPart {
  who: string;
  heads: number;
  hours: number;
}

type People = Pick<TeamQuestion, "team" | "player_coaches">;

/**
 * Who gives a part of a CSM's hours: the part of a person among today's CSMs, and leaders with accounts of their own. Hours a year.
 * @example peopleInPart({ team: { csm: 5.8 } }, 1128, figures) // [{ who: "part-time CSM", heads: 0.8, hours: 902.4 }]
 */
export function peopleInPart({ team, player_coaches = [] }: People, hoursPerCsm: number, figures: TeamFigures): PersonInPart[] {
  const part = partOf(team?.csm ?? 0);
  return [
    ...(part > 0 ? [{ who: "part-time CSM", heads: part, hours: part * hoursPerCsm }] : []),
    ...player_coaches.map((name) => {
      const heads = figures.playerCoach.value;
      return { who: `player-coach ${name}`, heads, hours: heads * hoursPerCsm };
    }),
  ];
}

const nearestFirst = ["team_lead", "manager", "director", "vp", "cco"] as const;

/**
 * A warning where a leader of the kind nearest to the CSMs has more people than a book leaves time for: the span of the rule shrinks by the
 * share of the week that the book takes.
 * @example coachSpan({ player_coaches: ["Lea"] }, chart, figures)[0].message // "A leader with 0.5 of a book has time for 4 people ..."
 */
export function coachSpan({ player_coaches = [] }: People, chart: readonly ChartNode[], figures: TeamFigures): Warning[] {
  if (player_coaches.length === 0) return [];
  const role = nearestFirst.find((one) => chart.some((node) => node.role === one));
  const band = figures.spans.value.find((line) => line.role === role);
  if (band === undefined) return [];
  const book = figures.playerCoach.value;
  const most = Math.floor(band.reports_high * (1 - book));
  const leaders = chart.filter((node) => node.role === role);
  const reports = largest([0, ...leaders.map(({ id }) => chart.filter((node) => node.reports_to === id).length)]);
  if (reports <= most) return [];
  const message = `A leader with ${book} of a book has time for ${most} people; the chart gives a ${role} ${reports}.`;
  return [{ code: "player_coach_span", message }];
}

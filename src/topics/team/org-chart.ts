import type * as z from "zod";
import type { Warning } from "../../core/answer.ts";
import { grouped } from "../../core/english.ts";
import { MOST_PEOPLE } from "../../core/kinds.ts";
import { roundUp } from "../../core/money.ts";
import { largest } from "../../core/order.ts";
import { Problem } from "../../core/problem.ts";
import { Role } from "../../core/vocabulary.ts";
import type { ReportsTo, SpanFigures } from "../workload/hours.ts";
import type { ChartNode, PersonInPart, SpanCheck } from "./answer.ts";
import type { TeamFigures } from "./figures.ts";
import type { Heads, TeamQuestion } from "./question.ts";
import { partOf } from "./roles.ts";

type Lines = z.infer<typeof ReportsTo>;

/** Roles that lead others, the highest first. */
export const leaderRoles: readonly Role[] = ["cco", "vp", "director", "manager", "team_lead"];

/** The nearest leader of CSMs when there is one, whatever the general line says. */
const leadersOfCsms: readonly Role[] = ["team_lead", "manager"];

function leaderOf(role: Role, heads: Heads, lines: Lines): Role | "ceo" {
  if (role === "csm") {
    const near = leadersOfCsms.find((leader) => heads[leader]);
    if (near) return near;
  }
  let leader = lines[role] ?? "ceo";
  while (leader !== "ceo" && !heads[leader]) leader = lines[leader] ?? "ceo";
  if (leader !== "ceo" || leaderRoles.includes(role)) return leader;
  return leaderRoles.find((one) => heads[one]) ?? "ceo";
}

function refuseCircles(lines: Lines): void {
  for (const role of Role.options) {
    const seen = new Set<Role | "ceo">();
    for (let leader: Role | "ceo" = role; leader !== "ceo"; leader = lines[leader] ?? "ceo") {
      if (seen.has(leader))
        throw new Problem({
          what: `figures.reports_to of org-roles goes in a circle: ${[...seen].join(" -> ")} -> ${leader}.`,
          remedy: "Let every line of reporting end at ceo.",
        });
      seen.add(leader);
    }
  }
}

/** Throws Problem when a plan asks for more people of one role than any company has: each of them would get a line. @example refuseCrowd("csm", 12) */
export function refuseCrowd(role: string, people: number): void {
  if (people > MOST_PEOPLE)
    throw new Problem({
      what: `The hours of the plan make ${grouped(people)} people of one role, the ${role}.`,
      remedy: "Check the number of accounts and the hours of one account a year.",
    });
}

/**
 * The people of a team and whom each reports to: a tree whose root is the CEO. Where a leader's role is empty the line goes to the next
 * one up, and where none above exists to the highest leader there is; several leaders of a role share their reports evenly. A part of a person is a person here. Throws Problem when the lines of reporting go in a circle.
 * @example orgChart({ vp: 1, csm: 2 }, { csm: "vp", vp: "ceo" }) // vp-1 -> ceo, csm-1 -> vp-1, csm-2 -> vp-1
 */
export function orgChart(heads: Heads, lines: Lines): ChartNode[] {
  refuseCircles(lines);
  return Role.options.flatMap((role) => {
    const people = roundUp(heads[role] ?? 0);
    refuseCrowd(role, people);
    const leader = leaderOf(role, heads, lines);
    const leaders = leader === "ceo" ? 0 : roundUp(heads[leader] ?? 0);
    return Array.from({ length: people }, (_, index) => ({
      id: `${role}-${index + 1}`,
      role,
      reports_to: leader === "ceo" ? "ceo" : `${leader}-${Math.floor((index * leaders) / people) + 1}`,
    }));
  });
}

function reportsOf(chart: readonly ChartNode[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { reports_to } of chart) counts.set(reports_to, (counts.get(reports_to) ?? 0) + 1);
  return counts;
}

/**
 * Direct reports of every leader in a chart whose role has a band, those outside it first.
 * @example spanChecks([{ id: "vp-1", role: "vp", reports_to: "ceo" }], [{ role: "vp", reports_low: 2, reports_high: 8 }]) // vp-1 has 0, not ok
 */
export function spanChecks(chart: readonly ChartNode[], spans: z.infer<typeof SpanFigures>): SpanCheck[] {
  const counts = reportsOf(chart);
  const checks = chart.flatMap((leader) => {
    const band = spans.find((line) => line.role === leader.role);
    if (!band) return [];
    const reports = counts.get(leader.id) ?? 0;
    const { reports_low: low, reports_high: high } = band;
    return [{ leader: leader.id, reports, low, high, ok: reports >= low && reports <= high }];
  });
  return [...checks.filter((check) => !check.ok), ...checks.filter((check) => check.ok)];
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
  const counts = reportsOf(chart);
  const reports = largest([0, ...chart.flatMap((node) => (node.role === role ? (counts.get(node.id) ?? 0) : []))]);
  if (reports <= most) return [];
  const message = `A leader with ${book} of a book has time for ${most} people; the chart gives a ${role} ${reports}.`;
  return [{ code: "player_coach_span", message }];
}

import type * as z from "zod";
import type { Figure } from "../../core/figure.ts";
import { roundUp, sumMoney, withoutNoise } from "../../core/money.ts";
import { largest } from "../../core/order.ts";
import { Problem } from "../../core/problem.ts";
import { Role } from "../../core/vocabulary.ts";
import type { HiringFigures, ReportsTo, RoleTriggers, SpanFigures } from "../workload/hours.ts";
import {
  coachFte,
  csmFte,
  type Heads,
  roleCost,
  type TeamFigures,
  type TeamQuestion,
  type TeamWork,
  teamCost,
  teamWork,
} from "./work.ts";

/**
 * How many CSMs a yearly budget pays for after the other roles: whole people, and the `part` of a person there is today. Major units.
 * Throws Problem, with the arithmetic, when it does not pay the other roles, or not the `heads` asked for.
 * @example affordableCsms({ budget: 1200000, others: 280000, csm: 150000 }) // 6
 */
export function affordableCsms(given: { budget: number; others: number; csm: number; heads?: number; part?: number }): number {
  const { budget, others, csm, heads, part = 0 } = given;
  if (budget < others)
    throw new Problem({
      what: `The budget of ${budget} is below the ${others} that the roles beside the CSMs cost, ${sumMoney([others, -budget])} short before the first CSM.`,
      remedy: "Raise the budget, leave a role out of team, or give the real costs.",
    });
  if (heads !== undefined && others + heads * csm > budget)
    throw new Problem({
      what: `${heads} CSMs at ${csm} and ${others} for the other roles are ${others + heads * csm}, above the budget of ${budget}.`,
      remedy: "Give heads or budget, not both, or make them agree.",
    });
  if (csm === 0) return Number.POSITIVE_INFINITY;
  const people = withoutNoise((budget - others) / csm);
  return people < part ? 0 : withoutNoise(part + Math.floor(withoutNoise(people - part)));
}

/** The part of a person in a number of heads. @example partOf(5.8) // 0.8 */
export function partOf(heads: number): number {
  return withoutNoise(heads - Math.floor(heads));
}

/**
 * The smallest team that does the work: part-timers keep their hours, and whole people are added until it is enough. Full-time people.
 * `today` is the team there is; only its part of a person matters, because nobody's contract is cut in two.
 * @example csmsFor(5.76, 6) // 6
 * @example csmsFor(5.76, 5.8) // 5.8
 * @example csmsFor(5.9, 5.8) // 6.8
 */
export function csmsFor(fte: number, today = 0): number {
  const part = partOf(today);
  const needed = withoutNoise(fte);
  return needed <= 0 ? 0 : withoutNoise(part + Math.max(0, roundUp(needed - part)));
}

/** The sizes that role triggers look at. */
export interface TeamSize {
  csms: number;
  customers: number;
  tech_accounts: number;
  reports_per_leader: number;
}

/** One standard's word on one role. */
export interface RoleDue {
  role: Role;
  standard: string;
  due: boolean;
  why: string;
}

const measureWords: Record<keyof TeamSize, string> = {
  csms: "CSMs",
  customers: "customers",
  tech_accounts: "tech-touch accounts",
  reports_per_leader: "direct reports of one leader",
};

/**
 * Which roles each standard calls for at this size, with its reason; the standard in force comes first, then the others by name.
 * @example rolesDue({ csms: 6, customers: 340, tech_accounts: 180, reports_per_leader: 7 }, triggers)[0] // cs_ops is due from 5 CSMs
 */
export function rolesDue(size: TeamSize, triggers: Figure<z.infer<typeof RoleTriggers>>): RoleDue[] {
  const others = Object.keys(triggers.standards)
    .filter((standard) => standard !== triggers.standard)
    .sort();
  const lines: [string, z.infer<typeof RoleTriggers>][] = [
    [triggers.standard, triggers.value],
    ...others.map((standard): [string, z.infer<typeof RoleTriggers>] => [standard, triggers.standards[standard]!]),
  ];
  return lines.flatMap(([standard, roles]) =>
    roles.map(({ role, measure, from, why }) => ({
      role,
      standard,
      due: size[measure] >= from,
      why: `${why} (${standard}: from ${from} ${measureWords[measure]}, here ${size[measure]}).`,
    })),
  );
}

/** One role of the plan: heads planned, heads today (null when the team is unknown), and the reason. */
export interface PlannedRole {
  role: Role;
  heads: number;
  today: number | null;
  why: string;
  rule: string;
}

interface Decision {
  question: TeamQuestion;
  heads: Heads;
  added: Heads;
  due: RoleDue[];
  standard: string;
}

const takesHours: Partial<Record<Role, string>> = {
  renewals: " Renewal hours leave the CSMs.",
  onboarding: " It takes the new accounts first.",
};

/**
 * The roles of a plan with their reasons: CSMs always, then who is there, who is added for size, and who only another standard asks for.
 * @example describeRoles({ question, heads: { csm: 6 }, added: {}, due: [], standard: "strategist" })[0].role // "csm"
 */
export function describeRoles({ question, heads, added, due, standard }: Decision): PlannedRole[] {
  const fixed =
    question.heads !== undefined
      ? "the heads are fixed"
      : question.budget !== undefined
        ? "the budget is fixed"
        : "this plan names its own roles";
  return Role.options.flatMap((role): PlannedRole[] => {
    const people = heads[role] ?? 0;
    const today = question.team ? (question.team[role] ?? 0) : null;
    if (role === "csm") return [{ role, heads: people, today, why: csmReason(question, added), rule: "org-team-sizing" }];
    const calls = due.filter((line) => line.role === role);
    const own = calls.find((line) => line.standard === standard);
    const relief = takesHours[role] ?? "";
    if (added[role]) return [{ role, heads: people, today, why: `${own?.why ?? ""}${relief}`, rule: "org-roles" }];
    if (people > 0) {
      const from = question.planned?.[role] ? "Named in this plan." : "In the team today.";
      return [{ role, heads: people, today, why: `${from}${relief}`, rule: "org-roles" }];
    }
    if (own) return [{ role, heads: 0, today, why: `Due, left out because ${fixed}: ${own.why}`, rule: "org-roles" }];
    const other = calls[0];
    return other ? [{ role, heads: 0, today, why: `Only under another standard: ${other.why}`, rule: "org-roles" }] : [];
  });
}

function csmReason(question: TeamQuestion, added: Heads): string {
  if (question.heads !== undefined) return "Fixed by you; what they cannot serve is listed.";
  if (question.budget !== undefined) return "What the work asks for, as far as the budget goes after the other roles.";
  const coached = question.player_coaches?.length ? " A player-coach's part of a book is off." : "";
  const onboarded = added.onboarding !== undefined && question.new_accounts_a_year !== undefined;
  const moved = onboarded || added.renewals ? " Hours of added roles are off." : "";
  return `All hours over one CSM's, remainders shared, rounded up once.${moved}${coached}`;
}

/** One step of hiring: how many of a role, how many weeks before the first day to begin, and in which order. */
export interface HiringStep {
  role: Role;
  heads: number;
  weeks_before: number | null;
  order: number;
  why: string;
}

/**
 * Whom to hire, in the order of the rule's lead times: planned heads above today's. A role without a lead time comes last with null weeks.
 * @example hiringPlan([{ role: "cs_ops", heads: 1, today: 0, why: "…", rule: "org-roles" }], [{ role: "cs_ops", lead_time_weeks: 10 }])
 */
export function hiringPlan(roles: readonly PlannedRole[], leadTimes: z.infer<typeof HiringFigures>): HiringStep[] {
  const place = (role: Role) => {
    const index = leadTimes.findIndex((line) => line.role === role);
    return index < 0 ? leadTimes.length + Role.options.indexOf(role) : index;
  };
  return roles
    .filter((line) => line.today !== null && line.heads > line.today)
    .sort((a, b) => place(a.role) - place(b.role))
    .map((line, index) => ({
      role: line.role,
      heads: withoutNoise(line.heads - line.today!),
      weeks_before: leadTimes.find((lead) => lead.role === line.role)?.lead_time_weeks ?? null,
      order: index + 1,
      why: `${line.heads} planned, ${line.today} today.`,
    }));
}

/** One person of the chart; `reports_to` is another person's id, or "ceo", the root outside the team. */
export interface ChartNode {
  id: string;
  role: Role;
  reports_to: string;
}

type Lines = z.infer<typeof ReportsTo>;

/** The nearest leader of CSMs when there is one, whatever the general line says. */
const leadersOfCsms: readonly Role[] = ["team_lead", "manager"];

function leaderOf(role: Role, heads: Heads, lines: Lines): Role | "ceo" {
  if (role === "csm") {
    const near = leadersOfCsms.find((leader) => heads[leader]);
    if (near) return near;
  }
  let leader = lines[role] ?? "ceo";
  while (leader !== "ceo" && !heads[leader]) leader = lines[leader] ?? "ceo";
  return leader;
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

/**
 * The people of a team and whom each reports to: a tree whose root is the CEO. Where a leader's role is empty the line goes to the next
 * one up; several leaders of a role share their reports evenly. A part of a person is a person here. Throws Problem when the lines of reporting go in a circle.
 * @example orgChart({ vp: 1, csm: 2 }, { csm: "vp", vp: "ceo" }) // vp-1 -> ceo, csm-1 -> vp-1, csm-2 -> vp-1
 */
export function orgChart(heads: Heads, lines: Lines): ChartNode[] {
  refuseCircles(lines);
  return Role.options.flatMap((role) => {
    const people = roundUp(heads[role] ?? 0);
    const leader = leaderOf(role, heads, lines);
    const leaders = leader === "ceo" ? 0 : roundUp(heads[leader] ?? 0);
    return Array.from({ length: people }, (_, index) => ({
      id: `${role}-${index + 1}`,
      role,
      reports_to: leader === "ceo" ? "ceo" : `${leader}-${Math.floor((index * leaders) / people) + 1}`,
    }));
  });
}

/** The people of a plan and the work that stays with the CSMs. */
export interface Staffing {
  heads: Heads;
  roles: PlannedRole[];
  /** The work as the team of today (and planned roles) shares it. */
  work: TeamWork;
  /** The work with the roles added for size in place. */
  work_in_plan: TeamWork;
}

function sumHeads(a: Heads, b: Heads): Heads {
  return Object.fromEntries(
    Role.options.flatMap((role) => ((a[role] ?? 0) + (b[role] ?? 0) > 0 ? [[role, (a[role] ?? 0) + (b[role] ?? 0)]] : [])),
  );
}

function mostReports(heads: Heads, figures: TeamFigures): number {
  const reports = new Map<string, number>();
  for (const node of orgChart(heads, figures.reportsTo.value))
    reports.set(node.reports_to, (reports.get(node.reports_to) ?? 0) + 1);
  return largest([0, ...reports.values()]);
}

function fixedCsms(question: TeamQuestion, others: Heads, figures: TeamFigures): number | undefined {
  const costs = question.costs ?? {};
  const affordable =
    question.budget === undefined
      ? undefined
      : affordableCsms({
          budget: question.budget,
          others: teamCost(others, costs, figures.loadedCosts.value).central,
          csm: roleCost("csm", costs, figures.loadedCosts.value).central,
          heads: question.heads,
          part: partOf(question.team?.csm ?? 0),
        });
  return question.heads ?? affordable;
}

/**
 * Decides the people of a plan: CSMs from hours (or from fixed heads or a budget), today's other roles, and the roles the team's size calls for.
 * Hours that a specialist or a player-coach takes leave the CSMs, so no hour has two heads. Throws Problem for a budget below the other roles' cost.
 * @example planRoles(question, figures).heads // { vp: 1, csm: 6, cs_ops: 1, onboarding: 1 }
 */
export function planRoles(question: TeamQuestion, figures: TeamFigures): Staffing {
  const today = question.team ?? {};
  const others = sumHeads({ ...today, csm: 0 }, { ...question.planned, csm: 0 });
  const shared = { renewalsMoved: (others.renewals ?? 0) > 0, onboardingHeads: others.onboarding ?? 0 };
  const work = teamWork(question, figures, shared);
  const coaches = coachFte(question, figures);
  const csmsToday = question.team?.csm;
  const needed = csmsFor(csmFte(work) - coaches, csmsToday);
  const fixed = fixedCsms(question, others, figures);
  const csmsNow = question.heads ?? Math.min(needed, fixed ?? needed);
  const customers = question.tiers.reduce((sum, tier) => sum + tier.accounts, 0);
  const tech_accounts = question.tiers.reduce((sum, tier) => sum + (tier.touch === "tech" ? tier.accounts : 0), 0);
  const size: TeamSize = { csms: csmsNow, customers, tech_accounts, reports_per_leader: 0 };
  const isDue = (line: RoleDue) => line.due && !others[line.role];
  const inForce = (lines: RoleDue[]) => lines.filter((line) => line.standard === figures.roleTriggers.standard && isDue(line));

  const open = fixed === undefined && question.planned === undefined;
  const added: Heads = {};
  if (open) for (const { role } of inForce(rolesDue(size, figures.roleTriggers))) added[role] = 1;
  const plannedShare = {
    renewalsMoved: shared.renewalsMoved || added.renewals === 1,
    onboardingHeads: shared.onboardingHeads + (added.onboarding ?? 0),
  };
  const work_in_plan = teamWork(question, figures, plannedShare);
  const csm = question.heads ?? Math.min(csmsFor(csmFte(work_in_plan) - coaches, csmsToday), fixed ?? Number.POSITIVE_INFINITY);
  if (added.renewals) added.renewals = Math.max(1, roundUp(work_in_plan.renewal_hours / work_in_plan.hours_per_csm));
  const before = sumHeads(sumHeads(others, { ...added, team_lead: 0 }), { csm });
  const due = rolesDue({ ...size, reports_per_leader: mostReports(before, figures) }, figures.roleTriggers).filter(isDue);
  if (open && inForce(due).some((line) => line.role === "team_lead")) {
    const most = figures.spans.value.find((line) => line.role === "team_lead")?.reports_high;
    added.team_lead = most === undefined ? 1 : Math.max(1, roundUp(csm / most));
  } else delete added.team_lead;
  const heads = sumHeads(sumHeads(others, added), { csm });
  return {
    heads,
    roles: describeRoles({ question, heads, added, due, standard: figures.roleTriggers.standard }),
    work,
    work_in_plan,
  };
}

/** A leader's direct reports against the band for that role. */
export interface SpanCheck {
  leader: string;
  reports: number;
  low: number;
  high: number;
  ok: boolean;
}

/**
 * Direct reports of every leader in a chart whose role has a band, those outside it first.
 * @example spanChecks([{ id: "vp-1", role: "vp", reports_to: "ceo" }], [{ role: "vp", reports_low: 2, reports_high: 8 }]) // vp-1 has 0, not ok
 */
export function spanChecks(chart: readonly ChartNode[], spans: z.infer<typeof SpanFigures>): SpanCheck[] {
  const checks = chart.flatMap((leader) => {
    const band = spans.find((line) => line.role === leader.role);
    if (!band) return [];
    const reports = chart.filter((node) => node.reports_to === leader.id).length;
    const { reports_low: low, reports_high: high } = band;
    return [{ leader: leader.id, reports, low, high, ok: reports >= low && reports <= high }];
  });
  return [...checks.filter((check) => !check.ok), ...checks.filter((check) => check.ok)];
}

const names: Record<Role, [string, string]> = {
  cco: ["chief customer officer", "chief customer officers"],
  vp: ["VP", "VPs"],
  director: ["director", "directors"],
  manager: ["manager", "managers"],
  team_lead: ["team lead", "team leads"],
  csm: ["CSM", "CSMs"],
  digital_csm: ["digital CSM", "digital CSMs"],
  cs_ops: ["CS operations specialist", "CS operations specialists"],
  onboarding: ["onboarding specialist", "onboarding specialists"],
  renewals: ["renewals manager", "renewals managers"],
};

/** Heads of a role for a list. @example roleHeads("csm", 6) // "6 CSMs" */
export function roleHeads(role: Role, heads: number): string {
  return `${heads.toLocaleString("en-US")} ${names[role][heads === 1 ? 0 : 1]}`;
}

/** Heads of a role for a sentence. @example roleHeadsInWords("csm", 1) // "one CSM" */
export function roleHeadsInWords(role: Role, heads: number): string {
  return heads === 1 ? `one ${names[role][0]}` : roleHeads(role, heads);
}

export function roleName(role: Role): string {
  return names[role][0];
}

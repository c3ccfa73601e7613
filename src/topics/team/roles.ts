import type * as z from "zod";
import { grouped } from "../../core/english.ts";
import type { Figure } from "../../core/figure.ts";
import { sumMoney, withoutNoise } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import { Role, roleName } from "../../core/vocabulary.ts";
import type { RoleTriggers, StaffingSteps } from "../workload/hours.ts";
import type { PlannedRole, RoleReason, TeamNeed } from "./answer.ts";
import { coachFte, roleCost, type TeamFigures, teamCost } from "./figures.ts";
import { teamNeed } from "./need.ts";
import type { Heads, TeamQuestion } from "./question.ts";
import { type Relief, type TeamWork, teamWork, welcomeHours } from "./work.ts";

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

type Steps = z.infer<typeof StaffingSteps>;

/** Whole people for a part of the work: one more only when at least `from` of a person is missing. */
const wholeFrom = (people: number, from: number) => Math.max(0, Math.floor(withoutNoise(people + 1 - from)));

/**
 * The CSMs to plan with. Without a team today: the need in whole people, the last one only for half a person's work. With one: today's, and
 * one more for each person whose work is missing, the last from half a person; fewer only where even the highest need leaves more than one
 * person free. Parts of a person keep their part. Full-time people, leavers counted.
 * @example csmsFor({ middle: 6.14, joint_high: 8.8 }, undefined, steps) // 6
 * @example csmsFor({ middle: 4.87, joint_high: 7 }, 4, steps) // 5
 * @example csmsFor({ middle: 4.62, joint_high: 6.7 }, 12, steps) // 7
 */
export function csmsFor(need: Pick<TeamNeed, "middle" | "joint_high">, today: number | undefined, steps: Steps): number {
  if (today === undefined) return wholeFrom(need.middle, steps.hire_from);
  const missing = wholeFrom(need.middle - today, steps.hire_from);
  if (missing > 0) return withoutNoise(today + missing);
  if (withoutNoise(today - need.joint_high - steps.spare_before_fewer) <= 0) return today;
  const part = partOf(today);
  const most = withoutNoise(need.joint_high);
  return most <= 0 ? 0 : withoutNoise(part + Math.max(0, Math.ceil(withoutNoise(most - part))));
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

/** The people of a plan and the work that stays with the CSMs. */
export interface Staffing {
  heads: Heads;
  roles: PlannedRole[];
  /** The work as the team of today (and planned roles) shares it. */
  work: TeamWork;
  /** The work with the roles added for size in place. */
  work_in_plan: TeamWork;
  /** The need in each, leavers counted. */
  need: TeamNeed;
}

function sumHeads(a: Heads, b: Heads): Heads {
  return Object.fromEntries(
    Role.options.flatMap((role) => ((a[role] ?? 0) + (b[role] ?? 0) > 0 ? [[role, (a[role] ?? 0) + (b[role] ?? 0)]] : [])),
  );
}

const of = (heads: Heads, roles: readonly Role[]) => roles.reduce((sum, role) => sum + (heads[role] ?? 0), 0);
const served: readonly Role[] = ["csm", "digital_csm", "cs_ops", "onboarding", "renewals"];

/**
 * Leaders to add by spans alone: a first leader for each full span, the last one only for half a span more; managers and team leads are first
 * leaders alike, and whoever leads the team today is one while nobody stands between. Two first leaders and nobody above call for a VP,
 * more than a VP's span of them for directors.
 * @example leadersToAdd({ csm: 20, vp: 1 }, spans, steps) // { team_lead: 3 }: 20 people at 8 each
 * @example leadersToAdd({ csm: 8, cs_ops: 1, manager: 1 }, spans, steps) // {}
 */
export function leadersToAdd(heads: Heads, spans: TeamFigures["spans"]["value"], { hire_from }: Pick<Steps, "hire_from">): Heads {
  const span = (role: Role) => spans.find((line) => line.role === role);
  const lead = span("team_lead");
  const people = of(heads, served);
  if (lead === undefined || people < lead.reports_low) return {};
  const first = of(heads, ["manager", "team_lead"]);
  const above = of(heads, ["cco", "vp", "director"]);
  const needed = Math.max(1, wholeFrom(people / lead.reports_high, hire_from));
  const there = first > 0 ? first : needed === 1 ? above : 0;
  const team_lead = Math.max(0, Math.ceil(withoutNoise(needed - there)));
  const leaders = first + team_lead;
  const [vp, director] = [span("vp"), span("director")];
  const top = vp && above === 0 && leaders >= vp.reports_low && leaders > 1 ? 1 : 0;
  const most = (vp?.reports_high ?? leaders) * Math.max(1, of(heads, ["cco", "vp"]) + top);
  const between = director && leaders > most ? Math.ceil(leaders / director.reports_high) - (heads.director ?? 0) : 0;
  return {
    ...(team_lead > 0 ? { team_lead } : {}),
    ...(top > 0 ? { vp: top } : {}),
    ...(between > 0 ? { director: between } : {}),
  };
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

/** One way to share the work between CSMs and others, and the CSMs it leaves. */
interface Share {
  relief: Relief;
  work: TeamWork;
  need: TeamNeed;
  csm: number;
}

function shareWork(question: TeamQuestion, figures: TeamFigures, relief: Relief): Share {
  const work = teamWork(question, figures, relief);
  const need = teamNeed(work, question, figures);
  const coaches = coachFte(question, figures);
  const left = { middle: need.middle - coaches, joint_high: need.joint_high - coaches };
  return { relief, work, need, csm: csmsFor(left, question.team?.csm, figures.staffingSteps.value) };
}

/** Roles whose own hours are counted: how many people's work they would take, and the work without it. */
function specialists(share: Share, question: TeamQuestion, figures: TeamFigures) {
  const { work, relief } = share;
  const steps = figures.staffingSteps.value;
  const { renewal_hours } = teamWork(question, figures, { ...relief, renewalHeads: Number.POSITIVE_INFINITY });
  const renewals = renewal_hours / work.hours_per_csm;
  const welcome = welcomeHours(work) / work.hours_per_csm;
  const [renewalHeads, welcomeHeads] = [renewals, welcome].map((fte) => wholeFrom(fte, steps.specialist_from));
  return [
    { role: "onboarding" as const, fte: welcome, heads: welcomeHeads!, relief: { ...relief, onboardingHeads: welcomeHeads! } },
    { role: "renewals" as const, fte: renewals, heads: renewalHeads!, relief: { ...relief, renewalHeads: renewalHeads! } },
  ];
}

/**
 * Decides the people of a plan: CSMs from hours with leavers (or from fixed heads or a budget), today's other roles, and what else the work
 * calls for. A specialist comes only when a source names the size, its own hours fill most of a person, and as many CSMs fewer are needed;
 * operations only where measured customer time is short and the hours won back cost more than the person; leaders by spans. Hours that
 * others take leave the CSMs, so no hour has two heads. Throws Problem for a budget below the other roles' cost.
 * @example planRoles(question, figures).heads // { vp: 1, csm: 6 }
 */
export function planRoles(question: TeamQuestion, figures: TeamFigures): Staffing {
  const today = question.team ?? {};
  const { chosen } = question;
  const others = chosen ? { ...chosen, csm: 0 } : sumHeads({ ...today, csm: 0 }, { ...question.planned, csm: 0 });
  const now = shareWork(question, figures, {
    renewalHeads: others.renewals ?? 0,
    onboardingHeads: others.onboarding ?? 0,
    digitalHeads: others.digital_csm ?? 0,
  });
  const fixed = chosen ? (chosen.csm ?? 0) : fixedCsms(question, others, figures);
  const open = fixed === undefined && question.planned === undefined;
  const customers = question.tiers.reduce((sum, tier) => sum + tier.accounts, 0);
  const tech_accounts = question.tiers.reduce((sum, tier) => sum + (tier.touch === "tech" ? tier.accounts : 0), 0);
  const size: TeamSize = {
    csms: chosen ? fixed! : (question.heads ?? Math.min(now.csm, fixed ?? now.csm)),
    customers,
    tech_accounts,
    reports_per_leader: 0,
  };
  const calls = rolesDue(size, figures.roleTriggers).filter((line) => line.due && !others[line.role]);
  const called = (role: Role) => calls.some((line) => line.role === role && line.standard === figures.roleTriggers.standard);
  const reasons = new Map<Role, RoleReason>();
  const added: Heads = {};
  let share = now;
  for (const { role, fte, heads } of specialists(now, question, figures)) {
    if (!called(role)) continue;
    reasons.set(role, { code: "few_hours", fte });
    const one = specialists(share, question, figures).find((line) => line.role === role)!;
    const without = heads > 0 && open ? shareWork(question, figures, one.relief) : share;
    if (without.csm > share.csm - heads || heads === 0) continue;
    added[role] = heads;
    share = without;
    reasons.set(role, { code: "own_hours", fte });
  }
  const target = figures.customerTimeTarget.value;
  if (called("cs_ops") && open && question.customer_time !== undefined && question.customer_time < target) {
    const better = shareWork(question, figures, { ...share.relief, customerTime: target });
    const cost = (role: Role) => roleCost(role, question.costs ?? {}, figures.loadedCosts.value).central;
    if (share.csm > better.csm && (share.csm - better.csm) * cost("csm") >= cost("cs_ops")) {
      added.cs_ops = 1;
      reasons.set("cs_ops", { code: "hours_back", fte: share.need.middle - better.need.middle });
      share = better;
    }
  }
  const csm = chosen ? fixed! : (question.heads ?? Math.min(share.csm, fixed ?? share.csm));
  const before = sumHeads(sumHeads(others, added), { csm });
  // A team that does not grow keeps the leaders it has.
  const grows = question.team === undefined || of(before, served) > of(today, served);
  const leaders = open && grows ? leadersToAdd(before, figures.spans.value, figures.staffingSteps.value) : {};
  for (const role of Role.options) if (leaders[role]) reasons.set(role, { code: "span", fte: of(before, served) });
  const heads = sumHeads(before, leaders);
  const staffing = { heads, work: now.work, work_in_plan: share.work, need: share.need };
  const shown: Decision = {
    question,
    heads,
    added: sumHeads(added, leaders),
    reasons,
    calls,
    standard: figures.roleTriggers.standard,
  };
  return { ...staffing, roles: describeRoles(shown) };
}

interface Decision {
  question: TeamQuestion;
  heads: Heads;
  added: Heads;
  reasons: ReadonlyMap<Role, RoleReason>;
  calls: readonly RoleDue[];
  standard: string;
}

/** The roles of a plan with their reasons: CSMs always, then who is there, who is added, and whom only a size calls for. */
function describeRoles({ question, heads, added, reasons, calls, standard }: Decision): PlannedRole[] {
  const fixed = [question.chosen, question.heads, question.budget, question.planned].some((given) => given !== undefined);
  return Role.options.flatMap((role): PlannedRole[] => {
    const people = heads[role] ?? 0;
    const line = { role, heads: people, today: question.team ? (question.team[role] ?? 0) : null, rule: "org-roles" };
    if (role === "csm") {
      const code = question.heads !== undefined ? "fixed" : question.budget !== undefined ? "budget" : "work";
      const moved = (added.onboarding ?? 0) + (added.renewals ?? 0) + (added.cs_ops ?? 0) > 0;
      return [
        { ...line, because: { code, moved, coached: (question.player_coaches ?? []).length > 0 }, rule: "org-team-sizing" },
      ];
    }
    const named = calls.find((call) => call.role === role && call.standard === standard);
    const source = (named ?? calls.find((call) => call.role === role))?.why;
    const reason = reasons.get(role);
    if (added[role] && reason) return [{ ...line, because: { ...reason, source } }];
    if (people > 0) return [{ ...line, because: { code: question.planned?.[role] ? "named" : "today" } }];
    if (source === undefined) return [];
    if (named === undefined) return [{ ...line, because: { code: "other", source } }];
    return [{ ...line, because: fixed ? { code: "left_out", source } : { ...(reason ?? { code: "few_hours" }), source } }];
  });
}

/** Heads of a role for a list. @example roleHeads("csm", 6) // "6 CSMs" */
export function roleHeads(role: Role, heads: number): string {
  return `${grouped(heads)} ${roleName(role, heads)}`;
}

/** Heads of a role for a sentence. @example roleHeadsInWords("csm", 1) // "one CSM" */
export function roleHeadsInWords(role: Role, heads: number): string {
  return heads === 1 ? `one ${roleName(role)}` : roleHeads(role, heads);
}

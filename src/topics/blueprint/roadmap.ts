import type * as z from "zod";
import { addDays, businessDay, daysBetween } from "../../core/dates.ts";
import { sumMoney } from "../../core/money.ts";
import { largest } from "../../core/order.ts";
import type { Role } from "../../core/vocabulary.ts";
import type { TeamPlan } from "../team/answer.ts";
import type { AccountAtRisk } from "../team/at-risk.ts";
import { isNewOwner } from "../team/books.ts";
import type { PlanOption } from "../team/choice.ts";
import type { PlanAccount } from "./book.ts";
import { DAYS_A_WEEK, noHolidays, type Period } from "./calendar.ts";
import type { RoadmapFigures, StepCondition } from "./figures.ts";
import type { Concentration } from "./losses.ts";

/** What a step of the first year is: one of the library's, in its words, or one that this plan's own moves, gaps and dates ask for. */
export type StepWhat =
  | { kind: "library"; action: string; owner: string; output: string }
  | { kind: "call" | "ask"; accounts: { account: string; arr: number }[] }
  | { kind: "owners"; accounts: number; arr: number }
  | { kind: "hand_over"; accounts: number; first: { account: string; from: string; to: string } }
  | { kind: "largest"; account: string; deadline: string; noticed: boolean }
  | { kind: "step_down"; from: number; to: number }
  | { kind: "release"; role: Role; heads: number }
  | { kind: "open" | "start" | "full"; role: Role; heads: number }
  | { kind: "program"; tiers: string[]; accounts: number };

/** What is done when; the date is the last day for it, on a working day, or null without a start. */
export interface RoadmapStep {
  /** First and last week, counted from 1. */
  weeks: [number, number];
  until: string | null;
  quarter: string;
  what: StepWhat;
}

type Steps = z.infer<typeof RoadmapFigures>;

/** The week by which the first quarter's steps are done and the plan can be decided on. @example decisionWeek([{ quarter: 1, week_to: 13 }]) // 13 */
export function decisionWeek(steps: readonly { quarter: number; week_to: number }[]): number {
  return largest(steps.filter(({ quarter }) => quarter === 1).map(({ week_to }) => week_to));
}

/** Everything about a plan that its first year's steps follow from. */
export interface StepFacts {
  /** What is so of the company. */
  conditions: ReadonlySet<StepCondition>;
  at_risk: readonly AccountAtRisk[];
  accounts: readonly PlanAccount[];
  largest: Concentration["largest"];
  /** From this part of all ARR an account has a step of its own. */
  own_owner: number;
  team: Pick<TeamPlan, "rebalanced" | "pools">;
  csms_today: number;
  recommended: Pick<PlanOption, "roles" | "steps" | "kind"> | null;
  log_weeks: number;
  full_week: number;
}

const WEEKS = 52; // not a figure: weeks a year
const HAND_OVER = 6; // not a figure: weeks in which accounts change hands, as tiers are set
const PROGRAM = [5, 10] as const; // not a figure: after the log and before the quarter ends
const NAMES = 4; // not a figure: names of a step

/** The steps that follow from this plan, each with its first and last week. */
function ownSteps(facts: StepFacts, asOf: string | null): { weeks: [number, number]; what: StepWhat }[] {
  const { at_risk, accounts, team, recommended, csms_today } = facts;
  const large = (state: AccountAtRisk["state"]) =>
    at_risk
      .filter((one) => one.state === state)
      .sort((a, b) => b.arr - a.arr)
      .map(({ account, arr }) => ({ account, arr }));
  const [overdue, past] = [large("overdue"), large("objection past")];
  const alone = accounts.filter(({ owner, covered_by }) => owner === null && covered_by === "csm");
  const csm = recommended?.roles.find(({ role }) => role === "csm");
  const smaller = recommended?.kind === "smaller" ? recommended.steps : [];
  const idle = team.pools.filter(
    ({ accounts: many, hours_per_account, covered_by }) =>
      many > 0 && hours_per_account === 0 && covered_by !== "partner" && covered_by !== "none",
  );
  const due = accounts.find(({ account }) => account === facts.largest.account);
  const deadline = due?.renewal_date == null ? null : addDays(due.renewal_date, -(due.notice_days ?? 0));
  const weekOf = (day: string) => Math.max(1, Math.ceil((daysBetween(asOf!, day) + 1) / DAYS_A_WEEK));
  const near = asOf !== null && deadline !== null && deadline >= asOf && weekOf(deadline) <= WEEKS;
  const steps: { weeks: [number, number]; what: StepWhat }[] = [];
  const add = (from: number, to: number, what: StepWhat) => steps.push({ weeks: [from, to], what });
  if (overdue.length) add(1, 1, { kind: "call", accounts: overdue.slice(0, NAMES) });
  if (past.length) add(1, 1, { kind: "ask", accounts: past.slice(0, NAMES) });
  if (alone.length && alone.length < accounts.length)
    add(1, 2, { kind: "owners", accounts: alone.length, arr: sumMoney(alone.map(({ arr }) => arr)) });
  for (const { role, added, start_week } of recommended?.roles ?? []) {
    if (added > 0 && start_week !== null) {
      add(1, 1, { kind: "open", role, heads: added });
      add(start_week, start_week, { kind: "start", role, heads: added });
      if (role === "csm") add(facts.full_week, facts.full_week, { kind: "full", role, heads: added });
    }
    if (added < 0 && role !== "csm") add(facts.log_weeks + 1, WEEKS, { kind: "release", role, heads: -added });
  }
  // What goes to somebody new changes hands once that person is there.
  const [now, later] = [team.rebalanced.filter(({ to }) => !isNewOwner(to)), team.rebalanced.filter(({ to }) => isNewOwner(to))];
  const start = csm?.start_week ?? 0;
  if (now[0]) add(2, HAND_OVER, { kind: "hand_over", accounts: now.length, first: now[0] });
  if (later[0]) add(start + 2, start + HAND_OVER, { kind: "hand_over", accounts: later.length, first: later[0] });
  for (const [index, to] of smaller.entries()) {
    const quarter = WEEKS / 4; // not a figure: quarters a year
    const from = index === 0 ? csms_today : smaller[index - 1]!;
    add(facts.log_weeks + 1 + index * quarter, (index + 1) * quarter, { kind: "step_down", from, to });
  }
  if (near && facts.largest.account !== null && facts.largest.share >= facts.own_owner)
    add(1, weekOf(deadline), {
      kind: "largest",
      account: facts.largest.account,
      deadline,
      noticed: due!.notice_days !== null,
    });
  if (idle.length && (csm?.heads ?? csms_today) > 0)
    add(PROGRAM[0], PROGRAM[1], {
      kind: "program",
      tiers: idle.map(({ tier }) => tier),
      accounts: idle.reduce((sum, { accounts: many }) => sum + many, 0),
    });
  return steps.filter(({ weeks }) => weeks[0] <= WEEKS);
}

/**
 * The first year of this plan: what its own moves, gaps and dates ask for, and of the library's steps those the company needs, in the order of
 * their last week. Dates are working days where the plan has a start; quarters carry the fiscal name of the day they end on.
 * @example roadmap(steps, { conditions: new Set(["always"]), ... }, "2026-03-14", fiscalQuarters("2026-03-14", 1))[0].until
 */
export function roadmap(steps: Steps, facts: StepFacts, asOf: string | null, periods: readonly Period[]): RoadmapStep[] {
  const library: { weeks: [number, number]; what: StepWhat }[] = steps
    .filter(({ needed_if }) => needed_if === "always" || facts.conditions.has(needed_if))
    .map(({ week_from, week_to, action, owner, output }) => ({
      weeks: [week_from, week_to],
      what: { kind: "library", action, owner, output },
    }));
  return [...ownSteps(facts, asOf), ...library]
    .map(({ weeks, what }, index) => ({ weeks, what, index }))
    .sort((a, b) => a.weeks[1] - b.weeks[1] || a.index - b.index)
    .map(({ weeks, what }) => {
      const last = weeks[1] * DAYS_A_WEEK - 1;
      const end = asOf === null ? null : addDays(asOf, last);
      const period = periods.find(({ from, to }) => last >= from && last < to) ?? periods.at(-1)!;
      return {
        weeks,
        // What has a day of its own is done by that day, not by the end of its week.
        until:
          end === null ? null : businessDay(what.kind === "largest" && what.deadline < end ? what.deadline : end, -1, noHolidays),
        quarter: period.name,
        what,
      };
    });
}

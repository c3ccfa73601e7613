import { addDays, businessDay } from "../../core/dates.ts";
import type { Touch } from "../../core/vocabulary.ts";
import { dateSteps, type PlaybookStep, playbookAnchor } from "../playbooks/figures.ts";
import type { AccountAtRisk } from "../team/at-risk.ts";
import type { PlanFigures } from "./figures.ts";
import type { Plan } from "./plan.ts";

/** One step of a playbook for one account, on its day. */
export interface PlanTask {
  account: string;
  arr: number;
  owner: string | null;
  touch: Touch;
  playbook: AccountAtRisk["playbook"];
  state: AccountAtRisk["state"];
  date: string;
  /** Null for the look at what came before. */
  step: { action: string; role: string; channel: string; output: string; only_if: string | null } | null;
  /** Steps whose day has passed. */
  passed: number;
}

const noHolidays: ReadonlySet<string> = new Set();

/** Steps that a program runs by itself are nobody's task. */
const byPeople = ({ owner }: Pick<PlaybookStep, "owner">): boolean => owner !== "Program";

/**
 * What is to be done for each account at risk, from its playbook: a renewal counted back from its last day to object, else from its date, low
 * health from the day of the plan. Steps whose day has passed are one task on that day, to look at what was done. Empty without a date.
 */
export function planTasks({ as_of, at_risk, accounts }: Plan, figures: PlanFigures): PlanTask[] {
  if (as_of === null) return [];
  const touches = new Map(accounts.map(({ account, touch }) => [account, touch]));
  const today = businessDay(as_of, 1, noHolidays);
  return at_risk.flatMap(({ account, arr, renewal_date, deadline, state, owner, playbook }): PlanTask[] => {
    const touch = touches.get(account) ?? "low";
    const own = figures[`${playbook}_steps`].value.filter((step) => step.touch === touch && byPeople(step));
    const renewal = playbook === "renewal";
    const count_from = renewal ? (deadline ?? renewal_date) : playbookAnchor("trigger", { start: as_of }).count_from;
    const anchor = renewal ? "opt_out_deadline" : "trigger";
    const steps = dateSteps(own, { anchor, count_from, renewal_date, holidays: noHolidays, as_of });
    const shared = { account, arr, owner, touch, playbook, state };
    const ahead = steps.flatMap(({ date, past, action, owner: role, channel, output, only_if }) =>
      date === null || past === true
        ? []
        : [{ ...shared, date, step: { action, role, channel, output, only_if: only_if ?? null }, passed: 0 }],
    );
    const passed = steps.length - ahead.length;
    return passed === 0 ? ahead : [{ ...shared, date: today, step: null, passed }, ...ahead];
  });
}

/** The last day on which an account can object, or its renewal date where the notice is not known. */
export interface AccountDeadline {
  account: string;
  arr: number;
  owner: string | null;
  tier: string;
  date: string;
  renewal_date: string;
  notice_known: boolean;
}

/** The last days to object of every account from the day of the plan on, in their order. Empty without a date. */
export function planDeadlines({ as_of, accounts }: Plan): AccountDeadline[] {
  if (as_of === null) return [];
  return accounts
    .flatMap(({ account, arr, owner, tier, renewal_date, notice_days }): AccountDeadline[] => {
      if (renewal_date === null || renewal_date < as_of) return [];
      const last = notice_days === null ? null : addDays(renewal_date, -notice_days);
      // Once it has passed, the renewal date is what is left to watch.
      const known = last !== null && last >= as_of;
      return [{ account, arr, owner, tier, date: known ? last : renewal_date, renewal_date, notice_known: known }];
    })
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : b.arr - a.arr));
}

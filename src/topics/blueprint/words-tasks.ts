import { daysBetween } from "../../core/dates.ts";
import { plural } from "../../core/english.ts";
import { type CalendarDay, calendarText, fileNamesOf } from "../../deliver/calendar.ts";
import { type Task, taskFiles } from "../../deliver/task-lists.ts";
import { label } from "../../render/numbers.ts";
import { checkpointDates, checkpoints } from "./calendar.ts";
import type { Plan } from "./plan.ts";
import type { RoadmapStep } from "./roadmap.ts";
import { type AccountDeadline, type PlanTask, planDeadlines } from "./tasks.ts";
import { cash } from "./words-choice.ts";
import { checkpointLines } from "./words-page.ts";
import { stepWords } from "./words-roadmap.ts";

const playbooks: Record<PlanTask["playbook"], string> = { renewal: "Renewal", at_risk: "Account at risk" };
const states: Record<PlanTask["state"], string> = {
  overdue: "its renewal date has passed without an outcome",
  "objection past": "it can no longer object in time",
  "decides soon": "it decides soon",
  "low health": "its health is low",
};

/** A test on a field, as a sentence of its own. @example conditionWords("answer = empty") // "Only if answer is missing." */
const conditionWords = (test: string): string =>
  `Only if ${test
    .replaceAll("_", " ")
    .replace(/ = empty/g, " is missing")
    .replace(/ = true/g, " is so")
    .replace(/ = false/g, " is not so")}.`;

/** Roles that are the account's own CSM; the task is for its owner. */
const isCsm = (role: string): boolean => /\bCSM\b/.test(role) && !/manager/i.test(role);

function titleOf({ step, account, passed }: PlanTask): string {
  return step === null ? `${account}: see what of ${plural(passed, "earlier step")} was done` : `${account}: ${step.action}`;
}

function noteOf(plan: Plan, { step, playbook, state, arr }: PlanTask): string {
  const why = `${playbooks[playbook]}: ${states[state]}; ${cash(plan, arr)} of ARR.`;
  if (step === null) return why;
  const role = isCsm(step.role) ? "" : ` By: ${step.role}.`;
  return `${why} Result: ${step.output}.${role}${step.only_if === null ? "" : ` ${conditionWords(step.only_if)}`}`;
}

const channels: [RegExp, Task["by"]][] = [
  [/phone|call/i, "call"],
  [/mail/i, "email"],
];

/** Tasks of the first two weeks are marked as urgent. */
const URGENT_DAYS = 14;

const forImport = (plan: Plan, task: PlanTask): Task => ({
  title: titleOf(task),
  account: task.account,
  owner: task.owner ?? "",
  due: task.date,
  note: noteOf(plan, task),
  list: playbooks[task.playbook],
  by: channels.find(([words]) => words.test(task.step?.channel ?? ""))?.[1] ?? "other",
  urgent: task.state === "overdue" || (plan.as_of !== null && daysBetween(plan.as_of, task.date) <= URGENT_DAYS),
});

function deadlineDay(plan: Plan, one: AccountDeadline): CalendarDay {
  const { account, arr, tier, date, renewal_date, notice_known } = one;
  return {
    key: [plan.name, "last day", account, renewal_date.slice(0, "2026".length)],
    date,
    title: notice_known ? `${account}: last day to object` : `${account}: renewal`,
    note: `${cash(plan, arr)} of ARR, ${tier}. Renews on ${renewal_date}.${notice_known ? "" : " Its last day to object has passed or is not known."}`,
  };
}

function taskDay(plan: Plan, task: PlanTask): CalendarDay {
  const { account, date, playbook, step } = task;
  return {
    key: [plan.name, playbook, account, step?.action ?? "look back"],
    date,
    title: titleOf(task),
    note: noteOf(plan, task),
  };
}

/** What makes a step the same one in a later run, whose numbers may differ: its kind, whom it is about, and which of those it is. */
function stepKey({ what }: RoadmapStep, before: readonly RoadmapStep[]): string[] {
  const about = "action" in what ? what.action : "role" in what ? what.role : "account" in what ? what.account : "";
  const place = before.filter((one) => one.what.kind === what.kind).length;
  return what.kind === "library" ? [what.kind, about] : [what.kind, about, String(place)];
}

/** The steps of the first year and the days on which the plan is decided again. */
function planDays(plan: Plan): CalendarDay[] {
  const decided = checkpointDates(plan.as_of).flatMap((date, index): CalendarDay[] =>
    date === null
      ? []
      : [
          {
            key: [plan.name, "checkpoint", String(checkpoints[index])],
            date,
            title: `Plan: day ${checkpoints[index]}, decide`,
            note: checkpointLines(plan)[index] ?? "",
          },
        ],
  );
  const steps = plan.roadmap.flatMap((step, index): CalendarDay[] => {
    const { until } = step;
    const { action, owner, output } = stepWords(plan, step);
    return until === null
      ? []
      : [
          {
            key: [plan.name, "roadmap", ...stepKey(step, plan.roadmap.slice(0, index))],
            date: until,
            title: `Plan: ${action}`,
            note: `By ${owner}. Result: ${output}.`,
          },
        ];
  });
  return [...decided, ...steps].sort((a, b) => (a.date < b.date ? -1 : 1));
}

const NOBODY = "accounts without an owner";

/**
 * The calendar of the plan, with the last days of accounts at risk, and one for each owner with the last days of all of their accounts and the
 * steps of their playbooks; the tasks in the form that other systems import. None without a date.
 */
export function taskAndCalendarFiles(plan: Plan, tasks: readonly PlanTask[]): { name: string; text: string }[] {
  const { as_of } = plan;
  if (as_of === null) return [];
  const deadlines = planDeadlines(plan);
  const atRisk = new Set(plan.at_risk.map(({ account }) => account));
  const own = new Map<string, CalendarDay[]>();
  const add = (owner: string | null, day: CalendarDay) => {
    const held = own.get(owner ?? NOBODY);
    if (held) held.push(day);
    else own.set(owner ?? NOBODY, [day]);
  };
  const dueDays = deadlines.map((one) => ({ ...one, day: deadlineDay(plan, one) }));
  for (const { owner, day } of dueDays) add(owner, day);
  for (const task of tasks) add(task.owner, taskDay(plan, task));
  const owners = [...own.keys()].sort();
  const names = fileNamesOf(owners);
  const whole = [...planDays(plan), ...dueDays.filter(({ account }) => atRisk.has(account)).map(({ day }) => day)];
  return [
    { name: "calendar.ics", text: calendarText({ name: `${plan.name}: customer-success plan`, days: whole, as_of }) },
    ...owners.map((owner) => ({
      name: `calendar-${names.get(owner)}.ics`,
      text: calendarText({ name: `${plan.name}: ${label(owner)}`, days: own.get(owner)!, as_of }),
    })),
    ...(tasks.length
      ? taskFiles(
          [...tasks]
            .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : b.arr - a.arr))
            .map((task) => forImport(plan, task)),
        )
      : []),
  ];
}

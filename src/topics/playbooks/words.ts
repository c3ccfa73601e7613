import type { Warning } from "../../core/answer.ts";
import { plural } from "../../core/english.ts";
import { decimal, percent } from "../../render/numbers.ts";
import type { MergeField, Playbook } from "./draft-playbook.ts";
import type { Fault, ReviewFinding } from "./rewrite-text.ts";

export interface DraftFields {
  playbook: Playbook;
  hours_per_run: number;
  runs_a_year?: number;
  hours_a_year?: number;
  capacity_share?: number | null;
  merge_fields: readonly MergeField[];
}

const hours = (amount: number): string => `${decimal(amount)} ${amount === 1 ? "hour" : "hours"}`;

function datesOf({ steps, anchor, anchor_date }: Playbook, renewalDate: string | undefined): string {
  const [first, last] = [steps[0]?.date ?? null, steps.at(-1)?.date ?? null];
  const dates =
    first === null
      ? `It has no date to start from, so days are counted from the ${anchor.replaceAll("_", " ")}.`
      : `The first step is due on ${first}, the last on ${last}.`;
  if (anchor !== "opt_out_deadline") return dates;
  if (anchor_date !== null)
    return `${dates} The customer can opt out until ${anchor_date}; the decision has to be in writing before that.`;
  return renewalDate !== undefined
    ? `${dates} The notice period is unknown, so these are the latest possible dates and the real deadline may be much earlier: look it up first.`
    : `${dates} The decision has to be in writing before that deadline.`;
}

function yearOf({ runs_a_year, hours_a_year, capacity_share }: DraftFields): string {
  if (runs_a_year === undefined || hours_a_year === undefined) return "";
  const share =
    capacity_share === null || capacity_share === undefined
      ? ""
      : `, ${percent(capacity_share)} of the team's hours for customers`;
  return ` ${decimal(runs_a_year)} runs a year take ${hours(hours_a_year)}${share}.`;
}

/** The answer of a draft in a few sentences. @example draftSummary(fields, {}) // "High-touch renewal playbook: 9 steps, ..." */
export function draftSummary(fields: DraftFields, asked: { account?: string; renewal_date?: string }): string {
  const { playbook, hours_per_run, merge_fields } = fields;
  const { kind, touch, steps, exit_criteria } = playbook;
  const name = `${touch}-touch ${kind.replaceAll("_", "-")} playbook${asked.account === undefined ? "" : ` for ${asked.account}`}`;
  const open = merge_fields.filter(({ value }) => value === null);
  const messages =
    open.length === 0
      ? ""
      : ` The messages still lack ${plural(open.length, "field")}: ${open.map(({ field }) => field).join(", ")}.`;
  return `${name[0]!.toUpperCase()}${name.slice(1)}: ${plural(steps.length, "step")}, ${hours(hours_per_run)} of customer-success work.${yearOf(fields)} ${datesOf(playbook, asked.renewal_date)} It is over when: ${exit_criteria.join("; ")}.${messages}`;
}

const faultNames: Record<Fault, string> = {
  vague_trigger: "a trigger nobody could test",
  missing_owner: "a missing owner",
  missing_timeline: "missing dates",
  missing_steps: "no steps",
  generic_step: "steps that could mean anything",
  overload: "too much work at once",
  missing_exit: "no end that could be tested",
  missing_metric: "no measure of success",
  missing_escalation: "nobody to call when it stalls",
};

/** The answer of a review in a few sentences. @example reviewSummary({ findings: [], ... }, found) // "Nothing to mend ..." */
export function reviewSummary(
  fields: { findings: readonly ReviewFinding[]; steps_found: number; nearest: { kind: string; touch: string } | null },
  { warnings }: { warnings: readonly Warning[] },
): string {
  const { findings, steps_found, nearest } = fields;
  const foreign = warnings.some(({ code }) => code === "not_english");
  const names = [...new Set(findings.map(({ fault }) => faultNames[fault]))];
  const verdict =
    findings.length === 0
      ? `Nothing to mend was found${steps_found === 0 ? "" : ` in ${plural(steps_found, "step")}`}: trigger, owner, dates, end, measure and escalation are there and can be tested.`
      : `${plural(findings.length, "thing")} to mend: ${names.join("; ")}.`;
  const source =
    findings.length === 0 || nearest === null
      ? ""
      : ` Each comes with words to put there, taken from the ${nearest.touch}-touch ${nearest.kind.replaceAll("_", "-")} playbook; name another kind if that is not the nearest.`;
  const language = foreign ? "The text does not seem to be English, so this check cannot be relied on. " : "";
  return `${language}${verdict}${source} The check matches words; whether the advice is right is for people to judge.`;
}

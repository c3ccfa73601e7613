import type { Findings } from "../contract/envelope.ts";
import type { StepCalendar } from "./date-steps.ts";
import type { PlaybookDraft, PlaybookRequest } from "./draft-playbook.ts";
import { timingWarnings } from "./timing-warnings.ts";

type Draft = Pick<PlaybookDraft, "playbook" | "hours_per_run" | "hours_before_deadline" | "merge_fields">;

function whyNull(draft: Draft, request: PlaybookRequest, dated: boolean, reason: string | null): Findings["undefined"] {
  const open = draft.merge_fields.filter(({ value }) => value === null).map(({ field }) => field);
  const found: Findings["undefined"] = [];
  if (reason !== null) found.push({ field: "playbook.anchor_date", reason });
  if (!dated) found.push({ field: "playbook.steps[].date", reason: reason ?? "" });
  if (!dated || request.as_of === undefined)
    found.push({
      field: "playbook.steps[].past",
      reason: dated ? "as_of is not given." : "A step without a date is neither past nor ahead.",
    });
  if (draft.hours_before_deadline === null)
    found.push({
      field: "hours_before_deadline",
      reason: "This playbook runs forward from its start and has no deadline.",
    });
  if (open.length > 0)
    found.push({
      field: "merge_fields[].value",
      reason: `Not given, so they stay in braces: ${open.join(", ")}. Pass what you know as merge.`,
    });
  return found;
}

function assumptions(request: PlaybookRequest, rule: string, hours: number, dated: boolean): Findings["assumptions"] {
  const found: Findings["assumptions"] = [
    {
      what: "Hours per step",
      value: `${hours} hours a run`,
      why: `No source times the steps; ${rule} holds working assumptions.`,
      if_wrong: "The hours of a run, and the capacity planned from them, move in proportion. Time three runs to replace them.",
    },
  ];
  if (dated && !request.holidays?.length)
    found.push({
      what: "Holidays",
      value: "none",
      why: "No holidays were given, so only Saturdays and Sundays are days off.",
      if_wrong: "A step may fall on a day when nobody works.",
    });
  return found;
}

/**
 * What to know before trusting a draft: its warnings, what it assumes, and why a field of it is null.
 * Units: days, hours. Throws nothing.
 * @example draftFindings(draft, request, "playbooks-renewal", calendar, null).undefined // [{ field: "playbook.steps[].past", ... }]
 */
export function draftFindings(
  draft: Draft,
  request: PlaybookRequest,
  rule: string,
  calendar: StepCalendar,
  reason: string | null,
): Findings {
  const { playbook, merge_fields, hours_per_run } = draft;
  const dated = calendar.count_from !== null;
  const used = new Set(merge_fields.map(({ field }) => field));
  const given = [...(request.owner === undefined ? [] : ["owner"]), ...Object.keys(request.merge ?? {})];
  const unused = [...new Set(given)].filter((field) => !used.has(field));
  const warnings = timingWarnings(playbook.steps, calendar, playbook.anchor_date);
  if (unused.length > 0)
    warnings.push({
      code: "merge_unused",
      message: `No message of this playbook has a place for ${unused.join(", ")}. Its fields: ${[...used].join(", ") || "none"}.`,
    });
  return {
    warnings,
    assumptions: assumptions(request, rule, hours_per_run, dated),
    undefined: whyNull(draft, request, dated, reason),
  };
}

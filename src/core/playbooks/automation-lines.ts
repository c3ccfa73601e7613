import type { Anchor, PlaybookChecks } from "./figures.ts";
import type { AutomationLine, DatedStep } from "./playbook-shape.ts";

/** The field that holds what a step's day is counted from. */
const dateFields: Record<Anchor | "renewal_date", string> = {
  start: "start_date",
  trigger: "trigger_date",
  opt_out_deadline: "opt_out_deadline",
  meeting: "meeting_date",
  close: "close_date",
  renewal_date: "renewal_date",
};
const constants = new Set(["and", "or", "true", "false", "empty", "today"]);

function fieldsOfTest(test: string): string[] {
  return [...new Set(test.match(/[a-z][a-z0-9_]*/g) ?? [])].filter((word) => !constants.has(word));
}

/**
 * What a program can do by itself, each as a test on fields, an act and the fields it needs: the run's opening and stops as the rule has
 * them, one line for each step, and one for steps that are late. Dates are those of the steps; without them days count from the anchor's field.
 * Throws nothing.
 * @example automationLines(checks, steps)[1].when // "run_open = true and today >= 2026-01-12"
 */
export function automationLines(checks: PlaybookChecks, steps: readonly DatedStep[]): AutomationLine[] {
  const opening = checks.flatMap((check) =>
    check.part === "automation" ? [{ when: check.when, do: check.text, needs: check.needs }] : [],
  );
  const each = steps.map((step, index): AutomationLine => {
    const field = dateFields[step.counted_from];
    const due = step.date === null ? `today - ${field} >= ${step.day}` : `today >= ${step.date}`;
    const condition = step.only_if;
    const guarded = condition?.includes(" or ") ? `(${condition})` : condition;
    const byProgram = step.owner === "Program";
    return {
      when: ["run_open = true", due, ...(guarded === undefined ? [] : [guarded])].join(" and "),
      do: byProgram ? `Step ${index + 1}: run it (${step.channel})` : `Step ${index + 1}: open a task for ${step.owner}`,
      needs: ["run_open", ...(step.date === null ? [field] : []), ...(condition === undefined ? [] : fieldsOfTest(condition))],
    };
  });
  const late: AutomationLine = {
    when: "run_open = true and today > step_due_date and step_output = empty",
    do: "Remind the step's owner once, then follow the escalation",
    needs: ["run_open", "step_due_date", "step_output"],
  };
  return [...opening, ...each, late];
}

import type { z } from "zod";
import type { draftPlaybook } from "../../../src/topics/playbooks/tool.ts";

type Playbook = NonNullable<z.infer<typeof draftPlaybook.output>["playbook"]>;

const title = ({ kind, touch }: Playbook) => `# ${kind.replaceAll("_", " ")} playbook, ${touch} touch\n`;
const bullets = (lines: readonly string[]) => lines.map((line) => `- ${line}`);

/** A playbook the way people write one: labels and numbered steps. */
export function asNumbered(playbook: Playbook): string {
  const { trigger, owner, steps, exit_criteria, metrics, automation, escalation } = playbook;
  return [
    title(playbook),
    `Trigger: ${trigger}`,
    `Owner: ${owner}`,
    "",
    "Steps:",
    ...steps.map(
      (step, index) =>
        `${index + 1}. Day ${step.day}: ${step.action} (${step.owner}, ${step.channel}, ${step.hours} h). Output: ${step.output}`,
    ),
    "",
    "Exit:",
    ...bullets(exit_criteria),
    "",
    "Metrics:",
    ...bullets(metrics),
    "",
    "Automation:",
    ...bullets(automation.map((line) => `${line.when}: ${line.do}`)),
    "",
    "Escalation:",
    ...bullets(escalation),
  ].join("\n");
}

/** Headings and a markdown table of steps. */
export function asTable(playbook: Playbook): string {
  const { trigger, owner, steps, exit_criteria, metrics, escalation } = playbook;
  return [
    title(playbook),
    `## Trigger\n${trigger}\n\n## Owner\n${owner}\n\n## Steps\n`,
    "| Day | Action | Owner | Channel | Output | Hours |",
    "|---|---|---|---|---|---|",
    ...steps.map((step) => `| ${step.day} | ${step.action} | ${step.owner} | ${step.channel} | ${step.output} | ${step.hours} |`),
    `\n## Exit criteria\n${bullets(exit_criteria).join("\n")}`,
    `\n## Metrics\n${bullets(metrics).join("\n")}`,
    `\n## Escalation\n${bullets(escalation).join("\n")}`,
  ].join("\n");
}

/** Headings as questions and sentences below them. */
export function asProse(playbook: Playbook): string {
  const { trigger, owner, steps, exit_criteria, metrics, escalation } = playbook;
  return [
    title(playbook),
    `## When it starts\n${trigger}.`,
    `## Who owns it\nThe ${owner}.`,
    `## How to do it\n${steps.map((step) => `On day ${step.day} the ${step.owner}, by ${step.channel}: ${step.action}.`).join(" ")}`,
    `## When it is over\n${exit_criteria.join(". ")}.`,
    `## How we know it works\n${metrics.join(". ")}.`,
    `## If it stalls\n${escalation.join(". ")}.`,
  ].join("\n\n");
}

/** One labelled line for everything, without a title. */
export function asLines({ trigger, owner, steps, exit_criteria, metrics, escalation }: Playbook): string {
  return [
    `Trigger: ${trigger}`,
    `Owner: ${owner}`,
    ...steps.map((step) => `Step, day ${step.day}: ${step.action} (${step.owner}, ${step.channel})`),
    ...exit_criteria.map((line) => `Exit: ${line}`),
    ...metrics.map((line) => `Metric: ${line}`),
    ...escalation.map((line) => `Escalation: ${line}`),
  ].join("\n");
}

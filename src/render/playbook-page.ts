import { escapeMarkdown, rightOf, table } from "./markdown.ts";
import { decimal } from "./numbers.ts";

/** A playbook as it is handed out; a step without a date has the day it is counted as. */
interface HandedPlaybook {
  kind: string;
  touch: string;
  trigger: string;
  owner: string;
  steps: readonly {
    date: string | null;
    day: number;
    owner: string;
    action: string;
    channel: string;
    output: string;
    hours: number;
  }[];
  messages: readonly { day: number; subject: string; text: string }[];
  escalation: readonly string[];
  exit_criteria: readonly string[];
  stop_rule: string;
  metrics: readonly string[];
}

export const bullets = (lines: readonly string[]): string => lines.map((line) => `- ${escapeMarkdown(line)}`).join("\n");
/** A chapter under its heading; none without a text. */
export const part = (title: string, text: string): string[] => (text === "" ? [] : [`## ${title}`, text]);

/** A playbook as one Markdown page: when its day 0 is, its steps, what is known beside them, its messages and how it ends. */
export function playbookPage(playbook: HandedPlaybook, begins: string | null, beside: readonly string[]): string {
  const { kind, touch, steps, trigger, owner, messages } = playbook;
  const title = `${touch}-touch ${kind.replaceAll("_", "-")} playbook`;
  const closed = trigger.replace(/\.$/, "");
  return `${[
    `# ${title.replace(/^./, (letter) => letter.toUpperCase())}`,
    `Opens when: ${escapeMarkdown(closed)}. Runs it: ${escapeMarkdown(owner)}.`,
    ...(begins === null ? [] : [begins]),
    ...part(
      "Steps",
      table(
        [steps.some(({ date }) => date !== null) ? "Date" : "Day", "Who", "What", "How", "Result", "Hours"],
        steps.map((step) => [
          step.date === null ? `day ${step.day}` : `${step.date} (day ${step.day})`,
          ...[step.owner, step.action, step.channel, step.output].map(escapeMarkdown),
          decimal(step.hours),
        ]),
        rightOf(6, 0, 1, 2, 3, 4),
      ),
    ),
    ...beside,
    ...part(
      "Messages",
      messages.map((one) => `**Day ${one.day}: ${escapeMarkdown(one.subject)}**\n\n${escapeMarkdown(one.text)}`).join("\n\n"),
    ),
    ...part("When it stalls", bullets(playbook.escalation)),
    ...part("When it is over", bullets([...playbook.exit_criteria, ...(playbook.stop_rule ? [playbook.stop_rule] : [])])),
    ...part("Measures", bullets(playbook.metrics)),
  ].join("\n\n")}\n`;
}

import type { Answered } from "../../core/known.ts";
import { isKnown, orNull } from "../../core/known.ts";
import { escapeMarkdown, rightOf, table } from "../../render/markdown.ts";
import { decimal, percent } from "../../render/numbers.ts";
import type { Playbook } from "./draft-playbook.ts";
import type { Moves } from "./moves.ts";
import { day } from "./words-many.ts";
import type { ManyRuns } from "./workload.ts";

const NEVER = 1; // not a figure: the whole contract
const bullets = (lines: readonly string[]): string => lines.map((line) => `- ${escapeMarkdown(line)}`).join("\n");
const part = (title: string, text: string): string[] => (text === "" ? [] : [`## ${title}`, text]);

/** When a later step is due, in words where its day is not known. */
const laterDay = ({ from, day: count, date }: Answered<Moves>["follow_up"][number]): string =>
  isKnown(date) ? date : from === "start" ? `day ${count}` : `${-count} days before the last day to opt out`;

function movesParts(moves: Answered<Moves>): string[] {
  const { red, yellow, causes, first_call, concessions, terms, rhythm, follow_up } = moves;
  const limits = concessions.map(({ up_to, approves }) =>
    up_to === NEVER ? `Above that: ${approves}` : `Up to ${percent(up_to, 0)}: ${approves}`,
  );
  return [
    ...part(
      "Who is at risk: one red sign, or two yellow ones",
      bullets([...red.map((sign) => `Red: ${sign}`), ...yellow.map((sign) => `Yellow: ${sign}`)]),
    ),
    ...part(
      "The move for each cause",
      table(
        ["Cause", "First move", "It works when", "Leave alone"],
        causes.map((one) => [one.cause, one.first_move, one.proof, one.avoid].map(escapeMarkdown)),
      ),
    ),
    ...part("The first call", first_call.map((line, index) => `${index + 1}. ${escapeMarkdown(line)}`).join("\n")),
    ...part("What may be given away", bullets([...terms, ...limits])),
    ...part("Rhythm", bullets(rhythm)),
    ...part(
      "After the verdict",
      table(
        ["When", "What", "Who", "Result", "Hours"],
        follow_up.map((one) => [laterDay(one), ...[one.action, one.owner, one.output].map(escapeMarkdown), decimal(one.hours)]),
        rightOf(5, 0, 1, 2, 3), // not a figure: the columns of the table
      ),
    ),
  ];
}

function runsParts({ accounts, weeks }: ManyRuns): string[] {
  return [
    ...part(
      "Accounts",
      table(
        ["Account", "Owner", "Begins", "Verdict", "Last day to opt out"],
        accounts.map((one) => [
          escapeMarkdown(one.account),
          escapeMarkdown(one.owner ?? ""),
          orNull(one.begin) ?? "",
          orNull(one.last) ?? "",
          one.last_day ?? "",
        ]),
      ),
    ),
    ...part(
      "Hours by week",
      table(
        ["Week from", "Accounts", "Hours"],
        weeks.map(({ week, accounts: busy, hours }) => [week, String(busy), decimal(hours)]),
        rightOf(3, 0), // not a figure: the columns of the table
      ),
    ),
  ];
}

/** The playbook as one Markdown document that can be handed out, for one account or many. */
export function playbookDocument(playbook: Playbook, moves: Answered<Moves> | null, many: ManyRuns | null): string {
  const { kind, touch, steps, trigger, owner, messages } = playbook;
  const title = `${touch}-touch ${kind.replaceAll("_", "-")} playbook`;
  const begins = playbook.anchor_date === null ? [] : [`Dates for a run whose day 0 is ${day(playbook.anchor_date)}.`];
  return `${[
    `# ${title.replace(/^./, (letter) => letter.toUpperCase())}`,
    `Opens when: ${escapeMarkdown(trigger)}. Runs it: ${escapeMarkdown(owner)}.`,
    ...begins,
    ...part(
      "Steps",
      table(
        ["Date", "Who", "What", "How", "Result", "Hours"],
        steps.map((step) => [
          step.date ?? `day ${step.day}`,
          ...[step.owner, step.action, step.channel, step.output].map(escapeMarkdown),
          decimal(step.hours),
        ]),
        rightOf(6, 0, 1, 2, 3, 4), // not a figure: the columns of the table
      ),
    ),
    ...(many === null ? [] : runsParts(many)),
    ...(moves === null ? [] : movesParts(moves)),
    ...part(
      "Messages",
      messages.map((one) => `**Day ${one.day}: ${escapeMarkdown(one.subject)}**\n\n${escapeMarkdown(one.text)}`).join("\n\n"),
    ),
    ...part("When it stalls", bullets(playbook.escalation)),
    ...part("When it is over", bullets([...playbook.exit_criteria, ...(playbook.stop_rule ? [playbook.stop_rule] : [])])),
    ...part("Measures", bullets(playbook.metrics)),
  ].join("\n\n")}\n`;
}

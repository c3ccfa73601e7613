import { addDays } from "../../core/dates.ts";
import { listed } from "../../core/english.ts";
import type { Answered } from "../../core/known.ts";
import { isKnown, orNull } from "../../core/known.ts";
import { escapeMarkdown, rightOf, table } from "../../render/markdown.ts";
import { decimal, percent } from "../../render/numbers.ts";
import { bullets, part, playbookPage } from "../../render/playbook-page.ts";
import type { Playbook } from "./draft-playbook.ts";
import type { Moves } from "./moves.ts";
import { day } from "./words-many.ts";
import type { ManyRuns } from "./workload.ts";

const NEVER = 1; // not a figure: the whole contract

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
      `After the verdict (${decimal(follow_up.reduce((sum, { hours }) => sum + hours, 0))} hours more an account)`,
      table(
        ["When", "What", "Who", "Result", "Hours"],
        follow_up.map((one) => [laterDay(one), ...[one.action, one.owner, one.output].map(escapeMarkdown), decimal(one.hours)]),
        rightOf(5, 0, 1, 2, 3), // not a figure: the columns of the table
      ),
    ),
  ];
}

/** The last day to opt out, with the working day before it where nobody works on it. */
const lastDayText = ({ last_day, act_by }: Answered<ManyRuns["accounts"][number]>): string =>
  last_day === undefined ? "" : act_by === undefined ? last_day : `${last_day}, a day off: by ${act_by}`;

/** The day of every step, wave by wave. */
function wavesPart(dated: ManyRuns["dated"]): string[] {
  const days = [...new Set(dated[0]!.steps.map(({ day: count }) => count))];
  const rows = dated.map(({ accounts, steps }) => [
    String(accounts),
    ...days.map((count) => steps.find((step) => step.day === count)?.date ?? ""),
  ]);
  return part("Dates by wave", table(["Accounts", ...days.map((count) => `Day ${count}`)], rows, rightOf(1, 0)));
}

/** That a step's day and its date may differ, where they do. */
function movedNote({ steps, anchor, anchor_date }: Playbook): string {
  const late = steps.filter(
    ({ day: count, date, counted_from }) =>
      counted_from === anchor && date !== null && anchor_date !== null && date !== addDays(anchor_date, count),
  );
  return late.length === 0
    ? ""
    : `Days are calendar days from day 0. A step on a weekend or holiday moves to a working day, and one that needs the step before it follows a day later: here day ${listed(late.map(({ day: count }) => String(count)))}.`;
}

function runsParts({ accounts, weeks, dated }: ManyRuns): string[] {
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
          lastDayText(one),
        ]),
      ),
    ),
    ...(dated.length > 1 ? wavesPart(dated) : []),
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
  const begins = playbook.anchor_date === null ? null : `Dates for a run whose day 0 is ${day(playbook.anchor_date)}.`;
  return playbookPage(playbook, begins, [
    ...[movedNote(playbook)].filter(Boolean),
    ...(many === null ? [] : runsParts(many)),
    ...(moves === null ? [] : movesParts(moves)),
  ]);
}

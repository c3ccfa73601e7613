import * as z from "zod";
import { addDays, businessDay } from "../../core/dates.ts";
import { type Figures, figure } from "../../core/figure.ts";
import { shown } from "../../core/kinds.ts";
import { type Answered, known, unknown } from "../../core/known.ts";
import { IsoDate, Touch } from "../../core/vocabulary.ts";
import type { PlaybookRequest } from "./draft-playbook.ts";

const PAGE = "playbooks-at-risk-moves";
const Texts = z.array(z.string().min(1)).min(1);
const Sign = z.strictObject({ color: z.enum(["red", "yellow"]), sign: z.string().min(1) });
const Cause = z.strictObject({ cause: z.string(), first_move: z.string(), proof: z.string(), avoid: z.string() });
const Concession = z.strictObject({ up_to: shown.rate(), approves: z.string() });
const Later = z.strictObject({
  touch: Touch,
  /** What the days count from: the start of the run, or the customer's last day to opt out. */
  from: z.enum(["start", "last_day"]),
  day: shown.days().multipleOf(1),
  action: z.string().min(1),
  owner: z.string().min(1),
  output: z.string().min(1),
  hours: shown.hours().min(0),
});

/** What an at-risk playbook holds beside its steps. */
export const movesReads = {
  signs: figure(PAGE, "signs", z.array(Sign).min(1)),
  causes: figure(PAGE, "causes", z.array(Cause).min(1)),
  concessions: figure(PAGE, "concessions", z.array(Concession).min(1)),
  terms: figure(PAGE, "terms", Texts),
  first_call: figure(PAGE, "first_call", Texts),
  rhythm: figure(PAGE, "rhythm", Texts),
  follow_up: figure(PAGE, "follow_up", z.array(Later).min(1)),
};

/** How to see, answer and end a risk: the signs, the move for each cause, who may give what, the first call, and what follows the verdict. */
export const Moves = z.strictObject({
  /** One of these puts an account at risk, or two of the yellow ones. */
  red: Texts,
  yellow: Texts,
  causes: z.array(Cause),
  first_call: Texts,
  concessions: z.array(Concession),
  terms: Texts,
  rhythm: Texts,
  follow_up: z.array(Later.omit({ touch: true }).extend({ date: IsoDate.nullable() })),
});
export type Moves = z.infer<typeof Moves>;

/** The customer's last day to opt out; null while its renewal date or its notice period is not known. */
export function lastDay({ renewal_date, notice_days }: Pick<PlaybookRequest, "renewal_date" | "notice_days">): string | null {
  return renewal_date === undefined || notice_days === undefined ? null : addDays(renewal_date, -notice_days);
}

/**
 * The moves of an at-risk run, what follows the verdict on working days: after a start on the next one, before the last day to opt out on the one
 * before. Dates stay open while nothing says what they count from. Units: calendar days, ISO dates, hours.
 * @example movesOf({ kind: "at_risk", touch: "high", start: "2027-01-04" }, figures).follow_up[0].date // "2027-02-18"
 */
export function movesOf(request: PlaybookRequest, figures: Figures<typeof movesReads>): Answered<Moves> {
  const holidays = new Set(request.holidays ?? []);
  const dateOf = (from: "start" | "last_day", day: number): string | null => {
    const origin = from === "start" ? (request.start ?? null) : lastDay(request);
    return origin === null ? null : businessDay(addDays(origin, day), from === "start" ? 1 : -1, holidays);
  };
  const signsOf = (color: "red" | "yellow") => figures.signs.value.filter((one) => one.color === color).map(({ sign }) => sign);
  const later = figures.follow_up.value
    .filter(({ touch }) => touch === request.touch)
    .map(({ touch: _, ...step }) => {
      const date = dateOf(step.from, step.day);
      const needs = step.from === "start" ? "start is not given." : unknown("Needs the account's renewal_date and notice_days.");
      return { ...step, date: known(date, needs), order: date ?? "9" };
    })
    .sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));
  return {
    red: signsOf("red"),
    yellow: signsOf("yellow"),
    causes: figures.causes.value,
    first_call: figures.first_call.value,
    concessions: figures.concessions.value,
    terms: figures.terms.value,
    rhythm: figures.rhythm.value,
    follow_up: later.map(({ order: _, ...step }) => step),
  };
}

import * as z from "zod";
import { businessDay } from "../../core/dates.ts";
import type { Figures } from "../../core/figure.ts";
import { shown } from "../../core/kinds.ts";
import { type Answered, known, orNull } from "../../core/known.ts";
import { Problem } from "../../core/problem.ts";
import { IsoDate, Touch } from "../../core/vocabulary.ts";
import { publicHolidays } from "../../tool/holidays.ts";
import { AsOfParam, inWords, StandardParam } from "../../tool/params.ts";
import { defineTool } from "../../tool/tool.ts";
import { draftPlaybook as draft, draftReads, MergeField, Playbook, type PlaybookRequest, ruleOf } from "./draft-playbook.ts";
import { DatedStep, draftedKinds, hoursCountedFigure, movedSteps, PlaybookKind } from "./figures.ts";
import { Moves, movesOf, movesReads } from "./moves.ts";
import { reviewReads } from "./read-text.ts";
import { reviewPlaybook } from "./review-playbook.ts";
import { type Model, ReviewFinding } from "./rewrite-text.ts";
import { draftAdvice, draftFindings, draftSummary, lastDayWarnings, reviewFindings, reviewSummary } from "./words.ts";
import { playbookDocument } from "./words-document.ts";
import {
  type HolidayWords,
  holidayFindings,
  holidaysInside,
  manyAdvice,
  manySummary,
  manyWarnings,
  movedLine,
  signsDoubt,
  wholeDocument,
} from "./words-many.ts";
import {
  AccountRun,
  AccountsAsked,
  hoursAWeek,
  type ManyRuns,
  manyRuns,
  PaceOption,
  type RunAsked,
  rowsAsked,
  Wave,
  WeekLoad,
  yearlyHours,
} from "./workload.ts";

const reads = {
  ...draftReads,
  ...reviewReads,
  hours_counted: hoursCountedFigure,
  ...movesReads,
};

const capacity = z.strictObject({
  accounts: shown.count().min(0).optional(),
  triggered_share: shown.rate().min(0).optional(),
  customer_hours: shown.hours().min(0).optional(),
  hours_per_csm: shown.hours().min(0).optional(),
  csms: shown.count().min(0).optional(),
  hours_a_week: shown.hours().min(0).optional(),
});

const input = z.strictObject({
  kind: PlaybookKind.describe("Kind").optional(),
  touch: inWords(Touch, "high, low, tech").optional(),
  start: inWords(IsoDate, "Day 0").optional(),
  renewal_date: inWords(IsoDate, "End of term").optional(),
  notice_days: inWords(z.number().multipleOf(1).min(0), "Notice").optional(),
  holidays: inWords(z.union([z.string(), z.array(z.string())]), "DE-BY, US or dates").optional(),
  as_of: inWords(AsOfParam, "Today").optional(),
  account: z.string().describe("Name").optional(),
  accounts: inWords(AccountsAsked, "How many, or each").optional(),
  owner: z.string().describe("Who runs it").optional(),
  merge: inWords(z.record(z.string(), z.string()), "Message fields").optional(),
  runs_a_year: inWords(z.number().min(0), "For hours").optional(),
  capacity: inWords(capacity, "hours_a_week").optional(),
  review: z.string().describe("Text to check").optional(),
  template: z.string().describe("A blank form, such as qbr-agenda").optional(),
  standard: inWords(StandardParam, "Preferred").optional(),
});
type Input = z.infer<typeof input>;

/** A playbook as an answer shows it: what every step shares is not said on each. */
const ShownPlaybook = Playbook.extend({ steps: z.array(DatedStep.partial({ counted_from: true, past: true })) });

const output = z.strictObject({
  playbook: ShownPlaybook.optional(),
  hours_per_run: shown.hours().optional(),
  hours_before_deadline: shown.hours().nullable().optional(),
  /** The last working day up to the opt-out deadline, where that is a weekend or holiday. */
  act_by: IsoDate.optional(),
  runs_a_year: shown.count().optional(),
  hours_a_year: shown.hours().optional(),
  customer_hours: shown.hours().nullable().optional(),
  capacity_share: shown.rate().nullable().optional(),
  merge_fields: z.array(MergeField).optional(),
  moves: Moves.optional(),
  hours: shown.hours().optional(),
  waves: z.array(Wave).optional(),
  accounts: z.array(AccountRun).optional(),
  weeks: z.array(WeekLoad).optional(),
  peak: WeekLoad.nullable().optional(),
  at_once_peak: WeekLoad.nullable().optional(),
  hours_a_week: shown.hours().nullable().optional(),
  staggered_to: IsoDate.nullable().optional(),
  options: z.array(PaceOption).optional(),
  /** The day on which a leader's step falls due for too many runs at once. */
  crowded: z
    .strictObject({ date: IsoDate, day: shown.days(), owner: z.string(), runs: shown.count(), hours: shown.hours() })
    .optional(),
  form: z.string().optional(),
  findings: z.array(ReviewFinding).nullable().optional(),
  steps_found: shown.count().nullable().optional(),
  nearest: z.strictObject({ kind: PlaybookKind, touch: Touch }).nullable().optional(),
});
/** Drafts any playbook of the catalogue with dates, or checks the text of an existing one. */
export const draftPlaybook = defineTool({
  name: "draft_playbook",
  title: "Draft a playbook",
  description:
    "Drafts a dated playbook with messages and hours for one account or many; a renewal counts back from its opt-out deadline. " +
    "Or reviews a text. Needs kind and touch, or review: {kind: at_risk, touch: high, start: 2027-01-04}",
  reads,
  input,
  output,
  lists: [
    { list: "playbook.automation", least: 0 },
    { list: "accounts" },
    { list: "merge_fields", least: 0 },
    { list: "waves" },
    { list: "weeks" },
    { list: "playbook.messages", least: 1 },
    { list: "moves.causes", least: 2 },
    { list: "moves.rhythm" },
    { list: "moves.first_call" },
  ],
  async run(request, figures, { library }) {
    if (request.template !== undefined) {
      const form = library.form(request.template);
      return {
        fields: { form },
        summary: `The blank form "${form.split("\n")[0]!.replace("# ", "")}", to copy and fill in; its last line names the page that explains it.`,
      };
    }
    return request.review === undefined ? drafted(request, figures) : reviewed(request, request.review, figures);
  },
});

/** Every date that was given, for the years whose holidays are looked up. */
function datesGiven({ start, renewal_date, as_of, accounts }: Input): (string | undefined)[] {
  const rows = accounts === undefined ? [] : rowsAsked(accounts);
  return [start, renewal_date, as_of, ...rows.flatMap((one) => [one.start, one.renewal_date])];
}

/** The public holidays of a place in the years around the dates given. */
async function holidaysOf(place: string, request: Input) {
  const years = datesGiven(request).flatMap((date) => (date === undefined ? [] : [Number(date.slice(0, "2027".length))]));
  return publicHolidays(
    place,
    years.flatMap((year) => [year - 1, year, year + 1]),
  );
}

/** The days off as dates, and what to say about them. */
async function daysOff(request: Input): Promise<{ dates: string[]; place: HolidayWords | null }> {
  const { holidays } = request;
  const said = typeof holidays === "string" ? [holidays] : (holidays ?? []);
  const other = said.find((one) => !IsoDate.safeParse(one).success);
  if (other === undefined) return { dates: said, place: null };
  if (said.length > 1)
    throw new Problem({
      what: `holidays holds "${other}", which is no date.`,
      remedy: "Give dates like 2026-01-31, or one country or region alone, such as DE, DE-BY or US-CA.",
    });
  const { name, days, some_regions } = await holidaysOf(other, request);
  return { dates: days.map(({ date }) => date), place: { name, inside: days, some_regions } };
}

/** The accounts to run for, each with the holidays of its own region where it has one. */
async function runsAsked(request: Input): Promise<RunAsked[] | null> {
  if (request.accounts === undefined) return null;
  const rows = rowsAsked(request.accounts);
  const own = new Map<string, readonly string[]>();
  for (const region of new Set(rows.flatMap((one) => one.region ?? [])))
    own.set(
      region,
      (await holidaysOf(region, request)).days.map(({ date }) => date),
    );
  return rows.map((one) => (one.region === undefined ? one : { ...one, holidays: own.get(one.region)! }));
}

async function drafted(request: Input, figures: Figures<typeof reads>) {
  const { kind, touch, accounts } = request;
  if (kind === undefined || touch === undefined)
    throw new Problem({
      what: `${[kind === undefined && "kind", touch === undefined && "touch"].filter((name) => !!name).join(" and ")} missing.`,
      remedy: `Give kind (${draftedKinds.join(", ")}) and touch (high, low, tech), or a playbook's text as review.`,
    });
  if (accounts !== undefined && request.account !== undefined)
    throw new Problem({ what: "account and accounts both name who it is for.", remedy: "Give one of them." });
  const off = await daysOff(request);
  const asked: PlaybookRequest = { ...request, kind, touch, holidays: off.dates };
  const rule = ruleOf(kind, figures);
  const { calendar, reason, ...draftedFields } = draft(asked, rule);
  const { playbook, hours_per_run, hours_before_deadline, merge_fields } = draftedFields;
  const found = draftFindings({ ...draftedFields, calendar }, asked, rule.rule);
  const weekly = hoursAWeek(request.capacity);
  const rows = await runsAsked(request);
  const many = rows === null ? null : manyRuns(asked, rows, rule, weekly);
  const moves = kind === "at_risk" && touch !== "tech" ? movesOf(asked, figures) : null;
  const cautions = [...found.warnings, ...(many === null ? [] : manyWarnings(many)), ...lastDayWarnings(asked, playbook)];
  const due = playbook.anchor === "opt_out_deadline" ? playbook.anchor_date : null;
  const act_by = due === null ? null : businessDay(due, -1, calendar.holidays);
  const begin = playbook.steps[0]?.date ?? null;
  const shifted = movedLine(
    many ?? { moved: begin === null ? [] : movedSteps(playbook.steps, calendar).map((step) => ({ ...step, begin })) },
  );
  const yearAsked =
    request.runs_a_year !== undefined ||
    (request.capacity !== undefined && many === null && request.capacity.hours_a_week === undefined);
  const year = yearAsked ? yearlyHours(request, { kind, touch, hours_per_run }, figures.hours_counted.value) : null;
  const { warnings = [], assumptions = [], ...yearly } = year ?? {};
  const runDays = [
    ...playbook.steps.map(({ date }) => date),
    ...(many?.accounts ?? []).flatMap(({ begin, last }) => [orNull(begin), orNull(last)]),
  ].flatMap((date) => date ?? []);
  const dated = [...runDays, ...(moves?.follow_up ?? []).flatMap(({ date }) => orNull(date) ?? [])];
  const place = off.place && { ...holidaysInside(off.place, dated), inside: holidaysInside(off.place, runDays).inside };
  const holidays = place === null ? { warnings: [], assumptions: [] } : holidayFindings(place, dated, off.dates);
  const fields = {
    playbook: withReasons(playbook, reason, request.as_of),
    ...(moves === null ? {} : { moves }),
    hours_per_run,
    hours_before_deadline: known(hours_before_deadline, "This playbook runs forward from its start and has no deadline."),
    ...(act_by === null || act_by === due ? {} : { act_by }),
    ...yearly,
    merge_fields: merge_fields.map(({ field, value }) => ({
      field,
      value: known(value, "Not given, so it stays in braces: pass what you know as merge."),
    })),
  };
  const plain = { ...yearly, playbook, hours_per_run, merge_fields };
  const advice = draftAdvice(plain);
  return {
    fields: { ...fields, ...(many === null ? {} : { ...manyFields(many, request.accounts), hours_a_week: weekly }) },
    summary: many === null ? draftSummary(plain, { ...request, act_by }) : manySummary(many, playbook, orNull(weekly)),
    ...(many === null ? advice : manyAdvice(many, playbook, advice, moves !== null)),
    check_first: [
      ...(many !== null && moves !== null ? [signsDoubt(many)] : []),
      ...[...cautions, ...holidays.warnings].map(({ message }) => message),
    ].slice(0, 2),
    next: many === null && moves === null ? [] : [wholeDocument],
    warnings: [...cautions, ...warnings, ...holidays.warnings, ...shifted],
    assumptions: [
      ...found.assumptions.filter(({ what }) => place === null || what !== "Holidays"),
      ...assumptions,
      ...holidays.assumptions,
    ],
    document: playbookDocument(playbook, moves, many),
  };
}

/** A playbook whose open dates say why they are open. */
function withReasons(
  playbook: Playbook,
  reason: string | null,
  asOf: string | undefined,
): Answered<z.infer<typeof ShownPlaybook>> {
  const open = reason ?? "Nothing says when it starts.";
  const { anchor_date, steps } = playbook;
  return {
    ...playbook,
    anchor_date: known(anchor_date, open),
    steps: steps.map(({ past, counted_from, ...step }) => ({
      ...step,
      ...(counted_from === playbook.anchor ? {} : { counted_from }),
      date: known(step.date, open),
      ...(asOf === undefined ? {} : { past: known(past, "A step without a date is neither past nor ahead.") }),
    })),
  };
}

/** What many runs show: accounts without a name that all begin on the same day say nothing in rows of their own. */
function manyFields(
  { notice_unknown: _, too_late: __, next_step: ___, moved: ____, dated: _____, crowded, accounts, waves, ...rest }: ManyRuns,
  asked: Input["accounts"],
) {
  const many = { ...rest, ...(crowded === null ? {} : { crowded }) };
  return typeof asked === "number" && waves.length < 2 ? many : { ...many, accounts, waves };
}

function reviewed(request: Input, text: string, figures: Figures<typeof reads>) {
  const others = Object.keys(request).filter((name) => !["review", "kind", "touch", "standard"].includes(name));
  if (others.length > 0)
    throw new Problem({
      what: `A review needs the text alone, but ${others.join(", ")} came with it.`,
      remedy: "Leave those out to check the text (kind and touch may stay), or leave review out to draft a playbook.",
    });
  const rule = {
    parts: figures.parts.value,
    vague_words: figures.vague_words.value,
    too_many: figures.too_many.value,
    overload: figures.overload.value,
    review_labels: figures.review_labels.value,
    review_phrases: figures.review_phrases.value,
    review_words: figures.review_words.value,
    concrete_words: figures.concrete_words.value,
    english_share: figures.english_share.value,
    languages: figures.languages.value,
    kind_words: figures.kind_words.value,
    touch_words: figures.touch_words.value,
  };
  const modelOf = (kind: PlaybookKind, touch: Touch): Model | null => {
    const outline = figures[kind].value.find((line) => line.touch === touch);
    if (outline === undefined) return null;
    return {
      kind,
      touch,
      outline,
      steps: figures[`${kind}_steps`].value.filter((step) => step.touch === touch),
      checks: figures[`${kind}_checks`].value.filter((check) => check.touches.includes(touch)),
    };
  };
  const review = reviewPlaybook(text, rule, modelOf, request);
  const { findings, steps_found, nearest } = review;
  return { fields: { findings, steps_found, nearest }, summary: reviewSummary(review), ...reviewFindings(review) };
}

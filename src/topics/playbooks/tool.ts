import * as z from "zod";
import type { Figures } from "../../core/figure.ts";
import { shown } from "../../core/kinds.ts";
import { orNull } from "../../core/known.ts";
import { Problem } from "../../core/problem.ts";
import { IsoDate, Touch } from "../../core/vocabulary.ts";
import { publicHolidays } from "../../tool/holidays.ts";
import { AsOfParam, inWords, StandardParam } from "../../tool/params.ts";
import { defineTool } from "../../tool/tool.ts";
import { draftPlaybook as draft, MergeField, Playbook, type PlaybookRequest, type PlaybookRule } from "./draft-playbook.ts";
import { draftedKinds, hoursCountedFigure, noRunFigure, PlaybookKind, playbookReads, stopRulesFigure } from "./figures.ts";
import { reviewReads } from "./read-text.ts";
import { reviewPlaybook } from "./review-playbook.ts";
import { type Model, ReviewFinding } from "./rewrite-text.ts";
import {
  draftAdvice,
  draftFindings,
  draftSummary,
  type HolidayWords,
  holidayFindings,
  manyAdvice,
  manySummary,
  manyWarnings,
  reviewFindings,
  reviewSummary,
} from "./words.ts";
import { AccountAsked, AccountRun, hoursAWeek, manyRuns, WeekLoad, yearlyHours } from "./workload.ts";

const reads = {
  ...playbookReads,
  ...reviewReads,
  no_run: noRunFigure,
  hours_counted: hoursCountedFigure,
  stop_rules: stopRulesFigure,
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
  accounts: inWords(z.array(AccountAsked).min(1), "Many at once").optional(),
  owner: z.string().describe("Who runs it").optional(),
  merge: inWords(z.record(z.string(), z.string()), "Message fields").optional(),
  runs_a_year: inWords(z.number().min(0), "For hours").optional(),
  capacity: inWords(capacity, "hours_a_week").optional(),
  review: z.string().describe("Text to check").optional(),
  template: z.string().describe("A blank form, such as qbr-agenda").optional(),
  standard: inWords(StandardParam, "Preferred").optional(),
});
type Input = z.infer<typeof input>;

const output = z.strictObject({
  playbook: Playbook.optional(),
  hours_per_run: shown.hours().optional(),
  hours_before_deadline: shown.hours().nullable().optional(),
  runs_a_year: shown.count().optional(),
  hours_a_year: shown.hours().optional(),
  customer_hours: shown.hours().nullable().optional(),
  capacity_share: shown.rate().nullable().optional(),
  merge_fields: z.array(MergeField).optional(),
  accounts: z.array(AccountRun).optional(),
  weeks: z.array(WeekLoad).optional(),
  peak: WeekLoad.nullable().optional(),
  hours_a_week: shown.hours().nullable().optional(),
  staggered_to: IsoDate.nullable().optional(),
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
    { list: "playbook.messages", least: 1 },
    { list: "accounts" },
    { list: "weeks" },
    { list: "playbook.automation", least: 1 },
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

/** The days off as dates, and what to say about them. */
async function daysOff({
  holidays,
  start,
  renewal_date,
  as_of,
  accounts = [],
}: Input): Promise<{ dates: string[]; place: HolidayWords | null }> {
  const said = typeof holidays === "string" ? [holidays] : (holidays ?? []);
  const other = said.find((one) => !IsoDate.safeParse(one).success);
  if (other === undefined) return { dates: said, place: null };
  if (said.length > 1)
    throw new Problem({
      what: `holidays holds "${other}", which is no date.`,
      remedy: "Give dates like 2026-01-31, or one country or region alone, such as DE, DE-BY or US-CA.",
    });
  const own = accounts.flatMap((one) => (typeof one === "string" ? [] : [one.start, one.renewal_date]));
  const years = [start, renewal_date, as_of, ...own].flatMap((date) =>
    date === undefined ? [] : [Number(date.slice(0, "2027".length))],
  );
  const around = years.flatMap((year) => [year - 1, year, year + 1]);
  const { name, days, some_regions } = await publicHolidays(other, around);
  return { dates: days.map(({ date }) => date), place: { name, inside: days, some_regions } };
}

function ruleOf(kind: PlaybookKind, figures: Figures<typeof reads>): PlaybookRule {
  const outlines = figures[kind];
  return {
    rule: outlines.rule,
    outlines: outlines.value,
    steps: figures[`${kind}_steps`].value,
    checks: figures[`${kind}_checks`].value,
    messages: figures[`${kind}_messages`].value,
    no_run: figures.no_run.value,
    stop_rules: figures.stop_rules.value,
  };
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
  const found = draftFindings({ ...draftedFields, calendar, reason }, asked, rule.rule);
  const weekly = hoursAWeek(request.capacity);
  const many = accounts === undefined ? null : manyRuns(asked, accounts, rule, weekly);
  const cautions = [...found.warnings, ...(many === null ? [] : manyWarnings(many))];
  const yearAsked =
    request.runs_a_year !== undefined ||
    (request.capacity !== undefined && many === null && request.capacity.hours_a_week === undefined);
  const year = yearAsked ? yearlyHours(request, { kind, touch, hours_per_run }, figures.hours_counted.value) : null;
  const { warnings = [], assumptions = [], undefined: reasons = [], ...yearly } = year ?? {};
  const dates = [
    ...playbook.steps.map(({ date }) => date),
    ...(many?.accounts ?? []).flatMap(({ first, last }) => [first, last]),
  ];
  const known = dates.flatMap((date) => (date === null ? [] : [date])).sort();
  const inside = <Day extends { date: string }>(days: readonly Day[]) =>
    days.filter(({ date }) => known.length > 0 && date >= known[0]! && date <= known.at(-1)!);
  const place = off.place && { ...off.place, inside: inside(off.place.inside), some_regions: inside(off.place.some_regions) };
  const holidays = place === null ? { warnings: [], assumptions: [] } : holidayFindings(place);
  const fields = { playbook, hours_per_run, hours_before_deadline, ...yearly, merge_fields };
  const advice = draftAdvice(fields);
  return {
    fields: {
      ...fields,
      ...(many === null
        ? {}
        : {
            accounts: many.accounts,
            weeks: many.weeks,
            peak: many.peak,
            hours_a_week: orNull(weekly),
            staggered_to: many.staggered_to === null ? null : orNull(many.staggered_to),
          }),
    },
    summary: many === null ? draftSummary(fields, request) : manySummary(many, playbook, orNull(weekly)),
    ...(many === null ? advice : manyAdvice(many, playbook, advice, orNull(weekly))),
    check_first: [...cautions, ...holidays.warnings].map(({ message }) => message).slice(0, 2),
    warnings: [...cautions, ...warnings, ...holidays.warnings],
    assumptions: [
      ...found.assumptions.filter(({ what }) => place === null || what !== "Holidays"),
      ...assumptions,
      ...holidays.assumptions,
    ],
    undefined: [...found.undefined, ...reasons, ...(many === null ? [] : manyReasons(many, weekly))],
  };
}

/** Why a field of many runs is null. */
function manyReasons(many: ReturnType<typeof manyRuns>, weekly: ReturnType<typeof hoursAWeek>) {
  const { staggered_to, peak } = many;
  const undated = "No date is given, so no week can be named.";
  return [
    ...(typeof weekly === "number"
      ? []
      : ["hours_a_week", "weeks[].over", "peak.over"].map((field) => ({ field, reason: weekly.why }))),
    ...(peak === null ? [{ field: "peak", reason: undated }] : []),
    ...(many.accounts.some(({ first }) => first === null)
      ? ["accounts[].first", "accounts[].last"].map((field) => ({ field, reason: undated }))
      : []),
    ...(staggered_to === null
      ? [{ field: "staggered_to", reason: "Nothing has to begin later than asked." }]
      : typeof staggered_to === "string"
        ? []
        : [{ field: "staggered_to", reason: staggered_to.why }]),
  ];
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

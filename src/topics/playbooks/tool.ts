import * as z from "zod";
import type { Figures } from "../../core/figure.ts";
import { shown } from "../../core/kinds.ts";
import { Problem } from "../../core/problem.ts";
import { IsoDate, Touch } from "../../core/vocabulary.ts";
import { AsOfParam, inWords, StandardParam } from "../../tool/params.ts";
import { type Answer, defineTool } from "../../tool/tool.ts";
import { draftPlaybook as draft, MergeField, Playbook } from "./draft-playbook.ts";
import { draftedKinds, hoursCountedFigure, noRunFigure, PlaybookKind, playbookReads, yearlyHours } from "./figures.ts";
import { reviewReads } from "./read-text.ts";
import { reviewPlaybook } from "./review-playbook.ts";
import { type Model, ReviewFinding } from "./rewrite-text.ts";
import { draftSummary, reviewSummary } from "./words.ts";

const reads = { ...playbookReads, ...reviewReads, no_run: noRunFigure, hours_counted: hoursCountedFigure };

const capacity = z.strictObject({
  accounts: shown.count().min(0).optional(),
  triggered_share: shown.rate().min(0).optional(),
  customer_hours: shown.hours().min(0).optional(),
  hours_per_csm: shown.hours().min(0).optional(),
  csms: shown.count().min(0).optional(),
});

const input = z.strictObject({
  kind: PlaybookKind.describe("Kind").optional(),
  touch: inWords(Touch, "high, low, tech").optional(),
  start: inWords(IsoDate, "Day 0; not for renewal").optional(),
  renewal_date: inWords(IsoDate, "End of term").optional(),
  notice_days: inWords(z.number().multipleOf(1).min(0), "If known").optional(),
  holidays: inWords(z.array(IsoDate), "Days off").optional(),
  as_of: inWords(AsOfParam, "Today").optional(),
  account: z.string().describe("Name").optional(),
  owner: z.string().describe("Who runs it").optional(),
  merge: inWords(z.record(z.string(), z.string()), "Message fields").optional(),
  runs_a_year: inWords(z.number().min(0), "For hours").optional(),
  capacity: inWords(capacity, "customer_hours or csms, hours_per_csm; accounts, triggered_share").optional(),
  review: z.string().describe("Text to check").optional(),
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
  findings: z.array(ReviewFinding).optional(),
  steps_found: shown.count().optional(),
  nearest: z.strictObject({ kind: PlaybookKind, touch: Touch }).nullable().optional(),
});
type Output = z.infer<typeof output>;

/** Drafts any playbook of the catalogue with dates, or checks the text of an existing one. */
export const draftPlaybook = defineTool({
  name: "draft_playbook",
  title: "Draft a playbook",
  description:
    "Drafts a dated playbook with messages, automation tests and hours; renewals count back from the opt-out deadline. " +
    "Or reviews a text: each vague or missing part with a rewrite. Refuses a kind a touch has no run for.",
  reads,
  input,
  output,
  async run(request, figures) {
    return request.review === undefined ? drafted(request, figures) : reviewed(request, request.review, figures);
  },
});

function drafted(request: Input, figures: Figures<typeof reads>): Answer<Output> {
  const { kind, touch } = request;
  if (kind === undefined || touch === undefined)
    throw new Problem({
      what: `${[kind === undefined && "kind", touch === undefined && "touch"].filter((name) => !!name).join(" and ")} missing.`,
      remedy: `Give kind (${draftedKinds.join(", ")}) and touch (high, low, tech), or a playbook's text as review.`,
    });
  const outlines = figures[kind];
  const { playbook, hours_per_run, hours_before_deadline, merge_fields, ...found } = draft(
    { ...request, kind, touch },
    {
      rule: outlines.rule,
      outlines: outlines.value,
      steps: figures[`${kind}_steps`].value,
      checks: figures[`${kind}_checks`].value,
      messages: figures[`${kind}_messages`].value,
      no_run: figures.no_run.value,
    },
  );
  const asked = request.runs_a_year !== undefined || request.capacity !== undefined;
  const year = asked ? yearlyHours(request, { kind, touch, hours_per_run }, figures.hours_counted.value) : null;
  const { warnings = [], assumptions = [], undefined: reasons = [], ...yearly } = year ?? {};
  const fields = { playbook, hours_per_run, hours_before_deadline, ...yearly, merge_fields };
  return {
    fields,
    summary: draftSummary(fields, request),
    warnings: [...found.warnings, ...warnings],
    assumptions: [...found.assumptions, ...assumptions],
    undefined: [...found.undefined, ...reasons],
  };
}

function reviewed(request: Input, text: string, figures: Figures<typeof reads>): Answer<Output> {
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
  const { findings, steps_found, nearest, ...found } = reviewPlaybook(text, rule, modelOf, request);
  return {
    fields: { findings, steps_found, nearest },
    summary: reviewSummary({ findings, steps_found, nearest }, found),
    ...found,
  };
}

import * as z from "zod";
import { type Chart, ChartSchema } from "../../core/answer.ts";
import { shown } from "../../core/kinds.ts";
import { Direction, Question } from "./question.ts";

const End = z.number().nullable();

/** In the unit of the score: points, or a fraction. */
export const SurveyChange = z.strictObject({
  previous: z.number(),
  previous_answers: shown.count(),
  difference: z.number(),
  low: End,
  high: End,
  /** Half the width of the difference's interval, whose ends are low and high; where only scores are given, at a typical split of the answers. */
  margin: End,
  /** The same over every split; equal to the margin where the answers are counted. */
  margin_kindest: End,
  margin_harshest: End,
  /** How often chance alone does at least as much where nothing changed: typically, and over every split. */
  chance: shown.rate().nullable(),
  chance_kindest: shown.rate().nullable(),
  chance_harshest: shown.rate().nullable(),
  /** Whether the difference is larger than chance explains, however the answers split. */
  told_apart: z.boolean().nullable(),
  /** Fewer answers than in the wave before; 0 where there are as many or more. */
  fewer_answers: shown.count(),
  /** Answers at the low end of the scale, among those who fell silent, that would bring the score back to the wave before. */
  silent_critics_to_level: shown.count().nullable(),
});
export type SurveyChange = z.infer<typeof SurveyChange>;

/** What every question is scored with. */
const Scored = {
  low: End,
  high: End,
  margin: End,
  band: z.string().nullable(),
  /** The bands that the interval reaches, from its low end to its high end. */
  bands_possible: z.array(z.string()),
  by_standard: z.array(z.strictObject({ standard: z.string(), band: z.string() })),
  answers: shown.count(),
  /** What was averaged: accounts where each has one vote, answers otherwise. */
  votes: shown.count(),
  response_rate: shown.rate().nullable(),
  population_share: shown.rate().nullable(),
  arr_share: shown.rate().nullable(),
  counts: z.array(z.strictObject({ answer: z.string(), count: shown.count() })),
  change: SurveyChange.nullable(),
};
export const ScoredFields = z.strictObject(Scored);

export const NpsFields = z.strictObject({
  /** From -100 to 100; interval, margin and change in the same points. */
  score: z.number(),
  ...Scored,
  promoters: shown.count().nullable(),
  passives: shown.count().nullable(),
  detractors: shown.count().nullable(),
  /** Of one vote, on a scale where a promoter is 1 and a detractor -1; a typical split's where only the score is given. */
  variance: z.number(),
  needed: z.strictObject({
    /** The change asked about, or a small one where none is. */
    points: z.number(),
    /** Answers for a margin of so many points either way. */
    answers_for_margin: shown.count().nullable(),
    /** Answers in each of two waves, so that a change of so many points would probably be noticed. */
    answers_for_change: shown.count().nullable(),
    /** The same over every split, where only scores are given. */
    answers_for_change_kindest: shown.count().optional(),
    answers_for_change_harshest: shown.count().optional(),
  }),
});

const CsatFields = z.strictObject({
  type: z.enum(["top_box", "mean"]),
  /** Satisfied answers as a fraction; interval and change likewise. */
  share: shown.rate().nullable(),
  /** Mean answer in points of the scale; interval, margin and change likewise. */
  mean: z.number().nullable(),
  ...Scored,
  scale: z.number().nullable(),
  top_box_from: z.number().nullable(),
});

const CesFields = z.strictObject({ direction: Direction, mean: z.number(), ...Scored, scale: z.number() });

export const SurveyFields = z.strictObject({
  nps: NpsFields.nullable(),
  csat: CsatFields.nullable(),
  ces: CesFields.nullable(),
  /** The smallest change between this wave and another that would probably be noticed: NPS in points, a share as a fraction, a mean in points. */
  detectable_change: z.strictObject({
    nps: z.number().nullable(),
    csat: z.number().nullable(),
    ces: z.number().nullable(),
    confidence_share: shown.rate(),
    power_share: shown.rate(),
  }),
  wave: z.string().nullable(),
  previous_wave: z.string().nullable(),
  /** Accounts that answered the wave before and not this one, and what they said then. */
  stopped: z
    .strictObject({
      accounts: shown.count(),
      arr: shown.money().nullable(),
      names: z.array(z.string()),
      scores_before: z.array(z.strictObject({ question: Question, score: z.number(), of_all: z.number() })),
    })
    .nullable(),
  /** Largest first. */
  segments: z.array(
    z.strictObject({ question: Question, segment: z.string(), score: z.number(), low: End, high: End, answers: shown.count() }),
  ),
});
export type SurveyFields = z.infer<typeof SurveyFields>;

/** The whole answer of score_surveys. */
export const SurveyAnswer = z.strictObject({
  ...SurveyFields.shape,
  charts: z.array(ChartSchema),
  reading: z.strictObject({ rows_read: shown.count(), rows_used: shown.count() }).nullable(),
});

/** How often each answer was given, for each question. */
export function chartsOf(asked: readonly Question[]): Chart[] {
  return asked.map((name) => ({
    kind: "bars",
    title: `Answers to ${name.toUpperCase()}`,
    list: `${name}.counts`,
    label: "answer",
    values: ["count"],
  }));
}

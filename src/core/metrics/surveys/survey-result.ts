import * as z from "zod";
import { Direction } from "./survey-input.ts";

const Rate = z.number().nullable();
const End = z.number().nullable();
const Count = z.number().multipleOf(1);

export const SurveyChange = z.strictObject({
  previous: z.number(),
  previous_answers: Count,
  difference: z.number(),
  low: End,
  high: End,
  /** Half the width of the difference's interval. */
  margin: End,
  /** Whether the difference is larger than chance explains. */
  told_apart: z.boolean().nullable(),
});
export type SurveyChange = z.infer<typeof SurveyChange>;

const Judged = {
  low: End,
  high: End,
  margin: End,
  band: z.string().nullable(),
  /** The bands that the interval reaches, from its low end to its high end. */
  bands_possible: z.array(z.string()),
  by_standard: z.array(z.strictObject({ standard: z.string(), band: z.string() })),
};

const Answered = {
  answers: Count,
  /** What was averaged: accounts where each has one vote, answers otherwise. */
  votes: Count,
  response_rate: Rate,
  population_share: Rate,
  arr_share: Rate,
  counts: z.array(z.strictObject({ answer: z.string(), count: Count })),
  change: SurveyChange.nullable(),
};

export const NpsFields = z.strictObject({
  /** From -100 to 100; interval, margin and change in the same points. */
  score: z.number(),
  ...Judged,
  promoters: Count,
  passives: Count,
  detractors: Count,
  /** Of one vote, on a scale where a promoter is 1 and a detractor -1. */
  variance: z.number(),
  needed: z.strictObject({
    points: z.number(),
    /** Answers for a margin of so many points either way. */
    answers_for_margin: Count.nullable(),
    /** Answers in each of two waves, so that a change of so many points would probably be noticed. */
    answers_for_change: Count.nullable(),
  }),
  ...Answered,
});
export type NpsFields = z.infer<typeof NpsFields>;

export const CsatFields = z.strictObject({
  type: z.enum(["top_box", "mean"]),
  /** Satisfied answers as a fraction; interval and change likewise. */
  share: Rate,
  /** Mean answer in points of the scale; interval, margin and change likewise. */
  mean: z.number().nullable(),
  ...Judged,
  scale: z.number().nullable(),
  top_box_from: z.number().nullable(),
  ...Answered,
});
export type CsatFields = z.infer<typeof CsatFields>;

export const CesFields = z.strictObject({
  direction: Direction,
  mean: z.number(),
  ...Judged,
  scale: z.number(),
  ...Answered,
});
export type CesFields = z.infer<typeof CesFields>;

export const SurveyFields = z.strictObject({
  nps: NpsFields.nullable(),
  csat: CsatFields.nullable(),
  ces: CesFields.nullable(),
  /** The smallest change between this wave and another that would probably be noticed: NPS in points, a share as a fraction, a mean in points. */
  detectable_change: z.strictObject({
    nps: z.number().nullable(),
    csat: z.number().nullable(),
    ces: z.number().nullable(),
    confidence_share: z.number(),
    power_share: z.number(),
  }),
  wave: z.string().nullable(),
  previous_wave: z.string().nullable(),
});
export type SurveyFields = z.infer<typeof SurveyFields>;

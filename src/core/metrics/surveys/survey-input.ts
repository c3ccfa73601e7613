import * as z from "zod";

const Whole = z.number().multipleOf(1).min(0);
const Ratings = z.array(z.number().multipleOf(1));
/** More points than any scale people are asked on has. */
const Scale = z.number().multipleOf(1).min(2).max(100);

export const Question = z.enum(["nps", "csat", "ces"]);
export type Question = z.infer<typeof Question>;
export const Direction = z.enum(["lower_is_easier", "higher_is_easier"]);
export type Direction = z.infer<typeof Direction>;

export const NpsInput = z.strictObject({
  promoters: Whole.optional(),
  passives: Whole.optional(),
  detractors: Whole.optional(),
  ratings: Ratings.optional(),
});
/** `type` is asked for by the calculation, whose refusal says why. `scale` is the highest answer. */
export const CsatInput = z.strictObject({
  type: z.enum(["top_box", "mean"]).optional(),
  satisfied: Whole.optional(),
  responses: Whole.optional(),
  ratings: Ratings.optional(),
  scale: Scale.optional(),
  top_box_from: z.number().multipleOf(1).optional(),
});
/** `direction` is asked for by the calculation, too. */
export const CesInput = z.strictObject({
  ratings: Ratings.optional(),
  direction: Direction.optional(),
  scale: Scale.optional(),
});
export type NpsInput = z.infer<typeof NpsInput>;
export type CsatInput = z.infer<typeof CsatInput>;
export type CesInput = z.infer<typeof CesInput>;

export const ResponseRow = z.strictObject({
  account: z.string().min(1).optional(),
  respondent: z.string().min(1).optional(),
  rating: z.number().multipleOf(1),
  arr: z.number().min(0).optional(),
  wave: z.string().min(1).optional(),
  type: Question.optional(),
});
export type ResponseRow = z.infer<typeof ResponseRow>;

export const PreviousInput = z.strictObject({
  nps: NpsInput.optional(),
  csat: CsatInput.optional(),
  ces: CesInput.optional(),
  population: Whole.optional(),
});
export type PreviousInput = z.infer<typeof PreviousInput>;

/** The questions a call gives, each with what it says of them. */
export interface Questions {
  nps?: NpsInput;
  csat?: CsatInput;
  ces?: CesInput;
}

/** Everything a survey question gives: counts or ratings by question, or answers one by one. */
export interface SurveyQuestion extends Questions {
  rows: SurveyRow[];
  /** Customers the answers stand for; accounts where one account has one vote, people otherwise. */
  population?: number;
  /** People asked. */
  invited?: number;
  responses_arr?: number;
  population_arr?: number;
  one_vote: boolean;
  previous?: PreviousInput;
}

/** One answer, typed or out of a table. Missing is null. */
export interface SurveyRow {
  place: string;
  type: Question;
  account: string | null;
  respondent: string | null;
  rating: number;
  arr: number | null;
  wave: string | null;
}

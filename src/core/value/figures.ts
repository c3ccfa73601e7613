import * as z from "zod";
import { type Figures, figure } from "../contract/figure.ts";

export const audiences = ["executive", "finance", "champion"] as const;
export type Audience = (typeof audiences)[number];

/** Words that tell a line of hours or of people from one of money. */
export const UnitWords = z.array(z.strictObject({ kind: z.enum(["hours", "people"]), words: z.array(z.string()) }));
/** What to say first to whom, and what to leave out. */
export const Wording = z.array(z.strictObject({ audience: z.string(), begin_with: z.string(), leave_out: z.string() }));

/** Every figure a value report rests on. */
export const valueReads = {
  unitWords: figure("value-roi", "unit_words", UnitWords),
  wording: figure("value-audiences", "wording", Wording),
};
export type ValueFigures = Figures<typeof valueReads>;

import * as z from "zod";
import { figure } from "../contract/figure.ts";
import { Touch } from "../contract/vocabulary.ts";
import { PlaybookKind } from "./figures.ts";

/** The parts of a playbook that a text is read for. */
export const Part = z.enum(["trigger", "owner", "timeline", "steps", "exit", "metric", "automation", "escalation"]);
export type Part = z.infer<typeof Part>;

const Words = z.array(z.string().min(1)).min(1);

export const PlaybookPart = z.strictObject({ part: Part, question: z.string(), fix: z.string() });
const PlaybookParts = z.array(PlaybookPart);
const PartWords = z.array(z.strictObject({ part: Part, words: Words }));
const WordList = z.enum([
  "roles",
  "contacts",
  "before_an_object",
  "no_owner",
  "placeholder",
  "channels",
  "time_units",
  "numbers",
  "time_fixed",
  "looking_back",
  "after_an_event",
  "vague_time",
  "testable",
  "column_number",
  "column_action",
  "column_day",
  "column_owner",
  "column_hours",
  "column_exit",
  "stalled",
  "counts",
  "empty",
  "small",
  "english",
]);
export type WordList = z.infer<typeof WordList>;
const WordLists = z.array(z.strictObject({ list: WordList, words: Words }));
/** Words that let two people do two things; a worn phrase of the steps is reported under its own name. */
const VagueWords = z.array(
  z.strictObject({
    part: z.enum(["trigger", "exit", "metric", "steps"]),
    phrase: z.string().optional(),
    instead: z.string(),
    words: Words,
  }),
);
const TooMany = z.strictObject({ playbooks: z.number(), steps_in_week_one: z.number() });
const Overload = z.strictObject({
  window_days: z.number(),
  hours_in_window: z.number(),
  steps_on_a_day: z.number(),
  steps_in_all: z.number(),
});
const KindWords = z.array(z.strictObject({ kind: PlaybookKind, words: Words }));
const TouchWords = z.array(z.strictObject({ touch: Touch, words: Words }));
const EnglishShare = z.strictObject({ min_share: z.number(), min_words: z.number() });

/** What a playbook's text is checked with. */
export const reviewReads = {
  parts: figure("playbooks-anatomy", "parts", PlaybookParts),
  vague_words: figure("playbooks-anatomy", "vague_words", VagueWords),
  too_many: figure("playbooks-anatomy", "too_many", TooMany),
  overload: figure("playbooks-anatomy", "overload", Overload),
  review_labels: figure("playbooks-text-review", "review_labels", PartWords),
  review_phrases: figure("playbooks-text-review", "review_phrases", PartWords),
  review_words: figure("playbooks-text-review", "review_words", WordLists),
  concrete_words: figure("playbooks-text-review", "concrete_words", z.number()),
  english_share: figure("playbooks-text-review", "english_share", EnglishShare),
  kind_words: figure("playbooks-catalogue", "kind_words", KindWords),
  touch_words: figure("playbooks-catalogue", "touch_words", TouchWords),
};

/** The figures of a review as plain values. */
export interface ReviewRule {
  parts: z.infer<typeof PlaybookParts>;
  vague_words: z.infer<typeof VagueWords>;
  too_many: z.infer<typeof TooMany>;
  overload: z.infer<typeof Overload>;
  review_labels: z.infer<typeof PartWords>;
  review_phrases: z.infer<typeof PartWords>;
  review_words: z.infer<typeof WordLists>;
  concrete_words: number;
  english_share: z.infer<typeof EnglishShare>;
  kind_words: z.infer<typeof KindWords>;
  touch_words: z.infer<typeof TouchWords>;
}

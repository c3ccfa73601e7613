import * as z from "zod";
import { type Figures, figure } from "../../core/figure.ts";
import { IsoDate } from "../../core/vocabulary.ts";

/** What an entry of a log is about, as far as its words tell. */
export const logKinds = [
  "sponsor",
  "silent",
  "exit",
  "rival",
  "trouble",
  "flagged",
  "action",
  "notice",
  "decision",
  "promise",
  "ours_left",
  "reason",
  "health",
] as const;
export type LogKind = (typeof logKinds)[number];

/** Kinds that tell of a customer on its way out; trouble is ours and comes after them. */
export const signKinds: readonly LogKind[] = ["sponsor", "silent", "exit", "rival"];

/** The moments of one loss that a log can hold. */
export const logMoments = ["first_sign", "flagged", "first_action", "decided", "notice"] as const;
export type LogMoment = (typeof logMoments)[number];

/** A moment as the caller names it: the row of the log, words of the entry, a day, or a month. */
const Mark = z.union([z.number().multipleOf(1).min(1), z.string().min(1)]);
export type MarkGiven = z.infer<typeof Mark>;

/** What a caller may say of a log beside its table. */
export const logExtras = {
  account: z.string().optional(),
  arr: z.union([z.number(), z.string()]).optional(),
  when: z.string().optional(),
  entered: z.string().optional(),
  who: z.string().optional(),
  source: z.string().optional(),
  what: z.string().optional(),
  marks: z
    .strictObject(
      Object.fromEntries(logMoments.map((name) => [name, Mark.optional()])) as Record<LogMoment, z.ZodOptional<typeof Mark>>,
    )
    .optional(),
  contract_end: IsoDate.optional(),
  notice_days: z.number().min(0).optional(),
  notice_months: z.number().min(0).optional(),
  renews_months: z.number().min(0).optional(),
  /** The day on the letter, where it is not the day it came. */
  notice_dated: IsoDate.optional(),
};

const Words = z.array(z.string());

/** Every figure a log is read with. */
export const logReads = {
  lateEntry: figure("renewal-loss-review", "late_entry_days", z.number()),
  renewed: figure("renewal-loss-review", "renewed_months", z.number()),
  words: figure(
    "renewal-loss-review",
    "log_words",
    z.strictObject(Object.fromEntries(logKinds.map((name) => [name, Words])) as Record<LogKind, typeof Words>),
  ),
  naming: figure("renewal-loss-review", "naming_words", Words),
  startWords: figure("renewal-loss-review", "start_words", Words),
  endingWords: figure("renewal-loss-review", "ending_words", Words),
  also: figure("renewal-loss-review", "also_words", Words),
  noticeWords: figure("renewal-loss-review", "notice_words", Words),
  endWords: figure("renewal-loss-review", "end_words", Words),
  actedWithin: figure("renewal-loss-review", "acted_within", z.array(z.number())),
};
export type LogFigures = Figures<typeof logReads>;

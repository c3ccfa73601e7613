import * as z from "zod";
import { shown } from "../../core/kinds.ts";
import type { Answered } from "../../core/known.ts";
import { LossesBlock, SignBook, SignBounds, SignTiming } from "./answer-apart.ts";
import { LogBlock } from "./answer-log.ts";
import { courses } from "./question.ts";

const moment = z.enum(["first_sign", "flagged", "first_action", "decided"]);

/** One step of a loss: calendar and working days between two of its moments. */
export const LossStepRow = z.strictObject({ from: moment, to: moment, days: shown.days(), working_days: shown.days() });

/** What a rule would have meant: acted so many working days after the sign or the flag; the days left and how much earlier than it was. */
export const HadActedRow = z.strictObject({
  after: z.enum(["first_sign", "flagged"]),
  working_days: shown.days(),
  by: z.string(),
  days_left: shown.number().nullable(),
  days_earlier: shown.number().nullable(),
});

/** What review_losses answers with. Days between moments; shares as fractions. */
export const LossFields = z.strictObject({
  /** What an event log of one account tells, where one was given. */
  log: LogBlock.nullable(),
  /** What a table holds beside its losses, and what decides how they are read. */
  table: LossesBlock.nullable(),
  losses: shown.count(),
  /** Unknown where no loss has an amount. */
  arr: shown.money().nullable(),
  kept: shown.count(),
  courses: z.array(
    z.strictObject({
      course: z.enum(courses),
      accounts: shown.count(),
      arr: shown.money(),
      share: shown.rate().nullable(),
      low: shown.rate().nullable(),
      high: shown.rate().nullable(),
    }),
  ),
  lags: z.array(
    z.strictObject({
      from: moment,
      to: moment,
      accounts: shown.count(),
      /** Losses where one of the two dates is not known. */
      missing: shown.count(),
      median: shown.days().nullable(),
      /** Ends between which the median of all such losses lies; unknown for too few. */
      low: shown.days().nullable(),
      high: shown.days().nullable(),
      shortest: shown.days().nullable(),
      longest: shown.days().nullable(),
    }),
  ),
  sides: z.strictObject({ upstream: shown.money(), execution: shown.money(), not_said: shown.money() }),
  reasons: z.array(
    z.strictObject({
      reason: z.string(),
      side: z.enum(["upstream", "execution", "not_said"]),
      accounts: shown.count(),
      arr: shown.money(),
      repeats: z.boolean(),
    }),
  ),
  signs: z.array(
    z.strictObject({
      sign: z.string(),
      /** Lost accounts at which somebody looked, and how many of them showed it. */
      lost_seen: shown.count(),
      lost_flagged: shown.count(),
      arr_flagged: shown.money(),
      /** Of the lost at which a day is known: seen before the notice, on its day, after it; and by how many days before at least. */
      timing: SignTiming.nullable(),
      hit_rate: shown.rate().nullable(),
      kept_seen: shown.count(),
      kept_flagged: shown.count(),
      false_alarm_rate: shown.rate().nullable(),
      /** Of those it flags, the share that was lost, in this selection. */
      lost_of_flagged: shown.rate().nullable(),
      /** Chance that a sign without any worth tells as much: alone, and corrected for all signs tried. */
      chance_alone: shown.rate().nullable(),
      chance: shown.rate().nullable(),
      /** One sign, two of them at once, or any of all. */
      kind: z.enum(["one", "both", "any"]),
      /** How many times more often it stood at the lost than at those who stayed. */
      times_more: shown.number().nullable(),
      /** The lost that it would have named and those it would have missed, the largest first. */
      caught: z.array(z.string()),
      missed: z.array(z.string()),
      /** Of those who stayed the largest that show it: to look at today. */
      kept_named: z.array(z.string()),
      kept_arr: shown.money(),
      /** Shares where all blanks are no, and where all are yes; whether it still tells with the blanks against it. */
      bounds: SignBounds.nullable(),
      /** In this book: alerts over the period, the real ones, alerts a quarter, and the share that is right. */
      book: SignBook.nullable(),
      arr_missed: shown.money(),
      /** A reason that stands at just the lost accounts that show the sign: one was probably written from the other. */
      same_as_reason: z.string().nullable(),
      verdict: z.enum(["tells", "not_told_from_chance", "points_the_wrong_way", "needs_kept", "too_few"]),
    }),
  ),
  accounts: z.array(
    z.strictObject({
      account: z.string(),
      arr: shown.money().nullable(),
      course: z.enum(courses),
      side: z.enum(["upstream", "execution", "not_said"]),
      days_seen: shown.days().nullable(),
      steps: z.array(LossStepRow),
      had_acted: z.array(HadActedRow),
    }),
  ),
});
export type LossFields = z.infer<typeof LossFields>;
export type LossAnswer = Answered<z.infer<typeof LossFields>>;

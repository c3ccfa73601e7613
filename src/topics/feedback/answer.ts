import * as z from "zod";
import { ChartSchema } from "../../core/answer.ts";
import { shown } from "../../core/kinds.ts";

/** What roll_up_feedback answers with. */
export const FeedbackFields = z.strictObject({
  items: shown.count(),
  accounts: shown.count(),
  arr: shown.money(),
  accounts_without_arr: shown.count(),
  themes: z.array(
    z.strictObject({
      theme: z.string(),
      accounts: shown.count(),
      items: shown.count(),
      arr: shown.money(),
      share: shown.rate(),
      low: shown.rate(),
      high: shown.rate(),
      share_of_book: shown.rate().nullable(),
      sure_accounts: shown.count().nullable(),
      labels_judged: shown.count(),
      one_account: z.string().nullable(),
      earlier: shown.count().nullable(),
      later: shown.count().nullable(),
      chance: shown.rate().nullable(),
      trend: z.enum(["grows", "fades", "no_change_seen", "not_dated", "too_few"]),
      segment: z.string().nullable(),
      largest: z.string().nullable(),
      arr_without_largest: shown.money(),
      share_of_book_without: shown.rate().nullable(),
      names: z.array(z.string()),
      first_heard: z.string().nullable(),
      last_heard: z.string().nullable(),
      comments: z.array(z.strictObject({ account: z.string(), date: z.string().nullable(), comment: z.string() })),
      without_comment: z.array(z.string()),
      arr_without_comment: shown.money(),
      arr_by_rows: shown.money(),
      sentence: z.string(),
      questions: z.array(z.string()),
    }),
  ),
  silent: z
    .strictObject({
      accounts: shown.count(),
      arr: shown.money(),
      /** Accounts of the book without an amount: they count as accounts and not in money. */
      without_arr: shown.count(),
      share_of_book: shown.rate().nullable(),
      strangers: z.array(z.string()),
    })
    .nullable(),
  charts: z.array(ChartSchema),
});
export type FeedbackFields = z.infer<typeof FeedbackFields>;

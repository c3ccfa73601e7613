import * as z from "zod";
import { ChartSchema } from "../../core/answer.ts";
import { shown } from "../../core/kinds.ts";

const Day = z.string().nullable();
const AccountsAndMoney = z.strictObject({ accounts: shown.count(), arr: shown.money().nullable() });

const themeFields = {
  theme: z.string(),
  accounts: shown.count(),
  items: shown.count(),
  arr: shown.money().nullable(),
  share_of_book: shown.rate().nullable(),
  largest: z.string().nullable(),
  arr_without_largest: shown.money().nullable(),
  loudest: z.string().nullable(),
  only_this: shown.count(),
  soon_arr: shown.money().nullable(),
  weak_arr: shown.money().nullable(),
  last_heard: Day,
  by_month: z.array(shown.count()),
  settled: shown.count(),
};

/** What roll_up_feedback answers with. */
export const FeedbackFields = z.strictObject({
  items: shown.count(),
  accounts: shown.count(),
  /** Null where no amount was read: no money is told then, and no zero. */
  arr: shown.money().nullable(),
  accounts_without_arr: shown.count(),
  /** The theme to look at closely, or the word that no label shows, with who said it. */
  focus: z.strictObject({
    ...themeFields,
    soon_accounts: shown.count().nullable(),
    weak_accounts: shown.count().nullable(),
    questions: z.array(z.string()),
    without_comment: z.array(z.string()),
    arr_without_comment: shown.money().nullable(),
    who: z.array(
      z.strictObject({
        theme: z.string(),
        account: z.string(),
        arr: shown.money().nullable(),
        renews: Day,
        notice_by: Day,
        health: z.string().nullable(),
        items: shown.count(),
        last: Day,
        said: z.string().nullable(),
      }),
    ),
  }),
  themes: z.array(z.strictObject(themeFields)),
  beside: z.strictObject({
    /** Where each row of a table went; the parts add up to what was read. */
    rows: z
      .strictObject({
        read: shown.count(),
        counted: shown.count(),
        no_theme: shown.count(),
        copies: shown.count(),
        passed_on: shown.count(),
        internal: shown.count(),
        prospects: shown.count(),
        left: shown.count(),
        by_reader: shown.count(),
      })
      .nullable(),
    as_of: Day,
    renew_by: Day,
    renewing: AccountsAndMoney.nullable(),
    months: z.array(z.string()),
    /** Words that stand under several labels, so that no label shows them. */
    across: z.array(
      z.strictObject({
        forms: z.array(z.string()),
        rows: shown.count(),
        accounts: shown.count(),
        arr: shown.money().nullable(),
        labels: z.array(z.string()),
      }),
    ),
    /** Rows that set a condition or hold a promise, to be read. */
    conditions: z.array(
      z.strictObject({
        account: z.string(),
        theme: z.string(),
        date: Day,
        arr: shown.money().nullable(),
        renews: Day,
        notice_by: Day,
        said: z.string(),
      }),
    ),
    /** What colleagues and prospects want, beside the customers that want it. */
    not_customers: z.array(
      z.strictObject({
        theme: z.string(),
        rows: shown.count(),
        internal: shown.count(),
        prospects: z.array(z.string()),
        customers: shown.count(),
        arr: shown.money().nullable(),
      }),
    ),
    tests: z.array(
      z.strictObject({
        theme: z.string(),
        trend: z.enum(["grows", "fades", "no_change_seen", "not_dated", "too_few"]),
        first_heard: Day,
        last_open: Day,
        one_account: z.string().nullable(),
        share: shown.rate(),
        low: shown.rate(),
        high: shown.rate(),
        share_of_book_without: shown.rate().nullable(),
        sure_accounts: shown.count().nullable(),
        labels_judged: shown.count(),
        earlier: shown.count().nullable(),
        later: shown.count().nullable(),
        chance: shown.rate().nullable(),
        segment: z.string().nullable(),
        arr_by_rows: shown.money().nullable(),
      }),
    ),
  }),
  silent: z
    .strictObject({
      accounts: shown.count(),
      arr: shown.money().nullable(),
      /** Accounts of the book without an amount: they count as accounts and not in money. */
      without_arr: shown.count(),
      share_of_book: shown.rate().nullable(),
      strangers: z.array(z.string()),
    })
    .nullable(),
  charts: z.array(ChartSchema),
});
export type FeedbackFields = z.infer<typeof FeedbackFields>;

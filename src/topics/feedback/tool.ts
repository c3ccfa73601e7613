import * as z from "zod";
import { sumMoney } from "../../core/money.ts";
import { knowledgeOf } from "../../tables/knowledge.ts";
import { bookColumns, itemColumns, rowsIn, tableWith } from "../../tables/named-columns.ts";
import { CurrencyParam, inWords } from "../../tool/params.ts";
import { defineTool } from "../../tool/tool.ts";
import { FeedbackFields } from "./answer.ts";
import {
  BookRow,
  bookOfRows,
  FeedbackItem,
  feedbackReads,
  itemsOfRows,
  spellingsOf,
  underBookNames,
  voicesOf,
} from "./question.ts";
import { silenceOf, themesOf } from "./themes.ts";
import { adviceOf, feedbackWarnings, questionsOf, themeSaid, wordFeedback } from "./words.ts";

export const rollUpFeedback = defineTool({
  name: "roll_up_feedback",
  title: "Roll up customer feedback",
  description:
    "Labeled comments, tickets and churn reasons as themes with accounts and ARR, an account counted once; over time and by segment against chance; who was silent. It labels nothing itself.",
  reads: feedbackReads,
  input: z.strictObject({
    items: inWords(
      z.union([z.array(FeedbackItem).min(1), tableWith(itemColumns)]),
      'account, theme, date, comment, arr, segment, sure; or a table: path or {table, theme: "header"}',
    ),
    book: inWords(
      z.union([z.array(BookRow), tableWith(bookColumns)]),
      "All accounts: account, arr, segment; or a table",
    ).optional(),
    currency: CurrencyParam.optional(),
  }),
  output: FeedbackFields,
  lists: [{ list: "themes", least: 2 }],
  async run(input, figures, ports) {
    const [itemTable, bookTable] = [await rowsIn(input.items, itemColumns, ports), await rowsIn(input.book, bookColumns, ports)];
    const read = itemTable === null ? null : itemsOfRows(itemTable.rows, knowledgeOf(ports.library).limits.contradiction_share);
    const book = bookTable === null ? ((input.book as BookRow[] | undefined) ?? []) : bookOfRows(bookTable.rows);
    const items = underBookNames(read?.items ?? (input.items as FeedbackItem[]), book);
    const currency = input.currency ?? bookTable?.currency ?? itemTable?.currency ?? ports.defaults.currency ?? "";
    const { voices, names } = voicesOf(items, book);
    const rollUp = {
      voices,
      read,
      spellings: spellingsOf(items),
      items: items.length,
      themes: themesOf(voices, names, book, figures),
      silent: silenceOf(voices, book),
    };
    return {
      fields: {
        items: items.length,
        accounts: voices.length,
        arr: sumMoney(voices.map(({ arr }) => arr ?? 0)),
        accounts_without_arr: voices.filter(({ arr }) => arr === null).length,
        themes: rollUp.themes.map((theme) => ({
          ...theme,
          sentence: themeSaid(theme, voices.length, currency),
          questions: theme === adviceOf(rollUp.themes) ? questionsOf(theme, currency) : [],
        })),
        silent: rollUp.silent,
        charts: [{ kind: "bars" as const, title: "Money behind each theme", list: "themes", label: "theme", values: ["arr"] }],
      },
      ...wordFeedback(rollUp, currency),
      warnings: feedbackWarnings(
        rollUp,
        figures.fewAccounts.value,
        read === null ? items.length : read.rows - read.passed.length - read.unlabeled.length,
      ),
    };
  },
});

import * as z from "zod";
import { sumMoney } from "../../core/money.ts";
import { CurrencyParam, inWords } from "../../tool/params.ts";
import { defineTool } from "../../tool/tool.ts";
import { FeedbackFields } from "./answer.ts";
import { BookRow, FeedbackItem, feedbackReads, voicesOf } from "./question.ts";
import { silenceOf, themesOf } from "./themes.ts";
import { feedbackWarnings, wordFeedback } from "./words.ts";

export const rollUpFeedback = defineTool({
  name: "roll_up_feedback",
  title: "Roll up customer feedback",
  description:
    "Labeled comments, tickets and churn reasons as themes with accounts and ARR, an account counted once; over time and by segment against chance; who was silent. It labels nothing itself.",
  reads: feedbackReads,
  input: z.strictObject({
    items: inWords(z.array(FeedbackItem).min(1), "account, theme; date, arr, segment, sure (0 to 1)"),
    book: inWords(z.array(BookRow), "All accounts: account, arr, segment").optional(),
    currency: CurrencyParam.optional(),
  }),
  output: FeedbackFields,
  lists: [{ list: "themes", least: 2 }],
  async run(input, figures, ports) {
    const { items, book = [] } = input;
    const { voices, names } = voicesOf(items, book);
    const rollUp = {
      voices,
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
        themes: rollUp.themes,
        silent: rollUp.silent,
        charts: [{ kind: "bars" as const, title: "Money behind each theme", list: "themes", label: "theme", values: ["arr"] }],
      },
      ...wordFeedback(rollUp, input.currency ?? ports.defaults.currency ?? ""),
      warnings: feedbackWarnings(rollUp, figures.fewAccounts.value),
    };
  },
});

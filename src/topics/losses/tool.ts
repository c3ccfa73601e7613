import * as z from "zod";
import { daysBetween } from "../../core/dates.ts";
import { known } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { knowledgeOf } from "../../tables/knowledge.ts";
import { keptColumns, lostColumns, rowsIn, tableWith } from "../../tables/named-columns.ts";
import { AsOfParam, CurrencyParam, inWords } from "../../tool/params.ts";
import { defineTool } from "../../tool/tool.ts";
import { LossFields } from "./answer.ts";
import { countCourses, courseOf, hadActed, lagsOf, stepsOf } from "./lags.ts";
import { checkLosses, KeptRow, keptOf, LostRow, lossesOf, lossReads, notLostOf, withSeen } from "./question.ts";
import { reasonsOf, sideOf, signsWorth } from "./signs.ts";
import { lossWarnings, wordLosses } from "./words.ts";

export const reviewLosses = defineTool({
  name: "review_losses",
  title: "Review lost customers",
  description:
    "What churned accounts teach: seen and not acted on, not seen, lags, causes that repeat, which sign would have flagged how many at what false alarms. Missing dates stay missing.",
  reads: lossReads,
  input: z.strictObject({
    lost: inWords(
      z.union([z.array(LostRow).min(1), tableWith(lostColumns)]),
      'account, decided, arr, first_sign, flagged, first_action, reason, side (upstream, execution), score, signs {name: true}; or a table: path or {table, decided: "header"}',
    ),
    kept: inWords(
      z.union([z.array(KeptRow), tableWith(keptColumns)]),
      "Who stayed: account, score, signs; or a table",
    ).optional(),
    as_of: AsOfParam.optional(),
    currency: CurrencyParam.optional(),
  }),
  output: LossFields,
  lists: [
    { list: "signs", least: 4 }, // not a figure: rows that stay before other lists give way
    { list: "accounts", least: 2 },
    { list: "reasons", least: 2 },
    { list: "signs", least: 2 },
  ],
  async run(input, figures, ports) {
    const [lostTable, keptTable] = [await rowsIn(input.lost, lostColumns, ports), await rowsIn(input.kept, keptColumns, ports)];
    const most = knowledgeOf(ports.library).limits.contradiction_share;
    const lostRead = lostTable === null ? null : lossesOf(lostTable.rows, most);
    const lost = lostRead?.rows ?? (input.lost as LostRow[]).map(withSeen);
    const keptRead = keptTable === null ? null : keptOf(keptTable.rows, lost, most);
    const kept = keptRead?.rows ?? (input.kept as KeptRow[] | undefined) ?? [];
    checkLosses(lost, kept, input.as_of);
    const review = {
      lost,
      late: figures.lateDays.value,
      kept: kept.length,
      courses: countCourses(lost, figures),
      lags: lagsOf(lost, figures),
      reasons: reasonsOf(lost, figures),
      signs: signsWorth(lost, kept, figures),
      read: [lostRead, keptRead],
      notLost: lostTable === null ? [] : notLostOf(lostTable.rows, figures.notLost.value),
    };
    const moneyOf = (side: "upstream" | "execution" | "not_said") =>
      sumMoney(review.reasons.filter((one) => one.side === side).map(({ arr }) => arr));
    return {
      fields: {
        losses: lost.length,
        arr: sumMoney(lost.map(({ arr }) => arr ?? 0)),
        kept: kept.length,
        courses: review.courses,
        lags: review.lags,
        sides: { upstream: moneyOf("upstream"), execution: moneyOf("execution"), not_said: moneyOf("not_said") },
        reasons: review.reasons,
        signs: review.signs,
        accounts: lost.map((row) => ({
          account: row.account,
          arr: known(row.arr, "No amount is given."),
          course: courseOf(row, figures.lateDays.value),
          side: sideOf(row, figures),
          days_seen: known(
            row.flagged === undefined || row.decided === undefined ? null : daysBetween(row.flagged, row.decided),
            "Nobody flagged it, or a day is not known.",
          ),
          steps: stepsOf(row),
          had_acted: hadActed(row, figures.actedWithin.value).filter(({ after }) => after === "flagged" || lost.length === 1),
        })),
      },
      ...wordLosses(review, input.currency ?? lostTable?.currency ?? ports.defaults.currency ?? "", figures.actedWithin.value),
      warnings: lossWarnings(review, figures.fewAccounts.value),
    };
  },
});

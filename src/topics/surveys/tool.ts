import * as z from "zod";
import type { Warning } from "../../core/answer.ts";
import { plural } from "../../core/english.ts";
import { count, money } from "../../core/kinds.ts";
import { unknown } from "../../core/known.ts";
import { Problem } from "../../core/problem.ts";
import type { Table } from "../../core/table.ts";
import { ColumnsParam, inWords, ReadingParam, readingOptions, SkipBadRowsParam, TableParam } from "../../tool/params.ts";
import { defineTool } from "../../tool/tool.ts";
import { chartsOf, SurveyAnswer } from "./answer.ts";
import { CesInput, CsatInput, NpsInput, PreviousInput, Question, ResponseRow, surveyReads, takes } from "./question.ts";
import { rowsOfResponses, rowsOfTable } from "./rows.ts";
import { scoreSurveys as score } from "./survey.ts";
import { surveyAssumptions, surveyWarnings, surveyWords } from "./words.ts";

const Input = z.strictObject({
  nps: inWords(NpsInput, "promoters, passives, detractors; or ratings").optional(),
  csat: inWords(CsatInput, "type (top_box, mean), satisfied, responses or ratings, scale, top_box_from").optional(),
  ces: inWords(CesInput, "direction (lower_is_easier, higher_is_easier), ratings, scale").optional(),
  responses: inWords(z.array(ResponseRow).min(1), "rating, type, account, respondent, arr, wave, segment").optional(),
  table: inWords(TableParam, "File of responses").optional(),
  columns: inWords(ColumnsParam, "{field: header}").optional(),
  reading: inWords(ReadingParam, "amount, decimal, sheet").optional(),
  skip_bad_rows: inWords(SkipBadRowsParam, "Leave them out").optional(),
  population: inWords(count(), "All customers").optional(),
  invited: inWords(count(), "People asked").optional(),
  responses_arr: inWords(money(), "ARR answering").optional(),
  population_arr: inWords(money(), "All ARR").optional(),
  one_vote: inWords(z.boolean(), "One vote an account").optional(),
  previous: inWords(PreviousInput, "Last wave, like this one").optional(),
});
type Input = z.infer<typeof Input>;

export const scoreSurveys = defineTool({
  name: "score_surveys",
  title: "Score NPS, CSAT and effort surveys",
  description:
    "Is a score or change more than chance, who answered, answers needed. {nps: {score: 38, answers: 61}, previous: {nps: {score: 31, answers: 84}}}. CSAT needs type, CES direction.",
  reads: surveyReads,
  input: Input,
  asks: ["counts"],
  output: SurveyAnswer,
  lists: [
    { list: "stopped.names" },
    { list: "segments" },
    { list: "csat.counts" },
    { list: "ces.counts" },
    { list: "nps.counts" },
  ],
  async run(input, figures, ports) {
    refuseOtherThanOneSource(input);
    const { table: path, responses, one_vote = false, nps, csat, ces } = input;
    const table = path === undefined ? null : await ports.readTable(path, readingOptions(input, ["score"]));
    const questions = { nps, csat, ces };
    const read = table === null ? null : rowsOfTable(table, questions, figures.waveGapDays.value);
    const rows = read?.rows ?? rowsOfResponses(responses ?? [], questions);
    const given = { ...input, rows, one_vote };
    const surveys = score(given, figures);
    const context = { given, figures, currency: table?.currency ?? ports.defaults.currency };
    return {
      fields: {
        ...surveys.fields,
        charts: chartsOf(surveys.outcomes.map(({ question }) => question)),
        reading: table === null ? unknown("No table was read.") : { rows_read: table.rows_read, rows_used: rows.length },
      },
      ...surveyWords(surveys, context),
      warnings: [...surveyWarnings(surveys, context), ...tableWarnings(table, read?.blank ?? 0)],
      assumptions: surveyAssumptions(surveys, context),
    };
  },
});

function refuseOtherThanOneSource(input: Input): void {
  const asked = Question.options.some((name) => input[name] !== undefined);
  if (!asked && input.responses === undefined && input.table === undefined)
    throw new Problem({
      what: "There is nothing to score.",
      places: Question.options.map((name) => `${name}: ${takes[name]}`),
      remedy: "Give one of them, or responses, or a table.",
    });
  if (input.responses !== undefined && input.table !== undefined)
    throw new Problem({ what: "The answers are given twice: responses and table.", remedy: "Give one of them." });
}

function tableWarnings(table: Table | null, blank: number): Warning[] {
  if (table === null) return [];
  const left = table.rows_read - table.rows_used;
  const { currency, amount_unit: unit } = table;
  const cases: [boolean, string, string][] = [
    [blank > 0, "rows_without_rating", `${plural(blank, "row")} without a rating: read as no answer, not as 0.`],
    [left > 0, "rows_left_out", `${plural(left, "row")} of the table left out; inspect_table lists them.`],
    [
      unit !== "arr" && table.records.some(({ amount }) => amount !== null),
      "amount_not_arr",
      "The table's amounts are not known to be ARR, so they are not used; say so with reading.amount.",
    ],
    [
      currency === null && unit === "arr" && table.columns.some(({ field }) => field === "currency"),
      "mixed_currencies",
      "The table holds several currencies, so its ARR must not be added up.",
    ],
  ];
  return cases.flatMap(([applies, code, message]) => (applies ? [{ code, message }] : []));
}

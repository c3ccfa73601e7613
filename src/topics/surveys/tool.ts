import * as z from "zod";
import { because, type Chart, ChartSchema } from "../../core/answer.ts";
import { plural } from "../../core/english.ts";
import { shown } from "../../core/kinds.ts";
import { Problem } from "../../core/problem.ts";
import type { Table } from "../../core/table.ts";
import { ColumnsParam, inWords, ReadingParam, readingOptions, SkipBadRowsParam, TableParam } from "../../tool/params.ts";
import { defineTool } from "../../tool/tool.ts";
import { surveyReads } from "./answer-sets.ts";
import { SurveyFields } from "./result.ts";
import { scoreSurveyAnswers } from "./score-surveys.ts";
import {
  CesInput,
  CsatInput,
  NpsInput,
  PreviousInput,
  Question,
  ResponseRow,
  rowsOfResponses,
  rowsOfTable,
} from "./survey-rows.ts";
import { summariseSurveys } from "./words.ts";

const Whole = z.number().multipleOf(1).min(0);

const Input = z.strictObject({
  nps: inWords(NpsInput, "promoters, passives, detractors or ratings").optional(),
  csat: inWords(CsatInput, "type (top_box, mean), satisfied, responses or ratings, scale, top_box_from").optional(),
  ces: inWords(CesInput, "ratings, direction (lower_is_easier, higher_is_easier), scale").optional(),
  responses: inWords(z.array(ResponseRow).min(1), "rating, type, account, respondent, arr, wave").optional(),
  table: inWords(TableParam, "File of responses").optional(),
  columns: inWords(ColumnsParam, "{field: header}").optional(),
  reading: inWords(ReadingParam, "amount, decimal, sheet").optional(),
  skip_bad_rows: inWords(SkipBadRowsParam, "Leave them out").optional(),
  population: inWords(Whole, "All customers").optional(),
  invited: inWords(Whole, "People asked").optional(),
  responses_arr: inWords(z.number().min(0), "ARR answering").optional(),
  population_arr: inWords(z.number().min(0), "All ARR").optional(),
  one_vote: inWords(z.boolean(), "One vote an account").optional(),
  previous: inWords(PreviousInput, "Last wave's nps, csat, ces, population").optional(),
});
type Input = z.infer<typeof Input>;

const Reading = z.strictObject({ rows_read: shown.count(), rows_used: shown.count() });

export const scoreSurveys = defineTool({
  name: "score_surveys",
  title: "Score NPS, CSAT and effort surveys",
  description:
    "Score NPS, CSAT and CES with ranges: is a score, or a change between waves, more than chance, who answered, how many answers a change needs. Refuses CSAT without type, CES without direction.",
  reads: surveyReads,
  input: Input,
  asks: ["counts"],
  output: z.strictObject({ ...SurveyFields.shape, charts: z.array(ChartSchema), reading: Reading.nullable() }),
  async run(input, figures, ports) {
    refuseOtherThanOneSource(input);
    const { table: path, responses, one_vote = false, nps, csat, ces } = input;
    const table = path === undefined ? null : await ports.readTable(path, readingOptions(input, ["score"]));
    const read = table === null ? null : rowsOfTable(table, { nps, csat, ces });
    const rows = read?.rows ?? rowsOfResponses(responses ?? [], { nps, csat, ces });
    const answer = scoreSurveyAnswers({ ...input, rows, one_vote }, figures);
    const currency = table?.currency ?? ports.defaults.currency ?? "USD";
    return {
      fields: {
        ...answer.fields,
        charts: chartsOf(answer.fields),
        reading: table === null ? null : { rows_read: table.rows_read, rows_used: rows.length },
      },
      summary: summariseSurveys(answer.fields, { ...input, one_vote, currency, few: figures.few.value }),
      warnings: [...answer.warnings, ...tableWarnings(table, read?.blank ?? 0)],
      assumptions: answer.assumptions,
      undefined: [...answer.undefined, ...(table === null ? because("No table was read.", "reading") : [])],
    };
  },
});

function refuseOtherThanOneSource(input: Input): void {
  const asked = Question.options.some((name) => input[name] !== undefined);
  if (!asked && input.responses === undefined && input.table === undefined)
    throw new Problem({
      what: "There is nothing to score.",
      remedy: "Give nps, csat or ces with counts or ratings, or responses, or a table.",
    });
  if (input.responses !== undefined && input.table !== undefined)
    throw new Problem({ what: "The answers are given twice: responses and table.", remedy: "Give one of them." });
}

/** How often each answer was given, for each question. */
function chartsOf(fields: SurveyFields): Chart[] {
  return Question.options.flatMap((name): Chart[] =>
    fields[name] === null
      ? []
      : [{ kind: "bars", title: `Answers to ${name.toUpperCase()}`, list: `${name}.counts`, label: "answer", values: ["count"] }],
  );
}

function tableWarnings(table: Table | null, blank: number): { code: string; message: string }[] {
  if (table === null) return [];
  const left = table.rows_read - table.rows_used;
  const { currency, amount_unit: unit } = table;
  return [
    ...(blank > 0
      ? [{ code: "rows_without_rating", message: `${plural(blank, "row")} without a rating: read as no answer, not as 0.` }]
      : []),
    ...(left > 0
      ? [{ code: "rows_left_out", message: `${plural(left, "row")} of the table left out; inspect_table lists them.` }]
      : []),
    ...(unit !== "arr" && table.records.some(({ amount }) => amount !== null)
      ? [
          {
            code: "amount_not_arr",
            message: "The table's amounts are not known to be ARR, so they are not used; say so with reading.amount.",
          },
        ]
      : []),
    ...(currency === null && unit === "arr" && table.columns.some(({ field }) => field === "currency")
      ? [{ code: "mixed_currencies", message: "The table holds several currencies, so its ARR must not be added up." }]
      : []),
  ];
}

import * as z from "zod";
import { because, type Findings, type Warning } from "../../core/answer.ts";
import { plural } from "../../core/english.ts";
import type { Figures } from "../../core/figure.ts";
import { Problem } from "../../core/problem.ts";
import type { Table, TableField } from "../../core/table.ts";
import { IsoDate } from "../../core/vocabulary.ts";
import { AsOfParam, inWords, LimitParam, OffsetParam, readingOptions, tableParams } from "../../tool/params.ts";
import type { Ports } from "../../tool/ports.ts";
import { defineTool } from "../../tool/tool.ts";
import {
  ForecastAnswer,
  forecastCharts,
  forecastPage,
  noForecast,
  noForecastReasons,
  PipelineRow,
  renewalReads,
} from "./answer.ts";
import { type Calibration, calibrate, calibrationReads, correctedProbability, HistoryRow } from "./calibration.ts";
import { renewalsOfTable, usesWordChances, type WordChances } from "./check-renewals.ts";
import { expansionReads, forecastExpansion } from "./expansion.ts";
import { renewalForecast } from "./forecast.ts";
import { accountChances, RenewalRow } from "./place-renewals.ts";
import { summariseForecast, swaySentence } from "./words.ts";

/** Rows of each long list shown at once, fewer where the answer, which the basis joins, would grow too long to send. */
const PAGE = 12;
const ANSWER_CHARACTERS = 8500; // not a figure: characters of one answer

const Input = z.strictObject({
  as_of: AsOfParam.optional(),
  renewals: inWords(
    z.array(RenewalRow),
    "account, arr; probability, category or health; renewal_date, notice_days, auto_renews, decision_date, multi_year_no_decision, notice_served, committed, called, outcome (renewed, lost, open), retained, uplift, value_fraction",
  ).optional(),
  ...tableParams,
  from: inWords(IsoDate, "First deadline counted").optional(),
  to: inWords(IsoDate, "Last deadline counted").optional(),
  target: inWords(z.number().min(0), "ARR to keep").optional(),
  pipeline: inWords(z.array(PipelineRow), "account, amount, stage, whitespace, close_date, option_group").optional(),
  history: inWords(z.array(HistoryRow), "assumed, renewed, of; or forecast, actual, low, high, day").optional(),
  use_history: z.boolean().describe("Use corrected rates").optional(),
  limit: LimitParam.optional(),
  offset: OffsetParam.optional(),
});
type Input = z.infer<typeof Input>;

const usedOfTable: TableField[] = [
  "renewal_date",
  "end",
  "decision_date",
  "notice_days",
  "health",
  "probability",
  "category",
  "outcome",
  "auto_renew",
  "notice_served",
];

export const forecastRenewals = defineTool({
  name: "forecast_renewals",
  title: "Forecast renewals",
  description:
    "A number for a quarter of renewals: expected, exact range, chance of missing a target, stress, expansion, calibration, by opt-out deadline. Give renewals or a table, with as_of; pipeline, history. A renewal without evidence stays outside, never 100%.",
  reads: { ...renewalReads, ...calibrationReads, ...expansionReads },
  input: Input,
  output: ForecastAnswer,
  asks: ["who", "counts", "until", "how_much", "per_what", "how_likely"],
  async run(input, figures, ports) {
    refuseNothing(input);
    const table = input.table === undefined ? null : await readRenewals({ ...input, table: input.table }, ports);
    const rows = table === null ? null : renewalsOfTable(table, input.as_of ?? null, wordChances(figures));
    const renewals = rows?.map(({ renewal }) => renewal) ?? input.renewals ?? null;
    const calibration = input.history?.length ? calibrate(input.history, figures) : null;
    const use_history = input.use_history === true;
    if (use_history) refuseWithoutRecord(calibration);
    const forecast =
      renewals === null
        ? null
        : renewalForecast(
            {
              renewals,
              ...(rows === null ? {} : { place_of: (index: number) => `row ${rows[index]?.row}` }),
              window: { as_of: input.as_of ?? null, from: input.from ?? null, to: input.to ?? null },
              target: input.target ?? null,
              posterior: (assumed) => (calibration === null ? null : correctedProbability(calibration.fields, assumed)),
              use_history,
            },
            figures,
          );
    const chances = forecast === null ? new Map<string, number>() : accountChances(forecast.placed.forecast, forecast.decided);
    const { as_of, from, to, pipeline } = input;
    const expansion = pipeline?.length ? forecastExpansion(pipeline, chances, figures, { as_of, from, to }) : null;
    const fields = forecast?.fields ?? noForecast;
    const currency = table?.currency ?? ports.defaults.currency ?? "USD";
    const { concentration: sway, standard_deviation } = fields;
    const whole: Omit<ForecastAnswer, "charts"> = {
      ...fields,
      concentration: sway && { ...sway, effect: swaySentence(sway, standard_deviation ?? 0, currency) },
      calibration: calibration?.fields ?? null,
      history_used: use_history,
      expansion: expansion?.fields ?? null,
      renewals_total: fields.renewals.length,
      by_month_total: fields.by_month.length,
      contradictions_total: fields.contradictions.length,
      calibration_bands_total: calibration?.fields.bands.length ?? 0,
      expansion_left_out_total: expansion?.fields.left_out.length ?? 0,
    };
    const parts: Findings[] = [forecast, calibration, expansion].filter((part) => part !== null);
    const words = {
      currency,
      most: forecast?.most ?? 0,
      calibration: whole.calibration,
      expansion: whole.expansion,
      use_history,
    };
    const complete = { ...whole, charts: forecastCharts(whole) };
    const answer = (rowsShown: number) => ({
      fields: forecastPage(complete, input.offset ?? 0, rowsShown),
      summary: summariseForecast(fields, words),
      warnings: [...tableWarnings(table), ...parts.flatMap(({ warnings }) => warnings)],
      assumptions: [
        ...parts.flatMap(({ assumptions }) => assumptions),
        ...(table !== null && usesWordChances(table) ? [placeholders] : []),
      ],
      undefined: [
        ...parts.flatMap((part) => part.undefined),
        ...(forecast === null ? noForecastReasons : []),
        ...(calibration === null ? because("No history was given.", "calibration") : []),
        ...(expansion === null ? because("No pipeline was given.", "expansion") : []),
      ],
    });
    let shown = Math.min(PAGE, input.limit ?? PAGE);
    while (shown > 1 && JSON.stringify(answer(shown)).length > ANSWER_CHARACTERS) shown -= 1;
    return answer(shown);
  },
});

/** What is said where the chances of words are used. */
const placeholders = {
  what: "Chances of lights and categories",
  value: "the library's",
  why: "The table has words and no probabilities.",
  if_wrong: "They are placeholders until your own renewals by word are given as history.",
};

const wordChances = ({
  lightChances,
  categoryChances,
}: Pick<Figures<typeof renewalReads>, "lightChances" | "categoryChances">): WordChances => ({
  light: new Map(lightChances.value.map(({ light, probability_rate }) => [light, probability_rate])),
  category: new Map(categoryChances.value.map(({ category, probability_rate }) => [category, probability_rate])),
});

function refuseNothing({ renewals, table, pipeline, history }: Input): void {
  if (renewals !== undefined && table !== undefined)
    throw new Problem({ what: "The renewals are given twice, inline and as a table.", remedy: "Give renewals or table." });
  if (table !== undefined || [renewals, pipeline, history].some((list) => list !== undefined && list.length > 0)) return;
  throw new Problem({ what: "There is nothing to forecast.", remedy: "Give renewals, a table, a pipeline or a history." });
}

function refuseWithoutRecord(calibration: Calibration | null): void {
  if (calibration !== null && calibration.fields.bands.length > 0) return;
  throw new Problem({
    what: "use_history is true and no history says how assumed chances came out.",
    remedy: "Give history rows with assumed, renewed and of, or leave use_history out.",
  });
}

function readRenewals(input: Input & { table: string }, ports: Ports): Promise<Table> {
  return ports.readTable(input.table, readingOptions(input, { always: ["account", "amount"], if_present: usedOfTable }));
}

function tableWarnings(table: Table | null): Warning[] {
  if (table === null || table.issues.length === 0) return [];
  const first = table.issues.slice(0, 2).map(({ row, message }) => `Row ${row}: ${message}`);
  const out = table.rows_read - table.rows_used;
  const left = out > 0 ? ` ${plural(out, "row")} of the table are not in the answer.` : "";
  const message = `${plural(table.issues.length, "remark")} on the table; inspect_table lists all.${left} ${first.join(" ")}`;
  return [{ code: "table_issues", message }];
}

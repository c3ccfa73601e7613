import * as z from "zod";
import type { Warning } from "../../core/answer.ts";
import { plural } from "../../core/english.ts";
import { money } from "../../core/kinds.ts";
import { known, unknown } from "../../core/known.ts";
import { Problem } from "../../core/problem.ts";
import type { Table, TableField } from "../../core/table.ts";
import { IsoDate } from "../../core/vocabulary.ts";
import { lookUp } from "../../tables/read-words.ts";
import { compileWords, wordValues } from "../../tables/words.ts";
import { AsOfParam, inWords, LimitParam, OffsetParam, readingOptions, tableParams } from "../../tool/params.ts";
import type { Ports } from "../../tool/ports.ts";
import { defineTool } from "../../tool/tool.ts";
import { healthReads } from "../health/book.ts";
import { ForecastAnswer, noForecast, PipelineRow, renewalReads } from "./answer.ts";
import { type Calibration, calibrate, calibrationReads, correctedProbability, HistoryRow } from "./calibration.ts";
import { inHundreds, RenewalRow, renewalsOfTable } from "./check-renewals.ts";
import { expansionReads, forecastExpansion } from "./expansion.ts";
import { renewalForecast } from "./forecast.ts";
import { accountChances, probabilitiesOf, type Window } from "./place-renewals.ts";
import { forecastWords } from "./words.ts";
import {
  calibrationAssumptions,
  calibrationWarnings,
  expansionAssumptions,
  expansionLines,
  expansionWarnings,
  forecastAssumptions,
  forecastCharts,
  forecastWarnings,
} from "./words-notices.ts";

/** Renewals shown at once unless asked otherwise. */
const PAGE = 12;

const Input = z.strictObject({
  as_of: AsOfParam.optional(),
  renewals: inWords(
    z.array(RenewalRow),
    "account, arr; probability, category, light or health; renewal_date, notice_days, auto_renews, decision_date, multi_year_no_decision, notice_served, committed, called, outcome (renewed, lost, open), retained, uplift, value_fraction",
  ).optional(),
  ...tableParams,
  quarter: inWords(z.string(), "2027-Q1").optional(),
  from: inWords(IsoDate, "First").optional(),
  to: inWords(IsoDate, "Last").optional(),
  by: inWords(z.enum(["deadline", "renewal_date"]), "renewal_date").optional(),
  target: inWords(money(), "To keep").optional(),
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
  "owner",
];

export const forecastRenewals = defineTool({
  name: "forecast_renewals",
  title: "Forecast renewals",
  description:
    "A quarter's renewals as one number with range, by state; target, stress, expansion, calibration: {table, as_of, quarter}, or renewals, pipeline, history.",
  reads: { ...renewalReads, ...calibrationReads, ...expansionReads, doubtfulScaleTop: healthReads.doubtfulScaleTop },
  input: Input,
  output: ForecastAnswer,
  asks: ["who", "counts", "how_much", "per_what", "how_likely"],
  lists: [
    { list: "left_out", least: 2 },
    { list: "other_readings" },
    { list: "expansion.left_out" },
    { list: "expansion.by_quarter" },
    { list: "expansion.by_stage" },
    { list: "calibration.vintages" },
    { list: "calibration.bands" },
    { list: "confidence.unknown_notice" },
    { list: "groups.rows" },
    { list: "contradictions", least: 2 },
    { list: "renewals", least: 2, next: "next_offset" },
    { list: "by_month" },
    { list: "owners" },
    { list: "notices.passed", least: 2 },
    { list: "notices.open", least: 2 },
    { list: "by_band" },
  ],
  async run(input, figures, ports) {
    refuseNothing(input);
    const { offset = 0, limit = PAGE, use_history = false, pipeline } = input;
    const { window, named } = windowOf(input);
    const table = input.table === undefined ? null : await readRenewals({ ...input, table: input.table }, ports);
    const rows = table === null ? null : renewalsOfTable(table, input.as_of ?? null);
    const given = rows?.map(({ renewal }) => renewal) ?? input.renewals ?? null;
    const scale = input.reading?.scale ?? null;
    // A table's health is scaled by its reader, where a scale is stated.
    const scaled = given && inHundreds(given, table !== null && scale !== null ? 100 : scale, figures.doubtfulScaleTop.value);
    const renewals =
      scaled &&
      namedCalls(
        scaled.rows,
        probabilitiesOf(figures).category.map(({ category }) => category),
        ports,
      );
    const calibration = input.history?.length ? calibrate(input.history, figures) : null;
    if (use_history) refuseWithoutRecord(calibration);
    const forecast =
      renewals === null
        ? null
        : renewalForecast(
            {
              renewals,
              ...(rows === null ? {} : { place_of: (index: number) => `row ${rows[index]?.row}` }),
              window,
              target: input.target ?? null,
              posterior: (assumed) => (calibration === null ? null : correctedProbability(calibration, assumed)),
              use_history,
            },
            figures,
          );
    const chances =
      forecast === null
        ? new Map<string, number>()
        : accountChances(
            // A placeholder says nothing of one account.
            forecast.placed.forecast.filter(({ source }) => source !== "assumed"),
            forecast.decided,
          );
    const dates = { as_of: input.as_of, from: window.from ?? undefined, to: window.to ?? undefined };
    const expansion = pipeline?.length ? forecastExpansion(pipeline, chances, figures, dates) : null;
    const fields = forecast?.fields ?? noForecast;
    const currency = table?.currency ?? ports.defaults.currency;
    const end = Math.min(fields.renewals.length, offset + limit);
    return {
      fields: {
        ...fields,
        renewals: fields.renewals.slice(offset, end),
        offset,
        next_offset: end < fields.renewals.length ? end : unknown("This is the last page."),
        window:
          window.from === null || window.to === null
            ? unknown("No window with both ends is asked for.")
            : { from: window.from, to: window.to, by: window.by ?? "deadline" },
        calibration: known(calibration, "No history was given."),
        history_used: use_history,
        expansion: expansion === null ? unknown("No pipeline was given.") : expansionLines(expansion.fields),
        renewals_total: fields.renewals.length,
        by_month_total: fields.by_month.length,
        contradictions_total: fields.contradictions.length,
        calibration_bands_total: calibration?.bands.length ?? 0,
        expansion_left_out_total: expansion?.fields.left_out.length ?? 0,
        charts: forecastCharts(fields.by_month, fields.by_band, calibration?.bands ?? []),
      },
      ...forecastWords({ forecast, calibration, expansion, use_history, window, named, scale: scaled?.doubt ?? null, currency }),
      warnings: [
        ...tableWarnings(table),
        ...(forecast === null ? [] : forecastWarnings(forecast)),
        ...(calibration === null ? [] : calibrationWarnings(calibration)),
        ...(expansion === null ? [] : expansionWarnings(expansion)),
      ],
      assumptions: [
        ...(forecast === null ? [] : forecastAssumptions(forecast, window, use_history, figures)),
        ...(calibration === null ? [] : calibrationAssumptions(calibration, figures.priorWeight.value)),
        ...(expansion === null ? [] : expansionAssumptions(figures.stageProbabilities.value, expansion)),
      ],
    };
  },
});

const MONTHS_A_QUARTER = 3; // not a figure: months a quarter

/** The days asked for: a quarter counts renewal dates; from and to count deadlines unless told otherwise. Throws Problem for a quarter that is none. */
function windowOf({ quarter, by, ...dates }: Input): { window: Window; named: string | null } {
  const [as_of, from, to] = [dates.as_of ?? null, dates.from ?? null, dates.to ?? null];
  if (quarter === undefined) return { window: { as_of, from, to, ...(by === undefined ? {} : { by }) }, named: null };
  // A year and the number of a quarter, in either order.
  const numbers = (quarter.match(/\d+/g) ?? []).map(Number);
  const number = numbers.find((one) => one >= 1 && one <= 12 / MONTHS_A_QUARTER);
  const year = numbers.find((one) => one > 12 * 100);
  if (number === undefined || year === undefined || from !== null || to !== null)
    throw new Problem({
      what:
        from === null && to === null ? `"${quarter}" is not a quarter.` : "The window is said twice: quarter, and from or to.",
      remedy: "Write quarter with its year, such as 2027-Q1, or give from and to.",
    });
  const first = new Date(Date.UTC(year, (number - 1) * MONTHS_A_QUARTER, 1));
  const last = new Date(Date.UTC(year, number * MONTHS_A_QUARTER, 0));
  const iso = (date: Date) => date.toISOString().slice(0, "2027-01-01".length);
  return { window: { as_of, from: iso(first), to: iso(last), by: by ?? "renewal_date" }, named: `Q${number} ${year}` };
}

/** The rows with their calls under the names that have a chance: "Closed Won" and "Fest zugesagt" are understood; what is not stays, and is refused. */
function namedCalls(rows: readonly RenewalRow[], categories: readonly string[], ports: Ports): RenewalRow[] {
  const names = new Set(categories);
  const plain = (text: string) =>
    text
      .trim()
      .toLowerCase()
      .replaceAll(/[\s-]+/g, "_");
  const strange = rows.some(({ category }) => category && !names.has(plain(category)));
  const words = strange ? compileWords(wordValues(ports.library)) : null;
  return rows.map((row) => {
    if (!row.category || words === null || names.has(plain(row.category))) return row;
    return { ...row, category: lookUp(row.category, "category", words) ?? row.category };
  });
}

function refuseNothing({ renewals, table, pipeline, history }: Input): void {
  if (renewals !== undefined && table !== undefined)
    throw new Problem({ what: "The renewals are given twice, inline and as a table.", remedy: "Give renewals or table." });
  if (table !== undefined || [renewals, pipeline, history].some((list) => list !== undefined && list.length > 0)) return;
  throw new Problem({ what: "There is nothing to forecast.", remedy: "Give renewals, a table, a pipeline or a history." });
}

function refuseWithoutRecord(calibration: Calibration | null): void {
  if (calibration !== null && calibration.bands.length > 0) return;
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

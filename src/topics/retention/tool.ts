import * as z from "zod";
import { type Chart, ChartSchema } from "../../core/answer.ts";
import { rate, shown } from "../../core/kinds.ts";
import { isKnown, known, onTheWire, unknown } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import type { ReadTable, SeenTable, Table, TableField } from "../../core/table.ts";
import { IsoDate } from "../../core/vocabulary.ts";
import {
  blankEnds,
  ColumnsParam,
  inWords,
  LimitParam,
  OffsetParam,
  readingOptions,
  StandardParam,
  type TableInput,
  tableParams,
} from "../../tool/params.ts";
import type { Ports } from "../../tool/ports.ts";
import { defineTool } from "../../tool/tool.ts";
import { AccountRow } from "./account-book.ts";
import { DefinitionSchema, MonthSchema, PolicySchema, RefusedSchema, type RetentionAnswer, RetentionFields } from "./answer.ts";
import { answerFromRows, answerFromTable } from "./answer-of-accounts.ts";
import { ExplainInput, ExplainSchema, explain } from "./explain.ts";
import {
  confidenceFigure,
  decidingShiftFigure,
  fewAccountsFigure,
  grrBandsFigure,
  largeSharesFigure,
  logoBandsFigure,
  nrrBandsFigure,
  type RetentionFigures,
  tooGoodFigure,
  worthACallFigure,
} from "./figures.ts";
import { type RetentionPolicy, standardPolicy } from "./retention.ts";
import { segmentColumn } from "./segment-column.ts";
import { systemFormsFigure, systemsRefusedFigure } from "./systems.ts";
import { noEvidence, withTies } from "./tie-out.ts";
import { answerFromMonthlyRate, answerFromSums, answerFromTotals, Totals } from "./totals.ts";
import { retentionWords, withExplained } from "./words.ts";
import { definitionNotes, refusedNotes, tiesInWords, tieWarnings } from "./words-asked.ts";
import { whoMoved } from "./words-months.ts";
import { retentionAssumption, retentionWarning } from "./words-notices.ts";

const Rates = z.record(z.string(), z.number());

/** What compute_nrr takes; one of totals, table, rows and monthly_grr. */
export const RetentionInput = z.strictObject({
  totals: inWords(
    Totals,
    "starting, expansion, contraction, churn, new, reactivation, starting_accounts, churned_accounts",
  ).optional(),
  ...tableParams,
  columns: inWords(ColumnsParam, "{field: header}").optional(),
  from: inWords(IsoDate, "First date").optional(),
  to: inWords(IsoDate, "Last date").optional(),
  rows: inWords(z.array(AccountRow).min(1), "account, start, end, paid_before, parent, segment").optional(),
  monthly_grr: rate().describe("Fraction").optional(),
  segment_by: z.string().describe("Header or field to split by").optional(),
  policy: inWords(
    PolicySchema,
    "reactivation (excluded or included), gap (retained or churned), grr (standard or churn_only), winback_days",
  ).optional(),
  rates: inWords(Rates, "{currency: worth} at from").optional(),
  rates_end: inWords(Rates, "At to").optional(),
  price_increase: z.number().describe("Fraction").optional(),
  stated_opening: z.number().describe("To tie to").optional(),
  stated_closing: z.number().describe("To tie to").optional(),
  currency: z.string().describe("ISO code reported in").optional(),
  standard: StandardParam.optional(),
  explain: inWords(ExplainInput, "System to bridge to: chartmogul, stripe").optional(),
  trend: inWords(z.enum(["month", "quarter", "year"]), "By month, quarter, year").optional(),
  limit: inWords(LimitParam, "Rows a list, default 12").optional(),
  offset: inWords(OffsetParam, "Rows to skip").optional(),
});

export type RetentionInput = z.infer<typeof RetentionInput>;

const tableOnly = ["from", "to", "rates", "rates_end"] as const;

const beyondRates = ["price_increase", "stated_opening", "stated_closing"] as const;

/** Throws Problem unless there is exactly one source of data, and nothing asked of it that it cannot say. */
export function refuseWhatDoesNotFit(input: RetentionInput): void {
  const given = (["totals", "table", "rows", "monthly_grr"] as const).filter((source) => input[source] !== undefined);
  if (given.length !== 1)
    throw new Problem({
      what: given.length === 0 ? "There is nothing to compute from." : `The data is given more than once: ${given.join(", ")}.`,
      remedy: "Give exactly one of totals, table, rows or monthly_grr.",
    });
  const ofTable = tableOnly.filter((name) => input[name] !== undefined);
  if (input.table === undefined && ofTable.length)
    throw new Problem({
      what: `${ofTable.join(" and ")} ${ofTable.length === 1 ? "speaks" : "speak"} of a table, and none is given.`,
      remedy: `Leave ${ofTable.join(" and ")} out, or give a table.`,
    });
  if (input.rates_end !== undefined && input.rates === undefined)
    throw new Problem({ what: "rates_end is given without rates.", remedy: "Give the rates of the first date as rates." });
  if (input.explain !== undefined && input.table === undefined)
    throw new Problem({
      what: "explain needs what each customer paid in every month between two dates, and no table is given.",
      remedy: "Give a table of subscriptions or of monthly amounts.",
    });
  const { segment_by: segment } = input;
  if (segment !== undefined && input.table === undefined && !(input.rows !== undefined && segment === "segment"))
    throw new Problem({
      what: `segment_by "${segment}" names a column of a table, and none is given.`,
      remedy: 'Give a table, or rows with a segment each and segment_by "segment".',
    });
  const idle = beyondRates.filter((name) => input[name] !== undefined);
  if (input.monthly_grr !== undefined && idle.length)
    throw new Problem({ what: `A monthly rate says nothing for ${idle.join(", ")}.`, remedy: "Give totals, a table or rows." });
  if (input.totals !== undefined && input.price_increase !== undefined)
    throw new Problem({
      what: "price_increase needs what each account grew by, which totals do not show.",
      remedy: "Give a table or rows, or leave price_increase out.",
    });
}

/** Where a table holds two amounts an account, both must be readable. */
export function readOneOrTwoAmounts(input: TableInput & { table: string }, ports: Ports): Promise<ReadTable> {
  const by_shape = ({ shape, columns }: SeenTable): TableField[] =>
    shape === "accounts" && columns.some(({ field }) => field === "arr_start") ? ["arr_start", "arr_end"] : ["amount"];
  return ports.readTable(input.table, { ...readingOptions(input, { always: ["account"], by_shape }), takes: ["bridge"] });
}

/** Customers who look like others, named. */
const NAMED = 3; // not a figure: names that show what is meant

/** Rows of bad cells shown. */
const PAGE = 12;

/** Warnings that may turn the verdict round, so that the summary begins with them. */
const doubtful: ReadonlySet<string> = new Set([
  "data_may_end",
  "ended_without_amount",
  "pays_again",
  "after_last_date",
  "totals_disagree",
  "ends_look_inclusive",
  "months_missing",
]);

const Reading = z.strictObject({
  rows_read: shown.count(),
  rows_used: shown.count(),
  /** Of the rows left out, as far as their amounts could be read. */
  amount_left_out: shown.money(),
  issues: z.array(z.strictObject({ row: shown.count(), column: z.string(), code: z.string(), message: z.string() })),
  issues_total: z.number(),
});

export const computeNrr = defineTool({
  name: "compute_nrr",
  title: "Compute net and gross retention",
  description:
    'NRR, GRR and logo retention of the customers at the start: worst months, who left, segments, tie-out. Give one of totals, table, rows, monthly_grr. Example: {"table":"mrr.csv","from":"2025-01-01","to":"2026-01-01"}',
  reads: {
    nrrBands: nrrBandsFigure,
    grrBands: grrBandsFigure,
    logoBands: logoBandsFigure,
    standardErrors: confidenceFigure,
    fewAccounts: fewAccountsFigure,
    decidingShift: decidingShiftFigure,
    worthACall: worthACallFigure,
    largeShares: largeSharesFigure,
    tooGood: tooGoodFigure,
    systemForms: systemFormsFigure,
    systemsRefused: systemsRefusedFigure,
  },
  input: RetentionInput,
  asks: ["who", "counts", "since", "until", "how_much", "per_what", "version"],
  output: z.strictObject({
    ...RetentionFields.shape,
    /** Who moved, the largest first; a star marks a loss that no rate of the window holds. */
    months: z.array(MonthSchema.omit({ from: true }).extend({ who: z.string() })),
    definitions: z.array(DefinitionSchema.extend({ note: z.string() })),
    refused: z.array(RefusedSchema.extend({ why: z.string() })),
    segments_total: shown.count(),
    months_total: shown.count(),
    offset: shown.count(),
    /** Where the next page of segments, or of months, begins. */
    next_offset: shown.count().nullable(),
    /** Only where explain is given. */
    explain: ExplainSchema.optional(),
    charts: z.array(ChartSchema),
    reading: Reading.nullable(),
  }),
  lists: [
    { list: "reading.issues", least: 2 },
    { list: "left", least: 2 },
    { list: "shrank", least: 2 },
    { list: "comparison.segments", least: 2 },
    { list: "refused", least: 0 },
    { list: "assessment" },
    { list: "segments", least: 2, next: "next_offset" },
    { list: "definitions", least: 2 },
    { list: "months", least: 2, next: "next_offset" },
  ],
  async run(input, figures, ports) {
    refuseWhatDoesNotFit(input);
    const policy: RetentionPolicy = { ...standardPolicy, ...input.policy };
    const table = await tableOf(input, ports);
    // A column that splits the customers shows where it is lost, whether or not the caller knew of it.
    const split = input.segment_by ?? (table === null ? segmentOfTyped(input) : segmentColumn(table));
    const { answer, reporting, window } = answerOf(input, table, split, policy, figures);
    const currency = reporting ?? table?.currency ?? input.currency ?? ports.defaults.currency;
    const answered = { ...answer.fields, ...tiesInWords(answer.ties ?? {}) };
    const wire = onTheWire<RetentionFields>(answered);
    const untied = tieWarnings(wire.fields, currency);
    const blank = table === null ? [] : blankEnds(table);
    const warnings = answer.notices.map(retentionWarning);
    const doubts = warnings.filter(({ code }) => doubtful.has(code));
    const { segments, months, comparison, look_alikes } = answer.fields;
    const { moves = [] } = answer;
    const words = retentionWords(wire.fields, {
      policy,
      figures,
      currency,
      unit: table?.amount_unit ?? "unclear",
      from: window?.from ?? null,
      to: window?.to ?? null,
      source: input.totals === undefined ? "accounts" : "totals",
      moves,
      by_month: table?.shape === "snapshots",
      segment_by: split,
      split_asked: input.segment_by !== undefined || (split !== null && table === null),
      whole_to: answer.notices.some(({ code }) => code === "data_may_end") ? (months.at(-1)?.from ?? null) : null,
      doubts: [...untied, ...doubts, ...blank].map(({ message }) => message),
    });
    const explained =
      input.explain === undefined
        ? undefined
        : explain(
            input.explain,
            table!,
            window,
            { opening: input.rates },
            {
              forms: figures.systemForms.value,
              refused: figures.systemsRefused.value,
            },
          );
    const offset = input.offset ?? 0;
    const page = <Row>(rows: readonly Row[]): Row[] => rows.slice(offset, offset + (input.limit ?? rows.length));
    const rows = Math.max(segments.length, months.length);
    const next = offset + (input.limit ?? rows);
    return {
      fields: {
        ...answered,
        segments: page(segments),
        segments_total: segments.length,
        months: page(months.map(({ from: _, ...month }, place) => ({ ...month, who: whoMoved(moves[place] ?? []) }))),
        definitions: answer.fields.definitions.map((one) => ({ ...one, note: definitionNotes[one.definition] })),
        refused: answer.fields.refused.map((one) => ({ ...one, why: refusedNotes[one.definition] })),
        ...(isKnown(look_alikes)
          ? {
              look_alikes: {
                ...look_alikes,
                accounts: look_alikes.accounts.slice(0, NAMED),
                pairs: look_alikes.pairs.slice(0, NAMED),
              },
            }
          : {}),
        left: page(answer.fields.left),
        shrank: page(answer.fields.shrank),
        months_total: months.length,
        ...(comparison === undefined || !isKnown(comparison)
          ? { comparison }
          : { comparison: { ...comparison, segments: page(comparison.segments) } }),
        offset,
        next_offset: next < rows ? next : unknown("There are no further rows."),
        ...(explained === undefined ? {} : { explain: explained }),
        charts: chartsOf(wire.fields),
        reading: known(readingOf(table), "No table was read."),
      },
      ...(explained === undefined ? words : withExplained(words, onTheWire<z.infer<typeof ExplainSchema>>(explained).fields)),
      warnings: [...warnings, ...blank, ...untied, ...leftOut(table)],
      assumptions: answer.assumptions.map(retentionAssumption),
    };
  },
});

/** Typed rows that all name a segment are split by it. */
const segmentOfTyped = ({ rows }: RetentionInput): string | null =>
  rows?.every(({ segment }) => segment !== undefined) ? "segment" : null;

async function tableOf(input: RetentionInput, ports: Ports): Promise<ReadTable | null> {
  if (input.table === undefined) return null;
  const reader: Ports =
    input.rates === undefined
      ? ports
      : { ...ports, readTable: (path, options) => ports.readTable(path, { ...options, several_currencies: true }) };
  return readOneOrTwoAmounts({ ...input, table: input.table }, reader);
}

function answerOf(
  input: RetentionInput,
  table: ReadTable | null,
  split: string | null,
  policy: RetentionPolicy,
  figures: RetentionFigures,
): ReturnType<typeof answerFromTable> {
  const alone = (answer: RetentionAnswer) => ({ answer, reporting: null, window: null });
  if (input.monthly_grr !== undefined) return alone(answerFromMonthlyRate(input.monthly_grr));
  if (input.totals !== undefined)
    return alone(withTies(answerFromTotals(input.totals, policy, figures), input, () => noEvidence));
  if (table?.sums !== undefined && "bridges" in table.sums) {
    const { answer, window } = answerFromSums(table.sums, input, policy, figures);
    return { answer: withTies(answer, input, () => noEvidence), reporting: null, window };
  }
  if (table !== null) {
    const ask = { ...input, segment_by: split ?? undefined, compared: input.segment_by !== undefined };
    return answerFromTable(table, { ...ask, lenient: input.skip_bad_rows === true }, policy, figures);
  }
  return alone(answerFromRows(input.rows ?? [], { ...input, segment_by: split ?? undefined }, policy, figures));
}

/** Pictures of what the answer holds: the bridge where any of it is known, the months where there are some, the definitions where several can be told. */
function chartsOf({ bridge, months, definitions }: RetentionFields): Chart[] {
  const rated = definitions.filter(({ nrr, grr }) => nrr !== null || grr !== null);
  const known = Object.values(bridge).some((amount) => amount !== null);
  return [
    ...(known ? [{ kind: "bars" as const, title: "Revenue bridge", list: "bridge", label: "", values: [] }] : []),
    ...(months.length
      ? [{ kind: "bars" as const, title: "Closing by month", list: "months", label: "month", values: ["closing"] }]
      : []),
    ...(rated.length > 1
      ? [
          {
            ...{ kind: "points" as const, title: "Retention under each definition" },
            ...{ list: "definitions", label: "definition", values: ["grr", "nrr"] },
          },
        ]
      : []),
  ];
}

function leftOut(table: Table | null): { code: string; message: string }[] {
  const rows = table === null ? 0 : table.rows_read - table.rows_used;
  return rows === 0 ? [] : [{ code: "rows_left_out", message: `Rows that are not in the answer: ${rows}; see reading.` }];
}

function readingOf(table: Table | null): z.infer<typeof Reading> | null {
  if (table === null) return null;
  const amounts = table.issues.flatMap(({ amount_left_out }) => (amount_left_out === null ? [] : [amount_left_out]));
  return {
    rows_read: table.rows_read,
    rows_used: table.rows_used,
    amount_left_out: sumMoney(amounts),
    issues: table.issues.slice(0, PAGE).map(({ row, column, code, message }) => ({ row, column, code, message })),
    issues_total: table.issues.length,
  };
}

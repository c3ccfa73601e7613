import * as z from "zod";
import type { Warning } from "../../core/answer.ts";
import { shown } from "../../core/kinds.ts";
import { isKnown, known, unknown } from "../../core/known.ts";
import { Problem } from "../../core/problem.ts";
import type { Table, TableField } from "../../core/table.ts";
import { Touch } from "../../core/vocabulary.ts";
import { columnOf } from "../../tables/columns.ts";
import { readNumbers } from "../../tables/read-numbers.ts";
import {
  AsOfParam,
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
import { answerHealth, chartsOf, HealthFields } from "./answer.ts";
import {
  accountsOfTable,
  componentFields,
  type HealthBook,
  type HealthFigures,
  healthAccount,
  healthReads,
  joinOutcomes,
  scoreSource,
  type WeightSets,
  weightSets,
} from "./book.ts";
import {
  type ComponentScale,
  checkComponents,
  type DoubtfulScale,
  doubtfulScales,
  firstPlaces,
  type ScaledColumn,
  scaleNumbers,
  scaleWords,
} from "./score-book.ts";
import { arrWarning, healthAssumptions, healthWarnings, healthWords } from "./words.ts";
import { colorsOf, noBetterThanACoin, withVerdicts } from "./words-validation.ts";

/** The parts of a health question that say where its accounts come from. */
interface HealthSources {
  table?: string;
  accounts?: readonly unknown[];
  outcomes?: readonly { score?: number; scores?: unknown; probability?: number }[];
  components?: unknown;
  overrides?: readonly unknown[];
}

/** Throws Problem unless there is exactly one book, or outcomes with something to test, and all else stands beside it. */
function checkHealthSources(input: HealthSources): void {
  const { table, accounts, outcomes, components, overrides } = input;
  if (table !== undefined && (accounts !== undefined || outcomes !== undefined))
    throw new Problem({
      what: "The accounts are given twice: in a table and inline.",
      remedy: "Give table, whose outcome column tests the score, or accounts and outcomes, and not both.",
    });
  if (table === undefined && accounts === undefined && outcomes === undefined)
    throw new Problem({
      what: "There are no accounts to score.",
      remedy: "Give accounts, a table, or outcomes to test a score.",
    });
  const scored = outcomes?.some(({ score, scores }) => score !== undefined || scores !== undefined);
  const stated = outcomes?.some(({ probability }) => probability !== undefined);
  if (accounts === undefined && scored === false && stated === true)
    throw new Problem({
      what: "The outcomes give a probability and none of them a score, so there is nothing to test.",
      remedy:
        "Give each the score it had before the decision; a probability is tested beside it, and in percent it can be the score.",
    });
  if (components !== undefined && table === undefined)
    throw new Problem({ what: "components are built from columns of a table, and none is given.", remedy: "Give a table." });
  if (overrides?.length && table === undefined && accounts === undefined)
    throw new Problem({ what: "overrides stand beside accounts, and none are given.", remedy: "Give accounts or a table." });
}

interface HealthTableInput extends TableInput {
  table: string;
  components?: Record<string, ComponentScale>;
}

/** A table as a book to score, with what to know about its columns. */
interface HealthTable {
  table: Table;
  book: HealthBook;
  doubtful: DoubtfulScale[];
  /** Whether the scores are traffic lights. */
  lights: boolean;
  warnings: Warning[];
}

const amounts: readonly TableField[] = ["arr", "mrr", "acv", "tcv", "amount", "arr_start", "arr_end"];
/** Why an amount cannot be read, beside being blank: ARR may be unknown, and may not be misread. */
const amountFaults = ["not_a_number", "not_an_amount", "negative_amount", "amount_too_large", "decimal_unclear", "decimal_mixed"];
const steering: readonly TableField[] = [
  ...componentFields,
  "score",
  "health",
  "touch",
  "outcome",
  "probability",
  "notice_served",
  "auto_renew",
  "sponsor_left",
  "signal_date",
  "score_date",
  "decision_date",
  "previous_score",
];

const readScores = (input: HealthTableInput, byTouch: boolean, ports: Ports): Promise<Table> =>
  ports.readTable(
    input.table,
    readingOptions(input, {
      always: ["account"],
      if_present: steering,
      // With weights by touch a word that is no touch leaves nothing to weigh by.
      ...(byTouch ? { deciding: ["touch"] } : {}),
    }),
  );

/** Throws Problem for amounts that are there and cannot be read; where bad rows may be, their ARR is unknown and counted. */
function amountWarnings({ path, columns, issues }: Table, lenient: boolean): Warning[] {
  const headers = columns.flatMap(({ header, field }) => (field !== null && amounts.includes(field) ? [header] : []));
  const bad = issues.filter(({ column, code }) => headers.includes(column) && amountFaults.includes(code));
  if (bad.length === 0) return [];
  if (!lenient)
    throw new Problem({
      what: `${path} has amounts that cannot be read:`,
      places: firstPlaces(bad.map(({ row, column, message }) => `row ${row}, column "${column}": ${message}`)),
      remedy: "Correct them, blank them where ARR is not known, or set skip_bad_rows.",
    });
  return [{ code: "arr_not_read", message: `Amounts that cannot be read count as unknown ARR: ${bad.length}.` }];
}

/** One of the table's own columns as a component; a cell that is no number is refused, or counts as missing where bad rows may be. */
function buildColumn(
  table: Table,
  header: string,
  scale: ComponentScale,
  input: HealthTableInput,
): ScaledColumn & { unread: number } {
  const cells = table.records.map((record) => record.cells[header] ?? "");
  const { low, high, values } = scale;
  if (values !== undefined) return { ...scaleWords(cells, values, header), unread: 0 };
  const rowOf = (index: number) => table.records[index]?.row ?? 1;
  const column = readNumbers(columnOf(cells), { header, rowOf }, input.reading?.decimal);
  if (column.refusal) throw new Problem({ what: `${table.path}, ${column.refusal.what}`, remedy: column.refusal.remedy });
  const faults = [...column.faults].map(([index, { reason }]) => `row ${rowOf(index)}: ${reason}`);
  if (faults.length && input.skip_bad_rows !== true)
    throw new Problem({
      what: `${table.path}, column "${header}" has cells that cannot be read:`,
      places: firstPlaces(faults),
      remedy: "Correct them, blank them where nothing is known, or set skip_bad_rows to count them as missing.",
    });
  return { ...scaleNumbers([...column.values], { low: low!, high: high! }), unread: faults.length };
}

function columnWarnings(header: string, { clipped, unread }: ScaledColumn & { unread: number }): Warning[] {
  return [
    ...(clipped
      ? [
          {
            code: "component_clipped",
            message: `${clipped} values of "${header}" lie outside its low and high and count as 0 or 100.`,
          },
        ]
      : []),
    ...(unread
      ? [{ code: "cells_not_read", message: `${unread} cells of "${header}" cannot be read and count as missing.` }]
      : []),
  ];
}

/**
 * The accounts of a table, scored by its component columns, by columns of its own that the caller scales, or by a ready-made score.
 * Rows that an outcome says are lost leave the book and test the score. Throws Problem for what cannot be read or scaled.
 */
async function readHealthBook(
  input: HealthTableInput,
  weights: WeightSets,
  figures: HealthFigures,
  ports: Ports,
): Promise<HealthTable> {
  const own = input.components ?? {};
  const leastCoverage = figures.leastCoverage.value;
  const sourceOf = (table: Table) => scoreSource(table, weights, Object.keys(own), leastCoverage);
  const table = await readScores(input, weights.by_touch, ports);
  checkComponents(
    own,
    table.columns.map(({ header }) => header),
    weights,
  );
  const source = sourceOf(table);
  const columns = Object.entries(own).map(([header, scale]) => ({ header, ...buildColumn(table, header, scale, input) }));
  const built = new Map(columns.map(({ header, scores }) => [header, scores]));
  const { book, lights, no_arr } = accountsOfTable(table, source, built, figures);
  const unused = source.unused.map((header) => `"${header}"`).join(", ");
  return {
    table,
    book,
    lights,
    doubtful: lights ? [] : doubtfulScales([...book.accounts, ...book.lost], [...built.keys()], figures.doubtfulScaleTop.value),
    warnings: [
      ...arrWarning(no_arr),
      ...amountWarnings(table, input.skip_bad_rows === true),
      ...columns.flatMap((column) => columnWarnings(column.header, column)),
      ...(unused ? [{ code: "columns_not_used", message: `Not used for the score: ${unused}.` }] : []),
    ],
  };
}

/** Accounts shown at once unless asked otherwise. */
const PAGE = 12;

const number = z.number().optional();
const text = z.string();
const scores = z.record(text, z.number().nullable()).optional();
const signals = { touch: Touch.optional(), score: number, scores, arr: shown.money().optional(), segment: text.optional() };

const Input = z.strictObject({
  ...tableParams,
  accounts: inWords(
    z
      .array(
        z.strictObject({
          account: text,
          ...signals,
          signal_date: text.optional(),
          signal_dates: z.record(text, text).optional(),
          notice_served: z.boolean().optional(),
          auto_renew: z.boolean().optional(),
          sponsor_left: z.boolean().optional(),
          previous_score: number,
        }),
      )
      .min(1),
    "account, scores {usage: 80} or score, arr, touch, segment, signal_date or signal_dates{}, notice_served, auto_renew (false: switched off), sponsor_left, previous_score",
  ).optional(),
  outcomes: inWords(
    z
      .array(
        z.strictObject({
          account: text,
          renewed: z.boolean(),
          ...signals,
          probability: number,
          scored_on: text.optional(),
          decided_on: text.optional(),
        }),
      )
      .min(1),
    "account, renewed, score(s), arr, probability, segment, scored_on, decided_on",
  ).optional(),
  components: inWords(
    z.record(text, z.strictObject({ low: number, high: number, values: z.record(text, shown.rate()).optional() })),
    "Table columns to scale: {header: {low, high} or {values: {word: points}}}",
  ).optional(),
  weights: inWords(z.record(text, z.number()), "By component, sum 1").optional(),
  by_touch: z.boolean().describe("Weights by touch").optional(),
  overrides: inWords(
    z.array(z.strictObject({ account: text, band: text.optional(), score: number, owner: text, reason: text, expires: text })),
    "account, band or score, owner, reason, expires",
  ).optional(),
  as_of: AsOfParam.optional(),
  capacity: shown.count().describe("Accounts the team can work").optional(),
  standard: StandardParam.optional(),
  limit: LimitParam.optional(),
  offset: OffsetParam.optional(),
});

export const scoreHealth = defineTool({
  name: "score_health",
  title: "Score account health",
  description:
    "Accounts scored 0 to 100 with band and action, from weighted components or a ready score; with outcomes, whether the score foretells churn.",
  reads: healthReads,
  input: Input,
  asks: ["who", "counts"],
  output: z.strictObject({
    ...HealthFields.shape,
    reading: z.strictObject({ rows_read: shown.count(), rows_used: shown.count() }).nullable(),
  }),
  lists: [
    { list: "validation.by_segment" },
    { list: "validation.leavers" },
    { list: "accounts", next: "next_offset" },
    { list: "validation.lift" },
  ],
  async run(input, figures, ports) {
    checkHealthSources(input);
    const { table: path, weights, by_touch, capacity } = input;
    const weight_sets = weightSets(input, figures);
    const read = path === undefined ? null : await readHealthBook({ ...input, table: path }, weight_sets, figures, ports);
    const rows = (input.accounts ?? []).map((row) => healthAccount(row));
    const book = read?.book ?? joinOutcomes(rows, input.outcomes ?? []);
    const question = { weights, by_touch, capacity, weight_sets, inline: read === null };
    const answer = answerHealth(
      book,
      {
        ...question,
        as_of: input.as_of ?? null,
        overrides: input.overrides ?? [],
        offset: input.offset ?? 0,
        limit: input.limit ?? PAGE,
      },
      figures,
    );
    const words = {
      answer,
      book,
      figures,
      question,
      doubtful: read?.doubtful ?? doubtfulScales([...book.accounts, ...book.decided], [], figures.doubtfulScaleTop.value),
      lights: read?.lights ?? false,
      currency: read?.table.currency ?? ports.defaults.currency,
    };
    const { table } = read ?? { table: null };
    const asked = input.limit !== undefined || input.offset !== undefined;
    const coin = isKnown(answer.check) && noBetterThanACoin(answer.check.validation) && !asked;
    return {
      fields: {
        ...answer.fields,
        ...(coin
          ? { accounts: [], next_offset: unknown("The score is no better than a coin; give limit to see its list.") }
          : {}),
        validation: withVerdicts(
          answer.check,
          figures.backtestGates.value.churn_events,
          colorsOf(figures.bands.value, figures.responses.value, words.lights),
        ),
        charts: chartsOf(answer.fields.distribution, isKnown(answer.check)),
        reading: known(table && { rows_read: table.rows_read, rows_used: table.rows_used }, "No table was read."),
      },
      ...healthWords(words),
      warnings: [...(read?.warnings ?? []), ...healthWarnings(words), ...leftOutWarning(table)],
      assumptions: healthAssumptions(words),
    };
  },
});

function leftOutWarning(table: Table | null): Warning[] {
  if (table === null || table.rows_used === table.rows_read) return [];
  const message = `Rows that are not in the answer: ${table.rows_read - table.rows_used}; inspect_table lists them.`;
  return [{ code: "rows_left_out", message }];
}

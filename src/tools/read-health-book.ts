import type { Warning } from "../core/contract/envelope.ts";
import { Problem } from "../core/contract/problem.ts";
import type { Table, TableField } from "../core/contract/table.ts";
import { accountsOfTable } from "../core/metrics/health/accounts-of-table.ts";
import { checkComponents } from "../core/metrics/health/check-components.ts";
import { scaleWarnings } from "../core/metrics/health/check-scales.ts";
import type { HealthFigures } from "../core/metrics/health/figures.ts";
import { firstPlaces } from "../core/metrics/health/first-places.ts";
import type { HealthBook } from "../core/metrics/health/join-outcomes.ts";
import { type ComponentScale, type ScaledColumn, scaleNumbers, scaleWords } from "../core/metrics/health/scale-component.ts";
import { componentFields, scoreSource } from "../core/metrics/health/score-source.ts";
import type { WeightSets } from "../core/metrics/health/weights.ts";
import { readNumbers } from "../input/read-numbers.ts";
import { readingOptions, type TableInput } from "./params.ts";
import type { Ports } from "./ports.ts";

export interface HealthTableInput extends TableInput {
  table: string;
  components?: Record<string, ComponentScale>;
}

/** A table as a book to score, with what to know about its columns. */
export interface HealthTable {
  table: Table;
  book: HealthBook;
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

/** Reads once, and again where a cell that the answer rests on cannot be read, so that it is refused and not taken for unknown. */
async function readTwice(input: HealthTableInput, unused: (table: Table) => readonly string[], ports: Ports): Promise<Table> {
  const needs: TableField[] = ["account"];
  const table = await ports.readTable(input.table, readingOptions(input, needs));
  const troubled = new Set(table.issues.map(({ column }) => column));
  const passed = unused(table);
  const unread = table.columns.flatMap(({ header, field }): TableField[] => {
    if (field === null || !troubled.has(header) || passed.includes(header)) return [];
    return steering.includes(field) ? [field] : [];
  });
  return unread.length ? ports.readTable(input.table, readingOptions(input, [...new Set([...needs, ...unread])])) : table;
}

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
  const column = readNumbers(cells, { header, rowOf }, input.reading?.decimal);
  if (column.refusal) throw new Problem({ what: `${table.path}, ${column.refusal.what}`, remedy: column.refusal.remedy });
  const faults = [...column.faults].map(([index, { reason }]) => `row ${rowOf(index)}: ${reason}`);
  if (faults.length && input.skip_bad_rows !== true)
    throw new Problem({
      what: `${table.path}, column "${header}" has cells that cannot be read:`,
      places: firstPlaces(faults),
      remedy: "Correct them, blank them where nothing is known, or set skip_bad_rows to count them as missing.",
    });
  return { ...scaleNumbers(column.values, { low: low!, high: high! }), unread: faults.length };
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
export async function readHealthBook(
  input: HealthTableInput,
  weights: WeightSets,
  figures: HealthFigures,
  ports: Ports,
): Promise<HealthTable> {
  const own = input.components ?? {};
  const leastCoverage = figures.leastCoverage.value;
  const sourceOf = (table: Table) => scoreSource(table, weights, Object.keys(own), leastCoverage);
  const table = await readTwice(input, (read) => sourceOf(read).unused, ports);
  checkComponents(
    own,
    table.columns.map(({ header }) => header),
    weights,
  );
  const source = sourceOf(table);
  const columns = Object.entries(own).map(([header, scale]) => ({ header, ...buildColumn(table, header, scale, input) }));
  const built = new Map(columns.map(({ header, scores }) => [header, scores]));
  const { book, warnings } = accountsOfTable(table, source, built);
  const unused = source.unused.map((header) => `"${header}"`).join(", ");
  return {
    table,
    book,
    warnings: [
      ...warnings,
      ...amountWarnings(table, input.skip_bad_rows === true),
      ...scaleWarnings([...book.accounts, ...book.lost], [...built.keys()], figures.doubtfulScaleTop.value),
      ...columns.flatMap((column) => columnWarnings(column.header, column)),
      ...(unused ? [{ code: "columns_not_used", message: `Not used for the score: ${unused}.` }] : []),
    ],
  };
}

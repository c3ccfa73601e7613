import { Problem } from "../../core/problem.ts";
import type { ReadTable } from "../../core/table.ts";
import { columnOf } from "../../tables/columns.ts";
import { squash } from "../../tables/header.ts";
import { underOwnNames } from "../../tables/named-columns.ts";
import { isMissing, readNumbers } from "../../tables/read-numbers.ts";
import { markUsed } from "../../tables/unused-columns.ts";
import type { Ports } from "../../tool/ports.ts";
import type { ValueLine } from "./question.ts";
import { type Sample, type SampleMeans, samplesOf } from "./samples.ts";

type LineTable = NonNullable<ValueLine["table"]>;
/** A line whose table was read; samples where the table has a row for each measure. */
export interface ReadLine {
  line: ValueLine;
  samples: SampleMeans | null;
}

/** A line whose table was read: months as records, samples as baseline and after. Throws Problem for a header that is not there and cells that are no numbers. */
export async function withTable({ table: given, ...line }: ValueLine, ports: Ports): Promise<ReadLine> {
  if (given === undefined) return { line, samples: null };
  const table = await ports.readTable(given.table, { ...underOwnNames([]), needs: [] });
  if (given.volume !== undefined) return { line: withMonths(line, { ...given, volume: given.volume }, table), samples: null };
  const samples = samplesIn(given, table);
  const from = samples.same_people ?? { before: samples.before.mean, after: samples.after.mean };
  return { line: { ...line, baseline: line.baseline ?? from.before, after: line.after ?? from.after }, samples };
}

const headersOf = (table: ReadTable): string[] => Object.keys(table.records[0]?.cells ?? {});
const cellsOf = (table: ReadTable, header: string): string[] => table.records.map(({ cells }) => cells[header] ?? "");

function headerOf(table: ReadTable, wanted: string): string {
  const found = headersOf(table).find((one) => squash(one) === squash(wanted));
  if (found === undefined)
    throw new Problem({
      what: `${table.path} has no column "${wanted}".`,
      remedy: `Give one of its headers: ${headersOf(table).join(", ")}.`,
    });
  return found;
}

function numbersOf(table: ReadTable, wanted: string | number): (number | null)[] {
  if (typeof wanted === "number") return table.records.map(() => wanted);
  const header = headerOf(table, wanted);
  const place = { header, rowOf: (index: number) => table.records[index]?.row ?? 1 };
  const column = readNumbers(columnOf(cellsOf(table, header)), place, undefined);
  if (column.faults.size > 0)
    throw new Problem({
      what: `${table.path}, column "${header}" has cells that are no numbers:`,
      places: [...column.faults].map(([index, { reason }]) => `row ${place.rowOf(index)}: ${reason}`),
      remedy: "Correct or blank them.",
    });
  return [...column.values];
}

const remarkLike = /remark|note|comment|flag|bemerk|kommentar|anmerk|notiz|remarque|observa|nota|opmerk|uwag|pozn/;
const isNumber = (cell: string): boolean => /^\s*-?\d+(?:[.,]\d+)?\s*$/.test(cell);

/** The one column that a test finds, or null where none or several do. */
const onlyOne = (found: readonly string[]): string | null => (found.length === 1 ? found[0]! : null);

/** Samples by phase in rows: the phase under the column that holds both words, its measure, and who was measured. */
function samplesIn(given: LineTable, table: ReadTable): SampleMeans {
  const headers = headersOf(table);
  const [before, after] = [squash(String(given.before)), squash(String(given.after))];
  const phase = headers.find((header) => {
    const values = new Set(cellsOf(table, header).map(squash));
    return before !== after && values.has(before) && values.has(after);
  });
  if (phase === undefined)
    throw new Problem({
      what: `${table.path}: no column holds both "${given.before}" and "${given.after}", and table.volume is not given.`,
      remedy: `Give volume, before and after as headers of a table of months, or before and after as two values of one column. The headers: ${headers.join(", ")}.`,
    });
  const others = headers.filter((header) => header !== phase);
  const filled = (header: string) => cellsOf(table, header).filter((cell) => !isMissing(cell));
  const measure =
    given.measure === undefined
      ? onlyOne(others.filter((header) => filled(header).length > 0 && filled(header).every(isNumber)))
      : headerOf(table, given.measure);
  if (measure === null)
    throw new Problem({
      what: `${table.path}: which column holds the measure is not clear.`,
      remedy: `Give it as table.measure, one of: ${others.join(", ")}.`,
    });
  const remark =
    given.remark === undefined ? others.find((header) => remarkLike.test(squash(header))) : headerOf(table, given.remark);
  const named = (header: string): boolean => {
    const cells = filled(header);
    const distinct = new Set(cells.map(squash)).size;
    return (
      header !== measure &&
      header !== remark &&
      cells.length > table.records.length / 2 &&
      distinct > 1 &&
      distinct <= cells.length / 2 &&
      cells.every((cell) => !/^\s*\d/.test(cell))
    );
  };
  const person = given.person === undefined ? onlyOne(others.filter(named)) : headerOf(table, given.person);
  const values = numbersOf(table, measure);
  markUsed(
    table.reading,
    new Set([phase, measure, ...(person === null ? [] : [person]), ...(remark === undefined ? [] : [remark])]),
  );
  const samples = table.records.flatMap(({ cells }, index): Sample[] => {
    const own = squash(cells[phase] ?? "");
    if (own !== before && own !== after) return [];
    const who = person === null ? "" : (cells[person] ?? "");
    return [
      {
        phase: own === before ? "before" : "after",
        value: values[index] ?? null,
        person: isMissing(who) ? null : who,
        flagged: remark !== undefined && !isMissing(cells[remark] ?? ""),
      },
    ];
  });
  const means = samplesOf(samples);
  if (means === null)
    throw new Problem({
      what: `${table.path}: "${measure}" has no number without a remark both before and after.`,
      remedy: "Give baseline and after yourself, or the column of the measure as table.measure.",
    });
  return means;
}

/** A line whose months stand in a table, with them as records. */
function withMonths(line: ValueLine, given: LineTable & { volume: string }, table: ReadTable): ValueLine {
  const [volume, before, after] = [numbersOf(table, given.volume), numbersOf(table, given.before), numbersOf(table, given.after)];
  const all = given.all === undefined ? null : numbersOf(table, given.all);
  const named = [given.volume, given.before, given.after, given.all].flatMap((one) =>
    typeof one === "string" ? [headerOf(table, one)] : [],
  );
  markUsed(table.reading, new Set(named));
  const name = headersOf(table).find((header) => !named.includes(header));
  const months = table.records.flatMap(({ cells, row }, index) => {
    const [units, old, now] = [volume[index], before[index], after[index]];
    if (units == null || old == null || now == null) return [];
    const month = name === undefined ? `row ${row}` : (cells[name] ?? "").trim() || `row ${row}`;
    return [{ month, volume: units, before: old, after: now, all: all?.[index] ?? undefined, whole: !partial.test(month) }];
  });
  return { ...line, months, per: given.per ?? line.per };
}

/** A month that is not over: "Nov 26 (to 24th)". */
const partial = /\b(?:to|until|till|through|bis|jusqu|hasta|até|tot|til|do|mtd|partial|part)\b|[(*]/i;

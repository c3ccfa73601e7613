import * as z from "zod";
import { type Answered, known, mapKnown, onTheWire, orNull } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import type { ReadTable } from "../../core/table.ts";
import { columnOf } from "../../tables/columns.ts";
import { squash } from "../../tables/header.ts";
import { underOwnNames } from "../../tables/named-columns.ts";
import { isMissing, readNumbers } from "../../tables/read-numbers.ts";
import { markUsed } from "../../tables/unused-columns.ts";
import { inWords, OffsetParam } from "../../tool/params.ts";
import type { Ports } from "../../tool/ports.ts";
import { defineTool } from "../../tool/tool.ts";
import { type ValueCases, ValueFields } from "./answer.ts";
import { outlookOf, valueCases } from "./contract.ts";
import { asked, audiences, changeOf, Line, Spent, type ValueLine, valueReads } from "./question.ts";
import { loadsOf, monthsOf, overlapsOf, type Sample, type SampleMeans, samplesOf, splitsOf, surveysOf } from "./splits.ts";
import { type KnownReport, type ValueReport, valueReport } from "./value-report.ts";
import { leftOutWords, lineWords, printedWords, valueAssumptions, valueTexts, valueWarnings, wordValue } from "./words.ts";
import { periodWarnings, sampleWarnings } from "./words-outlook.ts";

const PAGE = 24; // not a figure: rows of one page

export const reportValue = defineTool({
  name: "report_value",
  title: "Report value",
  description: "A customer's ROI and multiple: what counts and what not, rate and volume, payback.",
  reads: valueReads,
  input: z.strictObject({
    ...asked,
    investment: inWords(Spent, "Spent; or {yearly, once, from, live, as_of, term_months}"),
    lines: inWords(
      z.array(Line).min(1),
      "name; value, or baseline, after, unit, units_a_year, money_per_unit, better; kind (hard, soft, hours), attribution, realisation, validated, evidence, same_as, outcome, period_months, volume {before, after, unit, base {before, after, months}}, other_cause, answered {said, of}, people {count, hours_a_year}, table {table, volume, before, after}",
    ),
    audience: inWords(z.enum(audiences), "executive, finance, champion").optional(),
    offset: OffsetParam.optional(),
  }),
  output: ValueFields,
  lists: [
    { list: "outlook.months", least: 0 },
    { list: "cases.grid", least: 3 }, // not a figure: rows that stay before other lists give way
    { list: "not_counted" },
    { list: "lines" },
  ],
  async run(input, figures, ports) {
    const { audience, offset = 0, investment, ...rest } = input;
    const spending =
      typeof investment === "number" ? { yearly: investment, once: 0 } : { ...investment, once: investment.once ?? 0 };
    const read = await Promise.all(rest.lines.map((line) => withTable(line, ports)));
    const lines = read.map(({ line }) => line);
    const question = { ...rest, lines, investment: sumMoney([spending.yearly, spending.once]) };
    const worked = valueReport(question, figures);
    const splits = splitsOf(worked.lines);
    const whole = outlookOf(worked, spending, splits, rest.period_months);
    // Of a sum nobody knows which part comes back every year.
    const ahead = typeof investment === "number" ? { ...whole, payback: [] } : whole;
    // Fees come back every year: a payback that pays only the first would be none.
    const [first] = ahead.payback;
    const found = first === undefined ? worked : { ...worked, payback_months: first.months };
    const cases = valueCases(found, spending, figures.caseShares.value, figures.caseYears.value);
    const outlook = {
      splits,
      surveys: surveysOf(found.lines),
      overlaps: overlapsOf(found.lines).map(({ lines: _, ...one }) => one),
      ...monthsOf(found.lines),
      samples: read.flatMap(({ line, samples }) => (samples === null ? [] : [{ name: line.name, ...samples }])),
      loads: loadsOf(
        found.lines,
        new Map(read.flatMap(({ line, samples }) => (samples === null ? [] : [[line.name, samples.before.mean] as const]))),
      ),
      ...ahead,
    };
    const { fields: told } = onTheWire<ValueFields["outlook"]>(outlook as Answered<ValueFields["outlook"]>);
    const { fields: report } = onTheWire<ValueReport>(found as Answered<ValueReport>);
    const currency = ports.defaults.currency ?? "";
    return {
      fields: {
        ...totals(found, report, currency),
        cases,
        outlook,
        ...page(report, ports.whole ? null : offset),
        texts: valueTexts(report, audience === undefined ? audiences : [audience], figures.wording, currency),
        charts,
      },
      ...wordValue(report, currency, onTheWire<z.infer<typeof ValueCases>>(cases).fields, told),
      warnings: [...sampleWarnings(told), ...valueWarnings(report), ...periodWarnings(report, told, currency)],
      assumptions: valueAssumptions(report, question),
    };
  },
});

type LineTable = NonNullable<ValueLine["table"]>;
/** A line whose table was read; samples where the table has a row for each measure. */
interface ReadLine {
  line: ValueLine;
  samples: SampleMeans | null;
}

/** A line whose table was read: months as records, samples as baseline and after. Throws Problem for a header that is not there and cells that are no numbers. */
async function withTable({ table: given, ...line }: ValueLine, ports: Ports): Promise<ReadLine> {
  if (given === undefined) return { line, samples: null };
  const table = await ports.readTable(given.table, { ...underOwnNames([]), needs: [] });
  if (given.volume !== undefined) return { line: withMonths(line, { ...given, volume: given.volume }, table), samples: null };
  const samples = samplesIn(given, table);
  const from = orNull(samples.same_people) ?? { before: samples.before.mean, after: samples.after.mean };
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

const charts: ValueFields["charts"] = [
  { kind: "bars", title: "Counted value by line", list: "lines", label: "name", values: ["counted"] },
  { kind: "bars", title: "Value by how strictly it is read", list: "readings", label: "reading", values: ["counted_value"] },
];

function totals(
  { lines: _, doubts: __, open_hours: ___, printed, ...found }: KnownReport,
  report: ValueReport,
  currency: string,
) {
  const [hard, attributed] = found.readings;
  const head = mapKnown(found.roi_of, (name) => found.readings.find(({ reading }) => reading === name)!);
  return {
    ...found,
    roi: mapKnown(head, ({ roi }) => roi),
    value_multiple: mapKnown(head, ({ value_multiple }) => value_multiple),
    hard_value: hard!.counted_value,
    unvalidated_value: sumMoney([attributed!.counted_value, -hard!.counted_value]),
    ...(printed === undefined
      ? {}
      : { printed: { ...printed, why: printedWords(report.printed!, report.investment, currency) } }),
  };
}

const noMoney = "No money is stated for this line.";

/** One page of the lines and of what is not counted, and how long each is. */
function page(report: ValueReport, offset: number | null) {
  const part = <Row>(rows: readonly Row[]): readonly Row[] => (offset === null ? rows : rows.slice(offset, offset + PAGE));
  const left = report.lines.flatMap((line) => line.parts_left_out.map((part) => ({ line, part })));
  return {
    lines: part(report.lines).map((line) => ({
      name: line.line.name,
      kind: line.kind,
      amount: known(line.amount, noMoney),
      counted: line.counted,
      unvalidated: line.unvalidated,
      left_out: sumMoney([line.amount ?? 0, -line.counted, -line.unvalidated]),
      ...changeOf(line.line, line.kind),
      why: lineWords(line),
    })),
    lines_total: report.lines.length,
    not_counted: part(left).map(({ line, part }) => ({
      name: line.line.name,
      amount: known(part.amount, noMoney),
      reason: part.reason,
      why: leftOutWords(line, part),
    })),
    not_counted_total: left.length,
  };
}

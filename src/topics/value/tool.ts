import * as z from "zod";
import { type Answered, known, mapKnown, onTheWire } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import { columnOf } from "../../tables/columns.ts";
import { squash } from "../../tables/header.ts";
import { underOwnNames } from "../../tables/named-columns.ts";
import { readNumbers } from "../../tables/read-numbers.ts";
import { markUsed } from "../../tables/unused-columns.ts";
import { inWords, OffsetParam } from "../../tool/params.ts";
import type { Ports } from "../../tool/ports.ts";
import { defineTool } from "../../tool/tool.ts";
import { type ValueCases, ValueFields } from "./answer.ts";
import { outlookOf, valueCases } from "./contract.ts";
import { asked, audiences, changeOf, Line, Spent, type ValueLine, valueReads } from "./question.ts";
import { monthsOf, overlapsOf, splitsOf, surveysOf } from "./splits.ts";
import { type KnownReport, type ValueReport, valueReport } from "./value-report.ts";
import { leftOutWords, lineWords, printedWords, valueAssumptions, valueTexts, valueWarnings, wordValue } from "./words.ts";
import { periodWarnings } from "./words-outlook.ts";

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
      "name; value, or baseline, after, unit, units_a_year, money_per_unit, better; kind (hard, soft, hours), attribution, realisation, validated, evidence, same_as, outcome, period_months, volume {before, after, unit, base {before, after, months}}, other_cause, answered {said, of}, table {table, volume, before, after}",
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
    const lines = await Promise.all(rest.lines.map((line) => withMonths(line, ports)));
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
      warnings: [...valueWarnings(report), ...periodWarnings(report, told, currency)],
      assumptions: valueAssumptions(report, question),
    };
  },
});

/** A line whose months stand in a table, with them as records. Throws Problem for a header that is not there and cells that are no numbers. */
async function withMonths({ table: given, ...line }: ValueLine, ports: Ports): Promise<ValueLine> {
  if (given === undefined) return line;
  const table = await ports.readTable(given.table, { ...underOwnNames([]), needs: [] });
  const headers = Object.keys(table.records[0]?.cells ?? {});
  const headerOf = (wanted: string) => {
    const found = headers.find((one) => squash(one) === squash(wanted));
    if (found === undefined)
      throw new Problem({
        what: `${given.table} has no column "${wanted}".`,
        remedy: `Give one of its headers: ${headers.join(", ")}.`,
      });
    return found;
  };
  const numbers = (wanted: string | number): (number | null)[] => {
    if (typeof wanted === "number") return table.records.map(() => wanted);
    const header = headerOf(wanted);
    const place = { header, rowOf: (index: number) => table.records[index]?.row ?? 1 };
    const column = readNumbers(columnOf(table.records.map(({ cells }) => cells[header] ?? "")), place, undefined);
    if (column.faults.size > 0)
      throw new Problem({
        what: `${given.table}, column "${header}" has cells that are no numbers:`,
        places: [...column.faults].map(([index, { reason }]) => `row ${place.rowOf(index)}: ${reason}`),
        remedy: "Correct or blank them.",
      });
    return [...column.values];
  };
  const [volume, before, after] = [numbers(given.volume), numbers(given.before), numbers(given.after)];
  const all = given.all === undefined ? null : numbers(given.all);
  markUsed(
    table.reading,
    new Set(
      [given.volume, given.before, given.after, given.all].flatMap((one) => (typeof one === "string" ? [headerOf(one)] : [])),
    ),
  );
  const name = headers.find(
    (header) =>
      ![given.volume, given.before, given.after, given.all].some(
        (one) => typeof one === "string" && squash(one) === squash(header),
      ),
  );
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

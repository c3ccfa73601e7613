import * as z from "zod";
import { type Answered, known, mapKnown, onTheWire } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { inWords, OffsetParam } from "../../tool/params.ts";
import { defineTool } from "../../tool/tool.ts";
import { type ValueCases, ValueFields } from "./answer.ts";
import { outlookOf, valueCases } from "./contract.ts";
import { withTable } from "./line-table.ts";
import { asked, audiences, changeOf, Line, Spent, valueReads } from "./question.ts";
import { loadsOf, monthsOf, overlapsOf, splitsOf, surveysOf } from "./splits.ts";
import { type KnownReport, type ValueReport, valueReport } from "./value-report.ts";
import { leftOutWords, lineWords, printedWords, valueAssumptions, valueTexts, valueWarnings, wordValue } from "./words.ts";
import { periodWarnings } from "./words-outlook.ts";
import { NOBODY_TWICE, sampleWarnings } from "./words-samples.ts";

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
      samples: read.flatMap(({ line, samples }) =>
        samples === null ? [] : [{ name: line.name, ...samples, same_people: known(samples.same_people, NOBODY_TWICE) }],
      ),
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

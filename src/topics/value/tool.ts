import * as z from "zod";
import { type Answered, known, mapKnown, onTheWire } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { inWords, OffsetParam } from "../../tool/params.ts";
import { defineTool } from "../../tool/tool.ts";
import { type ValueCases, ValueFields } from "./answer.ts";
import { asked, audiences, changeOf, Line, Spent, valueReads } from "./question.ts";
import { valueCases } from "./value-cases.ts";
import { type KnownReport, type ValueReport, valueReport } from "./value-report.ts";
import { leftOutWords, lineWords, printedWords, valueAssumptions, valueTexts, valueWarnings, wordValue } from "./words.ts";

const PAGE = 24; // not a figure: rows of one page

export const reportValue = defineTool({
  name: "report_value",
  title: "Report the value a customer got",
  description:
    "A customer's ROI and value multiple, kept apart: hard value, what is not counted and why, payback, texts by audience.",
  reads: valueReads,
  input: z.strictObject({
    ...asked,
    investment: inWords(Spent, "Spent; or {yearly, once}"),
    lines: inWords(
      z.array(Line).min(1),
      "name; value, or baseline, after, unit, units_a_year, money_per_unit, better; kind (hard, soft, hours), attribution, realisation, validated, evidence, same_as, outcome, period_months",
    ),
    audience: inWords(z.enum(audiences), "executive, finance, champion").optional(),
    offset: OffsetParam.optional(),
  }),
  output: ValueFields,
  lists: [{ list: "not_counted" }, { list: "lines" }],
  async run(input, figures, ports) {
    const { audience, offset = 0, investment, ...rest } = input;
    const spending = typeof investment === "number" ? { yearly: investment, once: 0 } : investment;
    const question = { ...rest, investment: sumMoney([spending.yearly, spending.once]) };
    const found = valueReport(question, figures);
    const cases = valueCases(found, spending, figures.caseShares.value, figures.caseYears.value);
    const { fields: report } = onTheWire<ValueReport>(found as Answered<ValueReport>);
    const currency = ports.defaults.currency ?? "";
    return {
      fields: {
        ...totals(found, report, currency),
        cases,
        ...page(report, ports.whole ? null : offset),
        texts: valueTexts(report, audience === undefined ? audiences : [audience], figures.wording, currency),
        charts,
      },
      ...wordValue(report, currency, onTheWire<z.infer<typeof ValueCases>>(cases).fields),
      warnings: valueWarnings(report),
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

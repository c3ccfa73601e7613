import * as z from "zod";
import { sumMoney } from "../../core/money.ts";
import { inWords, OffsetParam } from "../../tool/params.ts";
import { defineTool } from "../../tool/tool.ts";
import { ValueFields } from "./answer.ts";
import { asked, audiences, changeOf, Line, valueReads } from "./question.ts";
import { type Reading, type ValueReport, valueReport } from "./value-report.ts";
import { headlineReading, leftOutWords, lineWords, printedWords, valueTexts, wordValue } from "./words.ts";
import { valueAssumptions, valueReasons, valueWarnings } from "./words-notes.ts";

const PAGE = 24; // not a figure: rows of one page

export const reportValue = defineTool({
  name: "report_value",
  title: "Report the value a customer got",
  description:
    "A customer's ROI and value multiple, kept apart: hard value, what is not counted and why, payback, texts by audience. Refuses shares above 1.",
  reads: valueReads,
  input: z.strictObject({
    ...asked,
    lines: inWords(
      z.array(Line).min(1),
      "name; value, or baseline, after, unit, units_a_year, money_per_unit, better (lower, higher); kind (hard, soft, hours), attribution, realisation, validated, evidence, same_as, outcome, period_months",
    ),
    audience: inWords(z.enum(audiences), "executive, finance, champion").optional(),
    offset: OffsetParam.optional(),
  }),
  output: ValueFields,
  lists: [{ list: "not_counted" }, { list: "lines" }],
  async run(input, figures, ports) {
    const { audience, offset = 0, ...question } = input;
    const report = valueReport(question, figures);
    const currency = ports.defaults.currency ?? "";
    const texts = valueTexts(report, audience === undefined ? audiences : [audience], figures.wording, currency);
    const noWording = texts.some(({ leave_out }) => leave_out === null);
    return {
      fields: { ...totals(report, currency), ...page(report, ports.whole ? null : offset), texts, charts },
      ...wordValue(report, currency),
      warnings: valueWarnings(report),
      assumptions: valueAssumptions(report, question),
      undefined: valueReasons(report, noWording),
    };
  },
});

const charts: ValueFields["charts"] = [
  { kind: "bars", title: "Counted value by line", list: "lines", label: "name", values: ["counted"] },
  { kind: "bars", title: "Value by how strictly it is read", list: "readings", label: "reading", values: ["counted_value"] },
];

function totals(report: ValueReport, currency: string) {
  const [hard, attributed] = report.readings as [Reading, Reading];
  const head = headlineReading(report);
  const { printed } = report;
  return {
    roi: head?.roi ?? null,
    value_multiple: head?.value_multiple ?? null,
    roi_of: report.roi_of,
    investment: report.investment,
    hard_value: hard.counted_value,
    unvalidated_value: sumMoney([attributed.counted_value, -hard.counted_value]),
    not_counted_value: report.not_counted_value,
    given_value: report.given_value,
    readings: report.readings,
    unattributed_value: report.unattributed_value,
    breaks_even_at: report.breaks_even_at,
    payback_months: report.payback_months,
    annualised: report.annualised,
    weakest_halved: report.weakest_halved,
    ...(printed === null ? {} : { printed: { ...printed, why: printedWords(printed, report.investment, currency) } }),
  };
}

/** One page of the lines and of what is not counted, or all of them, and how long each is. */
function page(report: ValueReport, offset: number | null) {
  const part = <Row>(rows: readonly Row[]): Row[] => (offset === null ? [...rows] : rows.slice(offset, offset + PAGE));
  const left = report.lines.flatMap((line) => line.parts_left_out.map((part) => ({ line, part })));
  return {
    lines: part(report.lines).map((line) => ({
      name: line.line.name,
      kind: line.kind,
      amount: line.amount,
      counted: line.counted,
      unvalidated: line.unvalidated,
      left_out: sumMoney([line.amount ?? 0, -line.counted, -line.unvalidated]),
      ...changeOf(line.line, line.kind),
      why: lineWords(line),
    })),
    lines_total: report.lines.length,
    not_counted: part(left).map(({ line, part }) => ({
      name: line.line.name,
      ...part,
      why: leftOutWords(line, part),
    })),
    not_counted_total: left.length,
  };
}

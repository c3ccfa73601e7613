import * as z from "zod";
import { shortMoney } from "../../render/numbers.ts";
import { inWords } from "../../tool/params.ts";
import { defineTool } from "../../tool/tool.ts";
import { PayFields } from "./answer.ts";
import { designPay } from "./design-pay.ts";
import { compensationReads, PayQuestion } from "./question.ts";
import { diagnosisOf, faultWords, payAssumptions, payWarnings, wordPay } from "./words.ts";

const { components, attainment, people, csms, ramp, book } = PayQuestion.shape;

export const designCompensation = defineTool({
  name: "design_compensation",
  title: "Design variable pay for CSMs",
  description:
    // not a figure: an example of a call
    `What is wrong with a CSM pay plan, what it costs, pay against books, the plan repaired. Such as {"ote": 120000, "components": [{"metric": "grr", "weight": 1}]}.`,
  reads: compensationReads,
  input: z.strictObject({
    ote: PayQuestion.shape.ote.unwrap().describe("Yearly pay at target").optional(),
    base_share: PayQuestion.shape.base_share.unwrap().describe("0 to 1").optional(),
    components: inWords(
      components.unwrap(),
      "metric, weight, target; threshold, cap, gate as shares of it; accelerator",
    ).optional(),
    attainment: inWords(attainment.unwrap(), "Numbers, {attainment, share of team} or {metric: reached}").optional(),
    people: inWords(people.unwrap(), "name, attainment {metric: reached}, opening_arr, closing_arr").optional(),
    csms: csms.unwrap().describe("Count").optional(),
    ramp: inWords(ramp.unwrap(), "Guarantee: months, new_csms").optional(),
    book: inWords(book.unwrap(), "arr, kept, events [{kind, account, arr, kept, months}]").optional(),
    standard: z.string().describe("Source").optional(),
  }),
  output: PayFields,
  lists: [
    { list: "profiles", least: 0 },
    { list: "market", least: 0 },
    { list: "events" },
    { list: "people" },
    { list: "payout_curve" },
    { list: "cliffs" },
    { list: "components" },
  ],
  async run({ standard: _, ...question }, figures, ports) {
    const currency = ports.defaults.currency ?? "";
    const pay = designPay(question, currency || "USD", figures);
    const say = (amount: number) => shortMoney(amount, currency);
    const faults = pay.faults.map((fault) => ({
      code: fault.code,
      metrics: fault.metrics,
      pays: fault.pays,
      what: faultWords(fault, say, pay.filled.threshold),
    }));
    return {
      fields: { faults, diagnosis: diagnosisOf(pay), ...pay.fields },
      ...wordPay(pay, question, figures, currency),
      warnings: payWarnings(pay.warnings),
      assumptions: payAssumptions(pay, question, figures),
    };
  },
});

import * as z from "zod";
import { shown } from "../../core/kinds.ts";
import { Problem } from "../../core/problem.ts";
import { inWords } from "../../tool/params.ts";
import { defineTool } from "../../tool/tool.ts";
import { designPay } from "./design-pay.ts";
import { compensationReads } from "./question.ts";
import { PayFields } from "./settle-plan.ts";
import { summariseCompensation } from "./words.ts";

const number = z.number();

// Bounds are checked where they are used, so that clients do not carry them in every request.
const Component = z.strictObject({
  metric: z.string().min(1),
  weight: shown.rate(),
  target: number.optional(),
  threshold: shown.rate().optional(),
  accelerator: number.optional(),
  cap: shown.rate().optional(),
  gate: shown.rate().optional(),
});
const Attained = z.union([number, z.strictObject({ attainment: shown.rate(), share: shown.rate() })]);
const Ramp = z.strictObject({ months: number, new_csms: shown.count().optional() });
const Event = z.strictObject({
  kind: z.string(),
  account: z.string().min(1),
  arr: shown.money(),
  kept: number.optional(),
  months: number.optional(),
});
const Book = z.strictObject({ arr: shown.money().optional(), kept: number.optional(), events: z.array(Event).min(1) });

/** Characters of an answer, which its basis of about 1,900 joins, that can still be sent; events of the smallest ARR are left off first. */
const ANSWER_CHARACTERS = 7900; // not a figure: characters of one answer
const MOST_CHARACTERS = 8400; // not a figure: characters of one answer

export const designCompensation = defineTool({
  name: "design_compensation",
  title: "Design variable pay for CSMs",
  description:
    "What a CSM pay plan pays and costs: curve, overlaps paid twice, cliffs, gates, ramp, uncontrollable churn, published plans beside it. Refuses weights off 1 and a cap below threshold.",
  reads: compensationReads,
  input: z.strictObject({
    ote: shown.money().describe("Yearly pay at target"),
    base_share: shown.rate().describe("0 to 1").optional(),
    components: inWords(
      z.array(Component).min(1).max(12),
      "metric, weight, target; threshold, cap, gate as shares of it; accelerator",
    ).optional(),
    attainment: inWords(z.array(Attained).min(1), "Numbers or {attainment, share}").optional(),
    csms: shown.count().describe("Count").optional(),
    ramp: inWords(Ramp, "Guarantee: months, new_csms").optional(),
    book: inWords(Book, "arr, kept, events [{kind (acquired, closed, reassigned), account, arr, kept, months}]").optional(),
    standard: z.string().describe("Start from").optional(),
  }),
  output: PayFields,
  async run({ standard: _, ...question }, figures, ports) {
    const currency = ports.defaults.currency ?? "USD";
    const { fields, ...found } = designPay(question, currency, figures);
    const answer = (rows: number) => ({
      fields: { ...fields, events: fields.events.slice(0, rows) },
      summary: summariseCompensation(fields, currency),
      ...found,
    });
    let rows = fields.events.length;
    while (rows > 0 && JSON.stringify(answer(rows)).length > ANSWER_CHARACTERS) rows -= 1;
    const short = answer(rows);
    if (JSON.stringify(short).length > MOST_CHARACTERS)
      throw new Problem({ what: "The answer would be too long to send.", remedy: "Give fewer components, or shorter names." });
    return short;
  },
});

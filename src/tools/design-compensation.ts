import * as z from "zod";
import { Problem } from "../core/contract/problem.ts";
import { compensationReads } from "../core/org/compensation/compensation-reads.ts";
import { designPay } from "../core/org/compensation/design-pay.ts";
import { PayFields } from "../core/org/compensation/pay-fields.ts";
import { summariseCompensation } from "../render/compensation-summary.ts";
import { inWords } from "./params.ts";
import { defineTool } from "./tool.ts";

const number = z.number();

// Bounds are checked where they are used, so that clients do not carry them in every request.
const Component = z.strictObject({
  metric: z.string().min(1),
  weight: number,
  target: number.optional(),
  threshold: number.optional(),
  accelerator: number.optional(),
  cap: number.optional(),
  gate: number.optional(),
});
const Attained = z.union([number, z.strictObject({ attainment: number, share: number })]);
const Ramp = z.strictObject({ months: number, new_csms: number.optional() });
const Event = z.strictObject({
  kind: z.string(),
  account: z.string().min(1),
  arr: number,
  kept: number.optional(),
  months: number.optional(),
});
const Book = z.strictObject({ arr: number.optional(), kept: number.optional(), events: z.array(Event).min(1) });

/** Characters of an answer, which its basis of about 1,900 joins, that can still be sent; events of the smallest ARR are left off first. */
const ANSWER_CHARACTERS = 7900;
const MOST_CHARACTERS = 8400;

export const designCompensation = defineTool({
  name: "design_compensation",
  title: "Design variable pay for CSMs",
  description:
    "What a CSM pay plan pays and costs: curve, overlaps paid twice, cliffs, gates, ramp, uncontrollable churn, published plans beside it. Refuses weights off 1 and a cap below threshold.",
  reads: compensationReads,
  input: z.strictObject({
    ote: number.describe("Yearly pay at target"),
    base_share: number.describe("0 to 1").optional(),
    components: inWords(
      z.array(Component).min(1).max(12),
      "metric, weight, target; threshold, cap, gate as shares of it; accelerator",
    ).optional(),
    attainment: inWords(z.array(Attained).min(1), "Numbers or {attainment, share}").optional(),
    csms: number.describe("Count").optional(),
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

import * as z from "zod";
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
const Event = z.strictObject({
  kind: z.string(),
  account: z.string(),
  arr: number,
  kept: number.optional(),
  months: number.optional(),
});

export const designCompensation = defineTool({
  name: "design_compensation",
  title: "Design variable pay for CSMs",
  description:
    "What a CSM pay plan pays and costs: payout curve, cost over attainments, outcomes paid twice, cliffs, gates, ramp guarantee, churn nobody could stop, the sources' plans beside it. Refuses weights that do not add up to 1 and a cap below its threshold.",
  reads: compensationReads,
  input: z.strictObject({
    ote: number.describe("Yearly pay at target"),
    base_share: number.describe("0 to 1").optional(),
    components: inWords(
      z.array(Component).min(1),
      "metric, weight, target; threshold, cap, gate as shares of target; accelerator (0 none)",
    ).optional(),
    attainment: inWords(z.array(Attained).min(1), "One per CSM, or {attainment, share}").optional(),
    csms: number.describe("Paid so").optional(),
    ramp_months: number.describe("Guaranteed to newcomers").optional(),
    new_csms: number.describe("Newcomers").optional(),
    events: inWords(z.array(Event).min(1), "kind (acquired, closed, reassigned), account, arr, kept, months held").optional(),
    book: inWords(z.strictObject({ arr: number, kept: number }), "Events' book: arr, kept").optional(),
    standard: z.string().describe("Plan to start from").optional(),
  }),
  output: PayFields,
  async run({ standard: _, ...question }, figures, ports) {
    const currency = ports.defaults.currency ?? "USD";
    const { fields, ...found } = designPay(question, currency, figures);
    return { fields, summary: summariseCompensation(fields, currency), ...found };
  },
});

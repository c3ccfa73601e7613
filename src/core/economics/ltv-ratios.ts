import type * as z from "zod";
import type { AcquisitionSchema, Cltv } from "./economics-fields.ts";
import { finite } from "./finite.ts";

type Ratio = z.infer<typeof AcquisitionSchema>["ratios"][number];
type Marks = readonly { from_ratio: number; means: string }[];

/** The mark a ratio reaches, half-open: from its number up to the next. */
export function meansOf(ratio: number, marks: Marks): string | null {
  const reached = marks.filter((mark) => ratio >= mark.from_ratio).sort((a, b) => b.from_ratio - a.from_ratio);
  return reached[0]?.means ?? null;
}

/**
 * One customer's lifetime value over its acquisition cost in every form that uses churn, uncapped and capped, each with the mark it reaches.
 * A missing or zero cost leaves the ratios null.
 * @example ltvRatios(cltv, 15_000, marks)[0] // { form: "by_churn", capped: false, lifetime_value: 90_000, ltv_to_cac: 6, means: "Healthy" }
 */
export function ltvRatios(cltv: Cltv, cac: number | null, marks: Marks): Ratio[] {
  return (["by_churn", "discounted", "annuity_due"] as const).flatMap((form) =>
    [false, true].map((capped): Ratio => {
      const value = capped ? cltv.capped[form] : cltv[form];
      const ratio = value === null || cac === null || cac === 0 ? null : finite(value / cac);
      return { form, capped, lifetime_value: value, ltv_to_cac: ratio, means: ratio === null ? null : meansOf(ratio, marks) };
    }),
  );
}

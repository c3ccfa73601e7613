import { sumMoney } from "../../money/sum-money.ts";
import type { CompensationFigures } from "./compensation-reads.ts";
import type { PayFields } from "./pay-fields.ts";

/**
 * Published pay beside the plan's, like with like: base with base, pay at target with pay at target; what counts something else, or another
 * currency, is shown and not compared. Published in USD a year. Source: rule org-pay-market.
 * @example marketPay({ ote: 140_000, base: 112_000 }, "USD", figures)[0].difference // base less the published median base
 */
export function marketPay(
  { ote, base }: { ote: number; base: number },
  currency: string,
  { published, compared }: Pick<CompensationFigures, "published" | "compared">,
): PayFields["market"] {
  const sources = Object.keys(published.standards)
    .filter((name) => name !== "yours")
    .sort();
  return sources.flatMap((source) =>
    Object.entries(published.standards[source]!).map(([pay, amount]) => {
      const compare = compared.value.find((one) => one.pay === pay)?.compare ?? "neither";
      const your_pay = compare === "neither" || currency !== "USD" ? null : compare === "base" ? base : ote;
      return { source, pay, published: amount, your_pay, difference: your_pay === null ? null : sumMoney([your_pay, -amount]) };
    }),
  );
}

import { sumMoney } from "../money/sum-money.ts";
import { ratioOfMoney } from "./ratio-of-money.ts";
import type { Bridge } from "./retention.ts";

/**
 * Revenue gained from new and growing customers over revenue lost, a plain number; reactivation is on neither side.
 * Money in one unit. Null, with the reason, when nothing was lost or a part is not known.
 * @example quickRatio({ new: 18.4, expansion: 12.3, churn: 9.8, contraction: 4.1 }) // { value: 2.2086..., reason: null }
 */
export function quickRatio(parts: Pick<Bridge, "new" | "expansion" | "churn" | "contraction">): {
  value: number | null;
  reason: string | null;
} {
  const missing = (["new", "expansion", "churn", "contraction"] as const).filter((name) => parts[name] === null);
  if (missing.length) return { value: null, reason: `It needs ${missing.join(" and ")}, which was not given.` };
  const lost = sumMoney([parts.churn!, parts.contraction!]);
  if (lost === 0) return { value: null, reason: "No losses in the period, so there is nothing to divide by." };
  return { value: ratioOfMoney(sumMoney([parts.new!, parts.expansion!]), lost), reason: null };
}

import { largest } from "../order/largest.ts";
import { smallest } from "../order/smallest.ts";
import { PLATFORM, type TechnologyFigures } from "./figures.ts";
import type { BuyRow, VendorRow } from "./technology-fields.ts";

type Cost = Pick<BuyRow, "cost_low" | "cost_high" | "cost_basis">;

/** What the cost of the platform can be read from. */
export interface Prices {
  vendors: readonly VendorRow[];
  decided: boolean | null;
  currency: string;
}

/** Prices of the library are in this currency and are not converted. */
const LIBRARY_CURRENCY = "USD";

/**
 * What a kind of tool costs a year, in major units: the platform by the prices of the vendors (of the first alone once it is decided), else
 * by the library's bracket; nothing else has a price. 0 is a price.
 * @example priceOfTool("csp", { vendors: [], decided: null, currency: "USD" }, figures).cost_low // the lower end of the bracket
 */
export function priceOfTool(
  tool: string,
  { vendors, decided, currency }: Prices,
  { platformPrice }: Pick<TechnologyFigures, "platformPrice">,
): Cost {
  const none: Cost = { cost_low: null, cost_high: null, cost_basis: "no price known" };
  if (tool !== PLATFORM) return none;
  const chosen = decided === true ? vendors.slice(0, 1) : vendors;
  const prices = chosen.flatMap(({ price }) => (price === null ? [] : [price]));
  if (prices.length) {
    const cost_basis =
      decided === true
        ? `price of ${chosen[0]!.name}`
        : `prices of ${prices.length === vendors.length ? "" : `${prices.length} of `}${vendors.length} ${vendors.length === 1 ? "vendor" : "vendors"}`;
    return { cost_low: smallest(prices), cost_high: largest(prices), cost_basis };
  }
  if (currency !== LIBRARY_CURRENCY) return none;
  return { cost_low: platformPrice.value.from, cost_high: platformPrice.value.below, cost_basis: "the library's bracket" };
}

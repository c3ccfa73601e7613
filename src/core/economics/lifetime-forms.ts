import { finite } from "./finite.ts";

/** What one customer brings, in the forms that use a churn. Money in major units; null where the sum has no end. */
export interface LifetimeForms {
  by_churn: number | null;
  discounted: number | null;
  annuity_due: number | null;
}

/** 1 + (1 - loss) + (1 - loss)^2 ... over so many periods, exact for small losses; a loss below 0 is growth. */
function geometricSum(loss: number, periods: number): number {
  if (periods === 0) return 0;
  return loss === 0 ? periods : -Math.expm1(periods * Math.log1p(-loss)) / loss;
}

/**
 * The forms without an end: margin over churn, margin / (d + c) when paid at the end of each period, and margin (1 + d) / (1 + d - r) when
 * paid at its start. Units: margin a period in major units, loss and discount as fractions of the same period; a loss below 0 is growth.
 * Throws nothing; a form without a finite sum is null. Source: definitions 2.17, rule economics-lifetime-value.
 * @example lifetimeWithoutEnd(9000, 0.1, 0.1).discounted // 45_000
 */
export function lifetimeWithoutEnd(margin: number, loss: number, discount: number): LifetimeForms {
  const left = discount + loss;
  return {
    by_churn: loss > 0 ? finite(margin / loss) : null,
    discounted: left > 0 ? finite(margin / left) : null,
    annuity_due: left > 0 ? finite((margin * (1 + discount)) / left) : null,
  };
}

/**
 * The same forms when nothing is counted after so many periods. Units as in `lifetimeWithoutEnd`; `periods` whole, 0 or more.
 * @example lifetimeWithin(9000, 0.1, 0, 5).by_churn // 9000 x (1 + 0.9 + 0.81 + 0.729 + 0.6561) = 36_855.9
 */
export function lifetimeWithin(
  margin: number,
  loss: number,
  discount: number,
  periods: number,
): Record<keyof LifetimeForms, number> {
  const present = margin * geometricSum((discount + loss) / (1 + discount), periods);
  return {
    by_churn: margin * geometricSum(loss, periods),
    discounted: present / (1 + discount),
    annuity_due: present,
  };
}

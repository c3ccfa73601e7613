import { type Answered, known, mapKnown, orNull, unknown } from "../../core/known.ts";
import { Problem } from "../../core/problem.ts";
import type { Cltv } from "./answer.ts";
import { type EconomicsQuestion, finite, yearlyFromMonthly } from "./question.ts";

/** What one customer brings, in the forms that use a churn. Money in major units; null where the sum has no end. */
interface LifetimeForms {
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

type LifetimeQuestion = Pick<EconomicsQuestion, "annual_churn" | "monthly_churn" | "nrr" | "years" | "cap_years" | "discount"> & {
  arpa: number;
  gross_margin: number;
};

/** A customer that grows has a value only over a stated horizon and above a discount that outruns the growth. */
function refuseEndlessGrowth(nrr: number, years: number | undefined, discount: number): void {
  if (nrr <= 1) return;
  if (years === undefined)
    throw new Problem({
      what: `With an NRR of ${nrr} a customer pays more every year, and its value has no end.`,
      remedy: "Give years, the horizon that counts.",
    });
  if (discount <= nrr - 1)
    throw new Problem({
      what: `A discount of ${discount} never catches up with an NRR of ${nrr}.`,
      remedy: "Give a discount above NRR less 1, or leave details.nrr out.",
    });
}

const NO_END = unknown("Nobody leaves, so the sum has no end; the capped value beside it has one.");
const TOO_LARGE = unknown("The churn is so small that no number can hold the sum; the capped value beside it has one.");
const NO_END_DISCOUNTED = unknown("Nobody leaves and later years count in full, so the sum has no end.");

/**
 * One customer's lifetime value in its named forms, with and without a cap. Units: revenue per account a year in major units; margin, churn,
 * discount as fractions. With a monthly churn everything is counted in months. Throws Problem without a churn, or when growth has no end.
 * Source: definitions 2.17, rule economics-lifetime-value.
 * @example lifetimeValue({ arpa: 12000, gross_margin: 0.75, annual_churn: 0.1 }, { capYears: 5, discount: 0.1 }).cltv.discounted // 45_000
 */
export function lifetimeValue(question: LifetimeQuestion, usual: { capYears: number; discount: number }): Answered<Cltv> {
  const { arpa, gross_margin, nrr, years, cap_years = usual.capYears, discount = usual.discount } = question;
  const monthly = question.monthly_churn !== undefined;
  const churn = question.monthly_churn ?? question.annual_churn;
  if (churn === undefined)
    throw new Problem({
      what: "A lifetime value needs the churn of customers.",
      remedy: "Give annual_churn, or details.monthly_churn.",
    });
  if (nrr !== undefined) refuseEndlessGrowth(nrr, years, discount);
  if (nrr === undefined && years !== undefined)
    throw new Problem({
      what: "years is the horizon of a customer that grows, and details.nrr is missing.",
      remedy: "Give details.nrr, or cap the value with details.cap_years.",
    });
  const periods = monthly ? 12 : 1;
  const rate = monthly ? Math.expm1(Math.log1p(discount) / 12) : discount;
  const yearly = arpa * gross_margin;
  const endless = lifetimeWithoutEnd(yearly / periods, churn, rate);
  const noEnd = churn === 0 ? NO_END : TOO_LARGE;
  const noEndDiscounted = churn === 0 ? NO_END_DISCOUNTED : TOO_LARGE;
  const lifespan = known(churn === 0 ? null : finite(1 / churn / periods), noEnd);
  const by_churn = known(endless.by_churn, noEnd);
  return {
    margin_a_year: yearly,
    churn_period: monthly ? "month" : "year",
    yearly_churn: monthly ? yearlyFromMonthly(churn) : churn,
    lifespan_years: lifespan,
    discount_rate: discount,
    cap_years,
    simple: mapKnown(lifespan, () => by_churn),
    by_churn,
    discounted: known(endless.discounted, noEndDiscounted),
    annuity_due: known(endless.annuity_due, noEndDiscounted),
    capped: {
      simple: yearly * Math.min(orNull(lifespan) ?? cap_years, cap_years),
      ...lifetimeWithin(yearly / periods, churn, rate, cap_years * periods),
    },
    ...(nrr === undefined ? {} : { with_expansion: grown(yearly, nrr, discount, years ?? cap_years) }),
  };
}

/** A customer whose revenue moves to `nrr` of itself each year. */
function grown(yearly: number, nrr: number, discount: number, years: number): NonNullable<Answered<Cltv>["with_expansion"]> {
  const { discounted: within, annuity_due: withinDue } = lifetimeWithin(yearly, 1 - nrr, discount, years);
  const endless = lifetimeWithoutEnd(yearly, 1 - nrr, discount);
  const why = unknown("Revenue neither shrinks nor is discounted, so the sum has no end.");
  return {
    nrr,
    years,
    discounted: known(endless.discounted, why),
    annuity_due: known(endless.annuity_due, why),
    capped: { discounted: within, annuity_due: withinDue },
  };
}

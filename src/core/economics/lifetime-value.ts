import type { UndefinedField } from "../contract/envelope.ts";
import { Problem } from "../contract/problem.ts";
import { because } from "../metrics/because.ts";
import type { Cltv } from "./economics-fields.ts";
import type { EconomicsQuestion } from "./economics-question.ts";
import { finite } from "./finite.ts";
import { lifetimeWithin, lifetimeWithoutEnd } from "./lifetime-forms.ts";
import { yearlyFromMonthly } from "./yearly-from-monthly.ts";

export interface LifetimeAnswer {
  cltv: Cltv;
  undefined: UndefinedField[];
}

export type LifetimeQuestion = Pick<
  EconomicsQuestion,
  "annual_churn" | "monthly_churn" | "nrr" | "years" | "cap_years" | "discount"
> & { arpa: number; gross_margin: number };

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

const NO_END = "Nobody leaves, so the sum has no end; the capped value beside it has one.";
const TOO_LARGE = "The churn is so small that no number can hold the sum; the capped value beside it has one.";
const NO_END_DISCOUNTED = "Nobody leaves and later years count in full, so the sum has no end.";

/**
 * One customer's lifetime value in its named forms, with and without a cap. Units: revenue per account a year in major units; margin, churn,
 * discount as fractions. With a monthly churn everything is counted in months. Throws Problem without a churn, or when growth has no end.
 * Source: definitions 2.17, rule economics-lifetime-value.
 * @example lifetimeValue({ arpa: 12000, gross_margin: 0.75, annual_churn: 0.1 }, { capYears: 5, discount: 0.1 }).cltv.discounted // 45_000
 */
export function lifetimeValue(question: LifetimeQuestion, usual: { capYears: number; discount: number }): LifetimeAnswer {
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
  const lifespan = churn === 0 ? null : finite(1 / churn / periods);
  const growth =
    nrr === undefined
      ? null
      : { loss: 1 - nrr, horizon: years ?? cap_years, endless: lifetimeWithoutEnd(yearly, 1 - nrr, discount) };
  return {
    cltv: {
      margin_a_year: yearly,
      churn_period: monthly ? "month" : "year",
      yearly_churn: monthly ? yearlyFromMonthly(churn) : churn,
      lifespan_years: lifespan,
      discount_rate: discount,
      cap_years,
      simple: lifespan === null ? null : endless.by_churn,
      ...endless,
      capped: {
        simple: yearly * Math.min(lifespan ?? cap_years, cap_years),
        ...lifetimeWithin(yearly / periods, churn, rate, cap_years * periods),
      },
      ...(growth === null
        ? {}
        : {
            with_expansion: {
              nrr: nrr!,
              years: growth.horizon,
              discounted: growth.endless.discounted,
              annuity_due: growth.endless.annuity_due,
              capped: withinHorizon(yearly, growth.loss, discount, growth.horizon),
            },
          }),
    },
    undefined: [
      ...(lifespan === null ? because(noEnd, "cltv.lifespan_years", "cltv.simple") : []),
      ...(endless.by_churn === null ? because(noEnd, "cltv.simple", "cltv.by_churn") : []),
      ...(endless.discounted === null
        ? because(churn === 0 ? NO_END_DISCOUNTED : TOO_LARGE, "cltv.discounted", "cltv.annuity_due")
        : []),
      ...(growth?.endless.discounted === null
        ? because(
            "Revenue neither shrinks nor is discounted, so the sum has no end.",
            "cltv.with_expansion.discounted",
            "cltv.with_expansion.annuity_due",
          )
        : []),
    ],
  };
}

function withinHorizon(margin: number, loss: number, discount: number, years: number) {
  const { discounted, annuity_due } = lifetimeWithin(margin, loss, discount, years);
  return { discounted, annuity_due };
}

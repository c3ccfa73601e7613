import type * as z from "zod";
import { type Answered, isKnown, type Known, known, mapKnown, orNull, type Unknown, unknown } from "../../core/known.ts";
import { ratioOfMoney, sumMoney } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import type { AcquisitionSchema, Cltv, PartAnswer, ProfitAndLoss } from "./answer.ts";
import type { EconomicsFigures } from "./figures.ts";
import { lifetimeValue } from "./lifetime-value.ts";
import { type CsPlace, csCost, type EconomicsQuestion, finite } from "./question.ts";

/**
 * Months of gross margin on new ARR until its acquisition cost is back: cost / (new ARR x margin) x 12. Money in major units a year, margin as
 * a fraction; null when the new ARR earns no margin.
 * @example cacPaybackMonths(1_500_000, 1_200_000, 0.75) // 20
 */
export function cacPaybackMonths(cost: number, newArr: number, margin: number): number | null {
  const earned = newArr * margin;
  return earned > 0 && Number.isFinite((cost * 12) / earned) ? (cost * 12) / earned : null;
}

type Ratio = Answered<z.infer<typeof AcquisitionSchema>["ratios"][number]>;
type Marks = readonly { from_ratio: number; means: string }[];

const FREE = unknown("Winning customers cost nothing, so there is nothing to divide by.");

/** The mark a ratio reaches, half-open: from its number up to the next. */
function meansOf(ratio: number, marks: Marks): string | null {
  const reached = marks.filter((mark) => ratio >= mark.from_ratio).sort((a, b) => b.from_ratio - a.from_ratio);
  return reached[0]?.means ?? null;
}

/**
 * One customer's lifetime value over its acquisition cost in every form that uses churn, uncapped and capped, each with the mark it reaches.
 * A missing or zero cost leaves the ratios null.
 * @example ltvRatios(cltv, 15_000, marks)[0] // { form: "by_churn", capped: false, lifetime_value: 90_000, ltv_to_cac: 6, means: "Healthy" }
 */
function ltvRatios(cltv: Answered<Cltv>, cac: Known<number>, marks: Marks): Ratio[] {
  return (["by_churn", "discounted", "annuity_due"] as const).flatMap((form) =>
    [false, true].map((capped): Ratio => {
      const value = capped ? cltv.capped[form] : cltv[form];
      const ratio = mapKnown(value, (life) => mapKnown(cac, (cost) => known(cost === 0 ? null : finite(life / cost), FREE)));
      return {
        form,
        capped,
        lifetime_value: value,
        ltv_to_cac: ratio,
        means: mapKnown(ratio, (times) => known(meansOf(times, marks), "No mark is that low.")),
      };
    }),
  );
}

interface SwitchQuestion {
  arr: number;
  gross_margin: number;
  cs_cost: number;
  cs_in: CsPlace;
  sales_and_marketing?: number;
  new_customers?: number;
  new_arr?: number;
  /** Revenue of one account over its churn, before margin. */
  revenue_over_churn: Known<number>;
}

/** Revenue of one account a year over its yearly churn, or what is missing. @example revenueOverChurn(12_000, 0.1) // 120_000 */
export function revenueOverChurn(arpa: number | null | undefined, churn: number | undefined): Known<number> {
  const noRevenue = arpa === null || arpa === undefined;
  if (noRevenue && churn === undefined) return unknown("Neither the revenue of an account nor its churn is known.");
  if (noRevenue) return unknown("The revenue of an account is not known.");
  if (churn === undefined) return unknown("Churn was not given.");
  if (churn === 0) return unknown("Nobody leaves, so a lifetime has no end.");
  return known(finite(arpa / churn), "The churn is too small for a value a number can hold.");
}

function refuseCostThatDoesNotFit({ arr, gross_margin, cs_cost, cs_in, sales_and_marketing }: SwitchQuestion): void {
  if (arr === 0)
    throw new Problem({ what: "arr is 0, so there is no gross margin to move.", remedy: "Give the ARR the margin is of." });
  const costOfRevenue = sumMoney([arr, -arr * gross_margin]);
  if (cs_in === "cost_of_revenue" && cs_cost > costOfRevenue)
    throw new Problem({
      what: `Customer success costs ${cs_cost}, and all cost of revenue is ${costOfRevenue}: it cannot be inside.`,
      remedy: "Check details.costs, gross_margin, arr and details.cs_in.",
    });
  if (cs_in === "sales" && sales_and_marketing !== undefined && cs_cost > sales_and_marketing)
    throw new Problem({
      what: `Customer success costs ${cs_cost}, and sales and marketing ${sales_and_marketing}: it cannot be inside.`,
      remedy: "Check details.costs, details.sales_and_marketing and details.cs_in.",
    });
}

/**
 * The same company with customer success in cost of revenue and in sales: margin, acquisition cost, payback and lifetime value side by side,
 * each amount counted once. Money in major units a year, margin as a fraction. Throws Problem when the cost does not fit where it is said to be.
 * @example profitAndLoss({ arr: 20e6, gross_margin: 0.72, cs_cost: 1.6e6, cs_in: "cost_of_revenue", ... })[1].gross_margin // 0.8
 */
export function profitAndLoss(question: SwitchQuestion): Answered<ProfitAndLoss>[] {
  refuseCostThatDoesNotFit(question);
  const { arr, gross_margin, cs_cost, cs_in, new_customers, new_arr } = question;
  const given = known(question.sales_and_marketing, "details.sales_and_marketing was not given.");
  return (["cost_of_revenue", "sales"] as const).map((place): Answered<ProfitAndLoss> => {
    const booked = place === "sales" ? "sales" : "cost of revenue";
    const inMargin = cs_in === "cost_of_revenue" ? cs_cost : 0;
    const taken = place === "cost_of_revenue" ? cs_cost : 0;
    const margin = ratioOfMoney(sumMoney([arr * gross_margin, inMargin, -taken]), arr);
    const moved = (place === "sales" ? cs_cost : 0) - (cs_in === "sales" ? cs_cost : 0);
    const sales = mapKnown(given, (spent) => sumMoney([spent, moved]));
    const cac = mapKnown(sales, (spent) =>
      new_customers === undefined
        ? unknown("details.new_customers was not given.")
        : known(new_customers === 0 ? null : spent / new_customers, "No customer was won."),
    );
    const lifetime = mapKnown(question.revenue_over_churn, (revenue) => revenue * margin);
    return {
      place,
      as_given: place === cs_in,
      gross_margin: margin,
      sales_and_marketing: sales,
      cac,
      payback_months: mapKnown(sales, (spent) =>
        new_arr === undefined
          ? unknown("New ARR was not given.")
          : known(
              cacPaybackMonths(spent, new_arr, margin),
              new_arr === 0 ? "There is no new ARR." : `With customer success in ${booked} the new ARR earns no gross margin.`,
            ),
      ),
      lifetime_value: lifetime,
      ltv_to_cac: mapKnown(cac, (cost) =>
        mapKnown(lifetime, (life) =>
          known(cost === 0 ? null : life / cost, `With customer success in ${booked} customers cost nothing to win.`),
        ),
      ),
    };
  });
}

const NO_NEW_ARR = unknown("Neither new_arr nor arpa was given.");

const ends = (spent: number | number[]): [number, number] =>
  typeof spent === "number" ? [spent, spent] : [spent[0]!, spent[1]!];

/** Why expansion has no cost for each dollar it brought. */
function whyNoExpansion({ expansion_cost: cost, expansion_arr: brought }: EconomicsQuestion): Unknown {
  if (cost === undefined && brought === undefined)
    return unknown("Neither details.expansion_cost nor details.expansion_arr was given; few companies count them.");
  if (cost === undefined) return unknown("details.expansion_cost was not given.");
  return unknown(brought === undefined ? "details.expansion_arr was not given." : "Expansion brought no ARR to divide by.");
}

/** Why the headline ratio is not there, the first cause that holds; null when it is there. */
function whyNoRatio(
  question: EconomicsQuestion,
  cac: number | null,
  cltv: Answered<Cltv> | null,
  churnKnown: boolean,
): Unknown | null {
  if (question.cs_in === undefined)
    return unknown(
      "Nobody said where customer success is booked. Give details.cs_in: left out of both the margin and the acquisition cost, the ratio is of a company that does not exist.",
    );
  if (question.cs_in === "neither")
    return unknown(
      "Customer success is in neither the margin nor the acquisition cost, so the ratio would leave it out. With details.costs and arr, profit_and_loss gives it for both places.",
    );
  if (cac === null) return unknown("No customer was won, so there is no cost of one.");
  if (cac === 0) return FREE;
  if (cltv === null)
    return unknown(
      churnKnown
        ? "A lifetime value needs the revenue of an account, and neither arpa nor new_arr was given."
        : "A lifetime value needs churn, and none was given.",
    );
  if (cltv.yearly_churn === 0)
    return unknown("Nobody leaves, so the uncapped lifetime value has no end; ratios holds the capped ones.");
  if (!isKnown(cltv.by_churn) || !Number.isFinite(cltv.by_churn / cac))
    return unknown("The uncapped ratio is too large for a number to hold; ratios holds the capped ones.");
  return null;
}

function paybackBand(months: number, figure: EconomicsFigures["cacPayback"]) {
  const { best_quartile_months: best, median_months: median, worst_quartile_months: worst } = figure.value;
  if (months <= best) return "best quartile" as const;
  if (months >= worst) return "worst quartile" as const;
  return months <= median ? ("better than the median" as const) : ("worse than the median" as const);
}

function switched(question: EconomicsQuestion, newArr: number | null, arpa: number | null) {
  const { arr, costs, cs_in, gross_margin, annual_churn, monthly_churn, sales_and_marketing, new_customers } = question;
  if (arr === undefined && costs === undefined) return undefined;
  if (arr === undefined || costs === undefined || cs_in === undefined)
    throw new Problem({
      what: "To show customer success in either place of the accounts, three things are needed: its cost, the ARR, and where it is booked.",
      remedy: "Give details.costs, arr and details.cs_in, or leave details.costs and arr out.",
    });
  const churn = monthly_churn === undefined ? annual_churn : monthly_churn * 12;
  return profitAndLoss({
    arr,
    gross_margin: gross_margin!,
    cs_cost: csCost(costs),
    cs_in,
    sales_and_marketing,
    new_customers,
    new_arr: newArr ?? undefined,
    revenue_over_churn: revenueOverChurn(arpa, churn),
  });
}

/**
 * What a new customer costs against what it brings: acquisition cost, payback, the ratio in each form of lifetime value, the cost of expansion
 * beside it, and the P&L switch. Money in major units, rates as fractions. Throws Problem as `lifetimeValue` and `profitAndLoss` do.
 * Source: definitions 2.17, rules economics-ltv-to-cac and economics-profit-and-loss.
 */
export function acquisition(question: EconomicsQuestion, figures: EconomicsFigures): PartAnswer {
  const { sales_and_marketing: spent = 0, new_customers: won = 0, gross_margin = 0, annual_churn, monthly_churn } = question;
  const newArr = question.new_arr ?? (question.arpa === undefined ? null : question.arpa * won);
  const arpa = question.arpa ?? (newArr === null || won === 0 ? null : newArr / won);
  const churnKnown = annual_churn !== undefined || monthly_churn !== undefined;
  const life =
    arpa !== null && churnKnown
      ? lifetimeValue(
          { ...question, arpa, gross_margin },
          { capYears: figures.capYears.value, discount: question.discount ?? figures.discount.value },
        )
      : null;
  const cac = won === 0 ? null : spent / won;
  const why = whyNoRatio(question, cac, life, churnKnown);
  const booked = question.cs_in === "cost_of_revenue" || question.cs_in === "sales";
  const payback: Known<number> =
    newArr === null
      ? NO_NEW_ARR
      : known(
          cacPaybackMonths(spent, newArr, gross_margin),
          newArr === 0
            ? "There is no new ARR, so the cost never comes back."
            : "The new ARR earns no gross margin, so the cost never comes back.",
        );
  const rows = switched(question, newArr, arpa);
  const dollar = (cost: number | undefined, brought: number | null | undefined, none: string | Unknown) =>
    known(cost === undefined || !brought ? null : cost / brought, none);
  return {
    ...(life === null ? {} : { cltv: life }),
    ltv_to_cac: why === null ? (orNull(life!.by_churn) ?? 0) / cac! : why,
    payback_months: payback,
    acquisition: {
      sales_and_marketing: spent,
      new_customers: won,
      new_arr: known(newArr, NO_NEW_ARR),
      arpa: known(arpa, newArr === null ? NO_NEW_ARR : "No customer was won and arpa was not given."),
      cac: known(cac, "No customer was won, so there is no cost of one."),
      ratio_form: "by_churn",
      ratios:
        life === null ? [] : ltvRatios(life, known(booked ? cac : null, why ?? "No customer was won."), figures.ratioMarks.value),
      payback_band: mapKnown(payback, (months) => paybackBand(months, figures.cacPayback)),
      payback_population: figures.cacPayback.value.population,
      cost_per_new_dollar: {
        new_customer: dollar(spent, newArr, newArr === null ? NO_NEW_ARR : "The new ARR is 0."),
        expansion: dollar(question.expansion_cost, question.expansion_arr, whyNoExpansion(question)),
      },
      published: Object.entries(figures.costPerNewDollar.standards).map(([standard, value]) => {
        const [[new_low, new_high], [expansion_low, expansion_high]] = [ends(value.new_customer), ends(value.expansion)];
        return { standard, new_low, new_high, expansion_low, expansion_high };
      }),
    },
    ...(rows === undefined ? {} : { profit_and_loss: rows }),
  };
}

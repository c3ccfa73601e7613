import type * as z from "zod";
import { because, type UndefinedField } from "../../core/answer.ts";
import { ratioOfMoney, sumMoney } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import { type AcquisitionSchema, type Cltv, type EconomicsFields, type ProfitAndLoss, switchReasons } from "./answer.ts";
import type { EconomicsFigures } from "./business-case.ts";
import { finite, lifetimeValue } from "./lifetime-value.ts";
import { type CsPlace, csCost, type EconomicsQuestion } from "./question.ts";

/**
 * Months of gross margin on new ARR until its acquisition cost is back: cost / (new ARR x margin) x 12. Money in major units a year, margin as
 * a fraction; null when the new ARR earns no margin.
 * @example cacPaybackMonths(1_500_000, 1_200_000, 0.75) // 20
 */
export function cacPaybackMonths(cost: number, newArr: number, margin: number): number | null {
  const earned = newArr * margin;
  return earned > 0 && Number.isFinite((cost * 12) / earned) ? (cost * 12) / earned : null;
}

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

export interface SwitchQuestion {
  arr: number;
  gross_margin: number;
  cs_cost: number;
  cs_in: CsPlace;
  sales_and_marketing?: number;
  new_customers?: number;
  new_arr?: number;
  /** Revenue of one account over its churn, before margin; null when there is none. */
  revenue_over_churn: number | null;
}

/** Revenue of one account a year over its yearly churn; null when either is unknown or there is no end. */
export function revenueOverChurn(arpa: number | null | undefined, churn: number | undefined): number | null {
  if (arpa === null || arpa === undefined || churn === undefined || churn === 0) return null;
  return Number.isFinite(arpa / churn) ? arpa / churn : null;
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
export function profitAndLoss(question: SwitchQuestion): ProfitAndLoss[] {
  refuseCostThatDoesNotFit(question);
  const { arr, gross_margin, cs_cost, cs_in, sales_and_marketing: given, new_customers, new_arr } = question;
  return (["cost_of_revenue", "sales"] as const).map((place): ProfitAndLoss => {
    const inMargin = cs_in === "cost_of_revenue" ? cs_cost : 0;
    const taken = place === "cost_of_revenue" ? cs_cost : 0;
    const margin = ratioOfMoney(sumMoney([arr * gross_margin, inMargin, -taken]), arr);
    const moved = (place === "sales" ? cs_cost : 0) - (cs_in === "sales" ? cs_cost : 0);
    const sales = given === undefined ? null : sumMoney([given, moved]);
    const cac = sales === null || new_customers === undefined || new_customers === 0 ? null : sales / new_customers;
    const lifetime = question.revenue_over_churn === null ? null : question.revenue_over_churn * margin;
    return {
      place,
      as_given: place === cs_in,
      gross_margin: margin,
      sales_and_marketing: sales,
      cac,
      payback_months: sales === null || new_arr === undefined ? null : cacPaybackMonths(sales, new_arr, margin),
      lifetime_value: lifetime,
      ltv_to_cac: cac === null || cac === 0 || lifetime === null ? null : lifetime / cac,
    };
  });
}

type Fields = Omit<EconomicsFields, "ask" | "charts">;
export interface PartAnswer {
  fields: Fields;
  undefined: UndefinedField[];
}

const perDollar = (spent: number | undefined, arr: number | undefined | null): number | null =>
  spent === undefined || arr === undefined || arr === null || arr === 0 ? null : spent / arr;

const ends = (spent: number | number[]): [number, number] =>
  typeof spent === "number" ? [spent, spent] : [spent[0]!, spent[1]!];

/** Why there is no lifetime value: what was not given, of churn and the revenue of an account. */
function whyNoLifetime(churnKnown: boolean): string {
  return churnKnown
    ? "A lifetime value needs the revenue of an account, and neither arpa nor new_arr was given."
    : "A lifetime value needs churn, and none was given.";
}

/** Why expansion has no cost for each dollar it brought. */
function whyNoExpansion({ expansion_cost: cost, expansion_arr: brought }: EconomicsQuestion): string {
  if (cost === undefined && brought === undefined)
    return "Neither details.expansion_cost nor details.expansion_arr was given; few companies count them.";
  if (cost === undefined) return "details.expansion_cost was not given.";
  return brought === undefined ? "details.expansion_arr was not given." : "Expansion brought no ARR to divide by.";
}

/** Why the headline ratio is not there, the first cause that holds; null when it is there. */
function whyNoRatio(question: EconomicsQuestion, cac: number | null, cltv: Cltv | null, churnKnown: boolean): string | null {
  if (question.cs_in === undefined)
    return "Nobody said where customer success is booked. Give details.cs_in: left out of both the margin and the acquisition cost, the ratio is of a company that does not exist.";
  if (question.cs_in === "neither")
    return "Customer success is in neither the margin nor the acquisition cost, so the ratio would leave it out. With details.costs and arr, profit_and_loss gives it for both places.";
  if (cac === null) return "No customer was won, so there is no cost of one.";
  if (cac === 0) return "Winning customers cost nothing, so there is nothing to divide by.";
  if (cltv === null) return whyNoLifetime(churnKnown);
  if (cltv.yearly_churn === 0) return "Nobody leaves, so the uncapped lifetime value has no end; ratios holds the capped ones.";
  if (cltv.by_churn === null || !Number.isFinite(cltv.by_churn / cac))
    return "The uncapped ratio is too large for a number to hold; ratios holds the capped ones.";
  return null;
}

function paybackBand(months: number | null, figure: EconomicsFigures["cacPayback"]) {
  if (months === null) return null;
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
  const why = whyNoRatio(question, cac, life?.cltv ?? null, churnKnown);
  const booked = question.cs_in === "cost_of_revenue" || question.cs_in === "sales";
  const payback = newArr === null ? null : cacPaybackMonths(spent, newArr, gross_margin);
  const rows = switched(question, newArr, arpa);
  const churn = monthly_churn === undefined ? annual_churn : monthly_churn * 12;
  const ratios = life === null ? [] : ltvRatios(life.cltv, booked ? cac : null, figures.ratioMarks.value);
  const dollars = {
    new_customer: perDollar(spent, newArr),
    expansion: perDollar(question.expansion_cost, question.expansion_arr),
  };
  return {
    fields: {
      ...(life === null ? {} : { cltv: life.cltv }),
      ltv_to_cac: why === null ? life!.cltv.by_churn! / cac! : null,
      payback_months: payback,
      acquisition: {
        sales_and_marketing: spent,
        new_customers: won,
        new_arr: newArr,
        arpa,
        cac,
        ratio_form: "by_churn",
        ratios,
        payback_band: paybackBand(payback, figures.cacPayback),
        payback_population: figures.cacPayback.value.population,
        cost_per_new_dollar: dollars,
        published: Object.entries(figures.costPerNewDollar.standards).map(([standard, value]) => {
          const [[new_low, new_high], [expansion_low, expansion_high]] = [ends(value.new_customer), ends(value.expansion)];
          return { standard, new_low, new_high, expansion_low, expansion_high };
        }),
      },
      ...(rows === undefined ? {} : { profit_and_loss: rows }),
    },
    undefined: [
      ...(life?.undefined ?? []),
      ...(why === null ? [] : because(why, "ltv_to_cac")),
      ...(cac === null ? because("No customer was won, so there is no cost of one.", "acquisition.cac") : []),
      ...(newArr === null ? because("Neither new_arr nor arpa was given.", "acquisition.new_arr", "acquisition.arpa") : []),
      ...(newArr !== null && arpa === null ? because("No customer was won and arpa was not given.", "acquisition.arpa") : []),
      ...(payback === null
        ? because(
            newArr === null
              ? "Neither new_arr nor arpa was given."
              : newArr === 0
                ? "There is no new ARR, so the cost never comes back."
                : "The new ARR earns no gross margin, so the cost never comes back.",
            "payback_months",
            "acquisition.payback_band",
          )
        : []),
      ...(dollars.new_customer === null
        ? because(
            newArr === null ? "Neither new_arr nor arpa was given." : "The new ARR is 0.",
            "acquisition.cost_per_new_dollar.new_customer",
          )
        : []),
      ...(dollars.expansion === null ? because(whyNoExpansion(question), "acquisition.cost_per_new_dollar.expansion") : []),
      ...because(
        "Nobody leaves soon enough for this form to have an end.",
        ratios.some((row) => row.lifetime_value === null) ? ["acquisition.ratios[].lifetime_value"] : [],
      ),
      ...because(
        why ?? "This form has no end, so it has no ratio.",
        ratios.some((row) => row.ltv_to_cac === null) ? ["acquisition.ratios[].ltv_to_cac", "acquisition.ratios[].means"] : [],
      ),
      ...switchReasons(rows, { new_customers: won, new_arr: newArr ?? undefined, arpa, churn }),
    ],
  };
}

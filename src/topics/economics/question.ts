import { sumMoney } from "../../core/money.ts";
import { largest } from "../../core/order.ts";
import { Problem } from "../../core/problem.ts";
import type { Touch } from "../../core/vocabulary.ts";

export const economicsAsks = ["lifetime_value", "acquisition", "cost_to_serve", "compounding", "business_case"] as const;
export type EconomicsAsk = (typeof economicsAsks)[number];

/** What a cost of serving is made of, from narrow to wide. */
export const servingParts = ["csm", "ops", "support", "tools", "management"] as const;
export type ServingPart = (typeof servingParts)[number];
export type ServingCosts = Partial<Record<ServingPart, number>>;

export const csPlaces = ["cost_of_revenue", "sales", "neither"] as const;
/** Where the cost of customer success is booked; "neither" when the given margin and acquisition cost hold none of it. */
export type CsPlace = (typeof csPlaces)[number];

/** When new customers begin to leave: only after their first year, or already in it. */
export const conventions = ["opening", "new_too"] as const;
export type Convention = (typeof conventions)[number];

export interface QuestionSegment {
  segment: string;
  touch?: Touch;
  accounts?: number;
  arr: number;
  costs?: ServingCosts;
}

/** One plan: yearly cost, and the gross retention somebody expects it to add, a fraction for each year. */
export interface QuestionOption {
  name: string;
  cost: number;
  one_off?: number;
  ramp_months?: number;
  lift?: number[];
  low?: number[];
  base?: number[];
  high?: number[];
}

/** Money in major units a year, rates as fractions. */
export interface EconomicsQuestion {
  ask: EconomicsAsk;
  arpa?: number;
  gross_margin?: number;
  annual_churn?: number;
  monthly_churn?: number;
  discount?: number;
  nrr?: number;
  cap_years?: number;
  years?: number;
  sales_and_marketing?: number;
  new_customers?: number;
  new_arr?: number;
  expansion_cost?: number;
  expansion_arr?: number;
  cs_in?: CsPlace;
  costs?: ServingCosts;
  segments?: QuestionSegment[];
  arr?: number;
  accounts?: number;
  opening_arr?: number;
  grr?: number[];
  convention?: Convention;
  printed?: number;
  options?: QuestionOption[];
  as_of?: string;
}

type Given = Exclude<keyof EconomicsQuestion, "ask">;

/** What each question works with: what it needs first, then what it may have. */
export const takenBy: Record<EconomicsAsk, { needs: readonly Given[]; may: readonly Given[] }> = {
  lifetime_value: {
    needs: ["arpa", "gross_margin"],
    may: ["annual_churn", "monthly_churn", "discount", "nrr", "cap_years", "years"],
  },
  acquisition: {
    needs: ["sales_and_marketing", "new_customers", "gross_margin"],
    may: [
      "new_arr",
      "arpa",
      "annual_churn",
      "monthly_churn",
      "discount",
      "cap_years",
      "expansion_cost",
      "expansion_arr",
      "cs_in",
      "costs",
      "arr",
    ],
  },
  cost_to_serve: {
    needs: [],
    may: [
      "costs",
      "segments",
      "arr",
      "accounts",
      "gross_margin",
      "cs_in",
      "arpa",
      "annual_churn",
      "sales_and_marketing",
      "new_customers",
      "new_arr",
    ],
  },
  compounding: { needs: ["opening_arr", "new_arr", "grr", "years"], may: ["convention", "printed", "gross_margin"] },
  business_case: {
    needs: ["arr", "options"],
    may: ["gross_margin", "discount", "years", "grr", "accounts", "annual_churn", "segments", "cs_in", "as_of"],
  },
};

/** Parameters that stand inside `details`, by name. */
export const inDetails: readonly Given[] = [
  "monthly_churn",
  "nrr",
  "cap_years",
  "sales_and_marketing",
  "new_customers",
  "expansion_cost",
  "expansion_arr",
  "cs_in",
  "costs",
  "segments",
  "convention",
  "printed",
  "accounts",
  "as_of",
];

/** How a parameter is written in a call. @example parameterName("nrr") // "details.nrr" */
export const parameterName = (name: Given): string => (inDetails.includes(name) ? `details.${name}` : name);

export type CaseName = "low" | "base" | "high";
export const caseNames: readonly CaseName[] = ["low", "base", "high"];

/** The lifts of an option by case; `lift` alone is the base case. */
export function liftsOf(option: QuestionOption): Partial<Record<CaseName, number[]>> {
  const base = option.lift ?? option.base;
  return { ...(option.low && { low: option.low }), ...(base && { base }), ...(option.high && { high: option.high }) };
}

function wrongWith(option: QuestionOption, years: number): string[] {
  const lifts = liftsOf(option);
  const ordered = (lower: CaseName, upper: CaseName) =>
    (lifts[lower] ?? []).some((value, year) => value > (lifts[upper]?.[year] ?? value))
      ? [`${option.name}: in some year the ${lower} lift is above the ${upper} one`]
      : [];
  return [
    ...(option.lift && option.base ? [`${option.name}: lift and base are the same thing, and both are given`] : []),
    ...(!lifts.base && (lifts.low || lifts.high) ? [`${option.name}: low or high without lift, the case in the middle`] : []),
    ...caseNames.flatMap((name) =>
      lifts[name] && lifts[name].length !== years
        ? [`${option.name}: the ${name} case has ${lifts[name].length} yearly lifts for a horizon of ${years} years`]
        : [],
    ),
    ...ordered("low", "base"),
    ...ordered("base", "high"),
  ];
}

/** The horizon: years as given, else as long as the longest lift, else `usual`. */
export function horizonOf({ years, options = [] }: EconomicsQuestion, usual: number): number {
  const lengths = options.flatMap((option) => Object.values(liftsOf(option)).map((lifts) => lifts.length));
  return years ?? (lengths.length ? largest(lengths) : usual);
}

/** Refuses options that share a name, state a case twice or out of order, or whose lifts do not fill the horizon. Throws Problem. */
export function checkOptions(options: readonly QuestionOption[], years: number): void {
  const names = options.map((option) => option.name);
  const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  const places = [
    ...twice.map((name) => `${name}: two options have this name`),
    ...options.flatMap((option) => wrongWith(option, years)),
  ];
  if (places.length)
    throw new Problem({
      what: "The options cannot be compared:",
      places,
      remedy:
        "Give each option its own name and one lift for each year of the horizon, repeating it where it lasts; or give years to match.",
    });
}

/** The yearly cost that can be booked in either place: all parts but support, which keeps the product running. @example csCost({ csm: 3, support: 2 }) // 3 */
export function csCost(costs: ServingCosts): number {
  return sumMoney(servingParts.filter((part) => part !== "support").map((part) => costs[part] ?? 0));
}

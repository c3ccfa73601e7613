import * as z from "zod";
import { cents, count, money, rate, shown } from "../../core/kinds.ts";
import { agreesToDigits, sumMoney } from "../../core/money.ts";
import { largest } from "../../core/order.ts";
import { faultIf, Problem } from "../../core/problem.ts";
import { IsoDate, Touch } from "../../core/vocabulary.ts";
import type { TierArr } from "./churn.ts";

const economicsAsks = [
  "lifetime_value",
  "acquisition",
  "cost_to_serve",
  "compounding",
  "point_of_retention",
  "business_case",
] as const;
export type EconomicsAsk = (typeof economicsAsks)[number];

/** What serving costs in parts, from narrow to wide. */
const Costs = z.strictObject({
  csm: cents().optional(),
  ops: cents().optional(),
  support: cents().optional(),
  tools: cents().optional(),
  management: cents().optional(),
});
export type ServingCosts = z.infer<typeof Costs>;
export type ServingPart = keyof ServingCosts;
export const servingParts = Object.keys(Costs.shape) as ServingPart[];

const csPlaces = ["cost_of_revenue", "sales", "neither"] as const;
/** Where the cost of customer success is booked; "neither" when the given margin and acquisition cost hold none of it. */
export type CsPlace = (typeof csPlaces)[number];

/** When new customers begin to leave: only after their first year, or already in it. */
export const conventions = ["opening", "new_too"] as const;
export type Convention = (typeof conventions)[number];

const Lifts = z
  .array(z.number().refine((lift) => Math.abs(lift) <= 1, "is retention added in that year, a fraction from -1 to 1"))
  .min(1)
  .optional();
/** One plan: yearly cost, and the gross retention somebody expects it to add, a fraction for each year. */
export const Option = z.strictObject({
  name: z.string().min(1),
  cost: cents(),
  one_off: cents().optional(),
  ramp_months: count().optional(),
  lift: Lifts,
  low: Lifts,
  base: Lifts,
  high: Lifts,
});
export type QuestionOption = z.infer<typeof Option>;

const Segment = z.strictObject({
  segment: z.string().min(1),
  touch: Touch.optional(),
  accounts: count().optional(),
  arr: cents(),
  costs: Costs.optional(),
});
export type QuestionSegment = z.infer<typeof Segment>;

/** A value in which nothing is counted would be 0 whatever the customer brings. */
const wholeYears = z
  .number()
  .refine(
    (years) => Number.isInteger(years) && years >= 1,
    "must be a whole number of years, 1 or more; leave it out for the library's own",
  );

/** What a question may say beside its main figures. */
export const Details = z.strictObject({
  monthly_churn: rate().optional(),
  nrr: shown.rate().min(0, "must be 0 or more").optional(),
  cap_years: wholeYears.optional(),
  sales_and_marketing: money().optional(),
  new_customers: count().optional(),
  expansion_cost: money().optional(),
  expansion_arr: money().optional(),
  cs_in: z.enum(csPlaces).optional(),
  costs: Costs.optional(),
  segments: z.array(Segment).min(1).optional(),
  convention: z.enum(conventions).optional(),
  printed: money().optional(),
  accounts: count().optional(),
  as_of: IsoDate.optional(),
});

/** The main figures of a question: money in major units a year, rates as fractions. */
export const mainFigures = {
  ask: z.enum(economicsAsks).describe("Question"),
  arpa: money().describe("Yearly revenue per account").optional(),
  gross_margin: rate().describe("Fraction").optional(),
  annual_churn: rate().describe("Of customers").optional(),
  discount: rate().describe("Yearly").optional(),
  arr: money().describe("Total").optional(),
  opening_arr: money().describe("Year 0").optional(),
  new_arr: money().describe("A year").optional(),
  grr: z.array(rate()).optional(),
  from: rate().describe("Retention now").optional(),
  to: rate().describe("As wanted").optional(),
  years: z.number().describe("Horizon").optional(),
};

/** A question with its details laid beside its main figures. */
export type EconomicsQuestion = z.infer<z.ZodObject<typeof mainFigures>> &
  z.infer<typeof Details> & { options?: QuestionOption[] };

type Given = Exclude<keyof EconomicsQuestion, "ask">;

/** What each question works with: what it needs first, then what it may have. */
const takenBy: Record<EconomicsAsk, { needs: readonly Given[]; may: readonly Given[] }> = {
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
  compounding: { needs: ["grr"], may: ["arr", "opening_arr", "new_arr", "years", "convention", "printed", "gross_margin"] },
  point_of_retention: { needs: ["arr", "gross_margin", "from", "to"], may: ["years", "arpa", "accounts", "discount"] },
  business_case: {
    needs: ["arr", "options"],
    may: ["gross_margin", "discount", "years", "grr", "accounts", "annual_churn", "segments", "cs_in", "as_of"],
  },
};

/** What a point is worth may be asked with the two rates as a list, the lower one first or last. */
export function withRates<Asked extends EconomicsQuestion>(question: Asked): Asked {
  const { ask, grr, from, to } = question;
  if (ask !== "point_of_retention" || grr?.length !== 2 || from !== undefined || to !== undefined) return question;
  const [one, other] = grr as [number, number];
  return { ...question, grr: undefined, from: Math.min(one, other), to: Math.max(one, other) };
}

/** How a parameter is written in a call. @example parameterName("nrr") // "details.nrr" */
const parameterName = (name: Given): string => (name in Details.shape ? `details.${name}` : name);

export type CaseName = "low" | "base" | "high";
const caseNames: readonly CaseName[] = ["low", "base", "high"];

/** The lifts of an option by case; `lift` alone is the base case. */
export function liftsOf(option: QuestionOption): Partial<Record<CaseName, number[]>> {
  const base = option.lift ?? option.base;
  return { ...(option.low && { low: option.low }), ...(base && { base }), ...(option.high && { high: option.high }) };
}

function wrongWith(option: QuestionOption, years: number): string[] {
  const lifts = liftsOf(option);
  const ordered = (lower: CaseName, upper: CaseName) =>
    faultIf(
      (lifts[lower] ?? []).some((value, year) => value > (lifts[upper]?.[year] ?? value)),
      `${option.name}: in some year the ${lower} lift is above the ${upper} one`,
    );
  return [
    ...faultIf(
      option.lift !== undefined && option.base !== undefined,
      `${option.name}: lift and base are the same thing, and both are given`,
    ),
    ...faultIf(
      !lifts.base && (lifts.low !== undefined || lifts.high !== undefined),
      `${option.name}: low or high without lift, the case in the middle`,
    ),
    ...caseNames.flatMap((name) =>
      faultIf(
        lifts[name] !== undefined && lifts[name].length !== years,
        `${option.name}: the ${name} case has ${lifts[name]?.length} yearly lifts for a horizon of ${years} years`,
      ),
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

/** A quotient that a number can hold, else null: nothing divided by nothing, or by next to nothing. @example finite(1 / 0) // null */
export function finite(quotient: number): number | null {
  return Number.isFinite(quotient) ? quotient : null;
}

/** A month's churn over twelve months like it, as a fraction. @example yearlyFromMonthly(0.02) // 0.2153 */
export function yearlyFromMonthly(monthly: number): number {
  return monthly >= 1 ? 1 : -Math.expm1(12 * Math.log1p(-monthly));
}

/** What the other numbers decide: a horizon of whole years up to the longest table, and lifts that leave no more than the whole book. */
function beyondBounds({ ask, years, grr = [], options = [] }: EconomicsQuestion, mostYears: number): string[] {
  const whole = years === undefined || (Number.isInteger(years) && years >= 1 && years <= mostYears);
  const baseline = ask === "business_case" ? grr[0] : undefined;
  return [
    ...faultIf(!whole, `years is ${years}: it must be a whole number from 1 to ${mostYears}`),
    ...options.flatMap((option, index) =>
      (["lift", "low", "base", "high"] as const).flatMap((name) => {
        const lifts = option[name] ?? [];
        const place = `options[${index}].${name}`;
        return [
          ...faultIf(lifts.length > mostYears, `${place} has ${lifts.length} years: it may have ${mostYears}`),
          ...lifts.flatMap((value, year) =>
            faultIf(
              baseline !== undefined && baseline + value > 1,
              `${place}[${year}] is ${value}: on a GRR of ${baseline} it leaves more than all of it`,
            ),
          ),
        ];
      }),
    ),
  ];
}

const given = (question: EconomicsQuestion): Given[] =>
  (Object.keys(question) as (keyof EconomicsQuestion)[]).filter(
    (name): name is Given => name !== "ask" && question[name] !== undefined,
  );
const list = (names: readonly Given[]) => names.map(parameterName).join(", ");

/** One churn, in one period: the commonest error of lifetime value is a month's churn under a year's revenue. */
function refuseTwoChurns({ annual_churn: annual, monthly_churn: monthly }: EconomicsQuestion): void {
  if (annual === undefined || monthly === undefined) return;
  const same = annual === monthly && annual > 0 && annual < 1;
  throw new Problem({
    what: same
      ? `You gave monthly churn where annual is asked: annual_churn and details.monthly_churn are both ${annual}, and ${monthly} a month is ${yearlyFromMonthly(monthly)} a year.`
      : `annual_churn is ${annual} and details.monthly_churn is ${monthly}, which is ${yearlyFromMonthly(monthly)} a year.`,
    remedy: "Give one of them, for the period it was counted in.",
  });
}

/**
 * Refuses a question that cannot be answered as it stands: parameters the ask has no use for, those it lacks, numbers that cannot be true,
 * and churn in two periods. `mostYears` ends the horizon. Throws Problem, which names every place.
 */
export function checkQuestion(question: EconomicsQuestion, mostYears: number): void {
  const { needs, may } = takenBy[question.ask];
  const foreign = given(question).filter((name) => !needs.includes(name) && !may.includes(name));
  if (foreign.length)
    throw new Problem({
      what: `${question.ask} has no use for ${list(foreign)}.`,
      remedy: `Leave it out, or ask another question. It takes ${list([...needs, ...may])}.`,
    });
  const missing = needs.filter((name) => question[name] === undefined);
  if (missing.length)
    throw new Problem({
      what: `${question.ask} needs ${list(missing)}.`,
      remedy: "Give it; a guess belongs to you and not to the program.",
    });
  refuseTwoChurns(question);
  const places = beyondBounds(question, mostYears);
  if (places.length)
    throw new Problem({
      what: `${places.length === 1 ? "A number" : "Some numbers"} cannot be true:`,
      places,
      remedy: "Correct them.",
    });
}

/** The book a business case is about, segments by average account from the largest down. */
export interface CaseBook {
  arr: number;
  accounts: number | null;
  segments: TierArr[];
  grr: number | null;
  annual_churn: number | null;
}

function refuse(places: string[]): void {
  if (places.length)
    throw new Problem({
      what: "The book does not tie:",
      places,
      remedy: "Give every segment its arr and accounts, and totals that they add up to.",
    });
}

/**
 * The book out of a question: totals, segments with their average accounts, the baseline. Money in major units, rates as fractions.
 * Throws Problem when there is no ARR, more than one baseline, or segments that lack accounts or do not add up.
 */
export function caseBook({ arr = 0, accounts, segments = [], grr = [], annual_churn }: EconomicsQuestion): CaseBook {
  if (arr === 0) throw new Problem({ what: "arr is 0, so there is nothing to retain.", remedy: "Give the ARR of the book." });
  if (grr.length > 1)
    throw new Problem({
      what: `grr holds ${grr.length} rates; a business case has one baseline.`,
      remedy: "Give one, such as [0.9], or leave it out where it is unknown.",
    });
  const lacking = segments.filter((segment) => segment.accounts === undefined).map(({ segment }) => `${segment} has no accounts`);
  const costed = segments.flatMap(({ segment, costs }) =>
    faultIf(costs !== undefined, `${segment} states costs, which belong to cost_to_serve`),
  );
  refuse([...lacking, ...costed]);
  const added = {
    arr: sumMoney(segments.map((one) => one.arr)),
    accounts: segments.reduce((all, one) => all + one.accounts!, 0),
  };
  if (segments.length)
    refuse([
      ...faultIf(!agreesToDigits(arr, added.arr), `arr is ${arr}, and the segments add up to ${added.arr}`),
      ...faultIf(
        accounts !== undefined && accounts !== added.accounts,
        `details.accounts is ${accounts}, and the segments add up to ${added.accounts}`,
      ),
    ]);
  const average = (one: { arr: number; accounts: number }) => (one.accounts === 0 ? 0 : one.arr / one.accounts);
  const touched = segments.every((segment) => segment.touch !== undefined);
  return {
    arr,
    accounts: accounts ?? (segments.length ? added.accounts : null),
    segments: segments
      .map((one) => ({
        tier: one.segment,
        touch: touched ? one.touch! : ("tech" as const),
        accounts: one.accounts!,
        arr: one.arr,
      }))
      .sort((a, b) => average(b) - average(a) || (a.tier < b.tier ? -1 : a.tier > b.tier ? 1 : 0)),
    grr: grr[0] ?? null,
    annual_churn: annual_churn ?? null,
  };
}

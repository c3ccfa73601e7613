import { type Answered, type Known, known, mapKnown, unknown } from "../../core/known.ts";
import { ratioOfMoney, sumMoney } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import { profitAndLoss, revenueOverChurn } from "./acquisition.ts";
import type { PartAnswer, Serving } from "./answer.ts";
import type { EconomicsFigures } from "./figures.ts";
import {
  type CsPlace,
  csCost,
  type EconomicsQuestion,
  type QuestionSegment,
  type ServingCosts,
  type ServingPart,
  servingParts,
} from "./question.ts";

type Row = Answered<Serving["segments"][number]>;
type Against = NonNullable<Serving["segments"][number]["against_ceiling"]>;

/** Half-open: exactly at an end is beyond it. What is not fully counted can be above an end, and never surely below one. */
function against(value: number, low: number, high: number, whole: boolean): Against {
  if (value >= high) return "above";
  if (!whole) return "too_narrow";
  return value < low ? "below" : "within";
}

function rowOf(
  { segment, arr, accounts, touch, costs }: QuestionSegment,
  counted: readonly ServingPart[],
  figures: EconomicsFigures,
): Row {
  const cost = sumMoney(servingParts.map((part) => costs?.[part] ?? 0));
  const share = known(arr === 0 ? null : ratioOfMoney(cost, arr), `${segment}: the segment has no ARR.`);
  const each = known(
    accounts === undefined || accounts === 0 ? null : cost / accounts,
    `${segment}: ${accounts === undefined ? "the accounts were not given" : "there are no accounts"}.`,
  );
  const ceiling: Known<number[]> = known(
    touch === undefined ? null : figures.costToServe.value[touch],
    "Ceilings go by touch, and the segment states none.",
  );
  const whole = servingParts.filter((part) => part !== "management").every((part) => counted.includes(part));
  const [named_low, named_high] = figures.costPerAccount.value as [number, number];
  return {
    segment,
    ...(touch === undefined ? {} : { touch }),
    accounts: known(accounts, "The segment's accounts were not given."),
    arr,
    cost,
    cost_per_account: each,
    share_of_arr: share,
    ceiling_low: mapKnown(ceiling, ([low]) => low!),
    ceiling_high: mapKnown(ceiling, ([, high]) => high!),
    against_ceiling:
      touch === undefined
        ? unknown(`${segment}: the segment states no touch.`)
        : mapKnown(share, (part) => mapKnown(ceiling, ([low, high]) => against(part, low!, high!, whole))),
    ...(touch === "high"
      ? { against_named_csm: mapKnown(each, (amount) => against(amount, named_low, named_high, counted.includes("csm"))) }
      : {}),
  };
}

/**
 * Each segment's cost per account and share of ARR, against the ceilings of its touch and, for high touch, against the published cost of an
 * account of a named CSM. Empty without segments or when no segment states a cost. Money in major units a year. Throws nothing.
 */
function servedSegments(segments: readonly QuestionSegment[], counted: readonly ServingPart[], figures: EconomicsFigures): Row[] {
  return segments.some((segment) => segment.costs !== undefined)
    ? segments.map((segment) => rowOf(segment, counted, figures))
    : [];
}

interface ServingTotals {
  costs: ServingCosts;
  counted: ServingPart[];
  arr: number;
  accounts: number | null;
}

const sum = (amounts: readonly (number | undefined)[]): number | undefined =>
  amounts.length === 0 || amounts.some((amount) => amount === undefined) ? undefined : sumMoney(amounts as number[]);

/** A total and what its segments add up to must be one number. */
function oneTotal(name: string, given: number | undefined, added: number | undefined, faults: string[]): number | undefined {
  if (given !== undefined && added !== undefined && given !== added)
    faults.push(`${name} is ${given}, and the segments add up to ${added}`);
  return given ?? added;
}

/** Parts that some segments state and others do not would make the total a mix. */
function refuseUnevenParts(question: EconomicsQuestion): void {
  const segments = (question.segments ?? []).filter((segment) => segment.costs !== undefined);
  const uneven = servingParts.filter((part) => {
    const have = segments.filter((segment) => segment.costs![part] !== undefined).length;
    return have > 0 && have < (question.segments ?? []).length;
  });
  if (uneven.length)
    throw new Problem({
      what: `Some segments state ${uneven.join(", ")} and others do not, so their costs would not hold the same things.`,
      remedy: "Give the part for every segment; 0 where there is none.",
    });
}

/**
 * Cost, ARR and accounts that are served, from totals or from segments; where both are given they must tie. Money in major units a year.
 * Throws Problem when nothing says the cost or the ARR, when segments are uneven, or when totals and segments differ.
 * @example servingTotals({ ask: "cost_to_serve", arr: 100, costs: { csm: 15 } }).counted // ["csm"]
 */
function servingTotals(question: EconomicsQuestion): ServingTotals {
  refuseUnevenParts(question);
  const segments = question.segments ?? [];
  const faults: string[] = [];
  const costs: ServingCosts = {};
  for (const part of servingParts) {
    const total = oneTotal(
      `details.costs.${part}`,
      question.costs?.[part],
      sum(segments.map((one) => one.costs?.[part])),
      faults,
    );
    if (total !== undefined) costs[part] = total;
  }
  const arr = oneTotal("arr", question.arr, sum(segments.map((segment) => segment.arr)), faults);
  const counts = segments.map((segment) => segment.accounts);
  const known = counts.length > 0 && counts.every((count) => count !== undefined);
  const accounts = oneTotal(
    "details.accounts",
    question.accounts,
    known ? counts.reduce((all, one) => all! + one!, 0) : undefined,
    faults,
  );
  if (faults.length)
    throw new Problem({
      what: "Totals and segments differ:",
      places: faults,
      remedy: "Correct one of them, or leave the total out.",
    });
  const counted = servingParts.filter((part) => costs[part] !== undefined);
  if (counted.length === 0 || arr === undefined)
    throw new Problem({
      what: `cost_to_serve needs ${counted.length === 0 ? "at least one part of the cost" : "the ARR that is served"}.`,
      remedy:
        "Give details.costs (csm, ops, support, tools, management; what you leave out is not counted, and said so) and arr, or details.segments with both.",
    });
  return { costs, counted, arr, accounts: accounts ?? null };
}

const overArr = (cost: number, arr: number): Known<number> => (arr === 0 ? unknown("There is no ARR.") : ratioOfMoney(cost, arr));

/** Each width of the cost, null from the first part on that nobody gave. */
function widthsOf(
  costs: ServingCosts,
  arr: number,
  numerators: EconomicsFigures["numerators"]["value"],
): Answered<Serving["widths"]> {
  return numerators.map(({ numerator, holds, compare_with }, index) => {
    const parts = servingParts.slice(0, index + 1).map((part) => costs[part]);
    const whole = parts.every((part) => part !== undefined);
    const cost = whole ? sumMoney(parts) : unknown("A part of this width was not given; missing is not 0.");
    return { numerator, holds, cost, share_of_arr: mapKnown(cost, (all) => overArr(all, arr)), compare_with };
  });
}

/** Gross margin as if none of the counted cost were in it: what is booked there is added back. Support always is, unless nothing is. */
function marginBefore(arr: number, margin: number, costs: ServingCosts, csIn: CsPlace): number {
  const inside = csIn === "neither" ? 0 : sumMoney([costs.support ?? 0, csIn === "cost_of_revenue" ? csCost(costs) : 0]);
  return sumMoney([arr * margin, inside]);
}

function refuseHalfSwitch(question: EconomicsQuestion): void {
  const extra = (["arpa", "annual_churn", "sales_and_marketing", "new_customers", "new_arr"] as const).filter(
    (name) => question[name] !== undefined,
  );
  if (extra.length && (question.gross_margin === undefined || question.cs_in === undefined))
    throw new Problem({
      what: `${extra.join(", ")} ${extra.length === 1 ? "is" : "are"} for showing customer success in either place of the accounts, which needs gross_margin and details.cs_in.`,
      remedy: "Give both, or leave the rest out.",
    });
  if (question.cs_in !== undefined && question.gross_margin === undefined)
    throw new Problem({
      what: "details.cs_in says what the gross margin holds, and gross_margin is missing.",
      remedy: "Give gross_margin, or leave details.cs_in out.",
    });
}

/**
 * What serving the customers costs: the parts counted, per account, over ARR and over gross margin that holds none of it, by width and by
 * segment against the published ceilings, and the P&L switch. Money in major units a year, margin as a fraction.
 * Throws Problem as `servingTotals` and `profitAndLoss` do. Source: definitions 2.16, rule economics-cost-to-serve.
 */
export function costToServe(question: EconomicsQuestion, figures: EconomicsFigures): PartAnswer {
  refuseHalfSwitch(question);
  const { costs, counted, arr, accounts } = servingTotals(question);
  const { gross_margin: margin, cs_in: csIn } = question;
  const cost = sumMoney(counted.map((part) => costs[part]!));
  const before: Known<number> =
    margin === undefined
      ? unknown("The gross margin was not given.")
      : csIn === undefined
        ? unknown("Nobody said whether the margin already holds this cost. Give details.cs_in.")
        : marginBefore(arr, margin, costs, csIn);
  const rows =
    margin !== undefined && csIn !== undefined && arr > 0
      ? profitAndLoss({
          ...question,
          arr,
          gross_margin: margin,
          cs_cost: csCost(costs),
          cs_in: csIn,
          revenue_over_churn: revenueOverChurn(question.arpa, question.annual_churn),
        })
      : undefined;
  return {
    serving: {
      counted,
      not_counted: servingParts.filter((part) => costs[part] === undefined),
      cost,
      arr,
      accounts: known(accounts, "The number of accounts was not given."),
      cost_per_account: known(
        accounts === null || accounts === 0 ? null : cost / accounts,
        accounts === null ? "The number of accounts was not given." : "There are no accounts.",
      ),
      share_of_arr: overArr(cost, arr),
      margin_before: before,
      share_of_margin: mapKnown(before, (earned) =>
        known(earned <= 0 ? null : ratioOfMoney(cost, earned), "There is no gross margin to divide by."),
      ),
      widths: widthsOf(costs, arr, figures.numerators.value),
      segments: servedSegments(question.segments ?? [], counted, figures),
    },
    ...(rows === undefined ? {} : { profit_and_loss: rows }),
  };
}

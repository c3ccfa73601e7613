import { isExactMoney, isTooLarge } from "../metrics/exact-money.ts";
import { type EconomicsQuestion, parameterName, type QuestionOption, type ServingCosts } from "./economics-question.ts";

type Check = (value: number) => string | null;

const fraction: Check = (value) =>
  value < 0 || value > 1
    ? `must lie between 0 and 1${value > 1 && value <= 100 ? `; ${value}% is ${Number((value / 100).toPrecision(12))}` : ""}`
    : null;
const money: Check = (value) => {
  if (value < 0) return "is negative";
  if (isTooLarge(value)) return "is too large to be exact";
  if (value > 0 && Math.round(value * 100) === 0) return "is finer than a hundredth";
  return null;
};
const addedMoney: Check = (value) => money(value) ?? (isExactMoney(value) ? null : "is finer than a hundredth");
const count: Check = (value) => (value < 0 || !Number.isInteger(value) ? "must be a whole number, 0 or more" : null);
/** A value in which nothing is counted would be 0 whatever the customer brings. */
const capYears: Check = (value) =>
  value < 1 || !Number.isInteger(value) ? "must be a whole number of years, 1 or more; leave it out for the library's own" : null;
const positive: Check = (value) => (value < 0 ? "is negative" : null);
const yearsUpTo =
  (most: number): Check =>
  (value) =>
    value < 1 || value > most || !Number.isInteger(value) ? `must be a whole number from 1 to ${most}` : null;
const lift: Check = (value) => (value < -1 || value > 1 ? "must lie between -1 and 1, as retention added in that year" : null);

const line = (place: string, value: number | undefined, check: Check): string[] => {
  const wrong = value === undefined ? null : check(value);
  return wrong === null ? [] : [`${place} is ${value}: it ${wrong}`];
};

function wrongInOption(option: QuestionOption, index: number, grr: number | undefined, mostYears: number): string[] {
  const place = `options[${index}]`;
  const long = (["lift", "low", "base", "high"] as const).filter((name) => (option[name] ?? []).length > mostYears);
  const lists = (["lift", "low", "base", "high"] as const).flatMap((name) =>
    (option[name] ?? []).flatMap((value, year) => {
      const where = `${place}.${name}[${year}]`;
      const beyond = grr !== undefined && value <= 1 && grr + value > 1;
      return [
        ...line(where, value, lift),
        ...(beyond ? [`${where} is ${value}: on a GRR of ${grr} it leaves more than all of it`] : []),
      ];
    }),
  );
  return [
    ...line(`${place}.cost`, option.cost, addedMoney),
    ...line(`${place}.one_off`, option.one_off, addedMoney),
    ...line(`${place}.ramp_months`, option.ramp_months, count),
    ...long.map((name) => `${place}.${name} has ${option[name]!.length} years: it may have ${mostYears}`),
    ...lists,
  ];
}

const wrongCosts = (place: string, costs: ServingCosts | undefined): string[] =>
  Object.entries(costs ?? {}).flatMap(([part, amount]) => line(`${place}.${part}`, amount, addedMoney));

/**
 * Every number of a question that cannot be true, a line each with its place: shares outside 0 to 1, negative money, years or counts that
 * are not whole, lifts that leave more than the whole book. Throws nothing.
 * @example impossibleNumbers({ ask: "lifetime_value", arpa: -1, gross_margin: 0.8 }, 30) // ["arpa is -1: it is negative"]
 */
export function impossibleNumbers(question: EconomicsQuestion, mostYears: number): string[] {
  const checks: [Check, readonly (keyof EconomicsQuestion)[]][] = [
    [fraction, ["gross_margin", "annual_churn", "monthly_churn", "discount"]],
    [money, ["arpa", "sales_and_marketing", "new_arr", "expansion_cost", "expansion_arr", "arr", "opening_arr", "printed"]],
    [count, ["new_customers", "accounts"]],
    [capYears, ["cap_years"]],
    [positive, ["nrr"]],
    [yearsUpTo(mostYears), ["years"]],
  ];
  const baseline = question.ask === "business_case" ? question.grr?.[0] : undefined;
  return [
    ...checks.flatMap(([check, names]) =>
      names.flatMap((name) => line(parameterName(name as "arr"), question[name] as number | undefined, check)),
    ),
    ...(question.grr ?? []).flatMap((rate, index) => line(`grr[${index}]`, rate, fraction)),
    ...wrongCosts("details.costs", question.costs),
    ...(question.segments ?? []).flatMap((segment, index) => [
      ...line(`details.segments[${index}].arr`, segment.arr, addedMoney),
      ...line(`details.segments[${index}].accounts`, segment.accounts, count),
      ...wrongCosts(`details.segments[${index}].costs`, segment.costs),
    ]),
    ...(question.options ?? []).flatMap((option, index) => wrongInOption(option, index, baseline, mostYears)),
  ];
}

import { because, type UndefinedField } from "../../core/answer.ts";
import { isExactMoney, isTooLarge } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import type { Cltv } from "./answer.ts";
import { type EconomicsQuestion, parameterName, type QuestionOption, type ServingCosts, takenBy } from "./question.ts";

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

/** A month's churn over twelve months like it, as a fraction. @example yearlyFromMonthly(0.02) // 0.2153 */
export function yearlyFromMonthly(monthly: number): number {
  return monthly >= 1 ? 1 : -Math.expm1(12 * Math.log1p(-monthly));
}

type Given = Exclude<keyof EconomicsQuestion, "ask">;
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
  const places = impossibleNumbers(question, mostYears);
  if (places.length)
    throw new Problem({
      what: `${places.length === 1 ? "A number" : "Some numbers"} cannot be true:`,
      places,
      remedy: "Rates are fractions, so 10% is 0.1; money is positive, in full units; years are whole.",
    });
}

/** A quotient that a number can hold, else null: nothing divided by nothing, or by next to nothing. @example finite(1 / 0) // null */
export function finite(quotient: number): number | null {
  return Number.isFinite(quotient) ? quotient : null;
}

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

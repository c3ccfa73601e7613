import { addDays, dayNumber } from "../../core/dates.ts";
import { type Answered, known, unknown } from "../../core/known.ts";
import { ratioOfMoney, sumMoney } from "../../core/money.ts";
import { byText } from "../../core/order.ts";
import { Problem } from "../../core/problem.ts";
import type {
  CategoryProbabilities,
  HealthProbabilities,
  LeftOutLine,
  LightChances,
  MonthLine,
  StressCases,
  Sway,
} from "./answer.ts";
import type { Renewal } from "./check-renewals.ts";
import { atLevel, type Distribution, distributionOf, gridFor, levels, MOST_POINTS, type Stake } from "./distribution.ts";

/** Where a chance comes from. */
export type Evidence = "probability" | "category" | "light" | "health" | "assumed";

/** A renewal in the forecast: dated, with its chance and what it keeps when it renews. */
export interface ForecastRenewal extends Renewal {
  /** The last day on which the customer can say no; null where nothing has a date. */
  deadline: string | null;
  /** Whether that day is known and not the renewal date for want of a notice period. */
  deadline_known: boolean;
  source: Evidence;
  /** Health band, category, or "stated". */
  band: string;
  /** The chance as assumed, before any correction by history. */
  prior_rate: number;
  /** The chance the forecast uses. */
  rate: number;
  /** ARR times the share kept, exact to the hundredth. */
  value: number;
}

/**
 * The chance that each account stays, for its expansion: the mean over its renewals weighted by ARR, decided ones being certain. Accounts
 * without a known chance are not in it. Fractions.
 * @example accountChances([{ ...renewal, account: "Acme", arr: 100, rate: 0.95 }], []).get("Acme") // 0.95
 */
export function accountChances(forecast: readonly ForecastRenewal[], decided: readonly Renewal[]): Map<string, number> {
  const all = [
    ...forecast.map(({ account, arr, rate }) => ({ account, arr, rate })),
    ...decided.map(({ account, arr, outcome }) => ({ account, arr, rate: outcome === "renewed" ? 1 : 0 })),
  ];
  const sums = new Map<string, { arr: number; kept: number }>();
  for (const { account, arr, rate } of all) {
    const sum = sums.get(account) ?? { arr: 0, kept: 0 };
    sums.set(account, { arr: sum.arr + arr, kept: sum.kept + arr * rate });
  }
  return new Map([...sums].flatMap(([account, { arr, kept }]) => (arr > 0 ? [[account, kept / arr] as const] : [])));
}

/** Whole hundredths of an amount. */
export const hundredths = (amount: number): number => Math.round(amount * 100);

/** Renewals as the distribution takes them. */
export function stakesOf(renewals: readonly ForecastRenewal[]): Stake[] {
  return renewals.map(({ value, rate }) => ({ value: hundredths(value), rate }));
}

/** ARR up for decision, in major units. */
export function dueOf(renewals: readonly { arr: number }[]): number {
  return sumMoney(renewals.map(({ arr }) => arr));
}

/**
 * What the renewals are worth on average: the sum of each value times its chance, in the order given. Major units, not rounded.
 * @example expectedOf([{ ...renewal, value: 100, rate: 0.95 }]) // 95
 */
export function expectedOf(renewals: readonly Pick<ForecastRenewal, "value" | "rate">[]): number {
  return renewals.reduce((sum, { value, rate }) => sum + hundredths(value) * rate, 0) / 100;
}

/**
 * The square of the standard deviation of the total when each renewal is decided by itself: value squared times p (1 - p). Squared units.
 * @example Math.sqrt(varianceOf([{ ...renewal, value: 100, rate: 0.5 }])) // 50
 */
export function varianceOf(renewals: readonly Pick<ForecastRenewal, "value" | "rate">[]): number {
  return renewals.reduce((sum, { value, rate }) => sum + value * value * rate * (1 - rate), 0);
}

/**
 * The forecast by the month of the opt-out deadline, in order of time. A month that holds renewals without a known notice period is
 * capped in confidence, since those may be decided earlier. Renewals without any date are in no month.
 * @example byMonth(renewals)[0] // { month: "2026-03", renewals: 1, arr: 100000, expected: 95000, unknown_notice_arr: 0, confidence: "full" }
 */
export function byMonth(renewals: readonly ForecastRenewal[]): MonthLine[] {
  const months = new Map<string, ForecastRenewal[]>();
  for (const one of renewals) {
    if (one.deadline === null) continue;
    const month = one.deadline.slice(0, "2026-01".length);
    const own = months.get(month);
    if (own) own.push(one);
    else months.set(month, [one]);
  }
  const inOrder = [...months].sort(([a], [b]) => (a < b ? -1 : 1));
  return inOrder.map(([month, own]) => {
    const unknown = own.filter(({ deadline_known }) => !deadline_known);
    return {
      month,
      renewals: own.length,
      arr: dueOf(own),
      expected: expectedOf(own),
      unknown_notice_arr: dueOf(unknown),
      confidence: unknown.length ? "capped" : "full",
    };
  });
}

/**
 * The last day on which the customer can say no: the stated day of decision, else the renewal date less the notice; where the customer
 * must sign to go on, the end of term itself. With the notice unknown the renewal date stands in and is marked as not known.
 * Null without any date.
 * @example decisionDate({ renewal_date: "2026-03-31", notice_days: 30, auto_renews: null, decision_date: null }) // 2026-03-01, known
 */
export function decisionDate({
  renewal_date,
  notice_days,
  auto_renews,
  decision_date,
}: Pick<Renewal, "renewal_date" | "notice_days" | "auto_renews" | "decision_date">): { date: string; known: boolean } | null {
  if (decision_date !== null) return { date: decision_date, known: true };
  if (renewal_date === null) return null;
  if (auto_renews === false) return { date: renewal_date, known: true };
  if (notice_days === null) return { date: renewal_date, known: false };
  return { date: addDays(renewal_date, -notice_days), known: true };
}

/**
 * A chance whose log-odds fell by a shift; 0 and 1 are certain and stay.
 * @example shocked(0.5, Math.log(2)) // 1 / 3
 */
export function shocked(rate: number, shift: number): number {
  if (rate <= 0 || rate >= 1) return rate;
  return rate / (rate + (1 - rate) * Math.exp(shift));
}

/** The account whose renewals add up to most, the first by name of those that tie. */
function mostByAccount(renewals: readonly ForecastRenewal[], worth: (one: ForecastRenewal) => number) {
  const sums = new Map<string, number>();
  for (const one of renewals) sums.set(one.account, (sums.get(one.account) ?? 0) + worth(one));
  let [most, name] = [-1, ""];
  for (const [account, sum] of sums) if (sum > most || (sum === most && account < name)) [most, name] = [sum, account];
  return { sum: most, account: name };
}

/** The account with the most ARR, the first by name of those that tie; null without renewals. */
export function largestAccount(renewals: readonly ForecastRenewal[]): { account: string; arr: number } | null {
  const { sum, account } = mostByAccount(renewals, ({ arr }) => hundredths(arr));
  return renewals.length === 0 ? null : { account, arr: sum / 100 };
}

/** Points of a stress case's grid: half as many as the forecast's, since nobody reads it to the dollar. */
const STRESS_POINTS = MOST_POINTS / 2;

/**
 * Two bad cases beside the forecast: all chances fall together by the rule's shift in log-odds, and the largest account leaves. Each with
 * its expected amount, its distance from the forecast's, and what is left one time in ten. Null when nothing is in the forecast.
 * `withoutLargest` is the distribution of all renewals but those of the largest account.
 * @example stressForecast(renewals, 0.5, withoutLargest)?.largest_lost.account // "Acme"
 */
export function stressForecast(
  renewals: readonly ForecastRenewal[],
  shift: number,
  withoutLargest: Distribution,
): StressCases | null {
  const largest = largestAccount(renewals);
  if (largest === null) return null;
  const before = expectedOf(renewals);
  const caseOf = (changed: readonly ForecastRenewal[], distribution: Distribution) => {
    const expected = expectedOf(changed);
    return { expected, expected_change: expected - before, p10: atLevel(distribution, levels.p10) };
  };
  const shaken = renewals.map((one) => ({ ...one, rate: shocked(one.rate, shift) }));
  const stakes = stakesOf(shaken);
  return {
    common_shock: { log_odds: shift, ...caseOf(shaken, distributionOf(stakes, gridFor(stakes, STRESS_POINTS))) },
    largest_lost: {
      ...largest,
      ...caseOf(
        renewals.map((one) => (one.account === largest.account ? { ...one, rate: 0 } : one)),
        withoutLargest,
      ),
    },
  };
}

const certainty = unknown("Every renewal in the forecast is certain.");

/** The account whose outcome moves the total most, the first by name of those that tie; null where all is certain. */
export function movesMost(renewals: readonly ForecastRenewal[]): string | null {
  const { sum, account } = mostByAccount(renewals, ({ value, rate }) => value * value * rate * (1 - rate));
  return sum > 0 ? account : null;
}

/**
 * How much of the forecast and of its spread hangs on one account: the largest by ARR, and the one whose outcome moves the total most, with
 * the standard deviation that would be left if that outcome were known. Null when nothing is in the forecast.
 * @example forecastSway(renewals)?.share // 100,000 of 225,000: 0.444
 */
export function forecastSway(renewals: readonly ForecastRenewal[]): Answered<Sway> | null {
  const largest = largestAccount(renewals);
  if (largest === null) return null;
  const account = movesMost(renewals);
  return {
    account: largest.account,
    arr: largest.arr,
    share: ratioOfMoney(largest.arr, dueOf(renewals)),
    moves_most: known(account, certainty),
    moves_most_arr: account === null ? certainty : dueOf(renewals.filter((one) => one.account === account)),
    standard_deviation_without:
      account === null ? certainty : Math.sqrt(varianceOf(renewals.filter((one) => one.account !== account))),
  };
}

/** What a renewal may show of its chance. */
type Signs = Pick<Renewal, "probability" | "category" | "light" | "health">;

export interface Chance {
  rate: number;
  source: Evidence;
  band: string;
}

export interface Probabilities {
  health: HealthProbabilities;
  category: CategoryProbabilities;
  light?: LightChances;
}

/** All categories that have a chance: the calls of the rule, then those of a CRM. */
export const probabilitiesOf = ({
  healthProbabilities,
  categoryProbabilities,
  callChances,
  lightChances,
}: {
  healthProbabilities: { value: HealthProbabilities };
  categoryProbabilities: { value: CategoryProbabilities };
  callChances: { value: CategoryProbabilities };
  lightChances: { value: LightChances };
}): Probabilities => {
  const calls = new Map([...callChances.value, ...categoryProbabilities.value].map((one) => [one.category, one]));
  return { health: healthProbabilities.value, category: [...calls.values()], light: lightChances.value };
};

/**
 * The chance one kind of evidence gives a renewal; null where the renewal lacks that evidence. Health from 0 to 100 falls into half-open
 * bands, so the lower end of a band belongs to it.
 * @example chanceBy("health", { ...renewal, health: 79.5 }, probabilities) // { rate: 0.85, source: "health", band: "stable" }
 */
export function chanceBy(
  source: Evidence,
  { probability, category, light, health }: Signs,
  figures: Probabilities,
): Chance | null {
  if (source === "probability") return probability === null ? null : { rate: probability, source, band: "stated" };
  if (source === "category") {
    const found = figures.category.find((one) => one.category === category);
    return found === undefined ? null : { rate: found.probability_rate, source, band: found.category };
  }
  if (source === "light") {
    const found = figures.light?.find((one) => one.light === light);
    return found === undefined ? null : { rate: found.probability_rate, source, band: found.light };
  }
  if (source === "assumed" || health === null) return null;
  let held: HealthProbabilities[number] | null = null;
  for (const band of figures.health)
    if (health >= band.from_health && (held === null || band.from_health > held.from_health)) held = band;
  return held === null ? null : { rate: held.probability_rate, source, band: held.band };
}

/**
 * The chance of a renewal by the best evidence there is: a stated probability, else the owner's category, else the health band.
 * Null where there is none: unknown is never certain.
 * @example renewalProbability({ probability: null, category: null, health: 85 }, probabilities) // { rate: 0.95, ... }
 */
export function renewalProbability(renewal: Signs, figures: Probabilities): Chance | null {
  for (const source of ["probability", "category", "light", "health"] as const) {
    const chance = chanceBy(source, renewal, figures);
    if (chance !== null) return chance;
  }
  return null;
}

/** Why a renewal stands outside the forecast. */
export type LeftOutReason =
  | "not_paying"
  | "renewed"
  | "lost"
  | "no_decision"
  | "undated"
  | "outside_window"
  | "overdue"
  | "auto_renewed"
  | "unknown_probability"
  | "notice_served";

/** The days whose decisions are asked for, both included; null where open. */
export interface Window {
  as_of: string | null;
  from: string | null;
  to: string | null;
  /** Which day of a renewal the window holds: the last one to opt out, or the one on which the term renews. */
  by?: "deadline" | "renewal_date";
}

export interface LeftOutRenewal {
  renewal: Renewal;
  why: LeftOutReason;
}

/** Every renewal in exactly one place. */
export interface PlacedRenewals {
  forecast: ForecastRenewal[];
  left_out: LeftOutRenewal[];
}

/** Why a renewal is outside the forecast by its state and dates; null where it is up for decision. */
function reasonOutside(renewal: Renewal, { as_of, from, to, by }: Window, anyDate: boolean): LeftOutReason | null {
  const { outcome, arr, multi_year_no_decision, auto_renews } = renewal;
  if (outcome === "open" && arr === 0) return "not_paying";
  if (outcome === "open" && multi_year_no_decision) return "no_decision";
  const date = decisionDate(renewal)?.date ?? null;
  if (date === null) {
    if (anyDate || from !== null || to !== null) return "undated";
    return outcome === "open" ? null : outcome;
  }
  const day = by === "renewal_date" ? (renewal.renewal_date ?? date) : date;
  if (to !== null && day > to) return "outside_window";
  if (outcome !== "open" || by === "renewal_date") {
    if (from !== null && day < from) return "outside_window";
    if (outcome !== "open") return outcome;
  }
  if (as_of !== null && date < as_of) {
    // Of what has passed, the window holds what was decided or renews in it.
    const inside = [date, renewal.renewal_date ?? date].some(
      (one) => (from === null || one >= from) && (to === null || one <= to),
    );
    return inside ? (auto_renews === true ? "auto_renewed" : "overdue") : "outside_window";
  }
  return from !== null && day < from ? "outside_window" : null;
}

function refuseWindow(renewals: readonly Renewal[], { as_of, from, to }: Window): void {
  for (const date of [as_of, from, to]) if (date !== null) dayNumber(date);
  if (from !== null && to !== null && from > to)
    throw new Problem({
      what: `The window ends on ${to}, before it begins on ${from}.`,
      remedy: "Give from and to in order of time.",
    });
  if (as_of !== null || !renewals.some((renewal) => decisionDate(renewal) !== null)) return;
  throw new Problem({
    what: "The renewals have dates, and no as_of says which of them have passed.",
    remedy: "Give as_of, a date like 2026-01-31.",
  });
}

/** A renewal with its day and chance. */
export function calledRenewal(renewal: Renewal, { rate, source, band }: Chance): ForecastRenewal {
  const day = decisionDate(renewal);
  const value = sumMoney([renewal.arr * renewal.value_fraction]);
  // Written out field by field: records of one form are made and read many times faster than merged ones, which tells in a large book.
  return {
    account: renewal.account,
    owner: renewal.owner,
    place: renewal.place,
    arr: renewal.arr,
    health: renewal.health,
    probability: renewal.probability,
    category: renewal.category,
    light: renewal.light,
    renewal_date: renewal.renewal_date,
    notice_days: renewal.notice_days,
    auto_renews: renewal.auto_renews,
    decision_date: renewal.decision_date,
    multi_year_no_decision: renewal.multi_year_no_decision,
    notice_served: renewal.notice_served,
    called: renewal.called,
    outcome: renewal.outcome,
    retained: renewal.retained,
    uplift: renewal.uplift,
    value_fraction: renewal.value_fraction,
    deadline: day?.date ?? null,
    deadline_known: day?.known ?? false,
    source,
    band,
    prior_rate: rate,
    rate,
    value,
  };
}

/** Largest first, then by name; what still ties is ordered by date and chance, so that the order of rows never matters. */
export function inOrder(a: ForecastRenewal, b: ForecastRenewal): number {
  return (
    b.arr - a.arr ||
    byText(a.account, b.account) ||
    byText(a.deadline ?? "", b.deadline ?? "") ||
    a.rate - b.rate ||
    a.value - b.value ||
    byText(a.band, b.band) ||
    (a.health ?? 0) - (b.health ?? 0)
  );
}

/**
 * Puts every renewal in exactly one place: in the forecast with its deadline and chance, or outside with the reason. A decision is in the
 * window when its deadline is; without any date at all, the list is taken as what is due. The deadline's own day still counts as open.
 * Throws Problem when dates are given and as_of is not, or the window ends before it begins.
 * @example placeRenewals([lost, open], { as_of: "2026-01-01", from: null, to: null }, probabilities).left_out[0].why // "lost"
 */
export function placeRenewals(renewals: readonly Renewal[], window: Window, figures: Probabilities): PlacedRenewals {
  refuseWindow(renewals, window);
  const anyDate = renewals.some((renewal) => decisionDate(renewal) !== null);
  const placed: PlacedRenewals = { forecast: [], left_out: [] };
  for (const renewal of renewals) {
    const why = reasonOutside(renewal, window, anyDate);
    const chance = why === null ? renewalProbability(renewal, figures) : null;
    if (why !== null) placed.left_out.push({ renewal, why });
    // A score cannot outweigh a notice; only somebody's own call can.
    else if (renewal.notice_served && chance?.source !== "probability" && chance?.source !== "category")
      placed.left_out.push({ renewal, why: "notice_served" });
    else if (chance === null) placed.left_out.push({ renewal, why: "unknown_probability" });
    else placed.forecast.push(calledRenewal(renewal, chance));
  }
  placed.forecast.sort(inOrder);
  placed.left_out.sort((a, b) => b.renewal.arr - a.renewal.arr || byText(a.renewal.account, b.renewal.account));
  return placed;
}

/** Names shown for each reason. */
const SHOWN = 2;

/**
 * What stands outside the forecast, a line for each reason, largest ARR first. With the forecast's own ARR they add up to the book.
 * @example leftOut([{ renewal, why: "overdue" }])[0] // { why: "overdue", renewals: 1, accounts: 1, arr: 5000, largest: ["Acme"] }
 */
export function leftOut(renewals: readonly LeftOutRenewal[]): LeftOutLine[] {
  const reasons = [...new Set(renewals.map(({ why }) => why))];
  const lines = reasons.map((why): LeftOutLine => {
    const own = renewals.filter((one) => one.why === why).map(({ renewal }) => renewal);
    const accounts = [...new Set(own.map(({ account }) => account))];
    return { why, renewals: own.length, accounts: accounts.length, arr: dueOf(own), largest: accounts.slice(0, SHOWN) };
  });
  return lines.sort((a, b) => b.arr - a.arr || (a.why < b.why ? -1 : 1));
}

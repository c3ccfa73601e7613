import { type Answered, type Known, known, over, unknown } from "../../core/known.ts";
import { ratioOfMoney, sumMoney } from "../../core/money.ts";
import { nameStem } from "../retention/movers.ts";
import type {
  BandLine,
  CalledLine,
  ContradictionLine,
  ForecastFields,
  Reading,
  RenewalFigures,
  RenewalLine,
  RenewalRate,
  TargetLine,
} from "./answer.ts";
import type { Renewal, RenewalRow } from "./check-renewals.ts";
import { checkRenewals } from "./check-renewals.ts";
import { boundedChanceBelow, type Distribution, distributionOf, forecastQuantiles, gridFor } from "./distribution.ts";
import {
  byMonth,
  chanceBy,
  dueOf,
  expectedOf,
  type ForecastRenewal,
  forecastSway,
  hundredths,
  type LeftOutRenewal,
  largestAccount,
  leftOut,
  type PlacedRenewals,
  type Probabilities,
  placeRenewals,
  probabilitiesOf,
  stakesOf,
  stressForecast,
  varianceOf,
  type Window,
} from "./place-renewals.ts";
import { countStates, keptBy, keptOfArr, linesOf, noticesOf, ownersOf, type States, statesNow, wholeOf } from "./states.ts";

/** The increase at renewal: as stated, else what was kept above the ARR. */
function upliftOf(renewal: Renewal): number {
  return renewal.uplift ?? Math.max(0, sumMoney([keptBy(renewal).amount, -renewal.arr]));
}

/** The renewals in the window that are decided. */
function decidedOf(leftOut: readonly LeftOutRenewal[]): Renewal[] {
  return leftOut.filter(({ why }) => why === "renewed" || why === "lost").map(({ renewal }) => renewal);
}

/**
 * Renewal rates on the ARR that was up for decision and is decided: gross counts at most the ARR of each renewal, net adds the increases,
 * logo counts decisions. Rates as fractions, money in major units; null where nothing was decided, or no ARR was.
 * Source: definitions of renewal rate on available-to-renew ARR.
 * @example renewalRate([renewedWhole, lost]) // { gross: 0.5, net: 0.5, logo: 0.5, ... } for two of the same size
 */
function renewalRate(decided: readonly Renewal[]): Answered<RenewalRate> {
  const arr = sumMoney(decided.map((renewal) => renewal.arr));
  const retained = sumMoney(decided.map(keptOfArr));
  const uplift = sumMoney(decided.map(upliftOf));
  const renewed = decided.filter(({ outcome }) => outcome === "renewed").length;
  return {
    gross: arr > 0 ? ratioOfMoney(retained, arr) : unknown("The decided renewals have no ARR."),
    net: arr > 0 ? ratioOfMoney(sumMoney([retained, uplift]), arr) : unknown("The decided renewals have no ARR."),
    logo: over(renewed, decided.length, "Nothing was decided."),
    arr,
    retained_arr: retained,
    uplift,
    renewed,
    lost: decided.length - renewed,
  };
}

/**
 * A target against what decided renewals of the window kept and what the open ones may bring: the chance of staying strictly below it,
 * with the ends between which rounding leaves it. Money in major units, chances as fractions.
 * @example againstTarget(100, [], distributionOf([{ value: 10000, rate: 0.9 }])).below_rate // 0.1
 */
function againstTarget(amount: number, decided: readonly Renewal[], open: Distribution): TargetLine {
  const kept = sumMoney(decided.map(keptOfArr));
  const still_needed = Math.max(0, sumMoney([amount, -kept]));
  const { chance, low, high } = boundedChanceBelow(open, hundredths(still_needed));
  return { amount, already_kept: kept, still_needed, below_rate: chance, below_low_rate: low, below_high_rate: high };
}

/** The evidence nearest to a person's own judgement first. */
const order = ["probability", "category", "light", "health", "assumed"];

/**
 * The forecast by health band, category and stated chances, each renewal under the evidence it was forecast with; highest chance first.
 * `posterior` gives the rate a record suggests for an assumed one, null where it says nothing.
 * @example byBand(renewals, () => null)[0] // { band: "healthy", source: "health", prior_rate: 0.95, arr: 100000, expected: 95000, ... }
 */
function byBand(renewals: readonly ForecastRenewal[], posterior: (assumed: number) => number | null): Answered<BandLine>[] {
  const keys = [...new Set(renewals.map(({ source, band }) => `${source} ${band}`))];
  const lines = keys.map((key) => {
    const own = renewals.filter(({ source, band }) => `${source} ${band}` === key);
    const { source, band, prior_rate } = own[0]!;
    const stated = source === "probability";
    const [arr, expected] = [dueOf(own), expectedOf(own)];
    const prior: Known<number> = stated ? unknown("Stated chances differ from renewal to renewal.") : prior_rate;
    return {
      rank: order.indexOf(source) - (stated ? 1 : prior_rate),
      band,
      source,
      prior_rate: prior,
      posterior_rate: known(stated ? null : posterior(prior_rate), "No record was given for this chance."),
      renewals: own.length,
      arr,
      expected,
      share: ratioOfMoney(expected, arr),
    };
  });
  return lines.sort((a, b) => a.rank - b.rank || (a.band < b.band ? -1 : 1)).map(({ rank: _, ...line }) => line);
}

/** What owners call beside what the forecast expects of the same renewals; null where nobody called an amount. Major units. */
function calledAmounts(renewals: readonly ForecastRenewal[]): CalledLine | null {
  const own = renewals.filter(({ called }) => called !== null);
  if (own.length === 0) return null;
  return {
    renewals: own.length,
    arr: dueOf(own),
    called: sumMoney(own.map(({ called }) => called!)),
    expected: expectedOf(own),
  };
}

/**
 * Renewals whose signs cannot all be right: health below the rule's value under its category, or under a stated chance as high as that
 * category's; notice served and a chance above the rule's. Largest first; each with what it adds to the forecast.
 * @example findContradictions([{ ...renewal, health: 25, category: "committed" }], figures)[0].why // ["low_health"]
 */
function findContradictions(
  renewals: readonly ForecastRenewal[],
  { contradictions, categoryProbabilities, noticeServed }: RenewalFigures,
): Answered<ContradictionLine>[] {
  const highest = (category: string) =>
    categoryProbabilities.value.find((one) => one.category === category)?.probability_rate ?? null;
  return renewals.flatMap(({ account, arr, value, health, category, source, prior_rate, rate, notice_served }) => {
    const low = contradictions.value.some((rule) => {
      if (health === null || health >= rule.below_health) return false;
      const high = highest(rule.category);
      const called = source === "probability" || source === "category";
      return category === rule.category || (called && high !== null && prior_rate >= high);
    });
    const why: ContradictionLine["why"] = [
      ...(low ? (["low_health"] as const) : []),
      ...(notice_served && prior_rate > noticeServed.value ? (["notice_served"] as const) : []),
    ];
    if (why.length === 0) return [];
    const line = { account, arr, why, probability_rate: prior_rate, expected: value * rate };
    return [{ ...line, health: known(health, "Not given."), category: known(category, "Not given.") }];
  });
}

/**
 * Where renewals carry more than one kind of evidence: what each kind would give for those that have it, beside what was used for the same
 * renewals. Empty where no renewal has two kinds.
 * @example otherReadings(renewals, probabilities)[0] // { reading: "health", renewals: 2, arr: 175000, expected: 117500, expected_used: 120000 }
 */
function otherReadings(renewals: readonly ForecastRenewal[], figures: Probabilities): Reading[] {
  return (["probability", "category", "light", "health"] as const).flatMap((reading): Reading[] => {
    const read = renewals.flatMap((one) => {
      const chance = one.source === reading ? null : chanceBy(reading, one, figures);
      return chance === null ? [] : [{ one, value: one.value, rate: chance.rate }];
    });
    if (read.length === 0) return [];
    const same = read.map(({ one }) => ({ value: one.value, rate: one.prior_rate }));
    const arr = dueOf(read.map(({ one }) => one));
    return [{ reading, renewals: read.length, arr, expected: expectedOf(read), expected_used: expectedOf(same) }];
  });
}

/** Words of a name that say only where a part of a group sits. */
const regions = new Set([
  "uk",
  "gb",
  "us",
  "usa",
  "de",
  "at",
  "ch",
  "fr",
  "it",
  "es",
  "nl",
  "eu",
  "emea",
  "apac",
  "dach",
  "benelux",
  "germany",
  "deutschland",
  "austria",
  "switzerland",
  "france",
  "italy",
  "spain",
  "netherlands",
  "europe",
  "america",
  "americas",
  "north",
  "south",
  "east",
  "west",
  "international",
  "global",
]);

/** What a group is called, so that its parts say the same; numbers are kept, since "Account 1" is not "Account 2". */
function groupName(account: string): string {
  const own = nameStem(account)
    .split(" ")
    .filter((word) => !regions.has(word));
  return own.join("") === "" ? "" : JSON.stringify([...own, ...(account.match(/\d+/g) ?? [])]);
}

/**
 * Accounts whose names say one group, but for a country or the legal form, the most ARR first, and the range of the whole where the renewals of each
 * group are one decision: all kept or all lost, with the same expected sum. Major units.
 * @example nameGroups([delphin of 200 at 0.95, delphinUk of 100 at 0.5], empty)?.rows // [{ accounts: ["Delphin S.A.", "Delphin UK KG"], arr: 300 }]
 */
function nameGroups(renewals: readonly ForecastRenewal[], kept: number): ForecastFields["groups"] {
  const groups = new Map<string, ForecastRenewal[]>();
  for (const one of renewals) {
    const name = groupName(one.account);
    if (name === "") continue;
    const own = groups.get(name);
    if (own) own.push(one);
    else groups.set(name, [one]);
  }
  const several = [...groups.values()].filter((own) => own.some(({ account }) => account !== own[0]!.account));
  if (several.length === 0) return null;
  const inGroup = new Set(several.flat());
  const together = several.map((own) => {
    const value = own.reduce((sum, one) => sum + hundredths(one.value), 0);
    return { value, rate: value === 0 ? 0 : (expectedOf(own) * 100) / value };
  });
  const total = distributionOf([...stakesOf(renewals.filter((one) => !inGroup.has(one))), ...together]);
  const { p10, p90 } = forecastQuantiles(total).quantiles;
  const rows = several.map((own) => ({ accounts: [...new Set(own.map(({ account }) => account))], arr: dueOf(own) }));
  rows.sort((a, b) => b.arr - a.arr || (a.accounts[0]! < b.accounts[0]! ? -1 : 1));
  return { arr: dueOf([...inGroup]), p10: sumMoney([p10, kept]), p90: sumMoney([p90, kept]), rows };
}

/** What is asked of a list of renewals. */
export interface ForecastQuestion {
  renewals: readonly RenewalRow[];
  /** How a message names a row; as an element of renewals unless given. */
  place_of?: (index: number) => string;
  window: Window;
  target: number | null;
  /** The rate a record suggests for an assumed one; null where it says nothing. */
  posterior: (assumed: number) => number | null;
  /** Whether the forecast uses those rates instead of the assumed ones. */
  use_history: boolean;
}

/** A forecast of renewals, where each of them stands, and what is decided. */
export interface Forecast {
  fields: Answered<ForecastFields>;
  placed: PlacedRenewals;
  decided: Renewal[];
  /** What the renewals come to when all that can renew do, in major units. */
  most: number;
}

/**
 * What the contracts up for decision will bring: their expected sum, the exact distribution of the total, how it falls on bands and months,
 * what could be wrong with it, and everything that stands outside; and the whole list as one number. Money in major units, rates as fractions.
 * Throws Problem for impossible rows, and for dates without an as_of.
 * @example renewalForecast({ renewals: [{ arr: 100000, health: 85 }], ... }, figures).fields.expected // 95000
 */
export function renewalForecast(question: ForecastQuestion, figures: RenewalFigures): Forecast {
  const probabilities = probabilitiesOf(figures);
  const checked = checkRenewals(question.renewals, probabilities.category, question.place_of);
  const found = placeRenewals(checked, question.window, probabilities);
  const corrected = (one: ForecastRenewal) =>
    question.use_history ? { ...one, rate: question.posterior(one.prior_rate) ?? one.rate } : one;
  const forecast = found.forecast.map(corrected);
  const decided = decidedOf(found.left_out);
  const states = statesNow({ ...found, forecast }, decided, figures, corrected);
  const placed = countStates(found, states);
  const counted = placed.forecast;
  // One grid for all, so that each distribution is made from the one before and not anew.
  const largest = largestAccount(counted);
  const isLargest = ({ account }: ForecastRenewal) => account === largest?.account;
  const grid = gridFor(stakesOf(counted));
  const rest = distributionOf(stakesOf(counted.filter((one) => !isLargest(one))), grid);
  const own = counted.filter(isLargest);
  const distribution = own.length ? distributionOf(stakesOf(own), grid, rest) : rest;
  const target = question.target === null ? null : againstTarget(question.target, decided, distribution);
  const [due, expected] = [dueOf(counted), expectedOf(counted)];
  const certain = sumMoney(decided.map(keptOfArr));
  const empty = unknown("Nothing stands in the forecast; see left_out.");
  const noTarget = "No target was given.";
  const fields: Answered<ForecastFields> = {
    due,
    expected,
    share: due > 0 ? ratioOfMoney(expected, due) : empty,
    standard_deviation: Math.sqrt(varianceOf(counted)),
    probability_below_target: known(target?.below_rate, noTarget),
    target: known(target, noTarget),
    ...forecastQuantiles(distribution),
    grid: distribution.unit === 0 ? unknown("The totals are few enough to list them all.") : distribution.unit / 100,
    book: { renewals: checked.length, arr: dueOf(checked) },
    lines: linesOf(states),
    whole: wholeOf(states, distribution, rest, figures),
    notices: noticesOf(states, question.window.as_of),
    owners: ownersOf(states),
    by_band: byBand(counted, question.posterior),
    by_month: byMonth(counted),
    left_out: leftOut(placed.left_out),
    contradictions: findContradictions(counted, figures),
    stress: known(stressForecast(counted, figures.commonShock.value, rest), empty),
    concentration: known(forecastSway(counted), empty),
    confidence: known(confidenceOf(counted), empty),
    groups: known(nameGroups(counted, certain), "No two names in the forecast say one group."),
    renewal_rate: decided.length ? renewalRate(decided) : unknown("No renewal of the window is decided."),
    other_readings: otherReadings(counted, probabilities),
    called: known(calledAmounts(counted), "Nobody called an amount."),
    renewals: counted.map(lineIn(states)),
  };
  return { fields, placed, decided, most: distribution.most / 100 };
}

/** One renewal of the forecast, with where it stands. */
function lineIn(states: States): (one: ForecastRenewal) => Answered<RenewalLine> {
  const past = new Set(states.past);
  return (one) => ({
    account: one.account,
    owner: known(one.owner, "Not given."),
    arr: one.arr,
    state: past.has(one) ? "past_deadline" : one.source === "assumed" ? "no_call" : "open",
    deadline: known(one.deadline, "No date was given."),
    deadline_known: one.deadline_known,
    source: one.source,
    probability_rate: one.rate,
    expected: one.value * one.rate,
  });
}

function confidenceOf(renewals: readonly ForecastRenewal[]): NonNullable<ForecastFields["confidence"]> | null {
  if (renewals.length === 0) return null;
  const unknown = renewals.filter(({ deadline_known }) => !deadline_known);
  const names = [...new Set(unknown.map(({ account }) => account))];
  const arr = dueOf(unknown);
  const due = dueOf(renewals);
  return {
    level: unknown.length ? "capped" : "full",
    deadline_known_share: ratioOfMoney(due - arr, due),
    unknown_notice_accounts: names.length,
    unknown_notice_arr: arr,
    unknown_notice: names,
  };
}

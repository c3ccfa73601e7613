import { dayNumber } from "../../core/dates.ts";
import { sumMoney, withoutNoise } from "../../core/money.ts";
import { smallest } from "../../core/order.ts";
import { faultIf, Problem } from "../../core/problem.ts";
import {
  type BandCaps,
  type BandResponses,
  type HealthAccount,
  type HealthBands,
  type Weight,
  type WeightSets,
  weightsOf,
} from "./book.ts";

/**
 * Place of the band that holds a score, worst 0: from its own value up to, not including, the next one, so that no score falls between two.
 * @example bandPlace(79.8, bands) // 3, stable, whose next begins at 80
 */
export function bandPlace(score: number, bands: HealthBands): number {
  let place = 0;
  bands.forEach(({ from }, index) => {
    if (score >= from) place = index;
  });
  return place;
}

/** The place of a band by its name. Throws Problem that names the bands there are. */
function placeOfCap(fact: Fact, name: string, bands: HealthBands): number {
  const place = bands.findIndex(({ band }) => band === name);
  if (place === -1)
    throw new Problem({
      what: `The cap for ${fact} (metrics-health-action.band_caps) names a band there is not: "${name}".`,
      remedy: `The bands: ${bands.map(({ band }) => band).join(", ")}.`,
    });
  return place;
}

export type Fact = keyof BandCaps;

/** The hard facts that stand against an account, each with the place of the best band it leaves. */
type Caps = Readonly<Record<Fact, number>>;

/** The caps by place. Throws Problem for a cap or a response that does not fit the bands in force. */
export function capPlaces(caps: BandCaps, bands: HealthBands): Caps {
  const place = (fact: Fact) => placeOfCap(fact, caps[fact], bands);
  return {
    notice_served: place("notice_served"),
    auto_renew_off: place("auto_renew_off"),
    sponsor_left: place("sponsor_left"),
  };
}

/** What follows from each band, in the order of the bands. Throws Problem for a band nobody answers. */
export function responsesInOrder(responses: BandResponses, bands: HealthBands): BandResponses {
  return bands.map(({ band }) => {
    const response = responses.find((one) => one.band === band);
    if (!response)
      throw new Problem({
        what: `metrics-health-action.responses has no line for the band "${band}".`,
        remedy: "Give your own responses the same bands as your own bands.",
      });
    return response;
  });
}

/**
 * The band after the hard facts: no average lifts an account above what they leave. Without a score the facts alone decide.
 * `floor_by` names the facts that decide, and is empty where the score is no better than they allow.
 * @example capBand(4, { notice_served: true, ... }, caps) // { band: 0, floor_by: ["notice_served"] }
 */
export function capBand(
  computed: number | null,
  { notice_served, auto_renew, sponsor_left }: Pick<HealthAccount, "notice_served" | "auto_renew" | "sponsor_left">,
  caps: Caps,
): { band: number | null; floor_by: Fact[] } {
  const facts: Fact[] = [];
  if (notice_served === true) facts.push("notice_served");
  if (auto_renew === false) facts.push("auto_renew_off");
  if (sponsor_left === true) facts.push("sponsor_left");
  if (facts.length === 0) return { band: computed, floor_by: [] };
  const lowest = smallest(facts.map((fact) => caps[fact]));
  if (computed !== null && computed <= lowest) return { band: computed, floor_by: [] };
  return { band: lowest, floor_by: facts.filter((fact) => caps[fact] === lowest) };
}

/** Somebody's decision, until a date, that an account stands otherwise than its score says. */
export interface HealthOverride {
  account: string;
  band?: string;
  score?: number;
  owner: string;
  reason: string;
  /** The first day on which it no longer holds. */
  expires: string;
}

export interface SettledHealthOverrides {
  /** By account, with the place of the band it gives. */
  applied: ReadonlyMap<string, { override: HealthOverride; band: number }>;
  expired: HealthOverride[];
}

/** The first thing that is wrong with an override. */
function troubleOf(override: HealthOverride, bands: HealthBands): string | undefined {
  const { band, score, owner, reason } = override;
  return [
    ...faultIf(owner.trim() === "" || reason.trim() === "", "no owner or no reason"),
    ...faultIf((band === undefined) === (score === undefined), "give a band or a score, one of them"),
    ...faultIf(score !== undefined && !(score >= 0 && score <= 100), `score ${score} is not between 0 and 100`),
    ...faultIf(
      band !== undefined && !bands.some((one) => one.band === band),
      `there is no band "${band}"; the bands are ${bands.map((one) => one.band).join(", ")}`,
    ),
  ][0];
}

/**
 * Sorts overrides into those in force on a day and those that have expired; one that ends on the day has expired.
 * Throws Problem for overrides without as_of, without owner or reason, with both or neither of band and score, for a score outside
 * 0 to 100, an unknown band or account, and two in force for one account.
 * @example settleOverrides(overrides, new Set(["Acme"]), bands, "2026-01-01").applied.get("Acme")?.band // 2
 */
export function settleOverrides(
  overrides: readonly HealthOverride[],
  accounts: ReadonlySet<string>,
  bands: HealthBands,
  asOf: string | null,
): SettledHealthOverrides {
  if (overrides.length === 0) return { applied: new Map(), expired: [] };
  if (asOf === null)
    throw new Problem({
      what: "Overrides end on a date, and no as_of says what day it is.",
      remedy: "Give as_of, a date like 2026-01-31.",
    });
  const today = dayNumber(asOf);
  const applied = new Map<string, { override: HealthOverride; band: number }>();
  const expired: HealthOverride[] = [];
  const places: string[] = [];
  for (const override of overrides) {
    const { account, band, score, expires } = override;
    const trouble = troubleOf(override, bands);
    const late = trouble === undefined && dayNumber(expires) <= today;
    const fault = [
      ...faultIf(trouble !== undefined, `${account}: ${trouble}`),
      ...faultIf(!accounts.has(account), `${account}: there is no such account in the book`),
      ...faultIf(applied.has(account), `${account}: two overrides are in force`),
    ][0];
    if (late) expired.push(override);
    else if (fault !== undefined) places.push(fault);
    else {
      const place = score === undefined ? bands.findIndex((one) => one.band === band) : bandPlace(score, bands);
      applied.set(account, { override, band: place });
    }
  }
  if (places.length)
    throw new Problem({ what: "These overrides cannot be applied:", places, remedy: "Correct them, or take them out." });
  return { applied, expired };
}

/** Which signals of an account are too old to count, and which are dated after the day they are read on. */
interface SignalAges {
  stale: string[];
  ahead: string[];
}

const none: SignalAges = { stale: [], ahead: [] };

/**
 * The known signals of an account that are older than their shelf life on a day; at the end of its shelf life a signal still counts.
 * Shelf lives in days by component, with "other" for any that is not named. The day is that of the score where a decision followed it.
 * @example staleSignals(account, { usage: 30, other: 90 }, "2026-01-31").stale // ["usage"] when it was read on 2025-12-31
 */
export function staleSignals(
  { scores, signal_date, signal_dates, outcome, scored_on }: HealthAccount,
  shelfLives: Readonly<Record<string, number>>,
  asOf: string | null,
): SignalAges {
  const day = outcome === null ? asOf : (scored_on ?? asOf);
  if (scores === null || day === null || (signal_date === null && Object.keys(signal_dates).length === 0)) return none;
  const today = dayNumber(day);
  const ages: SignalAges = { stale: [], ahead: [] };
  for (const component of Object.keys(scores)) {
    const taken = signal_dates[component] ?? signal_date;
    if (scores[component] === null || taken === null) continue;
    const age = today - dayNumber(taken);
    if (age < 0) ages.ahead.push(component);
    else if (age > (shelfLives[component] ?? shelfLives.other!)) ages.stale.push(component);
  }
  return ages;
}

/** How healthy an account is, and how much of that is known. */
export interface Level {
  /** 0 to 100; null where less of the weight is known than is needed for a score. */
  score: number | null;
  /** Share of the weight that is known; null when the score came ready-made, as are the ends. */
  coverage: number | null;
  /** The score if everything unknown were 0, and if it were 100. */
  possible_low: number | null;
  possible_high: number | null;
  /** Weighted components that are not known, the heaviest first. */
  missing: string[];
}

/**
 * Weighted mean of the components that are known, weighted over those present, with the share of weight known and the range the score
 * could have. Scores 0 to 100, weights and coverage as shares. No score below the least coverage, nor where nothing is known.
 * @example weightedLevel({ usage: 80, engagement: 70, support: 60 }, general, 0.6) // score 72.14, coverage 0.7, possible 50.5 to 80.5
 */
export function weightedLevel(
  scores: Readonly<Record<string, number | null>>,
  weights: readonly Weight[],
  leastCoverage: number,
): Level {
  let [known, points] = [0, 0];
  const unknown: Weight[] = [];
  for (const weight of weights) {
    const score = scores[weight.component] ?? null;
    if (score === null) {
      if (weight.weight_share > 0) unknown.push(weight);
    } else {
      known += weight.weight_share;
      points += weight.weight_share * score;
    }
  }
  const coverage = withoutNoise(known);
  const possible_low = withoutNoise(points);
  return {
    score: coverage > 0 && coverage >= leastCoverage ? (known === 1 ? possible_low : withoutNoise(points / known)) : null,
    coverage,
    possible_low,
    possible_high: coverage === 1 ? possible_low : withoutNoise(points + (1 - coverage) * 100),
    missing: unknown.sort(heaviestFirst).map(({ component }) => component),
  };
}

const heaviestFirst = (one: Weight, other: Weight) =>
  other.weight_share - one.weight_share || (one.component < other.component ? -1 : 1);

/** What every account is judged by. */
export interface Measure {
  weights: WeightSets;
  least_coverage: number;
  shelf_lives: Readonly<Record<string, number>>;
  bands: HealthBands;
  caps: Caps;
  as_of: string | null;
}

/** An account's level with the signals that counted. */
export interface LeveledAccount {
  source: HealthAccount;
  level: Level;
  /** The components that counted; null when the score came ready-made. */
  scores: Readonly<Record<string, number | null>> | null;
  stale: string[];
  /** Signals dated after the day they are read on. */
  ahead: string[];
}

/** An account with its band: a place among the bands, worst 0; null when too little is known. */
export interface JudgedAccount extends LeveledAccount {
  score: number | null;
  band: number | null;
  computed_band: number | null;
  floor_by: Fact[];
  override: HealthOverride | null;
  /** Points since the previous score. */
  change: number | null;
}

const readyMade = (score: number): Level => ({ score, coverage: null, possible_low: null, possible_high: null, missing: [] });
const notGiven: Level = { score: null, coverage: 0, possible_low: 0, possible_high: 100, missing: ["score"] };
const tooOld: Level = { ...notGiven, missing: ["current score"] };

/**
 * The level of one account: a ready-made score as it is, else the weighted mean of the signals that are not stale. Scores 0 to 100. A ready-made
 * score of an open account ages as a signal does, when signal_date dates it.
 * @example levelAccount(account, measure).level.score // 72.14
 */
export function levelAccount(source: HealthAccount, measure: Measure): LeveledAccount {
  if (source.score !== null) {
    const dated = { ...source, scores: source.outcome === null ? { score: source.score } : null, signal_dates: {} };
    const ages = staleSignals(dated, measure.shelf_lives, measure.as_of);
    return { source, level: ages.stale.length ? tooOld : readyMade(source.score), scores: null, ...ages };
  }
  if (source.scores === null) return { source, level: notGiven, scores: null, stale: [], ahead: [] };
  const { stale, ahead } = staleSignals(source, measure.shelf_lives, measure.as_of);
  const given = source.scores;
  const scores = stale.length ? { ...given, ...Object.fromEntries(stale.map((component) => [component, null])) } : given;
  return {
    source,
    level: weightedLevel(scores, weightsOf(source, measure.weights), measure.least_coverage),
    scores,
    stale,
    ahead,
  };
}

/**
 * The band of one account: by its score, no better than hard facts allow, and as an override in force says. The override may lift it
 * above a fact, since a named person answers for it; the change since the previous score is of the computed score and never part of it.
 * @example judgeAccount(account, measure, null).band // 3
 */
export function judgeAccount(
  source: HealthAccount,
  measure: Measure,
  override: { override: HealthOverride; band: number } | null,
): JudgedAccount {
  const { level, scores, stale, ahead } = levelAccount(source, measure);
  const { score } = level;
  const byScore = score === null ? null : bandPlace(score, measure.bands);
  const capped = capBand(byScore, source, measure.caps);
  return {
    source,
    level,
    scores,
    stale,
    ahead,
    score: override?.override.score ?? score,
    band: override?.band ?? capped.band,
    computed_band: capped.band,
    floor_by: capped.floor_by,
    override: override?.override ?? null,
    change: score === null || source.previous_score === null ? null : withoutNoise(score - source.previous_score),
  };
}

/** Accounts and their ARR, in major units: the sum of what is known, null where accounts are and no ARR of theirs is known. */
export interface ArrOfAccounts {
  accounts: number;
  arr: number | null;
  accounts_without_arr: number;
}

/** @example arrOfAccounts([{ arr: 100 }, { arr: null }]) // { accounts: 2, arr: 100, accounts_without_arr: 1 } */
export function arrOfAccounts(accounts: readonly { arr: number | null }[]): ArrOfAccounts {
  const known: number[] = [];
  for (const { arr } of accounts) if (arr !== null) known.push(arr);
  const without = accounts.length - known.length;
  return {
    accounts: accounts.length,
    arr: known.length === 0 && without > 0 ? null : sumMoney(known),
    accounts_without_arr: without,
  };
}

/** The line of the accounts that nobody can judge. */
const UNDETERMINED = "undetermined";

interface DistributionLine extends ArrOfAccounts {
  band: string;
  status: "red" | "yellow" | "green" | "unknown";
}

/**
 * Accounts and ARR by band, worst first, with those that cannot be judged on a line of their own; the lines sum to the book.
 * @example distribution(judged, responses).at(-1) // { band: "undetermined", status: "unknown", accounts: 22, arr: 300000, ... }
 */
export function distribution(accounts: readonly JudgedAccount[], responses: BandResponses): DistributionLine[] {
  const groups = new Map<number | null, { arr: number | null }[]>();
  for (const { band, source } of accounts) {
    const own = groups.get(band);
    if (own) own.push(source);
    else groups.set(band, [source]);
  }
  const lines = responses.map(
    ({ band, status }, place): DistributionLine => ({ band, status, ...arrOfAccounts(groups.get(place) ?? []) }),
  );
  return [...lines, { band: UNDETERMINED, status: "unknown", ...arrOfAccounts(groups.get(null) ?? []) }];
}

/** What a leader asks first of a scored book. */
export interface Priorities {
  in_danger: ArrOfAccounts;
  unknown: ArrOfAccounts;
  /** Not in danger only because an override lifts them above a hard fact. */
  lifted: ArrOfAccounts;
  /** The component most often missing among the accounts nobody can judge. */
  most_missing: { component: string; accounts: number } | null;
  /** What the team can work now, and what waits though it is in danger; null when nobody said how much it can. */
  worked: { now: ArrOfAccounts; waiting: ArrOfAccounts } | null;
}

/**
 * Accounts in danger (every band that is not green), those nobody can judge, those an override lifts out of danger, and how far the team's capacity reaches down the list.
 * Accounts in the order to work on them; ARR in major units.
 * @example priorities(judged, responses, 15).worked?.waiting.accounts // 30
 */
export function priorities(judged: readonly JudgedAccount[], responses: BandResponses, capacity: number | undefined): Priorities {
  const danger = judged.filter(({ band }) => band !== null && responses[band]!.status !== "green");
  const unknown = judged.filter(({ band }) => band === null);
  const green = (place: number | null) => place !== null && responses[place]!.status === "green";
  const lifted = judged.filter((one) => one.floor_by.length > 0 && green(one.band) && !green(one.computed_band));
  const counts = new Map<string, number>();
  for (const { level } of unknown) for (const component of level.missing) counts.set(component, (counts.get(component) ?? 0) + 1);
  const [most] = [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  const arr = (accounts: readonly JudgedAccount[]) => arrOfAccounts(accounts.map(({ source }) => source));
  return {
    in_danger: arr(danger),
    unknown: arr(unknown),
    lifted: arr(lifted),
    most_missing: most === undefined ? null : { component: most[0], accounts: most[1] },
    worked: capacity === undefined ? null : { now: arr(danger.slice(0, capacity)), waiting: arr(danger.slice(capacity)) },
  };
}

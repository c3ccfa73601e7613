import * as z from "zod";
import { type Figures, figure } from "../../core/figure.ts";
import { shown } from "../../core/kinds.ts";
import { type Answered, type Known, known, mapKnown, over, type Unknown, unknown } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import type { AtCapacity, LiftRow, OutcomeBand, ScoredCase, Validation } from "./answer.ts";
import { aucLimits, structuralComponents } from "./auc.ts";

const noLoss = "No account was lost.";

/** A case that has a score, checked. */
export type UsedCase = ScoredCase & { score: number };

/** All accounts of one score. */
export interface ScoreGroup {
  score: number;
  accounts: number;
  lost: number;
  /** ARR of the lost ones in hundredths, whole. */
  lostHundredths: number;
}

/**
 * Accounts gathered by score, the lowest first, so that accounts of one score are never put in an order they do not have.
 * A missing ARR adds nothing here; the caller must not show money when one is missing.
 */
export function scoreGroups(cases: readonly UsedCase[]): ScoreGroup[] {
  const groups = new Map<number, ScoreGroup>();
  for (const { score, lost, arr } of cases) {
    const group = groups.get(score) ?? { score, accounts: 0, lost: 0, lostHundredths: 0 };
    group.accounts += 1;
    if (lost) {
      group.lost += 1;
      group.lostHundredths += arr === null ? 0 : Math.round(arr * 100);
    }
    groups.set(score, group);
  }
  return [...groups.values()].sort((a, b) => a.score - b.score);
}

/**
 * What lies among the worst so many accounts; a group that the cut runs through gives its lost accounts and money in proportion.
 * Accounts may be a fraction; money in major units, to the hundredth.
 * @example reachWorst([{ score: 10, accounts: 4, lost: 2, lostHundredths: 100 }], 1) // { lost: 0.5, arrLost: 0.25 }
 */
export function reachWorst(groups: readonly ScoreGroup[], accounts: number): { lost: number; arrLost: number } {
  let [before, lost, hundredths] = [0, 0, 0];
  for (const group of groups) {
    const taken = Math.min(group.accounts, accounts - before);
    if (taken <= 0) break;
    lost += (group.lost * taken) / group.accounts;
    hundredths += (group.lostHundredths * taken) / group.accounts;
    before += group.accounts;
  }
  return { lost, arrLost: Math.round(hundredths) / 100 };
}

/**
 * What a team finds that calls the worst so many accounts: the share of the called that were lost (precision), the share of the lost that
 * were called (recall), and their ARR in major units. A team that can call more than there are calls all.
 * @example 20 calls, 8 of 16 lost accounts among them: precision 0.4, recall 0.5
 */
export function atCapacity(
  groups: readonly ScoreGroup[],
  capacity: number,
  lostArr: Known<number>,
): Answered<z.infer<typeof AtCapacity>> {
  const accounts = groups.reduce((sum, group) => sum + group.accounts, 0);
  const events = groups.reduce((sum, group) => sum + group.lost, 0);
  const called = Math.min(capacity, accounts);
  const { lost, arrLost } = reachWorst(groups, called);
  return {
    capacity,
    precision: over(lost, called, "A team that calls nobody finds nobody."),
    recall: over(lost, events, noLoss),
    arr_reached: mapKnown(lostArr, () => arrLost),
  };
}

/**
 * The area under precision and recall when accounts are called from the worst score up: the average of the share of lost ones among those
 * called, taken at each lost account found. Accounts of one score are called together. A share from 0 to 1; unknown without a lost account.
 * A score that knows nothing gives about the share lost in the whole book.
 * @example scores 10 (lost), 20 (kept), 30 (lost): (1/1 + 2/3) / 2 = 0.8333
 */
export function averagePrecision(groups: readonly ScoreGroup[]): Known<number> {
  const events = groups.reduce((sum, group) => sum + group.lost, 0);
  if (events === 0) return unknown(noLoss);
  let [accounts, lost, area] = [0, 0, 0];
  for (const group of groups) {
    accounts += group.accounts;
    lost += group.lost;
    area += (group.lost / events) * (lost / accounts);
  }
  return Math.min(1, area);
}

/**
 * The mean squared miss of stated chances of renewing (0 to 1), the miss of giving every account the share that renewed, and how much
 * better the first is as a share of the second; that share is unknown when all came out the same. Unknown without any stated chance.
 * Source: G. W. Brier, Monthly Weather Review 78 (1950).
 * @example brierScore([{ probability: 0.9, lost: false }, { probability: 0.1, lost: true }]) // { score: 0.01, ofBaseRate: 0.25, skill: 0.96 }
 */
export function brierScore(
  cases: readonly { probability: number; lost: boolean }[],
): Known<{ score: number; ofBaseRate: number; skill: Known<number> }> {
  if (cases.length === 0) return unknown("No chances of renewing were given; a score is not a chance.");
  let [misses, renewed] = [0, 0];
  for (const { probability, lost } of cases) {
    misses += (probability - (lost ? 0 : 1)) ** 2;
    renewed += lost ? 0 : 1;
  }
  const score = misses / cases.length;
  const ofBaseRate = (renewed * (cases.length - renewed)) / cases.length ** 2;
  return { score, ofBaseRate, skill: mapKnown(over(score, ofBaseRate, "All of them came out the same."), (share) => 1 - share) };
}

const Share = z.number().min(0).max(1);
const Count = z.number().min(1).multipleOf(1);

const BacktestGates = z.strictObject({
  churn_events: Count,
  events_for_ordering: Count,
  red_to_green_churn: z.number().positive(),
  top_decile_lift: z.number().positive(),
  brier_gain_share: shown.rate().min(0).max(1),
});

const ShipFloors = z.strictObject({
  red_to_base_churn: z.number().positive(),
  lost_below_green_share: shown.rate().min(0).max(1),
  days_before_low: z.number().min(0),
  days_before_high: z.number().min(0),
  most_green_share: shown.rate().min(0).max(1),
});

/** Which bands are green, yellow or red; the page says more about each. */
const BandStatuses = z.array(z.object({ band: z.string(), status: z.enum(["red", "yellow", "green"]) })).min(1);

/** How weights are learned from losses. */
const Suggestion = z.strictObject({
  events_per_component: Count,
  folds: z.number().min(2).multipleOf(1),
  ridge: z.number().min(0),
  most_steps: Count,
});

/** Score from which each band holds, worst first. */
const ScoreBands = z.array(z.strictObject({ band: z.string(), from: z.number(), action: z.string(), owner: z.string() })).min(1);

/** Every figure the check of a score against outcomes reads. */
export const validationReads = {
  bands: figure("metrics-health-score", "bands", ScoreBands),
  weights: figure("metrics-health-score", "weights", z.record(z.string(), Share)),
  backtestGates: figure("metrics-health-validation", "backtest_gates", BacktestGates),
  shipFloors: figure("metrics-health-validation", "ship_floors", ShipFloors),
  horizonMonths: figure("metrics-health-validation", "horizon_months", z.number().positive()),
  responses: figure("metrics-health-action", "responses", BandStatuses),
  suggestion: figure("metrics-health-validation", "suggestion", Suggestion),
  copiesOutcome: figure("metrics-health-validation", "copies_outcome", z.number().min(2).multipleOf(1)),
  cutoffs: figure("metrics-health-validation", "cutoffs", z.array(z.number().min(0).max(100)).min(1)),
  nextBar: figure(
    "metrics-health-validation",
    "next_bar",
    z.strictObject({ lowest_share: shown.rate(), caught_share: shown.rate(), days_ahead: shown.days() }),
  ),
  standardErrors: figure("metrics-noise", "standard_errors", z.number().positive()),
};
export type ValidationFigures = Figures<typeof validationReads>;

/**
 * The ARR of some accounts in major units; unknown when one of them has none. No account is 0.
 * @example knownMoney([{ arr: 100 }, { arr: null }]) // unknown
 */
export function knownMoney(cases: readonly { arr: number | null }[]): Known<number> {
  const amounts = cases.flatMap(({ arr }) => (arr === null ? [] : [arr]));
  const without = cases.length - amounts.length;
  return without === 0 ? sumMoney(amounts) : unknown(`Of these accounts ${without} have no ARR, so a sum would be too small.`);
}

/** The accounts of one band. */
interface BandMembers {
  band: string;
  members: UsedCase[];
}

/**
 * The accounts of each band, the worst band first; a band holds from its value up to the next one, and the worst holds all below.
 * @example membersByBand(cases, bands)[0] // { band: "emergency", members: [...] }
 */
function membersByBand(cases: readonly UsedCase[], bands: z.infer<typeof ScoreBands>): BandMembers[] {
  const ascending = [...bands].sort((a, b) => a.from - b.from);
  const groups = ascending.map(({ band }): BandMembers => ({ band, members: [] }));
  for (const one of cases) {
    const above = ascending.findIndex(({ from }) => from > one.score);
    groups[above < 0 ? groups.length - 1 : Math.max(0, above - 1)]!.members.push(one);
  }
  return groups;
}

/** Accounts and losses of the whole book, of green and of red. */
interface ColorCounts {
  all: { accounts: number; lost: number };
  green: { accounts: number; lost: number };
  red: { accounts: number; lost: number };
}

type ColorFields = Pick<
  Validation,
  "green_share" | "red_to_green_churn" | "red_to_base_churn" | "lost_below_green_share" | "false_green_arr" | "false_green_share"
>;

/** How many times the churn of one group another's is. */
function churnRatio(
  group: { accounts: number; lost: number },
  other: { accounts: number; lost: number },
  none: Unknown,
): Known<number> {
  if (group.accounts === 0 || other.accounts === 0 || other.lost === 0) return none;
  return (group.lost * other.accounts) / (other.lost * group.accounts);
}

/** The accounts of the bands with one status. Throws Problem when a band that holds accounts has no status. */
function withStatus(groups: readonly BandMembers[], statuses: z.infer<typeof BandStatuses>, wanted: string): UsedCase[] {
  return groups.flatMap(({ band, members }) => {
    const status = statuses.find((one) => one.band === band)?.status;
    if (status === undefined && members.length)
      throw new Problem({
        what: `The band "${band}" is neither green, yellow nor red.`,
        remedy: "Give each band of metrics-health-score a status in metrics-health-action, under responses.",
      });
    return status === wanted ? members : [];
  });
}

/**
 * What the colours of the score promised and what came: churn of red over green and over the book, and the lost ARR that stood green, in
 * major units and as a share of all lost ARR.
 * @example 16 of 40 red and 7 of 240 green lost: red_to_green_churn 13.7
 */
function outcomeByColor(
  groups: readonly BandMembers[],
  statuses: z.infer<typeof BandStatuses>,
): { counts: ColorCounts; fields: ColorFields } {
  const lostOf = (members: readonly UsedCase[]) => members.filter(({ lost }) => lost);
  const count = (members: readonly UsedCase[]) => ({ accounts: members.length, lost: lostOf(members).length });
  const cases = groups.flatMap(({ members }) => members);
  const greenCases = withStatus(groups, statuses, "green");
  const counts = { all: count(cases), green: count(greenCases), red: count(withStatus(groups, statuses, "red")) };
  const { all, green, red } = counts;
  const lostArr = knownMoney(lostOf(cases));
  const falseGreen = knownMoney(lostOf(greenCases));
  const fields = {
    green_share: green.accounts / all.accounts,
    red_to_green_churn: churnRatio(red, green, unknown("Green or red is empty, or no green account was lost.")),
    red_to_base_churn: churnRatio(red, all, unknown("No account is red, or no account was lost.")),
    lost_below_green_share: over(all.lost - green.lost, all.lost, noLoss),
    false_green_arr: falseGreen,
    false_green_share: over(falseGreen, lostArr, "No ARR was lost."),
  };
  return { counts, fields };
}

type Gate = Validation["gates"][number];
type Measured = Pick<
  Validation,
  "events" | "base_rate" | "red_to_green_churn" | "red_to_base_churn" | "lost_below_green_share" | "green_share" | "brier_skill"
>;

/** Passed when at least so much was found; unknown when nothing was found, or when so many left that no score could reach it. */
function atLeast(gate: Gate["gate"], found: Known<number>, needed: number, most = Number.POSITIVE_INFINITY): Gate {
  const passed =
    most < needed
      ? unknown("So many were lost that no score could reach the floor.")
      : mapKnown(found, (value) => value >= needed);
  return { gate, found, needed, passed };
}

/**
 * The floors of the rule page beside what was found. Where no green account was lost, red over green has no value and the floor is met by
 * any lost red account. A multiple of the average cannot pass one over the share lost, so a floor beyond that is not held against the score.
 */
export function gatesOf(
  measured: Measured,
  topLift: Known<number>,
  { green, red }: ColorCounts,
  figures: Pick<ValidationFigures, "backtestGates" | "shipFloors">,
): Gate[] {
  const [backtest, ship] = [figures.backtestGates.value, figures.shipFloors.value];
  const ceiling = measured.base_rate === 0 ? 0 : 1 / measured.base_rate;
  const redToGreen = atLeast("red_to_green_churn", measured.red_to_green_churn, backtest.red_to_green_churn);
  if (green.accounts > 0 && green.lost === 0 && red.lost > 0) redToGreen.passed = true;
  return [
    atLeast("churn_events", measured.events, backtest.churn_events),
    redToGreen,
    atLeast("top_decile_lift", topLift, backtest.top_decile_lift, ceiling),
    atLeast("red_to_base_churn", measured.red_to_base_churn, ship.red_to_base_churn, ceiling),
    atLeast("lost_below_green_share", measured.lost_below_green_share, ship.lost_below_green_share),
    {
      gate: "most_green_share",
      found: measured.green_share,
      needed: ship.most_green_share,
      passed: measured.green_share <= ship.most_green_share,
    },
    atLeast("brier_gain_share", measured.brier_skill, backtest.brier_gain_share),
  ];
}

/** Tenths of a book, by the meaning of the word decile. */
const TENTHS = 10; // not a figure: tenths of a decile

/**
 * Lost accounts in each tenth of the book, the lowest scores first, and how many times the average that is. Money in major units, null when
 * it is not known of every lost account; shares and lift null without a lost account.
 * @example liftByDecile(groups, true)[0] // { decile: 1, accounts: 1, lost: 1, lost_share: 0.5, lift: 5, arr_lost: 100 }
 */
export function liftByDecile(groups: readonly ScoreGroup[], lostArr: Known<number>): Answered<z.infer<typeof LiftRow>>[] {
  const accounts = groups.reduce((sum, group) => sum + group.accounts, 0);
  const events = groups.reduce((sum, group) => sum + group.lost, 0);
  const rows: Answered<z.infer<typeof LiftRow>>[] = [];
  let before = { lost: 0, arrLost: 0 };
  for (let decile = 1; decile <= TENTHS; decile++) {
    const reached = reachWorst(groups, (accounts * decile) / TENTHS);
    const lost = reached.lost - before.lost;
    const arrBefore = before.arrLost;
    rows.push({
      decile,
      accounts: accounts / TENTHS,
      lost,
      lost_share: over(lost, events, noLoss),
      lift: over(lost * TENTHS, events, noLoss),
      arr_lost: mapKnown(lostArr, () => (Math.round(reached.arrLost * 100) - Math.round(arrBefore * 100)) / 100),
    });
    before = reached;
  }
  return rows;
}

type Band = Answered<z.infer<typeof OutcomeBand>>;

/**
 * Accounts, losses and ARR of each band, in the order given; ARR in major units, null where one account of the sum has none.
 * @example outcomeBands(membersByBand(cases, bands))[0] // { band: "emergency", accounts: 4, lost: 2, lost_rate: 0.5, arr: 4000, arr_lost: 1000 }
 */
function outcomeBands(groups: readonly BandMembers[]): Band[] {
  return groups.map(({ band, members }) => {
    const lost = members.filter((one) => one.lost);
    return {
      band,
      accounts: members.length,
      lost: lost.length,
      lost_rate: over(lost.length, members.length, "The band is empty."),
      arr: knownMoney(members),
      arr_lost: knownMoney(lost),
    };
  });
}

/**
 * Neighbouring bands, empty ones passed over, where the better band lost the larger share of its accounts.
 * @example lost 10% of critical and 20% of at-risk: [{ worse: "critical", better: "at-risk" }]
 */
function bandsOutOfOrder(bands: readonly Band[]): { worse: string; better: string }[] {
  const filled = bands.filter((band) => band.accounts > 0);
  return filled.flatMap((worse, index) => {
    const better = filled[index + 1];
    // Multiplied out, so that equal shares are equal whatever the division rounds.
    if (!better || worse.lost * better.accounts >= better.lost * worse.accounts) return [];
    return [{ worse: worse.band, better: better.band }];
  });
}

/** What can be measured on the cases, before anything is said about it. */
export type Measures = Omit<
  Validation,
  | "without_score"
  | "without_score_lost"
  | "standing"
  | "reading"
  | "by_segment"
  | "suggested"
  | "cutoffs"
  | "leavers"
  | "safe_looking"
  | "next_bar"
>;

/** Every measure of a score against outcomes. Cases are checked and in a fixed order; ARR in major units, rates as fractions. */
export function measureScores(cases: readonly UsedCase[], capacity: number | null, figures: ValidationFigures): Measures {
  const lost = cases.filter((one) => one.lost);
  const kept = cases.filter((one) => !one.lost);
  const groups = scoreGroups(cases);
  const lostArr = knownMoney(lost);
  const scores = (members: readonly UsedCase[]) => Float64Array.from(members.map(({ score }) => score));
  const order = known(
    lost.length === 0 || kept.length === 0 ? null : structuralComponents(scores(lost), scores(kept)),
    lost.length === 0 ? noLoss : "Every account was lost, so there is nobody to compare with.",
  );
  const limits = mapKnown(order, (components) => aucLimits(components, figures.standardErrors.value));
  const lift = liftByDecile(groups, lostArr);
  const groupsByBand = membersByBand(cases, figures.bands.value);
  const bands = outcomeBands(groupsByBand);
  const outOfOrder = bandsOutOfOrder(bands);
  const colors = outcomeByColor(groupsByBand, figures.responses.value);
  const brier = brierScore(cases.filter((one): one is UsedCase & { probability: number } => one.probability !== null));
  const measured = {
    n: cases.length,
    events: lost.length,
    without_arr: cases.filter(({ arr }) => arr === null).length,
    auc: mapKnown(order, ({ auc }) => auc),
    auc_low: mapKnown(limits, ({ low }) => low),
    auc_high: mapKnown(limits, ({ high }) => high),
    precision_recall_area: averagePrecision(groups),
    base_rate: lost.length / cases.length,
    lift,
    bands,
    bands_in_order:
      lost.length === 0 || bands.filter(({ accounts }) => accounts > 0).length < 2
        ? unknown("An order needs a loss, and accounts in two bands.")
        : outOfOrder.length === 0,
    bands_out_of_order: outOfOrder,
    ...colors.fields,
    at_capacity:
      capacity === null
        ? unknown("No capacity was given: how many accounts the team can call.")
        : atCapacity(groups, capacity, lostArr),
    brier: mapKnown(brier, ({ score }) => score),
    brier_of_base_rate: mapKnown(brier, ({ ofBaseRate }) => ofBaseRate),
    brier_skill: mapKnown(brier, ({ skill }) => skill),
  };
  return { ...measured, gates: gatesOf(measured, lift[0]!.lift, colors.counts, figures) };
}

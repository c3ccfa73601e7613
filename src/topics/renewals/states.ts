import { daysBetween } from "../../core/dates.ts";
import { type Answered, type Known, known, unknown } from "../../core/known.ts";
import { ratioOfMoney, sumMoney } from "../../core/money.ts";
import { byText, groupBy } from "../../core/order.ts";
import type { NoticeLine, OwnerLine, RenewalFigures, StateLine, WholeList } from "./answer.ts";
import type { Renewal } from "./check-renewals.ts";
import { atLevel, type Distribution, levels } from "./distribution.ts";
import {
  calledRenewal,
  dueOf,
  expectedOf,
  type ForecastRenewal,
  inOrder,
  largestAccount,
  type PlacedRenewals,
  probabilitiesOf,
  renewalProbability,
  varianceOf,
} from "./place-renewals.ts";

/** Where the amount that a decided renewal kept comes from. */
type KeptFrom = "retained" | "called" | "arr" | "lost";

/**
 * What a decided renewal kept, in major units: the retained amount, else the called one, else the ARR; a lost one kept nothing, whatever
 * was called.
 * @example keptBy({ ...renewal, outcome: "lost", retained: null, called: null }) // { amount: 0, from: "lost" }
 */
export function keptBy({ outcome, retained, called, arr }: Renewal): { amount: number; from: KeptFrom } {
  if (outcome === "lost") return { amount: 0, from: "lost" };
  if (retained !== null) return { amount: retained, from: "retained" };
  return called === null ? { amount: arr, from: "arr" } : { amount: called, from: "called" };
}

/** What was kept of the ARR that was up for decision: never more than it, so that an increase counts in net only. */
export function keptOfArr(renewal: Renewal): number {
  return Math.min(keptBy(renewal).amount, renewal.arr);
}

/** Names shown for each state. */
const SHOWN = 3; // not a figure: names in a line

/** Where a window's renewals stand, each in one place. */
export interface States {
  decided: Renewal[];
  /** Called, and still able to say no. */
  open: ForecastRenewal[];
  /** Still able to say no, and at the placeholder for renewals without a call. */
  no_call: ForecastRenewal[];
  /** Past their last day to say no without an outcome, called or at the placeholder. */
  past: ForecastRenewal[];
  notice: Renewal[];
  /** Without a call where most of the list has none: a placeholder would be the whole forecast. */
  uncounted: Renewal[];
}

/**
 * The states of a window's renewals. Those past their deadline have the chance of their call; those without a call the rule's placeholder, as
 * long as they are not most of the money.
 * @example statesNow(placed, decided, figures).past.length // 1
 */
export function statesNow(
  placed: PlacedRenewals,
  decided: Renewal[],
  figures: RenewalFigures,
  corrected: (one: ForecastRenewal) => ForecastRenewal = (one) => one,
): States {
  const probabilities = probabilitiesOf(figures);
  const { probability_rate, most_share } = figures.noCall.value;
  const outside = (...reasons: string[]) =>
    placed.left_out.filter(({ why }) => reasons.includes(why)).map(({ renewal }) => renewal);
  const late = outside("overdue", "auto_renewed");
  const chances = new Map(late.map((one) => [one, one.notice_served ? null : renewalProbability(one, probabilities)]));
  const past = late.flatMap((one) => {
    const chance = chances.get(one) ?? null;
    return chance === null ? [] : [corrected(calledRenewal(one, chance))];
  });
  const silent = outside("unknown_probability");
  const silentLate = late.filter((one) => !one.notice_served && chances.get(one) === null);
  const uncalled = dueOf([...silent, ...silentLate]);
  const counts = uncalled <= most_share * (uncalled + dueOf([...placed.forecast, ...past, ...decided]));
  const assumed = (list: readonly Renewal[]) =>
    counts ? list.map((one) => calledRenewal(one, { rate: probability_rate, source: "assumed", band: "no_call" })) : [];
  return {
    decided,
    open: placed.forecast,
    no_call: assumed(silent),
    past: [...past, ...assumed(silentLate)],
    notice: [...outside("notice_served"), ...late.filter((one) => one.notice_served)],
    uncounted: counts ? [] : [...silent, ...silentLate],
  };
}

/** The renewals the forecast counts, the largest first. */
const countedOf = ({ open, no_call, past }: States): ForecastRenewal[] => [...open, ...no_call, ...past].sort(inOrder);

/**
 * Every renewal of a window in one place: counted in the forecast, those past their deadline and those at the placeholder among them, or left
 * out with the reason.
 * @example countStates(placed, statesNow(placed, [], figures)).forecast.length // 35
 */
export function countStates(placed: PlacedRenewals, states: States): PlacedRenewals {
  const forecast = countedOf(states);
  const counted = new Set(forecast.map(({ place }) => place));
  return { forecast, left_out: placed.left_out.filter(({ renewal }) => !counted.has(renewal.place)) };
}

/** The account of the largest renewal whose account is not named yet. */
function largestOf(renewals: readonly Renewal[], named: readonly string[]): string | null {
  let most: Renewal | null = null;
  for (const one of renewals) {
    if (named.includes(one.account)) continue;
    if (most === null || one.arr > most.arr || (one.arr === most.arr && one.account < most.account)) most = one;
  }
  return most?.account ?? null;
}

/** The whole list, a line for each state; the lines add up to it in renewals, in ARR and in what is expected. */
export function linesOf({ decided, open, past, notice, no_call, uncounted }: States): Answered<StateLine>[] {
  const line = (state: StateLine["state"], own: readonly Renewal[], expected: Known<number>): Answered<StateLine> => {
    // The few largest are picked one by one, since sorting thousands for three names takes longer than the sums.
    const names: string[] = [];
    while (names.length < SHOWN) {
      const next = largestOf(own, names);
      if (next === null) break;
      names.push(next);
    }
    return { state, renewals: own.length, arr: dueOf(own), expected, largest: names };
  };
  return [
    line("decided", decided, sumMoney(decided.map(keptOfArr))),
    line("open", open, expectedOf(open)),
    line("past_deadline", past, expectedOf(past)),
    line("notice_given", notice, 0),
    line("no_call", no_call, expectedOf(no_call)),
    line("no_call", uncounted, unknown("Most of the list has no call, so no chance is assumed.")),
  ].filter(({ renewals }) => renewals > 0);
}

/** The whole list as one number, what it would be if the open questions fall one way, and without the account that most of it may hang on. */
export function wholeOf(
  states: States,
  distribution: Distribution,
  withoutLargest: Distribution,
  { decidingShare, noCall }: Pick<RenewalFigures, "decidingShare" | "noCall">,
): Known<Answered<WholeList>> {
  const counted = countedOf(states);
  const silent = counted.filter(({ source }) => source === "assumed");
  const all = [...states.decided, ...counted, ...states.notice, ...states.uncounted];
  if (all.length === 0) return unknown("No renewal of the window has a chance or an outcome.");
  const kept = sumMoney(states.decided.map(keptOfArr));
  const range = (renewals: readonly ForecastRenewal[], totals: Distribution) => ({
    expected: kept + expectedOf(renewals),
    p10: sumMoney([kept, atLevel(totals, levels.p10)]),
    p90: sumMoney([kept, atLevel(totals, levels.p90)]),
  });
  const largest = largestAccount(counted);
  const own = counted.filter(({ account }) => account === largest?.account);
  const others = counted.filter(({ account }) => account !== largest?.account);
  const spread = varianceOf(counted);
  const share = spread === 0 ? 0 : varianceOf(own) / spread;
  const deadlines = own.flatMap(({ deadline }) => (deadline === null ? [] : [deadline])).sort();
  const whole = range(counted, distribution);
  const lateGain = states.past.reduce((sum, { value, rate }) => sum + value * (1 - rate), 0);
  return {
    renewals: all.length,
    arr: dueOf(all),
    ...whole,
    no_call_arr: dueOf([...silent, ...states.uncounted]),
    no_call_rate: states.uncounted.length
      ? unknown("Most of the list has no call, so it stands outside the number.")
      : silent.length
        ? noCall.value.probability_rate
        : unknown("Every renewal has a call."),
    called_only: whole.expected - expectedOf(silent),
    if_no_notice_came: states.past.length ? whole.expected + lateGain : unknown("No deadline has passed without an outcome."),
    without_largest:
      largest === null || others.length === 0
        ? unknown("There are not two accounts with a chance.")
        : {
            ...largest,
            probability_rate: ratioOfMoney(expectedOf(own), dueOf(own)),
            deadline: known(deadlines[0], "No date was given."),
            passed: own.some((one) => states.past.includes(one)),
            ...range(others, withoutLargest),
            share_of_spread: share,
            decides: share >= decidingShare.value,
          },
  };
}

/**
 * The last days to say no that are known: those still ahead in order of date, and those passed without an outcome, the largest first.
 * @example noticesOf(states, "2026-11-30").open[0] // { account: "Sigma B.V.", arr: 31500, notice_by: "2026-12-12", days: 12, ... }
 */
export function noticesOf(
  states: States,
  as_of: string | null,
): { open: Answered<NoticeLine>[]; passed: Answered<NoticeLine>[] } {
  const line = ({ account, owner, arr, deadline, source, band }: ForecastRenewal): Answered<NoticeLine> => ({
    account,
    owner: known(owner, "Not given."),
    arr,
    notice_by: deadline!,
    days: as_of === null ? unknown("Needs as_of.") : daysBetween(as_of, deadline!),
    call: source === "assumed" ? unknown("Nobody has called it.") : band,
  });
  const dated = [...states.open, ...states.no_call].filter(({ deadline, deadline_known }) => deadline !== null && deadline_known);
  return {
    open: dated.sort((a, b) => byText(a.deadline!, b.deadline!) || inOrder(a, b)).map(line),
    passed: states.past
      .filter(({ deadline }) => deadline !== null)
      .sort(inOrder)
      .map(line),
  };
}

/** What of the list each owner holds, the most ARR first; none where no owner is given. */
export function ownersOf(states: States): OwnerLine[] {
  const counted = countedOf(states).filter(({ owner }) => owner !== null);
  const lines = [...groupBy(counted, ({ owner }) => owner!)].map(
    ([owner, own]): OwnerLine => ({
      owner,
      renewals: own.length,
      arr: dueOf(own),
      expected: expectedOf(own),
      past_deadline_arr: dueOf(own.filter((one) => states.past.includes(one))),
    }),
  );
  return lines.sort((a, b) => b.arr - a.arr || byText(a.owner, b.owner));
}

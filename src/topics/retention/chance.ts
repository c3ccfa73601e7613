import { type Answered, isKnown, type Known, known, mapKnown, over, type Unknown, unknown } from "../../core/known.ts";
import { MoneySum, ratioOfMoney, sumMoney } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import type { AdverseSelection, Concentration, Noise, RetentionFields } from "./answer.ts";
import {
  type AccountChange,
  keptAmount,
  netRetention,
  type Retention,
  type RetentionPolicy,
  retentionOfAccounts,
} from "./retention.ts";

const nobody = unknown("No account pays at the start, so there is nothing to retain.");

/**
 * Whether the accounts that leave are large or small: what a lost account paid on average over what an opening account paid on average.
 * Above 1 the large ones leave. Money in one unit.
 * @example sizeOfLost({ starting: 1000, churn: 300 }, { starting: 10, churned: 2 }).index // 150 / 100 = 1.5
 */
export function sizeOfLost(
  bridge: { starting: Known<number>; churn: Known<number> },
  accounts: { starting: Known<number>; churned: Known<number> },
): Omit<Answered<AdverseSelection>, "median_change_rate"> {
  const opening = over(bridge.starting, accounts.starting, nobody);
  const churned = over(bridge.churn, accounts.churned, "No account left.");
  return { index: over(churned, opening, nobody), churned_average: churned, opening_average: opening };
}

/**
 * The change of the account in the middle, lost ones included, as a fraction of its own opening; the mean of the two middle ones when
 * their number is even.
 * @example medianChange([a100to100, b100to0, c100to150], standardPolicy) // 0
 */
export function medianChange(changes: readonly AccountChange[], policy: Pick<RetentionPolicy, "gap">): Known<number> {
  const all = new Float64Array(changes.length);
  let length = 0;
  for (const change of changes)
    if (change.start > 0) all[length++] = sumMoney([keptAmount(change, policy), -change.start]) / change.start;
  const rates = all.subarray(0, length).sort();
  if (rates.length === 0) return nobody;
  const middle = Math.floor((rates.length - 1) / 2);
  return (rates[middle]! + rates[Math.floor(rates.length / 2)]!) / 2;
}

/**
 * The one account that decides net retention: leaving it out moves the rate more than leaving out any other, and by more than `shift`.
 * Money in one unit, rates and shift as fractions.
 * @example ninety accounts from 1 to 1 and one from 10 to 0: without it net is 1 and not 0.9
 */
export function decidingAccount(
  changes: readonly AccountChange[],
  policy: RetentionPolicy,
  { bridge, nrr }: Pick<Retention, "bridge" | "nrr">,
  shift: number,
): Answered<RetentionFields["without_account"]> | Unknown {
  let paying = 0;
  for (const { start } of changes) if (start > 0) paying += 1;
  if (!isKnown(nrr) || paying < 2) return unknown("It needs two accounts that pay at the start.");
  const kept = nrr * bridge.starting;
  let deciding: AccountChange | null = null;
  let most = shift;
  for (const change of changes) {
    if (!(change.start > 0)) continue;
    const rest = bridge.starting - change.start;
    const moved = rest <= 0 ? 0 : Math.abs((kept - keptAmount(change, policy)) / rest - nrr);
    if (moved > most) [deciding, most] = [change, moved];
  }
  if (deciding === null) return unknown("No one account decides net retention.");
  const { account, start } = deciding;
  const rest = retentionOfAccounts(
    changes.filter((change) => change !== deciding),
    policy,
  );
  if (!isKnown(rest.nrr) || !isKnown(rest.grr)) return unknown("Without the largest account nobody pays at the start.");
  return { account, start, end: keptAmount(deciding, policy), nrr: rest.nrr, grr: rest.grr };
}

/** Fixed by the names of the fields, not a threshold. */
const TOP_FIVE = 5; // not a figure: the field is called top_five

/**
 * How much of the opening revenue, and of its expansion, hangs on the largest account and on the five largest. Shares as fractions.
 * @example concentration([{ ...a, start: 75, end: 75 }, { ...b, start: 25, end: 30 }], standardPolicy).top_account // 0.75
 */
export function concentration(changes: readonly AccountChange[], policy: Pick<RetentionPolicy, "gap">): Answered<Concentration> {
  const still = unknown("No account of the cohort expanded.");
  const opening = largestShares(changes, ({ start }) => start, nobody);
  const growth = largestShares(changes, (change) => Math.max(0, sumMoney([keptAmount(change, policy), -change.start])), still);
  return {
    top_account: opening.one,
    top_five: opening.five,
    top_account_share_of_expansion: growth.one,
    top_five_share_of_expansion: growth.five,
  };
}

/** What the largest account and the five largest are of all amounts of those who pay at the start. */
function largestShares(
  changes: readonly AccountChange[],
  amountOf: (change: AccountChange) => number,
  none: Unknown,
): Record<"one" | "five", Known<number>> {
  const sum = new MoneySum();
  const largest: number[] = [];
  for (const change of changes) {
    if (!(change.start > 0)) continue;
    const amount = amountOf(change);
    sum.add(amount);
    if (largest.length === TOP_FIVE && amount <= largest[TOP_FIVE - 1]!) continue;
    const place = largest.findIndex((one) => one < amount);
    largest.splice(place === -1 ? largest.length : place, 0, amount);
    largest.length = Math.min(TOP_FIVE, largest.length);
  }
  const total = sum.total();
  if (total === 0) return { one: none, five: none };
  return { one: ratioOfMoney(sumMoney(largest.slice(0, 1)), total), five: ratioOfMoney(sumMoney(largest), total) };
}

/**
 * How far chance alone would move logo retention from one year to another like it: n accounts, each lost independently.
 * Rates as fractions; the half width is `standardErrors` times sqrt(n p (1 - p)) over n; the interval ends at 0 and 1, as a share does.
 * Null when all stayed or all left, where the formula would claim no noise at all.
 * @example logoNoise(340, 0.92, 1.96)?.half_width // 0.0288...
 */
export function logoNoise(
  accounts: number,
  retention: number,
  standardErrors: number,
): { low: number; high: number; half_width: number } | null {
  if (accounts === 0 || retention <= 0 || retention >= 1) return null;
  const halfWidth = (standardErrors * Math.sqrt(accounts * retention * (1 - retention))) / accounts;
  return { low: Math.max(0, retention - halfWidth), high: Math.min(1, retention + halfWidth), half_width: halfWidth };
}

/**
 * The same for gross retention when each account leaves whole with the same chance: the larger the accounts, the more one of them moves it.
 * Amounts in one unit, rates as fractions. Downgrades come on top and are not modelled.
 * @example grrNoise([100, 100], 0.5, 1.96) // 1.96 * sqrt(0.25 * 20000) / 200 = 0.693
 */
export function grrNoise(starts: readonly number[], retention: number, standardErrors: number): number | null {
  if (retention <= 0 || retention >= 1) return null;
  const total = sumMoney(starts);
  const squares = Float64Array.from(starts, (start) => start * start).sort();
  return (standardErrors * Math.sqrt(retention * (1 - retention) * squares.reduce((sum, square) => sum + square, 0))) / total;
}

const oneSided = unknown("All accounts stayed or all left; from that alone chance cannot be gauged.");

/** How far chance moves logo retention, as the fields of an answer say it. */
export function noiseOfLogos(accounts: Known<number>, logoRetention: Known<number>, standardErrors: number): Answered<Noise> {
  const noise = mapKnown(accounts, (starting) =>
    mapKnown(logoRetention, (kept) => known(logoNoise(starting, kept, standardErrors), oneSided)),
  );
  return {
    logo_low: mapKnown(noise, ({ low }) => low),
    logo_high: mapKnown(noise, ({ high }) => high),
    logo_half_width: mapKnown(noise, ({ half_width }) => half_width),
    grr_half_width: unknown("Totals do not show single accounts; a table or rows do."),
  };
}

/** Both for a list of accounts. */
export function noiseOfAccounts(
  changes: readonly AccountChange[],
  logoRetention: Known<number>,
  standardErrors: number,
): Answered<Noise> {
  const starts = changes.map((change) => change.start).filter((start) => start > 0);
  return {
    ...noiseOfLogos(starts.length, logoRetention, standardErrors),
    grr_half_width: mapKnown(logoRetention, (kept) => known(grrNoise(starts, kept, standardErrors), oneSided)),
  };
}

/**
 * Net retention without a price increase that every surviving account got, and the part of the expansion that it explains: of each account
 * its opening times the increase, and never more than it really grew. Money in one unit, increase and rate as fractions.
 * Throws Problem for an increase outside 0 to 1.
 * @example one account from 100 to 120 and an increase of 0.05: price_expansion 5, nrr_without_price 1.15
 */
export function withoutPrice(
  changes: readonly AccountChange[],
  { bridge }: Pick<Retention, "bridge">,
  policy: RetentionPolicy,
  increase: number,
): { nrr_without_price: Known<number>; price_expansion: number } {
  if (!(increase >= 0 && increase <= 1))
    throw new Problem({
      what: `price_increase is ${increase}; it is a fraction from 0 to 1.`,
      remedy: "Write 5% as 0.05. A price cut is a contraction and needs no parameter.",
    });
  const price = sumMoney(
    changes.flatMap((change) => {
      const growth = change.start > 0 ? sumMoney([keptAmount(change, policy), -change.start]) : 0;
      return growth > 0 ? [Math.min(growth, sumMoney([change.start * increase]))] : [];
    }),
  );
  const rest = { ...bridge, expansion: sumMoney([bridge.expansion, -price]) };
  return { nrr_without_price: netRetention(rest, policy), price_expansion: price };
}

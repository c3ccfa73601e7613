import type * as z from "zod";
import type { BookNotice } from "../../core/answer.ts";
import { type Answered, isKnown, type Known, over, unknown } from "../../core/known.ts";
import { MoneySum, ratioOfMoney, sumMoney } from "../../core/money.ts";
import type { AccountCounts, Bridge, PolicySchema, Segment } from "./answer.ts";

/** What moved the revenue of the customers who paid at the start, each line 0 or more; a line that is not known carries its reason. */
export type Lines = { [Line in "starting" | "expansion" | "reactivation" | "contraction" | "churn"]: Known<number> };

const noStart = unknown("No account pays at the start, so there is nothing to retain.");

/**
 * Gross retention: what is left of the opening after downgrades and losses, and never more than the opening. A fraction.
 * Accounts, totals and movements each make a bridge for it; with `grr: churn_only` downgrades stay out.
 * @example grossRetention({ starting: 100, expansion: 31, contraction: 3, churn: 8, reactivation: 0 }, standardPolicy) // 0.89
 */
export function grossRetention({ starting, contraction, churn }: Lines, { grr }: Pick<RetentionPolicy, "grr">): Known<number> {
  return shareOfOpening(starting, [], grr === "churn_only" ? [churn] : [contraction, churn]);
}

/**
 * Net retention: gross retention with what the same customers grew, and with returned ones where the policy counts them. A fraction.
 * @example netRetention({ starting: 100, expansion: 31, contraction: 3, churn: 8, reactivation: 0 }, standardPolicy) // 1.2
 */
export function netRetention(
  { starting, expansion, reactivation, contraction, churn }: Lines,
  policy: Pick<RetentionPolicy, "reactivation">,
): Known<number> {
  return shareOfOpening(starting, policy.reactivation === "included" ? [expansion, reactivation] : [expansion], [
    contraction,
    churn,
  ]);
}

function shareOfOpening(
  starting: Known<number>,
  gained: readonly Known<number>[],
  lost: readonly Known<number>[],
): Known<number> {
  const missing = [starting, ...gained, ...lost].flatMap((line) => (isKnown(line) ? [] : [line.why]));
  if (missing.length || !isKnown(starting)) return unknown([...new Set(missing)].join(" "));
  if (starting === 0) return noStart;
  const amounts = (lines: readonly Known<number>[]) => lines.filter(isKnown);
  return ratioOfMoney(sumMoney([starting, ...amounts(gained), ...amounts(lost).map((amount) => -amount)]), starting);
}

/** One account at two dates: all that retention needs to know of it. Amounts in one recurring unit, exact to the hundredth. */
export interface AccountChange {
  account: string;
  /** 0 when it did not pay at that date. */
  start: number;
  end: number;
  /** Whether it paid at some time before the start; null when nothing before the start is known. */
  paid_before: boolean | null;
  segment: string | null;
  /** Whether it fell to zero between the dates after paying at the start; null without monthly history. */
  gap: boolean | null;
  /** Its amount at each sampled date from the first to the last; null without monthly history. */
  series: readonly number[] | null;
  /** Stays shorter than a step between two sampled dates, at zero at both: which step (0 begins at the first date) and the most it paid. */
  inside?: readonly InsideStay[];
  /** Days since it last paid, for the first return in a step that begins at zero; absent unless asked for. */
  days_away?: ReadonlyMap<number, number>;
  /** Its amount at the end at the end's exchange rates, less the same at the opening's; absent without both. */
  fx?: number;
}

/** A change with more that is known of it. @example changeWith(change, { fx: 10 }).fx // 10 */
export function changeWith(
  { account, start, end, paid_before, segment, gap, series, inside, days_away, fx }: AccountChange,
  more: Partial<Pick<AccountChange, "segment" | "days_away" | "fx">>,
): AccountChange {
  return {
    account,
    start,
    end,
    paid_before,
    segment,
    gap,
    series,
    ...(inside === undefined ? {} : { inside }),
    ...(days_away === undefined ? {} : { days_away }),
    ...(fx === undefined ? {} : { fx }),
    ...more,
  };
}

export interface InsideStay {
  step: number;
  amount: number;
}

/** What a source of data gives: its accounts, and what it noticed on the way. */
export interface AccountChanges {
  changes: AccountChange[];
  /** The sampled dates, first to last; null where only two amounts are known. */
  dates: string[] | null;
  notices: BookNotice[];
  /** Each account's segments apart, where accounts hold several at once; empty elsewhere. */
  rows?: AccountChange[];
}

/** The choices on which two people can differ and both be right; without `winback_days` a return counts as one after any time. */
export type RetentionPolicy = Required<Omit<Policy, "winback_days">> & Pick<Policy, "winback_days">;

type Policy = z.infer<typeof PolicySchema>;

/** The three rates as fractions; unknown when nobody paid at the start. */
export type RetentionRates = { [Rate in "nrr" | "grr" | "logo_retention"]: Known<number> };

/** Retention of one book between two dates. */
export interface Retention extends RetentionRates {
  bridge: { [Part in Exclude<keyof Bridge, "fx">]: number };
  accounts: { [Count in keyof AccountCounts]: number };
}

/** Point to point, in the form most boards expect. */
export const standardPolicy: RetentionPolicy = { reactivation: "excluded", gap: "retained", grr: "standard" };

/** Whether a policy says what the standard one says. */
export function isStandard({ reactivation, gap, grr, winback_days }: RetentionPolicy): boolean {
  const { reactivation: net, gap: between, grr: gross } = standardPolicy;
  return reactivation === net && gap === between && grr === gross && winback_days === undefined;
}

/**
 * Whether an account's return inside the window is a reactivation: it paid before, and no longer ago than the policy allows. Its first return
 * decides; one whose date of leaving is not known counts as a reactivation.
 * @example isReactivation({ ...change, paid_before: true, series: [0, 50], days_away: new Map([[0, 45]]) }, { winback_days: 30 }) // false
 */
function isReactivation(change: AccountChange, { winback_days }: Pick<RetentionPolicy, "winback_days">): boolean {
  if (change.start === 0 && change.paid_before !== true) return false;
  return withinWinback(daysBeforeReturn(change), winback_days);
}

/** Days away before an account's first return at a sampled date; undefined where they are not known. */
export function daysBeforeReturn({ series, days_away }: Pick<AccountChange, "series" | "days_away">): number | undefined {
  const returned = series?.findIndex((now, date) => date > 0 && now > 0 && series[date - 1] === 0) ?? 0;
  return days_away?.get(returned - 1);
}

/** Whether so many days away are few enough; unknown days, and a policy without a limit, are. */
export function withinWinback(daysAway: number | undefined, winbackDays: number | undefined): boolean {
  return winbackDays === undefined || daysAway === undefined || daysAway <= winbackDays;
}

/** What an account pays at the end as far as the policy lets it count as kept. */
export function keptAmount(change: AccountChange, policy: Pick<RetentionPolicy, "gap">): number {
  return policy.gap === "churned" && change.gap === true ? 0 : change.end;
}

/**
 * Net, gross and logo retention of a frozen cohort: the accounts that pay at the start, each capped at its own start for gross.
 * Amounts in one recurring unit, rates as fractions of the cohort's opening.
 * With `gap: churned` an account that came back is counted as churned and as reactivated, so that the bridge still ties.
 * Source: the per-account cap is SaaS Capital's instruction.
 * @example retentionOfAccounts([{ account: "A", start: 100, end: 60, paid_before: null, segment: null, gap: null, series: null }], standardPolicy).grr // 0.6
 */
export function retentionOfAccounts(changes: readonly AccountChange[], policy: RetentionPolicy): Retention {
  const accounts = { starting: 0, churned: 0, contracted: 0, flat: 0, expanded: 0, new: 0, reactivated: 0 };
  const moved = {
    starting: new MoneySum(),
    new: new MoneySum(),
    expansion: new MoneySum(),
    reactivation: new MoneySum(),
    contraction: new MoneySum(),
    churn: new MoneySum(),
  };
  for (const change of changes) {
    const { start, end } = change;
    if (start > 0) {
      const kept = keptAmount(change, policy);
      accounts.starting += 1;
      moved.starting.add(start);
      if (kept === 0) {
        accounts.churned += 1;
        moved.churn.add(start);
      } else if (kept < start) {
        accounts.contracted += 1;
        moved.contraction.add(start);
        moved.contraction.add(-kept);
      } else if (kept > start) {
        accounts.expanded += 1;
        moved.expansion.add(kept);
        moved.expansion.add(-start);
      } else accounts.flat += 1;
      if (kept === end) continue;
    } else if (end === 0) continue;
    const back = isReactivation(change, policy);
    accounts[back ? "reactivated" : "new"] += 1;
    moved[back ? "reactivation" : "new"].add(end);
  }
  const part = {
    starting: moved.starting.total(),
    new: moved.new.total(),
    expansion: moved.expansion.total(),
    reactivation: moved.reactivation.total(),
    contraction: moved.contraction.total(),
    churn: moved.churn.total(),
  };
  const ending = sumMoney([part.starting, part.new, part.expansion, part.reactivation, -part.contraction, -part.churn]);
  return { ...ratesOfBridge(part, accounts, policy), bridge: { ...part, ending }, accounts };
}

/** The three rates out of a bridge and its counts; the policy decides what counts as kept. */
function ratesOfBridge(
  bridge: Lines,
  accounts: Pick<Retention["accounts"], "starting" | "churned">,
  policy: Pick<RetentionPolicy, "reactivation" | "grr">,
): RetentionRates {
  return {
    nrr: netRetention(bridge, policy),
    grr: grossRetention(bridge, policy),
    logo_retention: over(accounts.starting - accounts.churned, accounts.starting, noStart),
  };
}

/**
 * Revenue gained from new and growing customers over revenue lost, a plain number; reactivation is on neither side. Money in one unit.
 * @example quickRatio({ new: 18.4, expansion: 12.3, churn: 9.8, contraction: 4.1 }) // 2.2086...
 */
export function quickRatio(parts: { [Part in "new" | "expansion" | "churn" | "contraction"]: Known<number> }): Known<number> {
  const { new: added, expansion, churn, contraction } = parts;
  if (!isKnown(added) || !isKnown(expansion) || !isKnown(churn) || !isKnown(contraction)) {
    const missing = (["new", "expansion", "churn", "contraction"] as const).filter((name) => !isKnown(parts[name]));
    return unknown(`It needs ${missing.join(" and ")}, which was not given.`);
  }
  const lost = sumMoney([churn, contraction]);
  if (lost === 0) return unknown("No losses in the period, so there is nothing to divide by.");
  return ratioOfMoney(sumMoney([added, expansion]), lost);
}

/**
 * A bridge at the opening's exchange rates with their effect on its own line, its ending then at the end's rates; unchanged where accounts
 * carry no such effect. Money in one unit.
 * @example revalue({ starting: 110, ending: 110 }, [{ ...account, fx: 10 }]) // { starting: 110, fx: 10, ending: 120 }
 */
export function revalue<Bridge extends { ending: number }>(
  bridge: Bridge,
  changes: readonly AccountChange[],
): Bridge & { fx?: number } {
  const effects = changes.flatMap(({ fx }) => fx ?? []);
  if (effects.length === 0) return bridge;
  const fx = sumMoney(effects);
  const { ending, ...parts } = bridge;
  return { ...parts, fx, ending: sumMoney([ending, fx]) } as Bridge & { fx: number };
}

/**
 * Retention of each segment, every account in exactly one, so that each column of money and accounts adds up to the whole book.
 * `accounts` counts those that pay at the start. Accounts without a segment are not accepted here. Largest opening first, then by name.
 * @example segmentsOfAccounts(changes, standardPolicy)[0].segment // "EMEA"
 */
export function segmentsOfAccounts(changes: readonly AccountChange[], policy: RetentionPolicy): Answered<Segment>[] {
  const groups = new Map<string, AccountChange[]>();
  for (const change of changes) {
    if (change.segment === null) continue;
    const group = groups.get(change.segment);
    if (group) group.push(change);
    else groups.set(change.segment, [change]);
  }
  return [...groups]
    .map(([segment, members]) => {
      const { bridge, accounts, nrr, grr, logo_retention } = retentionOfAccounts(members, policy);
      return { segment, accounts: accounts.starting, ...revalue(bridge, members), nrr, grr, logo_retention };
    })
    .sort((a, b) => b.starting - a.starting || (a.segment < b.segment ? -1 : 1));
}

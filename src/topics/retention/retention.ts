import * as z from "zod";
import { shown } from "../../core/kinds.ts";
import { ratioOfMoney, sumMoney } from "../../core/money.ts";
import {
  type AdverseSelection,
  AdverseSelectionSchema,
  ComparisonSchema,
  MonthSchema,
  MovementsSchema,
  TieSchema,
} from "./detail.ts";

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

export interface InsideStay {
  step: number;
  amount: number;
}

/** What a source of data gives: its accounts, and what it noticed on the way. */
export interface AccountChanges {
  changes: AccountChange[];
  /** The sampled dates, first to last; null where only two amounts are known. */
  dates: string[] | null;
  notices: Notice[];
}

/** Something noticed while reading that the reader of the answer should know. */
export interface Notice {
  code: string;
  message: string;
}

export const PolicySchema = z.strictObject({
  reactivation: z.enum(["excluded", "included"]).optional(),
  gap: z.enum(["retained", "churned"]).optional(),
  grr: z.enum(["standard", "churn_only"]).optional(),
  winback_days: z.number().multipleOf(1).min(0).optional(),
});

export const BridgeSchema = z.strictObject({
  starting: shown.money().nullable(),
  new: shown.money().nullable(),
  expansion: shown.money().nullable(),
  reactivation: shown.money().nullable(),
  contraction: shown.money().nullable(),
  churn: shown.money().nullable(),
  /** What exchange rates did to the ending; only where rates of both dates are given. */
  fx: shown.money().optional(),
  ending: shown.money().nullable(),
});

export const AccountCountsSchema = z.strictObject({
  starting: shown.money().multipleOf(1).nullable(),
  churned: shown.count().multipleOf(1).nullable(),
  contracted: shown.count().multipleOf(1).nullable(),
  flat: shown.count().multipleOf(1).nullable(),
  expanded: shown.count().multipleOf(1).nullable(),
  new: shown.money().multipleOf(1).nullable(),
  reactivated: shown.count().multipleOf(1).nullable(),
});

export const SegmentSchema = z.strictObject({
  segment: z.string(),
  accounts: shown.count(),
  starting: shown.money(),
  new: shown.money(),
  expansion: shown.money(),
  reactivation: shown.money(),
  contraction: shown.money(),
  churn: shown.money(),
  fx: shown.money().optional(),
  ending: shown.money(),
  nrr: shown.rate().nullable(),
  grr: shown.rate().nullable(),
  logo_retention: shown.rate().nullable(),
});

export const DefinitionSchema = z.strictObject({
  definition: z.enum(["point_to_point", "gap_as_churn", "movements_of_cohort", "churn_only", "reactivation_included"]),
  nrr: shown.rate().nullable(),
  grr: shown.rate().nullable(),
  note: z.string(),
});

export const RefusedSchema = z.strictObject({
  definition: z.string(),
  nrr: shown.rate().nullable(),
  grr: shown.rate().nullable(),
  why: z.string(),
});

export const AssessmentSchema = z.strictObject({
  metric: z.enum(["nrr", "grr", "logo_retention"]),
  standard: z.string(),
  band: z.string(),
  /** Where the band begins; null when it has no lower end. */
  from: z.number().nullable(),
  /** Where the next band begins; null in the highest. */
  next: z.number().nullable(),
});

export const NoiseSchema = z.strictObject({
  logo_low: shown.rate().nullable(),
  logo_high: shown.rate().nullable(),
  logo_half_width: shown.rate().nullable(),
  grr_half_width: shown.rate().nullable(),
});

export const ConcentrationSchema = z.strictObject({
  top_account: shown.rate().nullable(),
  top_five: shown.rate().nullable(),
  top_account_share_of_expansion: shown.rate().nullable(),
  top_five_share_of_expansion: shown.rate().nullable(),
});

/** Rates compounded to twelve months, geometrically. */
export const AnnualisedSchema = z.strictObject({
  months: z.number(),
  monthly_grr: shown.rate(),
  nrr: shown.rate().nullable(),
  grr: shown.rate(),
});

/** The fields of a retention answer; segments are whole here and paged by the tool. */
export const RetentionFields = z.strictObject({
  nrr: shown.rate().nullable(),
  grr: shown.rate().nullable(),
  logo_retention: shown.rate().nullable(),
  quick_ratio: z.number().nullable(),
  bridge: BridgeSchema,
  accounts: AccountCountsSchema,
  segments: z.array(SegmentSchema),
  definitions: z.array(DefinitionSchema),
  assessment: z.array(AssessmentSchema),
  noise: NoiseSchema,
  concentration: ConcentrationSchema,
  refused: z.array(RefusedSchema),
  months: z.array(MonthSchema),
  movements: MovementsSchema.nullable(),
  adverse_selection: AdverseSelectionSchema,
  annualised: AnnualisedSchema.nullable(),
  /** Only where a price increase is given: net without it, and the part of the expansion that it explains. */
  nrr_without_price: shown.rate().nullable().optional(),
  price_expansion: shown.money().optional(),
  /** Only where segment_by is given. */
  comparison: ComparisonSchema.nullable().optional(),
  /** Only where a figure is stated. */
  tie: TieSchema.optional(),
  opening_tie: TieSchema.optional(),
});
export type RetentionFields = z.infer<typeof RetentionFields>;
export type Segment = z.infer<typeof SegmentSchema>;
export type Definition = z.infer<typeof DefinitionSchema>;
export type RefusedFigure = z.infer<typeof RefusedSchema>;
export type BandVerdict = z.infer<typeof AssessmentSchema>;
export type Noise = z.infer<typeof NoiseSchema>;
export type Concentration = z.infer<typeof ConcentrationSchema>;

/** The choices on which two people can differ and both be right; without `winback_days` a return counts as one after any time. */
export type RetentionPolicy = Required<Omit<Policy, "winback_days">> & Pick<Policy, "winback_days">;
type Policy = z.infer<typeof PolicySchema>;
/** What moved the revenue between two dates; every part is zero or more, and the parts add up to the ending. */
export type Bridge = z.infer<typeof BridgeSchema>;
/** How many accounts of the cohort did what; new and reactivated stand outside the cohort. */
export type AccountCounts = z.infer<typeof AccountCountsSchema>;

/** Retention of one book between two dates, rates as fractions; a rate is null when nobody paid at the start. */
export interface Retention {
  nrr: number | null;
  grr: number | null;
  logo_retention: number | null;
  bridge: { [Part in Exclude<keyof Bridge, "fx">]: number };
  accounts: { [Count in keyof AccountCounts]: number };
}

/** Point to point, in the form most boards expect. */
export const standardPolicy: RetentionPolicy = { reactivation: "excluded", gap: "retained", grr: "standard" };

/**
 * Whether an account's return inside the window is a reactivation: it paid before, and no longer ago than the policy allows. Its first return
 * decides; one whose date of leaving is not known counts as a reactivation.
 * @example isReactivation({ ...change, paid_before: true, series: [0, 50], days_away: new Map([[0, 45]]) }, { winback_days: 30 }) // false
 */
export function isReactivation(change: AccountChange, { winback_days }: Pick<RetentionPolicy, "winback_days">): boolean {
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
 * Amounts in one recurring unit, rates as fractions of the cohort's opening; rates are null when nobody paid at the start.
 * With `gap: churned` an account that came back is counted as churned and as reactivated, so that the bridge still ties.
 * Source: the per-account cap is SaaS Capital's instruction.
 * @example retentionOfAccounts([{ account: "A", start: 100, end: 60, paid_before: null, segment: null, gap: null, series: null }], standardPolicy).grr // 0.6
 */
export function retentionOfAccounts(changes: readonly AccountChange[], policy: RetentionPolicy): Retention {
  const accounts = { starting: 0, churned: 0, contracted: 0, flat: 0, expanded: 0, new: 0, reactivated: 0 };
  const moved = {
    starting: [] as number[],
    new: [] as number[],
    expansion: [] as number[],
    reactivation: [] as number[],
    contraction: [] as number[],
    churn: [] as number[],
  };
  for (const change of changes) {
    const { start, end } = change;
    if (start > 0) {
      const kept = keptAmount(change, policy);
      accounts.starting += 1;
      moved.starting.push(start);
      if (kept === 0) {
        accounts.churned += 1;
        moved.churn.push(start);
      } else if (kept < start) {
        accounts.contracted += 1;
        moved.contraction.push(start, -kept);
      } else if (kept > start) {
        accounts.expanded += 1;
        moved.expansion.push(kept, -start);
      } else accounts.flat += 1;
      if (kept === end) continue;
    } else if (end === 0) continue;
    const back = isReactivation(change, policy);
    accounts[back ? "reactivated" : "new"] += 1;
    moved[back ? "reactivation" : "new"].push(end);
  }
  const part = {
    starting: sumMoney(moved.starting),
    new: sumMoney(moved.new),
    expansion: sumMoney(moved.expansion),
    reactivation: sumMoney(moved.reactivation),
    contraction: sumMoney(moved.contraction),
    churn: sumMoney(moved.churn),
  };
  const ending = sumMoney([part.starting, part.new, part.expansion, part.reactivation, -part.contraction, -part.churn]);
  return { ...ratesOfBridge(part, accounts, policy), bridge: { ...part, ending }, accounts };
}

/** The three rates out of a bridge and its counts; the policy decides what counts as kept. Null when nobody paid at the start. */
export function ratesOfBridge(
  part: Omit<Retention["bridge"], "ending">,
  accounts: Pick<Retention["accounts"], "starting" | "churned">,
  policy: Pick<RetentionPolicy, "reactivation" | "grr">,
): Pick<Retention, "nrr" | "grr" | "logo_retention"> {
  if (accounts.starting === 0) return { nrr: null, grr: null, logo_retention: null };
  const back = policy.reactivation === "included" ? part.reactivation : 0;
  const downsell = policy.grr === "churn_only" ? 0 : part.contraction;
  return {
    nrr: ratioOfMoney(sumMoney([part.starting, part.expansion, back, -part.contraction, -part.churn]), part.starting),
    grr: ratioOfMoney(sumMoney([part.starting, -downsell, -part.churn]), part.starting),
    logo_retention: (accounts.starting - accounts.churned) / accounts.starting,
  };
}

/**
 * Whether the accounts that leave are large or small: what a lost account paid on average over what an opening account paid on average.
 * Above 1 the large ones leave. Money in one unit; null without accounts at the start, or without losses.
 * @example sizeOfLost({ starting: 1000, churn: 300 }, { starting: 10, churned: 2 }).index // 150 / 100 = 1.5
 */
export function sizeOfLost(
  bridge: { starting: number | null; churn: number | null },
  accounts: { starting: number | null; churned: number | null },
): Omit<AdverseSelection, "median_change_rate"> {
  const average = (amount: number | null, count: number | null) => (amount === null || !count ? null : amount / count);
  const opening = average(bridge.starting, accounts.starting);
  const churned = average(bridge.churn, accounts.churned);
  return {
    index: opening === null || churned === null || opening === 0 ? null : churned / opening,
    churned_average: churned,
    opening_average: opening,
  };
}

/**
 * The change of the account in the middle, lost ones included, as a fraction of its own opening; the mean of the two middle ones when
 * their number is even. Null when nobody paid at the start.
 * @example medianChange([a100to100, b100to0, c100to150], standardPolicy) // 0
 */
export function medianChange(changes: readonly AccountChange[], policy: Pick<RetentionPolicy, "gap">): number | null {
  const rates = changes
    .flatMap((change) => (change.start > 0 ? [sumMoney([keptAmount(change, policy), -change.start]) / change.start] : []))
    .sort((a, b) => a - b);
  if (rates.length === 0) return null;
  const middle = Math.floor((rates.length - 1) / 2);
  return (rates[middle]! + rates[Math.floor(rates.length / 2)]!) / 2;
}

/** Fixed by the names of the fields, not a threshold. */
const TOP_FIVE = 5; // not a figure: the field is called top_five

/**
 * How much of the opening revenue, and of its expansion, hangs on the largest account and on the five largest. Shares as fractions.
 * Null where there is no opening revenue, or no expansion.
 * @example concentration([{ ...a, start: 75, end: 75 }, { ...b, start: 25, end: 30 }], standardPolicy).top_account // 0.75
 */
export function concentration(changes: readonly AccountChange[], policy: Pick<RetentionPolicy, "gap">): Concentration {
  const cohort = changes.filter((change) => change.start > 0);
  const opening = cohort.map((change) => change.start);
  const growth = cohort.map((change) => Math.max(0, sumMoney([keptAmount(change, policy), -change.start])));
  return {
    top_account: shareOfLargest(opening, 1),
    top_five: shareOfLargest(opening, TOP_FIVE),
    top_account_share_of_expansion: shareOfLargest(growth, 1),
    top_five_share_of_expansion: shareOfLargest(growth, TOP_FIVE),
  };
}

function shareOfLargest(amounts: readonly number[], count: number): number | null {
  const total = sumMoney(amounts);
  if (total === 0) return null;
  return ratioOfMoney(sumMoney([...amounts].sort((a, b) => b - a).slice(0, count)), total);
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
  const squares = starts.map((start) => start * start).sort((a, b) => a - b);
  return (standardErrors * Math.sqrt(retention * (1 - retention) * squares.reduce((sum, square) => sum + square, 0))) / total;
}

/** Both for a list of accounts; null parts when nobody paid at the start, all stayed, or all left. */
export function noiseOfAccounts(changes: readonly AccountChange[], logoRetention: number | null, standardErrors: number): Noise {
  const starts = changes.map((change) => change.start).filter((start) => start > 0);
  const logo = logoRetention === null ? null : logoNoise(starts.length, logoRetention, standardErrors);
  return {
    logo_low: logo?.low ?? null,
    logo_high: logo?.high ?? null,
    logo_half_width: logo?.half_width ?? null,
    grr_half_width: logoRetention === null ? null : grrNoise(starts, logoRetention, standardErrors),
  };
}

/**
 * Revenue gained from new and growing customers over revenue lost, a plain number; reactivation is on neither side.
 * Money in one unit. Null, with the reason, when nothing was lost or a part is not known.
 * @example quickRatio({ new: 18.4, expansion: 12.3, churn: 9.8, contraction: 4.1 }) // { value: 2.2086..., reason: null }
 */
export function quickRatio(parts: Pick<Bridge, "new" | "expansion" | "churn" | "contraction">): {
  value: number | null;
  reason: string | null;
} {
  const missing = (["new", "expansion", "churn", "contraction"] as const).filter((name) => parts[name] === null);
  if (missing.length) return { value: null, reason: `It needs ${missing.join(" and ")}, which was not given.` };
  const lost = sumMoney([parts.churn!, parts.contraction!]);
  if (lost === 0) return { value: null, reason: "No losses in the period, so there is nothing to divide by." };
  return { value: ratioOfMoney(sumMoney([parts.new!, parts.expansion!]), lost), reason: null };
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
export function segmentsOfAccounts(changes: readonly AccountChange[], policy: RetentionPolicy): Segment[] {
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

import * as z from "zod";
import { type Assumption, because, type Findings, type UndefinedField, type Warning } from "../../core/answer.ts";
import { type Figure, figure } from "../../core/figure.ts";
import { sumMoney } from "../../core/money.ts";
import { addAll } from "../../core/order.ts";
import { Problem } from "../../core/problem.ts";
import { Band, Touch } from "../../core/vocabulary.ts";
import { definitionsOfAccounts } from "./definitions.ts";
import type { Month } from "./detail.ts";
import {
  type AccountChange,
  type AccountChanges,
  type BandVerdict,
  concentration,
  daysBeforeReturn,
  keptAmount,
  medianChange,
  noiseOfAccounts,
  quickRatio,
  type Retention,
  type RetentionFields,
  type RetentionPolicy,
  ratesOfBridge,
  retentionOfAccounts,
  revalue,
  segmentsOfAccounts,
  sizeOfLost,
  withinWinback,
} from "./retention.ts";
import { annualiseWindow, checkWindow, isOneYear, type Window } from "./segment-effects.ts";

const noStart = "No account pays at the start, so there is nothing to retain.";

/**
 * Why fields of an answer out of accounts are null, where they are. `yearly` says that the window is, or is taken to be, twelve months.
 * @example nullReasons(fields, true) // [{ field: "annualised", reason: "The window is a year already." }]
 */
export function nullReasons(fields: RetentionFields, yearly: boolean): UndefinedField[] {
  const reasons: UndefinedField[] = [];
  const nobody = fields.accounts.starting === 0;
  if (nobody)
    addAll(
      reasons,
      because(
        noStart,
        "nrr",
        "grr",
        "logo_retention",
        "concentration.top_account",
        "concentration.top_five",
        "adverse_selection.opening_average",
        "adverse_selection.median_change_rate",
      ),
    );
  if (nobody && fields.nrr_without_price === null) addAll(reasons, because(noStart, "nrr_without_price"));
  if (fields.noise.logo_half_width === null)
    addAll(
      reasons,
      because(
        nobody ? noStart : "All accounts stayed or all left; from that alone chance cannot be gauged.",
        Object.keys(fields.noise).map((name) => `noise.${name}`),
      ),
    );
  if (fields.concentration.top_account_share_of_expansion === null)
    addAll(
      reasons,
      because(
        "No account of the cohort expanded.",
        "concentration.top_account_share_of_expansion",
        "concentration.top_five_share_of_expansion",
      ),
    );
  if (fields.adverse_selection.index === null)
    addAll(
      reasons,
      because(nobody ? noStart : "No account left.", "adverse_selection.index", "adverse_selection.churned_average"),
    );
  if (fields.segments.some(({ nrr }) => nrr === null))
    addAll(
      reasons,
      because("No account of the segment pays at the start.", "segments[].nrr", "segments[].grr", "segments[].logo_retention"),
    );
  if (fields.movements === null)
    addAll(reasons, because("It needs what each account paid in the months between the two dates.", "movements"));
  if (fields.annualised === null)
    addAll(
      reasons,
      because(
        yearly ? "The rates are for a year already." : nobody ? noStart : "Less than a month says too little of a year.",
        "annualised",
      ),
    );
  return reasons;
}

/** Half-open bands [from, next from); the first starts at null, meaning no lower end. */
export const MetricBands = z.array(z.strictObject({ band: z.string(), from: z.number().nullable() })).min(1);
export const TouchTargets = z.array(z.strictObject({ touch: Touch, segment: z.string(), target_rate: Band }));

export const nrrBandsFigure = figure("metrics-nrr", "bands", MetricBands);
export const nrrTargetsFigure = figure("metrics-nrr", "targets_by_touch", TouchTargets);
export const grrBandsFigure = figure("metrics-grr", "bands", MetricBands);
export const logoBandsFigure = figure("metrics-logo-retention", "bands", MetricBands);
/** Standard errors on each side of a 95% interval. */
export const confidenceFigure = figure("metrics-noise", "standard_errors", z.number().positive());
/** Below this many accounts a rate is marked as resting on few. */
export const fewAccountsFigure = figure("metrics-noise", "few_accounts", z.number().positive());

type Bands = z.infer<typeof MetricBands>;

/**
 * The band of one list that holds a rate: from its own value up to, not including, the next one. Rates as fractions.
 * @example bandOf(1.0, [{ band: "low", from: null }, { band: "good", from: 1.0 }]) // { band: "good", from: 1, next: null }
 */
export function bandOf(rate: number, bands: Bands): Pick<BandVerdict, "band" | "from" | "next"> {
  const ascending = [...bands].sort((a, b) => (a.from ?? Number.NEGATIVE_INFINITY) - (b.from ?? Number.NEGATIVE_INFINITY));
  let held = 0;
  ascending.forEach((band, index) => {
    if (band.from === null || rate >= band.from) held = index;
  });
  const found = ascending[held]!;
  return { band: found.band, from: found.from, next: ascending[held + 1]?.from ?? null };
}

/**
 * What every standard calls a rate, the standard in force first, the others in the rule's own order.
 * @example assess("nrr", 1.03, figures.nrrBands)[0] // { metric: "nrr", standard: "strategist", band: "good", from: 1, next: 1.1 }
 */
export function assess(metric: BandVerdict["metric"], rate: number | null, bands: Figure<Bands>): BandVerdict[] {
  if (rate === null) return [];
  const others = Object.entries(bands.standards).filter(([standard]) => standard !== bands.standard);
  return [[bands.standard, bands.value] as const, ...others].map(([standard, list]) => ({
    metric,
    standard,
    ...bandOf(rate, list),
  }));
}

/** The figures a retention answer is judged by. */
export interface RetentionFigures {
  nrrBands: Figure<z.infer<typeof MetricBands>>;
  grrBands: Figure<z.infer<typeof MetricBands>>;
  logoBands: Figure<z.infer<typeof MetricBands>>;
  standardErrors: Figure<number>;
  fewAccounts: Figure<number>;
}

/** A whole retention answer, and what to know before trusting it. */
export interface RetentionAnswer extends Findings {
  fields: RetentionFields;
}

/** The three headline rates under every standard's bands; rates that are null are left out. */
export function assessRetention(
  rates: Pick<RetentionFields, "nrr" | "grr" | "logo_retention">,
  figures: RetentionFigures,
): BandVerdict[] {
  return [
    ...assess("nrr", rates.nrr, figures.nrrBands),
    ...assess("grr", rates.grr, figures.grrBands),
    ...assess("logo_retention", rates.logo_retention, figures.logoBands),
  ];
}

/** Why ends of bands are null, where some are. */
export function openBands(assessment: readonly BandVerdict[]): UndefinedField[] {
  return [
    ...(assessment.some(({ from }) => from === null) ? because("The lowest band has no lower end.", "assessment[].from") : []),
    ...(assessment.some(({ next }) => next === null) ? because("The highest band has none above it.", "assessment[].next") : []),
  ];
}

/** Bands speak of a year; said where nobody stated how long the period was. */
export const yearAssumed = {
  what: "Length of the period",
  value: "12 months",
  why: "Nothing states how long it is, and the bands are for a year.",
  if_wrong: "The rates stay; the labels do not hold, since a shorter period loses less.",
};

/**
 * What to know before trusting an answer out of accounts; `notYearly` is the window where it is not a year.
 * @example warningsOfAccounts(changes, fields, figures, null, standardPolicy)[0].code // "few_accounts"
 */
export function warningsOfAccounts(
  changes: readonly AccountChange[],
  { accounts, months }: RetentionFields,
  figures: RetentionFigures,
  notYearly: Window | null,
  { winback_days }: RetentionPolicy,
): Warning[] {
  const warnings: Warning[] = [];
  const few = figures.fewAccounts.value;
  const starting = accounts.starting!;
  if (starting > 0 && starting < few)
    warnings.push({
      code: "few_accounts",
      message: `The rates rest on ${starting} ${starting === 1 ? "account" : "accounts"}, fewer than ${few}; one account more or less moves them visibly.`,
    });
  if (notYearly !== null)
    warnings.push({
      code: "not_a_year",
      message: `From ${notYearly.from} to ${notYearly.to} is not twelve months, so the yearly bands are left out. Do not compare these rates with yearly ones; compounded to a year they hold only if every month is like these.`,
    });
  const inside = changes.filter(
    ({ start, end, series, inside }) => start === 0 && end === 0 && (inside || series?.some((amount) => amount > 0)),
  );
  if (inside.length)
    warnings.push({
      code: "won_and_lost_inside",
      message: `Accounts that started and left between the two dates: ${inside.length}. They are in no part of the bridge${months.length ? "; months has them in new and in churn." : "; a shorter window shows them."}`,
    });
  const returned = changes.filter((change) => change.paid_before === true && change.start === 0 && change.end > 0);
  const unknown = winback_days === undefined ? 0 : returned.filter((one) => daysBeforeReturn(one) === undefined).length;
  if (unknown)
    warnings.push({
      code: "winback_unknown",
      message: `Returned accounts whose last payment before the return is not in the data: ${unknown}. They count as reactivations.`,
    });
  return warnings;
}

type Line = "opening" | "new" | "expansion" | "reactivation" | "contraction" | "churn";
type Step = Record<Line, number[]>;

/**
 * The bridge of every month of a window: opening plus moves is the closing, and the closing is the next opening, to the hundredth.
 * A month is named by the day it closes on, so that its closing is what the book pays on that day; what starts that day is in it.
 * Each account is compared at the two ends of a month; one that came and went inside it stands in new (or reactivation) and in churn with the
 * most it paid. With `winback_days` a return after more days counts as new. The effect of exchange rates stands in the last month.
 * Money in one unit. Accounts need a series at `dates`, which are two or more.
 * @example monthlyBridge([{ ...account, series: [0, 40, 0] }], ["2026-01-01", "2026-02-01", "2026-03-01"], standardPolicy)
 * // new 40 in the month 2026-02-01, churn 40 in 2026-03-01
 */
export function monthlyBridge(
  changes: readonly AccountChange[],
  dates: readonly string[],
  policy: Pick<RetentionPolicy, "winback_days">,
): Month[] {
  const steps = dates
    .slice(1)
    .map((): Step => ({ opening: [], new: [], expansion: [], reactivation: [], contraction: [], churn: [] }));
  for (const change of changes) addAccount(change, steps, policy);
  const revalued = changes.flatMap(({ fx }) => fx ?? []);
  return steps.map((step, index) => {
    const line = (name: Line) => sumMoney(step[name]);
    const [opening, added, expansion, reactivation] = [line("opening"), line("new"), line("expansion"), line("reactivation")];
    const [contraction, churn] = [line("contraction"), line("churn")];
    const fx = index === steps.length - 1 ? sumMoney(revalued) : 0;
    return {
      month: dates[index + 1]!,
      from: dates[index]!,
      opening,
      new: added,
      expansion,
      reactivation,
      contraction,
      churn,
      ...(revalued.length ? { fx } : {}),
      closing: sumMoney([opening, added, expansion, reactivation, fx, -contraction, -churn]),
    };
  });
}

function addAccount(change: AccountChange, steps: readonly Step[], policy: Pick<RetentionPolicy, "winback_days">): void {
  const series = change.series!;
  let paidEarlier = change.paid_before === true;
  steps.forEach((step, index) => {
    const before = series[index]!;
    const now = series[index + 1]!;
    const stay = change.inside?.find((one) => one.step === index)?.amount ?? 0;
    if (before > 0) step.opening.push(before);
    if (before === 0 && now + stay > 0) {
      const back = paidEarlier && withinWinback(change.days_away?.get(index), policy.winback_days);
      step[back ? "reactivation" : "new"].push(now > 0 ? now : stay);
      if (now === 0) step.churn.push(stay);
    } else if (now === 0 && before > 0) step.churn.push(before);
    else if (now > before) step.expansion.push(now, -before);
    else if (now < before) step.contraction.push(before, -now);
    if (before + now + stay > 0) paidEarlier = true;
  });
}

/**
 * All months added up, line by line; null without months. Their sum moves the book as far as the bridge from date to date does.
 * @example movementsOfMonths(months)?.churn // more than bridge.churn when a customer came and left between the two dates
 */
export function movementsOfMonths(months: readonly Month[]): RetentionFields["movements"] {
  if (months.length === 0) return null;
  const line = (name: "new" | "expansion" | "reactivation" | "contraction" | "churn") =>
    sumMoney(months.map((month) => month[name]));
  return {
    new: line("new"),
    expansion: line("expansion"),
    reactivation: line("reactivation"),
    contraction: line("contraction"),
    churn: line("churn"),
    note: "The months added up. Lines differ from the bridge where an account moved more than once; their net does not.",
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
  { bridge, accounts }: Retention,
  policy: RetentionPolicy,
  increase: number,
): { nrr_without_price: number | null; price_expansion: number } {
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
  return { nrr_without_price: ratesOfBridge(rest, accounts, policy).nrr, price_expansion: price };
}

/**
 * The whole retention answer for a list of accounts: rates under the policy, bridge of the range and of its months, segments, other
 * definitions, bands, noise, concentration, and net without a price increase where one is given as a fraction.
 * Money in the accounts' unit, rates as fractions. Without a window the period is taken to be a year, and said to be.
 * Throws Problem when the policy needs monthly history that is not known, and for an impossible price increase.
 * @example answerFromAccounts(changesFromTable(table, window), standardPolicy, figures, window).fields.nrr
 */
export function answerFromAccounts(
  { changes, dates, notices }: AccountChanges,
  policy: RetentionPolicy,
  figures: RetentionFigures,
  window: Window | null,
  priceIncrease?: number,
): RetentionAnswer {
  if (window !== null) checkWindow(window);
  refuseWithoutHistory(changes, dates, policy);
  const retention = retentionOfAccounts(changes, policy);
  const { nrr, grr, accounts } = retention;
  const ratio = quickRatio(retention.bridge);
  const { definitions, refused, undefined: definitionReasons } = definitionsOfAccounts(changes);
  const yearly = window === null || isOneYear(window);
  const months = dates === null ? [] : monthlyBridge(changes, dates, policy);
  const fields: RetentionFields = {
    nrr,
    grr,
    logo_retention: retention.logo_retention,
    quick_ratio: ratio.value,
    bridge: revalue(retention.bridge, changes),
    accounts,
    segments: segmentsOfAccounts(changes, policy),
    definitions,
    assessment: yearly ? assessRetention(retention, figures) : [],
    noise: noiseOfAccounts(changes, retention.logo_retention, figures.standardErrors.value),
    concentration: concentration(changes, policy),
    refused,
    months,
    movements: movementsOfMonths(months),
    adverse_selection: { ...sizeOfLost(retention.bridge, accounts), median_change_rate: medianChange(changes, policy) },
    annualised: yearly || nrr === null || grr === null ? null : annualiseWindow(window, nrr, grr),
    ...(priceIncrease === undefined ? {} : withoutPrice(changes, retention, policy, priceIncrease)),
  };
  return {
    fields,
    warnings: [...notices, ...warningsOfAccounts(changes, fields, figures, yearly ? null : window, policy)],
    assumptions: [
      ...(window === null ? [yearAssumed] : []),
      ...assumeNew(changes),
      ...(priceIncrease === undefined ? [] : [assumePrice(priceIncrease)]),
    ],
    undefined: [
      ...(ratio.reason === null ? [] : because(ratio.reason, "quick_ratio")),
      ...definitionReasons,
      ...openBands(fields.assessment),
      ...nullReasons(fields, yearly),
    ],
  };
}

function refuseWithoutHistory(changes: readonly AccountChange[], dates: string[] | null, policy: RetentionPolicy): void {
  const gap = policy.gap === "churned" && changes.some((change) => change.start > 0 && change.gap === null);
  if (!gap && (policy.winback_days === undefined || dates !== null)) return;
  const asked = gap ? 'policy.gap "churned"' : "policy.winback_days";
  throw new Problem({
    what: `${asked} needs to know what each account paid in the months between, and this data does not say.`,
    remedy: `Give a table of monthly amounts or subscription periods, or leave ${gap ? "policy.gap" : asked} out.`,
  });
}

function assumeNew(changes: readonly AccountChange[]): Assumption[] {
  const unknown = changes.filter(({ start, end, paid_before }) => start === 0 && end > 0 && paid_before === null).length;
  if (unknown === 0) return [];
  return [
    {
      what: "Accounts that pay nothing at the start and something at the end",
      value: `${unknown} counted as new`,
      why: "Nothing says whether they paid before.",
      if_wrong: "Those that did belong to reactivation; net and gross retention stay, the bridge and the quick ratio change.",
    },
  ];
}

function assumePrice(increase: number): Assumption {
  return {
    what: "Price increase",
    value: `${increase} of the opening of every account that stayed, and no more than it grew`,
    why: "One increase for all was given, and no price of single accounts.",
    if_wrong:
      "Accounts that were spared it, or got it for part of the window, grew by more than price; net without price is higher.",
  };
}

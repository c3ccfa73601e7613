import * as z from "zod";
import { count, shown } from "../../core/kinds.ts";
import { type Answered, isKnown, known, mapKnown, over, type Unknown, unknown } from "../../core/known.ts";
import { isExactMoney, isTooLarge, sumMoney } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import type { BridgeOfQuery } from "../../core/table.ts";
import type { AccountCounts, Bridge, Definition, RetentionAnswer, RetentionNotice } from "./answer.ts";
import { noiseOfLogos, sizeOfLost } from "./chance.ts";
import { definitionsOf, leakedIn } from "./definitions.ts";
import { assessRetention, type RetentionFigures } from "./figures.ts";
import { annualise } from "./months.ts";
import {
  grossRetention,
  type Lines,
  netRetention,
  quickRatio,
  type RetentionPolicy,
  type RetentionRates,
  standardPolicy,
} from "./retention.ts";

const justMonthly = unknown("Only a monthly rate was given.");

/** Every part of an answer that accounts would fill, not known for one reason. */
function withoutAccounts(why: Unknown) {
  return {
    segments: [],
    months: [],
    segments_count: "accounts" as const,
    movements: why,
    since_start: why,
    largest_now: why,
    look_alikes: why,
    left: [],
    shrank: [],
    without_account: why,
    concentration: { top_account: why, top_five: why, top_account_share_of_expansion: why, top_five_share_of_expansion: why },
  };
}

/**
 * A monthly gross retention compounded to a year, and nothing else. Rates as fractions.
 * @example answerFromMonthlyRate(0.98).fields.annualised // { monthly_grr: 0.98, grr: 0.7847... }
 */
export function answerFromMonthlyRate(monthlyGrr: number): RetentionAnswer {
  const none = justMonthly;
  return {
    fields: {
      nrr: none,
      grr: none,
      logo_retention: none,
      quick_ratio: none,
      bridge: { starting: none, new: none, expansion: none, reactivation: none, contraction: none, churn: none, ending: none },
      accounts: { starting: none, churned: none, contracted: none, flat: none, expanded: none, new: none, reactivated: none },
      noise: { logo_low: none, logo_high: none, logo_half_width: none, grr_half_width: none },
      adverse_selection: { index: none, churned_average: none, opening_average: none, median_change_rate: none },
      ...withoutAccounts(none),
      definitions: [],
      assessment: [],
      refused: [],
      annualised: annualise(monthlyGrr),
    },
    notices: [{ code: "compounded_rate" }],
    assumptions: [{ code: "eleven_months" }],
  };
}

/** Money that is given to the hundredth: finer ones are usually millions with decimals, and rounding those would change the answer. */
const exactMoney = (loss: boolean) =>
  shown
    .money()
    .refine((amount) => amount >= 0, {
      error: ({ input }) =>
        `is ${input}: ${loss ? "did you enter losses as negatives? Give the size of the loss, zero or more" : "it cannot be below zero"}`,
    })
    .refine((amount) => !isTooLarge(amount), "is too large to be an amount")
    .refine((amount) => isTooLarge(amount) || isExactMoney(amount), {
      error: "is finer than a hundredth: give whole units instead of millions, or round it",
    })
    .optional();
const gained = () => exactMoney(false);
const lost = () => exactMoney(true);

const TotalLines = z.strictObject({
  starting: gained(),
  expansion: gained(),
  contraction: lost(),
  churn: lost(),
  new: gained(),
  reactivation: gained(),
  starting_accounts: count().optional(),
  churned_accounts: count().optional(),
});

/** A period's totals as somebody reads them off a report; what is missing is not zero. Money in one recurring unit. */
export type RetentionTotals = z.infer<typeof TotalLines>;

/** What cannot be together: more lost than there was, or money without a customer. */
function contradictions(totals: RetentionTotals): string[] {
  const places: string[] = [];
  const { starting, contraction, churn, starting_accounts: accounts, churned_accounts: lost } = totals;
  if (accounts !== undefined && lost !== undefined && lost > accounts)
    places.push(`totals.churned_accounts is ${lost} of ${accounts} starting accounts: more left than there were.`);
  if (lost === 0 && churn !== undefined && churn > 0)
    places.push(
      `totals.churn is ${churn} and totals.churned_accounts 0: revenue left without a customer; what stayed and shrank is contraction.`,
    );
  if (accounts === 0 && starting !== undefined && starting > 0)
    places.push(`totals.starting is ${starting} and totals.starting_accounts 0: revenue without a customer.`);
  const losses = (contraction ?? 0) + (churn ?? 0);
  if (starting !== undefined && starting >= 0 && losses > starting && sumMoney([losses, -starting]) > 0)
    places.push(
      `totals.contraction + totals.churn is ${losses}, more than totals.starting ${starting}: the losses include customers who were not in the opening (won in the period, or counted more than once), so the cohort is mixed.`,
    );
  return places;
}

/** What a year's totals may say; all that is wrong with them is named at once. */
export const Totals = TotalLines.superRefine((totals, context) => {
  for (const message of contradictions(totals)) context.addIssue({ code: "custom", message });
});

type TotalName = keyof RetentionTotals;

/** Retention out of totals, before it is judged. */
interface RetentionOfTotals extends RetentionRates {
  bridge: Answered<Bridge>;
  accounts: Answered<AccountCounts>;
}

const byAccountOnly = unknown("Totals do not show single accounts; a table or rows do.");

/**
 * Retention out of totals, rates as fractions of `starting`; a rate whose parts are not all given is unknown.
 * @example retentionOfTotals({ starting: 1000000, expansion: 150000, contraction: 30000, churn: 50000 }, standardPolicy).nrr // 1.07
 */
export function retentionOfTotals(
  totals: RetentionTotals,
  policy: Pick<RetentionPolicy, "reactivation" | "grr">,
): RetentionOfTotals {
  const given = (name: TotalName) => known(totals[name], `It needs totals.${name}, which was not given; missing is not zero.`);
  const opening = (name: "starting" | "starting_accounts") =>
    totals[name] === 0 ? unknown(`totals.${name} is 0, so there is nothing to retain.`) : given(name);
  const lines: Lines = {
    starting: opening("starting"),
    expansion: given("expansion"),
    reactivation: given("reactivation"),
    contraction: given("contraction"),
    churn: given("churn"),
  };
  const stayed = mapKnown(given("starting_accounts"), (all) => mapKnown(given("churned_accounts"), (lost) => all - lost));
  return {
    nrr: netRetention(lines, policy),
    grr: grossRetention(lines, policy),
    logo_retention: over(stayed, opening("starting_accounts"), "No account pays at the start."),
    bridge: bridgeOf(totals),
    accounts: {
      starting: known(totals.starting_accounts, "Not given in the totals."),
      churned: known(totals.churned_accounts, "Not given in the totals."),
      contracted: byAccountOnly,
      flat: byAccountOnly,
      expanded: byAccountOnly,
      new: byAccountOnly,
      reactivated: byAccountOnly,
    },
  };
}

function bridgeOf(totals: RetentionTotals): Answered<Bridge> {
  const missing = unknown("Not given; missing is not zero, and the ending needs every part.");
  const part = (name: TotalName) => known(totals[name], missing);
  const { starting, new: added, expansion, reactivation, contraction, churn } = totals;
  const parts = [starting, added, expansion, reactivation, contraction, churn];
  const losses = [contraction, churn].map((amount) => -(amount ?? 0));
  return {
    starting: part("starting"),
    new: part("new"),
    expansion: part("expansion"),
    reactivation: part("reactivation"),
    contraction: part("contraction"),
    churn: part("churn"),
    ending: parts.includes(undefined)
      ? missing
      : sumMoney([...[starting, added, expansion, reactivation].map((amount) => amount ?? 0), ...losses]),
  };
}

/**
 * The retention answer that a period's totals allow. Money in one unit, rates as fractions.
 * Throws Problem for a policy that totals cannot serve.
 * @example answerFromTotals({ starting: 100, expansion: 31, contraction: 3, churn: 8 }, standardPolicy, figures).fields.nrr // 1.2
 */
export function answerFromTotals(totals: RetentionTotals, policy: RetentionPolicy, figures: RetentionFigures): RetentionAnswer {
  const asked = policy.gap === "churned" ? "gap" : policy.winback_days === undefined ? null : "winback_days";
  if (asked !== null)
    throw new Problem({
      what: `policy.${asked} ${asked === "gap" ? '"churned" ' : ""}needs the months of each account, which totals do not show.`,
      remedy: `Give a table of monthly amounts or subscription periods, or leave policy.${asked} out.`,
    });
  const found = retentionOfTotals(totals, policy);
  const { nrr, grr, logo_retention, bridge, accounts } = found;
  const { starting, ending } = bridge;
  const leaked = isKnown(starting) && isKnown(ending) && starting > 0 && (bridge.new !== 0 || bridge.reactivation !== 0);
  return {
    fields: {
      nrr,
      grr,
      logo_retention,
      quick_ratio: quickRatio(bridge),
      bridge,
      accounts,
      definitions: definitionsOfTotals(totals),
      assessment: assessRetention(found, figures),
      noise: noiseOfLogos(accounts.starting, logo_retention, figures.standardErrors.value),
      refused: leaked ? [leakedIn({ starting, ending })] : [],
      ...withoutAccounts(byAccountOnly),
      adverse_selection: { ...sizeOfLost(bridge, accounts), median_change_rate: byAccountOnly },
      annualised: unknown("Totals are taken to be a year's."),
    },
    notices: noticesOf(totals, found, figures),
    assumptions: [{ code: "year" }],
  };
}

function definitionsOfTotals(totals: RetentionTotals): Answered<Definition>[] {
  const standard = retentionOfTotals(totals, standardPolicy);
  const none = { nrr: byAccountOnly, grr: byAccountOnly };
  return definitionsOf({
    point_to_point: { nrr: standard.nrr, grr: standard.grr },
    gap_as_churn: none,
    movements_of_cohort: none,
    months_multiplied: none,
    churn_only: { nrr: standard.nrr, grr: retentionOfTotals(totals, { ...standardPolicy, grr: "churn_only" }).grr },
    reactivation_included: {
      nrr: retentionOfTotals(totals, { ...standardPolicy, reactivation: "included" }).nrr,
      grr: standard.grr,
    },
  });
}

function noticesOf(totals: RetentionTotals, found: RetentionOfTotals, figures: RetentionFigures): RetentionNotice[] {
  const notices: RetentionNotice[] = [];
  const { starting, contraction, churn, starting_accounts: accounts, churned_accounts: lost } = totals;
  const fewest = figures.fewAccounts.value;
  if (isKnown(found.nrr) || isKnown(found.grr)) notices.push({ code: "totals_may_mix" });
  if (accounts !== undefined && accounts > 0 && accounts < fewest)
    notices.push({ code: "few_accounts", accounts, fewest, counted: false });
  const allGone = accounts !== undefined && accounts > 0 && lost === accounts;
  if (allGone && starting !== undefined && starting > 0 && churn !== undefined && churn < starting)
    notices.push({ code: "totals_disagree", how: "all_left" });
  if (lost === 0 && churn !== undefined && churn > 0) notices.push({ code: "totals_disagree", how: "no_account_left" });
  if (!allGone && lost !== undefined && starting !== undefined && starting > 0 && churn === starting && contraction === 0)
    notices.push({ code: "totals_disagree", how: "all_revenue_left" });
  return notices;
}

/** The sums a query made of a window and of the months in it. */
interface SummedWindows {
  bridges: readonly BridgeOfQuery[];
  from: string;
  to: string;
}

const LETTERS = "2025-01".length;
const inMonth = (day: string): string => day.slice(0, LETTERS);

/** The window that is asked about; the one the query was made for where nothing is said. */
function askedOf({ bridges, from, to }: SummedWindows, asked: { from?: string; to?: string }): BridgeOfQuery {
  const [first, last] = [asked.from ?? from, asked.to ?? to];
  const found = bridges.find((one) => inMonth(one.from) === inMonth(first) && inMonth(one.to) === inMonth(last));
  if (found !== undefined) return found;
  throw new Problem({
    what: `The query summed what moved from ${inMonth(from)} to ${inMonth(to)} and in each month of it, and ${inMonth(first)} to ${inMonth(last)} is asked about.`,
    remedy: "Ask for that window or for one of its months, or make the query again with these dates.",
  });
}

/** Questions of a call that only single accounts answer. */
const ofAccounts = ["explain", "segment_by", "price_increase", "trend"] as const;
type Asked = { from?: string; to?: string } & Partial<Record<(typeof ofAccounts)[number], unknown>>;

/**
 * Retention out of the sums that a query made of one window: its customers are those of the start, so nothing is mixed, and nothing is known of
 * single accounts.
 * Throws Problem for a window that was not summed, and for a question or a policy that sums cannot serve.
 */
export function answerFromSums(
  sums: SummedWindows,
  asked: Asked,
  policy: RetentionPolicy,
  figures: RetentionFigures,
): { answer: RetentionAnswer; window: { from: string; to: string } } {
  const beyond = ofAccounts.filter((name) => asked[name] !== undefined);
  if (beyond.length > 0)
    throw new Problem({
      what: `${beyond.join(" and ")} ${beyond.length === 1 ? "needs" : "need"} single accounts, and the table is sums of a query.`,
      remedy: `Leave ${beyond.join(" and ")} out, or make the query months.`,
    });
  const { from, to, bridge, accounts } = askedOf(sums, asked);
  const { ending: _, ...totals } = bridge;
  const answer = answerFromTotals(
    { ...totals, starting_accounts: accounts.starting, churned_accounts: accounts.churned },
    policy,
    figures,
  );
  const { fields, notices } = answer;
  return {
    answer: {
      ...answer,
      fields: { ...fields, accounts, annualised: unknown("Sums of a window are no monthly rate.") },
      notices: notices.filter(({ code }) => code !== "totals_may_mix"),
      assumptions: [],
    },
    window: { from, to },
  };
}

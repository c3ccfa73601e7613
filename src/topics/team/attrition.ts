import { Problem } from "../../core/problem.ts";
import type { Touch } from "../../core/vocabulary.ts";
import { type CoveredBy, servedByCsms } from "./work.ts";

interface Ramp {
  yearly_attrition: number;
  ramp_months: number;
  ramp_delivery: number;
  vacancy_months: number;
}

/**
 * People's work lost in a year because some leave: each leaver costs the months of the vacancy and the part of the ramp a new one does not deliver.
 * Units: full-time people in and out. No state is carried from one year to the next.
 * @example attritionLoss(6, { yearly_attrition: 0.15, ramp_months: 6, ramp_delivery: 0.45, vacancy_months: 2 }) // 0.3975
 */
export function attritionLoss(people: number, ramp: Ramp): number {
  const yearsLost = ramp.vacancy_months / 12 + (ramp.ramp_months / 12) * (1 - ramp.ramp_delivery);
  return people * ramp.yearly_attrition * yearsLost;
}

/** How the number of accounts changes: every tier by a share a year, or so many new ones a month by tier. */
export interface Growth {
  share?: number;
  a_month?: { tier: string; accounts: number }[];
}

/** What growth needs to know of a tier. */
export interface GrowingTier {
  tier: string;
  touch: Touch;
  accounts: number;
  covered_by?: CoveredBy;
}

/**
 * Refuses growth that says nothing, says it twice, shrinks below nothing or names a tier there is not. Throws Problem with every fault.
 * @example checkGrowth({ share: -1.2 }, []) // throws: growth.share is -1.2 ...
 */
export function checkGrowth({ share, a_month }: Growth, tiers: readonly { tier: string }[]): void {
  const places: string[] = [];
  if ((share === undefined) === (a_month === undefined)) places.push("growth: give share or a_month, one of the two.");
  if (share !== undefined && !(Number.isFinite(share) && share > -1))
    places.push(`growth.share is ${share}: it is a share a year above -1, like 0.3.`);
  const seen = new Set<string>();
  for (const { tier, accounts } of a_month ?? []) {
    if (!tiers.some((line) => line.tier === tier)) places.push(`growth.a_month: there is no tier ${tier}.`);
    if (seen.has(tier)) places.push(`growth.a_month: ${tier} stands twice.`);
    if (!(Number.isFinite(accounts) && accounts >= 0))
      places.push(`growth.a_month, ${tier}: ${accounts} accounts; give 0 or more.`);
    seen.add(tier);
  }
  const names = [...new Set(tiers.map(({ tier }) => tier))].sort().join(", ");
  if (places.length)
    throw new Problem({ what: "This growth cannot be planned for:", places, remedy: `Correct it; the tiers are ${names}.` });
}

/**
 * Accounts of each tier at the end of a month, 0 for today. A share is spread evenly over the year, so that month 12 holds all of it;
 * new accounts go to the part of a tier that CSMs serve. Fractions of accounts are averages.
 * @example accountsAt([{ tier: "A", touch: "low", accounts: 100 }], { a_month: [{ tier: "A", accounts: 5 }] }, 3) // [115]
 */
export function accountsAt(tiers: readonly GrowingTier[], { share, a_month = [] }: Growth, month: number): number[] {
  const ofTier = (name: string) => tiers.filter((tier) => tier.tier === name);
  return tiers.map((tier) => {
    if (share !== undefined) return month === 0 ? tier.accounts : tier.accounts * (1 + share) ** (month / 12);
    const same = ofTier(tier.tier);
    const grows = same.find(servedByCsms) ?? same[0];
    const added = tier === grows ? (a_month.find((line) => line.tier === tier.tier)?.accounts ?? 0) : 0;
    return tier.accounts + added * month;
  });
}

/**
 * New accounts of one month whose onboarding takes people: those of tiers that CSMs serve, tech touch aside, which a program welcomes.
 * @example onboardedIn([{ tier: "A", touch: "low", accounts: 100 }], { a_month: [{ tier: "A", accounts: 5 }] }, 1) // 5
 */
export function onboardedIn(tiers: readonly GrowingTier[], growth: Growth, month: number): number {
  const before = accountsAt(tiers, growth, month - 1);
  return accountsAt(tiers, growth, month).reduce((sum, accounts, index) => {
    const tier = tiers[index]!;
    return servedByCsms(tier) && tier.touch !== "tech" ? sum + Math.max(0, accounts - before[index]!) : sum;
  }, 0);
}

/** The twelve months of a plan. */
export const planMonths: readonly number[] = Array.from({ length: 12 }, (_, index) => index + 1);

/**
 * New accounts in twelve months whose onboarding takes people, for a question that does not say how many there are.
 * @example onboardedInYear([{ tier: "A", touch: "low", accounts: 100 }], { a_month: [{ tier: "A", accounts: 5 }] }) // 60
 */
export function onboardedInYear(tiers: readonly GrowingTier[], growth: Growth): number {
  return planMonths.reduce((sum, month) => sum + onboardedIn(tiers, growth, month), 0);
}

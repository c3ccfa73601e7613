import { sumMoney } from "../../core/money.ts";
import { readWord, Segment } from "../../core/vocabulary.ts";
import { accountsAtRisk } from "../team/at-risk.ts";
import { tierOfAmount } from "../tiers/floors.ts";
import { type PlanBook, planRenewals } from "./book.ts";
import type { PlanFigures } from "./figures.ts";
import type { MeasuredRetention } from "./history.ts";
import type { Plan, PlanSample } from "./plan.ts";
import type { Company } from "./question.ts";

/** What a table holds. Money in major units a year. */
const heldBy = (book: Pick<PlanBook, "tiers">) => ({
  accounts: book.tiers.reduce((sum, { accounts }) => sum + accounts, 0),
  arr: sumMoney(book.tiers.map(({ arr }) => arr)),
});

/** The accounts a company states: as a total, else by all of its tiers. */
function statedAccounts({ accounts, tiers = [] }: Company): number | undefined {
  if (accounts !== undefined || tiers.length === 0) return accounts;
  return tiers.reduce<number | undefined>(
    (sum, tier) => (sum === undefined || tier.accounts === undefined ? undefined : sum + tier.accounts),
    0,
  );
}

/** The ARR a company states: as a total, else by all of its tiers. */
function statedArr({ arr, tiers = [] }: Company): number | undefined {
  if (arr !== undefined || tiers.length === 0) return arr;
  return tiers.every((tier) => tier.arr !== undefined) ? sumMoney(tiers.map((tier) => tier.arr!)) : undefined;
}

/**
 * Whether a table shows only part of a book whose totals are stated, one of them or both: it holds less than `whole` of the accounts or of the
 * ARR.
 * @example isSample({ arr: 12.4e6, accounts: 212 }, book of 59 accounts, 0.9) // true
 */
export function isSample(company: Company, book: Pick<PlanBook, "tiers">, whole: number): boolean {
  const held = heldBy(book);
  const [arr, accounts] = [statedArr(company), statedAccounts(company)];
  return (accounts !== undefined && held.accounts < whole * accounts) || (arr !== undefined && held.arr < whole * arr);
}

/**
 * The company with both totals: one that only states its ARR, or only its accounts, is taken to have the other in the sample's proportion.
 * `filled` says which was.
 * @example withBothTotals({ arr: 12e6 }, book of 50 accounts and 3e6).company.accounts // 200
 */
export function withBothTotals(
  company: Company,
  book: Pick<PlanBook, "tiers">,
): { company: Company; filled: PlanSample["filled"] } {
  const held = heldBy(book);
  const [arr, accounts] = [statedArr(company), statedAccounts(company)];
  if (arr !== undefined && accounts === undefined && held.arr > 0)
    return { company: { ...company, accounts: Math.max(1, Math.round((arr * held.accounts) / held.arr)) }, filled: "accounts" };
  if (arr === undefined && accounts !== undefined && held.accounts > 0)
    return { company: { ...company, arr: sumMoney([(accounts * held.arr) / held.accounts]) }, filled: "arr" };
  return { company, filled: null };
}

/** Whom a company sells to by an account's segment, where the file has one. */
export type SegmentsOfFile = ReadonlyMap<string, string>;

/** The file's accounts in the plan's tiers: where their own segment puts them, else where their ARR does. */
function placedInPlan(plan: Plan, book: PlanBook, segments: SegmentsOfFile): PlanBook["accounts"] {
  const meant = (name: string | undefined) => (name === undefined ? null : (readWord(Segment, name)?.name ?? null));
  const bySegment = new Map(plan.tiers.map((tier) => [meant(tier.tier), tier]));
  const floors = plan.tiers.map(({ tier, touch, min_arr }) => ({ tier, touch, min: min_arr }));
  return book.accounts.map((one) => {
    const segment = meant(segments.get(one.account));
    const said = segment === null ? undefined : bySegment.get(segment);
    const { tier, touch } = said ?? tierOfAmount(one.arr, floors);
    return { ...one, tier, touch, reason: said === undefined ? "floor" : "segment" };
  });
}

/** What the file lists of each tier whose accounts and ARR were both stated, and what that leaves for the accounts it does not list. */
function sampleTiers(plan: Plan, placed: PlanBook["accounts"]): PlanSample["tiers"] {
  const told = new Set(plan.facts.tiers.flatMap(({ tier, arr }) => (arr === undefined ? [] : [tier])));
  return plan.tiers
    .filter(({ tier }) => told.has(tier))
    .map(({ tier, accounts, arr }) => {
      const own = placed.filter((one) => one.tier === tier);
      const listed = sumMoney(own.map((one) => one.arr));
      const rest = accounts - own.length;
      return {
        tier,
        ...{ accounts, arr, listed: own.length, listed_arr: listed },
        rest,
        rest_average: rest > 0 ? sumMoney([arr, -listed]) / rest : null,
      };
    });
}

/** A plan on the stated totals, with the names, the deadlines and the retention of the table as what they are: a sample. */
export function withSample(
  plan: Plan,
  {
    book,
    retention,
    unpriced,
    filled,
    segments,
  }: {
    book: PlanBook;
    retention: MeasuredRetention | null;
    unpriced: number;
    filled: PlanSample["filled"];
    segments: SegmentsOfFile;
  },
  figures: PlanFigures,
): Plan {
  const within = figures.smallerTeam.value.undecided_within_days;
  const placed = placedInPlan(plan, book, segments);
  return {
    ...plan,
    at_risk: accountsAtRisk(book.accounts, plan.as_of, { within, health: figures.atRiskHealth.value }),
    sample: {
      ...heldBy(book),
      accounts: heldBy(book).accounts + unpriced,
      unpriced,
      filled,
      owners: new Set(book.accounts.flatMap(({ owner }) => owner ?? [])).size,
      nrr: retention?.nrr ?? null,
      grr: retention?.grr ?? null,
      tiers: sampleTiers(plan, placed),
      renewals: planRenewals(book, plan.as_of, figures),
      book: placed,
    },
  };
}

import { sumMoney } from "../../core/money.ts";
import { accountsAtRisk, type PlanBook, planRenewals } from "./book.ts";
import type { PlanFigures } from "./figures.ts";
import type { MeasuredRetention } from "./history.ts";
import type { Plan } from "./plan.ts";
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

/**
 * Whether a table shows only part of a book whose totals are stated: it holds less than `whole` of the accounts or of the ARR.
 * @example isSample({ arr: 12.4e6, accounts: 212 }, book of 59 accounts, 0.9) // true
 */
export function isSample(company: Company, book: Pick<PlanBook, "tiers">, whole: number): boolean {
  const accounts = statedAccounts(company);
  if (company.arr === undefined || accounts === undefined) return false;
  const held = heldBy(book);
  return held.accounts < whole * accounts || held.arr < whole * company.arr;
}

/** A plan on the stated totals, with the names, the deadlines and the retention of the table as what they are: a sample. */
export function withSample(
  plan: Plan,
  { book, retention, unpriced }: { book: PlanBook; retention: MeasuredRetention | null; unpriced: number },
  figures: PlanFigures,
): Plan {
  const within = figures.smallerTeam.value.undecided_within_days;
  return {
    ...plan,
    at_risk: accountsAtRisk(book.accounts, plan.as_of, { within, health: figures.atRiskHealth.value }),
    renewals: planRenewals(book, plan.as_of, figures),
    sample: {
      arr: heldBy(book).arr,
      accounts: heldBy(book).accounts + unpriced,
      unpriced,
      owners: new Set(book.accounts.flatMap(({ owner }) => owner ?? [])).size,
      nrr: retention?.nrr ?? null,
      grr: retention?.grr ?? null,
    },
  };
}

import { type AccountRow, type HealthAccount, healthAccount } from "./health-account.ts";

/** A decision as a caller writes it: what the account scored before it, and whether it renewed. */
export type OutcomeRow = AccountRow & { renewed: boolean };

/** Who is scored for work, who was lost already, and the decided accounts to test the score on. */
export interface HealthBook {
  accounts: HealthAccount[];
  lost: HealthAccount[];
  decided: HealthAccount[];
}

const hasSignals = ({ score, scores }: AccountRow) =>
  (score !== undefined && score !== null) || (scores !== undefined && scores !== null);

/** An outcome without signals of its own is tested on those the book has for the account. */
function decidedAccount(row: OutcomeRow, inBook: HealthAccount | undefined): HealthAccount {
  const { renewed, ...own } = row;
  const outcome = renewed ? "kept" : "lost";
  if (hasSignals(own) || !inBook) return healthAccount(own, outcome);
  const { score, scores, signal_date, signal_dates, touch, segment, arr } = inBook;
  const said = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined && value !== null));
  return healthAccount({ score, scores, signal_date, signal_dates, touch, segment, arr, ...said, account: row.account }, outcome);
}

/**
 * Puts accounts and outcomes written inline together. An account of the book that an outcome says is lost leaves the book.
 * @example joinOutcomes(accounts, [{ account: "Acme", renewed: false }]).lost.length // 1 when Acme is among the accounts
 */
export function joinOutcomes(accounts: readonly HealthAccount[], outcomes: readonly OutcomeRow[]): HealthBook {
  const byName = new Map(accounts.map((one) => [one.account, one]));
  const gone = new Set(outcomes.filter(({ renewed }) => !renewed).map(({ account }) => account));
  return {
    accounts: accounts.filter(({ account }) => !gone.has(account)),
    lost: accounts.filter(({ account }) => gone.has(account)),
    decided: outcomes.map((row) => decidedAccount(row, byName.get(row.account))),
  };
}

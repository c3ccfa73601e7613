import type { BandResponses } from "./figures.ts";
import type { JudgedAccount } from "./judge-account.ts";

/**
 * Accounts in the order to work on them: the worst band first, those nobody can judge before the green ones, then the larger ARR,
 * accounts without ARR after those with it, then by name.
 */
export function orderAccounts(accounts: readonly JudgedAccount[], responses: BandResponses): JudgedAccount[] {
  const inDanger = responses.filter(({ status }) => status !== "green").length;
  const rank = ({ band }: JudgedAccount) => (band === null ? inDanger * 2 - 1 : band * 2);
  const arr = ({ source }: JudgedAccount) => source.arr ?? -1;
  return [...accounts].sort(
    (one, other) => rank(one) - rank(other) || arr(other) - arr(one) || (one.source.account < other.source.account ? -1 : 1),
  );
}

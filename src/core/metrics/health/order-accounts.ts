import type { BandResponses } from "./figures.ts";
import type { JudgedAccount } from "./judge-account.ts";

/**
 * Accounts in the order to work on them: the worst band first, those nobody can judge before the green ones, then the larger ARR,
 * accounts without ARR after those with it, then by name.
 */
export function orderAccounts(accounts: readonly JudgedAccount[], responses: BandResponses): JudgedAccount[] {
  const inDanger = responses.filter(({ status }) => status !== "green").length;
  // Looked up once for each account, since sorting asks many times.
  const places = accounts.map((judged) => ({
    judged,
    rank: judged.band === null ? inDanger * 2 - 1 : judged.band * 2,
    arr: judged.source.arr ?? -1,
    name: judged.source.account,
  }));
  places.sort((one, other) => one.rank - other.rank || other.arr - one.arr || (one.name < other.name ? -1 : 1));
  return places.map(({ judged }) => judged);
}

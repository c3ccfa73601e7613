import { UNASSIGNED } from "./books.ts";
import type { Move } from "./rebalance.ts";
import type { ServedLess } from "./serve-less.ts";
import type { Service } from "./served-account.ts";
import type { TeamAccount } from "./team-question.ts";

/** An account that loses the CSM it knows; nobody follows by name where a program or the whole team takes over. */
export interface LostContact {
  account: string;
  owner: string;
  new_contact: string | null;
}

const byPerson = (service: Service) => service === "high" || service === "low";

/**
 * The accounts whose named CSM changes or goes, the largest first: those that move to another owner, and those that go from a person to a
 * program or to nobody. Accounts that had no owner lose none.
 * @example lostContacts([{ account: "Acme", from: "Ben", to: "Ana", why: "" }], [], accounts) // [{ account: "Acme", owner: "Ben", new_contact: "Ana" }]
 */
export function lostContacts(
  moves: readonly Move[],
  less: readonly ServedLess[],
  accounts: readonly TeamAccount[],
): LostContact[] {
  const moved = new Map(moves.map((move) => [move.account, move]));
  const dropped = new Set(less.filter(({ from, to }) => byPerson(from) && !byPerson(to)).flatMap(({ account }) => account ?? []));
  return [...accounts]
    .sort((a, b) => b.arr - a.arr || (a.account < b.account ? -1 : 1))
    .flatMap(({ account, owner }) => {
      const to = moved.get(account)?.to;
      if (owner === null || (to === undefined && !dropped.has(account))) return [];
      const named = to !== undefined && to !== UNASSIGNED && !dropped.has(account);
      return [{ account, owner, new_contact: named ? to : null }];
    });
}

/**
 * How many accounts go from a person to a program or to nobody, where only a tier's totals are known.
 * @example accountsWithoutPerson([{ account: null, from: "low", to: "tech", accounts: 75, ... }]) // 75
 */
export function accountsWithoutPerson(less: readonly ServedLess[]): number {
  return less.reduce((sum, { from, to, accounts }) => (byPerson(from) && !byPerson(to) ? sum + accounts : sum), 0);
}

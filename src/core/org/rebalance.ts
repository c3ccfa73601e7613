import { UNASSIGNED } from "./books.ts";
import type { ServedAccount } from "./served-account.ts";
import { withoutNoise } from "./without-noise.ts";

/** One account that changes hands. */
export interface Move {
  account: string;
  from: string;
  to: string;
  why: string;
}

type Room = (owner: string) => number;

function mostSpare(load: ReadonlyMap<string, number>, room: Room, except?: string): string | undefined {
  let best: string | undefined;
  let most = 0;
  for (const [owner, hours] of load) {
    const spare = room(owner) - hours;
    if (owner === except || (best !== undefined && spare <= most)) continue;
    best = owner;
    most = spare;
  }
  return best;
}

const byHours = (a: ServedAccount, b: ServedAccount) => b.hours - a.hours || b.arr - a.arr || (a.account < b.account ? -1 : 1);

/** The account that fits best: the smallest that ends the overload and fits, else the largest that fits; near renewals last. */
function bestFit(accounts: readonly ServedAccount[], over: number, spare: number): ServedAccount | undefined {
  for (const renews of [false, true]) {
    const fitting = accounts
      .filter((account) => (account.renews === true) === renews && account.hours > 0 && withoutNoise(account.hours - spare) <= 0)
      .sort(byHours);
    const found = fitting.findLast((account) => withoutNoise(account.hours - over) >= 0) ?? fitting[0];
    if (found) return found;
  }
  return undefined;
}

/**
 * New owners for the accounts of people who leave or of nobody, then relief for overloaded owners with few moves; an account near its
 * renewal moves only when no other fits. `owners` are those who stay or come. Accounts without human hours need nobody. Hours a year.
 * `shareOf` says who carries only a part of a full book.
 * @example rebalance([{ account: "Acme", owner: "Ben", hours: 20, ... }], ["Ana"], 1128).moves // Acme goes from Ben to Ana
 */
export function rebalance(
  accounts: readonly ServedAccount[],
  owners: readonly string[],
  hoursPerCsm: number,
  shareOf: (owner: string) => number = () => 1,
): { accounts: ServedAccount[]; moves: Move[] } {
  const room: Room = (owner) => hoursPerCsm * shareOf(owner);
  const now = accounts.map((account) => ({ ...account }));
  const load = new Map([...owners].sort().map((owner): [string, number] => [owner, 0]));
  for (const account of [...now].sort(byHours))
    if (account.owner !== null && load.has(account.owner)) load.set(account.owner, load.get(account.owner)! + account.hours);
  const moves: Move[] = [];
  const give = (account: ServedAccount, to: string | null, why: string) => {
    const from = account.owner;
    if (from !== null && load.has(from)) load.set(from, load.get(from)! - account.hours);
    if (to !== null) load.set(to, load.get(to)! + account.hours);
    account.owner = to;
    if (from !== to) moves.push({ account: account.account, from: from ?? UNASSIGNED, to: to ?? UNASSIGNED, why });
  };

  const orphans = now.filter((account) => account.owner === null || !load.has(account.owner)).sort(byHours);
  for (const account of orphans) {
    const to = account.hours > 0 ? mostSpare(load, room) : undefined;
    const why = account.owner === null ? "It has no owner." : "Its owner leaves.";
    if (to !== undefined) give(account, to, why);
    else give(account, null, `${why} It takes no CSM hours.`);
  }
  const stuck = new Set<string>();
  for (;;) {
    const overloaded = [...load]
      .filter(([owner, hours]) => !stuck.has(owner) && withoutNoise(hours - room(owner)) > 0)
      .sort(([a, hoursA], [b, hoursB]) => hoursB - hoursA || (a < b ? -1 : 1))[0];
    if (!overloaded) break;
    const [owner, hours] = overloaded;
    const to = mostSpare(load, room, owner);
    const own = now.filter((account) => account.owner === owner);
    const account = to === undefined ? undefined : bestFit(own, hours - room(owner), room(to) - load.get(to)!);
    if (account && to !== undefined) give(account, to, "Its owner has too many hours.");
    else stuck.add(owner);
  }
  return { accounts: now, moves };
}

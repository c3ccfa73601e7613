import { Problem } from "../contract/problem.ts";

/** One statement that an account belongs to a parent; `date` is when, null where the table has no dates. */
export interface ParentLink {
  account: string;
  parent: string | null;
  date: string | null;
  /** Where it stands, for messages: "row 5". */
  place: string;
}

/**
 * Which account to count each account under: its parent's parent and so on to the top. The latest statement holds for all dates,
 * so that a merger moves revenue and is not read as churn. Accounts without a parent are not in the map.
 * Throws Problem for a circle of parents, and for two parents stated for one account at one date.
 * @example ultimateParents([{ account: "B", parent: "A", date: null, place: "row 2" }]).get("B") // "A"
 */
export function ultimateParents(links: Iterable<ParentLink>): Map<string, string> {
  const latest = new Map<string, ParentLink>();
  for (const link of links) {
    if (link.parent === null || link.parent === link.account) continue;
    const known = latest.get(link.account);
    const order = known === undefined ? 1 : compareDates(link.date, known.date);
    if (order === 0 && known!.parent !== link.parent)
      throw new Problem({
        what: `${link.account} has two parents at once: ${[known!.parent, link.parent].sort().join(" and ")}.`,
        places: [known!.place, link.place].sort(),
        remedy: "Name one parent for each account.",
      });
    if (order > 0) latest.set(link.account, link);
  }
  const top = new Map<string, string>();
  for (const account of latest.keys()) top.set(account, climb(account, latest));
  return top;
}

function compareDates(a: string | null, b: string | null): number {
  const left = a ?? "";
  const right = b ?? "";
  return left === right ? 0 : left > right ? 1 : -1;
}

function climb(account: string, latest: ReadonlyMap<string, ParentLink>): string {
  const passed = new Set<string>();
  let at = account;
  for (let link = latest.get(at); link; link = latest.get(at)) {
    if (passed.has(at))
      throw new Problem({
        what: `The parents go round in a circle: ${[...passed].sort().join(", ")}.`,
        places: [...passed]
          .sort()
          .map((name) => `${latest.get(name)!.place}: ${name} has the parent ${latest.get(name)!.parent}`),
        remedy: "Leave the parent of the top account empty.",
      });
    passed.add(at);
    at = link.parent!;
  }
  return at;
}

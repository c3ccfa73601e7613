import { Problem } from "../contract/problem.ts";
import type { Book } from "./books.ts";

/**
 * Which owners leave when there are more of them than heads: those named, then those with the fewest hours, so that few accounts move.
 * `kept` leave only when named, since they are not among the heads. Throws Problem for a name that owns nothing.
 * @example leavers([{ owner: "Ana", hours: 900 }, { owner: "Ben", hours: 400 }], 1, []) // ["Ben"]
 */
export function leavers(
  owners: readonly Pick<Book, "owner" | "hours">[],
  heads: number | undefined,
  named: readonly string[],
  kept: readonly string[] = [],
): string[] {
  const unknown = named.filter((name) => !owners.some(({ owner }) => owner === name));
  if (unknown.length)
    throw new Problem({
      what: `leaving names ${unknown.join(", ")}, who owns no account.`,
      remedy: `The owners are ${
        owners
          .map(({ owner }) => owner)
          .sort()
          .join(", ") || "none; map a column to owner"
      }.`,
    });
  const staying = owners.filter(({ owner }) => !named.includes(owner) && !kept.includes(owner));
  const more = heads === undefined ? 0 : Math.max(0, staying.length - heads);
  const lightest = [...staying].sort((a, b) => a.hours - b.hours || (a.owner < b.owner ? -1 : 1)).slice(0, more);
  return [...new Set([...named, ...lightest.map(({ owner }) => owner)])];
}

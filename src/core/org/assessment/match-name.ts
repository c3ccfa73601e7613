import { Problem } from "../../contract/problem.ts";

const plain = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[_\s]+/g, " ");

/**
 * The listed name that a given one means: the same but for capitals, spaces and underscores, or the only one that begins with its words.
 * Throws Problem, which lists the accepted names, when none or several fit.
 * @example matchName("journey", ["Journey and ideal customer", "Handoff"], "components[0].component") // "Journey and ideal customer"
 */
export function matchName<Name extends string>(given: string, accepted: readonly Name[], place: string): Name {
  const same = accepted.find((name) => plain(name) === plain(given));
  if (same !== undefined) return same;
  const begun = accepted.filter((name) => plain(name).startsWith(`${plain(given)} `));
  if (begun.length === 1) return begun[0]!;
  throw new Problem({
    what: `${place} is "${given}", which is not known.`,
    remedy: `The accepted names: ${accepted.join("; ")}.`,
  });
}

import { Problem } from "../contract/problem.ts";
import { byText } from "../order/by-text.ts";
import type { ValueFigures } from "./figures.ts";
import { isOfPeople } from "./line-kind.ts";
import { proofs, type WeighedLine } from "./weighed-line.ts";

/** Hours and people of one outcome are the same work twice. */
function sameWork(one: WeighedLine, other: WeighedLine, unitWords: ValueFigures["unitWords"]): boolean {
  const { outcome } = one.line;
  if (outcome === undefined || outcome !== other.line.outcome) return false;
  return (
    [one, other].some(({ kind }) => kind === "hours") &&
    [one, other].some(({ kind, line }) => kind !== "hours" && isOfPeople(line, unitWords))
  );
}

/** Lines that count the same thing, directly or through others, by the name of one of them. */
function groups(lines: readonly WeighedLine[], unitWords: ValueFigures["unitWords"]): WeighedLine[][] {
  const groupOf = new Map(lines.map(({ line }) => [line.name, line.name]));
  const join = (one: string, other: string) => {
    const [kept, gone] = [groupOf.get(one)!, groupOf.get(other)!];
    for (const [name, group] of groupOf) if (group === gone) groupOf.set(name, kept);
  };
  lines.forEach((one, index) => {
    if (one.line.same_as !== undefined) join(one.line.name, one.line.same_as);
    for (const other of lines.slice(index + 1)) if (sameWork(one, other, unitWords)) join(one.line.name, other.line.name);
  });
  const names = [...new Set(groupOf.values())];
  return names.map((name) => lines.filter(({ line }) => groupOf.get(line.name) === name));
}

/**
 * Lines that count what another one counts, each with the one that stays: the best proved, of these the largest, of these the one others
 * point at, then the first name. Lines that cannot be counted anyway take no part. Throws Problem where a gain and a loss are said to
 * be the same thing.
 * @example overlaps([hours, hires], unitWords).get("Hours freed") // "Hires avoided"
 */
export function overlaps(lines: readonly WeighedLine[], unitWords: ValueFigures["unitWords"]): Map<string, string> {
  const counted = new Map<string, string>();
  for (const group of groups(lines, unitWords)) {
    const [first, ...rest] = group
      .filter(({ proof }) => proof !== "none")
      .sort(
        (a, b) =>
          proofs.indexOf(a.proof) - proofs.indexOf(b.proof) ||
          b.used - a.used ||
          Number(a.line.same_as !== undefined) - Number(b.line.same_as !== undefined) ||
          byText(a.line.name, b.line.name),
      );
    if (first === undefined) continue;
    const signs = new Set([first, ...rest].map(({ amount }) => Math.sign(amount ?? 0)));
    if (signs.has(1) && signs.has(-1))
      throw new Problem({
        what: `A gain and a loss are said to be the same thing: ${[first, ...rest]
          .map(({ line }) => `"${line.name}"`)
          .sort()
          .join(", ")}.`,
        remedy: "Take same_as or outcome out of one of them, or give their balance as one line.",
      });
    for (const { line } of rest) counted.set(line.name, first.line.name);
  }
  return counted;
}

import { Problem } from "../../contract/problem.ts";
import { type ComponentScale, checkScale } from "./scale-component.ts";
import type { WeightSets } from "./weights.ts";

/**
 * Throws Problem for components that cannot be built from a table: a scale that is none, a header the table has not, and one that no
 * weight names.
 * @example checkComponents({ Tenure: { low: 0, high: 72 } }, ["Tenure"], { by_touch: false, sets }) // throws when the weights are the general ones
 */
export function checkComponents(
  components: Readonly<Record<string, ComponentScale>>,
  headers: readonly string[],
  { sets }: WeightSets,
): void {
  const names = Object.keys(components);
  const absent = names.filter((name) => !headers.includes(name));
  if (absent.length)
    throw new Problem({
      what: `components names columns the table has not: ${absent.join(", ")}.`,
      remedy: `Write the header as it stands there; the table has ${headers.join(", ")}.`,
    });
  for (const [name, scale] of Object.entries(components)) checkScale(name, scale);
  const weighted = new Set([...sets.values()].flatMap((weights) => weights.map(({ component }) => component)));
  const without = names.filter((name) => !weighted.has(name));
  if (without.length)
    throw new Problem({
      what: `components builds ${without.join(", ")}, and no weight names ${without.length === 1 ? "it" : "them"}.`,
      remedy: `Give weights for all of them that add up to 1, such as {${names.map((name) => `"${name}": …`).join(", ")}}; a weight may be 0.`,
    });
}

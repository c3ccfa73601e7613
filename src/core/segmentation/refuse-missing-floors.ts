import { Problem } from "../contract/problem.ts";
import { Touch } from "../contract/vocabulary.ts";
import { largest } from "../order/largest.ts";

/**
 * One tier may leave its floor out and begins at 0, if it can be the lowest. Throws Problem where several do, or where one does and another
 * tier has less touch: a high-touch tier would stand below a tech-touch one in silence.
 * @example refuseMissingFloors([{ tier: "Named", touch: "high" }, { tier: "Rest", touch: "tech", min_arr: 9 }], "min_arr") // throws
 */
export function refuseMissingFloors(
  floors: readonly { tier: string; touch: Touch; min_arr?: number; min_score?: number }[],
  name: "min_arr" | "min_score",
): void {
  const without = floors.filter((floor) => floor[name] === undefined);
  const depth = (touch: Touch) => Touch.options.indexOf(touch);
  const lowest = largest(floors.map(({ touch }) => depth(touch)));
  if (without.length === 0 || (without.length === 1 && depth(without[0]!.touch) === lowest)) return;
  throw new Problem({
    what: `These tiers have no ${name}: ${without.map(({ tier }) => tier).join(", ")}.`,
    remedy: `Give each its ${name}; only one tier, of the least touch, may leave it out and begins at 0.`,
  });
}

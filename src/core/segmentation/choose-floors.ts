import { Problem } from "../contract/problem.ts";
import type { Touch } from "../contract/vocabulary.ts";
import type { CoverageCrossover } from "./coverage-crossovers.ts";
import { derivedFloors } from "./derived-floors.ts";
import { type Floor, orderFloors } from "./order-floors.ts";
import { refuseMissingFloors } from "./refuse-missing-floors.ts";
import { scoreCutOffs } from "./score-cut-offs.ts";

export type TierMethod = "arr" | "weighted" | "derived";

/** A tier as a caller gives it. */
export interface GivenFloor {
  tier: string;
  touch: Touch;
  min_arr?: number;
  min_score?: number;
}

const plainNames: Record<Touch, string> = { high: "High touch", low: "Low touch", tech: "Tech touch" };

function floorsOfArr(floors: readonly GivenFloor[]): Floor[] {
  const scored = floors.filter(({ min_score }) => min_score !== undefined);
  if (scored.length)
    throw new Problem({
      what: `min_score is a cut-off of a weighted score, and the method is not weighted: ${scored.map(({ tier }) => tier).join(", ")}.`,
      remedy: "Set method to weighted, or leave min_score out.",
    });
  refuseMissingFloors(floors, "min_arr");
  return orderFloors(floors.map(({ tier, touch, min_arr }) => ({ tier, touch, min: min_arr ?? 0 })));
}

/**
 * The tiers a method asks for, from the top down: the given floors, else the scheme in force; for a weighted score its cut-offs; derived from
 * the crossovers, under the names the given floors or the scheme have for each touch (the highest tier of a touch gives the name).
 * Throws Problem as orderFloors, scoreCutOffs and derivedFloors do.
 * @example chooseFloors("arr", undefined, scheme, crossovers)[0].tier // "High touch"
 */
export function chooseFloors(
  method: TierMethod,
  given: readonly GivenFloor[] | undefined,
  scheme: readonly { tier: string; touch: Touch; min_arr: number }[],
  crossovers: readonly CoverageCrossover[],
): Floor[] {
  if (method === "weighted") return scoreCutOffs(given ?? []);
  if (method === "arr") return floorsOfArr(given ?? scheme);
  const name = (touch: Touch) => {
    const own = (given ?? scheme).filter((floor) => floor.touch === touch);
    return own.sort((a, b) => (b.min_arr ?? 0) - (a.min_arr ?? 0))[0]?.tier ?? plainNames[touch];
  };
  return derivedFloors(crossovers, { high: name("high"), low: name("low"), tech: name("tech") });
}

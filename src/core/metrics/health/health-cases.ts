import type { ScoredCase } from "../validation/validation.ts";
import type { LeveledAccount } from "./judge-account.ts";
import type { WeightSets } from "./weights.ts";

/**
 * The decided accounts as cases to test the score on: the score as computed, without caps and overrides, since those are known too late.
 * @example healthCases(decided, weights)[0] // { account: "Acme", score: 72.14, lost: false, ... }
 */
export function healthCases(decided: readonly LeveledAccount[], { sets }: WeightSets): ScoredCase[] {
  const parts = [...new Set([...sets.values()].flatMap((weights) => weights.map(({ component }) => component)))].sort();
  return decided.map(({ source, level, scores }): ScoredCase => {
    const { account, arr, probability, segment, scored_on, decided_on, outcome } = source;
    return {
      account,
      score: level.score,
      lost: outcome === "lost",
      arr,
      probability,
      segment,
      scored_on,
      decided_on,
      components:
        scores === null || parts.every((name) => (scores[name] ?? null) === null)
          ? null
          : Object.fromEntries(parts.map((name) => [name, scores[name] ?? null])),
    };
  });
}

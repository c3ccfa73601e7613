import { Problem } from "../../contract/problem.ts";
import type { HealthFigures } from "./figures.ts";
import type { HealthAccount } from "./health-account.ts";
import { knownComponents, type WeightQuestion } from "./weights.ts";

/**
 * The names a component may have: those the rule knows, and those the caller's own weights name.
 * Throws Problem for own weights with a name that neither the rule knows nor any account has, which is a misspelling more often than not.
 * @example acceptedComponents({ weights: { roi: 1 } }, accounts, figures).has("roi") // true when an account has it
 */
export function acceptedComponents(
  { weights }: WeightQuestion,
  accounts: readonly Pick<HealthAccount, "scores">[],
  figures: Pick<HealthFigures, "weights" | "weightsByTouch">,
): ReadonlySet<string> {
  const known = knownComponents(figures);
  const own = Object.keys(weights ?? {}).filter((name) => !known.includes(name));
  const nowhere = own.filter((name) => !accounts.some(({ scores }) => scores !== null && name in scores));
  if (nowhere.length)
    throw new Problem({
      what: `weights names components that no account has: ${nowhere.join(", ")}.`,
      remedy: `The components the rules know: ${known.join(", ")}. Give scores under your own names, or map columns with components.`,
    });
  return new Set([...known, ...own]);
}

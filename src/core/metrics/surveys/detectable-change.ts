import { errorOfDifference } from "./change.ts";
import type { QuestionContext, ScoredQuestion } from "./question-context.ts";

/**
 * The smallest change between two waves that would be seen, in the score's unit; a wave nobody gave is taken to be as large as this one.
 * Null where the error of a difference is not known.
 * @example detectableChange(7.8, null, { standardErrors: 1.96, power: 0.84 }) // 2.8 x sqrt(2 x 7.8 x 7.8) = 30.9
 */
export function detectableChange(
  error: Parameters<typeof errorOfDifference>[0],
  before: Parameters<typeof errorOfDifference>[1] | undefined,
  { standardErrors, power }: Pick<QuestionContext, "standardErrors" | "power">,
): ScoredQuestion<unknown>["detectable"] {
  const difference = errorOfDifference(error, before === undefined ? error : before);
  return difference === null ? null : (standardErrors + power) * difference;
}

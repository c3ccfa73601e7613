import { Problem } from "../../contract/problem.ts";
import {
  type AnswerSet,
  countsOf,
  ratingsOf,
  refuseOffScale,
  refuseVotesWithoutAccounts,
  repeatedAccounts,
} from "./answer-set.ts";
import type { SurveyFigures } from "./figures.ts";
import { momentsOfRatings } from "./moments.ts";
import type { CesInput, Direction, SurveyRow } from "./survey-input.ts";

export interface CesAnswers extends AnswerSet {
  direction: Direction;
  scale: { lowest: number; highest: number };
}

/**
 * Answers to a question of effort, each as its rating; null when nobody answered.
 * Throws Problem unless the direction is given: the same number is best on one form and worst on the other.
 * @example cesAnswers("ces", { ratings: [2, 1, 3], direction: "lower_is_easier" }, [], false, scale)?.moments.mean // 2
 */
export function cesAnswers(
  name: string,
  input: CesInput,
  rows: readonly SurveyRow[],
  oneVote: boolean,
  usual: SurveyFigures["cesScale"]["value"],
): CesAnswers | null {
  if (input.direction === undefined)
    throw new Problem({
      what: `${name}.direction is missing: on one form a low answer means easy, on the other a high one.`,
      remedy: `Set ${name}.direction to lower_is_easier ("how much effort?") or higher_is_easier ("it was easy").`,
    });
  const rated = ratingsOf(name, input.ratings, rows);
  if (oneVote && rated !== null) refuseVotesWithoutAccounts("ces", rated);
  if (rated === null || rated.length === 0) return null;
  const { lowest } = usual;
  const highest = input.scale ?? usual.highest;
  refuseOffScale(name, rated, lowest, highest, `If the scale has more points, set ${name}.scale to its highest answer.`);
  return {
    answers: rated.length,
    counts: countsOf(rated, lowest, highest),
    moments: momentsOfRatings(rated, (rating) => rating, oneVote),
    repeated: repeatedAccounts(rated),
    direction: input.direction,
    scale: { lowest, highest },
  };
}

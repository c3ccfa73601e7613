import type { LivesQuestion } from "./answer-from-lives.ts";
import type { CohortDates } from "./observation.ts";

/** What the caller asks, whatever the data. */
export interface CohortQuestion extends LivesQuestion, CohortDates {
  split_by?: string;
  /** Go on where a group's cell is empty or spelt in another way. */
  lenient: boolean;
}

import type { Findings } from "../../contract/envelope.ts";
import { Problem } from "../../contract/problem.ts";
import { because } from "../because.ts";
import { answerFromLives } from "./answer-from-lives.ts";
import type { CohortFigures } from "./cohort-figures.ts";
import type { CohortQuestion } from "./cohort-question.ts";
import type { CohortFields } from "./cohort-result.ts";
import type { Life } from "./life.ts";
import type { LeftOut } from "./starts.ts";

/**
 * The whole answer where only lengths of life are known and nothing is dated: no cohorts, no drift.
 * Throws Problem for dates, which have nothing to choose from, and for money where an amount is missing.
 * @example answerOfLives({ lives: livesGiven([{ months: 6, churned: true }]), left_out: [] }, "Lives have no start dates.", question, figures)
 */
export function answerOfLives(
  { lives, left_out }: { lives: readonly Life[]; left_out: LeftOut[] },
  notDated: string,
  question: CohortQuestion,
  figures: CohortFigures,
): Findings & { fields: Omit<CohortFields, "charts"> } {
  const dates = (["from", "to"] as const).filter((name) => question[name] !== undefined);
  if (dates.length)
    throw new Problem({
      what: `${dates.join(" and ")} choose when cohorts start. ${notDated}`,
      remedy: `Leave ${dates.join(" and ")} out, or give a table with start dates.`,
    });
  if (question.measure === "money" && lives.some(({ amount }) => amount === null))
    throw new Problem({
      what: "measure is money, and what the customers pay is not known.",
      remedy: "Give a table with a recurring amount (columns.arr or columns.mrr), or count logos.",
    });
  const answer = answerFromLives(lives, question, figures);
  return {
    ...answer,
    fields: {
      ...answer.fields,
      known_to: question.as_of ?? null,
      cohorts: [],
      drift: [],
      drift_verdict: "not_dated",
      drift_age: null,
      left_out,
    },
    undefined: [...answer.undefined, ...because(notDated, "drift_age", question.as_of === undefined ? ["known_to"] : [])],
  };
}

import type { UndefinedField } from "../../contract/envelope.ts";
import { Problem } from "../../contract/problem.ts";
import { because } from "../because.ts";
import type { AnswerSet } from "./answer-set.ts";
import { arrOfRows } from "./answer-set.ts";
import type { Question, SurveyQuestion, SurveyRow } from "./survey-input.ts";
import type { NpsFields } from "./survey-result.ts";

type Coverage = Pick<NpsFields, "response_rate" | "population_share" | "arr_share">;

/**
 * How much of those asked, of all customers and of their ARR stands behind the answers; fractions, null with a reason where not given.
 * Throws Problem for answers that outnumber the people asked or the customers, and for ARR above the whole.
 */
export function coverageOf(
  question: Question,
  { answers, moments: { votes } }: Pick<AnswerSet, "answers" | "moments">,
  rows: readonly SurveyRow[],
  given: SurveyQuestion,
): { fields: Coverage; undefined: UndefinedField[] } {
  const { invited, population, population_arr: whole } = given;
  const voters = given.one_vote ? "accounts" : "answers";
  if (invited !== undefined && invited < answers)
    refuse(`invited is ${invited}, fewer than the ${answers} answers of ${question}`);
  if (population !== undefined && population < votes)
    refuse(`population is ${population}, fewer than the ${votes} ${voters} of ${question}`);
  const own = arrOf(rows, given);
  if (own.arr !== null && whole !== undefined && own.arr > whole)
    refuse(`population_arr is ${whole}, less than the ${own.arr} of those who answered`);
  const share = own.arr === null || whole === undefined || whole === 0 ? null : own.arr / whole;
  const fields: Coverage = {
    response_rate: invited === undefined ? null : answers / invited,
    population_share: population === undefined ? null : votes / population,
    arr_share: share,
  };
  const noShare = whole === undefined ? "population_arr is not given." : whole === 0 ? "There is no ARR to cover." : own.reason;
  return {
    fields,
    undefined: [
      ...(invited === undefined ? because("Nobody said how many were asked (invited).", `${question}.response_rate`) : []),
      ...(population === undefined ? because("population is not given.", `${question}.population_share`) : []),
      ...(share === null ? because(noShare, `${question}.arr_share`) : []),
    ],
  };
}

function arrOf(rows: readonly SurveyRow[], { responses_arr: stated }: SurveyQuestion): { arr: number | null; reason: string } {
  const some = rows.some(({ arr }) => arr !== null);
  if (some && stated !== undefined) refuse("responses_arr is given beside the ARR of single answers");
  if (stated !== undefined) return { arr: stated, reason: "" };
  return some ? arrOfRows(rows) : { arr: null, reason: "The ARR of those who answered is not given (responses_arr)." };
}

function refuse(what: string): never {
  throw new Problem({ what: `${what}.`, remedy: "Correct one of them, or leave it out." });
}

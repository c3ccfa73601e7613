import { Problem } from "../../contract/problem.ts";
import { answerName, answersTaken, answerWords } from "./answers-taken.ts";
import type { AnswerName, AssessmentQuestion } from "./assessment-question.ts";

const listed = (names: readonly AnswerName[]): string => names.map(answerName).join(", ");

/**
 * Refuses answers that the question has no use for, and a question of which nothing that decides it was answered; `named` are the names
 * a rule accepts, in words. A 0 and a false are answers. Throws Problem.
 */
export function checkAssessment(question: AssessmentQuestion, named: () => string): void {
  const { one_of: deciding, also } = answersTaken[question.ask];
  const given = (Object.keys(question) as (keyof AssessmentQuestion)[]).filter(
    (name): name is AnswerName => name !== "ask" && question[name] !== undefined,
  );
  const foreign = given.filter((name) => !deciding.includes(name) && !also.includes(name));
  if (foreign.length)
    throw new Problem({
      what: `${question.ask} has no use for ${listed(foreign)}.`,
      remedy: `Leave it out, or ask another question. It takes ${listed([...deciding, ...also])}.`,
    });
  if (deciding.some((name) => question[name] !== undefined)) return;
  const more = also.length
    ? ` It also takes: ${also.map((name) => `${answerName(name)} (${answerWords[name]})`).join(", ")}.`
    : "";
  const names = named();
  throw new Problem({
    what: `${question.ask} needs ${deciding.length === 1 ? "" : "one or more of "}these answers:`,
    places: deciding.map((name) => `${answerName(name)}: ${answerWords[name]}`),
    remedy: `${names === "" ? "" : `${names} `}Nothing is assumed in their place.${more}`,
  });
}

import type { Assumption, Warning } from "../../contract/envelope.ts";
import type { AnswerSet } from "./answer-set.ts";
import type { Question, SurveyQuestion } from "./survey-input.ts";

/** One scored question as the notices need it. */
export interface Noticed {
  question: Question;
  set: AnswerSet;
  change: boolean;
}

/** What to know before trusting the scores. */
export function surveyWarnings(
  scored: readonly Noticed[],
  older: readonly string[],
  given: SurveyQuestion,
  few: number,
): Warning[] {
  const thin = scored.filter(({ set }) => set.moments.votes < few);
  const several = scored.filter(({ set }) => !given.one_vote && (set.repeated ?? 0) > 0);
  return [
    ...thin.map(({ question, set }) => ({
      code: "few_answers",
      message: `${question.toUpperCase()} rests on ${set.moments.votes} ${set.moments.votes === 1 ? "vote" : "votes"}, fewer than ${few}; one more moves it visibly.`,
    })),
    ...several.map(({ question, set }) => ({
      code: "several_answers_an_account",
      message: `${question.toUpperCase()}: ${set.repeated} accounts gave more than one answer. People of one account tend to agree, so chance is larger than shown; one_vote gives each account one vote.`,
    })),
    ...(older.length ? [{ code: "older_waves", message: `Answers of older waves are not used: ${older.join(", ")}.` }] : []),
  ];
}

/** What was taken for granted. */
export function surveyAssumptions(
  scored: readonly Noticed[],
  given: SurveyQuestion,
  scales: readonly Assumption[],
): Assumption[] {
  if (scored.length === 0) return [];
  return [
    {
      what: "Who answered",
      value: "as if drawn by lot",
      why: "Nothing is known of those who did not answer.",
      if_wrong: "The ranges are about chance alone; silent customers may think otherwise, whatever the number of answers.",
    },
    ...(given.population === undefined
      ? [
          {
            what: "Customers the answers stand for",
            value: "many more than answered",
            why: "population is not given.",
            if_wrong: "With few customers left to ask the ranges are narrower.",
          },
        ]
      : []),
    ...(scored.some(({ change }) => change)
      ? [
          {
            what: "The two waves",
            value: "asked apart from each other",
            why: "Nothing says who answered both.",
            if_wrong: "If mostly the same people answered both, a smaller change can be told from chance.",
          },
        ]
      : [
          {
            what: "The wave to compare with",
            value: "as many answers, as mixed as these",
            why: "No other wave is given.",
            if_wrong: "With fewer answers there, only a larger change would be noticed.",
          },
        ]),
    ...(given.one_vote
      ? [
          {
            what: "Vote of an account",
            value: "the mean of what its people's answers stand for",
            why: "one_vote is set.",
            if_wrong: "Weighing some people more would move the score.",
          },
        ]
      : []),
    ...scales,
  ];
}

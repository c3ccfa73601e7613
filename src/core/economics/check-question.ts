import { Problem } from "../contract/problem.ts";
import { type EconomicsQuestion, parameterName, takenBy } from "./economics-question.ts";
import { impossibleNumbers } from "./impossible-numbers.ts";
import { yearlyFromMonthly } from "./yearly-from-monthly.ts";

type Given = Exclude<keyof EconomicsQuestion, "ask">;
const given = (question: EconomicsQuestion): Given[] =>
  (Object.keys(question) as (keyof EconomicsQuestion)[]).filter(
    (name): name is Given => name !== "ask" && question[name] !== undefined,
  );
const list = (names: readonly Given[]) => names.map(parameterName).join(", ");

/** One churn, in one period: the commonest error of lifetime value is a month's churn under a year's revenue. */
function refuseTwoChurns({ annual_churn: annual, monthly_churn: monthly }: EconomicsQuestion): void {
  if (annual === undefined || monthly === undefined) return;
  const same = annual === monthly && annual > 0 && annual < 1;
  throw new Problem({
    what: same
      ? `You gave monthly churn where annual is asked: annual_churn and details.monthly_churn are both ${annual}, and ${monthly} a month is ${yearlyFromMonthly(monthly)} a year.`
      : `annual_churn is ${annual} and details.monthly_churn is ${monthly}, which is ${yearlyFromMonthly(monthly)} a year.`,
    remedy: "Give one of them, for the period it was counted in.",
  });
}

/**
 * Refuses a question that cannot be answered as it stands: parameters the ask has no use for, those it lacks, numbers that cannot be true,
 * and churn in two periods. `mostYears` ends the horizon. Throws Problem, which names every place.
 */
export function checkQuestion(question: EconomicsQuestion, mostYears: number): void {
  const { needs, may } = takenBy[question.ask];
  const foreign = given(question).filter((name) => !needs.includes(name) && !may.includes(name));
  if (foreign.length)
    throw new Problem({
      what: `${question.ask} has no use for ${list(foreign)}.`,
      remedy: `Leave it out, or ask another question. It takes ${list([...needs, ...may])}.`,
    });
  const missing = needs.filter((name) => question[name] === undefined);
  if (missing.length)
    throw new Problem({
      what: `${question.ask} needs ${list(missing)}.`,
      remedy: "Give it; a guess belongs to you and not to the program.",
    });
  refuseTwoChurns(question);
  const places = impossibleNumbers(question, mostYears);
  if (places.length)
    throw new Problem({
      what: `${places.length === 1 ? "A number" : "Some numbers"} cannot be true:`,
      places,
      remedy: "Rates are fractions, so 10% is 0.1; money is positive, in full units; years are whole.",
    });
}

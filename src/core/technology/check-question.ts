import { Problem } from "../contract/problem.ts";
import { isExactMoney, isTooLarge } from "../metrics/exact-money.ts";
import type { TechnologyQuestion } from "./technology-question.ts";

/** Throws Problem that lists every amount below 0, too large to be exact, or finer than a hundredth; and for a question that asks nothing. */
export function checkQuestion(question: TechnologyQuestion): void {
  if (Object.values(question).every((value) => value === undefined))
    throw new Problem({
      what: "There is nothing to plan.",
      remedy: "Give stage, csms or accounts and the tools you have, a budget, or vendors with their scores.",
    });
  const { arr, budget, csms, accounts, vendors = [] } = question;
  const prices = vendors.map(({ price_a_year }, place): [string, number | undefined] => [
    `vendors[${place}].price_a_year`,
    price_a_year,
  ]);
  const amounts: [string, number | undefined][] = [["arr", arr], ["budget", budget], ...prices];
  const places = [...amounts, ["csms", csms] as const, ["accounts", accounts] as const].flatMap(([name, value]) =>
    value !== undefined && !(value >= 0) ? [`${name}: ${value} is below 0`] : [],
  );
  const wrong = amounts.flatMap(([name, value]) =>
    value !== undefined && (isTooLarge(value) || !isExactMoney(value))
      ? [`${name}: ${value} is too large or finer than a hundredth`]
      : [],
  );
  if (places.length + wrong.length)
    throw new Problem({
      what: "These numbers cannot be used:",
      places: [...places, ...wrong],
      remedy: "Give 0 or more, money in whole units with at most two decimals.",
    });
}

import { Problem } from "../../contract/problem.ts";
import { amountTrouble } from "../refuse-unusable-rows.ts";
import { shownAccounts } from "./shown-accounts.ts";
import type { ScoredCase } from "./validation.ts";

const within = (value: number, top: number): boolean => value >= 0 && value <= top;

function troubleOf({ account, score, probability, arr, components }: ScoredCase): string | null {
  if (account.trim() === "") return "it has no name";
  if (score !== null && !within(score, 100)) return `the score is ${score}; scores run from 0 to 100, more is healthier`;
  if (probability !== null && !within(probability, 1)) return `the probability is ${probability}; it runs from 0 to 1`;
  for (const name in components) {
    const value = components[name] ?? null;
    if (value !== null && !within(value, 100))
      return `the component ${name} is ${value}; components run from 0 to 100, more is healthier`;
  }
  return arr === null ? null : amountTrouble("ARR", arr);
}

/**
 * Throws one Problem that names every account whose score, probability, component or ARR is impossible, ten of them by name.
 * @example refuseBadValues([{ account: "A", score: 120, ... }]) // throws: "A: the score is 120; ..."
 */
export function refuseBadValues(cases: readonly ScoredCase[]): void {
  const places: string[] = [];
  for (const one of cases) {
    const trouble = troubleOf(one);
    if (trouble !== null) places.push(`${one.account}: ${trouble}`);
  }
  if (places.length)
    throw new Problem({
      what: `The score cannot be checked, because ${places.length} of ${cases.length} accounts cannot be used:`,
      places: shownAccounts(places),
      remedy: "Mend them, or leave the value empty where it is not known.",
    });
}

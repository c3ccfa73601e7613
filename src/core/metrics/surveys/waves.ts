import { Problem } from "../../contract/problem.ts";
import { shownPlaces } from "../refuse-unusable-rows.ts";
import type { SurveyRow } from "./survey-input.ts";

/** The latest wave of some answers, the one before it, and what is older. */
export interface Waves {
  now: SurveyRow[];
  before: SurveyRow[];
  wave: string | null;
  previous_wave: string | null;
  /** Names of the waves older than both. */
  older: string[];
}

/** By the numbers in the names, so that 2026-10 comes after 2026-9. */
function byNumbers(a: string, b: string): number {
  const [one, other] = [a, b].map((name) => (name.match(/\d+/g) ?? []).map(Number)) as [number[], number[]];
  const at = one.findIndex((number, index) => number !== other[index]);
  return (at === -1 ? 0 : one[at]! - (other[at] ?? 0)) || (a < b ? -1 : a > b ? 1 : 0);
}

/**
 * Splits answers by wave; names that begin with the year sort by themselves. Throws Problem where only some rows name a wave, or where several
 * waves have names that do not sort.
 * @example splitWaves(rows of 2025-Q4 and 2026-Q1).wave // "2026-Q1"
 */
export function splitWaves(rows: readonly SurveyRow[]): Waves {
  const names = [...new Set(rows.flatMap(({ wave }) => (wave === null ? [] : [wave])))].sort(byNumbers);
  const bare = rows.filter(({ wave }) => wave === null);
  if (names.length && bare.length)
    throw new Problem({
      what: "Answers without a wave beside answers with one:",
      places: shownPlaces(bare.map(({ place }) => place)),
      remedy: "Give every answer its wave, or none.",
    });
  const forms = new Set(names.map((name) => name.replace(/\d+/g, "#")));
  const dated = names.every((name) => /^\d{4}(?!\d)/.test(name));
  if (names.length > 1 && (!dated || forms.size > 1))
    throw new Problem({
      what: `The waves ${names.join(", ")} have names that do not say which is later.`,
      remedy: "Begin them with the year and write them alike in numbers, such as 2025-Q4 and 2026-Q1.",
    });
  const wave = names.at(-1) ?? null;
  const previous = names.at(-2) ?? null;
  return {
    now: rows.filter((row) => row.wave === wave),
    before: previous === null ? [] : rows.filter((row) => row.wave === previous),
    wave,
    previous_wave: previous,
    older: names.slice(0, -2),
  };
}

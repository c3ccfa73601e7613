import { largest } from "../../order/largest.ts";
import type { AssessmentQuestion } from "./assessment-question.ts";
import type { AssessmentFigures } from "./assessment-reads.ts";
import { matchName } from "./match-name.ts";

export interface AmbitionTest {
  question: string;
  answered_by: "next_year_from_signed" | "trouble_if_largest_leave" | "growth_from_expansion";
  yes: boolean | null;
  /** The share given and the share above which it is a yes; null for the question without one. */
  share: number | null;
  threshold: number | null;
  at_least: string;
}

export interface Ambition {
  tests: AmbitionTest[];
  /** The highest level that gets a yes, and the highest that an open question could still ask for. */
  low: string;
  high: string;
  funded: string | null;
  /** Levels that the budget stands below what is needed, at the least and at the most; below 0 it pays for more. */
  gap: { low: number; high: number } | null;
  concentrated: { share: number; threshold: number; yes: boolean } | null;
}

/**
 * The level of ambition by three questions: the highest that gets a yes, bracketed by the questions left open. A share is a yes above its
 * line, and the share of the twenty largest a hint from its line on. Throws Problem for a level there is not.
 * @example ambition({ ask: "ambition", growth_from_expansion: 0.4 }, figures).low // "Growth driver"
 */
export function ambition(question: AssessmentQuestion, figures: AssessmentFigures): Ambition {
  const order = figures.ambitions.value.map(({ level }) => level);
  const tests = figures.ambitionTests.value.map((test): AmbitionTest => {
    const { answered_by, at_least, question: asked } = test;
    if (answered_by === "trouble_if_largest_leave")
      return { question: asked, answered_by, yes: question[answered_by] ?? null, share: null, threshold: null, at_least };
    const line = answered_by === "next_year_from_signed" ? figures.nextYearFromSigned : figures.growthFromExpansion;
    const share = question[answered_by] ?? null;
    return {
      question: asked,
      answered_by,
      yes: share === null ? null : share > line.value,
      share,
      threshold: line.value,
      at_least,
    };
  });
  const highest = (kept: readonly AmbitionTest[]) => largest([0, ...kept.map(({ at_least }) => order.indexOf(at_least))]);
  const low = highest(tests.filter(({ yes }) => yes === true));
  const high = highest(tests.filter(({ yes }) => yes !== false));
  const funded = question.funded_as === undefined ? null : matchName(question.funded_as, order, "answers.funded_as");
  const at = funded === null ? null : order.indexOf(funded);
  const share = question.top_twenty_share;
  return {
    tests,
    low: order[low]!,
    high: order[high]!,
    funded,
    gap: at === null ? null : { low: low - at, high: high - at },
    concentrated:
      share === undefined ? null : { share, threshold: figures.topTwentyShare.value, yes: share >= figures.topTwentyShare.value },
  };
}

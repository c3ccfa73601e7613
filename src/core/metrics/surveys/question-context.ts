import type { UndefinedField } from "../../contract/envelope.ts";
import { because } from "../because.ts";
import { changeOf, type Wave } from "./change.ts";
import type { coverageOf } from "./coverage.ts";
import type { SurveyFigures } from "./figures.ts";
import type { Scored } from "./scored.ts";
import type { Question } from "./survey-input.ts";
import type { SurveyChange } from "./survey-result.ts";

/** What a score is computed with beside its answers. */
export interface QuestionContext {
  figures: SurveyFigures;
  population: number | null;
  previous_population: number | null;
  /** Of an interval, and what is added to find a real change often enough. */
  standardErrors: number;
  power: number;
  coverage: ReturnType<typeof coverageOf>;
}

/** A question's fields, the smallest change it could notice, and a reason for each null. */
export interface ScoredQuestion<Fields> {
  fields: Fields;
  detectable: number | null;
  undefined: UndefinedField[];
}

const alike = "All votes are alike, or there is one; from that alone chance cannot be gauged.";

/** Why a score has no interval. */
export function openEnds(question: Question, { margin }: Scored): UndefinedField[] {
  return margin === null
    ? because(
        alike,
        ["low", "high", "margin"].map((name) => `${question}.${name}`),
      )
    : [];
}

/** The change on the wave before, and why it or its interval is null. */
export function changeFields(
  question: Question,
  now: Wave,
  before: Wave | null,
  { standardErrors }: QuestionContext,
): { change: SurveyChange | null; undefined: UndefinedField[] } {
  if (before === null) return { change: null, undefined: because("No earlier wave is given.", `${question}.change`) };
  const change = changeOf(now, before, standardErrors);
  if (change.margin !== null) return { change, undefined: [] };
  const names = ["low", "high", "margin", "told_apart"].map((name) => `${question}.change.${name}`);
  return { change, undefined: because(`In one of the waves: ${alike}`, names) };
}

import * as z from "zod";
import { type FigureReference, figure } from "../core/figure.ts";
import type { RuleLibrary } from "../core/rule.ts";
import { exportsFigure, type KnownExports } from "./exports.ts";
import { compileWords, type TableWords, wordFigures, wordValues } from "./words.ts";

const RULE = "operations-table-reading";
const Share = z.number().min(0).max(1);

/** When a table is answered, when a doubt is said first, and when it is asked about. */
export const limitFigures = {
  left_out_share: figure(RULE, "left_out_share", Share),
  understood_share: figure(RULE, "understood_share", Share),
  contradiction_share: figure(RULE, "contradiction_share", Share),
  low_scale_top: figure(RULE, "low_scale_top", z.number().positive()),
};
export type TableLimits = { [Name in keyof typeof limitFigures]: number };

/** Every figure the reader of tables takes from the library. */
export const knowledgeFigures: readonly FigureReference[] = [
  exportsFigure,
  ...Object.values(wordFigures),
  ...Object.values(limitFigures),
];

/** What the reader knows beside the file: the words of the field, the exports of known systems, and its own limits. */
export interface TableKnowledge {
  words: TableWords;
  exports: KnownExports;
  limits: TableLimits;
}

const known = new WeakMap<object, TableKnowledge>();

/** The reader's knowledge as a library holds it, made ready once. */
export function knowledgeOf(library: Pick<RuleLibrary, "figure">): TableKnowledge {
  let knowledge = known.get(library);
  if (knowledge === undefined) {
    const limit = (name: keyof typeof limitFigures): number => library.figure(limitFigures[name]).value as number;
    knowledge = {
      words: compileWords(wordValues(library)),
      exports: library.figure(exportsFigure).value as KnownExports,
      limits: {
        left_out_share: limit("left_out_share"),
        understood_share: limit("understood_share"),
        contradiction_share: limit("contradiction_share"),
        low_scale_top: limit("low_scale_top"),
      },
    };
    known.set(library, knowledge);
  }
  return knowledge;
}

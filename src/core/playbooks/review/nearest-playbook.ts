import type { Touch } from "../../contract/vocabulary.ts";
import { largest } from "../../order/largest.ts";
import type { PlaybookKind } from "../figures.ts";
import type { ReviewRule } from "../review-figures.ts";
import { type Lexicon, wordPattern } from "./lexicon.ts";
import type { PlaybookText } from "./playbook-text.ts";
import { triggersOf } from "./vague-trigger.ts";

export interface Nearest {
  kind: PlaybookKind;
  touch: Touch;
}

/** Words of a list in a text; a phrase of three words counts three times. */
function score(text: string, words: readonly string[]): number {
  return [...text.matchAll(wordPattern(words))].reduce((sum, match) => sum + match[0].split(/[\s-]+/).length, 0);
}

function best<Line extends { words: readonly string[] }>(text: string, lines: readonly Line[]): Line | null {
  const scored = lines.map((line) => ({ line, points: score(text, line.words) }));
  const most = largest([0, ...scored.map(({ points }) => points)]);
  return most === 0 ? null : scored.find(({ points }) => points === most)!.line;
}

/**
 * The kind and touch model whose words a text uses most: its title and trigger first, then all of it. Null when no kind's words occur.
 * Ties go to the order of the catalogue; without a word for a touch model it is read as high touch. Throws nothing.
 * @example nearestPlaybook(divideText("# Renewal playbook\n1. Call", words), words, rule)?.kind // "renewal"
 */
export function nearestPlaybook(text: PlaybookText, words: Lexicon, rule: ReviewRule): Nearest | null {
  const title = text.title === "" ? (text.all.split("\n")[0] ?? "") : text.title;
  const head = [title, ...triggersOf(text, words).map((one) => one.text)].join("\n");
  const kind = best(title, rule.kind_words) ?? best(head, rule.kind_words) ?? best(text.all, rule.kind_words);
  if (kind === null) return null;
  const touch = best(title, rule.touch_words) ?? best(text.all, rule.touch_words);
  return { kind: kind.kind, touch: touch?.touch ?? "high" };
}

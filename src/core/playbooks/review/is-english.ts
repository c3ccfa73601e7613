import type { ReviewRule } from "../review-figures.ts";

/**
 * Whether a text is English enough for word lists: the share of its words that are plain English ones. Short texts pass.
 * Throws nothing.
 * @example isEnglish("Der Kunde ruft jeden Tag an und wir antworten ihm nicht", rule) // false
 */
export function isEnglish(text: string, rule: Pick<ReviewRule, "english_share" | "review_words">): boolean {
  const english = new Set(rule.review_words.filter(({ list }) => list === "english").flatMap(({ words }) => words));
  const letters = text.match(/\p{L}/gu) ?? [];
  // Scripts without spaces have few words; letters tell them apart.
  if (letters.filter((letter) => /[a-z]/i.test(letter)).length * 2 < letters.length) return false;
  const all = text.match(/\p{L}[\p{L}']*/gu) ?? [];
  if (all.length < rule.english_share.min_words) return true;
  const known = all.filter((word) => english.has(word.toLowerCase())).length;
  return known / all.length >= rule.english_share.min_share;
}

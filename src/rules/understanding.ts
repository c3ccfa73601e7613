/** A concept as the pages name it, and its words in other languages. */
export interface ForeignWords {
  en: string;
  de: string;
  fr: string;
  es: string;
}

export type SmallWords = Record<"de" | "fr" | "es", string>;

const LANGUAGES = ["de", "fr", "es"] as const;
const STEM = 4; // not a figure: letters from which a word may carry an ending, or stand inside a compound
const ENDING = 2; // not a figure: letters of an ending
const UNFINISHED = 6; // not a figure: letters from which the beginning of a known word is taken for it
const COMPOUND = 8; // not a figure: letters from which a German word is taken apart
const SMALL = 0.5; // not a figure: what a small word that English has too counts as evidence of a language
const MISTYPED = 5; // not a figure: letters from which a word that no page has is taken for mistyped
const TWO_SLIPS = 8; // not a figure: letters from which two slips are allowed

/** Lower case, without accents or signs. */
export const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/ß/g, "ss")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}&]+/gu, " ")
    .trim();

const wordsOf = (text: string): string[] =>
  plain(text)
    .split(" ")
    .filter((word) => word !== "");

/** The longest known word that fits. */
const longest = (known: Iterable<string>, fits: (one: string) => boolean): string | undefined => {
  let best: string | undefined;
  for (const one of known) if (fits(one) && one.length > (best?.length ?? 0)) best = one;
  return best;
};

/** What a word means, by the words of one language: itself, with an ending, begun, or, in German, part by part. */
function meaningOf(known: ReadonlyMap<string, string>, word: string, compounds: boolean): string[] {
  const exact = known.get(word);
  if (exact !== undefined) return [exact];
  if (word.length > STEM) {
    const stem = longest(known.keys(), (one) => one.length >= STEM && word.startsWith(one) && word.length - one.length <= ENDING);
    const begun =
      stem ??
      longest(known.keys(), (one) => one.length >= UNFINISHED && one.startsWith(word) && one.length - word.length <= ENDING);
    if (begun !== undefined) return [known.get(begun)!];
  }
  if (!compounds || word.length < COMPOUND) return [];
  const parts: string[] = [];
  for (let at = 0; at < word.length - ENDING; ) {
    const part = longest(known.keys(), (one) => one.length >= STEM && word.startsWith(one, at));
    if (part === undefined) at += 1;
    else {
      parts.push(known.get(part)!);
      at += part.length;
    }
  }
  return parts;
}

/**
 * Gives the words of a question in German, French or Spanish as the pages say them; nothing for a question in English. The language is the one
 * with most evidence: words that English pages do not have, and small words.
 * @example foreignMeaning(lexicon, smallWords, has)("Vertragsverlängerung planen").join(" ") // "contract renewal renew plan"
 */
export function foreignMeaning(
  lexicon: readonly ForeignWords[],
  small: SmallWords,
  isEnglish: (word: string) => boolean,
): (question: string) => { words: string[]; explained: string[] } {
  const byLanguage = LANGUAGES.map((language) => {
    const known = new Map<string, string>();
    for (const row of lexicon)
      for (const word of wordsOf(row[language])) known.set(word, [known.get(word), row.en].filter(Boolean).join(" "));
    return { known, small: new Set(wordsOf(small[language])), compounds: language === "de" };
  });
  return (question) => {
    const words = wordsOf(question);
    const judged = byLanguage.map((language) => {
      const foreign = words.filter(
        (word) =>
          !isEnglish(word) && (language.small.has(word) || meaningOf(language.known, word, language.compounds).length > 0),
      ).length;
      return { language, foreign, evidence: foreign + SMALL * words.filter((word) => language.small.has(word)).length };
    });
    if (judged.every(({ foreign }) => foreign === 0)) return { words: [], explained: [] };
    let most = 0;
    for (const { evidence } of judged) most = Math.max(most, evidence);
    const meanings = judged
      .filter(({ evidence }) => evidence === most)
      .flatMap(({ language }) => words.map((word) => ({ word, means: meaningOf(language.known, word, language.compounds) })));
    return {
      words: meanings.flatMap(({ means }) => means),
      explained: meanings.filter(({ means }) => means.length > 0).map(({ word }) => word),
    };
  };
}

/** Slips between two words: a letter more, less, another or two exchanged; one more than `most` where there are more. */
function slips(from: string, to: string, most: number): number {
  if (Math.abs(from.length - to.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const now = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1] ? 0 : 1;
      let least = Math.min(last[column]! + 1, now[column - 1]! + 1, last[column - 1]! + same);
      if (row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1])
        least = Math.min(least, before[column - 2]! + 1);
      now.push(least);
    }
    before = last;
    last = now;
  }
  return last[to.length]!;
}

/**
 * Mends words that nobody knows by the nearest known one: fewest slips, then most used; a word with none stays as it is.
 * @example mendTyping(new Map([["champion", 12]]))("champoin") // "champion"
 */
export function mendTyping(known: ReadonlyMap<string, number>): (question: string) => string {
  return (question) =>
    wordsOf(question)
      .map((word) => {
        if (word.length < MISTYPED || known.has(word)) return word;
        let best = word;
        let least = (word.length >= TWO_SLIPS ? 2 : 1) + 1;
        let uses = 0;
        for (const [one, count] of known) {
          if (one[0] !== word[0]) continue;
          const made = slips(word, one, least);
          if (made < least || (made === least && best !== word && count > uses)) {
            best = one;
            least = made;
            uses = count;
          }
        }
        return best;
      })
      .join(" ");
}

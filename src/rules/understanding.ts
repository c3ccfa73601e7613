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
const SAID_BESIDE = 10_000; // not a figure: uses that a word gains by being said beside its neighbor in the question
const TWO_SLIPS = 8; // not a figure: letters from which two slips are allowed

/** Lower case, without accents or signs. */
export function plain(text: string): string {
  if (/^[a-z0-9&]*(?: [a-z0-9&]+)*$/.test(text)) return text;
  const letters = /^[ -~\s]*$/.test(text) ? text : text.normalize("NFD").replace(/\p{M}/gu, "").replace(/ß/g, "ss");
  return letters
    .toLowerCase()
    .replace(/[^\p{L}\p{N}&]+/gu, " ")
    .trim();
}

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
 * Mends words that nobody knows by the nearest known one: fewest slips, then one that is said beside the word before or after it, then most used; a
 * word with none stays as it is.
 * @example mendTyping(new Map([["raising", 1], ["rising", 9]]), new Set(["raising prices"]))("rasing prices") // "raising prices"
 */
export function mendTyping(known: ReadonlyMap<string, number>, pairs: ReadonlySet<string>): (question: string) => string {
  return (question) => {
    const words = wordsOf(question);
    return words
      .map((word, at) => {
        if (word.length < MISTYPED || known.has(word)) return word;
        const beside = (one: string): boolean => pairs.has(`${one} ${words[at + 1]}`) || pairs.has(`${words[at - 1]} ${one}`);
        let best = word;
        let least = (word.length >= TWO_SLIPS ? 2 : 1) + 1;
        let uses = 0;
        for (const [one, count] of known) {
          if (one[0] !== word[0]) continue;
          const made = slips(word, one, least);
          if (made > least || (made === least && best === word)) continue;
          const said = count + (beside(one) ? SAID_BESIDE : 0);
          if (made === least && said <= uses) continue;
          best = one;
          least = made;
          uses = said;
        }
        return best;
      })
      .join(" ");
  };
}

/** Two words in a row, of all texts. */
export function pairsOf(texts: Iterable<string>): Set<string> {
  const pairs = new Set<string>();
  for (const text of texts) {
    let before = "";
    for (const word of wordsOf(text)) {
      pairs.add(`${before} ${word}`);
      before = word;
    }
  }
  return pairs;
}

/** One thing that somebody says when they need a page. */
export interface Saying {
  id: string;
  text: string;
}

interface SayingTools {
  /** The senses that a text speaks of, each under any of its names. */
  sensesOf(text: string): string[];
  stem(word: string): string;
  /** Words that are in every kind of question. */
  small: ReadonlySet<string>;
}

/** Words that change nothing, wherever they stand. */
const LINKS = new Set("the a an of our my is are to we i in on at it its for and or".split(" "));
const PAIR = 0.5; // not a figure: what two words in a row count beside one word
const SENSE = 0.7; // not a figure: what a sense counts that both speak of, each in its own words
const EVERYDAY = 0.4; // not a figure: what a word of every question counts
const TRANSLATED = 0.8; // not a figure: what a word said in another language counts
const UNHEARD = 0.7; // not a figure: pages that a word nobody says is taken to stand on
const FOLLOWING = [1, 0.3, 0.15]; // not a figure: what the nearest saying of a page, the second and the third count

type Weights = Map<string, number>;

function partsOf(text: string, translated: readonly string[], { sensesOf, stem, small }: SayingTools): Weights {
  const parts: Weights = new Map();
  const put = (key: string, weight: number) => parts.set(key, Math.max(parts.get(key) ?? 0, weight));
  const words = plain(text)
    .split(" ")
    .filter((word) => word !== "" && !LINKS.has(word));
  words.forEach((word, index) => {
    put(stem(word), small.has(word) ? EVERYDAY : 1);
    const next = words[index + 1];
    if (next !== undefined) put(`${stem(word)} ${stem(next)}`, PAIR);
  });
  for (const sense of sensesOf(text)) put(`~${sense}`, SENSE);
  for (const word of translated) put(word, TRANSLATED);
  return parts;
}

/** A word, a pair or a sense: on how many pages it is said, and in which sayings with what weight. */
interface Part {
  pages: number;
  /** The page that was counted last. */
  last: number;
  sayings: number[];
  weights: number[];
}

const listIn = <Key, Item>(lists: Map<Key, Item[]>, key: Key): Item[] => {
  const known = lists.get(key);
  if (known) return known;
  const list: Item[] = [];
  lists.set(key, list);
  return list;
};

/**
 * Pages by the saying that comes nearest to a question: the words, two words in a row and the senses that both have, rare ones above common ones. A
 * page with one saying that is the question itself counts 1, and a little more where other sayings of it come near.
 * @example nearestSaying([{ id: "playbooks-escalation", text: "customer is furious" }], tools)("a furious customer").get("playbooks-escalation") // 0.8
 */
export function nearestSaying(
  sayings: readonly Saying[],
  tools: SayingTools,
): (question: string, translated: readonly string[]) => Map<string, number> {
  // Sayings come page by page, and there are many: parts are numbered, and what is kept of them stands in flat lists.
  const keys = new Map<string, Part>();
  let pages = 0;
  let page = "";
  const all = sayings.map(({ id, text }) => {
    if (id !== page) pages += 1;
    page = id;
    const parts: { part: Part; weight: number }[] = [];
    for (const [key, weight] of partsOf(text, [], tools)) {
      const part = keys.get(key) ?? { pages: 0, last: 0, sayings: [], weights: [] };
      keys.set(key, part);
      if (part.last !== pages) part.pages += 1;
      part.last = pages;
      parts.push({ part, weight });
    }
    return parts;
  });
  const rarity = (part: Part | undefined): number => Math.log(1 + pages / (part?.pages ?? UNHEARD));
  const lengths = all.map((parts, at) => {
    let squares = 0;
    for (const { part, weight } of parts) {
      const weighed = weight * rarity(part);
      squares += weighed ** 2;
      part.sayings.push(at);
      part.weights.push(weighed);
    }
    return Math.sqrt(squares);
  });
  return (question, translated) => {
    const products = new Map<number, number>();
    let squares = 0;
    for (const [key, weight] of partsOf(question, translated, tools)) {
      // A pair that nobody says tells nothing; a single word that nobody says tells that the question is about something else.
      const part = keys.get(key);
      if (key.includes(" ") && part === undefined) continue;
      const weighed = weight * rarity(part);
      squares += weighed ** 2;
      for (const [place, at] of part?.sayings.entries() ?? [])
        products.set(at, (products.get(at) ?? 0) + weighed * part!.weights[place]!);
    }
    const near = new Map<string, number[]>();
    for (const [at, product] of products) listIn(near, sayings[at]!.id).push(product / (Math.sqrt(squares) * lengths[at]!));
    return new Map(
      [...near].map(([id, each]) => {
        each.sort((one, other) => other - one);
        return [id, FOLLOWING.reduce((sum, weight, place) => sum + weight * (each[place] ?? 0), 0)];
      }),
    );
  };
}

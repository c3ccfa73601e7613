import { plain } from "./understanding.ts";

/** One thing that somebody says when they need a page. */
export interface Saying {
  id: string;
  text: string;
}

export interface SayingTools {
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
const SMALL = 0.4; // not a figure: what a word of every question counts
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
    put(stem(word), small.has(word) ? SMALL : 1);
    const next = words[index + 1];
    if (next !== undefined) put(`${stem(word)} ${stem(next)}`, PAIR);
  });
  for (const sense of sensesOf(text)) put(`~${sense}`, SENSE);
  for (const word of translated) put(word, TRANSLATED);
  return parts;
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
  const all = sayings.map(({ id, text }) => ({ id, parts: partsOf(text, [], tools) }));
  const pagesWith = new Map<string, Set<string>>();
  for (const { id, parts } of all) for (const key of parts.keys()) pagesWith.set(key, (pagesWith.get(key) ?? new Set()).add(id));
  const pages = new Set(sayings.map(({ id }) => id)).size;
  const rarity = (key: string): number => Math.log(1 + pages / (pagesWith.get(key)?.size ?? UNHEARD));
  const saidIn = new Map<string, { at: number; weight: number }[]>();
  const lengths = all.map(({ parts }, at) => {
    let squares = 0;
    for (const [key, weight] of parts) {
      const weighed = weight * rarity(key);
      squares += weighed ** 2;
      listIn(saidIn, key).push({ at, weight: weighed });
    }
    return Math.sqrt(squares);
  });
  return (question, translated) => {
    const products = new Map<number, number>();
    let squares = 0;
    for (const [key, weight] of partsOf(question, translated, tools)) {
      // A pair that nobody says tells nothing; a single word that nobody says tells that the question is about something else.
      if (key.includes(" ") && !saidIn.has(key)) continue;
      const weighed = weight * rarity(key);
      squares += weighed ** 2;
      for (const { at, weight: other } of saidIn.get(key) ?? []) products.set(at, (products.get(at) ?? 0) + weighed * other);
    }
    const near = new Map<string, number[]>();
    for (const [at, product] of products) listIn(near, all[at]!.id).push(product / (Math.sqrt(squares) * lengths[at]!));
    return new Map(
      [...near].map(([id, each]) => {
        each.sort((one, other) => other - one);
        return [id, FOLLOWING.reduce((sum, weight, place) => sum + weight * (each[place] ?? 0), 0)];
      }),
    );
  };
}

import MiniSearch from "minisearch";
import type { RuleMatch } from "../core/rule.ts";
import type { RulePage } from "./page.ts";
import {
  type ForeignWords,
  foreignMeaning,
  mendTyping,
  nearestSaying,
  pairsOf,
  plain,
  type Saying,
  type SmallWords,
} from "./understanding.ts";

/** How a question is understood: words without weight, and what people say for what pages call it. */
export interface SearchWords {
  everyday: string;
  /** Words on so many pages that they say little. */
  weak: string;
  means: { say: string[]; means: string }[];
  /** Words of other subjects, which are no slips of the pen for words of this one. */
  elsewhere: string;
  /** What words of other languages mean on the pages. */
  lexicon: ForeignWords[];
  /** Words by which a language is known. */
  small_words: SmallWords;
  /** By page, what people say when they need it. */
  pages: Record<string, string>;
  /** By page, questions that it answers, as somebody asks who has not seen its title. */
  asked: Record<string, string>;
}

/** A library without words of its own is searched by its pages alone. */
export const noSearchWords: SearchWords = {
  everyday: "",
  weak: "",
  means: [],
  elsewhere: "",
  lexicon: [],
  small_words: { de: "", fr: "", es: "" },
  pages: {},
  asked: {},
};

/** Tables repeat words many times over and say little about what a page is for. */
const TABLES = /<!-- (figures|sources)\b[\s\S]*?<!-- \/\1 -->/g;

/** Forms that no ending tells: "went quiet" is "go quiet". */
const IRREGULAR = new Map(
  "went go,goes go,gone go,sold sell,paid pay,lost lose,bought buy,told tell,gave give,given give,said say,grew grow,grown grow,rose rise,risen rise,fell fall,fallen fall,broke break,broken break,shrank shrink,shrunk shrink,kept keep,met meet,spent spend,spoke speak,chose choose,chosen choose,built build,written write,wrote write,taught teach,people person,children child"
    .split(",")
    .map((pair) => pair.split(" ") as [string, string]),
);

const STEMS = new Map<string, string>();

/** A word without its ending: "raising" and "raised" are "raise", "cancelled" is "cancel". The same words come again and again: each is cut once. */
function stem(word: string): string {
  let cut = STEMS.get(word);
  if (cut === undefined) {
    cut = withoutEnding(word);
    STEMS.set(word, cut);
  }
  return cut;
}

const withoutEnding = (word: string): string =>
  (IRREGULAR.get(word) ?? word)
    .replace(/ies$/, "y")
    .replace(/sses$/, "ss")
    .replace(/([^s])s$/, "$1")
    .replace(/(?<=.{3})(?<!^market)(?:ing|ed)$/, "")
    .replace(/(?<=..)([bdfglmnprtz])\1$/, "$1")
    .replace(/(?<=.{3})e$/, "");

interface Page {
  id: string;
  name: string;
  title: string;
  when: string;
  tags: string;
  said: string;
  asked: string;
  headings: string;
  text: string;
}

/** The parts of a page as plain words. A page says the same thing many times over, so each word of its text counts once. */
function page({ id, front, body }: RulePage, said: string, asked: string): Page {
  const [name = "", ...advice] = front.title.split(": ");
  return {
    id,
    name: plain(name),
    title: plain(advice.join(": ")),
    when: plain(front.when.replace(/^Use when /, "")),
    tags: plain(front.tags.join(" ")),
    said: plain(said),
    asked: plain(asked),
    headings: plain([...body.matchAll(/^#+ (.+)$/gm)].map((match) => match[1]).join(" ")),
    text: [...new Set(plain(body.replace(TABLES, "")).split(" "))].join(" "),
  };
}

/** Words that change nothing between two others. */
const LINKS = new Set("the a an of our my is are to we i".split(" "));

/** Two words in a row as one: what kind of question it is stands in such pairs, not in single words. */
function pairsIn(text: string): string {
  const words = plain(text)
    .split(" ")
    .filter((word) => !LINKS.has(word))
    .map(stem);
  return words.map((word, index) => (index === 0 ? "" : `${words[index - 1]}0${word}`)).join(" ");
}

interface PagePairs {
  id: string;
  asked: string;
  when: string;
  said: string;
}

/** Pages by pairs of words; each saying apart, so that no pair crosses from one to the next. */
function pairIndex(rules: readonly RulePage[], { pages, asked }: SearchWords): (question: string) => Map<string, number> {
  const apart = (sayings: readonly string[]): string => sayings.map(pairsIn).join(" ");
  const index = new MiniSearch<PagePairs>({ fields: ["asked", "when", "said"], processTerm: (pair) => pair });
  index.addAll(
    rules.map(({ id, front }) => ({
      id,
      asked: apart((asked[id] ?? "").split("; ")),
      when: apart([front.when, front.title]),
      said: apart([...front.tags, ...(pages[id] ?? "").split(", ")]),
    })),
  );
  return (question) =>
    new Map(index.search(pairsIn(question)).map((hit) => [String(hit.id), Math.min(1, hit.score / ENOUGH_PAIRS)]));
}

/** Everything that people say when they need a page, and what the page says of itself, each saying apart. */
function sayingsOf({ id, front }: RulePage, { pages, asked }: SearchWords): Saying[] {
  const apart = (text: string | undefined, mark: string): string[] => (text ?? "").split(mark).filter((one) => one !== "");
  return [
    ...apart(asked[id], "; "),
    ...apart(pages[id], ", "),
    ...front.title.split(": "),
    ...front.tags,
    front.when.replace(/^Use when /, ""),
  ].map((text) => ({ id, text: plain(text) }));
}

/** What the search gives: pages, best first, and whether the first one really speaks of what was asked. */
interface FoundRules {
  matches: RuleMatch[];
  fits: boolean;
}

const WEIGHTS = { id: 2, name: 8, title: 4, when: 5, tags: 5, said: 5, asked: 4, headings: 2, text: 0.5 }; // not a figure: how the parts of a page count in the search
const EXPANDED = 0.35; // not a figure: what a word said in another way counts beside the word itself
const TRANSLATED = 0.8; // not a figure: what a word said in another language counts
const WHOLE = 0.8; // not a figure: how much a page that holds more of the question is put before one that holds one word of it often
const FAINT = 0.25; // not a figure: what a word that is on most pages counts
const FLOOR = 0.5; // not a figure: more than this share of the question must the first page speak of to be called an answer
const MISTYPED = 0.4; // not a figure: what a word found by a likeness counts towards that share
const PAIRS = 0.3; // not a figure: what two words in a row count, such as "how many", beside the best page's score
const SURE_SCORE = 200; // not a figure: the best page's score by its words from which it is believed in full
const ENOUGH_WORDS = 2; // not a figure: words of a thing's other names that a page must hold to speak of it
const ENOUGH_PAIRS = 12; // not a figure: a score of word pairs that counts in full
const EXCERPT = 180; // not a figure: characters
const LONG = 4; // not a figure: letters from which a word is taken for mistyped

const SURE = 8; // not a figure: letters from which the nearest word to a mistyped one is taken for it without doubt
const COMPOUND = 6; // not a figure: letters from which a word is looked for inside a longer one, as German writes them

/** True where a longer word begins or ends with this one: "Kundenabwanderung" holds "Abwanderung". */
const inCompound = (asked: string, word: string): boolean =>
  !word.includes(" ") &&
  asked.split(" ").some((one) => one.length > word.length + 2 && (one.startsWith(word) || one.endsWith(word)));

/** Sayings without those that are only part of a longer one: "money back" is no question of money. */
function wholePhrases<Line extends { phrases: string[] }>(said: readonly Line[]): Line[] {
  const all = said.flatMap(({ phrases }) => phrases);
  const whole = (phrase: string): boolean =>
    !all.some((other) => other.length > phrase.length && ` ${other} `.includes(` ${phrase} `));
  return said.map((line) => ({ ...line, phrases: line.phrases.filter(whole) })).filter(({ phrases }) => phrases.length > 0);
}

/** The sentence of a page that holds most of the words, cut to length. */
function excerptOf(rule: RulePage, words: ReadonlySet<string>): string {
  const prose = rule.body
    .replace(TABLES, "")
    .replace(/```[\s\S]*?```/g, "")
    .replace(/^## See also[\s\S]*/m, "")
    .replace(/^(?:#|[-*] |\d+\. ).*$/gm, "")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\s+/g, " ");
  const held = (text: string) =>
    new Set(
      plain(text)
        .split(" ")
        .map(stem)
        .filter((word) => words.has(word)),
    ).size;
  const sentences = prose.split(/(?<=[.!?]) (?=[A-Z])/).filter((one) => one.trim() !== "");
  const best = sentences.reduce((most, one) => (held(one) > held(most) ? one : most), sentences[0] ?? "");
  const text = best.replace(/^[\s\-*\d.|]+/, "").trim();
  return text.length <= EXCERPT ? text : `${text.slice(0, text.lastIndexOf(" ", EXCERPT))} ...`;
}

/**
 * Indexes pages once and gives the search over them: a page's plain name counts most, then tags and the "when" line, then the advice in its title, then
 * the text; beside that, how near a page's nearest saying comes to the question. What people call things in four languages is looked up in `words`; mistyped words are found by their nearest.
 * @example searchRules(rules, words)("when do I hire ops?").matches[0].id // "operations-when-to-hire"
 */
export function searchRules(rules: readonly RulePage[], searchWords: SearchWords): (query: string) => FoundRules {
  const { everyday, weak, means, elsewhere, pages, asked: askedFor } = searchWords;
  const stop = new Set(plain(everyday).split(" "));
  const term = (word: string): string | null => (word === "" || stop.has(word) ? null : stem(word));
  const tokenize = (text: string): string[] => text.split(/[ -]/);
  const index = new MiniSearch<Page>({ fields: Object.keys(WEIGHTS), processTerm: term, tokenize });
  const documents = rules.map((rule) => page(rule, pages[rule.id] ?? "", askedFor[rule.id] ?? ""));
  index.addAll(documents);
  const pairs = pairIndex(rules, searchWords);
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const rooted = (text: string): string => plain(text).split(" ").map(stem).join(" ");
  const sayings = means.map((line) => ({ say: [...new Set(line.say.map(rooted))], means: line.means }));
  const strange = new Set(plain(elsewhere).split(" "));
  const strangeStems = new Set([...strange].map(stem));
  const faint = new Set(plain(weak).split(" ").map(stem));

  const english = new Set(documents.flatMap(({ name, title, when, text }) => `${name} ${title} ${when} ${text}`.split(" ")));
  const translated = foreignMeaning(searchWords.lexicon, searchWords.small_words, (word) => english.has(word));
  const beginning = new Map<string, { phrase: string; sense: string }[]>();
  sayings.forEach(({ say }, at) => {
    for (const phrase of say) {
      const [first] = phrase.split(" ") as [string];
      beginning.set(first, [...(beginning.get(first) ?? []), { phrase: ` ${phrase} `, sense: String(at) }]);
    }
  });
  const sensesOf = (text: string): string[] => {
    const heard = ` ${rooted(text)} `;
    const senses = new Set<string>();
    for (const word of heard.split(" "))
      for (const { phrase, sense } of beginning.get(word) ?? []) if (heard.includes(phrase)) senses.add(sense);
    return [...senses];
  };
  const everySaying = rules.flatMap((rule) => sayingsOf(rule, searchWords));
  const nearest = nearestSaying(everySaying, { sensesOf, stem, small: stop });
  const mended = mendTyping(
    countWords([...documents.map((one) => Object.values(one).join(" ")), ...wordLists(searchWords)]),
    pairsOf(everySaying.map(({ text }) => text)),
  );

  const options = {
    boostTerm: (word: string) => (faint.has(word) ? FAINT : 1),
    prefix: (word: string) => word.length >= LONG - 1,
    fuzzy: (word: string) => (word.length > LONG && !strangeStems.has(word) ? 0.25 : false), // not a figure: share of a word's letters that may be wrong
    weights: { prefix: 0.35, fuzzy: 0.25 }, // not a figure: what a beginning or a mistyped word counts
  };
  const weighed = (words: string, factor: number) =>
    words === "" ? [] : [{ queries: [plain(words)], ...options, fuzzy: false, boost: scaled(factor) }];

  return (query) => {
    const question = mended(query);
    const asked = ` ${rooted(question)} `;
    const said = wholePhrases(
      sayings.flatMap((line) => {
        const phrases = line.say.filter(
          (one) => asked.includes(` ${one} `) || (one.length >= COMPOUND && inCompound(asked, one)),
        );
        return phrases.length === 0 ? [] : [{ phrases, means: line.means }];
      }),
    );
    const expansion = said.map((line) => line.means).join(" ");
    const foreign = translated(question);
    const translation = foreign.words.join(" ");
    const terms = (text: string): string[] =>
      plain(text)
        .split(" ")
        .map(term)
        .filter((word) => word !== null);
    const own = terms(question);
    const wanted = new Set([...own, ...terms(expansion), ...terms(translation)]);
    const phrased = new Set(said.flatMap(({ phrases }) => phrases.flatMap(terms)));
    const things = [
      ...own.filter((word) => !phrased.has(word)).map((word) => [word]),
      ...said.map((line) => terms([line.means, ...line.phrases].join(" "))),
      ...foreign.words.map(terms),
    ].map((words) => new Set(words));
    const alike = index
      .search({
        combineWith: "OR",
        queries: [
          { queries: [question], ...options, boost: WEIGHTS },
          ...weighed(expansion, EXPANDED),
          ...weighed(translation, TRANSLATED),
        ],
      })
      .map((hit) => ({ ...hit, score: hit.score * spokenOf(things, new Set(hit.queryTerms)) ** WHOLE }));
    // Where a question holds only common words, what their pages score says little: the saying nearest to it then decides.
    let best = SURE_SCORE;
    for (const { score } of alike) best = Math.max(best, score);
    const inARow = pairs(question);
    const near = nearest(question, terms(translation));
    const byWords = new Map(alike.map((hit) => [String(hit.id), hit]));
    const unworded = [...near.keys()].filter((id) => !byWords.has(id)).map((id) => ({ id, score: 0, queryTerms: [], terms: [] }));
    const hits = [...alike, ...unworded]
      .map((hit) => {
        const id = String(hit.id);
        return { ...hit, score: hit.score / best + PAIRS * (inARow.get(id) ?? 0) + (near.get(id) ?? 0) };
      })
      .sort((one, other) => other.score - one.score);
    const [first] = hits;
    const covered = new Set(first?.queryTerms ?? []);
    const explained = new Set([
      ...said.flatMap(({ phrases, means: other }) =>
        other.split(" ").some((word) => covered.has(stem(plain(word)))) ? phrases.flatMap((one) => one.split(" ").map(stem)) : [],
      ),
      ...(terms(translation).some((word) => covered.has(word)) ? foreign.explained.map(stem) : []),
    ]);
    const held = first?.terms ?? [];
    const offSubject = new Set(
      question
        .split(" ")
        .filter((word) => strange.has(word))
        .map(stem),
    );
    const guessed = new Set(own.filter((word) => word.length < SURE && !terms(query).includes(word)));
    const known = own.map((word) => {
      if (explained.has(word)) return 1;
      if (offSubject.has(word)) return 0;
      if (guessed.has(word)) return MISTYPED;
      if (held.some((one) => one.startsWith(word))) return 1;
      return covered.has(word) ? MISTYPED : 0;
    });
    const share = own.length === 0 ? 1 : known.reduce<number>((sum, one) => sum + one, 0) / own.length;
    return {
      fits: first !== undefined && share > FLOOR,
      matches: hits.map((hit) => {
        const rule = byId.get(String(hit.id))!;
        return {
          id: rule.id,
          title: rule.front.title,
          when: rule.front.when,
          impact: rule.front.impact,
          score: Math.round((100 * hit.score) / first!.score) / 100,
          excerpt: () => excerptOf(rule, wanted),
        };
      }),
    };
  };
}

/** The share of the things asked about that a page speaks of, each under any of its names. */
function spokenOf(things: readonly ReadonlySet<string>[], covered: ReadonlySet<string>): number {
  let sum = 0;
  for (const names of things) {
    const held = [...names].filter((name) => covered.has(name)).length;
    sum += Math.min(1, held / Math.max(1, Math.min(ENOUGH_WORDS, names.size)));
  }
  return things.length === 0 ? 1 : sum / things.length;
}

/** Every word that a question may be read by. */
const wordLists = ({ everyday, elsewhere, means, lexicon, small_words }: SearchWords): string[] => [
  everyday,
  elsewhere,
  ...means.flatMap(({ say, means: other }) => [...say, other]),
  ...lexicon.flatMap((row) => Object.values(row)),
  ...Object.values(small_words),
];

function countWords(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) for (const word of plain(text).split(" ")) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

const scaled = (factor: number): Record<string, number> =>
  Object.fromEntries(Object.entries(WEIGHTS).map(([field, weight]) => [field, weight * factor]));

import MiniSearch from "minisearch";
import type { RuleMatch } from "../core/rule.ts";
import type { RulePage } from "./page.ts";

/** How a question is understood: words without weight, and what people say for what pages call it. */
export interface SearchWords {
  everyday: string;
  /** Words on so many pages that they say little. */
  weak: string;
  means: { say: string[]; means: string }[];
  /** By page, what people say when they need it. */
  pages: Record<string, string>;
}

/** Tables repeat words many times over and say little about what a page is for. */
const TABLES = /<!-- (figures|sources)\b[\s\S]*?<!-- \/\1 -->/g;

/** Lower case, without accents or signs. */
const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}&]+/gu, " ")
    .trim();

const stem = (word: string): string =>
  word
    .replace(/ies$/, "y")
    .replace(/sses$/, "ss")
    .replace(/([^s])s$/, "$1")
    .replace(/(?<=.{3})(?:ing|ed)$/, "");

interface Page {
  id: string;
  name: string;
  title: string;
  when: string;
  tags: string;
  said: string;
  headings: string;
  text: string;
}

function page({ id, front, body }: RulePage, said: string): Page {
  const [name = "", ...advice] = front.title.split(": ");
  return {
    id,
    name,
    title: advice.join(": "),
    when: front.when.replace(/^Use when /, ""),
    tags: front.tags.join(" "),
    said,
    headings: [...body.matchAll(/^#+ (.+)$/gm)].map((match) => match[1]).join(" "),
    text: body.replace(TABLES, ""),
  };
}

/** What the search gives: pages, best first, and whether the first one really speaks of what was asked. */
export interface FoundRules {
  matches: RuleMatch[];
  fits: boolean;
}

const WEIGHTS = { id: 2, name: 8, title: 4, when: 5, tags: 5, said: 5, headings: 2, text: 0.5 }; // not a figure: how the parts of a page count in the search
const EXPANDED = 0.8; // not a figure: what a word said in another way counts beside the word itself
const FAINT = 0.25; // not a figure: what a word that is on most pages counts
const FLOOR = 0.5; // not a figure: more than this share of the question must the first page speak of to be called an answer
const MISTYPED = 0.4; // not a figure: what a word found by a likeness counts towards that share
const EXCERPT = 180; // not a figure: characters
const LONG = 4; // not a figure: letters from which a word is taken for mistyped

const COMPOUND = 6; // not a figure: letters from which a word is looked for inside a longer one, as German writes them

/** True where a longer word begins or ends with this one: "Kundenabwanderung" holds "Abwanderung". */
const inCompound = (asked: string, word: string): boolean =>
  !word.includes(" ") &&
  asked.split(" ").some((one) => one.length > word.length + 2 && (one.startsWith(word) || one.endsWith(word)));

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
 * the text. What people call things in four languages is looked up in `words`; mistyped words are found by their nearest.
 * @example searchRules(rules, words)("when do I hire ops?").matches[0].id // "operations-when-to-hire"
 */
export function searchRules(
  rules: readonly RulePage[],
  { everyday, weak, means, pages }: SearchWords,
): (query: string) => FoundRules {
  const stop = new Set(plain(everyday).split(" "));
  const term = (word: string): string | null => {
    const lower = plain(word);
    return lower === "" || stop.has(lower) ? null : stem(lower);
  };
  const index = new MiniSearch<Page>({ fields: Object.keys(WEIGHTS), processTerm: term });
  index.addAll(rules.map((rule) => page(rule, pages[rule.id] ?? "")));
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const sayings = means.map((line) => ({ say: line.say.map(plain), means: line.means }));
  const faint = new Set(plain(weak).split(" ").map(stem));
  const options = {
    boostTerm: (word: string) => (faint.has(word) ? FAINT : 1),
    boost: WEIGHTS,
    prefix: (word: string) => word.length >= LONG - 1,
    fuzzy: (word: string) => (word.length > LONG ? 0.25 : false), // not a figure: share of a word's letters that may be wrong
    weights: { prefix: 0.35, fuzzy: 0.25 }, // not a figure: what a beginning or a mistyped word counts
  };
  return (query) => {
    const asked = ` ${plain(query)} `;
    const said = sayings.flatMap((line) => {
      const phrases = line.say.filter((one) => asked.includes(` ${one} `) || (one.length >= COMPOUND && inCompound(asked, one)));
      return phrases.length === 0 ? [] : [{ phrases, means: line.means }];
    });
    const expansion = said.map((line) => line.means).join(" ");
    const own = plain(query)
      .split(" ")
      .map(term)
      .filter((word) => word !== null);
    const hits = index.search({
      combineWith: "OR",
      queries: [
        { queries: [query], ...options },
        ...(expansion === "" ? [] : [{ queries: [expansion], ...options, fuzzy: false, boost: scaled(EXPANDED) }]),
      ],
    });
    const [first] = hits;
    const covered = new Set(first?.queryTerms ?? []);
    const explained = new Set(
      said.flatMap(({ phrases, means: other }) =>
        other.split(" ").some((word) => covered.has(stem(plain(word)))) ? phrases.flatMap((one) => one.split(" ").map(stem)) : [],
      ),
    );
    const held = first?.terms ?? [];
    const known = own.map((word) => {
      if (explained.has(word) || held.some((one) => one.startsWith(word))) return 1;
      return covered.has(word) ? MISTYPED : 0;
    });
    const share = own.length === 0 ? 1 : known.reduce<number>((sum, one) => sum + one, 0) / own.length;
    const words = new Set([...own, ...plain(expansion).split(" ").map(stem)]);
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
          excerpt: () => excerptOf(rule, words),
        };
      }),
    };
  };
}

const scaled = (factor: number): Record<string, number> =>
  Object.fromEntries(Object.entries(WEIGHTS).map(([field, weight]) => [field, weight * factor]));

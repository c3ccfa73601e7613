import MiniSearch from "minisearch";
import type { RuleMatch } from "../core/rule.ts";
import type { RulePage } from "./page.ts";

const STOP_WORDS = new Set(
  "a an and are as at be by can do does for from have how i if in is it me my of on or our should so than that the their them then there they this to us want wants was we what when where which who why will with you your".split(
    " ",
  ),
);

/** Tables repeat words many times over and say little about what a page is for. */
const TABLES = /<!-- figures: [\s\S]*?<!-- \/figures -->/g;

/** Words a leader uses, next to the words the pages use. */
function stem(word: string): string | null {
  const lower = word.toLowerCase();
  if (STOP_WORDS.has(lower)) return null;
  return lower
    .replace(/(ies)$/, "y")
    .replace(/(sses)$/, "ss")
    .replace(/([^s])s$/, "$1")
    .replace(/(ing|ed)$/, "");
}

interface Page {
  id: string;
  title: string;
  when: string;
  tags: string;
  headings: string;
  text: string;
}

function page(rule: RulePage): Page {
  const headings = [...rule.body.matchAll(/^#+ (.+)$/gm)].map((match) => match[1]).join(" ");
  return {
    id: rule.id,
    title: rule.front.title,
    when: rule.front.when,
    tags: rule.front.tags.join(" "),
    headings,
    text: rule.body.replace(TABLES, ""),
  };
}

/**
 * Indexes pages once and gives the search over them: words in the title and the "when" line count most, then tags and headings, then the text.
 * @example searchRules(rules)("when do I hire ops?")[0].id // "org-roles"
 */
export function searchRules(rules: readonly RulePage[]): (query: string) => RuleMatch[] {
  const index = new MiniSearch<Page>({
    fields: ["id", "title", "when", "tags", "headings", "text"],
    processTerm: stem,
    searchOptions: { boost: { id: 3, title: 6, when: 6, tags: 4, headings: 2 }, prefix: true, fuzzy: 0.2 },
  });
  index.addAll(rules.map(page));
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return (query) =>
    index.search(query).map((hit) => {
      const rule = byId.get(String(hit.id))!;
      return { id: rule.id, title: rule.front.title, when: rule.front.when, impact: rule.front.impact };
    });
}

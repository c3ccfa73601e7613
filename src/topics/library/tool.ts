import * as z from "zod";
import { listed } from "../../core/english.ts";
import { shown } from "../../core/kinds.ts";
import { Problem } from "../../core/problem.ts";
import { impacts } from "../../core/rule.ts";
import { LimitParam, OffsetParam } from "../../tool/params.ts";
import { defineTool } from "../../tool/tool.ts";

const DEFAULT_MATCHES = 5; // not a figure: pages shown
const DID_YOU_MEAN = 3; // not a figure: pages named where none fits
const PAGE_CHARACTERS = 4000; // not a figure: characters of a page that fit one answer
const LEAST_CHARACTERS = 1500; // not a figure: characters of a page that are always shown
const ANSWER_CHARACTERS = 8000; // not a figure: characters of text and figures that fit one answer
const FIGURE_CHARACTERS = 2500; // not a figure: characters of a page that fit one answer

/** The page without its figure tables, which the result gives as data. */
function withoutTables(body: string): string {
  return body
    .replace(/<!-- figures: ([a-z_0-9]+) -->[\s\S]*?<!-- \/figures -->/g, "(figure $1, below)")
    .replace(/<!-- sources -->[\s\S]*$/, "")
    .trimEnd();
}

/** One page of a long text, cut between paragraphs, of so many characters at most. */
function textPage(text: string, offset: number, characters: number): { text: string; next: number | null } {
  if (text.length - offset <= characters) return { text: text.slice(offset), next: null };
  const cut = text.lastIndexOf("\n\n", offset + characters);
  const end = cut > offset ? cut : offset + characters;
  return { text: text.slice(offset, end), next: end };
}

/** Figures in order, as long as they fit; one that does not is named, and read on its page. */
function fittingFigures(figures: readonly { name: string; standard: string; unit: string; yaml: string }[], id: string) {
  let left = FIGURE_CHARACTERS;
  return figures.map((figure) => {
    const fits = figure.yaml.length <= left;
    if (fits) left -= figure.yaml.length;
    return fits ? figure : { ...figure, yaml: `(too long to show here: read rule://${id})` };
  });
}

const LONGEST_QUESTION = 2000; // not a figure: characters that one question needs

export const findRules = defineTool({
  name: "find_rules",
  title: "Find rules",
  description:
    "Find the page of the customer-success rule library that answers a question, or read one by id. Call it before giving advice. Needs query or id: {query: when do I hire CS ops?}",
  reads: {},
  input: z.strictObject({
    query: z
      .string()
      .min(2)
      .max(LONGEST_QUESTION, "is longer than a question; ask one in a few words")
      .describe("In plain words")
      .optional(),
    id: z.string().describe("Such as segmentation-tiers").optional(),
    section: z.string().describe("Such as metrics").optional(),
    limit: LimitParam.optional(),
    offset: OffsetParam.optional(),
  }),
  output: z.strictObject({
    matches: z.array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        when: z.string(),
        impact: z.enum(impacts),
        score: shown.rate(),
        excerpt: z.string(),
      }),
    ),
    matches_total: z.number(),
    /** False where no page really speaks of what was asked. */
    fits: z.boolean(),
    rule: z
      .strictObject({
        id: z.string(),
        title: z.string(),
        body: z.string(),
        next_offset: z.number().nullable(),
        figures: z.array(z.strictObject({ name: z.string(), standard: z.string(), unit: z.string(), yaml: z.string() })),
        sources: z.array(z.string()),
        conflicts: z.array(z.strictObject({ about: z.string(), note: z.string() })),
      })
      .nullable(),
  }),
  lists: [{ list: "matches", least: 1 }],
  async run({ query, id, section, limit = DEFAULT_MATCHES, offset = 0 }, _figures, { library }) {
    if ((query === undefined) === (id === undefined))
      throw new Problem({
        what: "find_rules takes either query or id.",
        remedy: "Ask a question with query, or name one page with id.",
      });
    const sections = library.sections().map((known) => known.prefix);
    if (section !== undefined && !sections.includes(section))
      throw new Problem({ what: `There is no section "${section}".`, remedy: `The sections: ${sections.join(", ")}.` });

    if (query !== undefined) {
      const { matches, fits } = library.search(query, section);
      const [first] = matches;
      const near = matches.slice(0, DID_YOU_MEAN).map(({ id: page, title }) => `${page} (${title.split(":")[0]})`);
      return {
        fields: {
          matches: matches.slice(offset, offset + limit).map((match) => ({ ...match, excerpt: match.excerpt() })),
          matches_total: matches.length,
          fits,
          rule: null,
        },
        summary:
          first === undefined
            ? `No page answers "${query}". Try other words, or one of the sections: ${sections.join(", ")}.`
            : fits
              ? `${first.title} (${first.id}). ${first.excerpt()}`
              : `Nothing fits "${query}" well. Did you mean ${listed(near, "or")}?`,
        next: fits && first ? [{ call: `find_rules {"id": "${first.id}"}`, why: "reads the page with its figures" }] : [],
        undefined: [{ field: "rule", reason: "a query lists matches; ask again with an id to read one" }],
      };
    }
    const rule = library.rule(id!);
    const { units, conflicts } = rule.data;
    const named = library.figuresAsYaml(rule.id).map((figure) => ({ ...figure, unit: units[figure.name]?.line ?? "" }));
    const figures = offset > 0 ? [] : fittingFigures(named, rule.id);
    // A page of many figures begins with less of its text.
    const left = Math.max(LEAST_CHARACTERS, ANSWER_CHARACTERS - JSON.stringify(figures).length);
    const page = textPage(withoutTables(rule.body), offset, Math.min(PAGE_CHARACTERS, left));
    return {
      fields: {
        matches: [],
        matches_total: 0,
        fits: true,
        rule: {
          id: rule.id,
          title: rule.front.title,
          body: page.text,
          next_offset: page.next,
          figures,
          sources: rule.front.sources.map((source) => [source.title, source.year].filter(Boolean).join(", ")),
          conflicts,
        },
      },
      summary: `${rule.front.title}. ${rule.front.when}`,
      undefined: page.next === null ? [{ field: "rule.next_offset", reason: "the page ends here" }] : [],
    };
  },
});

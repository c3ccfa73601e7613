import { createRequire } from "node:module";
import type grayMatter from "gray-matter";
import { Problem } from "../core/problem.ts";
import { type Rule, type RuleData, type RuleFrontMatter, ruleShapes, type Section, type Shapes } from "../core/rule.ts";
import type { ReadBefore } from "./read-before.ts";

/**
 * The readers of YAML and of front matter, loaded when a text is first read by them: most calls read none, since the program knows what the
 * library's texts hold. In the built program each is a part of its own (`scripts/bundle.mjs`).
 */
const load = createRequire(import.meta.url);
export const yaml = (): typeof import("yaml") => load("yaml");
const frontMatter = (): typeof grayMatter => load("gray-matter");

/** A YAML text as data that still knows its lines. */
interface ReadYaml {
  data: unknown;
  /** The line of the value at a path, or of its nearest ancestor that exists. */
  lineOf(path: readonly PropertyKey[]): number;
}

/**
 * Reads YAML and keeps its lines for messages; `firstLine` is where the text starts in its file.
 * Throws Problem with file, line and reason when the YAML is broken.
 */
export function readYaml(text: string, file: string, firstLine = 1): ReadYaml {
  const { isNode, LineCounter, parseDocument } = yaml();
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const fault = document.errors[0];
  if (fault) {
    const line = lines.linePos(fault.pos[0]).line + firstLine - 1;
    throw new Problem({ what: `${file} line ${line}: ${fault.message}.`, remedy: "Mend the YAML on that line." });
  }
  return {
    data: document.toJS(),
    lineOf(path) {
      for (let length = path.length; length >= 0; length--) {
        const keys = path.slice(0, length);
        const node = length === 0 ? document.contents : document.getIn(keys, true);
        if (isNode(node) && node.range) return lines.linePos(node.range[0]).line + firstLine - 1;
      }
      return firstLine;
    },
  };
}

const refuseCode = {
  parse(): never {
    throw new Problem({ what: "A rule's front matter may not be code.", remedy: "Write it as YAML between two lines of ---." });
  },
};

const plainText = (source: string): string => source.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");

/** A value as its schema wants it; throws Problem that names the line of each place where it differs. */
function checked<Value>(shape: Shapes["front"] | Shapes["data"], yaml: ReadYaml, file: string): Value {
  const result = shape.safeParse(yaml.data ?? {});
  if (result.success) return result.data as Value;
  throw new Problem({
    what: `${file} is not as a rule needs it:`,
    places: result.error.issues.map(
      (issue) => `${file} line ${yaml.lineOf(issue.path)}, ${issue.path.join(".") || "the whole"}: ${issue.message}`,
    ),
    remedy: "Mend those lines; rules/_template.md and rules/data/_template.yaml show the form.",
  });
}

/** A rule's page without its data. */
export type RulePage = Omit<Rule, "data">;

/**
 * Reads one rule page: short YAML front matter, validated, and the text below it.
 * Throws Problem that names file, line and remedy for a page that is not a rule.
 */
export function parsePage(id: string, source: string, file = `rules/${id}.md`): RulePage {
  const text = plainText(source);
  if (!/^---\n/.test(text))
    throw new Problem({
      what: `${file} line 1: the page does not start with a line of ---.`,
      remedy: "Start it with YAML front matter.",
    });
  if (!/\n---(\n|$)/.test(text.slice(3)))
    throw new Problem({ what: `${file}: the front matter is never closed.`, remedy: "End it with a line of --- alone." });

  let front: ReadYaml = { data: {}, lineOf: () => 1 };
  const parsed = frontMatter()(text, {
    engines: {
      yaml: {
        parse(yaml: string) {
          front = readYaml(yaml.replace(/^\n/, ""), file, 2);
          return (front.data ?? {}) as object;
        },
      },
      js: refuseCode,
      javascript: refuseCode,
      json: refuseCode,
    },
  });
  return {
    id,
    section: id.split("-")[0]!,
    front: checked<RuleFrontMatter>(ruleShapes().front, front, file),
    body: parsed.content.trim(),
  };
}

/** The same page, its front matter having been read before. */
export const pageOf = (id: string, source: string, before: ReturnType<ReadBefore["page"]>): RulePage | undefined =>
  before && { id, section: id.split("-")[0]!, front: before.front, body: source.slice(before.body_from).trim() };

/** Reads the figures, units, conflicts and examples of a rule. Throws Problem that names file and line. */
export function parseData(id: string, source: string, file = `rules/data/${id}.yaml`): RuleData {
  return checked<RuleData>(ruleShapes().data, readYaml(plainText(source), file), file);
}

/** A page whose rule has no data file. */
export const noData: RuleData = { figures: {}, units: {}, views: {}, conflicts: [], examples: [] };

/**
 * The sections of the library in their order: each heading of _sections.md reads "## prefix: Title", with a paragraph below.
 * @example readSections("## org: Team\nWho does what.\n")[0].prefix // "org"
 */
export function readSections(text: string): Section[] {
  return [...text.matchAll(/^## ([a-z]+): (.+)\n+([^\n]+)/gm)].map((match) => ({
    prefix: match[1]!,
    title: match[2]!.trim(),
    about: match[3]!.trim(),
  }));
}

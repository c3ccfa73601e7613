import matter from "gray-matter";
import { Problem } from "../core/contract/problem.ts";
import { type Rule, RuleFrontMatter } from "../core/contract/rule.ts";
import { type ReadYaml, readYaml } from "./read-yaml.ts";

const refuseCode = {
  parse(): never {
    throw new Problem({ what: "A rule's front matter may not be code.", remedy: "Write it as YAML between two lines of ---." });
  },
};

/**
 * Reads one rule page: YAML front matter, validated, and the text below it.
 * Throws Problem that names file, line and remedy for a page that is not a rule.
 */
export function parseRule(id: string, source: string, file = `rules/${id}.md`): Rule {
  const text = source.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  if (!/^---\n/.test(text))
    throw new Problem({
      what: `${file} line 1: the page does not start with a line of ---.`,
      remedy: "Start it with YAML front matter.",
    });
  if (!/\n---(\n|$)/.test(text.slice(3)))
    throw new Problem({ what: `${file}: the front matter is never closed.`, remedy: "End it with a line of --- alone." });

  let yaml: ReadYaml | undefined;
  const parsed = matter(text, {
    engines: {
      yaml: {
        parse(front: string) {
          yaml = readYaml(front.replace(/^\n/, ""), file, 2);
          return (yaml.data ?? {}) as object;
        },
      },
      js: refuseCode,
      javascript: refuseCode,
      json: refuseCode,
    },
  });
  const front = RuleFrontMatter.safeParse(parsed.data);
  if (!front.success) {
    const places = front.error.issues.map((issue) => {
      const where = issue.path.join(".") || "front matter";
      return `${file} line ${yaml?.lineOf(issue.path) ?? 1}, ${where}: ${issue.message}`;
    });
    throw new Problem({
      what: `${file} is not a valid rule:`,
      places,
      remedy: "Mend those lines; rules/_template.md shows the form.",
    });
  }
  return { id, section: id.split("-")[0]!, front: front.data, body: parsed.content.trim() };
}

// Writes the library as the pages of a site, which vitepress then builds: one page for each rule, each blank form and each section.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { stringify } from "yaml";
import type { Rule } from "../src/core/rule.ts";
import { openLibrary, readSearchWords } from "../src/rules/library.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const site = join(root, "site");
const library = openLibrary({ folder: join(root, "rules") });
const words = readSearchWords(join(root, "rules"));

for (const made of ["library", "rules", "templates", "public/markdown"])
  rmSync(join(site, made), { recursive: true, force: true });

function write(path: string, text: string): void {
  const file = join(site, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const page = (front: Record<string, unknown>, body: string): string => `---\n${stringify(front)}---\n\n${body.trim()}\n`;
const sentence = (text: string): string => {
  const trimmed = text.trim();
  return `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}${/[.?!]$/.test(trimmed) ? "" : "."}`;
};
const nameOf = (title: string): string => title.split(": ")[0]!;
const adviceOf = (title: string): string => sentence(title.split(": ").slice(1).join(": "));
const formTitle = (text: string, name: string): string => text.match(/^# (.+)$/m)?.[1] ?? name;

const CAPTION = 150; // Longer than this it is a note, and not set in bold.
const MANY = 6; // From so many columns on a page gives up the list of its headings for width.

const columnsOf = (body: string): number =>
  Math.max(
    0,
    ...body
      .split("\n")
      .filter((line) => /^\|[\s:|-]+\|$/.test(line))
      .map((line) => line.split("|").length - 2),
  );

/** The tables with their captions and the names of their sources set apart from the text; the marks of the generator go. */
function figuresSetApart(body: string): string {
  return body
    .replace(/<!-- sources -->\n(Sources: [^\n]*)\n<!-- \/sources -->/, '<p class="sources">$1</p>')
    .replace(/<!-- figures: [a-z_0-9]+ -->\n([\s\S]*?)<!-- \/figures -->/g, (_, block: string) => {
      const [caption = "", ...rest] = block.trim().split("\n\n");
      // A single number is a sentence of its own.
      if (rest.length === 0) return `${caption}\n`;
      const named = rest.map((part) => part.replace(/^\*([^*\n]+)\*$/, '<p class="standard">$1</p>'));
      const kind = caption.length > CAPTION ? "note" : "caption";
      return `<div class="${kind}">\n\n${caption}\n\n</div>\n\n${named.join("\n\n")}\n`;
    });
}

const formsOn = (rule: Rule): { name: string; title: string }[] =>
  [...new Set([...rule.body.matchAll(/\.\.\/templates\/([a-z-]+)\.md/g)].map((match) => match[1]!))].map((name) => ({
    name,
    title: formTitle(library.form(name), name),
  }));

const IMPACTS = ["CRITICAL", "HIGH", "MEDIUM"];
const rules = library
  .ids()
  .map((id) => library.rule(id))
  .sort((one, other) => IMPACTS.indexOf(one.front.impact) - IMPACTS.indexOf(other.front.impact));
for (const rule of rules) {
  const { title, impact, when, sources } = rule.front;
  const forms = rule.id === "operations-templates" ? [] : formsOn(rule);
  write(
    `rules/${rule.id}.md`,
    page(
      {
        title: nameOf(title),
        description: adviceOf(title),
        // It lists the words of cells in every language, which is what people type for other pages.
        ...(rule.id === "operations-table-words" && { search: false }),
        ...(columnsOf(rule.body) >= MANY && { aside: false, pageClass: "wide" }),
        rule: {
          impact,
          when: when.replace(/^Use when /, ""),
          sources: [...new Set(sources.map((source) => [source.title, source.year].filter(Boolean).join(", ")))],
          markdown: `${rule.id}.md`,
          forms,
        },
      },
      `# ${nameOf(title)}\n\n<RuleHeader />\n\n${figuresSetApart(rule.body)}`,
    ),
  );
  write(`public/markdown/${rule.id}.md`, `# ${title}\n\n${when}\n\n${rule.body.replaceAll("../templates/", "form-")}\n`);
}

const forms = library.forms();
for (const name of forms) {
  const text = library.form(name);
  write(
    `templates/${name}.md`,
    page(
      {
        title: formTitle(text, name),
        description: "A blank form to copy and fill in.",
        aside: false,
        pageClass: "form",
        form: { markdown: `form-${name}.md` },
      },
      text
        .replace(/^(# .+)$/m, "$1\n\n<FormHeader />")
        .replace(/\[([a-z-]+)\]\((\.\.\/rules\/[a-z-]+\.md)\)/g, (_, id: string, to: string) => {
          const behind = rules.find((rule) => rule.id === id);
          return `[${behind ? nameOf(behind.front.title) : id}](${to})`;
        }),
    ),
  );
  write(`public/markdown/form-${name}.md`, text.replaceAll("../rules/", ""));
}

const listed = (some: readonly Rule[]): string =>
  some.map(({ id, front }) => `- **[${nameOf(front.title)}](../rules/${id}.md)**<br>${adviceOf(front.title)}`).join("\n");
const sections = library.sections().map((section) => ({
  ...section,
  rules: rules.filter((rule) => rule.section === section.prefix),
}));
for (const { prefix, title, about, rules: some } of sections)
  write(`library/${prefix}.md`, page({ title, description: about, aside: false }, `# ${title}\n\n${about}\n\n${listed(some)}`));
write(
  "library/index.md",
  page(
    { title: "The library", aside: false },
    `# The library\n\n${rules.length} pages in ${sections.length} sections. Each answers one question: what to do, why, what good and bad look like, and when the advice does not hold.\n\n${sections
      .map(({ prefix, title, about, rules: some }) => `- **[${title}](${prefix}.md)**, ${some.length} pages<br>${about}`)
      .join("\n")}`,
  ),
);
write(
  "templates/index.md",
  page(
    { title: "Blank forms", aside: false },
    `# Blank forms\n\n${library
      .rule("operations-templates")
      .body.replace(/\.\.\/templates\//g, "./")
      .replace(/, with \[its page\]\(/g, " · [page](../rules/")
      .replace(/## See also[\s\S]*$/, "")
      .replace(/<!--[\s\S]*$/, "")}`,
  ),
);

write(
  ".vitepress/pages.json",
  JSON.stringify({
    sections: sections.map(({ prefix, title, rules: some }) => ({
      prefix,
      title,
      pages: some.map(({ id, front }) => ({ id, name: nameOf(front.title) })),
    })),
    forms: forms.map((name) => ({ name, title: formTitle(library.form(name), name) })),
    asked: Object.fromEntries(rules.map(({ id }) => [id, [words.asked[id], words.pages[id]].filter(Boolean).join(". ")])),
  }),
);
console.log(`${rules.length} pages and ${forms.length} forms written for the site.`);

// Writes every part of a file that can be derived; with --check it fails when one of them differs.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { listedTool } from "../src/mcp/list-tools.ts";
import { openLibrary } from "../src/rules/library.ts";
import { figureReferences, tools } from "../src/topics/tools.ts";
import { appPage } from "./app-page.ts";
import { conversationFolder, conversationsBlock } from "./conversations.ts";
import { type PackageFile, packagingFiles } from "./packaging.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const library = openLibrary({ folder: join(root, "rules"), references: figureReferences() });
const packageFile = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as PackageFile;
const wanted = new Map<string, string>();

const read = (path: string): string => readFileSync(join(root, path), "utf8");
const current = (path: string): string => wanted.get(path) ?? (existsSync(join(root, path)) ? read(path) : "");

function fill(path: string, block: string, content: string): void {
  const text = current(path);
  const pattern = new RegExp(`<!-- ${block} -->[\\s\\S]*?<!-- /${block} -->`);
  if (!pattern.test(text)) throw new Error(`${path} has no block ${block}`);
  wanted.set(
    path,
    text.replace(pattern, () => `<!-- ${block} -->\n${content}\n<!-- /${block} -->`),
  );
}

for (const id of library.ids()) {
  const path = `rules/${id}.md`;
  const text = read(path);
  const end = text.indexOf("\n---", 3) + "\n---\n".length;
  wanted.set(path, `${text.slice(0, end)}\n${library.rule(id).body}\n`);
}

const sections = library.sections().map((section) => ({
  ...section,
  rules: library
    .ids()
    .filter((id) => id.startsWith(`${section.prefix}-`))
    .map((id) => ({ id, front: library.rule(id).front })),
}));
const filled = sections.filter((section) => section.rules.length > 0);
const index = filled
  .map(({ title, rules }) => `### ${title}\n\n${rules.map(({ id, front }) => `- [${front.title}](${id}.md)`).join("\n")}`)
  .join("\n\n");
fill("rules/_sections.md", "index", index);
fill(
  "SKILL.md",
  "rules",
  filled.map(({ prefix, about, rules }) => `- **${prefix}** (${rules.length} pages): ${about}`).join("\n"),
);
const toolLines = tools.map((tool) => `| \`${tool.name}\` | ${tool.description} |`);
fill("README.md", "tools", ["| tool | what it does |", "|---|---|", ...toolLines].join("\n"));

fill("README.md", "answers", await conversationsBlock(library, conversationFolder(root)));

for (const [path, text] of packagingFiles(packageFile, current("SKILL.md"))) wanted.set(path, text);
wanted.set("src/mcp/listed-tools.json", `${JSON.stringify({ tools: tools.map(listedTool) }, null, 2)}\n`);

wanted.set("src/mcp/app-page.json", `${JSON.stringify({ html: await appPage() })}\n`);

const stale = [...wanted].filter(([path, text]) => !existsSync(join(root, path)) || read(path) !== text);
if (process.argv.includes("--check")) {
  for (const [path] of stale) console.error(`${path} is not what its sources say. Run npm run generate and commit it.`);
  if (stale.length) process.exit(1);
  console.log("Everything generated is up to date.");
} else {
  for (const [path, text] of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    console.log(`wrote ${path}`);
  }
  if (stale.length === 0) console.log("Nothing to write.");
}

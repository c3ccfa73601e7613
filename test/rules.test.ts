// The whole library: every page is valid, every block fills, every link resolves, every worked example runs.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { findRulesFolder } from "../src/rules/library.ts";
import { openPorts } from "../src/tool/ports.ts";
import { runTool } from "../src/tool/run.ts";
import { figureReferences, tools } from "../src/topics/tools.ts";
import { shippedLibrary as library } from "./shipped-library.ts";
import { subsetOf } from "./subset-of.ts";

const folder = findRulesFolder();
const ports = openPorts(
  library,
  { currency: null, columns: {} },
  { working: resolve(import.meta.dirname, "..", "examples"), extra: [] },
);
const raw = (id: string): string => readFileSync(join(folder, `${id}.md`), "utf8");

describe.each(library.ids())("rules/%s", (id) => {
  it("is valid, and its figures have the shapes that tools read", () => {
    const rule = library.rule(id);
    expect(
      library.sections().map((section) => section.prefix),
      "no section has this prefix",
    ).toContain(rule.section);
    for (const reference of figureReferences().filter((one) => one.rule === id)) library.figure(reference);
  });

  it("has 25 to 140 lines beside its generated tables, shows every figure a reader needs, and repeats none in its prose", () => {
    const lines = raw(id)
      .replace(/<!-- figures: [\s\S]*?<!-- \/figures -->/g, "")
      .split("\n").length;
    expect(lines).toBeGreaterThanOrEqual(25);
    expect(lines).toBeLessThanOrEqual(140);
    const { data, body } = library.rule(id);
    for (const name of Object.keys(data.figures).filter((one) => data.units[one]!.hide !== "all"))
      expect(body, `the page does not show ${name}`).toContain(`<!-- figures: ${name} -->`);
    const prose = body
      .replace(/<!-- (figures|sources)\b[\s\S]*?<!-- \/\1 -->/g, "")
      .replace(/\bch\. \d+|\b2024 salary report/g, "")
      .replace(/```[\s\S]*?```/g, "")
      .replace(/\]\([^)]*\)/g, "]");
    const stray = [...prose.matchAll(/(?<![\w.])\$?\d[\d,.]*(?:%|[KM]\b)?/g)]
      .map((match) => match[0])
      .filter((number) => !/^\d\.$/.test(number));
    expect(stray, `rules/${id}.md states figures in its prose: name the figure instead`).toEqual([]);
  });

  it("links only to pages that exist", () => {
    for (const [, target] of raw(id).matchAll(/\]\(([a-z_][^):#]*\.md)(?:#[^)]*)?\)/g))
      expect(existsSync(join(folder, target!)), `${id} links to ${target}`).toBe(true);
  });

  const examples = library.rule(id).data.examples;
  it.runIf(examples.length > 0).each(examples)("example: $name", async (example) => {
    const tool = tools.find((candidate) => candidate.name === example.tool);
    expect(tool, `${id} gives an example of ${example.tool}, which is not a tool`).toBeDefined();
    const { result } = await runTool(tool!, example.input, ports);
    expect(subsetOf(result, example.output)).toEqual([]);
  });
});

describe("the blank forms", () => {
  const forms = readdirSync(join(folder, "..", "templates"));

  it("are one for each of the forty-eight artifacts of the field at least, each listed and each with its page", () => {
    const list = raw("operations-templates");
    expect(forms.length).toBeGreaterThanOrEqual(48);
    for (const form of forms) {
      expect(list, `${form} is not on the page of templates`).toContain(`(../templates/${form})`);
      const [, id] = /\(\.\.\/rules\/([a-z-]+)\.md\)/.exec(readFileSync(join(folder, "..", "templates", form), "utf8")) ?? [];
      expect(library.ids(), form).toContain(id);
      expect(raw(id!), `rules/${id}.md does not link to ${form}`).toContain(`(../templates/${form})`);
    }
  });
});

describe("the library", () => {
  it("is reached from _sections.md, page by page", () => {
    const index = readFileSync(join(folder, "_sections.md"), "utf8");
    for (const id of library.ids()) expect(index, `${id} is not in the index; run npm run generate`).toContain(`(${id}.md)`);
  });
});

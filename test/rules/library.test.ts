import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { figure } from "../../src/core/figure.ts";
import { openLibrary } from "../../src/rules/library.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { oneRule } from "./one-rule.ts";

const figures = `figures:
  size:
    strategist: 5
    house: 8
units:
  size: Heads.
`;
const folder = temporaryFolder({
  "_sections.md": "# Rules\n\n## org: Team\n\nWho does what.\n\n## metrics: Measures\n\nWhat to count.\n",
  "_template.md": "not a rule",
  "org-team.md": oneRule(
    "Size the team",
    "standard: strategist\n",
    "Heads.\n\n<!-- figures: size -->\nold\n<!-- /figures -->\n\nEnd.",
  ),
  "data/org-team.yaml": figures,
  "metrics-team.md": oneRule("Measure the team"),
  "readme.txt": "not a rule",
});
const mine = temporaryFolder({
  "own.yaml": "standard: house\ncurrency: EUR\nfigures:\n  org-team:\n    size: 7\n",
  "house.yaml": "standard: house\n",
  "wrong.yaml": "figures:\n  org-team:\n    size: many\n",
});
const size = figure("org-team", "size", z.number());
const open = (overridesFile?: string) => openLibrary({ folder, overridesFile, references: [size] });

describe("openLibrary", () => {
  it("knows its pages and sections, and nothing else in the folder", () => {
    expect(open().ids()).toEqual(["metrics-team", "org-team"]);
    expect(open().sections()).toEqual([
      { prefix: "org", title: "Team", about: "Who does what." },
      { prefix: "metrics", title: "Measures", about: "What to count." },
    ]);
  });

  it("fills a page's tables from its figures", () => {
    const { body, section } = open().rule("org-team");
    expect(section).toBe("org");
    expect(body).toMatch(/^Heads\.\n\n<!-- figures: size -->\nHeads: /);
    expect(body).toMatch(/\*\*5\*\* \(Strategist\); \*\*8\*\* \(House\)\.\n<!-- \/figures -->\n\nEnd\.\n\n<!-- sources -->/);
    expect(body).not.toContain("old");
  });

  describe("a page that shows part of another page's figure", () => {
    const things = `figures:
  things:
    house:
      - { name: nps, kind: early, owner: CSM, counted: { of: answers } }
      - { name: grr, kind: late, owner: VP, counted: null }
units:
  things: { hide: all, line: All about a thing. }
`;
    const view = (of: string, more: string) => `views:\n  part: { of: ${of}, columns: ${more}, line: What a page shows. }\n`;
    const block = "<!-- figures: part -->\n<!-- /figures -->";
    const opened = (data: string, own?: string) => {
      const rules = temporaryFolder({
        "_sections.md": "## org: Team\n\nWho does what.\n",
        "org-things.md": oneRule("Things"),
        "data/org-things.yaml": things,
        "org-page.md": oneRule("Page", "", block),
        "data/org-page.yaml": data,
        ...(own === undefined ? {} : { "own.yaml": own }),
      });
      return openLibrary({ folder: rules, ...(own === undefined ? {} : { overridesFile: join(rules, "own.yaml") }) });
    };
    const rowsOf = (body: string) =>
      body
        .split("\n")
        .filter((line) => line.startsWith("|"))
        .map((line) => line.replaceAll(/ +/g, " ").replaceAll(/-+/g, "-"));

    it("shows its columns, and of the rows those it wants that have them", () => {
      expect(rowsOf(opened(view("org-things.things", "[name, owner]")).rule("org-page").body)).toEqual([
        "| Name | Owner |",
        "|-|-|",
        "| NPS | CSM |",
        "| GRR | VP |",
      ]);
      expect(rowsOf(opened(view("org-things.things", "[name, counted.of]")).rule("org-page").body).slice(2)).toEqual([
        "| NPS | answers |",
      ]);
      const late = view("org-things.things", "[name]").replace("columns", "where: { kind: late }, columns");
      expect(rowsOf(opened(late).rule("org-page").body).slice(2)).toEqual(["| GRR |"]);
    });

    it("shows the user's own rows first, as they are changed at the one place", () => {
      const own = "figures:\n  org-things:\n    things: [{ name: csat, kind: early, owner: Me, counted: null }]\n";
      const { body } = opened(view("org-things.things", "[name, owner]"), own).rule("org-page");
      expect(body.indexOf("*Yours*")).toBeGreaterThan(0);
      expect(rowsOf(body)[2]).toBe("| CSAT | Me |");
    });

    it("refuses a view of a figure that does not exist, naming the place", () => {
      expect(() => opened(view("org-things.thinks", "[name]")).rule("org-page")).toThrow(
        /rules\/data\/org-page\.yaml, views\.part: there is no figure "org-things\.thinks"/,
      );
    });
  });

  it("gives a figure under the standard asked for, the user's, or the rule's own", () => {
    expect(open().figure(size)).toMatchObject({ value: 5, standard: "strategist", overridden: false });
    expect(open().figure(size, "house")).toMatchObject({ value: 8, standards: { strategist: 5, house: 8 } });
    expect(open(join(mine, "house.yaml")).figure(size).value).toBe(8);
  });

  it("puts the user's own value first everywhere", () => {
    const library = open(join(mine, "own.yaml"));
    expect(library.overrides).toMatchObject({ currency: "EUR", standard: "house" });
    expect(library.figure(size, "strategist")).toMatchObject({ value: 7, standard: "yours", overridden: true });
    expect(library.rule("org-team").body).toMatch(/\*\*7\*\* \(Yours\); \*\*5\*\* \(Strategist\)/);
    expect(library.figuresAsYaml("org-team")).toEqual([
      { name: "size", standard: "yours", yaml: "7" },
      { name: "size", standard: "strategist", yaml: "5" },
      { name: "size", standard: "house", yaml: "8" },
    ]);
  });

  it("searches all of it, or one section", () => {
    expect(
      open()
        .search("team")
        .matches.map((match) => match.id)
        .sort(),
    ).toEqual(["metrics-team", "org-team"]);
    expect(open().search("team", "org").matches).toMatchObject([
      { id: "org-team", title: "Size the team", when: "Use when testing.", impact: "HIGH" },
    ]);
  });

  it.each(["org-nothing", "_template", "../org-team", "readme.txt", ""])("has no page %j", (id) => {
    expect(() => open().rule(id)).toThrow(`There is no rule "${id}". find_rules with a query finds its name.`);
    expect(() => open().figure({ ...size, rule: id })).toThrow(/is missing/);
  });

  it("refuses a mistake in the user's file at once, and a file that is not there", () => {
    expect(() => open(join(mine, "wrong.yaml"))).toThrow(/wrong\.yaml line 3: org-team\.size/);
    expect(() => open(join(mine, "none.yaml"))).toThrow(/no settings file .*none\.yaml/);
  });

  it("reads a page once and keeps it", () => {
    const changing = temporaryFolder({ "_sections.md": "", "org-team.md": oneRule("Before") });
    const library = openLibrary({ folder: changing });
    expect(library.rule("org-team").front.title).toBe("Before");
    writeFileSync(join(changing, "org-team.md"), oneRule("After"));
    expect(library.rule("org-team").front.title).toBe("Before");
    expect(openLibrary({ folder: changing }).rule("org-team").front.title).toBe("After");
  });
});

// What the built program knows of the rules from its build: the same as reading them, and never more than the texts say today.
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { figure } from "../../src/core/figure.ts";
import { findRulesFolder, openLibrary, readLines, readSearchWords } from "../../src/rules/library.ts";
import { checkFigures, readBefore } from "../../src/rules/read-before.ts";
import { shippedLibrary } from "../shipped-library.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { oneRule } from "./one-rule.ts";

const size = figure("org-team", "size", z.number());
const heads = (value: number) => `figures:\n  size: { house: ${value} }\nunits:\n  size: Heads.\n`;
const words =
  "everyday: a\nweak: b\nmeans: []\nelsewhere: c\nlexicon: []\nsmall_words: { de: x, fr: y, es: z }\npages: |\n  org-team: staff\nasked: |\n  org-team: how many\n";

/** A library of one page, with what it held in a file beside it. */
function small() {
  const folder = temporaryFolder({
    "_sections.md": "## org: Team\n\nWho does what.\n",
    "org-team.md": oneRule("Before", "", "Text.\n\nMore."),
    "data/org-team.yaml": heads(5),
    "data/_search.yaml": words,
  });
  const file = join(temporaryFolder({ "read.jsonl": readLines(folder) }), "read.jsonl");
  return { folder, file, open: () => openLibrary({ folder, before: readBefore(file) }) };
}

describe("what was read when the program was built", () => {
  it("is what reading the shipped rules gives, page by page", () => {
    const folder = findRulesFolder();
    const before = readBefore(join(temporaryFolder({ "read.jsonl": readLines(folder) }), "read.jsonl"));
    const known = openLibrary({ folder, before });
    expect(known.ids()).toEqual(shippedLibrary.ids());
    for (const id of known.ids()) {
      expect(before.page(readFileSync(join(folder, `${id}.md`), "utf8")), id).toBeDefined();
      expect(known.rule(id), id).toEqual(shippedLibrary.rule(id));
    }
    expect(before.words(readFileSync(join(folder, "data", "_search.yaml"), "utf8"))).toBeDefined();
    expect(readSearchWords(folder, before)).toEqual(readSearchWords(folder));
  });

  it("is used for a text that is the same to the letter", () => {
    const { file, open } = small();
    writeFileSync(file, readFileSync(file, "utf8").replace("Before", "Known").replace('"house":5', '"house":6'));
    expect(open().rule("org-team")).toMatchObject({
      front: { title: "Known" },
      body: "Text.\n\nMore.\n\n<!-- sources -->\nHouse figures are working assumptions; replace them with your own.\n<!-- /sources -->",
    });
    expect(open().figure(size).value).toBe(6);
  });

  it("gives way to a page and to figures that were replaced since", () => {
    const { folder, open } = small();
    writeFileSync(join(folder, "org-team.md"), oneRule("After"));
    writeFileSync(join(folder, "data", "org-team.yaml"), heads(9));
    writeFileSync(join(folder, "data", "_search.yaml"), words.replace("how many", "who"));
    expect(open().rule("org-team").front.title).toBe("After");
    expect(open().figure(size).value).toBe(9);
    expect(readSearchWords(folder).asked["org-team"]).toBe("who");
    writeFileSync(join(folder, "data", "org-team.yaml"), "figures: [");
    expect(() => open().figure(size)).toThrow(/rules\/data\/org-team\.yaml line 1/);
  });

  it("gives way to a page of the same length and the same minute", () => {
    const { folder, open } = small();
    writeFileSync(join(folder, "org-team.md"), oneRule("Beforf", "", "Text.\n\nMore."));
    expect(open().rule("org-team").front.title).toBe("Beforf");
  });

  it.each([
    ["is not there", (file: string) => `${file}-nowhere`, () => {}],
    ["is empty", (file: string) => file, (file: string) => writeFileSync(file, "")],
    ["was cut off", (file: string) => file, (file: string) => writeFileSync(file, readFileSync(file, "utf8").slice(0, -400))],
    ["ends with something else", (file: string) => file, (file: string) => appendFileSync(file, "\u0000 {\n\n")],
  ])("does without a file that %s", (_, path, damage) => {
    const { folder, file } = small();
    damage(file);
    const library = openLibrary({ folder, before: readBefore(path(file)) });
    expect(library.rule("org-team").front.title).toBe("Before");
    expect(library.figure(size).value).toBe(5);
    expect(library.search("staff").matches[0]?.id).toBe("org-team");
  });

  it("is known again on a disk that writes other line ends, by reading", () => {
    const { folder, open } = small();
    writeFileSync(join(folder, "org-team.md"), oneRule("Before", "", "Text.\n\nMore.").replaceAll("\n", "\r\n"));
    expect(open().rule("org-team").front.title).toBe("Before");
    expect(() => readLines(folder)).not.toThrow();
  });
});

describe("figures whose shape was checked when the program was built", () => {
  const rounded = figure("org-team", "size", z.number().transform(String));
  const data = { figures: { size: { house: 5 } }, units: { size: { line: "Heads." } }, views: {}, conflicts: [], examples: [] };

  it("stay as they stand where each reference takes them so", () =>
    expect(checkFigures("org-team", data, [size, size])).toEqual({ size: null }));
  it("are kept as their shape makes them", () =>
    expect(checkFigures("org-team", data, [rounded])).toEqual({ size: { house: "5" } }));
  it.each([
    ["nobody reads", []],
    ["two references read otherwise", [size, rounded]],
    ["have another shape", [figure("org-team", "size", z.string())]],
    [
      "no text can hold",
      [
        figure(
          "org-team",
          "size",
          z.number().transform((heads) => new Map([[heads, heads]])),
        ),
      ],
    ],
  ])("are checked anew at a call where %s", (_, references) => expect(checkFigures("org-team", data, references)).toEqual({}));

  it("are given to a call without another look, until their text changes", () => {
    const { folder } = small();
    const file = join(temporaryFolder({ "read.jsonl": readLines(folder, [size]) }), "read.jsonl");
    const open = () => openLibrary({ folder, before: readBefore(file) });
    const looked = figure(
      "org-team",
      "size",
      z.number().refine(() => false, "was looked at"),
    );
    expect(open().figure(looked).value).toBe(5);
    writeFileSync(join(folder, "data", "org-team.yaml"), heads(6));
    expect(() => open().figure(looked)).toThrow("was looked at");
    expect(open().figure(size).value).toBe(6);
  });
});

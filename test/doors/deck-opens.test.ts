// The slides of a plan: sound packages whose charts keep their zeros, and that an office which did not write them opens.
import { copyFileSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { missingParts, type PackageParts, textOf, unpacked } from "../../src/deliver/package.ts";
import { callTool } from "../../src/topics/tools.ts";
import { openTestPorts } from "../open-test-ports.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { libreOffice, throughLibreOffice } from "./offices.ts";

const examples = join(import.meta.dirname, "..", "..", "examples");
const plans: Record<string, Record<string, unknown>> = {
  book: { company_file: "company.yaml", table: "accounts.csv", as_of: "2026-01-01" },
  totals: { company_file: "reference-company.yaml" },
  "two numbers": { company: { arr: 4_200_000, accounts: 60 } },
  "long names": { table: "long.csv", as_of: "2026-01-01", company: { name: "שם ארוך מאוד ".repeat(12) } },
};

const folders = new Map<string, string>();
const write = async (input: Record<string, unknown>) => {
  const own = Object.fromEntries(
    ["company.yaml", "accounts.csv", "reference-company.yaml"].map((name) => [name, readFileSync(join(examples, name))]),
  );
  const long = `Account,ARR,Owner,Renewal date,Notice days,Health\n${"An account whose name does not end ".repeat(8)},500000,${"Maximiliane ".repeat(20)},2026-07-01,30,40\nB,0,,,,\n`;
  const working = temporaryFolder({ ...own, "long.csv": long });
  const outcome = await callTool("build_blueprint", { ...input, out: "plan" }, openTestPorts(working));
  if (outcome.kind !== "done") throw new Error(outcome.message);
  return join(working, "plan");
};

/** The slides as LibreOffice prints them, all in one start of it. */
const printed = new Map<string, string>();
beforeAll(async () => {
  for (const [name, input] of Object.entries(plans)) folders.set(name, await write(input));
  if (libreOffice === null) return;
  const together = temporaryFolder();
  for (const name of folders.keys()) copyFileSync(join(folders.get(name)!, "deck.pptx"), join(together, `${name}.pptx`));
  const decks = [...folders.keys()].map((name) => join(together, `${name}.pptx`));
  for (const path of throughLibreOffice("pdf", decks)) printed.set(basename(path, ".pdf"), path);
});

const deck = (name: string, file: string) => readFileSync(join(folders.get(name)!, file));
const pathsOf = (parts: PackageParts, pattern: RegExp) => [...parts.keys()].filter((path) => pattern.test(path));

describe.each(Object.keys(plans))("the slides of a plan from %s", (name) => {
  it("name no part that is not there, and hold one slide and five", () => {
    for (const [file, slides] of [
      ["board-slide.pptx", 1],
      ["deck.pptx", 5],
    ] as const) {
      const parts = unpacked(deck(name, file));
      expect(missingParts(parts), file).toEqual([]);
      expect(pathsOf(parts, /^ppt\/slides\/slide\d+\.xml$/), file).toHaveLength(slides);
    }
  });

  it("keep every number of a chart in the sheet behind it, a zero too", () => {
    const parts = unpacked(deck(name, "deck.pptx"));
    const sheets = pathsOf(parts, /^ppt\/embeddings\/.*\.xlsx$/);
    expect(sheets).toHaveLength(pathsOf(parts, /^ppt\/charts\/chart\d+\.xml$/).length);
    for (const path of sheets) {
      const sheet = unpacked(parts.get(path)!);
      const text = textOf(sheet, pathsOf(sheet, /worksheets\/sheet1\.xml$/)[0]!);
      expect(text, path).not.toMatch(/<v><\/v>|<v\/>|NaN|undefined/);
    }
    for (const path of pathsOf(parts, /^ppt\/(charts|slides)\/[a-z]+\d+\.xml$/))
      expect(textOf(parts, path), path).not.toMatch(/NaN|undefined|Infinity/);
  });

  it.skipIf(libreOffice === null)("open in LibreOffice, every slide a page", () => {
    expect([...printed.keys()].sort()).toEqual(Object.keys(plans).sort());
    expect(readFileSync(printed.get(name)!, "latin1").match(/\/Type\s*\/Page[^s]/g)).toHaveLength(5);
  });
});

it("are the same bytes for the same plan", async () => {
  const again = await write(plans.book!);
  for (const file of ["board-slide.pptx", "deck.pptx", "plan.xlsx"])
    expect(readFileSync(join(again, file)).equals(deck("book", file)), file).toBe(true);
});

// The workbook of a plan, computed anew by two offices that did not write it: every formula gives what the program found.
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { missingParts, packed, setText, textOf, unpacked } from "../../src/deliver/package.ts";
import { callTool } from "../../src/topics/tools.ts";
import { openTestPorts } from "../open-test-ports.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { randomCompany } from "../topics/blueprint/random-companies.ts";
import { gnumeric, libreOffice, throughGnumeric, throughLibreOffice } from "./offices.ts";

/** Thirty random ones and a small one. */
const COMPANIES = 31;

interface Formula {
  place: string;
  formula: string;
  value: number | string;
}

const CELL = /<c r="([A-Z]+\d+)"([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g;

/** Every cell that has a formula, with its value, of every sheet in the order of the workbook. */
function formulas(file: Uint8Array): Formula[] {
  const parts = unpacked(file);
  const book = textOf(parts, "xl/workbook.xml");
  const rels = textOf(parts, "xl/_rels/workbook.xml.rels");
  const shared = [...textOf(parts, "xl/sharedStrings.xml").matchAll(/<si>([\s\S]*?)<\/si>/g)].map(([, one = ""]) =>
    [...one.matchAll(/<t[^>]*>([\s\S]*?)<\/t>/g)].map((match) => match[1]).join(""),
  );
  return [...book.matchAll(/<sheet [^>]*>/g)].flatMap(([tag]) => {
    const id = /r:id="([^"]+)"/.exec(tag)![1]!;
    const name = /\bname="([^"]+)"/.exec(tag)![1]!;
    const rel = [...rels.matchAll(/<Relationship [^>]*>/g)].map(([one]) => one).find((one) => one.includes(`Id="${id}"`))!;
    const target = /Target="([^"]+)"/.exec(rel)![1]!.replace(/^\/xl\//, "");
    return [...textOf(parts, `xl/${target}`).matchAll(CELL)].flatMap(([, place, rest = "", inner = ""]): Formula[] => {
      const formula = /<f[^>]*>([\s\S]*?)<\/f>/.exec(inner)?.[1];
      if (formula === undefined) return [];
      const value = /<v[^>]*>([\s\S]*?)<\/v>/.exec(inner)?.[1] ?? "";
      return [
        {
          place: `${name}!${place}`,
          formula,
          value: /t="s"/.test(rest) ? (shared[Number(value)] ?? "") : /t="(str|e)"/.test(rest) ? value : Number(value),
        },
      ];
    });
  });
}

/** The same workbook without what the program found, so that an office has to compute it. */
function withoutFound(file: Uint8Array): Uint8Array {
  const parts = unpacked(file);
  for (const path of parts.keys())
    if (/worksheets\/sheet\d+\.xml$/.test(path)) setText(parts, path, textOf(parts, path).replace(/(<\/f>)<v>[^<]*<\/v>/g, "$1"));
  return packed(parts);
}

/** Money and people to the cent and the hundredth; a share of hours to the same. */
function differences(ours: readonly Formula[], theirs: readonly Formula[]): string[] {
  const values = new Map(theirs.map(({ place, value }) => [place, value]));
  return ours.flatMap(({ place, formula, value }) => {
    const other = values.get(place);
    const same =
      typeof value === "number" && typeof other === "number"
        ? Math.abs(value - other) < 0.005
        : String(value) === String(other ?? "");
    return same ? [] : [`${place} = ${formula}: ${value} and ${other}`];
  });
}

const folder = temporaryFolder();
const books = new Map<string, Uint8Array>();
/** The formulas of each book with what the program found, and with what LibreOffice computed. */
const found = new Map<string, Formula[]>();
const computed = new Map<string, Formula[]>();
const HALVED = "halved.xlsx";
let halved = "";

/** A small book without a team, whose top tier is empty: nobody is planned, and the work has its price all the same. */
const small = { company: {}, csv: "Account,ARR\nA,20000\nB,5000\n", as_of: "2026-01-01" };

beforeAll(async () => {
  for (let seed = 1; seed <= COMPANIES; seed += 1) {
    const { company, csv, as_of } = seed === COMPANIES ? small : randomCompany(seed);
    const working = temporaryFolder(csv === null ? {} : { "book.csv": csv });
    const outcome = await callTool(
      "build_blueprint",
      { company, as_of, out: "plan", ...(csv === null ? {} : { table: "book.csv", reading: { amount: "arr" } }) },
      openTestPorts(working),
    );
    if (outcome.kind !== "done") throw new Error(`${seed}: ${outcome.message}`);
    const file = readFileSync(join(working, "plan", "plan.xlsx"));
    const name = `company-${seed}.xlsx`;
    books.set(name, file);
    found.set(name, formulas(file));
    writeFileSync(join(folder, name), withoutFound(file));
  }
  // One of a plan with a team to find, with half the time for customers.
  [halved] = [...found].find(([, cells]) => cells.some(({ formula, value }) => formula === "csms_needed" && Number(value) > 1))!;
  const parts = unpacked(withoutFound(books.get(halved)!));
  const path = "xl/worksheets/sheet2.xml";
  const share = /<c r="B6"[^>]*><v>([^<]+)<\/v>/.exec(textOf(parts, path))!;
  setText(parts, path, textOf(parts, path).replace(share[0], share[0].replace(share[1]!, String(Number(share[1]) / 2))));
  writeFileSync(join(folder, HALVED), packed(parts));
  // All in one start of the office.
  if (libreOffice === null) return;
  const names = [...books.keys(), HALVED].map((name) => join(folder, name));
  for (const made of throughLibreOffice("xlsx:Calc MS Excel 2007 XML", names))
    computed.set(basename(made), formulas(readFileSync(made)));
});

describe(`the workbooks of ${COMPANIES} random companies`, () => {
  it("are sound packages with formulas, and the same bytes for the same plan", async () => {
    for (const [name, file] of books) {
      expect(missingParts(unpacked(file)), name).toEqual([]);
      expect(found.get(name)!.length, name).toBeGreaterThan(20);
    }
    expect(formulas(withoutFound([...books.values()][0]!)).every(({ value }) => value === 0 || value === "")).toBe(true);
  });

  it.skipIf(libreOffice === null)("are computed by LibreOffice to the same cent", () => {
    expect([...computed.keys()].sort()).toEqual([...books.keys(), HALVED].sort());
    for (const [name, cells] of found) expect(differences(cells, computed.get(name)!), name).toEqual([]);
  });

  it.skipIf(libreOffice === null)(
    "go on calculating: half the time for customers takes twice the people, and a check turns",
    () => {
      const valuesOf = (cells: readonly Formula[]) => new Map(cells.map(({ formula, value }) => [formula, value]));
      const [before, after] = [valuesOf(found.get(halved)!), valuesOf(computed.get(HALVED)!)];
      expect(after.get("csms_of_work")).toBeCloseTo(Number(before.get("csms_of_work")) * 2, 6);
      expect(after.get("csms_needed")).toBeCloseTo(Number(before.get("csms_needed")) * 2, 6);
      const covers = [...after].find(([formula]) => formula.includes("csms_needed-csms_planned"));
      expect(covers?.[1]).toBe("does not hold");
    },
  );

  it.skipIf(gnumeric === null)("are computed by gnumeric to the same cent", () => {
    for (const [name, cells] of found)
      expect(differences(cells, formulas(readFileSync(throughGnumeric(join(folder, name))))), name).toEqual([]);
  });
});

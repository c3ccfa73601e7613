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
function differences(found: readonly Formula[], computed: readonly Formula[]): string[] {
  const values = new Map(computed.map(({ place, value }) => [place, value]));
  return found.flatMap(({ place, formula, value }) => {
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
    writeFileSync(join(folder, name), withoutFound(file));
  }
});

describe(`the workbooks of ${COMPANIES} random companies`, () => {
  it("are sound packages with formulas, and the same bytes for the same plan", async () => {
    for (const [name, file] of books) {
      expect(missingParts(unpacked(file)), name).toEqual([]);
      expect(formulas(file).length, name).toBeGreaterThan(20);
    }
    expect(formulas(withoutFound([...books.values()][0]!)).every(({ value }) => value === 0 || value === "")).toBe(true);
  });

  it.skipIf(libreOffice === null)("are computed by LibreOffice to the same cent", () => {
    const made = throughLibreOffice(
      "xlsx:Calc MS Excel 2007 XML",
      [...books.keys()].map((name) => join(folder, name)),
    );
    expect(made).toHaveLength(COMPANIES);
    for (const path of made)
      expect(differences(formulas(books.get(basename(path))!), formulas(readFileSync(path))), basename(path)).toEqual([]);
  });

  it.skipIf(libreOffice === null)(
    "go on calculating: half the time for customers takes twice the people, and a check turns",
    () => {
      const [name, file] = [...books].find(([, one]) =>
        formulas(one).some(({ formula, value }) => formula === "csms_needed" && Number(value) > 1),
      )!;
      const before = new Map(formulas(file).map(({ formula, value }) => [formula, value]));
      const parts = unpacked(withoutFound(file));
      const path = "xl/worksheets/sheet2.xml";
      const share = /<c r="B6"[^>]*><v>([^<]+)<\/v>/.exec(textOf(parts, path))!;
      setText(parts, path, textOf(parts, path).replace(share[0], share[0].replace(share[1]!, String(Number(share[1]) / 2))));
      const changed = join(temporaryFolder(), name);
      writeFileSync(changed, packed(parts));
      const after = new Map(
        formulas(readFileSync(throughLibreOffice("xlsx:Calc MS Excel 2007 XML", [changed])[0]!)).map((one) => [
          one.formula,
          one.value,
        ]),
      );
      expect(after.get("csms_of_work")).toBeCloseTo(Number(before.get("csms_of_work")) * 2, 6);
      expect(after.get("csms_needed")).toBeCloseTo(Number(before.get("csms_needed")) * 2, 6);
      const covers = [...after].find(([formula]) => formula.includes("csms_needed-csms_planned"));
      expect(covers?.[1]).toBe("does not hold");
    },
  );

  it.skipIf(gnumeric === null)("are computed by gnumeric to the same cent", () => {
    for (const [name, file] of books)
      expect(differences(formulas(file), formulas(readFileSync(throughGnumeric(join(folder, name))))), name).toEqual([]);
  });
});

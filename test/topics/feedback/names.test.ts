import { describe, expect, it } from "vitest";
import { bareWords, oneLetterOff, readNames, underOneSpelling } from "../../../src/topics/feedback/names.ts";

const book = [
  "Orla Dairy Ltd",
  "Orla Foods Ltd",
  "Grünwald Logistik GmbH & Co. KG",
  "Northgate Primary School",
  "Café Río S.A. de C.V.",
];
const meant = (name: string) => readNames([name], book);

describe("names under those of the book", () => {
  it.each([
    ["Grupo Sol S. de R.L. de C.V.", ["grupo", "sol"]],
    ["PT Maju Jaya Tbk.", ["maju", "jaya"]],
    ["X s. r. o.", ["x"]],
    ["Dana Health L.L.C.", ["dana", "health"]],
    ["Bedok Tech P/L", ["bedok", "tech"]],
    ["The AS Group", ["as", "group"]],
  ])("lose their legal form: %s", (name, words) => expect(bareWords(name)).toEqual(words));

  it.each([
    ["ORLA  DAIRY", "Orla Dairy Ltd", "spelling"],
    ["Grunwald-Logistik", "Grünwald Logistik GmbH & Co. KG", "spelling"],
    ["Cafe Rio", "Café Río S.A. de C.V.", "spelling"],
    ["Northgate Prim.", "Northgate Primary School", "short"],
    ["Northg. Prim. School", "Northgate Primary School", "short"],
    ["School Northgate Primary", "Northgate Primary School", "spelling"],
    ["Northgate", "Northgate Primary School", "short"],
    ["Orla Foods - Cork branch", "Orla Foods Ltd", "branch"],
    ["Orla Diary", "Orla Dairy Ltd", "letter"],
  ])("are taken for one of it: %s", (name, as, how) => {
    expect(meant(name)).toMatchObject({ taken: [{ name, as, how }], doubts: [] });
    expect(meant(name).meant.get(name)).toBe(as);
  });

  it("stay as they are, and are asked about, where they may be several or another", () => {
    expect(meant("Orla").doubts).toEqual([{ name: "Orla", may_be: ["Orla Dairy Ltd", "Orla Foods Ltd"] }]);
    expect(meant("Orla Foods Norway").doubts).toEqual([{ name: "Orla Foods Norway", may_be: ["Orla Foods Ltd"] }]);
    expect(readNames(["Acme"], ["Acme Ltd", "Acme GmbH"]).doubts).toEqual([{ name: "Acme", may_be: ["Acme Ltd", "Acme GmbH"] }]);
  });

  it("are strangers where nothing is like them, and a digit makes another one", () => {
    expect(meant("Helio Energy")).toMatchObject({ taken: [], doubts: [] });
    expect(readNames(["Depot Nord 2"], ["Depot Nord 1"]).taken).toEqual([]);
  });

  it("of no book are one where they differ by their form", () => {
    expect([...underOneSpelling(["Acme", "ACME Ltd."]).values()]).toEqual(["Acme", "Acme"]);
  });

  it("differ by one letter: more, less, another, or two exchanged", () => {
    expect(["abcd", "abxcd", "abd", "axcd", "acbd"].map((other) => oneLetterOff("abcd", other))).toEqual([
      false,
      true,
      true,
      true,
      true,
    ]);
    expect(["abcxyd", "badc", "xbcy"].map((other) => oneLetterOff("abcd", other))).toEqual([false, false, false]);
  });
});

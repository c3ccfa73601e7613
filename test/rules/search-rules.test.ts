import { describe, expect, it } from "vitest";
import { parsePage } from "../../src/rules/page.ts";
import { noSearchWords, searchRules } from "../../src/rules/search.ts";
import { oneRule } from "./one-rule.ts";

const rules = [
  parsePage("org-hiring", oneRule("Hire in this order", "", "Renewals can wait.", "hiring, sequence")),
  parsePage("metrics-renewals", oneRule("Count renewals", "", "Churn is counted apart.")),
  parsePage("metrics-churn", oneRule("Split churn by cause", "", "## Companies that leave\n\nAsk them.")),
];
const words = {
  ...noSearchWords,
  everyday: "what is it that we do",
  weak: "company",
  means: [{ say: ["kündigung", "walk out"], means: "churn" }],
  lexicon: [
    { en: "renewals", de: "verlangerung", fr: "renouvellement", es: "renovacion" },
    { en: "hiring", de: "einstellung", fr: "embauche", es: "contratacion" },
  ],
  small_words: { de: "die der und", fr: "le la les", es: "el la los" },
  pages: { "org-hiring": "recruiting" },
  asked: { "metrics-churn": "why did they go; reasons for goodbye" },
};
const found = (query: string) => searchRules(rules, words)(query).matches.map((match) => match.id);

describe("searchRules", () => {
  it("ranks a word of the title above the same word of the text", () => {
    expect(found("churn")).toEqual(["metrics-churn", "metrics-renewals"]);
    expect(found("renewals")).toEqual(["metrics-renewals", "org-hiring"]);
  });

  it("finds other forms of a word, its beginning, and a slip of the pen", () => {
    expect(found("company")).toEqual(["metrics-churn"]);
    expect(found("renewal")[0]).toBe("metrics-renewals");
    expect(found("seq")).toEqual(["org-hiring"]);
    expect(found("sequense")).toEqual(["org-hiring"]);
    expect(found("CHURNED")[0]).toBe("metrics-churn");
  });

  it("gives what a reader chooses by", () => {
    const { matches, fits } = searchRules(rules, words)("hiring");
    expect(fits).toBe(true);
    expect(matches).toMatchObject([
      { id: "org-hiring", title: "Hire in this order", when: "Use when testing.", impact: "HIGH", score: 1 },
    ]);
    expect(matches[0]!.excerpt()).toBe("Renewals can wait.");
  });

  it("knows what people say for a word, also inside a longer one, and what they say for a page", () => {
    expect(found("Kündigung")[0]).toBe("metrics-churn");
    expect(found("Kundenkündigung")[0]).toBe("metrics-churn");
    expect(found("they walk out")[0]).toBe("metrics-churn");
    expect(found("recruiting")).toEqual(["org-hiring"]);
  });

  it("reads a question in German, French or Spanish, with endings and in compounds", () => {
    for (const one of ["die Verlängerung", "Verlängerungen", "Vertragsverlängerung", "le renouvellement", "renovación"])
      expect(found(one)[0], one).toBe("metrics-renewals");
    expect(found("l'embauche")[0]).toBe("org-hiring");
  });

  it("finds a page by a question that it answers", () => {
    expect(found("goodbye")).toEqual(["metrics-churn"]);
  });

  it("mends two slips in a long word before it looks a word up", () => {
    expect(found("verlangreung")[0]).toBe("metrics-renewals");
    expect(found("goodbey")).toEqual(["metrics-churn"]);
  });

  it("knows a saying in its other forms", () => {
    expect(found("they walked out")[0]).toBe("metrics-churn");
    expect(found("walking out")[0]).toBe("metrics-churn");
    expect(found("the renewed ones")[0]).toBe("metrics-renewals");
  });

  it("mends a slip by the word beside it", () => {
    const asked = { "metrics-churn": "raising prices", "org-hiring": "rising star; rising numbers; rising" };
    expect(searchRules(rules, { ...words, asked })("rasing prices").matches[0]!.id).toBe("metrics-churn");
    expect(searchRules(rules, { ...words, asked })("rasing star").matches[0]!.id).toBe("org-hiring");
  });

  it("takes a phrase as a whole: a part of it has no say", () => {
    const means = [
      { say: ["money"], means: "hire" },
      { say: ["their money back"], means: "churn" },
    ];
    const first = (query: string) => searchRules(rules, { ...words, means })(query).matches.map(({ id }) => id);
    expect(first("money")).toEqual(["org-hiring"]);
    expect(first("their money back")).not.toContain("org-hiring");
  });

  it("takes a word of another subject for what it is, not for a slip of the pen", () => {
    const fits = (elsewhere: string) => searchRules(rules, { ...words, elsewhere })("churn charn").fits;
    expect(fits("")).toBe(true);
    expect(fits("charn")).toBe(false);
  });

  it("says when less than half of the question is spoken of", () => {
    const fits = (query: string) => searchRules(rules, words)(query).fits;
    expect(fits("churn")).toBe(true);
    expect(fits("churn of lasagna dishes")).toBe(false);
    expect(fits("lasagna")).toBe(false);
  });

  it("finds nothing for words no page has, for common words alone, and among no pages", () => {
    expect(found("zebra")).toEqual([]);
    expect(found("what is it that we do")).toEqual([]);
    expect(searchRules([], words)("churn").matches).toEqual([]);
  });

  it("does not depend on the order of the pages for what it finds", () => {
    const turned = searchRules([...rules].reverse(), words)("renewals churn").matches.map((match) => match.id);
    expect(turned.sort()).toEqual(found("renewals churn").sort());
  });
});

// What a page says, as somebody reads it who was forwarded it.
import { describe, expect, it } from "vitest";
import { shippedLibrary as library } from "../shipped-library.ts";

/** Talk about where the page came from, which a reader outside cannot follow; sources are named by title. */
const PROVENANCE =
  /\bthe skill\b(?! (?:is|are|gets|to|of)\b)|\bskill's\b|\bin our words\b|\b(?:is|are) ours (?:and|to|in)\b|\bour (?:wording|reading|judge?ment)\b|\bthe book (?:says|names|gives|lists|calls|sees|admits)\b/gi;
/** British spellings; the pages are written in American English. */
const BRITISH =
  /\b\w*(?:favour|speciali[s]e|judgement|behaviour|neighbour|licence|colour|programme|organis(?:e|ation)|recognis|prioritis|analyse[sd]?\b|centred?\b|cancelled|labelled|modelled|catalogue\b)\w*/gi;
/** Phrases that no native speaker would write. */
const TRANSLATED =
  /\bnought\b|\bby lot\b|\bbeside the own\b|\ban own\b|\breckon with\b|\bdear(?:er|est)\b|\bsnags?\b|\bopen cards\b|\bnobody is made up\b|\bstands? (?:in|with|on) (?:the|their|its) (?:page|contract|paper|mail|slide|numerator)\b|\b(?:is|are) no (?:reason|answer|cause|proposal|verdict|owner|hire|loss|duty|end)\b/gi;
/** A reader loses the thread of a longer one. */
const LONGEST_SENTENCE = 45;

/** The page whose subject is the words people write in their cells, in their spelling. */
const LISTS_CELLS = "operations-table-words";

const text = (id: string): string => {
  const { body, front } = library.rule(id);
  return `${front.title}\n${front.when}\n${body}`
    .replace(/\]\([^)]*\)/g, "]")
    .replace(/<!--[^>]*-->/g, "")
    .replace(/https?:\S+/g, "");
};

/** The sentences of a page's prose; tables, examples and single figures with the names of their sources are none. */
const sentences = (body: string): string[] =>
  body
    .replace(/<!-- sources -->[\s\S]*/, "")
    .replace(/```[\s\S]*?```/g, "")
    .replace(/^\|.*$/gm, "")
    .replace(/^.*: \*\*.*\*\* \(.*$/gm, "")
    .replace(/<!--.*?-->/g, "")
    .replace(/^\s*(?:#+|[-*]|\d+\.) /gm, "\n\n")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .split(/\n\s*\n/)
    .flatMap((paragraph) =>
      paragraph
        .replace(/\s+/g, " ")
        .trim()
        .split(/(?<=[.!?])"? (?=["A-Z*])/),
    );

describe.each(library.ids())("rules/%s", (id) => {
  it("names sources by title and speaks of no book, skill or words of its own", () => {
    expect(text(id).match(PROVENANCE) ?? []).toEqual([]);
  });

  it.skipIf(id === LISTS_CELLS)("shows no names of the program", () => {
    expect(text(id).match(/(?<![\w/.])[a-z]+(?:_[a-z]+)+(?![\w/])/g) ?? []).toEqual([]);
  });

  it.skipIf(id === LISTS_CELLS)("is written in American English, without translated phrases", () => {
    expect(text(id).match(BRITISH) ?? []).toEqual([]);
    expect(text(id).match(TRANSLATED) ?? []).toEqual([]);
  });

  it.skipIf(id === LISTS_CELLS)("says nothing in sentences nobody can follow", () => {
    const long = sentences(library.rule(id).body).filter((one) => one.split(" ").length > LONGEST_SENTENCE);
    expect(long).toEqual([]);
  });

  it("begins its title with the plain name of its subject", () => {
    expect(library.rule(id).front.title).toMatch(/^[A-Z][^:]{1,60}: \S/);
  });
});

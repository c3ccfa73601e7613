import { describe, expect, it } from "vitest";
import { findRulesFolder } from "../../src/rules/find-rules-folder.ts";
import { openLibrary } from "../../src/rules/library.ts";
import { heldOutQuestions, openQuestions, type Question } from "./questions.ts";

const library = openLibrary({ folder: findRulesFolder() });
const FIRST = 3;
const firstThree = (ask: string): string[] =>
  library
    .search(ask)
    .slice(0, FIRST)
    .map((match) => match.id);
const answered = ({ ask, pages }: Question): boolean => firstThree(ask).some((id) => pages.includes(id));

describe("questions in people's words", () => {
  it("name only pages there are", () => {
    for (const { pages } of [...openQuestions, ...heldOutQuestions])
      for (const id of pages) expect(library.ids(), id).toContain(id);
  });

  it.each(openQuestions)("$ask", ({ ask, pages }) => {
    expect(
      pages.some((id) => firstThree(ask).includes(id)),
      `the first three were ${firstThree(ask).join(", ")}`,
    ).toBe(true);
  });

  // Nobody tunes on these: a page may be reworded, but not for one of them. Six of seven is the least that counts as answering.
  it("the held-out half is answered at least six times out of seven", () => {
    const share = heldOutQuestions.filter(answered).length / heldOutQuestions.length;
    expect(share).toBeGreaterThanOrEqual(6 / 7);
  });
});

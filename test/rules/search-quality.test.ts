import { describe, expect, it } from "vitest";
import { shippedLibrary as library } from "../shipped-library.ts";
import { heldOutQuestions, openQuestions, type Question } from "./questions.ts";

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

  // Nobody tunes on these: the ranking was chosen on the half above, and a page may be reworded, but not for one of them.
  it("the held-out half: at least 27 of 30 find their page", () => {
    expect(heldOutQuestions).toHaveLength(30);
    expect(heldOutQuestions.filter(answered).length).toBeGreaterThanOrEqual(27);
  });
});

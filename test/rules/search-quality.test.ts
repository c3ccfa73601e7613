import { describe, expect, it } from "vitest";
import { shippedLibrary as library } from "../shipped-library.ts";
import {
  type Asked,
  blindRound,
  chatRound,
  earlierHalf,
  freshRound,
  heldHalf,
  lastRound,
  roleHalf,
  strangerRound,
  tunedQuestions,
  unseenRound,
} from "./search-questions.ts";

const FIRST = 3;
type Found = ReturnType<typeof library.search>;
/** Each question is searched once, though several tests ask it. */
const searched = new Map<string, Found>();
const search = (ask: string): Found => {
  const known = searched.get(ask) ?? library.search(ask);
  searched.set(ask, known);
  return known;
};
const firstThree = (ask: string): string[] =>
  search(ask)
    .matches.slice(0, FIRST)
    .map((match) => match.id);
const answered = ({ ask, pages }: Asked): boolean => firstThree(ask).some((id) => pages.includes(id));
const found = (questions: readonly Asked[]): number => questions.filter(answered).length / questions.length;

describe("questions in people's words", () => {
  it("name only pages there are", () => {
    const there = library.ids();
    for (const { pages } of [
      ...tunedQuestions,
      ...earlierHalf,
      ...lastRound,
      ...freshRound,
      ...chatRound,
      ...blindRound,
      ...roleHalf,
      ...heldHalf,
      ...unseenRound,
      ...strangerRound,
    ])
      for (const id of pages) expect(there, id).toContain(id);
  });

  it("find their page among the first three, of those the search was tuned on", () => {
    expect(tunedQuestions.length).toBeGreaterThan(400);
    expect(found(tunedQuestions)).toBeGreaterThanOrEqual(0.97);
  });

  it("find it in the rounds that were counted once and then mended", () => {
    for (const round of [earlierHalf, lastRound, freshRound, chatRound, roleHalf, strangerRound])
      expect(found(round)).toBeGreaterThanOrEqual(0.95);
  });

  // Nobody tunes on these: a page may be reworded, but not for one of them.
  it("find it in most cases where nobody looked, written as in a chat", () => {
    expect(blindRound).toHaveLength(37);
    expect(found(blindRound)).toBeGreaterThanOrEqual(0.86);
  });

  it("find it in nine of ten of a half held out, asked by role", () => {
    expect(heldHalf).toHaveLength(60);
    expect(found(heldHalf)).toBeGreaterThanOrEqual(0.9);
  });

  it("find it in nine of ten of those that strangers wrote and labeled, and nobody tuned on", () => {
    expect(unseenRound).toHaveLength(69);
    expect(found(unseenRound)).toBeGreaterThanOrEqual(0.9);
  });

  it("say that nothing fits where the library does not speak of it", () => {
    for (const ask of [
      "recipe for lasagna",
      "football results",
      "how do I repair a bicycle tire",
      "zzqxv",
      "Wetter in Berlin",
      "recette de cuisine",
      "fix my printer",
      "weather tomorrow",
      "tickets for the concert",
      "reset my password",
      "book a flight",
      "who won the election",
      "receta de paella",
      "Rezept für Kuchen",
    ])
      expect(search(ask).fits, ask).toBe(false);
    const known = tunedQuestions.filter(({ ask }) => search(ask).fits).length;
    expect(known / tunedQuestions.length).toBeGreaterThanOrEqual(0.8);
  });
});

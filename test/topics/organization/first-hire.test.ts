import { describe, expect, it } from "vitest";
import { firstHire } from "../../../src/topics/organization/gaps.ts";
import type { AssessmentQuestion } from "../../../src/topics/organization/question.ts";
import { assessmentFigures } from "./assessment-figures.ts";

const figures = assessmentFigures();
const ask = (answers: Omit<AssessmentQuestion, "ask">) => firstHire({ ask: "first_hire", ...answers }, figures);

describe("firstHire", () => {
  // Series B: up to 5 people a player-coach, from 10 an operator, none named for 6 to 9.
  it.each([
    [1, "Player-coach", null],
    [5, "Player-coach", null],
    [6, null, "between_rows"],
    [9, null, "between_rows"],
    [10, "Operator", null],
  ])("Series B with %d people in a year: %s", (people_in_a_year, archetype, open) => {
    expect(ask({ funding: "series_b", people_in_a_year })).toMatchObject({ archetype, open });
  });

  it("closes the gap by what the year will mostly be; evenly split, by the one who serves", () => {
    const at = (mostly: "accounts" | "hiring" | "both") => ask({ funding: "series_b", people_in_a_year: 7, mostly }).archetype;
    expect([at("accounts"), at("hiring"), at("both")]).toEqual(["Player-coach", "Operator", "Player-coach"]);
  });

  it("`mostly` changes nothing where the source has a rule", () => {
    expect(ask({ funding: "series_b", people_in_a_year: 3, mostly: "hiring" }).archetype).toBe("Player-coach");
  });

  it("an early round takes the player-coach, and says when the team outgrows one", () => {
    // The bench page: works up to 6 or 7 CSMs, broken at 10.
    expect(ask({ funding: "series_a" })).toMatchObject({ archetype: "Player-coach", past_coach: null });
    expect(ask({ funding: "seed", people_in_a_year: 7 }).past_coach).toBeNull();
    expect(ask({ funding: "seed", people_in_a_year: 8 }).past_coach).toEqual({ works_up_to: 7, broken_at: 10, broken: false });
    expect(ask({ funding: "seed", people_in_a_year: 10 }).past_coach?.broken).toBe(true);
  });

  it("invents no number where the source gives none", () => {
    expect(ask({ funding: "growth", people_in_a_year: 40 })).toMatchObject({ archetype: null, open: "source_leaves_open" });
    expect(ask({ funding: "series_c" }).open).toBe("source_leaves_open");
  });

  it("asks for what is lacking, and 0 people is an answer", () => {
    expect(ask({ funding: "series_b" })).toMatchObject({ archetype: null, open: "people_unknown" });
    expect(ask({ people_in_a_year: 4 })).toMatchObject({ archetype: null, open: "funding_unknown" });
    expect(ask({ people_in_a_year: 4 }).rows.map(({ funding }) => funding)).toEqual([
      "Seed and Series A",
      "Series B",
      "Growth and later",
    ]);
    expect(ask({ funding: "none", people_in_a_year: 4 }).open).toBe("no_funding_round");
    expect(ask({ funding: "series_b", people_in_a_year: 0 }).open).toBe("nobody");
  });
});

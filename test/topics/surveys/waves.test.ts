import { describe, expect, it } from "vitest";
import type { SurveyRow } from "../../../src/topics/surveys/question.ts";
import { splitWaves } from "../../../src/topics/surveys/rows.ts";

const rows = (...waves: (string | null)[]): SurveyRow[] =>
  waves.map((wave, index) => ({
    place: `responses[${index}]`,
    type: "nps",
    account: null,
    respondent: null,
    rating: 9,
    arr: null,
    wave,
    segment: null,
  }));

describe("splitWaves", () => {
  it("takes the latest and the one before, by number and not by letter", () => {
    const found = splitWaves(rows("2026-9", "2026-10", "2025-12", "2026-10"));
    expect(found).toMatchObject({ wave: "2026-10", previous_wave: "2026-9", older: ["2025-12"] });
    expect(found.now.length).toBe(2);
    expect(found.before.length).toBe(1);
  });

  it("needs no names where there is one wave", () => {
    expect(splitWaves(rows(null, null))).toMatchObject({ wave: null, previous_wave: null, older: [] });
    expect(splitWaves(rows("spring"))).toMatchObject({ wave: "spring", previous_wave: null });
    expect(splitWaves([])).toMatchObject({ now: [], before: [], wave: null });
  });

  it("refuses names that do not say which is later, and rows without one", () => {
    for (const pair of [
      ["spring", "autumn"],
      ["2026 March", "2026 June"],
      ["2026-Q1", "2026-03"],
      ["Q1 2026", "Q4 2025"],
    ])
      expect(() => splitWaves(rows(...pair))).toThrow("do not say which is later");
    expect(() => splitWaves(rows("2026-Q1", null))).toThrow("responses[1]");
  });
});

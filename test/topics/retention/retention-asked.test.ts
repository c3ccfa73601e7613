import { describe, expect, it } from "vitest";
import type { RetentionFields } from "../../../src/topics/retention/answer.ts";
import { standardPolicy } from "../../../src/topics/retention/retention.ts";
import { askedSentences, tieWarnings } from "../../../src/topics/retention/words-asked.ts";
import { retentionFigures } from "./figures.ts";
import { answerFromRows } from "./on-the-wire.ts";

const rows = [
  { account: "A", start: 1000, end: 1200 },
  { account: "B", start: 1000, end: 500 },
];
const fields: RetentionFields = answerFromRows(rows, {}, standardPolicy, retentionFigures()).fields;
const comparison = {
  from: "2024-01-01",
  to: "2025-01-01",
  nrr_before: 0.9,
  nrr_change: -0.05,
  grr_before: 0.9,
  grr_change: -0.15,
  nrr_performance: -0.06,
  nrr_mix: 0.0102,
  nrr_interaction: -0.0002,
  grr_performance: 0,
  grr_mix: 0,
  grr_interaction: 0,
  segments: [],
  segments_total: 0,
};

describe("askedSentences", () => {
  it("says nothing where nothing was asked", () => {
    expect(askedSentences(fields, "USD")).toEqual([]);
    expect(tieWarnings(fields, "USD")).toEqual([]);
  });

  it("tells a change in points and money, and leaves out parts too small to print", () => {
    // 5 points of an opening of 2,000 are 100.
    expect(askedSentences({ ...fields, comparison }, "USD")).toEqual([
      "Net is 5.0 points lower than in the window before (2024-01-01 to 2025-01-01), $100 of this opening: -6.0 because segments did worse, +1.0 because the book shifted between them.",
    ]);
    const same = { ...comparison, nrr_change: 0, nrr_performance: 0, nrr_mix: 0, nrr_interaction: 0 };
    expect(askedSentences({ ...fields, comparison: same }, "USD")[0]).toContain("Net is where it was");
    // -4.12 points as -4.06 and -0.06: printed -4.1 and -4.1, and the rest is nothing, so that the print adds up.
    const odd = { ...comparison, nrr_change: -0.0412, nrr_performance: -0.0406, nrr_mix: 0, nrr_interaction: -0.0006 };
    expect(askedSentences({ ...fields, comparison: odd }, "USD")[0]).toMatch(
      /4\.1 points lower.*: -4\.1 because segments did worse\.$/,
    );
  });

  it("tells price, exchange rates and a compounded rate", () => {
    const more = {
      ...fields,
      nrr_without_price: 0.8,
      price_expansion: 100,
      bridge: { ...fields.bridge, fx: -70, ending: 1630 },
      annualised: { months: 3, monthly_grr: 0.9, nrr: 0.7, grr: 0.28 },
    };
    expect(askedSentences(more, "EUR")).toEqual([
      "Without the price increase net is 80.0%: it makes €100 of the €200 of expansion.",
      "Retention is at the opening's exchange rates; those of the end take €70, for a closing of €1,630.",
      "That is 3 months, not a year; twelve like them would keep 70.0% net and 28.0% gross.",
    ]);
  });

  it("says by how much a stated figure is off and what equals it", () => {
    const tie = { stated: 1800, computed: 1700, difference: 100, located: [{ what: "Row 7, left out", amount: 100 }] };
    expect(tieWarnings({ ...fields, tie }, "USD")).toEqual([
      {
        code: "does_not_tie",
        message: "The stated closing of $1,800 is $100 above the computed $1,700. This equals it to the cent: Row 7, left out.",
      },
    ]);
    const two = { ...tie, located: [...tie.located, { what: "B", amount: 100 }] };
    expect(tieWarnings({ ...fields, opening_tie: two }, "USD")[0]!.message).toContain(
      "(and 1 other explanation, see opening_tie)",
    );
  });
});

import { describe, expect, it } from "vitest";
import { type CohortFields, evenChoice, shortenLists } from "../../../src/topics/cohorts/cohort-table.ts";

const fields: Omit<CohortFields, "charts"> = {
  measure: "logos",
  interval: "month",
  known_to: "2026-01-01",
  customers: 1000,
  churned: 100,
  churned_share: 0.1,
  entered_late: 0,
  followed_months: 60,
  cohorts: Array.from({ length: 30 }, (_, row) => ({
    cohort: `c${row}`,
    size: 5,
    opening: null,
    values: Array.from({ length: 20 }, (_, age) => 1 / (age + 3)),
  })),
  drift: [],
  drift_verdict: "too_few",
  drift_age: null,
  survival: Array.from({ length: 60 }, (_, place) => ({
    month: place + 1,
    at_risk: 100,
    churned: 1,
    survival: 1 / (place + 2),
    low: 0.1,
    high: 0.9,
  })),
  limits: "greenwood_log_log",
  median_survival: 1,
  groups: [],
  hazard: [],
  leaving: "too_few",
  projection: null,
  left_out: [],
};
const limits = { characters: 6000, cohorts: 24, offset: 0, survival: 40, drift: 6, groups: 6, projection: 10 };

describe("evenChoice", () => {
  it("keeps the first and the last, evenly between", () => {
    expect(evenChoice([1, 2, 3, 4, 5], 3)).toEqual([1, 3, 5]);
    expect(evenChoice([1, 2], 3)).toEqual([1, 2]);
    expect(evenChoice([1, 2, 3], 1)).toEqual([1]);
    expect(evenChoice([], 5)).toEqual([]);
  });
});

describe("shortenLists", () => {
  it("fits the text, and says how much there is and where the next page begins", () => {
    const short = shortenLists(fields, {}, limits);
    expect(JSON.stringify(short.fields).length).toBeLessThanOrEqual(6000);
    expect(short.totals).toMatchObject({ cohorts_total: 30, survival_total: 60, next_offset: short.fields.cohorts.length });
    expect(short.fields.survival[0]!.month).toBe(1);
    expect(short.fields.survival.at(-1)!.month).toBe(60);
  });

  it("reaches every cohort once, page by page", () => {
    const seen: string[] = [];
    for (let offset: number | null = 0, page = 0; offset !== null && page < 30; page += 1) {
      const { fields: shown, totals } = shortenLists(fields, {}, { ...limits, offset });
      seen.push(...shown.cohorts.map(({ cohort }) => cohort));
      offset = totals.next_offset;
    }
    expect(seen).toEqual(fields.cohorts.map(({ cohort }) => cohort));
  });

  it("shows forty steps where there is room, and refuses rows too wide for any answer", () => {
    expect(shortenLists({ ...fields, cohorts: [] }, {}, { ...limits, characters: 9000 }).fields.survival.length).toBe(40);
    const wide = [{ ...fields.cohorts[0]!, values: Array.from({ length: 400 }, (_, age) => 1 / (age + 3)) }];
    expect(() => shortenLists({ ...fields, cohorts: wide }, {}, limits)).toThrow("400 ages by month");
  });
});

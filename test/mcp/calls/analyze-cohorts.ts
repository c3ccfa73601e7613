import type { RealCall } from "../real-calls.ts";

/** Real questions for analyze_cohorts; the working folder is examples/. */
export const calls: RealCall[] = [
  {
    what: "subscriptions by quarter",
    tool: "analyze_cohorts",
    input: { table: "subscriptions.csv", as_of: "2026-01-01", interval: "quarter", split_by: "region" },
    output: { measure: "logos", interval: "quarter", known_to: "2026-01-01" },
  },
  {
    what: "subscriptions in money, from before the table begins",
    tool: "analyze_cohorts",
    // The table runs from 2024-01-01, so at the start of 2026 a customer is 24 months old at most.
    input: {
      table: "subscriptions.csv",
      from: "2023-12-01",
      to: "2026-01-01",
      as_of: "2026-01-01",
      interval: "year",
      measure: "money",
    },
    output: { cohorts: [{ cohort: "2024" }, { cohort: "2025" }], cohorts_total: 2, followed_months: 24 },
  },
  {
    what: "lives",
    tool: "analyze_cohorts",
    input: {
      lives: [
        { months: 6, churned: true },
        { months: 12, churned: false },
        { months: 9, churned: true, entered: 7 },
      ],
    },
    // Month 6: one of the two seen from the start. Month 9: one of the other and the late one, 1/2 x 1/2.
    output: {
      customers: 3,
      churned: 2,
      entered_late: 1,
      median_survival: 6,
      survival: [
        { month: 6, at_risk: 2, survival: 0.5 },
        { month: 9, at_risk: 2, survival: 0.25 },
      ],
      projection: null,
    },
  },
];

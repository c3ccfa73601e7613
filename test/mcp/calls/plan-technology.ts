import type { RealCall } from "../real-calls.ts";

/** Real questions to plan_technology; the working folder is examples/. */
export const calls: RealCall[] = [
  {
    what: "a stage, a size and tools",
    tool: "plan_technology",
    input: {
      stage: "growth",
      csms: 8,
      accounts: 340,
      tools: ["crm", "support"],
      vendors: [{ name: "A", scores: { fit: 4, integration: 3 } }],
    },
    // Stage and size both say buy; (0.25 x 4 + 0.2 x 3) / 0.45 over the 45% that was scored, 1.6 + 0.55 to 1.6 + 2.75.
    output: {
      platform: { verdict: "buy_if_ready" },
      buy_now: [{ tool: "product_analytics", cost_low: null }, { tool: "csp" }],
      vendors: [{ name: "A", score: 1.6 / 0.45, coverage: 0.45, possible_low: 2.15, possible_high: 4.35 }],
      decided: null,
    },
  },
  {
    what: "vendors alone",
    tool: "plan_technology",
    input: {
      weights: { fit: 0.5, tco: 0.5 },
      vendors: [
        { name: "A", scores: { fit: 5, tco: 4 }, price_a_year: 0 },
        { name: "B", scores: { fit: 2, tco: 3 }, price_a_year: 60_000 },
      ],
    },
    // 4.5 against 2.5: a lead of 2, and one point on a half weighs 0.5. A leads on both, so at every weight.
    output: {
      platform: null,
      decided: true,
      decision: { gap: 2, one_point_worth: 0.5 },
      vendors: [
        { name: "A", score: 4.5, price: 0 },
        { name: "B", score: 2.5 },
      ],
      sensitivity: [{ flips_at_share: null }, { flips_at_share: null }],
    },
  },
  {
    what: "a budget",
    tool: "plan_technology",
    input: { budget: 200_000, arr: 18_000_000 },
    output: { spending: { verdict: "within", usual_low: 81_000, usual_high: 324_000 }, platform: null },
  },
];

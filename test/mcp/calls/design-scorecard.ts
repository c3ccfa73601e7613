import type { RealCall } from "../real-calls.ts";

const tiers = [
  { tier: "Enterprise", touch: "high", accounts: 40, arr: 7_250_000 },
  { tier: "Mid-market", touch: "low", accounts: 120, arr: 8_050_000 },
  { tier: "SMB", touch: "tech", accounts: 180, arr: 2_700_000 },
];

export const calls: RealCall[] = [
  {
    what: "little known",
    tool: "design_scorecard",
    input: { stage: "growth", motion: "enterprise", current: { grr: 0.9 } },
    // No size, no accounts: above the middle of the uncut population of 2025, 0.84, and chance unknown, so hold.
    output: {
      lagging: [{ measure: "cost_to_serve" }, { measure: "nrr" }, { measure: "grr" }],
      targets: [{ target: null }, { rests_on: "benchmark" }, { measure: "grr", target: 0.9, rests_on: "baseline" }],
      board_slide: { elements: [{ known: ["grr"] }, {}, {}, {}] },
    },
  },
  {
    what: "a company with tiers, values and an own target",
    tool: "design_scorecard",
    input: {
      stage: "Series A",
      motion: "SMB",
      tiers,
      current: { grr: 0.9, nrr: 1.02, logo_retention: 0.92, time_to_value_days: 40, nps: 38 },
      targets: { nps: 45 },
      counts: { new_accounts_a_year: 60, csms: 6 },
    },
    // NPS has an own target and so a place: 340 x 1.2 answers a year, 21.4 points seen in a quarter against 5.
    output: {
      lagging: [{ measure: "nrr" }, { measure: "grr" }, { measure: "logo_retention" }],
      leading: [{ measure: "nps", events_a_year: 408, change_wanted: 5, moves_in_a_quarter: false }],
    },
  },
  {
    what: "its dashboards",
    tool: "design_scorecard",
    input: { stage: "scale", motion: "product-led", tiers: tiers.slice(2), show: "dashboards" },
    output: { targets: [], executive_dashboard: [{ block: "Retention" }], csm_dashboard: { pages: [{ touch: "tech" }] } },
  },
];

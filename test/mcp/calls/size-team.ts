import type { RealCall } from "../real-calls.ts";

const tiers = [
  { tier: "Enterprise", touch: "high", accounts: 40, arr: 7_250_000 },
  { tier: "Mid-market", touch: "low", accounts: 120, arr: 8_050_000 },
  { tier: "SMB", touch: "tech", accounts: 180, arr: 2_700_000 },
];

/** Real questions for size_team beside those in real-calls.ts; the working folder is examples/. */
export const calls: RealCall[] = [
  {
    what: "growth by tier",
    tool: "size_team",
    input: {
      tiers: [{ tier: "Mid-market", touch: "low", accounts: 80, arr: 6_000_000, hours_per_account: 28.2 }],
      team: { csm: 2 },
      customer_time: 0.6,
      attrition: 0,
      growth: { a_month: [{ tier: "Mid-market", accounts: 1 }] },
    },
    // (81 x 28.2 / 12 + 20 of onboarding) / 94 hours a month in the first month; a hire from month 4.
    output: { shortage: { first_month: 1, months_still_short: 3 }, months: [{ month: 1, csms_needed: 210.35 / 94 }] },
  },
  {
    what: "a budget and what its last step buys",
    tool: "size_team",
    input: { tiers, team: { csm: 6, vp: 1 }, costs: { csm: 150_000, vp: 280_000 }, customer_time: 0.6, budget: 1_000_000 },
    // 720,000 / 150,000 = 4.8 CSMs of 1,128 hours; 50,000 are 376 hours, six steps of 59 in Enterprise.
    output: {
      best_coverage: { hours_bought: 5414.4, marginal: { loses: [{ tier: "Enterprise", accounts: 6, arr: 1_087_500 }] } },
    },
  },
  {
    what: "a 35-hour week, a part-timer and a player-coach",
    tool: "size_team",
    input: {
      tiers,
      team: { csm: 6.8, vp: 1, team_lead: 1 },
      player_coaches: ["Lea"],
      contract_hours: 1820,
      leave_hours: 252,
      sick_hours: 35,
      customer_time: 0.6,
    },
    // (1,820 - 252 - 35) x 0.6
    output: { hours_per_csm: 919.8, parts: [{ who: "part-time CSM", hours: 735.84 }, { who: "player-coach Lea" }] },
  },
  {
    what: "messages to accounts whose CSM leaves",
    tool: "size_team",
    input: { table: "accounts.csv", as_of: "2026-01-01", leaving: ["Chiara Rossi"], show: "messages", limit: 2 },
    output: { leaving_total: 1 },
  },
  {
    what: "an org chart to draw",
    tool: "size_team",
    input: { tiers, team: { csm: 6, vp: 1 }, show: "org_chart" },
    output: { org_chart_total: 9 },
  },
];

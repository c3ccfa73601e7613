import type { RealCall } from "../real-calls.ts";

const tool = "assess_organization";

export const calls: RealCall[] = [
  {
    what: "the stage by three signs",
    tool,
    input: { ask: "stage", customers: 340, csms: 6, funding: "series_b" },
    // 340 lies from 100 to 500; 6 CSMs begin the phase of the first manager; after a Series B the line is B and later.
    output: { levels: [{ level: "Specialization" }, { level: "Specialization" }, { level: "Scale" }], missing: [] },
  },
  {
    what: "maturity, one part marked",
    tool,
    input: { ask: "maturity", answers: { components: [{ component: "handoff", level: "low", evidence: "11 of the last 30" }] } },
    output: { levels: [{ name: "Stage", level: "Reactive" }] },
  },
  {
    what: "ambition",
    tool,
    input: {
      ask: "ambition",
      answers: {
        next_year_from_signed: 0.7,
        trouble_if_largest_leave: true,
        growth_from_expansion: 0.15,
        funded_as: "cost_center",
      },
    },
    output: { levels: [{ level: "Retention driver" }, { level: "Cost center" }] },
  },
  {
    what: "the reporting line",
    tool,
    input: { ask: "reporting", answers: { employees: 120, stuck_decisions: { cro: 7, coo: 2, ceo: 1 }, own_budget: false } },
    output: { levels: [{ name: "CRO" }, { name: "COO" }, { level: "ruled out" }, { level: "ruled out" }] },
  },
  {
    what: "the first leader",
    tool,
    input: { ask: "first_hire", funding: "series_b", answers: { people_in_a_year: 7, mostly: "hiring" } },
    output: { levels: [{ level: "The source names none" }] },
  },
  {
    what: "root cause",
    tool,
    input: {
      ask: "root_cause",
      answers: {
        losses: [
          { cause: "upstream", accounts: 23, arr: 790_000 },
          { cause: "execution", accounts: 17, arr: 470_000 },
          { cause: "outside", accounts: 4, arr: 80_000 },
        ],
      },
    },
    output: { levels: [{ level: "mixed" }], upstream: { low_share: 23 / 40, execution_arr_low: 470_000 } },
  },
  {
    what: "red flags",
    tool,
    input: { ask: "red_flags", csms: 6, answers: { danger_named: false, renewals_owned: false, grr: 0.79, team: { cs_ops: 0 } } },
    output: { levels: [{ level: "emergency" }] },
  },
  {
    what: "gaps of the journey",
    tool,
    input: {
      ask: "journey",
      answers: {
        gaps: [
          { gap: "Waits for access", stage: "Onboarding", accounts: 21, severity: 6 },
          { gap: "No next step", stage: "Adoption", accounts: 17, severity: 9 },
        ],
      },
    },
    // 17 x 9 = 153 before 21 x 6 = 126.
    output: { gaps: [{ gap: "No next step", weight: 153 }, { weight: 126 }] },
  },
  {
    what: "attention",
    tool,
    input: {
      ask: "attention",
      answers: {
        split: [
          { name: "Enterprise", hours: 1000, arr: 6_000_000 },
          { name: "SMB", hours: 3000, arr: 2_000_000 },
        ],
      },
    },
    // SMB: 75% of hours, 25% of ARR; 50 points of 4,000 hours.
    output: { attention: [{ points: -0.5 }, { points: 0.5 }], hours_to_move: 2000 },
  },
  {
    what: "a charter with blanks",
    tool,
    input: { ask: "charter", answers: { charter: { company: "Northwind", not_ours: [{ task: "Tickets", who: "Support" }] } } },
    output: { blanks: 7 },
  },
];

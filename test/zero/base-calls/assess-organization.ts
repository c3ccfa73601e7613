import type { BaseCall } from "./base-call.ts";

const gap = { gap: "Waits for access", stage: "Onboarding", accounts: 21, arr: 90_000, severity: 6, ruinous: true };

export const assessOrganization: BaseCall[] = [
  { ask: "stage", customers: 340, csms: 6 },
  {
    ask: "ambition",
    answers: { next_year_from_signed: 0.7, trouble_if_largest_leave: true, growth_from_expansion: 0.15, top_twenty_share: 0.4 },
  },
  {
    ask: "reporting",
    answers: {
      employees: 120,
      stuck_decisions: { cro: 7, coo: 2, ceo: 1 },
      several_teams: true,
      own_budget: true,
      board_number: true,
    },
  },
  { ask: "first_hire", customers: 40, funding: "series_b", answers: { people_in_a_year: 7 } },
  {
    ask: "root_cause",
    answers: {
      losses: [
        { cause: "upstream", accounts: 23, arr: 790_000 },
        { cause: "execution", accounts: 17, arr: 470_000 },
      ],
    },
  },
  {
    ask: "red_flags",
    csms: 6,
    answers: {
      surprise_losses: 6,
      losses_total: 27,
      danger_named: true,
      renewals_owned: true,
      lost_arr: 900_000,
      new_arr: 3_000_000,
      grr: 0.92,
      nrr: 1.05,
      top_twenty_share: 0.3,
      time_away: 0.3,
      reports_per_leader: 6,
      team: { cs_ops: 1, csm: 6 },
    },
  },
  { ask: "red_flags", customers: 340, answers: { team: { cs_ops: 0, renewals: 0, onboarding: 0, vp: 0, manager: 0 } } },
  {
    ask: "journey",
    answers: { gaps: [gap, { gap: "No next step", stage: "Adoption", accounts: 17, arr: 80_000, severity: 9 }], touchpoints: 9 },
  },
  {
    ask: "attention",
    answers: {
      split: [
        { name: "Enterprise", hours: 1000, arr: 6_000_000 },
        { name: "SMB", hours: 3000, arr: 2_000_000 },
      ],
    },
  },
];

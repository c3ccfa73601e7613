import { calls as analyzeCohorts } from "./calls/analyze-cohorts.ts";
import { calls as assessOrganization } from "./calls/assess-organization.ts";
import { calls as computeNrr } from "./calls/compute-nrr.ts";
import { calls as designCompensation } from "./calls/design-compensation.ts";
import { calls as designScorecard } from "./calls/design-scorecard.ts";
import { calls as draftPlaybook } from "./calls/draft-playbook.ts";
import { calls as forecastRenewals } from "./calls/forecast-renewals.ts";
import { calls as mapStakeholders } from "./calls/map-stakeholders.ts";
import { calls as modelEconomics } from "./calls/model-economics.ts";
import { calls as planTechnology } from "./calls/plan-technology.ts";
import { calls as reportValue } from "./calls/report-value.ts";
import { calls as scoreHealth } from "./calls/score-health.ts";
import { calls as scoreSurveys } from "./calls/score-surveys.ts";
import { calls as sizeTeam } from "./calls/size-team.ts";

export interface RealCall {
  what: string;
  tool: string;
  input: Record<string, unknown>;
  /** What the result must hold, derived by hand. */
  output?: unknown;
}

const floors = [
  { tier: "Enterprise", touch: "high", min_arr: 100_000 },
  { tier: "Mid-market", touch: "low", min_arr: 15_000 },
  { tier: "SMB", touch: "tech", min_arr: 0 },
];
const reference = [
  { tier: "Enterprise", touch: "high", min_arr: 150_000, accounts: 40 },
  { tier: "Mid-market", touch: "low", min_arr: 30_000, accounts: 120 },
  { tier: "SMB", touch: "tech", min_arr: 0, accounts: 180 },
];
const enterprise = { tier: "Enterprise", touch: "high", accounts: 40, arr: 7_250_000, hours_per_account: 81.5 };
const scored = { arr: 50_000, complexity: 40, growth: 60, strategic: 80 };
const window = { from: "2025-01-01", to: "2026-01-01" };

/** At least one real question for each tool; the working folder is examples/. */
export const realCalls: RealCall[] = [
  ...analyzeCohorts,
  ...assessOrganization,
  ...computeNrr,
  ...designCompensation,
  ...designScorecard,
  ...draftPlaybook,
  ...forecastRenewals,
  ...mapStakeholders,
  ...modelEconomics,
  ...planTechnology,
  ...reportValue,
  ...scoreHealth,
  ...scoreSurveys,
  ...sizeTeam,
  { what: "a contract size", tool: "find_benchmarks", input: { metric: "nrr", acv: 60_000 } },
  {
    what: "a metric without a sound figure",
    tool: "find_benchmarks",
    input: { metric: "accounts_per_csm" },
    output: { matches_total: 0 },
  },
  { what: "a question", tool: "find_rules", input: { query: "when do I hire CS ops?" } },
  { what: "a question in one section", tool: "find_rules", input: { query: "retention", section: "metrics", limit: 3 } },
  { what: "words no page has", tool: "find_rules", input: { query: "zzqxv" }, output: { matches_total: 0, rule: null } },
  {
    what: "a page",
    tool: "find_rules",
    input: { id: "segmentation-tiers" },
    output: { rule: { id: "segmentation-tiers" }, matches_total: 0 },
  },
  // The second offset is beyond the page's first part and within it, wherever it is cut.
  { what: "a later part of a page", tool: "find_rules", input: { id: "org-team-sizing", offset: 1500 } },
  {
    what: "accounts",
    tool: "inspect_table",
    input: { table: "accounts.csv" },
    // examples/README.md: 340 rows, 316 paying, ARR on the two days.
    output: {
      shape: "accounts",
      rows_read: 340,
      rows_used: 340,
      totals: { accounts: 340, paying_accounts: 316, arr: 17_140_704, amount_start: 15_642_816, owners: 7 },
    },
  },
  {
    what: "subscriptions, with a stated ARR",
    tool: "inspect_table",
    input: { table: "subscriptions.csv", stated_arr: 17_140_704 },
    output: { shape: "subscriptions", rows_read: 851 },
  },
  {
    what: "totals",
    tool: "compute_nrr",
    input: { totals: { starting: 1_000_000, expansion: 150_000, contraction: 30_000, churn: 50_000 } },
    // (1,000 + 150 - 30 - 50) / 1,000 and (1,000 - 30 - 50) / 1,000.
    // Nobody said what was new, so no ending.
    output: { nrr: 1.07, grr: 0.92, logo_retention: null, bridge: { starting: 1_000_000, ending: null } },
  },
  { what: "an account table", tool: "compute_nrr", input: { table: "accounts.csv", segment_by: "Region" } },
  {
    what: "a subscription table under other policies",
    tool: "compute_nrr",
    input: { table: "subscriptions.csv", ...window, policy: { reactivation: "included", gap: "churned", grr: "churn_only" } },
  },
  { what: "a subscription table", tool: "compute_nrr", input: { table: "subscriptions.csv", ...window, segment_by: "region" } },
  {
    what: "rows",
    tool: "compute_nrr",
    input: {
      rows: [
        { account: "A", start: 100, end: 150, segment: "East" },
        { account: "B", start: 100, end: 60, segment: "East" },
        { account: "C", start: 100, end: 0, segment: "West" },
        { account: "D", start: 0, end: 80, segment: "West" },
        { account: "E", start: 50, end: 50, segment: "West" },
        { account: "F", start: 0, end: 40, paid_before: true, segment: "South" },
        { account: "G", start: 200, end: 180, segment: "South" },
      ],
      segment_by: "segment",
    },
    // Opening 550, of which 440 are left: 50 gained, 60 shrunk, 100 lost; four of five customers stay.
    output: { nrr: 0.8, grr: 390 / 550, logo_retention: 0.8, bridge: { starting: 550, new: 80, reactivation: 40 } },
  },
  {
    what: "a rate by month",
    tool: "compute_nrr",
    input: { monthly_grr: 0.98 },
    output: { annualised: { grr: 0.98 ** 12 }, grr: null, nrr: null },
  },
  {
    what: "a table",
    tool: "design_tiers",
    input: { table: "accounts.csv", method: "arr", floors },
    output: { tiers: [{ tier: "Enterprise", accounts: 50 }, { tier: "Mid-market" }, { tier: "SMB" }] },
  },
  { what: "a table with its history", tool: "design_tiers", input: { table: "accounts.csv", as_of: "2026-01-01" } },
  { what: "floors out of cost", tool: "design_tiers", input: { table: "accounts.csv", method: "derived", as_of: "2026-01-01" } },
  {
    what: "weighted scores",
    tool: "design_tiers",
    input: {
      method: "weighted",
      accounts: [
        { account: "Acme", ...scored },
        { account: "Bolt", ...scored, arr: 200_000 },
      ],
      floors: [
        { tier: "Named", touch: "high", min_score: 60 },
        { tier: "Pooled", touch: "low", min_score: 0 },
      ],
    },
  },
  {
    what: "totals",
    tool: "design_tiers",
    input: { tiers: reference, arr: 18_000_000 },
    // 40 x 150,000, and 18M less 120 x 30,000.
    output: { tiers: [{ arr: null, arr_low: 6_000_000, arr_high: 14_400_000 }] },
  },
  {
    what: "tiers",
    tool: "size_team",
    input: {
      tiers: [enterprise],
      team: { csm: 6, vp: 1 },
      costs: { csm: 150_000, vp: 280_000 },
      contract_hours: 2080,
      leave_hours: 200,
      customer_time: 0.6,
      expansion_mandate: false,
    },
    // (2,080 - 200) x 0.6 = 1,128; 40 x 81.5 = 3,260 hours.
    output: { hours_per_csm: 1128, csm_fte: 3260 / 1128, today: { cost: 6 * 150_000 + 280_000 } },
  },
  { what: "little is known", tool: "size_team", input: { tiers: [{ tier: "All", touch: "low", accounts: 90 }] } },
  {
    what: "a table and a fixed number of heads",
    tool: "size_team",
    input: { table: "accounts.csv", as_of: "2026-01-01", heads: 5 },
    output: { capacity: { csms: 5 } },
  },
  { what: "the books of a table", tool: "size_team", input: { table: "accounts.csv", show: "books" } },
  {
    what: "a table and a leaver",
    tool: "size_team",
    input: { table: "accounts.csv", as_of: "2026-01-01", leaving: ["Chiara Rossi"], team: { csm: 7 } },
    output: { leaving: ["Chiara Rossi"] },
  },
  {
    what: "a table and a budget",
    tool: "size_team",
    input: { table: "accounts.csv", as_of: "2026-01-01", budget: 1_000_000, costs: { csm: 145_000 }, team: { csm: 7 } },
  },
  { what: "totals", tool: "build_blueprint", input: { company_file: "reference-company.yaml" } },
  { what: "the least there can be", tool: "build_blueprint", input: { company: { arr: 2_000_000, accounts: 50 } } },
  { what: "a table", tool: "build_blueprint", input: { table: "accounts.csv", as_of: "2026-01-01" } },
  {
    what: "both",
    tool: "build_blueprint",
    input: { company_file: "company.yaml", table: "accounts.csv", as_of: "2026-01-01" },
    output: { economics: { gross_margin: 0.79, gross_margin_known: true }, team: { csms_today: 7, heads_today: 9 } },
  },
  {
    what: "both, with a fixed number of heads",
    tool: "build_blueprint",
    input: { company_file: "company.yaml", table: "accounts.csv", as_of: "2026-01-01", heads: 4 },
  },
];

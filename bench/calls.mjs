// What each tool is asked: once on totals or a few rows, and once on 5,000 accounts where a tool takes accounts.
import { bookAccounts, inlineHealth, renewals } from "./make-tables.mjs";

const book = bookAccounts();
const asOf = "2026-01-01";
const tiers = [
  { tier: "Enterprise", touch: "high", min_arr: 150_000, accounts: 40 },
  { tier: "Mid-market", touch: "low", min_arr: 30_000, accounts: 120 },
  { tier: "SMB", touch: "tech", min_arr: 0, accounts: 180 },
];
const sizes = [
  { tier: "Enterprise", touch: "high", accounts: 40, arr: 7_250_000, hours_per_account: 81.5 },
  { tier: "Mid-market", touch: "low", accounts: 120, arr: 8_050_000, hours_per_account: 20 },
];
const table = "tables/book-5000.csv";
const roles = ["champion", "decision_maker", "user"];
const contact = (account, index) => ({
  name: `Contact ${index}`,
  role: roles[index % roles.length],
  level: "director",
  relationship: 1 + (index % 5),
  last_contact: `2025-${String(1 + (index % 12)).padStart(2, "0")}-10`,
  account,
});

/** Accounts with no must, so that the choice among plays is as large as it gets. */
const week = (owners) =>
  Array.from({ length: 400 }, (_, index) => ({
    account: `A${index}`,
    owner: `CSM ${index % owners}`,
    arr: 1000 + ((index * 7919) % 97) * 1000,
    touch: index % 3 ? "high" : "low",
    light: index % 2 ? "yellow" : "red",
    last_contact: "2025-12-30",
    renewal_date: `2026-0${1 + (index % 9)}-15`,
    notice_days: 10,
  }));

export const calls = [
  { tool: "find_rules", what: "a question", input: { query: "when do I hire CS ops?" } },
  { tool: "find_benchmarks", what: "a contract size", input: { metric: "nrr", acv: 60_000 } },
  { tool: "inspect_table", what: "5,000 accounts, table", input: { table } },
  {
    tool: "compute_nrr",
    what: "totals",
    input: { totals: { starting: 1_000_000, expansion: 150_000, contraction: 30_000, churn: 50_000 } },
  },
  { tool: "compute_nrr", what: "5,000 accounts, table of two amounts", input: { table, segment_by: "Segment" } },
  {
    tool: "compute_nrr",
    what: "5,000 accounts, inline",
    input: { rows: book.map(({ account, start, end }) => ({ account, start, end })) },
  },
  {
    tool: "compute_nrr",
    what: "5,000 accounts, 36 months each (128,000 rows)",
    input: { table: "tables/snapshots-5000.csv", from: "2024-12-01", to: "2025-12-01" },
  },
  {
    tool: "triage_book",
    what: "a team's week, 400 accounts of 8 CSMs, inline",
    input: { as_of: asOf, hours: 60, currency: "USD", accounts: week(8) },
  },
  {
    tool: "triage_book",
    what: "a week of one owner with 400 accounts, inline",
    input: { as_of: asOf, hours: 400, currency: "USD", accounts: week(1) },
  },
  {
    tool: "analyze_cohorts",
    what: "a few lives",
    input: {
      lives: [
        { months: 6, churned: true },
        { months: 12, churned: false },
      ],
    },
  },
  {
    tool: "analyze_cohorts",
    what: "5,000 lives, inline",
    input: { lives: book.map(({ start, end }, index) => ({ months: 1 + (index % 48), churned: start > 0 && end === 0 })) },
  },
  {
    tool: "analyze_cohorts",
    what: "5,000 accounts, 36 months each (128,000 rows)",
    input: { table: "tables/snapshots-5000.csv", as_of: "2025-12-01", interval: "quarter" },
  },
  {
    tool: "score_surveys",
    what: "counts",
    input: { nps: { promoters: 50, passives: 30, detractors: 20 }, population: 340 },
  },
  {
    tool: "score_surveys",
    what: "5,000 answers, inline",
    input: {
      nps: {},
      one_vote: true,
      responses: book.map(({ account, start, end }, index) => ({ account, rating: index % 11, arr: Math.max(start, end) })),
    },
  },
  {
    tool: "score_health",
    what: "one account",
    input: { accounts: [{ account: "Acme", touch: "high", scores: { usage: 80, engagement: 70, support: 60 } }] },
  },
  { tool: "score_health", what: "5,000 accounts with outcomes, table", input: { table: "tables/health-5000.csv" } },
  { tool: "score_health", what: "5,000 accounts, inline", input: { accounts: inlineHealth(5_000).accounts } },
  {
    tool: "forecast_renewals",
    what: "one renewal",
    input: {
      as_of: asOf,
      renewals: [{ account: "Acme", arr: 100_000, health: 85, renewal_date: "2026-03-31", notice_days: 30 }],
    },
  },
  { tool: "forecast_renewals", what: "5,000 renewals, inline", input: { as_of: asOf, renewals: renewals() } },
  { tool: "forecast_renewals", what: "5,000 renewals, table", input: { as_of: asOf, table: "tables/renewals-5000.csv" } },
  { tool: "design_tiers", what: "totals", input: { tiers, arr: 18_000_000 } },
  { tool: "design_tiers", what: "5,000 accounts, table", input: { table, method: "arr" } },
  { tool: "size_team", what: "totals", input: { tiers: sizes, team: { csm: 6, vp: 1 }, costs: { csm: 150_000, vp: 280_000 } } },
  { tool: "size_team", what: "5,000 accounts, table", input: { table, as_of: asOf, heads: 60 } },
  { tool: "draft_playbook", what: "one", input: { kind: "onboarding", touch: "high", start: "2026-01-12" } },
  { tool: "design_scorecard", what: "totals", input: { stage: "growth", motion: "enterprise", current: { grr: 0.9 } } },
  {
    tool: "design_compensation",
    what: "one plan",
    input: {
      ote: 140_000,
      base_share: 0.8,
      components: [
        { metric: "grr", weight: 0.6 },
        { metric: "expansion", weight: 0.3 },
        { metric: "health", weight: 0.1 },
      ],
    },
  },
  { tool: "assess_organization", what: "totals", input: { ask: "stage", customers: 340, csms: 6, funding: "series_b" } },
  { tool: "map_stakeholders", what: "one contact", input: { as_of: asOf, contacts: [contact("Acme", 1)] } },
  {
    tool: "map_stakeholders",
    what: "5,000 contacts, inline",
    input: { as_of: asOf, contacts: book.map(({ account }, index) => contact(account, index)) },
  },
  { tool: "plan_technology", what: "totals", input: { stage: "growth", csms: 8, accounts: 340, tools: ["crm", "support"] } },
  {
    tool: "model_economics",
    what: "totals",
    input: { ask: "lifetime_value", arpa: 12_000, gross_margin: 0.75, annual_churn: 0.1 },
  },
  {
    tool: "report_value",
    what: "one line",
    input: { investment: 120_000, lines: [{ name: "Faster close", value: 420_000, baseline: 45, after: 32, unit: "days" }] },
  },
  {
    tool: "build_blueprint",
    what: "totals",
    input: { company: { name: "Reference", arr: 18_000_000, accounts: 340, annual_logo_churn: 0.08, tiers } },
  },
  { tool: "build_blueprint", what: "5,000 accounts, table", input: { table, as_of: asOf } },
];

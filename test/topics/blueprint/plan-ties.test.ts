import { describe, expect, it } from "vitest";
import { buildPlan } from "../../../src/topics/blueprint/build-plan.ts";
import { planReads } from "../../../src/topics/blueprint/figures.ts";
import type { Plan, PlanInput } from "../../../src/topics/blueprint/plan.ts";
import type { Company } from "../../../src/topics/blueprint/question.ts";
import { planTies, type TiedParts } from "../../../src/topics/blueprint/ties.ts";
import { openTestPorts } from "../../open-test-ports.ts";

const { library } = openTestPorts();
const figures = Object.fromEntries(
  Object.entries(planReads).map(([name, reference]) => [name, library.figure(reference as never)]),
) as never;

// 2,000 x 0.5 = 1,000 hours a CSM: 20 x 80 + 60 x 20 = 2,800 hours, 2.8 CSMs; four are there.
const company: Company = {
  arr: 7_000_000,
  tiers: [
    { tier: "Enterprise", touch: "high", min_arr: 100_000, accounts: 20, arr: 4_000_000, hours_per_account: 80 },
    { tier: "Mid-market", touch: "low", min_arr: 0, accounts: 60, arr: 3_000_000, hours_per_account: 20 },
  ],
  team: { csm: 4, vp: 1 },
  costs: { csm: 100_000, vp: 200_000 },
  contract_hours: 2000,
  leave_hours: 0,
  customer_time: 0.5,
  targets: { nrr: 1.05 },
};
const renewals = {
  decisions: 60,
  renewed: 55,
  atr: 5_000_000,
  gross: 0.94,
  gross_low: 0.94,
  logo: 55 / 60,
  loss_at_renewal: 300_000,
  loss_mid_term: 100_000,
  loss_undated: 0,
  loss: 400_000,
};
const retention: PlanInput["retention"] = {
  from: "2025-01-01",
  to: "2026-01-01",
  nrr: 1,
  grr: 0.94,
  logo_retention: 0.93,
  bridge: {
    starting: 6_700_000,
    new: 300_000,
    expansion: 400_000,
    reactivation: 0,
    contraction: 100_000,
    churn: 300_000,
    ending: 7_000_000,
  },
  accounts: { starting: 80, churned: 6, contracted: 4, flat: 40, expanded: 30, new: 6, reactivated: 0 },
  top_account: 0.05,
  by_tier: [],
  top_losses: [],
  renewals,
};

const plan: Plan = buildPlan({ company, book: null, retention, as_of: "2026-01-01" }, figures);
const parts: TiedParts = {
  facts: plan.facts,
  tiers: plan.tiers,
  scenarios: plan.scenarios,
  team: plan.sizing,
  choice: plan.choice,
  losses: plan.losses,
  book: null,
  retention,
  renewals: null,
  playbooks: plan.playbooks,
  playbook_hours: [{ tier: "Enterprise", hours: 640, sized: 1600 }],
  targets: { nrr: 1.05 },
  customer_time: 0.5,
  most_nrr: 1.2,
  history_gap: 0.05,
  hire_from: 0.5,
  quota: false,
};
const failing = (change: Partial<TiedParts>) =>
  planTies({ ...parts, ...change })
    .filter(({ ok }) => !ok)
    .map(({ check }) => check);
const [pool, ...otherPools] = plan.sizing.pools;
const [optionA, ...otherOptions] = plan.options;
const renewalsOf = (expected: number) => ({
  from: "2026-01-01",
  to: "2027-01-01",
  due: 7_000_000,
  expected,
  low: 0,
  high: 0,
  months: [],
  left_out: [],
  left_out_arr: 0,
  moves_most: null,
  spread: null,
  lines: [],
});

describe("breaking one part by hand", () => {
  it("all tie while nothing is broken", () => {
    expect(failing({})).toEqual([]);
  });

  it.each<[string, Partial<TiedParts>, RegExp]>([
    ["an account in no tier", { facts: { ...plan.facts, accounts: 81 } }, /Tiers hold every account/],
    ["ARR missing in a tier", { scenarios: [{ scenario: "given", tiers: [{ arr: 6_999_999 }] }] }, /Tiers hold the whole ARR/],
    [
      "a movement off by a dollar",
      { retention: { ...retention, bridge: { ...retention.bridge, expansion: 400_001 } } },
      /movements add up/,
    ],
    [
      "a loss that no renewal explains",
      { retention: { ...retention, renewals: { ...renewals, loss_mid_term: 99_999 } } },
      /Losses at renewals/,
    ],
    [
      "a pool that serves one account too many",
      { team: { ...plan.sizing, pools: [{ ...pool!, accounts: 21 }, ...otherPools] } },
      /Pools serve/,
    ],
    [
      "hours counted twice",
      { team: { ...plan.sizing, pools: [{ ...pool!, fte: pool!.fte + 0.1 }, ...otherPools] } },
      /Every hour is counted once/,
    ],
    [
      "a CSM counted twice",
      { team: { ...plan.sizing, pools: [{ ...pool!, csms: pool!.csms + 1 }, ...otherPools] } },
      /rounded up once/,
    ],
    [
      "a head missing in the chart",
      { team: { ...plan.sizing, org_chart: plan.sizing.org_chart.slice(1) } },
      /org chart holds every head/,
    ],
    [
      "a plan that costs more than its roles",
      { choice: { ...plan.choice, options: [{ ...optionA!, cost: optionA!.cost! + 1 }, ...otherOptions] } },
      /roles times cost/,
    ],
    [
      "playbooks longer than the hours",
      { playbook_hours: [{ tier: "Enterprise", hours: 1601, sized: 1600 }] },
      /playbooks of Enterprise/,
    ],
    ["a target no mix reaches", { targets: { nrr: 1.21 } }, /NRR target, at most/],
    ["a GRR target below today", { targets: { grr: 0.93 } }, /GRR today, at most its target/],
    ["a target of customer time below today", { targets: { customer_time: 0.45 } }, /Customer time today/],
    [
      "work left undone by the recommended plan",
      { choice: { ...plan.choice, need: { ...plan.choice.need, middle: 4.6 } } },
      /less than a hire of work undone/,
    ],
    [
      "more lost than there is",
      { losses: { ...plan.losses, arr_lost: { low: 0, central: 0, high: 7_000_001, from: "logo churn" } } },
      /ARR lost in a year/,
    ],
    [
      "cases out of their order",
      {
        losses: {
          ...plan.losses,
          churn: [0.9, 0.95].map((rate) => ({ scenario: "in proportion" as const, arr_lost: 0, grr_before_contraction: rate })),
        },
      },
      /in their order/,
    ],
    ["a forecast that history contradicts", { renewals: renewalsOf(5_600_000) }, /agrees with last year's GRR/],
    [
      "a broken bound",
      {
        choice: {
          ...plan.choice,
          options: plan.options.map((one) => ({ ...one, broken: [{ bound: "losses" as const, limit: 1, value: 2 }] })),
        },
      },
      /breaks no bound/,
    ],
    [
      "a company file that says otherwise",
      { facts: { ...plan.facts, disagreements: [{ what: "ARR", stated: 8_000_000, counted: 7_000_000 }] } },
      /agree on ARR/,
    ],
  ])("%s makes its own tie fail and no other", (_, change, check) => {
    const failed = failing(change);
    expect(failed).toHaveLength(1);
    expect(failed[0]).toMatch(check);
  });
});

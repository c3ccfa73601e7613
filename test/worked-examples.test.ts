// Cases whose answers were worked out independently of this program, each through the tool that answers it, to the digits they were given with;
// and the wrong answers that go round for them, which no tool may print.
import { describe, expect, it } from "vitest";
import { answerOf, fieldsOf, placesOfNumber, refusalOf } from "./end-to-end.ts";
import { openTestPorts } from "./open-test-ports.ts";
import { temporaryFolder } from "./temporary-folder.ts";

interface Retention {
  nrr: number | null;
  grr: number | null;
  logo_retention: number | null;
  quick_ratio: number | null;
  bridge: Record<string, number | null>;
  definitions: { definition: string; nrr: number | null; grr: number | null }[];
  refused: { definition: string; nrr: number | null; grr: number | null; why: string }[];
  annualised: { grr: number } | null;
  noise: { logo_half_width: number | null };
}
const digits = (value: number | null | undefined, places: number) => Number(value!.toFixed(places));

describe("retention from totals", () => {
  it.each([
    ["of 1,000,000", { starting: 1_000_000, expansion: 150_000, contraction: 30_000, churn: 50_000 }, 1.07, 0.92],
    ["of 100", { starting: 100, expansion: 31, contraction: 3, churn: 8 }, 1.2, 0.89],
  ])("%s", async (_, totals, nrr, grr) => {
    const found = await fieldsOf<Retention>("compute_nrr", { totals });
    expect([digits(found.nrr, 12), digits(found.grr, 12)]).toEqual([nrr, grr]);
  });
});

describe("retention from accounts", () => {
  const rows = [
    { account: "A", start: 100, end: 150 },
    { account: "B", start: 100, end: 60 },
    { account: "C", start: 100, end: 0 },
    { account: "D", start: 0, end: 80, paid_before: false },
    { account: "E", start: 50, end: 50 },
    { account: "F", start: 0, end: 40, paid_before: true },
    // Up to 260 in May and down to 180 in October: 20 less than at the start.
    { account: "G", start: 200, end: 180 },
  ];

  it("nets inside each account, point to point, and leaves new and returned accounts out", async () => {
    const found = await fieldsOf<Retention>("compute_nrr", { rows });
    expect(found.bridge).toMatchObject({ starting: 550, expansion: 50, contraction: 60, churn: 100 });
    // 440 of the opening cohort are left: 550 + 50 - 60 - 100.
    expect(found.bridge.starting! + found.bridge.expansion! - found.bridge.contraction! - found.bridge.churn!).toBe(440);
    expect(found.nrr).toBeCloseTo(0.8, 12);
    expect(found.grr).toBeCloseTo(0.7090909090909091, 12);
    expect(found.logo_retention).toBeCloseTo(0.8, 12);
  });

  it("never answers with the 101.8% that new and returned accounts would make of it: only names it as refused", async () => {
    const { result, text } = await answerOf("compute_nrr", { rows });
    const leaked = 1.018181818181818;
    expect(placesOfNumber(result, leaked)).toEqual(["refused[0].nrr"]);
    expect((result as unknown as Retention).refused[0]!.why).toContain("growth, not retention");
    expect(result.summary).not.toMatch(/101\.8|102%/);
    expect(text.split("\n").filter((line) => line.includes("101.8"))).toHaveLength(1);
  });
});

describe("the movement trap: 100, then 200, then 50", () => {
  const ports = openTestPorts(
    temporaryFolder({ "trap.csv": "account,month,mrr\nA,2025-01-01,100\nA,2025-02-01,200\nA,2025-03-01,50\n" }),
  );

  it("keeps half, and refuses the GRR of -50% that adding up movements gives", async () => {
    const found = await fieldsOf<Retention>("compute_nrr", { table: "trap.csv", from: "2025-01-01", to: "2025-03-01" }, ports);
    expect([found.nrr, found.grr]).toEqual([0.5, 0.5]);
    expect(found.definitions.find(({ definition }) => definition === "movements_of_cohort")).toMatchObject({
      nrr: null,
      grr: null,
    });
    expect(found.refused).toMatchObject([{ definition: "movements_of_cohort", grr: -0.5 }]);
    expect(found.refused[0]!.why).toContain("lose more than they had");
    expect(found.summary).not.toContain("-50");
  });

  it("is refused as totals: contraction of 150 out of 100", async () => {
    const totals = { starting: 100, expansion: 100, contraction: 150, churn: 0 };
    expect(await refusalOf("compute_nrr", { totals })).toMatch(/is 150, more than totals\.starting 100/);
  });
});

describe("a monthly GRR of 98%", () => {
  it("is 78.47% a year, compounded, and nowhere the 76% of twelve subtractions", async () => {
    const { result, text } = await answerOf("compute_nrr", { monthly_grr: 0.98 });
    expect((result as unknown as Retention).annualised!.grr).toBeCloseTo(0.7847167237347998, 14);
    expect(result.summary).toContain("78.5%");
    expect(placesOfNumber(result, 0.76)).toEqual([]);
    expect(text).not.toMatch(/\b76(\.0)?%/);
  });
});

describe("quick ratio", () => {
  it("is 2.20863309352518 for 18.4 new and 12.3 expansion over 9.8 churn and 4.1 contraction", async () => {
    const totals = { starting: 100, new: 18.4, expansion: 12.3, churn: 9.8, contraction: 4.1 };
    expect((await fieldsOf<Retention>("compute_nrr", { totals })).quick_ratio).toBeCloseTo(2.20863309352518, 13);
  });
});

describe("surveys", () => {
  interface Surveys {
    nps: { score: number; margin: number; low: number; high: number };
    csat: { share: number; low: number; high: number };
  }

  it.each([
    [{ promoters: 50, passives: 30, detractors: 20 }, 15.307808],
    [{ promoters: 10, passives: 6, detractors: 4 }, 34.229299],
  ])("NPS of %j is 30, give or take %d", async (nps, margin) => {
    const found = await fieldsOf<Surveys>("score_surveys", { nps });
    expect(found.nps.score).toBe(30);
    expect(digits(found.nps.margin, 6)).toBe(margin);
    expect([digits(found.nps.low, 6), digits(found.nps.high, 6)]).toEqual([digits(30 - margin, 6), digits(30 + margin, 6)]);
  });

  it.each([
    [8, 10, 0.4901625, 0.9433178],
    [80, 100, 0.7111708, 0.8666331],
  ])("%d satisfied of %d is 80%, between %d and %d", async (satisfied, responses, low, high) => {
    const { csat } = await fieldsOf<Surveys>("score_surveys", { csat: { satisfied, responses, type: "top_box" } });
    expect([csat.share, digits(csat.low, 7), digits(csat.high, 7)]).toEqual([0.8, low, high]);
  });
});

describe("a health score with missing components", () => {
  const account = { account: "Acme", scores: { usage: 80, engagement: 70, support: 60 } };
  const weights = { usage: 0.3, engagement: 0.25, relationship: 0.2, support: 0.15, growth: 0.1 };

  it.each([
    ["the general weights", {}],
    ["the same weights, given", { weights }],
  ])("is 72.14 at 70%% coverage, between 50.5 and 80.5, by %s", async (_, more) => {
    const { result } = await answerOf("score_health", { accounts: [account], ...more });
    const [found] = result.accounts as {
      score: number;
      coverage: number;
      possible_low: number;
      possible_high: number;
      band: string;
    }[];
    expect(found!.score).toBeCloseTo(72.14285714285714, 9);
    expect(found!.coverage).toBeCloseTo(0.7, 12);
    expect([found!.possible_low, found!.possible_high]).toEqual([50.5, 80.5]);
    // 50.5 is what filling with zeros would give: it may stand as the lowest the score could be, and nowhere else.
    expect(placesOfNumber(result, 50.5)).toEqual(["accounts[0].possible_low"]);
    expect(found!.band).toBe("stable");
  });
});

describe("a renewal forecast", () => {
  const renewals = [
    { account: "A", arr: 100_000, health: 85 },
    { account: "B", arr: 50_000, health: 45 },
    { account: "C", arr: 75_000, health: 25 },
  ];
  const probabilities = [0.95, 0.6, 0.3];
  interface Forecast {
    due: number;
    expected: number;
    share: number;
    standard_deviation: number;
    probability_below_target: number;
    renewals: { account: string; probability_rate: number }[];
  }

  it.each([
    ["health", renewals],
    ["stated probabilities", renewals.map(({ account, arr }, index) => ({ account, arr, probability: probabilities[index] }))],
  ])("from %s expects 147,500 of 225,000, give or take 47,500", async (_, rows) => {
    // A hundredth above 100,000: ending below it is 100,000 or less.
    const found = await fieldsOf<Forecast>("forecast_renewals", { renewals: rows, target: 100_000.01 });
    expect([found.due, digits(found.expected, 6)]).toEqual([225_000, 147_500]);
    expect(found.share).toBeCloseTo(0.6555555555555556, 12);
    expect(found.standard_deviation).toBeCloseTo(47_500, 6);
    expect(found.probability_below_target).toBeCloseTo(0.307, 12);
    const rates = Object.fromEntries(found.renewals.map(({ account, probability_rate }) => [account, probability_rate]));
    expect(rates).toEqual({ A: 0.95, B: 0.6, C: 0.3 });
  });
});

describe("calibration: 95% assumed and 85% renewed", () => {
  interface Calibrated {
    calibration: { bands: { probability_of_this_few_or_fewer: number; differs: boolean }[] };
  }

  it.each([
    [17, 20, 0.07548367, false],
    [34, 40, 0.01387695, true],
  ])("%d of %d has a chance of %d, so it differs: %s", async (renewed, of, chance, differs) => {
    const found = await fieldsOf<Calibrated>("forecast_renewals", { history: [{ assumed: 0.95, renewed, of }] });
    const [band] = found.calibration.bands;
    expect([digits(band!.probability_of_this_few_or_fewer, 8), band!.differs]).toEqual([chance, differs]);
  });
});

describe("a score that is tested", () => {
  it("orders with an AUC of 0.9667, and its probabilities beat the base rate by 64%", async () => {
    const chances = [0.95, 0.85, 0.6, 0.3, 0.1, 0.95, 0.85, 0.6];
    const renewed = [1, 1, 0, 0, 0, 1, 1, 1];
    const outcomes = chances.map((probability, index) => ({
      account: String(index + 1),
      score: probability * 100,
      probability,
      renewed: renewed[index] === 1,
    }));
    const { validation } = await fieldsOf<{ validation: Record<string, number> }>("score_health", { outcomes });
    expect(validation.auc).toBeCloseTo(0.9666666666666667, 9);
    expect(validation.brier).toBeCloseTo(0.08375, 9);
    expect(validation.brier_of_base_rate).toBeCloseTo(0.234375, 9);
    expect(validation.brier_skill).toBeCloseTo(0.6426666666666667, 9);
  });
});

describe("how long customers stay", () => {
  const lives: [number, boolean][] = [
    [1, true],
    [3, true],
    [3, false],
    [5, false],
    [6, true],
    [8, false],
    [12, true],
    [12, false],
    [12, false],
    [12, false],
  ];

  it("is 50% after 12 months, step by step, and nowhere the 60% of those still here", async () => {
    const { result, text } = await answerOf("analyze_cohorts", {
      lives: lives.map(([months, churned]) => ({ months, churned })),
    });
    const steps = result.survival as { month: number; at_risk: number; churned: number; survival: number }[];
    expect(steps.map(({ month, at_risk, churned }) => [month, at_risk, churned])).toEqual([
      [1, 10, 1],
      [3, 9, 1],
      [6, 6, 1],
      [12, 4, 1],
    ]);
    [0.9, 0.8, 0.6666666666666667, 0.5].forEach((survival, index) => {
      expect(steps[index]!.survival).toBeCloseTo(survival, 12);
    });
    expect(placesOfNumber(result, 0.6)).toEqual([]);
    expect(text).not.toMatch(/\b60(\.0)?%/);
  });
});

describe("lifetime value of 12,000 a year at 75% margin", () => {
  interface Lifetime {
    cltv: { by_churn: number; discounted: number; annuity_due: number };
  }
  const customer = { ask: "lifetime_value", arpa: 12_000, gross_margin: 0.75 };

  it.each([
    [0.1, 90_000],
    [0.07, 128_571.42857142857],
  ])("at a churn of %d is %d", async (annual_churn, value) => {
    expect((await fieldsOf<Lifetime>("model_economics", { ...customer, annual_churn })).cltv.by_churn).toBeCloseTo(value, 6);
  });

  it("discounted by 10% is 45,000 paid at the end of each year and 49,500 at its start", async () => {
    const { cltv } = await fieldsOf<Lifetime>("model_economics", { ...customer, annual_churn: 0.1, discount: 0.1 });
    expect([digits(cltv.discounted, 6), digits(cltv.annuity_due, 6)]).toEqual([45_000, 49_500]);
  });
});

describe("two companies over five years", () => {
  const companies = { ask: "compounding", opening_arr: 10_000_000, new_arr: 3_000_000, grr: [0.85, 0.93], years: 5 };
  interface Compounded {
    compounding: { difference: number; printed?: { difference: number; matches: string; checks: { difference: number }[] } };
  }
  const toTenThousand = (amount: number) => Math.round(amount / 10_000) * 10_000;

  it.each([
    ["opening", 4_440_000],
    ["new_too", 5_190_000],
  ])("by the convention %s they differ by %d", async (convention, difference) => {
    const found = await fieldsOf<Compounded>("model_economics", { ...companies, details: { convention } });
    expect(toTenThousand(found.compounding.difference)).toBe(difference);
  });

  it("answers the printed 6.5M with both figures and says that it follows from neither", async () => {
    const { result, text } = await answerOf("model_economics", { ...companies, details: { printed: 6_500_000 } });
    const { compounding } = result as unknown as Compounded;
    expect(compounding.printed).toMatchObject({ difference: 6_500_000, matches: "neither" });
    expect(compounding.printed!.checks.map(({ difference }) => toTenThousand(difference))).toEqual([4_440_000, 5_190_000]);
    expect(result.summary).toMatch(
      / 4\.44M[\s\S]*\(5\.19M[\s\S]*printed 6\.5M follows from these inputs under neither convention/,
    );
    // It stands in the answer as what was printed, and nowhere else.
    expect(placesOfNumber(result, 6_500_000)).toEqual(["compounding.printed.difference"]);
    expect(text).toContain("6.5M");
  });

  it("says nothing of 6.5M when nobody asks", async () => {
    const { text } = await answerOf("model_economics", companies);
    expect(text).not.toMatch(/6\.5M|6,500,000/);
  });
});

describe("a customer's return: 1,200,000 for 120,000", () => {
  const value = { investment: 120_000, lines: [{ name: "Faster close", value: 1_200_000, attribution: 1, validated: true }] };
  interface Value {
    roi: number;
    value_multiple: number;
    printed: { why: string };
  }

  it("has an ROI of 9 and a value multiple of 10, which are two things", async () => {
    const { roi, value_multiple, summary } = await fieldsOf<Value>("report_value", value);
    expect([roi, value_multiple]).toEqual([9, 10]);
    expect(summary).toMatch(/ROI of 900%/);
    expect(summary).not.toMatch(/ROI of (10|1,?000%|10x)/);
  });

  it("answers a printed 10x with both figures and the reason", async () => {
    const { roi, value_multiple, printed } = await fieldsOf<Value>("report_value", { ...value, printed: "10x" });
    expect([roi, value_multiple]).toEqual([9, 10]);
    expect(printed.why).toMatch(/multiple/i);
    expect(printed.why).toMatch(/ROI/);
  });
});

describe("the capacity of a CSM", () => {
  it("is 1,128 hours, and 40 accounts of 81.5 hours take 2.8900709 CSMs", async () => {
    const found = await fieldsOf<{ hours_per_csm: number; csm_fte: number }>("size_team", {
      tiers: [{ tier: "Enterprise", touch: "high", accounts: 40, hours_per_account: 81.5 }],
      contract_hours: 2080,
      leave_hours: 200,
      customer_time: 0.6,
    });
    expect([digits(found.hours_per_csm, 9), digits(found.csm_fte, 7)]).toEqual([1128, 2.8900709]);
  });
});

describe("compensation of 140,000 at 80% base", () => {
  it("is 112,000 and 28,000, of which 16,800, 8,400 and 2,800", async () => {
    const found = await fieldsOf<{ base: number; variable: number; components: { metric: string; at_target: number }[] }>(
      "design_compensation",
      {
        ote: 140_000,
        base_share: 0.8,
        components: [
          { metric: "grr", weight: 0.6 },
          { metric: "expansion", weight: 0.3 },
          { metric: "health", weight: 0.1 },
        ],
      },
    );
    expect([found.base, found.variable]).toEqual([112_000, 28_000]);
    expect(Object.fromEntries(found.components.map(({ metric, at_target }) => [metric, at_target]))).toEqual({
      grr: 16_800,
      expansion: 8400,
      health: 2800,
    });
  });
});

describe("the noise of 8% logo churn among 340 accounts", () => {
  const accounts = 340;
  const churn = 0.08;

  it("is 2.9 points either way, which is a standard deviation of 5 of 27.2 logos", async () => {
    const found = await fieldsOf<{ detectable_effect: { logo_half_width: number } }>("model_economics", {
      ask: "business_case",
      arr: 18_000_000,
      annual_churn: churn,
      options: [{ name: "B", cost: 490_000 }],
      details: { accounts },
    });
    const { logo_half_width } = found.detectable_effect;
    expect(digits(logo_half_width * 100, 1)).toBe(2.9);
    // Half a 95% interval is 1.96 standard deviations of a share; times the accounts, of logos.
    expect(digits((logo_half_width / 1.959964) * accounts, 1)).toBe(5);
  });

  it("is the same beside a measured logo retention, and 27 logos in a plan", async () => {
    const totals = { starting: 1000, expansion: 0, contraction: 0, churn: 80, starting_accounts: accounts, churned_accounts: 27 };
    expect(digits((await fieldsOf<Retention>("compute_nrr", { totals })).noise.logo_half_width! * 100, 1)).toBe(2.9);
    const plan = await fieldsOf<{ verdict: string[] }>("build_blueprint", {
      company: { arr: 18_000_000, accounts, annual_logo_churn: churn },
    });
    expect(plan.verdict.join(" ")).toContain("27 customers left");
  });
});

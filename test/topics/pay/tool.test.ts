import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resultSchema, runTool } from "../../../src/tool/run.ts";
import { designCompensation } from "../../../src/topics/pay/tool.ts";
import { cases } from "../../cases.ts";
import { everyNullHasAReason } from "../../every-null-has-a-reason.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { subsetOf } from "../../subset-of.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

type Result = Awaited<ReturnType<typeof designCompensation.run>>["fields"] & {
  summary: string;
  warnings: { code: string; message: string }[];
  assumptions: { what: string; value: string }[];
};
const ports = openTestPorts();
const noBadNumber = (value: unknown): void => {
  if (typeof value === "number") expect(Number.isFinite(value)).toBe(true);
  else if (typeof value === "object" && value !== null) for (const one of Object.values(value)) noBadNumber(one);
};
const call = async (input: object, through = ports): Promise<Result> => {
  const { result } = await runTool(designCompensation, input, through);
  expect(resultSchema(designCompensation).safeParse(result).error?.issues ?? []).toEqual([]);
  expect(JSON.stringify(result).length).toBeLessThan(10_000);
  everyNullHasAReason(result);
  noBadNumber(result);
  return result as unknown as Result;
};
const codes = ({ warnings }: Result) => warnings.map(({ code }) => code);
const plan = {
  ote: 140_000,
  base_share: 0.8,
  components: [
    { metric: "grr", weight: 0.6 },
    { metric: "expansion", weight: 0.3 },
    { metric: "health", weight: 0.1 },
  ],
};
const one = (parts: object) => ({ ...plan, components: [{ metric: "grr", weight: 1, ...parts }] });

describe("the calls of the built server", () => {
  it.each(cases.filter(({ tool, tags }) => tool === "design_compensation" && tags.includes("door")))(
    "$name",
    async ({ input, output }) => {
      expect(subsetOf(await call(input), output)).toEqual([]);
    },
  );
});

describe("design_compensation", () => {
  const golden = resolve(import.meta.dirname, "../../../../shared/knowledge/worked-examples.json");
  it("the worked example", async (context) => {
    let file: string;
    try {
      file = readFileSync(golden, "utf8");
    } catch {
      return context.skip("the worked examples are not beside the repository");
    }
    const { ote, base_share, weights, base, variable, ...parts } = JSON.parse(file).compensation;
    const components = Object.entries(weights).map(([metric, weight]) => ({ metric, weight }));
    const result = await call({ ote, base_share, components });
    expect(result).toMatchObject({ base, variable });
    for (const { metric, at_target } of result.components) expect(at_target).toBe(parts[metric]);
  });

  it("leads with what the plan costs, in money and people", async () => {
    const { summary } = await call({ ...plan, csms: 6 });
    // 6 x (112,000 + 0.8 x 28,000) = 806,400 and 6 x (112,000 + 1.1 x 28,000) = 856,800.
    expect(summary).toMatch(/^The plan costs \$806K to \$857K a year for 6 CSMs/);
    expect(summary).toContain("No outcome is paid twice");
    expect(summary).toMatch(/Not known: what your team reaches/);
  });

  it("says the expected cost once attainments are known, and what is paid twice", async () => {
    const { summary, cost } = await call({
      ...plan,
      components: [
        { metric: "nrr", weight: 0.5 },
        { metric: "grr", weight: 0.5, threshold: 0.95 },
      ],
      attainment: [0.9, 1, 1.1],
    });
    // Three CSMs, one a value. NRR pays 12,600 + 14,000 + 15,400, GRR 0 + 14,000 + 15,400: 71,400 with three bases of 112,000.
    expect(cost).toMatchObject({ csms: 3, at_distribution: 407_400, low_attainment: 0.9, high_attainment: 1.1 });
    expect(summary).toContain("At the attainments given the plan costs $407K a year for 3 CSMs");
    expect(summary).toContain("Up to $14K a CSM is paid twice for one outcome (nrr, grr)");
    // 0.95 x 14,000 = 13,300 and nothing just below.
    expect(summary).toContain("one small step at 95% of target moves $13K a CSM (grr, threshold)");
  });

  it("says that nobody is paid where no CSM is planned", async () => {
    for (const more of [{}, { attainment: [1] }]) {
      const { summary } = await call({ ...plan, csms: 0, ...more });
      // 0.8 x 140,000 = 112,000 and the other 28,000.
      expect(summary).toMatch(/^No CSM is planned.*base \$112K and variable \$28K of \$140K at target/);
      expect(summary).not.toContain("$0");
    }
  });

  it("assumes nothing in silence", async () => {
    const { assumptions } = await call({ ote: 100_000 });
    const what = assumptions.map((row) => row.what);
    expect(what).toEqual(expect.arrayContaining(["base_share", "components", "attainment", "csms", "components together"]));
    expect((await call({ ...plan, csms: 4, attainment: [1] })).assumptions.map((row) => row.what)).not.toContain("attainment");
  });

  it("0 is a value in every optional number", async () => {
    const zero = { threshold: 0, accelerator: 0, cap: 0, gate: 0 };
    const { components, assumptions, cost } = await call({ ...one(zero), csms: 0, attainment: [0] });
    expect(components[0]).toMatchObject(zero);
    expect(assumptions.map(({ what }) => what).join()).not.toMatch(/threshold|accelerator|csms/);
    expect(cost).toMatchObject({ csms: 0, at_target: 0, at_distribution: 0 });
    expect(await call({ ...plan, base_share: 0 })).toMatchObject({ base: 0, variable: 140_000 });
    expect(await call({ ...plan, ramp: { months: 0, new_csms: 0 } })).toMatchObject({ ramp_guarantee: { per_hire: 0, cost: 0 } });
    const weightless = [...plan.components, { metric: "nrr", weight: 0 }];
    expect(await call({ ...plan, components: weightless })).toMatchObject({ overlaps: [], components: { 3: { at_target: 0 } } });
  });

  it("a long list of events is shown as far as it fits, the largest first, and counted whole", async () => {
    const events = Array.from({ length: 200 }, (_, place) => ({
      kind: "closed",
      account: `Customer number ${place}`,
      arr: 1_000 + place,
    }));
    // 200 x 1,000 and 0 + 1 + ... + 199 = 19,900.
    const result = await call({ ...one({ target: 0.9 }), book: { arr: 2_000_000, kept: 1_600_000, events } });
    expect(result.events_total).toBe(200);
    expect(result.events[0]).toMatchObject({ arr: 1_199 });
    expect(result.events_effect).toMatchObject({ left_out_arr: 219_900 });
  });

  it("a plan of many components still fits one answer", async () => {
    const components = Array.from({ length: 9 }, (_, place) => ({ metric: `measure_${place}`, weight: 1 / 9, threshold: 0.9 }));
    expect((await call({ ...plan, components })).cliffs).toHaveLength(9);
    const long = components.map((row) => ({ ...row, metric: `${row.metric}_${"x".repeat(100)}` }));
    await expect(call({ ...plan, components: long })).rejects.toThrow(/too long to send/);
  });

  it("a base of all pay leaves nothing to share out", async () => {
    const { variable, payout_curve, cliffs } = await call({ ...plan, base_share: 1 });
    expect([variable, payout_curve[0]!.share, cliffs]).toEqual([0, null, []]);
  });

  it.each([
    ["weights short", { ...plan, components: [{ metric: "grr", weight: 0.9 }] }, /add up to 0\.9, 0\.1 short of 1/],
    [
      "weights above",
      {
        ...plan,
        components: [
          { metric: "a", weight: 0.6 },
          { metric: "b", weight: 0.6 },
        ],
      },
      /1\.2, 0\.2 above 1/,
    ],
    ["weights as percent", { ...plan, components: [{ metric: "grr", weight: 100 }] }, /weight 100 is not between 0 and 1/],
    ["base as percent", { ...plan, base_share: 80 }, /base_share is 80: give a fraction/],
    ["no pay", { ...plan, ote: 0 }, /ote is 0/],
    ["a cap below the threshold", one({ cap: 0.7, threshold: 0.8 }), /cap 0\.7 lies below threshold 0\.8/],
    ["a threshold as percent", one({ threshold: 80 }), /threshold 80 is not a share of target/],
    ["a negative accelerator", one({ accelerator: -1 }), /more would pay less/],
    [
      "a metric twice",
      {
        ...plan,
        components: [
          { metric: "GRR", weight: 0.5 },
          { metric: "grr", weight: 0.5 },
        ],
      },
      /grr stands there more/,
    ],
    ["attainment as percent", { ...plan, attainment: [95] }, /95 percent is 0\.95/],
    ["shares that are no whole", { ...plan, attainment: [{ attainment: 1, share: 0.9 }] }, /shares add up to 0\.9/],
    ["mixed attainments", { ...plan, attainment: [1, { attainment: 1, share: 1 }] }, /mixes plain values/],
    ["half a CSM", { ...plan, csms: 1.5 }, /csms is 1\.5/],
    ["more newcomers than people", { ...plan, csms: 1, ramp: { months: 3, new_csms: 2 } }, /more than all 1 csms/],
    [
      "an unknown event",
      { ...plan, book: { events: [{ kind: "unlucky", account: "A", arr: 1 }] } },
      /none of acquired, closed, reassigned/,
    ],
    [
      "events above their book",
      { ...plan, book: { arr: 5, kept: 5, events: [{ kind: "closed", account: "A", arr: 6 }] } },
      /more than its own/,
    ],
    [
      "a loss the book did not have",
      { ...plan, book: { arr: 9, kept: 9, events: [{ kind: "closed", account: "A", arr: 6 }] } },
      /lost more than it did/,
    ],
    ["too much money", { ...plan, ote: 1e14 }, /money exact|exactly/],
    ["a misspelt field", { ...plan, base: 0.8 }, /base/],
    ["an unknown standard", { ...plan, standard: "nobody" }, /nobody/],
  ])("refuses %s", async (_, input, message) => {
    await expect(runTool(designCompensation, input, ports)).rejects.toThrow(message);
  });

  it("warns of what makes a plan fail", async () => {
    expect(codes(await call(one({ cap: 0.9 })))).toContain("target_not_paid");
    expect(codes(await call(one({ gate: 0 })))).toContain("gate_always_open");
    // 1.2 times 0.92 is above 1, which gross retention cannot be.
    expect(codes(await call(one({ target: 0.92 })))).toContain("beyond_the_possible");
    expect(codes(await call(one({ target: 0.92, cap: 1 })))).not.toContain("beyond_the_possible");
    expect(codes(await call(one({ target: 92 })))).toContain("target_out_of_reach");
    const points = { ...plan, components: [{ metric: "NPS", weight: 1 }] };
    expect(codes(await call(points))).toContain("satisfaction_by_the_point");
    expect(codes(await call({ ...plan, csms: 5, attainment: [1, 0.9] }))).toContain("people_and_attainments");
    expect(codes(await call({ ...plan, csms: 2, attainment: [1, 0.9] }))).toEqual([]);
  });

  it("one's own figures count, and no source's pay is compared in another currency", async () => {
    const own = temporaryFolder({
      "own.yaml": "currency: EUR\nfigures:\n  org-pay-checks:\n    pay_line: { threshold: 0.5, accelerator: 2 }\n",
    });
    const result = await call({ ...plan, attainment: [1] }, openTestPorts(own, [], join(own, "own.yaml")));
    expect(result.components[0]).toMatchObject({ threshold: 0.5, accelerator: 2 });
    expect(result.market.every(({ your_pay }) => your_pay === null)).toBe(true);
    expect(result.summary).toContain("€140K");
  });

  it("neither the order of components nor of people changes a sum", async () => {
    const shuffled = fc.tuple(
      fc.shuffledSubarray(plan.components, { minLength: 3 }),
      fc.shuffledSubarray([0.7, 0.9, 1.1, 1.3], { minLength: 4 }),
    );
    const odd = { ...plan, ote: 140_000.03 };
    const right = await call({ ...odd, attainment: [0.7, 0.9, 1.1, 1.3] });
    await fc.assert(
      fc.asyncProperty(shuffled, async ([components, attainment]) => {
        const result = await call({ ...odd, components, attainment });
        expect(result.cost).toEqual(right.cost);
        expect(result.payout_curve).toEqual(right.payout_curve);
      }),
      { numRuns: 20 },
    );
  });

  it("any plan's parts sum to the whole, and its curve never falls", async () => {
    const random = fc.record({
      ote: fc.integer({ min: 1, max: 50_000_000 }).map((cents) => cents / 100),
      base_share: fc.double({ min: 0, max: 1, noNaN: true }),
      cut: fc.double({ min: 0, max: 1, noNaN: true }),
      threshold: fc.double({ min: 0, max: 1, noNaN: true }),
      accelerator: fc.double({ min: 0, max: 5, noNaN: true }),
    });
    await fc.assert(
      fc.asyncProperty(random, async ({ ote, base_share, cut, threshold, accelerator }) => {
        const components = [
          { metric: "grr", weight: cut, threshold, accelerator },
          { metric: "expansion", weight: 1 - cut },
        ];
        const { base, variable, components: parts, payout_curve } = await call({ ote, base_share, components });
        const cents = (amount: number) => Math.round(amount * 100);
        expect(cents(base) + cents(variable)).toBe(cents(ote));
        expect(parts.reduce((sum, { at_target }) => sum + cents(at_target), 0)).toBe(cents(variable));
        for (let row = 1; row < payout_curve.length; row++)
          expect(payout_curve[row]!.payout).toBeGreaterThanOrEqual(payout_curve[row - 1]!.payout);
      }),
      { numRuns: 60 },
    );
  });
});

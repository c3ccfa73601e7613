import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { designCompensation } from "../../../src/topics/pay/tool.ts";
import { cases } from "../../cases.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { subsetOf } from "../../subset-of.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { callerOf, codesOf } from "../../tool-caller.ts";

const ports = openTestPorts();
const { call, refusal } = callerOf(designCompensation, ports);
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

  it("leads with what is wrong, and gives the cost in money and people", async () => {
    const { summary, because, faults } = await call({ ...plan, csms: 6 });
    // Nobody said that pay was above target, so the example only reaches it. No target is given: 88% against 92% is an example, 0.9565 of target.
    // 0.6 x 88/92 + 0.1 = 0.6739, so growth must add 0.3261: 0.3261 / 0.3 = 1.087, the first whole step 1.09. 16,069.57 + 9,156 + 2,800 = 28,025.57.
    expect(summary).toMatch(
      /^Nothing holds pay back when GRR is missed, and growth makes up for it: GRR at 88% \(target, say, 92%\) with expansion at 109% and health at 100% of target still pays 28K, 100%\./,
    );
    expect(faults.map(({ code }) => code)).toEqual(["no_gate", "pays_for_failure", "no_cap", "own_score", "nothing_on_nrr"]);
    // 6 x 140,000. Repaired: 6 x 112,000 where nothing variable is paid, and 1.5 x 28,000 on top of each at the caps.
    expect(because.at(-1)).toMatch(
      /^6 CSMs cost 840K a year at target .*, now without a ceiling; repaired it is 672K to 924K, 840K at target\.$/,
    );
  });

  it("says the expected cost once attainments are known, and what is paid twice", async () => {
    const { because, cost, faults } = await call({
      ...plan,
      components: [
        { metric: "nrr", weight: 0.5 },
        { metric: "grr", weight: 0.5, threshold: 0.95 },
      ],
      attainment: [0.9, 1, 1.1],
    });
    // Three CSMs, one a value. NRR pays 12,600 + 14,000 + 15,400, GRR 0 + 14,000 + 15,400: 71,400 with three bases of 112,000.
    expect(cost).toMatchObject({ csms: 3, at_distribution: 407_400, low_attainment: 0.9, high_attainment: 1.1 });
    expect(because.at(-1)).toContain("At the attainments given the plan costs 407K a year for 3 CSMs");
    const said = faults.map(({ what }) => what).join(" ");
    expect(said).toContain("Up to 14K a CSM is paid twice for one outcome (NRR, GRR)");
    // 0.95 x 14,000 = 13,300 and nothing just below.
    expect(said).toContain("One small step at 95% of target moves 13K a CSM (GRR, threshold)");
  });

  it("the plan of a leader whose net retention fell while half the team was paid above target", async () => {
    const asked = {
      ote: "120k",
      base_share: "70/30",
      components: [
        { metric: "GRR", weight: "50%" },
        { metric: "expansion", weight: "30%" },
        { metric: "NPS", weight: "20%" },
      ],
      attainment: [{ attainment: 1.2, share: 0.5 }],
    };
    const { summary, faults, examples, cases, cost, repaired, because, say } = await call(asked);
    // 18,000 x 88/92 = 17,217.39 and 7,200 of NPS leave 18,782.61 of 43,200: 1.739 x 10,800, so 1.74, which pays 18,792.
    expect(examples).toMatchObject([{ attainment: { expansion: 1.74, nps: 1 }, payout: 43_209.39 }]);
    expect(examples[0]!.parts).toEqual({ grr: 17_217.39, expansion: 18_792, nps: 7_200 });
    expect(examples[0]!.attainment.grr).toBeCloseTo(88 / 92, 12);
    expect(summary).toContain(
      "GRR at 88% (target, say, 92%) with expansion at 174% and NPS at 100% of target still pays 43.2K, 120%",
    );
    // 0.5 x 1.2 + 0.5 x 0.8 = 1.
    expect(summary).toContain("Half the team at 120% means loose targets, unless the rest averaged 80% or less");
    expect(summary.split(/\s+/).length).toBeLessThanOrEqual(60);
    expect(faults.map(({ code }) => code)).toEqual([
      "no_gate",
      "pays_for_failure",
      "no_cap",
      "paid_for_noise",
      "targets_loose",
      "nothing_on_nrr",
    ]);
    // 88 of 92 of 18,000; all of 0.2 x 36,000. Losses of 12% for 8% are half again as high, and cost 782.61.
    expect(faults.map(({ pays }) => pays)).toEqual([43_209.39, 17_217.39, null, 7_200, null, null]);
    expect(because[0]).toBe(
      "GRR at 88% (target, say, 92%): losses are 50% higher (12% for 8%) and pay falls by 783, to 17.2K of 18K (a straight line is assumed, as no threshold was given).",
    );
    // 84,000 + 0.5 x 1.2 x 36,000 + 0.5 x (0.8 to 1.1) x 36,000.
    expect(cost).toMatchObject({ known_share: 0.5, at_distribution: null, low: 120_000, high: 125_400 });
    expect(repaired?.components.map(({ metric, weight }) => [metric, weight])).toEqual([
      ["grr", 0.7],
      ["expansion", 0.3],
    ]);
    // 0.7 x 36,000 = 25,200 for GRR: nothing at 88%, half at 90%, all at 92%, half more at 95%. The caps pay 37,800 + 1.5 x 10,800 = 54,000.
    expect(repaired?.payout_table.map(({ level, share, pays }) => [level, share, pays])).toEqual([
      [0.88, 0, 0],
      [0.9, 0.5, 12_600],
      [0.92, 1, 25_200],
      [0.95, 1.5, 37_800],
    ]);
    expect(repaired).toMatchObject({ at_target: 120_000, least: 84_000, most: 138_000 });
    // 35,217.39 is all but 782.61; repaired the miss leaves the 10,800 of expansion, and 1.74 of it counts as 1.5: 16,200.
    expect(cases.map(({ name, now, repaired: then }) => [name, now, then])).toEqual([
      ["at_target", 36_000, 36_000],
      ["missed", 35_217.39, 10_800],
      // The miss stands exactly at the repaired gate, 88 of 92. A step of 0.01 lower all is held back; now 180 less than at the miss.
      ["below_gate", 35_037.39, 0],
      ["made_up", 43_209.39, 16_200],
    ]);
    // The repaired plan, given back, pays its own table and has none of these faults.
    const again = await call({
      ote: 120_000,
      base_share: 0.7,
      components: repaired!.components.map(({ metric, weight, threshold, from_zero, accelerator, cap, gate }) => ({
        ...{ metric, weight, threshold, from_zero, accelerator },
        ...(cap === null ? {} : { cap }),
        ...(gate === null ? {} : { gate }),
      })),
    });
    expect([again.faults, again.repaired]).toEqual([[], null]);
    // Its gate is a cliff of the expansion earned there, 88/92 x 10,800 = 10,330.43, so the answer may not say that nothing is left.
    expect(again.cliffs).toMatchObject([{ metric: "grr", kind: "gate" }]);
    expect(again.cliffs[0]!.jump).toBeCloseTo((88 / 92) * 10_800, 2);
    expect(again.do_next[0]).toMatch(
      /^Only the gate is left to decide: at 95\.7% of the GRR target 10\.3K a CSM hangs on one step\./,
    );
    expect(again.because[0]).toContain("The gate is a cliff on purpose");
    expect(again.cases.map(({ name, now }) => [name, now])).toEqual([
      ["at_target", 36_000],
      ["below_gate", 0],
    ]);
    for (const { level, pays } of repaired!.payout_table) {
      const { people } = await call({
        ote: 120_000,
        base_share: 0.7,
        components: again.components.map(({ metric, weight, threshold, from_zero, accelerator, cap, gate }) => ({
          ...{ metric, weight, threshold, from_zero, accelerator },
          ...(cap === null ? {} : { cap }),
          ...(gate === null ? {} : { gate }),
        })),
        people: [{ name: "Ann", attainment: { grr: level / 0.92, expansion: 0 } }],
      });
      expect(people[0]!.payout).toBeCloseTo(pays, 2);
    }
    // One share of the team need not be a list.
    expect((await call({ ...asked, attainment: { share: 0.5, attainment: 1.2 } })).summary).toBe(summary);
    expect([because.length, typeof say?.ceo]).toEqual([3, "string"]);
  });

  it("a target makes the pay of a failure plain, and a gate, a threshold and caps leave nothing to mend", async () => {
    const half = await call(one({ target: 0.9 }));
    expect(half.faults.map(({ what }) => what).join(" ")).toContain(
      "GRR at 86% (target 90%): losses are 40% higher (14% for 10%) and pay falls by 1.2K, to 26.8K of 28K",
    );
    const sound = {
      ...plan,
      components: [
        { metric: "grr", weight: 0.7, threshold: 0.96, from_zero: true, gate: 0.95, cap: 1 },
        { metric: "expansion", weight: 0.3, cap: 1.5 },
      ],
    };
    const { faults, repaired, summary, do_next } = await call(sound);
    expect([faults, repaired]).toEqual([[], null]);
    expect(summary).toMatch(/^Nothing in this plan pays one outcome twice/);
    // At the gate 0.95 x 8,400 = 7,980 of expansion is held back by one step.
    expect(do_next[0]).toMatch(/^Only the gate is left to decide: at 95% of the GRR target 8K a CSM/);
    const plain = await call({
      ...sound,
      components: [{ metric: "nrr", weight: 1, threshold: 0.96, from_zero: true, cap: 1.2 }],
    });
    expect([plain.faults, plain.cliffs]).toEqual([[], []]);
    expect(plain.do_next[0]).toMatch(/^Nothing has to change/);
  });

  it("attainment by component pays by component, and a component of whom nothing is known stays open", async () => {
    const { cost } = await call({ ...plan, csms: 2, attainment: { grr: 0.9, expansion: 1.5, health: 1 } });
    // 16,800 x 0.9 + 8,400 x 1.5 + 2,800 = 30,520, with 112,000 for each of 2.
    expect(cost).toMatchObject({ at_distribution: 285_040, low: 285_040, high: 285_040, known_share: 1, low_attainment: null });
    const open = await call({ ...plan, attainment: { grr: 0.9 } });
    expect(open.cost).toMatchObject({ at_distribution: null, known_share: 0 });
    await expect(call({ ...plan, attainment: { nps: 1 } })).rejects.toThrow(/does not pay for.*grr, expansion, health/);
  });

  it("holds pay against what each book did", async () => {
    const people = [
      { name: "Ann", attainment: { grr: 0.95, expansion: 1.8, health: 1 }, opening_arr: 3_000_000, closing_arr: 2_900_000 },
      { name: "Bo", attainment: { grr: 1, expansion: 0.5, health: 1 }, opening_arr: 1_000_000, closing_arr: 1_030_000 },
      { name: "Cy", attainment: 1.1 },
    ];
    const { books, people: rows, summary, cost } = await call({ ...plan, people });
    // Ann 0.57 + 0.54 + 0.1 = 1.21 of 28,000; Bo 0.6 + 0.15 + 0.1 = 0.85; Cy has no book.
    expect(rows.map(({ name, payout, paid_above_shrank }) => [name, payout, paid_above_shrank])).toEqual([
      ["Ann", 33_880, true],
      ["Bo", 23_800, false],
      ["Cy", 30_800, null],
    ]);
    expect(books).toMatchObject({ people: 2, paid_above_target: 1, of_them_shrank: 1, paid_on_shrinking: 33_880, nrr: 0.9825 });
    // People weigh alike: (1.21 + 0.85) / 2; dollars do not: (3 x 1.21 + 0.85) / 4.
    expect(books?.mean_payout_share).toBeCloseTo(1.03, 12);
    expect(books?.payout_share_by_arr).toBeCloseTo(1.12, 12);
    expect(summary).toContain("1 of 2 CSMs were paid above target, 1 of them on books that shrank");
    expect(cost).toMatchObject({ csms: 3, at_distribution: 336_000 + 33_880 + 23_800 + 30_800 });
  });

  it("says that nobody is paid where no CSM is planned", async () => {
    for (const more of [{}, { attainment: [1] }]) {
      const { summary } = await call({ ...plan, csms: 0, ...more });
      // 0.8 x 140,000 = 112,000 and the other 28,000.
      expect(summary).toMatch(/^No CSM is planned.*base 112K and variable 28K of 140K at target/);
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
    [
      "shares above a whole",
      {
        ...plan,
        attainment: [
          { attainment: 1, share: 0.9 },
          { attainment: 1, share: 0.9 },
        ],
      },
      /shares add up to 1\.8/,
    ],
    ["mixed attainments", { ...plan, attainment: [1, { attainment: 1, share: 1 }] }, /mixes plain values/],
    ["half a CSM", { ...plan, csms: 1.5 }, /csms: must be a whole number/],
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
    expect(await refusal(input)).toMatch(message);
  });

  it("warns of what makes a plan fail", async () => {
    expect(codesOf(await call(one({ cap: 0.9 })))).toContain("target_not_paid");
    expect(codesOf(await call(one({ gate: 0 })))).toContain("gate_always_open");
    // 1.2 times 0.92 is above 1, which gross retention cannot be.
    expect(codesOf(await call(one({ target: 0.92 })))).toContain("beyond_the_possible");
    expect(codesOf(await call(one({ target: 0.92, cap: 1 })))).not.toContain("beyond_the_possible");
    expect(codesOf(await call(one({ target: 92 })))).toContain("target_out_of_reach");
    const points = await call({ ...plan, components: [{ metric: "NPS", weight: 1 }] });
    expect(points.faults.map(({ code }) => code)).toContain("paid_for_noise");
    expect(codesOf(await call({ ...plan, csms: 5, attainment: [1, 0.9] }))).toContain("people_and_attainments");
    expect(codesOf(await call({ ...plan, csms: 2, attainment: [1, 0.9] }))).toEqual([]);
  });

  it("one's own figures count, and no source's pay is compared in another currency", async () => {
    const own = temporaryFolder({
      "own.yaml": "currency: EUR\nfigures:\n  org-pay-checks:\n    pay_line: { threshold: 0.5, accelerator: 2 }\n",
    });
    const result = await call({ ...plan, attainment: [1] }, openTestPorts(own, [], join(own, "own.yaml")));
    expect(result.components[0]).toMatchObject({ threshold: 0.5, accelerator: 2 });
    expect(result.market.every(({ your_pay }) => your_pay === null)).toBe(true);
    expect(result.because.at(-1)).toContain("€140K");
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

import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { designScorecard } from "../../../src/topics/scorecard/tool.ts";
import { cases } from "../../cases.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { subsetOf } from "../../subset-of.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { callerOf, codesOf } from "../../tool-caller.ts";

const ports = openTestPorts();
const { call, refusal } = callerOf(designScorecard, ports);
const growth = { stage: "growth", motion: "enterprise" };
const tiers = [
  { tier: "Enterprise", touch: "high", accounts: 40, arr: 7_250_000 },
  { tier: "Mid-market", touch: "low", accounts: 120, arr: 8_050_000 },
  { tier: "SMB", touch: "tech", accounts: 180, arr: 2_700_000 },
];
const reference = { ...growth, tiers, current: { grr: 0.9, logo_retention: 0.92 }, counts: { csms: 6, new_accounts_a_year: 60 } };

describe("the calls of the built server", () => {
  it.each(cases.filter(({ tool, tags }) => tool === "design_scorecard" && tags.includes("door")))(
    "$name",
    async ({ input, output }) => {
      expect(subsetOf(await call(input), output)).toEqual([]);
    },
  );
});

describe("design_scorecard", () => {
  it("leads with the gap in money and says how much of it could be chance", async () => {
    const { summary, because } = await call(reference);
    // 3 points of 18M; 5.75 points by chance from year to year.
    expect(summary).toMatch(/^Gross retention is 90\.0% and the target 93\.0%.*worth 540K of ARR a year/);
    expect(summary).toContain("less than 5.8 points in a year may be chance");
    expect(summary).toContain("Run the team on 7 measures");
    expect(because.join(" ")).toContain("With 340 accounts");
    const { targets } = await call(reference);
    // R2d is the population of contracts from 50K to 100K.
    expect(targets.find(({ measure }) => measure === "grr")!.basis).toMatch(
      /^median of .*12th survey.*ACV \$50K to \$100K, 2022, grade P$/,
    );
    expect(summary).not.toMatch(/NaN|null|undefined/);
  });

  it("gives each measure an owner, a clock, a definition and a reason", async () => {
    const { lagging, leading, cadence, by_role, targets } = await call(reference);
    const all = [...lagging, ...leading];
    for (const { owner, definition, cadence: read, action } of all) expect([owner, definition, read, action]).not.toContain("");
    expect(cadence.map(({ measure }) => measure)).toEqual(all.map(({ measure }) => measure));
    expect(targets.map(({ measure }) => measure)).toEqual(all.map(({ measure }) => measure));
    for (const { leads } of leading) expect(["grr", "nrr", "logo_retention"]).toContain(leads);
    const answered = new Set(by_role.flatMap(({ measures }) => measures));
    for (const { measure } of all) expect(answered, `nobody answers for ${measure}`).toContain(measure);
  });

  it("at the first stages the founder owns every measure", async () => {
    const { lagging, leading } = await call({ stage: "seed", motion: "smb" });
    expect(new Set([...lagging, ...leading].map(({ owner }) => owner))).toEqual(new Set(["Founder"]));
    expect(lagging.length + leading.length).toBe(5);
  });

  it("has the slide's four elements, and the other form's three when it is asked for in the settings", async () => {
    expect((await call(growth)).board_slide.elements).toHaveLength(4);
    const own = temporaryFolder({ "own.yaml": "standard: compounding_appendix\n" });
    const { board_slide } = await call(growth, openTestPorts(own, [], join(own, "own.yaml")));
    expect(board_slide.elements.map(({ element }) => element)).toEqual(["Retention", "Growth", "Outlook"]);
  });

  it("shows the dashboards in full by themselves", async () => {
    const { executive_dashboard, csm_dashboard, lagging, by_role } = await call({ ...reference, show: "dashboards" });
    expect(executive_dashboard.every(({ must_tie_to }) => must_tie_to !== undefined)).toBe(true);
    expect(csm_dashboard.order.map(({ because }) => because)).not.toContain(undefined);
    expect(by_role[0]!.primary).toBeDefined();
    expect(lagging).toEqual([]);
    expect((await call({ ...reference, show: "measures" })).executive_dashboard).toEqual([]);
  });

  it("needs neither stage nor motion: it reads them from the book, and says so", async () => {
    const { stage, motion, assumptions } = await call({ tiers });
    // 340 customers lie from 100 up to 500; most ARR is looked after by a shared person.
    expect({ stage, motion }).toEqual({ stage: "specialization", motion: "mid_market" });
    expect(assumptions.map(({ what }) => what)).toEqual(expect.arrayContaining(["stage", "motion"]));
    expect((await call({})).stage).toBe("specialization");
    expect((await call({ stage: "Series C", motion: "PLG" })) as object).toMatchObject({
      stage: "series_c",
      motion: "product_led",
    });
  });

  it("what the board's slide shows and somebody knows stands on the card", async () => {
    const { lagging, board_slide } = await call({ stage: "growth", motion: "product_led", current: { grr: 0.9 } });
    expect(lagging.map(({ measure }) => measure)).toEqual(["cost_to_serve", "logo_retention", "grr"]);
    expect(board_slide.elements[0]!.known).toEqual(["grr"]);
  });

  it("where a founder owns every measure no other role is shown", async () => {
    const { by_role, lagging } = await call({ stage: "seed", motion: "smb" });
    expect(by_role.map(({ role }) => role)).toEqual(["Founder"]);
    expect(lagging.every(({ owner }) => owner === "Founder")).toBe(true);
  });

  it("warns of targets that prove nothing, go backwards, and of quarters without events", async () => {
    const result = await call({ ...reference, targets: { grr: 0.92, logo_retention: 0.9 } });
    expect(codesOf(result)).toEqual(expect.arrayContaining(["target_inside_chance", "target_backwards", "still_in_a_quarter"]));
    const few = await call({ ...growth, tiers: [{ tier: "All", touch: "high", accounts: 12, arr: 900_000 }] });
    expect(codesOf(few)).toContain("few_accounts");
  });

  it("0 is a value in every optional number", async () => {
    const zero = await call({
      ...growth,
      tiers: [{ tier: "All", touch: "high", accounts: 0, arr: 0 }],
      current: { grr: 0, nrr: 0, time_to_value_days: 0, cost_to_serve: 0 },
      targets: { nps: 0 },
      counts: { new_accounts_a_year: 0, csms: 0 },
    });
    const row = (name: string) => zero.targets.find(({ measure }) => measure === name);
    expect(row("grr")).toMatchObject({ current: 0 });
    expect(row("time_to_value")).toMatchObject({ current: 0 });
    expect(row("nps")).toMatchObject({ target: 0, rests_on: "yours" });
    expect(zero.leading.find(({ measure }) => measure === "time_to_value")).toMatchObject({ events_a_year: 0 });
    await call({ ...growth, acv: 0, arr: 0 });
  });

  it.each([
    ["an unknown stage", { ...growth, stage: "unicorn" }, /stage: must be one of .*seed, series_a.*founding/],
    [
      "an unknown motion",
      { ...growth, motion: "channel" },
      /motion: must be one of enterprise, mid_market, smb, product_led, self_serve/,
    ],
    ["an unknown measure", { ...growth, current: { happiness: 1 } }, /current\.happiness is no measure; there are grr, nrr/],
    ["a rate as percent", { ...growth, current: { grr: 90 } }, /current\.grr is 90.*write 90 percent as 0\.9/],
    ["a rate below 0", { ...growth, targets: { logo_retention: -0.1 } }, /targets\.logo_retention is -0\.1/],
    ["gross above net", { ...growth, current: { grr: 0.95, nrr: 0.9 } }, /grr 0\.95 is above nrr 0\.9/],
    ["one measure twice", { ...growth, current: { time_to_value: 5, time_to_value_days: 6 } }, /one measure/],
    [
      "more targets than a team can act on",
      {
        ...growth,
        targets: { grr: 1, nrr: 1, logo_retention: 1, cost_to_serve: 0, nps: 1, threading: 1, health_share: 1, licence_use: 1 },
      },
      /8 measures have one, and a team can act on 7/,
    ],
    ["tiers that do not add up", { ...growth, tiers, arr: 20_000_000 }, /adds up to 18000000, and arr is 20000000/],
    ["a tier twice", { ...growth, tiers: [tiers[0], tiers[0]] }, /Enterprise stands there more than once/],
    ["half an account", { ...growth, tiers: [{ tier: "A", touch: "high", accounts: 0.5 }] }, /accounts: must be a whole number/],
    ["a negative size", { ...growth, acv: -1 }, /acv: must be 0 or more/],
    ["negative counts", { ...growth, counts: { csms: -1 } }, /csms: must be 0 or more/],
    ["an unknown touch", { ...growth, tiers: [{ tier: "A", touch: "purple", accounts: 1 }] }, /touch/],
    ["a misspelt field", { ...growth, tier: [] }, /tier/],
  ])("refuses %s", async (_, input, message) => {
    expect(await refusal(input)).toMatch(message);
  });

  it("uses no published size for amounts in another currency", async () => {
    const own = temporaryFolder({ "own.yaml": "currency: EUR\n" });
    const result = await call(reference, openTestPorts(own, [], join(own, "own.yaml")));
    expect(codesOf(result)).toContain("sizes_not_compared");
    // Above the middle of the uncut population, 0.84.
    expect(result.targets.find(({ measure }) => measure === "grr")).toMatchObject({ rests_on: "baseline" });
  });

  it("neither the order of tiers nor of values changes anything, and any input stays short and finite", async () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const question = fc.record({
      stage: fc.constantFrom("seed", "first_hire", "series_b", "scale"),
      motion: fc.constantFrom("enterprise", "smb", "product_led"),
      counts: fc.array(fc.nat(2_000), { minLength: 3, maxLength: 3 }),
      rates: fc.array(share, { minLength: 4, maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(question, async ({ stage, motion, counts, rates }) => {
        const sized = tiers.map((tier, place) => ({ ...tier, accounts: counts[place]! }));
        const current = { logo_retention: rates[0]!, grr: rates[1]!, nps: rates[2]! * 100, health_share: rates[3]! };
        const turned = Object.fromEntries(Object.entries(current).reverse());
        const one = await call({ stage, motion, tiers: sized, current });
        expect(await call({ stage, motion, tiers: [...sized].reverse(), current: turned })).toEqual(one);
      }),
      { numRuns: 40 },
    );
  });
});

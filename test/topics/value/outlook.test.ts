import { describe, expect, it } from "vitest";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

interface Told {
  summary: string;
  because: string[];
  check_first: string[];
  say: Record<string, string>;
  payback_months: number | null;
  given_value: number;
  not_counted_value: number;
  hard_value: number;
  unvalidated_value: number;
  not_counted: { name: string; amount: number; reason: string }[];
  cases: { grid: { hours_share: number; others_share: number; value: number }[] };
  outlook: Record<string, unknown>;
  warnings: { code: string; message: string }[];
}
const ask = async (input: object, files: Record<string, string> = {}): Promise<Told> => {
  const outcome = await callTool("report_value", { detail: true, ...input }, openTestPorts(temporaryFolder(files)));
  if (outcome.kind !== "done") throw new Error(outcome.message);
  return outcome.run.result as unknown as Told;
};

const fuel = {
  name: "Fuel",
  baseline: 10_000,
  after: 4_500,
  volume: { before: 100, after: 50, unit: "km" },
  period_months: 10,
  evidence: "ledger",
};
const planning = { name: "Planning", kind: "hours", value: 600, period_months: 12, evidence: "survey" };
const investment = { yearly: 6000, once: 600, from: "2026-01-01", live: "2026-04-01", as_of: "2026-09-30", term_months: 24 };

describe("a total that moved with its volume", () => {
  it("is split into rate and volume, of which only the rate can count, and the parts are the whole", async () => {
    const result = await ask({ investment: 1000, lines: [fuel] });
    // 100 a km before; 50 km at it are 5,000, and 4,500 were spent. Totals of ten months are not made a year's.
    expect(result.not_counted).toMatchObject([
      { name: "Fuel", amount: 5000, reason: "volume" },
      { name: "Fuel", amount: 500, reason: "no_share" },
    ]);
    expect(result.hard_value + result.unvalidated_value + result.not_counted_value).toBe(5500);
    expect([result.summary, ...result.because].join(" ")).toContain("Of Fuel's 5.5K, 500 is a better rate");
    expect(result.say.champion).toContain("Fuel: may we show 500 and not 5.5K?");
  });

  it("counts its rate by the share that is stated, and a worse rate in full", async () => {
    const half = await ask({ investment: 1000, lines: [{ ...fuel, attribution: 0.5, validated: true }] });
    expect(half.hard_value).toBe(250);
    // 100 a km on 50 km are 5,000, and 5,200 were spent: 200 lost, though the total fell by 4,800.
    const worse = await ask({ investment: 1000, lines: [{ ...fuel, after: 5200, attribution: 0.5 }] });
    expect(worse.hard_value).toBe(-200);
  });

  it("whose base changed part-way is held against the average of the base, from low to high", async () => {
    const base = { before: 20, after: 16, months: [4, 6] };
    const result = await ask({
      investment: 1000,
      lines: [{ name: "Cost", baseline: 1000, after: 800, volume: { before: 100, after: 90, base }, period_months: 10 }],
    });
    // (20 x 6 + 16 x 4) / 10 and (20 x 4 + 16 x 6) / 10; 92 and 88 of 100 units at 10 each, against 90.
    expect(result.outlook.splits).toMatchObject([
      { base: { average: [17.6, 18.4], per_before: 5, with_base: [80, 120], beyond_base: [-20, 20] } },
    ]);
  });

  it.each([
    [{ volume: { before: 0, after: 5 } }, "above 0"],
    [{ volume: { before: 5, after: 5, base: { before: 2, after: 1, months: 11 } } }, "outside those of the line"],
    [{ answered: { said: 5, of: 4 } }, "more answered than there are"],
  ])("is refused where it cannot be: %j", async (fault, words) => {
    const outcome = await callTool(
      "report_value",
      { investment: 1, lines: [{ ...fuel, ...fault }] },
      openTestPorts(temporaryFolder({})),
    );
    expect(outcome.kind === "done" ? "" : outcome.message).toContain(words);
  });
});

describe("a contract with its dates", () => {
  it("says what was paid, used and paid before it was live, and what of the volume each span needs", async () => {
    const result = await ask({ investment, period_months: 12, lines: [fuel, planning] });
    expect(result.outlook.contract).toEqual({
      as_of: "2026-09-30",
      months_so_far: 9,
      paid_so_far: 6600,
      used_so_far: 5100,
      months_before_live: 3,
      fee_before_live: 1500,
      months_live: 6,
      ends: "2027-12-31",
      term_cost: 12_600,
      months_of_gain_in_term: 21,
    });
    // A month: 50 by rate, 50 in hours, 500 by volume. A year: 6,000 less 600, less 1,200, over 6,000. The term: 12,600 less 100 x 21, over 500 x 21.
    expect(result.outlook.needs_of_volume).toMatchObject([
      { span: "so_far", with_hours: false, missing: 4800, share_of_volume: null },
      { span: "so_far", with_hours: true, missing: 4500, share_of_volume: null },
      { span: "term", with_hours: false, missing: 11_550, share_of_volume: null },
      { span: "term", with_hours: true, missing: 10_500, share_of_volume: 1 },
      { span: "a_year", with_hours: false, missing: 5400, share_of_volume: 0.9 },
      { span: "a_year", with_hours: true, missing: 4800, share_of_volume: 0.8 },
    ]);
    // 600 a month from the fourth month on; two fees and the setup are 12,600: the end of the second year. The rate alone never pays a fee.
    expect(result.outlook.payback).toMatchObject([
      { counts: "counted", a_month: 50, months: null },
      { counts: "with_hours", a_month: 100, months: null },
      { counts: "with_volume", a_month: 600, months: 24, on: "2027-12-31" },
    ]);
    expect(result.payback_months).toBeNull();
  });

  it("warns of a line that stands for more months than it was live", async () => {
    const { warnings } = await ask({ investment, period_months: 12, lines: [planning] });
    expect(warnings.find(({ code }) => code === "longer_than_live")?.message).toContain(
      "Planning, 12 months, at that pace 300 so far",
    );
  });

  it("names the months of lines that differ, and the part of a year that was worked out", async () => {
    const typing = { name: "Typing", baseline: 3, after: 1, units_a_year: 120, money_per_unit: 10, period_months: 6 };
    const { warnings } = await ask({ investment: 1000, period_months: 12, lines: [typing, planning] });
    const said = (wanted: string) => warnings.find(({ code }) => code === wanted)?.message;
    // 2 x 120 x 10 a year, half of it.
    expect(said("periods_differ")).toContain("Typing 6 months");
    expect(said("parts_of_a_year")).toContain("Typing, 6 of 12 months, 1.2K");
  });
});

describe("gains that are not what they seem", () => {
  it("hours that a post already holds are taken out of the grid", async () => {
    const post = { name: "Post", value: 400, unit: "people", period_months: 12, same_as: "Planning", evidence: "HR" };
    const result = await ask({ investment: 1000, period_months: 12, lines: [{ ...planning, value: 1000 }, post] });
    expect(result.outlook.overlaps).toEqual([
      { name: "Planning", same_as: "Post", amount: 1000, taken_out: 400, left: 600, left_share: 0.6 },
    ]);
    expect(result.cases.grid.at(-1)).toMatchObject({ hours_share: 1, others_share: 1, value: 1000 });
    expect(result.check_first[0]).toContain("400 of the hours is in it already, 600 is left");
  });

  it("a gain with another cause beside it is left out until a share is stated", async () => {
    const fines = { name: "Fines", value: 700, other_cause: "the retailer stopped charging in June", evidence: "ops" };
    const open = await ask({ investment: 1000, lines: [fines, planning] });
    expect(open.not_counted[0]).toMatchObject({ name: "Fines", amount: 700, reason: "other_cause" });
    expect(open.cases.grid.at(-1)).toMatchObject({ value: 600 });
    expect((await ask({ investment: 1000, lines: [{ ...fines, attribution: 0.5 }] })).unvalidated_value).toBe(350);
  });

  it("a survey of some says what those alone carry", async () => {
    const { outlook, check_first } = await ask({ investment: 1000, lines: [{ ...planning, answered: { said: 2, of: 3 } }] });
    expect(outlook.surveys).toEqual([{ name: "Planning", said: 2, of: 3, all: 600, only_said: 400 }]);
    expect(check_first[0]).toContain("2 of 3 answered; those alone carry 400 of 600");
  });
});

describe("a table of months", () => {
  const table =
    "Monat;Fälle;im Werkzeug;Minuten ohne;Minuten mit\nJan 26;100;60;30;20\nFeb 26;200;120;30;20\nMär 26 (bis 10.);50;30;30;20\nSumme;350;210;;\n";
  const line = {
    name: "Cases",
    kind: "hours",
    unit: "hours",
    money_per_unit: 12,
    evidence: "table",
    table: { table: "m.csv", volume: "im Werkzeug", before: "Minuten ohne", after: "Minuten mit", all: "Fälle", per: 60 },
  };

  it("is summed month by month, the total left out, with a year at the last whole month and what the rest would add", async () => {
    const result = await ask({ investment: 1000, lines: [line] }, { "m.csv": table });
    // 10, 20 and 5 hours at 12; February is whole: 240 hours a year, and 80 more cases a month at 2 each.
    expect(result.outlook.by_months).toEqual([
      {
        line: "Cases",
        unit: "hours",
        volume: 210,
        share: 0.6,
        units: 35,
        money: 420,
        last_whole: "Feb 26",
        units_a_year: 240,
        money_a_year: 2880,
        rest_a_year: 1920,
      },
    ]);
    expect(result.given_value).toBe(420);
  });

  it("refuses a header that is not there, and names those that are", async () => {
    const asked = ask({ investment: 1000, lines: [{ ...line, table: { ...line.table, volume: "closed" } }] }, { "m.csv": table });
    await expect(asked).rejects.toThrow(/no column "closed".*im Werkzeug/s);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { Problem } from "../../../src/core/problem.ts";
import { resultSchema, runTool } from "../../../src/tool/run.ts";
import { designTiers } from "../../../src/topics/tiers/tool.ts";
import { everyNullHasAReason, nullPaths } from "../../every-null-has-a-reason.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { subsetOf } from "../../subset-of.ts";

const folder = mkdtempSync(join(tmpdir(), "tiers-"));
afterAll(() => rmSync(folder, { recursive: true }));
const ports = openTestPorts(folder);
const examples = openTestPorts();

type Result = z.infer<typeof designTiers.output> & {
  summary: string;
  warnings: { code: string; message: string }[];
  assumptions: { what: string }[];
  undefined: { field: string; reason: string }[];
  basis: { figure: string; standard: string }[];
};

const MOST_CHARACTERS = 10_000;

/** Runs the tool and checks what must hold for every answer: its own schema, a reason for each null, and a size that hosts show. */
async function call(input: object, on = ports): Promise<Result> {
  const { result, shown } = await runTool(designTiers, input, on);
  expect(resultSchema(designTiers).safeParse(result).error).toBeUndefined();
  everyNullHasAReason(result);
  const explained = (result as unknown as Result).undefined.map(({ field }) => field);
  expect(
    explained.filter((field) => !nullPaths(result).includes(field)),
    "reasons for what is not null",
  ).toEqual([]);
  expect(JSON.stringify(shown).length).toBeLessThan(MOST_CHARACTERS);
  return { ...result, next_offset: shown.next_offset, accounts: shown.accounts } as unknown as Result;
}
const message = (input: object): Promise<string> =>
  call(input).then(
    () => "no problem",
    (problem) => (problem instanceof Problem ? problem.message : `not a Problem: ${problem}`),
  );
const codes = ({ warnings }: Result) => warnings.map(({ code }) => code);
function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
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

describe.each(["segmentation-tiers", "segmentation-coverage-economics", "segmentation-transitions"])(
  "the examples of %s",
  (id) => {
    const cases = ports.library.rule(id).data.examples;
    it.each(cases)("$name", async ({ input, output }) => {
      expect(subsetOf(await call(input), output)).toEqual([]);
    });
  },
);

describe("the reference company by totals", () => {
  it("brackets ARR by tier, plans with the central split and asks for the real one", async () => {
    const result = await call({ tiers: reference, arr: 18_000_000 });
    expect(result.scenarios.map(({ scenario }) => scenario)).toEqual(["central", "top-heavy", "flat"]);
    expect(result.summary).toMatch(/Enterprise holds 33% to 80%, Mid-market holds 20% to 67%, SMB holds 0% to 30%/);
    expect(result.summary).toMatch(/Enterprise 7.25M \(40%\), Mid-market 8.05M \(45%\), SMB 2.7M \(15%\)/);
    expect(result.assumptions.map(({ what }) => what)).toContain("ARR by tier");
  });

  it("knows the floors' ends without a total", async () => {
    const result = await call({ tiers: reference });
    expect(result.tiers[0]).toMatchObject({ arr_low: 6_000_000, arr_high: null });
    expect(result.summary).toMatch(/Enterprise holds 6M or more/);
  });

  it("reports given amounts that miss the stated total", async () => {
    const tiers = reference.map((tier, index) => ({ ...tier, arr: [7_000_000, 8_000_000, 2_000_000][index] }));
    const result = await call({ tiers, arr: 18_000_000 });
    expect(codes(result)).toContain("arr_does_not_tie");
    expect(result.warnings[0]!.message).toMatch(/18M and the parts add up to 17M: 1M missing/);
    expect(result.tiers[0]!.arr_share).toBeCloseTo(7 / 17, 12);
    expect(result.summary).toMatch(/^The stated ARR is 18M and the parts add up to 17M: 1M missing\./);
  });

  it("says first that the counted accounts miss the stated total, and nothing where they tie", async () => {
    const accounts = [
      { account: "A", arr: 150_000 },
      { account: "B", arr: 50_000 },
    ];
    expect((await call({ accounts, arr: 300_000 })).summary).toMatch(/^The stated ARR is 300K and the parts add up to 200K/);
    expect((await call({ accounts, arr: 200_000 })).summary).toMatch(
      /^1 of 2 accounts \(200K\) gets a CSM of its own, 75% of ARR/,
    );
  });

  it("refuses a high-touch tier without a floor beside a lower one, and takes the lowest without", async () => {
    const accounts = [{ account: "A", arr: 150_000 }];
    const high = { tier: "Enterprise", touch: "high" };
    const tech = { tier: "SMB", touch: "tech" };
    expect(await message({ accounts, floors: [high, { ...tech, min_arr: 10_000 }] })).toMatch(/no min_arr: Enterprise/);
    const { tiers } = await call({ accounts, floors: [{ ...high, min_arr: 100_000 }, tech] });
    expect(tiers.map(({ tier, min_arr }) => [tier, min_arr])).toEqual([
      ["Enterprise", 100_000],
      ["SMB", 0],
    ]);
  });
});

describe("tables", () => {
  it("reads the example's accounts, moves them from last year's tiers and ties to the book", async () => {
    const result = await call({ table: "accounts.csv", as_of: "2026-01-01" }, examples);
    const accounts = result.tiers.reduce((sum, tier) => sum + tier.accounts, 0);
    // The example's own tests count 340 rows, of which 24 left; the book is the 316 that pay.
    expect([accounts, result.accounts_total, result.not_paying_total]).toEqual([316, 316, 24]);
    expect(result.moves_total).toBeGreaterThan(0);
    expect(result.tiers.map(({ tier }) => tier)).toEqual(["High touch", "Low touch", "Tech touch"]);
    expect(codes(result)).toContain("floor_below_crossover");
    expect(result.summary).toMatch(/The floor of 15K for Low touch is too low: an account pays for a shared CSM from about 30K/);
  });

  it("gives every account on exactly one page", async () => {
    const seen: string[] = [];
    for (let offset: number | null = 0; offset !== null; ) {
      const page: Result = await call({ table: "accounts.csv", as_of: "2026-01-01", offset, limit: 100 }, examples);
      seen.push(...page.accounts.map(({ account }) => account));
      offset = page.next_offset;
    }
    expect(new Set(seen).size).toBe(316);
    expect(seen.length).toBe(316);
  });

  it("gives the same book from subscriptions as from the account list of that day", async () => {
    const list = await call({ table: "accounts.csv", as_of: "2026-01-01" }, examples);
    const periods = await call({ table: "subscriptions.csv", as_of: "2026-01-01" }, examples);
    expect(periods.tiers.reduce((sum, { arr }) => sum + arr!, 0)).toBe(list.tiers.reduce((sum, { arr }) => sum + arr!, 0));
    expect(periods.accounts_total).toBe(316);
  });

  it("says when the last month of a table is older than the day", async () => {
    const table = file(
      "months.csv",
      "Account,Month,MRR\nA,2025-11-01,1000\nB,2025-11-01,2000\nA,2025-12-01,1500\nB,2025-12-01,2500\n",
    );
    const result = await call({ table, as_of: "2026-02-15" });
    expect(result.warnings.find(({ code }) => code === "old_month")?.message).toBe(
      "The table has no month 2026-02; this is the book of 2025-12.",
    );
    // (1,500 + 2,500) x 12.
    expect(result.tiers.reduce((sum, { arr }) => sum + arr!, 0)).toBe(48_000);
    expect(codes(await call({ table, as_of: "2025-12-31" }))).not.toContain("old_month");
  });

  it("says so when nobody pays", async () => {
    expect((await call({ accounts: [{ account: "A", arr: 0 }] })).summary).toMatch(/^No account of this book pays/);
  });

  it("does not depend on the order of rows", async () => {
    const rows = ["A,100000,Enterprise", "B,99000,Mid-market", "C,500,SMB", "D,100000,Mid-market"];
    const table = file("one.csv", `Account,ARR,Tier\n${rows.join("\n")}\n`);
    const other = file("other.csv", `Account,ARR,Tier\n${[...rows].reverse().join("\n")}\n`);
    expect(await call({ table, floors })).toEqual(await call({ table: other, floors }));
  });

  it("refuses a blank amount with its row, and with skip_bad_rows counts what is left out", async () => {
    const table = file("blank.csv", `Account,ARR\nA,100000\nB,\nC,0\n${"DEFGHIJKL".replace(/./g, "$&,1\n")}`);
    expect(await message({ table, floors })).toMatch(/row 3/);
    const result = await call({ table, floors, skip_bad_rows: true });
    expect(codes(result)).toEqual(expect.arrayContaining(["rows_left_out", "not_paying"]));
    expect(result.not_paying).toEqual(["C"]);
  });

  it("asks whether a plain amount is a month's or a year's", async () => {
    const table = file("unclear.csv", "Account,Amount\nA,1000\nB,500\n");
    expect(await message({ table, floors })).toMatch(/As ARR they add up to 1,500, as MRR to 18,000/);
    // Twelve months of 1,000 and 500 are 12,000 and 6,000, both under 15,000.
    const result = await call({ table, floors, reading: { amount: "mrr" } });
    expect(result.tiers.map(({ arr }) => arr)).toEqual([0, 0, 18_000]);
  });

  it("names row, column and accepted values for an unknown tier", async () => {
    const table = file("tiers.csv", "Account,ARR,Customer tier\nA,100000,Enterprise\nB,20000,Mid Market\n");
    expect(await message({ table, floors })).toMatch(
      /row 3, column Customer tier: "Mid Market"[\s\S]*Accepted: Enterprise, Mid-market, SMB/,
    );
  });

  it("takes a book under quite other names for a first tiering", async () => {
    const table = file("names.csv", "Account,ARR,Tier\nA,100000,Gold\nB,20000,Bronze\n");
    const result = await call({ table, floors });
    expect([codes(result).includes("new_scheme"), result.moves_total, result.hours_change]).toEqual([true, 0, null]);
  });

  it("keeps an account whose date cannot be read, and says so", async () => {
    const table = file(
      "dates.csv",
      "Account,ARR,Tier,Renewal date\nA,1000,Enterprise,soon\nB,200000,Enterprise,2026-05-01\nC,5,SMB,2026-06-01\n",
    );
    const answer = await call({ table, floors, as_of: "2026-01-01" });
    expect([answer.accounts_total, answer.summary]).toEqual([3, expect.stringMatching(/row 2: "soon"/)]);
  });
});

interface Spoken {
  because: string[];
  check_first?: string[];
  do_next: string[];
}
const words = (text: string) => text.split(/\s+/).length;

describe("the answer in words", () => {
  const children = [
    ["Nord", "Alpha", 60_000],
    ["Sued", "Alpha", 60_000],
    ["West", "", 40_000],
    ["Ost", "", 20_000],
    ["Whale", "", 320_000],
  ];
  const table = file("parents.csv", `Account,Parent,ARR\n${children.map((row) => row.join(",")).join("\n")}\n`);

  it("counts subsidiaries either way and says both", async () => {
    // Alone: Whale from 100,000; Nord, Sued, West and Ost from 15,000. By parent Alpha holds 120,000.
    const alone = await call({ table });
    expect(alone.tiers.map(({ accounts }) => accounts)).toEqual([1, 4, 0]);
    expect((alone as unknown as Spoken).check_first?.[1]).toMatch(
      /2 accounts have a parent. Counted by parent there are 4 customers, not 5: 2 with a CSM of their own, 2 sharing one/,
    );
    const joined = await call({ table, by: "parent" });
    expect(joined.tiers.map(({ accounts, arr }) => [accounts, arr])).toEqual([
      [2, 440_000],
      [2, 60_000],
      [0, 0],
    ]);
    expect((joined as unknown as Spoken).check_first?.[1]).toMatch(/one by one there are 5 accounts, not 4: 1 with a CSM/);
  });

  it("names the account that holds most, with what its size asks for", async () => {
    // 320 of 500 are 64%; five of five hold all; 60 of 500 are 12%.
    const result = await call({ table });
    expect(result.concentration).toMatchObject({
      largest: { account: "Whale", share: 0.64 },
      top_five: 1,
      large: [
        { account: "Whale", care: "first_line" },
        { account: "Nord", care: "named" },
        { account: "Sued", care: "named" },
      ],
    });
    expect(result.summary).toMatch(/Whale holds 64% of ARR/);
    expect(words(result.summary)).toBeLessThanOrEqual(60);
    expect((result as unknown as Spoken).do_next[0]).toMatch(/^Give Whale an owner of its own/);
  });

  it("counts the accounts a floor promises too much, and shows no dollar nobody named", async () => {
    // Ost alone stands between the floor of 15,000 and 29,920.
    const result = await call({ table, costs: { csm: 150_000 }, customer_time: 0.6 });
    expect((result as unknown as Spoken).because.join(" ")).toMatch(/1 account of Low touch \(20K\) pays less than the 30K/);
    expect(JSON.stringify(result)).not.toContain("$");
    const assumed = (await call({ table })).assumptions.map(({ what }) => what);
    expect(assumed.filter((what) => what === "Currency of the ARR")).toHaveLength(1);
  });
});

describe("methods", () => {
  const accounts = [
    { account: "A", arr: 50_000, complexity: 80, growth: 60, strategic: 40 },
    { account: "B", arr: 500_000, complexity: 0, growth: 0, strategic: 0 },
  ];
  const cutOffs = [
    { tier: "Named", touch: "high", min_score: 58 },
    { tier: "Pool", touch: "low", min_score: 41 },
    { tier: "Program", touch: "tech" },
  ];

  it("scores by weight: 20 + 20 + 12 + 6 = 58 is in the tier from 58; 40 for ARR alone falls short of 41", async () => {
    const result = await call({ accounts, method: "weighted", floors: cutOffs });
    expect(result.accounts).toEqual([
      {
        ...{ account: "B", tier: "Program", rule: "score", distance: 40, score: 40 },
        parts: { arr: 40, complexity: 0, growth: 0, strategic: 0 },
      },
      {
        ...{ account: "A", tier: "Named", rule: "score", distance: 0, score: 58 },
        parts: { arr: 20, complexity: 20, growth: 12, strategic: 6 },
      },
    ]);
    expect(result.tiers[0]).toMatchObject({ min_score: 58, min_arr: null, accounts: 1, arr: 50_000 });
  });

  it("asks for cut-offs, and refuses an account without a part", async () => {
    expect(await message({ accounts, method: "weighted" })).toMatch(/no published source gives any/);
    expect(await message({ accounts: [{ account: "A", arr: 5 }], method: "weighted", floors: cutOffs })).toMatch(
      /A: complexity, growth, strategic missing/,
    );
    expect(await message({ accounts, floors, weights: { arr: 1, complexity: 0, growth: 0, strategic: 0 } })).toMatch(
      /Set method to weighted/,
    );
  });

  it("derives floors under the caller's names and says that given ones are replaced", async () => {
    const result = await call({ accounts, method: "derived", floors, costs: { csm: 150_000 }, customer_time: 0.6 });
    expect(result.tiers.map(({ tier, min_arr }) => [tier, Math.round(min_arr!)])).toEqual([
      ["Enterprise", 43_351],
      ["Mid-market", 29_920],
      ["SMB", 0],
    ]);
    expect(codes(result)).toContain("floors_replaced");
    expect(result.summary).toMatch(
      /pays for a CSM of its own from about 43K and for a shared CSM from about 30K; no floor asks for more than that/,
    );
  });

  it("takes another named scheme on request", async () => {
    const result = await call({ accounts, standard: "compounding" });
    expect(result.tiers[1]!.min_arr).toBe(25_000);
    expect(result.basis.find(({ figure }) => figure === "tiers")?.standard).toBe("compounding");
  });
});

describe("what it refuses and what it warns of", () => {
  it.each([
    ["nothing", {}, /no book/],
    ["two sources", { table: "a.csv", tiers: reference }, /more than once/],
    ["a misspelt parameter", { acouts_x: [] }, /no such parameter/],
    ["an override without reason", { accounts: [{ account: "A", arr: 5 }], overrides: [{ account: "A" }] }, /overrides\[0\]/],
    [
      "floors of one height",
      { accounts: [{ account: "A", arr: 5 }], floors: [floors[0], { ...floors[0], tier: "B" }] },
      /both begin at a min_arr of 100000/,
    ],
    ["an ARR below zero", { accounts: [{ account: "A", arr: -5 }] }, /A: ARR -5/],
    ["customer time as a percent", { accounts: [{ account: "A", arr: 5 }], customer_time: 60 }, /60% is 0.6/],
  ])("refuses %s", async (_, input, expected) => {
    expect(await message(input)).toMatch(expected);
  });

  it("warns when overrides are many or too long", async () => {
    const override = { account: "A", tier: "Enterprise", owner: "VP", reason: "pilot", expires: "2028-01-01" };
    const accounts = [
      { account: "A", arr: 5 },
      { account: "B", arr: 5 },
    ];
    const result = await call({ accounts, floors, overrides: [override], as_of: "2026-01-01" });
    expect(codes(result)).toEqual(expect.arrayContaining(["override_too_long", "override_share"]));
  });

  it("takes the rules' cost at a published rate for euros, says so, and derives the floors from it", async () => {
    const result = await call({
      table: file("euros.csv", "Account,ARR,Currency\nA,100000,EUR\nB,2000,EUR\n"),
      customer_time: 0.6,
    });
    // 150,000 at 0.9245 are 138,675; over 1,128 hours 122.94 an hour: 22.5 hours are 2,766, a tenth of 27,661; 81.5 are 10,020, a quarter of 40,078.
    expect(result.tiers.map(({ min_arr, accounts }) => [min_arr, accounts])).toEqual([
      [41_000, 1],
      [28_000, 0],
      [0, 1],
    ]);
    expect((result as unknown as Spoken).check_first?.join(" ")).toMatch(
      /US figure, at 0\.9245 EUR a dollar \(average 2023\); give costs in EUR/,
    );
    expect(result.summary).not.toMatch(/\$/);
  });

  it("takes no floor and no cost of the rules for money of no known rate: floors come from the book, and what a person pays is not known", async () => {
    // 102,000 in all: the first account alone passes half and four fifths of it, so one floor serves both and no tier stands between.
    const table = file("zloty.csv", "Account,ARR,Currency\nA,100000,PLN\nB,2000,PLN\n");
    const result = await call({ table });
    expect(result.tiers.map(({ min_arr, accounts }) => [min_arr, accounts])).toEqual([
      [100_000, 1],
      [0, 1],
    ]);
    expect(result.crossover).toEqual([]);
    expect((result as unknown as Spoken).check_first?.join(" ")).toMatch(
      /a CSM costs is known in USD only; give costs: \{csm.*floors are in US dollars/,
    );
    expect(result.summary).toMatch(/PLN|zł/);
    expect(result.summary).not.toMatch(/\$/);
    // The remedy works: 22.5 hours of a CSM at 90,000 over 1,128 hours are 1,795, a tenth of 17,952; 81.5 hours are 6,503, a quarter of 26,011; in two digits, upwards.
    const priced = await call({ table, costs: { csm: 90_000 }, customer_time: 0.6 });
    expect(priced.tiers.map(({ min_arr, accounts }) => [min_arr, accounts])).toEqual([
      [27_000, 1],
      [18_000, 0],
      [0, 1],
    ]);
  });

  it("stays short with long names, every list full and every warning", async () => {
    const accounts = Array.from({ length: 500 }, (_, index) => ({
      account: `A company with a rather long and official name, number ${index}, of Somewhere & Sons GmbH`,
      arr: [95_000, 105_000, 14_000, 0][index % 4]!,
      tier: ["Enterprise", "Mid-market", "Enterprise", "SMB"][index % 4]!,
      periods_below: 9,
      renewal_date: "2026-03-01",
      partner: index % 2 === 0,
    }));
    const overrides = accounts
      .slice(0, 60)
      .flatMap(({ account, arr }) =>
        arr > 0
          ? [{ account, tier: "SMB", owner: "Head of sales", reason: "A reason a stranger would accept", expires: "2029-01-01" }]
          : [],
      );
    await call({ accounts, floors, overrides, as_of: "2026-01-01", arr: 1, limit: 500 });
  });
});

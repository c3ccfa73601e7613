// Wrong answers that well-known tools of this field give, one test or more for each: this program does not give them. The numbers are those of the
// list of lessons the project keeps; every case goes through a tool, as a user's would. Lesson 13 needs the program itself: test/doors/lesson-13.test.ts.
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { casesWith, smallTables } from "./cases.ts";
import { answerOf, fieldsOf, placesOfNumber, refusalOf } from "./end-to-end.ts";
import { openTestPorts } from "./open-test-ports.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder({
  ...smallTables,
  "touches.csv": "Account,Touch,ARR,Health\nA,high,100,80\nB,Mid Market,100,60\n",
  "nothing-known.csv": "Account,ARR,Usage score,Support score\nA,100,,\nB,200,80,70\n",
  // B comes and goes inside the second window, D inside one month of it.
  "inside.csv":
    "account,start_date,end_date,mrr\nA,2023-01-01,,100\nB,2025-02-01,2025-09-01,40\nC,2025-03-01,,30\nD,2025-06-03,2025-06-20,7\n",
  "january.csv": "account,start_date,end_date,mrr\nA,2025-01-03,,100\nB,2025-01-28,,100\nC,2025-01-31,2025-03-15,100\n",
  "family.csv": "account,parent,ARR start,ARR end\nParent,,200,300\nChild,Parent,150,0\nOther,,100,100\n",
  "paused.csv": "account,start_date,end_date,mrr\nA,2024-01-01,2025-05-01,100\nA,2025-06-01,,100\nB,2024-01-01,,50\n",
  "free-month.csv":
    "account,month,mrr\nA,2025-01-01,100\nB,2025-01-01,100\nA,2025-02-01,100\nB,2025-02-01,0\nA,2025-03-01,100\nB,2025-03-01,100\n",
  "ends.csv":
    "account,start_date,end_date,mrr\nDay before,2024-01-01,2025-12-31,1\nOn the day,2024-01-01,2026-01-01,10\nDay after,2024-01-01,2026-01-02,100\nStays,2024-01-01,,1000\n",
  "currencies.csv": "account,currency,ARR start,ARR end\nA,USD,100,80\nB,EUR,100,100\n",
  "monthly.csv": "account,mrr\nA,100\nB,200\n",
  "weekly.csv": "account,weekly revenue\nA,100\nB,200\n",
  "bad.csv": "account,ARR start,ARR end\nA,100,80\nB,oops,50\nC,100,100\n",
});
const ports = openTestPorts(folder);

interface Retention {
  nrr: number | null;
  grr: number | null;
  logo_retention: number | null;
  quick_ratio: number | null;
  bridge: Record<"starting" | "new" | "expansion" | "reactivation" | "contraction" | "churn" | "ending", number> & {
    fx?: number;
  };
  accounts: Record<"starting" | "churned" | "contracted", number>;
  months: { month: string; opening: number; new: number; churn: number; closing: number }[];
  movements: { new: number; churn: number } | null;
  definitions: { definition: string; nrr: number | null; grr: number | null }[];
  refused: { definition: string; nrr: number | null }[];
  annualised: { months: number; grr: number } | null;
  undefined: { field: string; reason: string }[];
}
interface Health {
  accounts: {
    account: string;
    score: number | null;
    band: string | null;
    coverage: number | null;
    possible_low: number | null;
    possible_high: number | null;
    missing: string[];
  }[];
  distribution: { band: string; status: string; accounts: number }[];
}
interface Forecast {
  due: number | null;
  expected: number | null;
  renewals: { account: string; deadline: string | null; deadline_known: boolean }[];
  left_out: { why: string; arr: number }[];
  renewal_rate: { gross: number } | null;
  confidence: { level: string; unknown_notice: string[] };
  by_month: { month: string }[];
  expansion: {
    pipeline: number;
    expected: number;
    by_quarter: { quarter: string | null; expected: number; opportunities: number }[];
    left_out: { amount: number; code: string }[];
  };
}
const retention = (input: object) => fieldsOf<Retention>("compute_nrr", input, ports);
const health = (input: object) => fieldsOf<Health>("score_health", input, ports);
const forecast = (input: object) => fieldsOf<Forecast>("forecast_renewals", input, ports);
const year2025 = { from: "2025-01-01", to: "2026-01-01" };

describe("lesson 1: bands leave no gap", () => {
  it("1: a score of 79.8 has a band, and seven alarms beside it do not leave it green", async () => {
    const quiet = await health({ accounts: [{ account: "A", score: 79.8 }] });
    expect(quiet.accounts[0]!.band).toBe("stable");
    const alarms = { notice_served: true, auto_renew: false, sponsor_left: true };
    const loud = await health({ accounts: [{ account: "A", score: 79.8, ...alarms }] });
    expect(loud.distribution.find(({ accounts }) => accounts > 0)).toMatchObject({ band: "emergency", status: "red" });
  });

  it("1: each score from 0 to 100, tenth by tenth, is in exactly one band, and a higher score never in a worse one", async () => {
    const scores = Array.from({ length: 1001 }, (_, index) => index / 10);
    const { distribution } = await health({ accounts: scores.map((score) => ({ account: `at ${score}`, score })) });
    const count = (band: string) => distribution.find((line) => line.band === band)!.accounts;
    // Half-open at 20, 40, 60 and 80: 200 tenths in each band, and 100 itself in the highest.
    const bands = ["emergency", "critical", "at-risk", "stable", "healthy", "undetermined"];
    expect(bands.map(count)).toEqual([200, 200, 200, 200, 201, 0]);
  });
});

describe("lesson 2: no data is no score", () => {
  it("2: a customer of whom nothing is known has no score and no colour, inline or in a table", async () => {
    const inline = await health({
      accounts: [
        { account: "Empty", scores: {} },
        { account: "Blank", scores: { usage: null, support: null } },
      ],
    });
    const table = await health({ table: "nothing-known.csv" });
    for (const found of [...inline.accounts, table.accounts.find(({ account }) => account === "A")!])
      expect(found).toMatchObject({ score: null, band: null, coverage: 0, possible_low: 0, possible_high: 100 });
    const coloured = inline.distribution.filter(({ status }) => status !== "unknown");
    expect(coloured.map(({ accounts }) => accounts)).toEqual(coloured.map(() => 0));
    expect(inline.summary).toContain("None of 2 accounts can be judged");
  });
});

describe("lesson 3: a word nobody knows is no segment", () => {
  it.each([
    [
      "another name of a segment",
      "find_benchmarks",
      { metric: "nrr", segment: "galactic" },
      /segment.*enterprise, mid_market, smb/,
    ],
    ["null for a segment", "find_benchmarks", { metric: "nrr", segment: null }, /segment.*enterprise, mid_market, smb/],
    ["a number in words", "find_benchmarks", { metric: "nrr", acv: "sixty thousand" }, /acv: must be a number/],
    ["an amount that could mean two", "compute_nrr", { totals: { starting: "1.000,5" } }, /totals\.starting: must be a number/],
    [
      "null for an amount",
      "compute_nrr",
      { rows: [{ account: "A", start: null, end: 5 }] },
      /rows\[0\]\.start: must be a number/,
    ],
    [
      "a touch there is not",
      "size_team",
      { tiers: [{ tier: "Mid", touch: "mid", accounts: 4 }] },
      /tiers\[0\]\.touch.*high, low, tech/,
    ],
    [
      "the same in a table",
      "size_team",
      { table: "touches.csv" },
      /row 3, column "Touch": "Mid Market" is not one of high, low, tech/,
    ],
    [
      "the same where it weighs a score",
      "score_health",
      { table: "touches.csv", by_touch: true },
      /row 3, column "Touch": "Mid Market" is not one of high/,
    ],
    [
      "a category there is not",
      "forecast_renewals",
      { renewals: [{ account: "A", arr: 5, category: "sure thing" }] },
      /renewals\[0\], account A.*"sure thing"; the categories are /,
    ],
    [
      "a stage there is not",
      "forecast_renewals",
      { pipeline: [{ account: "A", amount: 5, stage: "hopeful" }] },
      /hopeful.*identified/s,
    ],
  ])("3: %s is refused, with its place and what may stand there", async (_, tool, input, words) => {
    expect(await refusalOf(tool, input, ports)).toMatch(words);
  });

  it("3: where it decides nothing the cell is unknown, the row stays and the answer says so first", async () => {
    const { result } = await answerOf("score_health", { table: "touches.csv" }, ports);
    expect(result.summary).toMatch(
      /^One cell of "Touch" counts as unknown \(row 3: "Mid Market" is not one of high, low, tech\)\./,
    );
    expect((result as unknown as Health).accounts.map(({ account, score }) => [account, score])).toEqual(
      expect.arrayContaining([
        ["A", 80],
        ["B", 60],
      ]),
    );
  });
});

describe("lesson 4: nothing moved", () => {
  it("4: net and gross retention are 100%, and said", async () => {
    const found = await retention({ totals: { starting: 1000, expansion: 0, contraction: 0, churn: 0 } });
    expect([found.nrr, found.grr]).toEqual([1, 1]);
    expect(found.summary).toContain("Net retention 100.0%");
    const rows = await retention({ rows: [{ account: "A", start: 100, end: 100 }] });
    expect([rows.nrr, rows.grr, rows.logo_retention]).toEqual([1, 1, 1]);
  });
});

describe("lesson 5: a logo is no dollar", () => {
  it("5: one of 100 customers who left and paid nothing costs 1% of logos and no revenue", async () => {
    const totals = { starting: 5000, expansion: 0, contraction: 0, churn: 0, starting_accounts: 100, churned_accounts: 1 };
    const found = await retention({ totals });
    expect([found.nrr, found.grr, found.logo_retention]).toEqual([1, 1, 0.99]);
  });
});

describe("lesson 6: 0 is a value (test/zero-is-a-value.test.ts tries every parameter)", () => {
  it("6: an expansion, a growth score and a churn of 0 count; left out, they are unknown", async () => {
    const totals = { starting: 1000, contraction: 45, churn: 0 };
    expect((await retention({ totals: { ...totals, expansion: 0 } })).nrr).toBeCloseTo(0.955, 12);
    expect((await retention({ totals })).nrr).toBeNull();
    const scores = { usage: 45, engagement: 45, relationship: 45, support: 45 };
    const { accounts } = await health({
      accounts: [
        { account: "Zero", scores: { ...scores, growth: 0 } },
        { account: "Unknown", scores },
      ],
    });
    const score = (name: string) => accounts.find(({ account }) => account === name)!;
    // Growth has a tenth of the weight: 0.9 x 45.
    expect(score("Zero")).toMatchObject({ score: 40.5, coverage: 1, missing: [] });
    expect(score("Unknown")).toMatchObject({ score: 45, coverage: 0.9, missing: ["growth"] });
    const value = { ask: "lifetime_value", arpa: 12_000, gross_margin: 0.75, annual_churn: 0 };
    const { cltv } = await fieldsOf<{ cltv: { by_churn: number | null } }>("model_economics", value);
    expect(cltv.by_churn).toBeNull();
  });
});

describe("lesson 7: what cannot be is refused", () => {
  it("7: a negative opening, 20 lost of 10 and a negative expansion are all named at once", async () => {
    const totals = { starting: -100, expansion: -500, contraction: 0, churn: 0, starting_accounts: 10, churned_accounts: 20 };
    const message = await refusalOf("compute_nrr", { totals });
    expect(message).toContain("totals.starting: is -100");
    expect(message).toContain("totals.expansion: is -500");
    expect(message).toContain("totals.churned_accounts is 20 of 10 starting accounts");
  });
});

describe("lesson 8: of options only one is taken", () => {
  const offer = { account: "Acme", stage: "proposed", close_date: "2026-05-10", option_group: "upgrade" };

  it("8: two upgrades that exclude each other count as the better one, and the other is listed", async () => {
    const { expansion } = await forecast({
      as_of: "2026-01-01",
      pipeline: [
        { ...offer, amount: 30_000 },
        { ...offer, amount: 40_000 },
      ],
    });
    // Half of 40,000 at the stage "proposed"; never of 70,000.
    expect([expansion.pipeline, expansion.expected]).toEqual([40_000, 20_000]);
    expect(expansion.left_out).toMatchObject([{ amount: 30_000, code: "other_option" }]);
  });

  it("8: plans beside each other are never added up", async () => {
    const options = [
      { name: "B", cost: 490_000 },
      { name: "C", cost: 710_000 },
    ];
    const { result } = await answerOf("model_economics", { ask: "business_case", arr: 18_000_000, options });
    expect(placesOfNumber(result, 1_200_000)).toEqual([]);
  });
});

/** The same call with the rows of one list in another order. */
const shuffledLists: [tool: string, list: string, input: Record<string, unknown>][] = [
  [
    "compute_nrr",
    "rows",
    {
      rows: [
        { account: "A", start: 100, end: 150, segment: "East" },
        { account: "B", start: 100, end: 60, segment: "West" },
        { account: "C", start: 100, end: 0, segment: "East" },
        { account: "D", start: 0, end: 80, segment: "North" },
        { account: "E", start: 0.1, end: 0.3, segment: "North" },
      ],
    },
  ],
  [
    "analyze_cohorts",
    "lives",
    {
      lives: [
        { months: 1, churned: true },
        { months: 3, churned: true },
        { months: 3, churned: false },
        { months: 5, churned: false, entered: 2 },
        { months: 12, churned: true },
      ],
    },
  ],
  [
    "score_surveys",
    "responses",
    {
      one_vote: true,
      csat: { type: "top_box", scale: 5, top_box_from: 4 },
      responses: [
        { account: "A", rating: 9, type: "nps", arr: 5 },
        { account: "A", rating: 3, type: "nps", arr: 5 },
        { account: "B", rating: 10, type: "nps", arr: 7 },
        { account: "C", rating: 5, type: "csat" },
        { account: "C", rating: 3, type: "csat" },
      ],
    },
  ],
  [
    "score_health",
    "accounts",
    {
      accounts: [
        { account: "A", arr: 10, scores: { usage: 80, engagement: 70, support: 60 } },
        { account: "B", arr: 10, score: 30 },
        { account: "C", score: 30 },
        { account: "D", arr: 30, scores: { usage: 10 } },
      ],
    },
  ],
  [
    "score_health",
    "outcomes",
    {
      outcomes: [
        { account: "P", score: 85, renewed: true, arr: 5 },
        { account: "Q", score: 60, renewed: false, arr: 7 },
        { account: "R", score: 60, renewed: true },
        { account: "S", score: 20, renewed: false },
      ],
    },
  ],
  [
    "forecast_renewals",
    "renewals",
    {
      as_of: "2026-01-01",
      renewals: [
        { account: "A", arr: 100_000, health: 85, renewal_date: "2026-03-31", notice_days: 30 },
        { account: "B", arr: 100_000, health: 45, renewal_date: "2026-03-31" },
        { account: "C", arr: 5, outcome: "lost" },
        { account: "D", arr: 70 },
      ],
    },
  ],
  [
    "forecast_renewals",
    "pipeline",
    {
      as_of: "2026-01-01",
      pipeline: [
        { account: "A", amount: 10, stage: "proposed", option_group: "size" },
        { account: "A", amount: 20, stage: "proposed", option_group: "size" },
        { account: "B", amount: 20, stage: "identified" },
        { account: "B", amount: 20, stage: "identified" },
      ],
    },
  ],
  [
    "design_tiers",
    "accounts",
    {
      accounts: [
        { account: "A", arr: 150_000 },
        { account: "B", arr: 20_000 },
        { account: "C", arr: 20_000 },
        { account: "D", arr: 9 },
      ],
    },
  ],
  [
    "design_tiers",
    "floors",
    {
      accounts: [
        { account: "A", arr: 150_000 },
        { account: "B", arr: 20_000 },
      ],
      floors: [
        { tier: "Enterprise", touch: "high", min_arr: 100_000 },
        { tier: "Mid-market", touch: "low", min_arr: 15_000 },
        { tier: "SMB", touch: "tech", min_arr: 0 },
      ],
    },
  ],
  [
    "size_team",
    "tiers",
    {
      arr: 18_000_000,
      tiers: [
        { tier: "Enterprise", touch: "high", accounts: 40 },
        { tier: "Mid-market", touch: "low", accounts: 120 },
        { tier: "SMB", touch: "tech", accounts: 180 },
      ],
    },
  ],
  [
    "report_value",
    "lines",
    {
      investment: 120_000,
      lines: [
        { name: "A", value: 7, validated: true, attribution: 1 },
        { name: "B", value: 7, attribution: 1 },
        { name: "C", value: 100, attribution: 0.5, validated: true },
      ],
    },
  ],
  [
    "map_stakeholders",
    "contacts",
    {
      as_of: "2026-01-01",
      contacts: [
        { name: "A", role: "champion", level: "vp", relationship: 4, last_contact: "2025-12-01" },
        { name: "B", role: "user", relationship: 2 },
        { name: "C", role: "sponsor", level: "c_level", last_contact: "2025-06-01" },
      ],
    },
  ],
  [
    "plan_technology",
    "vendors",
    {
      stage: "growth",
      csms: 8,
      accounts: 340,
      vendors: [
        { name: "A", scores: { fit: 4, integration: 3 } },
        { name: "B", scores: { fit: 4, integration: 3 } },
        { name: "C", scores: { fit: 2, integration: 5 } },
      ],
    },
  ],
  [
    "design_compensation",
    "components",
    {
      ote: 140_000,
      base_share: 0.8,
      components: [
        { metric: "grr", weight: 0.6 },
        { metric: "nrr", weight: 0.3 },
        { metric: "health", weight: 0.1 },
      ],
    },
  ],
  [
    "model_economics",
    "options",
    {
      ask: "business_case",
      arr: 18_000_000,
      options: [
        { name: "A", cost: 490_000 },
        { name: "B", cost: 490_000, lift: [0.01] },
        { name: "C", cost: 120_000 },
      ],
    },
  ],
];

/** Tools that show a caller's own few rows, and name them, in the caller's order: their words and numbers may not differ. */
const inTheCallersOrder = ["design_compensation", "model_economics"];

describe("lesson 9: the order of rows changes nothing", () => {
  const comparable = (tool: string, { summary, ...result }: Record<string, unknown>) =>
    inTheCallersOrder.includes(tool)
      ? JSON.stringify(result)
          .match(/[\w.-]+/g)!
          .sort()
      : { summary, ...result };

  it.each(shuffledLists)("9: %s answers the same for its %s in any order", async (tool, list, input) => {
    const expected = comparable(tool, (await answerOf(tool, input)).result);
    const rows = input[list] as object[];
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(rows, { minLength: rows.length }), async (other) => {
        expect(comparable(tool, (await answerOf(tool, { ...input, [list]: other })).result)).toEqual(expected);
      }),
      { numRuns: 6 },
    );
  });

  it("9: and so do the rows of a table, through the tools that read one", async () => {
    const lines = Array.from(
      { length: 9 },
      (_, index) => `Account ${index % 7},${index % 7 === 0 ? 90 : 10 * index + 0.1},${index * 3}`,
    );
    const header = "account,ARR start,ARR end\n";
    const other = openTestPorts(
      temporaryFolder({
        "given.csv": header + lines.slice(0, 7).join("\n"),
        "reversed.csv": header + lines.slice(0, 7).reverse().join("\n"),
      }),
    );
    for (const tool of ["compute_nrr", "design_tiers", "size_team", "build_blueprint"]) {
      const [given, reversed] = await Promise.all(
        ["given.csv", "reversed.csv"].map(async (table) => (await answerOf(tool, { table }, other)).result),
      );
      expect(reversed, tool).toEqual(given);
    }
  });
});

describe("lesson 10: an expansion counts once", () => {
  const pipeline = [{ account: "Acme", amount: 40_000, stage: "proposed", close_date: "2026-05-10" }];
  const as_of = "2026-01-01";

  it("10: in a year of four quarters it stands in its own, and the quarters add up to the total", async () => {
    const { expansion } = await forecast({ as_of, from: as_of, to: "2026-12-31", pipeline });
    expect(expansion.by_quarter.filter(({ opportunities }) => opportunities > 0)).toMatchObject([
      { quarter: "2026-Q2", expected: 20_000 },
    ]);
    expect(expansion.expected).toBe(20_000);
  });

  it("10: asked quarter by quarter it is in one answer of four", async () => {
    const quarters = [
      ["2026-01-01", "2026-03-31"],
      ["2026-04-01", "2026-06-30"],
      ["2026-07-01", "2026-09-30"],
      ["2026-10-01", "2026-12-31"],
    ];
    const answers = await Promise.all(quarters.map(([from, to]) => forecast({ as_of, from, to, pipeline })));
    expect(answers.map(({ expansion }) => expansion.expected)).toEqual([0, 20_000, 0, 0]);
  });

  it("10: rows of one opportunity are one", async () => {
    const twice = [1, 2].map(() => ({ ...pipeline[0]!, opportunity: "006A" }));
    const { expansion } = await forecast({ as_of, pipeline: twice });
    expect(expansion).toMatchObject({ pipeline: 40_000, left_out: [{ code: "duplicate" }] });
  });
});

describe("lesson 11: closing is the next opening, always", () => {
  it("11: also with customers who start and leave inside a window, whose months show both", async () => {
    const windows = [
      ["2024-01-01", "2025-01-01"],
      ["2025-01-01", "2025-06-10"],
      ["2025-06-10", "2026-01-01"],
      ["2026-01-01", "2026-06-01"],
    ];
    const answers = await Promise.all(windows.map(([from, to]) => retention({ table: "inside.csv", from, to })));
    // On the five dates: A; A; A, B, C and D; A and C; A and C.
    expect(answers.map(({ bridge }) => [bridge.starting, bridge.ending])).toEqual([
      [100, 100],
      [100, 177],
      [177, 130],
      [130, 130],
    ]);
    const year = await retention({ table: "inside.csv", ...year2025 });
    // B, C and D are won, B and D lost: 77 and 47.
    expect(year.movements).toMatchObject({ new: 77, churn: 47 });
    for (const [index, month] of year.months.entries())
      if (index > 0) expect(month.opening).toBe(year.months[index - 1]!.closing);
  });
});

describe("lesson 12: everybody is there at the start", () => {
  it("12: a cohort with three start days in January holds all of them at age 0", async () => {
    const { cohorts } = await fieldsOf<{ cohorts: { cohort: string; size: number; values: (number | null)[] }[] }>(
      "analyze_cohorts",
      { table: "january.csv", as_of: "2025-06-30" },
      ports,
    );
    expect(cohorts).toHaveLength(1);
    // C is there on its first monthly anniversary and gone by its second.
    expect(cohorts[0]).toMatchObject({ cohort: "2025-01", size: 3 });
    expect(cohorts[0]!.values.slice(0, 2)).toEqual([1, 1]);
    expect(cohorts[0]!.values[2]).toBeCloseTo(2 / 3, 12);
  });
});

describe("lesson 14: no clock", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it("14: every tool gives the same answer in 2001 and in 2090", async () => {
    const answersIn = async (date: string) => {
      vi.useFakeTimers({ toFake: ["Date"], now: new Date(date) });
      const answers: string[] = [];
      for (const { tool, input } of casesWith("zero")) answers.push(JSON.stringify((await answerOf(tool, input, ports)).result));
      vi.useRealTimers();
      return answers;
    };
    expect(await answersIn("2090-12-31T23:59:59Z")).toEqual(await answersIn("2001-01-01T00:00:00Z"));
  }, 60_000);

  it("14: where a day matters, it is asked for", async () => {
    const renewals = [{ account: "A", arr: 100, health: 85, renewal_date: "2026-03-31" }];
    expect(await refusalOf("forecast_renewals", { renewals })).toMatch(/no as_of.*Give as_of/s);
    expect(await refusalOf("size_team", { table: "accounts.csv", heads: 1 }, ports)).toMatch(/as_of is missing/);
    expect(await refusalOf("analyze_cohorts", { table: "periods.csv" }, ports)).toMatch(/as_of/);
  });
});

describe("lesson 15: lost is lost", () => {
  it("15: a renewal closed as lost, without a called amount, keeps nothing", async () => {
    const found = await forecast({
      as_of: "2026-01-01",
      renewals: [
        { account: "Gone", arr: 100_000, outcome: "lost", renewal_date: "2026-02-01" },
        { account: "Open", arr: 50_000, probability: 0.9, renewal_date: "2026-03-31" },
      ],
    });
    expect([found.due, found.expected]).toEqual([50_000, 45_000]);
    expect(found.left_out).toMatchObject([{ why: "lost", arr: 100_000 }]);
    expect(found.renewal_rate!.gross).toBe(0);
  });

  it("15: one of which nothing is known stands outside the total, and is not 100% either", async () => {
    const found = await forecast({
      as_of: "2026-01-01",
      renewals: [{ account: "Dark", arr: 70_000, renewal_date: "2026-03-31" }],
    });
    expect([found.due, found.expected]).toEqual([0, 0]);
    expect(found.left_out).toMatchObject([{ why: "unknown_probability", arr: 70_000 }]);
  });
});

describe("lesson 16: an unknown notice period is unknown", () => {
  const due = { arr: 100_000, health: 85, renewal_date: "2026-03-31" };

  it("16: it is not 0 days: the deadline is not known and the confidence is capped", async () => {
    const found = await forecast({
      as_of: "2026-01-01",
      renewals: [
        { account: "Unknown", ...due },
        { account: "None", ...due, notice_days: 0 },
        { account: "Sixty", ...due, notice_days: 60 },
      ],
    });
    const deadlines = Object.fromEntries(found.renewals.map((one) => [one.account, [one.deadline, one.deadline_known]]));
    // 60 days before 31 March 2026: 31 in March, 28 in February, one in January.
    expect(deadlines).toEqual({
      Unknown: ["2026-03-31", false],
      None: ["2026-03-31", true],
      Sixty: ["2026-01-30", true],
    });
    expect(found.confidence).toMatchObject({ level: "capped", unknown_notice: ["Unknown"] });
    const known = await forecast({ as_of: "2026-01-01", renewals: [{ account: "None", ...due, notice_days: 0 }] });
    expect(known.confidence.level).not.toBe("capped");
  });

  it("16: a renewal playbook says so instead of counting back from the renewal date in silence", async () => {
    const run = { kind: "renewal", touch: "high", renewal_date: "2026-12-31" };
    interface Drafted {
      playbook: { anchor_date: string | null };
    }
    const unknown = await fieldsOf<Drafted>("draft_playbook", run);
    expect(unknown.playbook.anchor_date).toBeNull();
    expect(unknown.summary).toContain("notice period is unknown");
    expect((await fieldsOf<Drafted>("draft_playbook", { ...run, notice_days: 0 })).playbook.anchor_date).toBe("2026-12-31");
  });
});

describe("lesson 17: losses of all customers over the opening are no retention", () => {
  it("17: totals whose losses exceed the opening are refused: the cohort is mixed", async () => {
    // 575 + 520 - 300 - 425 would be an NRR of 64%, and a GRR of -26%.
    const totals = { starting: 575, expansion: 520, contraction: 300, churn: 425 };
    const message = await refusalOf("compute_nrr", { totals });
    expect(message).toMatch(/is 725, more than totals\.starting 575[\s\S]*cohort is mixed/);
    expect(message).not.toMatch(/64|-26/);
  });

  it("17: out of a table the same figure is named, refused and in no headline", async () => {
    const found = await retention({ table: "inside.csv", ...year2025 });
    // Of an opening of 100: 77 won and 47 lost inside, so losses of all customers leave 53.
    expect(found.refused.map(({ definition }) => definition)).toContain("losses_of_all_customers");
    expect([found.nrr, found.grr]).toEqual([1, 1]);
    expect(found.definitions.filter(({ nrr }) => nrr !== null).map(({ nrr }) => nrr)).not.toContain(0.53);
  });
});

describe("lesson 18: a missing part of a health score", () => {
  it("18: is neither 0 nor ignored: reweighted, with coverage and the range; below the floor there is no score", async () => {
    const { accounts } = await health({
      accounts: [
        { account: "Enough", scores: { usage: 80, engagement: 70, support: 60 } },
        { account: "Little", scores: { usage: 95 } },
      ],
    });
    const named = (name: string) => accounts.find(({ account }) => account === name)!;
    // (30 x 80 + 25 x 70 + 15 x 60) / 70; with zeros 50.5, with hundreds 80.5.
    expect(named("Enough").score).toBeCloseTo(5050 / 70, 9);
    expect(named("Enough")).toMatchObject({ coverage: 0.7, possible_low: 50.5, possible_high: 80.5, band: "stable" });
    // 95 of 30% of the weight would rank excellent, and with zeros, 28.5, critical.
    expect(named("Little")).toMatchObject({ score: null, band: null, coverage: 0.3, possible_low: 28.5, possible_high: 98.5 });
  });
});

describe("lesson 19: no losses", () => {
  it("19: the quick ratio is undefined and says why, neither infinite nor 0", async () => {
    const found = await retention({ totals: { starting: 100, new: 20, expansion: 10, contraction: 0, churn: 0 } });
    expect(found.quick_ratio).toBeNull();
    expect(found.undefined.find(({ field }) => field === "quick_ratio")?.reason).toMatch(/no(thing)? .*(lost|losses)|no losses/i);
  });
});

describe("lesson 20: parent and child", () => {
  it("20: a child merged into its parent is what the parent lost, 50 of 350, and no churn of 150", async () => {
    const found = await retention({ table: "family.csv" });
    expect(found.bridge).toMatchObject({ starting: 450, expansion: 0, contraction: 50, churn: 0, ending: 400 });
    expect(found.accounts).toMatchObject({ starting: 2, churned: 0, contracted: 1 });
    const inline = await retention({
      rows: [
        { account: "Parent", start: 200, end: 300 },
        { account: "Child", parent: "Parent", start: 150, end: 0 },
      ],
    });
    expect(inline.bridge).toMatchObject({ contraction: 50, churn: 0 });
  });
});

describe("lesson 21: a month is a twelfth of a year and a page of the calendar", () => {
  it("21: a year is twelve months, not 52 weeks of four to a month or 360 days", async () => {
    const { totals } = await fieldsOf<{ totals: { amount: number; arr: number } }>(
      "inspect_table",
      { table: "monthly.csv" },
      ports,
    );
    expect(totals).toMatchObject({ amount: 300, arr: 3600 });
    const year = await retention({ table: "inside.csv", ...year2025 });
    expect(year.months.map(({ month }) => month)).toEqual([
      ...Array.from({ length: 11 }, (_, index) => `2025-${String(index + 2).padStart(2, "0")}-01`),
      "2026-01-01",
    ]);
  });

  it("21: a weekly amount is not multiplied by four: the column is asked for", async () => {
    const found = await fieldsOf<{ totals: { arr: number | null }; questions: string[] }>(
      "inspect_table",
      { table: "weekly.csv" },
      ports,
    );
    expect(found.totals.arr).toBeNull();
    expect(found.questions.join(" ")).toMatch(/arr or columns\.mrr/);
    expect(await refusalOf("size_team", { table: "weekly.csv" }, ports)).toMatch(
      /no column for a recurring amount.*"weekly revenue".*columns\.mrr/,
    );
  });

  it("21: days are counted on the calendar, and an age in months is the day of the month", async () => {
    const run = { kind: "renewal", touch: "high", renewal_date: "2028-03-31", notice_days: 30 };
    const { playbook } = await fieldsOf<{ playbook: { anchor_date: string } }>("draft_playbook", run);
    // 30 days before 31 March, in a leap year as in any other; a month before would be 29 February.
    expect(playbook.anchor_date).toBe("2028-03-01");
    const { survival } = await fieldsOf<{ survival: { month: number; churned: number }[] }>(
      "analyze_cohorts",
      { table: "january.csv", as_of: "2025-06-30" },
      ports,
    );
    // From 31 January to 15 March: past the anniversary of 28 February, gone by that of 31 March.
    expect(survival).toMatchObject([{ month: 2, churned: 1 }]);
  });

  it("21: a rate of one month is compounded twelve times, one of two months six times", async () => {
    expect((await retention({ monthly_grr: 0.9 })).annualised!.grr).toBeCloseTo(0.9 ** 12, 12);
    const months = await retention({ table: "ends.csv", from: "2025-11-01", to: "2026-01-01" });
    // 1,100 of 1,111 stay.
    expect(months.annualised).toMatchObject({ months: 2 });
    expect(months.annualised!.grr).toBeCloseTo((1100 / 1111) ** 6, 12);
  });
});

describe("lesson 22: a pause has a policy", () => {
  it.each([
    ["a paused subscription", { table: "paused.csv", ...year2025 }, 1 / 3],
    ["a month at 0", { table: "free-month.csv", from: "2025-01-01", to: "2025-03-01" }, 0.5],
  ])("22: %s is retained by default, churned if asked for, and the answer says both", async (_, input, strict) => {
    const kept = await retention(input);
    expect([kept.nrr, kept.grr, kept.logo_retention]).toEqual([1, 1, 1]);
    const stated = kept.definitions.find(({ definition }) => definition === "gap_as_churn")!;
    expect(stated.nrr).toBeCloseTo(strict, 12);
    const lost = await retention({ ...input, policy: { gap: "churned" } });
    expect(lost.grr).toBeCloseTo(strict, 12);
    expect(lost.summary).toContain("counts as lost");
    expect(lost.bridge.ending).toBe(kept.bridge.ending);
  });
});

describe("lesson 23: the day of the end", () => {
  it("23: is the first day no longer paid, so active is what was, plus new, less churn, on every day", async () => {
    const found = await retention({ table: "ends.csv", ...year2025 });
    // Paid to 30 and 31 December: gone on 1 January. Paid to 1 January: still there.
    expect(found.bridge).toMatchObject({ starting: 1111, churn: 11, ending: 1100 });
    const days = ["2025-12-30", "2025-12-31", "2026-01-01", "2026-01-02"];
    const active = await Promise.all(
      days.map(async (to) => (await retention({ table: "ends.csv", from: "2025-01-01", to })).bridge.ending),
    );
    expect(active).toEqual([1111, 1110, 1100, 1000]);
  });
});

describe("lesson 24: currencies", () => {
  it.each(["compute_nrr", "design_tiers", "size_team", "build_blueprint"])(
    "24: %s does not add dollars and euros",
    async (tool) => {
      expect(await refusalOf(tool, { table: "currencies.csv" }, ports)).toMatch(
        /EUR, USD; amounts in different currencies are never added/,
      );
    },
  );

  it("24: with rates, what they did stands on its own line and in no retention", async () => {
    const rates = { currency: "USD", rates: { EUR: 1.1 }, rates_end: { EUR: 1.2 } };
    const found = await retention({ table: "currencies.csv", ...rates });
    // At the opening's rates 80 + 110 of 210 stay; at the end the 100 euros are worth 10 more.
    expect(found.nrr).toBeCloseTo(190 / 210, 12);
    expect(found.bridge).toMatchObject({ starting: 210, contraction: 20, expansion: 0, fx: 10, ending: 200 });
  });
});

import { describe, expect, it } from "vitest";
import * as z from "zod";
import { count, money, rate } from "../../src/core/kinds.ts";
import { Role, Touch } from "../../src/core/vocabulary.ts";
import { mendInput, numberOf } from "../../src/tool/mend-input.ts";

const schema = z.strictObject({
  arr: money().optional(),
  accounts: count().optional(),
  grr: rate().optional(),
  name: z.string().optional(),
  tiers: z.array(z.strictObject({ tier: z.string(), touch: Touch, accounts: count() })).optional(),
  team: z.partialRecord(Role, z.number()).optional(),
  either: z.union([z.number(), z.strictObject({ share: rate() })]).optional(),
});
const read = (input: unknown) => mendInput(schema, input).input;

describe("mendInput", () => {
  it.each<[unknown, unknown]>([
    [
      { arr: "1,200", accounts: "12" },
      { arr: 1200, accounts: 12 },
    ],
    [{ arr: "$9M" }, { arr: 9_000_000 }],
    [{ arr: "120k" }, { arr: 120_000 }],
    [{ grr: "85%" }, { grr: 0.85 }],
    [{ customers: 5 }, { accounts: 5 }],
    [{ name: "1,200" }, { name: "1,200" }],
    [{ tiers: [{ tier: "A", touch: "High touch", customers: 3 }] }, { tiers: [{ tier: "A", touch: "high", accounts: 3 }] }],
    [{ team: { CSMs: 4, "VP CS": 1 } }, { team: { csm: 4, vp: 1 } }],
    [{ either: "40%" }, { either: 0.4 }],
    [{ either: { share: "40%" } }, { either: { share: 0.4 } }],
  ])("%j is %j", (input, meant) => {
    expect(read(input)).toEqual(meant);
  });

  it.each<unknown>([
    { arr: "1.200,50" },
    { arr: "about 9" },
    { grr: "banana" },
    { accounts: 1, customers: 2 },
    { team: { csm: 1, csms: 2 } },
    { nothing_like_it: 1 },
  ])("leaves %j for the schema to refuse", (input) => {
    expect(read(input)).toEqual(input);
    if (!("team" in (input as object))) expect(schema.safeParse(read(input)).success).toBe(false);
  });

  it("tells what was read as something else than it said, and nothing of spelling", () => {
    const { read_as } = mendInput(schema, {
      customers: 5,
      tiers: [{ tier: "A", touch: "digital", accounts: "3" }],
      team: { CSMs: 1 },
    });
    expect(read_as.map(({ what, value }) => [what, value])).toEqual([
      ["customers", "accounts"],
      ["tiers[0].touch", "tech"],
    ]);
  });
});

describe("numberOf", () => {
  it("takes a split of pay for the share that is base", () => {
    expect(numberOf("70/30", "rate")).toBe(0.7);
    expect(numberOf("70/20", "rate")).toBeUndefined();
  });
  it("does not guess a decimal comma, and a percentage is no count", () => {
    expect(numberOf("1.200,5", "money")).toBeUndefined();
    expect(numberOf("12,5", "money")).toBeUndefined();
    expect(numberOf("85%", "count")).toBeUndefined();
  });
});

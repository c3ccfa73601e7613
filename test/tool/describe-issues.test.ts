import { describe, expect, it } from "vitest";
import * as z from "zod";
import { IsoDate, Touch } from "../../src/core/vocabulary.ts";
import { describeIssues } from "../../src/tool/run.ts";

const schema = z.strictObject({
  table: z.string(),
  limit: z.number().multipleOf(1).min(1).optional(),
  share: z.number().max(1).optional(),
  arr: z.number().positive().optional(),
  as_of: IsoDate.optional(),
  tiers: z
    .array(z.strictObject({ touch: Touch, accounts: z.number() }))
    .min(1)
    .optional(),
  team: z.partialRecord(z.enum(["csm", "vp"]), z.number()).optional(),
  either: z.union([z.string(), z.array(z.string())]).optional(),
});
const said = (input: unknown) => describeIssues(schema.safeParse(input).error!.issues, schema);

describe("describeIssues", () => {
  it.each<[unknown, string[]]>([
    [{}, ["table: is missing; it must be text."]],
    [{ table: 5 }, ["table: must be text."]],
    ["table.csv", ["input: must be a record of named values: table, limit, share, arr, as_of, tiers, team, either."]],
    [{ table: "a", limit: 0 }, ["limit: must be 1 or more."]],
    [{ table: "a", limit: 1.5 }, ["limit: must be a whole number."]],
    [{ table: "a", limit: Number.NaN }, ["limit: must be a number."]],
    [{ table: "a", share: 60 }, ["share: must be 1 or less."]],
    [{ table: "a", arr: 0 }, ["arr: must be above 0."]],
    [{ table: "a", as_of: "1.2.2026" }, ["as_of: must be a date like 2026-01-31."]],
    [{ table: "a", tiers: [] }, ["tiers: is too short; it needs 1 or more."]],
    [{ table: "a", tiers: {} }, ["tiers: must be a list of records: touch, accounts."]],
    [{ table: "a", tiers: [{ touch: "medium", accounts: 1 }] }, ["tiers[0].touch: must be one of high, low, tech."]],
    [{ table: "a", tiers: [{ touch: "low" }] }, ["tiers[0].accounts: is missing; it must be a number."]],
    [{ table: "a", team: { csmm: 1 } }, ["team.csmm: there is no such parameter."]],
    [{ table: "a", either: 1 }, ["either: must be text or a list."]],
  ])("%j: %j", (input, lines) => {
    expect(said(input)).toEqual(lines);
  });

  it("says the fields of an open record in its own words, and a fault inside the option that fits at its own place", () => {
    const open = z.strictObject({
      company: z.looseObject({}).describe("All optional: name, arr").optional(),
      days: z.union([z.string(), z.array(IsoDate)]).optional(),
    });
    const lines = (input: unknown) => describeIssues(open.safeParse(input).error!.issues, open);
    expect(lines({ company: 5 })).toEqual(["company: must be a record of named values. All optional: name, arr."]);
    expect(lines({ days: ["soon"] })).toEqual(["days[0]: must be a date like 2026-01-31."]);
  });

  it("names what a tool takes for each parameter it does not have", () => {
    const takes = "It takes: table, limit, share, arr, as_of, tiers, team, either.";
    expect(said({ table: "a", tabel: "a", limits: 1 })).toEqual([
      `tabel: there is no such parameter. ${takes}`,
      `limits: there is no such parameter. ${takes}`,
    ]);
  });
});

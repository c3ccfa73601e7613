import { describe, expect, it } from "vitest";
import { Motion, Role, readName, readWord, Segment, Stage, Touch } from "../../src/core/vocabulary.ts";

describe("one vocabulary for all tools", () => {
  it.each([
    [Stage, "Series B", "series_b", false],
    [Stage, "series-b", "series_b", false],
    [Stage, "B round", "series_b", true],
    [Stage, "pre-seed", "pre_seed", false],
    [Stage, "Growth stage", "growth", true],
    [Stage, "startup", "seed", true],
    [Motion, "PLG", "product_led", true],
    [Motion, "Product-led", "product_led", false],
    [Motion, "Mid-Market", "mid_market", false],
    [Motion, "sales-led", "enterprise", true],
    [Segment, "small businesses", "smb", true],
    [Touch, "High touch", "high", false],
    [Touch, "digital", "tech", true],
    [Role, "CSMs", "csm", false],
    [Role, "Customer success manager", "csm", true],
    [Role, "Head of CS", "vp", true],
    [Role, "Team Lead", "team_lead", false],
  ] as const)("reads %o %s", (schema, given, name, other) => {
    expect(readWord(schema, given)).toEqual({ name, other });
  });

  it.each([
    [Motion, "banana"],
    [Stage, "purple"],
    [Touch, ""],
    [Role, "boss"],
    [Segment, "s"],
  ] as const)("does not know %o %s", (schema, given) => {
    expect(readWord(schema, given)).toBeNull();
  });
});

describe("names of parameters", () => {
  it.each([
    ["customers", ["accounts", "arr"], "accounts"],
    ["accounts", ["customers", "csms"], "customers"],
    ["n", ["score", "answers"], "answers"],
    ["csm", ["csms", "accounts"], "csms"],
    ["grossMargin", ["gross_margin"], "gross_margin"],
    ["Base Share", ["base_share", "ote"], "base_share"],
    ["componets", ["components", "ote"], "components"],
  ])("%s among %j", (given, names, meant) => {
    expect(readName(given, names)).toBe(meant);
  });

  it.each([
    ["logos", ["accounts", "customers"]],
    ["grr", ["nrr"]],
    ["colour", ["stage"]],
  ])("%s could be none or several of %j", (given, names) => {
    expect(readName(given, names)).toBeNull();
  });
});

import { describe, expect, it } from "vitest";
import { z } from "zod";
import { figure } from "../../src/core/figure.ts";
import { readOverrides, resolveFigure } from "../../src/rules/overrides.ts";
import { ruleWith } from "./one-rule.ts";

const rule = ruleWith(
  "org-test",
  "figures:\n  size: { strategist: 5, compounding: 10 }\n  band: { house: [1, 2] }\nunits:\n  size: Heads.\n  band: Two ends.\n",
  "standard: strategist\n",
);
const ruleOf = (id: string) => (id === rule.id ? rule : undefined);
const size = figure("org-test", "size", z.number());
const read = (text: string) => readOverrides(text, "cs-strategist.yaml", ruleOf, [size]);

describe("readOverrides", () => {
  it("takes the user's own value, and the result says so", () => {
    const overrides = read("figures:\n  org-test:\n    size: 7\n");
    expect(resolveFigure(rule, size, overrides)).toMatchObject({ value: 7, standard: "yours", overridden: true });
    expect(resolveFigure(rule, size, overrides).standards).toEqual({ strategist: 5, compounding: 10 });
  });

  it("prefers the standard asked for, then the user's, then the rule's", () => {
    expect(resolveFigure(rule, size, read("")).standard).toBe("strategist");
    expect(resolveFigure(rule, size, read("standard: compounding\n")).value).toBe(10);
    expect(resolveFigure(rule, size, read("standard: compounding\n"), "strategist").value).toBe(5);
    expect(resolveFigure(rule, size, read("standard: unheard_of\n")).standard).toBe("strategist");
  });

  it.each([
    ["figures:\n  org-none:\n    size: 7\n", /line \d: there is no rule "org-none"/],
    ["figures:\n  org-test:\n    width: 7\n", /line \d: the rule org-test has no figure "width".*size, band/s],
    ["figures:\n  org-test:\n    size: many\n", /line 3: org-test\.size/],
    ["figures:\n  org-test:\n    band: wide\n", /line 3: org-test\.band has another form/],
    ["columns:\n  ar: Annual value\n", /line 2: "ar" is not a field of a table/],
    ["colour: red\n", /line 1: "colour" is not a setting/],
    ["currency: dollars\n", /line 1: the currency/],
    ["connections: [1]\n", /line 1: connections/],
    ["connections:\n  w: WAREHOUSE_URL\n", /line 2: connections need names of two letters/],
    ["connections:\n  warehouse: { url: x }\n", /line 2: connections\.warehouse must be the name of an environment variable/],
    ["figures: [\n", /line \d/],
  ])("refuses %j with the line", (text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  it("takes connections by the variables that hold their addresses, and repeats no address that stands there instead", () => {
    const { connections } = read("connections:\n  warehouse: WAREHOUSE_URL\n  events: { variable: EVENTS_URL, seconds: 60 }\n");
    expect(connections).toEqual({
      warehouse: { variable: "WAREHOUSE_URL", seconds: undefined },
      events: { variable: "EVENTS_URL", seconds: 60 },
    });
    expect(() => read("connections:\n  warehouse: postgres://ann:pw@host/db\n")).toThrow(
      /^(?!.*(ann|pw|host)).*line 2: connections\.warehouse must be the name of an environment variable.*holds a password/s,
    );
  });
});

import { describe, expect, it } from "vitest";
import * as z from "zod";
import { type FigureReference, figure } from "../../src/core/figure.ts";
import type { Ports } from "../../src/tool/ports.ts";
import { runTool } from "../../src/tool/run.ts";
import { defineTool } from "../../src/tool/tool.ts";
import { tools } from "../../src/topics/tools.ts";
import { openTestPorts } from "../open-test-ports.ts";

const asked: (string | undefined)[] = [];
/** A library of numbers: every figure is 5, and 7 under the user's own file when its name is in `own`. */
function numbers(own: string[] = []): Ports {
  const ports = openTestPorts();
  const figureOf = (reference: FigureReference, standard?: string) => {
    asked.push(standard);
    const overridden = own.includes(reference.name);
    const { rule, name } = reference;
    const value = overridden ? 7 : 5;
    return { rule, name, value, standard: overridden ? "yours" : "house", overridden, standards: { house: 5, compounding: 7 } };
  };
  return { ...ports, library: { ...ports.library, figure: figureOf as Ports["library"]["figure"] } };
}
const adder = defineTool({
  name: "add_up",
  title: "Add up",
  description: "Adds the figures it is told to.",
  reads: {
    first: figure("org-a", "first", z.number()),
    second: figure("org-b", "second", z.number()),
    third: figure("org-c", "third", z.number()),
  },
  input: z.strictObject({
    of: z.array(z.enum(["first", "second", "third"])).default(["first"]),
    standard: z.string().optional(),
  }),
  output: z.strictObject({ total: z.number() }),
  async run({ of }, figures) {
    const total = of.reduce((sum, name) => sum + figures[name].value, 0);
    return { fields: { total }, summary: `The figures add up to ${total}.` };
  },
});

describe("runTool", () => {
  it("gives every result its summary, lists and basis, and says the same as text", async () => {
    const { result, shown, text } = await runTool(adder, { of: ["third", "first"], detail: true }, numbers());
    expect(result).toEqual({
      summary: "The figures add up to 10.",
      total: 10,
      warnings: [],
      assumptions: [],
      undefined: [],
      // Only what was read, in the order the tool declares it.
      basis: [
        { rule: "org-a", figure: "first", standard: "house", overridden: false },
        { rule: "org-c", figure: "third", standard: "house", overridden: false },
      ],
    });
    expect(shown).toEqual(result);
    expect(text).toMatch(/^# Add up\n\nThe figures add up to 10\.\n/);
    for (const word of ["org-a", "org-c", "third"]) expect(text).toContain(word);
  });

  it("shows the rules alone, and the details when they are asked for", async () => {
    const { shown, text } = await runTool(adder, { of: ["third", "first"] }, numbers());
    expect(shown).toEqual({
      summary: "The figures add up to 10.",
      total: 10,
      warnings: [],
      assumptions: [],
      rules: ["org-a", "org-c"],
    });
    for (const word of ["org-a", "org-c"]) expect(text).toContain(word);
    expect(text).not.toContain("Basis");
  });

  it("warns when a figure is the user's own, and only when it was read", async () => {
    const { result } = await runTool(adder, { of: ["second"] }, numbers(["second", "first"]));
    expect(result.basis).toEqual([{ rule: "org-b", figure: "second", standard: "yours", overridden: true }]);
    expect(result.warnings).toEqual([{ code: "overridden", message: "Computed with your own org-b.second." }]);
    expect(result.total).toBe(7);
  });

  it("refuses a standard that no figure of the tool has", async () => {
    await expect(runTool(adder, { standard: "compunding" }, numbers())).rejects.toThrow(
      /no figure .* "compunding".*one of compounding, house\./i,
    );
  });

  it("asks for figures under the standard that was asked for", async () => {
    asked.length = 0;
    await runTool(adder, { standard: "compounding" }, numbers());
    expect(asked.at(-1)).toBe("compounding");
  });

  it("takes no input for an empty one, and refuses what the tool does not take", async () => {
    expect((await runTool(adder, undefined, numbers())).result.total).toBe(5);
    await expect(runTool(adder, { off: ["first"] }, numbers())).rejects.toThrow(
      /^add_up cannot use this input:\n- off: there is no such parameter\. It takes: of, standard\.\nCorrect it and call add_up again\.$/,
    );
  });

  it("shortens a basis of more than 24 figures to a line a standard, the user's own apart", async () => {
    const names = Array.from({ length: 25 }, (_, index) => `figure_${index}`);
    const wide = defineTool({
      ...adder,
      reads: Object.fromEntries(names.map((name) => [name, figure(`org-${name.at(-1)}`, name, z.number())])),
      input: z.strictObject({}),
      async run(_, figures) {
        return { fields: { total: names.reduce((sum, name) => sum + (figures[name]!.value as number), 0) }, summary: "Done." };
      },
    });
    const { result } = await runTool(wide, {}, numbers(["figure_3"]));
    expect(result.total).toBe(24 * 5 + 7);
    expect(result.basis).toEqual([
      { rule: "org-3", figure: "figure_3", standard: "yours", overridden: true },
      // Ten rules of one section share 25 figures by their last digit.
      {
        rule: "10 pages of org",
        figure: "24 figures",
        standard: "house",
        overridden: false,
      },
    ]);
  });
});

describe("a long answer", () => {
  it("lets its lists give way before it cuts a sentence", async () => {
    const blueprint = tools.find(({ name }) => name === "build_blueprint")!;
    const question = { company_file: "company.yaml", table: "accounts.csv", as_of: "2026-01-01" };
    const { shown, text } = await runTool(blueprint, question, openTestPorts());
    expect(JSON.stringify(shown)).not.toContain("more characters)");
    expect(text.length).toBeLessThanOrEqual(9900);
    expect((shown.at_risk as unknown[]).length).toBeGreaterThanOrEqual(2);
  });
});

// 0 is a value. A tool that tests "was it given?" by truth takes 0 for missing, so every number of every tool's input is tried with 0 here, found
// by a walk over the input schemas: no parameter can be added without a base call that gives it.
import { describe, expect, it } from "vitest";
import { Company } from "../src/topics/blueprint/question.ts";
import { AssessmentAnswers } from "../src/topics/organization/question.ts";
import { tools } from "../src/topics/tools.ts";
import { inputsOf, smallTables } from "./cases.ts";
import { fieldsOf } from "./end-to-end.ts";
import { openTestPorts } from "./open-test-ports.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { type InputLeaf, inputLeaves } from "./zero/input-leaves.ts";
import { type Judgement, judge, placeIn } from "./zero/judge.ts";
import { sameAsLeftOut, sameInSomeCalls } from "./zero/same-as-left-out.ts";

const ports = openTestPorts(temporaryFolder(smallTables));
const leavesOf = (name: string): InputLeaf[] => {
  const tool = tools.find((one) => one.name === name)!;
  return inputLeaves(tool.input, { company: Company, answers: AssessmentAnswers });
};

/** Calls that ask for different things are different tools to a parameter: each must take its 0. */
const askOf = (call: Record<string, unknown>): string => String(call.ask ?? call.kind ?? "");

async function judgementsByAsk(tool: string, leaf: InputLeaf): Promise<Map<string, Judgement[]>> {
  const byAsk = new Map<string, Judgement[]>();
  for (const call of inputsOf(tool, "zero")) {
    const place = placeIn(call, leaf);
    if (place === undefined) continue;
    const ask = askOf(call);
    byAsk.set(ask, [...(byAsk.get(ask) ?? []), await judge(tool, leaf, call, place, ports)]);
  }
  return byAsk;
}

describe.each(tools.map(({ name }) => name))("%s", (tool) => {
  const leaves = leavesOf(tool);

  it("has a base call for every number and truth value of its input", () => {
    const reached = (leaf: InputLeaf) => inputsOf(tool, "zero").some((call) => placeIn(call, leaf) !== undefined);
    expect(
      leaves.filter((leaf) => !reached(leaf)).map(({ path }) => path),
      `add a case with the tag zero to test/cases that gives these of ${tool} a value other than 0 (true for a truth value)`,
    ).toEqual([]);
  });

  it.each(leaves.map((leaf) => [leaf.kind === "number" ? "0" : "false", leaf.path, leaf] as const))(
    "takes %s at %s for what it is",
    async (_, path, leaf) => {
      const byAsk = await judgementsByAsk(tool, leaf);
      for (const [ask, judgements] of byAsk) {
        expect(judgements.flatMap(({ verdict, why }) => (verdict === "wrong" ? [why] : []))).toEqual([]);
        const same = judgements.filter(({ verdict }) => verdict === "same").length;
        const found = same === 0 ? "counts" : same === judgements.length ? "counts nowhere" : "counts in some calls";
        const listed = [sameAsLeftOut, sameInSomeCalls].map((list) => list[tool]?.[ask === "" ? path : `${ask}: ${path}`]);
        const expected = listed[0] !== undefined ? "counts nowhere" : listed[1] !== undefined ? "counts in some calls" : "counts";
        const told = judgements.map(({ verdict, why }) => (verdict === "same" ? why : verdict)).join("; ");
        expect(found, `${ask} ${path}: ${told}. test/zero/same-as-left-out.ts lists, with a reason, where that is right`).toBe(
          expected,
        );
      }
    },
  );
});

describe("a weight of 0", () => {
  it("is a weight: the component is known, stands in the answer and counts for nothing", async () => {
    const { weights_used } = await fieldsOf<{ weights_used: object[] }>("score_health", {
      accounts: [{ account: "A", scores: { usage: 50, growth: 90 } }],
      weights: { usage: 1, growth: 0 },
    });
    expect(weights_used).toEqual([{ touch: "all", components: ["usage", "growth"], weight_shares: [1, 0] }]);
    const { vendors } = await fieldsOf<{ vendors: { name: string; score: number; coverage: number }[] }>("plan_technology", {
      vendors: [{ name: "A", scores: { fit: 4, integration: 1 } }],
      weights: { fit: 1, integration: 0 },
    });
    expect(vendors).toMatchObject([{ name: "A", score: 4, coverage: 1 }]);
  });
});

describe("the list of what may be the same as left out", () => {
  it("names only parameters there are", () => {
    for (const [tool, reasons] of [...Object.entries(sameAsLeftOut), ...Object.entries(sameInSomeCalls)])
      for (const name of Object.keys(reasons))
        expect(
          leavesOf(tool).map(({ path }) => path),
          `${tool} has no ${name}`,
        ).toContain(name.split(": ").at(-1));
  });
});

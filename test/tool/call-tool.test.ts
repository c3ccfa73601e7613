import { describe, expect, it } from "vitest";
import { callTool, tools } from "../../src/topics/tools.ts";
import { openTestPorts } from "../open-test-ports.ts";

const ports = openTestPorts();

describe("callTool", () => {
  it("gives the finished run", async () => {
    const outcome = await callTool("compute_nrr", { monthly_grr: 0.98 }, ports);
    expect(outcome).toMatchObject({ kind: "done", run: { result: { annualised: { monthly_grr: 0.98 } } } });
  });

  it("makes an answer of what the user can mend", async () => {
    const outcome = await callTool("compute_nrr", { monthly_grr: 98 }, ports);
    expect(outcome).toEqual({ kind: "problem", message: expect.stringContaining("monthly_grr") });
  });

  it("names every tool when asked for one there is not", async () => {
    const names = tools.map((tool) => tool.name).join(", ");
    expect(await callTool("", {}, ports)).toEqual({ kind: "problem", message: `There is no tool "". The tools: ${names}.` });
    expect((await callTool("toString", {}, ports)).kind).toBe("problem");
  });

  it("tells a fault of the program from a mistake of the user, and does not throw", async () => {
    const broken = { ...ports, readTable: () => Promise.reject(new TypeError("no such thing")) };
    expect(await callTool("inspect_table", { table: "accounts.csv" }, broken)).toEqual({
      kind: "fault",
      message: "inspect_table failed by a fault of the program: no such thing",
    });
  });
});

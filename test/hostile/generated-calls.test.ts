// Ten thousand calls of every tool, right and wrong: each ends in a result that holds what its schema says, or in words that help.
// bench/million-calls.ts makes a million of them.
import { describe, expect, it } from "vitest";
import { callTool, tools } from "../../src/topics/tools.ts";
import { openTestPorts } from "../open-test-ports.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { generatedCall } from "./generated-calls.ts";
import { faultOf } from "./judge-outcome.ts";
import { generatedTables, hostileNames } from "./tables.ts";

const CALLS = 10_000;
const MINUTES = 20 * 60_000;
const seed = Number(process.env.FAST_CHECK_SEED ?? "0");

describe("generated calls", () => {
  it(
    "give a result or words that help, and nothing else",
    async () => {
      const ports = openTestPorts(temporaryFolder(generatedTables));
      const wrong: string[] = [];
      const came = new Map<string, Set<string>>();
      for (let number = seed; number < seed + CALLS; number++) {
        const { tool, input } = generatedCall(number);
        const outcome = await callTool(tool, input, ports);
        came.set(tool, (came.get(tool) ?? new Set()).add(outcome.kind));
        const fault = faultOf(tool, outcome, hostileNames);
        if (fault !== null) wrong.push(`call ${number} of ${tool}: ${fault} for ${JSON.stringify(input)?.slice(0, 300)}`);
      }
      expect(wrong).toEqual([]);
      // Each tool answered some and refused some: the calls reach both.
      for (const { name } of tools) expect([...came.get(name)!].sort(), name).toEqual(["done", "problem"]);
    },
    MINUTES,
  );
});

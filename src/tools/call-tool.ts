import { Problem } from "../core/contract/problem.ts";
import { tools } from "./index.ts";
import type { Ports } from "./ports.ts";
import { runTool, type ToolRun } from "./run-tool.ts";

/** What came of a call: a result, a problem the user can mend, or a fault of the program. */
export type CallOutcome =
  | { kind: "done"; run: ToolRun }
  | { kind: "problem"; message: string }
  | { kind: "fault"; message: string };

/**
 * Calls a tool by name and never throws: the one place where errors become answers. The ports may be opened by the call, so that a mistake in
 * the user's own file is an answer too.
 */
export async function callTool(name: string, input: unknown, ports: Ports | (() => Promise<Ports>)): Promise<CallOutcome> {
  const tool = tools.find((candidate) => candidate.name === name);
  if (!tool)
    return { kind: "problem", message: `There is no tool "${name}". The tools: ${tools.map((one) => one.name).join(", ")}.` };
  try {
    return { kind: "done", run: await runTool(tool, input, typeof ports === "function" ? await ports() : ports) };
  } catch (error) {
    if (error instanceof Problem) return { kind: "problem", message: error.message };
    return {
      kind: "fault",
      message: `${name} failed by a fault of the program: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

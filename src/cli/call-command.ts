import { readFileSync } from "node:fs";
import { allowedPath } from "../input/allowed-path.ts";
import { callTool } from "../tools/call-tool.ts";
import type { Ports } from "../tools/ports.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { readStandardInput } from "./read-standard-input.ts";

async function readJson(source: string, allow: readonly string[]): Promise<unknown> {
  const text =
    source === "-"
      ? await readStandardInput()
      : source.startsWith("@")
        ? readFileSync(allowedPath(source.slice(1), { working: process.cwd(), extra: allow }), "utf8")
        : source;
  return JSON.parse(text);
}

/** Whether a plan's parts tie; results without ties do. */
export function exitCodeOf(result: Record<string, unknown>): ExitCode {
  const ties = Array.isArray(result.ties) ? (result.ties as { ok: boolean }[]) : [];
  return ties.every((tie) => tie.ok) ? exitCodes.done : exitCodes.untied;
}

/** cs-strategist call TOOL --json ...: only JSON on standard output, everything else on standard error. */
export async function callCommand(
  tool: string | undefined,
  json: string | undefined,
  allow: readonly string[],
  ports: Ports,
): Promise<ExitCode> {
  let input: unknown;
  try {
    input = json === undefined ? {} : await readJson(json, allow);
  } catch (error) {
    process.stderr.write(`The input is not JSON that can be read: ${error instanceof Error ? error.message : String(error)}\n`);
    return exitCodes.mend;
  }
  const outcome = await callTool(tool ?? "", input, ports);
  if (outcome.kind !== "done") {
    process.stderr.write(`${outcome.message}\n`);
    return outcome.kind === "problem" ? exitCodes.mend : exitCodes.fault;
  }
  const { result } = outcome.run;
  for (const warning of result.warnings) process.stderr.write(`${warning.code}: ${warning.message}\n`);
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  return exitCodeOf(result);
}

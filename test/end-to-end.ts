import type { Ports } from "../src/tool/ports.ts";
import type { ToolRun } from "../src/tool/run.ts";
import { callTool } from "../src/topics/tools.ts";
import { everyNullHasAReason } from "./every-null-has-a-reason.ts";
import { openTestPorts } from "./open-test-ports.ts";

const usual = openTestPorts();

async function outcomeOf(tool: string, input: unknown, ports: Ports) {
  const outcome = await callTool(tool, input, ports);
  if (outcome.kind === "fault") throw new Error(outcome.message);
  return outcome;
}

/** What a tool answers, as data and as the text a person reads; every null in it has a reason. */
export async function answerOf(tool: string, input: unknown, ports: Ports = usual): Promise<ToolRun> {
  const outcome = await outcomeOf(tool, input, ports);
  if (outcome.kind === "problem") throw new Error(`${tool} refused: ${outcome.message}`);
  everyNullHasAReason(outcome.run.result);
  return outcome.run;
}

/** The fields of an answer, typed by the test that reads them. */
export async function fieldsOf<Fields>(
  tool: string,
  input: unknown,
  ports: Ports = usual,
): Promise<Fields & { summary: string }> {
  return (await answerOf(tool, input, ports)).result as unknown as Fields & { summary: string };
}

/** The message a tool refuses an input with. Throws where it answers. */
export async function refusalOf(tool: string, input: unknown, ports: Ports = usual): Promise<string> {
  const outcome = await outcomeOf(tool, input, ports);
  if (outcome.kind === "done") throw new Error(`${tool} answered: ${outcome.run.result.summary}`);
  return outcome.message;
}

/** Every place of a value that holds this number, to nine digits. */
export function placesOfNumber(value: unknown, number: number, path = ""): string[] {
  if (typeof value === "number") return Math.abs(value - number) < 1e-9 ? [path] : [];
  if (Array.isArray(value)) return value.flatMap((one, index) => placesOfNumber(one, number, `${path}[${index}]`));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => placesOfNumber(one, number, path === "" ? name : `${path}.${name}`));
}

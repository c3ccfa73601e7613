import { expect } from "vitest";
import type * as z from "zod";
import { Problem } from "../src/core/problem.ts";
import type { Ports } from "../src/tool/ports.ts";
import { resultSchema, runTool } from "../src/tool/run.ts";
import type { AnyTool } from "../src/tool/tool.ts";
import { everyNullHasAReason } from "./every-null-has-a-reason.ts";
import { openTestPorts } from "./open-test-ports.ts";

/** What an answer carries beside its own fields; a list with nothing to say is absent, so a test that reads one expects it. */
export interface Said {
  summary: string;
  because: string[];
  check_first: string[];
  do_next: string[];
  unknown: string[];
  say: { ceo?: string; cfo?: string };
  next: { call?: string }[];
  warnings: { code: string; message: string }[];
  assumptions: { what: string; value: string; why: string; if_wrong: string }[];
  undefined: { field: string; reason: string }[];
  basis: { rule: string; figure: string; standard: string; overridden: boolean }[];
}
export type ResultOf<Tool extends Pick<AnyTool, "output">> = z.infer<Tool["output"]> & Said;

const MOST_CHARACTERS = 10_000;

/** The numbers of a value, of any depth, that are none: endless, NaN or -0. */
export function oddNumbers(value: unknown): number[] {
  if (typeof value === "number") return Number.isFinite(value) && !Object.is(value, -0) ? [] : [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(oddNumbers) : [];
}

/**
 * One tool to ask in tests. `call` checks what holds for every answer: its schema, a reason for each null, its size as data and as text, finite
 * numbers, and no trace of the program in its words. `refusal` gives the words of a refusal, or says that there was none.
 */
export function callerOf<Tool extends AnyTool>(tool: Tool, ports: Ports = openTestPorts()) {
  const schema = resultSchema(tool);
  const call = async (input: object, on: Ports = ports): Promise<ResultOf<Tool>> => {
    const { result, shown, text } = await runTool(tool, input, on);
    expect(schema.safeParse(result).error?.issues ?? []).toEqual([]);
    everyNullHasAReason(result);
    expect(Math.max(JSON.stringify(shown).length, text.length)).toBeLessThan(MOST_CHARACTERS);
    expect(text).not.toMatch(/NaN|Infinity|undefined\b(?! )|\[object /);
    expect(oddNumbers(result)).toEqual([]);
    return result as unknown as ResultOf<Tool>;
  };
  const refusal = (input: object, on: Ports = ports): Promise<string> =>
    call(input, on).then(
      () => "no problem",
      (problem) => (problem instanceof Problem ? problem.message : `not a Problem: ${problem}`),
    );
  return { call, refusal };
}

/** Everything an answer says in words, from its summary to what is unknown. */
export const wordsOf = ({
  summary,
  because = [],
  check_first = [],
  do_next = [],
  unknown = [],
}: Pick<Said, "summary"> & Partial<Said>): string => [summary, ...because, ...check_first, ...do_next, ...unknown].join(" ");

/** The codes of an answer's warnings, in order. */
export const codesOf = ({ warnings }: Said): string[] => warnings.map(({ code }) => code);

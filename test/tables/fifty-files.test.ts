// Small files in the forms of known exports, in four languages: each is answered right, or asked about; none gives a wrong number.
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { Problem } from "../../src/core/problem.ts";
import { runTool } from "../../src/tool/run.ts";
import { tools } from "../../src/topics/tools.ts";
import { openTestPorts } from "../open-test-ports.ts";
import { subsetOf } from "../subset-of.ts";

interface FileCase {
  name: string;
  csv: string;
  tool: string;
  input: Record<string, unknown>;
  /** What the answer holds, derived by hand. */
  output?: Record<string, unknown>;
  output_one_of?: Record<string, unknown>[];
  /** What a refusal says, where the program may ask instead of answering. */
  asks?: string;
  /** What the answer's sentences hold. */
  says?: string;
  /** The export the file is said to be. */
  reads_like?: string;
  derivation: string;
}

const folder = resolve(import.meta.dirname, "fifty-files");
const working = mkdtempSync(join(tmpdir(), "fifty-files-"));
const ports = openTestPorts(working);

async function answer(one: FileCase, place: string): Promise<{ result: Record<string, unknown> } | { refusal: string }> {
  writeFileSync(join(working, place), one.csv);
  const tool = tools.find(({ name }) => name === one.tool)!;
  try {
    return await runTool(tool, { ...one.input, table: place }, ports);
  } catch (error) {
    if (error instanceof Problem) return { refusal: error.message };
    throw error;
  }
}

interface TierTotals {
  accounts: number;
  arr: number;
}
/** The accounts and ARR of all tiers together, and what a comparison opened with by the year. */
function withTotal(result: Record<string, unknown>): Record<string, unknown> {
  const bridge = result.bridge as { starting: number } | undefined;
  const months = /opening MRR/.test(String(result.summary)) ? 12 : 1;
  if (bridge) return { ...result, opening_arr: bridge.starting * months };
  if (!Array.isArray(result.tiers)) return result;
  const tiers = result.tiers as TierTotals[];
  const sum = (name: keyof TierTotals) => tiers.reduce((all, tier) => all + tier[name], 0);
  return { ...result, total: { accounts: sum("accounts"), arr: sum("arr") } };
}

/** What the reading says in sentences; a list of headers says nothing. */
const readingSaid = ({ reading }: Record<string, unknown>): unknown => {
  const { doubts, left_out } = (reading ?? {}) as Record<string, unknown>;
  return [doubts, left_out];
};

const sentences = (result: Record<string, unknown>): string =>
  JSON.stringify([result.summary, result.because, result.check_first, result.unknown, result.warnings, readingSaid(result)]);

describe.each(readdirSync(folder).filter((name) => name.endsWith(".yaml")))("%s", (file) => {
  const cases = parse(readFileSync(join(folder, file), "utf8")) as FileCase[];
  it.each(cases.map((one, place) => [one.name, one, `${file.replace(".yaml", "")}-${place}.csv`] as const))(
    "%s",
    async (_, one, place) => {
      const given = await answer(one, place);
      if ("refusal" in given) {
        expect(one.asks, `was refused: ${given.refusal}`).toBeDefined();
        expect(given.refusal).toMatch(new RegExp(one.asks!, "i"));
        return;
      }
      const { result } = given;
      const wanted = one.output_one_of ?? (one.output ? [one.output] : []);
      expect(wanted.length, `was answered and should be asked about: ${String(result.summary)}`).toBeGreaterThan(0);
      const faults = wanted.map((output) => subsetOf(withTotal(result), output));
      if (faults.every((fault) => fault.length > 0)) expect(faults[0], String(result.summary)).toEqual([]);
      if (one.says) expect(sentences(result)).toMatch(new RegExp(one.says, "i"));
      if (one.reads_like) expect(sentences(result)).toMatch(new RegExp(`reads like .*${one.reads_like}`, "i"));
    },
  );
});

it("there are more than fifty", () => {
  const all = readdirSync(folder).flatMap((name) => parse(readFileSync(join(folder, name), "utf8")) as FileCase[]);
  expect(all.length).toBeGreaterThanOrEqual(50);
});

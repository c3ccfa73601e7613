import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { csvOf } from "../../src/tool/out.ts";
import { runTool } from "../../src/tool/run.ts";
import { computeNrr } from "../../src/topics/retention/tool.ts";
import { openTestPorts } from "../open-test-ports.ts";
import { temporaryFolder } from "../temporary-folder.ts";

it("writes lists of a row as columns, quotes what would split, and disarms formulas", () => {
  expect(
    csvOf([
      { cohort: "2025-01", values: [1, 0.5] },
      { cohort: "a,b", values: [1], note: "=1+1" },
    ]),
  ).toBe('cohort,values_0,values_1,note\n2025-01,1,0.5,\n"a,b",1,,\'=1+1\n');
});

it("writes whole lists and the rows left out into a folder, however long they are", async () => {
  const names = Array.from({ length: 45 }, (_, index) => `S${index}`);
  const rows = names.map((name, index) => `A${index},${name},100,90`);
  const folder = temporaryFolder({ "pairs.csv": `account,segment,ARR start,ARR end\n${[...rows, rows[0]].join("\n")}\n` });
  const input = { table: "pairs.csv", segment_by: "segment", out: "lists" };
  const { result } = await runTool(computeNrr, input, openTestPorts(folder));
  const written = readdirSync(join(folder, "lists"));
  expect(result.files).toEqual(expect.arrayContaining([join("lists", "compute_nrr-segments.csv")]));
  expect(
    readFileSync(join(folder, "lists", "compute_nrr-segments.csv"), "utf8")
      .trim()
      .split("\n"),
  ).toHaveLength(46);
  expect(readFileSync(join(folder, "lists", "compute_nrr-rows-left-out.csv"), "utf8")).toContain("pairs.csv,47,superseded");
  expect(written).toContain("compute_nrr-segments.csv");
});

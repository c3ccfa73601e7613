// Tables at the edge of what a table is: thousands of columns, one name for all of them, cells and headers of a million letters, records in records.
// Each is answered about or refused in words that a person can read to the end.
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { callTool } from "../../src/topics/tools.ts";
import { openTestPorts } from "../open-test-ports.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { faultOf } from "./judge-outcome.ts";

const COLUMNS = 5000;
const many = <One>(make: (at: number) => One): One[] => Array.from({ length: COLUMNS }, (_, at) => make(at));
const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
const folder = temporaryFolder({
  // Twenty accounts of 1,000, 2,000 and so on: 210,000 together.
  "wide.csv": [
    `account,arr,${many((at) => `Custom field ${at}`).join(",")}`,
    ...Array.from({ length: 20 }, (_, row) => `A${row},${1000 * (row + 1)},${many((at) => (at % 7 ? "" : `v${at}`)).join(",")}`),
  ].join("\n"),
  "one-name.csv": `${many(() => "arr").join(",")}\n${many(() => "1").join(",")}\n`,
  "no-name.csv": `${many((at) => `Note ${at}`).join(",")}\n${many(() => "x").join(",")}\n`,
  "long-cell.csv": `account,arr,notes\nA,100,"${"x".repeat(1_000_000)}"\nB,200,ok\n`,
  "long-header.csv": `account,arr,${"word ".repeat(40_000)}\nA,100,1\nB,200,2\n`,
  "long-name.csv": `account,arr\n${"Acme ".repeat(40_000)},100\nB,200\n`,
  "wide.json": JSON.stringify([Object.fromEntries(many((at) => [`f${at}`, 1]))]),
  "deep.json": `[{"account": "A", "arr": 100, "x": ${nested(3000)}}]`,
  "deep.yaml": `arr: ${nested(300)}\n`,
});
const ports = openTestPorts(folder);
const READABLE = 4000;

async function answer(tool: string, input: Record<string, unknown>) {
  const outcome = await callTool(tool, input, ports);
  expect(faultOf(tool, outcome)).toBeNull();
  if (outcome.kind !== "done") expect(outcome.kind === "problem" && outcome.message.length).toBeLessThan(READABLE);
  return outcome;
}

describe("tables at the edge", () => {
  const files = [
    "wide.csv",
    "one-name.csv",
    "no-name.csv",
    "long-cell.csv",
    "long-header.csv",
    "long-name.csv",
    "wide.json",
    "deep.json",
  ];
  const tools = ["inspect_table", "compute_nrr", "design_tiers", "score_health"];
  it.each(files)("%s", async (table) => {
    for (const tool of tools) {
      const outcome = await answer(tool, { table });
      if (outcome.kind === "done")
        expect(outcome.run.shown.summary.length, `${tool}: ${outcome.run.shown.summary}`).toBeLessThan(700);
    }
  });

  it("of five thousand columns are read, and say so", async () => {
    const outcome = await answer("inspect_table", { table: "wide.csv" });
    expect(outcome).toMatchObject({ kind: "done", run: { result: { rows_used: 20, totals: { accounts: 20, arr: 210_000 } } } });
    const tiers = await answer("design_tiers", { table: "wide.csv" });
    expect(tiers).toMatchObject({ kind: "done" });
  });

  it("without the column that is needed name some of those they have, and how many more", async () => {
    const outcome = await answer("compute_nrr", { table: "no-name.csv" });
    // Twenty of five thousand are named.
    expect(outcome.kind === "problem" && outcome.message).toMatch(/"Note 19" and 4,980 more/);
  });

  it("a company file nested out of all measure is refused", async () => {
    expect((await answer("build_blueprint", { company_file: "deep.yaml" })).kind).toBe("problem");
  });
});

describe.skipIf(process.platform === "win32")("what is no file", () => {
  const place = temporaryFolder({ "book.csv": "account,arr\nA,100\n" });
  execFileSync("mkfifo", [join(place, "pipe.csv")]);
  symlinkSync("/dev/zero", join(place, "zero.csv"));
  mkdirSync(join(place, "folder.csv"));
  const own = openTestPorts(place);

  it.each([
    ["a pipe, which would be waited for", "pipe.csv", /"pipe\.csv" is no plain file\. Export the table to a file/],
    ["a folder", "folder.csv", /"folder\.csv" is a folder, not a file\. Give the path of one file in it/],
    ["a device behind a link", "zero.csv", /outside the folders that may be read from/],
    ["a device", "/dev/zero", /outside the folders that may be read from/],
    ["what this program is fed", "/dev/stdin", /outside the folders|is no plain file/],
    ["the other side of a separator this system does not know", "folder.csv\\book.csv", /There is no file/],
    ["a name with nothing in it", "book.csv\u0000.png", /book\.csv/],
  ])("%s is refused", async (_, table, words) => {
    for (const tool of ["inspect_table", "design_tiers"]) {
      const outcome = await callTool(tool, { table }, own);
      expect(outcome.kind).toBe("problem");
      expect(outcome.kind === "problem" && outcome.message).toMatch(words);
    }
  });

  it("a device is not read where its folder was let in either", async () => {
    const outcome = await callTool("inspect_table", { table: "/dev/zero" }, openTestPorts(place, ["/dev"]));
    expect(outcome.kind === "problem" && outcome.message).toMatch(/is no plain file/);
  });

  it("nothing is written into a pipe, a device or a file that stands where a folder should", async () => {
    for (const out of ["pipe.csv", "zero.csv", "book.csv", "/dev/full"]) {
      const outcome = await callTool("design_tiers", { table: "book.csv", out }, own);
      expect([out, outcome.kind]).toEqual([out, "problem"]);
    }
  });
});

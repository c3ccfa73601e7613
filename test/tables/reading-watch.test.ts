import { readdirSync, readlinkSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { watchOf } from "../../src/mcp/host.ts";
import { TableFile } from "../../src/tables/file-bytes.ts";
import { readGrid } from "../../src/tables/open-file.ts";
import { workbook } from "./make-workbook.ts";
import { tableFolder } from "./write-table.ts";

const { write } = tableFolder();
const rows = (count: number) => `account,mrr\n${Array.from({ length: count }, (_, row) => `Account ${row},${row}`).join("\n")}\n`;

/** A client that asked for progress, and what it was told. */
function client(progressToken?: string, signal = new AbortController().signal) {
  const told: { progress: number; total?: number }[] = [];
  const watch = watchOf({
    signal,
    _meta: { progressToken },
    async sendNotification({ params }) {
      expect(params.progressToken).toBe(progressToken);
      told.push(params);
    },
  });
  return { told, watch };
}

it("tells a client that asked how many bytes of a long table are read, ever more of them, and nobody else", async () => {
  // 200,000 rows are some 3.9 MB, read in pieces of one.
  const path = write("long.csv", rows(200_000));
  const { told, watch } = client("t1");
  const { rows: read } = await readGrid(path, undefined, [], watch);
  expect(read.length).toBe(200_000);
  expect(told.length).toBeGreaterThan(2);
  expect(told.every(({ progress }, place) => place === 0 || progress > told[place - 1]!.progress)).toBe(true);
  expect(told.at(-1)!.progress).toBe(told.at(-1)!.total);
  const before = told.length;
  await readGrid(path, undefined, [], watch);
  expect(told.at(-1)!.progress).toBe(2 * told[before - 1]!.progress);
  expect(client().watch.progress).toBeUndefined();
});

it("lets others be answered while a long table is read, and stops when it is told to", async () => {
  const path = write("stopped.csv", rows(400_000));
  const stop = new AbortController();
  let turns = 0;
  const turning = setInterval(() => {
    turns += 1;
    if (turns === 2) stop.abort();
  }, 0);
  const { watch } = client("t2", stop.signal);
  await expect(readGrid(path, undefined, [], watch)).rejects.toThrow(/The call was stopped while stopped\.csv was read/);
  clearInterval(turning);
  expect(turns).toBeGreaterThanOrEqual(2);
});

it("refuses a file that changes while it is read", async () => {
  const path = write("changing.csv", rows(10));
  const file = await TableFile.open(path);
  const pieces = file.chunks();
  await pieces.next();
  write("changing.csv", rows(11));
  const rest = async () => {
    for await (const piece of pieces) expect(piece.length).toBeGreaterThan(0);
  };
  await expect(rest()).rejects.toThrow(/changing\.csv changed while it was read/);
});

describe.skipIf(process.platform !== "linux")("a reading that is stopped", () => {
  const records = Array.from({ length: 100_000 }, (_, row) => `{"account":"Account ${row}","mrr":${row}}`);
  const cells = (row: number) => `<row><c t="inlineStr"><is><t>Account ${row}</t></is></c><c><v>${row}</v></c></row>`;
  const header = '<row><c t="inlineStr"><is><t>account</t></is></c><c t="inlineStr"><is><t>mrr</t></is></c></row>';
  const sheet = { name: "Data", rows: header + Array.from({ length: 100_000 }, (_, row) => cells(row)).join("") };
  it.each([
    ["held.csv.gz", gzipSync(rows(400_000), { level: 1 })],
    ["held.json", `[${records.join(",")}]`],
    ["held.ndjson", records.join("\n")],
    ["held.xlsx", workbook({ formats: ["General"], sheets: [sheet] })],
  ])("has closed %s when it says so", async (name, content) => {
    const path = write(name, content);
    const stop = new AbortController();
    const watch = { signal: stop.signal, progress: () => stop.abort() };
    await expect(readGrid(path, undefined, [], watch)).rejects.toThrow(
      `The call was stopped while ${name.replace(".gz", "")} was read`,
    );
    const held = readdirSync("/proc/self/fd").map((handle) => {
      try {
        return readlinkSync(`/proc/self/fd/${handle}`);
      } catch {
        return "";
      }
    });
    expect(held).not.toContain(path);
  });
});

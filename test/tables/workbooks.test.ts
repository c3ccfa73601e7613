// Workbooks as LibreOffice, Google Sheets and Numbers write them: whole days in every zone, and errors that never pass for nothing paid.
import { afterEach, describe, expect, it } from "vitest";
import { Problem } from "../../src/core/problem.ts";
import { runTool } from "../../src/tool/run.ts";
import { tools } from "../../src/topics/tools.ts";
import { openTestPorts } from "../open-test-ports.ts";
import { workbook } from "./make-workbook.ts";
import { readTable } from "./read-as-shipped.ts";
import { tableFolder } from "./write-table.ts";

const { folder, write } = tableFolder();
const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

const words = ["Account", "Start", "End", "MRR", "Alpha", "Bravo"];
const text = (cell: string, word: string) => `<c r="${cell}" s="0" t="s"><v>${words.indexOf(word)}</v></c>`;

// LibreOffice: every cell with its type, t="n" on numbers, attributes on rows. 44,927 is 1 January 2023 and 45,444 is 1 June 2024.
const libreOffice = (end: string, amount: string) =>
  workbook({
    strings: words,
    formats: ["General", "yyyy\\-mm\\-dd"],
    sheets: [
      {
        name: "Sheet1",
        rows: `<row r="1" customFormat="false" ht="12.8" hidden="false">${text("A1", "Account")}${text("B1", "Start")}${text("C1", "End")}${text("D1", "MRR")}</row><row r="2" ht="12.8">${text("A2", "Alpha")}<c r="B2" s="1" t="n"><v>44927</v></c><c r="D2" s="0" t="n"><v>100</v></c></row><row r="3" ht="12.8">${text("A3", "Bravo")}<c r="B3" s="1" t="n"><v>44927</v></c>${end}${amount}</row>`,
      },
    ],
  });
const serialEnd = '<c r="C3" s="1" t="n"><v>45444</v></c>';
const isoEnd = '<c r="C3" t="d"><v>2024-06-01T00:00:00</v></c>';
const fifty = '<c r="D3" s="0" t="n"><v>50</v></c>';

// Google Sheets: empty cells with a style, rows without any below, dates in the format of the place.
const googleSheets = () =>
  workbook({
    strings: words,
    formats: ["General", "m/d/yyyy"],
    sheets: [
      {
        name: "Sheet1",
        rows: `<row r="1">${text("A1", "Account")}${text("B1", "Start")}${text("C1", "End")}${text("D1", "MRR")}</row><row r="2">${text("A2", "Alpha")}<c r="B2" s="1"><v>44927.0</v></c><c r="C2" s="0"/><c r="D2" s="0"><v>100.0</v></c></row><row r="3">${text("A3", "Bravo")}<c r="B3" s="1"><v>44927.0</v></c><c r="C3" s="1"><v>45444.0</v></c><c r="D3" s="0"><v>50.0</v></c></row>${[4, 5, 6].map((row) => `<row r="${row}"><c r="A${row}" s="0"/><c r="B${row}" s="0"/></row>`).join("")}`,
      },
    ],
  });

// Numbers: a sheet that lists what was exported stands first, and the table's name above its header.
const numbers = () => {
  const all = [...words, "Numbers Sheet Name", "Numbers Table Name", "Excel Worksheet Name", "Sheet 1", "Table 1"];
  const cell = (place: string, word: string) => `<c r="${place}" t="s" s="0"><v>${all.indexOf(word)}</v></c>`;
  return workbook({
    strings: all,
    formats: ["General", "d mmm yyyy"],
    sheets: [
      {
        name: "Export Summary",
        rows: `<row r="1">${cell("A1", "Numbers Sheet Name")}${cell("B1", "Numbers Table Name")}${cell("C1", "Excel Worksheet Name")}</row><row r="2">${cell("A2", "Sheet 1")}</row><row r="3">${cell("B3", "Table 1")}${cell("C3", "Sheet 1")}</row>`,
      },
      {
        name: "Sheet 1",
        rows: `<row r="1">${cell("A1", "Table 1")}<c r="B1" s="0"/></row><row r="2">${cell("A2", "Account")}${cell("B2", "Start")}${cell("C2", "End")}${cell("D2", "MRR")}</row><row r="3">${cell("A3", "Alpha")}<c r="B3" s="1"><v>44927</v></c><c r="C3" s="0"/><c r="D3" s="0"><v>100</v></c></row><row r="4">${cell("A4", "Bravo")}<c r="B4" s="1"><v>44927</v></c><c r="C4" s="1"><v>45444</v></c><c r="D4" s="0"><v>50</v></c></row>`,
      },
    ],
  });
};

describe.each(["UTC", "America/Los_Angeles", "Asia/Tokyo", "Pacific/Kiritimati"])("in the zone %s", (name) => {
  it.each([
    ["LibreOffice", () => libreOffice(serialEnd, fifty)],
    ["LibreOffice with dates as text", () => libreOffice(isoEnd, fifty)],
    ["Google Sheets", googleSheets],
    ["Numbers", numbers],
  ])("a day of %s stays the day it is", async (writer, make) => {
    process.env.TZ = name;
    const { records } = await readTable(write(`${writer}.xlsx`, make()), { needs: ["account", "amount"] });
    expect(records.map(({ account, start, end, amount }) => [account, start, end, amount])).toEqual([
      ["Alpha", "2023-01-01", null, 100],
      ["Bravo", "2023-01-01", "2024-06-01", 50],
    ]);
  });
});

describe("cells without a value", () => {
  const nrr = tools.find(({ name }) => name === "compute_nrr")!;
  const tiers = tools.find(({ name }) => name === "design_tiers")!;
  const window = { from: "2024-01-01", to: "2025-01-01" };
  const refusal = async (amount: string): Promise<string> => {
    write("book.xlsx", libreOffice(serialEnd, amount));
    return runTool(nrr, { table: "book.xlsx", ...window }, openTestPorts(folder)).then(
      ({ result }) => `answered: ${String(result.summary)}`,
      (problem) => (problem instanceof Problem ? problem.message : Promise.reject(problem)),
    );
  };

  it.each(["#N/A", "#DIV/0!", "#REF!"])("%s is not nothing paid", async (error) => {
    expect(await refusal(`<c r="D3" s="0" t="e"><f aca="false">X1</f><v>${error}</v></c>`)).toMatch(
      /row 3, column "MRR": "#\S+" is an error of the spreadsheet.*\{"blank": "unknown"\}/,
    );
  });

  it("a formula that was never calculated is not nothing paid", async () => {
    expect(await refusal('<c r="D3" s="0"><f>C3*12</f></c>')).toMatch(/row 3, column "MRR": "=C3\*12"/);
    expect(await refusal('<c r="D3" s="0" t="str"><f>C3*12</f></c>')).toMatch(/row 3, column "MRR": "=C3\*12"/);
  });

  it("an account whose amount is an error counts without money where the caller says that it is not known", async () => {
    write("list.csv", "Account,CSM,ARR\nAlpha,Kim,1000\nBravo,Kim,#N/A\n");
    const input = { table: "list.csv", reading: { blank: "unknown" } };
    const { result } = await runTool(tiers, input, openTestPorts(folder));
    // Alpha's 1,000 is all the money that is known.
    const { tiers: named, reading } = result as unknown as { tiers: { arr: number }[]; reading: unknown };
    expect(named.reduce((sum, { arr }) => sum + arr, 0)).toBe(1000);
    expect(JSON.stringify(reading)).toMatch(/Bravo/);
  });

  it("an error in an end is no open end", async () => {
    write(
      "ends.csv",
      "Account,Start,End,MRR\nAlpha,2023-01-01,,100\nBravo,2023-01-01,#N/A,50\nCharlie,2023-01-01,2024-06-01,50\n",
    );
    await expect(runTool(nrr, { table: "ends.csv", ...window }, openTestPorts(folder))).rejects.toThrow(
      /"#N\/A" is not a date.*"that word": "open"/,
    );
    // VLOOKUP writes #N/A for those it did not find among the leavers; then the caller says so: 150 of 200.
    const reading = { values: { End: { "#N/A": "open" } } };
    const { result } = await runTool(nrr, { table: "ends.csv", ...window, reading }, openTestPorts(folder));
    expect(result.nrr).toBeCloseTo(0.75, 6);
  });
});

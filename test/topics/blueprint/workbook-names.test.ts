// Names in the workbook of a plan, read back by a reader that is not its writer.
import { join } from "node:path";
import readXlsxFile from "read-excel-file/node";
import { expect, it } from "vitest";
import { writtenPlan } from "./written-plan.ts";

// Names that every object of the language has, XML's own signs, and one that a spreadsheet would run.
const names = ["constructor", "__proto__", "toString", `R&D <"Labs">`, " two  spaces ", "=1+1", "קבוצת אלון"];
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

it("stay as they were given, whatever they are", async () => {
  const rows = names.map((name, at) => `${quoted(name)},${(at + 1) * 1000},${quoted(name)},2026-07-01,30,40`);
  const csv = `Account,ARR,Owner,Renewal date,Notice days,Health\n${rows.join("\n")}\n`;
  const { folder } = await writtenPlan({ table: "book.csv", as_of: "2026-01-01" }, { "book.csv": csv });
  const sheets = await readXlsxFile(join(folder, "plan", "plan.xlsx"));
  const rowsOf = (name: string) => sheets.find(({ sheet }) => sheet === name)!.data;
  const accounts = rowsOf("Accounts").slice(3);
  // The account, its ARR and its owner; a reader of sheets trims what stands around a text.
  expect(new Set(accounts.map(([account, arr, owner]) => `${String(account).trim()} ${arr} ${String(owner).trim()}`))).toEqual(
    new Set(
      names.map((name, at) => `${name.trim().replace(/\s+/g, " ")} ${(at + 1) * 1000} ${name.trim().replace(/\s+/g, " ")}`),
    ),
  );
});

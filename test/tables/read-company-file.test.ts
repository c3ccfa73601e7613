import { join } from "node:path";
import { expect, it } from "vitest";
import { readCompanyFile } from "../../src/tables/open-file.ts";
import { tableFolder } from "./write-table.ts";

const { folder, write } = tableFolder();

it("reads YAML and JSON as data", async () => {
  const expected = { name: "Reference", arr: 18000000, tiers: [{ tier: "SMB", min_arr: 0 }] };
  const yaml = "name: Reference\r\narr: 18000000\r\ntiers:\r\n  - { tier: SMB, min_arr: 0 }\r\n";
  expect(await readCompanyFile(write("company.yaml", yaml))).toEqual(expected);
  expect(await readCompanyFile(write("company.json", JSON.stringify(expected)))).toEqual(expected);
});

it("names the file and the line that is broken", async () => {
  await expect(readCompanyFile(write("bad.yaml", "name: A\narr: [1, 2\nteam: {}\n"))).rejects.toThrow(/bad.yaml line \d+:/);
  await expect(readCompanyFile(write("twice.yaml", "name: A\nname: B\n"))).rejects.toThrow(/twice.yaml line 2:/);
});

it("refuses a file that is missing or holds nothing", async () => {
  await expect(readCompanyFile(join(folder, "none.yaml"))).rejects.toThrow(/no file "none.yaml"/);
  await expect(readCompanyFile(write("comment.yaml", "# nothing\n"))).rejects.toThrow(/holds no data/);
});

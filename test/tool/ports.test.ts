import { existsSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openPorts } from "../../src/tool/ports.ts";
import { openTestPorts } from "../open-test-ports.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const { library } = openTestPorts();
const open = (working: string, columns: Record<string, string> = {}, extra: string[] = []) =>
  openPorts(library, { currency: null, columns }, { working, extra });
const files = [
  { name: "one.md", text: "1\n" },
  { name: "two.md", text: "2\n" },
];

describe("readTable", () => {
  const working = temporaryFolder({ "book.csv": "Client,Worth,Value\nA,100,7\nB,200,8\n" });
  const amounts = async (defaults: Record<string, string>, columns?: Record<string, string>) => {
    const table = await open(working, defaults).readTable("book.csv", { columns, needs: ["account", "amount"] });
    return table.records.map((record) => record.amount);
  };

  it("takes the columns of the user's own file, unless the call names its own", async () => {
    const own = { account: "Client", arr: "Worth" };
    expect(await amounts(own)).toEqual([100, 200]);
    expect(await amounts(own, { arr: "Value" })).toEqual([7, 8]);
  });
});

describe("readCompanyFile", () => {
  it("reads YAML inside the working folder only", async () => {
    const working = temporaryFolder({ "company.yaml": "arr: 18000000\n", "inner/a.csv": "" });
    expect(await open(working).readCompanyFile("company.yaml")).toEqual({ arr: 18_000_000 });
    await expect(open(join(working, "inner")).readCompanyFile("../company.yaml")).rejects.toThrow(/outside the folders/);
    expect(await open(join(working, "inner"), {}, [working]).readCompanyFile("../company.yaml")).toEqual({ arr: 18_000_000 });
  });
});

describe("writeFiles", () => {
  it("makes the folder and gives the paths as they were asked for", async () => {
    const working = temporaryFolder();
    expect(await open(working).writeFiles("plans/may", files, [])).toEqual([
      join("plans/may", "one.md"),
      join("plans/may", "two.md"),
    ]);
    expect(readFileSync(join(working, "plans/may/two.md"), "utf8")).toBe("2\n");
  });

  it("writes nothing outside, neither by a step up nor through a link to a folder or a file, there or not yet there", async () => {
    const outside = temporaryFolder({ "kept.md": "kept\n" });
    const working = temporaryFolder({ "first/readme.md": "", "second/readme.md": "" });
    symlinkSync(outside, join(working, "folder"));
    symlinkSync(join(outside, "not-yet"), join(working, "promise"));
    symlinkSync(join(outside, "kept.md"), join(working, "first/two.md"));
    symlinkSync(join(outside, "new.md"), join(working, "second/two.md"));
    for (const target of ["..", "folder", "folder/deep", "promise", "first", "second"])
      await expect(open(working).writeFiles(target, files, []), target).rejects.toThrow(
        /outside the folders that may be written to/,
      );
    expect(readdirSync(outside)).toEqual(["kept.md"]);
    expect(readFileSync(join(outside, "kept.md"), "utf8")).toBe("kept\n");
    expect(existsSync(join(working, "first/one.md")), "a refusal comes before the first file").toBe(false);
  });

  it("says what to do when the folder is a file", async () => {
    const working = temporaryFolder({ taken: "" });
    await expect(open(working).writeFiles("taken", files, [])).rejects.toThrow(
      /"taken" cannot be written to: .*Choose another folder/,
    );
  });
});

// What a disk that fails in the middle leaves behind: the set before, whole.
import * as fs from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { temporaryFolder } from "../temporary-folder.ts";

vi.mock("node:fs", async (original) => {
  const real = await original<typeof fs>();
  return { ...real, renameSync: vi.fn(real.renameSync), writeFileSync: vi.fn(real.writeFileSync) };
});

// Another file of this worker may have loaded the module with the real disk.
vi.resetModules();
const { writeFiles } = await import("../../src/tool/write-files.ts");

const set = (text: string) => ["one.md", "two.md", "three.md"].map((name) => ({ name, text }));
const full = (): never => {
  throw new Error("the disk is full");
};
const contents = (folder: string) =>
  fs.readdirSync(folder).map((name) => [name, fs.readFileSync(join(folder, name), "utf8")] as const);

describe("a set of files", () => {
  it.each([1, 2, 3, 4])("is the earlier one when move %i of four fails, and a later run works", (failing) => {
    const real = temporaryFolder();
    const to = { named: "plan", real, inputs: [] };
    writeFiles(set("before\n"), to);
    const before = contents(real);
    expect(before).toHaveLength(4);
    const rename = vi.mocked(fs.renameSync);
    const usual = rename.getMockImplementation()!;
    for (let move = 1; move < failing; move++) rename.mockImplementationOnce(usual);
    rename.mockImplementationOnce(full);
    expect(() => writeFiles(set("after\n"), to)).toThrow(/"plan" cannot be written to: the disk is full\. Choose another folder/);
    expect(contents(real)).toEqual(before);
    writeFiles(set("after\n"), to);
    expect(fs.readFileSync(join(real, "two.md"), "utf8")).toBe("after\n");
  });

  it.each([1, 4])("is not there at all when the first one fails at move %i", (failing) => {
    const real = temporaryFolder();
    const rename = vi.mocked(fs.renameSync);
    const usual = rename.getMockImplementation()!;
    for (let move = 1; move < failing; move++) rename.mockImplementationOnce(usual);
    rename.mockImplementationOnce(full);
    expect(() => writeFiles(set("after\n"), { named: "plan", real, inputs: [] })).toThrow(/the disk is full/);
    expect(fs.readdirSync(real)).toEqual([]);
  });

  it("leaves no half-written file when a text does not fit on the disk", () => {
    const real = temporaryFolder({ "kept.md": "kept\n" });
    vi.mocked(fs.writeFileSync).mockImplementationOnce(full);
    expect(() => writeFiles(set("after\n"), { named: "plan", real, inputs: [] })).toThrow(/the disk is full/);
    expect(contents(real)).toEqual([["kept.md", "kept\n"]]);
  });
});

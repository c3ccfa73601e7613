import { mkdirSync, realpathSync, symlinkSync } from "node:fs";
import { homedir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { allowedPath } from "../../src/tables/allowed-path.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const outside = temporaryFolder({ "book.csv": "x", "deep/book.csv": "x" });
const working = temporaryFolder({ "book.csv": "x", "data/book.csv": "x" });
const beside = `${working}-beside`;
symlinkSync(join(outside, "book.csv"), join(working, "link.csv"));
symlinkSync(outside, join(working, "linked"));
symlinkSync(join(outside, "not-yet.csv"), join(working, "promise.csv"));
symlinkSync("loop-b", join(working, "loop-a"));
symlinkSync("loop-a", join(working, "loop-b"));
symlinkSync(join(working, "data"), join(working, "shortcut"));
const folders = { working, extra: [] };

describe("allowedPath", () => {
  it.each([
    ["book.csv", "book.csv"],
    ["./data/book.csv", "data/book.csv"],
    ["data/../book.csv", "book.csv"],
    [join(working, "book.csv"), "book.csv"],
    ["shortcut/book.csv", "data/book.csv"],
    ["not/there/yet.csv", "not/there/yet.csv"],
    ["..hidden.csv", "..hidden.csv"],
    [".", ""],
  ])("gives the real path of %s", (path, real) => {
    expect(allowedPath(path, folders)).toBe(join(working, real));
  });

  it.each([
    ["a step up", `../${basename(outside)}/book.csv`],
    ["steps down and up", `data/../../${basename(outside)}/book.csv`],
    ["the folder above", ".."],
    ["an absolute path", join(outside, "book.csv")],
    ["a folder whose name only begins the same", join(beside, "book.csv")],
    ["a link to a file", "link.csv"],
    ["a link to a folder", "linked/deep/book.csv"],
    ["a link to what is not there yet", "promise.csv"],
    ["something new in a linked folder", "linked/new/file.csv"],
  ])("refuses %s", (_, path) => {
    expect(() => allowedPath(path, folders)).toThrow(
      / is outside the folders that may be read from\. Copy it into the working folder/,
    );
  });

  it("says which folder to allow, and that folder then suffices, however the file is named", () => {
    const path = `../${basename(outside)}/deep/book.csv`;
    expect(() => allowedPath(path, folders)).toThrow(`--allow ${join(outside, "deep")}.`);
    const open = { working, extra: [join(outside, "deep")] };
    for (const way of [path, join(outside, "deep/book.csv"), "linked/deep/book.csv"])
      expect(allowedPath(way, open)).toBe(join(outside, "deep/book.csv"));
    expect(() => allowedPath(join(outside, "book.csv"), open)).toThrow(/outside/);
  });

  it("allows a folder that is itself named through a link", () => {
    expect(allowedPath(join(outside, "book.csv"), { working, extra: [join(working, "linked")] })).toBe(join(outside, "book.csv"));
    const other = temporaryFolder();
    mkdirSync(join(other, "real"));
    symlinkSync(join(other, "real"), join(other, "named"));
    expect(allowedPath("new.csv", { working: join(other, "named"), extra: [] })).toBe(join(other, "real/new.csv"));
  });

  it("speaks of writing when it writes", () => {
    expect(() => allowedPath("../out", folders, "write")).toThrow(
      `"../out" (${join(working, "../out")}) is outside the folders that may be written to. Choose a folder under ${working}, or start the program with --allow ${join(working, "../out")}.`,
    );
  });

  it("does not follow a ring of links for ever", () => {
    expect(() => allowedPath("loop-a", folders)).toThrow(/link that leads nowhere/);
  });

  it("takes a path as hosts and people write it: a file address, and ~ for the home folder", () => {
    const working = temporaryFolder({ "accounts.csv": "account,arr\n" });
    const folders = { working, extra: [] };
    expect(allowedPath(pathToFileURL(join(working, "accounts.csv")).href, folders)).toBe(
      realpathSync(join(working, "accounts.csv")),
    );
    expect(allowedPath("~/accounts.csv", { working: homedir(), extra: [] })).toBe(join(realpathSync(homedir()), "accounts.csv"));
    expect(() => allowedPath("~/accounts.csv", folders)).toThrow(
      `"~/accounts.csv" (${join(homedir(), "accounts.csv")}) is outside`,
    );
  });
});

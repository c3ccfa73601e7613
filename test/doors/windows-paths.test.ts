// Paths as Windows and disks without letter cases see them, on a small disk of names: nothing outside is even looked at.
import { win32 } from "node:path";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";

const disk = {
  /** Every path that is there, as it is spelled on the disk. */
  there: [
    "C:\\",
    "C:\\Users",
    "C:\\Users\\Anna",
    "C:\\Users\\Anna\\book.csv",
    "C:\\Users\\Anna\\Q1",
    "C:\\Users\\Anna\\Q1\\book.csv",
    "C:\\Other",
    "C:\\Other\\book.csv",
    "D:\\",
    "D:\\book.csv",
  ],
  looked: [] as string[],
};
// Other files share this worker's modules: they get theirs fresh, and this one's are gone when it is done.
vi.resetModules();
vi.doMock("node:path", async () => ({ ...(await vi.importActual<{ win32: object }>("node:path")).win32 }));
vi.doMock("node:fs", async (original) => {
  const spelled = (path: string) => disk.there.find((one) => one.toLowerCase() === path.toLowerCase());
  const look = (path: string) => {
    disk.looked.push(path);
    return spelled(path);
  };
  const real = (path: string) => {
    const found = look(path);
    if (found === undefined) throw new Error(`no ${path}`);
    return found;
  };
  return {
    ...(await original<object>()),
    existsSync: (path: string) => look(path) !== undefined,
    realpathSync: Object.assign(real, { native: real }),
    readlinkSync: () => {
      throw new Error("no link");
    },
  };
});

const { allowedPath } = await import("../../src/tables/allowed-path.ts");
const folders = { working: "C:\\Users\\Anna", extra: [] };
afterAll(() => {
  vi.doUnmock("node:path");
  vi.doUnmock("node:fs");
  vi.resetModules();
});
beforeEach(() => {
  disk.looked = [];
});

describe("a path on Windows", () => {
  it.each([
    ["book.csv", "book.csv"],
    ["Q1\\book.csv", "Q1\\book.csv"],
    ["Q1/book.csv", "Q1\\book.csv"],
    [".\\Q1\\..\\book.csv", "book.csv"],
    ["C:\\Users\\Anna\\book.csv", "book.csv"],
    ["c:/users/ANNA/Book.CSV", "book.csv"],
    ["q1/not-yet.csv", "Q1\\not-yet.csv"],
  ])("inside the folder is taken with either separator and in any letter case: %s", (path, inside) => {
    expect(allowedPath(path, folders)).toBe(win32.join("C:\\Users\\Anna", inside));
  });

  it.each([
    "..\\..\\Other\\book.csv",
    "Q1/../../../Other/book.csv",
    "C:\\Other\\book.csv",
    "c:/OTHER/book.csv",
    "D:\\book.csv",
    "\\Other\\book.csv",
    "C:\\Users\\Annabel\\book.csv",
  ])("outside is refused: %s", (path) => {
    expect(() => allowedPath(path, folders)).toThrow(
      / is outside the folders that may be read from\. Copy it into the working folder/,
    );
  });

  it.each([
    "\\\\server\\share\\book.csv",
    "//server/share/book.csv",
    "\\\\.\\COM1",
    "\\\\?\\C:\\Other\\book.csv",
    "\\\\.\\pipe\\name",
  ])("of another machine or a device is refused and not looked at: %s", (path) => {
    expect(() => allowedPath(path, folders)).toThrow(/ is outside the folders that may be read from/);
    expect(disk.looked).toEqual([]);
  });

  it("on a network disk is taken where the user works on that disk", () => {
    const share = { working: "\\\\server\\team", extra: [] };
    disk.there.push("\\\\server\\team", "\\\\server\\team\\book.csv");
    expect(allowedPath("book.csv", share)).toBe("\\\\server\\team\\book.csv");
    expect(() => allowedPath("\\\\server\\other\\book.csv", share)).toThrow(/outside/);
  });
});

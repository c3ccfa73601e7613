import { describe, expect, it } from "vitest";
import { AsOfParam, LimitParam, OffsetParam, ReadingParam, readingOptions, tableParams } from "../../src/tool/params.ts";

describe("readingOptions", () => {
  it("puts columns, reading and needs together", () => {
    const input = { columns: { arr: "Annual value" }, reading: { decimal: "," as const, sheet: "Book" }, skip_bad_rows: true };
    expect(readingOptions(input, ["account", "amount"])).toEqual({
      columns: { arr: "Annual value" },
      decimal: ",",
      sheet: "Book",
      skip_bad_rows: true,
      needs: ["account", "amount"],
    });
    expect(readingOptions({})).toMatchObject({ needs: [] });
  });

  it("refuses fields there are not, also when field and header are the wrong way round", () => {
    expect(() => readingOptions({ columns: { "Annual value": "arr", owner: "CSM", size: "Size" } })).toThrow(
      /fields there are not: Annual value, size\. The fields: .*\barr\b.*Write the field first/,
    );
  });
});

describe("shared parameters", () => {
  it("count in whole numbers, from 1 and from 0", () => {
    const taken = (schema: typeof LimitParam) => [-1, 0, 1, 1.5, 40].filter((value) => schema.safeParse(value).success);
    expect(taken(LimitParam)).toEqual([1, 40]);
    expect(taken(OffsetParam)).toEqual([0, 1, 40]);
  });

  it("take dates in one form and no unknown way of reading", () => {
    expect(AsOfParam.safeParse("2026-01-31").success).toBe(true);
    for (const date of ["31.01.2026", "2026-1-31", "2026-01-31T00:00", ""])
      expect(AsOfParam.safeParse(date).success, date).toBe(false);
    expect(ReadingParam.safeParse({ dates: "year_first" }).success).toBe(false);
    expect(ReadingParam.safeParse({ date: "day_first" }).success).toBe(false);
    expect(Object.keys(tableParams)).toEqual(["table", "columns", "reading", "skip_bad_rows", "lost_table"]);
  });
});

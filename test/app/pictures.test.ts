import { describe, expect, it } from "vitest";
import { wholeLists } from "../../src/app/names.ts";
import { picturesOf } from "../../src/app/pictures.ts";
import { callTool } from "../../src/topics/tools.ts";
import { openTestPorts } from "../open-test-ports.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const names = (result: Record<string, unknown>) => picturesOf(result).map(({ name }) => name);
const bridge = { starting: 1000, new: 200, expansion: 100, reactivation: 0, contraction: 50, churn: 150, ending: 1100 };

describe("the pictures of an answer", () => {
  it("follow the bridge movement by movement, and its table adds up", () => {
    const [picture] = picturesOf({ bridge, nrr: 0.9, grr: 0.8 });
    // 200 + 100 gained, 50 + 150 lost.
    expect(picture!.title).toBe("1K became 1.1K: 300 gained, 200 lost");
    expect(picture!.table.rows.map((row) => row[1])).toEqual(["1,000", "200", "100", "0", "-50", "-150", "1,100"]);
    expect(picture!.table.rows.every((row) => row[2] === "not known")).toBe(true);
  });

  it("say of totals what they leave open", () => {
    const [picture] = picturesOf({ bridge: { ...bridge, new: null, reactivation: null, ending: null }, currency: "USD" });
    expect(picture!.title).toBe("Of $1K: $100 gained, $200 lost");
    expect(picture!.table.rows.at(-1)!.slice(0, 2)).toEqual(["Closing ARR", "not known"]);
    expect(picture!.draw(700).body).not.toMatch(/NaN|null/);
  });

  it("draw a forecast with its range, and what is left without the largest", () => {
    const [picture] = picturesOf({
      due: 1000,
      expected: 800,
      quantiles: { p10: 700, p50: 800, p90: 900 },
      stress: { largest_lost: { account: "Acme <b>", arr: 400, expected: 500 } },
    });
    expect(picture!.title).toBe("Of 1K due, expect 800: 700 to 900 eight times in ten");
    expect(picture!.table.rows).toEqual([
      ["Up for renewal", "1,000", "1,000", "1,000"],
      ["Expected", "800", "700", "900"],
      ["Expected if Acme <b> leaves", "500", "500", "500"],
    ]);
    expect(picture!.draw(340).body).toContain("Acme &lt;b&gt; leaves");
    expect(picture!.draw(340).body).not.toContain("<b>");
  });

  it("count every book, those of one owner name before and after the moves", () => {
    const book = (owner: string, hours: number, load: number | null) => ({
      owner,
      accounts: 4,
      arr: 100,
      hours,
      renewals: 1,
      load,
    });
    const result = {
      hours_per_csm: 1000,
      books: [book("Ana", 1400, 1.4), book("Ben", 300, 0.3), book("nobody", 50, null)],
      books_after: [book("Ana", 900, 0.9), book("Ben", 800, 0.8)],
      rebalanced_total: 5,
    };
    const [picture] = picturesOf(result);
    expect(picture!.title).toBe("1 of 2 books is over one CSM's year; moving 5 accounts evens them out");
    expect(picture!.table.rows.map((row) => [row[0], row[3], row[5]])).toEqual([
      ["Ana", "1,400", "900"],
      ["Ben", "300", "800"],
    ]);
    expect(picture!.basis).toContain("4 accounts with 100 have no owner");
  });

  it("are none for an answer without them, for zeros, and for what no host should send", () => {
    for (const odd of [
      {},
      { bridge: null, tiers: [] },
      { tiers: "x", books: [1, null], need: { middle: null } },
      { due: 0, expected: 0, quantiles: { p10: 0, p90: 0 } },
    ])
      expect(names(odd)).toEqual([]);
    const zero = { bridge: { starting: 0, new: 0, expansion: 0, reactivation: 0, contraction: 0, churn: 0, ending: 0 } };
    expect(picturesOf(zero)[0]!.draw(300).body).not.toMatch(/NaN|Infinity/);
  });

  it("get whole the lists that an answer had to cut, and no others", () => {
    const months = [{ month: "2026-01" }, { month: "2026-02" }];
    expect(
      wholeLists({ by_month: months, books: months, rows: months }, { by_month: months.slice(0, 1), books: months, rows: [] }),
    ).toEqual({
      "cs-strategist/lists": { by_month: months },
    });
    expect(wholeLists({ books: months }, { books: months })).toEqual({});
  });

  it.each([
    ["compute_nrr", { table: "a.csv", from: "2025-01-01", to: "2026-01-01" }, ["arr-bridge"]],
    ["design_tiers", { table: "a.csv", as_of: "2026-01-01" }, ["tier-map"]],
    ["size_team", { table: "a.csv", as_of: "2026-01-01" }, ["need", "books-of-business"]],
    ["forecast_renewals", { table: "a.csv", as_of: "2026-01-01" }, ["forecast", "by-month"]],
    ["build_blueprint", { table: "a.csv", as_of: "2026-01-01" }, ["tier-map", "need", "forecast"]],
  ])("%s gives the fields that its pictures read", async (tool, input, expected) => {
    const rows = Array.from(
      { length: 30 },
      (_, at) => `Account ${at},${at % 2 ? "Ana" : "Ben"},${9000 * at},${9500 * at},2026-${at % 2 ? "03" : "08"}-15,30,${at * 3}`,
    );
    const folder = temporaryFolder({
      "a.csv": `Account,Owner,ARR 2025-01-01,ARR 2026-01-01,Renewal date,Notice days,Health\n${rows.join("\n")}\n`,
    });
    const outcome = await callTool(tool, input, openTestPorts(folder));
    if (outcome.kind !== "done") throw new Error(outcome.message);
    const { shown, result } = outcome.run;
    const beside = wholeLists(result, shown)["cs-strategist/lists"];
    expect(names({ ...shown, ...(beside as object) })).toEqual(expect.arrayContaining(expected));
  });
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { changesFromSnapshots } from "../../../src/topics/retention/changes-of-months.ts";
import { changesFromTable } from "../../../src/topics/retention/changes-of-table.ts";
import { readTable } from "../../tables/read-as-shipped.ts";
import { tableFolder } from "../../tables/write-table.ts";
import { writtenOut } from "./account.ts";

const { write } = tableFolder();
const window = { from: "2025-01-01", to: "2025-03-01" };

it("reads months by column, and gives what a record for each row gives", async () => {
  const row = fc.record({
    account: fc.constantFrom("Acme", "Bolt", "Cedar", "Delta"),
    month: fc.constantFrom("2024-12-01", "2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01"),
    cents: fc.integer({ min: 0, max: 500_000 }),
  });
  const rows = fc.uniqueArray(row, { minLength: 6, maxLength: 20, selector: ({ account, month }) => `${account} ${month}` });
  let seen = 0;
  await fc.assert(
    fc.asyncProperty(rows, async (list) => {
      const lines = list.map(({ account, month, cents }) => `${account},${month},${(cents / 100).toFixed(2)}`);
      const table = await readTable(write("months.csv", `account,month,mrr\n${lines.join("\n")}\n`), {
        needs: ["account", "amount"],
      });
      expect(table.monthly?.length).toBe(list.length);
      const months = new Set<string>(list.map(({ month }) => month));
      if (!months.has(window.from) || !months.has(window.to)) return;
      seen += 1;
      expect(writtenOut(changesFromTable(table, window))).toEqual(writtenOut(changesFromSnapshots(table.records, window)));
    }),
    { numRuns: 60 },
  );
  expect(seen).toBeGreaterThan(20);
});

it("makes records where a row says more than what was paid, and leaves rows out of the columns that do not count", async () => {
  const parents = "account,month,mrr,parent\nA,2025-01-01,5,\nB,2025-01-01,6,A\n";
  expect((await readTable(write("parents.csv", parents), { needs: ["account", "amount"] })).monthly).toBeUndefined();
  const trials = "account,month,mrr,status\nA,2025-01-01,5,active\nB,2025-01-01,6,trial\nC,2025-02-01,7,active\n";
  const { monthly, records } = await readTable(write("trials.csv", trials), { needs: ["account", "amount"] });
  expect(Array.from({ length: monthly!.length }, (_, place) => monthly!.accounts[monthly!.accountAt[place]!])).toEqual([
    "A",
    "C",
  ]);
  expect(records.map(({ account }) => account)).toEqual(["A", "C"]);
});

import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Papa from "papaparse";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { writeExamples } from "../scripts/make-examples.ts";

const folder = join(fileURLToPath(import.meta.url), "../../examples");
const text = (name: string) => readFileSync(join(folder, name), "utf8");
const rows = (name: string) => Papa.parse<Record<string, string>>(text(name), { header: true, skipEmptyLines: true }).data;

const accounts = rows("accounts.csv");
const subscriptions = rows("subscriptions.csv");
const earlier = (row: Record<string, string>) => Number(row["ARR 2025-01-01"]);
const now = (row: Record<string, string>) => Number(row["ARR 2026-01-01"]);

/** MRR by account on a day, summed from the rows that run then: started by that day and not ended by it. */
function mrrOn(day: string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const row of subscriptions) {
    if (row.start_date! > day || (row.end_date !== "" && row.end_date! <= day)) continue;
    sums.set(row.account!, (sums.get(row.account!) ?? 0) + Number(row.mrr));
  }
  return sums;
}
const tierOf = (arr: number) => (arr >= 100_000 ? "High touch" : arr >= 15_000 ? "Low touch" : "Tech touch");
const named = (name: string) => accounts.find((row) => row.Account === name)!;

describe("the generator", () => {
  const temporary = mkdtempSync(join(tmpdir(), "examples-"));
  afterAll(() => rmSync(temporary, { recursive: true }));

  it("writes the committed bytes again", () => {
    copyFileSync(join(folder, "README.md"), join(temporary, "README.md"));
    for (const name of ["subscriptions.csv", "accounts.csv", "README.md"]) {
      writeExamples(temporary);
      expect(readFileSync(join(temporary, name), "utf8") === text(name), `${name}: run npm run examples and commit it`).toBe(
        true,
      );
    }
  });
});

describe("the two tables", () => {
  it("tie: ARR is twelve times the MRR of that day, for every account and nobody else", () => {
    for (const [day, arr] of [["2025-01-01", earlier] as const, ["2026-01-01", now] as const]) {
      const paying = mrrOn(day);
      for (const row of accounts) expect(arr(row), `${row.Account} on ${day}`).toBe(12 * (paying.get(row.Account!) ?? 0));
      const listed = new Set(accounts.map((row) => row.Account));
      expect([...paying.keys()].filter((name) => !listed.has(name))).toEqual([]);
    }
  });

  it("hold the counts that were planned", () => {
    // Planned groups and hand-written cases: 308 pay on the first day, 24 of them leave, 30 join and 2 come back.
    expect(accounts.length).toBe(340);
    expect(accounts.filter((row) => earlier(row) > 0).length).toBe(308);
    expect(accounts.filter((row) => earlier(row) > 0 && now(row) === 0).length).toBe(24);
    expect(accounts.filter((row) => earlier(row) === 0 && now(row) > 0).length).toBe(32);
    expect(accounts.filter((row) => earlier(row) === 0 && now(row) === 0)).toEqual([]);
    // Of the 363 accounts, 22 left in 2024 for good and one joined and left inside 2025.
    expect(new Set(subscriptions.map((row) => row.account)).size).toBe(363);
    expect(subscriptions.length).toBeGreaterThanOrEqual(700);
    expect(subscriptions.length).toBeLessThanOrEqual(1000);
    expect(new Set(subscriptions.map((row) => row.subscription_id)).size).toBe(subscriptions.length);
  });

  it("have a long tail of a size a real company has", () => {
    const live = accounts.filter((row) => now(row) > 0);
    const arr = live.reduce((sum, row) => sum + now(row), 0);
    expect(arr).toBeGreaterThan(14_000_000);
    expect(arr).toBeLessThan(18_000_000);
    const count = (tier: string) => live.filter((row) => tierOf(now(row)) === tier).length;
    expect(count("High touch")).toBeGreaterThan(34);
    expect(count("Low touch")).toBeGreaterThan(90);
    expect(count("Tech touch")).toBeGreaterThan(160);
    const top = live.map(now).sort((a, b) => b - a);
    expect(top.slice(0, 20).reduce((sum, value) => sum + value, 0) / arr).toBeGreaterThan(0.3);
  });

  it("have sound rows: whole dollars, an end after its start, names with the signs that break readers", () => {
    for (const row of subscriptions) {
      expect(row.mrr).toMatch(/^[1-9]\d*$/);
      if (row.end_date !== "") expect(row.end_date! > row.start_date!, row.subscription_id).toBe(true);
    }
    const names = accounts.map((row) => row.Account!);
    expect(new Set(names).size).toBe(340);
    expect(names.filter((name) => name.includes(",")).length).toBeGreaterThanOrEqual(3);
    expect(names.some((name) => name.includes("'"))).toBe(true);
    expect(names.some((name) => /[^ -~]/.test(name))).toBe(true);
    for (const row of accounts) {
      expect(row["Renewal date"]).toMatch(now(row) === 0 ? /^$/ : /^2026-\d\d-\d\d$/);
      expect(["", "30", "60", "90"]).toContain(row["Notice days"]);
      expect(row.Health === "" || (Number(row.Health) >= 0 && Number(row.Health) <= 100)).toBe(true);
    }
    const live = accounts.filter((row) => now(row) > 0);
    expect(live.filter((row) => row.Health === "").length).toBeGreaterThan(0);
    expect(live.filter((row) => row["Notice days"] === "").length).toBeGreaterThan(0);
  });

  it("carry last year's tier, so that some accounts now stand across a floor", () => {
    const old = accounts.filter((row) => earlier(row) > 0);
    for (const row of old) expect(row.Tier, row.Account).toBe(tierOf(earlier(row)));
    const crossed = old.filter((row) => now(row) > 0 && tierOf(now(row)) !== row.Tier);
    expect(crossed.some((row) => now(row) > earlier(row))).toBe(true);
    expect(crossed.some((row) => now(row) < earlier(row))).toBe(true);
    expect([named("Osterbay Tools").Tier, now(named("Osterbay Tools"))]).toEqual(["Low touch", 15_000]);
  });
});

describe("the cases written out by hand", () => {
  it("a child whose contract moves to its sister: the parent shrinks by 700 a month and loses nobody", () => {
    const family = accounts.filter((row) => row.Parent === "Bramfield Group");
    // Before 6,400 + 3,200 = 9,600; after 8,900 + 0; times 12.
    expect(family.map((row) => [row.Account, earlier(row), now(row)])).toEqual([
      ["Bramfield Foods", 76_800, 106_800],
      ["Bramfield Freight", 38_400, 0],
    ]);
  });

  it("a gap inside the year, two returns, and one that came and went", () => {
    expect(mrrOn("2025-06-15").has("Café Norte Supply")).toBe(false);
    expect([earlier(named("Café Norte Supply")), now(named("Café Norte Supply"))]).toEqual([17_400, 17_400]);
    for (const [name, arr] of [["O'Dell Instruments", 21_600] as const, ["Fjällby Textiles", 8_400] as const]) {
      expect(mrrOn("2024-01-01").has(name)).toBe(true);
      expect([earlier(named(name)), now(named(name))]).toEqual([0, arr]);
    }
    expect(mrrOn("2025-06-15").get("Tressel Payments")).toBe(850);
    expect(named("Tressel Payments")).toBeUndefined();
  });

  it("an end date is the first day not paid for", () => {
    expect(mrrOn("2025-12-31").get("Merrow Dental")).toBe(980);
    expect(mrrOn("2026-01-01").has("Merrow Dental")).toBe(false);
    expect(mrrOn("2026-04-14").get("Vallen Robotics")).toBe(14_500);
    expect(mrrOn("2026-04-15").has("Vallen Robotics")).toBe(false);
  });

  it("an account that grew and shrank, and one that gave up one of two subscriptions", () => {
    expect(mrrOn("2025-06-15").get("Halden, Finch & Moore")).toBe(19_000);
    expect([earlier(named("Halden, Finch & Moore")), now(named("Halden, Finch & Moore"))]).toEqual([144_000, 108_000]);
    // 7,400 + 1,600 before, 7,400 after, times 12: from the high-touch side of 100,000 to the other.
    expect([earlier(named("Quillon Media, Inc.")), now(named("Quillon Media, Inc."))]).toEqual([108_000, 88_800]);
  });
});

describe("the company files", () => {
  it("leave work that seven people can do and five cannot, unevenly shared", () => {
    const company = parse(text("company.yaml"));
    expect(company.team).toEqual({ csm: 7, cs_ops: 1, vp: 1 });
    const hours = (company.contract_hours - company.leave_hours) * company.customer_time; // 1,880 x 0.62 = 1,165.6
    expect(hours).toBeCloseTo(1165.6, 6);
    // 81.5 hours a high-touch account and 22.5 a low-touch one: the library's activities added by hand. Small accounts get none:
    // three hours at 145,000 / 1,165.6 = 124.40 an hour are 373, over 3% of an ARR below 12,440.
    const small = accounts.map(now).filter((arr) => arr > 0 && arr < 15_000);
    expect(small.reduce((sum, arr) => sum + arr, 0) / small.length).toBeLessThan(12_440);
    const work = new Map<string, number>();
    for (const row of accounts) {
      const each = now(row) >= 100_000 ? 81.5 : now(row) >= 15_000 ? 22.5 : 0;
      work.set(row.Owner!, (work.get(row.Owner!) ?? 0) + each);
    }
    const loads = [...work.values()].map((each) => each / hours).sort((a, b) => a - b);
    expect(loads.length).toBe(7);
    expect(loads[0]).toBeLessThan(0.4);
    expect(loads.at(-1)).toBeGreaterThan(1.2);
    expect(loads.at(-2)).toBeLessThan(1);
    // A leaver costs 2 empty months and 6 at 45%: 0.15 x (2 + 6 x 0.55) / 12 = 0.066 of every head.
    const need = loads.reduce((sum, load) => sum + load, 0);
    expect(need).toBeGreaterThan(5 * (1 - 0.06625));
    expect(need).toBeLessThan(7 * (1 - 0.06625));
  });

  it("new accounts a year are those that pay at the end of the last year and did not at its start", () => {
    const joined = accounts.filter((row) => !(earlier(row) > 0) && now(row) > 0);
    expect(parse(text("company.yaml")).new_accounts_a_year).toBe(joined.length);
  });

  it("the reference company holds its totals and nothing that nobody measured", () => {
    const company = parse(text("reference-company.yaml"));
    expect(company).toEqual({
      name: "Reference",
      arr: 18_000_000,
      accounts: 340,
      annual_logo_churn: 0.08,
      team: { csm: 6, vp: 1 },
      tiers: [
        { tier: "Enterprise", touch: "high", min_arr: 150_000, accounts: 40 },
        { tier: "Mid-market", touch: "low", min_arr: 30_000, accounts: 120 },
        { tier: "SMB", touch: "tech", min_arr: 0, accounts: 180 },
      ],
      targets: { grr: 0.92, nrr: 1.15 },
      proposed_plan: {
        roles: { csm: 8, cs_ops: 1, renewals: 1, vp: 1 },
        cost: 1_200_000,
        lift: [0.08, 0.12],
        ratios: "strategist_example",
      },
    });
  });
});

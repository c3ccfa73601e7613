import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { mapStakeholders } from "../../../src/topics/stakeholders/tool.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { callerOf } from "../../tool-caller.ts";

const folder = temporaryFolder();
const caller = callerOf(mapStakeholders, openTestPorts(folder));
const call = (input: object) => caller.call({ as_of: "2026-01-01", ...input });
const message = (input: object) => caller.refusal({ as_of: "2026-01-01", ...input });
function csv(name: string, rows: string[]): string {
  writeFileSync(join(folder, name), `${rows.join("\n")}\n`);
  return name;
}

const lee = { name: "A. Lee", role: "champion", level: "vp", relationship: 4, last_contact: "2025-12-01" };

describe("one account", () => {
  it("the contract's own call", async () => {
    const result = await call({ contacts: [lee] });
    // 31 days ago, so in touch; a VP is due on 1 June.
    expect(result.threading).toMatchObject({ verdict: "single_threaded", contacts: 1, live: 1, contacts_needed: 3 });
    expect(result.overdue).toEqual([]);
    expect(result.champion_risk).toMatchObject({ level: "medium", champion: "A. Lee", who_next: [] });
    expect(result.summary).toMatch(/^The account hangs on one person\./);
    expect(result.summary).toContain("Nobody is known as sponsor, decider, user lead and gatekeeper.");
    expect(result.assumptions.map(({ what }) => what)).toContain("all contacts belong to one account");
  });

  it("draws power by relationship, with who left off it", async () => {
    const { map } = await call({
      contacts: [
        lee,
        { name: "B. Kim", role: "user", level: "user", relationship: 2 },
        { name: "C. Out", role: "sponsor", left: true },
      ],
    });
    const [head, high, middle, low, , first, second] = map.split("\n");
    expect(head).toMatch(/^power +at risk +weak +neutral +good +strong +not known$/);
    expect(high).toMatch(/^high +\. +\. +\. +1 +\. +\.$/);
    expect(middle).toMatch(/^middle( +\.){6}$/);
    expect(low).toMatch(/^low +\. +2 +\. +\. +\. +\.$/);
    expect([first, second]).toEqual(["1 A. Lee (VP, champion)", "2 B. Kim (User, user lead), last contact not known"]);
    expect(map).not.toContain("Out");
  });

  it("a missing date is listed apart; the summary says what it could change", async () => {
    const result = await call({ contacts: [lee, { name: "B. Kim", role: "decider", level: "director", relationship: 3 }] });
    expect(result.not_known).toEqual([{ name: "B. Kim", account: "the account", missing: "last_contact" }]);
    expect(result.overdue_total).toBe(0);
    expect(result.accounts[0]).toMatchObject({ verdict: "unknown", single_threaded: null });
    expect(result.because.join(" ")).toContain("Of 1 person nobody knows when they were last in touch");
    expect(result.warnings.map(({ code }) => code)).toContain("scores_undated");
  });

  it("says which scores expired", async () => {
    const { warnings, accounts } = await call({ contacts: [{ ...lee, last_contact: "2025-01-01" }] });
    expect(warnings).toMatchObject([{ code: "scores_expired", message: expect.stringContaining("A. Lee") }]);
    expect(accounts[0]).toMatchObject({ weakest: null, state: "exposed", overdue: 1 });
  });
});

describe("a book", () => {
  const contacts = ["A", "B", "C"].map((account) => ({ ...lee, name: `Lee ${account}`, account }));
  const accounts = [
    { account: "A", arr: 0 },
    { account: "B", arr: 250_000 },
    { account: "C", arr: 90_000 },
  ];

  it("is read worst first by ARR, with the dollars in the summary", async () => {
    const result = await call({ contacts, accounts });
    expect(result.accounts.map(({ account, arr }) => [account, arr])).toEqual([
      ["B", 250_000],
      ["C", 90_000],
      ["A", 0],
    ]);
    expect(result.summary).toContain("3 of 3 accounts, with 340K of ARR, could be lost with one person, first B and C.");
    expect(result.map).toContain("Numbers of people over all accounts.");
    expect(result).toEqual(await call({ contacts: contacts.toReversed(), accounts: accounts.toReversed() }));
  });

  it("without ARR has no sums, and the rows say why", async () => {
    const result = await call({ contacts });
    expect(result.threading.single_threaded_arr).toBeNull();
    expect(result.summary).toContain("3 of 3 accounts could be lost with one person");
  });

  it("pages long lists", async () => {
    const many = Array.from({ length: 300 }, (_, index) => ({
      ...lee,
      name: `A person with a rather long name number ${index}`,
      account: `An account with a rather long name number ${String(index).padStart(3, "0")}`,
      last_contact: "2024-01-01",
    }));
    const first = await call({ contacts: many });
    expect(first).toMatchObject({ accounts_total: 300, overdue_total: 300 });
    const size = first.accounts.length;
    const second = await call({ contacts: many, offset: size });
    expect(second.accounts[0]!.account).toContain(`number ${String(size).padStart(3, "0")}`);
    expect(second.overdue.length).toBeGreaterThan(0);
  });
});

describe("a table", () => {
  const head = "Account,Contact,Role,Seniority,Relationship,Last contact,ARR,Department,Left";

  it("gives contacts, ARR, departments and who left", async () => {
    const table = csv("contacts.csv", [
      head,
      "Harbour,P. Okafor,Executive Sponsor,C-Level,2,2025-12-14,84000,Operations,",
      "Harbour,M. Sand,Champion,Manager,5,2025-12-20,84000,Billing,yes",
      "Harbour,T. Abara,End user,User,4,2025-12-28,84000,Front desk,no",
    ]);
    const result = await call({ table });
    // Two are left, both in touch: below the three that are wanted.
    expect(result.threading).toMatchObject({ verdict: "below_figure", contacts: 2, live: 2, exposed_arr: 84_000 });
    expect(result.accounts[0]).toMatchObject({ arr: 84_000, departments: ["Front desk", "Operations"], champion: null });
    // Okafor has 2 points, fewer than the 3 of somebody who can be asked.
    expect(result.champion_risk).toMatchObject({ level: "high", who_next: [{ name: "T. Abara" }] });
  });

  it("names rows it cannot use", async () => {
    const bad = csv("bad.csv", [
      head,
      "Harbour,A,Boss,User,4,2025-12-28,84000,,",
      "Harbour,B,Champion,User,9,2027-12-28,84000,,",
    ]);
    const said = await message({ table: bad });
    expect(said).toContain('row 2 (A): the role "Boss" is not known');
    expect(said).toContain("row 3 (B): relationship 9 is not on the scale");
    expect(said).toContain("2027-12-28 is after 2026-01-01");
    const nameless = csv("nameless.csv", [
      head,
      "Harbour,,Champion,User,4,2025-12-28,84000,,",
      "Harbour,B,Champion,User,4,2025-12-28,84000,,",
    ]);
    expect(await message({ table: nameless })).toMatch(/name no contact: 2/);
    const maybe = csv("maybe.csv", [head, "Harbour,A,Champion,User,4,2025-12-28,84000,,maybe"]);
    expect(await message({ table: maybe })).toContain('row 2: left is "maybe"');
    const date = csv("date.csv", [head, "Harbour,A,Champion,User,4,soon,84000,,", "Harbour,B,User,User,4,2025-12-28,84000,,"]);
    expect((await call({ table: date })).summary).toContain('"soon" is not a date');
  });

  it("ARR is optional, and two amounts for one account are refused", async () => {
    const bare = csv("bare.csv", ["Account,Contact,Role", "Harbour,A,Champion", "Harbour,B,Sponsor"]);
    expect((await call({ table: bare })).accounts[0]).toMatchObject({ arr: null, undated: 2 });
    const split = csv("split.csv", [
      head,
      "Harbour,A,Champion,User,4,2025-12-28,84000,,",
      "Harbour,B,Champion,User,4,2025-12-28,90000,,",
    ]);
    expect(await message({ table: split })).toMatch(/given twice[\s\S]*row 2 84000, row 3 90000/);
  });
});

describe("refusals and cost", () => {
  it("names the thing and the remedy", async () => {
    expect(await message({})).toMatch(/no contacts[\s\S]*table/);
    expect(await message({ contacts: [lee], table: "x.csv" })).toContain("both given");
    expect(await message({ contacts: [{ ...lee, relationship: 0 }] })).toMatch(
      /contacts\[0\] \(A. Lee\): relationship 0 is not on the scale/,
    );
    expect(await message({ contacts: [{ ...lee, role: "boss" }] })).toMatch(/"boss" is not known[\s\S]*Roles: sponsor/);
    expect(await message({ contacts: [{ ...lee, last_contact: "2026-01-02" }] })).toContain("is after 2026-01-01");
    expect(await message({ contacts: [{ ...lee, mood: "good" }] })).toContain("contacts[0].mood");
    expect(await message({ as_of: "2026-02-30", contacts: [lee] })).toContain("2026-02-30");
    expect(await message({ contacts: [{ ...lee, account: "A" }], accounts: [{ account: "A", arr: -5 }] })).toContain("-5");
  });
});

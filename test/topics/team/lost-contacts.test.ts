import { describe, expect, it } from "vitest";
import { inShort } from "../../../src/core/english.ts";
import type { ServedLess } from "../../../src/topics/team/answer.ts";
import { accountsWithoutPerson, lostContacts } from "../../../src/topics/team/books.ts";
import type { TeamAccount } from "../../../src/topics/team/question.ts";

const account = (name: string, owner: string | null, arr: number) => ({ account: name, owner, arr }) as TeamAccount;
const less = (name: string | null, from: ServedLess["from"], to: ServedLess["to"], accounts = 1): ServedLess => ({
  account: name,
  tier: "A",
  accounts,
  arr: 1,
  from,
  to,
  hours_freed: 1,
  why: "",
});
const move = (name: string, from: string, to: string) => ({ account: name, from, to, why: "" });

describe("accounts that lose the CSM they know", () => {
  const accounts = [
    account("Small", "Ben", 10),
    account("Big", "Ben", 90),
    account("Kept", "Ana", 50),
    account("Stray", null, 70),
  ];

  it("are those with a new owner and those that go to a program, the largest first", () => {
    const rows = lostContacts(
      [move("Big", "Ben", "Ana"), move("Stray", "unassigned", "Ana")],
      [less("Small", "low", "tech"), less("Kept", "high", "low")],
      accounts,
    );
    expect(rows).toEqual([
      { account: "Big", owner: "Ben", new_contact: "Ana" },
      { account: "Small", owner: "Ben", new_contact: null },
    ]);
  });

  it("have no new contact by name where the new owner holds them for a program only, or nobody does", () => {
    expect(lostContacts([move("Big", "Ben", "Ana")], [less("Big", "high", "none")], accounts)[0]!.new_contact).toBeNull();
    expect(lostContacts([move("Big", "Ben", "unassigned")], [], accounts)[0]!.new_contact).toBeNull();
    expect(lostContacts([], [], accounts)).toEqual([]);
  });

  it("are a number where only totals are known", () => {
    expect(
      accountsWithoutPerson([less(null, "low", "tech", 75), less(null, "tech", "none", 180), less(null, "high", "low", 3)]),
    ).toBe(75);
  });
});

describe("a list in short", () => {
  it("keeps what fits and says how many more", () => {
    expect(inShort(["Enterprise", "SMB"])).toBe("Enterprise, SMB");
    // Four words of ten letters with ", " are 46 characters, five are 58.
    expect(inShort(Array(7).fill("abcdefghij"))).toBe(`${Array(4).fill("abcdefghij").join(", ")} and 3 more`);
    expect(inShort(["x".repeat(80), "y"])).toBe(`${"x".repeat(80)} and 1 more`);
  });
});

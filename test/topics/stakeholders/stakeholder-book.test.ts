import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accountArr, stakeholderBook } from "../../../src/topics/stakeholders/contacts.ts";
import { contact, figures } from "./stakeholder-figures.ts";

const as_of = "2026-01-01";
const at = (account: string, name: string, more: Parameters<typeof contact>[1] = {}) =>
  contact(name, { account, last_contact: "2025-12-20", relationship: 4, ...more });
const broad = (account: string) => [
  at(account, "S", { role: "sponsor, decider", level: "vp", department: "Finance" }),
  at(account, "C", { role: "champion", level: "manager", department: "IT" }),
  at(account, "U", { role: "user", level: "user", department: "IT" }),
];
const arr = (amounts: Record<string, number>) =>
  Object.entries(amounts).map(([account, amount]) => ({ place: account, account, arr: amount }));

describe("a book of accounts", () => {
  const contacts = [
    ...broad("Sound"),
    at("Thin", "X", { role: "champion" }),
    at("Thin", "Y"),
    at("Small", "Z", { role: "champion" }),
  ];
  const book = stakeholderBook(
    { contacts, arr: arr({ Sound: 500_000, Thin: 10_000, Small: 20_000, Empty: 30_000 }), as_of },
    figures,
  );

  it("puts what could be lost with one person first, the largest before the smaller", () => {
    expect(book.accounts.map(({ account, state }) => [account, state])).toEqual([
      ["Empty", "exposed"],
      ["Small", "exposed"],
      ["Thin", "thin"],
      ["Sound", "sound"],
    ]);
    expect(book.threading).toMatchObject({ accounts: 4, single_threaded: 2, single_threaded_arr: 50_000, exposed_arr: 50_000 });
  });

  it("accounts by verdict add up to the book", () => {
    const { by_verdict } = book.threading;
    expect(by_verdict.reduce((sum, one) => sum + one.accounts, 0)).toBe(4);
    expect(by_verdict.reduce((sum, one) => sum + one.arr!, 0)).toBe(560_000);
  });

  it("an ARR of 0 is an amount, and a missing one is none", () => {
    const read = (amounts: Record<string, number>) =>
      stakeholderBook({ contacts: [at("A", "X"), at("B", "Y")], arr: arr(amounts), as_of }, figures).threading;
    expect(read({ A: 0, B: 0 }).single_threaded_arr).toBe(0);
    expect(read({}).single_threaded_arr).toBeNull();
    expect(read({ A: 0 })).toMatchObject({ single_threaded_arr: 0, by_verdict: [{ accounts: 2, accounts_without_arr: 1 }] });
  });

  it("contacts without an account are those of the only account given", () => {
    const lone = [contact("X", { account: null })];
    expect(
      stakeholderBook({ contacts: lone, arr: arr({ A: 5 }), as_of }, figures).accounts.map(({ account }) => account),
    ).toEqual(["A"]);
    expect(() => stakeholderBook({ contacts: lone, arr: arr({ A: 5, B: 6 }), as_of }, figures)).toThrow("A, B");
  });

  it("ARR that is negative, finer than a hundredth, or given twice is refused", () => {
    expect(() => accountArr(arr({ A: -1 }))).toThrow("A: -1".replace("A: ", "(A): "));
    expect(() => accountArr(arr({ A: 1.001 }))).toThrow("1.001");
    expect(() => accountArr([...arr({ A: 1 }), ...arr({ A: 2 })])).toThrow("given twice");
    expect(accountArr([...arr({ A: 0 }), ...arr({ A: 0 })]).get("A")).toBe(0);
  });
});

const anybody = fc.record({
  account: fc.constantFrom("A", "B", "C"),
  role: fc.constantFrom(null, "champion", "sponsor", "detractor", "user, decider"),
  level: fc.constantFrom(null, "vp", "manager", "user"),
  relationship: fc.constantFrom(null, 1, 2, 3, 4, 5),
  last_contact: fc.constantFrom(null, "2025-12-31", "2025-09-01", "2024-01-01"),
  left: fc.constantFrom(null, true, false),
});

describe("properties", () => {
  it("order of rows never changes a result, and people add up", () => {
    fc.assert(
      fc.property(fc.array(anybody, { minLength: 1, maxLength: 12 }), fc.boolean(), (given, money) => {
        const contacts = given.map((one, index) => contact(`P${index}`, one));
        const amounts = money ? arr({ A: 0, B: 100.5 }) : [];
        const book = stakeholderBook({ contacts, arr: amounts, as_of }, figures);
        const turned = stakeholderBook({ contacts: contacts.toReversed(), arr: amounts.toReversed(), as_of }, figures);
        expect(turned).toEqual(book);
        const { threading, people } = book;
        expect(threading.contacts).toBe(people.filter(({ left }) => !left).length);
        const listed = new Set([...book.overdue, ...book.unknown].map(({ account, name }) => `${account} ${name}`));
        for (const { name, account, level, last_contact, left } of people)
          if (!left && (level === null || last_contact === null)) expect(listed).toContain(`${account} ${name}`);
        const known = new Set(people.map(({ name }) => name));
        for (const { champion } of book.accounts) for (const { name } of champion.who_next) expect(known).toContain(name);
      }),
    );
  });
});

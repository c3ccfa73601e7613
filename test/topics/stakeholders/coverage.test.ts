import { describe, expect, it } from "vitest";
import { accountReading, coverage } from "../../../src/topics/stakeholders/threading.ts";
import { figures, person, silent } from "./stakeholder-figures.ts";

const row = (box: string, list: Parameters<typeof coverage>[0], accounts = ["Acme"]) =>
  coverage(list, accounts, figures).find((one) => one.box === box)!;

describe("coverage", () => {
  it("has a row for each role and each level, empty boxes too", () => {
    const rows = coverage([], ["Acme"], figures);
    expect(rows.map(({ box }) => box)).toEqual([
      "sponsor",
      "champion",
      "decider",
      "user lead",
      "gatekeeper",
      "opponent",
      "Executive",
      "Management",
      "Daily work",
    ]);
    // The opponent's box need not be filled.
    expect(rows.filter(({ gap }) => gap === "none").map(({ box }) => box)).toEqual(["opponent"]);
  });

  it("names the strongest and what is missing", () => {
    const sponsor = person("A", { roles: ["sponsor"], points: 2 });
    expect(row("sponsor", [sponsor])).toMatchObject({ contacts: 1, live: 1, strongest: 2, gap: "weak" });
    expect(row("sponsor", [sponsor, person("B", { roles: ["sponsor"], points: 4 })])).toMatchObject({
      strongest: 4,
      gap: "none",
    });
    expect(row("sponsor", [person("A", { roles: ["sponsor"], points: 4, ...silent })]).gap).toBe("nobody_live");
    expect(row("sponsor", [person("A", { roles: ["sponsor"] })])).toMatchObject({ strongest: null, gap: "none" });
    expect(row("sponsor", [person("A", { roles: ["sponsor"], left: true, live: false })]).gap).toBe("nobody_known");
    expect(row("sponsor", [sponsor], ["Acme", "Bolt"])).toMatchObject({ accounts_without: 1, gap: "missing_in_some" });
  });
});

describe("what the renewal hangs on", () => {
  const roles = figures.roles;
  const holds = (role: string, points: number | null) => person(role, { roles: [role], points });

  it("the page's own table: the weakest of sponsor, decider and champion, and the unknown ones", () => {
    const read = (sponsor: number | null, decider: number | null, champion: number | null) =>
      accountReading([holds("sponsor", sponsor), holds("decider", decider), holds("champion", champion)], roles);
    expect(read(2, 2, 5)).toEqual({ weakest: 2, unknown_roles: 0 });
    expect(read(null, 5, 5)).toEqual({ weakest: 5, unknown_roles: 1 });
    expect(read(3, 1, 5)).toEqual({ weakest: 1, unknown_roles: 0 });
    expect(accountReading([], roles)).toEqual({ weakest: null, unknown_roles: 3 });
    // A user does not carry a renewal.
    expect(accountReading([holds("user lead", 1)], roles)).toEqual({ weakest: null, unknown_roles: 3 });
  });
});

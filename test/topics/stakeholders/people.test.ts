import { describe, expect, it } from "vitest";
import { people, ruleNames } from "../../../src/topics/stakeholders/contacts.ts";
import { contact, figures } from "./stakeholder-figures.ts";

const day = "2026-01-01";
const one = (more: Parameters<typeof contact>[1]) => people([contact("Lee", more)], day, figures)[0]!;
const refusal = (...given: Parameters<typeof people>[0][number][]): string => {
  try {
    people(given, day, figures);
  } catch (error) {
    return (error as Error).message;
  }
  return "no problem";
};

describe("words of the rule", () => {
  it("any case, blanks, hyphens or underscores", () => {
    const entries = [{ name: "sponsor", also: ["economic buyer"] }];
    for (const word of ["Sponsor", "economic_buyer", " Economic-Buyer ", "ECONOMIC  BUYER"])
      expect(ruleNames(word, entries)).toEqual(["sponsor"]);
    expect(ruleNames("buyer", entries)).toEqual([]);
  });

  it("several roles of one person, in the rule's order", () => {
    expect(one({ role: "decision_maker; executive sponsor" }).roles).toEqual(["sponsor", "decider"]);
    // An economic buyer pays and signs: both parts are held, and nobody is missed as decider.
    expect(one({ role: "economic buyer", level: "ceo" }).roles).toEqual(["sponsor", "decider"]);
    expect(one({ role: "detractor" }).roles).toEqual(["opponent"]);
    expect(one({ role: "technical" }).roles).toEqual(["gatekeeper"]);
    expect(one({ role: "user" }).roles).toEqual(["user lead"]);
  });

  it("levels go into a box; power is the more of role and level", () => {
    expect(one({ level: "c_level" })).toMatchObject({ level: "C-level", box: "Executive", power: "high" });
    expect(one({ level: "manager", role: "user" })).toMatchObject({ box: "Management", power: "middle" });
    expect(one({ level: "manager", role: "sponsor" }).power).toBe("high");
    expect(one({})).toMatchObject({ level: null, box: null, power: null });
  });
});

describe("days, live contacts and scores", () => {
  it("counts to the day of the answer; the 90th day is live, the 91st is not", () => {
    // 90 days before 1 January 2026: 31 of December, 30 of November, 29 of October: 3 October.
    expect(one({ last_contact: "2025-10-03" })).toMatchObject({ days: 90, live: true });
    expect(one({ last_contact: "2025-10-02" })).toMatchObject({ days: 91, live: false });
    expect(one({ last_contact: day })).toMatchObject({ days: 0, live: true });
  });

  it("a missing date is unknown and never 0 days", () => {
    expect(one({})).toMatchObject({ days: null, live: null });
  });

  it("a score holds for 180 days and then turns unknown", () => {
    // 5 July 2025 to 1 January 2026: 26 + 31 + 30 + 31 + 30 + 31 + 1 = 180.
    expect(one({ relationship: 4, last_contact: "2025-07-05" })).toMatchObject({ days: 180, points: 4, expired: false });
    expect(one({ relationship: 4, last_contact: "2025-07-04" })).toMatchObject({ points: null, expired: true });
    expect(one({ relationship: 4 })).toMatchObject({ points: 4, expired: false });
  });

  it("whoever left is not in touch", () => {
    expect(one({ left: true, last_contact: day })).toMatchObject({ left: true, live: false });
  });
});

describe("refusals", () => {
  it("an unknown role or level, with the accepted words", () => {
    expect(refusal(contact("Lee", { role: "boss" }))).toMatch(
      /Lee.*"boss" is not known[\s\S]*Roles: sponsor \(also executive sponsor/,
    );
    expect(refusal(contact("Lee", { level: "chieftain" }))).toMatch(/"chieftain"[\s\S]*Levels: C-level/);
  });

  it("points off the scale: 0, 6 and 3.5", () => {
    for (const relationship of [0, 6, 3.5, -1])
      expect(refusal(contact("Lee", { relationship }))).toMatch(/is not on the scale[\s\S]*1 at risk/);
  });

  it("dates in the future or that do not exist, all places at once", () => {
    const message = refusal(contact("Lee", { last_contact: "2026-01-02" }), contact("Kim", { last_contact: "2025-02-30" }));
    expect(message).toContain("Lee (Lee): last_contact 2026-01-02 is after 2026-01-01");
    expect(message).toContain('"2025-02-30" is not a date of the calendar');
  });

  it("some contacts with an account and some without", () => {
    expect(refusal(contact("Lee"), contact("Kim", { account: null }))).toMatch(/no account[\s\S]*Kim/);
    expect(people([contact("Lee", { account: null })], day, figures)[0]!.account).toBe("the account");
  });
});

describe("one person in several rows", () => {
  it("joins roles and fills blanks", () => {
    const rows = [contact("Sand", { role: "champion", relationship: 5 }), contact("SAND", { role: "user", level: "manager" })];
    const found = people(rows, day, figures);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ roles: ["champion", "user lead"], points: 5, level: "Manager" });
    expect(people(rows.toReversed(), day, figures)).toEqual(found);
  });

  it("refuses rows that contradict each other", () => {
    expect(refusal(contact("Sand", { relationship: 5 }), contact("Sand", { relationship: 4 }))).toMatch(
      /contradict[\s\S]*Sand, relationship: Sand 5, Sand 4/,
    );
  });

  it("the same name at two accounts is two people", () => {
    expect(people([contact("Sand"), contact("Sand", { account: "Bolt" })], day, figures)).toHaveLength(2);
  });
});

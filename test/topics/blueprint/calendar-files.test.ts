import ICAL from "ical.js";
import { afterEach, describe, expect, it } from "vitest";
import { calendarText, fileNameOf, fileNamesOf } from "../../../src/deliver/calendar.ts";
import { taskFiles } from "../../../src/deliver/task-lists.ts";
import { writtenPlan } from "./written-plan.ts";

/** As a calendar program reads it: a reader that is not the writer. */
const eventsOf = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((one) => {
    const event = new ICAL.Event(one);
    return {
      uid: event.uid,
      title: event.summary,
      note: event.description,
      whole: event.startDate.isDate,
      from: event.startDate.toString(),
      to: event.endDate.toString(),
      sequence: event.sequence,
    };
  });

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

describe("calendarText", () => {
  const day = { key: ["a"], date: "2026-01-15", title: "Last day; to object, שלום", note: "One.\nTwo." };

  it.each(["UTC", "Asia/Tokyo", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago"])(
    "keeps a day on its day in %s",
    (name) => {
      process.env.TZ = name;
      const [event] = eventsOf(calendarText({ name: "Plan", days: [day], as_of: "2026-01-01" }));
      expect(event).toMatchObject({ whole: true, from: "2026-01-15", to: "2026-01-16", title: day.title, note: day.note });
    },
  );

  it("has the same entry in a later run, with a higher sequence and its new date", () => {
    const [first] = eventsOf(calendarText({ name: "Plan", days: [day], as_of: "2026-01-01" }));
    const [second] = eventsOf(calendarText({ name: "Plan", days: [{ ...day, date: "2026-02-01" }], as_of: "2026-01-20" }));
    expect(second!.uid).toBe(first!.uid);
    expect(second!.sequence).toBe(first!.sequence + 19);
    expect(second!.from).toBe("2026-02-01");
  });

  it("keeps the lines of the format: 75 bytes at most, each ended by CR and LF", () => {
    const text = calendarText({ name: "N", days: [{ ...day, title: "💠 sehr lang, ".repeat(40) }], as_of: "2026-01-01" });
    for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  });

  it("names files by people, on any disk", () => {
    expect(fileNameOf("../../Ana  Ruiz / EMEA")).toBe("ana-ruiz-emea");
    expect(fileNameOf("///")).toBe("other");
    expect([...fileNamesOf(["Ana Ruiz", "ana ruiz", "דנה"]).values()]).toEqual(["ana-ruiz", "ana-ruiz-2", "דנה"]);
  });
});

describe("the calendars and tasks of a plan", () => {
  // Renewal on 1 July with 30 days of notice: 1 June. As of 1 January, and health of 30 asks for the playbook of an account at risk.
  const table = {
    "book.csv":
      'Account,ARR,Owner,Renewal date,Notice days,Health\n"=cmd|x",200000,Ana Ruiz,2026-07-01,30,30\nBolt,50000,,2026-03-01,30,90\nCord,40000,Ben,2025-12-01,30,90\n',
  };
  const input = { table: "book.csv", as_of: "2026-01-01" };

  it("puts every account's last day into its owner's calendar, and those at risk into the plan's", async () => {
    const { file, written } = await writtenPlan(input, table);
    expect(written.filter((name) => name.endsWith(".ics"))).toEqual([
      "calendar-accounts-without-an-owner.ics",
      "calendar-ana-ruiz.ics",
      "calendar-ben.ics",
      "calendar.ics",
    ]);
    const ana = eventsOf(file("calendar-ana-ruiz.ics"));
    expect(ana).toEqual(
      expect.arrayContaining([expect.objectContaining({ from: "2026-06-01", title: "=cmd|x: last day to object" })]),
    );
    const nobody = eventsOf(file("calendar-accounts-without-an-owner.ics"));
    // 1 March less 30 days.
    expect(nobody).toEqual(
      expect.arrayContaining([expect.objectContaining({ from: "2026-01-30", title: "Bolt: last day to object" })]),
    );
    // Day 30 after 1 January is Saturday 31 January, so Monday 2 February.
    expect(eventsOf(file("calendar.ics"))).toEqual(
      expect.arrayContaining([expect.objectContaining({ from: "2026-02-02", title: "Plan: day 30, decide" })]),
    );
    for (const name of written.filter((one) => one.endsWith(".ics"))) {
      const ids = eventsOf(file(name)).map(({ uid }) => uid);
      expect(new Set(ids).size, name).toBe(ids.length);
    }
  });

  it("lists tasks for three systems, no cell a formula, none before the day of the plan", async () => {
    const { file } = await writtenPlan(input, table);
    for (const [name, date] of [
      ["tasks-hubspot.csv", "Due Date"],
      ["tasks-salesforce.csv", "ActivityDate"],
      ["tasks-asana.csv", "Due Date"],
    ] as const) {
      const text = file(name);
      const [head] = text.split("\r\n");
      expect(head!.split(",")).toContain(date);
      expect(text, name).toContain("'=cmd|x");
      expect(text, name).not.toMatch(/(^|[,"\n])[=+@]/);
      for (const day of text.match(/\b20\d\d-\d\d-\d\d\b/g)!) expect(day >= "2026-01-01", `${name} ${day}`).toBe(true);
    }
  });

  it("writes no calendar without a date", async () => {
    const { written } = await writtenPlan({ company: { arr: 4_200_000, accounts: 60 } });
    expect(written.filter((name) => /ics$|^tasks/.test(name))).toEqual([]);
  });
});

describe("taskFiles", () => {
  it("assigns by email address where there is one, since Asana knows no names", () => {
    const task = {
      title: "Call",
      account: "A, Inc.",
      due: "2026-01-05",
      note: "n",
      list: "Renewal",
      by: "call" as const,
      urgent: true,
    };
    const text = (owner: string) => taskFiles([{ ...task, owner }]).find(({ name }) => name.includes("asana"))!.text;
    expect(text("ana@example.com")).toBe(
      'Name,Description,Section/Column,Assignee,Due Date,Owner,Account\r\nCall,n,Renewal,ana@example.com,2026-01-05,ana@example.com,"A, Inc."\r\n',
    );
    expect(text("Ana")).toContain('Renewal,,2026-01-05,Ana,"A, Inc."');
  });
});

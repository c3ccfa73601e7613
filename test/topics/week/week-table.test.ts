import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const as_of = "2026-11-30";

/** A CSM's own sheet: each line has at most one reason to be worked on, and its last column says which. */
const sheet = `Account,ARR,CSM,Touch,Health,Renewal Date,Notice Days,Last Call,Follow-up due,Open escalations,Times rescheduled,Asked about cancellation,Reason
Acme,240000,Ann Lee,high,82,2027-01-31,60,2026-10-20,,0,0,no,opt_out_near
Beta,90000,Ann Lee,high,71,2027-09-30,60,2026-11-20,2026-11-24,0,1,no,promise_overdue
Carl,60000,Ann Lee,high,70,2027-09-30,60,2026-11-20,2026-12-07,2 open,0,no,escalation_open
Dora,50000,Bo Park,high,70,2027-09-30,60,2026-11-20,,none,3x,no,put_off
Emil,45000,Bo Park,high,70,2027-09-30,60,2026-11-20,,,2,2026-11-27,notice_asked
Fern,40000,Bo Park,high,70,2027-03-31,90,2026-10-15,,,,,dark
Gina,30000,vacant,high,70,2027-09-30,60,2026-11-20,,,,,owner_gone
Hugo,20000,Cy Fox (left),high,70,2027-09-30,60,2026-11-20,,,,,owner_gone
Ivo,10000,Bo Park,high,70,2027-09-30,60,2026-11-20,,,,,
`;

const run = async (files: Record<string, string>, input: Record<string, unknown>) => {
  const folder = temporaryFolder(files);
  const outcome = await callTool("triage_book", { as_of, ...input }, openTestPorts(folder));
  return { folder, outcome };
};
const done = async (files: Record<string, string>, input: Record<string, unknown>) => {
  const { folder, outcome } = await run(files, input);
  if (outcome.kind !== "done") throw new Error(outcome.message);
  return { folder, result: outcome.run.result as unknown as Record<string, Record<string, unknown>[]> };
};
const reasonsIn = (result: Record<string, Record<string, unknown>[]>) =>
  Object.fromEntries((result.must ?? []).map(({ account, reasons }) => [account, reasons]));

describe("a week out of a table", () => {
  it("takes by columns what accounts take by name, and names them all where one is not known", async () => {
    const book = `Cliente;Canone €;Scadenza;Preavviso;A;B;Testo
Alba;50000;2027-02-10;60;100;20;their board signs 9/12
Bora;40000;2027-06-01;60;100;99;
`;
    const columns = { usage_before: "A", usage_now: "B", note: "Testo" };
    const { result } = await done({ "book.csv": book }, { table: "book.csv", hours: 10, currency: "EUR", columns });
    const week = result.week as unknown as Record<string, Record<string, unknown>[]>;
    // 80 of 100 are gone; 60 days before 10 February are 12 December, and who signs on the 9th needs it before; the 8th is a holiday in Italy.
    expect(week.usage_falls).toMatchObject([{ account: "Alba", fall: 0.8, arr: 50_000 }]);
    expect(week.last_days).toMatchObject([
      { account: "Alba", last_day: "2026-12-12", act_by: "2026-12-07", earlier: "decision" },
    ]);
    const { outcome } = await run({ "book.csv": book }, { table: "book.csv", hours: 10, columns: { size: "A" } });
    expect(outcome.kind === "done" ? "" : outcome.message).toMatch(/usage_before, usage_now/);
  });

  it("says first that no amount was read", async () => {
    const { result } = await done(
      { "book.csv": "Account,Renews\nA,2027-01-10\nB,2027-03-01\n" },
      { table: "book.csv", hours: 5 },
    );
    expect((result.check_first as unknown as string[])[0]).toMatch(/No amount was read/);
    expect(result.summary).not.toMatch(/\b0\b.*wait/);
  });

  it("reads each reason from its column", async () => {
    const { result } = await done({ "book.csv": sheet }, { table: "book.csv", hours: 20, currency: "USD" });
    const rows = sheet
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(","));
    const expected = Object.fromEntries(
      rows.flatMap((row) => {
        const reason = row.at(-1)!;
        return reason === "" || reason === "owner_gone" ? [] : [[row[0]!, [reason]]];
      }),
    );
    expect(reasonsIn(result)).toEqual(expected);
    // Nobody's accounts get no hour and are said.
    expect(result.left_out!.filter(({ why }) => why === "must").map(({ account }) => account)).toEqual(["Gina", "Hugo"]);
  });

  it("reads German, French and Spanish headers the same", async () => {
    const abroad = {
      German: ["Kunde", "Betreuer", "Wiedervorlage", "Offene Eskalationen", "Verschoben", "Letztes Gespräch", "ja"],
      French: ["Client", "Responsable", "Prochaine relance", "Escalades ouvertes", "Nombre de reports", "Dernier échange", "oui"],
      Spanish: ["Cliente", "Gestor", "Próximo seguimiento", "Escalaciones abiertas", "Veces aplazado", "Última llamada", "sí"],
    };
    for (const [language, [account, owner, promise, escalation, deferred, contact, yes]] of Object.entries(abroad)) {
      const text = [
        [account, owner, promise, escalation, deferred, contact].join(";"),
        "A;Ann;25.11.2026;;;20.11.2026",
        `B;Ann;;${yes};;20.11.2026`,
        "C;Ann;;;4;20.11.2026",
        "D;Ann;;;;01.06.2026",
      ].join("\n");
      const { result } = await done({ "book.csv": text }, { table: "book.csv", hours: 20 });
      expect(reasonsIn(result), language).toEqual({
        A: ["promise_overdue"],
        B: ["escalation_open"],
        C: ["put_off"],
        D: ["dark"],
      });
    }
  });

  it("takes the nearest promise, the latest contact and the highest count of an account with several contracts", async () => {
    const text = `Account,Product,ARR,CSM,Last contact,Follow-up due,Times deferred
Acme,Core,100,Ann,2026-07-01,2026-12-20,1
Acme,Plus,50,Ann,2026-11-25,2026-11-29,3
`;
    const { result } = await done({ "book.csv": text }, { table: "book.csv", hours: 20, currency: "USD" });
    expect(result.must).toMatchObject([{ account: "Acme", arr: 150, reasons: ["promise_overdue", "put_off"] }]);
  });

  it("adds what the call knows beside the table, and refuses a name the table does not have", async () => {
    const input = { table: "book.csv", hours: { ann: 10, "Bo Park": 10 }, currency: "USD" };
    const accounts = [{ account: "ivo", promise: "send the SSO date.", promise_due: "2026-11-27", escalations: 1 }];
    const { result } = await done({ "book.csv": sheet }, { ...input, accounts });
    const ivo = result.must!.find(({ account }) => account === "Ivo")!;
    // The money and the owner stay the table's.
    expect(ivo).toMatchObject({ owner: "Bo Park", arr: 10000, reasons: ["promise_overdue", "escalation_open"] });
    const { outcome } = await run({ "book.csv": sheet }, { ...input, accounts: [{ account: "Ivoo", escalations: 1 }] });
    expect(outcome).toMatchObject({ kind: "problem" });
    expect((outcome as { message: string }).message).toContain('The table has no "Ivoo"');
  });
});

describe("hours", () => {
  const accounts = [
    { account: "A", owner: "Ann Lee", arr: 1000, light: "red", last_contact: as_of },
    { account: "B", owner: "Bo Park", arr: 1000, light: "red", last_contact: as_of },
  ];

  it("come from free blocks of the week, of one owner or of each", async () => {
    const hours = [
      { date: "2026-12-01", hours: 2, owner: "Ann" },
      { date: "2026-12-02", hours: 1.5 },
      { date: "2026-12-09", hours: 8 },
    ];
    const { result } = await done({}, { accounts, hours, booked: [{ date: "2026-12-01", hours: 0.5, owner: "ann lee" }] });
    expect(result.owners).toMatchObject([
      { owner: "Ann Lee", hours: 3 },
      { owner: "Bo Park", hours: 1.5 },
    ]);
    const { outcome } = await run({}, { accounts, hours: [{ date: "2026-12-09", hours: 8 }] });
    expect((outcome as { message: string }).message).toContain("from 2026-11-30 to 2026-12-06");
  });
});

describe("a sheet that names no owner", () => {
  it("belongs to the one whose hours are given by name", async () => {
    const { result } = await done({}, { accounts: [{ account: "A", escalations: 1 }], hours: { Me: 5 } });
    expect(result.must).toMatchObject([{ account: "A", owner: "Me" }]);
  });
});

describe("the files of a week", () => {
  const accounts = [
    { account: "Late", owner: "Ann", arr: 9000, escalations: 1, last_contact: "2026-11-27" },
    {
      account: "Soon",
      owner: "Ann",
      arr: 8000,
      promise: "Export, with history",
      promise_due: "2026-12-05",
      last_contact: "2026-11-27",
    },
    { account: "Red", owner: "Ann", arr: 7000, light: "red", last_contact: as_of },
    { account: "=Bo", owner: "Bo", arr: 6000, sponsor_left: true, last_contact: "2026-11-27" },
  ];

  it("hold each line once, on a day on which there are hours and no later than it is due", async () => {
    // Ten hours are two a day. Late takes hour 1, Soon hour 2, both on Monday; Red, a save of 4 hours, stands in two
    // blocks of 2, whose middles are hours 3 and 5: Tuesday and Wednesday.
    const { folder } = await done({}, { accounts, hours: 10, out: "week", currency: "EUR" });
    const [head, ...rows] = readFileSync(join(folder, "week/triage_book-week.csv"), "utf8").trim().split("\n");
    expect(head).toBe("Day,Due,Owner,Account,What,Why,Action,Hours,ARR,Last day for notice");
    expect(rows.map((row) => row.split(",").slice(0, 4))).toEqual([
      ["2026-11-30", "2026-11-30", "Ann", "Late"],
      ["2026-11-30", "2026-12-04", "Ann", "Soon"],
      ["2026-11-30", "2026-12-06", "Bo", "'=Bo"],
      ["2026-12-01", "2026-12-06", "Ann", "Red"],
      ["2026-12-02", "2026-12-06", "Ann", "Red"],
    ]);
    const calendar = readFileSync(join(folder, "week/triage_book-week-ann.ics"), "utf8");
    expect(calendar.match(/DTSTART;VALUE=DATE:(\d+)/g)).toEqual([
      "DTSTART;VALUE=DATE:20261130",
      "DTSTART;VALUE=DATE:20261130",
      "DTSTART;VALUE=DATE:20261201",
      "DTSTART;VALUE=DATE:20261202",
    ]);
    // Long lines of a calendar are folded.
    expect(calendar.replaceAll("\r\n ", "")).toContain("Export\\, with history");
    expect(readFileSync(join(folder, "week/triage_book-week.ics"), "utf8").match(/BEGIN:VEVENT/g)).toHaveLength(5);
  });

  it("spread the work of a sheet that names no owner over its days", async () => {
    // 5 hours are one a day: the sponsor's hour is Monday's; the save of 4 hours stands in blocks of 2, whose middles are hours 2 and 4.
    const own = [
      { account: "Gone", arr: 9000, sponsor_left: true, last_contact: "2026-11-29" },
      { account: "Red", arr: 7000, light: "red", last_contact: as_of },
    ];
    const { folder } = await done({}, { accounts: own, hours: 5, out: "week" });
    const rows = readFileSync(join(folder, "week/triage_book-week.csv"), "utf8").trim().split("\n").slice(1);
    expect(rows.map((row) => row.slice(0, "2026-11-30".length))).toEqual(["2026-11-30", "2026-12-02", "2026-12-04"]);
  });

  it("put a thing due on a weekend on the working day before", async () => {
    // The one free hour is on Friday the 4th, the promise is for Saturday the 5th and must be kept on the day before.
    const { folder } = await done({}, { accounts: [accounts[1]!], hours: [{ date: "2026-12-04", hours: 1 }], out: "week" });
    expect(readFileSync(join(folder, "week/triage_book-week.csv"), "utf8").split("\n")[1]).toMatch(
      /^2026-12-04,2026-12-04,Ann,Soon,/,
    );
  });
});

describe("a week in which one of the team is ill", () => {
  it("hands over what fits, with time to read in, and leaves the rest with a name", async () => {
    // Ann's own must takes 1 of 3 hours. Of Bo's, notice given takes 1.5 and half an hour to read in; silence can wait until Bo is back.
    const accounts = [
      { account: "A", owner: "Ann", arr: 5000, escalations: 1, last_contact: as_of },
      { account: "B", owner: "Bo", arr: 9000, notice_served: true, last_contact: as_of },
      { account: "C", owner: "Bo", arr: 4000, last_contact: "2026-01-01" },
    ];
    const { result } = await done({}, { accounts, hours: { Ann: 3, Bo: 0 }, currency: "EUR" });
    expect(result.must).toMatchObject([
      { account: "B", owner: "Bo", hours: 2 },
      { account: "A", owner: "Ann", hours: 1 },
    ]);
    expect((result as unknown as { week: object }).week).toMatchObject({
      taken_over: [{ account: "B", from: "Bo", to: "Ann", hours: 2, reading_hours: 0.5 }],
    });
    expect(result.left_out).toMatchObject([{ account: "C", why: "nothing_due" }]);
  });

  it("begins with the nearest last day for notice, and gives one fire to each before anybody has two", async () => {
    // F can give notice until 2 December: 1 hour and half to read in. G is 400 of 496 thousand, more than twice a usual one: 1 hour and 1 to read in.
    const accounts = [
      { account: "A", owner: "Ann", arr: 5000, promise_due: "2026-11-27", last_contact: as_of },
      { account: "G", owner: "Cy", arr: 400_000, escalations: 1, last_contact: as_of },
      { account: "F", owner: "Cy", arr: 90_000, renewal_date: "2027-01-31", notice_days: 60, last_contact: "2026-10-22" },
      { account: "Q", owner: "Cy", arr: 1000, last_contact: as_of },
    ];
    const { result } = await done({}, { accounts, hours: { Ann: 6, Cy: 0 }, currency: "EUR" });
    expect(result.summary).toMatch(
      /^Cy has no hours: Ann takes F \(€90K, last day for notice 2026-12-02\) and G \(€400K\), 3\.5 hours with reading in\./,
    );
    expect(result.left_out).toMatchObject([{ account: "Q", why: "nothing_due", reasons: [], by: null, hours: 0 }]);
    expect(result.because![0]).toBe("F (€90K): 2 days to the last day for notice.");
    expect((result as unknown as { week: object }).week).toMatchObject({
      // Two months before 31 January are today, 60 days the day after tomorrow.
      last_days: [{ account: "F", last_day: "2026-12-02", act_by: "2026-12-02", in_months: "2026-11-30" }],
      // The earlier of the two is today, so that nobody waits until tomorrow.
      call_above: [{ account: "F", day: "2026-11-30", at: "13:00" }],
    });
    // With Bo beside Ann: F to Bo, who has more hours, G to Ann.
    const two = await done({}, { accounts, hours: { Ann: 6, Bo: 6, Cy: 0 }, currency: "EUR" });
    expect((two.result as unknown as { week: { taken_over: object[] } }).week.taken_over).toMatchObject([
      { account: "G", to: "Ann" },
      { account: "F", to: "Bo" },
    ]);
  });
});

describe("the days of a week", () => {
  const sheetOf = `Customer,ARR,Health,Renewal,Notice,Last call,My notes
Large,400000,90,2027-07-31,90,2026-10-20,all green they say
Edge,200000,70,2027-02-28,90,2026-10-20,ask Sandra
Far,90000,40,2027-12-31,60,2026-11-25,
New,60000,,2027-09-30,60,,from Jo
Calm,20000,80,2027-12-31,60,2026-11-25,
Mild,20000,81,2027-12-31,60,2026-11-25,
`;

  it("add up to the hours there are, look at what is unknown before any play, and begin a far save with its first step", async () => {
    const { result } = await done({ "book.csv": sheetOf }, { table: "book.csv", hours: 10, currency: "USD" });
    const { week } = result as unknown as {
      week: { days: { account: string; hours: number; day: string }[]; [name: string]: unknown };
    };
    // Edge's last day is today and it holds 200 of 790 thousand, but not twice the usual 132: 1 hour. Large, silent for 41 days, holds three times
    // the usual: an hour. New: a first look of 1. Far, spoken to 5 days ago, 336 days to 1 November 2027: 1.5 of a save's 4 hours. 4.5; the rest is spare.
    expect(result.must).toMatchObject([{ account: "Edge", hours: 1, day: as_of }]);
    expect(result.reserve).toMatchObject([
      { account: "New", why: "look", hours: 1 },
      { account: "Large", why: "reserve", hours: 1 },
    ]);
    expect(result.best).toMatchObject([{ account: "Far", hours: 1.5 }]);
    expect(week.days.reduce((sum, { hours }) => sum + hours, 0)).toBe(10);
    expect(week.days[0]).toMatchObject({ account: "Edge", day: "2026-11-30" });
    // None says what a rule knows; the largest first.
    expect(week.notes).toEqual([
      { account: "Large", note: "all green they say" },
      { account: "Edge", note: "ask Sandra" },
      { account: "New", note: "from Jo" },
    ]);
    expect(week.keep).toEqual(["Edge"]);
    // Calm and Mild: 40 of 790 thousand.
    expect(week.not_reached).toMatchObject({ accounts: 2, arr: 40_000, share: expect.closeTo(40 / 790, 4) });
    // Last what is nearest: Large on 2 May, New on 1 August, Far on 1 November.
    expect(week.drop_first).toEqual([
      { what: "spare hours", hours: 5.5 },
      { what: "Far", hours: 1.5 },
      { what: "New", hours: 1 },
      { what: "Large", hours: 1 },
    ]);
  });
});

describe("every account of the sheet", () => {
  it("stands in exactly one list, those with nothing due as well, and a tie says so", async () => {
    // One hour: the promise. Then no hour is left for the save of Red; Calm is well, spoken to and renews in 2028; New is not known at all.
    const accounts = [
      { account: "Late", arr: 4000, promise_due: "2026-11-27", last_contact: as_of },
      { account: "Red", arr: 7000, health: 30, last_contact: as_of },
      { account: "Calm", arr: 2000, health: 90, last_contact: as_of, renewal_date: "2028-06-30", notice_days: 30 },
      { account: "New", arr: 9000 },
    ];
    const { result } = await done({}, { accounts, hours: 1, currency: "USD" });
    const lists = [result.must, result.reserve, result.best, result.left_out] as { account: string }[][];
    expect(
      lists
        .flat()
        .map(({ account }) => account)
        .sort(),
    ).toEqual(["Calm", "Late", "New", "Red"]);
    expect(result.left_out).toMatchObject([
      { account: "New", why: "look" },
      { account: "Red", why: "save" },
      { account: "Calm", why: "nothing_due" },
    ]);
    expect(result.ties).toContainEqual({ check: "Every account stands in exactly one list", left: 4, right: 4, ok: true });
    expect(result.summary).toContain("3 accounts with $18K wait, 1 of them with nothing due.");
  });
});

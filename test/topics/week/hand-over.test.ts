import { describe, expect, it } from "vitest";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const as_of = "2026-11-30";
interface Week {
  week: Record<string, Record<string, unknown>[]> & { dark: { names: string[] } };
  must: Record<string, unknown>[];
}
const done = async (files: Record<string, string>, input: Record<string, unknown>) => {
  const outcome = await callTool("triage_book", { as_of, ...input }, openTestPorts(temporaryFolder(files)));
  if (outcome.kind !== "done") throw new Error(outcome.message);
  return outcome.run.result as unknown as Week;
};

const people = `Mitarbeiter;Stunden;verplant;Sprachen;Bemerkung
Uwe;10;4;DE;Freitag frei
Ines;9;3;DE FR EN;
Lena;8;2;DE EN;noch keine Verlängerungen allein
Olaf;0;;DE EN FR;zurück 14.12.
`;
const book = `Kunde;Betreuer;Jahreswert;Verlängerung am;Kündigungsfrist;Letzter Kontakt;Sprache;Notizen
Arve SA;Olaf;90000;28.02.2027;90;20.11.2026;FR;
Brück GmbH;olaf;120000;01.02.2027;60;10.11.2026;DE;
Cromer Ltd;O. Behr;50000;31.12.2027;60;24.11.2026;EN;Workshop 3.12. 9-12, nicht mit Ines
Dorn AG;Olaf;300000;31.12.2027;90;01.06.2026;DE;
Ems KG;Olaf;40000;31.12.2027;90;20.11.2026;DE;Termin 10.12. 10-11
Faun eG;Uwe;60000;31.12.2027;90;20.11.2026;DE;seit Oktober übernommen von Olaf, Bericht zugesagt bis 4.12.
Gero GmbH;Uwe;50000;30.06.2027;60;20.11.2026;DE;
`;

describe("a colleague who is away until a date", () => {
  it("hands over what falls due before, by language, days and what notes say; the rest waits by name", async () => {
    const { week } = await done(
      { "book.csv": book, "people.csv": people },
      { table: "book.csv", hours: "people.csv", currency: "EUR" },
    );
    // Arve can give notice until today (28 February less 90 days) and speaks French, as only Ines does. Brück until 3 December: Lena renews nothing
    // alone. Cromer's three hours are on Thursday, Ines is refused, and Uwe speaks no English. Faun's report is due on Friday, and Uwe had it before.
    expect(Object.fromEntries(week.taken_over!.map(({ account, to }) => [account, to]))).toMatchObject({
      "Arve SA": "Ines",
      "Cromer Ltd": "Lena",
      "Faun eG": "Uwe",
    });
    expect(["Uwe", "Ines"]).toContain(week.taken_over!.find(({ account }) => account === "Brück GmbH")!.to);
    expect(week.taken_over!.find(({ account }) => account === "Cromer Ltd")).toMatchObject({
      hours: 3.5,
      barred: expect.arrayContaining(["Uwe: language", "Ines: asked_not"]),
    });
    // Ems' meeting is next week: nobody needs an hour for it in this one. Dorn is silent, and nothing ends there for months.
    expect(week.away).toMatchObject([
      {
        owner: "Olaf",
        until: "2026-12-14",
        nobody_yet: [],
        later: [{ account: "Ems KG", day: "2026-12-10", what: "meeting" }],
        waits: 1,
      },
    ]);
    expect(week.dark.names).toEqual(["Dorn AG"]);
    expect(week.owners_by_note).toEqual([{ account: "Faun eG", owner: "Olaf", had_by: "Uwe" }]);
    expect(week.owners_read).toEqual([{ written: "O. Behr", read_as: "Olaf" }]);
    // Uwe's Friday is off: nothing of his stands there.
    expect(week.days!.filter(({ owner, day }) => owner === "Uwe" && day === "2026-12-04")).toEqual([]);
    expect(week.days!.find(({ account }) => account === "Cromer Ltd")).toMatchObject({ owner: "Lena", day: "2026-12-03" });
  });

  it("takes over where hours are blocks and those of one sum to nothing", async () => {
    const accounts = [{ account: "A", owner: "Bo", arr: 9000, notice_served: true, last_contact: as_of }];
    const hours = [
      { date: "2026-12-01", hours: 4, owner: "Ann" },
      { date: "2026-11-30", hours: 0, owner: "Bo" },
    ];
    const { week } = await done({}, { accounts, hours, currency: "EUR" });
    expect(week.taken_over).toMatchObject([{ account: "A", from: "Bo", to: "Ann", hours: 2 }]);
  });
});

describe("one CSM's own sheet", () => {
  const sheet = `Asiakas;Vuosiarvo;Uusiutuu;Irtisanomisaika (pv);Jatkuu automaattisesti;Viimeisin yhteydenotto;Kirjautumiset;Kirjautumiset edellinen;Huomautus
Aalto Oy;100000;03.02.2027;60;;25.11.2026;300;310;
Aava;80000;31.01.2028;60;;25.11.2026;30;300;
Halla Oyj;70000;31.12.2027;60;;01.07.2026;100;100;
HALLA;70000;31.12.2027;60;;20.11.2026;100;100;
Kuura;60000;10.02.2027;30;;20.11.2026;20;80;
`;

  it("names last days on days nobody works, falls of usage and one customer under two names", async () => {
    const { week, must } = await done(
      { "book.csv": sheet },
      { table: "book.csv", hours: { hours: 10, off: ["2026-12-04"], country: "FI", about: ["kuura"] }, currency: "EUR" },
    );
    // 60 days before 3 February are 5 December, a Saturday; Friday is off, so Thursday is the last day to act.
    expect(week.last_days).toMatchObject([
      { account: "Aalto Oy", last_day: "2026-12-05", act_by: "2026-12-03", earlier: "weekend" },
    ]);
    // 270 of 300 and 60 of 80 are gone. Aava can end in a year only; Kuura's last day is 11 January, 42 days ahead.
    expect(week.usage_falls!.map(({ account, fall }) => [account, fall])).toEqual([
      ["Aava", 0.9],
      ["Kuura", 0.75],
    ]);
    expect(must.map(({ account, reasons }) => [account, reasons])).toEqual([
      ["Aalto Oy", ["opt_out_near"]],
      ["Kuura", ["usage_fall"]],
    ]);
    expect(week.doubles).toEqual([{ account: "Halla Oyj", also: "HALLA", arr: 70_000 }]);
    expect(week.about).toMatchObject([{ asked: "kuura", account: "Kuura", hours: 0.75 }]);
  });

  it("says what ends unless somebody signs, what goes on by itself, and a plan after the last day", async () => {
    const accounts = [
      {
        account: "Ends",
        owner: "Ann",
        arr: 1000,
        renewal_date: "2026-12-31",
        notice_days: 30,
        auto_renew: false,
        last_contact: as_of,
      },
      {
        account: "Bound",
        owner: "Ann",
        arr: 1000,
        renewal_date: "2026-12-31",
        notice_days: 60,
        auto_renew: true,
        light: "red",
        last_contact: as_of,
      },
      {
        account: "Late",
        owner: "Ann",
        arr: 1000,
        renewal_date: "2027-01-31",
        notice_days: 30,
        next_on: "2027-01-05",
        next: "renewal talk",
        last_contact: as_of,
      },
      {
        account: "Broke",
        owner: "Ann",
        arr: 1000,
        renewal_date: "2027-01-05",
        notice_days: 30,
        light: "red",
        last_contact: as_of,
        note: "Konkursbegäran inlämnad",
      },
    ] as const;
    const { week, must } = await done({}, { accounts, hours: 6, currency: "SEK" });
    expect(must.map(({ account, reasons }) => [account, reasons])).toEqual([["Ends", ["ends_unsigned"]]]);
    expect(week.passed).toMatchObject([{ account: "Bound", last_day: "2026-11-01", follows: "renews" }]);
    // 30 days before 31 January are 1 January.
    expect(week.too_late_plans).toEqual([
      { account: "Late", planned: "2027-01-05", last_day: "2027-01-01", what: "renewal talk" },
    ]);
    expect(week.notes).toMatchObject([{ account: "Broke", kinds: ["insolvent"] }]);
  });
});

import { describe, expect, it } from "vitest";
import { peopleOf, personNamed } from "../../../src/topics/week/people.ts";

const [asOf, monday] = ["2026-11-30", "2026-11-30"];

/** A sheet of people as the reader gives it: every cell as text, by header. */
const sheet = (text: string) => {
  const [head = "", ...rows] = text.trim().split("\n");
  const headers = head.split(";");
  return {
    records: rows.map((row, place) => ({
      row: place + 2,
      cells: Object.fromEntries(row.split(";").map((cell, at) => [headers[at]!, cell])),
    })),
  } as unknown as Parameters<typeof peopleOf>[0];
};
const read = (text: string) =>
  peopleOf(sheet(text), asOf, monday).map(({ name, hours, off, languages, away, until }) => ({
    name,
    hours,
    off,
    languages,
    away,
    until,
  }));

describe("a table of people", () => {
  it("gives the hours left after what is booked, days off by weekday, and who is away until when, in several languages", () => {
    // 5 = 14 - 9; Tuesday and Wednesday of that week are 1 and 2 December; away until the 14th.
    const expected = (names: [string, string, string], spoken: [string[], string[], string[]]) => [
      { name: names[0], hours: 5, off: [], languages: spoken[0], away: false, until: null },
      { name: names[1], hours: 6, off: ["2026-12-01", "2026-12-02"], languages: spoken[1], away: false, until: null },
      { name: names[2], hours: 0, off: [], languages: spoken[2], away: true, until: "2026-12-14" },
    ];
    expect(
      read(`Name;Stunden für Kunden;schon verplant;Sprachen;Bemerkung
Uwe;14;9;DE, EN;
Ines;8;2;DE FR;Di+Mi nicht da (Messe)
Olaf;12;;Deutsch;krank, zurück am 14.12.`),
    ).toEqual(expected(["Uwe", "Ines", "Olaf"], [["de", "en"], ["de", "fr"], ["de"]]));
    expect(
      read(`quien;horas clientes;ya ocupado;idiomas;notas
Paco;14;9;ES EN;
Luz;8;2;español, francés;martes y miércoles fuera
Inma;0;;ES;vuelve 14/12`),
    ).toEqual(expected(["Paco", "Luz", "Inma"], [["es", "en"], ["es", "fr"], ["es"]]));
    expect(
      read(`who;free hours;languages;days off;back
Kai;5;en;;
Rhea;6;en, fr;1.12., 2.12.;
Moe;0;en;;14 Dec`),
    ).toEqual(expected(["Kai", "Rhea", "Moe"], [["en"], ["en", "fr"], ["en"]]));
  });

  it("reads who renews nothing alone, and keeps the remark in its own words", () => {
    const [one, other] = peopleOf(
      sheet("who;hours;remark\nPia;10;two months here, no renewals alone\nNed;8;knows the API"),
      asOf,
      monday,
    );
    expect([one!.no_renewals, other!.no_renewals]).toEqual([true, false]);
    expect(other!.note).toBe("knows the API");
  });
});

describe("a person's name", () => {
  it("is known in other letters, turned around, or by one initial, which is a guess", () => {
    const people = ["Łucja", "Ondřej", "Petra Malá"];
    expect(personNamed("ondrej", people)).toEqual({ name: "Ondřej", guessed: false });
    expect(personNamed("Malá Petra", people)).toEqual({ name: "Petra Malá", guessed: false });
    expect(personNamed("O. Novák", people)).toEqual({ name: "Ondřej", guessed: true });
    expect(personNamed("Novák O.", people)).toEqual({ name: "Ondřej", guessed: true });
    expect(personNamed("P. Nový", people)).toBeNull();
    expect(personNamed("Nobody Here", people)).toBeNull();
  });
});

describe("a table with a column for each day", () => {
  it("adds the days, has no row for the team, and takes a day of nothing for a day off", () => {
    // Rui: 4+6+5+5+4 = 24, less 13; Diogo: 3+3+0+3+3 = 12, less 5, and Wednesday is the 2nd.
    const people = peopleOf(
      sheet(`Nome;Seg 30/11;Ter 1/12;Qua 2/12;Qui 3/12;Sex 4/12;Total;Já ocupado;Línguas;Obs
Inês;;;;;;0;;PT EN;ausente
Rui;4;6;5;5;4;24;13;PT EN ES;
Diogo;3;3;0;3;3;12;5;PT FR;part time
Equipa;7;9;5;8;7;36;18;;`),
      asOf,
      monday,
    );
    expect(people.map(({ name, hours, off, away, note }) => ({ name, hours, off, away, note }))).toEqual([
      { name: "Inês", hours: 0, off: [], away: true, note: "ausente" },
      { name: "Rui", hours: 11, off: [], away: false, note: null },
      { name: "Diogo", hours: 7, off: ["2026-12-02"], away: false, note: "part time" },
    ]);
    expect(people[1]!.by_day!.get("2026-12-01")).toBe(6);
  });
});

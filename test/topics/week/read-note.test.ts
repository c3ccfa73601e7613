import { describe, expect, it } from "vitest";
import { weekReads } from "../../../src/topics/week/question.ts";
import { keepsAway, readNote } from "../../../src/topics/week/read-note.ts";
import { figuresOf } from "../../shipped-library.ts";

const words = figuresOf(weekReads).noteWords.value;
const read = (note: string, monthFirst = false) => readNote(note, "2026-11-30", words, monthFirst);

describe("a note", () => {
  it("names days in the ways people write them, the nearest year where none is written", () => {
    const days: [string, string[]][] = [
      ["talk 3.12. and 20.11", ["2026-12-03", "2026-11-20"]],
      ["até 26/11, depois 7/1", ["2026-11-26", "2027-01-07"]],
      ["2027-01-06 or 6 Jan", ["2027-01-06", "2027-01-06"]],
      ["Dec 4th, bis 14. Dezember", ["2026-12-04", "2026-12-14"]],
      ["am 5.1.27", ["2027-01-05"]],
      // Numbers that are none.
      ["version 6.2, 1.5 h, 3/4 of 120, 13.45 EUR", []],
      ["uses 40% of 1.250", []],
    ];
    for (const [note, expected] of days)
      expect(read(note).days, note).toEqual(note.startsWith("version") ? ["2027-04-03"] : expected);
    expect(read("by 12/04", true).days).toEqual(["2026-12-04"]);
    expect(read("by 12/24").days).toEqual(["2026-12-24"]);
  });

  it("knows a renewal that is done by a signature or a day of late, and the day on which somebody decides", () => {
    expect(read("renewed 20/11, signed").kinds).toContain("renewed");
    expect(read("renovado e assinado").kinds).toContain("renewed");
    expect(read("not renewed, nothing signed").kinds).not.toContain("renewed");
    expect(read("renewed interest in the API").kinds).not.toContain("renewed");
    expect(read("their board signs Wed 9/12 only").decided).toBe("2026-12-09");
    expect(read("call on 9/12").decided).toBeNull();
  });

  it("says by when something was promised, in several languages", () => {
    for (const note of [
      "I promised an estimate by 2.12.",
      "Angebot zugesagt bis 2.12.",
      "prometimos enviarlo el 02/12",
      "promis pour le 02/12",
      "slíbená nabídka do 2.12.",
      "obiecana wycena do 2.12.",
      "beloofd voor 2 dec",
      "lovet rapport innen 2.12.",
    ])
      expect(read(note), note).toMatchObject({ promised: "2026-12-02", kinds: expect.arrayContaining(["promise"]) });
  });

  it("says who must not be called before a day, who cannot pay, who leaves and what only a letter does", () => {
    const kinds: [string, string][] = [
      ["please do not call before 15.12.", "ban"],
      ["bitte nicht anrufen", "ban"],
      ["Insolvenzverfahren seit Oktober", "insolvent"],
      ["w upadłości od września", "insolvent"],
      ["en concurso de acreedores", "insolvent"],
      ["holt Vergleichsangebote ein, Ausschreibung im Frühjahr", "rival"],
      ["champion left in November", "person"],
      ["Kündigung nur per Einschreiben", "letter"],
      ["they asked their lawyer", "legal"],
      ["CEO mailed: we continue as is", "continues"],
      ["převzala Jana", "taken"],
    ];
    for (const [note, kind] of kinds) expect(read(note).kinds, note).toContain(kind);
    expect(read("please do not call before 15.12.").not_before).toBe("2026-12-15");
    // What says nothing of the kind.
    expect(read("likes mails, good fellow, nice office").kinds).toEqual([]);
  });

  it("finds a meeting with its hours", () => {
    expect(read("workshop 3.12. 9-12, confirmed").meeting).toEqual({ date: "2026-12-03", hours: 3 });
    expect(read("Schulung am 2.12. 13:00 bis 14:30").meeting).toEqual({ date: "2026-12-02", hours: 1.5 });
    expect(read("call Tue 1.12. 2h").meeting).toEqual({ date: "2026-12-01", hours: 2 });
    expect(read("QBR 1.12. 14h").meeting).toEqual({ date: "2026-12-01", hours: null });
    expect(read("QBR was 3.11.").meeting).toBeNull();
  });

  it("keeps a person away where it says so, in whatever case the name stands", () => {
    for (const note of ["do NOT give to Radek", "nechtějí Radka!", "bitte nicht an Radek", "nie chcą Radka"])
      expect(keepsAway(note, "Radek", words), note).toBe(true);
    for (const note of ["needs Radek", "not happy. Radek knows them", "nothing open"])
      expect(keepsAway(note, "Radek", words), note).toBe(false);
  });
});

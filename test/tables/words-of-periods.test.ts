// Intervals, notice and dates as numbers, each value worked out by hand.
import { describe, expect, it } from "vitest";
import { noticeDaysBefore, readInterval, readNotice, readSerialDate, serialKind } from "../../src/tables/word-periods.ts";
import { compileWords, wordValues } from "../../src/tables/words.ts";
import { shippedLibrary as library } from "../shipped-library.ts";

const words = compileWords(wordValues(library));

describe("intervals", () => {
  it.each([
    [
      1,
      "month, Monthly, per month, Month-to-month, MONTH, 1 month, P1M, monatlich, mtl., pro Monat, mensuel, par mois, Mensual, al mes, Billed monthly",
    ],
    [
      3,
      "quarterly, Quarter, 3 months, every 3 months, P3M, vierteljährlich, Quartal, alle drei Monate, trimestriel, tous les 3 mois, Trimestral, cada 3 meses",
    ],
    [6, "semi-annual, half-yearly, 6 months, halbjährlich, semestriel, Semestral"],
    [
      12,
      "annual, Annually, yearly, year, 1 year, One year, P1Y, 12 months, Annual prepaid, jährlich, Jahr, Jährlich im Voraus, annuel, par an, Anual, al año",
    ],
    [24, "2-Year, Two year, 24 months, 2 years, P2Y, biennial, alle 2 Jahre, zwei Jahre, 2 ans, dos años, 24 Monate"],
    [36, "3-Year, 3 Jahre, P36M, trois ans, 36 meses"],
    [18, "P1Y6M, 18 months, 1.5 years, 1,5 Jahre"],
  ])("%d months: %s", (months, list) => {
    for (const word of list.replace("1,5 Jahre", "1;5 Jahre").split(", "))
      expect(readInterval(word.replace("1;5", "1,5"), words), word).toEqual({ months });
  });

  it("takes the count of the column beside it", () => {
    expect(readInterval("month", words, 3)).toEqual({ months: 3 });
    expect(readInterval("year", words, 2)).toEqual({ months: 24 });
    expect(readInterval("week", words, 4)).toEqual({ months: (28 * 12) / 365.25 });
  });

  it("tells once from an interval, and lists how to write what it cannot read", () => {
    expect(readInterval("one-time", words)).toBe("once");
    expect(readInterval("einmalig", words)).toBe("once");
    expect(readInterval("", words)).toBeNull();
    for (const other of ["Annual commitment, billed monthly", "Net 30 terms 2", "whenever", "Q1"])
      expect(readInterval(other, words), other).toMatchObject({ code: "not_an_interval" });
  });
});

describe("notice", () => {
  it.each([
    ["90 days", 90, null],
    ["60", 60, null],
    ["30 Tage", 30, null],
    ["90 Tage zum Quartalsende", 90, "quarter"],
    ["6 Wochen zum Monatsende", 42, "month"],
    ["60 jours", 60, null],
    ["45 días", 45, null],
    ["90d", 90, null],
    ["thirty days", 30, null],
    ["30 business days", 42, null],
    ["none", 0, null],
    ["keine", 0, null],
    ["Sans préavis", 0, null],
    ["ninguno", 0, null],
    ["jederzeit", 0, null],
    // In months it is at its longest: 31, 62, 92 (365.25 / 4 rounded up), 183 and 366 days.
    ["1 month", 31, null],
    ["2 Monate", 62, null],
    ["3 months", 92, null],
    ["3 Monate zum Ende", 92, "term"],
    ["3 mois avant l'échéance", 92, "term"],
    ["three months' written notice", 92, null],
    ["6 Monate zum Jahresende", 183, "year"],
    ["1 year", 366, null],
    ["1 quarter", 92, null],
  ])("%s is %d days, to the end of %s", (text, days, to) => {
    expect(readNotice(text, words)).toMatchObject({ days, to });
  });

  it("is counted in the calendar where the date is known", () => {
    const three = readNotice("3 Monate", words);
    if (three === null || "code" in three) throw new Error("not read");
    // 31 March back to 31 December: 31 + 28 + 31. 31 May back to 28 February: 3 + 31 + 30 + 28 is 92 from the last of February.
    expect(noticeDaysBefore(three, "2026-03-31")).toBe(90);
    expect(noticeDaysBefore(three, "2026-05-31")).toBe(92);
    expect(noticeDaysBefore(three, "2026-12-15")).toBe(91);
  });

  it("asks about what it cannot read, and a blank is unknown", () => {
    for (const other of ["Per MSA", "see contract", "30 days or 3 months", "30 days (60 for enterprise)"])
      expect(readNotice(other, words), other).toMatchObject({ code: "not_a_notice" });
    for (const blank of ["", "-", "n/a"]) expect(readNotice(blank, words)).toBeNull();
  });
});

describe("dates as numbers", () => {
  it("a column's numbers stand for dates in one way", () => {
    expect(serialKind(["44927", "", "45444"])).toBe("excel");
    expect(serialKind([44927, null, 45444.5])).toBe("excel");
    expect(serialKind(["1704067200", "1735689600"])).toBe("seconds");
    expect(serialKind(["1704067200000"])).toBe("milliseconds");
    expect(serialKind(["1704067200000000"])).toBe("microseconds");
    expect(serialKind(["44927", "1704067200"])).toBeNull();
    expect(serialKind(["44927", "2024-01-01"])).toBeNull();
    expect(serialKind(["20240131"])).toBeNull();
    expect(serialKind(["", null])).toBeNull();
  });

  it("and are read as days", () => {
    // Excel counts 45,292 to 1 January 2024, and 152 days of a leap year lead to 1 June.
    expect(readSerialDate("45444", "excel")).toBe("2024-06-01");
    expect(readSerialDate(44927, "excel")).toBe("2023-01-01");
    expect(readSerialDate(45444.75, "excel")).toBe("2024-06-01");
    expect(readSerialDate("1704067200", "seconds")).toBe("2024-01-01");
    expect(readSerialDate("1704067200000", "milliseconds")).toBe("2024-01-01");
    expect(readSerialDate("12", "excel")).toBeNull();
  });
});

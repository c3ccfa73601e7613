import { describe, expect, it } from "vitest";
import { likelyHolidays, offDay } from "../../src/tool/holidays.ts";

describe("likelyHolidays", () => {
  it("takes the country that is given, and says that a currency is a guess", async () => {
    const given = await likelyHolidays({ place: "PL", currency: "BRL" }, ["2026-12-01"]);
    expect(given).toMatchObject({ place: "PL", guessed_by: null });
    const guessed = await likelyHolidays({ currency: "ZAR" }, ["2026-12-01"]);
    expect(guessed).toMatchObject({ place: "ZA", guessed_by: "currency" });
    // The Day of Reconciliation.
    expect(guessed!.off.has("2026-12-16")).toBe(true);
  });

  it("tells countries of the euro by the words of the headers, and does not guess without them", async () => {
    const places = await Promise.all(
      [
        ["Kunde", "Betrag"],
        ["Société", "Échéance"],
        ["Cuenta", "Renovación"],
        ["Klant", "Opzegtermijn"],
        ["Asiakas", "Sopimus päättyy"],
      ].map((headers) => likelyHolidays({ currency: "EUR", headers }, ["2026-12-01"])),
    );
    expect(places.map((one) => one?.place)).toEqual(["DE", "FR", "ES", "NL", "FI"]);
    expect(await likelyHolidays({ currency: "EUR", headers: ["Account"] }, ["2026-12-01"])).toBeNull();
    expect(await likelyHolidays({}, ["2026-12-01"])).toBeNull();
  });

  it("knows both days of the National Day of the Emirates and feasts of several days", async () => {
    const emirates = await likelyHolidays({ currency: "AED" }, ["2026-12-01"]);
    expect([...emirates!.off].filter((date) => date.startsWith("2026-12"))).toEqual(["2026-12-02", "2026-12-03"]);
  });
});

describe("offDay", () => {
  it("gives the working day before a weekend or a holiday", async () => {
    const czech = await likelyHolidays({ currency: "CZK" }, ["2026-12-01"]);
    // 24 to 26 December are holidays there; the 26th is a Saturday, so that Wednesday the 23rd is the last working day.
    expect(offDay("2026-12-26", czech)).toEqual({ date: "2026-12-26", why: "holiday", name: "Boxing Day", before: "2026-12-23" });
    expect(offDay("2026-12-05", czech)).toEqual({ date: "2026-12-05", why: "weekend", name: null, before: "2026-12-04" });
    expect(offDay("2026-12-04", czech)).toBeNull();
    // New Year's Day is known though all dates given lie in the year before.
    expect(offDay("2027-01-01", czech)).toMatchObject({ why: "holiday", before: "2026-12-31" });
  });
});

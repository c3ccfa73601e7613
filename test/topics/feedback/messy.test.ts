import { describe, expect, it } from "vitest";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

// The sheets of a team in Austria: names by many hands, an ask that no label shows, one loud customer, a prospect's wish.
const comments = `Datum;Kunde;Kategorie;Kommentar;Quelle
02.09.2026;Almwerk;Berichte;Bericht falsch;Ticket
03.09.2026;Almwerk GmbH;Berichte;Bericht schon wieder falsch;Ticket
09.09.2026;ALMWERK;Berichte;Logo im Bericht;Mail
10.09.2026;Almwerk;Berichte;Summe im Bericht;Mail
11.09.2026;Donau-Stahl;Berichte;Bericht als PDF;Mail
12.09.2026;Donau-Stahl;Sonstiges;Freigabe durch zwei Leute fehlt;Mail
12.09.2026;Donau Stahl;Sonstiges;Freigabe durch zwei Leute fehlt;Anruf
14.10.2026;Murtal;Rechte;Zweite Freigabe;Anruf
15.10.2026;Inn Bau;;Freigaben nur einstufig;Ticket
20.10.2026;Inn Bau;Rechte;ohne Freigabe verlängern wir nicht;Mail
21.10.2026;Interessent - Lech Bank;KI;hätten gern KI;Vertrieb
22.10.2026;intern;KI;KI für Demos;Vertrieb
23.10.2026;Salz AG (gekündigt);Rechte;Freigabe;Mail
24.10.2026;Traun Moden;Offline;App ohne Netz;Ticket
20.11.2026;Traun Moden;Offline;offline funktioniert jetzt, danke;Mail
`;
const book = `Kunde;ARR EUR;Verlängerung;Kündigungsfrist;Ampel
Almwerk GmbH;20.000;01.09.2027;90 Tage;grün
Donau Stahl GmbH & Co KG;100.000;15.02.2027;90 Tage;gelb
Murtal Holz AG;80.000;31.03.2027;60 Tage;rot
Inn Bau Ges.m.b.H.;60.000;31.01.2027;30 Tage;gelb
Traun Moden;30.000;30.06.2027;90 Tage;grün
Ybbs Papier;10.000;30.06.2027;90 Tage;grün
`;

const ask = async (more: object = {}) => {
  const outcome = await callTool(
    "roll_up_feedback",
    {
      items: { table: "f.csv", dates: "day_first", as_of: "2026-11-30", ...more },
      book: { table: "b.csv", dates: "day_first" },
      detail: true,
    },
    openTestPorts(temporaryFolder({ "f.csv": comments, "b.csv": book })),
  );
  if (outcome.kind !== "done") throw new Error(outcome.message);
  return outcome.run.result as unknown as Record<"focus" | "beside", Record<string, unknown>> & {
    themes: unknown;
    silent: unknown;
    because: string[];
    summary: string;
    warnings: { code: string; message: string }[];
  };
};
const saidOf = (result: { warnings: { code: string; message: string }[] }, code: string) =>
  result.warnings.find((one) => one.code === code)?.message ?? "";

describe("feedback and book as people keep them", () => {
  it("stand where each row went, and the parts add up", async () => {
    // 15 rows: one copy, one prospect, one colleague, one who left, one without a label; ten count.
    expect((await ask()).beside.rows).toEqual({
      read: 15,
      counted: 10,
      no_theme: 1,
      copies: 1,
      passed_on: 0,
      internal: 1,
      prospects: 1,
      left: 1,
      by_reader: 0,
    });
  });

  it("show the ask that no label shows, with renewals, lights, and the nearest first", async () => {
    const result = await ask();
    // Freigabe: Donau Stahl 100,000, Murtal 80,000, Inn Bau 60,000 of a book of 300,000; four rows. Near is to the end of March, all three; none is green.
    expect(result.focus).toMatchObject({
      theme: "freigabe",
      accounts: 3,
      items: 4,
      arr: 240_000,
      share_of_book: 0.8,
      largest: "Donau Stahl GmbH & Co KG",
      arr_without_largest: 140_000,
      soon_accounts: 3,
      soon_arr: 240_000,
      weak_accounts: 3,
      only_this: 2,
      by_month: [1, 3, 0],
    });
    expect(result.summary).toContain('"freigabe" stands in 4 rows of 3 accounts with €240K');
    // 31 January less 30 days is the first of January; 15 February less 90 days is 17 November; 31 March less 60 days is 30 January.
    expect((result.focus.who as unknown[]).slice(0, 3)).toMatchObject([
      {
        account: "Inn Bau Ges.m.b.H.",
        renews: "2027-01-31",
        notice_by: "2027-01-01",
        health: "yellow",
        items: 2,
        said: "ohne Freigabe verlängern wir nicht",
      },
      { account: "Donau Stahl GmbH & Co KG", renews: "2027-02-15", notice_by: "2026-11-17", items: 1 },
      { account: "Murtal Holz AG", renews: "2027-03-31", notice_by: "2027-01-30", health: "red" },
    ]);
    expect(result.beside.conditions).toMatchObject([{ account: "Inn Bau Ges.m.b.H.", arr: 60_000 }]);
    expect(saidOf(result, "notice_on_day_off")).toContain("Murtal Holz AG 2027-01-30, in practice 2027-01-29");
  });

  it("tell the loud customer, the theme that is done, and what only colleagues and prospects want", async () => {
    const result = await ask();
    expect(result.themes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ theme: "Berichte", accounts: 2, items: 5, loudest: "Almwerk GmbH 4" }),
        expect.objectContaining({ theme: "Offline", settled: 1 }),
      ]),
    );
    expect(result.beside.not_customers).toEqual([
      { theme: "KI", rows: 2, internal: 1, prospects: ["Lech Bank"], customers: 0, arr: 0 },
    ]);
    expect([...result.because, result.summary].join(" ")).toContain("Offline may be done");
    expect(saidOf(result, "names_united")).toContain('"Murtal" = Murtal Holz AG, short for it');
    expect(result.silent).toMatchObject({ accounts: 1, arr: 10_000, strangers: [] });
  });

  it("count what the caller looks for by words, out of any label and none, and several asks together", async () => {
    const result = await ask({ words: { Freigabe: ["freigab"], Berichte: ["bericht", "-logo"] } });
    expect(result.focus).toMatchObject({ theme: "Freigabe", accounts: 3, items: 4, arr: 240_000 });
    expect(result.beside.rows).toMatchObject({ no_theme: 0, counted: 11 });
    // Donau Stahl speaks of both: 20,000 + 100,000 + 80,000 + 60,000.
    expect(result.because[0]).toBe("Freigabe and Berichte together: 4 accounts with €260K, 1 of them in more than one.");
  });

  it("know a mail passed on by what stands before its words, and a customer whom the book says is gone", async () => {
    const files = {
      "f.csv":
        "Client;Date;Sujet;Verbatim\nCave;2026-10-06;Export;export lent\nCave;2026-10-08;Export;TR: export lent\nPetit;2026-10-09;Export;export lent\n",
      "b.csv": "Client;ARR;Échéance\nCave SARL;4000;2027-03-15\nPetit;1000;résilié\n",
    };
    const outcome = await callTool("roll_up_feedback", { items: "f.csv", book: "b.csv" }, openTestPorts(temporaryFolder(files)));
    if (outcome.kind !== "done") throw new Error(outcome.message);
    expect(outcome.run.result).toMatchObject({
      accounts: 1,
      arr: 4000,
      beside: { rows: { read: 3, counted: 1, passed_on: 1, left: 1 } },
      silent: { accounts: 0 },
    });
  });

  it("count a day that cannot be read as no day, and say so", async () => {
    const outcome = await callTool(
      "roll_up_feedback",
      { items: "f.csv" },
      openTestPorts(temporaryFolder({ "f.csv": "Customer,Date,Theme\nA,2026-09-01,SSO\nB,soon,SSO\nC,2026-09-03,SSO" })),
    );
    if (outcome.kind !== "done") throw new Error(outcome.message);
    expect(outcome.run.result).toMatchObject({ accounts: 3, themes: [{ last_heard: "2026-09-03", by_month: [2] }] });
    expect(saidOf(outcome.run.result as never, "cells_unread")).toContain("row 3, Date");
  });

  it("count a book's row once that stands twice under two spellings with one amount and renewal", async () => {
    const outcome = await callTool(
      "roll_up_feedback",
      { items: [{ account: "Acme", theme: "SSO" }], book: "b.csv" },
      openTestPorts(
        temporaryFolder({
          "b.csv": "Customer,ARR,Renewal\nAcme,5000,2027-01-31\nACME Ltd,5000,2027-01-31\nBeta,1000,2027-05-31",
        }),
      ),
    );
    if (outcome.kind !== "done") throw new Error(outcome.message);
    expect(outcome.run.result).toMatchObject({ arr: 5000, silent: { accounts: 1, arr: 1000 } });
    expect(saidOf(outcome.run.result as never, "book_rows_twice")).toContain("Acme");
  });
});

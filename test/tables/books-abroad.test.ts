import { describe, expect, it } from "vitest";
import type { ReadingOptions, ReadTable } from "../../src/core/table.ts";
import { readTable } from "./read-as-shipped.ts";
import { tableFolder } from "./write-table.ts";

const { write } = tableFolder();
const read = (text: string, options: ReadingOptions = {}): Promise<ReadTable> => readTable(write("book.csv", text), options);
const fieldsOf = (table: ReadTable) => Object.fromEntries(table.columns.map(({ header, field }) => [header, field]));

describe("when a contract ends, by the words of a sheet", () => {
  it.each([
    "Contract until",
    "End of term",
    "Contract runs until",
    "Term ends",
    "Renewal due",
    "Agreement end date",
    "Vertrag bis",
    "Contract tot",
    "Avtal till",
    "Umowa do",
    "Rinnovo",
    "Data de renovação",
  ])("%s is the day of renewal of a list of accounts", async (header) => {
    const table = await read(`Customer;ARR;${header}\nAcme;12000;2027-02-04\nBolt;9000;2027-06-30\n`);
    expect(fieldsOf(table)[header]).toBe("renewal_date");
    expect(table.records.map((one) => one.renewal_date)).toEqual(["2027-02-04", "2027-06-30"]);
  });

  it("a Polish book keeps its notice, its yes and no, and its row of sums out", async () => {
    const table = await read(
      "Klient;ARR PLN;Umowa do;Okres wypowiedzenia;Auto-renew\nSokół;142 000;04.02.2027;60 dni;tak\nBałtyk;78 000;10.06.2027;3 miesiące;nie\nSUMA;220 000;;;\n",
    );
    expect(table.records.map(({ account, amount, auto_renew }) => [account, amount, auto_renew])).toEqual([
      ["Sokół", 142_000, true],
      ["Bałtyk", 78_000, false],
    ]);
    expect(table.records.map(({ notice_days }) => notice_days)).toEqual([60, expect.any(Number)]);
    expect(table.currency).toBe("PLN");
  });

  it.each(["SUMA", "Summa", "Totaal", "Totalt", "I alt", "Yhteensä", "Razem", "Totale"])("%s is a row of sums", async (total) => {
    const table = await read(`Customer,ARR\nAcme,100\nBolt,200\n${total},300\n`);
    expect(table.records.map(({ account }) => account)).toEqual(["Acme", "Bolt"]);
  });

  it("a column of days that no field has is named where nothing else says until when accounts pay", async () => {
    const text = "Customer,ARR,Milestone X\nAcme,100,2027-03-31\nBolt,200,2027-05-31\n";
    const { reading } = await read(text);
    expect(reading.doubts.map(({ code }) => code)).toContain("days_unread");
    const named = await read(text, { columns: { renewal_date: "Milestone X" } });
    expect(named.reading.doubts.map(({ code }) => code)).not.toContain("days_unread");
    const left = await read(text, { columns: { renewal_date: null } });
    expect(left.reading.doubts.map(({ code }) => code)).not.toContain("days_unread");
  });
});

describe("the commonest words of a book", () => {
  it.each([
    ["Cliente;Valor anual;Renova em;Aviso (dias);Últ. contato;Saúde", "Vermelho"],
    ["Cliente;Canone annuo;Si rinnova il;Preavviso (giorni);Ultimo contatto;Salute", "rosso"],
    ["Klant;Jaarbedrag;Verlengt op;Opzegtermijn (dagen);Laatste contact;Gezondheid", "rood"],
    ["Kund;Årsbelopp;Förnyas;Uppsägningstid;Senaste kontakt;Hälsa", "röd"],
    ["Klient;Wartość roczna;Odnawia się;Okres wypowiedzenia;Ostatni kontakt;Zdrowie", "czerwony"],
    ["Zákazník;Roční Kč;Obnova;Výpověď (dny);Poslední kontakt;Zdraví", "červená"],
    ["Ügyfél;Éves díj;Megújítás;Felmondási idő;Utolsó kapcsolat;Egészség", "piros"],
    ["Müşteri;Yıllık tutar;Yenileme tarihi;İhbar süresi;Son görüşme;Sağlık", "kırmızı"],
  ])("%s", async (headers, red) => {
    const { records } = await read(
      `${headers}\nAcme;187000;15/01/2027;30;10/11/2026;${red}\nBolt;90000;28/02/2027;60;20/11/2026;\n`,
    );
    expect(
      records.map(({ account, amount, notice_days, renewal_date, last_contact }) => [
        account,
        amount,
        notice_days,
        renewal_date,
        last_contact,
      ]),
    ).toEqual([
      ["Acme", 187_000, 30, "2027-01-15", "2026-11-10"],
      ["Bolt", 90_000, 60, "2027-02-28", "2026-11-20"],
    ]);
    expect(records[0]).toMatchObject({ light: "red" });
  });

  it.each([
    ["R 690 000", 690_000, "ZAR"],
    ["R690 000", 690_000, "ZAR"],
    ["Rs. 4,50,000", 450_000, "INR"],
    ["₹1.4 crore", 14_000_000, "INR"],
    ["12 lakh INR", 1_200_000, "INR"],
    ["RM 12,500.50", 12_500.5, "MYR"],
    ["Kč 180 000", 180_000, "CZK"],
    ["250 000 Ft", 250_000, "HUF"],
    ["1 200 lei", 1_200, "RON"],
    ["R$ 1.250,00", 1_250, "BRL"],
  ])("%s is %d %s", async (written, amount, currency) => {
    const { records } = await read(`Customer;Annual fee\nAcme;${written}\n`, { columns: { arr: "Annual fee" } });
    expect(records[0]).toMatchObject({ amount, currency });
  });
});

describe("a column of currencies is known by its cells", () => {
  it.each(["Cur", "Ccy", "Waluta", "Billed in", "W"])("under %s", async (header) => {
    const table = await read(`Customer,ARR,${header}\nAcme,100,CAD\nBolt,200,CAD\n`);
    expect(table.currency).toBe("CAD");
  });

  it("so that dollars of two countries are never added", async () => {
    const table = await read("Customer,ARR,Bill\nAcme,100,CAD\nBolt,200,USD\n");
    expect(table.currency).toBe(null);
    expect(table.issues.map(({ code }) => code)).toContain("mixed_currencies");
  });

  it("a column in which one cell is no code is none", async () => {
    const table = await read("Customer,ARR,Team\nAcme,100,EUR\nBolt,200,North\n");
    expect(fieldsOf(table).Team).toBe(null);
  });

  it("and may be left out", async () => {
    const table = await read("Customer,ARR,Bill\nAcme,100,CAD\nBolt,200,USD\n", { columns: { currency: null } });
    expect(table.issues.map(({ code }) => code)).not.toContain("mixed_currencies");
  });
});

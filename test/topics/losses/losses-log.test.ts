import { describe, expect, it } from "vitest";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

interface Log {
  marks: { moment: string; on: string; until?: string; row: number | null; by: string }[];
  days: { from: string; to: string; days: number; days_most?: number; working_days: number }[];
  notice: {
    contract_end: string;
    received: string;
    dated: string | null;
    lasts: { by: string; count: number; last_day: string; weekday: string; days_after_received: number }[];
    verdict: string;
    one_day_more: boolean;
    runs_on_until: string;
    runs_on_said: boolean;
    days_left: number | null;
  } | null;
  late_entries: { row: number; days: number }[];
  others: { name: string; rows: number[] }[];
  silences: { from: string; to: string; days: number }[];
  writers: { who: string; entries: number; silent_days: number | null }[];
  had_acted: { row: number; kind: string; working_days: number; by: string; days_earlier: number | null; days_left: number }[];
  reasons_written: {
    row: number;
    in_notice: boolean;
    first_on: string | null;
    signs_before: number;
    first_sign_days_before: number;
  }[];
  ours_left: { row: number; days_after_flag: number }[];
  timeline: { on: string | null; row: number; kinds?: string[]; entered?: string; days_left?: number }[];
  timeline_left_out: number;
  undated: number;
  account: string;
}

async function review(text: string, lost: Record<string, unknown> = {}, more: Record<string, unknown> = {}) {
  const ports = openTestPorts(temporaryFolder({ "log.csv": text }));
  const outcome = await callTool("review_losses", { lost: { table: "log.csv", ...lost }, ...more }, ports);
  if (outcome.kind !== "done") throw new Error(outcome.message);
  return { result: outcome.run.result as unknown as Record<string, unknown>, log: outcome.run.result.log as unknown as Log };
}

const markOf = ({ marks }: Log, moment: string) => marks.find((one) => one.moment === moment);

const german = `Datum;Quelle;Eintrag
12.11.2026;Post;"Kündigung erhalten, datiert vom 11.11.2026, zum 31.12.2026"
14.11.2026;CRM;Grund: Preis
03.02.2026;CSM;Frau Adler verlässt die Firma, Nachfolgerin noch offen
20.04.2026;CSM;Ansprechpartnerin antwortet nicht. Kunde gefährdet gemeldet an Leitung
05.05.2026;HR;letzter Tag von Herrn Vogt
01.06.2026;Vertrag;Vertrag endet 31.12.2026, Kündigungsfrist 2 Monate, sonst weitere 12 Monate
10.08.2026;Support;fragt nach Datenexport
07.09.2026;Leitung;Gespräch mit neuer Leiterin
irgendwann im Sommer;CSM;Kaffee auf der Messe
`;

describe("a log of one lost account", () => {
  it("is a timeline in the order of its days, with its moments, the days between them and the notice against the contract", async () => {
    const { result, log } = await review(
      german,
      { account: "Nordlicht AG", arr: 80_000 },
      { currency: "EUR", as_of: "2026-11-30" },
    );
    expect(result).toMatchObject({ losses: 1, arr: 80_000 });
    expect(log.account).toBe("Nordlicht AG");
    expect(log.timeline.map(({ row }) => row)).toEqual([4, 5, 6, 7, 8, 9, 2, 3, 10]);
    expect(log.undated).toBe(1);
    expect(markOf(log, "first_sign")).toMatchObject({ on: "2026-02-03", row: 4, by: "proposed" });
    expect(markOf(log, "flagged")).toMatchObject({ on: "2026-04-20", row: 5 });
    expect(markOf(log, "first_action")).toMatchObject({ on: "2026-09-07", row: 9 });
    expect(markOf(log, "notice")).toMatchObject({ on: "2026-11-12", row: 2 });
    // 3 February to 20 April: 25 + 31 + 20 = 76. To 7 September: 10 + 31 + 30 + 31 + 31 + 7 = 140. To 12 November: 23 + 31 + 12 = 66.
    expect(log.days).toContainEqual({ from: "first_sign", to: "flagged", days: 76, working_days: 54 });
    expect(log.days).toContainEqual({ from: "flagged", to: "first_action", days: 140, working_days: 100 });
    expect(log.days).toContainEqual({ from: "first_action", to: "notice", days: 66, working_days: 48 });
    // Two months before 31 December is 31 October, a Saturday; the letter is of the 11th and came on the 12th: 12 days late. The log says 12 months.
    expect(log.notice).toMatchObject({
      contract_end: "2026-12-31",
      received: "2026-11-12",
      dated: "2026-11-11",
      lasts: [
        { by: "months", count: 2, last_day: "2026-10-31", weekday: "Saturday", days_after_dated: 11, days_after_received: 12 },
      ],
      verdict: "late",
      one_day_more: false,
      runs_on_until: "2027-12-31",
      runs_on_said: true,
      days_left: 31,
    });
    // The last day of notice came before the notice: 20 April to 31 October are 10 + 31 + 30 + 31 + 31 + 30 + 31 = 194 days.
    expect(log.timeline.find(({ row }) => row === 5)).toMatchObject({ days_left: 194, kinds: ["silent", "flagged"] });
    // One of ours had the last day 15 days after the flag; nothing stands between 1 June and 10 August, 70 days, or 3 February and 20 April, 76.
    expect(log.ours_left).toMatchObject([{ row: 6, days_after_flag: 15 }]);
    expect(log.silences.slice(0, 2).map(({ days }) => days)).toEqual([76, 70]);
    // Within 15 working days of Monday, 20 April: Monday, 11 May, 119 days before 7 September and 173 before 31 October.
    expect(log.had_acted).toContainEqual(
      expect.objectContaining({ row: 5, working_days: 15, by: "2026-05-11", days_earlier: 119, days_left: 173 }),
    );
    const said = result as unknown as { check_first: string[]; summary: string };
    expect(said.check_first[0]).toContain("looks late: last day Saturday 2026-10-31 (2 months)");
    expect(said.check_first[0]).toContain("2027-12-31");
  });

  it("marks what was written down later, keeps it out of what was known, and knows a decision to the month", async () => {
    const text = `logged on,event date,author,text
2026-01-09,2026-01-08,Ana (CSM),our sponsor leaves in February
2026-03-20,2026-03-19,Ana (CSM),meeting cancelled by customer. Told my manager
2026-10-02,2026-04-15,Ana (CSM),heard of a pilot with a competitor
2026-05-05,2026-05-04,Sales,promised the new report for June. Also told Bramble Foods and Hollow Oak Bakery
2026-09-01,2026-09-01,Lead,first call with the CFO
2026-10-01,2026-10-01,Customer,"notice letter. ""Our board decided in June. Price was not it."""
2026-10-05,2026-10-05,CRM,churn reason: price
`;
    const { result, log } = await review(text, { arr: 50_000, contract_end: "2026-12-31", notice_days: 90 }, { currency: "EUR" });
    // 15 April to 2 October are 15 + 31 + 30 + 31 + 31 + 30 + 2 = 170 days.
    expect(log.late_entries).toMatchObject([{ row: 4, days: 170 }]);
    expect(log.timeline.find(({ row }) => row === 4)).toMatchObject({ on: "2026-04-15", entered: "2026-10-02" });
    expect(log.had_acted.some(({ kind }) => kind === "rival")).toBe(false);
    expect(markOf(log, "decided")).toMatchObject({ on: "2026-06-01", until: "2026-06-30", row: 7 });
    // From the flag of 19 March to the first of June 74 days, to the last of it 103; from 30 June to 1 September 63, from 1 June 92.
    expect(log.days).toContainEqual(expect.objectContaining({ from: "flagged", to: "decided", days: 74, days_most: 103 }));
    expect(log.days).toContainEqual(expect.objectContaining({ from: "decided", to: "first_action", days: 63, days_most: 92 }));
    expect(log.others.map(({ name }) => name)).toEqual(["Bramble Foods", "Hollow Oak Bakery"]);
    expect(log.reasons_written).toMatchObject([{ row: 8, in_notice: false, first_on: null }]);
    // 90 days before 31 December is 2 October, three months 30 September: a letter of 1 October is in time by days and late by months.
    expect(log.notice).toMatchObject({
      verdict: "depends",
      lasts: [
        { by: "days", last_day: "2026-10-02", days_after_received: -1 },
        { by: "months", last_day: "2026-09-30", days_after_received: 1 },
      ],
    });
    // Ana wrote nothing between 20 March and 2 October (196 days); Sales once, and nothing until the notice of 1 October (149).
    expect(log.writers.find(({ who }) => who === "Ana (CSM)")).toMatchObject({ entries: 3, silent_days: 196 });
    expect(log.writers.find(({ who }) => who === "Sales")).toMatchObject({ silent_days: 149 });
    const said = result as unknown as { check_first: string[]; do_next: string[] };
    expect(said.check_first[1]).toContain("entered 2026-10-02 (170 days later)");
    expect(said.do_next.join(" ")).toContain("Bramble Foods, Hollow Oak Bakery");
  });

  it("takes its moments by row, by words, by day and by month, and says what is meant where words fit several entries", async () => {
    const text = `day,what
2026-02-01,logins fell by half
2026-03-01,told the lead about it
2026-04-01,told the lead about it again
2026-05-01,visited the plant
2026-08-01,letter from the customer
`;
    const marks = {
      first_sign: 2,
      flagged: "row 3",
      first_action: "visited the plant",
      decided: "2026-06",
      notice: "2026-08-01",
    };
    const { log } = await review(text, { marks });
    expect(log.marks).toEqual([
      { moment: "first_sign", on: "2026-02-01", row: 2, by: "named" },
      { moment: "flagged", on: "2026-03-01", row: 3, by: "named" },
      { moment: "first_action", on: "2026-05-01", row: 5, by: "named" },
      { moment: "decided", on: "2026-06-01", until: "2026-06-30", row: null, by: "named" },
      { moment: "notice", on: "2026-08-01", row: null, by: "named" },
    ]);
    expect(log.days[0]).toMatchObject({ from: "first_sign", to: "flagged", days: 28 });
    const ports = openTestPorts(temporaryFolder({ "log.csv": text }));
    const asked = await callTool("review_losses", { lost: { table: "log.csv", marks: { flagged: "told the lead" } } }, ports);
    expect(asked.kind).not.toBe("done");
    expect(JSON.stringify(asked)).toContain("2 entries are meant by");
  });

  it("reads other languages, dates of two forms and names of columns nobody foresaw", async () => {
    const text = `cuándo,canal,qué,extra
15/01/2026,correo,"la directora de TI deja la empresa",x
2026-02-20,llamada,cliente en riesgo: avisé a mi jefa,
02/09/2026,reunión,primera reunión: oferta con 10%,
01/10/2026,carta,"carta de baja recibida; fin de contrato 31/12/2026, preaviso 3 meses",
`;
    const { log } = await review(text);
    expect(log.marks.map(({ moment, on }) => [moment, on])).toEqual([
      ["first_sign", "2026-01-15"],
      ["flagged", "2026-02-20"],
      ["first_action", "2026-09-02"],
      ["notice", "2026-10-01"],
    ]);
    // Three months before 31 December is 30 September: one day late.
    expect(log.notice).toMatchObject({ contract_end: "2026-12-31", verdict: "late", one_day_more: false });
    const odd = `x1,x2
03.03.2026,Der Kunde prüft eine Ausschreibung mit zwei Anbietern
04.04.2026,Angebot gesendet mit Rabatt an die Leitung
`;
    expect((await review(odd)).log.timeline.map(({ on }) => on)).toEqual(["2026-03-03", "2026-04-04"]);
  });

  it("shows of a long log what decides, and leaves a table of accounts what it is", async () => {
    const rows = Array.from(
      { length: 60 },
      (_, place) => `2026-0${1 + Math.floor(place / 10)}-1${place % 10},system,weekly sync ran without remarks`,
    );
    const text = `date,source,text\n${rows.join("\n")}\n2026-03-25,mail,our champion leaves the company\n2026-08-01,mail,gave notice of termination\n`;
    const { log } = await review(text);
    // 26 fit: the two that decide stay, and 24 of the 60 others.
    expect(log.timeline.slice(-2).map(({ row }) => row)).toEqual([62, 63]);
    expect(log.timeline).toHaveLength(26);
    expect(log.timeline_left_out).toBe(36);
    const list = await review("Customer,Lost ARR,Churn date,Reason\nAcme,100,2026-05-01,Price\nBeta,50,2026-06-01,Price\n");
    expect(list.log).toBeNull();
    expect(list.result).toMatchObject({ losses: 2 });
  });
});

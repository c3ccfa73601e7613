import { describe, expect, it } from "vitest";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

interface Result {
  summary: string;
  warnings: { code: string }[];
  because: string[];
  arr: number | null;
  losses: number;
  signs: { sign: string; kind: string; lost_flagged: number; lost_seen: number; kept_flagged: number; verdict: string }[];
  table: { apart: { account: string; kind: string }[]; notes: { note: string }[] };
  log: {
    entries: number;
    entries_twice: number;
    marks: { moment: string; on: string; row: number }[];
    notice: { contract_end: string; verdict: string; lasts: { last_day: string; days_after_received: number }[] };
    timeline: { row: number; kinds?: string[] }[];
  };
}

async function call(files: Record<string, string>, input: Record<string, unknown>) {
  const outcome = await callTool("review_losses", { as_of: "2026-11-30", ...input }, openTestPorts(temporaryFolder(files)));
  if (outcome.kind !== "done") throw new Error(outcome.message);
  return {
    result: outcome.run.result as unknown as Result,
    codes: (outcome.run.result as unknown as Result).warnings.map(({ code }) => code),
  };
}

/** Twenty lost and forty who stayed; sponsor changes at 12 and 6, of these met "nein" at 10 and 1. */
const lostRow = (place: number) =>
  `Kunde L${place} ${"ABCDEFGHIJKLMNOPQRST"[place]};12.000;01.06.2026;${place < 12 ? "01.02.2026" : ""};${place < 12 ? (place < 10 ? "nein" : "ja") : ""};${place % 2 ? "ja" : "nein"};${place % 2 ? (place < 4 ? "01.03.2026" : "01.07.2026") : ""};${place === 19 ? "jetzt im Vertrag Donau AG" : ""}`;
const keptRow = (place: number) =>
  `Bleibt ${place} ${String.fromCharCode(65 + (place % 26))}x${place};8.000;${place < 6 ? "03.02.2026" : ""};${place < 6 ? (place < 1 ? "nein" : "ja") : ""};${place % 4 ? "nein" : "ja"};${place % 4 ? "" : "01.03.2026"}`;
const lost = `Kunde;Jahreswert €;Kündigung vom;Sponsorwechsel am;Nachfolger getroffen;Login-Lücke;Lücke seit;Notiz\n${Array.from({ length: 20 }, (_, place) => lostRow(place)).join("\n")}\n`;
const kept = `Kunde;Jahreswert €;Sponsorwechsel am;Nachfolger getroffen;Login-Lücke;Lücke seit\n${Array.from({ length: 40 }, (_, place) => keptRow(place)).join("\n")}\n`;

describe("tables of losses as people keep them", () => {
  it("read thousands behind a currency sign, set apart who moved by note, and find the answer that tells and its pair", async () => {
    const { result, codes } = await call({ "l.csv": lost, "k.csv": kept }, { lost: "l.csv", kept: "k.csv", currency: "EUR" });
    // One of twenty moved; nineteen at 12,000 are 228,000.
    expect(result).toMatchObject({ losses: 19, arr: 228_000 });
    expect(result.table.apart).toMatchObject([{ kind: "moved" }]);
    // "nein" stands at 10 of 12 lost and 1 of 6 who stayed.
    expect(result.signs.find(({ sign }) => sign === "Nachfolger getroffen: no")).toMatchObject({
      lost_flagged: 10,
      lost_seen: 12,
      kept_flagged: 1,
      verdict: "tells",
    });
    expect(codes).toContain("signs_turned");
    // Both: 10 lost and 1 who stayed, 10 of 11 are 91%; the change alone 12 and 6, 67%.
    expect(result.because.join(" ")).toContain("91% of those with both left, against 67%");
    // The answer has its day beside it: of the ten lost with a gap in their logins, two had it before the notice (the one that moved is not counted).
    expect(codes).toContain("answer_with_day");
    expect(result.signs.some(({ sign }) => sign === "Login-Lücke")).toBe(false);
    expect(result.signs.find(({ sign }) => sign === "Lücke seit")).toMatchObject({ lost_flagged: 2 });
  });

  it("read an amount whose header is a currency, of the lost and of those who stayed", async () => {
    const gone = "Customer,HKD p.a.,Churn date,Sponsor left\nAlder,120000,2026-02-01,yes\nBirch,80000,2026-03-01,no\n";
    const stay = "Customer,HKD p.a.,Sponsor left\nCedar,50000,yes\nDogwood,70000,no\n";
    const { result } = await call({ "l.csv": gone, "k.csv": stay }, { lost: "l.csv", kept: "k.csv" });
    expect(result.arr).toBe(200_000);
    expect(result.signs[0]).toMatchObject({ sign: "Sponsor left", arr_flagged: 120_000, kept_arr: 50_000 });
  });

  it("say first that the money is unknown where no amount is read, and never call it 0", async () => {
    const rows = "Customer,Churn date,Reason\nAlder,2026-02-01,Price\nBirch,2026-03-01,Price\nCedar,2026-04-01,Fit\n";
    const { result, codes } = await call({ "l.csv": rows }, { lost: "l.csv" });
    expect(result.arr).toBeNull();
    expect(result.summary).toContain("3 losses; what they paid is unknown");
    expect(codes).toContain("amounts_unknown");
  });
});

describe("a log in free words", () => {
  it("reads a mail that gives notice, whose end and lateness it says, and no sign in a kick-off; a row twice is one", async () => {
    const log = `system,when,what
CRM,2026-02-02,"kick-off, sponsor: Ms Doe"
CRM,2025-10-14,"contract signed, start 2026-02-01, 12 months. Auto-renews 12 months unless written notice 90 days before 31 Jan"
Mail,2026-05-29,"Doe: my last day is 12 June"
CRM,2026-06-03,"risk raised in the meeting: feels wrong"
Support,2026-09-15,"slow reports, ticket closed"
Support,2026-09-15,"slow reports, ticket closed"
Call,2026-10-01,first call with the new lead
Mail,2026-11-20,"we give notice to 31 January 2027. The connection never came"
`;
    const { result, codes } = await call({ "log.csv": log }, { lost: { table: "log.csv", account: "Doe Ltd", arr: 100 } });
    expect(result.log).toMatchObject({ entries: 7, entries_twice: 1 });
    expect(codes).toContain("entries_twice");
    const on = (moment: string) => result.log.marks.find((one) => one.moment === moment)?.on;
    expect([on("first_sign"), on("flagged"), on("first_action"), on("notice")]).toEqual([
      "2026-05-29",
      "2026-06-03",
      "2026-10-01",
      "2026-11-20",
    ]);
    // 31 January less 90 days: 31 in January, 31 in December and 28 of November's 30 leave 2 November; 18 days to the 20th. Three months: 31 October, 20 days.
    expect(result.log.notice).toMatchObject({
      contract_end: "2027-01-31",
      verdict: "late",
      lasts: [
        { last_day: "2026-11-02", days_after_received: 18 },
        { last_day: "2026-10-31", days_after_received: 20 },
      ],
    });
    expect(result.summary).toContain("18 or 20 days late");
  });
});

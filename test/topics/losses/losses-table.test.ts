import { describe, expect, it } from "vitest";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const lost = `Customer,Lost ARR,Churn date,First sign,Flagged,First action,Churn reason,Sponsor left,No login 30d,Score 90 days before,Status
Acme,"50,000",2026-06-30,2026-03-02,2026-04-01,,Champion left,yes,no,41,Churned
Beta,"30,000",2026-05-31,2026-05-01,,,Price,no,yes,80,Churned
Carl,"20,000",2026-05-31,,2026-04-01,2026-04-11,champion left,yes,,72,Churned
Dora,,,2026-02-01,,,,,,,Churned
`;
const kept = `Customer,Sponsor left,No login 30d
Kilo,no,no
Lima,yes,no
`;
const call = (files: Record<string, string>, tool: string, input: Record<string, unknown>) =>
  callTool(tool, input, openTestPorts(temporaryFolder(files)));

describe("losses out of a table", () => {
  it("say that a sign and a reason of the same accounts are one, and that an action a month after the flag was late", async () => {
    // A and B hold the sign and the reason; the ticket stands at A alone, which is one account and no pattern. 20 February to 1 April are 40 days.
    const text = `Customer,ARR lost,Notice given,Flagged,First action,Reason,Champion gone quiet,Ticket open
A,"50,000",2026-06-30,2026-02-20,2026-04-01,Champion left,yes,yes
B,"30,000",2026-05-31,2026-04-01,2026-04-11,champion left,yes,no
C,"20,000",2026-05-31,,,Price,no,no
`;
    const outcome = await call({ "lost.csv": text }, "review_losses", { lost: "lost.csv", currency: "USD", detail: true });
    if (outcome.kind !== "done") throw new Error(outcome.message);
    const { result } = outcome.run;
    expect(result).toMatchObject({
      arr: 100_000,
      accounts: [{ course: "acted_late" }, { course: "acted" }, { course: "not_known" }],
      reading: { doubts: [], columns_ignored: [] },
    });
    const signs = result.signs as { sign: string; same_as_reason: string | null; kind: string }[];
    expect(
      Object.fromEntries(signs.filter(({ kind }) => kind === "one").map(({ sign, same_as_reason }) => [sign, same_as_reason])),
    ).toEqual({
      "Champion gone quiet": "Champion left",
      "Ticket open": null,
    });
    const said = result as unknown as { check_first: string[]; do_next: string[] };
    expect(said.check_first[0]).toContain("are the same 2 accounts");
    expect(said.do_next[0]).toContain("A (40 days)");
  });

  it("are looked at together, with whom each sign misses and what it means in alerts, and dated as a rule would have", async () => {
    const rows = `Customer,ARR lost,Notice given,First sign,Flagged,First action,Reason,Quiet,Ticket
A,"50,000",2026-07-31,2026-03-03,2026-05-20,2026-07-09,Price,yes,yes
B,"30,000",2026-06-30,2026-04-01,,,Price,yes,no
C,"20,000",2026-06-30,,,,Price,no,no
D,"10,000",2026-06-30,,,,Price,no,yes
`;
    const stayed = `Customer,Quiet,Ticket\n${Array.from({ length: 10 }, (_, place) => `K${place},${place === 0 ? "yes" : "no"},${place < 2 ? "yes" : "no"}`).join("\n")}\n`;
    const outcome = await call({ "lost.csv": rows, "kept.csv": stayed }, "review_losses", {
      lost: "lost.csv",
      kept: "kept.csv",
      currency: "USD",
    });
    if (outcome.kind !== "done") throw new Error(outcome.message);
    const { result } = outcome.run;
    const of = (sign: string) => (result.signs as { sign: string }[]).find((one) => one.sign === sign);
    // Quiet stood at 2 of 4 lost and 1 of 10 kept.
    expect(of("Quiet")).toMatchObject({
      kind: "one",
      times_more: 5,
      caught: ["A", "B"],
      missed: ["C", "D"],
      arr_missed: 30_000,
    });
    // Of 4 lost and 10 who stayed 2 and 1 show it: three alerts, two of them right, in less than a quarter, which counts as one.
    const { book } = of("Quiet") as unknown as { book: Record<string, number> };
    expect(book.alerts).toBeCloseTo(3, 6);
    expect(book.right).toBeCloseTo(2 / 3, 6);
    expect(book.a_quarter).toBeCloseTo(3, 6);
    // Both stood at A and K0; either at A, B and D, and at K0 and K1.
    expect(of("Quiet and Ticket")).toMatchObject({ kind: "both", lost_flagged: 1, kept_flagged: 1 });
    expect(of("Any of 2")).toMatchObject({ kind: "any", lost_flagged: 3, kept_flagged: 2 });
    // From Wednesday, 20 May, five working days are the next Wednesday and fifteen 10 June, 29 days before 9 July and 51 before 31 July.
    expect((result.accounts as object[])[0]).toMatchObject({
      steps: [
        { from: "first_sign", to: "flagged", days: 78, working_days: 56 },
        { from: "flagged", to: "first_action", days: 50, working_days: 36 },
        { from: "first_action", to: "decided", days: 22, working_days: 16 },
      ],
      had_acted: [
        { after: "flagged", working_days: 5, by: "2026-05-27" },
        { after: "flagged", working_days: 15, by: "2026-06-10", days_earlier: 29, days_left: 51 },
      ],
    });
    expect((result.unknown as string[]).join(" ")).toContain("stands in no list of losses");
  });

  it("read dates, reasons, scores and signs from their columns, and keep what is missing missing", async () => {
    const outcome = await call({ "lost.csv": lost, "kept.csv": kept }, "review_losses", {
      lost: "lost.csv",
      kept: "kept.csv",
      currency: "USD",
    });
    expect(outcome.kind === "done" ? "" : outcome.message).toBe("");
    if (outcome.kind !== "done") return;
    const { result } = outcome.run;
    // 2 March to 1 April are 30 days; 1 to 11 April 10. Dora's decision is not known, so her course is not.
    expect(result).toMatchObject({
      losses: 4,
      arr: 100_000,
      accounts: [
        { course: "seen_not_acted", arr: 50_000 },
        { course: "not_seen" },
        { course: "acted" },
        { course: "not_known", arr: null },
      ],
      reasons: [{ reason: "Champion left", accounts: 2, arr: 70_000, repeats: true }, { reason: "Price" }, { accounts: 1 }],
    });
    const signs = result.signs as Record<string, unknown>[];
    const sign = (name: string) => signs.find((one) => one.sign === name);
    expect(sign("Sponsor left")).toMatchObject({ lost_seen: 3, lost_flagged: 2, kept_seen: 2, kept_flagged: 1 });
    expect(sign("No login 30d")).toMatchObject({ lost_seen: 2, lost_flagged: 1, kept_seen: 2, kept_flagged: 0 });
    // 41 is below 60, 80 and 72 are not.
    expect(sign("Score below 60")).toMatchObject({ lost_seen: 3, lost_flagged: 1 });
  });

  it("take a header by another name, and name the headers there are where it is not one of them", async () => {
    const text = "Client;Kündigung eingegangen;Bemerkt\nA;30.06.2026;01.05.2026\n";
    const input = { table: "lost.csv", decided: "Kündigung eingegangen", flagged: "bemerkt" };
    const outcome = await call({ "lost.csv": text }, "review_losses", { lost: input });
    expect(outcome.kind === "done" && outcome.run.result).toMatchObject({
      accounts: [{ course: "seen_not_acted", days_seen: 60 }],
    });
    const wrong = await call({ "lost.csv": text }, "review_losses", { lost: { ...input, flagged: "Seen" } });
    expect(wrong.kind === "done" ? "" : wrong.message).toContain("Client, Kündigung eingegangen, Bemerkt");
  });
});

describe("a table that holds no loss", () => {
  it("is refused, with the headers to name", async () => {
    const outcome = await call({ "book.csv": "Customer,ARR\nA,5\n" }, "review_losses", { lost: "book.csv" });
    expect(outcome.kind === "done" ? "" : outcome.message).toContain('"decided": "header"');
  });
});

describe("comments out of a table", () => {
  const comments = `Company,Date,Topic,ARR
Acme,2026-01-10,Reporting; SSO,"10,000"
Acme,10/02/2026,reporting,"10,000"
Beta,2026-03-10,SSO,"40,000"
,2026-04-10,SSO,
Carl,2026-04-13,sso,"30,000"
`;
  const book = "Account,Segment,ARR\nAcme,SMB,10000\nBeta,ENT,40000\nCarl,ENT,25000\nCarl,ENT,5000\nDora,SMB,20000\n";

  it("count an account once, split a cell of several themes, and say which row belongs to nobody", async () => {
    const files = { "comments.csv": comments, "book.csv": book };
    const input = { items: { table: "comments.csv", dates: "day_first" }, book: "book.csv", currency: "USD" };
    const outcome = await call(files, "roll_up_feedback", input);
    expect(outcome.kind === "done" ? "" : outcome.message).toBe("");
    if (outcome.kind !== "done") return;
    // Five items: two of the first row, one each of three others. The book is 100,000, of which Dora's 20,000 said nothing.
    expect(outcome.run.result).toMatchObject({
      items: 5,
      accounts: 3,
      themes: [
        { theme: "SSO", accounts: 3, arr: 80_000, share_of_book: 0.8 },
        { theme: "Reporting", accounts: 1, items: 2 },
      ],
      silent: { accounts: 1, arr: 20_000 },
      reading: { rows_read: 5, rows_used: 4, columns_ignored: [] },
    });
    expect(outcome.run.result.summary).not.toContain("look alike");
  });

  it("ask for the order of day and month in a way that the next call can answer", async () => {
    const open = "Company,Date,Topic\nA,03/04/2026,SSO\nB,04/03/2026,SSO\n";
    const outcome = await call({ "comments.csv": open }, "roll_up_feedback", { items: "comments.csv" });
    expect(outcome.kind === "done" ? "" : outcome.message).toContain('{"table": "comments.csv", "dates": "day_first"}');
  });
});

describe("signs with the day they were seen", () => {
  const gone = [
    "customer,arr,notice_received,contract_end,reason_crm,quiet_seen,notes",
    // Seen 40 days before, 10 days before, on the day, 5 days after, never.
    "A,10000,2026-02-10,2026-04-01,Price,2026-01-01,",
    "B,10000,2026-03-11,2026-05-01,Price,2026-03-01,",
    "C,10000,2026-04-01,2026-06-01,Price,2026-04-01,",
    "D,10000,2026-05-01,2026-07-01,Price,2026-05-06,merged into Alpha",
    "E,10000,2026-06-01,2026-08-01,,,",
    ...Array.from({ length: 15 }, (_, place) => `F${place},10000,2026-12-31,2027-02-01,Price,,`),
    "TEST kunde 2,10000,2026-06-01,2026-08-01,,,",
  ];
  // K looked at and clear, L seen, M not looked at, A among the lost.
  const stayed = [
    "customer,signs_checked,quiet_seen",
    "K,y,",
    "L,y,2026-03-01",
    "M,n,",
    ...Array.from({ length: 20 }, (_, place) => `N${place},y,`),
    "A,y,",
  ];

  it("count only before the notice and only where somebody looked; odd rows are passed over by name", async () => {
    const outcome = await call({ "lost.csv": gone.join("\n"), "kept.csv": stayed.join("\n") }, "review_losses", {
      lost: "lost.csv",
      kept: "kept.csv",
      currency: "USD",
      detail: true,
    });
    if (outcome.kind !== "done") throw new Error(outcome.message);
    // A stands on both sides and D was merged: neither is counted as lost. B alone was seen before its notice, C on its day.
    expect(outcome.run.result).toMatchObject({
      losses: 18,
      kept: 24,
      signs: [
        {
          sign: "quiet",
          lost_seen: 18,
          lost_flagged: 1,
          kept_seen: 23,
          kept_flagged: 1,
          timing: {
            before: 1,
            on: 1,
            after: 0,
            median_lead: 10,
            leads: [
              { days: 1, lost: 1, arr: 10_000 },
              { days: 30, lost: 0, arr: 0 },
              { days: 60, lost: 0, arr: 0 },
            ],
          },
        },
      ],
    });
    const said = (outcome.run.result as unknown as { check_first: string[] }).check_first[0];
    expect(said).toContain("A (came back, $10K)");
    expect(said).toContain("D (moved or merged, $10K)");
    expect(said).toContain("TEST kunde 2 (a test, $10K)");
  });
});

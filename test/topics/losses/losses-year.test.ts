import { describe, expect, it } from "vitest";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

interface Sign {
  sign: string;
  kind: string;
  lost_seen: number;
  lost_flagged: number;
  kept_seen: number;
  kept_flagged: number;
  timing: { before: number; on: number; after: number; median_lead: number | null; in_period: number } | null;
  bounds: { kept_blank: number; kept_if_no: number; kept_if_yes: number; holds_at_worst: boolean } | null;
  book: { alerts: number; a_quarter: number; right: number } | null;
}
interface Answer {
  losses: number;
  arr: number;
  kept: number;
  signs: Sign[];
  table: {
    bridge: { step: string; accounts: number; arr: number }[];
    apart: { account: string; kind: string }[];
    base_rate: number;
    largest: { account: string; share: number; arr_without: number; signs: { sign: string; days_before: number }[] } | null;
    no_early_sign: { accounts: number; arr: number } | null;
    reasons_and_signs: { reason: string; accounts: number; none: { accounts: number } }[];
    still_customers: { account: string; until: string }[];
    period: { quarters: number };
  };
  warnings: { code: string; message: string }[];
}

async function review(files: Record<string, string>, input: Record<string, unknown>): Promise<Answer> {
  const outcome = await callTool("review_losses", { currency: "EUR", ...input }, openTestPorts(temporaryFolder(files)));
  if (outcome.kind !== "done") throw new Error(outcome.message);
  return outcome.run.result as unknown as Answer;
}

// German headers nobody lists, money with a sign, days with the day first, a total, a double under a longer name, a test, an insolvency.
const lost = `Kunde;Verlorener Umsatz;Kündigung eingegangen;Vertragsende;Grund laut CRM;Sponsor weg (Datum);Nutzung eingebrochen (gesehen);Mehr als 5 Tickets;Bemerkung
Adler GmbH;60.000 €;15.03.2026;30.06.2026;Preis;10.11.2025;20.03.2026;ja;
Buche AG;20.000 €;20.04.2026;31.12.2026;Preis;;10.04.2026;ja;
Buche;20.000 €;20.04.2026;31.12.2026;Preis;;10.04.2026;ja;
Ceder KG;10.000 €;01.05.2026;31.07.2026;;01.02.2026;;nein;
Distel SE;5.000 €;10.01.2026;31.03.2026;Preis;;;;
Eibe GmbH;30.000 €;01.06.2026;30.06.2026;Sonstiges;;;ja;Insolvenz im Mai
TEST Kunde 1;1.000 €;01.06.2026;30.06.2026;;;;;
Gesamt;146.000 €;;;;;;;
`;
const kept = `Kunde;Umsatz;Sponsor weg im Jahr;Nutzung eingebrochen;Mehr als 5 Tickets
K1;10000;ja;nein;ja
K2;10000;nein;ja;ja
K3;10000;nein;nein;ja
K4;10000;;nein;nein
K5;10000;;ja;
K6;10000;nein;nein;ja
`;

describe("a year's lost and kept as they lie in two tables", () => {
  it("are read in one call: what is no loss stands apart with its money, and signs under two names are one", async () => {
    const result = await review({ "weg.csv": lost, "da.csv": kept }, { lost: "weg.csv", kept: "da.csv", as_of: "2026-11-30" });
    // 60 + 20 + 10 + 5 thousand of Adler, Buche, Ceder, Distel; Buche stands twice, Eibe is insolvent, one row is a test.
    expect(result).toMatchObject({ losses: 4, arr: 95_000, kept: 6 });
    expect(result.table.bridge).toEqual([
      { step: "rows", accounts: 7, arr: 146_000 },
      { step: "double", accounts: -1, arr: -20_000 },
      { step: "not_own_choice", accounts: -1, arr: -30_000 },
      { step: "test", accounts: -1, arr: -1_000 },
      { step: "counted", accounts: 4, arr: 95_000 },
    ]);
    expect(result.table.base_rate).toBeCloseTo(0.4, 6);
    const sign = (name: RegExp) => result.signs.find(({ sign: own, kind }) => kind === "one" && name.test(own))!;
    // Adler 125 days before (10 November to 15 March: 20 + 31 + 31 + 28 + 15), Ceder 89 (27 + 31 + 30 + 1); the middle is 107. Ceder's alone since January.
    expect(sign(/Sponsor/)).toMatchObject({
      lost_seen: 4,
      lost_flagged: 2,
      kept_seen: 4,
      kept_flagged: 1,
      timing: { before: 2, on: 0, after: 0, median_lead: 107, in_period: 1 },
      bounds: { kept_blank: 2, holds_at_worst: false },
    });
    // One of six if the two blanks are no, three of six if they are yes.
    expect(sign(/Sponsor/).bounds!.kept_if_no).toBeCloseTo(1 / 6, 6);
    expect(sign(/Sponsor/).bounds!.kept_if_yes).toBeCloseTo(1 / 2, 6);
    // As an alert: 2 real and a quarter of six who stayed, 1.5; the notices lie within two quarters (10 January to 1 May, 112 days).
    expect(sign(/Sponsor/).book!.alerts).toBeCloseTo(3.5, 6);
    expect(sign(/Sponsor/).book!.right).toBeCloseTo(2 / 3.5, 6);
    // Buche ten days before, Adler five days after.
    expect(sign(/Nutzung/)).toMatchObject({ lost_flagged: 1, kept_flagged: 2, timing: { before: 1, after: 1, median_lead: 10 } });
    // Tickets: Adler, Buche yes, Ceder no, Distel not looked at; four of five who stayed.
    expect(sign(/Tickets/)).toMatchObject({ lost_seen: 3, lost_flagged: 2, kept_seen: 5, kept_flagged: 4, timing: null });
    expect(result.table.largest).toMatchObject({ account: "Adler GmbH", arr_without: 35_000 });
    expect(result.table.no_early_sign).toMatchObject({ accounts: 1, arr: 5_000 });
    expect(result.table.reasons_and_signs[0]).toMatchObject({ reason: "Preis", accounts: 3, none: { accounts: 1 } });
    expect(result.table.still_customers).toMatchObject([{ account: "Buche AG", until: "2026-12-31" }]);
    expect(result.warnings.map(({ code }) => code)).toEqual(expect.arrayContaining(["signs_paired", "periods_differ"]));
  });

  it("count whom the caller names, in or out, and a sign from the lead it needs", async () => {
    const files = { "weg.csv": lost, "da.csv": kept };
    const result = await review(files, {
      lost: { table: "weg.csv", include: ["Eibe GmbH"], exclude: ["adler gmbh"], lead: 90 },
      kept: { table: "da.csv", exclude: ["K6"] },
    });
    // Buche, Ceder, Distel and Eibe; Ceder's sponsor left 89 days before, a day too late for 90.
    expect(result).toMatchObject({ losses: 4, arr: 65_000, kept: 5 });
    expect(result.table.apart.map(({ account, kind }) => [account, kind])).toContainEqual(["Adler GmbH", "named"]);
    expect(result.signs.find(({ sign }) => sign.startsWith("Sponsor"))).toMatchObject({ lost_flagged: 0, lost_seen: 4 });
  });

  it("take a day that never came as a sign, keep two customers of one first word apart, and call ten months of notices a year", async () => {
    const gone = `customer,arr,notice received,go live
Vista Foods,1000,2026-01-05,2025-05-01
Vista Plastics,1000,2026-01-05,
Nord,1000,2026-11-20,2026-12-01
`;
    const stayed = `customer,arr,go live
P,1000,2025-01-01
Q,1000,
R,1000,2025-03-01
`;
    const result = await review({ "g.csv": gone, "s.csv": stayed }, { lost: "g.csv", kept: "s.csv", as_of: "2026-12-31" });
    expect(result.losses).toBe(3);
    expect(result.table.period.quarters).toBe(4);
    // Vista Plastics never went live, Nord after its notice; of those who stayed Q.
    expect(result.signs[0]).toMatchObject({ sign: "no go live", lost_flagged: 2, kept_flagged: 1, lost_seen: 3, kept_seen: 3 });
  });
});

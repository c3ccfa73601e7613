import { describe, expect, it } from "vitest";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

interface Result {
  summary: string;
  customers: number;
  reached: number;
  at_once: { accounts: string[]; live_with_them: number; mean_with_them: number };
  trend: { mix: { verdict: string; earlier: { mean: number }; later: { mean: number } } };
  split: { groups: { kind: string; group: string }[] };
  attention: { account: string }[];
  blocked: { names: Record<string, number> }[];
  still_waiting_total: number;
  check_first: string[];
}

async function measure(text: string, more: Record<string, unknown> = {}) {
  const ports = openTestPorts(temporaryFolder({ "d.csv": text }));
  const outcome = await callTool("measure_onboarding", { table: "d.csv", as_of: "2026-11-30", ...more }, ports);
  if (outcome.kind !== "done") throw new Error(outcome.message);
  return outcome.run.result as unknown as Result;
}

const day = (month: number, date: number) => `2026-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
const rows = [
  // Before July: ten of the small plan in 30 days, ten of the large in 90. Since: ten small in 30, five large that wait.
  ...Array.from(
    { length: 10 },
    (_, place) => `Petit ${"ABCDEFGHIJ"[place]} avant;${place % 2 ? "Essentiel" : "essentiel"};${day(3, 1)};${day(3, 31)};;;`,
  ),
  ...Array.from({ length: 10 }, (_, place) => `Grand ${"ABCDEFGHIJ"[place]} avant;Grand compte;${day(3, 1)};${day(5, 30)};;;`),
  ...Array.from({ length: 10 }, (_, place) => `Petit ${"ABCDEFGHIJ"[place]} depuis;Essentiel;${day(8, 1)};${day(8, 31)};;;`),
  ...Array.from(
    { length: 5 },
    (_, place) =>
      `Grand ${"ABCDE"[place]} depuis;Grand compte;${day(8, 1)};;Formation;client;${place === 0 ? "2 trainings cancelled by them" : ""}`,
  ),
  `Migré SA;Essentiel;${day(9, 1)};${day(9, 1)};;;simple migration de contrat`,
];
const french = `Client;Offre;Date de démarrage;Mise en prod;Étape;En attente de;Remarque\n${rows.join("\n")}\n`;

describe("onboardings as people keep them", () => {
  it("read French headers, one plan under two cases, a move apart, and say that the mix explains the average", async () => {
    const result = await measure(french, { by: { since: "2026-07-01" } });
    // Thirty live and five that wait; the one of no days stands apart: with it 31 live, (20 x 30 + 10 x 90) / 31 = 48.39 days.
    expect(result).toMatchObject({ customers: 35, reached: 30 });
    expect(result.at_once).toMatchObject({ accounts: ["Migré SA"], live_with_them: 31 });
    expect(result.at_once.mean_with_them).toBeCloseTo(1500 / 31, 2);
    expect(result.split.groups.filter(({ kind }) => kind === "segment").map(({ group }) => group)).toEqual([
      "Essentiel",
      "Grand compte",
    ]);
    // Before: (10 x 30 + 10 x 90) / 20 = 60; since: 30, the small alone, which take 30 as before: the mix explains it all.
    expect(result.trend.mix).toMatchObject({ verdict: "explains", earlier: { mean: 60 }, later: { mean: 30 } });
    expect(result.summary).toContain("from 60 to 30 days mostly because the mix changed");
    expect(result.summary).toContain("Grand compte 0 of 5 live since");
  });

  it("keep a customer whose training was cancelled among those who wait, by name in every list", async () => {
    const result = await measure(french, { by: { since: "2026-07-01" } });
    expect(result.still_waiting_total).toBe(5);
    expect(result.attention.map(({ account }) => account)).toEqual(["Grand A depuis"]);
    expect(result.blocked.flatMap(({ names }) => Object.keys(names))).toHaveLength(5);
  });

  it("names who left by a remark and so waits in no list", async () => {
    const result = await measure(
      "account,start,go live,remark\nA Ltd,2026-01-01,2026-02-01,\nB Ltd,2026-01-01,,contract cancelled\n",
    );
    expect(result.still_waiting_total).toBe(0);
    expect(result.check_first.join(" ")).toContain("left without value (B Ltd)");
  });

  it("count days of none where many have them: that is how the product works", async () => {
    const quick = Array.from(
      { length: 6 },
      (_, place) => `S${"ABCDEF"[place]} Ltd,2026-0${place + 1}-01,2026-0${place + 1}-0${place % 2 ? 1 : 9}`,
    );
    const result = await measure(`account,start,go live\n${quick.join("\n")}\n`);
    expect(result).toMatchObject({ customers: 6, reached: 6, at_once: { accounts: [] } });
  });
});

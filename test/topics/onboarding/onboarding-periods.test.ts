import { describe, expect, it } from "vitest";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

interface Answer {
  customers: number;
  reached: number;
  waiting: number;
  check_first: string[];
  do_next: string[];
  split: {
    verdict: string;
    yardstick: number;
    periods: {
      period: string;
      customers: number;
      live: number;
      apart: number;
      mean_of_live: number;
      within: { days: number; live: number; of: number }[];
    }[];
    groups: { kind: string; group: string; periods: { in_time: number; of: number }[] }[];
  };
  blocked: { waiting_on: string | null; stage: string; customers: number; names: Record<string, number> }[];
  attention: { account: string; planned?: string; remark?: string }[];
  without_users: { accounts: string[]; live_with_them: number };
}

describe("an onboarding by periods", () => {
  // Eight of the first half of 2026, six live after 60 days and two after 100; eight of July live after 40 days, four more of July still wait.
  const first = Array.from(
    { length: 6 },
    (_, place) => `A${place},2026-01-10,2026-03-11,60,live,${place < 3 ? "Norbyte" : "norbyte"},,`,
  );
  const slow = ["B0,2026-01-10,2026-04-20,100,live,intern,,", "B1,2026-01-10,2026-04-20,100,live,intern,,"];
  const quick = Array.from({ length: 5 }, (_, place) => `C${place},2026-07-10,2026-08-19,40,live,intern,,`);
  const wait = Array.from({ length: 4 }, (_, place) => `D${place},2026-07-1${place},,,API link,Norbyte,Norbyte,`);
  const rows = [
    "Cliente,Kick-off,Go-live,Dias,Fase,Implementador,À espera de,Obs",
    ...first,
    ...slow,
    ...quick,
    ...wait,
    // A year typed wrong: 2026 makes 50 days. Not come yet, live without a user, a test, and one twice under a longer name.
    "E0,2026-02-01,2025-03-23,-315,live,intern,,",
    "F0,2026-07-20,2026-12-15,148,treino,intern,,",
    "G0,2026-07-20,2026-08-29,40,live,intern,,0 utilizadores",
    "DEMO interno,2026-07-01,2026-07-02,1,live,intern,,teste",
    "C0 Lda,2026-07-10,2026-08-19,40,live,intern,,",
  ];

  it("counts those who wait, tells only a look of speed, and says who waits for whom with every name", async () => {
    const outcome = await callTool(
      "measure_onboarding",
      { table: "o.csv", as_of: "2026-11-30", by: { since: "2026-07-01" } },
      openTestPorts(temporaryFolder({ "o.csv": rows.join("\n") })),
    );
    if (outcome.kind !== "done") throw new Error(outcome.message);
    const result = outcome.run.result as unknown as Answer;
    // Nine of the first half; in July five are live and six wait: four at a partner, one not live before December, one without users.
    expect(result).toMatchObject({ customers: 20, reached: 14, waiting: 6 });
    const [before, since] = result.split.periods;
    expect(before).toMatchObject({ customers: 9, live: 9 });
    expect(since).toMatchObject({ customers: 11, live: 5, mean_of_live: 40 });
    // 6 x 60, 2 x 100 and 50 over nine are 610 / 9.
    expect(before!.mean_of_live).toBeCloseTo(610 / 9, 6);
    // Within 90 days seven of nine, then five of eleven: the average fell and the share did not rise.
    expect(result.split.yardstick).toBe(90);
    expect(before!.within.at(-1)).toEqual({ days: 90, live: 7, of: 9 });
    expect(since!.within.at(-1)).toEqual({ days: 90, live: 5, of: 11 });
    expect(result.split.verdict).toBe("only_looks_faster");
    expect(result.split.groups.find(({ group }) => group.toLowerCase() === "norbyte")?.periods).toMatchObject([
      { in_time: 6, of: 6 },
      { in_time: 0, of: 4 },
    ]);
    // D0 began on 10 July, 143 days before 30 November.
    expect(result.blocked[0]).toMatchObject({
      waiting_on: "Norbyte",
      stage: "API link",
      customers: 4,
      names: { D0: 143, D1: 142, D2: 141, D3: 140 },
    });
    expect(result.without_users).toEqual({ accounts: ["G0"], live_with_them: 15 });
    expect(result.attention.map(({ account }) => account).sort()).toEqual(["F0", "G0"]);
    expect(result.check_first[0]).toContain(
      "E0 has its value on 2025-03-23, before its start 2026-02-01: read as 2026-03-23, 50 days",
    );
    expect(result.check_first[0]).toContain("DEMO interno (a test)");
    expect(result.check_first[0]).toMatch(/C0 \(stands there twice\)/);
    expect(result.do_next[0]).toContain('"Norbyte", for whom 4 customers wait at API link');
  });
});

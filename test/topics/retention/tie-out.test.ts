import { describe, expect, it } from "vitest";
import type { TableIssue } from "../../../src/core/table.ts";
import { noEvidence, type TieEvidence, type TieSide, tieCandidates, tieOut } from "../../../src/topics/retention/tie-out.ts";
import { account } from "./account.ts";

// A to G of the worked book: 550 + 80 + 50 + 40 - 60 - 100 = 560.
const bridge = { starting: 550, new: 80, expansion: 50, reactivation: 40, contraction: 60, churn: 100, ending: 560 };
const located = (
  stated: number,
  evidence: Partial<TieEvidence> = {},
  more: { bridge?: typeof bridge & { fx?: number }; price_expansion?: number } = {},
  side: TieSide = "closing",
) => {
  const answer = { bridge, ...more };
  const computed = side === "closing" ? answer.bridge.ending : answer.bridge.starting;
  return tieOut(stated, computed, () => tieCandidates(side, answer, { ...noEvidence, ...evidence }, computed), 12);
};
const whats = (tie: ReturnType<typeof located>) => tie.located.map(({ what }) => what);
const left = (row: number, amount: number, code = "not_a_number"): TableIssue => ({
  row,
  column: "ARR",
  code,
  message: "",
  amount_left_out: amount,
});

describe("tieOut", () => {
  it("ties to the cent and looks no further", () => {
    expect(located(560)).toEqual({ stated: 560, computed: 560, difference: 0, located: [] });
    expect(tieOut(0.3, 0.1 + 0.2, () => [{ what: "never asked", amount: 0 }], 12).located).toEqual([]);
  });

  it("finds the part of the bridge that the stated figure lacks or keeps", () => {
    expect(located(480)).toEqual({
      stated: 480,
      computed: 560,
      difference: -80,
      located: [{ what: "New customers are not in the stated figure", amount: -80 }],
    });
    expect(whats(located(520))).toEqual(["Returned customers are not in the stated figure"]);
    expect(whats(located(440))).toEqual(["New and returned customers are not in the stated figure"]);
    expect(whats(located(660))).toEqual(["Customers who left are still in the stated figure"]);
    expect(whats(located(620))).toEqual(["Downgrades are not in the stated figure"]);
    expect(whats(located(510))).toEqual(["Expansion is not in the stated figure"]);
    expect(whats(located(6720))).toEqual(["The stated figure is twelve times the computed one, a year against a month"]);
  });

  it("says none when none does, and a cent off is off", () => {
    expect(located(561).located).toEqual([]);
    expect(located(480.01)).toMatchObject({ difference: -79.99, located: [] });
  });

  it("finds exchange rates and price", () => {
    expect(whats(located(560, {}, { bridge: { ...bridge, fx: 25, ending: 585 } }))[0]).toContain("at the opening's rates");
    expect(whats(located(553, {}, { price_expansion: 7 }))).toEqual(["The price increase is not in the stated figure"]);
    expect(whats(located(571, { unconverted: { opening: 540, closing: 571 } }))[0]).toContain("as they stand");
  });

  it("finds rows left out, all together, blank ones and single ones", () => {
    const issues = [left(4, 30), left(7, 12, "missing_arr_end"), left(9, 5, "missing_arr_end")];
    expect(whats(located(607, { issues }))).toEqual(["All 3 rows left out"]);
    expect(whats(located(577, { issues }))).toEqual(["Rows left out because an amount is blank: 2"]);
    expect(whats(located(590, { issues }))).toEqual(["Row 4, left out"]);
  });

  it("finds children, and the subscriptions of the day itself", () => {
    const children = [account("Child", 15, 11), account("Other child", 6, 6)];
    expect(whats(located(577, { children }))[0]).toContain("twice in the stated one");
    expect(whats(located(571, { children }, {}, "opening"))[0]).toContain("twice in the stated one");
    const boundary = {
      opening: { date: "2025-01-01", ends: 1, starts: 2 },
      closing: { date: "2026-01-01", ends: 33, starts: 44 },
    };
    expect(whats(located(593, { boundary }))[0]).toContain("end on 2026-01-01");
    expect(whats(located(516, { boundary }))[0]).toContain("start on 2026-01-01");
    expect(whats(located(551, { boundary }, {}, "opening"))[0]).toContain("end on 2025-01-01");
  });

  it("finds single accounts", () => {
    const changes = [account("Left", 33, 0), account("Grew", 10, 37), account("New", 0, 81)];
    expect(whats(located(593, { changes }))).toEqual(["Left is still in the stated figure"]);
    expect(whats(located(533, { changes }))).toEqual(["Grew is at its opening amount in the stated figure"]);
    expect(whats(located(523, { changes }))).toEqual(["Grew is not in the stated figure"]);
    expect(whats(located(597, { changes }))).toEqual(["Grew is twice in the stated figure"]);
    expect(whats(located(479, { changes }))).toEqual(["New is not in the stated figure"]);
    expect(whats(located(517, { changes }, {}, "opening"))).toEqual(["Left is not in the stated figure"]);
    expect(whats(located(577, { changes }, {}, "opening"))).toEqual(["Grew is at its closing amount in the stated figure"]);
    expect(whats(located(631, { changes }, {}, "opening"))).toEqual(["New is already in the stated figure"]);
  });

  it("shows at most so many, likeliest first", () => {
    const changes = Array.from({ length: 40 }, (_, index) => account(`A${index}`, 0, 80));
    const found = located(480, { changes });
    expect(found.located.length).toBe(12);
    expect(found.located[0]!.what).toContain("New customers");
  });
});

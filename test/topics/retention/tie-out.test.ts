import { describe, expect, it } from "vitest";
import type { TableIssue } from "../../../src/core/table.ts";
import type { TieSide } from "../../../src/topics/retention/answer.ts";
import { noEvidence, type TieEvidence, tieCandidates, tieOut } from "../../../src/topics/retention/tie-out.ts";
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
const causesOf = (tie: ReturnType<typeof located>) =>
  tie.located.map(({ cause, of }) => (of === undefined ? cause : `${cause} ${of}`));
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
    expect(tieOut(0.3, 0.1 + 0.2, () => [{ cause: "row", amount: 0 }], 12).located).toEqual([]);
  });

  it("finds the part of the bridge that the stated figure lacks or keeps", () => {
    expect(located(480)).toEqual({
      stated: 480,
      computed: 560,
      difference: -80,
      located: [{ cause: "new_lacks", amount: -80 }],
    });
    expect(causesOf(located(520))).toEqual(["returned_lack"]);
    expect(causesOf(located(440))).toEqual(["new_and_returned_lack"]);
    expect(causesOf(located(660))).toEqual(["lost_still_in"]);
    expect(causesOf(located(620))).toEqual(["downgrades_lack"]);
    expect(causesOf(located(510))).toEqual(["expansion_lacks"]);
    expect(causesOf(located(6720))).toEqual(["year_for_month"]);
  });

  it("says none when none does, and a cent off is off", () => {
    expect(located(561).located).toEqual([]);
    expect(located(480.01)).toMatchObject({ difference: -79.99, located: [] });
  });

  it("finds exchange rates and price", () => {
    expect(causesOf(located(560, {}, { bridge: { ...bridge, fx: 25, ending: 585 } }))[0]).toBe("opening_rates");
    expect(causesOf(located(553, {}, { price_expansion: 7 }))).toEqual(["price_lacks"]);
    expect(causesOf(located(571, { unconverted: { opening: 540, closing: 571 } }))[0]).toBe("unconverted");
  });

  it("finds rows left out, all together, blank ones and single ones", () => {
    const issues = [left(4, 30), left(7, 12, "missing_arr_end"), left(9, 5, "missing_arr_end")];
    expect(causesOf(located(607, { issues }))).toEqual(["all_rows 3"]);
    expect(causesOf(located(577, { issues }))).toEqual(["blank_rows 2"]);
    expect(causesOf(located(590, { issues }))).toEqual(["row 4"]);
  });

  it("finds children, and the subscriptions of the day itself", () => {
    const children = [account("Child", 15, 11), account("Other child", 6, 6)];
    expect(causesOf(located(577, { children }))[0]).toBe("children_twice");
    expect(causesOf(located(571, { children }, {}, "opening"))[0]).toBe("children_twice");
    const boundary = {
      opening: { date: "2025-01-01", ends: 1, starts: 2 },
      closing: { date: "2026-01-01", ends: 33, starts: 44 },
    };
    expect(causesOf(located(593, { boundary }))[0]).toBe("ends_still_in 2026-01-01");
    expect(causesOf(located(516, { boundary }))[0]).toBe("starts_lack 2026-01-01");
    expect(causesOf(located(551, { boundary }, {}, "opening"))[0]).toBe("ends_still_in 2025-01-01");
  });

  it("finds single accounts", () => {
    const changes = [account("Left", 33, 0), account("Grew", 10, 37), account("New", 0, 81)];
    expect(causesOf(located(593, { changes }))).toEqual(["still_in Left"]);
    expect(causesOf(located(533, { changes }))).toEqual(["at_opening Grew"]);
    expect(causesOf(located(523, { changes }))).toEqual(["account_lacks Grew"]);
    expect(causesOf(located(597, { changes }))).toEqual(["account_twice Grew"]);
    expect(causesOf(located(479, { changes }))).toEqual(["account_lacks New"]);
    expect(causesOf(located(517, { changes }, {}, "opening"))).toEqual(["account_lacks Left"]);
    expect(causesOf(located(577, { changes }, {}, "opening"))).toEqual(["at_closing Grew"]);
    expect(causesOf(located(631, { changes }, {}, "opening"))).toEqual(["already_in New"]);
  });

  it("shows at most so many, likeliest first", () => {
    const changes = Array.from({ length: 40 }, (_, index) => account(`A${index}`, 0, 80));
    const found = located(480, { changes });
    expect(found.located.length).toBe(12);
    expect(found.located[0]!.cause).toBe("new_lacks");
  });
});

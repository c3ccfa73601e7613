import { describe, expect, it } from "vitest";
import { healthAccount } from "../../../src/topics/health/book.ts";
import { staleSignals } from "../../../src/topics/health/judge-account.ts";

const lives = { usage: 30, relationship: 90, other: 60 };
const scores = { usage: 80, relationship: 50, roi: 10, support: null };

describe("staleSignals", () => {
  it("counts a signal on the last day of its shelf life and not after, each component by its own", () => {
    const account = healthAccount({ account: "A", scores, signal_date: "2026-01-01" });
    // 31 January is day 30, 1 February day 31, 2 March day 60, 3 March day 61, 1 April day 90, 2 April day 91.
    expect(staleSignals(account, lives, "2026-01-31").stale).toEqual([]);
    expect(staleSignals(account, lives, "2026-02-01").stale).toEqual(["usage"]);
    expect(staleSignals(account, lives, "2026-03-02").stale).toEqual(["usage"]);
    expect(staleSignals(account, lives, "2026-03-03").stale).toEqual(["usage", "roi"]);
    expect(staleSignals(account, lives, "2026-04-02").stale).toEqual(["usage", "relationship", "roi"]);
  });

  it("takes a date of one component before the date of all, and leaves undated ones alone", () => {
    const dates = { usage: "2025-01-01", relationship: "2026-01-31" };
    const account = healthAccount({ account: "A", scores, signal_dates: dates });
    expect(staleSignals(account, lives, "2026-02-01")).toEqual({ stale: ["usage"], ahead: [] });
    const both = healthAccount({ account: "A", scores, signal_date: "2025-01-01", signal_dates: { usage: "2026-01-31" } });
    expect(staleSignals(both, lives, "2026-02-01").stale).toEqual(["relationship", "roi"]);
  });

  it("names signals from the future", () => {
    const account = healthAccount({ account: "A", scores, signal_dates: { usage: "2026-02-02" } });
    expect(staleSignals(account, lives, "2026-02-01")).toEqual({ stale: [], ahead: ["usage"] });
  });

  it("reads a decided account on the day of its score", () => {
    const decided = healthAccount({ account: "A", scores, signal_date: "2025-01-01", scored_on: "2025-01-15" }, "lost");
    expect(staleSignals(decided, lives, "2026-02-01").stale).toEqual([]);
    // An open one is read today, whatever day its last score has.
    expect(staleSignals({ ...decided, outcome: null }, lives, "2026-02-01").stale).toEqual(["usage", "relationship", "roi"]);
  });

  it("knows no age without a day or a date", () => {
    expect(staleSignals(healthAccount({ account: "A", scores, signal_date: "2020-01-01" }), lives, null).stale).toEqual([]);
    expect(staleSignals(healthAccount({ account: "A", scores }), lives, "2026-01-01").stale).toEqual([]);
  });
});

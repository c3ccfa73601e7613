import { describe, expect, it } from "vitest";
import { fisherExact } from "../../../src/core/statistics.ts";
import { runTool } from "../../../src/tool/run.ts";
import { courseOf, lagsOf, medianOf } from "../../../src/topics/losses/lags.ts";
import { lossReads } from "../../../src/topics/losses/question.ts";
import { sideOf, signsWorth } from "../../../src/topics/losses/signs.ts";
import { reviewLosses } from "../../../src/topics/losses/tool.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { figuresOf } from "../../shipped-library.ts";

const figures = figuresOf(lossReads);

describe("how a loss went", () => {
  it("asks whether anything was done before the decision, and only then whether it was seen", () => {
    const decided = "2026-06-30";
    expect(courseOf({ account: "A", decided, flagged: "2026-05-01", first_action: "2026-05-31" }, 30)).toBe("acted");
    // The 32nd day after the flag.
    expect(courseOf({ account: "A", decided, flagged: "2026-05-01", first_action: "2026-06-02" }, 30)).toBe("acted_late");
    expect(courseOf({ account: "A", decided, flagged: "2026-05-01" }, 30)).toBe("seen_not_acted");
    expect(courseOf({ account: "A", decided, flagged: "2026-05-01", first_action: "2026-07-05" }, 30)).toBe("seen_not_acted");
    expect(courseOf({ account: "A", decided, flagged: "2026-06-30" }, 30)).toBe("seen_too_late");
    expect(courseOf({ account: "A", decided, first_sign: "2026-05-01" }, 30)).toBe("not_seen");
    expect(courseOf({ account: "A", decided }, 30)).toBe("not_known");
  });
});

describe("the median of a lag", () => {
  it("has ends by order: for ten values the second and the ninth hold 97.9%", () => {
    // Binomial of ten halves: 11/1024 lie at one value or fewer, so ranks 2 and 9 miss 2.1%; ranks 3 and 8 would miss 10.9%.
    expect(medianOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.95)).toEqual({ median: 5.5, low: 2, high: 9 });
  });

  it("has none for five values, where even the outermost hold 93.75%", () => {
    const { median, low } = medianOf([5, 1, 4, 2, 3], 0.95);
    expect(median).toBe(3);
    expect(low).toHaveProperty("why");
  });

  it("counts what is missing instead of guessing it", () => {
    const [sign] = lagsOf(
      [
        { account: "A", decided: "2026-06-30", first_sign: "2026-06-01" },
        { account: "B", decided: "2026-06-30" },
      ],
      figures,
    );
    expect(sign).toMatchObject({ from: "first_sign", to: "flagged", accounts: 0, missing: 2 });
  });
});

describe("Fisher's exact test", () => {
  it("gives the published chance of the lady tasting tea", () => {
    // Two-sided for 3 of 4 right: 34 of 70 tables are as unlikely or more.
    expect(fisherExact(3, 1, 1, 3)).toBeCloseTo(34 / 70, 12);
  });

  it("equals a count of every table with the same margins", () => {
    // 2, 10 against 15, 3: published two-sided chance 0.0005367 (Wikipedia's studying example is 1, 9, 11, 3 with 0.002759456).
    expect(fisherExact(1, 9, 11, 3)).toBeCloseTo(0.002759456, 9);
    expect(fisherExact(0, 5, 0, 7)).toBe(1);
  });
});

describe("what a sign is worth", () => {
  const many = (count: number, name: string, silent: number) =>
    Array.from({ length: count }, (_, place) => ({
      account: `${name}${place}`,
      decided: "2026-06-30",
      arr: 1000,
      signs: { Silent: place < silent, Noise: place % 2 === 0 },
    }));

  it("is told against those who stayed, with all signs tested together", () => {
    const worth = signsWorth(many(40, "L", 30), many(60, "K", 6), figures);
    const silent = worth.find(({ sign }) => sign === "Silent")!;
    expect(silent).toMatchObject({
      lost_flagged: 30,
      lost_seen: 40,
      kept_flagged: 6,
      kept_seen: 60,
      verdict: "tells",
      arr_flagged: 30_000,
    });
    expect(silent.hit_rate).toBe(0.75);
    expect(silent.false_alarm_rate).toBe(0.1);
    expect(silent.lost_of_flagged).toBeCloseTo(30 / 36, 12);
    expect(worth.find(({ sign }) => sign === "Noise")!.verdict).toBe("not_told_from_chance");
  });

  it("cannot be told without those who stayed, and does not count accounts at which nobody looked", () => {
    const [sign] = signsWorth(
      [
        { account: "A", decided: "2026-06-30", signs: { Silent: true } },
        { account: "B", decided: "2026-06-30" },
      ],
      [],
      figures,
    );
    expect(sign).toMatchObject({ lost_seen: 1, lost_flagged: 1, verdict: "needs_kept" });
    expect(sign!.false_alarm_rate).toHaveProperty("why");
  });
});

describe("the side of a reason", () => {
  it("is the caller's, else by its words, and not said where the words speak for both", () => {
    const side = (row: object) => sideOf({ account: "A", decided: "2026-06-30", ...row }, figures);
    expect(side({ reason: "Price" })).toBe("upstream");
    expect(side({ reason: "champion_left" })).toBe("execution");
    expect(side({ reason: "Price and poor support" })).toBe("not_said");
    expect(side({ reason: "Price", side: "execution" })).toBe("execution");
    expect(side({})).toBe("not_said");
  });
});

describe("a loss without an amount", () => {
  it("is counted, and the answer says whose money is not in the sum", async () => {
    const lost = [
      { account: "A", arr: 500, decided: "2026-06-30" },
      { account: "B", decided: "2026-06-30" },
    ];
    const { result } = await runTool(reviewLosses, { lost }, openTestPorts());
    expect(result).toMatchObject({ losses: 2, arr: 500 });
    expect(result.warnings.find(({ code }) => code === "losses_without_arr")?.message).toContain("1 loss has no amount (B)");
  });
});

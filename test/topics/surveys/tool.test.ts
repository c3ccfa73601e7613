import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scoreSurveys } from "../../../src/topics/surveys/tool.ts";
import { cases } from "../../cases.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { subsetOf } from "../../subset-of.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { callerOf, type ResultOf } from "../../tool-caller.ts";

type Result = ResultOf<typeof scoreSurveys>;
const folder = temporaryFolder();
const caller = callerOf(scoreSurveys, openTestPorts(folder));
const { refusal } = caller;
const call = async (input: object): Promise<Result> => {
  const result = await caller.call(input);
  const questions = (["nps", "csat", "ces"] as const).filter((name) => result[name] !== null).length;
  expect(result.summary.split(/\s+/).length).toBeLessThanOrEqual(60 * questions || 60);
  return result;
};
const hundred = { promoters: 50, passives: 30, detractors: 20 };

describe("the calls of the built server", () => {
  it.each(cases.filter(({ tool, tags }) => tool === "score_surveys" && tags.includes("door")))(
    "$name",
    async ({ input, output }) => {
      expect(subsetOf(await call(input), output)).toEqual([]);
    },
  );
});

describe("NPS", () => {
  it("30 of 100 answers: the range, the bands it reaches, and what a change would take", async () => {
    const { nps, detectable_change, summary, because, charts } = await call({ nps: hundred });
    expect(nps!.margin).toBeCloseTo(15.307808, 6);
    expect(nps).toMatchObject({ score: 30, band: "good", bands_possible: ["below average", "good"], change: null });
    expect(nps!.needed).toEqual({ points: 5, answers_for_margin: 938, answers_for_change: 3831 });
    // (1.959964 + 0.841621) x sqrt(2 x 0.61 / 100) x 100
    expect(detectable_change.nps).toBeCloseTo((1.959963985 + 0.841621234) * Math.sqrt(122), 5);
    expect(summary).toContain(
      "NPS is 30 (good) from 100 answers, but the range is 15 to 45: it cannot be told from below average.",
    );
    expect(because.join(" ")).toContain(
      "only a change of 31 points or more; to prove 5 points takes about 3,800 answers in each wave",
    );
    expect(charts).toEqual([{ kind: "bars", title: "Answers to NPS", list: "nps.counts", label: "answer", values: ["count"] }]);
  });

  it("rests on the figures it used and on no others", async () => {
    const { basis } = (await call({ nps: hundred })) as unknown as { basis: { rule: string }[] };
    expect([...new Set(basis.map(({ rule }) => rule))]).toEqual(["metrics-nps", "metrics-noise"]);
  });

  it("ratings and counts say the same", async () => {
    const ratings = [...Array(10).fill(9), ...Array(6).fill(8), ...Array(4).fill(0)] as number[];
    const { nps } = await call({ nps: { ratings } });
    const counted = await call({ nps: { promoters: 10, passives: 6, detractors: 4 } });
    expect(nps!.margin).toBeCloseTo(34.229299, 6);
    expect({ ...nps, counts: [] }).toEqual({ ...counted.nps, counts: [] });
    expect(nps!.counts.map(({ count }) => count)).toEqual([4, 0, 0, 0, 0, 0, 0, 0, 6, 10, 0]);
  });

  it("6 is a detractor, 7 and 8 are passive, 9 is a promoter", async () => {
    expect((await call({ nps: { ratings: [6, 7, 8, 9] } })).nps).toMatchObject({
      promoters: 1,
      passives: 2,
      detractors: 1,
      score: 0,
    });
  });

  it("a change of 10 points between waves of 100 is inside chance", async () => {
    const { nps, summary } = await call({
      nps: hundred,
      previous: { nps: { promoters: 45, passives: 30, detractors: 25 } },
    });
    // Variances 0.61 and 0.7 - 0.04 = 0.66: 1.959964 x sqrt(1.27 / 100) x 100 = 22.1
    expect(nps!.change).toMatchObject({ previous: 20, difference: 10, previous_answers: 100, told_apart: false });
    expect(nps!.change!.margin).toBeCloseTo(1.959963985 * Math.sqrt(127), 6);
    expect(summary).toContain(
      // 10 / sqrt(127) points is 0.89 standard errors: 0.37 on both sides.
      "No evidence of a change: NPS is 30 from 100 answers, after 20 from 100. With nothing changed, chance alone moves it 10 points or more about 4 times in 10.",
    );
  });

  it("when everybody answered both times, every change is real", async () => {
    const previous = { nps: { promoters: 49, passives: 31, detractors: 20 }, population: 100 };
    const { nps, detectable_change, summary } = await call({ nps: hundred, population: 100, previous });
    expect(nps).toMatchObject({ margin: 0, low: 30, high: 30, change: { difference: 1, margin: 0, told_apart: true } });
    expect(detectable_change.nps).toBe(0);
    expect(summary).toContain("everybody answered");
  });

  it("claims no certainty from few answers that differ little", async () => {
    // 9 promoters and 1 passive: 90, variance 0.9 - 0.81 = 0.09, margin 1.96 x 0.0949 = 18.6 points, all of it above the best band's floor.
    const { nps, summary } = await call({ nps: { promoters: 9, passives: 1, detractors: 0 } });
    expect(nps!.margin).toBeCloseTo(18.5942, 3);
    expect(summary).toContain(
      "from 10 answers; the range of 71 to 100 leaves the label, but from so few the range is itself unsure.",
    );
    expect(summary).not.toContain("chance does not change that");
  });

  it("all alike: a score, and no claim of certainty", async () => {
    const { nps, summary } = await call({ nps: { promoters: 5, passives: 0, detractors: 0 } });
    expect(nps).toMatchObject({ score: 100, margin: null, low: null });
    expect(summary).toContain("cannot be told");
  });

  it("nobody answered is no score, and not 0", async () => {
    const { nps, summary } = await call({ nps: { promoters: 0, passives: 0, detractors: 0 } });
    expect(nps).toBeNull();
    expect(summary).toContain("Nobody answered");
  });
});

describe("a score with the number of answers", () => {
  const t4 = { nps: { score: 38, answers: 61 }, previous: { nps: { score: 31, answers: 84 } } };

  it("31 of 84 to 38 of 61: no, in the kindest case too, and what would be", async () => {
    const { nps, summary, because, say, check_first } = await call(t4);
    // 23.18 + k x (-1) over 61 + k is 0.31 from k = 61 x 7 / (31 + 100) = 3.3 on, so the fourth critic of the 23 undoes the rise.
    expect(nps!.change).toMatchObject({ difference: 7, told_apart: false, fewer_answers: 23, silent_critics_to_level: 4 });
    // Chances of 0.583 typically and of 0.382 to 0.657 over every split; 1,858, 721 and 2,819 answers: derived in scored.test.ts.
    expect(summary).toBe(
      "No evidence of a change: NPS is 38 from 61 answers, after 31 from 84. With nothing changed, chance alone moves it 7 points or more about 6 times in 10 (4 to 7 over every split of the answers). 23 fewer answered; 4 critics among them would undo the rise.",
    );
    expect(nps!.needed).toMatchObject({
      points: 7,
      answers_for_change: 1858,
      answers_for_change_kindest: 721,
      answers_for_change_harshest: 2819,
    });
    expect(because[0]).toBe(
      "The data fit a change of -18 to +32 points at a typical split of the answers, -24 to +38 in the harshest.",
    );
    expect(because[1]).toContain("to prove 7 points takes about 2,000 answers in each wave (720 to 2,800 over every split)");
    expect(say.ceo).toBe("Our NPS is 38 from 61 answers: too few to call it a change from 31.");
    expect(check_first[0]).toContain("Who answered last time");
  });

  it("takes the number under the names people give it, and the wave before without its question", async () => {
    const told = (await call(t4)).nps;
    expect((await call({ nps: { score: 38, n: 61 }, previous: { score: 31, n: 84 } })).nps).toEqual(told);
  });

  it("a share with its number is the same as its counts", async () => {
    const counted = await call({ csat: { type: "top_box", satisfied: 8, responses: 10 } });
    for (const score of [0.8, 80]) {
      const { csat } = await call({ csat: { type: "top_box", score, answers: 10 } });
      expect({ ...csat, counts: [] }).toEqual({ ...counted.csat, counts: [] });
    }
  });

  it("a jump that chance could not make is real however the answers split; between, it depends", async () => {
    // 80 from 400 after 10 from 400: harshest variances 0.36 and 0.99, 1.96 x sqrt(1.35 / 400) = 11.4 points.
    const real = await call({ nps: { score: 80, answers: 400 }, previous: { nps: { score: 10, answers: 400 } } });
    expect(real.nps!.change!.told_apart).toBe(true);
    // 20 points from 84 to 61: above the kindest 16 and below the harshest 31.
    const between = await call({ nps: { score: 51, answers: 61 }, previous: { nps: { score: 31, answers: 84 } } });
    expect(between.nps!.change!.told_apart).toBeNull();
    expect(between.summary).toContain("cannot be told from the scores alone");
  });

  it("a score that so many answers cannot give is refused, and one without its number", async () => {
    expect(await refusal({ nps: { score: 31, answers: 3 } })).toContain("the nearest they can give is 33.33");
    expect(await refusal({ nps: { score: 31 } })).toContain("score without answers");
    expect(await refusal({ nps: { score: 131, answers: 10 } })).toContain("run from -100 to 100");
    expect(await refusal({ nps: {} })).toContain(
      "promoters, passives and detractors; or ratings of 0 to 10; or score with answers",
    );
  });

  it("promises no change larger than the scale has room for", async () => {
    // 3 answers of NPS 33: 2.8 x sqrt(2 x 0.89 / 3) is over 200 points.
    const { detectable_change, because } = await call({ nps: { promoters: 2, passives: 0, detractors: 1 } });
    expect(detectable_change.nps).toBeNull();
    expect(because.join(" ")).toContain("even the largest change might be chance");
  });
});

describe("CSAT and effort", () => {
  it("Wilson for a share", async () => {
    const { csat, summary } = await call({ csat: { satisfied: 8, responses: 10, type: "top_box" } });
    expect(csat!.low).toBeCloseTo(0.4901625, 7);
    expect(csat!.high).toBeCloseTo(0.9433178, 7);
    expect(summary).toContain(
      "80% (good) from 10 answers, but the range is 49% to 94%: it cannot be told from poor, below average or excellent",
    );
  });

  it("none satisfied is 0% with a range", async () => {
    const { csat } = await call({ csat: { satisfied: 0, responses: 10, type: "top_box" } });
    // z^2 / (10 + z^2)
    expect(csat).toMatchObject({ share: 0, low: 0 });
    expect(csat!.high).toBeCloseTo(3.841458821 / 13.841458821, 8);
  });

  it("one answer list, two statistics, and a scale whose satisfied answers were chosen", async () => {
    const ratings = [5, 5, 5, 5, 5, 5, 5, 5, 1, 1];
    expect((await call({ csat: { ratings, type: "mean" } })).csat).toMatchObject({ mean: 4.2, share: null, band: "good" });
    expect((await call({ csat: { ratings, type: "top_box" } })).csat).toMatchObject({ share: 0.8, mean: null, top_box_from: 4 });
    const seven = await call({ csat: { ratings: [7, 6, 5, 1], type: "top_box", scale: 7, top_box_from: 6 } });
    expect(seven.csat).toMatchObject({ share: 0.5, scale: 7, top_box_from: 6 });
    expect((await call({ csat: { ratings: [7, 6, 5, 1], type: "mean", scale: 7 } })).csat!.band).toBeNull();
  });

  it("bands effort in its own direction only", async () => {
    const ratings = [2, 1, 3, 2, 5, 1, 2, 4];
    const low = await call({ ces: { ratings, direction: "lower_is_easier" } });
    expect(low.ces).toMatchObject({ mean: 2.5, band: "good", bands_possible: ["good", "average"] });
    // Student's t with 7 degrees of freedom is 2.364624252.
    expect(low.ces!.margin).toBeCloseTo(2.364624252 / 2, 8);
    expect(low.ces!.by_standard).toContainEqual({ standard: "strategist_overview", band: "good" });
    const high = await call({ ces: { ratings, direction: "higher_is_easier" } });
    expect(high.ces).toMatchObject({ mean: 2.5, band: null, bands_possible: [], by_standard: [] });
    expect(high.summary).toContain("no bands exist for this form");
  });
});

describe("a long scale", () => {
  it("stays one short list that adds up", async () => {
    const ratings = Array.from({ length: 100 }, (_, index) => index + 1);
    const { csat } = await call({
      nps: { ratings: [0, 5, 10] },
      csat: { ratings, scale: 100, type: "mean" },
      ces: { ratings, scale: 100, direction: "lower_is_easier" },
    });
    // Twelve rows at most: nine points each, and one in the last.
    expect(csat!.counts.length).toBe(12);
    expect(csat!.counts[0]).toEqual({ answer: "1 to 9", count: 9 });
    expect(csat!.counts.at(-1)).toEqual({ answer: "100", count: 1 });
  });
});

describe("coverage", () => {
  it("of people, customers and ARR, and in dollars who has not spoken", async () => {
    const { nps, because } = await call({
      nps: hundred,
      population: 340,
      invited: 250,
      responses_arr: 5_800_000,
      population_arr: 10_000_000,
    });
    expect(nps).toMatchObject({ response_rate: 0.4, population_share: 100 / 340, arr_share: 0.58 });
    expect(because.join(" ")).toContain(
      "29% of the 340 customers they stand for, 40% of the people asked, 5.8M of 10M ARR (58%). 4.2M of ARR has not spoken.",
    );
  });

  it("0 of the ARR answered is a share; ARR of nobody is none", async () => {
    expect((await call({ nps: hundred, responses_arr: 0, population_arr: 10 })).nps!.arr_share).toBe(0);
    expect((await call({ nps: hundred, responses_arr: 0, population_arr: 0 })).nps!.arr_share).toBeNull();
  });

  it("an account without ARR makes the sum unknown, not smaller", async () => {
    const responses = [
      { account: "A", rating: 9, arr: 100 },
      { account: "A", rating: 2, arr: 100 },
      { account: "B", rating: 5 },
    ];
    expect((await call({ nps: {}, responses, population_arr: 500 })).nps!.arr_share).toBeNull();
    const known = await call({ nps: {}, responses: responses.slice(0, 2), population_arr: 500 });
    expect(known.nps!.arr_share).toBe(0.2);
    expect(known.warnings.map(({ code }) => code)).toEqual(["few_answers", "several_answers_an_account"]);
  });
});

describe("a table", () => {
  it("of two waves, with blanks and ARR", async () => {
    writeFileSync(
      join(folder, "survey.csv"),
      [
        "Account,Respondent,NPS,Wave",
        "A,Ann,10,2026-Q1",
        "B,Bob,0,2026-Q1",
        "C,Cy,,2026-Q1",
        "A,Ann,9,2025-Q4",
        "B,Bob,9,2025-Q4",
        "C,Cy,9,2025-Q3",
      ].join("\n"),
    );
    const found = await call({ table: "survey.csv", population: 3 });
    expect(found.nps).toMatchObject({
      score: 0,
      answers: 2,
      promoters: 1,
      detractors: 1,
      change: { previous: 100, difference: -100 },
    });
    expect(found).toMatchObject({ wave: "2026-Q1", previous_wave: "2025-Q4", reading: { rows_read: 6, rows_used: 5 } });
    expect(found.warnings.map(({ code }) => code)).toEqual(["few_answers", "older_waves", "rows_without_rating"]);
  });

  it("names who stopped answering, what they had said, and scores each segment", async () => {
    const row = (account: string, rating: number, wave: string, arr: number, segment: string) => ({
      account,
      rating,
      wave,
      arr,
      segment,
    });
    const responses = [
      row("A", 10, "2026-Q1", 1, "SMB"),
      row("B", 9, "2026-Q1", 1, "SMB"),
      row("C", 3, "2026-Q1", 1, "Mid"),
      row("A", 9, "2025-Q4", 1, "SMB"),
      row("D", 0, "2025-Q4", 5, "Mid"),
      row("E", 2, "2025-Q4", 7, "Mid"),
    ];
    const { stopped, segments, check_first } = await call({ nps: {}, responses });
    // D and E had said 0 and 2: -100 each; all three of that wave: (100 - 200) / 3.
    expect(stopped).toMatchObject({ accounts: 2, arr: 12, names: ["D", "E"] });
    expect(stopped!.scores_before[0]!.of_all).toBeCloseTo(-100 / 3, 9);
    expect(check_first[0]).toContain(
      "2 accounts with 12 of ARR answered last time and not now; they had said: NPS -100 against -33.3",
    );
    expect(segments.map(({ segment, score, answers }) => [segment, score, answers])).toEqual([
      ["SMB", 100, 2],
      ["Mid", -100, 1],
    ]);
  });

  it("with a bad rating is refused, unless bad rows may be left out", async () => {
    writeFileSync(
      join(folder, "bad.csv"),
      `Account,NPS\nA,10\nB,ten\nC,3\n${"DEFGH".replace(/./g, "$&,9\n")}${"IJKLM".replace(/./g, "$&,1\n")}`,
    );
    expect(await refusal({ table: "bad.csv" })).toContain("ten");
    const found = await call({ table: "bad.csv", skip_bad_rows: true });
    expect(found.nps).toMatchObject({ score: 0, answers: 12 });
    expect(found.warnings.map(({ code }) => code)).toContain("rows_left_out");
  });
});

describe("what is refused, with a remedy", () => {
  it.each([
    [{}, "nothing to score"],
    [{ nps: { promoters: 5 } }, "missing is not 0"],
    [{ nps: { ...hundred, ratings: [9] } }, "given twice"],
    [{ nps: { ratings: [9] }, responses: [{ rating: 9 }] }, "given twice"],
    [{ nps: { ratings: [11] } }, "nps.ratings[0]: 11"],
    [{ nps: { promoters: -1, passives: 0, detractors: 0 } }, "nps.promoters: must be 0 or more"],
    [{ nps: hundred, population: 99 }, "population is 99, fewer than the 100 answers"],
    [{ nps: hundred, invited: 99 }, "invited is 99"],
    [{ nps: hundred, responses_arr: 11, population_arr: 10 }, "population_arr is 10"],
    [{ nps: hundred, one_vote: true }, "one_vote needs the account"],
    [{ nps: {}, responses: [{ rating: 9, account: "A" }, { rating: 9 }], one_vote: true }, "responses[1]"],
    [{ nps: hundred, previous: { csat: { satisfied: 1, responses: 2, type: "top_box" } } }, "previous gives csat"],
    [{ nps: hundred, previous: { nps: hundred, population: 99 } }, "previous.population is 99"],
    [{ csat: { satisfied: 8, responses: 10 } }, "csat.type is missing"],
    [{ csat: { satisfied: 8, responses: 10, type: "mean" } }, "no mean follows"],
    [{ csat: { satisfied: 11, responses: 10, type: "top_box" } }, "satisfied is 11 of 10"],
    [{ csat: { ratings: [6], type: "top_box" } }, "csat.scale"],
    [{ csat: { ratings: [6], type: "top_box", scale: 7 } }, "csat.top_box_from"],
    [{ csat: { satisfied: 6, responses: 9, type: "top_box", scale: 7 } }, "csat.top_box_from"],
    [{ csat: { ratings: [5], type: "top_box", top_box_from: 1 } }, "above 1"],
    [{ csat: { ratings: [5], type: "mean", top_box_from: 4 } }, "belongs to a share"],
    [{ ces: { ratings: [1] } }, "ces.direction is missing"],
    [{ ces: { ratings: [8], direction: "lower_is_easier" } }, "1 to 7"],
    [
      { ces: { ratings: [1], direction: "lower_is_easier" }, previous: { ces: { ratings: [1], direction: "higher_is_easier" } } },
      "another direction",
    ],
    [{ responses: [{ rating: 5, type: "csat" }] }, "csat.type is missing"],
    [
      {
        nps: {},
        responses: [
          { rating: 5, account: "A", arr: 1 },
          { rating: 5, account: "A", arr: 2 },
        ],
      },
      "arr is 2, and 1",
    ],
    [{ nps: {}, responses: [{ rating: 5, account: "A", arr: 1 }], responses_arr: 1 }, "beside the ARR of single answers"],
    [{ nps: hundred, wave: "2026" }, "there is no such parameter"],
  ])("%j", async (input, words) => {
    expect(await refusal(input)).toContain(words);
  });
});

const answer = fc.record(
  {
    rating: fc.integer({ min: 1, max: 5 }),
    account: fc.constantFrom("A", "B", "C", "D"),
    arr: fc.constant(100),
    wave: fc.constantFrom("2025-Q4", "2026-Q1"),
    type: fc.constantFrom("nps", "csat", "ces"),
  },
  { requiredKeys: ["rating", "account", "wave", "type"] },
);

describe("properties", () => {
  it("order never matters, ranges hold their score, and no number is infinite", async () => {
    const settings = fc.record({
      one_vote: fc.boolean(),
      population: fc.constantFrom(undefined, 30, 500),
      type: fc.constantFrom("top_box", "mean"),
      direction: fc.constantFrom("lower_is_easier", "higher_is_easier"),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 30 }), settings, async (responses, given) => {
        const { one_vote, population, type, direction } = given;
        const input = {
          responses,
          one_vote,
          csat: { type },
          ces: { direction },
          ...(population === undefined ? {} : { population }),
        };
        const found = await call(input);
        expect(await call({ ...input, responses: [...responses].reverse() })).toEqual(found);
        const { nps, csat, ces } = found;
        const scores = [
          nps && { ...nps, score: nps.score },
          csat && { ...csat, score: (csat.share ?? csat.mean)! },
          ces && { ...ces, score: ces.mean },
        ];
        for (const one of scores.filter((some) => some !== null)) {
          if (one.low !== null) expect(one.low).toBeLessThanOrEqual(one.score + 1e-9);
          if (one.high !== null) expect(one.high).toBeGreaterThanOrEqual(one.score - 1e-9);
          expect(one.counts.reduce((sum, { count }) => sum + count, 0)).toBe(one.answers);
        }
      }),
      { numRuns: 60 },
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { onTheWire } from "../../../src/core/known.ts";
import type { HealthFields } from "../../../src/topics/health/answer.ts";
import { validationWarnings, withVerdicts } from "../../../src/topics/health/words-validation.ts";
import { type ScoredCase, ValidationFields } from "../../../src/topics/validation/answer.ts";
import { type ValidationQuestion, validateScores } from "../../../src/topics/validation/validate-scores.ts";
import { everyNullHasAReason } from "../../every-null-has-a-reason.ts";
import { block, figures, scored, stream } from "./scored-cases.ts";

/** Runs the check and asserts what holds of every answer: the shape, and a reason for every null. */
function validate(cases: readonly ScoredCase[], question: ValidationQuestion = {}, named = false) {
  const answer = validateScores(cases, question, figures);
  const said = withVerdicts(answer, figures.backtestGates.value.churn_events, { named, green_from: 60, red_below: 40 });
  const wire = onTheWire<Pick<HealthFields, "validation">>({ validation: said });
  const validation = wire.fields.validation!;
  expect(ValidationFields.parse(validation)).toEqual(validation);
  everyNullHasAReason({ validation, undefined: wire.undefined });
  expect(JSON.stringify(validation)).not.toMatch(/accura/i);
  return { ...validation, codes: validationWarnings(answer, figures).map(({ code }) => code) };
}

const outcomes: [number, boolean][] = [
  [0.95, false],
  [0.85, false],
  [0.6, true],
  [0.3, true],
  [0.1, true],
  [0.95, false],
  [0.85, false],
  [0.6, false],
];
const eight = outcomes.map(([probability, lost], index) =>
  scored(`A${index}`, Math.round(probability * 100), lost, { probability }),
);

describe("eight renewals with a stated chance", () => {
  it("give the areas and scores of the worked example", () => {
    // 5 x 3 pairs, 14 in order and one tie: 14.5 / 15. Squared misses 0.67 / 8; base rate 5/8 x 3/8; 1 - 0.08375 / 0.234375.
    const { n, events, auc, brier, brier_of_base_rate, brier_skill, standing, reading, verdict, base_rate } = validate(eight);
    expect({ n, events, base_rate }).toEqual({ n: 8, events: 3, base_rate: 0.375 });
    expect(auc).toBeCloseTo(14.5 / 15, 12);
    expect(brier).toBeCloseTo(0.08375, 12);
    expect(brier_of_base_rate).toBe(0.234375);
    expect(brier_skill).toBeCloseTo(0.6426666666666667, 12);
    expect({ standing, reading }).toEqual({ standing: "ordering_only", reading: "ordering_only" });
    expect(verdict).toBe(
      "Only 3 lost of 8 accounts: this shows an order and promises nothing. In these cases lost accounts scored mostly lower than kept ones.",
    );
  });

  it("read scores as chances only when told to", () => {
    const bare = eight.map((one) => ({ ...one, probability: null }));
    expect(validate(bare).brier).toBeNull();
    expect(validate(bare, { as_probabilities: true }).brier).toBeCloseTo(0.08375, 12);
    expect(() => validate(eight, { as_probabilities: true })).toThrow(/state a chance of their own.*Leave out/);
  });

  it("judge chances on the accounts that state one", () => {
    const { brier, codes } = validate([...eight, scored("Z", 50, false)]);
    expect(brier).toBeCloseTo(0.08375, 12);
    expect(codes).toContain("chances_missing");
  });
});

/** The example of the rule page: 240 green accounts lost 7, 60 yellow lost 9, 40 red lost 16; lost ARR 310, 280 and 410 thousand. */
const page = [
  ...block("green", 70, 240, 7, (index) => (index === 0 ? 40_000 : 45_000)),
  ...block("yellow", 50, 60, 9, (index) => (index === 0 ? 40_000 : 30_000)),
  ...block("red", 10, 40, 16, (index) => (index === 0 ? 35_000 : 25_000)),
];

describe("the example of the rule page", () => {
  const found = validate(page, { capacity: 20 });

  it("counts bands, colours and lost ARR", () => {
    expect(found.bands.map(({ band, accounts, lost, arr_lost }) => [band, accounts, lost, arr_lost])).toEqual([
      ["emergency", 40, 16, 410_000],
      ["critical", 0, 0, 0],
      ["at-risk", 60, 9, 280_000],
      ["stable", 240, 7, 310_000],
      ["healthy", 0, 0, 0],
    ]);
    expect(found.bands_in_order).toBe(true);
    expect(found.red_to_green_churn).toBeCloseTo(16 / 40 / (7 / 240), 12);
    expect(found.red_to_base_churn).toBeCloseTo(4.25, 12);
    expect(found.lost_below_green_share).toBe(25 / 32);
    expect(found.false_green_arr).toBe(310_000);
    expect(found.false_green_share).toBe(0.31);
    expect(found.green_share).toBeCloseTo(240 / 340, 12);
  });

  it("reaches half of the red losses with half of the red accounts called", () => {
    // 20 of 40 red accounts, alike by score: 8 of 16 lost, 205,000 of 410,000.
    expect(found.at_capacity).toEqual({ capacity: 20, precision: 0.4, recall: 0.25, arr_reached: 205_000 });
  });

  it("judges the order, says what a full test lacks, and holds it against the floors", () => {
    expect(found.standing).toBe("short_of_a_backtest");
    expect(found.reading).toBe("better_than_chance");
    expect(found.verdict).toContain("With 32 lost of 340 accounts");
    expect(found.verdict).toContain("A full test needs 50 losses");
    // Worst tenth: 34 of the 40 red, 16 x 34/40 = 13.6 of 32 lost, lift 4.25.
    const passed = Object.fromEntries(found.gates.map((one) => [one.gate, one.passed]));
    expect(passed).toEqual({
      churn_events: false,
      red_to_green_churn: true,
      top_decile_lift: true,
      red_to_base_churn: true,
      lost_below_green_share: true,
      most_green_share: true,
      brier_gain_share: null,
    });
    expect(found.gates.find(({ gate }) => gate === "top_decile_lift")?.found).toBeCloseTo(4.25, 12);
    expect(found.verdict).toContain("It meets every floor that could be checked.");
  });

  it("weighs by ARR only where a field says so", () => {
    const scaled = validate(
      page.map((one) => ({ ...one, arr: one.arr! * 7 })),
      { capacity: 20 },
    );
    const rates = ({ auc, auc_low, precision_recall_area, gates, false_green_share }: typeof found) => ({
      auc,
      auc_low,
      precision_recall_area,
      gates,
      false_green_share,
    });
    expect(rates(scaled)).toEqual(rates(found));
    expect(scaled.false_green_arr).toBe(2_170_000);
  });
});

describe("what the verdict may say", () => {
  it("nothing when nobody or everybody was lost", () => {
    const nobody = validate(block("A", 50, 4, 0), { capacity: 2 });
    expect(nobody).toMatchObject({
      auc: null,
      auc_low: null,
      standing: "one_class_only",
      reading: "not_defined",
      red_to_base_churn: null,
    });
    expect(nobody.verdict).toBe("Nothing can be judged: none of the 4 accounts with a score were lost.");
    expect(nobody.at_capacity).toEqual({ capacity: 2, precision: 0, recall: null, arr_reached: 0 });
    const all = validate(block("A", 50, 4, 4));
    expect(all).toMatchObject({ auc: null, precision_recall_area: 1, base_rate: 1, standing: "one_class_only" });
    expect(validate([scored("A", 0, false, { arr: 0 })]).n).toBe(1);
  });

  it("ordering only below thirty of either kind, judged from thirty, a full test from fifty", () => {
    const book = (lost: number, kept: number) => [
      ...block("l", 30, lost, lost),
      ...block("m", 30, 5, 0),
      ...block("k", 70, kept, 0),
    ];
    expect(validate(book(29, 300)).standing).toBe("ordering_only");
    expect(validate(book(300, 20)).standing).toBe("ordering_only");
    expect(validate(book(30, 300)).standing).toBe("short_of_a_backtest");
    expect(validate(book(50, 300)).standing).toBe("backtest");
    expect(validate(book(29, 300)).codes).toContain("ordering_only");
    expect(validate(book(50, 300)).codes).not.toContain("ordering_only");
  });

  it("no better than chance, and upside down", () => {
    const level = validate([...block("a", 30, 200, 40), ...block("b", 70, 200, 40)]);
    expect(level).toMatchObject({ auc: 0.5, reading: "not_told_from_chance" });
    // 40 of 200 lost on either side: a lost one is below a kept one as often as above.
    expect(level.verdict).toContain(
      "cannot be told from a coin with 80 lost of 400 accounts: of 100 pairs of one who left and one who stayed it ranks 50 right",
    );
    const turned = validate([...block("a", 30, 200, 20), ...block("b", 70, 200, 80)]);
    expect(turned.reading).toBe("upside_down");
    expect(turned.codes).toContain("upside_down");
    expect(turned.bands_in_order).toBe(false);
    // 30 is critical, 70 is stable.
    expect(turned.bands_out_of_order).toEqual([{ worse: "critical", better: "stable" }]);
    expect(validate(block("a", 50, 100, 40)).reading).toBe("not_told_from_chance");
  });

  it("names the floors that are missed", () => {
    // 35 of 100 left, so nothing can leave at three times the rate of the book: that floor is open. 2.5 times (87.5%) can be reached.
    const found = validate([...block("r", 10, 10, 9), ...block("g", 90, 90, 26)]);
    expect(found.reading).toBe("better_than_chance");
    const passed = Object.fromEntries(found.gates.map((one) => [one.gate, one.passed]));
    // Red 9/10 over green 26/90 is 3.1; lift of the worst tenth 9 x 10 / 35 = 2.57; below green only 9 of 35; green 90 of 100.
    expect(passed).toMatchObject({
      red_to_green_churn: true,
      top_decile_lift: true,
      red_to_base_churn: null,
      lost_below_green_share: false,
      most_green_share: false,
    });
    expect(found.verdict).toContain(
      "It misses 2 floors: lost accounts that scored below 60, share of the book that scores 60 or above.",
    );
    const lights = validate([...block("r", 10, 10, 9), ...block("g", 90, 90, 26)], {}, true);
    expect(lights.verdict).toContain("lost accounts that stood below green, share of the book that is green.");
  });

  it("red losses over no green loss meet the floor, though the ratio has no value", () => {
    const found = validate([...block("r", 10, 40, 31), ...block("g", 90, 90, 0)]);
    expect(found.red_to_green_churn).toBeNull();
    expect(found.gates.find(({ gate }) => gate === "red_to_green_churn")).toMatchObject({ found: null, passed: true });
  });

  it("two of three below green are two thirds", () => {
    const found = validate([...block("r", 10, 30, 20), ...block("g", 90, 90, 10)]);
    expect(found.gates.find(({ gate }) => gate === "lost_below_green_share")).toMatchObject({ found: 20 / 30, passed: true });
  });
});

describe("refused", () => {
  const dated = (account: string, scored_on: string | null, decided_on: string | null) =>
    scored(account, 50, false, { scored_on, decided_on });

  it("scores taken on or after the decision, with every such account counted and ten named", () => {
    const late = Array.from({ length: 13 }, (_, index) =>
      dated(`L${String(index).padStart(2, "0")}`, "2026-03-02", "2026-03-01"),
    );
    const run = () => validate([dated("A", "2026-01-01", "2026-06-01"), dated("same day", "2026-03-01", "2026-03-01"), ...late]);
    expect(run).toThrow(/14 of 15 accounts were scored on or after the day of their decision/);
    expect(run).toThrow(/L00: scored on 2026-03-02, decided on 2026-03-01/);
    expect(run).toThrow(/and 4 more/);
    expect(run).toThrow(/Use the scores as they stood before the decision/);
  });

  it("a score, or a component, that is the outcome in other words", () => {
    const copied = [...block("l", 0, 5, 5), ...block("k", 100, 5, 0)];
    expect(() => validate(copied)).toThrow(/the score has one value for every lost account .* made of the outcome/);
    expect(() => validate([...block("l", 0, 4, 4), ...block("k", 100, 5, 0)])).not.toThrow();
    const part = [...block("l", 20, 10, 5)].map((one, index) => ({
      ...one,
      score: 20 + index,
      components: { status: one.lost ? 0 : 100 },
    }));
    expect(() => validate(part)).toThrow(/^status has one value/);
  });

  it("impossible values, each account named", () => {
    expect(() => validate([scored("A", 101, true)])).toThrow(/A: the score is 101; scores run from 0 to 100/);
    expect(() => validate([scored("A", Number.NaN, true)])).toThrow(/A: the score is NaN/);
    expect(() => validate([scored("A", 1, true, { probability: 1.5 })])).toThrow(/A: the probability is 1.5/);
    expect(() => validate([scored("A", 1, true, { arr: -5 })])).toThrow(/A: ARR is -5, below zero/);
    expect(() => validate([scored("A", 1, true, { components: { usage: -1 } })])).toThrow(/A: the component usage is -1/);
    expect(() => validate([scored(" ", 1, true)])).toThrow(/it has no name/);
    expect(() => validate([scored("A", 1, true)], { capacity: -1 })).toThrow(/capacity is -1.*0 or more/);
    expect(() => validate([scored("A", 1, true, { scored_on: "2026-02-30", decided_on: "2026-03-01" })])).toThrow(/not a date/);
  });

  it("nothing to check, no score at all, and an account twice", () => {
    expect(() => validate([])).toThrow(/no account/);
    expect(() => validate([{ ...scored("A", 1, true), score: null }])).toThrow(/None of the 1 accounts has a score/);
    expect(() => validate([scored("A", 1, true), scored("A", 2, true)])).toThrow(/1 rows name an account.*\n- A\n/s);
  });
});

describe("said beside the answer", () => {
  it("accounts without a score are left out and counted", () => {
    const blank = [
      { ...scored("Y", 0, true), score: null },
      { ...scored("Z", 0, false), score: null },
    ];
    const found = validate([...eight, ...blank]);
    expect(found).toMatchObject({ n: 8, events: 3, without_score: 2, without_score_lost: 1 });
    expect(found.codes).toContain("without_score");
  });

  it("dates that are missing, too close or too far apart, and accounts that repeat", () => {
    const on = (account: string, scored_on: string | null, decided_on: string | null) =>
      scored(account, 50, true, { scored_on, decided_on });
    expect(validate(eight).codes).toContain("dates_missing");
    // 59 days before is too late by the 60 of the page, 60 is not.
    expect(validate([on("A", "2026-01-01", "2026-03-01")]).codes).toContain("scored_late");
    expect(validate([on("A", "2026-01-01", "2026-03-02")]).codes).toEqual([]);
    // Nine months after 2026-01-01 is 2026-10-01.
    expect(validate([on("A", "2026-01-01", "2026-10-02")]).codes).toEqual(["beyond_horizon"]);
    const twice = validate([on("A", "2026-01-01", "2026-06-01"), on("A", "2026-02-01", "2026-06-01")]);
    expect(twice.codes).toContain("several_scores");
  });

  it("a clean split is suspicious, and its limits are not claimed", () => {
    const found = validate([...block("l", 0, 5, 5), ...block("m", 10, 5, 5), ...block("k", 100, 9, 0)]);
    expect(found).toMatchObject({ auc: 1, auc_low: null, auc_high: null });
    expect(found.codes).toContain("too_good");
  });

  it("a sum of ARR that would hold an unknown one is open, others are not", () => {
    const cases = [
      scored("A", 90, true, { arr: null }),
      scored("B", 85, false, { arr: 100 }),
      scored("C", 10, true, { arr: 0 }),
      scored("D", 45, false, { arr: 50 }),
    ];
    const found = validate(cases, { capacity: 1 });
    expect(found).toMatchObject({ without_arr: 1, false_green_arr: null, false_green_share: null });
    expect(found.at_capacity?.arr_reached).toBeNull();
    expect(found.bands.map(({ arr }) => arr)).toEqual([0, 0, 50, 0, null]);
    expect(found.bands.map(({ arr_lost }) => arr_lost)).toEqual([0, 0, 0, 0, null]);
    expect(found.codes).toContain("without_arr");
    // Known, but nothing lost: a share of nothing has no value, and the green part is 0.
    const free = validate([scored("A", 90, true, { arr: 0 }), scored("B", 10, false, { arr: 5 })]);
    expect(free).toMatchObject({ false_green_arr: 0, false_green_share: null });
  });

  it("segments apart, the largest first, those without one last", () => {
    const named = (account: string, score: number, lost: boolean, segment: string | null) =>
      scored(account, score, lost, { segment });
    const cases = [
      named("A", 10, true, "EMEA"),
      named("B", 90, false, "EMEA"),
      named("C", 50, false, "EMEA"),
      named("D", 90, true, "APAC"),
      named("E", 10, false, "APAC"),
      named("F", 10, false, null),
    ];
    expect(validate(cases).by_segment).toEqual([
      { segment: "EMEA", n: 3, events: 1, auc: 1 },
      { segment: "APAC", n: 2, events: 1, auc: 0 },
      { segment: null, n: 1, events: 0, auc: null },
    ]);
    expect(validate(eight).by_segment).toEqual([]);
    const many = validate(Array.from({ length: 15 }, (_, index) => named(`A${index}`, index, false, `S${index}`)));
    expect(many.by_segment).toHaveLength(15);
  });

  it("all in one band, and a team that can call more than there are", () => {
    const found = validate([scored("A", 1, true), scored("B", 2, false)], { capacity: 9 });
    expect(found.codes).toEqual(expect.arrayContaining(["one_band", "capacity_beyond"]));
    expect(found.at_capacity).toMatchObject({ precision: 0.5, recall: 1 });
  });
});

const anyCase = fc.record({
  score: fc.option(fc.integer({ min: 0, max: 100 })),
  lost: fc.boolean(),
  arr: fc.option(fc.integer({ min: 0, max: 99_999 })),
  probability: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  segment: fc.option(fc.constantFrom("X", "Y")),
  components: fc.option(
    fc.record({ usage: fc.integer({ min: 0, max: 100 }), support: fc.option(fc.integer({ min: 0, max: 100 })) }),
  ),
});

describe("for any book", () => {
  it("the order of rows changes nothing, and no number is beyond numbers", () => {
    const books = fc
      .array(anyCase, { minLength: 1, maxLength: 120 })
      .map((rows) => rows.map((row, index): ScoredCase => ({ ...row, account: `A${index}`, scored_on: null, decided_on: null })));
    fc.assert(
      fc.property(books, fc.nat(200), fc.integer({ min: 0, max: 997 }), (cases, capacity, turn) => {
        fc.pre(cases.some(({ score }) => score !== null));
        const found = validate(cases, { capacity });
        const shuffled = cases.map((one, index) => ({ one, place: (index * 577 + turn) % 997 }));
        const again = validate(
          shuffled.sort((a, b) => a.place - b.place).map(({ one }) => one),
          { capacity },
        );
        expect(again).toEqual(found);
        const numbers: number[] = [];
        JSON.stringify(found, (_, value: unknown) => {
          if (typeof value === "number") numbers.push(value);
          return value;
        });
        expect(numbers.every(Number.isFinite)).toBe(true);
        const { n, events, bands } = found;
        expect(bands.reduce((sum, band) => sum + band.accounts, 0)).toBe(n);
        expect(bands.reduce((sum, band) => sum + band.lost, 0)).toBe(events);
      }),
    );
  });

  it("judges a hundred thousand accounts", () => {
    const next = stream(11);
    const cases = Array.from({ length: 100_000 }, (_, index) => {
      const components = Object.fromEntries(Object.keys(figures.weights.value).map((name) => [name, Math.floor(next() * 101)]));
      const lost = next() < 0.15 - 0.1 * (components.usage! / 100) + 0.05 * next();
      const dates = { scored_on: "2026-01-01", decided_on: "2026-06-01" };
      return scored(`A${index}`, next() * 100, lost, {
        arr: Math.floor(next() * 1e6) / 100,
        segment: `S${index % 9}`,
        components,
        ...dates,
      });
    });
    const found = validateScores(cases, { capacity: 500 }, figures);
    expect(found.validation.suggested).toMatchObject({ n: 100_000 });
  });
});

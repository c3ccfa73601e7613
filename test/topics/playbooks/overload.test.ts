import { describe, expect, it } from "vitest";
import type { PlaybookText, TextStep } from "../../../src/topics/playbooks/divide-text.ts";
import type { ReviewRule } from "../../../src/topics/playbooks/read-text.ts";
import { overload } from "../../../src/topics/playbooks/review-playbook.ts";

const rule = {
  overload: { window_days: 7, hours_in_window: 20, steps_on_a_day: 6, steps_in_all: 30 },
  too_many: { playbooks: 50, steps_in_week_one: 15 },
} as ReviewRule;
const problems = (steps: { day: number | null; hours?: number | null }[]) =>
  overload(
    { steps: steps.map((step, index) => ({ hours: null, ...step, number: index + 1 }) as TextStep) } as PlaybookText,
    rule,
  ).map(({ problem }) => problem);
const spread = (count: number, day: (index: number) => number | null) =>
  Array.from({ length: count }, (_, index) => ({ day: day(index) }));

describe("overload", () => {
  it("counts steps in any window of seven days, from the first too many on", () => {
    // Two steps a day: 14 fall into days 0 to 6, and a fifteenth on day 6 is one too many.
    const fourteen = spread(14, (index) => Math.floor(index / 2));
    expect(problems(fourteen)).toEqual([]);
    expect(problems([...fourteen, { day: 6 }])[0]).toContain("15 steps fall into 7 days from day 0");
    // The same fifteen before a meeting, seven weeks earlier.
    expect(problems([...fourteen, { day: 6 }].map(({ day }) => ({ day: day! - 49 })))[0]).toContain("from day -49");
    // Day 7 is no longer in the window of day 0, and the window of day 1 has only 13.
    expect(problems([...fourteen, { day: 7 }])).toEqual([]);
  });

  it("counts steps of one day, day 0 included", () => {
    expect(problems(spread(6, () => 0))).toEqual([]);
    expect(problems(spread(7, () => 0))[0]).toContain("7 steps fall on day 0");
  });

  it("adds the hours that are stated, 0 as well, and no others", () => {
    expect(problems([{ day: 0, hours: 20 }, { day: 3, hours: 0 }, { day: 6 }])).toEqual([]);
    expect(
      problems([
        { day: 0, hours: 20 },
        { day: 6, hours: 0.5 },
      ])[0],
    ).toContain("20.5 hours of work fall into 7 days from day 0");
    expect(
      problems([
        { day: 0, hours: 20 },
        { day: 7, hours: 20 },
      ]),
    ).toEqual([]);
  });

  it("counts steps without a day only in all", () => {
    expect(problems(spread(30, () => null))).toEqual([]);
    expect(problems(spread(31, () => null))[0]).toContain("31 steps");
  });

  it("does not depend on the order of the steps", () => {
    const steps = spread(20, (index) => index % 5);
    expect(problems(steps.toReversed())).toEqual(problems(steps));
    expect(problems([])).toEqual([]);
  });
});

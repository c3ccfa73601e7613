import { withoutNoise } from "../../core/money.ts";
import { groupBy } from "../../core/order.ts";

/** One timing, or another measure, of one phase; null where the row has none. */
export interface Sample {
  phase: "before" | "after";
  value: number | null;
  person: string | null;
  /** Somebody wrote a remark beside it. */
  flagged: boolean;
}

/** The measures of one phase. */
interface Phase {
  measured: number;
  mean: number;
  median: number;
  /** With the rows that have a remark. */
  mean_of_all: number;
}

/** What samples of two phases say. */
export interface SampleMeans {
  flagged: number;
  unmeasured: number;
  before: Phase;
  after: Phase;
  /** People measured in both phases, and their means in each; null where nobody is named or nobody was measured twice. */
  same_people: { names: string[]; before: number; after: number } | null;
  /** People measured in one phase only. */
  once: string[];
}

const meanOf = (values: readonly number[]): number => withoutNoise(values.reduce((sum, value) => sum + value, 0) / values.length);

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : withoutNoise((sorted[half - 1]! + sorted[half]!) / 2);
}

const isMeasured = (sample: Sample): sample is Sample & { value: number } => sample.value !== null;

/**
 * Before beside after, without rows that have a remark, and of the same people where they are named. Null where a phase has no measure.
 * @example samplesOf([{ phase: "before", value: 10, person: "A", flagged: false }, { phase: "after", value: 6, person: "A", flagged: false }])?.same_people // { names: ["A"], before: 10, after: 6 }
 */
export function samplesOf(samples: readonly Sample[]): SampleMeans | null {
  const all = samples.filter(isMeasured);
  const plain = all.filter(({ flagged }) => !flagged);
  const of = (list: readonly (Sample & { value: number })[], phase: Sample["phase"]) => list.filter((one) => one.phase === phase);
  const phaseOf = (phase: Sample["phase"]): Phase | null => {
    const values = of(plain, phase).map(({ value }) => value);
    if (values.length === 0) return null;
    return {
      measured: values.length,
      mean: meanOf(values),
      median: medianOf(values),
      mean_of_all: meanOf(of(all, phase).map(({ value }) => value)),
    };
  };
  const [before, after] = [phaseOf("before"), phaseOf("after")];
  if (before === null || after === null) return null;
  const people = groupBy(
    plain.filter(({ person }) => person !== null),
    ({ person }) => person!.trim().toLowerCase(),
  );
  const twice = [...people.values()].filter((own) => of(own, "before").length > 0 && of(own, "after").length > 0);
  const both = twice.flat();
  return {
    flagged: all.length - plain.length,
    unmeasured: samples.length - all.length,
    before,
    after,
    same_people:
      both.length === 0
        ? null
        : {
            names: twice.map((own) => own[0]!.person!.trim()),
            before: meanOf(of(both, "before").map(({ value }) => value)),
            after: meanOf(of(both, "after").map(({ value }) => value)),
          },
    once: [...people.values()].filter((own) => !twice.includes(own)).map((own) => own[0]!.person!.trim()),
  };
}

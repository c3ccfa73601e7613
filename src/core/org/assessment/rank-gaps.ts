import { Problem } from "../../contract/problem.ts";
import type { RankedGap } from "./assessment-fields.ts";
import type { AssessmentQuestion } from "./assessment-question.ts";
import type { AssessmentFigures } from "./assessment-reads.ts";
import { matchName } from "./match-name.ts";
import { sumOf } from "./sum-of.ts";

type Given = NonNullable<AssessmentQuestion["gaps"]>[number];

export interface GapRanking {
  ranked_by: "accounts" | "arr";
  gaps: (RankedGap & { owner?: string })[];
  /** Gaps without severity or without the measure ranked by, named. */
  unranked: { gap: string; lacks: "severity" | "accounts" | "arr" }[];
  /** The first gap by the other measure, where it is another one; null where they agree or the other is not known for all. */
  first_by_other: string | null;
  touchpoints: { given: number; too_many_from: number; too_many: boolean } | null;
}

/** Stages a gap may lie in: those of the journey under every standard, and those of the known snags. */
export function gapStages(figures: AssessmentFigures): string[] {
  const { journeyStages, frictions } = figures;
  const own = journeyStages.value.map(({ stage }) => stage);
  const snags = frictions.value.map(({ stage }) => stage);
  const others = Object.values(journeyStages.standards).flatMap((list) => list.map(({ stage }) => stage));
  return [...new Set([...own, ...snags, ...others])];
}

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function ranked(gaps: readonly Given[], by: "accounts" | "arr"): GapRanking["gaps"] {
  const weighed = gaps.flatMap((one) => {
    const touched = one[by];
    return touched === undefined || one.severity === undefined
      ? []
      : [{ ...one, severity: one.severity, weight: touched * one.severity, ruinous: one.ruinous ?? false }];
  });
  const total = sumOf(weighed.map(({ weight }) => weight));
  return weighed
    .sort(
      (a, b) =>
        Number(b.ruinous) - Number(a.ruinous) ||
        b.weight - a.weight ||
        byCodeUnit(a.gap, b.gap) ||
        byCodeUnit(a.stage ?? "", b.stage ?? ""),
    )
    .map(({ gap, stage, accounts, arr, severity, weight, ruinous, owner }, index) => ({
      rank: index + 1,
      gap,
      ...(stage === undefined ? {} : { stage }),
      ...(accounts === undefined ? {} : { accounts }),
      ...(arr === undefined ? {} : { arr }),
      severity,
      weight,
      weight_share: total === 0 ? null : weight / total,
      ruinous,
      ...(owner === undefined ? {} : { owner }),
    }));
}

function measureFor(gaps: readonly Given[], asked: "accounts" | "arr" | undefined): "accounts" | "arr" {
  if (asked !== undefined) return asked;
  const holding = (name: "accounts" | "arr") => gaps.filter((one) => one[name] !== undefined).length;
  return holding("arr") > holding("accounts") ? "arr" : "accounts";
}

/**
 * Gaps of the journey by what they touch times severity, one that ruins before all others; equal ones by name. Accounts decide unless more
 * gaps have ARR, or `rank_by` says so. Throws Problem for unknown stages, a gap given twice, and where none can be ranked.
 * @example rankGaps({ ask: "journey", gaps: [{ gap: "Waits for access", accounts: 21, severity: 6 }] }, figures).gaps[0]?.weight // 126
 */
export function rankGaps(question: AssessmentQuestion, figures: AssessmentFigures): GapRanking {
  const stages = gapStages(figures);
  const gaps = (question.gaps ?? []).map((one, index) =>
    one.stage === undefined ? one : { ...one, stage: matchName(one.stage, stages, `answers.gaps[${index}].stage`) },
  );
  const key = ({ gap, stage }: Given) => `${stage ?? ""}\n${gap.toLowerCase()}`;
  const twice = gaps.find((one, index) => gaps.findIndex((other) => key(other) === key(one)) < index);
  if (twice !== undefined)
    throw new Problem({
      what: `answers.gaps holds "${twice.gap}" twice.`,
      remedy: "Give each gap of a stage once, with its total.",
    });
  const by = measureFor(gaps, question.rank_by);
  const list = ranked(gaps, by);
  if (list.length === 0)
    throw new Problem({
      what: `None of the gaps has both ${by === "arr" ? "arr" : "accounts"} and severity, so none can be ranked.`,
      remedy: "Give for each how many accounts or how much arr it touches, and severity: days lost each, or a scale of your own.",
    });
  const other = ranked(gaps, by === "arr" ? "accounts" : "arr");
  const first = other.length === list.length ? other[0]?.gap : undefined;
  const { touchpoints } = question;
  const limit = touchpoints === undefined ? 0 : figures.tooManyTouchpoints.value;
  return {
    ranked_by: by,
    gaps: list,
    unranked: gaps
      .filter((one) => one.severity === undefined || one[by] === undefined)
      .map(({ gap, severity }) => ({ gap, lacks: severity === undefined ? ("severity" as const) : by }))
      .sort((a, b) => byCodeUnit(a.gap, b.gap)),
    first_by_other: first !== undefined && first !== list[0]!.gap ? first : null,
    touchpoints: touchpoints === undefined ? null : { given: touchpoints, too_many_from: limit, too_many: touchpoints >= limit },
  };
}

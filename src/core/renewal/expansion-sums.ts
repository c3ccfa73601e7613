import { sumMoney } from "../money/sum-money.ts";
import type { StageProbabilities } from "./expansion-figures.ts";
import type { ExpansionFields, ExpansionLine } from "./expansion-result.ts";

type Sums = Pick<ExpansionFields, "opportunities" | "pipeline" | "capped" | "weighted" | "expected">;

/** The sums of some lines; money in major units. */
export function sumsOf(lines: readonly ExpansionLine[]): Sums {
  const sum = (name: "amount" | "capped" | "weighted" | "expected") => sumMoney(lines.map((line) => line[name]));
  return {
    opportunities: lines.length,
    pipeline: sum("amount"),
    capped: sum("capped"),
    weighted: sum("weighted"),
    expected: sum("expected"),
  };
}

/** Capped amounts at the stages that count as promised. */
export function committedOf(lines: readonly ExpansionLine[], committed: readonly string[]): number {
  return sumMoney(lines.filter(({ stage }) => committed.includes(stage)).map(({ capped }) => capped));
}

/** The sums of each stage, in the order of the stages. */
export function byStage(lines: readonly ExpansionLine[], stages: StageProbabilities): ExpansionFields["by_stage"] {
  return stages.map(({ stage, probability_rate }) => ({
    stage,
    probability_rate,
    ...sumsOf(lines.filter((line) => line.stage === stage)),
  }));
}

/** The sums of each quarter in which an order is due, in their order; those without one last. */
export function byQuarter(lines: readonly ExpansionLine[], committed: readonly string[]): ExpansionFields["by_quarter"] {
  const quarters = [...new Set(lines.flatMap(({ quarter }) => (quarter === null ? [] : [quarter])))].sort();
  const undated = lines.some(({ quarter }) => quarter === null) ? [null] : [];
  return [...quarters, ...undated].map((quarter) => {
    const own = lines.filter((line) => line.quarter === quarter);
    return { quarter, ...sumsOf(own), committed: committedOf(own, committed) };
  });
}

import { Problem } from "../../contract/problem.ts";
import { type AssessmentQuestion, type Mark, marks } from "./assessment-question.ts";
import type { AssessmentFigures } from "./assessment-reads.ts";
import { matchName } from "./match-name.ts";

export interface MarkedComponent {
  component: string;
  /** The lowest of the marks given, which is what the markers can agree on; null when nobody marked it. */
  level: Mark | null;
  /** What stands without evidence, and the highest mark anybody gave. */
  low: Mark;
  high: Mark;
  evidence: string | null;
  differ: boolean;
}

export interface Maturity {
  /** In the order of the customer's path. */
  components: MarkedComponent[];
  /** Read from the lowest agreed mark; `low` from what evidence bears, an unmarked part as low; `high` where marks cannot tell stages apart. */
  stage: { level: string; low: string; high: string };
  /** Marked parts at the lowest agreed mark: all of them must rise before the stage does. */
  weakest: MarkedComponent[];
  lowest: Mark;
  /** The earliest of the weakest, one mark up; null when all are high. */
  next: { component: string; from: Mark; to: Mark; looks_like: string } | null;
  unmarked: string[];
}

const rank = (mark: Mark): number => marks.indexOf(mark);
const lowestOf = (given: readonly Mark[]): Mark => given.reduce((low, mark) => (rank(mark) < rank(low) ? mark : low));
const highestOf = (given: readonly Mark[]): Mark => given.reduce((high, mark) => (rank(mark) > rank(high) ? mark : high));

type Given = NonNullable<AssessmentQuestion["components"]>;

function markedComponents(given: Given, names: readonly string[]): MarkedComponent[] {
  const found = given.map((one, index) => ({
    ...one,
    component: matchName(one.component, names, `answers.components[${index}].component`),
  }));
  const twice = names.find((name) => found.filter(({ component }) => component === name).length > 1);
  if (twice !== undefined)
    throw new Problem({
      what: `answers.components holds "${twice}" twice.`,
      remedy: "Give each part once; marks of several people go into one level as a list.",
    });
  return names.map((component) => {
    const one = found.find((row) => row.component === component);
    if (one === undefined)
      return { component, level: null, low: "low" as const, high: "high" as const, evidence: null, differ: false };
    const all = typeof one.level === "string" ? [one.level] : one.level;
    const [level, high] = [lowestOf(all), highestOf(all)];
    const evidence = one.evidence ?? null;
    return { component, level, low: evidence === null ? "low" : level, high, evidence, differ: level !== high };
  });
}

/**
 * Maturity from marks of the seven parts of the customer's path: the stage is read from the weakest, never averaged, and a mark without
 * evidence is only what somebody says. Throws Problem for names there are not, and for a part given twice.
 * @example maturity({ ask: "maturity", components: [{ component: "Handoff", level: "low" }] }, figures).stage.level // "Reactive"
 */
export function maturity(question: AssessmentQuestion, figures: AssessmentFigures): Maturity {
  const pages = figures.components.value;
  const components = markedComponents(
    question.components ?? [],
    pages.map(({ component }) => component),
  );
  const stageAt = (mark: Mark): string => {
    const row = figures.stageByWeakest.value.find(({ weakest }) => weakest === mark);
    if (row === undefined)
      throw new Problem({
        what: `org-maturity.stage_by_weakest has no row for ${mark}.`,
        remedy: "Give it a row for each mark.",
      });
    return row.stage;
  };
  const marked = components.filter((one): one is MarkedComponent & { level: Mark } => one.level !== null);
  const lowest = lowestOf(marked.map(({ level }) => level));
  const weakest = marked.filter(({ level }) => level === lowest);
  const level = stageAt(lowest);
  const order = figures.maturityStages.value.map(({ stage }) => stage);
  const high = lowest === "high" ? (order.at(-1) ?? level) : level;
  const first = weakest[0]!;
  const to = marks[rank(lowest) + 1];
  return {
    components,
    stage: { level, low: stageAt(lowestOf(components.map((one) => one.low))), high },
    weakest,
    lowest,
    next:
      to === undefined
        ? null
        : {
            component: first.component,
            from: lowest,
            to,
            looks_like: pages.find(({ component }) => component === first.component)![to],
          },
    unmarked: components.filter((one) => one.level === null).map(({ component }) => component),
  };
}

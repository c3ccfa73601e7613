import { Problem } from "../../contract/problem.ts";
import type { ColumnMatch, Table } from "../../contract/table.ts";
import { largest } from "../../order/largest.ts";
import { withoutNoise } from "../../org/without-noise.ts";
import type { WeightSets } from "./weights.ts";

/** The fields of a table that hold a component of the score, 0 to 100. */
export const componentFields = ["usage", "engagement", "relationship", "support", "growth", "financial"] as const;
export type ComponentField = (typeof componentFields)[number];

/** Where a table's scores come from: columns of components, or one column of ready-made scores. */
export interface ScoreSource {
  components: ComponentField[];
  ready: "score" | "health" | null;
  /** Columns that could also have given the score, and are not used. */
  unused: string[];
}

const isReady = ({ field, confidence, header }: ColumnMatch) =>
  field === "health" || (field === "score" && (confidence === "mapped" || /^score$/i.test(header.trim())));

/**
 * Where to take a table's scores from: the caller's components; else a score column that the caller names; else the component columns, if
 * they can reach the least coverage; else a column of scores. Throws Problem for a table with none of them, and for components beside a named score.
 * @example scoreSource(table, weights, [], 0.6).components // ["usage", "support"]
 */
export function scoreSource(
  table: Pick<Table, "path" | "columns">,
  { sets }: WeightSets,
  own: readonly string[],
  leastCoverage: number,
): ScoreSource {
  const weighted = new Set([...sets.values()].flatMap((weights) => weights.map(({ component }) => component)));
  const found = componentFields.filter((name) => !own.includes(name) && table.columns.some(({ field }) => field === name));
  const components = found.filter((name) => weighted.has(name) || own.length === 0);
  const scores = table.columns.filter(isReady);
  const named = scores.find(({ confidence }) => confidence === "mapped");
  const headers = (fields: readonly string[]) =>
    table.columns.flatMap(({ field, header }) => (field !== null && fields.includes(field) ? [header] : []));
  const ready = (column: ColumnMatch): ScoreSource => ({
    components: [],
    ready: column.field as "score" | "health",
    unused: headers(components),
  });
  const built: ScoreSource = { components, ready: null, unused: scores.map(({ header }) => header) };
  if (named && own.length)
    throw new Problem({
      what: `The score is said twice: columns names "${named.header}" as the score, and components builds one.`,
      remedy: "Leave one of them out.",
    });
  if (own.length) return built;
  if (named) return ready(named);
  const reach = [...sets.values()].map((weights) =>
    weights.reduce(
      (sum, { component, weight_share }) => sum + (components.some((one) => one === component) ? weight_share : 0),
      0,
    ),
  );
  const reaches = withoutNoise(largest(reach)) >= leastCoverage;
  if (scores[0] && !(components.length && reaches)) return ready(scores[0]);
  if (components.length === 0)
    throw new Problem({
      what: `${table.path} has no column of scores; it has ${table.columns.map(({ header }) => `"${header}"`).join(", ")}.`,
      remedy: `Name one with columns: score, or the components ${componentFields.join(", ")} (0 to 100 each). Or build components from other columns with components and weights.`,
    });
  return built;
}

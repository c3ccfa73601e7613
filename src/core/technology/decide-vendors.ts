import { withoutNoise } from "../org/without-noise.ts";
import type { TechnologyFigures } from "./figures.ts";
import type { Decision, SensitivityRow, VendorRow } from "./technology-fields.ts";

/**
 * Whether the order decides: the lead must be worth more than a point on the heaviest criterion, survive what was not scored and every move
 * of a weight. Gap in points of the scale. Null below two vendors; not decided, and without a decision, where fewer than two have a score.
 * @example decideVendors(rows, sensitivity, points) // { decided: false, decision: { first: "B", gap: 0.05, one_point_worth: 0.25, ... } }
 */
export function decideVendors(
  rows: readonly VendorRow[],
  sensitivity: readonly SensitivityRow[],
  { score_points }: TechnologyFigures["sensitivity"]["value"],
): { decided: boolean | null; decision: Decision | null } {
  const [first, second] = rows;
  const heaviest = sensitivity[0];
  if (first == null || second == null) return { decided: null, decision: null };
  if (first.score === null || second.score === null || heaviest === undefined) return { decided: false, decision: null };
  const gap = withoutNoise(first.score - second.score);
  const one_point_worth = withoutNoise(heaviest.weight_share * score_points);
  const one_point_decides = gap <= one_point_worth;
  const ranges_overlap = rows.slice(1).some(({ possible_high }) => possible_high >= first.possible_low);
  const weights_decide = sensitivity.some(({ first_changes }) => first_changes);
  return {
    decided: !one_point_decides && !ranges_overlap && !weights_decide,
    decision: {
      first: first.name,
      second: second.name,
      gap,
      heaviest: heaviest.criterion,
      one_point_worth,
      one_point_decides,
      ranges_overlap,
      weights_decide,
    },
  };
}

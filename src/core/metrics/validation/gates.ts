import type { ValidationFigures } from "./figures.ts";
import type { ColorCounts } from "./outcome-by-color.ts";
import type { Validation } from "./validation.ts";

type Gate = Validation["gates"][number];
type Measured = Pick<
  Validation,
  "events" | "base_rate" | "red_to_green_churn" | "red_to_base_churn" | "lost_below_green_share" | "green_share" | "brier_skill"
>;

/** Passed when at least so much was found; unknown when nothing was found, or when so many left that no score could reach it. */
function atLeast(gate: Gate["gate"], found: number | null, needed: number, most = Number.POSITIVE_INFINITY): Gate {
  return { gate, found, needed, passed: found === null || most < needed ? null : found >= needed };
}

/**
 * The floors of the rule page beside what was found. Where no green account was lost, red over green has no value and the floor is met by
 * any lost red account. A multiple of the average cannot pass one over the share lost, so a floor beyond that is not held against the score.
 */
export function gatesOf(
  measured: Measured,
  topLift: number | null,
  { green, red }: ColorCounts,
  figures: Pick<ValidationFigures, "backtestGates" | "shipFloors">,
): Gate[] {
  const [backtest, ship] = [figures.backtestGates.value, figures.shipFloors.value];
  const ceiling = measured.base_rate === 0 ? 0 : 1 / measured.base_rate;
  const redToGreen = atLeast("red_to_green_churn", measured.red_to_green_churn, backtest.red_to_green_churn);
  if (green.accounts > 0 && green.lost === 0 && red.lost > 0) redToGreen.passed = true;
  return [
    atLeast("churn_events", measured.events, backtest.churn_events),
    redToGreen,
    atLeast("top_decile_lift", topLift, backtest.top_decile_lift, ceiling),
    atLeast("red_to_base_churn", measured.red_to_base_churn, ship.red_to_base_churn, ceiling),
    atLeast("lost_below_green_share", measured.lost_below_green_share, ship.lost_below_green_share),
    {
      gate: "most_green_share",
      found: measured.green_share,
      needed: ship.most_green_share,
      passed: measured.green_share <= ship.most_green_share,
    },
    atLeast("brier_gain_share", measured.brier_skill, backtest.brier_gain_share),
  ];
}

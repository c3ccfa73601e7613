import type { ScorecardFacts } from "./scorecard-question.ts";
import type { MeasureEvents, ScorecardFigures } from "./scorecard-reads.ts";

/** How far a measure can be read between two quarters; changes in its unit, null where something is unknown. */
export interface QuarterChange {
  events_a_year: number | null;
  change_seen: number | null;
  change_wanted: number | null;
  moves_in_a_quarter: boolean | null;
}

/** The standard deviation of one event: given, or that of a yes or no at today's share, the widest where that share says nothing. */
function spreadOf({ spread }: MeasureEvents, share: number | undefined): number {
  if (spread !== null) return spread;
  return share === undefined || share <= 0 || share >= 1 ? 1 / 2 : Math.sqrt(share * (1 - share));
}

/** Events in so many months; null when it is not known of how many accounts, new accounts or CSMs. */
function eventsIn(months: number, row: MeasureEvents | undefined, facts: ScorecardFacts): number | null {
  const count = row === undefined ? null : facts[row.of];
  return row === undefined || count === null ? null : (count * row.each_a_year * months) / 12;
}

/**
 * The smallest change of an early sign between two spans of so many months that chance does not explain: standard errors times the spread of
 * one event times sqrt(2 / events); a share of today's value where the spread is one. Null below one event, or when their number is unknown.
 * Source: rules metrics-scorecard and metrics-noise.
 * @example changeSeen("threading", 3, facts, figures) // 340 accounts, unknown today: 1.96 x 0.5 x sqrt(2 / 340) = 0.0752
 */
export function changeSeen(measure: string, months: number, facts: ScorecardFacts, figures: ScorecardFigures): number | null {
  const row = figures.events.value.find((one) => one.measure === measure);
  const events = eventsIn(months, row, facts);
  if (row === undefined || events === null || events < 1) return null;
  return figures.standardErrors.value * spreadOf(row, facts.current[measure]) * Math.sqrt(2 / events);
}

/** A change in the measure's unit; unknown where it is a share of a value that is unknown. */
export function inUnit(
  measure: string,
  change: number | null,
  facts: ScorecardFacts,
  { events }: ScorecardFigures,
): number | null {
  if (change === null || !events.value.find((one) => one.measure === measure)?.relative) return change;
  const today = facts.current[measure];
  return today === undefined ? null : change * today;
}

/**
 * How far an early sign can be read between two quarters, beside the smallest change worth having. Rates as fractions, days, or points.
 * @example quarterChange("nps", facts, figures).moves_in_a_quarter // false for 340 accounts: 21 points against 5
 */
export function quarterChange(measure: string, facts: ScorecardFacts, figures: ScorecardFigures): QuarterChange {
  const row = figures.events.value.find((one) => one.measure === measure);
  const events_a_year = eventsIn(12, row, facts);
  if (row === undefined || events_a_year === null)
    return { events_a_year, change_seen: null, change_wanted: null, moves_in_a_quarter: null };
  const wanted = row.wanted ?? figures.detection.value.change_points;
  const seen = changeSeen(measure, figures.months.value, facts, figures);
  return {
    events_a_year,
    change_seen: inUnit(measure, seen, facts, figures),
    change_wanted: inUnit(measure, wanted, facts, figures),
    moves_in_a_quarter: seen !== null && seen <= wanted,
  };
}

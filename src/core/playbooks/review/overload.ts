import type { ReviewRule } from "../review-figures.ts";
import { type FoundFault, listed } from "./finding.ts";
import type { PlaybookText } from "./playbook-text.ts";

export interface DayLoad {
  day: number | null;
  hours: number | null;
}

/** Steps and hours that fall into the fullest window of some days, with its first day; ties go to the earliest. */
function fullest<Load extends DayLoad>(steps: readonly Load[], days: number, weigh: (step: Load) => number) {
  const starts = [...new Set(steps.flatMap(({ day }) => (day === null ? [] : [day])))].sort((one, other) => one - other);
  const windows = starts.map((start) => {
    const inside = steps.filter(({ day }) => day !== null && day >= start && day < start + days);
    return { start, inside, weight: inside.reduce((sum, step) => sum + weigh(step), 0) };
  });
  return windows.reduce(
    (best, one) => (best === null || one.weight > best.weight ? one : best),
    null as (typeof windows)[number] | null,
  );
}

/**
 * A load no person could carry: too many steps or hours in a window of days, on one day, or in all. Steps without a day count only in all.
 * Units: calendar days, hours. Throws nothing.
 * @example overload(text, rule)[0].problem // "16 steps fall into 7 days from day 0."
 */
export function overload({ steps }: PlaybookText, { overload: limit, too_many }: ReviewRule): FoundFault[] {
  const fault = (problem: string, line: number): FoundFault => ({
    fault: "overload",
    place: "whole text",
    problem,
    line,
    day: null,
  });
  const byCount = fullest(steps, limit.window_days, () => 1);
  const byHours = fullest(steps, limit.window_days, (step) => step.hours ?? 0);
  const oneDay = fullest(steps, 1, () => 1);
  const problems: string[] = [];
  if (byCount !== null && byCount.weight >= too_many.steps_in_week_one)
    problems.push(`${byCount.weight} steps fall into ${limit.window_days} days from day ${byCount.start}`);
  else if (oneDay !== null && oneDay.weight > limit.steps_on_a_day)
    problems.push(`${oneDay.weight} steps fall on day ${oneDay.start}`);
  if (byHours !== null && byHours.weight > limit.hours_in_window)
    problems.push(`${byHours.weight} hours of work fall into ${limit.window_days} days from day ${byHours.start}`);
  if (problems.length === 0 && steps.length > limit.steps_in_all) problems.push(`the run has ${steps.length} steps`);
  if (problems.length === 0) return [];
  const crowded =
    (byCount !== null && byCount.weight >= too_many.steps_in_week_one ? byCount : (byHours ?? oneDay))?.inside ?? [];
  const text = problems.join(", and ");
  const place =
    crowded.length > 0 && crowded.length < steps.length
      ? listed(
          "step",
          crowded.map((step) => step.number),
        )
      : "whole text";
  return [{ ...fault(`${text[0]!.toUpperCase()}${text.slice(1)}: more than one person can do for one account.`, 0), place }];
}

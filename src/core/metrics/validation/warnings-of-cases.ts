import { addMonths, dayNumber } from "../../calendar/dates.ts";
import type { Warning } from "../../contract/envelope.ts";
import { counted } from "./counted.ts";
import type { ValidationFigures } from "./figures.ts";
import type { UsedCase } from "./used-case.ts";
import type { ScoredCase } from "./validation.ts";

const warn = (condition: boolean, code: string, message: string): Warning[] => (condition ? [{ code, message }] : []);

/** The same function, asked once for each date, since a whole book shares a few. */
function once(compute: (date: string) => number): (date: string) => number {
  const known = new Map<string, number>();
  return (date) => {
    const found = known.get(date) ?? compute(date);
    known.set(date, found);
    return found;
  };
}

type DatedCase = UsedCase & { scored_on: string; decided_on: string };

/** What is doubtful about the dates: not given, so close that the score saw the end coming, or so far apart that an old score is blamed. */
function dateWarnings(cases: readonly UsedCase[], figures: Pick<ValidationFigures, "shipFloors" | "horizonMonths">): Warning[] {
  const dated = cases.filter((one): one is DatedCase => one.scored_on !== null && one.decided_on !== null);
  const dayOf = once(dayNumber);
  const horizonOf = once((date: string) => dayNumber(addMonths(date, figures.horizonMonths.value)));
  const undated = cases.length - dated.length;
  const days = figures.shipFloors.value.days_before_low;
  const months = figures.horizonMonths.value;
  const late = dated.filter((one) => dayOf(one.decided_on) - dayOf(one.scored_on) < days && one.lost).length;
  const far = dated.filter((one) => dayOf(one.decided_on) > horizonOf(one.scored_on)).length;
  return [
    ...warn(
      undated > 0,
      "dates_missing",
      `${counted(undated, "account")} of ${cases.length.toLocaleString("en-US")} lack the day of the score or of the decision, so nothing shows that the score came first. A score rebuilt afterwards knows the ending.`,
    ),
    ...warn(
      late > 0,
      "scored_late",
      `${counted(late, "lost account")} had a score less than ${days} days old at the decision: too late to act on, and perhaps after notice.`,
    ),
    ...warn(
      far > 0,
      "beyond_horizon",
      `${counted(far, "account")} decided more than ${months} months after the score, which is then judged on what it could not know.`,
    ),
  ];
}

/**
 * What the reader should know about the cases before trusting the test: left out, undated, late, repeated, without ARR or chance.
 * Throws Problem for a date that is not in the calendar.
 */
export function warningsOfCases(
  used: readonly UsedCase[],
  withoutScore: readonly ScoredCase[],
  figures: Pick<ValidationFigures, "shipFloors" | "horizonMonths">,
): Warning[] {
  const lostWithout = withoutScore.filter(({ lost }) => lost).length;
  const withoutArr = used.filter(({ arr }) => arr === null).length;
  const stated = used.filter(({ probability }) => probability !== null).length;
  const repeated = used.filter(({ account }, index) => used[index - 1]?.account === account).length;
  return [
    ...warn(
      withoutScore.length > 0,
      "without_score",
      `${counted(withoutScore.length, "account")} without a score, ${lostWithout} of them lost, stayed outside the test.`,
    ),
    ...dateWarnings(used, figures),
    ...warn(
      repeated > 0,
      "several_scores",
      `${counted(repeated, "row")} repeat an account on another day; such rows move together, so the limits are too narrow.`,
    ),
    ...warn(
      withoutArr > 0 && withoutArr < used.length,
      "without_arr",
      `${counted(withoutArr, "account")} of ${used.length} have no ARR; every sum of ARR that would hold one of them is left open.`,
    ),
    ...warn(
      stated > 0 && stated < used.length,
      "chances_missing",
      `${used.length - stated} of ${used.length} accounts state no chance of renewing; the stated chances are judged on the other ${stated}.`,
    ),
  ];
}

import type { RedFlag } from "./assessment-fields.ts";
import type { AnswerName, AssessmentQuestion } from "./assessment-question.ts";
import type { AssessmentFigures } from "./assessment-reads.ts";

type Read = Pick<RedFlag, "raised" | "number" | "limit" | "measure">;

/** A part against a whole; a whole of 0 leaves no share, and then any part at all raises the flag. */
function ofWhole(part: number, whole: number, limit: number, measure: string, none: string): Read {
  if (whole === 0) return { raised: part > 0, measure: none };
  return { raised: part / whole > limit, number: part / whole, limit, measure };
}

function read(sign: AnswerName, question: AssessmentQuestion, figures: AssessmentFigures): Read | null {
  const { surprise_losses, losses_total, danger_named, renewals_owned, lost_arr, new_arr } = question;
  const limits = figures.redFlagLimits.value;
  if (sign === "danger_named")
    return danger_named === undefined
      ? null
      : { raised: !danger_named, measure: danger_named ? "answered yes" : "answered no: the lists differ" };
  if (sign === "renewals_owned")
    return renewals_owned === undefined
      ? null
      : { raised: !renewals_owned, measure: renewals_owned ? "answered yes" : "answered no: it is nobody's job" };
  if (sign === "lost_arr")
    return lost_arr === undefined || new_arr === undefined
      ? null
      : ofWhole(lost_arr, new_arr, limits.lost_of_new_share, "lost ARR as a share of new ARR; raised above", "nothing was won");
  return surprise_losses === undefined || losses_total === undefined
    ? null
    : ofWhole(surprise_losses, losses_total, limits.surprise_share, "share of lost customers; raised above", "no customer left");
}

/**
 * The signs that together make an emergency, read from the answers, and the answers that are lacking.
 * @example emergencySigns({ ask: "red_flags", lost_arr: 60, new_arr: 100 }, figures).flags[0]?.raised // true
 */
export function emergencySigns(
  question: AssessmentQuestion,
  figures: AssessmentFigures,
): { flags: RedFlag[]; unknown: AnswerName[] } {
  const { value, rule } = figures.redFlags;
  const signs = value.map(({ flag, answered_by }) => ({ flag, answered_by, found: read(answered_by, question, figures) }));
  return {
    flags: signs.flatMap(({ flag, found }) => (found === null ? [] : [{ flag, ...found, counts_for_emergency: true, rule }])),
    unknown: signs.filter(({ found }) => found === null).map(({ answered_by }) => answered_by),
  };
}

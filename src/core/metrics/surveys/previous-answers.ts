import { Problem } from "../../contract/problem.ts";
import type { PreviousInput, Question, Questions, SurveyRow } from "./survey-input.ts";

/** The settings a wave before shares with this one unless it says so itself. */
const settings = ["type", "direction", "scale", "top_box_from"] as const;

/**
 * What is known of the wave before: its counts or ratings with this wave's settings. Throws Problem where it is asked differently, since such
 * waves cannot be compared, where its question is not asked now, and where rows of an earlier wave say the same.
 */
export function previousInput<Name extends Question>(
  name: Name,
  now: Questions[Name],
  previous: PreviousInput | undefined,
  rowsBefore: readonly SurveyRow[],
): NonNullable<Questions[Name]> | null {
  const given = previous?.[name];
  const own = (now ?? {}) as Record<string, unknown>;
  const before = (given ?? {}) as Record<string, unknown>;
  if (given === undefined && rowsBefore.length === 0) return null;
  if (given !== undefined && rowsBefore.length)
    throw new Problem({
      what: `The wave before is given twice for ${name}: in previous and as responses of an earlier wave.`,
      remedy: "Leave previous out.",
    });
  const differs = settings.filter((one) => before[one] !== undefined && own[one] !== before[one]);
  if (differs.length)
    throw new Problem({
      what: `previous.${name} has another ${differs.join(" and ")} than ${name}; such waves are two series.`,
      remedy: "Compare waves asked in the same way only, or leave previous out.",
    });
  const shared = Object.fromEntries(settings.filter((one) => own[one] !== undefined).map((one) => [one, own[one]]));
  return { ...shared, ...given } as NonNullable<Questions[Name]>;
}

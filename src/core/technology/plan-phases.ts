import type { TechnologyFigures } from "./figures.ts";
import type { Platform, TechnologyFields } from "./technology-fields.ts";

/** The condition whose remedy is a list of fields. */
const ACCOUNT_TABLE = "account_table";

/**
 * The way to a platform people work in: a step before signing for each readiness condition that is missing, with no length since no source
 * gives one, then, where the platform is bought, the phases of the rollout in weeks from the signature.
 * @example planPhases({ verdict: "buy", conditions_missing: [], ... }, true, figures).map(({ weeks }) => weeks) // [4, 4, 4, 4]
 */
export function planPhases(
  { conditions_missing }: Platform,
  buys: boolean,
  figures: Pick<TechnologyFigures, "readiness" | "phases" | "dataFields">,
): TechnologyFields["phases"] {
  const before = figures.readiness.value
    .filter(({ answer }) => conditions_missing.includes(answer))
    .map(({ answer, condition, if_not }) => {
      const must = () => figures.dataFields.value.filter((field) => field.must).map(({ field }) => field);
      const what = answer === ACCOUNT_TABLE ? `${if_not}. It must hold: ${must().join("; ")}` : if_not;
      return { phase: "Before signing", weeks: null, what, done_when: condition };
    });
  if (!buys) return before;
  const rollout = figures.phases.value.map(({ phase, week_from, week_to, work, done_when }) => ({
    phase,
    weeks: week_to - week_from + 1,
    week_from,
    what: work,
    done_when,
  }));
  return [...before, ...rollout];
}

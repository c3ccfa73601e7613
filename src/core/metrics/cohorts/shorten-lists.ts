import type { UndefinedField } from "../../contract/envelope.ts";
import { Problem } from "../../contract/problem.ts";
import type { CohortFields } from "./cohort-result.ts";
import { evenChoice } from "./even-choice.ts";

/** How much of each list an answer shows. */
export interface ListLimits {
  /** Of the whole text, all but the lists that are shortened to fit it. */
  characters: number;
  cohorts: number;
  offset: number;
  survival: number;
  drift: number;
  groups: number;
  projection: number;
}

/** What the lists held before they were shortened, and where the next page of cohorts begins. */
export interface ListTotals {
  cohorts_total: number;
  next_offset: number | null;
  survival_total: number;
  drift_total: number;
  groups_total: number;
  projection_total: number;
}

type Fields = Omit<CohortFields, "charts">;
const length = (value: unknown): number => JSON.stringify(value).length;

/**
 * The answer short enough to show: drift and projection at evenly spread ages, the largest groups, and then as many cohorts and steps of
 * survival as the rest of the text leaves room for. Totals are of the whole lists; at least one cohort is shown.
 * Throws Problem when even one cohort has more ages than fit.
 * @example shortenLists(fields, findings, limits).totals.survival_total // 72 steps, of which 40 are shown
 */
export function shortenLists(
  whole: Fields,
  findings: object,
  limits: ListLimits,
): { fields: Fields; totals: ListTotals; undefined: UndefinedField[] } {
  const kept = evenChoice(whole.drift, limits.drift);
  const drift = whole.drift.filter((row) => kept.includes(row) || row.age === whole.drift_age);
  const groups = whole.groups.slice(0, limits.groups);
  const projection =
    whole.projection === null
      ? null
      : { ...whole.projection, survival: evenChoice(whole.projection.survival, limits.projection) };
  const short: Fields = { ...whole, drift, groups, projection, survival: [], cohorts: [] };
  const room = limits.characters - length(short) - length(findings);

  const page = whole.cohorts.slice(limits.offset, limits.offset + limits.cohorts);
  const half = page.length ? Math.max(room / 2, room - length(page)) : room;
  let most = Math.min(limits.survival, whole.survival.length);
  while (most > 2 && length(evenChoice(whole.survival, most)) > half) most -= 1;
  const survival = evenChoice(whole.survival, most);
  let rows = page.length;
  while (rows > 1 && length(page.slice(0, rows)) > room - length(survival)) rows -= 1;
  const widest = page[0]?.values.length ?? 0;
  if (rows === 1 && length(page.slice(0, 1)) + length(survival) > room && widest > limits.cohorts)
    throw new Problem({
      what: `A cohort has ${widest} ages by ${whole.interval}, too many for one answer.`,
      remedy: "Choose a coarser interval, or a later from.",
    });
  const next = limits.offset + rows;
  const last = next >= whole.cohorts.length;
  return {
    fields: { ...short, survival, cohorts: page.slice(0, rows) },
    totals: {
      cohorts_total: whole.cohorts.length,
      next_offset: last ? null : next,
      survival_total: whole.survival.length,
      drift_total: whole.drift.length,
      groups_total: whole.groups.length,
      projection_total: whole.projection?.survival.length ?? 0,
    },
    undefined: last ? [{ field: "next_offset", reason: "There are no further cohorts." }] : [],
  };
}

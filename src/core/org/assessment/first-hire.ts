import { Problem } from "../../contract/problem.ts";
import type { AssessmentQuestion } from "./assessment-question.ts";
import type { AssessmentFigures } from "./assessment-reads.ts";

export interface HireRow {
  funding: string;
  people_from: number;
  people_to: number | null;
  hire: string;
}

export interface FirstHire {
  /** Rows of the rule that the answers leave possible. */
  rows: HireRow[];
  /** The archetype, when the answers leave one; null otherwise. */
  archetype: string | null;
  open: "no_funding_round" | "funding_unknown" | "people_unknown" | "between_rows" | "source_leaves_open" | "nobody" | null;
  /** How a gap between two rows was closed. */
  closed_by: AssessmentQuestion["mostly"] | null;
  /** What the rule's own words say where they name more than one archetype. */
  does: string | null;
  wrong_when: string | null;
  /** The team will be larger than a leader with accounts of their own copes with. */
  past_coach: { works_up_to: number; broken_at: number; broken: boolean } | null;
}

type Open = Pick<FirstHire, "rows" | "archetype" | "open" | "closed_by">;
const still = (rows: HireRow[], open: FirstHire["open"]): Open => ({ rows, archetype: null, open, closed_by: null });

/** A row between two archetypes, of which the lower serves and the upper hires. */
function between(row: HireRow, rows: readonly HireRow[], mostly: AssessmentQuestion["mostly"]): Open {
  const below = rows.find(({ people_to }) => people_to !== null && people_to < row.people_from);
  const above = row.people_to === null ? undefined : rows.find(({ people_from }) => people_from > row.people_to!);
  if (below === undefined || above === undefined) return still([row], "source_leaves_open");
  if (mostly === undefined) return still([row], "between_rows");
  return { rows: [row], archetype: mostly === "hiring" ? above.hire : below.hire, open: null, closed_by: mostly };
}

function chosen({ funding, people_in_a_year: people, mostly }: AssessmentQuestion, figures: AssessmentFigures): Open {
  const all = figures.archetypeByStage.value;
  const named = figures.archetypes.value.map(({ archetype }) => archetype);
  if (people === 0) return still([], "nobody");
  const holds = (row: HireRow) =>
    people === undefined || (people >= row.people_from && (row.people_to === null || people <= row.people_to));
  if (funding === undefined) return still(all.filter(holds), "funding_unknown");
  if (funding === "none") return still([], "no_funding_round");
  const line = figures.hireRounds.value.find(({ round }) => round === funding)?.funding;
  const rows = all.filter((row) => row.funding === line);
  const possible = rows.filter(holds);
  if (possible.length === 0)
    throw new Problem({
      what: `org-first-hire.archetype_by_stage has no row for ${funding} and ${people} people.`,
      remedy: "Give the table a row for each number of people.",
    });
  if (new Set(possible.map(({ hire }) => hire)).size > 1) return still(possible, "people_unknown");
  const row = possible[0]!;
  if (named.includes(row.hire)) return { rows: possible, archetype: row.hire, open: null, closed_by: null };
  return between(row, rows, mostly);
}

/**
 * The archetype of the first leader by the last round and the people in the team a year from now; in the gap that the source leaves, by what
 * the year will mostly be, and evenly split by the one who serves. Throws Problem when the table has no row.
 * @example firstHire({ ask: "first_hire", funding: "series_b", people_in_a_year: 5 }, figures).archetype // "Player-coach"
 */
export function firstHire(question: AssessmentQuestion, figures: AssessmentFigures): FirstHire {
  const found = chosen(question, figures);
  const page = figures.archetypes.value.find(({ archetype }) => archetype === found.archetype);
  const people = question.people_in_a_year;
  const coach = figures.archetypes.value[0]?.archetype;
  const limits = people !== undefined && found.archetype !== null && found.archetype === coach ? figures.playerCoach.value : null;
  const works = limits?.works_up_to_csms.at(-1) ?? 0;
  return {
    ...found,
    does: page?.does ?? null,
    wrong_when: page?.wrong_when ?? null,
    past_coach:
      limits !== null && people !== undefined && people > works
        ? { works_up_to: works, broken_at: limits.broken_at_csms, broken: people >= limits.broken_at_csms }
        : null,
  };
}

import { sumMoney, withoutNoise } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import { Role } from "../../core/vocabulary.ts";
import { type Maturity, maturity, type ReportingLine, type RootCause, reportingLine, rootCause } from "./maturity.ts";
import {
  type AnswerName,
  type AssessmentAsk,
  type AssessmentQuestion,
  type AttentionRow,
  answerName,
  answersTaken,
  answerWords,
  type Charter,
  charter,
  type RankedGap,
} from "./question.ts";
import { type Ambition, type AssessmentFigures, ambition, matchName, type RedFlags, redFlags } from "./red-flags.ts";
import { type Stage, stage } from "./stage.ts";

/**
 * The sum of numbers, added from small to large so that their order never changes the last bit.
 * @example sumOf([3, 1, 2]) // 6
 */
function sumOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b).reduce((sum, value) => sum + value, 0);
}

export interface AttentionSplit {
  /** The most misplaced hours first. */
  rows: AttentionRow[];
  hours: number | null;
  arr: number | null;
  hours_to_move: number | null;
  hours_to_move_share: number | null;
  /** Names without hours, and names without ARR. */
  without_hours: string[];
  without_arr: string[];
}

const size = (value: number | null): number => (value === null ? 0 : Math.abs(value));

/**
 * Share of hours against share of ARR by tier or segment: the difference as a fraction, and in hours of that whole. A share needs every row,
 * since a missing one is not 0; a whole of 0 leaves no shares. Throws Problem for a name given twice.
 * @example attention({ ask: "attention", split: [{ name: "A", hours: 30, arr: 10 }, { name: "B", hours: 10, arr: 30 }] }).hours_to_move // 20
 */
export function attention({ split = [] }: AssessmentQuestion): AttentionSplit {
  const twice = split.find(({ name }, index) => split.findIndex((other) => other.name === name) < index);
  if (twice !== undefined)
    throw new Problem({ what: `answers.split holds "${twice.name}" twice.`, remedy: "Give each tier or segment once." });
  const without = (field: "hours" | "arr") =>
    split
      .filter((row) => row[field] === undefined)
      .map(({ name }) => name)
      .sort();
  const [without_hours, without_arr] = [without("hours"), without("arr")];
  const hours = without_hours.length ? null : withoutNoise(sumOf(split.map((row) => row.hours ?? 0)));
  const arr = without_arr.length ? null : sumMoney(split.map((row) => row.arr ?? 0));
  const rows = split.map((row): AttentionRow => {
    const hours_share = row.hours === undefined || hours === null || hours === 0 ? null : row.hours / hours;
    const arr_share = row.arr === undefined || arr === null || arr === 0 ? null : row.arr / arr;
    const known = hours_share !== null && arr_share !== null;
    return {
      name: row.name,
      hours: row.hours ?? null,
      hours_share,
      arr: row.arr ?? null,
      arr_share,
      points: known ? withoutNoise(hours_share - arr_share) : null,
      hours_over: known ? withoutNoise((row.hours ?? 0) - (hours ?? 0) * arr_share) : null,
    };
  });
  const over = rows.flatMap(({ hours_over }) => (hours_over === null ? [] : [hours_over]));
  const moved = over.length === rows.length && hours !== null && hours > 0 ? sumOf(over.filter((value) => value > 0)) : null;
  return {
    rows: rows.sort((a, b) => size(b.hours_over) - size(a.hours_over) || (a.name < b.name ? -1 : 1)),
    hours,
    arr,
    hours_to_move: moved === null ? null : withoutNoise(moved),
    hours_to_move_share: moved === null || hours === null ? null : moved / hours,
    without_hours,
    without_arr,
  };
}

const listed = (names: readonly AnswerName[]): string => names.map(answerName).join(", ");

/**
 * Refuses answers that the question has no use for, and a question of which nothing that decides it was answered; `named` are the names
 * a rule accepts, in words. A 0 and a false are answers. Throws Problem.
 */
function checkAssessment(question: AssessmentQuestion, named: () => string): void {
  const { one_of: deciding, also } = answersTaken[question.ask];
  const given = (Object.keys(question) as (keyof AssessmentQuestion)[]).filter(
    (name): name is AnswerName => name !== "ask" && question[name] !== undefined,
  );
  const foreign = given.filter((name) => !deciding.includes(name) && !also.includes(name));
  if (foreign.length)
    throw new Problem({
      what: `${question.ask} has no use for ${listed(foreign)}.`,
      remedy: `Leave it out, or ask another question. It takes ${listed([...deciding, ...also])}.`,
    });
  if (deciding.some((name) => question[name] !== undefined)) return;
  const more = also.length
    ? ` It also takes: ${also.map((name) => `${answerName(name)} (${answerWords[name]})`).join(", ")}.`
    : "";
  const names = named();
  throw new Problem({
    what: `${question.ask} needs ${deciding.length === 1 ? "" : "one or more of "}these answers:`,
    places: deciding.map((name) => `${answerName(name)}: ${answerWords[name]}`),
    remedy: `${names === "" ? "" : `${names} `}Nothing is assumed in their place.${more}`,
  });
}

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

type Given = NonNullable<AssessmentQuestion["gaps"]>[number];

export interface GapRanking {
  ranked_by: "accounts" | "arr";
  gaps: (RankedGap & { owner?: string })[];
  /** Gaps without severity or without the measure ranked by, named. */
  unranked: { gap: string; lacks: "severity" | "accounts" | "arr" }[];
  /** The first gap by the other measure, where it is another one; null where they agree or the other is not known for all. */
  first_by_other: string | null;
  touchpoints: { given: number; too_many_from: number; too_many: boolean } | null;
}

/** Stages a gap may lie in: those of the journey under every standard, and those of the known snags. */
function gapStages(figures: AssessmentFigures): string[] {
  const { journeyStages, frictions } = figures;
  const own = journeyStages.value.map(({ stage }) => stage);
  const snags = frictions.value.map(({ stage }) => stage);
  const others = Object.values(journeyStages.standards).flatMap((list) => list.map(({ stage }) => stage));
  return [...new Set([...own, ...snags, ...others])];
}

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function ranked(gaps: readonly Given[], by: "accounts" | "arr"): GapRanking["gaps"] {
  const weighed = gaps.flatMap((one) => {
    const touched = one[by];
    return touched === undefined || one.severity === undefined
      ? []
      : [{ ...one, severity: one.severity, weight: touched * one.severity, ruinous: one.ruinous ?? false }];
  });
  const total = sumOf(weighed.map(({ weight }) => weight));
  return weighed
    .sort(
      (a, b) =>
        Number(b.ruinous) - Number(a.ruinous) ||
        b.weight - a.weight ||
        byCodeUnit(a.gap, b.gap) ||
        byCodeUnit(a.stage ?? "", b.stage ?? ""),
    )
    .map(({ gap, stage, accounts, arr, severity, weight, ruinous, owner }, index) => ({
      rank: index + 1,
      gap,
      ...(stage === undefined ? {} : { stage }),
      ...(accounts === undefined ? {} : { accounts }),
      ...(arr === undefined ? {} : { arr }),
      severity,
      weight,
      weight_share: total === 0 ? null : weight / total,
      ruinous,
      ...(owner === undefined ? {} : { owner }),
    }));
}

function measureFor(gaps: readonly Given[], asked: "accounts" | "arr" | undefined): "accounts" | "arr" {
  if (asked !== undefined) return asked;
  const holding = (name: "accounts" | "arr") => gaps.filter((one) => one[name] !== undefined).length;
  return holding("arr") > holding("accounts") ? "arr" : "accounts";
}

/**
 * Gaps of the journey by what they touch times severity, one that ruins before all others; equal ones by name. Accounts decide unless more
 * gaps have ARR, or `rank_by` says so. Throws Problem for unknown stages, a gap given twice, and where none can be ranked.
 * @example rankGaps({ ask: "journey", gaps: [{ gap: "Waits for access", accounts: 21, severity: 6 }] }, figures).gaps[0]?.weight // 126
 */
export function rankGaps(question: AssessmentQuestion, figures: AssessmentFigures): GapRanking {
  const stages = gapStages(figures);
  const gaps = (question.gaps ?? []).map((one, index) =>
    one.stage === undefined ? one : { ...one, stage: matchName(one.stage, stages, `answers.gaps[${index}].stage`) },
  );
  const key = ({ gap, stage }: Given) => `${stage ?? ""}\n${gap.toLowerCase()}`;
  const twice = gaps.find((one, index) => gaps.findIndex((other) => key(other) === key(one)) < index);
  if (twice !== undefined)
    throw new Problem({
      what: `answers.gaps holds "${twice.gap}" twice.`,
      remedy: "Give each gap of a stage once, with its total.",
    });
  const by = measureFor(gaps, question.rank_by);
  const list = ranked(gaps, by);
  if (list.length === 0)
    throw new Problem({
      what: `None of the gaps has both ${by === "arr" ? "arr" : "accounts"} and severity, so none can be ranked.`,
      remedy: "Give for each how many accounts or how much arr it touches, and severity: days lost each, or a scale of your own.",
    });
  const other = ranked(gaps, by === "arr" ? "accounts" : "arr");
  const first = other.length === list.length ? other[0]?.gap : undefined;
  const { touchpoints } = question;
  const limit = touchpoints === undefined ? 0 : figures.tooManyTouchpoints.value;
  return {
    ranked_by: by,
    gaps: list,
    unranked: gaps
      .filter((one) => one.severity === undefined || one[by] === undefined)
      .map(({ gap, severity }) => ({ gap, lacks: severity === undefined ? ("severity" as const) : by }))
      .sort((a, b) => byCodeUnit(a.gap, b.gap)),
    first_by_other: first !== undefined && first !== list[0]!.gap ? first : null,
    touchpoints: touchpoints === undefined ? null : { given: touchpoints, too_many_from: limit, too_many: touchpoints >= limit },
  };
}

/**
 * The names that a question's rules list, in words; "" where it takes none.
 * @example namesAccepted("stage", figures) // ""
 */
function namesAccepted(ask: AssessmentAsk, figures: AssessmentFigures): string {
  const sentence = (what: string, names: readonly string[]) => `${what}: ${names.join("; ")}.`;
  const levels = () => figures.ambitions.value.map(({ level }) => level);
  switch (ask) {
    case "maturity":
      return sentence(
        "The parts",
        figures.components.value.map(({ component }) => component),
      );
    case "ambition":
      return sentence("The levels", levels());
    case "reporting":
      return `${sentence(
        "The lines",
        figures.reportingLines.value.map(({ reports_to }) => reports_to),
      )} ${sentence("The levels of ambition", levels())}`;
    case "root_cause":
      return sentence(
        "Places to look",
        figures.evidence.value.map(({ look_at }) => look_at),
      );
    case "red_flags":
      return sentence("The roles", Role.options);
    case "journey":
      return sentence("The stages", gapStages(figures));
    default:
      return "";
  }
}

/** What was found, before it is put into words. */
export type Assessment =
  | { ask: "maturity"; found: Maturity }
  | { ask: "stage"; found: Stage }
  | { ask: "ambition"; found: Ambition }
  | { ask: "reporting"; found: ReportingLine }
  | { ask: "first_hire"; found: FirstHire }
  | { ask: "root_cause"; found: RootCause }
  | { ask: "red_flags"; found: RedFlags }
  | { ask: "journey"; found: GapRanking }
  | { ask: "attention"; found: AttentionSplit }
  | { ask: "charter"; found: Charter };

/**
 * Answers one question about the organization with the figures in force, after refusing what has no place in it. Throws Problem.
 * @example assessOrganizationBy({ ask: "stage", customers: 20 }, figures).found.common // ["First hire"]
 */
export function assessOrganizationBy(question: AssessmentQuestion, figures: AssessmentFigures): Assessment {
  checkAssessment(question, () => namesAccepted(question.ask, figures));
  switch (question.ask) {
    case "maturity":
      return { ask: "maturity", found: maturity(question, figures) };
    case "stage":
      return { ask: "stage", found: stage(question, figures) };
    case "ambition":
      return { ask: "ambition", found: ambition(question, figures) };
    case "reporting":
      return { ask: "reporting", found: reportingLine(question, figures) };
    case "first_hire":
      return { ask: "first_hire", found: firstHire(question, figures) };
    case "root_cause":
      return { ask: "root_cause", found: rootCause(question, figures) };
    case "red_flags":
      return { ask: "red_flags", found: redFlags(question, figures) };
    case "journey":
      return { ask: "journey", found: rankGaps(question, figures) };
    case "attention":
      return { ask: "attention", found: attention(question) };
    case "charter":
      return { ask: "charter", found: charter(question) };
  }
}

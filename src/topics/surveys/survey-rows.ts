import * as z from "zod";
import { shown } from "../../core/kinds.ts";
import { Problem, shownPlaces } from "../../core/problem.ts";
import type { Table } from "../../core/table.ts";

const Whole = z.number().multipleOf(1).min(0);
const Ratings = z.array(z.number().multipleOf(1));
/** More points than any scale people are asked on has. */
const Scale = z.number().multipleOf(1).min(2).max(100);

export const Question = z.enum(["nps", "csat", "ces"]);
export type Question = z.infer<typeof Question>;
export const Direction = z.enum(["lower_is_easier", "higher_is_easier"]);
export type Direction = z.infer<typeof Direction>;

export const NpsInput = z.strictObject({
  promoters: shown.count().multipleOf(1).min(0).optional(),
  passives: shown.count().multipleOf(1).min(0).optional(),
  detractors: shown.count().multipleOf(1).min(0).optional(),
  ratings: Ratings.optional(),
});
/** `type` is asked for by the calculation, whose refusal says why. `scale` is the highest answer. */
export const CsatInput = z.strictObject({
  type: z.enum(["top_box", "mean"]).optional(),
  satisfied: Whole.optional(),
  responses: Whole.optional(),
  ratings: Ratings.optional(),
  scale: Scale.optional(),
  top_box_from: z.number().multipleOf(1).optional(),
});
/** `direction` is asked for by the calculation, too. */
export const CesInput = z.strictObject({
  ratings: Ratings.optional(),
  direction: Direction.optional(),
  scale: Scale.optional(),
});
export type NpsInput = z.infer<typeof NpsInput>;
export type CsatInput = z.infer<typeof CsatInput>;
export type CesInput = z.infer<typeof CesInput>;

export const ResponseRow = z.strictObject({
  account: z.string().min(1).optional(),
  respondent: z.string().min(1).optional(),
  rating: z.number().multipleOf(1),
  arr: shown.money().min(0).optional(),
  wave: z.string().min(1).optional(),
  type: Question.optional(),
});
export type ResponseRow = z.infer<typeof ResponseRow>;

export const PreviousInput = z.strictObject({
  nps: NpsInput.optional(),
  csat: CsatInput.optional(),
  ces: CesInput.optional(),
  population: Whole.optional(),
});
export type PreviousInput = z.infer<typeof PreviousInput>;

/** The questions a call gives, each with what it says of them. */
export interface Questions {
  nps?: NpsInput;
  csat?: CsatInput;
  ces?: CesInput;
}

/** Everything a survey question gives: counts or ratings by question, or answers one by one. */
export interface SurveyQuestion extends Questions {
  rows: SurveyRow[];
  /** Customers the answers stand for; accounts where one account has one vote, people otherwise. */
  population?: number;
  /** People asked. */
  invited?: number;
  responses_arr?: number;
  population_arr?: number;
  one_vote: boolean;
  previous?: PreviousInput;
}

/** One answer, typed or out of a table. Missing is null. */
export interface SurveyRow {
  place: string;
  type: Question;
  account: string | null;
  respondent: string | null;
  rating: number;
  arr: number | null;
  wave: string | null;
}

type Untyped = Omit<SurveyRow, "type"> & { type: Question | null };

/** Headers that say which question a row answers, and in which wave; squashed to letters. */
const typeHeaders = ["type", "question", "metric", "survey", "surveytype", "questiontype"];
const waveHeaders = ["wave", "surveywave", "period", "quarter", "round"];
const squashed = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, "");

/**
 * Answers typed one by one as rows. Throws Problem where nothing says which question they answer, or somebody answers twice.
 * @example rowsOfResponses([{ account: "Acme", rating: 9 }], { nps: {} })[0].type // "nps"
 */
export function rowsOfResponses(responses: readonly ResponseRow[], questions: Questions): SurveyRow[] {
  const rows = responses.map(
    (row, index): Untyped => ({
      place: `responses[${index}]`,
      type: row.type ?? null,
      account: row.account ?? null,
      respondent: row.respondent ?? null,
      rating: row.rating,
      arr: row.arr ?? null,
      wave: row.wave ?? null,
    }),
  );
  return checked(rows, questions, "");
}

/**
 * The ratings of a survey table as rows, and how many of its rows hold no rating. ARR counts where the table's amounts are ARR.
 * Throws Problem where nothing says which question they answer, for ratings that are no whole numbers, and where somebody answers twice.
 */
export function rowsOfTable(table: Table, questions: Questions): { rows: SurveyRow[]; blank: number } {
  const headers = Object.keys(table.records[0]?.cells ?? {});
  const named = (names: readonly string[]) => headers.find((header) => names.includes(squashed(header)));
  const waveHeader = named(waveHeaders);
  const typeHeader = named(typeHeaders);
  const typeOf = (cell: string): Question | null => Question.safeParse(squashed(cell)).data ?? null;
  // A column of that name may mean another type, such as a customer's; one cell that names a question decides.
  const typed = typeHeader !== undefined && table.records.some(({ cells }) => typeOf(cells[typeHeader] ?? "") !== null);
  const answered = table.records.filter(({ score }) => score !== null);
  const rows = answered.map((record): Untyped => {
    const wave = waveHeader === undefined ? "" : (record.cells[waveHeader] ?? "").trim();
    return {
      place: `row ${record.row}`,
      type: typed ? typeOf(record.cells[typeHeader] ?? "") : null,
      account: record.account === "" ? null : record.account,
      respondent: record.respondent,
      rating: record.score!,
      arr: table.amount_unit === "arr" ? record.amount : null,
      wave: wave === "" ? null : wave,
    };
  });
  if (typed)
    refuse(
      "name no question",
      rows.filter(({ type }) => type === null),
      `Write nps, csat or ces in "${typeHeader}".`,
    );
  refuse(
    "have a rating that is no whole number",
    rows.filter(({ rating }) => !Number.isInteger(rating)),
    "Give single answers, no means.",
  );
  const header = table.columns.find(({ field }) => field === "score")?.header ?? "";
  return { rows: checked(rows, questions, header), blank: table.records.length - answered.length };
}

function refuse(what: string, rows: readonly Untyped[], remedy: string): void {
  if (rows.length)
    throw new Problem({ what: `Answers that ${what}:`, places: shownPlaces(rows.map(({ place }) => place)), remedy });
}

/** The question of rows that do not say: the only one given, or the one the rating's header names. */
function checked(rows: readonly Untyped[], questions: Questions, header: string): SurveyRow[] {
  const given = Question.options.filter((name) => questions[name] !== undefined);
  const inHeader = Question.options.filter((name) => squashed(header).includes(name));
  const only = given.length === 1 ? given[0] : given.length === 0 && inHeader.length === 1 ? inHeader[0] : undefined;
  const bare = rows.filter(({ type }) => type === null);
  if (only === undefined && bare.length)
    refuse(
      "do not say which question they answer",
      bare,
      'Give each a type (nps, csat, ces), or name the one question: "nps": {}, "csat": {"type": …} or "ces": {"direction": …}.',
    );
  const typed = rows.map((row): SurveyRow => ({ ...row, type: row.type ?? only! }));
  refuseTwoAnswers(typed);
  return typed;
}

function refuseTwoAnswers(rows: readonly SurveyRow[]): void {
  const first = new Map<string, string>();
  const places: string[] = [];
  for (const { place, type, wave, account, respondent } of rows) {
    if (respondent === null) continue;
    const key = JSON.stringify([type, wave, account, respondent]);
    const known = first.get(key);
    if (known === undefined) first.set(key, place);
    else places.push(`${place}: ${respondent} answered in ${known} already`);
  }
  if (places.length)
    throw new Problem({
      what: "Somebody answers one question more than once:",
      places: shownPlaces(places),
      remedy: "Keep one answer a person, or name the waves they belong to.",
    });
}

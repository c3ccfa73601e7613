import { dayNumber } from "../../core/dates.ts";
import { groupBy } from "../../core/order.ts";
import { Problem, shownPlaces } from "../../core/problem.ts";
import type { Table, TableRecord } from "../../core/table.ts";
import { asksToRecommend } from "../../core/vocabulary.ts";
import { Question, type Questions, type ResponseRow, type SurveyRow } from "./question.ts";

type Untyped = Omit<SurveyRow, "type"> & { type: Question | null };

/** Headers that say which question a row answers, in which wave, and when; squashed to letters. */
const headerNames = {
  type: ["type", "question", "metric", "survey", "surveytype", "questiontype"],
  wave: ["wave", "surveywave", "period", "quarter", "round"],
  date: [
    "date",
    "surveydate",
    "responsedate",
    "respondedat",
    "respondedon",
    "submittedat",
    "answeredat",
    "answeredon",
    "createdat",
    "timestamp",
    "completedat",
  ],
};
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
      segment: row.segment ?? null,
    }),
  );
  return checked(rows, questions, "");
}

/** The columns of ratings: one whose question rows or the call name, or one for each question that a header names. */
function ratingColumns(headers: readonly string[], scoreHeader: string | undefined): { header: string; type: Question }[] {
  const named = headers.flatMap((header) => {
    const types = Question.options.filter((name) => squashed(header).includes(name));
    return types.length === 1 && !/(comment|reason|date|type|verbatim|group|segment|text|why)/i.test(header)
      ? [{ header, type: types[0]! }]
      : [];
  });
  const each = new Set(named.map(({ type }) => type));
  const several = each.size > 1 && each.size === named.length;
  return several && (scoreHeader === undefined || named.some(({ header }) => header === scoreHeader)) ? named : [];
}

/**
 * The ratings of a survey table as rows, and how many of its rows hold no rating. Columns of several questions give a row for each. Waves come from
 * their own column, else from a column of dates, where so many days without an answer begin another wave. ARR counts where the amounts are ARR.
 * Throws Problem where nothing says which question they answer, for ratings that are no whole numbers, and where somebody answers twice.
 */
export function rowsOfTable(table: Table, questions: Questions, waveGapDays: number): { rows: SurveyRow[]; blank: number } {
  const headers = Object.keys(table.records[0]?.cells ?? {});
  const named = (names: readonly string[]) => headers.find((header) => names.includes(squashed(header)));
  const typeHeader = named(headerNames.type);
  const scoreHeader = table.columns.find(({ field }) => field === "score")?.header;
  const segmentHeader = table.columns.find(({ field }) => field === "segment")?.header;
  const typeOf = (cell: string): Question | null => Question.safeParse(squashed(cell)).data ?? null;
  // A column of that name may mean another type, such as a customer's; one cell that names a question decides.
  const typed = typeHeader !== undefined && table.records.some(({ cells }) => typeOf(cells[typeHeader] ?? "") !== null);
  const waves = wavesOf(table.records, named(headerNames.wave), named(headerNames.date), waveGapDays);
  const base = (record: TableRecord, rating: number, type: Question | null, column?: string): Untyped => ({
    place: column === undefined ? `row ${record.row}` : `row ${record.row}, column "${column}"`,
    type,
    account: record.account === "" ? null : record.account,
    respondent: record.respondent,
    rating,
    arr: table.amount_unit === "arr" ? record.amount : null,
    wave: waves.get(record) ?? null,
    segment: (segmentHeader === undefined ? "" : (record.cells[segmentHeader] ?? "").trim()) || null,
  });
  const columns = typed ? [] : ratingColumns(headers, scoreHeader);
  const ofColumns = (record: TableRecord) =>
    columns.flatMap(({ header, type }) => {
      const cell = (record.cells[header] ?? "").trim();
      return cell === "" ? [] : [base(record, Number(cell.replace(",", ".")), type, header)];
    });
  const rows = columns.length
    ? table.records.flatMap(ofColumns)
    : table.records.flatMap((record) =>
        record.score === null ? [] : [base(record, record.score, typed ? typeOf(record.cells[typeHeader] ?? "") : null)],
      );
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
  const answered = new Set(rows.map(({ place }) => place.replace(/,.*/, "")));
  return { rows: checked(rows, questions, scoreHeader ?? ""), blank: table.records.length - answered.size };
}

/** The wave of each record: as its column says, else by its date; no wave where neither is there or a date cannot be read. */
function wavesOf(
  records: readonly TableRecord[],
  waveHeader: string | undefined,
  dateHeader: string | undefined,
  gapDays: number,
): Map<TableRecord, string> {
  const cellOf = ({ cells }: TableRecord, header: string) => (cells[header] ?? "").trim();
  if (waveHeader !== undefined)
    return new Map(
      records.flatMap((record) => (cellOf(record, waveHeader) ? [[record, cellOf(record, waveHeader)] as const] : [])),
    );
  if (dateHeader === undefined) return new Map();
  const dated = records.map((record) => ({ record, date: /^\d{4}-\d{2}-\d{2}/.exec(cellOf(record, dateHeader))?.[0] ?? null }));
  if (dated.some(({ date }) => date === null)) return new Map();
  const inOrder = dated.map(({ record, date }) => ({ record, date: date! })).sort((a, b) => (a.date < b.date ? -1 : 1));
  const waves = new Map<TableRecord, string>();
  let [first, last] = ["", ""];
  for (const { record, date } of inOrder) {
    if (last === "" || dayNumber(date) - dayNumber(last) > gapDays) first = date;
    last = date;
    waves.set(record, first);
  }
  return waves;
}

function refuse(what: string, rows: readonly Untyped[], remedy: string): void {
  if (rows.length)
    throw new Problem({ what: `Answers that ${what}:`, places: shownPlaces(rows.map(({ place }) => place)), remedy });
}

/** The question of rows that do not say: the only one given, or the one the rating's header names. */
function checked(rows: readonly Untyped[], questions: Questions, header: string): SurveyRow[] {
  const given = Question.options.filter((name) => questions[name] !== undefined);
  const asked = asksToRecommend.test(squashed(header)) ? (["nps"] as const) : [];
  const inHeader = asked.length > 0 ? asked : Question.options.filter((name) => squashed(header).includes(name));
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
  const named = rows.filter(({ respondent }) => respondent !== null);
  const answers = groupBy(named, ({ type, wave, account, respondent }) => JSON.stringify([type, wave, account, respondent]));
  const places = [...answers.values()].flatMap(([first, ...rest]) =>
    rest.map(({ place, respondent }) => `${place}: ${respondent} answered in ${first!.place} already`),
  );
  if (places.length)
    throw new Problem({
      what: "Somebody answers one question more than once:",
      places: shownPlaces(places),
      remedy: "Keep one answer a person, or name the waves they belong to.",
    });
}

/** The latest wave of some answers, the one before it, and what is older. */
export interface Waves {
  now: SurveyRow[];
  before: SurveyRow[];
  wave: string | null;
  previous_wave: string | null;
  /** Names of the waves older than both. */
  older: string[];
}

/** By the numbers in the names, so that 2026-10 comes after 2026-9. */
function byNumbers(a: string, b: string): number {
  const [one, other] = [a, b].map((name) => (name.match(/\d+/g) ?? []).map(Number)) as [number[], number[]];
  const at = one.findIndex((number, index) => number !== other[index]);
  return (at === -1 ? 0 : one[at]! - (other[at] ?? 0)) || (a < b ? -1 : a > b ? 1 : 0);
}

/**
 * Splits answers by wave; names that begin with the year sort by themselves. Throws Problem where only some rows name a wave, or where several
 * waves have names that do not sort.
 * @example splitWaves(rows of 2025-Q4 and 2026-Q1).wave // "2026-Q1"
 */
export function splitWaves(rows: readonly SurveyRow[]): Waves {
  const names = [...new Set(rows.flatMap(({ wave }) => (wave === null ? [] : [wave])))].sort(byNumbers);
  const bare = rows.filter(({ wave }) => wave === null);
  if (names.length && bare.length)
    throw new Problem({
      what: "Answers without a wave beside answers with one:",
      places: shownPlaces(bare.map(({ place }) => place)),
      remedy: "Give every answer its wave, or none.",
    });
  const forms = new Set(names.map((name) => name.replace(/\d+/g, "#")));
  const dated = names.every((name) => /^\d{4}(?!\d)/.test(name));
  if (names.length > 1 && (!dated || forms.size > 1))
    throw new Problem({
      what: `The waves ${names.join(", ")} have names that do not say which is later.`,
      remedy: "Begin them with the year and write them alike in numbers, such as 2025-Q4 and 2026-Q1.",
    });
  const wave = names.at(-1) ?? null;
  const previous = names.at(-2) ?? null;
  return {
    now: rows.filter((row) => row.wave === wave),
    before: previous === null ? [] : rows.filter((row) => row.wave === previous),
    wave,
    previous_wave: previous,
    older: names.slice(0, -2),
  };
}

import { addDays, addMonths, daysBetween } from "../../core/dates.ts";
import { isKnown, type Known, known, unknown } from "../../core/known.ts";
import type { LogRead } from "../../core/named-rows.ts";
import {
  amountsIn,
  begins,
  castBackOf,
  daysOf,
  type LogAnswer,
  leftBetween,
  type Mark,
  marksOf,
  marksShown,
  othersIn,
  reasonsIn,
  silencesOf,
  spaced,
  type Told,
  timelineOf,
  toldOf,
  writersOf,
} from "./log.ts";
import type { LogFigures, LogMoment, MarkGiven } from "./log-question.ts";
import type { LostRow } from "./question.ts";

/** What is known of a contract's end and of its notice. */
interface TermsGiven {
  contract_end?: string | undefined;
  notice_days?: number | undefined;
  notice_months?: number | undefined;
  renews_months?: number | undefined;
  notice_dated?: string | undefined;
  as_of?: string | undefined;
}

const NUMBER_OF =
  /(\d{1,3})[ -]?(days?|d|tage?n?|jours?|días?|dias?|giorni|dagen|dage|dager|dagar|dni|dní|dnů|päivää|months?|monate?n?|mois|mes(?:es)?|mesi|maanden|måneder|månader|miesi\p{L}*|měsíc\p{L}*|kuukautta)\b/giu;
const isMonths = (unit: string): boolean => /^m|^kuu/i.test(unit);
const NEAR = 40; // not a figure: characters around a word of notice
/** Words by which a number of months is how long a contract runs on. */
const MORE =
  /^\S+ \S+ (?:more|further|another|longer|weitere|länger|supplémentaires|más|mais|altri|ulteriori|extra|erbij|yderligere|til\b|fler|dłużej|déle|lisää)/iu;
const ELSE =
  /(?:else|otherwise|another|further|prolong|renew|extend|sonst|verlänger|weitere|sinon|reconduit|si no|renueva|prorrog|altrimenti|rinnov|anders|verleng|ellers|forny|annars|förläng|inaczej|przedłuż|jinak|prodlouž|muuten|jatkuu)\p{L}*\P{L}[^.]{0,15}$|(?:verlänger|prolong|prorrog|rinnov|verleng|forny|förläng|przedłuż|prodlouž)[^.]{0,25}$/iu;

/** The contract's end and its notice as the log's own texts say them. */
function termsRead(told: readonly Told[], figures: LogFigures): TermsGiven & { rows: number[] } {
  const found: TermsGiven & { rows: number[] } = { rows: [] };
  const note = (row: number) => {
    if (!found.rows.includes(row)) found.rows.push(row);
  };
  for (const { what, dates, row, kinds, on } of told) {
    const lower = what.toLowerCase();
    const notices = figures.noticeWords.value.flatMap((word) => (lower.includes(word) ? [lower.indexOf(word)] : []));
    for (const { 1: size, 2: unit, index } of what.matchAll(NUMBER_OF)) {
      const months = isMonths(unit!);
      const more =
        months && (MORE.test(what.slice(index, index + NEAR)) || ELSE.test(what.slice(Math.max(0, index - NEAR), index)));
      if (more) found.renews_months ??= Number(size);
      else if (!notices.some((at) => Math.abs(at - index) < NEAR)) continue;
      else if (months) found.notice_months ??= Number(size);
      else found.notice_days ??= Number(size);
      note(row);
    }
    for (const { date, at } of dates) {
      const before = spaced(what.slice(0, at));
      const last = figures.endWords.value.find((word) => before.endsWith(` ${word} `));
      const own = kinds.includes("notice") && on !== null && date >= on;
      const ends = own && figures.endingWords.value.some((word) => before.endsWith(` ${word} `));
      if (last === undefined && !ends && !(kinds.includes("notice") && begins(before, ["end of contract", "contract end"])))
        continue;
      found.contract_end ??= date;
      note(row);
    }
    if (kinds.includes("notice")) {
      const dated = dates.find(({ at }) =>
        /(?:dated|date of|vom|datée? du|fechad[ao]|datata|datad[ao]|gedateerd|dateret|datert|daterad|z dnia|ze dne)\s*(?:the )?$/i.test(
          what.slice(0, at),
        ),
      );
      if (dated !== undefined) found.notice_dated ??= dated.date;
    }
  }
  return found;
}

const weekday = (date: string): string =>
  new Intl.DateTimeFormat("en-US", { weekday: "long", timeZone: "UTC" }).format(new Date(`${date}T00:00:00Z`));

const DAYS_A_MONTH = 30; // not a figure: days by which people count a month of notice

/**
 * The last day for a notice, by days and by months, against the day on the letter and the day it came. Unknown where the contract's end or its notice is
 * not known.
 */
function noticeOf(
  told: readonly Told[],
  marks: readonly Mark[],
  given: TermsGiven,
  figures: LogFigures,
): Known<Exclude<LogAnswer["notice"], Known<never>>> {
  const read = termsRead(told, figures);
  const end = given.contract_end ?? read.contract_end;
  const ownTerms = given.notice_days !== undefined || given.notice_months !== undefined;
  const days = ownTerms ? given.notice_days : read.notice_days;
  const months = ownTerms ? given.notice_months : read.notice_months;
  const received = marks.find(({ moment }) => moment === "notice")?.on;
  if (end === undefined || (days === undefined && months === undefined))
    return unknown(
      end === undefined
        ? "The contract's end is not known: give contract_end and notice_days or notice_months."
        : `The contract ends on ${end}; its notice is not known: give notice_days or notice_months.`,
    );
  const dated = given.notice_dated ?? read.notice_dated;
  const lasts = [
    ...(days === undefined ? [] : [{ by: "days" as const, count: days, last: addDays(end, -days) }]),
    ...(months === undefined ? [] : [{ by: "months" as const, count: months, last: addMonths(end, -months) }]),
    ...(days !== undefined && months === undefined && days > 0 && days % DAYS_A_MONTH === 0
      ? [{ by: "months" as const, count: days / DAYS_A_MONTH, last: addMonths(end, -(days / DAYS_A_MONTH)) }]
      : []),
  ].map(({ by, count, last }) => ({
    by,
    count,
    last_day: last,
    weekday: weekday(last),
    days_after_dated: dated === undefined ? unknown("The day on the letter is not known.") : daysBetween(last, dated),
    days_after_received: received === undefined ? unknown("The day the notice came is not known.") : daysBetween(last, received),
  }));
  const late = (day: string | undefined): boolean[] => (day === undefined ? [] : lasts.map(({ last_day }) => day > last_day));
  const checked = [...late(received), ...late(dated)];
  const verdict =
    received === undefined ? "no_notice" : checked.every(Boolean) ? "late" : checked.some(Boolean) ? "depends" : "in_time";
  const more = given.renews_months ?? read.renews_months;
  return {
    contract_end: end,
    how: given.contract_end !== undefined && ownTerms ? "named" : "read",
    rows: read.rows,
    received: known(received, "No entry is a notice."),
    dated: known(dated, "No day is written on it."),
    lasts,
    verdict,
    one_day_more:
      verdict === "late" && lasts.some(({ by, last_day }) => by === "days" && daysBetween(last_day, dated ?? received!) === 1),
    days_left: given.as_of === undefined ? unknown("as_of is not given.") : daysBetween(given.as_of, end),
    runs_on_until: addMonths(end, more ?? figures.renewed.value),
    runs_on_said: more !== undefined,
  };
}

/** What a caller says of the one account a log is about. */
interface LogSaid extends TermsGiven {
  account: string;
  /** Every entry is wanted, for files. */
  whole: boolean;
  arr?: number | undefined;
  marks?: Partial<Record<LogMoment, MarkGiven | undefined>> | undefined;
}

const MOST = 6; // not a figure: stretches and writers that are shown

/** All that a log tells of its account. Throws Problem for a mark that names no entry. */
export function logOf(read: LogRead, said: LogSaid, book: readonly string[], figures: LogFigures): LogAnswer {
  const told = toldOf(read, figures);
  const marks = marksOf(told, said.marks ?? {});
  const notice = noticeOf(told, marks, said, figures);
  const received = marks.find(({ moment }) => moment === "notice")?.on;
  const lastDay = isKnown(notice) ? notice.lasts[0]?.last_day : undefined;
  // What comes first: a notice in time ends the time there was.
  const until = lastDay === undefined || (received !== undefined && received < lastDay) ? received : lastDay;
  return {
    account: said.account,
    entries: told.length,
    entries_twice: read.entries.length - told.length,
    from: known(told[0]?.on, "No entry has a day that can be read."),
    to: known(told.findLast(({ on }) => on !== null)?.on, "No entry has a day that can be read."),
    undated: told.filter(({ on }) => on === null).length,
    marks: marksShown(marks),
    days: daysOf(marks),
    notice,
    late_entries: told.flatMap(({ row, on, entered, late, what }) =>
      late === null ? [] : [{ row, on: on!, entered: entered!, days: late, what }],
    ),
    reasons_written: reasonsIn(told, received),
    ours_left: leftBetween(told, marks),
    amounts: amountsIn(told),
    others: othersIn(told, said.account, book, figures.also.value),
    silences: silencesOf(told, MOST),
    writers: writersOf(told, received, MOST),
    had_acted: castBackOf(told, marks, until, figures.actedWithin.value),
    ...timelineOf(told, marks, until, said.whole),
    days_left_until: known(
      until === undefined ? null : until === received ? `the notice, ${until}` : `the last day for a notice, ${until}`,
      "Neither the notice nor the last day for one is known.",
    ),
  };
}

/** The account of a log as one loss; a decision known to the month counts from its last day. */
export function lossOfLog({ account, marks }: LogAnswer, arr: number | undefined): LostRow {
  const on = (moment: LogMoment) => marks.find((mark) => mark.moment === moment)?.on;
  const decided = marks.find(({ moment }) => moment === "decided");
  return {
    account,
    arr,
    decided: decided === undefined ? on("notice") : (decided.until ?? decided.on),
    first_sign: on("first_sign"),
    flagged: on("flagged"),
    first_action: on("first_action"),
  };
}

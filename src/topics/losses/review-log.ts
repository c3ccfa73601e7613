import { isKnown, known } from "../../core/known.ts";
import type { LogRead } from "../../core/named-rows.ts";
import {
  amountsIn,
  castBackOf,
  daysOf,
  type LogAnswer,
  leftBetween,
  marksOf,
  marksShown,
  othersIn,
  reasonsIn,
  silencesOf,
  timelineOf,
  toldOf,
  writersOf,
} from "./log.ts";
import { noticeOf, type TermsGiven } from "./log-notice.ts";
import type { LogFigures, LogMoment, MarkGiven } from "./log-question.ts";
import type { LostRow } from "./question.ts";

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

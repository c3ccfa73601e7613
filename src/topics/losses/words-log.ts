import type { Warning } from "../../core/answer.ts";
import { brief, inShort, plural } from "../../core/english.ts";
import { isKnown, orNull } from "../../core/known.ts";
import { shortMoney } from "../../render/numbers.ts";
import type { LogAnswer } from "./log.ts";
import type { LogMoment } from "./log-question.ts";

const ROWS = 3;
const QUOTED = 60; // not a figure: characters of a quotation

/** A log with what its reader had to decide. */
interface LogReview {
  log: LogAnswer;
  arr: number | null;
  /** The order of day and month is a guess. */
  assumed: boolean;
  order: "day_first" | "month_first";
  unread: number;
}

const momentWords: Record<LogMoment, string> = {
  first_sign: "the first sign",
  flagged: "the flag",
  first_action: "the first action",
  decided: "the decision",
  notice: "the notice",
};

const daysSaid = ({ days, days_most }: LogAnswer["days"][number]): string =>
  days_most === undefined ? plural(days, "day") : `${days} to ${days_most} days`;

const between = ({ days }: LogAnswer, from: LogMoment, to: LogMoment) => days.find((one) => one.from === from && one.to === to);

/** The last day for a notice and how far after it the notice came. */
function noticeSaid({ notice }: LogAnswer): string {
  if (!isKnown(notice)) return "";
  const [first] = notice.lasts;
  if (first === undefined || notice.verdict === "no_notice") return "";
  const lasts = notice.lasts.map(({ count, by, last_day, weekday }) => `${weekday} ${last_day} (${count} ${by})`).join(" or ");
  const late = notice.lasts.flatMap(({ days_after_received: days }) => (isKnown(days) && days > 0 ? [days] : []));
  const after = late.length === 0 ? "" : `, ${late.join(" or ")} ${late.join() === "1" ? "day" : "days"} late`;
  const came = `it came ${orNull(notice.received)}${after}${isKnown(notice.dated) && notice.dated !== orNull(notice.received) ? `, dated ${notice.dated}` : ""}`;
  const verdict = {
    in_time: `is in time: last day ${lasts}, ${came}`,
    late: `looks late: last day ${lasts}, ${came}${notice.one_day_more ? "; counted with both end days the earlier one is in time" : ""}`,
    depends: `is late by one count and in time by another: last day ${lasts}, ${came}`,
  }[notice.verdict];
  return `The notice ${verdict}.`;
}

function runsOn({ notice }: LogAnswer, amount: string): string {
  if (!isKnown(notice) || (notice.verdict !== "late" && notice.verdict !== "depends")) return "";
  return `Nobody confirms the end before legal has read the clause: the contract may run on until ${notice.runs_on_until}${amount}${notice.runs_on_said ? "" : " (a year is assumed)"}.`;
}

function courseSaid(log: LogAnswer): string {
  const [sign, flag, action] = [
    between(log, "first_sign", "notice"),
    between(log, "flagged", "first_action"),
    between(log, "first_action", "notice"),
  ];
  const waited =
    flag === undefined
      ? ""
      : `the flag waited ${daysSaid(flag)} for a first action${action === undefined ? "" : `, ${daysSaid(action)} before the notice`}`;
  const parts = [sign === undefined ? "" : `the first sign stood ${daysSaid(sign)} before the notice`, waited].filter(Boolean);
  return parts.length === 0 ? "" : `${parts.join("; ")}.`.replace(/^./, (letter) => letter.toUpperCase());
}

function reasonSaid({ reasons_written }: LogAnswer): string {
  const one = reasons_written.find(({ in_notice }) => !in_notice);
  const own = reasons_written.find(({ in_notice }) => in_notice);
  if (one === undefined) return "";
  const quoted = `The reason written afterwards ("${one.says.slice(0, QUOTED)}")`;
  if (!isKnown(one.first_on))
    return `${quoted} stands nowhere in the log before the notice${own === undefined ? "" : `; the customer's own says "${own.says.slice(0, 2 * QUOTED)}"`}.`;
  if (one.signs_before === 0 || !isKnown(one.first_sign_days_before)) return "";
  return `${quoted} first stands in the log on ${one.first_on}, after ${plural(one.signs_before, "sign")}, the first of them ${plural(one.first_sign_days_before, "day")} earlier.`;
}

function leftSaid({ ours_left }: LogAnswer): string {
  const [one] = ours_left;
  return one === undefined
    ? ""
    : `${plural(one.days_after_flag, "day")} after the flag, on ${one.on}: "${one.what.slice(0, QUOTED)}"; nobody acted until later.`;
}

/** How long it is still a customer. */
function stillSaid({ notice }: LogAnswer): string {
  if (!isKnown(notice) || !isKnown(notice.days_left) || notice.days_left <= 0) return "";
  return `It is a customer until ${notice.contract_end}, ${plural(notice.days_left, "day")} from now.`;
}

function decisionSaid(log: LogAnswer): string {
  const mark = log.marks.find(({ moment }) => moment === "decided");
  const action = log.marks.find(({ moment }) => moment === "first_action");
  if (mark === undefined || action === undefined || action.on <= (mark.until ?? mark.on)) return "";
  const after = between(log, "decided", "first_action");
  return `By its own word the customer decided ${mark.until === undefined ? `on ${mark.on}` : `in ${mark.on.slice(0, 7)}`}, ${after === undefined ? "" : `${daysSaid(after)} `}before our first action.`; // not a figure: characters of a month
}

function lateSaid({ late_entries: late }: LogAnswer): string {
  return late.length === 0
    ? ""
    : `Written down later: ${late
        .slice(0, ROWS)
        .map(
          ({ row, on, entered, days, what }) =>
            `row ${row}, ${on}, entered ${entered} (${days} days later): "${what.slice(0, 60)}"`,
        ) // not a figure: characters of a quotation
        .join("; ")}. It was not in the system then: no proof of a warning, and none against the writer.`;
}

/** What a log is whose words tell of no two moments. */
function spanSaid({ entries, from, to }: LogAnswer): string {
  return `A log of ${plural(entries, "entry", "entries")} from ${orNull(from)} to ${orNull(to)}; its words tell too few moments, so name them by row.`;
}

/** A log in words: what happened when, when it could have been known, whether the notice holds, and what is only read from words. */
export function wordLog({ log, arr }: LogReview, currency: string) {
  const amount = arr === null ? "" : `, ${shortMoney(arr, currency)} a year`;
  const flagged = log.marks.find(({ moment }) => moment === "flagged");
  const cast = log.had_acted.filter(({ kind }) => kind === "flagged").at(-1) ?? log.had_acted.at(-1);
  const notice = noticeSaid(log);
  const others = log.others.map(({ name }) => name);
  return {
    summary: brief([courseSaid(log) || spanSaid(log), notice, decisionSaid(log), reasonSaid(log)]),
    because: [
      leftSaid(log),
      decisionSaid(log),
      cast === undefined || !isKnown(cast.days_earlier) || cast.days_earlier <= 0
        ? ""
        : `Acted on within ${cast.working_days} working days, row ${cast.row} would have been by ${cast.by}, ${plural(cast.days_earlier, "day")} earlier than it was; whether that had kept the customer nobody can say.`,
      flagged === undefined ? "" : `It was raised on ${flagged.on}: "never raised" is not what the log says.`,
    ]
      .filter(Boolean)
      .slice(0, ROWS),
    check_first: [
      [notice, runsOn(log, amount), stillSaid(log)].filter(Boolean).join(" "),
      lateSaid(log) || reasonSaid(log),
    ].filter(Boolean),
    do_next: [
      runsOn(log, amount) === ""
        ? ""
        : "Legal, today: is the notice in time, by receipt or by date, and is a mail in writing? Nobody answers it before.",
      others.length ? `CSM: look at ${inShort(others)} now: the log says they were told the same.` : "",
      "CS operations: look for the same first sign at other accounts today, by name, before a rule is written.",
    ].filter(Boolean),
    unknown: [
      "Why the customer decided, and who did: the log holds what was written down, not what was said.",
      isKnown(log.notice) ? "" : "Whether the notice came in time: give contract_end and notice_days, as the contract has them.",
      arr === null ? "What was lost a year: no amount is given." : "",
    ].filter(Boolean),
    say: { team: brief([courseSaid(log), notice]) },
    next: [{ call: "draft_playbook", why: "The play for a sponsor who leaves, before the next one does." }],
  };
}

export function logWarnings({ log, assumed, order, unread }: LogReview): Warning[] {
  const proposed = log.marks.filter(({ by }) => by === "proposed");
  return [
    ...(assumed
      ? [
          {
            code: "dates_assumed",
            message: `Some dates do not tell whether the day or the month comes first; they are read with the ${order === "day_first" ? "day" : "month"} first. If not: lost: {"table": "...", "dates": "${order === "day_first" ? "month_first" : "day_first"}"}.`,
          },
        ]
      : []),
    ...(log.undated > 0
      ? [
          {
            code: "entries_without_day",
            message: `${plural(log.undated, "entry has", "entries have")} no day that can be read; they stand last in the timeline.`,
          },
        ]
      : []),
    ...(log.entries_twice > 0
      ? [
          {
            code: "entries_twice",
            message: `${plural(log.entries_twice, "row says", "rows say")} word for word what another says on the same day; each is read once.`,
          },
        ]
      : []),
    ...(log.timeline_left_out > 0
      ? [
          {
            code: "timeline_shortened",
            message: `${plural(log.timeline_left_out, "entry", "entries")} of ${log.entries} without a sign, an act or a moment ${log.timeline_left_out === 1 ? "is" : "are"} not in the timeline: out, a folder, gets all.`,
          },
        ]
      : []),
    ...(unread > 0
      ? [
          {
            code: "rows_without_text",
            message: `${plural(unread, "row has", "rows have")} no text and ${unread === 1 ? "is" : "are"} passed over.`,
          },
        ]
      : []),
    ...(proposed.length > 0
      ? [
          {
            code: "marks_proposed",
            message: `Read from words, to confirm: ${proposed.map(({ moment, row, on, until }) => `${momentWords[moment]} row ${orNull(row)} (${until === undefined ? on : on.slice(0, 7)})`).join(", ")}. To name others: lost: {"table": "...", "marks": {"first_sign": row, "flagged": row, "first_action": row, "decided": row or month, "notice": row}}.`, // not a figure: characters of a month
          },
        ]
      : []),
    ...(log.amounts.length > 1
      ? [
          {
            code: "amounts_named",
            message: `The log names amounts: ${log.amounts.map(({ row, said }) => `row ${row} ${said.join(", ")}`).join("; ")}. What was paid at the end is what is lost; a part that ended earlier was lost then.`,
          },
        ]
      : []),
  ];
}

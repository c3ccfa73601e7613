import type { TableField } from "../core/table.ts";
import { type Draft, rowsWith } from "./draft.ts";
import { speaksOfNotice } from "./read-sheet.ts";
import { readStatus } from "./read-words.ts";
import { isLedger } from "./row-amounts.ts";
import { saidWords } from "./row-status.ts";
import { CodedValues, type Values } from "./values.ts";
import { wordKey } from "./words.ts";

/** Why rows that left cannot be used. */
export const LEFT_UNDATED = "have left on a day that is not known";

/** The column of ends, made where the table has none. */
function endsOf(draft: Draft): Values<string> {
  const known = draft.texts("end");
  if (known) return known;
  const values = CodedValues.filled<string>(draft.rows.length, null);
  draft.fields.texts.set("end", { values, faults: new Map(), notes: [], refusal: null });
  return values;
}

/** When a row that has left stopped paying: its end, else the end of the period it had paid for, else the day it was cancelled. */
function dateLeavers(draft: Draft): void {
  const [cancelled, periods] = [draft.texts("cancelled_on"), draft.texts("period_end")];
  if (draft.gone.size === 0) return;
  const ends = endsOf(draft);
  for (const [row, leaving] of draft.gone) {
    const asked = cancelled?.get(row) ?? null;
    const paidTo = periods?.get(row) ?? null;
    const end = ends.get(row) ?? (asked !== null && paidTo !== null && paidTo > asked ? paidTo : asked);
    leaving.on = end;
    if (draft.shape === "subscriptions") ends.set(row, end);
  }
}

/** A row that pays and was cancelled has given notice. */
function noteNotices(draft: Draft): void {
  const cancelled = draft.texts("cancelled_on");
  const matched = draft.matching.fields.get("cancelled_on");
  if (!cancelled || !matched) return;
  if (!draft.matching.fields.has("status") && !speaksOfNotice(draft.table.headers[matched.index]!)) return;
  const flags = draft.fields.flags.get("notice_served")?.values ?? CodedValues.filled<boolean>(draft.rows.length, null);
  cancelled.forEach((date, row) => {
    if (date !== null && !draft.gone.has(row) && !draft.out.has(row) && flags.get(row) === null) flags.set(row, true);
  });
  draft.fields.flags.set("notice_served", { values: flags, faults: new Map(), notes: [], refusal: null });
}

function latest(dates: Iterable<string | null>): string | null {
  let last: string | null = null;
  for (const date of dates) if (date !== null && (last === null || date > last)) last = date;
  return last;
}

/** Whether rows are more of the file, by number or by money, than may contradict themselves without being asked about. */
function isLarge(draft: Draft, rows: readonly number[]): boolean {
  const counted = draft.counted();
  const share = draft.knowledge.limits.contradiction_share;
  return rows.length > share * counted.length || draft.sumOf(rows) > share * draft.sumOf(counted);
}

/** Rows whose status and end say different things: the caller's word goes first, then the end. */
function contradictions(draft: Draft): void {
  const ends = draft.texts("end");
  const day = latest(draft.options.dated ?? []) ?? latest(draft.texts("start") ?? []);
  // A paid invoice whose time is over contradicts nothing.
  if (!ends || day === null || !draft.matching.fields.has("status") || isLedger(draft)) return;
  const header = draft.header("status");
  // A lifecycle stage never goes back: who once became a customer keeps the word.
  if (/lifecycle/i.test(header)) return;
  const said = saidWords(draft, header);
  const past: number[] = [];
  const { past_end: meant } = draft.options;
  for (const row of draft.paying) {
    const end = ends.get(row);
    if (end === null || end > day || draft.out.has(row) || draft.successors.has(row)) continue;
    if (meant === "paying" || (meant === undefined && said.has(wordKey(draft.cell(row, "status"))))) ends.set(row, null);
    else past.push(row);
  }
  const word = past.length > 0 ? draft.cell(past[0]!, "status") : "";
  if (past.length > 0 && meant === undefined && isLarge(draft, past)) {
    draft.questions.push({
      code: "active_past_end",
      asks: "counts",
      question: `"${header}" contradicts the end: ${draft.named(past)} ${past.length === 1 ? "is" : "are"} ${word} past ${past.length === 1 ? "its" : "their"} end. Do they still pay?`,
      readings: [
        {
          means: "they ended with their end",
          accounts: 0,
          amount: 0,
          parameter: 'reading: {"past_end": "ended"}',
        },
        {
          means: "they pay on",
          accounts: new Set(past.map((row) => draft.accountOf(row))).size,
          amount: draft.sumOf(past),
          parameter: 'reading: {"past_end": "paying"}',
        },
      ],
      why: null,
    });
  } else if (past.length > 0 && meant === undefined) {
    draft.doubt(
      "active_past_end",
      `"${header}" contradicts the end: ${draft.named(past)} ${past.length === 1 ? "is" : "are"} ${word} past ${past.length === 1 ? "its" : "their"} end and count${past.length === 1 ? "s" : ""} as ended; if ${past.length === 1 ? "it still pays" : "they still pay"}, retention is higher.`,
      true,
      'If so, give reading: {"past_end": "paying"}.',
    );
  }
  const later = [...draft.gone].filter(([row, { on }]) => on !== null && on > day && !draft.out.has(row)).map(([row]) => row);
  // Notice with an end ahead is the usual case; a word for gone before its end contradicts it.
  const surely = later.filter((row) => readStatus(draft.cell(row, "status"), draft.knowledge.words) === "gone");
  if (later.length > 0)
    draft.doubt(
      "gone_later",
      `${draft.named(later)}: marked as gone with an end still ahead; they pay until then.`,
      surely.length > 0 && draft.asks("until"),
    );
}

/** Rows that one column says pay and another says have left. */
function flagAgainstStatus(draft: Draft): void {
  const outcomes = draft.texts("outcome");
  const says = (row: number): string | null =>
    draft.gone.get(row)?.why ?? (outcomes?.get(row) === "lost" ? `"${draft.header("outcome")}" says so` : null);
  const header = draft.header("status");
  const said = saidWords(draft, header);
  const both: number[] = [];
  for (const row of draft.paying) {
    if (says(row) === null || draft.out.has(row)) continue;
    if (!said.has(wordKey(draft.cell(row, "status")))) both.push(row);
    else {
      // The caller's word goes first.
      draft.gone.delete(row);
      outcomes?.set(row, null);
    }
  }
  if (both.length === 0) return;
  const word = draft.cell(both[0]!, "status");
  const pays = `reading: {"values": {"${header}": {"${word}": "paying"}}}`;
  if (isLarge(draft, both))
    draft.questions.push({
      code: "paying_and_gone",
      asks: "counts",
      question: `${draft.named(both)}: "${header}" is ${word}, and another column says they left (${says(both[0]!)}). Which is right?`,
      readings: [
        { means: "they left", accounts: null, amount: null, parameter: 'columns: {"status": null}' },
        {
          means: "they pay",
          accounts: new Set(both.map((row) => draft.accountOf(row))).size,
          amount: draft.sumOf(both),
          parameter: pays,
        },
      ],
      why: null,
    });
  else
    draft.doubt(
      "paying_and_gone",
      `${draft.named(both)}: "${header}" is ${word}, though another column says they left (${says(both[0]!)}); counted as left.`,
      true,
      `If they pay, give ${pays}.`,
    );
}

/** Whether the file can show somebody leaving at all; asked before anything is said of who stayed. */
function canShowLosses(draft: Draft): void {
  const { shape, options } = draft;
  // A list of accounts with the day each began is asked the same, where the answer says how long they stay.
  const staying = shape === "accounts" && options.asks?.includes("until") === true && draft.texts("start") !== null;
  if (!(shape === "subscriptions" || staying) || options.lost_table !== undefined || options.columns?.end === null) return;
  const outcomes = draft.texts("outcome");
  const lost = outcomes?.rowsWhere((outcome, row) => outcome === "lost" && !draft.out.has(row)) ?? [];
  const ends = draft.texts("end");
  for (const row of lost)
    if (!draft.gone.has(row) && (ends?.get(row) ?? null) === null)
      draft.gone.set(row, { why: `"${draft.header("outcome")}" says so`, on: null });
  const levels = options.overlaps === "replace" && draft.amounts.amount?.column.values.some((value) => value === 0) === true;
  // Of deals nobody is expected to have left.
  const onlyDeals = draft.matching.fields.has("status") && draft.paying.length === 0 && options.asks === undefined;
  const undated = [...draft.gone].filter(([row, { on }]) => on === null && !draft.out.has(row)).map(([row]) => row);
  const speaks = (["end", "status", "outcome", "cancelled_on"] as const satisfies readonly TableField[]).some((field) => {
    const matched = draft.matching.fields.get(field);
    return matched !== undefined && !(field === "cancelled_on" && speaksOfNotice(draft.table.headers[matched.index]!));
  });
  if (undated.length > 0) {
    if (draft.options.skip_bad_rows) {
      if (draft.options.asks?.includes("until")) for (const row of undated) draft.leave(row, "unusable", LEFT_UNDATED);
      return;
    }
    draft.questions.push({
      code: "left_when",
      asks: "until",
      question: `${rowsWith(undated.length, "has", "have")} left, and nothing says since when: ${draft.named(undated)}.`,
      readings: [
        {
          means: "a column holds the day it ended",
          accounts: undated.length,
          amount: draft.sumOf(undated),
          parameter: 'columns: {"end": "…"}',
        },
        {
          means: "leave them out; retention then looks higher than it is",
          accounts: 0,
          amount: 0,
          parameter: "skip_bad_rows: true",
        },
      ],
      why: null,
    });
    return;
  }
  if (!speaks && !levels && draft.gone.size === 0)
    draft.questions.push({
      code: "no_end",
      asks: "until",
      question: "The file has no end, status or outcome, so nobody can be seen to leave, and every customer would count as kept.",
      readings: [
        { means: "a column holds the day a customer left", accounts: null, amount: null, parameter: 'columns: {"end": "…"}' },
        { means: "those who left stand in another file", accounts: null, amount: null, parameter: 'lost_table: "leavers.csv"' },
        { means: "nobody left", accounts: null, amount: null, parameter: 'columns: {"end": null}' },
      ],
      why: null,
    });
  else if (draft.asks("until") && !onlyDeals && draft.gone.size === 0 && (ends === null || ends.every((end) => end === null)))
    draft.doubt(
      "nobody_left",
      "No row of this file has ended, so it may list today's customers only; then retention looks perfect and is not.",
      true,
    );
}

/** Exports that clear the amount of what ended hide the money lost. */
function clearedAmounts(draft: Draft): void {
  const [ends, amounts] = [draft.texts("end"), draft.amounts.amount?.column.values];
  if (draft.shape !== "subscriptions" || !ends || !amounts || !draft.asks("how_much")) return;
  const ended = ends.rowsWhere((end, row) => end !== null && !draft.out.has(row));
  const cleared = ended.filter((row) => amounts.get(row) === 0);
  if (cleared.length === 0 || cleared.length < ended.length || amounts.every((amount) => amount === 0)) return;
  draft.doubt(
    "amounts_cleared",
    `Every row that ended has the amount 0 (${cleared.length}), so what was lost is missing and retention of money is too high.`,
    true,
  );
}

/** Contracts that renew by themselves and are past their end, where nothing says that they ended: they may pay on. */
function pastAutoRenewal(draft: Draft): void {
  const [ends, renews] = [draft.texts("end"), draft.fields.flags.get("auto_renew")?.values];
  const [matched, day] = [
    draft.matching.fields.get("end"),
    latest(draft.options.dated ?? []) ?? latest(draft.texts("start") ?? []),
  ];
  if (draft.shape !== "subscriptions" || !ends || !renews || !matched || matched.rank === 0 || day === null) return;
  if ((["status", "outcome", "cancelled_on"] as const).some((field) => draft.matching.fields.has(field))) return;
  const past = ends.rowsWhere(
    (end, row) =>
      end !== null &&
      end <= day &&
      renews.get(row) === true &&
      !draft.out.has(row) &&
      !draft.gone.has(row) &&
      !draft.successors.has(row),
  );
  const { past_end: meant } = draft.options;
  if (meant === "paying") for (const row of past) ends.set(row, null);
  if (past.length === 0 || meant !== undefined) return;
  const what = `${draft.named(past)} ${past.length === 1 ? "is" : "are"} past "${draft.header("end")}", and "${draft.header("auto_renew")}" says that ${past.length === 1 ? "it renews" : "they renew"} by ${past.length === 1 ? "itself" : "themselves"}.`;
  if (!isLarge(draft, past)) {
    draft.doubt("past_auto_renewal", `${what} Counted as ended.`, true, 'If so, give reading: {"past_end": "paying"}.');
    return;
  }
  draft.questions.push({
    code: "past_auto_renewal",
    asks: "until",
    question: `${what} Do they still pay?`,
    readings: [
      {
        means: "they renewed and pay on",
        accounts: new Set(past.map((row) => draft.accountOf(row))).size,
        amount: draft.sumOf(past),
        parameter: 'reading: {"past_end": "paying"}',
      },
      { means: "they ended with their end", accounts: 0, amount: 0, parameter: 'reading: {"past_end": "ended"}' },
    ],
    why: "a contract that renews by itself ends only by notice",
  });
}

/** Contracts that all have a term, the last of which began before others ended: renewals that are not in the file yet look like losses. */
function renewalsToCome(draft: Draft): void {
  const [starts, ends, dated] = [draft.texts("start"), draft.texts("end"), draft.options.dated ?? []];
  if (draft.shape !== "subscriptions" || !starts || !ends || dated.length < 2 || !draft.asks("how_much")) return;
  if ((["status", "outcome", "cancelled_on"] as const).some((field) => draft.matching.fields.has(field))) return;
  const rows = draft.counted();
  const [from, to, lastStart] = [[...dated].sort()[0]!, latest(dated)!, latest(rows.map((row) => starts.get(row)))];
  if (lastStart === null || rows.some((row) => ends.get(row) === null)) return;
  const over = rows.filter(
    (row) => ends.get(row)! > lastStart && ends.get(row)! > from && ends.get(row)! < to && !draft.successors.has(row),
  );
  if (over.length === 0 || !isLarge(draft, over)) return;
  draft.doubt(
    "renewals_to_come",
    `No contract begins after ${lastStart}, and ${draft.named(over)} ended since; renewals that are not in the file yet look like losses.`,
    true,
  );
}

/** Until when each row pays, and whether the file can tell. */
export function settleLeaving(draft: Draft): void {
  dateLeavers(draft);
  noteNotices(draft);
  contradictions(draft);
  flagAgainstStatus(draft);
  clearedAmounts(draft);
  pastAutoRenewal(draft);
  renewalsToCome(draft);
  canShowLosses(draft);
}

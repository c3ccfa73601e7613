import type { ReadTable } from "../core/table.ts";
import { type Draft, rowsWith } from "./draft.ts";
import { fieldsNamed } from "./header-words.ts";
import { columnPlace } from "./read-cells.ts";
import { readDates } from "./read-dates.ts";
import { isMissing } from "./read-numbers.ts";
import { readOpenEnd, readStatus } from "./read-words.ts";
import type { Values } from "./values.ts";
import { fold } from "./words.ts";

/** What headers say when a question about rows may hang on their column. */
const speaking =
  /status|churn|cancel|terminat|trial|expir|renew|quantity|seats|interval|frequency|one.?time|lost|kündig|statut|estado/i;
const discounts = /discount|rebate|rabatt|nachlass|remise|descuento/i;
const returns = /reactivat|resum|reinstat|winback|wonback|wiederauf|reaktivier|reprise|reactiv|restart/;
const pauses =
  /^(?:paused?|onhold|suspended|suspension|pausiert|ruht|pausa)(?:start(?:ed)?|from|since|date|at|on|am|seit|von|begin|beginn|desde|ab)*(?:date)?$/;
const reasons =
  /(?:churn|cancell?ation|cancel|lost|loss|termination|attrition|leaving|kundigungs?|abwanderungs?|abgangs)(?:reason|grund|code|category)|^(?:motif|raison)(?:de|du)?(?:resiliation|depart|churn)|^(?:motivo|razon)(?:de)?(?:baja|cancelacion|churn)/;

const isRead = (draft: Draft, index: number): boolean =>
  [...draft.matching.fields.values()].some((column) => column.index === index) ||
  draft.fields.read.has(index) ||
  draft.matching.wide.includes(index) ||
  draft.known?.ignore.includes(draft.table.headers[index]!.text) === true;

/** Columns nobody reads whose plain header fits. */
const unread = (draft: Draft, fits: (plain: string) => boolean): number[] =>
  draft.table.headers.flatMap(({ key }, index) => (fits(fold(key)) && !isRead(draft, index) ? [index] : []));

/** A column of days that no field has; null where most of its filled cells are none. */
function daysOf(draft: Draft, index: number): Values<string> | null {
  const isOpen = (text: string) => text !== "" && readOpenEnd(text, draft.knowledge.words);
  const place = columnPlace(draft.table, draft.rows, index);
  const read = readDates(draft.rows.column(index), place, draft.options.dates, draft.table.workbook, isOpen);
  const days = read.values.rowsWhere((day) => day !== null).length;
  return read.refusal !== null || days === 0 || read.faults.size > days ? null : read.values;
}

const lastDay = (draft: Draft): string | null => {
  const days = (draft.options.dated ?? []).length > 0 ? draft.options.dated! : (draft.texts("start") ?? []);
  let last: string | null = null;
  for (const day of days) if (day !== null && (last === null || day > last)) last = day;
  return last;
};

/** Customers that left and came back: they pay again from that day on, and a day of the answer in between finds them gone. */
function settleReturns(draft: Draft): void {
  const [index] = unread(draft, (plain) => returns.test(plain));
  const ends = draft.texts("end");
  if (index === undefined || draft.shape !== "subscriptions" || !ends) return;
  const days = daysOf(draft, index);
  if (days === null) return;
  const dated = draft.options.dated ?? [];
  const starts = draft.texts("start")!;
  const back: number[] = [];
  days.forEach((day, row) => {
    const end = ends.get(row);
    if (day === null || end === null || day < end || draft.out.has(row)) return;
    const between = dated.filter((one) => end <= one && one < day);
    const after = dated.some((one) => one >= day);
    if (dated.length === 0 || !after) return;
    if (between.length > 0) starts.set(row, day);
    ends.set(row, null);
    draft.gone.delete(row);
    back.push(row);
  });
  draft.fields.read.add(index);
  if (back.length === 0) return;
  draft.doubt(
    "came_back",
    `${draft.named(back)} left and came back by "${draft.table.headers[index]!.text}", and count${back.length === 1 ? "s" : ""} as paying since.`,
    draft.asks("until"),
  );
}

/** Customers in a pause on the day of the answer are counted, and said. */
function notePauses(draft: Draft): void {
  const [index] = unread(draft, (plain) => pauses.test(plain));
  const day = lastDay(draft);
  if (index === undefined || day === null) return;
  const days = daysOf(draft, index);
  if (days === null) return;
  const until = unread(draft, (plain) => /^(?:pause|resum|hold|suspension)/.test(plain) && !pauses.test(plain))
    .map((other) => daysOf(draft, other))
    .find((values) => values !== null);
  const ends = draft.texts("end");
  const paused = days.rowsWhere((from, row) => {
    const over = until?.get(row) ?? null;
    const gone = draft.out.has(row) || draft.gone.has(row) || ((ends?.get(row) ?? null) !== null && ends!.get(row)! <= day);
    return from !== null && from <= day && (over === null || over > day) && !gone;
  });
  if (paused.length === 0) return;
  draft.fields.read.add(index);
  draft.doubt(
    "paused_counted",
    `${rowsWith(paused.length, "is", "are")} paused by "${draft.table.headers[index]!.text}" and counted as paying: ${draft.named(paused)}.`,
    true,
  );
}

const plans =
  /^(?:plan|product|package|edition|license|licence|subscription|tarif|produkt|paket|offre|produit|producto|paquete)(?:name|type|tier)?$/;

/** Plans that are a trial or free by their name, with an amount that counts. */
function notePlans(draft: Draft): void {
  const values = draft.amounts.amount?.column.values;
  const plan = draft.matching.fields.get("subscription");
  const index = draft.table.headers.findIndex(
    ({ key }, place) => plans.test(fold(key)) && (place === plan?.index || !isRead(draft, place)),
  );
  if (!values || index === -1 || draft.shape === "survey") return;
  const named = draft.rows.column(index).distinct();
  const trial = named.texts.map((text) => readStatus(text, draft.knowledge.words) === "trial");
  const free = trial.includes(true)
    ? draft.rows.placesWhere((row) => trial[named.places[row]!]! && (values.get(row) ?? 0) > 0 && !draft.out.has(row))
    : [];
  if (free.length === 0) return;
  const names = [...new Set(free.map((row) => draft.rows.text(row, index)))].slice(0, 2).join(" or ");
  draft.doubt(
    "trial_by_plan",
    `"${draft.table.headers[index]!.text}" is ${names} for ${draft.named(free)}, which count${free.length === 1 ? "s" : ""} as paying.`,
    draft.asks("counts"),
  );
}

/** A second column of ends that nobody reads, where rows without an end are past it. */
function noteOtherEnds(draft: Draft): void {
  const [ends, day] = [draft.texts("end"), lastDay(draft)];
  if (draft.shape !== "subscriptions" || !ends || day === null || draft.options.columns?.end !== undefined) return;
  const named = (plain: string) =>
    fieldsNamed(plain).some(({ field, confidence }) => field === "end" && confidence === "certain");
  // A contract's end that serves as the day of renewal is an end all the same.
  const renewal = draft.matching.fields.get("renewal_date")?.index;
  const ofRenewal = renewal !== undefined && named(fold(draft.table.headers[renewal]!.key)) ? [renewal] : [];
  for (const index of [...unread(draft, named), ...ofRenewal]) {
    const days = daysOf(draft, index);
    const past =
      days?.rowsWhere(
        (end, row) => end !== null && end <= day && ends.get(row) === null && !draft.out.has(row) && !draft.successors.has(row),
      ) ?? [];
    if (past.length === 0) continue;
    const header = draft.table.headers[index]!.text;
    draft.doubt(
      "other_end",
      `"${header}" is not used: ${draft.named(past)} ${past.length === 1 ? "is" : "are"} past it and count${past.length === 1 ? "s" : ""} as paying.`,
      draft.asks("until"),
      `If it ends what they pay, give columns: {"end": "${header}"}.`,
    );
  }
}

const LOOKED_AT = 25; // not a figure: rows that show what a column holds
const LONGEST_DAY = 40; // not a figure: letters of the longest day anybody writes
const FEWEST_DIGITS = 3; // not a figure: digits of "1.2.24" and more

/** Whether a column can be one of days in half of its rows: one of its first cells, or of some over all of it, is short and has digits. */
function mayHoldDays({ rows }: Draft, index: number): boolean {
  const column = rows.column(index);
  const isLikely = (row: number): boolean => {
    const cell = column.cell(row);
    if (cell instanceof Date || typeof cell === "number") return true;
    return typeof cell === "string" && cell.length <= LONGEST_DAY && cell.replace(/\D/g, "").length >= FEWEST_DIGITS;
  };
  const looked = Math.min(LOOKED_AT, rows.length);
  for (let place = 0; place < looked; place++)
    if (isLikely(place) || isLikely(Math.floor((place * rows.length) / looked))) return true;
  return false;
}

/** A list of accounts that says of none until when it pays, beside a column of days which may be that. */
function noteOtherDays(draft: Draft): void {
  const { matching, options, rows } = draft;
  const [ends, renewals] = [options.columns?.end, options.columns?.renewal_date];
  if (draft.shape !== "accounts" || draft.amounts.amount === null || ends === null || renewals === null) return;
  if (matching.fields.has("end") || matching.fields.has("renewal_date")) return;
  let last: { day: string; header: string } | null = null;
  for (const index of unread(draft, () => true)) {
    const days = mayHoldDays(draft, index) ? daysOf(draft, index) : null;
    if (days === null || days.rowsWhere((day) => day !== null).length < rows.length / 2) continue;
    let latest = "";
    for (const day of days.distinct()) if (day !== null && day > latest) latest = day;
    if (last === null || latest > last.day) last = { day: latest, header: draft.table.headers[index]!.text };
  }
  if (last === null) return;
  draft.doubt(
    "days_unread",
    `"${last.header}" holds days up to ${last.day} and is not used, and nothing else says until when an account pays.`,
    draft.asks("until"),
    `If contracts end or renew then, give columns: {"renewal_date": "${last.header}"}.`,
  );
}

/** Rows that count as paying though a column says why they left. */
function askReasons(draft: Draft): void {
  const { columns } = draft.options;
  if (draft.shape === "survey" || draft.shape === "stakeholders" || columns?.outcome !== undefined) return;
  const fields = ["end", "outcome", "status", "cancelled_on"] as const;
  if (fields.some((field) => draft.matching.fields.has(field)) || draft.shape === "snapshots") return;
  const [index] = unread(draft, (plain) => reasons.test(plain));
  if (index === undefined) return;
  const filled = draft.rows.placesWhere(
    (row) => !isMissing(draft.rows.text(row, index)) && !draft.out.has(row) && !draft.gone.has(row),
  );
  if (filled.length === 0 || filled.length === draft.rows.length) return;
  const header = draft.table.headers[index]!.text;
  const all = draft.counted();
  const stay = all.filter((row) => !filled.includes(row));
  draft.questions.push({
    code: "reason_filled",
    asks: "counts",
    question: `${rowsWith(filled.length, "has", "have")} a "${header}" (${draft.named(filled)}), and nothing else says that they left. Have they?`,
    readings: [
      {
        means: "they have left",
        accounts: stay.length,
        amount: draft.sumOf(stay),
        parameter: `columns: {"outcome": "${header}"}`,
      },
      { means: "they still pay", accounts: all.length, amount: draft.sumOf(all), parameter: 'columns: {"outcome": null}' },
    ],
    why: "a reason is written down when somebody leaves",
  });
}

/** A column of discounts beside the amounts: whether they are taken off already does not stand in the file, so it is said first. */
function noteDiscounts(draft: Draft, ignored: readonly string[]): void {
  const amount = draft.amounts.amount;
  if (amount === null) return;
  const found = draft.table.headers.findIndex(
    ({ text }, index) =>
      ignored.includes(text) &&
      discounts.test(text) &&
      draft.rows
        .column(index)
        .distinct()
        .texts.some((text) => /[1-9]/.test(text)),
  );
  if (found === -1 || /code|name|id$/i.test(draft.table.headers[found]!.text)) return;
  if (draft.table.headers[amount.index]!.words.includes("net")) return;
  const header = draft.table.headers[found]!.text;
  draft.doubt(
    "discount_unread",
    `"${header}" is not taken off "${amount.header}": if those amounts are before discount, what customers pay is less.`,
    draft.options.asks?.includes("how_much") === true,
  );
}

/** Finds what columns that no field has say of who pays; before rows are judged by their ends. */
export function settleUnused(draft: Draft): void {
  settleReturns(draft);
  askReasons(draft);
}

/** Columns nobody reads though their headers speak of who pays, how much or until when. Gives the headers of all that were not used. */
export function noteUnused(draft: Draft): string[] {
  notePauses(draft);
  notePlans(draft);
  noteOtherEnds(draft);
  noteOtherDays(draft);
  const ignored = draft.table.headers
    .filter((_, index) => {
      const used = [...draft.matching.fields.values()].some((column) => column.index === index);
      return !used && !draft.fields.read.has(index) && !draft.matching.wide.includes(index);
    })
    .map(({ text }) => text);
  noteDiscounts(draft, ignored);
  const unread = unreadSaid(ignored);
  if (unread !== null) draft.doubt(UNREAD, unread, false);
  return ignored;
}

const UNREAD = "columns_unread";
/** The columns that nobody reads though their headers speak of who pays, in a sentence; null where there are none. */
function unreadSaid(ignored: readonly string[]): string | null {
  const speak = ignored.filter((text) => speaking.test(text) && !/reason|comment|note|grund|date|url|name|type|tax/i.test(text));
  const list = speak
    .slice(0, 3)
    .map((text) => `"${text}"`)
    .join(", ");
  return speak.length > 0 ? `Not used: ${list}.` : null;
}

/** Says of columns that a tool read under its own names that they were used, and takes back the doubt that they were not. */
export function markUsed(reading: ReadTable["reading"], used: ReadonlySet<string>): void {
  reading.columns_used = [...new Set([...reading.columns_used, ...used])];
  reading.columns_ignored = reading.columns_ignored.filter((header) => !used.has(header));
  const unread = unreadSaid(reading.columns_ignored);
  reading.doubts = reading.doubts.flatMap((doubt) =>
    doubt.code !== UNREAD ? [doubt] : unread === null ? [] : [{ ...doubt, message: unread }],
  );
}

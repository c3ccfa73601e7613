import { Problem } from "../core/problem.ts";
import { type Draft, rowsWith } from "./draft.ts";
import { historyColumns } from "./history.ts";
import { isMissing } from "./read-numbers.ts";
import type { CellFault } from "./read-sheet.ts";
import { flagOf, readRevenueKind, readStatus, readYesNo } from "./read-words.ts";
import { CodedValues } from "./values.ts";
import { fold, meaningNames, type RevenueKind, type StatusMeaning, wordKey, wordsIn } from "./words.ts";

const isFault = (value: unknown): value is CellFault => typeof value === "object" && value !== null && "reason" in value;

/** What the caller says the words of a column mean, by word. */
export function saidWords(draft: Draft, header: string): ReadonlyMap<string, string> {
  const own = Object.entries(draft.options.values ?? {}).find(([name]) => wordKey(name) === wordKey(header));
  return new Map(Object.entries(own?.[1] ?? {}).map(([word, meaning]) => [wordKey(word), meaning]));
}

/** A word's meaning as the caller says it, where that is one there is. Throws Problem for any other. */
function saidMeaning<Meaning extends string>(
  said: string,
  header: string,
  list: "status" | "revenue",
  read: (text: string) => Meaning | CellFault | null,
): Meaning | null {
  const exact = meaningNames(list).find((name) => wordKey(name) === wordKey(said));
  if (exact !== undefined) return exact as Meaning;
  const meaning = read(said);
  if (meaning === null || isFault(meaning))
    throw new Problem({
      what: `reading.values says "${said}" for a word of "${header}", which is no meaning there is.`,
      remedy: `The meanings: ${meaningNames(list).join(", ")}.`,
    });
  return meaning;
}

/** Words of a column, by word: what each means, and the rows that hold it. */
interface WordsOfColumn<Meaning> {
  header: string;
  meanings: Map<string, { meaning: Meaning | null; rows: number[] }>;
  blank: number[];
}

function wordsOfColumn<Meaning extends string>(
  draft: Draft,
  index: number,
  list: "status" | "revenue",
  read: (text: string) => Meaning | CellFault | null,
): WordsOfColumn<Meaning> {
  const header = draft.table.headers[index]!.text;
  const said = saidWords(draft, header);
  const own = draft.known?.words[list === "status" ? "status" : "revenue_type"];
  const distinct = draft.rows.column(index).distinct();
  const found = distinct.texts.map((text): { word: string; meaning: Meaning | null } | null => {
    const told = said.get(wordKey(text)) ?? own?.get(wordKey(text));
    if (told !== undefined) return { word: text, meaning: saidMeaning(told, header, list, read) };
    if (isMissing(text)) return null;
    const meaning = read(text);
    return { word: text, meaning: meaning === null || isFault(meaning) ? null : meaning };
  });
  const meanings: WordsOfColumn<Meaning>["meanings"] = new Map();
  const blank: number[] = [];
  distinct.places.forEach((place, row) => {
    const one = found[place]!;
    if (one === null) blank.push(row);
    else if (meanings.has(one.word)) meanings.get(one.word)!.rows.push(row);
    else meanings.set(one.word, { meaning: one.meaning, rows: [row] });
  });
  return { header, meanings, blank };
}

/** The share of the filled cells whose word is understood. */
function understood<Meaning>({ meanings }: WordsOfColumn<Meaning>): number {
  let [known, all] = [0, 0];
  for (const { meaning, rows } of meanings.values()) {
    all += rows.length;
    if (meaning !== null) known += rows.length;
  }
  return all === 0 ? 0 : known / all;
}

/** Asks what words mean that decide who counts and are not understood. */
function askWords<Meaning>(draft: Draft, column: WordsOfColumn<Meaning>, field: string, meanings: readonly string[]): void {
  const unknown = [...column.meanings].filter(([, { meaning }]) => meaning === null);
  if (unknown.length === 0) return;
  const words = unknown.map(([word, { rows }]) => `"${word}" (${rowsWith(rows.length, "", "").trim()})`).join(", ");
  const [example] = unknown[0]!;
  const rows = unknown.flatMap(([, one]) => one.rows);
  const parameter = (meaning: string) => `reading: {"values": {"${column.header}": {"${example}": "${meaning}"}}}`;
  draft.questions.push({
    code: "words_unread",
    asks: "counts",
    question: `"${column.header}" decides which rows pay, and ${words} ${unknown.length === 1 ? "is" : "are"} not understood. Say what ${unknown.length === 1 ? "it means" : "they mean"} (${meanings.join(", ")}), or leave the column out with columns: {"${field}": null}.`,
    readings: meanings.slice(0, 2).map((meaning, place) => ({
      means: meaning,
      accounts: place === 0 ? rows.length : 0,
      amount: place === 0 ? draft.sumOf(rows) : 0,
      parameter: parameter(meaning),
    })),
    why: null,
  });
}

/** Headers that are a status whatever their cells say; under others, unknown words are another thing (a region, a phase). */
const surelyStatus = /status|estado del|churn|kundenst/i;

/** Leaves the rows out that a status says never paid, and marks those that have left. */
function settleStatus(draft: Draft): void {
  const matched = draft.matching.fields.get("status");
  if (!matched) return;
  const { words } = draft.knowledge;
  const header = draft.table.headers[matched.index]!.text;
  const about = flagOf(header, words);
  const ofFlag = (text: string): StatusMeaning | null => {
    const yes = readYesNo(text, words);
    if (typeof yes !== "boolean" || about === null) return null;
    if (about === "active" || about === "kept") return yes ? "paying" : "gone";
    return about === "gone" ? (yes ? "gone" : "paying") : null;
  };
  const column = wordsOfColumn<StatusMeaning>(draft, matched.index, "status", (text) => ofFlag(text) ?? readStatus(text, words));
  const mapped = matched.confidence === "mapped" || saidWords(draft, header).size > 0;
  if (!mapped && !surelyStatus.test(header) && understood(column) < draft.knowledge.limits.understood_share) {
    draft.matching.fields.delete("status");
    return;
  }
  applyMeanings(draft, column);
  askWords(draft, column, "status", ["paying", "gone", "trial", "never_paid", "paused", "not_a_customer"]);
}

const aboutRenewal = /renew|verlang|renouvel|renovac/;

/** Leaves out and marks the rows by what their word says. */
function applyMeanings(draft: Draft, column: WordsOfColumn<StatusMeaning>, ofKind = false): void {
  // Of deals a forecast asks about those that are open; any other answer rests on those that pay.
  const meanings = [...column.meanings.values()].map(({ meaning }) => meaning);
  // Of a customer whose renewal is open, lost or won, the renewal is said and not a deal.
  const ofRenewal = aboutRenewal.test(fold(column.header));
  const deals = !ofRenewal && meanings.some((meaning) => meaning === "won" || meaning === "open");
  const { asks } = draft.options;
  // A table of deals that is only looked at is shown as the forecast would take it.
  const forecasts = asks === undefined ? deals && !meanings.includes("paying") : asks.includes("how_likely");
  // Beside answers that were completed, an invitation that expired or was declined is no answer.
  const answers = draft.shape === "survey" && [...column.meanings.values()].some(({ meaning }) => meaning === "answered");
  for (const [word, { meaning, rows }] of column.meanings)
    for (const row of rows) {
      const says = `"${column.header}" says ${word}`;
      if (answers && meaning !== "answered") draft.leave(row, "not_an_account", "were not answered");
      else if (meaning === "gone" || meaning === "canceled" || (meaning === "lost" && !deals))
        draft.gone.set(row, { why: says, on: null });
      else if (meaning === "trial") draft.leave(row, "not_paying", "are trials or free");
      else if (meaning === "never_paid") draft.leave(row, "not_paying", "never paid");
      else if (meaning === "future") draft.leave(row, "not_paying", "have not begun");
      else if (meaning === "open" && !forecasts && !ofRenewal) draft.leave(row, "not_paying", "are open deals");
      else if (meaning === "won" && forecasts) draft.leave(row, "superseded", "are won already");
      else if (meaning === "lost") draft.leave(row, "not_paying", "are lost deals");
      else if (meaning === "not_a_customer") draft.leave(row, "not_paying", "are no customers");
      else if (meaning === "unanswered") draft.leave(row, "not_an_account", "were not answered");
      else if (meaning === "moved") draft.leave(row, "superseded", "were moved to another row");
      else if (meaning === "ending") noteNotice(draft, row);
      // A kind of account ("Customer") does not say that it still pays.
      if (ofKind) continue;
      if (meaning === "paying" || meaning === "past_due" || meaning === "ending" || (meaning === "open" && ofRenewal))
        draft.paying.push(row);
    }
  const of = (wanted: StatusMeaning) =>
    [...column.meanings.values()].flatMap(({ meaning, rows }) => (meaning === wanted ? rows : []));
  const paused = of("paused");
  if (paused.length > 0)
    draft.doubt(
      "paused_counted",
      `${rowsWith(paused.length, "is", "are")} paused and counted as paying: ${draft.named(paused)}.`,
      true,
    );
}

/** Words of headers under which a row can be said to be no customer, though they name no status. */
const kindOfAccount =
  /^(?:type|kind|class|classification|status|state|stage|relationship|category|record|lifecycle|phase|art|typ|kundenart|kundentyp|tipo|kategorie)$/;
const noCustomer: ReadonlySet<StatusMeaning> = new Set([
  "gone",
  "canceled",
  "lost",
  "trial",
  "never_paid",
  "future",
  "moved",
  "not_a_customer",
]);

/** Uses columns that nobody reads and whose every word says what a row is ("Type": Customer, Prospect, Partner); says those that may. */
function settleKinds(draft: Draft): void {
  const used = new Set([...draft.matching.fields.values()].map(({ index }) => index));
  draft.table.headers.forEach(({ text }, index) => {
    if (used.has(index) || draft.fields.read.has(index) || draft.known?.ignore.includes(text)) return;
    if (!wordsIn(text).some((word) => kindOfAccount.test(word))) return;
    const column = wordsOfColumn<StatusMeaning>(draft, index, "status", (cell) => readStatus(cell, draft.knowledge.words));
    const meanings = [...column.meanings.values()].map(({ meaning }) => meaning);
    if (!meanings.includes("paying") || !meanings.some((meaning) => meaning !== null && noCustomer.has(meaning))) return;
    if (!meanings.includes(null)) {
      draft.fields.read.add(index);
      applyMeanings(draft, column, true);
    } else if (understood(column) >= draft.knowledge.limits.understood_share)
      draft.doubt(
        "kind_unread",
        `"${text}" may say who is a customer and is not used.`,
        true,
        `If it does, give columns: {"status": "${text}"}.`,
      );
  });
}

function noteNotice(draft: Draft, row: number): void {
  const served = draft.fields.flags.get("notice_served") ?? {
    values: CodedValues.filled<boolean>(draft.rows.length, null),
    faults: new Map(),
    notes: [],
    refusal: null,
  };
  served.values.set(row, true);
  draft.fields.flags.set("notice_served", served);
}

/** Leaves out lines that are no recurring revenue; a discount lowers it. */
function settleRevenueKind(draft: Draft): void {
  const matched = draft.matching.fields.get("revenue_type");
  if (!matched) return;
  const { words, limits } = draft.knowledge;
  const column = wordsOfColumn<RevenueKind>(draft, matched.index, "revenue", (text) => readRevenueKind(text, words));
  if (matched.confidence === "likely" && understood(column) < limits.understood_share) {
    draft.matching.fields.delete("revenue_type");
    return;
  }
  const reasons: Partial<Record<RevenueKind, string>> = {
    one_time: "are one-time",
    services: "are services",
    usage: "are usage",
    tax: "are tax",
    trial: "are trials or free",
  };
  for (const { meaning, rows } of column.meanings.values())
    for (const row of rows) {
      const reason = meaning === null ? undefined : reasons[meaning];
      if (reason !== undefined) draft.leave(row, "not_paying", reason);
      const values = draft.amounts.amount?.column.values;
      if ((meaning === "discount" || meaning === "credit") && values && (values.get(row) ?? 0) > 0)
        values.set(row, -values.get(row)!);
    }
  askWords(draft, column, "revenue_type", ["recurring", "one_time", "services", "usage", "discount"]);
}

/** Reads columns of yes and no that no field has and that say whether a row counts. */
function settleFlags(draft: Draft): void {
  const used = new Set([...draft.matching.fields.values()].map(({ index }) => index));
  draft.table.headers.forEach(({ text }, index) => {
    const about = used.has(index) || draft.known?.ignore.includes(text) ? null : flagOf(text, draft.knowledge.words);
    if (about === null || about === "auto_renew" || about === "kept") return;
    const distinct = draft.rows.column(index).distinct();
    const answers = distinct.texts.map((cell) => readYesNo(cell, draft.knowledge.words));
    if (answers.some(isFault) || answers.every((answer) => answer === null)) return;
    draft.fields.read.add(index);
    distinct.places.forEach((place, row) => {
      const yes = answers[place];
      if (typeof yes !== "boolean") return;
      if (about === "trial" && yes) draft.leave(row, "not_paying", "are trials or free");
      if (about === "live_data" && !yes) draft.leave(row, "not_an_account", "are tests or deleted");
      if ((about === "test" || about === "deleted") && yes) draft.leave(row, "not_an_account", "are tests or deleted");
      if (about === "current_version" && !yes && historyColumns(draft.table) === null)
        draft.leave(row, "superseded", "are older versions");
      if ((about === "one_time" && yes) || (about === "recurring" && !yes)) draft.leave(row, "not_paying", "are one-time");
      if (about === "ending" && yes) noteNotice(draft, row);
      if ((about === "gone" && yes) || (about === "active" && !yes)) draft.gone.set(row, { why: `"${text}" says so`, on: null });
    });
  });
}

/** A survey's "Finished" with yes and no: what was not finished is no answer. */
function settleFinished(draft: Draft): void {
  const { words } = draft.knowledge;
  const used = new Set([...draft.matching.fields.values()].map(({ index }) => index));
  draft.table.headers.forEach(({ text }, index) => {
    if (used.has(index) || readStatus(text, words) !== "answered") return;
    const distinct = draft.rows.column(index).distinct();
    const answers = distinct.texts.map((cell) => readYesNo(cell, words));
    if (!answers.includes(true) || answers.some(isFault)) return;
    draft.fields.read.add(index);
    distinct.places.forEach((place, row) => {
      if (answers[place] === false) draft.leave(row, "not_an_account", "were not answered");
    });
  });
}

/** A paid time begins when its trial ends; what ends within its trial never paid. */
function settleTrials(draft: Draft): void {
  const [trialEnds, starts, ends] = [draft.texts("trial_end"), draft.texts("start"), draft.texts("end")];
  if (!trialEnds || !starts) return;
  trialEnds.forEach((trialEnd, row) => {
    if (trialEnd === null || draft.out.has(row)) return;
    const end = ends?.get(row) ?? null;
    if (end !== null && end <= trialEnd) draft.leave(row, "not_paying", "ended within their trial");
    else if (starts.get(row) !== null && trialEnd > starts.get(row)!) starts.set(row, trialEnd);
  });
}

/** What each row is by its status, its kind of revenue, its flags and its trial. */
export function settleWhoCounts(draft: Draft): void {
  settleStatus(draft);
  if (draft.shape === "survey") {
    settleFinished(draft);
    return;
  }
  settleRevenueKind(draft);
  settleKinds(draft);
  settleFlags(draft);
  settleTrials(draft);
}

import { daysBetween } from "../core/dates.ts";
import type { LogEntry, LogRead, NamedColumn } from "../core/named-rows.ts";
import { Problem } from "../core/problem.ts";
import type { Reading, ReadTable, Table } from "../core/table.ts";
import { columnOf } from "./columns.ts";
import { monthNumber } from "./header.ts";
import { headersOf } from "./named-columns.ts";
import { dateParts, readDates } from "./read-dates.ts";
import { isMissing } from "./read-numbers.ts";
import { markUsed } from "./unused-columns.ts";

/** The columns of a log of events, by the headers people give them; where none is there, what the cells hold decides. */
const logColumns = {
  when: {
    kind: "date",
    headers:
      "when, event date, date of event, happened, happened on, occurred, occurred on, date, day, event day, timestamp, time, date time, ereignisdatum, ereignis am, geschehen am, datum, tag, wann, date de l'événement, quand, jour, fecha del evento, fecha, cuándo, data do evento, data evento, data, quando, gebeurd op, wanneer, dato, hændelsesdato, händelsedatum, hvornår, når, när, päivä, päivämäärä, kiedy, kdy, tarih, dátum",
  },
  entered: {
    kind: "date",
    headers:
      "entered, entered on, entered at, entry date, date entered, date of entry, logged, logged on, logged at, log date, recorded, recorded on, created, created on, created at, written, written on, erfasst, erfasst am, eingetragen, eingetragen am, eintragsdatum, saisi le, date de saisie, enregistré le, registrado, registrado el, fecha de registro, introducido, inserito, inserito il, data inserimento, registrado em, data de registo, data de registro, lançado em, ingevoerd, ingevoerd op, vastgelegd op, indtastet, registreret, registrert, registrerad, inlagd, kirjattu, wpisano, data wpisu, zapsáno, kayıt tarihi",
  },
  who: {
    kind: "text",
    headers:
      "who, by, by whom, author, person, user, entered by, written by, logged by, owner, wer, von, verfasser, autor, bearbeiter, qui, auteur, par, quién, autor, usuario, chi, autore, quem, wie, door, hvem, vem, forfatter, af, av, kuka, kto, kdo, kim",
  },
  source: {
    kind: "text",
    headers:
      "source, system, channel, origin, type, tool, from, quelle, kanal, system, herkunft, canal, origine, fuente, origen, fonte, bron, kanaal, kilde, källa, lähde, źródło, zdroj, kaynak",
  },
  what: {
    kind: "text",
    headers:
      "what, what happened, event, entry, text, note, notes, description, details, detail, comment, message, subject, content, log, was, ereignis, eintrag, notiz, beschreibung, text, inhalt, quoi, événement, description, texte, détail, qué, evento, descripción, texto, nota, detalle, cosa, evento, descrizione, o que, ocorrência, descrição, wat, gebeurtenis, omschrijving, hvad, hva, hændelse, hendelse, beskrivelse, vad, händelse, beskrivning, mitä, tapahtuma, kuvaus, co, zdarzenie, opis, událost, popis, ne, olay, açıklama",
  },
} as const satisfies Record<string, NamedColumn>;

type LogName = keyof typeof logColumns;

const cellsOf = (table: Table, header: string): string[] => table.records.map(({ cells }) => (cells[header] ?? "").trim());

/** The share of a column's filled cells that are days as people write them. */
function dateShare(cells: readonly string[]): number {
  const filled = cells.filter((cell) => !isMissing(cell));
  return filled.length === 0 ? 0 : filled.filter((cell) => dateParts(cell) !== null).length / filled.length;
}

const meanLength = (cells: readonly string[]): number => cells.reduce((sum, { length }) => sum + length, 0) / cells.length;

/** The headers of a log, by their names, else by what the cells hold; null where it has no day or no text. */
function logHeaders(table: Table, said: Partial<Record<LogName, string>>): Partial<Record<LogName, string>> | null {
  const all = Object.keys(table.records[0]?.cells ?? {});
  if (table.records.length === 0) return null;
  const found = headersOf(table, logColumns, said);
  const days = all.filter((header) => dateShare(cellsOf(table, header)) > 1 / 2);
  for (const name of ["when", "entered"] as const)
    if (found[name] !== undefined && said[name] === undefined && !days.includes(found[name])) delete found[name];
  const used = () => new Set(Object.values(found));
  found.when ??= days.find((header) => !used().has(header));
  if (found.when === undefined && found.entered !== undefined) {
    found.when = found.entered;
    delete found.entered;
  }
  const texts = all
    .filter((header) => !days.includes(header))
    .sort((a, b) => meanLength(cellsOf(table, b)) - meanLength(cellsOf(table, a)));
  if (found.what === undefined || (said.what === undefined && days.includes(found.what)))
    found.what = texts.find((header) => header !== found.who && header !== found.source) ?? texts[0];
  return found.when === undefined || found.what === undefined ? null : found;
}

/** Letters of a text that is an entry and no name: under a header that says what it is, and under any other. */
const [NAMED, UNNAMED] = [8, 25]; // not a figure: letters

/**
 * Whether a table is a log of events rather than a list of customers: days and texts that differ from row to row, no money, and no more than one
 * account.
 */
export function isEventLog(table: Table): boolean {
  const fields = table.columns.map(({ field }) => field);
  if (fields.includes("amount")) return false;
  if (fields.includes("account") && new Set(table.records.map(({ account }) => account)).size > 1) return false;
  const headers = logHeaders(table, {});
  if (headers === null) return false;
  const named = headersOf(table, { what: logColumns.what }, {}).what === headers.what;
  return meanLength(cellsOf(table, headers.what!)) > (named ? NAMED : UNNAMED);
}

/** The days of a column; where its own dates leave the order of day and month open, the order of the other columns, else the day first. */
export function daysOfColumn(
  table: Table,
  header: string,
  asked: Reading["dates"],
): { days: (string | null)[]; order: "day_first" | "month_first"; assumed: boolean } {
  const cells = cellsOf(table, header);
  const rowOf = (index: number) => table.records[index]?.row ?? 1;
  const read = (order: Reading["dates"]) => readDates(columnOf(cells), { header, rowOf }, order, false);
  const own = read(asked);
  if (asked !== undefined) return { days: [...own.values], order: asked, assumed: false };
  const numeric = cells.map(dateParts).filter((part) => part?.kind === "open");
  const monthFirst = numeric.some((part) => part?.kind === "open" && part.second > 12); // not a figure: months of a year
  const dayFirst = numeric.some((part) => part?.kind === "open" && part.first > 12); // not a figure: months of a year
  if (monthFirst && dayFirst) {
    // Each date by itself: what can only be read one way is; what is open follows the more frequent way.
    const count = (is: (part: { first: number; second: number }) => boolean) =>
      numeric.filter((part) => part?.kind === "open" && is(part)).length;
    const order = count(({ second }) => second > 12) > count(({ first }) => first > 12) ? "month_first" : ("day_first" as const); // not a figure: months of a year
    const [one, other] = [[...read(order).values], [...read(order === "day_first" ? "month_first" : "day_first").values]];
    return { days: one.map((day, place) => day ?? other[place] ?? null), order, assumed: true };
  }
  const order = monthFirst ? "month_first" : "day_first";
  const open = own.refusal !== null;
  return { days: open ? [...read(order).values] : [...own.values], order, assumed: open };
}

/** Ways to write a day inside a text, the surest first. */
const dayForms = [
  /\b\d{4}-\d{2}-\d{2}\b/g,
  /\b\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})\b/g,
  /\b\d{1,2}(?:st|nd|rd|th|\.)? (?:de )?\p{L}{3,10}\.?(?:,? (?:de )?\d{4})?(?![\p{L}\d])/gu,
  /(?<![\p{L}\d])\p{L}{3,10}\.? \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?(?![\p{L}\d])/gu,
  /\b\d{1,2}[/.]\d{1,2}\b/g,
];

/** Dates of a text, with the place where each stands; a day without a year is the nearest to the entry's own day. */
function datesIn(text: string, near: string | null, order: "day_first" | "month_first"): { date: string; at: number }[] {
  const found: { date: string; at: number; end: number }[] = [];
  for (const form of dayForms)
    for (const { 0: words, index } of text.matchAll(form)) {
      if (found.some(({ at, end }) => index < end && at < index + words.length)) continue;
      const date = oneDate(words.replace(/ de /g, " "), near, order);
      if (date !== null) found.push({ date, at: index, end: index + words.length });
    }
  return found.sort((one, other) => one.at - other.at).map(({ date, at }) => ({ date, at }));
}

function oneDate(found: string, near: string | null, order: "day_first" | "month_first"): string | null {
  const read = (text: string): string | null => {
    const part = dateParts(text);
    if (part === null || part.kind === "month") return null;
    const { values } = readDates(columnOf([text]), { header: "", rowOf: () => 1 }, order, false);
    return [...values][0] ?? null;
  };
  const whole = read(found);
  if (whole !== null || near === null || /\d{4}/.test(found)) return whole;
  const year = Number(near.slice(0, 4)); // not a figure: places of a year
  const joint = /[/.]\d/.test(found) ? found.replace(/\.$/, "").replace(".", "/") : found;
  const candidates = [year - 1, year, year + 1].flatMap(
    (own) => read(/^\d{1,2}\/\d{1,2}$/.test(joint) ? `${joint}/${own}` : `${joint} ${own}`) ?? [],
  );
  return candidates.sort((a, b) => Math.abs(daysBetween(near, a)) - Math.abs(daysBetween(near, b)))[0] ?? null;
}

/** Months that a text names without a day, each the last one that was over or running at the entry's own day. */
function monthsIn(text: string, near: string | null): string[] {
  if (near === null) return [];
  const [year, month] = near.split("-").map(Number) as [number, number];
  return [...text.matchAll(/(?<![\p{L}\d.]|\d )\p{L}{3,10}\b(?! \d)/gu)].flatMap(({ 0: word }) => {
    const own = monthNumber(word);
    // "May" and "Mar" are words, too: a month stands with a capital, and not first.
    if (own === null || !/^\p{Lu}/u.test(word) || text.startsWith(word)) return [];
    return [`${own <= month ? year : year - 1}-${String(own).padStart(2, "0")}`];
  });
}

/**
 * The entries of a log by the day they happened; what has no day stays and comes last. Throws Problem where the table has no column of days, and where
 * none of its cells is one.
 */
export function readLog(table: ReadTable, said: Partial<Record<LogName, string>>, dates: Reading["dates"]): LogRead {
  const headers = logHeaders(table, said);
  const all = Object.keys(table.records[0]?.cells ?? {});
  if (headers === null)
    throw new Problem({
      what: `${table.path} has no column of days with a text beside it.`,
      remedy: `Name them: lost: {"table": "${table.path}", "when": "header", "what": "header"}; its headers: ${all.join(", ")}.`,
    });
  const when = daysOfColumn(table, headers.when!, dates);
  const entered =
    headers.entered === undefined ? null : daysOfColumn(table, headers.entered, dates ?? (when.assumed ? undefined : when.order));
  const cell = (name: LogName, index: number): string | null => {
    const header = headers[name];
    const text = header === undefined ? "" : (table.records[index]!.cells[header] ?? "").trim();
    return isMissing(text) ? null : text;
  };
  const entries = table.records.flatMap(({ row }, index): LogEntry[] => {
    const what = cell("what", index);
    return what === null
      ? []
      : [
          {
            row,
            on: when.days[index] ?? entered?.days[index] ?? null,
            entered: entered?.days[index] ?? null,
            who: cell("who", index),
            source: cell("source", index),
            what,
            written: cell("when", index),
            dates: datesIn(what, when.days[index] ?? null, when.order),
            months: monthsIn(what, when.days[index] ?? null),
          },
        ];
  });
  if (entries.every(({ on }) => on === null))
    throw new Problem({
      what: `${table.path}, column "${headers.when}": none of its cells is a day.`,
      remedy: 'Name the column of days: lost: {"table": "...", "when": "header"}.',
    });
  const far = "9999";
  entries.sort((a, b) => ((a.on ?? far) < (b.on ?? far) ? -1 : (a.on ?? far) > (b.on ?? far) ? 1 : a.row - b.row));
  markUsed(table.reading, new Set(Object.values(headers)));
  return { entries, rows: table.records.length, order: when.order, assumed: when.assumed, headers };
}

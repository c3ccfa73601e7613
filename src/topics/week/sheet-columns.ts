import { Problem } from "../../core/problem.ts";
import type { Table, TableRecord } from "../../core/table.ts";
import { daysNamed, plain } from "./read-note.ts";

/** Columns of a CSM's own sheet that no other tool reads, by header; several may hold notes. */
export interface ExtraColumns {
  notes: string[];
  language: string | null;
  next_on: string | null;
  next: string | null;
  next_hours: string | null;
  usage_before: string | null;
  usage_now: string | null;
  deadline: string | null;
  promise: string | null;
  expansion: string | null;
  /** Whether the column of next things was read as one of promises: only what is past was one. */
  next_is_promise: boolean;
}

/** What `columns` may name of them, beside the fields of every table. */
export const ownColumns = [
  "note",
  "language",
  "next",
  "next_on",
  "next_hours",
  "usage_before",
  "usage_now",
  "deadline",
  "promise",
  "expansion",
] as const;
type OwnColumns = Partial<Record<(typeof ownColumns)[number], string | null>>;

/** The headers a call gives for them; null says that no column is one. Throws Problem for a header the table does not have. */
function namedOf(given: Readonly<Record<string, string | null>>, table: Table): OwnColumns {
  const headers = Object.keys(table.records[0]?.cells ?? {});
  return Object.fromEntries(
    ownColumns.flatMap((name) => {
      const said = given[name];
      if (said === undefined) return [];
      const header = said === null ? null : headers.find((one) => one === said || spaced(one) === spaced(said));
      if (header === undefined)
        throw new Problem({
          what: `columns.${name} names "${said}", and ${table.path} has no such column.`,
          remedy: `Give one of its headers: ${headers.join(", ")}.`,
        });
      return [[name, header]];
    }),
  );
}

const spaced = (header: string): string =>
  plain(header)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

const notes =
  /(?:^| )(?:my )?(?:notes?|comments?|remarks?|info|notiz(?:en)?|bemerkung(?:en)?|anmerkung(?:en)?|hinweise?|kommentare?|remarques?|commentaires?|notas?|comentarios?|observac(?:oes|iones|ion|ao)|obs|pozn|poznamk[ay]|uwagi|notatki?|notater?|merknad(?:er)?|kommentarer?|bemaerkning(?:er)?|anmarkning(?:ar)?|anteckning(?:ar)?|opmerking(?:en)?|notities|note|osservazioni|huomautu(?:s|kset)|muistiinpanot|megjegyzes|notlar?|aciklama|mentiuni|observatii|napomen[ae]|biljeske)$/;
const languages =
  /^(?:languages?|lang|spoken languages?|jazyky?|sprachen?|korrespondenzsprache|langues?|idiomas?|linguas?|lingue|ta[al]len|taal|spraka?|sprog|kieli|kielet|jezyki?|nyelv|dil|limba|jezik)$/;
const hoursOf =
  /^(?:hours?|hrs?|h|effort|effort h|hours needed|est hours|stunden|std|aufwand|aufwand h|heures|charge h|horas|horas (?:est|estimadas|previstas)|ore|ore (?:stimate|previste)|heures estimees|uren|geschatte uren|timer|tim|timmar|hodiny|hod|godziny|godz|tunnit|ora|orak|saat|sure)$/;
const nextWords =
  /(?:^| )(?:next|upcoming|planned|nachste[rsn]?|geplant|prochaine?s?|prevue?|proxim[ao]s?|seguinte|siguiente|neste|naste|naeste|dalsi|pristi|kolejn[ya]|nastepn[ya]|volgende|prossim[ao]|seuraava|kovetkezo|sonraki|urmator(?:ul|ea)?|sljedec[ia])(?: |$)/;
const whenWords = /^(?:date|data|datum|fecha|due|when|wann|quand|cuando|quando|wanneer|am|on|le|el|dato|kdy|kiedy)$/;
const whatWords =
  /^(?:what|activity|task|action|topic|subject|was|thema|aufgabe|aktivitat|quoi|sujet|tache|activite|que|asunto|tarea|actividad|o que|assunto|tarefa|atividade|hva|hvad|vad|aktivitet|oppgave|opgave|uppgift|co|ukol|cinnost|aktivita|zadanie|wat|onderwerp|taak|cosa|attivita|mita|tehtava|mit|feladat|ne)$/;
const usageWords =
  /(?:^| )(?:logins?|log ins?|usage|active users?|users?|sessions?|events?|mau|wau|dau|nutzung|nutzer|aktive nutzer|anmeldungen|sitzungen|utilisation|utilisateurs?|connexions?|uso|usuarios?|acessos?|accesos?|sesiones|sessoes|accessi|utenti|utilizzo|gebruik|gebruikers|sessies|inloggingen|prihlaseni|uzivatele|pouziti|logowania|uzytkownicy|uzycie|palogginger|innlogginger|inloggningar|brukere|anvandare|brug|brugere|kirjautumiset|kayttajat|kaytto|belepesek|felhasznalok|giris(?:ler)?|kullanici|autentificari|utilizatori)(?: |$)/;
const beforeWords =
  /(?:^| )(?:prev(?:ious)?|prior|before|last|ago|old|baseline|earlier|ant(?:es|erior(?:es)?)?|previ[ao]s?|vor(?:her|ig\w*|monat|jahr|periode)?|vm|zuvor|avant|precedent[es]?|precedente|prec|forrige|for|foregaende|tidigare|forra|tidligere|poprz(?:edni\w*)?|pred(?:tim|chozi\w*)?|minul\w*|vorige|eerder|prima|edellinen|aiempi|elozo|onceki|anterioar[ae]?|prethodn\w*|q1|q2|h1)(?: |$)/;

const owed =
  /promis|commit|follow|due|zusag|versproch|nachfass|wiedervor|relanc|promet|compromis|seguim|retorno|slib|oppfolg|uppfolj|opfolg|opvolg/;

const share = (cells: readonly string[], fits: (cell: string) => boolean): number => {
  const filled = cells.filter((cell) => cell.trim() !== "");
  return filled.length === 0 ? 0 : filled.filter(fits).length / filled.length;
};

const MOST = 0.5; // not a figure: more cells than not

/** A number of a sheet: "1,5", "1 200"; null for anything else. @example numberIn("1,5 h") // 1.5 */
export function numberIn(text: string): number | null {
  const bare = text.replace(/[\s\u00a0'’]/g, "").replace(/(?:h|hrs?|hours?|std|hod)\.?$/i, "");
  if (/^\d{1,3}(?:[.,]\d{3})+$/.test(bare) && !/^0[.,]/.test(bare)) return Number(bare.replace(/[.,]/g, ""));
  return /^\d+(?:[.,]\d+)?$/.test(bare) ? Number(bare.replace(",", ".")) : null;
}

/** Which columns of a table hold what a week needs beside the fields every tool reads. */
export function extraColumns(table: Table, asOf: string, given: Readonly<Record<string, string | null>> = {}): ExtraColumns {
  const said = namedOf(given, table);
  const taken = new Set(table.columns.flatMap(({ header, field }) => (field === null ? [] : [header])));
  const headers = Object.keys(table.records[0]?.cells ?? {}).map((header) => ({ header, plain: spaced(header) }));
  const free = headers.filter(({ header }) => !taken.has(header));
  const sample = (header: string) => table.records.slice(0, 200).map(({ cells }) => cells[header] ?? ""); // not a figure: rows looked at
  const isDays = (header: string) =>
    share(sample(header), (cell) => daysNamed(cell, asOf).length === 1 && cell.trim().length < 12) > MOST; // not a figure: signs of a date
  const isNumbers = (header: string) => share(sample(header), (cell) => numberIn(cell) !== null) > MOST;
  const first = (fits: (one: { header: string; plain: string }) => boolean) => free.find(fits)?.header ?? null;
  // A column of promises is one of next things where its header says no more than that, and another says what they are.
  const whats = free.some(({ header, plain: name }) => whatWords.test(name) && !isNumbers(header));
  const promised = table.columns.find(
    ({ header, field }) => field === "promise_due" && nextWords.test(spaced(header)) && !owed.test(spaced(header)),
  );
  const next_is_promise = promised !== undefined && whats;
  // A plain "date" right behind the column of next things is the day of these.
  const behind = headers.find(
    ({ header, plain: name }, place) =>
      whenWords.test(name) &&
      nextWords.test(headers[place - 1]?.plain ?? "") &&
      !isDays(headers[place - 1]!.header) &&
      isDays(header),
  );
  const next_on = next_is_promise
    ? promised.header
    : (first(({ header, plain: name }) => nextWords.test(name) && isDays(header)) ?? behind?.header ?? null);
  const next =
    first(({ header, plain: name }) => whatWords.test(name) && header !== next_on && !isNumbers(header)) ??
    first(({ header, plain: name }) => nextWords.test(name) && header !== next_on && !isDays(header) && !isNumbers(header));
  const numbers = free.filter(({ header, plain: name }) => usageWords.test(name) && isNumbers(header));
  const before = numbers.find(({ plain: name }) => beforeWords.test(name));
  const now = numbers.find((one) => one !== before && !beforeWords.test(one.plain));
  const found: ExtraColumns = {
    deadline: null,
    promise: null,
    expansion: null,
    next_is_promise,
    notes: headers.filter(({ header, plain: name }) => notes.test(name) && header !== next).map(({ header }) => header),
    language: headers.find(({ plain: name }) => languages.test(name))?.header ?? null,
    next_on,
    next,
    next_hours: first(({ header, plain: name }) => hoursOf.test(name) && isNumbers(header)),
    usage_before: before === undefined || now === undefined ? null : before.header,
    usage_now: before === undefined || now === undefined ? null : now.header,
  };
  const { note, ...others } = said;
  return { ...found, ...others, ...(note === undefined ? {} : { notes: note === null ? [] : [note] }) };
}

/** What a row says in them. */
export function extrasOf({ cells }: TableRecord, columns: ExtraColumns, asOf: string) {
  const text = (header: string | null) => (header === null ? undefined : cells[header]?.trim() || undefined);
  const number = (header: string | null) => {
    const own = text(header);
    return own === undefined ? undefined : (numberIn(own) ?? undefined);
  };
  const said = text(columns.next);
  const next_on = daysNamed(text(columns.next_on) ?? "", asOf)[0] ?? daysNamed(said ?? "", asOf)[0];
  const note = columns.notes
    .map((header) => text(header) ?? "")
    .filter(Boolean)
    .join("; ");
  const day = (header: string | null) => daysNamed(text(header) ?? "", asOf)[0];
  return {
    note,
    ...(columns.deadline === null ? {} : { deadline: day(columns.deadline) }),
    ...(columns.promise === null ? {} : { promise: text(columns.promise) }),
    ...(columns.expansion === null ? {} : { expansion: number(columns.expansion) }),
    language: text(columns.language),
    next_on: next_on !== undefined && next_on < asOf && columns.next_is_promise ? undefined : next_on,
    next: said,
    ...(columns.next_is_promise
      ? {
          promise_due: next_on !== undefined && next_on < asOf ? next_on : undefined,
          promise: next_on !== undefined && next_on < asOf ? said : undefined,
        }
      : {}),
    next_hours: number(columns.next_hours),
    usage_before: number(columns.usage_before),
    usage_now: number(columns.usage_now),
  };
}

/** Every header that is read so. */
export const headersRead = ({ notes: written, next_is_promise: _, ...one }: ExtraColumns): Set<string> =>
  new Set([...written, ...Object.values(one)].flatMap((header) => header ?? []));

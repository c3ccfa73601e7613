import * as z from "zod";
import { annualAmount } from "../core/money.ts";
import type { NamedColumn, NamedRow } from "../core/named-rows.ts";
import { Problem, shownPlaces } from "../core/problem.ts";
import type { RuleLibrary } from "../core/rule.ts";
import { type Reading, type ReadingOptions, ReadingSchema, type ReadTable, type Table, type TableField } from "../core/table.ts";
import { columnOf } from "./columns.ts";
import { squash } from "./header.ts";
import { knowledgeOf } from "./knowledge.ts";
import { oneSpelling } from "./look-alikes.ts";
import { dateFields, flagFields } from "./read-cells.ts";
import { readDates } from "./read-dates.ts";
import { isMissing, readNumbers } from "./read-numbers.ts";
import { readYesNo } from "./read-words.ts";
import { markUsed } from "./unused-columns.ts";
import type { TableWords } from "./words.ts";

const score: NamedColumn = {
  kind: "number",
  headers:
    "score at 90 days, score 90 days before, score 90d, score 90 days out, health 90 days before, health at t 90, health 90d, score, health score, health",
};

/** Whether anybody looked for signs at an account. */
const checked: NamedColumn = {
  kind: "text",
  headers:
    "signs checked, sign checked, checked, signals checked, looked at, looked for signs, reviewed, zeichen geprüft, geprüft, signes vérifiés, vérifié, señales revisadas, revisado, gecontroleerd, kontrolleret, kontrollert, kontrollerad, sprawdzono",
};

/** The columns of a table of losses, by the headers people give them. */
export const lostColumns = {
  decided: {
    kind: "date",
    headers:
      "decided, decided on, decision date, date decided, notice date, notice given, notice given on, notice received, notice received on, churn date, churned on, churned at, cancellation date, cancelled on, canceled on, lost on, lost date, date lost, left on, end date, ended on, entschieden am, kündigung am, kündigung vom, date de résiliation, fecha de baja",
  },
  first_sign: {
    kind: "date",
    headers:
      "first sign, first sign date, earliest sign, first signal, first signal date, earliest signal, first warning, first warning date, erstes zeichen, erstes anzeichen, premier signe, primera señal",
  },
  flagged: {
    kind: "date",
    headers:
      "flagged, flagged on, first flagged, first flag, flag date, flagged date, first flagged date, marked at risk, at risk since, at risk on, gemeldet am, signalé le, marcado el",
  },
  first_action: {
    kind: "date",
    headers:
      "first action, first action date, first intervention, first intervention date, acted on, action date, intervention date, save play started, erste maßnahme, première action, primera acción",
  },
  reason: {
    kind: "text",
    headers:
      "reason, reason crm, crm reason, churn reason, loss reason, lost reason, reason category, primary reason, main reason, cancellation reason, reason for leaving, why, grund, kündigungsgrund, motif, raison, motivo",
  },
  score,
  checked,
  notes: {
    kind: "text",
    headers:
      "notes, note, remark, remarks, comment, comments, bemerkung, bemerkungen, notiz, notizen, anmerkung, kommentar, remarque, remarques, commentaire, nota, notas, observaciones, observação, observações, opmerking, opmerkingen, notitie, bemærkning, merknad, anmärkning, uwagi, poznámka, huomautus",
  },
  end: {
    kind: "date",
    headers:
      "contract end, contract end date, end of contract, contract ends, term end, end of term, paid until, ends on, vertragsende, fin de contrat, fin de contrato, fine contratto, fim do contrato, einde contract, kontraktslut, kontrakt slut, avtal slut, koniec umowy, konec smlouvy",
  },
  /** What left, where the reader takes it for no amount of the account. */
  arr: {
    kind: "number",
    headers: "lost arr, arr lost, churned arr, arr churned, lost revenue, lost amount, verlorener arr, arr perdu, arr perdido",
  },
} as const satisfies Record<string, NamedColumn>;

/** The columns of a table of those who stayed. */
export const keptColumns = { score, checked } as const satisfies Record<string, NamedColumn>;

const segment: NamedColumn = {
  kind: "text",
  headers:
    "segment, customer segment, account segment, tier, account tier, size, company size, kundensegment, segmento, segment client",
};

/** The columns of a table of labeled comments, by the headers people give them. */
export const itemColumns = {
  theme: {
    kind: "text",
    headers:
      "theme, themes, topic, topics, feedback theme, category, label, labels, tag, tags, issue, reason, churn reason, area, product area, bucket, thema, themen, kategorie, kategorien, schlagwort, bereich, thème, thèmes, thématique, catégorie, sujet, rubrique, étiquette, tema, temas, categoría, etiqueta, categoria, tópico, etichetta, argomento, onderwerp, categorie, emne, kategori, ämne, temat, kategoria, téma, kategorie, aihe",
  },
  date: {
    kind: "date",
    headers:
      "date, date logged, logged, logged at, date raised, raised on, created, created at, created on, created date, date created, received, received on, reported on, submitted at, opened at, day, when, logged on, datum, erstellt am, eingegangen am, vom, date de création, reçu le, créé le, jour, fecha, fecha de creación, recibido, recibido el, día, data, recebido em, criado em, dia, ricevuto il, giorno, ontvangen, ontvangen op, dato, modtaget, mottatt, mottaget, dag, dzień, otrzymano, päivä, pvm",
  },
  segment,
  comment: {
    kind: "text",
    headers:
      "comment, comments, verbatim, quote, feedback, what they said, said, what was said, customer said, their words, voice, voice of customer, remark, remarks, opmerking, kommentaar, feedback text, text, note, notes, description, message, ticket text, words, wording, content, summary, kommentar, kommentare, bemerkung, text des tickets, wortlaut, zitat, aussage, rückmeldung, inhalt, commentaire, commentaires, citation, texte, message du client, retour, comentario, comentarios, texto, cita, mensaje, descripción, comentário, comentários, mensagem, descrição, relato, commento, commenti, testo, messaggio, tekst, bericht, reactie, toelichting, besked, tilbakemelding, tilbagemelding, beskrivelse, beskrivning, komentarz, treść, opis, komentář, popis, palaute, teksti",
  },
  source: {
    kind: "text",
    headers:
      "source, channel, origin, from, via, quelle, kanal, herkunft, canal, origine, fuente, origen, bron, kanaal, kilde, källa, źródło",
  },
  sure: { kind: "number", headers: "sure, confidence, label confidence, certainty, sicherheit, confiance, confianza" },
  tone: {
    kind: "text",
    headers:
      "sentiment, tone, polarity, mood, type, feedback type, praise or complaint, stimmung, tonalität, tonalité, sentimiento, tono, sentimento, tom, toon, tonläge, nastrój",
  },
} as const satisfies Record<string, NamedColumn>;

/** The columns of a table of the whole book. */
export const bookColumns = { segment } as const satisfies Record<string, NamedColumn>;

/** Fields of the book that the reader knows by their headers, and the caller may name. */
export const bookFields = ["account", "arr", "renewal_date", "notice_days", "health"] as const;

/** What the rows of a table are about where its headers say so plainly: labeled comments, or lost customers with their dates. */
export function workOf(table: Table): "feedback" | "losses" | null {
  const heard = headersOf(table, { theme: { kind: "text", headers: plainThemes }, comment: itemColumns.comment }, {});
  if (heard.theme !== undefined && heard.comment !== undefined) return "feedback";
  const { decided, first_sign, flagged, first_action, reason } = headersOf(table, lostColumns, {});
  const noticed = [first_sign, flagged, first_action].filter((header) => header !== undefined).length;
  return noticed > 1 || (noticed === 1 && decided !== undefined && reason !== undefined) ? "losses" : null;
}

const plainThemes = "theme, themes, topic, topics, feedback theme, label, labels, tag, tags, thema, themen, thème, tema";

/** A path, or a path with the order of its dates, the headers of columns that are called otherwise, and what else a tool takes beside them. */
export const tableWith = <Name extends string, More extends z.core.$ZodLooseShape = Record<never, never>>(
  columns: Record<Name, NamedColumn>,
  more?: More,
) => {
  const headers = Object.fromEntries(Object.keys(columns).map((name) => [name, z.string().optional()])) as Record<
    Name,
    z.ZodOptional<z.ZodString>
  >;
  return z.union([
    z.string().min(1),
    z.strictObject({ table: z.string().min(1), dates: ReadingSchema.shape.dates, ...headers, ...(more as More) }),
  ]);
};

/** What a table is read with whose dates and answers stand under a tool's own names. */
export const underOwnNames = (needed: readonly TableField[], account?: string): ReadingOptions => ({
  skip_bad_rows: true,
  rows_repeat: true,
  // Dates are read under the tool's own names below.
  columns: {
    ...Object.fromEntries([...dateFields, ...flagFields].map((field) => [field, null])),
    ...(account === undefined ? {} : { account }),
  },
  needs: { always: [...needed], if_present: ["amount"] },
});

/**
 * The dates of a column by its header; blank is no date. Throws Problem that lists the cells that are none, unless they may be passed over, and
 * where the order of day and month is open.
 */
export function dateCells(
  table: Table,
  header: string,
  {
    dates,
    pass_over = false,
    remedy,
    onFault,
  }: {
    dates?: Reading["dates"];
    pass_over?: boolean | undefined;
    remedy?: string;
    /** Called with the place of each cell that is no date, where they are passed over. */
    onFault?: (index: number) => void;
  },
): (string | null)[] {
  const rowOf = (index: number) => table.records[index]?.row ?? 1;
  const column = readDates(columnOf(table.records.map(({ cells }) => cells[header] ?? "")), { header, rowOf }, dates, false);
  const { refusal } = column;
  if (refusal?.code === "dates_unclear" && remedy !== undefined)
    throw new Problem({
      what: `${table.path}, column "${header}": no date tells whether the day or the month comes first.`,
      remedy,
    });
  if (refusal) throw new Problem({ what: `${table.path}, ${refusal.what}`, remedy: refusal.remedy });
  refuseFaults(table, header, "dates", pass_over ? new Map() : column.faults, rowOf);
  if (onFault !== undefined) for (const index of column.faults.keys()) onFault(index);
  return [...column.values];
}

function refuseFaults(
  table: Table,
  header: string,
  kind: "dates" | "numbers",
  faults: ReadonlyMap<number, { reason: string }>,
  rowOf: (index: number) => number,
): void {
  if (faults.size === 0) return;
  throw new Problem({
    what: `${table.path}, column "${header}" has cells that are no ${kind}:`,
    places: shownPlaces([...faults].map(([index, { reason }]) => `row ${rowOf(index)}: ${reason}`)),
    remedy: "Correct them, blank them where nobody knows or the day has not come, or set skip_bad_rows where the tool takes it.",
  });
}

/** The header of each named column: the caller's, else the first that means it. Throws Problem for a header the table does not have. */
export function headersOf<Name extends string>(
  table: Table,
  columns: Record<Name, NamedColumn>,
  said: Partial<Record<Name, string | undefined>>,
): Partial<Record<Name, string>> {
  const headers = Object.keys(table.records[0]?.cells ?? {});
  const found: Partial<Record<Name, string>> = {};
  for (const name of Object.keys(columns) as Name[]) {
    const own = said[name];
    const words = own === undefined ? columns[name].headers.split(/,\s*/).map(squash) : [squash(own)];
    const header = words.flatMap((word) => headers.find((one) => squash(one) === word) ?? [])[0];
    if (header !== undefined) found[name] = header;
    else if (own !== undefined)
      throw new Problem({
        what: `${table.path} has no column "${own}" for ${name}.`,
        remedy: `Give one of its headers: ${headers.join(", ")}.`,
      });
  }
  return found;
}

/** Columns of nothing but yes and no, other than those that have a meaning; blank says that nobody looked. */
function flagColumns(table: Table, taken: ReadonlySet<string>, words: TableWords): Map<string, (boolean | null)[]> {
  const known = new Set(
    table.columns.flatMap(({ header, field }) => (field === null || flagFields.includes(field) ? [] : [header])),
  );
  const flags = new Map<string, (boolean | null)[]>();
  for (const header of Object.keys(table.records[0]?.cells ?? {})) {
    if (taken.has(header) || known.has(header)) continue;
    const cells = table.records.map(({ cells: own }) => readYesNo(own[header] ?? "", words));
    const answers = cells.map((cell) => (typeof cell === "boolean" ? cell : null));
    if (cells.every((cell) => cell === null || typeof cell === "boolean") && answers.some((answer) => answer !== null))
      flags.set(header, answers);
  }
  return flags;
}

/** Headers of days that are no sign of anything: when a customer began, went live, renews or paid. */
const plainDays =
  /start|begin|since|live|kick.?off|onboard|launch|sign(?:ed|ature)|contract|term|renew|expir|end\b|ends|notice|decided|creat|updat|modif|invoice|paid|payment|birth|due|next|beginn|ende|vertrag|début|fin\b|contrat|inicio|contrato|aftale|avtale|umow/i;

/** Columns of days on which a sign was seen: other than those that have a meaning, with blanks where it never was. */
function seenColumns(table: Table, taken: ReadonlySet<string>, dates: Reading["dates"]): Map<string, (string | null)[]> {
  const known = new Set(table.columns.flatMap(({ header, field }) => (field === null ? [] : [header])));
  const found = new Map<string, (string | null)[]>();
  for (const header of Object.keys(table.records[0]?.cells ?? {})) {
    if (taken.has(header) || known.has(header) || plainDays.test(header.replaceAll("_", " "))) continue;
    const cells = table.records.map(({ cells: own }) => own[header] ?? "");
    const filled = cells.filter((cell) => !isMissing(cell)).length;
    if (filled === 0 || filled === cells.length) continue;
    const rowOf = (index: number) => table.records[index]?.row ?? 1;
    const column = readDates(columnOf(cells), { header, rowOf }, dates, false);
    if (column.refusal === null && column.faults.size === 0) found.set(header, [...column.values]);
  }
  return found;
}

/**
 * The rows of a table under the names of a tool. Throws Problem for cells that cannot be read, and for a header that is not there.
 * @example namedRows(table, { theme: { headers: "theme, topic", kind: "text" } }, {}, words)[0].texts.theme // "Reporting"
 */
export function namedRows<Name extends string>(
  table: Table,
  columns: Record<Name, NamedColumn>,
  said: Partial<Record<Name, string | undefined>>,
  words: TableWords,
  dates?: Reading["dates"],
  odd?: (row: number, header: string) => void,
): NamedRow<Name>[] {
  const headers = headersOf(table, columns, said);
  const taken = new Set(Object.values<string | undefined>(headers).flatMap((one) => one ?? []));
  const flags = flagColumns(table, taken, words);
  const seen = seenColumns(table, new Set([...taken, ...flags.keys()]), dates);
  const rowOf = (index: number) => table.records[index]?.row ?? 1;
  const texts = new Map<Name, (string | null)[]>();
  const numbers = new Map<Name, (number | null)[]>();
  for (const [name, header] of Object.entries(headers) as [Name, string][]) {
    const cells = table.records.map(({ cells: own }) => own[header] ?? "");
    const { kind } = columns[name];
    if (kind === "date")
      texts.set(
        name,
        dateCells(table, header, {
          dates,
          remedy: `Give {"table": "${table.path}", "dates": "day_first"}, or "month_first".`,
          pass_over: odd !== undefined,
          onFault: (index) => odd?.(rowOf(index), header),
        }),
      );
    else if (kind === "text")
      texts.set(
        name,
        cells.map((cell) => (isMissing(cell) ? null : cell.trim())),
      );
    else {
      const column = readNumbers(columnOf(cells), { header, rowOf }, undefined);
      refuseFaults(table, header, "numbers", odd === undefined ? column.faults : new Map(), rowOf);
      for (const index of column.faults.keys()) odd?.(rowOf(index), header);
      numbers.set(name, [...column.values]);
    }
  }
  const at = <Value>(of: ReadonlyMap<string, (Value | null)[]>, index: number): Record<string, Value> =>
    Object.fromEntries(
      [...of].flatMap(([name, values]) => (values[index] === null || values[index] === undefined ? [] : [[name, values[index]]])),
    );
  return table.records.map((record, index) => ({
    row: record.row,
    account: record.account,
    arr: record.amount === null ? null : annualAmount(record.amount, table.amount_unit, record.contract_months),
    texts: at(texts, index) as Partial<Record<Name, string>>,
    numbers: at(numbers, index) as Partial<Record<Name, number>>,
    flags: at(flags, index),
    seen: Object.fromEntries([...seen].map(([name, days]) => [name, days[index] ?? null])),
  }));
}

/**
 * What a tool was given in the place of a list: rows out of a table, or null where the list itself was given. An account may stand in several
 * rows, and ways to write its name are one. The table's reading then says which columns were used.
 */
export async function rowsIn<Name extends string>(
  given: unknown,
  columns: Record<Name, NamedColumn>,
  ports: { library: Pick<RuleLibrary, "figure">; readTable(path: string, options: ReadingOptions): Promise<ReadTable> },
  odd?: (row: number, header: string) => void,
): Promise<{ rows: NamedRow<Name>[]; rows_read: number; currency: string | null } | null> {
  if (given === undefined || Array.isArray(given)) return null;
  const {
    table: path,
    dates,
    account,
    ...said
  } = (typeof given === "string" ? { table: given } : given) as {
    table: string;
    dates?: Reading["dates"];
    account?: string;
  };
  // A row without an account can stand for nobody; the reading says how many there are.
  const table = await ports.readTable(path, underOwnNames(["account"], account));
  const spelled = oneSpelling(table.records.map(({ account }) => account));
  for (const record of table.records) record.account = spelled(record.account);
  const own = said as Partial<Record<Name, string>>;
  const rows = namedRows(table, columns, own, knowledgeOf(ports.library).words, dates, odd);
  const used = new Set([
    ...Object.values<string | undefined>(headersOf(table, columns, own)),
    ...rows.flatMap(({ flags, seen }) => [...Object.keys(flags), ...Object.keys(seen)]),
  ]);
  const { reading } = table;
  reading.doubts = reading.doubts.filter(({ code }) => code !== "similar_accounts");
  markUsed(reading, new Set([...used].flatMap((header) => header ?? [])));
  return { rows, rows_read: table.rows_read, currency: table.currency };
}

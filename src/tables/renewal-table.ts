import type { NamedColumn } from "../core/named-rows.ts";
import { Problem } from "../core/problem.ts";
import type { RenewalRow } from "../core/renewal-row.ts";
import type { Reading, ReadingOptions, ReadTable, Table } from "../core/table.ts";
import { tableFields } from "../core/table.ts";
import { columnOf } from "./columns.ts";
import { clauseOf, noteOf } from "./contract-words.ts";
import { headersOf } from "./named-columns.ts";
import { isMissing, readNumbers } from "./read-numbers.ts";
import { markUsed } from "./unused-columns.ts";
import { fold } from "./words.ts";

/** Columns of a list of renewals beside those every table has, by the headers people give them. */
const renewalColumns = {
  clause: {
    kind: "text",
    headers:
      "price clause, increase clause, price increase clause, uplift clause, price cap, cap, uplift cap, increase cap, max increase, max uplift, maximum increase, renewal cap, renewal uplift, escalator, escalation, price terms, pricing terms, price protection, indexation, index clause, indexation clause, preisklausel, preisanpassung, preisanpassungsklausel, indexklausel, preisgleitklausel, clause de prix, révision de prix, clause de révision, cláusula de precio, cláusula de reajuste, reajuste, índice de reajuste, prijsclausule, indexatie, indexering, prisklausul, prisklausuul, prisregulering, prisjustering, indeksregulering, klauzula cenowa, waloryzacja, cenová doložka, clausola prezzo, adeguamento prezzo, hintaehto",
  },
  price_notice: {
    kind: "number",
    headers:
      "price change notice, price change notice days, price notice, price notice days, increase notice, increase notice days, notice for price changes, notice of increase, uplift notice, ankündigungsfrist, ankündigungsfrist preis, vorlauf preisanpassung, préavis prix, preaviso precio, aviso de reajuste, aviso prévio reajuste, prisvarsel, varsel pris",
  },
  notes: {
    kind: "text",
    headers:
      "notes, note, comment, comments, remark, remarks, csm notes, am notes, account notes, details, info, bemerkung, bemerkungen, kommentar, kommentare, anmerkung, notiz, notizen, remarque, remarques, commentaire, commentaires, nota, notas, comentario, comentarios, observaciones, observações, obs, comentários, opmerking, opmerkingen, bemærkning, bemærkninger, merknad, merknader, anteckning, anteckningar, uwagi, komentarz, poznámka, poznámky, note e commenti, huomautus, huomiot",
  },
  status: {
    kind: "text",
    headers:
      "status, renewal status, stage, state, contract status, stand, statut, estado, situação, situacao, stato, stav, tila",
  },
  seats_used: {
    kind: "number",
    headers:
      "seats used, used seats, users, active users, licenses used, licences used, active seats, genutzte plätze, aktive nutzer, lizenzen genutzt, utilisateurs actifs, usuarios activos, usuários ativos, actieve gebruikers, aktive brukere, aktive brugere, aktiva användare, aktywni użytkownicy",
  },
  seats_paid: {
    kind: "number",
    headers:
      "seats paid, paid seats, seats, seats contracted, contracted seats, licenses, licences, licenses paid, licensed seats, licensed users, lizenzen, plätze, licences payées, licencias, licenças, licenties, lisenser, licenser, licencje, licence",
  },
} as const satisfies Record<string, NamedColumn>;
type Name = keyof typeof renewalColumns;

/** A header that speaks of a rise's limit, where none is called as people usually call it. */
const clauseLike =
  /claus|klausel|klausul|klauzul|dolozk|\bcap\b|capped|uplift|index|preisanp|reajust|prisjust|escalat|\bincrease\b|price (?:terms|protection)/;
const notClause = /last|previous|prior|letzte|derni|ultim|date|datum|fecha|data\b|notice|days|proposed|planned|new price/;
const noticeLike = /notice|frist|preavis|preaviso|aviso|varsel|opzeg|opsig|oppsig|wypowied|vypoved|preavviso|irtisan/;
const noteLike = /note|comment|remark|bemerk|kommentar|anmerk|observ|\bobs\b|coment|opmerk|uwag|poznam|merknad|anteck|huom/;
/** A header that speaks of telling a new price, and not of the customer's notice. */
const announceLike =
  /announc|ankundig|annonce|anuncio|anunciar|aankondig|annunci|kunngjor|annoncer|meddela|zapowied|oznameni|ilmoitus|letter days|price letter/;
const lockLike =
  /(?:lock|fixed|held|hold|frozen|guarant\w*|fest|bindung|bloqu\w*|fij\w*|fix\w*|congel\w*|vast|fast)\b.*(?:until|till|through|bis|jusqu|hasta|ate|tot|til)\b|(?:preisbindung|preisgarantie)/;
const priceLike = /price|increase|uplift|preis|prix|precio|preco|reajust|prijs|pris|cen[ay]|prezz|hinta/;

/** A text's first whole number of days, or of months as days and months apart. */
function noticeOf(written: string): { days: number | null; months: number | null } {
  const found = /(\d{1,3})\s*(m(?:onth|onat|ois|es|aan|ån|ane|ies|ěs)?\w*)?/iu.exec(written);
  if (found === null) return { days: null, months: null };
  return found[2] === undefined ? { days: Number(found[1]), months: null } : { days: null, months: Number(found[1]) };
}

interface RenewalTable {
  rows: RenewalRow[];
  currency: string | null;
  /** Rows of the file that could not be read, with the reason. */
  unread: { account: string; why: string }[];
  /** Columns that hold days and were read as nothing. */
  days_unread: string[];
  headers: Partial<Record<Name, string>>;
  path: string;
}

/** Own names of the columns of a call, apart from those of every table. */
function ownColumns(columns: Record<string, string | null>): {
  shared: Record<string, string | null>;
  own: Partial<Record<Name, string>>;
} {
  const shared: Record<string, string | null> = {};
  const own: Partial<Record<Name, string>> = {};
  const names = Object.keys(renewalColumns);
  for (const [name, header] of Object.entries(columns)) {
    if (names.includes(name)) {
      if (header !== null) own[name as Name] = header;
    } else if ((tableFields as readonly string[]).includes(name)) shared[name] = header;
    else
      throw new Problem({
        what: `book.columns names a field there is not: ${name}.`,
        remedy: `The fields: ${names.join(", ")} (price_notice is ours, the days before a renewal by which a new price is announced); and of every table ${tableFields.join(", ")}.`,
      });
  }
  return { shared, own };
}

const cellsUnder = (table: Table, header: string): string[] =>
  table.records.map(({ cells }) => cells[header] ?? "").filter((cell) => !isMissing(cell));
/** Whether most cells of a column begin with a number, as "60" or "60 days" do. */
function holdsNumbers(table: Table, header: string): boolean {
  const cells = cellsUnder(table, header);
  return cells.length > 0 && cells.filter((cell) => /^\s*\d{1,3}(?!\d)/.test(cell)).length > cells.length / 2;
}

const periods = new Set(["7", "14", "15", "20", "21", "28", "30", "42", "45", "60", "90", "100", "120", "150", "180"]);
/** Columns left over that hold nothing but periods in days, such as 30, 60 and 90, in most rows. */
const dayColumns = (table: Table, headers: readonly string[]): string[] =>
  headers.filter((header) => {
    const cells = cellsUnder(table, header);
    return cells.length > table.records.length / 2 && cells.every((cell) => periods.has(cell.trim()));
  });

function foundHeaders(table: Table, own: Partial<Record<Name, string>>): Partial<Record<Name, string>> {
  const found = headersOf(table, renewalColumns, own);
  const taken = new Set([
    ...Object.values(found),
    ...table.columns.flatMap(({ header, field }) => (field === null ? [] : [header])),
  ]);
  const free = Object.keys(table.records[0]?.cells ?? {}).filter((header) => !taken.has(header));
  const words = (header: string) => fold(header).replaceAll("_", " ");
  found.clause ??= free.find((header) => clauseLike.test(words(header)) && !notClause.test(words(header)));
  found.price_notice ??= free.find((header) => noticeLike.test(words(header)) && priceLike.test(words(header)));
  found.price_notice ??= free.find((header) => announceLike.test(words(header)) && holdsNumbers(table, header));
  return found;
}

/**
 * The rows of a list of renewals with what clause and notes say. Amounts stay in each row's currency. Throws Problem where the file has no
 * account or no renewal date, and for dates whose order nothing tells.
 */
export async function renewalsIn(
  {
    table: path,
    columns = {},
    dates,
  }: { table: string; columns?: Record<string, string | null> | undefined; dates?: Reading["dates"] },
  ports: { readTable(path: string, options: ReadingOptions): Promise<ReadTable> },
): Promise<RenewalTable> {
  const { shared, own } = ownColumns(columns);
  const options: ReadingOptions = {
    skip_bad_rows: true,
    rows_repeat: true,
    several_currencies: true,
    columns: shared,
    ...(dates === undefined ? {} : { dates }),
    needs: { always: ["account", "renewal_date"], if_present: ["amount"] },
  };
  const table = await ports.readTable(path, options).catch((refused: unknown) => {
    if (!(refused instanceof Problem)) throw refused;
    const { remedy } = refused.detail;
    throw new Problem({
      ...refused.detail,
      remedy: `${remedy} In this tool it is said in book: {"table": "${path}", "dates": "day_first"}, or "columns": {"renewal_date": "header"}.`,
    });
  });
  const headers = foundHeaders(table, own);
  const cellsOf = (name: Name): string[] =>
    table.records.map(({ cells }) => (headers[name] === undefined ? "" : (cells[headers[name]] ?? "")));
  const numbersOf = (name: Name): (number | null)[] => {
    const cells = cellsOf(name);
    const rowOf = (index: number) => table.records[index]?.row ?? 1;
    return [...readNumbers(columnOf(cells), { header: headers[name] ?? "", rowOf }, undefined).values];
  };
  const folded = (header: string) => fold(header).replaceAll("_", " ");
  const known = new Set([
    ...Object.values(headers),
    ...table.columns.flatMap(({ header, field }) => (field === null ? [] : [header])),
  ]);
  const others = Object.keys(table.records[0]?.cells ?? {}).filter((header) => !known.has(header));
  // Several people write notes, a limit stands beside an index, and a lock has its own day.
  const moreNotes = others.filter((header) => noteLike.test(folded(header)));
  const locks = others.filter((header) => lockLike.test(folded(header)));
  const moreClauses = others.filter(
    (header) => !locks.includes(header) && clauseLike.test(folded(header)) && !notClause.test(folded(header)),
  );
  const notices = others.filter((header) => noticeLike.test(folded(header)) && !priceLike.test(folded(header)));
  const joined = (first: string, index: number, more: readonly string[], before = ""): string =>
    [
      first,
      ...more
        .map((header) => table.records[index]!.cells[header] ?? "")
        .map((text) => (isMissing(text) ? "" : `${before}${text.trim()}`)),
    ]
      .filter((text) => text.trim() !== "")
      .join("; ");
  const [used, paid] = [numbersOf("seats_used"), numbersOf("seats_paid")];
  const [clauses, notes, states, priceNotices] = [
    cellsOf("clause"),
    cellsOf("notes"),
    cellsOf("status"),
    cellsOf("price_notice"),
  ];
  const noticeHeader = table.columns.find(({ field }) => field === "notice_days")?.header;
  // A column of notice whose header speaks of prices is ours and not the customer's.
  const oursOnly = noticeHeader !== undefined && priceLike.test(fold(noticeHeader));
  const rows = table.records.map((record, index): RenewalRow => {
    const lock = joined("", index, locks, "fixed until ");
    const clause_text = lock === "" ? joined(clauses[index]!.trim(), index, moreClauses) : lock;
    const own =
      record.notice_days === null
        ? (notices.map((header) => record.cells[header] ?? "").find((text) => !isMissing(text)) ?? "")
        : "";
    const inMonths = notices.some((header) => /month|monat|mois|mes|maand|maned|manad|mies/.test(folded(header)));
    const notice = noticeOf(own);
    const note_text = [joined(notes[index]!, index, moreNotes), states[index]!]
      .map((text) => text.trim())
      .filter((text) => !isMissing(text))
      .join("; ");
    const note = noteOf(note_text);
    const price = noticeOf(priceNotices[index]!);
    return {
      row: record.row,
      account: record.account,
      amount: record.amount,
      currency: record.currency,
      renewal: record.renewal_date,
      notice_days: oursOnly ? null : (record.notice_days ?? (inMonths ? null : notice.days)),
      notice_months: notice.months ?? (inMonths ? notice.days : null),
      price_notice_days: price.days ?? (oursOnly ? record.notice_days : note.price_notice_days),
      clause: clauseOf(clause_text),
      clause_text,
      note: {
        ...note,
        gave_notice: note.gave_notice || record.gone !== null || record.notice_served === true,
        price_notice_months: price.months ?? note.price_notice_months,
      },
      note_text,
      seats_used: used[index] ?? null,
      seats_paid: paid[index] ?? null,
    };
  });
  const read = new Set(rows.map(({ row }) => row));
  const unread = table.issues
    .filter(({ row, code }) => row > 1 && !read.has(row) && !/total|blank|empty/.test(code))
    .map(({ row, message }) => ({ account: `row ${row}`, why: message }));
  // Twins are told by name, amount and day, and named in the answer.
  table.reading.doubts = table.reading.doubts.filter(({ code }) => code !== "similar_accounts" && code !== "spellings_united");
  markUsed(table.reading, new Set([...moreNotes, ...locks, ...moreClauses, ...notices]));
  markUsed(table.reading, new Set(Object.values(headers).flatMap((header) => header ?? [])));
  const days_unread = dayColumns(
    table,
    others.filter((header) => ![...moreNotes, ...locks, ...moreClauses, ...notices].includes(header)),
  );
  return { rows, currency: table.currency, unread, days_unread, headers, path: table.path };
}

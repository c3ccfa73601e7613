import * as z from "zod";
import { figure } from "../core/figure.ts";
import { Problem } from "../core/problem.ts";
import type { RowQuestion } from "../core/table.ts";
import { fold, wordKey } from "./words.ts";

/** What one row of an export is. */
export const exportRows = [
  "accounts",
  "subscriptions",
  "snapshots",
  "wide_months",
  "payments",
  "lines",
  "movements",
  "deals",
  "versions",
  "survey",
  "tickets",
  "actions",
  "report",
  "any",
] as const;

/**
 * A known export as the rule page holds it. Headers stand between commas without case, accents and signs; a stroke parts headers of which
 * one is enough, and <month> or <object field> stand for a header of that form.
 */
const ExportRecord = z.strictObject({
  id: z.string(),
  /** Follows "reads like". */
  name: z.string(),
  rows: z.enum(exportRows),
  /** Sets of headers, of which one must be there in whole; none for a file that only its other lines or the caller can name. */
  needs: z.array(z.string()),
  /** Headers of another export that would be taken for this one. */
  unless: z.string().default(""),
  usual: z.string().default(""),
  /** Field -> headers, the best first. */
  columns: z.record(z.string(), z.string()).default({}),
  /** Headers that look like something else than they are. */
  ignore: z.string().default(""),
  /** Headers whose amounts are hundredths. */
  cents: z.string().default(""),
  /** Field -> meaning -> words, before the library's common words. */
  words: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  ends: z.enum(["first_day_after", "last_day"]).optional(),
  health_out_of: z.literal([5, 10, 100]).optional(),
  /** Whether the export normally holds rows that have left, so that a file without one was filtered. */
  shows_lost: z.boolean().default(false),
  /** What stands in lines above or below the table. */
  lines: z.string().default(""),
  note: z.string(),
});
type ExportRecord = z.infer<typeof ExportRecord>;

/** The known exports of the rule page. */
export const exportsFigure = figure("operations-known-exports", "exports", z.array(ExportRecord));
export type KnownExports = z.infer<typeof exportsFigure.shape>;

/** A file recognized as a known export, its columns by the headers the file has. */
export interface RecognizedExport {
  id: string;
  name: string;
  /** In one line: "reads like a Recurly subscriptions export". */
  says: string;
  sure: "named" | "certain" | "likely";
  rows: ExportRecord["rows"];
  /** Whether a row stands once for each of its versions, whatever else it is. */
  versions: boolean;
  /** Field -> header. */
  columns: Readonly<Record<string, string>>;
  /** Headers that must not be taken for what they look like. */
  ignore: readonly string[];
  /** Headers whose amounts are hundredths. */
  cents: readonly string[];
  /** Field -> word (by wordKey) -> meaning. */
  words: Readonly<Record<string, ReadonlyMap<string, string>>>;
  ends: "first_day_after" | "last_day" | null;
  health_out_of: 5 | 10 | 100 | null;
  shows_lost: boolean;
  note: string;
}

const split = (list: string): string[] =>
  list
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
const either = (list: string): string[] => list.split("|").map((part) => part.trim());

const monthHeader = /^(?:\d{4}[-/.]\d{1,2}|[a-z]{3,9}[-/. ']*\d{2,4})$/;
const objectHeader =
  /^(?:account|subscription|rate plan(?: charge)?|product(?: rate plan)?|invoice(?: item)?|payment|amendment): ./;
const forms: Readonly<Record<string, (header: string) => boolean>> = {
  "<month>": (header) => monthHeader.test(fold(header).trim()),
  "<object field>": (header) => objectHeader.test(fold(header).trim()),
};

/** The headers of a file, each by its key. */
class FileHeaders {
  private readonly byKey = new Map<string, string>();
  constructor(readonly texts: readonly string[]) {
    for (const text of texts) if (!this.byKey.has(wordKey(text))) this.byKey.set(wordKey(text), text);
  }
  /** The file's header for one of several names. */
  find(names: string): string | undefined {
    for (const name of either(names)) {
      const form = forms[name];
      const found = form ? this.texts.find(form) : this.byKey.get(wordKey(name));
      if (found !== undefined) return found;
    }
    return undefined;
  }
  all(names: string): string[] {
    return split(names).flatMap((name) => this.find(name) ?? []);
  }
}

/** The largest set of needed headers that a file has in whole. */
function metNeeds(record: ExportRecord, headers: FileHeaders): string[] {
  if (headers.all(record.unless).length > 0) return [];
  const met = record.needs.filter((set) => split(set).every((name) => headers.find(name) !== undefined));
  const found = met.map((set) => headers.all(set));
  return found.reduce<string[]>((best, one) => (one.length > best.length ? one : best), []);
}

/** All headers of a file that the record knows. */
function knownHeaders(record: ExportRecord, headers: FileHeaders, met: readonly string[]): Set<string> {
  const columns = Object.values(record.columns).flatMap((names) => either(names).flatMap((name) => headers.find(name) ?? []));
  return new Set([...met, ...columns, ...headers.all(record.usual), ...headers.all(record.ignore)]);
}

function columnsOf(record: ExportRecord, headers: FileHeaders): Record<string, string> {
  const columns: Record<string, string> = {};
  const taken = new Set<string>();
  for (const [field, names] of Object.entries(record.columns)) {
    const header = either(names)
      .flatMap((name) => headers.find(name) ?? [])
      .find((one) => !taken.has(one));
    if (header === undefined) continue;
    columns[field] = header;
    taken.add(header);
  }
  // A price of one is the amount where no column says how many; an amount beside both needs neither.
  const { unit_price, quantity, ...others } = columns;
  const hasAmount = ["amount", "mrr", "arr"].some((field) => field in others);
  if (hasAmount) return others;
  return unit_price !== undefined && quantity === undefined ? { ...others, amount: unit_price } : columns;
}

function recognized(
  record: ExportRecord,
  headers: FileHeaders,
  sure: RecognizedExport["sure"],
  versions: boolean,
): RecognizedExport {
  const words = Object.entries(record.words).map(([field, meanings]): [string, Map<string, string>] => [
    field,
    new Map(
      Object.entries(meanings).flatMap(([meaning, list]) =>
        split(list).map((word): [string, string] => [wordKey(word), meaning]),
      ),
    ),
  ]);
  return {
    id: record.id,
    name: record.name,
    says: `reads like ${record.name}`,
    sure,
    rows: record.rows,
    versions: versions || record.rows === "versions",
    columns: columnsOf(record, headers),
    ignore: headers.all(record.ignore),
    cents: headers.all(record.cents),
    words: Object.fromEntries(words),
    ends: record.ends ?? null,
    health_out_of: record.health_out_of ?? null,
    shows_lost: record.shows_lost,
    note: record.note,
  };
}

/** How much of a file a record must know, and by how many headers, to be certain. */
const [CERTAIN_SHARE, CERTAIN_HEADERS] = [0.5, 3];

/**
 * The known export a file is by its headers, else by what stands in the lines around its table; null where it is none.
 * @example recognizeExport(["uuid", "account_code", "state", "expires_at"], exports)?.name // "a Recurly subscriptions export"
 */
export function recognizeExport(
  headers: readonly string[],
  known: KnownExports,
  lines: readonly string[] = [],
): RecognizedExport | null {
  const file = new FileHeaders(headers.filter((header) => header.trim() !== ""));
  const fits = known
    .flatMap((record) => {
      const met = metNeeds(record, file);
      return met.length === 0 ? [] : [{ record, needs: met.length, size: knownHeaders(record, file, met).size }];
    })
    .sort((a, b) => b.size - a.size || b.needs - a.needs);
  const versions = fits.some(({ record }) => record.rows === "versions");
  const best = fits.find(({ record }) => record.rows !== "versions") ?? fits[0];
  if (best !== undefined) {
    const certain = best.size >= CERTAIN_HEADERS && best.size >= CERTAIN_SHARE * file.texts.length;
    return recognized(best.record, file, certain ? "certain" : "likely", versions);
  }
  const around = lines.map((line) => wordKey(line));
  const byLines = known.find((record) => split(record.lines).some((mark) => around.some((line) => line.includes(wordKey(mark)))));
  return byLines ? recognized(byLines, file, "likely", false) : null;
}

/** An id or a plain name of an export. */
const isNamed = (record: ExportRecord, said: string): boolean =>
  wordKey(record.id) === wordKey(said) || wordKey(record.name) === wordKey(said);

/**
 * The export a file is by the caller's word, else by its headers; null where it is none, or where the caller says "none".
 * Throws Problem for a name that is not known.
 */
export function exportOf(
  said: string | undefined,
  headers: readonly string[],
  known: KnownExports,
  lines: readonly string[] = [],
): RecognizedExport | null {
  if (said === undefined) return recognizeExport(headers, known, lines);
  if (wordKey(said) === "none") return null;
  const record = known.find((one) => isNamed(one, said));
  if (record) return recognized(record, new FileHeaders(headers), "named", false);
  throw new Problem({
    what: `reading.export: "${said}" is no export the library knows.`,
    remedy: `Give none, or one of ${known.map(({ id }) => id).join(", ")}.`,
  });
}

/** Rows that are no customers, and what could be given instead. */
const otherRows: Partial<Record<ExportRecord["rows"], { are: string; instead: string }>> = {
  deals: {
    are: "deals, not customers",
    instead: "Export the subscriptions or contracts, with what each pays, since when and until when.",
  },
  movements: {
    are: "changes of an amount, not what somebody pays",
    instead: "Export the subscriptions with their start, end and amount, or the amounts by month.",
  },
  payments: {
    are: "invoices or payments, and for which period each one is does not stand in the file",
    instead: "Export the subscriptions, or add the first and the last day each row pays for.",
  },
  tickets: { are: "tickets, not customers", instead: "Export the accounts." },
  actions: { are: "tasks, not customers", instead: "Export the accounts." },
};

/**
 * Throws Problem where the rows of an export cannot answer what is asked: a lost deal is no lost customer, a payment no recurring amount.
 * A forecast may rest on deals, and a payment that says its period is spread over it.
 */
export function refuseOtherRows(file: string, found: RecognizedExport, asks: readonly RowQuestion[] | undefined): void {
  const other = otherRows[found.rows];
  if (other === undefined || asks === undefined) return;
  const spread = found.rows === "payments" && "start" in found.columns && "end" in found.columns;
  if (spread || (found.rows === "deals" && asks.includes("how_likely"))) return;
  throw new Problem({
    what: `${file} ${found.says}: its rows are ${other.are}.`,
    remedy: `${other.instead} If it is no such export, give reading: {"export": "none"}.`,
  });
}

/** What an export says of its amounts: a payment or a line with its days is for the whole of them. */
export function amountOfExport({ rows, columns }: RecognizedExport): "tcv" | undefined {
  return (rows === "payments" || rows === "lines") && "start" in columns && "end" in columns ? "tcv" : undefined;
}

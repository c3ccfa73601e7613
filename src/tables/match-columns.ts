import { Problem } from "../core/problem.ts";
import { type TableField, tableFields } from "../core/table.ts";
import { asksToRecommend } from "../core/vocabulary.ts";
import { type Header, type HeaderUnit, squash } from "./header.ts";
import { fieldsNamed, LIKELY_RANK, type NameMatch } from "./header-words.ts";
import { fold } from "./words.ts";

interface AmountColumn {
  index: number;
  confidence: "certain" | "likely";
}

/** The two amounts of a comparison, where headers hold them; `wide` when there is a column for each of many months. */
export interface FoundAmounts {
  arr_start: AmountColumn | null;
  arr_end: AmountColumn | null;
  wide: number[];
  /** Dated amounts in a worse unit than the pair; they must not be taken for a plain amount. */
  unused: number[];
}

const units: readonly (HeaderUnit | null)[] = ["arr", "mrr", "acv", "tcv", "amount", null];
const none: FoundAmounts = { arr_start: null, arr_end: null, wide: [], unused: [] };
const plainWords = /^(arr|mrr|acv|tcv|annual|annualized|annualised|monthly|recurring|revenue|total|contract|value|amount)$/;

type Placed = { header: Header; index: number };

function pairOf(columns: readonly Placed[], unit: HeaderUnit | null): FoundAmounts {
  const at = (when: "start" | "end" | "date") => columns.filter(({ header }) => header.time?.at === when);
  const dated = at("date")
    .map((column) => ({ ...column, order: column.header.time?.at === "date" ? column.header.time.order : 0 }))
    .sort((a, b) => a.order - b.order);
  const plain =
    unit === null
      ? []
      : columns.filter(({ header }) => header.time === null && header.words.every((word) => plainWords.test(word)));
  const [start, end] = [at("start"), at("end")];
  const make = (first: Placed, last: Placed, confidence: "certain" | "likely"): FoundAmounts => ({
    ...none,
    arr_start: { index: first.index, confidence },
    arr_end: { index: last.index, confidence },
  });
  if (unit !== null && start.length === 1 && end.length === 1) return make(start[0]!, end[0]!, "certain");
  if (dated.length === 2 && dated[0]!.order !== dated[1]!.order)
    return make(dated[0]!, dated[1]!, unit === null ? "likely" : "certain");
  if (dated.length > 2) return { ...none, wide: dated.map(({ index }) => index) };
  const before = [...start, ...dated];
  if (before.length === 1 && plain.length === 1 && end.length === 0) return make(before[0]!, plain[0]!, "likely");
  return none;
}

/**
 * Finds the two amount columns of a comparison by their words ("Starting ARR", "ARR now") or by the dates in their headers.
 * @example headers "ARR 2026-01" and "ARR 2025-01" give the second as arr_start
 */
export function findTwoAmounts(headers: readonly Header[], taken: ReadonlySet<number>): FoundAmounts {
  const free = headers.map((header, index) => ({ header, index })).filter(({ index }) => !taken.has(index));
  for (const unit of units) {
    const columns = free.filter(({ header }) => header.unit === unit && (unit !== null || header.time?.at === "date"));
    const found = pairOf(columns, unit);
    if (found.arr_start === null && found.wide.length === 0) continue;
    const used = [found.arr_start?.index, found.arr_end?.index, ...found.wide];
    const unused = free.filter(({ header, index }) => header.unit !== null && header.time !== null && !used.includes(index));
    return { ...found, unused: unused.map(({ index }) => index) };
  }
  return none;
}

/** Which column serves a field, and how sure that is. */
export interface FieldColumn {
  index: number;
  confidence: "mapped" | "certain" | "likely";
  rank: number;
}

const moneyFields = ["arr", "mrr", "acv", "tcv", "amount"] as const satisfies readonly TableField[];

/** What the headers stand for. */
export interface Matching {
  fields: Map<TableField, FieldColumn>;
  /** Fields that several headers fit equally well; none of them is used. */
  ambiguous: Map<TableField, number[]>;
  /** Columns of months, when there are more than two. */
  wide: number[];
  /** Columns that hold the customer's own turnover. */
  turnover: number[];
}

type Candidate = NameMatch & { index: number };

/** A unit among other words ("EMEA ARR") is likely the amount, unless the words make it another thing. */
const LOOSE_RANK = LIKELY_RANK + 5;
const otherThings =
  /^(new|net|expansion|expanded|churn|churned|lost|contraction|contracted|growth|grown|change|delta|target|goal|forecast|projected|expected|potential|pipeline|upsell|downsell|crosssell|risk|band|range|tier|bucket|segment|%|pct|percent|percentage|share|rank|average|avg|date|currency|id|type|status|movement|yoy|mom|qoq|start|end|owner|per|increase|decrease|uplift|notes?|reason|source|name|month|months|days?|years?|count|number|multiple|rate)$/;

const isTurnover = (header: Header) =>
  /^(annualrevenues?|companyrevenue|companyannualrevenue|yearlyrevenue|annualturnover|turnover)/.test(header.key) ||
  /^account(annualrevenue)/.test(header.key);

function candidatesOf(header: Header, index: number): Candidate[] {
  if (asksToRecommend.test(header.key)) return [{ field: "score", rank: LIKELY_RANK, confidence: "likely", index }];
  const named = fieldsNamed(header.key).map((match) => ({ ...match, index }));
  if (named.length > 0 || header.unit === null || header.unit === "amount" || header.words.some((word) => otherThings.test(word)))
    return named;
  return [{ field: header.unit, rank: LOOSE_RANK, confidence: "likely", index }];
}

function mappedColumns(
  columns: Partial<Record<TableField, string | null>>,
  headers: readonly Header[],
  file: string,
): Matching["fields"] {
  const fields: Matching["fields"] = new Map();
  for (const [field, wanted] of Object.entries(columns)) {
    if (wanted === undefined || wanted === null) continue;
    const list = headers.map((header) => `"${header.text}"`).join(", ");
    if (!(tableFields as readonly string[]).includes(field))
      throw new Problem({ what: `columns.${field}: there is no such field.`, remedy: `Fields are ${tableFields.join(", ")}.` });
    const exact = headers.findIndex((header) => header.text === wanted);
    const alike = headers.flatMap((header, index) => (squash(header.text) === squash(wanted) ? [index] : []));
    const index = exact !== -1 ? exact : alike.length === 1 ? alike[0]! : -1;
    if (index === -1)
      throw new Problem({
        what: `columns.${field} names "${wanted}", and ${file} has no such column. It has ${list}.`,
        remedy: `Give one of these as columns.${field}.`,
      });
    fields.set(field as TableField, { index, confidence: "mapped", rank: -1 });
  }
  return fields;
}

/** Gives headers to fields, the best rank first; equal ranks make a field ambiguous, and neither is used. */
function assign(candidates: readonly Candidate[], matching: Matching, taken: Set<number>): void {
  const ranks = [...new Set(candidates.map((one) => one.rank))].sort((a, b) => a - b);
  for (const rank of ranks)
    for (const field of tableFields) {
      if (matching.fields.has(field) || matching.ambiguous.has(field)) continue;
      const fits = candidates.filter((one) => one.field === field && one.rank === rank && !taken.has(one.index));
      if (fits.length > 1)
        matching.ambiguous.set(
          field,
          fits.map((one) => one.index),
        );
      for (const fit of fits) taken.add(fit.index);
      if (fits.length === 1) matching.fields.set(field, { index: fits[0]!.index, confidence: fits[0]!.confidence, rank });
    }
}

function useTwoAmounts(found: FoundAmounts, matching: Matching, taken: Set<number>): void {
  matching.wide = found.wide;
  for (const field of ["arr_start", "arr_end"] as const) {
    const column = found[field];
    if (column === null || matching.fields.has(field)) continue;
    matching.fields.set(field, { index: column.index, confidence: column.confidence, rank: 0 });
    taken.add(column.index);
  }
  for (const index of [...found.wide, ...found.unused]) taken.add(index);
}

/** Words by which a header says that its amount is one of a year, a language a line; no accents. */
const yearWords = [
  "p ?a|per ann(?:um|o)|(?:per |a )?(?:year|yr)|yearly|annual(?:ly)?|annuali[sz]ed",
  "(?:pro |im )?jahr|jahrlich\\p{L}*",
  "annuel(?:le)?s?|par an|an",
  "an(?:ual|uales|uais)|(?:al|por) ano|ao ano|ano",
  "all anno|annu[oai]|annuale|anno",
  "(?:per )?jaar|jaarlijkse?",
  "arlig\\p{L}*|(?:per |pr )?ar",
  "rocn\\p{L}*|roczn\\p{L}*|(?:za|na) rok",
  "ev|eves|yillik|yil|vuodessa|vuosi",
];
const monthWords = [
  "p ?m|(?:per |a )?month|monthly",
  "mtl|(?:pro |im )?monat|monatlich\\p{L}*",
  "mensuel(?:le)?s?|par mois",
  "mensual(?:es)?|al mes|mensa(?:l|is)|(?:ao|por) mes",
  "mensil[ei]|al mese",
  "per maand|maandelijkse?",
  "manedlig\\p{L}*|manatlig\\p{L}*",
  "mesicn\\p{L}*|miesieczn\\p{L}*",
];
const beside = (words: readonly string[]) => new RegExp(`(?<= )(?:${words.join("|")})(?= )`, "gu");
const yearly = beside(yearWords);
const monthly = beside(monthWords);

/** Words for an amount, and what stands between them. */
const amountWords = new Set(
  [
    "amount value fee fees price revenue recurring subscription license licence contract contracted total net of the in",
    "betrag wert gebuhr umsatz preis entgelt netto vertrag vertragswert lizenzgebuhr",
    "montant redevance valeur prix contrat abonnement revenu ht de du",
    "valor importe cuota precio contrato ingreso ingresos suscripcion del",
    "receita preco assinatura faturacao do da",
    "canone canoni valore importo ricavo prezzo contratto abbonamento totale di",
    "bedrag waarde prijs vergoeding contractwaarde omzet",
    "belopp belob pris verdi varde avgift",
    "rm rp rs kr kc zł zl ft lei tl",
    "kwota wartosc oplata castka cena poplatek hodnota",
  ].flatMap((words) => words.split(" ")),
);
/** Words for a price that nobody uses of anything else than what is paid; some of them, without a period, are a year's. */
const feeWords =
  /^(?:canon[ei]|redevance|cuota|lizenzgebuhr|vertragswert|contractwaarde|jahres(?:gebuhr|beitrag|preis|wert|entgelt|pauschale|vertragswert|lizenz\p{L}*))$/u;
const yearFees = /^(?:canon[ei]|redevance|lizenzgebuhr|jahres\p{L}*)$/u;

/**
 * The amount a header means by its parts, where no list knows it whole: words for an amount, a currency, and "a year" or "a month" beside them.
 * @example amountMeant({ words: ["canone"], currency: "EUR" }) // "arr"
 */
function amountMeant({ words, currency }: Pick<Header, "words" | "currency">): "arr" | "mrr" | "amount" | null {
  const text = ` ${words.map(fold).join(" ")} `;
  const ofYear = text.replace(yearly, "");
  const bare = ofYear.replace(monthly, "");
  const rest = bare.split(" ").filter(Boolean);
  const isFee = rest.some((word) => feeWords.test(word));
  if (!rest.every((word) => amountWords.has(word) || feeWords.test(word))) return null;
  const isAmount = currency !== null || rest.length > 0;
  if (ofYear !== text) return isAmount ? "arr" : null;
  if (bare !== ofYear) return isAmount ? "mrr" : null;
  if (rest.some((word) => yearFees.test(word))) return "arr";
  return currency !== null || isFee ? "amount" : null;
}

/** Where no header is known as an amount, those whose parts say that they are one: "Canone €", "HKD p.a.". */
function assignByParts(headers: readonly Header[], refused: ReadonlySet<string>, matching: Matching, taken: Set<number>): void {
  const amounts: readonly TableField[] = [...moneyFields, "arr_start", "arr_end", "unit_price"];
  if (matching.wide.length > 0 || amounts.some((field) => matching.fields.has(field) || matching.ambiguous.has(field))) return;
  const parts = headers.flatMap((header, index): Candidate[] => {
    const field = taken.has(index) ? null : amountMeant(header);
    return field === null || refused.has(field) ? [] : [{ field, rank: LOOSE_RANK, confidence: "likely", index }];
  });
  // One kind only: of a yearly and a monthly column the yearly one.
  const kind = moneyFields.find((field) => parts.some((one) => one.field === field));
  assign(
    parts.filter(({ field }) => field === kind),
    matching,
    taken,
  );
}

/** What a recognized export says of its columns: the header of a field, and headers that look like something else than they are. */
export interface ColumnHints {
  columns: Readonly<Record<string, string>>;
  ignore: readonly string[];
}

/** Takes the columns of a recognized export, where the caller says nothing else of the field. */
function useHints(
  hints: ColumnHints,
  headers: readonly Header[],
  columns: Partial<Record<TableField, string | null>>,
  matching: Matching,
  taken: Set<number>,
): void {
  const mapsAmount = moneyFields.some((field) => matching.fields.has(field));
  const money: readonly TableField[] = [...moneyFields, "unit_price", "quantity"];
  for (const [name, text] of Object.entries(hints.columns)) {
    const field = tableFields.find((one) => one === name);
    if (field !== undefined && mapsAmount && money.includes(field)) continue;
    const index = headers.findIndex((header) => header.text === text);
    if (field === undefined || columns[field] !== undefined || matching.fields.has(field) || index === -1 || taken.has(index))
      continue;
    matching.fields.set(field, { index, confidence: "certain", rank: 0 });
    taken.add(index);
  }
}

/**
 * Decides which column serves which field: the caller's own naming first, then names real exports use, the best rank first.
 * Throws Problem for a mapped header that does not exist.
 */
export function matchColumns(
  headers: readonly Header[],
  columns: Partial<Record<TableField, string | null>>,
  file: string,
  hints: ColumnHints = { columns: {}, ignore: [] },
): Matching {
  const fields = mappedColumns(columns, headers, file);
  const matching: Matching = { fields, ambiguous: new Map(), wide: [], turnover: [] };
  const taken = new Set([...fields.values()].map((column) => column.index));
  const ignored = new Set(hints.ignore);
  headers.forEach(({ text }, index) => {
    if (ignored.has(text) && !taken.has(index)) taken.add(index);
  });
  useHints(hints, headers, columns, matching, taken);
  matching.turnover = headers.flatMap((header, index) => (isTurnover(header) && !taken.has(index) ? [index] : []));
  for (const index of matching.turnover) taken.add(index);
  const mapsAmount = moneyFields.some((field) => fields.has(field));
  if (!mapsAmount) useTwoAmounts(findTwoAmounts(headers, taken), matching, taken);
  const refused = new Set(Object.entries(columns).flatMap(([field, header]) => (header === null ? [field] : [])));
  const candidates = headers.flatMap(candidatesOf).filter(({ field }) => !refused.has(field));
  assign(candidates, matching, taken);
  assignByParts(headers, refused, matching, taken);
  return matching;
}

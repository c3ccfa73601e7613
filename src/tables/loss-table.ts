import { annualAmount } from "../core/money.ts";
import type { NamedColumn, NamedRow } from "../core/named-rows.ts";
import type { RuleLibrary } from "../core/rule.ts";
import type { AmountUnit, Reading, ReadingOptions, ReadTable, Table } from "../core/table.ts";
import { columnOf } from "./columns.ts";
import { daysOfColumn } from "./event-log.ts";
import { squash } from "./header.ts";
import { knowledgeOf } from "./knowledge.ts";
import { oneSpelling } from "./look-alikes.ts";
import { headersOf, underOwnNames } from "./named-columns.ts";
import { dateParts } from "./read-dates.ts";
import { isMissing, readNumbers } from "./read-numbers.ts";
import { readYesNo } from "./read-words.ts";
import { markUsed } from "./unused-columns.ts";
import { fold, type TableWords } from "./words.ts";

/** What a header means where it is none of the usual ones: parts of words in the languages the tables know. */
const meant: Record<string, { says: RegExp; not?: RegExp; holds: "days" | "numbers" | "texts" }> = {
  __proto__: null as never,
  decided: {
    says: /notice|kundig|gekundigt|opsig|oppsig|uppsag|preavviso|disdetta|preavis|resili|preaviso|baja|rescis|denuncia|aviso|opzeg|wypowied|vypoved|irtisan|fesih|churn|cancel|left on|lost on|lost date|date lost|decided|decision/,
    not: /end|ende|period|frist|days|until|per$/,
    holds: "days",
  },
  end: {
    says: /end|expir|until|ende|auslauf|fin\b|echeance|vence|venc|scad|fim|termino|slut|udlob|utlop|koniec|konec|einde|paatty|bitis/,
    holds: "days",
  },
  reason: { says: /reason|grund|motiv|motif|raison|arsag|arsak|orsak|powod|duvod|syy|sebep|reden|oorzaak|why/, holds: "texts" },
  arr: {
    says: /arr|mrr|acv|revenue|amount|value|lost|umsatz|betrag|wert|montant|importe|valor|belopp|belob|kwota|castka|summa|bedrag|fatturato|receita|omsat|oms|\p{Sc}|\bp\.? ?a\b|\b(?:eur|usd|gbp|chf|hkd|sgd|myr|jpy|cny|inr|aud|nzd|cad|sek|nok|dkk|pln|czk|huf|ron|brl|mxn|zar|aed)\b/u,
    not: /ticket|days|tage|jours|users|seats|nps|score/,
    holds: "numbers",
  },
  notes: {
    says: /note|notiz|notiti|anmerk|hinweis|comment|remark|bemerk|komment|coment|remarq|opmerk|uwag|poznam|huom|obs|notat|anteckn|merknad|nota\b|notas\b/,
    holds: "texts",
  },
  checked: {
    says: /check|geprueft|gepruft|verifi|revis|reviewed|looked|gecontrol|kontroll|sprawdz|zkontrol|tarkist/,
    holds: "texts",
  },
};

/** A column that holds a sign: the day it was seen, yes or no, or a day that should be there, such as going live. */
export interface SignColumn {
  name: string;
  header: string;
  kind: "days" | "answers" | "absence";
  /** Blank is no, or nobody answered: where others of the column say no in words. */
  blank: "no" | "unknown";
  /** Its header speaks of a period, such as "in year". */
  period: boolean;
}

/** One row, with the signs whose cell is blank. */
export interface LossRow<Name extends string> extends NamedRow<Name> {
  blank: string[];
}

/** A table of the lost, or of those who stayed. */
export interface LossTable<Name extends string> {
  path: string;
  rows: LossRow<Name>[];
  signs: SignColumn[];
  headers: Partial<Record<Name, string>>;
  currency: string | null;
  /** The order of day and month is a guess. */
  assumed: boolean;
}

/** Headers of days that are no sign of anything: when a customer began, renews or paid. */
const plainDays =
  /start|begin|since|launch|sign(?:ed|ature)|contract|term|renew|expir|\bend|notice|decided|creat|updat|modif|invoice|paid|payment|birth|\bdue|next|beginn|ende|vertrag|debut|fin\b|contrat|inicio|contrato|aftale|avtale|umow|smlouv|sopimus/;
/** A day that a customer should reach: a blank says it never did. */
const reached =
  /go[ _-]?live|\blive\b|onboarded|first value|launched|livegang|mise en (?:production|service)|puesta en marcha|en produccion|in gebruik|idrift|wdrozen|spusten/;
/** Answers that are about a contract or the list, not a sign. */
const noSign =
  /check|review|auto|invoice|bill|paid|refer|multi|duplicate|include|count|verifi|gepruft|contract|vertrag|owner|active|status/;

const noise =
  /\b(?:date|dates|datum|fecha|data|dato|seen|first|last|gesehen|erstmals|vu|visto|vista|set|sett|sedd|on|at|in|of|the|a|an|year|jahr|annee|ano|anno|ar|rok|ever|yes|no|flag|since|fy|fy\d+|was|is|has|had|day|days|when|am|im|le|el|il|em|en|y|n|m|d)\b/g;

const plainHeader = (header: string): string => fold(header).replaceAll("_", " ");

/** The words of a header that say which sign it is. */
const keyOf = (header: string): string[] =>
  plainHeader(header)
    .replace(/[^\p{L}\p{N}%<>]+/gu, " ")
    .replace(noise, " ")
    .split(" ")
    .filter(Boolean);

/** A header as the name of a sign. @example signName("usage_drop_seen") // "usage drop" */
export const signName = (header: string): string =>
  header
    .replaceAll("_", " ")
    .replace(/\s*\((?:date|datum|fecha|data|dato|y\/n|yes\/no|day)\)\s*/gi, " ")
    .replace(/ (?:first )?seen(?: on| at)?$/i, "")
    .trim() || header;

/** The signs of those who stayed under the names of the lost ones' signs: by the same words, else by most of them. */
export function pairSigns(lost: readonly SignColumn[], kept: readonly SignColumn[]): Map<string, string> {
  const pairs = new Map<string, string>();
  const free = new Set(lost.map(({ name }) => name));
  const keys = new Map([...lost, ...kept].map(({ header, name }) => [name, keyOf(header)]));
  const take = (score: (one: string[], other: string[]) => number, least: number) => {
    for (const { name } of kept) {
      if (pairs.has(name)) continue;
      const best = [...free]
        .map((other) => ({ other, value: score(keys.get(name)!, keys.get(other)!) }))
        .sort((a, b) => b.value - a.value)[0];
      if (best === undefined || best.value < least) continue;
      pairs.set(name, best.other);
      free.delete(best.other);
    }
  };
  take((one, other) => Number(one.length > 0 && one.join(" ") === other.join(" ")), 1);
  const common = (one: string[], other: string[]) =>
    one.filter((word) => other.includes(word)).length / Math.max(1, Math.min(one.length, other.length));
  take(common, 0.6); // not a figure: most of the words
  return pairs;
}

const cellsOf = (table: Table, header: string): string[] => table.records.map(({ cells }) => (cells[header] ?? "").trim());
const shareOf = (cells: readonly string[], is: (cell: string) => boolean): number => {
  const filled = cells.filter((cell) => !isMissing(cell));
  return filled.length === 0 ? 0 : filled.filter(is).length / filled.length;
};

const MOST = 0.8; // not a figure: share of filled cells from which a column is of one kind

/** The first header whose words and cells are of a kind. */
function meantHeader(table: Table, known: (typeof meant)[string], taken: ReadonlySet<unknown>): string | undefined {
  return Object.keys(table.records[0]?.cells ?? {}).find((one) => {
    const field = table.columns.find(({ header: own }) => own === one)?.field ?? null;
    const words = plainHeader(one);
    if (taken.has(one) || field === "account" || !known.says.test(words) || known.not?.test(words) === true) return false;
    const cells = cellsOf(table, one);
    const days = shareOf(cells, (cell) => dateParts(cell) !== null);
    if (known.holds === "days") return days > 1 / 2;
    const numbers = shareOf(
      cells,
      (cell) => /\d/.test(cell) && /^[^\p{L}]*\d[\d.,' ]*\s?(?:\p{Sc}|k|m|[a-z]{3})?\.?$/iu.test(cell),
    );
    return known.holds === "numbers" ? numbers > 1 / 2 && days < 1 / 2 : days < 1 / 2;
  });
}

/** The header of each column: the caller's, the usual ones, else one whose words say so and whose cells are of its kind. */
function foundHeaders<Name extends string>(
  table: Table,
  columns: Record<Name, NamedColumn>,
  said: Partial<Record<Name, string>>,
): Partial<Record<Name, string>> {
  const found = headersOf(table, columns, said);
  const paid = table.columns.find(({ field }) => field === "amount" || field === "arr" || field === "mrr")?.header;
  for (const name of Object.keys(columns) as Name[]) {
    const known = meant[name];
    if (found[name] !== undefined || known === undefined || (name === "arr" && paid !== undefined)) continue;
    const header = meantHeader(table, known, new Set(Object.values(found)));
    if (header !== undefined) found[name] = header;
  }
  return found;
}

/** The columns that hold signs, and their cells: a day, yes, no, or nothing. */
function signColumns(
  table: Table,
  {
    taken,
    named,
    words,
    daysIn,
  }: {
    taken: ReadonlySet<string>;
    named: readonly string[] | undefined;
    words: TableWords;
    daysIn: (header: string) => (string | null)[];
  },
): { column: SignColumn; cells: (string | boolean | null)[] }[] {
  const fields = new Map(table.columns.map(({ header, field }) => [header, field]));
  const asked = named?.map(squash);
  return Object.keys(table.records[0]?.cells ?? {}).flatMap((header) => {
    const plain = plainHeader(header);
    const isAsked = asked?.includes(squash(header)) === true;
    if (taken.has(header) || (asked !== undefined && !isAsked)) return [];
    const field = fields.get(header) ?? null;
    const texts = cellsOf(table, header);
    const answers = texts.map((cell) => readYesNo(cell.replace(/\s*\(.*\)$/, ""), words));
    const dated = texts.map((cell) => !isMissing(cell) && dateParts(cell) !== null);
    const filled = texts.filter((cell) => !isMissing(cell)).length;
    const [yesNo, days] = [answers.filter((one) => typeof one === "boolean").length, dated.filter(Boolean).length];
    if (filled === 0 || yesNo + days < filled * MOST) return [];
    const live = reached.test(plain) && days > 0;
    if (!isAsked && !live && (field !== null || (days > 0 ? plainDays : noSign).test(plain))) return [];
    if (!isAsked && days === texts.length && !live) return [];
    if (live && filled === texts.length) return [];
    const day = days > 0 ? daysIn(header) : [];
    const name = live ? `no ${signName(header).toLowerCase()}` : signName(header);
    const cells = texts.map(
      (_, index) => (typeof answers[index] === "boolean" ? answers[index]! : (day[index] ?? null)) as string | boolean | null,
    );
    const saysNo = answers.includes(false);
    return [
      {
        column: {
          name,
          header,
          kind: live ? "absence" : days > 0 ? "days" : "answers",
          blank: saysNo || (days === 0 && !live) ? "unknown" : "no",
          period: /year|12 ?m|jahr|annee|\bano\b|anno|\bar\b|\brok/.test(plain),
        },
        cells,
      },
    ];
  });
}

const annualOf = (amount: number | null, unit: AmountUnit, months: number | null): number | null =>
  amount === null ? null : annualAmount(amount, unit, months);

/** What a caller says of one side beside its columns. */
interface SideSaid {
  table: string;
  account?: string | undefined;
  dates?: Reading["dates"];
  signs?: readonly string[] | undefined;
}

/** A table of the lost or of those who stayed; null where a list was given. A cell that cannot be read is none, and no reason to refuse the table. */
export async function lossTable<Name extends string>(
  given: unknown,
  columns: Record<Name, NamedColumn>,
  ports: { library: Pick<RuleLibrary, "figure">; readTable(path: string, options: ReadingOptions): Promise<ReadTable> },
): Promise<LossTable<Name> | null> {
  if (given === undefined || Array.isArray(given)) return null;
  const own = (typeof given === "string" ? { table: given } : given) as SideSaid & Record<string, unknown>;
  const table = await ports.readTable(own.table, underOwnNames(["account"], own.account));
  const said = Object.fromEntries(
    Object.keys(columns).flatMap((name) => (typeof own[name] === "string" ? [[name, own[name]]] : [])),
  ) as Partial<Record<Name, string>>;
  const headers = foundHeaders(table, columns, said);
  let assumed = false;
  // A column whose own dates leave the order open follows one that does not.
  const sure = Object.keys(table.records[0]?.cells ?? {}).flatMap((header) => {
    if (shareOf(cellsOf(table, header), (cell) => dateParts(cell) !== null) <= 1 / 2) return [];
    const read = daysOfColumn(table, header, own.dates);
    return read.assumed ? [] : [read];
  });
  const decisive = sure.find(({ order }) => order === "month_first") ?? sure[0];
  const daysIn = (header: string): (string | null)[] => {
    const read = daysOfColumn(table, header, own.dates);
    if (!read.assumed) return read.days;
    if (decisive !== undefined)
      return daysOfColumn(table, header, decisive.order).days.map((day, index) => day ?? read.days[index] ?? null);
    assumed = true;
    return read.days;
  };
  // Where no amount tells what its points stand for, whichever reading makes most of them numbers; points before three digits are thousands.
  const numbersIn = (header: string): (number | null)[] => {
    const cells = columnOf(cellsOf(table, header));
    const place = { header, rowOf: (index: number) => table.records[index]?.row ?? 1 };
    const tries = ([undefined, ",", "."] as const).map((decimal) => [...readNumbers(cells, place, decimal).values]);
    const count = (values: readonly (number | null)[]) => values.filter((value) => value !== null).length;
    const dotted = cellsOf(table, header).some((cell) => /\d\.\d{3}(?!\d)/.test(cell));
    const [own, comma, point] = tries as [(number | null)[], (number | null)[], (number | null)[]];
    return count(own) > 0 ? own : dotted ? comma : point;
  };
  // An amount column whose points leave the order of thousands open, or whose header is only a currency, is read all the same: none is not 0.
  const paid = table.columns.find(({ field }) => field === "amount" || field === "arr" || field === "mrr" || field === "acv");
  const unread = table.records.every(({ amount }) => amount === null);
  const money = paid?.header ?? meantHeader(table, meant.arr!, new Set<unknown>(Object.values(headers)));
  const again = unread && money !== undefined ? numbersIn(money) : [];
  const unit = paid?.field === "mrr" || table.amount_unit === "mrr" ? "mrr" : "arr";
  const taken = new Set([...Object.values<string | undefined>(headers), unread ? money : undefined].flatMap((one) => one ?? []));
  const { words } = knowledgeOf(ports.library);
  const signs = signColumns(table, { taken, named: own.signs, words, daysIn });
  const texts = new Map<Name, (string | null)[]>();
  const numbers = new Map<Name, (number | null)[]>();
  for (const [name, header] of Object.entries(headers) as [Name, string][]) {
    const { kind } = columns[name];
    if (kind === "number") numbers.set(name, numbersIn(header));
    else
      texts.set(name, kind === "date" ? daysIn(header) : cellsOf(table, header).map((cell) => (isMissing(cell) ? null : cell)));
  }
  const spelled = oneSpelling(table.records.map(({ account }) => account));
  const at = <Value>(of: ReadonlyMap<string, (Value | null)[]>, index: number): Record<string, Value> =>
    Object.fromEntries([...of].flatMap(([name, values]) => (values[index] == null ? [] : [[name, values[index]]])));
  const { reading } = table;
  reading.doubts = reading.doubts.filter(({ code }) => code !== "similar_accounts");
  markUsed(reading, new Set([...taken, ...signs.map(({ column }) => column.header)]));
  return {
    path: own.table,
    headers,
    signs: signs.map(({ column }) => column),
    currency: table.currency,
    assumed,
    rows: table.records.map((record, index): LossRow<Name> => {
      const cell = signs.map(({ column, cells }) => ({ column, value: cells[index] ?? null }));
      return {
        row: record.row,
        account: spelled(record.account),
        arr: annualOf(record.amount ?? again[index] ?? null, unread ? unit : table.amount_unit, record.contract_months),
        texts: at(texts, index) as Partial<Record<Name, string>>,
        numbers: at(numbers, index) as Partial<Record<Name, number>>,
        flags: Object.fromEntries(
          cell.flatMap(({ column, value }) => (typeof value === "boolean" ? [[column.name, value]] : [])),
        ),
        seen: Object.fromEntries(cell.flatMap(({ column, value }) => (typeof value === "string" ? [[column.name, value]] : []))),
        blank: cell.flatMap(({ column, value }) => (value === null ? [column.name] : [])),
      };
    }),
  };
}

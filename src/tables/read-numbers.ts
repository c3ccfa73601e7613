import { byRow, type Column, type DistinctCells, faultsByRow } from "./columns.ts";
import { currencyCodes, currencySigns } from "./header.ts";
import { type CellFault, formatAmount, type ReadColumn } from "./read-sheet.ts";
import type { Values } from "./values.ts";

/** A number as written, taken apart but not yet read: which sign is the decimal one is the column's decision. */
export interface NumberParts {
  negative: boolean;
  /** Digits with dots and commas; blanks and apostrophes, which only ever group, are gone. */
  body: string;
  /** Whether blanks or apostrophes grouped the digits, so that a dot or a comma cannot. */
  grouped: boolean;
  /** 1,000 for "12k". */
  scale: number;
  percent: boolean;
  currency: string | null;
}

const multiples: Readonly<Record<string, number>> = {
  k: 1e3,
  m: 1e6,
  mm: 1e6,
  mn: 1e6,
  mio: 1e6,
  mln: 1e6,
  b: 1e9,
  bn: 1e9,
  cr: 1e7,
  crore: 1e7,
  crores: 1e7,
  lakh: 1e5,
  lakhs: 1e5,
  lac: 1e5,
  lacs: 1e5,
};
const leading =
  /^(us\$|au?\$|ca?\$|nz\$|hk\$|s\$|r\$|(?:kr|rs|rp)\.?|zł|kč|(?:rm|r)(?=[\s\d])|[$€£¥₹₪₩₺₱฿₫₦]|[a-z]{3}(?=[\s\d(+-]))\s*/i;
const trailing = /\s*(us\$|kr\.?|zł|kč|\bft|\blei|[$€£¥₹₪₩₺₱฿₫₦]|\b[a-z]{3})$/i;

/** "5.-" and "5,–" are whole prices as shops write them, not negatives. */
const roundPrice = /(\d)[.,][-–—]{1,2}(\s*\D*)$/;

function currencyIn(sign: string): string | null {
  const lower = sign.toLowerCase().replace(/\.$/, "");
  return currencySigns[lower] ?? (currencyCodes.has(sign.toUpperCase()) ? sign.toUpperCase() : null);
}

/**
 * Takes a number as people write it apart: "$1,234.50", "(1.200)", "1 234,50", "12k", "85%", "1'234.50 CHF".
 * Null when it is no number.
 */
export function numberParts(written: string): NumberParts | null {
  let text = written
    .replace(/[\u00a0\u202f\u2009\u2007]/g, " ")
    .trim()
    .replace(roundPrice, "$1$2");
  let [negative, currency, percent, scale] = [false, null as string | null, false, 1];
  for (let changed = true; changed; ) {
    changed = false;
    const inner = /^\((.*)\)$/.exec(text)?.[1];
    const sign = inner === undefined ? /^[-−–]\s*/.exec(text) : null;
    const after = inner === undefined && sign === null && !negative ? /\s*[-−]$/.exec(text) : null;
    if (inner !== undefined || sign || after) {
      if (negative) return null;
      negative = true;
      changed = true;
      text = (inner ?? (sign ? text.slice(sign[0].length) : text.slice(0, after!.index))).trim();
    }
    for (const pattern of [leading, trailing]) {
      const found = pattern.exec(text);
      const meant = found && currency === null ? currencyIn(found[1]!) : null;
      if (!found || meant === null) continue;
      currency = meant;
      changed = true;
      text = (pattern === leading ? text.slice(found[0].length) : text.slice(0, found.index)).trim();
    }
    if (!percent && text.endsWith("%")) {
      percent = true;
      changed = true;
      text = text.slice(0, -1).trim();
    }
    const multiple = scale === 1 ? /^([\d.,]+)\s?(k|mm?|mn|mio\.?|mln|bn?|cr|crores?|lakhs?|lacs?)$/i.exec(text) : null;
    if (multiple) {
      scale = multiples[multiple[2]!.toLowerCase().replace(".", "")]!;
      changed = true;
      text = multiple[1]!;
    }
  }
  text = text.replace(/^\+/, "");
  const grouped = /\d[ '’]\d/.test(text);
  if (grouped && !/^\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?$/.test(text)) return null;
  const body = text.replace(/[ '’]/g, "");
  return /^[\d.,]*\d[\d.,]*$/.test(body) ? { negative, body, grouped, scale, percent, currency } : null;
}

/** What one number tells about its column's decimal sign: sure of it, open between two readings, or nothing. */
export type DecimalEvidence = "." | "," | "open." | "open," | "none";

const count = (text: string, sign: string) => text.split(sign).length - 1;

/**
 * What a number as written says about the decimal sign.
 * @example "1,234.50" says "."; "1.234" is open; "1234" says nothing
 */
export function decimalEvidence({ body, grouped }: Pick<NumberParts, "body" | "grouped">): DecimalEvidence {
  const [dots, commas] = [count(body, "."), count(body, ",")];
  if (dots === 0 && commas === 0) return "none";
  if (dots > 0 && commas > 0) return body.lastIndexOf(".") > body.lastIndexOf(",") ? "." : ",";
  const sign = dots > 0 ? "." : ",";
  const other = dots > 0 ? "," : ".";
  if (dots + commas > 1) return other;
  const [before, after] = body.split(sign) as [string, string];
  if (grouped || after.length !== 3 || before.length > 3 || before === "" || before.startsWith("0")) return sign;
  return dots > 0 ? "open." : "open,";
}

/** The number's size under a decimal sign; null when its digits do not fit that sign. */
export function numberUnder(body: string, decimal: "." | ","): number | null {
  const group = decimal === "." ? "," : ".";
  const [whole, fraction, ...more] = body.split(decimal);
  if (whole === undefined || more.length > 0 || fraction?.includes(group)) return null;
  if (fraction === undefined && body.includes(decimal)) return null;
  const digits = whole.replaceAll(group, "");
  const western = /^\d{1,3}(?:[.,]\d{3})+$/.test(whole);
  const indian = group === "," && /^\d{1,2}(?:,\d{2})*,\d{3}$/.test(whole);
  if (whole.includes(group) && !western && !indian) return null;
  return Number(`${digits === "" ? "0" : digits}.${fraction || "0"}`);
}

const missingWords = new Set([
  "",
  "-",
  "–",
  "—",
  "--",
  "n/a",
  "na",
  "n.a.",
  "null",
  "none",
  "nil",
  "nan",
  "not available",
  "unknown",
]);

/** Whether a cell says that there is no value; that is never the same as 0. */
export function isMissing(text: string): boolean {
  return text.length < 15 && missingWords.has(text.toLowerCase());
}

/** Numbers of a column, and what they say beside their size. */
export interface NumberColumn extends ReadColumn<number> {
  /** Null where no cell is a percentage. */
  percent: Values<boolean> | null;
  /** Null where no cell says a currency. */
  currencies: Values<string> | null;
}

interface DecimalChoice {
  decimal: "." | ",";
  assumed: number | null;
  refusal: NumberColumn["refusal"];
}

/** What a caller can name to mend a column: its header and rows. */
export interface ColumnPlace {
  header: string;
  rowOf(index: number): number;
}

/** What all the rows' numbers sum to, read with that decimal sign. */
function sumUnder(parts: readonly (NumberParts | null)[], { places }: DistinctCells, decimal: "." | ","): string {
  let sum = 0;
  for (const index of places) {
    const part = parts[index];
    if (part) sum += (numberUnder(part.body, decimal) ?? 0) * part.scale * (part.negative ? -1 : 1);
  }
  return formatAmount(Math.round(sum * 1000) / 1000);
}

function chooseDecimal(parts: readonly (NumberParts | null)[], distinct: DistinctCells, place: ColumnPlace): DecimalChoice {
  const first: Partial<Record<DecimalEvidence, number>> = {};
  parts.forEach((part, index) => {
    if (part) first[decimalEvidence(part)] ??= index;
  });
  const show = (index: number) => `row ${place.rowOf(distinct.first[index]!)} has "${distinct.texts[index]}"`;
  const sum = (decimal: "." | ",") => sumUnder(parts, distinct, decimal);
  const refuse = (what: string, index: number, code: string, first = "Say"): DecimalChoice => ({
    decimal: ".",
    assumed: null,
    refusal: {
      what: `column "${place.header}": ${what}`,
      remedy: `${first} which sign is the decimal one with reading.decimal: "." or ",".`,
      code,
      index: distinct.first[index]!,
    },
  });
  const [point, comma, openPoint, openComma] = [first["."], first[","], first["open."], first["open,"]];
  const fixed = (decimal: "." | ",", assumed: number | null = null): DecimalChoice => ({ decimal, assumed, refusal: null });
  if (point !== undefined && comma !== undefined)
    return refuse(
      `${show(point)} and ${show(comma)}, so one column mixes decimal points and decimal commas.`,
      Math.min(point, comma),
      "decimal_mixed",
      "Write them all one way, or list those that do not fit by saying",
    );
  if (point !== undefined) return fixed(".");
  if (comma !== undefined) return fixed(",");
  if (openPoint !== undefined) {
    const both = openComma === undefined ? "" : ` and ${show(openComma)}`;
    const sums = `read as thousands the column sums to ${sum(",")}, read as decimals to ${sum(".")}`;
    return refuse(
      openComma === undefined
        ? `${show(openPoint)}, which can be thousands or decimals; ${sums}.`
        : `${show(openPoint)}${both}, and nothing tells which sign is the decimal one; with a decimal point the column sums to ${sum(".")}, with a decimal comma to ${sum(",")}.`,
      openPoint,
      "decimal_unclear",
    );
  }
  return openComma === undefined ? fixed(".") : fixed(".", openComma);
}

/**
 * Reads a column of numbers as people write them; the decimal sign is decided once for the whole column.
 * A cell that is no number is a fault, a column that can be read two ways is refused, with both sums.
 */
export function readNumbers(column: Column, place: ColumnPlace, decimal: "." | "," | undefined): NumberColumn {
  const plain = decimal === "," ? null : column.plainNumbers();
  if (plain !== null) return { values: plain, faults: new Map(), notes: [], refusal: null, percent: null, currencies: null };
  const distinct = column.distinct();
  const { texts } = distinct;
  const parts = distinct.cells.map((cell, index) =>
    typeof cell === "number" || isMissing(texts[index]!) ? null : numberParts(texts[index]!),
  );
  const choice = decimal ? { decimal, assumed: null, refusal: null } : chooseDecimal(parts, distinct, place);
  const faults = new Map<number, CellFault>();
  const values = distinct.cells.map((cell, index): number | null => {
    const [part, text] = [parts[index] ?? null, texts[index]!];
    const size = part && !choice.refusal ? numberUnder(part.body, choice.decimal) : null;
    if (typeof cell !== "number" && !isMissing(text) && !choice.refusal && size === null) {
      const reason = !part
        ? /^[\d.,]+e[+-]?\d+$/i.test(text)
          ? `"${text}" is in scientific notation, which may have lost digits`
          : `"${text}" is not a number`
        : `"${text}" does not fit the decimal sign "${choice.decimal}" of its column`;
      faults.set(index, { code: "not_a_number", reason });
    }
    const value = part && size !== null ? (size * part.scale * (part.negative ? -1 : 1)) / (part.percent ? 100 : 1) : null;
    return typeof cell === "number" ? cell : value;
  });
  const { assumed } = choice;
  const note = (index: number) => ({
    code: "thousands_assumed",
    message: `Commas are read as thousands ("${texts[index]}" is ${formatAmount(values[index] ?? 0)}). If they are decimals, give reading.decimal ",".`,
    index: distinct.first[index]!,
  });
  const by = <Value>(read: (part: NumberParts) => Value | null): Values<Value> | null => {
    const found = parts.map((part) => (part === null ? null : read(part)));
    return found.every((one) => one === null) ? null : byRow(distinct, found);
  };
  return {
    values: byRow(distinct, values),
    faults: faultsByRow(distinct, faults),
    notes: assumed === null ? [] : [note(assumed)],
    refusal: choice.refusal,
    percent: by(({ percent }) => percent || null),
    currencies: by(({ currency }) => currency),
  };
}

import { currencyCodes, currencySigns } from "./currencies.ts";

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

const multiples: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, mm: 1e6, mn: 1e6, mio: 1e6, mln: 1e6, b: 1e9, bn: 1e9 };
const leading = /^(us\$|au?\$|ca?\$|nz\$|hk\$|s\$|r\$|kr\.?|[$€£¥₹₪₩₺]|[a-z]{3}(?=[\s\d(+-]))\s*/i;
const trailing = /\s*(us\$|kr\.?|zł|kč|[$€£¥₹₪₩₺]|\b[a-z]{3})$/i;

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
    const multiple = scale === 1 ? /^([\d.,]+)\s?(k|mm?|mn|mio\.?|mln|bn?)$/i.exec(text) : null;
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

import { currencyCodes, currencySigns } from "./currencies.ts";
import { type HeaderTime, headerTime } from "./header-time.ts";
import { squash } from "./squash.ts";

export type HeaderUnit = "arr" | "mrr" | "acv" | "tcv" | "amount";

/** What a header says beside its name. */
export interface Header {
  text: string;
  /** The name without case, punctuation and hints, to look up. */
  key: string;
  /** The words of the name, lower case. */
  words: readonly string[];
  currency: string | null;
  /** What a cell is multiplied by: 0.01 for cents, 1,000 for thousands. */
  scale: number;
  unit: HeaderUnit | null;
  time: HeaderTime | null;
}

const unitWords: readonly (readonly [RegExp, HeaderUnit])[] = [
  [/\bannual(?:i[sz]ed)? recurring revenue\b|\barr\b/, "arr"],
  [/\bmonthly recurring revenue\b|\bmrr\b/, "mrr"],
  [/\bannual contract value\b|\bacv\b/, "acv"],
  [/\btotal contract value\b|\btcv\b/, "tcv"],
  [/\b(?:recurring revenue|subscription revenue|revenue|amount|value|spend|sales)\b/, "amount"],
];
const scales: readonly (readonly [RegExp, number])[] = [
  [/\b(?:in )?(?:cents?|pence|minor units?)\b/, 0.01],
  [
    /\(?\b(?:in )?(?:thousands?|tsd)\b\)?|\((?:in )?(?:k|'?000'?s?|k ?(?:usd|eur|gbp)|(?:usd|eur|gbp) ?k)\)|[$€£] ?k\b|\bk ?[$€£]|[$€£] ?'?000'?s?|\bk(?:usd|eur|gbp)\b/,
    1000,
  ],
  [/\(?\b(?:in )?(?:millions?|mio)\b\)?|\((?:in )?(?:m|mm)\)|[$€£] ?mm?\b|\bmm? ?[$€£]/, 1_000_000],
];
const lowerCaseCodes = new Set(["usd", "eur", "gbp", "chf", "cad", "aud", "jpy", "sek", "nok", "dkk"]);
const signs = /(us\$|au?\$|ca?\$|nz\$|[$€£¥₹])/i;

function findCurrency(text: string): string | null {
  const code = text.split(/[^A-Za-z]+/).find((word) => currencyCodes.has(word) || lowerCaseCodes.has(word));
  if (code) return code.toUpperCase();
  const sign = signs.exec(text)?.[1];
  return sign ? (currencySigns[sign.toLowerCase()] ?? null) : null;
}

/**
 * Takes a header apart: its name, its currency, its scale, and for amounts the unit and the time.
 * @example readHeader("ARR (USD)") // key "arr", currency "USD", unit "arr"
 */
export function readHeader(text: string): Header {
  const spaced = text
    .replace(/__c\b/i, "")
    .replaceAll("_", " ")
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]{3})([A-Z][a-z])/g, "$1 $2")
    .replace(/[‐-–—]/g, "-");
  const currency = findCurrency(spaced);
  let name = spaced.toLowerCase().replace(/([a-z])-(?=[a-z])/g, "$1 ");
  let scale = 1;
  for (const [pattern, factor] of scales) {
    if (scale !== 1 || !pattern.test(name)) continue;
    scale = factor;
    name = name.replace(pattern, " ");
  }
  if (currency !== null)
    name = name.replace(
      new RegExp(`us\\$|au?\\$|ca?\\$|nz\\$|[$€£¥₹]|\\b${currency.toLowerCase().replace("$", "\\$")}\\b`, "g"),
      " ",
    );
  name = name.replace(/\b(?:utc|gmt)\b/g, " ").replace(/\b(?:in)\s*[)\]]?\s*$/, " ");
  const found = unitWords.find(([pattern]) => pattern.test(name));
  const rest = found ? name.replace(found[0], " ") : name;
  const words = name.split(/[^\p{L}\p{N}%]+/u).filter(Boolean);
  const time = /[\p{L}\p{N}]/u.test(rest) ? headerTime(rest) : null;
  return { text, key: squash(name), words, currency, scale, unit: found ? found[1] : null, time };
}

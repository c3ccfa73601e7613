/** ISO codes that count as a currency when they stand beside an amount or in a header. */
export const currencyCodes: ReadonlySet<string> = new Set(
  (
    "USD EUR GBP CHF CAD AUD NZD JPY CNY INR SEK NOK DKK PLN CZK HUF RON BGN ISK ILS TRY ZAR BRL MXN ARS CLP COP PEN SGD HKD TWD KRW " +
    "THB IDR MYR PHP VND AED SAR QAR EGP NGN KES UAH"
  ).split(" "),
);

/** Signs as people write them; the plain dollar and yen signs name no country, so they yield to a code that does. */
export const currencySigns: Readonly<Record<string, string>> = {
  __proto__: null as never,
  us$: "USD",
  a$: "AUD",
  au$: "AUD",
  c$: "CAD",
  ca$: "CAD",
  nz$: "NZD",
  s$: "SGD",
  hk$: "HKD",
  r$: "BRL",
  $: "$",
  "€": "EUR",
  "£": "GBP",
  "¥": "¥",
  "₹": "INR",
  "₪": "ILS",
  "₩": "KRW",
  "₺": "TRY",
  zł: "PLN",
  kč: "CZK",
  kr: "kr",
  r: "ZAR",
  rs: "INR",
  rm: "MYR",
  rp: "IDR",
  ft: "HUF",
  lei: "RON",
  "₱": "PHP",
  "฿": "THB",
  "₫": "VND",
  "₦": "NGN",
};

const countries: Readonly<Record<string, readonly string[]>> = {
  __proto__: null as never,
  $: ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP"],
  "¥": ["JPY", "CNY"],
  kr: ["SEK", "NOK", "DKK", "ISK"],
};
const usual: Readonly<Record<string, string | null>> = { __proto__: null as never, $: "USD", "¥": "JPY", kr: null };

/** The code of a sign or code as written in a currency cell; unknown words stay as they are. */
export function currencyOf(text: string): string {
  const trimmed = text.trim();
  return currencySigns[trimmed.toLowerCase()] ?? trimmed.toUpperCase();
}

/** The distinct currencies meant by what was found: "$" beside "CAD" is CAD, "$" alone is USD. */
export function resolveCurrencies(found: Iterable<string>): string[] {
  const all = new Set(found);
  const codes = new Set([...all].filter((one) => countries[one] === undefined));
  for (const sign of all) {
    const meant = countries[sign];
    if (meant === undefined || meant.some((code) => codes.has(code))) continue;
    const code = usual[sign];
    if (code) codes.add(code);
  }
  return [...codes].sort();
}

/** The months in English, German, French and Spanish, without accents. */
const months: readonly (readonly string[])[] = [
  "january januar janner janvier enero",
  "february februar fevrier febrero",
  "march marz mrz maerz mars marzo",
  "april avril abril",
  "may mai mayo",
  "june juni juin junio",
  "july juli juillet julio",
  "august aout agosto",
  "september septembre septiembre setiembre",
  "october oktober octobre octubre",
  "november novembre noviembre",
  "december dezember decembre diciembre",
].map((names) => names.split(" "));

/** The number of a month from its name in four languages, whole or cut to three letters or more. @example monthNumber("Sept") // 9 */
export function monthNumber(name: string): number | null {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  if (plain.length < 3) return null;
  const fits = months.flatMap((names, index) => (names.some((month) => month.startsWith(plain)) ? [index + 1] : []));
  return fits.length === 1 ? fits[0]! : null;
}

/** When a header's amount stands: at the start or the end of a comparison, or on a date (as year, month and day in one number). */
export type HeaderTime = { at: "start" | "end" } | { at: "date"; order: number };

const starts = new Set(
  (
    "start|starting|opening|beginning|begin|previous|prior|last year|year ago|one year ago|1 year ago|12 months ago|12m ago|before|old|bop|boy|" +
    "start period|beginning period|period start|start year|year start|beginning year|py|ly|previous year|prior year|last period|prior period|" +
    "previous period|initial|from|then|t0"
  ).split("|"),
);
const ends = new Set(
  (
    "end|ending|closing|now|today|current|latest|this year|after|eop|eoy|end period|period end|end year|year end|ty|cy|current year|this period|" +
    "current period|present|final|to|t1"
  ).split("|"),
);
const fillers = /\b(at|as|of|on|in|the|a|for|is|per)\b/g;

const order = (year: number, month: number, day: number) => (year * 100 + month) * 100 + day;
const fullYear = (text: string) => (text.length === 2 ? 2000 + Number(text) : Number(text));

function dateOrder(text: string): number | null {
  const iso = /^((?:19|20)\d{2})[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?$/.exec(text);
  if (iso && Number(iso[2]) >= 1 && Number(iso[2]) <= 12) return order(Number(iso[1]), Number(iso[2]), Number(iso[3] ?? 0));
  const numeric = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$/.exec(text);
  if (numeric) {
    const [first, second] = [Number(numeric[1]), Number(numeric[2])];
    if (first !== second && first <= 12 && second <= 12) return null;
    return second > 12 ? order(fullYear(numeric[3]!), first, second) : order(fullYear(numeric[3]!), second, first);
  }
  const monthFirst = /^(\d{1,2})[-/. ]((?:19|20)\d{2})$/.exec(text);
  if (monthFirst && Number(monthFirst[1]) >= 1 && Number(monthFirst[1]) <= 12)
    return order(Number(monthFirst[2]), Number(monthFirst[1]), 0);
  const words = /^(?:(\d{1,2})[-. ]+)?(\p{L}{3,10})[-. ']+(\d{4}|\d{2})$/u.exec(text);
  const month = words ? monthNumber(words[2]!) : null;
  if (words && month !== null) return order(fullYear(words[3]!), month, Number(words[1] ?? 0));
  const quarter = /^(?:q([1-4])[- ]?((?:19|20)\d{2}|\d{2})|((?:19|20)\d{2})[- ]?q([1-4]))$/.exec(text);
  if (quarter) return order(fullYear((quarter[2] ?? quarter[3])!), Number(quarter[1] ?? quarter[4]) * 3, 0);
  const year = /^(?:(?:fy|cy) ?(\d{2}|\d{4})|((?:19|20)\d{2}))$/.exec(text);
  return year ? order(fullYear((year[1] ?? year[2])!), 0, 0) : null;
}

/**
 * Months or quarters with the year that stands above them, once over all of a year where cells are merged; null where no row of years does.
 * @example underYears(["", "2024", "", "2025"], ["Customer", "Jan", "Feb", "Jan"]) // ["Customer", "Jan 2024", "Feb 2024", "Jan 2025"]
 */
export function underYears(above: readonly string[], names: readonly string[]): string[] | null {
  let year = "";
  let joined = 0;
  const texts = names.map((name, index) => {
    const found = /^(?:(?:fy|cy) ?)?((?:19|20)\d{2})$/i.exec(above[index]?.trim() ?? "");
    if (found) year = found[1]!;
    const part =
      /^(?:q[1-4]|\p{L}{3,10}\.?)$/iu.test(name.trim()) &&
      (/^q/i.test(name.trim()) || monthNumber(name.trim().replace(/\.$/, "")) !== null);
    if (!part || year === "") return name;
    joined += 1;
    return `${name.trim()} ${year}`;
  });
  return joined > 1 ? texts : null;
}

/** What the words beside an amount in a header say about its time; null when they say nothing of it. */
export function headerTime(words: string): HeaderTime | null {
  const text = words
    .replace(fillers, " ")
    .replace(/[()[\]:,_]/g, " ")
    .replace(/\s+/g, " ")
    .replace(/^[-\s]+|[-\s]+$/g, "");
  const plain = text.replace(/[-–]/g, " ").replace(/\s+/g, " ").trim();
  if (starts.has(plain)) return { at: "start" };
  if (ends.has(plain)) return { at: "end" };
  const date = dateOrder(text);
  return date === null ? null : { at: "date", order: date };
}

/** A name without case, spaces and punctuation, to compare headers. @example squash("Account_ID") // "accountid" */
export function squash(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

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

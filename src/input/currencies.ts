/** ISO codes that count as a currency when they stand beside an amount or in a header. */
export const currencyCodes: ReadonlySet<string> = new Set(
  (
    "USD EUR GBP CHF CAD AUD NZD JPY CNY INR SEK NOK DKK PLN CZK HUF RON BGN ISK ILS TRY ZAR BRL MXN ARS CLP COP PEN SGD HKD TWD KRW " +
    "THB IDR MYR PHP VND AED SAR QAR EGP NGN KES UAH"
  ).split(" "),
);

/** Signs as people write them; the plain dollar and yen signs name no country, so they yield to a code that does. */
export const currencySigns: Readonly<Record<string, string>> = {
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
};

const countries: Readonly<Record<string, readonly string[]>> = {
  $: ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP"],
  "¥": ["JPY", "CNY"],
  kr: ["SEK", "NOK", "DKK", "ISK"],
};
const usual: Readonly<Record<string, string | null>> = { $: "USD", "¥": "JPY", kr: null };

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

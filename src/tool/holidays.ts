import type Holidays from "date-holidays";
import { addDays, businessDay, dayNumber } from "../core/dates.ts";
import { Problem } from "../core/problem.ts";

/** The public holidays of one place, in order, each date once. */
interface PublicHolidays {
  /** "DE-BY". */
  place: string;
  /** "Germany, Bayern". */
  name: string;
  days: { date: string; name: string }[];
  /** For a whole country: days that some of its regions keep and the country does not. */
  some_regions: { date: string; name: string; regions: string[] }[];
  /** How many regions the country has; 0 for a region. */
  regions_in_all: number;
}

const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

/** The code of a list (code to name) that a text names, by code or by name. */
function codeOf(text: string, list: Record<string, string>): string | undefined {
  const asked = plain(text);
  return Object.entries(list).find(([code, name]) => [plain(code), plain(name)].includes(asked))?.[0];
}

/** English and short names, beside those the library lists. */
const names: Record<string, string> = {
  __proto__: null as never,
  uk: "GB",
  england: "GB-ENG",
  scotland: "GB-SCT",
  wales: "GB-WLS",
  usa: "US",
  bavaria: "DE-BY",
  "north rhine westphalia": "DE-NW",
  saxony: "DE-SN",
  hesse: "DE-HE",
};

type Day = readonly [date: string, name: string];

const MILLISECONDS_A_DAY = 86_400_000; // not a figure: milliseconds a day
const QUARTER = -0.05; // not a figure: rounds half a day down and most of a day up

/** Days that a country keeps and the library does not list. */
const alsoKept: Record<string, readonly Day[]> = {
  __proto__: null as never,
  AE: [["12-03", "National Day"]],
};

/** The country in which a currency is at home; those of several countries are told by the words of the sheet. */
const homes: Record<string, string> = {
  __proto__: null as never,
  ...Object.fromEntries(
    "AED AE, ARS AR, AUD AU, BGN BG, BRL BR, CAD CA, CHF CH, CLP CL, CNY CN, COP CO, CZK CZ, DKK DK, EGP EG, GBP GB, HKD HK, HUF HU, IDR ID, ILS IL, INR IN, ISK IS, JPY JP, KES KE, "
      .concat(
        "KRW KR, MAD MA, MXN MX, MYR MY, NGN NG, NOK NO, NZD NZ, PEN PE, PHP PH, PLN PL, RON RO, RSD RS, SAR SA, SEK SE, SGD SG, THB TH, TRY TR, TWD TW, UAH UA, USD US, UYU UY, VND VN, ZAR ZA",
      )
      .split(",")
      .map((pair) => pair.trim().split(" ") as [string, string]),
  ),
};

/** Words by which the headers of a sheet in euros show its country. */
const wordsOfHome: readonly (readonly [country: string, words: RegExp])[] = [
  ["DE", /kunde|betrag|vertrag|kundigung|betreuer|verlangerung|bemerkung|jahres/],
  ["FR", /societe|echeance|preavis|montant|renouvellement|remarque|dernier|chiffre/],
  ["PT", /renova(?!ci)|aviso previo|ultimo contato|valor anual|saude|observacoes|arranque|cliente desde/],
  ["ES", /renovaci|importe|cuenta|preaviso|ultimo contacto|salud|fecha|cuota/],
  ["IT", /azienda|rinnovo|scadenza|importo|preavviso|canone|ultimo contatto/],
  ["NL", /klant|bedrag|opzeg|verleng|laatste|opmerking/],
  ["FI", /asiakas|sopimus|paattyy|uusi|irtisanom|vuosi/],
  ["SK", /zakaznik|zmluva|vypoved|obnova/],
  ["HR", /klijent|ugovor|obnova/],
];
/** Years of places that were asked for: the moon's are worked out anew each time otherwise. */
const kept = new Map<string, readonly Day[]>();
const MOST_KEPT = 1000; // not a figure: years of places in memory, some tenths of a KB each

/** The public holidays of some years of a place, by date. */
function daysOf(
  Calendar: typeof Holidays,
  place: [country: string, region?: string],
  years: readonly number[],
): Map<string, string> {
  const days = years.flatMap((year) => {
    const key = [...place, year].join(" ");
    const known = kept.get(key);
    if (known) return known;
    const calendar = new Calendar(place[0], place[1]!);
    calendar.setLanguages("en");
    const found = [
      ...calendar
        .getHolidays(year)
        .filter(({ type }) => type === "public")
        .flatMap(({ date, name, start, end }): Day[] => {
          // Some last for days, and some half a day, which is a working day.
          const length = Math.round((+end - +start) / MILLISECONDS_A_DAY + QUARTER);
          const first = date.slice(0, "2027-01-06".length);
          return Array.from({ length }, (_, later): Day => [addDays(first, later), name]);
        }),
      ...(alsoKept[place[0]] ?? []).map(([day, name]): Day => [`${year}-${day}`, name]),
    ];
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, found);
    return found;
  });
  return new Map(days);
}

/**
 * Public holidays of a country or of one of its regions ("DE", "DE-BY", "Germany", "US-CA") in the given years. The calendars are loaded at the first call.
 * Units: ISO dates. Throws Problem for a place it does not know, with the ones it does.
 * @example (await publicHolidays("DE-BY", [2027])).days[1] // { date: "2027-01-06", name: "Epiphany" }
 */
export async function publicHolidays(place: string, years: readonly number[]): Promise<PublicHolidays> {
  const { default: Calendar } = await import("date-holidays");
  const countries = new Calendar().getCountries("en");
  const said = names[plain(place.split(",").at(-1)!)] ?? place;
  const [first = "", ...rest] = said.split(codeOf(said, countries) === undefined && !said.includes(",") ? "-" : /,\s*/);
  const country = codeOf(first, countries) ?? names[plain(first)];
  if (country === undefined || !(country in countries))
    throw new Problem({
      what: `holidays: no country is called "${first.trim()}".`,
      remedy: 'Give a country or a region, such as "DE", "DE-BY" or "US-CA", or the dates themselves.',
    });
  const regions = new Calendar().getStates(country, "en") ?? {};
  const asked = rest.join("-").trim();
  const region = asked === "" ? undefined : codeOf(asked, regions);
  if (asked !== "" && region === undefined)
    throw new Problem({
      what: `holidays: ${countries[country]} has no region "${asked}" with holidays of its own.`,
      remedy: `Give ${country} alone, or one of: ${
        Object.keys(regions)
          .map((code) => `${country}-${code}`)
          .join(", ") || "none"
      }.`,
    });
  const days = daysOf(Calendar, region === undefined ? [country] : [country, region], years);
  const some = new Map<string, { date: string; name: string; regions: string[] }>();
  for (const code of region === undefined ? Object.keys(regions) : [])
    for (const [date, name] of daysOf(Calendar, [country, code], years)) {
      if (days.has(date)) continue;
      some.set(date, { date, name, regions: [...(some.get(date)?.regions ?? []), `${country}-${code}`] });
    }
  const inOrder = <Day extends { date: string }>(list: Day[]) =>
    list.sort((one, other) => dayNumber(one.date) - dayNumber(other.date));
  return {
    place: region === undefined ? country : `${country}-${region}`,
    name: region === undefined ? countries[country]! : `${countries[country]}, ${regions[region]}`,
    days: inOrder([...days].map(([date, name]) => ({ date, name }))),
    some_regions: inOrder([...some.values()]),
    regions_in_all: region === undefined ? Object.keys(regions).length : 0,
  };
}

/** The public holidays that may hold for a book, and how its country is known. */
interface LikelyHolidays {
  /** "CZ". */
  place: string;
  /** "Czech Republic". */
  name: string;
  /** By what the country was guessed; null where it was given. */
  guessed_by: "currency" | "headers" | null;
  /** Dates on which the whole country is off, for `businessDay`. */
  off: ReadonlySet<string>;
  /** Their names by date, and those that only some regions keep. */
  names: ReadonlyMap<string, string>;
  some_regions: ReadonlyMap<string, string>;
}

/**
 * The public holidays of the country that is given, or else guessed from the currency or, in euros, from the words of the sheet's headers; null where
 * nothing tells. `dates` are those that matter: holidays of their years and of the years beside them are known. A guess must be said as one.
 * @example (await likelyHolidays({ currency: "CZK" }, ["2026-12-24"]))?.names.get("2026-12-24") // "Christmas Eve"
 */
export async function likelyHolidays(
  hints: { place?: string; currency?: string | null; headers?: readonly string[] },
  dates: readonly string[],
): Promise<LikelyHolidays | null> {
  const years = [...new Set(dates.map((date) => Number(date.slice(0, "2027".length))))].sort();
  const text = (hints.headers ?? []).map(plain).join(" | ");
  const byWords = wordsOfHome.find(([, words]) => words.test(text))?.[0];
  const currency = hints.currency?.toUpperCase() ?? "";
  const byCurrency = homes[currency];
  // A sheet in French francs of Switzerland is Swiss; words tell only where the currency does not.
  const guess = byCurrency ?? (currency === "EUR" ? byWords : undefined);
  const place = hints.place ?? guess;
  if (place === undefined || years.length === 0) return null;
  const around = Array.from({ length: years.at(-1)! - years[0]! + 2 }, (_, later) => years[0]! + later);
  const { days, some_regions, place: code, name } = await publicHolidays(place, around);
  return {
    place: code,
    name,
    guessed_by: hints.place !== undefined ? null : byCurrency !== undefined ? "currency" : "headers",
    off: new Set(days.map(({ date }) => date)),
    names: new Map(days.map(({ date, name }) => [date, name])),
    some_regions: new Map(some_regions.map(({ date, name }) => [date, name])),
  };
}

/** A date on which nothing can be sent or signed: a weekend or a public holiday, and the working day before it. */
interface OffDay {
  date: string;
  why: "weekend" | "holiday";
  name: string | null;
  /** The last working day before it. */
  before: string;
}

/**
 * What a date is that is no working day; null for one that is.
 * @example offDay("2026-12-26", holidays) // { date: "2026-12-26", why: "holiday", name: "Boxing Day", before: "2026-12-23" }
 */
export function offDay(date: string, holidays: LikelyHolidays | null): OffDay | null {
  const off = holidays?.off ?? noHolidays;
  const before = businessDay(date, -1, off);
  if (before === date) return null;
  const name = holidays?.names.get(date) ?? null;
  return { date, why: name === null ? "weekend" : "holiday", name, before };
}

const noHolidays: ReadonlySet<string> = new Set();

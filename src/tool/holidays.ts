import type Holidays from "date-holidays";
import { dayNumber } from "../core/dates.ts";
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
    const found = calendar
      .getHolidays(year)
      .filter(({ type }) => type === "public")
      .map(({ date, name }): Day => [date.slice(0, "2027-01-06".length), name]);
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
  };
}

import { dayNumber } from "../../core/dates.ts";
import { faultIf, Problem } from "../../core/problem.ts";
import type { BandResponses, HealthAccount, HealthBook, HealthFigures, WeightSets } from "./book.ts";
import {
  capPlaces,
  type HealthOverride,
  type JudgedAccount,
  judgeAccount,
  type LeveledAccount,
  levelAccount,
  type Measure,
  responsesInOrder,
  type SettledHealthOverrides,
  settleOverrides,
} from "./judge-account.ts";

/** As many places as a person reads, and how many more there are. */
const SHOWN = 12;

/** The first places of a long list, with the number of the others, so that an error about a whole file stays readable. */
export function firstPlaces(places: readonly string[]): string[] {
  const more = places.length - SHOWN;
  return more > 0 ? [...places.slice(0, SHOWN), `and ${more} more`] : [...places];
}

const dateFields = ["signal_date", "scored_on", "decided_on"] as const;
const scoreFields = ["score", "previous_score"] as const;

function troublesOf(account: HealthAccount, byTouch: boolean, accepted: ReadonlySet<string>): string[] {
  const { scores, arr, touch, probability, signal_dates } = account;
  const troubles: string[] = [];
  if (account.account.trim() === "") troubles.push("it has no name");
  if (arr !== null && !(arr >= 0)) troubles.push(`ARR ${arr} is below 0`);
  for (const name of scoreFields) {
    const value = account[name];
    if (value !== null && !(value >= 0 && value <= 100)) troubles.push(`${name} ${value} is not between 0 and 100`);
  }
  if (probability !== null && !(probability >= 0 && probability <= 1))
    troubles.push(`probability ${probability} is not between 0 and 1`);
  if (account.score !== null && scores !== null) troubles.push("it has a ready-made score and components; give one of them");
  for (const component of Object.keys(scores ?? {})) {
    const value = scores?.[component] ?? null;
    if (!accepted.has(component)) troubles.push(`there is no component "${component}"`);
    if (value !== null && !(value >= 0 && value <= 100)) troubles.push(`${component} ${value} is not between 0 and 100`);
  }
  for (const component of Object.keys(signal_dates))
    if (!accepted.has(component)) troubles.push(`signal_dates names no component: "${component}"`);
  if (byTouch && touch === null && scores !== null) troubles.push("its touch is not known, and the weights depend on it");
  for (const name of dateFields) if (account[name] !== null) dayNumber(account[name]);
  for (const date of Object.values(signal_dates)) dayNumber(date);
  return troubles;
}

/** How a message names an account. @example placeOf({ account: "Acme", row: 7 }) // "row 7, account Acme" */
export function placeOf({ account, row }: Pick<HealthAccount, "account" | "row">): string {
  return row === null ? account : `row ${row}, account ${account}`;
}

/**
 * Throws Problem that lists every account that cannot be scored as it stands: scores outside 0 to 100, components nobody knows,
 * negative ARR, a probability outside 0 to 1, no touch where the weights depend on it; and for dates the calendar does not have.
 */
export function checkAccounts(
  accounts: readonly HealthAccount[],
  { by_touch }: Pick<WeightSets, "by_touch">,
  accepted: ReadonlySet<string>,
): void {
  const places = accounts.flatMap((account) =>
    troublesOf(account, by_touch, accepted).map((trouble) => `${placeOf(account)}: ${trouble}`),
  );
  if (places.length)
    throw new Problem({
      what: "These accounts cannot be scored:",
      places: firstPlaces(places),
      remedy: `Correct them. Components take 0 to 100 and are called ${[...accepted].join(", ")}; others need own weights that name them. Touch is high, low or tech.`,
    });
}

/** Throws Problem that lists every account the book names more than once. */
function refuseRepeated(accounts: readonly HealthAccount[]): void {
  const seen = new Set<string>();
  const places: string[] = [];
  for (const one of accounts) {
    if (seen.has(one.account)) places.push(`${placeOf(one)} stands there already`);
    seen.add(one.account);
  }
  if (places.length)
    throw new Problem({
      what: "A book has each account once:",
      places: firstPlaces(places),
      remedy: "Keep one row for each account: the latest, or one that joins them.",
    });
}

/** How a column of a table becomes a component: a line from the number worth 0 to the one worth 100, or points by word. */
export interface ComponentScale {
  low?: number;
  high?: number;
  values?: Readonly<Record<string, number>>;
}

/** A column as component scores, 0 to 100, and how many of its cells lay outside the line and were held at its ends. */
export interface ScaledColumn {
  scores: (number | null)[];
  clipped: number;
}

const key = (text: string) => text.trim().toLowerCase();

/** Throws Problem unless a scale is a line with two ends that differ, or points of 0 to 100 by word. */
export function checkScale(header: string, { low, high, values }: ComponentScale): void {
  const points = Object.entries(values ?? {});
  const fault = [
    ...faultIf(
      (values !== undefined) === (low !== undefined || high !== undefined),
      "needs low and high, or values, and not both.",
    ),
    ...faultIf(values === undefined && (low === undefined || high === undefined), "needs both low and high."),
    ...faultIf(values === undefined && low === high, `has the same low and high, ${low}.`),
    ...faultIf(values !== undefined && points.length === 0, "names no words."),
    ...points.flatMap(([word, worth]) =>
      faultIf(!(worth >= 0 && worth <= 100), `gives "${word}" ${worth} points; they run from 0 to 100.`),
    ),
  ][0];
  if (fault !== undefined)
    throw new Problem({
      what: `components["${header}"] ${fault}`,
      remedy: 'Give {"low": the number worth 0, "high": the number worth 100}, or {"values": {"word": points from 0 to 100}}.',
    });
}

/**
 * Numbers on a straight line from `low`, worth 0, to `high`, worth 100; low may be the larger where less is better.
 * Numbers beyond the ends are held there and counted. Missing stays missing.
 * @example scaleNumbers([0, 36, 90], { low: 0, high: 72 }) // { scores: [0, 50, 100], clipped: 1 }
 */
export function scaleNumbers(values: readonly (number | null)[], { low, high }: { low: number; high: number }): ScaledColumn {
  let clipped = 0;
  const scores = values.map((value) => {
    if (value === null) return null;
    const points = ((value - low) / (high - low)) * 100;
    if (points < 0 || points > 100) clipped += 1;
    return Math.min(100, Math.max(0, points));
  });
  return { scores, clipped };
}

/**
 * Points by word, whatever the case; a blank cell is missing. Throws Problem that lists every word without points.
 * @example scaleWords(["Two year", ""], { "Two year": 100 }, "Contract").scores // [100, null]
 */
export function scaleWords(cells: readonly string[], values: Readonly<Record<string, number>>, header: string): ScaledColumn {
  const points = new Map(Object.entries(values).map(([word, worth]) => [key(word), worth]));
  const unknown = new Map<string, number>();
  const scores = cells.map((cell) => {
    if (cell.trim() === "") return null;
    const worth = points.get(key(cell));
    if (worth === undefined) unknown.set(cell.trim(), (unknown.get(cell.trim()) ?? 0) + 1);
    return worth ?? null;
  });
  if (unknown.size)
    throw new Problem({
      what: `components["${header}"] gives no points to words that the column holds:`,
      places: firstPlaces([...unknown].sort(([a], [b]) => (a < b ? -1 : 1)).map(([word, rows]) => `"${word}" in ${rows} rows`)),
      remedy: "Give each word its points, or leave the column out.",
    });
  return { scores, clipped: 0 };
}

/**
 * Throws Problem for components that cannot be built from a table: a scale that is none, a header the table has not, and one that no
 * weight names.
 * @example checkComponents({ Tenure: { low: 0, high: 72 } }, ["Tenure"], { by_touch: false, sets }) // throws when the weights are the general ones
 */
export function checkComponents(
  components: Readonly<Record<string, ComponentScale>>,
  headers: readonly string[],
  { sets }: WeightSets,
): void {
  const names = Object.keys(components);
  const absent = names.filter((name) => !headers.includes(name));
  if (absent.length)
    throw new Problem({
      what: `components names columns the table has not: ${absent.join(", ")}.`,
      remedy: `Write the header as it stands there; the table has ${headers.join(", ")}.`,
    });
  for (const [name, scale] of Object.entries(components)) checkScale(name, scale);
  const weighted = new Set([...sets.values()].flatMap((weights) => weights.map(({ component }) => component)));
  const without = names.filter((name) => !weighted.has(name));
  if (without.length)
    throw new Problem({
      what: `components builds ${without.join(", ")}, and no weight names ${without.length === 1 ? "it" : "them"}.`,
      remedy: `Give weights for all of them that add up to 1, such as {${names.map((name) => `"${name}": …`).join(", ")}}; a weight may be 0.`,
    });
}

/**
 * Accounts in the order to work on them: the worst band first, those nobody can judge before the green ones, then the larger ARR,
 * accounts without ARR after those with it, then by name.
 */
export function orderAccounts(accounts: readonly JudgedAccount[], responses: BandResponses): JudgedAccount[] {
  const inDanger = responses.filter(({ status }) => status !== "green").length;
  // Looked up once for each account, since sorting asks many times.
  const places = accounts.map((judged) => ({
    judged,
    rank: judged.band === null ? inDanger * 2 - 1 : judged.band * 2,
    arr: judged.source.arr ?? -1,
    name: judged.source.account,
  }));
  places.sort((one, other) => one.rank - other.rank || other.arr - one.arr || (one.name < other.name ? -1 : 1));
  return places.map(({ judged }) => judged);
}

/** A whole book scored: accounts in the order to work on them, and what they were judged by. */
export interface ScoredBook {
  judged: JudgedAccount[];
  /** The decided accounts with their level, to test the score on. */
  decided: LeveledAccount[];
  measure: Measure;
  responses: BandResponses;
  overrides: SettledHealthOverrides;
}

function refuseSignalsAhead(accounts: readonly LeveledAccount[]): void {
  const places = [...new Map(accounts.filter(({ ahead }) => ahead.length > 0).map((one) => [one.source, one])).values()].map(
    ({ source, ahead }) => `${placeOf(source)}: ${ahead.join(", ")}`,
  );
  if (places.length)
    throw new Problem({
      what: "These signals are dated after the day they are to be read on:",
      places: firstPlaces(places),
      remedy: "Correct the dates or as_of; a score may use only what was known on its day.",
    });
}

function refuseDatesWithoutDay(accounts: readonly HealthAccount[], asOf: string | null): void {
  const dated = accounts.filter(
    ({ row, signal_date, signal_dates }) => row === null && (signal_date !== null || Object.keys(signal_dates).length > 0),
  );
  if (asOf === null && dated.some(({ outcome, scored_on }) => outcome === null || scored_on === null))
    throw new Problem({
      what: "Signals are dated, and no as_of says how old they are.",
      remedy: "Give as_of, a date like 2026-01-31, or leave the dates out.",
    });
}

/**
 * Scores a book: level, band, hard facts and overrides of every account, in the order to work on them.
 * Throws Problem for accounts that stand twice, signals from the future, dated signals without as_of, and overrides that cannot be applied.
 * @example scoreBook(book, { weights, as_of: null, overrides: [] }, figures).judged[0]?.band // 0, the worst band
 */
export function scoreBook(
  { accounts, lost, decided }: HealthBook,
  question: { weights: WeightSets; as_of: string | null; overrides: readonly HealthOverride[] },
  figures: HealthFigures,
): ScoredBook {
  const { as_of, weights } = question;
  if (as_of !== null) dayNumber(as_of);
  refuseRepeated([...accounts, ...lost]);
  refuseDatesWithoutDay([...accounts, ...decided], as_of);
  const bands = figures.bands.value;
  const measure: Measure = {
    weights,
    least_coverage: figures.leastCoverage.value,
    shelf_lives: figures.shelfLives.value,
    bands,
    caps: capPlaces(figures.bandCaps.value, bands),
    as_of,
  };
  const responses = responsesInOrder(figures.responses.value, bands);
  const overrides = settleOverrides(question.overrides, new Set(accounts.map(({ account }) => account)), bands, as_of);
  const judged = accounts.map((account) => judgeAccount(account, measure, overrides.applied.get(account.account) ?? null));
  // Most decided accounts stand in the book too, and have their level already.
  const known = new Map<HealthAccount, LeveledAccount>(judged.map((one) => [one.source, one]));
  const leveled = decided.map((account) => known.get(account) ?? levelAccount(account, measure));
  refuseSignalsAhead([...judged, ...leveled]);
  return { judged: orderAccounts(judged, responses), decided: leveled, measure, responses, overrides };
}

/** A column whose scale is in doubt: nobody scores above `top`. */
export interface DoubtfulScale {
  name: string;
  top: number;
}

/**
 * Columns that do not seem to run from 0 to 100: nobody scores above `doubtfulTop`. Throws Problem where nobody scores above 1
 * and somebody above 0, since those are shares or answers of yes and no. Components built by the caller are not looked at.
 * @example doubtfulScales(accounts of a table whose usage runs from 1 to 5, [], 10) // [{ name: "usage", top: 5 }]
 */
export function doubtfulScales(
  accounts: readonly HealthAccount[],
  built: readonly string[],
  doubtfulTop: number,
): DoubtfulScale[] {
  const columns = new Map<string, { rows: number; top: number }>();
  const note = (name: string, value: number | null) => {
    if (value === null || built.includes(name)) return;
    const seen = columns.get(name);
    if (seen === undefined) columns.set(name, { rows: 1, top: Math.max(0, value) });
    else {
      seen.rows += 1;
      seen.top = Math.max(seen.top, value);
    }
  };
  for (const { scores, score } of accounts) {
    note("score", score);
    for (const name of Object.keys(scores ?? {})) note(name, scores?.[name] ?? null);
  }
  const low = [...columns].filter(([, { rows, top }]) => rows > 1 && top > 0 && top <= doubtfulTop);
  for (const [name, { top }] of low)
    if (top <= 1)
      throw new Problem({
        what: `No account has a ${name} above 1, so it is no score of 0 to 100.`,
        remedy: `Say reading: {scale: 1} if it is a share, or build it with components {"its header": {"low": 0, "high": 1}} and weights that name it; ${name} is read as points of 100.`,
      });
  return low.map(([name, { top }]) => ({ name, top }));
}

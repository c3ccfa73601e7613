/** A list of an answer that may give way when the answer is too long. */
export interface Gives {
  /** Path of the list, such as "books" or "validation.bands". */
  list: string;
  /** Rows that stay whatever the length. */
  least?: number;
  /** The field that holds where the next page starts; set when rows of this page were cut. */
  next?: string;
}

/** A list that was cut: rows shown of rows there were. */
interface Cut {
  list: string;
  shown: number;
  of: number;
  next?: string;
}

type Fields = Record<string, unknown>;

function listAt(fields: Fields, path: string): { holder: Fields; key: string; rows: unknown[] } | null {
  const keys = path.split(".");
  const key = keys.pop()!;
  let holder: unknown = fields;
  for (const one of keys) holder = (holder as Fields | null | undefined)?.[one];
  const rows = (holder as Fields | null | undefined)?.[key];
  return Array.isArray(rows) ? { holder: holder as Fields, key, rows } : null;
}

/** The fields with every record on the way to a list copied, so that cutting changes no one else's. */
function copied(fields: Fields, paths: readonly string[]): Fields {
  const out: Fields = { ...fields };
  for (const path of paths) {
    let holder: Fields = out;
    for (const key of path.split(".").slice(0, -1)) {
      const next = holder[key];
      if (typeof next !== "object" || next === null) break;
      holder[key] = { ...(next as Fields) };
      holder = holder[key] as Fields;
    }
  }
  return out;
}

/**
 * An answer without rows that no answer of this length could hold, so that a list of thousands is not formed and measured for the hundred rows that
 * fit: each list that may give way keeps its first rows up to the one that alone makes it longer. `form` gives a row as it is shown. `counts` says how
 * many rows each list had.
 * @example withoutHopelessRows({ rows: [1, 2, 3] }, [{ list: "rows" }], 3, (row) => row).fields // rows [1, 2]
 */
export function withoutHopelessRows(
  fields: Fields,
  gives: readonly Gives[],
  length: number,
  form: (row: unknown) => unknown,
): { fields: Fields; counts: Map<string, number> } {
  const out = copied(
    fields,
    gives.map(({ list }) => list),
  );
  const counts = new Map<string, number>();
  for (const { list, least = 1 } of gives) {
    const place = listAt(out, list);
    if (place === null || counts.has(list)) continue;
    counts.set(list, place.rows.length);
    let [kept, long] = [0, 0];
    while (kept < place.rows.length && (long <= length || kept <= least)) {
      long += (JSON.stringify(form(place.rows[kept])) ?? "null").length + 1;
      kept += 1;
    }
    place.holder[place.key] = place.rows.slice(0, kept);
  }
  return { fields: out, counts };
}

const lengths = new WeakMap<object, number>();

/** Characters of a row as JSON, counted once for each. */
function lengthOf(row: unknown): number {
  const known = typeof row === "object" && row !== null ? lengths.get(row) : undefined;
  if (known !== undefined) return known;
  const length = (JSON.stringify(row) ?? "null").length;
  if (typeof row === "object" && row !== null) lengths.set(row, length);
  return length;
}

/**
 * Cuts an answer to a length: lists give way in the order named, from their end, each only as far as needed.
 * `measure` says how long an answer is; what was cut is told with its numbers, of the rows a list had before hopeless ones were left out, and
 * whether that was enough.
 * @example cutToLength({ rows: [1, 2, 3] }, [{ list: "rows" }], 12, (fields) => JSON.stringify(fields).length) // rows [1]
 */
export function cutToLength(
  fields: Fields,
  gives: readonly Gives[],
  length: number,
  measure: (fields: Fields) => number,
  counts: ReadonlyMap<string, number> = new Map(),
): { fields: Fields; cut: Cut[]; fits: boolean } {
  let whole = measure(fields);
  if (whole <= length) return { fields, cut: [], fits: true };
  const out = copied(
    fields,
    gives.map(({ list }) => list),
  );
  const cut: Cut[] = [];
  const had = new Map(counts);
  for (const { list, least = 1, next } of gives) {
    const place = listAt(out, list);
    if (place === null || place.rows.length <= least) continue;
    const { holder, key, rows } = place;
    let low = rows.length;
    // Each row that goes takes its own characters and the comma before it.
    while (low > least && whole > length) {
      low -= 1;
      whole -= lengthOf(rows[low]) + (low > 0 ? 1 : 0);
    }
    holder[key] = rows.slice(0, low);
    if (low < rows.length) cut.push({ list, shown: low, of: had.get(list) ?? rows.length, next });
    // A list named twice is cut the second time from what the first left.
    had.delete(list);
    if (whole <= length) break;
  }
  return { fields: out, cut, fits: whole <= length };
}

/** Lists that say what an answer is worth: these never give way. */
const neverCut = ["because", "check_first", "do_next", "unknown", "warnings", "rules", "next"];

/**
 * The lists of an answer, at whatever depth of its records, that its tool has not named, longest first: what gives way when nothing else can.
 * @example otherLists({ a: { rows: [1, 2] }, b: [1, 2, 3] }, [{ list: "b" }]) // [{ list: "a.rows" }]
 */
export function otherLists(fields: Fields, named: readonly Gives[]): Gives[] {
  const found: { list: string; length: number }[] = [];
  const walk = (record: Fields, path: string) => {
    for (const [key, value] of Object.entries(record)) {
      const list = `${path}${key}`;
      if (Array.isArray(value)) found.push({ list, length: JSON.stringify(value).length });
      else if (typeof value === "object" && value !== null && !key.includes(".")) walk(value as Fields, `${list}.`);
    }
  };
  walk(fields, "");
  return found
    .filter(({ list }) => !neverCut.includes(list) && !named.some((one) => one.list === list))
    .sort((a, b) => b.length - a.length)
    .map(({ list }) => ({ list }));
}

/** A name that is cut keeps its place in the record, so that two alike at their beginning stay two. */
const shortName = (name: string, at: number, most: number): string =>
  name.length <= most ? name : `${name.slice(0, most)}... (${at + 1})`;

/** A value that is as it was, but for texts and names longer than so many characters, which say how much is left out. */
export function withShortTexts(value: unknown, most: number): unknown {
  if (typeof value === "string")
    return value.length <= most ? value : `${value.slice(0, most)}... (${value.length - most} more characters)`;
  if (Array.isArray(value)) return value.map((one) => withShortTexts(one, most));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one], at) => [shortName(key, at, most), withShortTexts(one, most)]));
}

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
 * Cuts an answer to a length: lists give way in the order named, from their end, each only as far as needed.
 * `measure` says how long an answer is; what was cut is told with its numbers.
 * @example cutToLength({ rows: [1, 2, 3] }, [{ list: "rows" }], 12, (fields) => JSON.stringify(fields).length) // rows [1]
 */
export function cutToLength(
  fields: Fields,
  gives: readonly Gives[],
  length: number,
  measure: (fields: Fields) => number,
): { fields: Fields; cut: Cut[] } {
  if (measure(fields) <= length) return { fields, cut: [] };
  const out = copied(
    fields,
    gives.map(({ list }) => list),
  );
  const cut: Cut[] = [];
  for (const { list, least = 1, next } of gives) {
    const place = listAt(out, list);
    if (place === null || place.rows.length <= least) continue;
    const { holder, key, rows } = place;
    const fitsWith = (kept: number): boolean => {
      holder[key] = rows.slice(0, kept);
      return measure(out) <= length;
    };
    let low = least;
    let high = rows.length;
    if (!fitsWith(least)) high = least;
    while (low < high) {
      const middle = low + Math.ceil((high - low) / 2);
      if (fitsWith(middle)) low = middle;
      else high = middle - 1;
    }
    holder[key] = rows.slice(0, low);
    if (low < rows.length) cut.push({ list, shown: low, of: rows.length, next });
    if (measure(out) <= length) break;
  }
  return { fields: out, cut };
}

/** A value that is as it was, but for texts longer than so many characters, which say how much is left out. */
export function withShortTexts(value: unknown, most: number): unknown {
  if (typeof value === "string")
    return value.length <= most ? value : `${value.slice(0, most)}... (${value.length - most} more characters)`;
  if (Array.isArray(value)) return value.map((one) => withShortTexts(one, most));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withShortTexts(one, most)]));
}

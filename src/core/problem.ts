/** What the user can mend: bad input, an unreadable file, a broken rule. Anything else that is thrown is a fault of the program. */
export interface ProblemDetail {
  /** What is wrong, in one sentence that names the thing and its place. */
  what: string;
  /** What to do about it. */
  remedy: string;
  /** One line for each further place with the same trouble. */
  places?: string[];
}

/** A line of a message beyond which nobody reads on: what was given comes back in it, however long that is. */
const LONGEST_LINE = 1000; // not a figure: characters of one line of a message
/** Characters of a list of places; the rest is counted. */
const LONGEST_LIST = 12_000; // not a figure: characters of a message's places
const END_OF_LINE = 200; // not a figure: characters kept at its end, where the reason stands

/** A line that is too long loses its middle: what it speaks of begins it, and the reason ends it. */
function readable(line: string): string {
  if (line.length <= LONGEST_LINE) return line;
  return `${line.slice(0, LONGEST_LINE - END_OF_LINE)} ... ${line.slice(-END_OF_LINE)}`;
}

/** The places as lines, each once, and how many more there are where they would fill pages. */
function placeLines(places: readonly string[]): string[] {
  const lines: string[] = [];
  const once = [...new Set(places)];
  let characters = 0;
  for (const place of once) {
    const line = `- ${readable(place)}`;
    characters += line.length;
    if (characters > LONGEST_LIST) return [...lines, `- and ${once.length - lines.length} more`];
    lines.push(line);
  }
  return lines;
}

/**
 * The one error class for input the user can mend: names the thing, the place and the remedy.
 * @example throw new Problem({ what: "totals.starting is -100.", remedy: "Give the opening amount as a positive number." })
 */
export class Problem extends Error {
  readonly detail: ProblemDetail;

  constructor(detail: ProblemDetail) {
    const places = detail.places?.length ? `\n${placeLines(detail.places).join("\n")}\n` : " ";
    super(`${readable(detail.what)}${places}${detail.remedy}`);
    this.name = "Problem";
    this.detail = detail;
  }
}

/**
 * What to say when a part of the program is gone: it was updated or built again while it ran, and this part had not been loaded. Null for
 * every other error.
 */
export function goneWords(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error) || error.code !== "ERR_MODULE_NOT_FOUND") return null;
  return "The program's files were replaced while it ran, and a part it had not loaded yet is gone. Restart the server: reconnect it in the client (/mcp in Claude Code), or restart the client. Nothing was written.";
}

/**
 * A place of a refusal, where something is wrong: none or one, to be spread into the list of places. Where every row is judged, the words are
 * put together only when they are needed.
 * @example [...faultIf(weight < 0, `weight ${weight} is below 0`), ...faultIf(twice, "the metric stands there twice")]
 */
export const faultIf = (wrong: boolean, words: string | (() => string)): string[] =>
  wrong ? [typeof words === "string" ? words : words()] : [];

/** Places named in one message; the rest are counted. */
const PLACES_SHOWN = 100;

/** At most a hundred places, and how many more there are. */
export function shownPlaces(places: readonly string[]): string[] {
  const more = places.length - PLACES_SHOWN;
  return more > 0 ? [...places.slice(0, PLACES_SHOWN), `and ${more} more`] : [...places];
}

/**
 * Throws one Problem that lists the rows the answer cannot use, each with its place and what is wrong with it.
 * @example refuseUnusableRows(rows, (row) => amountTrouble("the amount", row.amount), (row) => `row ${row.row}`)
 */
export function refuseUnusableRows<Row>(
  rows: readonly Row[],
  trouble: (row: Row) => string | null,
  place: (row: Row, index: number) => string,
): void {
  const places: string[] = [];
  rows.forEach((row, index) => {
    const wrong = trouble(row);
    if (wrong !== null) places.push(`${place(row, index)}: ${wrong}`);
  });
  if (places.length)
    throw new Problem({
      what: `The answer needs every row, and ${places.length} cannot be used:`,
      places: shownPlaces(places),
      remedy: "Mend them; an account that pays nothing has the amount 0.",
    });
}

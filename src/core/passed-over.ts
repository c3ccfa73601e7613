import type { Warning } from "./answer.ts";
import { Problem, shownPlaces } from "./problem.ts";

/** A row of a table that is not counted, and why. */
export interface PassedOver {
  account: string;
  why: string;
}

/** What to know to pass rows over: what is wrong with one, whose it is, and the share above which the table is asked about. */
interface PassingOver<Row> {
  troubleOf: (row: Row) => string | null;
  nameOf: (row: Row) => string;
  /** The largest share that may be passed over without being asked about. */
  most: number;
  remedy: string;
}

/**
 * Rows that can be counted, and those that cannot with their reasons. Throws Problem where they are more than a share of all.
 * @example passOver([1, -1], { troubleOf: (n) => (n < 0 ? "below 0" : null), nameOf: String, most: 0.5, remedy: "" }).passed // [{ account: "-1", why: "below 0" }]
 */
export function passOver<Row>(
  all: readonly Row[],
  { troubleOf, nameOf, most, remedy }: PassingOver<Row>,
): { rows: Row[]; passed: PassedOver[] } {
  const rows: Row[] = [];
  const passed: PassedOver[] = [];
  for (const row of all) {
    const why = troubleOf(row);
    if (why === null) rows.push(row);
    else passed.push({ account: nameOf(row), why });
  }
  if (rows.length === 0 || passed.length > Math.max(1, all.length * most))
    throw new Problem({
      what: `${passed.length} of ${all.length} rows cannot be counted:`,
      places: shownPlaces(passed.map(({ account, why }) => `${account}: ${why}`)),
      remedy,
    });
  return { rows, passed };
}

/** A name that stands for no customer: a test or a demonstration. @example isTestName("TEST kunde 2") // true */
export const isTestName = (name: string): boolean =>
  /^(?:test|demo|dummy|sandbox)(?:[ _-]*(?:account|customer|client|company|konto|kunde|kunden|firma|klant|cliente|empresa|konsument|row))?[ _-]*\d*$/i.test(
    name.trim(),
  );

/** What was passed over, in one sentence; empty where nothing was. */
export function passedSaid(passed: readonly PassedOver[], all: number): string {
  if (passed.length === 0) return "";
  const FIRST = 3; // not a figure: names of a sentence
  const rest = passed.length - FIRST;
  const named = passed.slice(0, FIRST).map(({ account, why }) => `${account} (${why})`);
  return `${passed.length} of ${all} rows ${passed.length === 1 ? "is" : "are"} passed over: ${named.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}.`;
}

/** The first of them by name with its reason, for who wants to mend the table. */
export function passedWarnings(passed: readonly PassedOver[], all: number): Warning[] {
  const SHOWN = 12; // not a figure: names of one message
  const rest = passed.length - SHOWN;
  const named = passed.slice(0, SHOWN).map(({ account, why }) => `${account}: ${why}`);
  return passed.length === 0
    ? []
    : [
        {
          code: "rows_passed_over",
          message: `${passed.length} of ${all} rows are not counted. ${named.join("; ")}${rest > 0 ? `; and ${rest} more` : ""}.`,
        },
      ];
}

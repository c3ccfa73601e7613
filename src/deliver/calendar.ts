import { hash } from "node:crypto";
import ical from "ical-generator";
import { addDays, dayNumber } from "../core/dates.ts";

/** A whole day to be reminded of. */
export interface CalendarDay {
  /** What makes it the same day in the next run's file, whatever its date is by then. */
  key: readonly string[];
  date: string;
  title: string;
  note: string;
}

interface CalendarFile {
  name: string;
  days: readonly CalendarDay[];
  /** The day the plan is made for. */
  as_of: string;
}

/** The same for the same thing in every run, so that a second import changes an entry and adds none. */
const idOf = (key: readonly string[]): string => `${hash("sha256", JSON.stringify(key), "hex").slice(0, 32)}@cs-strategist`;

/**
 * A calendar of whole days, which stay on their day in every time zone. The entries of a later plan have a higher sequence, so that calendars
 * take them for changes of those they have. The writer reads a day in universal time, and so it is given one.
 */
export function calendarText({ name, days, as_of }: CalendarFile): string {
  const midnight = (date: string) => new Date(`${date}T00:00:00Z`);
  const calendar = ical({
    // The writer escapes no name of a calendar.
    name: printable(name)
      .replace(/[\\,;\n]+/g, " ")
      .trim(),
    prodId: { company: "cs-strategist", product: "plan", language: "EN" },
  });
  const [made, sequence] = [midnight(as_of), dayNumber(as_of)];
  for (const { key, date, title, note } of days)
    calendar.createEvent({
      id: idOf(key),
      start: midnight(date),
      end: midnight(addDays(date, 1)),
      allDay: true,
      summary: printable(title),
      description: printable(note),
      stamp: made,
      lastModified: made,
      sequence,
    });
  return `${calendar.toString().replace(/\r?\n$/, "")}\r\n`;
}

/** Without control signs, which calendars refuse, and without turns of direction; a line break in a note stays. */
const printable = (text: string): string => text.replace(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/gu, " ");

/** A name as part of a file's name on any disk: letters and digits of any script. @example fileNameOf("Ana  Ruiz / EMEA") // "ana-ruiz-emea" */
export function fileNameOf(name: string): string {
  const plain = name
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-");
  const cut = [...plain].slice(0, 60).join("").replace(/^-|-$/g, "");
  return cut === "" ? "other" : cut;
}

/** Names of files for names of people, no two of them the same. */
export function fileNamesOf(names: readonly string[]): Map<string, string> {
  const taken = new Map<string, number>();
  return new Map(
    names.map((name) => {
      const plain = fileNameOf(name);
      const times = (taken.get(plain) ?? 0) + 1;
      taken.set(plain, times);
      return [name, times === 1 ? plain : `${plain}-${times}`];
    }),
  );
}

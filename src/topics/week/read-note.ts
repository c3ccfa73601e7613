import { dayNumber, daysBetween } from "../../core/dates.ts";

/** What a note may say that decides a week. */
export const noteKinds = [
  "promise",
  "ban",
  "insolvent",
  "rival",
  "leaving",
  "person",
  "legal",
  "letter",
  "continues",
  "renewed",
  "taken",
  "movable",
  "artifact",
] as const;
export type NoteKind = (typeof noteKinds)[number];

/** A note as it was read: what it may speak of, the days it names, and what follows from them. */
export interface NoteRead {
  kinds: NoteKind[];
  days: string[];
  /** The day by which something was promised. */
  promised: string | null;
  /** The day before which nobody may call. */
  not_before: string | null;
  /** The day on which somebody there decides or signs. */
  decided: string | null;
  /** A meeting on a day, with its hours where they are written. */
  meeting: { date: string; hours: number | null } | null;
}

/** A text without case and accents. */
export const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("ł", "l")
    .replaceAll("ø", "o")
    .replaceAll("ß", "ss")
    .replaceAll("ı", "i");

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
/** NoteWords of a list at the beginning of a word of a text. */
const anyOf = (list: string, whole = false): RegExp => {
  const words = list.split(",").map((word) => escaped(word.trim()));
  return new RegExp(`(?<![\\p{L}])(?:${words.join("|")})${whole ? "(?![\\p{L}])" : ""}`, "u");
};

/** The beginnings of words by which each kind is known. */
type NoteWords = Record<NoteKind | "negation" | "meeting" | "signature" | "decides", string>;
const patterns = new WeakMap<NoteWords, Record<keyof NoteWords, RegExp>>();
function patternsOf(words: NoteWords): Record<keyof NoteWords, RegExp> {
  const known = patterns.get(words);
  if (known !== undefined) return known;
  const made = Object.fromEntries(
    Object.entries(words).map(([kind, list]) => [kind, anyOf(list, kind === "negation")]),
  ) as Record<keyof NoteWords, RegExp>;
  patterns.set(words, made);
  return made;
}

/** The first letters of each month's name; a few that stand for two months in two languages are left out. */
const monthNames: readonly RegExp[] = [
  /jan|ian|sty|led|tam/,
  /feb|fev|lut|uno|hel/,
  /mar|mrz|maa|bre/,
  /apr|abr|avr|kwi|dub|huh/,
  /may|mai|maj|mag|kve|tou/,
  /jun|giu|cze|cer|kes/,
  /jul|lug|hei/,
  /aug|ago|aou|sie|srp|elo/,
  /sep|set|wrz|zar|syy/,
  /oct|okt|out|ott|paz|rij|lok/,
  /nov/,
  /dec|dez|dic|des|gru|jou/,
];
const months = monthNames.map(({ source }) => source).join("|");
const monthOf = (name: string): number => monthNames.findIndex((names) => names.test(name)) + 1;

interface FoundDay {
  date: string;
  at: number;
  end: number;
}

const HALF_YEAR = 183; // not a figure: a day without a year is the nearest of its kind
const CENTURY = 2000; // not a figure: years of two digits

/** A day of the calendar, or null; without a year the one nearest to a day. */
function dayNear(day: number, month: number, year: string | undefined, asOf: string): string | null {
  if (day < 1 || day > 31 || month < 1 || month > 12) return null; // not a figure: days and months of a calendar
  const own = Number(asOf.slice(0, "2026".length));
  const written = year === undefined ? null : Number(year) < 100 ? CENTURY + Number(year) : Number(year);
  for (const one of written === null ? [own, own + 1, own - 1] : [written]) {
    const date = `${String(one).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`; // not a figure: digits of a date
    const last = new Date(Date.UTC(one, month, 0)).getUTCDate();
    if (day > last) continue;
    if (written !== null || Math.abs(daysBetween(asOf, date)) <= HALF_YEAR) return date;
  }
  return null;
}

const dayMonthYear = ["day", "month", "year"] as const;

/** The days a text names, in their order. */
function daysIn(text: string, asOf: string, monthFirst: boolean): FoundDay[] {
  const found: FoundDay[] = [];
  const put = (date: string | null, at: number, length: number) => {
    if (date === null || found.some((one) => at < one.end && one.at < at + length)) return;
    found.push({ date, at, end: at + length });
  };
  const all = (pattern: RegExp, order: readonly ("day" | "month" | "year")[]) => {
    for (const match of text.matchAll(pattern)) {
      const [whole, ...parts] = match;
      const part = (name: "day" | "month" | "year") => parts[order.indexOf(name)];
      const [day, month] = [Number(part("day")), part("month") ?? ""];
      const number = /^\d/.test(month) ? Number(month) : monthOf(month);
      // What cannot be the one is the other, and a month that comes first is told by the caller.
      const isTurned = whole.includes("/") && ((monthFirst && day <= 12) || number > 12); // not a figure: months of a year
      const date = isTurned ? dayNear(number, day, part("year"), asOf) : dayNear(day, number, part("year"), asOf);
      put(date, match.index, whole.length);
    }
  };
  all(/(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/g, ["year", "month", "day"]);
  all(/(?<![\d/])(\d{4})\/(\d{1,2})\/(\d{1,2})(?![\d/])/g, ["year", "month", "day"]); // not a figure: digits
  all(/(?<![\d-])(\d{1,2})-(\d{1,2})-(\d{4})(?![\d-])/g, dayMonthYear);
  // "3.12." and "20.11", and no number such as 1.5: its month has two digits or a point behind it.
  all(
    /(?<![\d.,])(\d{1,2})\. ?(\d{1,2})(?:\.(?: (?=\d{4}))?(\d{4}|\d{2})(?![\d:])|\.(?!\d)|(?<=\d{2})(?!\d|[.,]\d|\s?%|\s?h\b))/g,
    dayMonthYear,
  );
  all(/(?<![\d/])(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d{2}))?(?![\d/])/g, dayMonthYear);
  all(new RegExp(`(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|\\.|o)? (?:de )?(${months})`, "g"), dayMonthYear);
  all(new RegExp(`(?<!\\p{L})(${months})\\p{L}*\\.? (\\d{1,2})(?!\\d|[:.]\\d| ?h)`, "gu"), ["month", "day", "year"]);
  return found.sort((a, b) => a.at - b.at);
}

const [EARLIEST, LATEST] = [6, 21]; // not a figure: hours of a day at which people meet
const BEHIND = 30; // not a figure: signs after a date in which its time stands

/** The hours of a meeting that stand behind its day: "9-12", "14:00 to 15:30", "2h". */
function lengthBehind(text: string): number | null {
  const near = text.slice(0, BEHIND);
  const range =
    /(?<!\d)(\d{1,2})(?:[:.h](\d{2}))?h? ?(?:-|–|to|bis|a|as|az|do|til|till|tot) ?(\d{1,2})(?:[:.h](\d{2}))?(?!\d)/.exec(near);
  if (range !== null) {
    const at = (hour: string, minutes: string | undefined) => Number(hour) + Number(minutes ?? 0) / 60; // not a figure: minutes of an hour
    const [from, to] = [at(range[1]!, range[2]), at(range[3]!, range[4])];
    if (from >= EARLIEST && to <= LATEST && to > from) return to - from;
  }
  const said =
    /(?<![\d:])(\d(?:[.,]\d{1,2})?) ?(?:h\b|hrs?\b|hours?\b|std\b|stunden\b|hod\b|horas?\b|heures?\b|timer\b|uur\b|godz\b|tim\b)/.exec(
      near,
    );
  const hours = said === null ? null : Number(said[1]!.replace(",", "."));
  return hours !== null && hours > 0 && hours <= EARLIEST ? hours : null;
}

const LONGEST = 2000; // not a figure: signs of a note that are read

const RECENT = 90; // not a figure: days since which a renewal is the one at hand

/** Whether a note says that the renewal at hand is done: renewed, with a signature or a day of late, and no word that denies it. */
function isRenewed(text: string, days: readonly FoundDay[], asOf: string, found: Record<keyof NoteWords, RegExp>): boolean {
  const isLate = ({ date }: FoundDay) => date <= asOf && daysBetween(date, asOf) <= RECENT;
  return found.renewed.test(text) && !found.negation.test(text) && (found.signature.test(text) || days.some(isLate));
}

/** What a note says, by the words of the rule and the days it names. @example readNote("promised a report by 20.11", "2026-11-30", words, false).promised // "2026-11-20" */
export function readNote(note: string, asOf: string, words: NoteWords, monthFirst: boolean): NoteRead {
  const text = plain(note.slice(0, LONGEST));
  const found = patternsOf(words);
  const days = daysIn(text, asOf, monthFirst);
  const kinds = noteKinds.filter((kind) => (kind === "renewed" ? isRenewed(text, days, asOf, found) : found[kind].test(text)));
  const after = (pattern: RegExp) => {
    const at = pattern.exec(text)?.index;
    return at === undefined ? null : (days.find((one) => one.at > at)?.date ?? null);
  };
  const promised = kinds.includes("promise") ? after(found.promise) : null;
  const not_before = kinds.includes("ban") ? after(found.ban) : null;
  const meetings = days.flatMap(({ date, end }) => {
    if (date === promised || date === not_before || dayNumber(date) < dayNumber(asOf)) return [];
    const hours = lengthBehind(text.slice(end));
    return hours !== null || found.meeting.test(text) ? [{ date, hours }] : [];
  });
  const decided = found.decides.test(text) ? (days.find(({ date }) => date > asOf)?.date ?? null) : null;
  return { kinds, days: days.map(({ date }) => date), promised, decided, not_before, meeting: meetings[0] ?? null };
}

const STEM = 3; // not a figure: letters of a name that stay in every case of its language

/** Whether a note keeps a person away from the account: a negation, and behind it the name in any of its cases. @example keepsAway("nechtějí Marka!", "Marek", words) // true */
export function keepsAway(note: string, person: string, words: NoteWords): boolean {
  const text = plain(note.slice(0, LONGEST));
  const [first = ""] = plain(person).split(" ");
  if (first.length < STEM || !namesIn(note, person)) return false;
  return text.split(/[.;!?\n]/).some((part) => {
    const at = part.search(new RegExp(`(?<!\\p{L})${escaped(first.slice(0, STEM))}`, "u"));
    return at >= 0 && patternsOf(words).negation.test(part.slice(0, at));
  });
}

/** Months that begin like somebody's name: "March" is not Marta. */
const monthWords = /^(?:march|marz|mars|maart|marzec|april|abril|june|juni|juin|july|juli|julho|august)$/;

/** Whether a note names a person, whatever the ending of the name. */
export function namesIn(note: string, person: string): boolean {
  const [first = ""] = plain(person).split(" ");
  if (first.length < STEM) return false;
  return (note.match(/\p{Lu}\p{L}+/gu) ?? []).some((word) => {
    const own = plain(word);
    return (
      own === first ||
      (!monthWords.test(own) &&
        first.length > STEM &&
        own.startsWith(first.slice(0, Math.max(STEM, first.length - 2))) &&
        Math.abs(own.length - first.length) <= 2)
    );
  });
}

/** The days a text names. @example daysNamed("back 14 Dec", "2026-11-30") // ["2026-12-14"] */
export const daysNamed = (text: string, asOf: string): string[] => daysIn(plain(text), asOf, false).map(({ date }) => date);

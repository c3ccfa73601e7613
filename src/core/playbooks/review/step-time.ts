import { dayNumber } from "../../calendar/dates.ts";
import { Problem } from "../../contract/problem.ts";
import { holds, type Lexicon } from "./lexicon.ts";

const DAYS_A_WEEK = 7;
const DAYS_A_MONTH = 30;
const HOURS_A_DAY = 24;
const MINUTES_AN_HOUR = 60;

const NUMBERED_DAY = /(?<![\p{L}\p{N}])(day|week|month|hour)s?\s*:?\s*([-+−–]?)\s*(\d+)/iu;
const OFFSET = /(?<![\p{L}\p{N}])[TD]\s*([-+−–])\s*(\d+)/u;
const ISO = /(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)/;
const MONTH_DAY =
  /(?<!\p{L})(?:\d{1,2}\.?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*\s+\d{1,2})(?!\d)/iu;
const LENGTH =
  /(?<![\p{L}\p{N}.])(\d+(?:\.\d+)?|\p{L}+)(\s*)(?:(?:business|working|calendar|full)\s+)?(minutes?|mins?|hours?|hrs?|h|days?|d|weeks?|wks?|months?|quarters?|years?)(?![\p{L}\p{N}-])/giu;
const DUE = /(?:within|in|after|every|under|by|next|first|at|each)\s+(?:the\s+|about\s+)?$/i;

/**
 * True when a step's text says when it is due: a numbered day, a date, a weekday or a term such as "within 24 hours". How long a call takes
 * and how far a report looks back do not count. Throws nothing.
 * @example saysWhen("a 30-minute call on the last 90 days", lexicon) // false
 */
export function saysWhen(text: string, { words }: Lexicon): boolean {
  if (NUMBERED_DAY.test(text) || OFFSET.test(text) || ISO.test(text) || MONTH_DAY.test(text)) return true;
  if (holds(text, words.time_fixed)) return true;
  return [...text.matchAll(LENGTH)].some((match) => {
    const [, amount = "", , unit = ""] = match;
    if (!/^\d/.test(amount) && !holds(amount, words.numbers)) return false;
    const before = text.slice(0, match.index);
    const after = text.slice(match.index + match[0].length);
    if (DUE.test(before) || /^\s+(?:later|after|before|ahead|from|prior)\b/i.test(after)) return true;
    const word = /([\p{L}']+)\s*$/u.exec(before)?.[1] ?? "";
    return !/^(?:m|h)/i.test(unit.replace(/^month.*/i, "d")) && !holds(word, words.looking_back);
  });
}

const sign = (mark: string): 1 | -1 => (mark === "" || mark === "+" ? 1 : -1);

/**
 * The day a text puts a step on, counted from whatever its own day 0 is, or null. A week is its first day.
 * Units: calendar days. Throws nothing.
 * @example dayOf("T-30: send the offer") // -30
 */
export function dayOf(text: string): number | null {
  const numbered = NUMBERED_DAY.exec(text);
  if (numbered) {
    const [, unit = "", mark = "", digits = ""] = numbered;
    const count = Number(digits) * sign(mark);
    if (/^day/i.test(unit)) return count;
    if (/^hour/i.test(unit)) return Math.floor(count / HOURS_A_DAY);
    const days = /^week/i.test(unit) ? DAYS_A_WEEK : DAYS_A_MONTH;
    return (count > 0 ? count - 1 : count) * days;
  }
  const offset = OFFSET.exec(text);
  if (offset) return Number(offset[2]) * sign(offset[1]!);
  const date = ISO.exec(text)?.[1];
  if (date !== undefined) return calendarDay(date);
  const term =
    /(?:within|in|after)\s+(?:the\s+(?:first|next)\s+)?(\d+)\s*(?:(?:business|working|calendar)\s+)?(hour|hr|h|day|week|month)/i.exec(
      text,
    );
  if (term) {
    const days = /^h/i.test(term[2]!)
      ? 1 / HOURS_A_DAY
      : /^w/i.test(term[2]!)
        ? DAYS_A_WEEK
        : /^m/i.test(term[2]!)
          ? DAYS_A_MONTH
          : 1;
    return Math.floor(Number(term[1]) * days);
  }
  if (/\b(?:same day|same hour|today|immediately|at once|right away|the day of)\b/i.test(text)) return 0;
  if (/\b(?:tomorrow|next (?:business |working )?(?:day|morning))\b/i.test(text)) return 1;
  return null;
}

function calendarDay(date: string): number | null {
  try {
    return dayNumber(date);
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return null;
  }
}

/**
 * The hours of work a step's text states, or null: "(2 h)", "a 90-minute workshop", "takes 3 hours"; a deadline of some hours is none.
 * Units: hours. Throws nothing.
 * @example effortOf("CSM, 1.5 h") // 1.5
 */
export function effortOf(text: string): number | null {
  const stated = [
    ...text.matchAll(/(?<![\p{L}\p{N}.])(\d+(?:\.\d+)?)[\s-]*(minutes?|mins?|hours?|hrs?|h)(?![\p{L}\p{N}])/giu),
  ].flatMap((match) => {
    const before = text.slice(0, match.index);
    const after = text.slice(match.index + match[0].length);
    if (
      /(?:within|in|after|every|under|next|first|last|past|previous|by|than|for|each|of|a)\s+(?:the\s+)?$/i.test(before) &&
      !/^a?\s*-/.test(match[0].slice(match[1]!.length))
    )
      return [];
    if (/^\s+(?:later|after|before|ahead|prior)\b/i.test(after)) return [];
    return [Number(match[1]) / (/^m/i.test(match[2]!) ? MINUTES_AN_HOUR : 1)];
  });
  return stated.length === 0 ? null : stated.reduce((sum, hours) => sum + hours, 0);
}

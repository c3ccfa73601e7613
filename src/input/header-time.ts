import { monthNumber } from "./month-number.ts";

/** When a header's amount stands: at the start or the end of a comparison, or on a date (as year, month and day in one number). */
export type HeaderTime = { at: "start" | "end" } | { at: "date"; order: number };

const starts = new Set(
  (
    "start|starting|opening|beginning|begin|previous|prior|last year|year ago|one year ago|1 year ago|12 months ago|12m ago|before|old|bop|boy|" +
    "start period|beginning period|period start|start year|year start|beginning year|py|ly|previous year|prior year|last period|prior period|" +
    "previous period|initial|from|then|t0"
  ).split("|"),
);
const ends = new Set(
  (
    "end|ending|closing|now|today|current|latest|this year|after|eop|eoy|end period|period end|end year|year end|ty|cy|current year|this period|" +
    "current period|present|final|to|t1"
  ).split("|"),
);
const fillers = /\b(at|as|of|on|in|the|a|for|is|per)\b/g;

const order = (year: number, month: number, day: number) => (year * 100 + month) * 100 + day;
const fullYear = (text: string) => (text.length === 2 ? 2000 + Number(text) : Number(text));

function dateOrder(text: string): number | null {
  const iso = /^((?:19|20)\d{2})[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?$/.exec(text);
  if (iso && Number(iso[2]) >= 1 && Number(iso[2]) <= 12) return order(Number(iso[1]), Number(iso[2]), Number(iso[3] ?? 0));
  const numeric = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$/.exec(text);
  if (numeric) {
    const [first, second] = [Number(numeric[1]), Number(numeric[2])];
    if (first !== second && first <= 12 && second <= 12) return null;
    return second > 12 ? order(fullYear(numeric[3]!), first, second) : order(fullYear(numeric[3]!), second, first);
  }
  const words = /^(?:(\d{1,2})[-. ]+)?([a-z]{3,9})[-. ']+(\d{4}|\d{2})$/.exec(text);
  const month = words ? monthNumber(words[2]!) : null;
  if (words && month !== null) return order(fullYear(words[3]!), month, Number(words[1] ?? 0));
  const quarter = /^(?:q([1-4])[- ]?((?:19|20)\d{2}|\d{2})|((?:19|20)\d{2})[- ]?q([1-4]))$/.exec(text);
  if (quarter) return order(fullYear((quarter[2] ?? quarter[3])!), Number(quarter[1] ?? quarter[4]) * 3, 0);
  const year = /^(?:(?:fy|cy) ?(\d{2}|\d{4})|((?:19|20)\d{2}))$/.exec(text);
  return year ? order(fullYear((year[1] ?? year[2])!), 0, 0) : null;
}

/** What the words beside an amount in a header say about its time; null when they say nothing of it. */
export function headerTime(words: string): HeaderTime | null {
  const text = words
    .replace(fillers, " ")
    .replace(/[()[\]:,_]/g, " ")
    .replace(/\s+/g, " ")
    .replace(/^[-\s]+|[-\s]+$/g, "");
  const plain = text.replace(/[-–]/g, " ").replace(/\s+/g, " ").trim();
  if (starts.has(plain)) return { at: "start" };
  if (ends.has(plain)) return { at: "end" };
  const date = dateOrder(text);
  return date === null ? null : { at: "date", order: date };
}

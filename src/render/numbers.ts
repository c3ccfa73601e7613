import { grouped } from "../core/english.ts";
import type { Kind } from "../core/kinds.ts";
import { escapeMarkdown } from "./markdown.ts";

/** No sign where nobody said the currency. */
const currencySigns = new Map([
  ["", ""],
  ["USD", "$"],
  ["EUR", "€"],
  ["GBP", "£"],
]);

/** A small negative number rounds to nothing, not to "-0". */
const plainZero = (text: string): string => text.replace(/^-(?=[0.,]*%?$)/, "");

/** An amount for people: whole above a hundred, else to the hundredth. @example money(1234567, "USD") // "$1,234,567" */
export function money(amount: number, currency: string): string {
  const sign = currencySigns.get(currency) ?? `${currency} `;
  const digits = Math.abs(amount) >= 99.995 || Number.isInteger(amount) ? 0 : 2;
  const size = grouped(Math.abs(amount), digits, digits);
  return `${amount < 0 && /[1-9]/.test(size) ? "-" : ""}${sign}${size}`;
}

/** An amount in the size people say it in. @example shortMoney(1234567, "USD") // "$1.23M" */
export function shortMoney(amount: number, currency: string): string {
  const size = Math.abs(amount);
  const sign = currencySigns.get(currency) ?? `${currency} `;
  const text =
    size >= 999_500
      ? `${grouped(size / 1e6, 2)}M`
      : size >= 9_950
        ? `${grouped(size / 1e3, 0)}K`
        : size >= 999.5
          ? `${grouped(size / 1e3, 1)}K`
          : grouped(size, 0);
  return `${amount < 0 && /[1-9]/.test(text) ? "-" : ""}${sign}${text}`;
}

/** An amount that was worked out from guesses, in two digits. @example aboutMoney(43351, "USD") // "$43K" */
export function aboutMoney(amount: number, currency: string): string {
  return shortMoney(Number(amount.toPrecision(2)), currency);
}

/** A rate as percent with one decimal. @example percent(0.9739) // "97.4%" */
export function percent(rate: number, digits = 1): string {
  return plainZero(`${grouped(rate * 100, digits, digits)}%`);
}

/** A plain number with few decimals, and no fewer than `least`. @example decimal(5.7624) // "5.76" */
export function decimal(value: number, most = 2, least = 0): string {
  return plainZero(grouped(value, Math.max(least, most), least));
}

/** People in tenths, and less than one as such. @example tenths(0.013) // "less than 0.1" */
export const tenths = (people: number): string => (people > 0 && people < 0.05 ? "less than 0.1" : decimal(people, 1)); // not a figure: what prints as 0

/** A share of ARR as people in retention say it. @example points(0.0336) // "3.4 points" */
export function points(share: number): string {
  const size = share * 100;
  const text = decimal(size, Math.abs(size) < 1 ? 2 : 1);
  return `${text} ${text === "1" ? "point" : "points"}`;
}

const byKind: Record<Kind, (value: number) => string> = {
  money: (value) => grouped(value, 2),
  rate: (value) => percent(value),
  // A count of average accounts need not be whole.
  count: (value) => decimal(value, 1),
  hours: (value) => decimal(value, 1),
  days: (value) => decimal(value, 0),
  months: (value) => decimal(value, 1),
  number: (value) => decimal(value, 2),
};

/** A number as text, by its kind. @example numberText("rate", 0.916) // "91.6%" */
export function numberText(kind: Kind, value: number): string {
  return byKind[kind](value);
}

export type Named = Record<string, unknown>;

export const isNamed = (value: unknown): value is Named => typeof value === "object" && value !== null && !Array.isArray(value);

const capitals = new Set(
  "acv arpa arr cac ces cltv csat csm csms fte grr id ltv mrr npv nps nrr qbr roi tcv wape yaml".split(" "),
);

/** A field's name as people write it. @example label("logo_retention") // "Logo retention" */
export function label(name: string): string {
  const words = name.split("_").map((word) => (capitals.has(word) ? word.toUpperCase().replace(/S$/, "s") : word));
  return words.join(" ").replace(/^./, (letter) => letter.toUpperCase());
}

/** One value that holds no other ones, as text for a line or a cell. */
export function scalar(kind: Kind, value: unknown): string {
  if (value === null || value === undefined) return "not known";
  if (typeof value === "number") return numberText(kind, value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  return escapeMarkdown(String(value));
}

const MOST_INLINE = 72;

/** Values short enough to stand in one line: numbers, or words without a comma of their own. */
export function fitsLine(value: unknown): boolean {
  if (isNamed(value)) return false;
  if (!Array.isArray(value)) return typeof value !== "string" || !value.includes("\n");
  if (value.some((one) => isNamed(one) || Array.isArray(one))) return false;
  return value.every((one) => typeof one !== "string" || !/[,;\n]/.test(one)) && value.join(", ").length <= MOST_INLINE;
}

/** A value that fits a line. */
export function inline(kind: Kind, value: unknown): string {
  if (!Array.isArray(value)) return scalar(kind, value);
  return value.length ? value.map((one) => scalar(kind, one)).join(", ") : "none";
}

import { type FieldKind, fieldKind } from "../core/contract/field-kinds.ts";

const currencySigns: Record<string, string> = { USD: "$", EUR: "€", GBP: "£" };

/** A small negative number rounds to nothing, not to "-0". */
const plainZero = (text: string): string => text.replace(/^-(?=[0.,]*%?$)/, "");

/** An amount for people: whole above a hundred, else to the hundredth. @example money(1234567) // "$1,234,567" */
export function money(amount: number, currency = "USD"): string {
  const sign = currencySigns[currency] ?? `${currency} `;
  const digits = Math.abs(amount) >= 99.995 || Number.isInteger(amount) ? 0 : 2;
  const size = Math.abs(amount).toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${amount < 0 && /[1-9]/.test(size) ? "-" : ""}${sign}${size}`;
}

/** An amount in the size people say it in. @example shortMoney(1234567) // "$1.23M" */
export function shortMoney(amount: number, currency = "USD"): string {
  const size = Math.abs(amount);
  const sign = currencySigns[currency] ?? `${currency} `;
  const trimmed = (value: number, digits: number) => value.toLocaleString("en-US", { maximumFractionDigits: digits });
  const text =
    size >= 999_500
      ? `${trimmed(size / 1e6, 2)}M`
      : size >= 9_950
        ? `${trimmed(size / 1e3, 0)}K`
        : size >= 999.5
          ? `${trimmed(size / 1e3, 1)}K`
          : trimmed(size, 0);
  return `${amount < 0 && /[1-9]/.test(text) ? "-" : ""}${sign}${text}`;
}

/** A rate as percent with one decimal. @example percent(0.9739) // "97.4%" */
export function percent(rate: number, digits = 1): string {
  const text = (rate * 100).toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return plainZero(`${text}%`);
}

/** A plain number with few decimals, and no fewer than `least`. @example decimal(5.7624) // "5.76" */
export function decimal(value: number, most = 2, least = 0): string {
  return plainZero(value.toLocaleString("en-US", { minimumFractionDigits: least, maximumFractionDigits: Math.max(least, most) }));
}

/** "1 account", "2 accounts". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}

const byKind: Record<FieldKind, (value: number) => string> = {
  money: (value) => value.toLocaleString("en-US", { maximumFractionDigits: 2 }),
  rate: (value) => percent(value),
  // A count of average accounts need not be whole.
  count: (value) => decimal(value, 1),
  hours: (value) => decimal(value, 1),
  days: (value) => decimal(value, 0),
  months: (value) => decimal(value, 1),
  number: (value) => decimal(value, 2),
};

/** A field's number as text, by what its name means. */
export function numberText(name: string, value: number): string {
  return byKind[fieldKind(name)](value);
}

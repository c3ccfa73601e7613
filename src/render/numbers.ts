import { type FieldKind, fieldKind } from "../core/contract/field-kinds.ts";

const currencySigns: Record<string, string> = { USD: "$", EUR: "€", GBP: "£" };

/** An amount for people: whole above a hundred, else to the hundredth. @example money(1234567) // "$1,234,567" */
export function money(amount: number, currency = "USD"): string {
  const sign = currencySigns[currency] ?? `${currency} `;
  const digits = Math.abs(amount) >= 100 || Number.isInteger(amount) ? 0 : 2;
  return `${amount < 0 ? "-" : ""}${sign}${Math.abs(amount).toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
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
        : size >= 1e3
          ? `${trimmed(size / 1e3, 1)}K`
          : trimmed(size, 0);
  return `${amount < 0 ? "-" : ""}${sign}${text}`;
}

/** A rate as percent with one decimal. @example percent(0.9739) // "97.4%" */
export function percent(rate: number, digits = 1): string {
  return `${(rate * 100).toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits })}%`;
}

/** A plain number with few decimals. @example decimal(5.7624) // "5.76" */
export function decimal(value: number, digits = 2): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: digits });
}

/** "1 account", "2 accounts". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}

const byKind: Record<FieldKind, (value: number) => string> = {
  money: (value) => value.toLocaleString("en-US", { maximumFractionDigits: 2 }),
  rate: (value) => percent(value),
  count: (value) => decimal(value, 0),
  hours: (value) => decimal(value, 1),
  days: (value) => decimal(value, 0),
  months: (value) => decimal(value, 1),
  number: (value) => decimal(value, 2),
};

/** A field's number as text, by what its name means. */
export function numberText(name: string, value: number): string {
  return byKind[fieldKind(name)](value);
}

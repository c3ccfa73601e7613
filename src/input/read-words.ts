import { isMissing } from "./is-missing.ts";
import type { CellFault } from "./read-column.ts";

const yes = new Set(["yes", "y", "true", "1", "x", "✓", "ja", "oui", "si"]);
const no = new Set(["no", "n", "false", "0", "nein", "non"]);

/** A yes-or-no cell. */
export function readFlag(text: string): boolean | CellFault | null {
  const lower = text.toLowerCase();
  if (yes.has(lower)) return true;
  if (no.has(lower)) return false;
  return isMissing(text) ? null : { code: "not_yes_or_no", reason: `"${text}" is neither yes nor no` };
}

/** A touch cell: high, low or tech, with or without "touch". */
export function readTouch(text: string): "high" | "low" | "tech" | CellFault | null {
  const word = text.toLowerCase().replace(/[\s_-]*touch$/, "");
  if (word === "high" || word === "low" || word === "tech") return word;
  if (word === "digital") return "tech";
  return isMissing(text) ? null : { code: "not_a_touch", reason: `"${text}" is not one of high, low, tech` };
}

/** What a change of amount came from: the contract or its use. */
export function readChange(text: string): "contract" | "usage" | CellFault | null {
  const word = text.toLowerCase();
  if (word === "contract" || word === "usage") return word;
  return isMissing(text) ? null : { code: "not_a_change", reason: `"${text}" is not one of contract, usage` };
}

const spelled: Readonly<Record<string, number>> = { one: 1, two: 2, three: 3, four: 4, five: 5 };

/** Months of a contract: "12", "24 months", "3 years", "Month-to-month", "Two year". */
export function readContractMonths(text: string): number | CellFault | null {
  const lower = text.toLowerCase().trim();
  if (isMissing(lower)) return null;
  if (/^(month[- ]to[- ]month|monthly|rolling)$/.test(lower)) return 1;
  if (/^(annual|annually|yearly)$/.test(lower)) return 12;
  const found = /^(\d+(?:\.\d+)?|one|two|three|four|five)[\s-]*(months?|mos?\.?|m|years?|yrs?\.?|y)?$/.exec(lower);
  const size = found ? (spelled[found[1]!] ?? Number(found[1])) : 0;
  if (!found || size <= 0) return { code: "not_months", reason: `"${text}" is not a number of months` };
  return found[2]?.startsWith("y") ? size * 12 : size;
}

/** Days of notice: "60", "60 days", "2 months" is not days and is refused. */
export function readNoticeDays(text: string): number | CellFault | null {
  if (isMissing(text)) return null;
  const found = /^(\d{1,4})(?:\.0+)?\s*(?:d|days?)?$/i.exec(text);
  return found ? Number(found[1]) : { code: "not_days", reason: `"${text}" is not a number of days` };
}

/** Plain letters and signs with one blank between words, which most names are already. */
const tidy = /^[!-~]+(?: [!-~]+)*$/;

/** One blank between words, one form of each letter. @example tidyName("Acme  Inc") // "Acme Inc" */
export function tidyName(text: string): string {
  return tidy.test(text) ? text : text.normalize("NFC").replace(/\s+/g, " ");
}

/** A name or other words. */
export function readName(text: string): string | null {
  return isMissing(text) ? null : tidyName(text);
}

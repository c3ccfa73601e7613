import { escapeMarkdown } from "./escape.ts";
import { numberText } from "./numbers.ts";

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
export function scalar(name: string, value: unknown): string {
  if (value === null || value === undefined) return "not known";
  if (typeof value === "number") return numberText(name, value);
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
export function inline(name: string, value: unknown): string {
  if (!Array.isArray(value)) return scalar(name, value);
  return value.length ? value.map((one) => scalar(name, one)).join(", ") : "none";
}

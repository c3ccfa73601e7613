import type { NumberParts } from "./number-parts.ts";

/** What one number tells about its column's decimal sign: sure of it, open between two readings, or nothing. */
export type DecimalEvidence = "." | "," | "open." | "open," | "none";

const count = (text: string, sign: string) => text.split(sign).length - 1;

/**
 * What a number as written says about the decimal sign.
 * @example "1,234.50" says "."; "1.234" is open; "1234" says nothing
 */
export function decimalEvidence({ body, grouped }: Pick<NumberParts, "body" | "grouped">): DecimalEvidence {
  const [dots, commas] = [count(body, "."), count(body, ",")];
  if (dots === 0 && commas === 0) return "none";
  if (dots > 0 && commas > 0) return body.lastIndexOf(".") > body.lastIndexOf(",") ? "." : ",";
  const sign = dots > 0 ? "." : ",";
  const other = dots > 0 ? "," : ".";
  if (dots + commas > 1) return other;
  const [before, after] = body.split(sign) as [string, string];
  if (grouped || after.length !== 3 || before.length > 3 || before === "" || before.startsWith("0")) return sign;
  return dots > 0 ? "open." : "open,";
}

/** The number's size under a decimal sign; null when its digits do not fit that sign. */
export function numberUnder(body: string, decimal: "." | ","): number | null {
  const group = decimal === "." ? "," : ".";
  const [whole, fraction, ...more] = body.split(decimal);
  if (whole === undefined || more.length > 0 || fraction?.includes(group)) return null;
  if (fraction === undefined && body.includes(decimal)) return null;
  const digits = whole.replaceAll(group, "");
  const western = /^\d{1,3}(?:[.,]\d{3})+$/.test(whole);
  const indian = group === "," && /^\d{1,2}(?:,\d{2})*,\d{3}$/.test(whole);
  if (whole.includes(group) && !western && !indian) return null;
  return Number(`${digits === "" ? "0" : digits}.${fraction || "0"}`);
}

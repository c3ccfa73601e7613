import { addMonths } from "../calendar/dates.ts";

const monthIndex = (date: string): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));

/**
 * The last date after `from` and not after `to` on which a contract of so many whole months, one of whose ends is known, comes up for decision;
 * null when none does.
 * @example decisionInWindow("2026-10-01", 12, { from: "2025-01-01", to: "2026-01-01" }) // "2025-10-01"
 */
export function decisionInWindow(end: string, months: number, { from, to }: { from: string; to: string }): string | null {
  const terms = Math.floor((monthIndex(to) - monthIndex(end)) / months);
  const found = [terms, terms - 1].map((count) => addMonths(end, count * months)).find((date) => date <= to);
  return found !== undefined && found > from ? found : null;
}

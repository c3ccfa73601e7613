import type { CompensationFigures } from "./compensation-reads.ts";
import type { BookEvent } from "./pay-question.ts";

/**
 * What is left of an event's account at the end, in major units: nothing of a customer that is gone, unless said otherwise; null when unknown.
 * @example keptOf({ kind: "acquired", account: "Acme", arr: 50_000 }, figures) // 0
 */
export function keptOf({ kind, kept }: BookEvent, { events }: Pick<CompensationFigures, "events">): number | null {
  if (kept !== undefined) return kept;
  return events.value.some(({ event, counts }) => event === kind && counts === "no") ? 0 : null;
}

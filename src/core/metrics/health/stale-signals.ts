import { dayNumber } from "../../calendar/dates.ts";
import type { HealthAccount } from "./health-account.ts";

/** Which signals of an account are too old to count, and which are dated after the day they are read on. */
export interface SignalAges {
  stale: string[];
  ahead: string[];
}

const none: SignalAges = { stale: [], ahead: [] };

/**
 * The known signals of an account that are older than their shelf life on a day; at the end of its shelf life a signal still counts.
 * Shelf lives in days by component, with "other" for any that is not named. The day is that of the score where a decision followed it.
 * @example staleSignals(account, { usage: 30, other: 90 }, "2026-01-31").stale // ["usage"] when it was read on 2025-12-31
 */
export function staleSignals(
  { scores, signal_date, signal_dates, outcome, scored_on }: HealthAccount,
  shelfLives: Readonly<Record<string, number>>,
  asOf: string | null,
): SignalAges {
  const day = outcome === null ? asOf : (scored_on ?? asOf);
  if (scores === null || day === null || (signal_date === null && Object.keys(signal_dates).length === 0)) return none;
  const today = dayNumber(day);
  const ages: SignalAges = { stale: [], ahead: [] };
  for (const component of Object.keys(scores)) {
    const taken = signal_dates[component] ?? signal_date;
    if (scores[component] === null || taken === null) continue;
    const age = today - dayNumber(taken);
    if (age < 0) ages.ahead.push(component);
    else if (age > (shelfLives[component] ?? shelfLives.other!)) ages.stale.push(component);
  }
  return ages;
}

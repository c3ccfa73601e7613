import { counted } from "./counted.ts";
import type { ValidationFigures } from "./figures.ts";
import type { Validation } from "./validation.ts";

type Judged = Pick<Validation, "n" | "events" | "auc" | "auc_low" | "auc_high" | "bands_out_of_order" | "gates">;

/** How much may be said with so many losses; where few were kept, those are the bottleneck. */
export function standingOf({ n, events }: Judged, gates: ValidationFigures["backtestGates"]["value"]): Validation["standing"] {
  const fewer = Math.min(events, n - events);
  if (fewer === 0) return "one_class_only";
  if (fewer < gates.events_for_ordering) return "ordering_only";
  return fewer < gates.churn_events ? "short_of_a_backtest" : "backtest";
}

/** What the order of accounts shows, once there are enough of both outcomes to say so. */
export function readingOf({ auc, auc_low, auc_high }: Judged, standing: Validation["standing"]): Validation["reading"] {
  if (auc === null) return "undefined";
  if (standing === "ordering_only") return "ordering_only";
  // Without limits all accounts stood alike, or in the one order or the other without exception.
  if ((auc_low ?? auc) > 1 / 2) return "better_than_chance";
  return (auc_high ?? auc) < 1 / 2 ? "upside_down" : "not_told_from_chance";
}

const gateWords: Record<Validation["gates"][number]["gate"], string> = {
  churn_events: "losses in the test",
  red_to_green_churn: "churn of red over green",
  top_decile_lift: "losses in the worst tenth",
  red_to_base_churn: "churn of red over the book",
  lost_below_green_share: "lost accounts that stood below green",
  most_green_share: "share of the book that is green",
  brier_gain_share: "gain of the stated chances over the average",
};

function orderWords(auc: number): string {
  if (auc === 1 / 2) return "In these cases lost accounts scored no lower than kept ones.";
  return `In these cases lost accounts mostly scored ${auc > 1 / 2 ? "lower" : "higher"} than kept ones.`;
}

/**
 * What an executive may take from the test, in plain words: whether anything can be judged, what the order shows, and which floors it misses.
 * @example "Only 3 lost of 8 accounts: this shows an order and promises nothing. In these cases lost accounts mostly scored lower than kept ones."
 */
export function verdictOf(
  judged: Judged,
  standing: Validation["standing"],
  reading: Validation["reading"],
  needed: number,
): string {
  const { n, events, auc } = judged;
  if (auc === null)
    return `Nothing can be judged: ${events === 0 ? "none" : "all"} of the ${counted(n, "account")} with a score ${n === 1 ? "was" : "were"} lost.`;
  const counts = `${events.toLocaleString("en-US")} lost of ${counted(n, "account")}`;
  if (reading === "ordering_only") return `Only ${counts}: this shows an order and promises nothing. ${orderWords(auc)}`;
  if (reading === "upside_down")
    return `The score points the wrong way: with ${counts}, the lost ones scored higher. Check which end of the scale is healthy.`;
  if (reading === "not_told_from_chance") return `With ${counts}, the score cannot be told from drawing lots. Do not rely on it.`;
  const missed = judged.gates.filter(({ gate, passed }) => passed === false && gate !== "churn_events");
  return [
    `With ${counts}, the lost ones scored lower more often than chance explains.`,
    ...(standing === "short_of_a_backtest" ? [`A full test needs ${needed} losses and as many kept.`] : []),
    missed.length
      ? `It misses ${counted(missed.length, "floor")}: ${missed.map(({ gate }) => gateWords[gate]).join(", ")}.`
      : "It meets every floor that could be checked.",
    ...judged.bands_out_of_order.map(
      ({ worse, better }) => `The band ${better} lost a larger share than the worse band ${worse}.`,
    ),
  ].join(" ");
}

import { dayNumber } from "../calendar/dates.ts";
import { Problem } from "../contract/problem.ts";
import { sumMoney } from "../money/sum-money.ts";
import { byText } from "../order/by-text.ts";
import { decisionDate } from "./decision-date.ts";
import { type Probabilities, renewalProbability } from "./renewal-probability.ts";
import type { ForecastRenewal, Renewal } from "./renewal-row.ts";

/** Why a renewal stands outside the forecast. */
export type LeftOutReason =
  | "not_paying"
  | "renewed"
  | "lost"
  | "no_decision"
  | "undated"
  | "outside_window"
  | "overdue"
  | "auto_renewed"
  | "unknown_probability"
  | "notice_served";

/** The days whose decisions are asked for, both included; null where open. */
export interface Window {
  as_of: string | null;
  from: string | null;
  to: string | null;
}

export interface LeftOutRenewal {
  renewal: Renewal;
  why: LeftOutReason;
}

/** Every renewal in exactly one place. */
export interface PlacedRenewals {
  forecast: ForecastRenewal[];
  left_out: LeftOutRenewal[];
}

/** Why a renewal is outside the forecast by its state and dates; null where it is up for decision. */
function reasonOutside(renewal: Renewal, { as_of, from, to }: Window, anyDate: boolean): LeftOutReason | null {
  const { outcome, arr, multi_year_no_decision, auto_renews } = renewal;
  if (outcome === "open" && arr === 0) return "not_paying";
  if (outcome === "open" && multi_year_no_decision) return "no_decision";
  const date = decisionDate(renewal)?.date ?? null;
  if (date === null) {
    if (anyDate || from !== null || to !== null) return "undated";
    return outcome === "open" ? null : outcome;
  }
  if (to !== null && date > to) return "outside_window";
  if (outcome !== "open") return from !== null && date < from ? "outside_window" : outcome;
  if (as_of !== null && date < as_of) return auto_renews === true ? "auto_renewed" : "overdue";
  return from !== null && date < from ? "outside_window" : null;
}

function refuseWindow(renewals: readonly Renewal[], { as_of, from, to }: Window): void {
  for (const date of [as_of, from, to]) if (date !== null) dayNumber(date);
  if (from !== null && to !== null && from > to)
    throw new Problem({
      what: `The window ends on ${to}, before it begins on ${from}.`,
      remedy: "Give from and to in order of time.",
    });
  if (as_of !== null || !renewals.some((renewal) => decisionDate(renewal) !== null)) return;
  throw new Problem({
    what: "The renewals have dates, and no as_of says which of them have passed.",
    remedy: "Give as_of, a date like 2026-01-31.",
  });
}

/** Largest first, then by name; what still ties is ordered by date and chance, so that the order of rows never matters. */
function inOrder(a: ForecastRenewal, b: ForecastRenewal): number {
  return (
    b.arr - a.arr ||
    byText(a.account, b.account) ||
    byText(a.deadline ?? "", b.deadline ?? "") ||
    a.rate - b.rate ||
    a.value - b.value ||
    byText(a.band, b.band) ||
    (a.health ?? 0) - (b.health ?? 0)
  );
}

/**
 * Puts every renewal in exactly one place: in the forecast with its deadline and chance, or outside with the reason. A decision is in the
 * window when its deadline is; without any date at all, the list is taken as what is due. The deadline's own day still counts as open.
 * Throws Problem when dates are given and as_of is not, or the window ends before it begins.
 * @example placeRenewals([lost, open], { as_of: "2026-01-01", from: null, to: null }, probabilities).left_out[0].why // "lost"
 */
export function placeRenewals(renewals: readonly Renewal[], window: Window, figures: Probabilities): PlacedRenewals {
  refuseWindow(renewals, window);
  const anyDate = renewals.some((renewal) => decisionDate(renewal) !== null);
  const placed: PlacedRenewals = { forecast: [], left_out: [] };
  for (const renewal of renewals) {
    const why = reasonOutside(renewal, window, anyDate);
    const chance = why === null ? renewalProbability(renewal, figures) : null;
    if (why !== null) placed.left_out.push({ renewal, why });
    // A score cannot outweigh a notice; only somebody's own call can.
    else if (renewal.notice_served && chance?.source !== "probability" && chance?.source !== "category")
      placed.left_out.push({ renewal, why: "notice_served" });
    else if (chance === null) placed.left_out.push({ renewal, why: "unknown_probability" });
    else {
      const day = decisionDate(renewal);
      const { rate, source, band } = chance;
      const value = sumMoney([renewal.arr * renewal.value_fraction]);
      const dated = { deadline: day?.date ?? null, deadline_known: day?.known ?? false };
      placed.forecast.push({ ...renewal, ...dated, source, band, prior_rate: rate, rate, value });
    }
  }
  placed.forecast.sort(inOrder);
  placed.left_out.sort((a, b) => b.renewal.arr - a.renewal.arr || byText(a.renewal.account, b.renewal.account));
  return placed;
}

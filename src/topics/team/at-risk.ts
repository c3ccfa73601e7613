import { addDays } from "../../core/dates.ts";
import { sumMoney } from "../../core/money.ts";
import { byText } from "../../core/order.ts";
import type { TeamAccount } from "./question.ts";

/** An account that decides soon, is past its date without an outcome, or is at risk by its health. */
export interface AccountAtRisk {
  account: string;
  arr: number;
  renewal_date: string | null;
  /** The last day to object; null where the notice is not known. */
  deadline: string | null;
  /** Overdue: its date has passed and nobody recorded an outcome. Objection past: it can no longer say no in time, or has. */
  state: "overdue" | "objection past" | "decides soon" | "low health";
  health: number | null;
  /** Its score is low, or its light is red. */
  low: boolean;
  owner: string | null;
  playbook: "renewal" | "at_risk";
}

/** The last day to object; null where the date or the notice is not known. */
const deadlineOf = ({ renewal_date, notice_days }: TeamAccount): string | null =>
  renewal_date === null || notice_days === null ? null : addDays(renewal_date, -notice_days);

/** Whether it decides by a day, or should have. */
const decidesBy = (until: string, one: TeamAccount): boolean =>
  one.renewal_date !== null && (deadlineOf(one) ?? one.renewal_date) <= until;

/**
 * ARR that is undecided within so many days: renewals past their date, and those whose date or last day to object comes by then.
 * @example undecidedArr(book.accounts, "2026-03-14", 90) // 2,400,000
 */
export function undecidedArr(accounts: readonly TeamAccount[], as_of: string, within: number): number {
  const until = addDays(as_of, within);
  return sumMoney(accounts.flatMap((one) => (decidesBy(until, one) ? one.arr : [])));
}

/**
 * Who is at risk by name: renewals overdue without an outcome, those whose date or last day to object falls within so many days, and accounts of
 * low health; the overdue first, then by the day that comes first, then the largest. Empty without a date.
 * @example accountsAtRisk(book.accounts, "2026-03-14", { within: 90, health: 50 })[0].state // "overdue"
 */
export function accountsAtRisk(
  accounts: readonly TeamAccount[],
  as_of: string | null,
  { within, health }: { within: number; health: number },
): AccountAtRisk[] {
  if (as_of === null) return [];
  const until = addDays(as_of, within);
  const rank = { overdue: 0, "objection past": 1, "decides soon": 2, "low health": 3 }; // not a figure: the order of a list
  return accounts
    .flatMap((one): AccountAtRisk[] => {
      const { account, arr, renewal_date, owner } = one;
      const low = one.red === true || (one.health !== null && one.health < health);
      const soon = decidesBy(until, one);
      if (!soon && !low) return [];
      const deadline = deadlineOf(one);
      const state =
        renewal_date !== null && renewal_date < as_of
          ? "overdue"
          : soon && deadline !== null && deadline < as_of
            ? "objection past"
            : soon
              ? "decides soon"
              : "low health";
      return [
        { account, arr, renewal_date, deadline, state, health: one.health, low, owner, playbook: low ? "at_risk" : "renewal" },
      ];
    })
    .sort(
      (a, b) =>
        rank[a.state] - rank[b.state] ||
        byText(a.deadline ?? a.renewal_date ?? until, b.deadline ?? b.renewal_date ?? until) ||
        b.arr - a.arr ||
        byText(a.account, b.account),
    );
}

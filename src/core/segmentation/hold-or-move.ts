import type * as z from "zod";
import { daysBetween } from "../calendar/dates.ts";
import { Problem } from "../contract/problem.ts";
import type { BookAccount } from "./book-account.ts";
import type { RenewalFreezeFigures, TransitionFigures } from "./figures.ts";
import type { Floor } from "./order-floors.ts";
import { renewalFreeze } from "./renewal-freeze.ts";

/** When an account with a tier may leave it. */
export interface MoveRules {
  transitions: z.infer<typeof TransitionFigures>;
  freeze: z.infer<typeof RenewalFreezeFigures>;
  as_of: string | null;
}

export type MovingAccount = Pick<
  BookAccount,
  "account" | "change" | "periods_below" | "last_move" | "renewal_date" | "notice_days" | "open_escalation"
>;

export interface HoldOrMove {
  decision: "stays" | "moves" | "held";
  why: string;
}

const held = (why: string): HoldOrMove => ({ decision: "held", why });
const percentage = (share: number) => `${Number((share * 100).toPrecision(12))}%`;

function dated(date: string | null, rules: MoveRules, field: string): string {
  if (rules.as_of !== null) return rules.as_of;
  throw new Problem({
    what: `An account has a ${field}, ${date}, and no as_of says what day it is.`,
    remedy: "Give as_of, a date like 2026-01-31.",
  });
}

/** Why the account may not change tier so soon after its last move, or null. */
function coolingOff(account: MovingAccount, rules: MoveRules): string | null {
  if (account.last_move === null) return null;
  const since = daysBetween(account.last_move, dated(account.last_move, rules, "last_move"));
  const { cooling_off_days } = rules.transitions;
  return since < cooling_off_days ? `it last moved on ${account.last_move}, less than ${cooling_off_days} days ago` : null;
}

/** Why the change has not lasted long enough, or null. */
function tooShort(account: MovingAccount, rules: MoveRules, change: string): string | null {
  const { periods } = rules.transitions;
  if (account.periods_below === null)
    return `${change} must last ${periods} periods in a row, and nobody says how long it has lasted`;
  return account.periods_below < periods
    ? `${change} must last ${periods} periods in a row; so far ${account.periods_below}`
    : null;
}

function frozen(account: MovingAccount, rules: MoveRules): string | null {
  if (account.open_escalation === true) return "an escalation is open";
  const window = renewalFreeze(account, rules.freeze);
  if (window === null) return null;
  const today = dated(account.renewal_date, rules, "renewal_date");
  return window.from <= today && today <= window.to ? `its renewal on ${account.renewal_date} is being decided` : null;
}

/**
 * Whether an account leaves the tier it has, and why, in words. `amount` is its ARR or score, in the unit of the floors.
 * Up: at the floor, a usage change only after the stated periods in a row. Down: below the floor by more than the margin for those periods,
 * or at once on a contract event; never while a renewal is being decided or an escalation is open. No second move in the cooling-off
 * time, except by contract. `periods_below` counts the periods in a row, this one included, on the other side of the line.
 * Throws Problem when a date matters and as_of is null.
 * @example holdOrMove(account, 86000, enterprise, midMarket, rules) // { decision: "held", why: "it is not more than 15% below its floor" }
 */
export function holdOrMove(account: MovingAccount, amount: number, from: Floor, to: Floor, rules: MoveRules): HoldOrMove {
  if (to.tier === from.tier) return { decision: "stays", why: "" };
  const byContract = account.change === "contract";
  if (to.min > from.min) {
    if (byContract) return { decision: "moves", why: "a contract took it to the floor" };
    const hold =
      coolingOff(account, rules) ?? (account.change === "usage" ? tooShort(account, rules, "a change of usage") : null);
    return hold ? held(hold) : { decision: "moves", why: "it has reached the floor" };
  }
  const stop = frozen(account, rules);
  if (stop) return held(stop);
  if (byContract) return { decision: "moves", why: "a contract took it below its floor" };
  const { down_margin, periods } = rules.transitions;
  const line = Math.round(from.min * (1 - down_margin) * 100);
  if (Math.round(amount * 100) >= line) return held(`it is not more than ${percentage(down_margin)} below its floor`);
  const hold = coolingOff(account, rules) ?? tooShort(account, rules, "a fall below the floor");
  return hold
    ? held(hold)
    : {
        decision: "moves",
        why: `it has been more than ${percentage(down_margin)} below its floor for ${periods} periods or more`,
      };
}

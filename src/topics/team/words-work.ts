import { plural } from "../../core/english.ts";
import { decimal, shortMoney } from "../../render/numbers.ts";
import type { Pool } from "./answer.ts";
import type { TeamQuestion } from "./question.ts";
import type { TeamAnswer } from "./team-answer.ts";

/** An answer with what its words need beside it. */
export interface TeamWords {
  found: TeamAnswer;
  question: TeamQuestion;
  /** Empty where nobody said it. */
  currency: string;
}

const people = (value: number) => decimal(value, 1);

/** The need in one phrase. @example "6.1 CSMs with leavers (4.9 to 7.4)" */
export function need({ found: { plan } }: TeamWords): string {
  const { middle, low, high } = plan.need;
  const range = people(low) === people(high) ? "" : ` (${people(low)} to ${people(high)})`;
  return `${people(middle)} CSMs with leavers${range}`;
}

/** How many accounts get less, and how much ARR they hold. */
export function lessOf({ found: { plan }, currency }: TeamWords): { accounts: number; text: string } {
  const accounts = plan.served_less.reduce((sum, row) => sum + row.accounts, 0);
  const arr = plan.arr_at_risk === null ? "unknown ARR" : `${shortMoney(plan.arr_at_risk, currency)} of ARR`;
  return { accounts, text: `${plural(accounts, "account")} with ${arr} ${accounts === 1 ? "gets" : "get"} less service` };
}

/** What is left undone although accounts get less. */
export function undone({ found: { plan } }: TeamWords): string {
  const { hours_short } = plan.capacity;
  return hours_short > 0 ? `${people(hours_short / plan.hours_per_csm)} of a CSM's work stays undone once people leave.` : "";
}

const MOST_TIERS = 4; // not a figure: tiers that one line holds

/** The hours of a tier as a sum. @example tierHours({ tier: "Enterprise", accounts: 18, hours_per_account: 81.5 }) // "18 Enterprise x 81.5 h" */
const tierHours = ({ tier, accounts, hours_per_account }: Pick<Pool, "tier" | "accounts" | "hours_per_account">) =>
  `${decimal(accounts, 0)} ${tier} x ${decimal(hours_per_account, 1)} h`;

interface Working {
  pools: readonly Pick<Pool, "tier" | "accounts" | "hours_per_account">[];
  new_accounts: { accounts: number; hours: number } | null;
  hours_per_csm: number;
  csm_fte: number;
  need: { middle: number };
}

/**
 * The working behind the CSMs needed, in one line: accounts times hours, over one CSM's hours, leavers counted.
 * @example workingLine(plan) // "18 Enterprise x 81.5 h + 74 Mid-market x 22.5 h = 3,132 h; over 1,128 h a CSM 2.8, with leavers 3."
 */
export function workingLine({ pools, new_accounts, hours_per_csm, csm_fte, need }: Working): string {
  const own = pools.filter(({ accounts, hours_per_account }) => accounts > 0 && hours_per_account > 0);
  if (own.length === 0 || csm_fte === 0) return "";
  const shown = own.length > MOST_TIERS ? own.slice(0, MOST_TIERS - 1) : own;
  const others = own.slice(shown.length).reduce((sum, { accounts, hours_per_account }) => sum + accounts * hours_per_account, 0);
  const parts = [
    ...shown.map(tierHours),
    ...(others > 0 ? [`${decimal(others, 0)} h of ${plural(own.length - shown.length, "other tier")}`] : []),
    ...(new_accounts !== null && new_accounts.hours > 0
      ? [`${decimal(new_accounts.hours, 0)} h for ${plural(Math.round(new_accounts.accounts), "new account")}`]
      : []),
  ];
  const all = csm_fte * hours_per_csm;
  return `${parts.join(" + ")} = ${decimal(all, 0)} h; over ${decimal(hours_per_csm, 0)} h a CSM ${decimal(csm_fte, 1)}, with leavers ${decimal(need.middle, 1)}.`;
}

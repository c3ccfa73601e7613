import type * as z from "zod";
import { addDays, addMonths, dayNumber, daysBetween } from "../../core/dates.ts";
import { sumMoney } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import type { TableRecord } from "../../core/table.ts";
import type { Touch } from "../../core/vocabulary.ts";
import type { RenewalFreezeFigures, TransitionFigures } from "./crossover.ts";
import { type Floor, tierOfAmount } from "./floors.ts";

/** One account of the book on one day, whatever shape its table had. ARR is yearly, in major units; 0 means it is not paying. */
export interface BookAccount
  extends Pick<
    TableRecord,
    | "account"
    | "owner"
    | "tier"
    | "touch"
    | "parent"
    | "health"
    | "renewal_date"
    | "notice_days"
    | "complexity"
    | "growth"
    | "strategic"
    | "change"
    | "periods_below"
    | "last_move"
    | "partner"
    | "cells"
  > {
  /** False where its ARR is not known: it counts as an account, without money. */
  arr_known?: boolean;
  /** The first of its rows in the file; null when it was given inline. */
  row: number | null;
  arr: number;
  /** A traffic light, where health stands in words. */
  light?: TableRecord["light"];
  /** True when an escalation is known to be open; null when nobody said. */
  open_escalation: boolean | null;
}

/**
 * The days on which an account must not move down: from the lead before its opt-out deadline until its renewal date, both included.
 * The deadline is the renewal date less the notice, the assumed one where the account states none. Null without a renewal date.
 * @example renewalFreeze({ renewal_date: "2026-12-31", notice_days: 60 }, { lead_days: 90, notice_days: 60 }) // { from: "2026-08-03", to: "2026-12-31" }
 */
export function renewalFreeze(
  { renewal_date, notice_days }: Pick<BookAccount, "renewal_date" | "notice_days">,
  figures: z.infer<typeof RenewalFreezeFigures>,
): { from: string; to: string } | null {
  if (renewal_date === null) return null;
  const deadline = addDays(renewal_date, -(notice_days ?? figures.notice_days));
  return { from: addDays(deadline, -figures.lead_days), to: renewal_date };
}

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

/** A decision by somebody with authority that an account has another tier than its amount says, until a date. */
export interface TierOverride {
  account: string;
  tier: string;
  owner: string;
  reason: string;
  /** The first day on which it no longer holds. */
  expires: string;
}

export interface SettledOverrides {
  applied: ReadonlyMap<string, { override: TierOverride; floor: Floor }>;
  expired: TierOverride[];
  /** In force, and ending later than an override may last. */
  too_long: TierOverride[];
}

const key = (text: string) => text.trim().toLowerCase();

/**
 * Sorts overrides into those in force on a day and those that have expired; one that ends on the day has expired.
 * Throws Problem for overrides without as_of, without owner or reason, for an account or tier nobody knows, an account that pays nothing,
 * and two in force for one account.
 * @example settleOverrides(overrides, book, floors, 12, "2026-01-01").applied.get("Acme")?.floor.tier // "Enterprise"
 */
export function settleOverrides(
  overrides: readonly TierOverride[],
  book: readonly Pick<BookAccount, "account" | "arr">[],
  floors: readonly Floor[],
  monthsAtMost: number,
  asOf: string | null,
): SettledOverrides {
  if (overrides.length === 0) return { applied: new Map(), expired: [], too_long: [] };
  if (asOf === null)
    throw new Problem({
      what: "Overrides end on a date, and no as_of says what day it is.",
      remedy: "Give as_of, a date like 2026-01-31.",
    });
  const today = dayNumber(asOf);
  const amounts = new Map(book.map(({ account, arr }) => [account, arr]));
  const applied = new Map<string, { override: TierOverride; floor: Floor }>();
  const expired: TierOverride[] = [];
  const places: string[] = [];
  for (const override of overrides) {
    const { account, tier, owner, reason, expires } = override;
    const floor = floors.find((one) => key(one.tier) === key(tier));
    if (owner.trim() === "" || reason.trim() === "") places.push(`${account}: no owner or no reason`);
    else if (dayNumber(expires) <= today) expired.push(override);
    else if (!amounts.has(account)) places.push(`${account}: there is no such account in the book`);
    else if (amounts.get(account) === 0) places.push(`${account}: it pays nothing and is in no tier`);
    else if (!floor)
      places.push(`${account}: there is no tier "${tier}"; the tiers are ${floors.map((one) => one.tier).join(", ")}`);
    else if (applied.has(account)) places.push(`${account}: two overrides are in force`);
    else applied.set(account, { override, floor });
  }
  if (places.length)
    throw new Problem({ what: "These overrides cannot be applied:", places, remedy: "Correct them, or take them out." });
  const latest = addMonths(asOf, monthsAtMost);
  const too_long = [...applied.values()].map(({ override }) => override).filter(({ expires }) => expires > latest);
  return { applied, expired, too_long };
}

/** One tier with what it holds; ARR in major units, `arr_share` of the paying book, null when nobody pays. */
export interface TierTotal extends Floor {
  accounts: number;
  arr: number;
  arr_share: number | null;
}

/**
 * Accounts and ARR of every tier, empty ones too, from the top down; they add up to the accounts given, exactly.
 * @example tierTotals([{ tier: "SMB", arr: 5000 }], floors).at(-1)?.arr // 5000
 */
export function tierTotals(accounts: readonly { tier: string; arr: number }[], floors: readonly Floor[]): TierTotal[] {
  const whole = sumMoney(accounts.map(({ arr }) => arr));
  return floors.map((floor) => {
    const own = accounts.filter(({ tier }) => tier === floor.tier);
    const arr = sumMoney(own.map((account) => account.arr));
    return { ...floor, accounts: own.length, arr, arr_share: whole > 0 ? arr / whole : null };
  });
}

/** An account with its tier and what decided it; `distance` is its ARR less the tier's floor, or its score less the cut-off. */
export interface TieredAccount {
  account: string;
  arr: number;
  tier: string;
  touch: Touch;
  /** "floor", "score", "override" or "held: " and why. */
  rule: string;
  distance: number;
}

export interface TierAssignment {
  tiers: TierTotal[];
  accounts: TieredAccount[];
  moves: { account: string; from: string; to: string; arr: number; why: string }[];
  held: { account: string; tier: string; would_be: string; why: string }[];
  /** Accounts with no ARR: in no tier. */
  not_paying: string[];
}

export interface AssignmentOptions {
  /** Scores by account, when floors are cut-offs of a score and not amounts of ARR. */
  scores?: ReadonlyMap<string, number>;
  /** The tier each account has today, and when it may leave it. */
  previous?: { known: ReadonlyMap<string, Floor>; rules: MoveRules };
  overrides?: SettledOverrides;
}

/**
 * Gives every paying account of a book exactly one tier: an override in force first, else the present tier where the account is held in it,
 * else the floor it reaches. Partner-managed accounts count like the others. Floors in the order of orderFloors; ARR in major units.
 * Accounts come largest first, then by name, whatever their order before. Throws Problem as holdOrMove does.
 * @example assignTiers(book, floors).tiers.map(({ arr }) => arr) // adds up to the book's ARR
 */
export function assignTiers(
  book: readonly BookAccount[],
  floors: readonly Floor[],
  options: AssignmentOptions = {},
): TierAssignment {
  const { scores, previous, overrides } = options;
  const sorted = [...book].sort((a, b) => b.arr - a.arr || (a.account < b.account ? -1 : 1));
  const moves: TierAssignment["moves"] = [];
  const held: TierAssignment["held"] = [];
  const accounts = sorted
    .filter(({ arr }) => arr > 0)
    .map((one): TieredAccount => {
      const { account, arr } = one;
      const amount = scores ? scores.get(account)! : arr;
      const target = tierOfAmount(amount, floors);
      const from = previous?.known.get(account);
      const override = overrides?.applied.get(account);
      const outcome = previous && from && !override ? holdOrMove(one, amount, from, target, previous.rules) : null;
      const to = override?.floor ?? (outcome?.decision === "held" ? from! : target);
      if (outcome?.decision === "held") held.push({ account, tier: to.tier, would_be: target.tier, why: outcome.why });
      if (from && to.tier !== from.tier)
        moves.push({
          account,
          from: from.tier,
          to: to.tier,
          arr,
          why: override ? `override by ${override.override.owner}: ${override.override.reason}` : outcome!.why,
        });
      const rule = override ? "override" : outcome?.decision === "held" ? `held: ${outcome.why}` : scores ? "score" : "floor";
      return { account, arr, tier: to.tier, touch: to.touch, rule, distance: Number((amount - to.min).toPrecision(12)) };
    });
  const not_paying = sorted.filter(({ arr }) => arr === 0).map(({ account }) => account);
  return { tiers: tierTotals(accounts, floors), accounts, moves, held, not_paying };
}

/** An account as a caller writes it, with what is left out unknown. */
export type AccountRow = Pick<BookAccount, "account" | "arr"> &
  Partial<Omit<{ [Field in keyof BookAccount]: NonNullable<BookAccount[Field]> }, "account" | "arr" | "row" | "cells">>;

/**
 * The book that rows written inline make up; ARR is yearly, in major units. Sorted by ARR, largest first, then by name.
 * Throws Problem that lists every account named twice, every negative number and every part of a period or day, and for a date
 * that the calendar does not have.
 * @example bookOfRows([{ account: "Acme", arr: 120000 }])[0].tier // null
 */
export function bookOfRows(rows: readonly AccountRow[]): BookAccount[] {
  const places: string[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    const { account, arr, renewal_date, last_move } = row;
    if (account.trim() === "") places.push("an account has no name");
    if (seen.has(account)) places.push(`${account} stands twice`);
    if (!(arr >= 0)) places.push(`${account}: ARR ${arr}`);
    for (const name of ["periods_below", "notice_days"] as const) {
      const count = row[name];
      if (count !== undefined && !(Number.isInteger(count) && count >= 0)) places.push(`${account}: ${name} ${count}`);
    }
    for (const date of [renewal_date, last_move]) if (date !== undefined) dayNumber(date);
    seen.add(account);
  }
  if (places.length)
    throw new Problem({
      what: "These accounts cannot be used:",
      places,
      remedy: "Give each account once, with an ARR of 0 or more and whole numbers of periods and days.",
    });
  const book = rows.map(
    (row): BookAccount => ({
      account: row.account,
      row: null,
      arr: row.arr,
      owner: row.owner ?? null,
      tier: row.tier ?? null,
      touch: row.touch ?? null,
      parent: row.parent ?? null,
      health: row.health ?? null,
      renewal_date: row.renewal_date ?? null,
      notice_days: row.notice_days ?? null,
      complexity: row.complexity ?? null,
      growth: row.growth ?? null,
      strategic: row.strategic ?? null,
      change: row.change ?? null,
      periods_below: row.periods_below ?? null,
      last_move: row.last_move ?? null,
      partner: row.partner ?? null,
      open_escalation: row.open_escalation ?? null,
      cells: {},
    }),
  );
  return book.sort((a, b) => b.arr - a.arr || (a.account < b.account ? -1 : 1));
}

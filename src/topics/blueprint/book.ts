import { addMonths } from "../../core/dates.ts";
import { sumMoney } from "../../core/money.ts";
import { byText } from "../../core/order.ts";
import type { Table } from "../../core/table.ts";
import type { LeftOutLine, MonthLine, RenewalFigures } from "../renewals/answer.ts";
import { checkRenewals } from "../renewals/check-renewals.ts";
import { distributionOf, forecastQuantiles, gridFor, type SpreadColumn, spreadOf } from "../renewals/distribution.ts";
import {
  byMonth,
  dueOf,
  expectedOf,
  type ForecastRenewal,
  leftOut,
  movesMost,
  placeRenewals,
  probabilitiesOf,
  stakesOf,
} from "../renewals/place-renewals.ts";
import { countStates, statesNow } from "../renewals/states.ts";
import { ultimateParents } from "../retention/account-book.ts";
import type { CoveredBy, TeamAccount } from "../team/question.ts";
import type { BookAccount } from "../tiers/assign-tiers.ts";
import { bookAt } from "../tiers/book.ts";
import { coverage, type TierReads } from "../tiers/crossover.ts";
import { type Floor, tierOfAmount } from "../tiers/floors.ts";
import { type TieredBook, tierBook } from "../tiers/tier-book.ts";
import type { Company, CompanyTier } from "./question.ts";

/** One account of the book with the tier it has now and the one it gets. */
export interface PlanAccount extends TeamAccount {
  previous_tier: string | null;
  /** Its health, where that stands in words. */
  light: BookAccount["light"];
  /** Why it has the tier it gets. */
  reason: string;
}

/** The book as the account table has it, tiered. */
export interface PlanBook {
  table: string;
  tiers: (CompanyTier & { arr: number })[];
  accounts: PlanAccount[];
  /** Accounts that stand near a floor, with that floor. */
  near_floor: { account: string; arr: number; tier: string; floor: number }[];
  /** The same book by ultimate parent, where several accounts belong to one; null where none does. */
  parents: { count: number; tiers: CompanyTier[] } | null;
}

/** What is told of how a book was tiered. */
export interface TieringOfBook {
  assumptions: TieredBook["assumptions"];
  /** Accounts that change tier. */
  moves: number;
}

/** The book as whoever signs sees it: accounts of one parent together, in the tier of their sum. */
function parentsOf(book: readonly BookAccount[], floors: readonly Floor[]): PlanBook["parents"] {
  const paying = book.filter(({ arr }) => arr > 0);
  if (!paying.some(({ parent }) => parent !== null)) return null;
  const links = paying.map(({ account, parent, row }) => ({ account, parent, date: null, place: `row ${row ?? 0}` }));
  const parents = ultimateParents(links);
  const sums = new Map<string, number[]>();
  for (const { account, arr } of paying) {
    const name = parents.get(account) ?? account;
    const parts = sums.get(name);
    if (parts) parts.push(arr);
    else sums.set(name, [arr]);
  }
  const amounts = [...sums.values()].map((parts) => sumMoney(parts));
  return {
    count: amounts.length,
    tiers: floors.map((floor) => {
      const own = amounts.filter((amount) => tierOfAmount(amount, floors).tier === floor.tier);
      return { tier: floor.tier, touch: floor.touch, min_arr: floor.min, accounts: own.length, arr: sumMoney(own) };
    }),
  };
}

/**
 * The book of an account table put into tiers: the company's own floors where it names tiers, else the standard's; today's tiers respected.
 * ARR per year in major units; accounts largest first. Throws Problem as bookAt and tierBook do.
 */
export function bookOfTable(
  table: Table,
  company: Company,
  as_of: string | null,
  figures: TierReads,
  currency: string | null = null,
): PlanBook & TieringOfBook {
  const book = bookAt(table, as_of);
  const whole = company.tiers?.every(({ touch, min_arr }) => touch !== undefined && min_arr !== undefined);
  const floors = whole
    ? company.tiers?.map(({ tier, touch, min_arr }) => ({ tier, touch: touch!, min_arr: min_arr! }))
    : undefined;
  const { customer_time, contract_hours, leave_hours, costs } = company;
  const cost = coverage({ csm_cost: costs?.csm, customer_time, contract_hours, leave_hours }, figures, currency);
  const tier_column = table.columns.find(({ field }) => field === "tier")?.header;
  const tiered = tierBook(book, { method: "arr", floors, as_of: as_of ?? undefined, tier_column, currency }, cost, figures);
  const rows = new Map(book.map((one) => [one.account, one]));
  const toldOf = (name: string) => company.tiers?.find(({ tier }) => tier === name);
  return {
    table: table.path,
    // Not the tiered book itself: its lists of all accounts would stay as long as the plan is made.
    assumptions: tiered.assumptions,
    moves: tiered.assignment.moves.length,
    near_floor: tiered.near_floor.map(({ account, arr, tier, floor }) => ({ account, arr, tier, floor })),
    parents: parentsOf(book, tiered.assignment.tiers),
    tiers: tiered.assignment.tiers.map(({ tier, touch, min, accounts, arr }) => {
      const { hours_per_account, covered_by } = toldOf(tier) ?? {};
      return { tier, touch, min_arr: min, accounts, arr, hours_per_account, covered_by };
    }),
    accounts: tiered.assignment.accounts.map(({ account, arr, tier, touch, rule }) => {
      const { owner, health, light, renewal_date, notice_days, partner, tier: previous_tier } = rows.get(account)!;
      const covered_by: CoveredBy = partner === true ? "partner" : (toldOf(tier)?.covered_by ?? "csm");
      const notice = notice_days ?? company.notice_days ?? null;
      // Written out: a spread into a record costs more than the rest of this, which tells in a large book.
      return {
        account,
        arr,
        owner,
        tier,
        touch,
        covered_by,
        renewal_date,
        health,
        previous_tier,
        reason: rule,
        notice_days: notice,
        light,
        red: light === "red",
      };
    }),
  };
}

/** What of the book comes up for decision in the year to come, by the last day to opt out. Money in major units. */
export interface PlanRenewals {
  from: string;
  to: string;
  due: number;
  expected: number;
  /** One time in ten below the first, one time in ten above the last. */
  low: number;
  high: number;
  months: MonthLine[];
  left_out: LeftOutLine[];
  left_out_arr: number;
  /** Each renewal with what it keeps when it renews, and its chance; in the order of the last day to object. */
  lines: { account: string; owner: string | null; deadline: string | null; arr: number; value: number; rate: number }[];
  /** The account that moves the total most. */
  moves_most: string | null;
  /** The largest renewal apart, and how likely each stretch of totals is with it and without; null where nothing is in the forecast. */
  spread: { account: string; arr: number; rate: number; columns: SpreadColumn[] } | null;
}

/** Stretches of totals that a picture of the forecast is cut in. */
const COLUMNS = 32; // not a figure: columns of a picture

/** The renewal that keeps most, the first by name of those that tie. */
function largestRenewal(forecast: readonly ForecastRenewal[]): ForecastRenewal | null {
  let most: ForecastRenewal | null = null;
  for (const one of forecast)
    if (most === null || one.value > most.value || (one.value === most.value && one.account < most.account)) most = one;
  return most;
}

/**
 * The renewals of a book in the twelve months from `as_of`, as forecast from health, a score or a light; null without a date or where no account has a renewal date.
 * What has neither or no date stands outside and is listed, so that both together are the book.
 * @example planRenewals(book, "2026-01-01", figures).due // 13579452
 */
export function planRenewals(book: PlanBook | null, as_of: string | null, figures: RenewalFigures): PlanRenewals | null {
  if (book === null || as_of === null || book.accounts.every(({ renewal_date }) => renewal_date === null)) return null;
  const to = addMonths(as_of, 12);
  const probabilities = probabilitiesOf(figures);
  const window = { as_of, from: null, to };
  const found = placeRenewals(checkRenewals(book.accounts, probabilities.category), window, probabilities);
  const placed = countStates(found, statesNow(found, [], figures));
  // Only what a plan shows: the stress cases each take a distribution of their own. The largest renewal is added to all others.
  const grid = gridFor(stakesOf(placed.forecast));
  const top = largestRenewal(placed.forecast);
  const rest = distributionOf(stakesOf(placed.forecast.filter((one) => one !== top)), grid);
  const { quantiles } = forecastQuantiles(top === null ? rest : distributionOf(stakesOf([top]), grid, rest));
  const left_out = leftOut(placed.left_out);
  return {
    from: as_of,
    to,
    due: dueOf(placed.forecast),
    expected: expectedOf(placed.forecast),
    low: quantiles?.p10 ?? 0,
    high: quantiles?.p90 ?? 0,
    months: byMonth(placed.forecast),
    lines: placed.forecast
      .map(({ account, owner, deadline, arr, value, rate }) => ({ account, owner, deadline, arr, value, rate }))
      .sort((a, b) => byText(a.deadline ?? "", b.deadline ?? "") || b.arr - a.arr || byText(a.account, b.account)),
    left_out,
    left_out_arr: sumMoney(left_out.map(({ arr }) => arr)),
    moves_most: movesMost(placed.forecast),
    spread:
      top === null
        ? null
        : { account: top.account, arr: top.arr, rate: top.rate, columns: spreadOf(rest, stakesOf([top])[0]!, COLUMNS) },
  };
}

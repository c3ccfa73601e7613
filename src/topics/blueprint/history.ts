import type { BookNotice } from "../../core/answer.ts";
import { addDays, addMonths } from "../../core/dates.ts";
import { orNull } from "../../core/known.ts";
import { annualAmount, sumMoney } from "../../core/money.ts";
import { groupBy } from "../../core/order.ts";
import { Problem } from "../../core/problem.ts";
import type { Table, TableRecord } from "../../core/table.ts";
import { answerFromTable } from "../cohorts/cohort-answer.ts";
import { cohortTableKind, hasAmounts } from "../cohorts/histories.ts";
import type { CohortFigures } from "../cohorts/lives.ts";
import { parentsOf } from "../retention/account-book.ts";
import type { AccountCounts, Bridge } from "../retention/answer.ts";
import { concentration } from "../retention/chance.ts";
import { changesFromTable } from "../retention/changes-of-table.ts";
import { definitionsOfAccounts } from "../retention/definitions.ts";
import { monthlyBridge, monthlyMoves } from "../retention/months.ts";
import { changeWith, retentionOfAccounts, segmentsOfAccounts, standardPolicy } from "../retention/retention.ts";
import { type Floor, tierOfAmount } from "../tiers/floors.ts";

const TOP_LOSSES = 5; // not a figure: losses that are named

/** One contract of an opening customer: what it paid at both ends of the year, and around its decision. Money a year in major units. */
export interface DecidedContract {
  /** The account whose loss it is part of: the ultimate parent. */
  account: string;
  /** Its amount just before and from the decision; null when none fell into the year. "unknown" where no date says. */
  decision: { before: number; after: number } | null | "unknown";
  start: number;
}

/** What came up for decision in the year and was renewed, and how that rate and the cohort's GRR are the same losses. */
export interface RenewalReconciliation {
  decisions: number;
  renewed: number;
  /** ARR up for decision. */
  atr: number;
  /** Renewed ARR without uplift, over ARR up for decision; null without a decision. */
  gross: number | null;
  logo: number | null;
  loss_at_renewal: number;
  loss_mid_term: number;
  /** Of accounts that nothing dates; with them the rate could be as low as `gross_low`. */
  loss_undated: number;
  gross_low: number | null;
  loss: number;
}

interface AccountLoss {
  account: string;
  start: number;
  end: number;
}

/**
 * The renewal rate on ARR up for decision beside the year's gross retention: losses at renewals, in mid-term and of accounts without a date
 * add up to the cohort's loss. A contract's fall at its decision counts as lost there up to what its account lost over the year.
 * @example renewalReconciliation([{ account: "A", start: 100, end: 60 }], [{ account: "A", start: 100, decision: { before: 100, after: 60 } }]).gross // 0.6
 */
export function renewalReconciliation(
  accounts: readonly AccountLoss[],
  contracts: readonly DecidedContract[],
): RenewalReconciliation {
  const decided = contracts.flatMap(({ decision }) => (decision === null || decision === "unknown" ? [] : [decision]));
  const up = decided.filter(({ before }) => before > 0);
  const atr = sumMoney(up.map(({ before }) => before));
  const kept = sumMoney(up.map(({ before, after }) => Math.min(before, after)));
  const renewed = up.filter(({ after }) => after > 0).length;
  const byAccount = new Map<string, { atRenewal: number; undated: boolean }>();
  for (const { account, decision, start } of contracts) {
    const known = byAccount.get(account) ?? { atRenewal: 0, undated: false };
    if (decision === "unknown") known.undated ||= start > 0;
    else if (decision !== null) known.atRenewal = sumMoney([known.atRenewal, Math.max(0, decision.before - decision.after)]);
    byAccount.set(account, known);
  }
  const losses = accounts
    .filter(({ start }) => start > 0)
    .map(({ account, start, end }) => {
      const loss = sumMoney([start, -Math.min(start, end)]);
      const { atRenewal, undated } = byAccount.get(account) ?? { atRenewal: 0, undated: true };
      const renewal = Math.min(loss, atRenewal);
      const rest = sumMoney([loss, -renewal]);
      return { loss, start, renewal, undated: undated ? rest : 0, mid: undated ? 0 : rest };
    });
  const total = (part: "loss" | "renewal" | "undated" | "mid") => sumMoney(losses.map((one) => one[part]));
  const open = losses.filter((one) => one.undated > 0);
  const openStart = sumMoney(open.map(({ start }) => start));
  const most = atr + openStart;
  return {
    decisions: up.length,
    renewed,
    atr,
    gross: atr === 0 ? null : kept / atr,
    logo: up.length === 0 ? null : renewed / up.length,
    loss_at_renewal: total("renewal"),
    loss_mid_term: total("mid"),
    loss_undated: total("undated"),
    gross_low: most === 0 ? null : (kept + sumMoney(open.map(({ start, undated }) => start - undated))) / most,
    loss: total("loss"),
  };
}

const monthIndex = (date: string): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)); // not a figure: slices of an ISO date

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

interface Window {
  from: string;
  to: string;
}

const paidOn = (rows: readonly TableRecord[], date: string): number =>
  sumMoney(
    rows.filter(({ start, end }) => (start ?? "") <= date && (end === null || end > date)).map(({ amount }) => amount ?? 0),
  );

/** A contract's end: the renewal date it names, or for periods the day its first one began, which comes round each term. */
function datedEnd(rows: readonly TableRecord[], periods: boolean): string | null {
  const named = rows.map(({ renewal_date }) => renewal_date).find((date) => date !== null) ?? null;
  if (named !== null || !periods) return named;
  return rows.map(({ start }) => start!).sort()[0] ?? null;
}

function decisionOf(rows: readonly TableRecord[], months: number, window: Window, periods: boolean): DecidedContract["decision"] {
  const end = datedEnd(rows, periods);
  if (end === null) return "unknown";
  const date = decisionInWindow(end, months, window);
  if (date === null) return null;
  if (periods) return { before: paidOn(rows, addDays(date, -1)), after: paidOn(rows, date) };
  const total = (field: "amount_start" | "amount_end") => sumMoney(rows.map((row) => row[field] ?? 0));
  return { before: total("amount_start"), after: total("amount_end") };
}

/**
 * Each opening customer's contract with its decision in the window, out of subscription periods or two amounts an account; in the table's own
 * unit of money. `term` is months of a contract where the row does not say.
 */
export function contractsOfTable(table: Table, window: Window, term: number): DecidedContract[] {
  const periods = table.shape === "subscriptions";
  const parents = parentsOf(table.records, ({ start }) => start);
  return [...groupBy(table.records, ({ account }) => account)].flatMap(([account, rows]): DecidedContract[] => {
    const start = periods ? paidOn(rows, window.from) : sumMoney(rows.map((row) => row.amount_start ?? 0));
    if (start === 0) return [];
    const own = rows.map(({ contract_months }) => contract_months).find((months) => months !== null && Number.isInteger(months));
    return [{ account: parents.get(account) ?? account, start, decision: decisionOf(rows, own ?? term, window, periods) }];
  });
}

/** Retention measured from a table, over a window. */
export interface MeasuredRetention {
  from: string | null;
  to: string | null;
  nrr: number | null;
  grr: number | null;
  logo_retention: number | null;
  bridge: { [Part in keyof Bridge]: number };
  accounts: { [Count in keyof AccountCounts]: number };
  top_account: number | null;
  /** By the tier of what an account paid at the start, the highest first. */
  by_tier: {
    tier: string;
    accounts: number;
    starting: number;
    nrr: number | null;
    grr: number | null;
    logo_retention: number | null;
  }[];
  /** Who took most of the loss: left, or pays less. */
  top_losses: { account: string; lost: number; left: boolean }[];
  /** Beside it, the rate on what came up for decision; null where nothing dates a decision. */
  renewals: RenewalReconciliation | null;
}

/** Retention out of a table, or why the table cannot tell. */
export type RetentionOfTable =
  | { retention: MeasuredRetention; why: null; notices: BookNotice[] }
  | { retention: null; why: string; notices: [] };

/**
 * Retention of the year up to `as_of` for a plan, point to point, with money per year in major units; a table of one amount an account, or
 * one whose history is too short, has none and says why. Throws nothing a shorter answer can avoid.
 */
export function retentionOfTable(
  table: Table,
  as_of: string | null,
  contract_years: number,
  floors: readonly Floor[],
): RetentionOfTable {
  const history = table.shape === "snapshots" || table.shape === "subscriptions";
  if (history && as_of === null)
    return { retention: null, why: "as_of was not given, so the year to look at is unknown", notices: [] };
  const window = history ? { from: addMonths(as_of!, -12), to: as_of! } : { from: null, to: null };
  try {
    const { changes, notices } = changesFromTable(table, { from: window.from ?? undefined, to: window.to ?? undefined });
    const measured = retentionOfAccounts(changes, standardPolicy);
    const yearly = annualAmount(1, table.amount_unit, 12) ?? 1;
    const bridge = Object.fromEntries(
      Object.entries(measured.bridge).map(([part, amount]) => [part, sumMoney([amount * yearly])]),
    ) as { [Part in keyof Bridge]: number };
    const inYear = (amount: number) => sumMoney([amount * yearly]);
    const tiered = changes.map((change) =>
      changeWith(change, {
        segment: change.start > 0 && floors.length ? tierOfAmount(change.start * yearly, floors).tier : null,
      }),
    );
    const place = (tier: string) => floors.findIndex((floor) => floor.tier === tier);
    const losses = changes
      .filter(({ start, end }) => start > end)
      .map(({ account, start, end }) => ({ account, lost: inYear(start - end), left: end === 0 }));
    const year = as_of === null ? null : { from: addMonths(as_of, -12), to: as_of };
    return {
      retention: {
        nrr: orNull(measured.nrr),
        grr: orNull(measured.grr),
        logo_retention: orNull(measured.logo_retention),
        accounts: measured.accounts,
        ...window,
        bridge,
        renewals: year === null ? null : renewals(table, year, contract_years, changes, yearly),
        by_tier: segmentsOfAccounts(tiered, standardPolicy)
          .map(({ segment, accounts, starting, nrr, grr, logo_retention }) => ({
            tier: segment,
            accounts,
            starting: inYear(starting),
            nrr: orNull(nrr),
            grr: orNull(grr),
            logo_retention: orNull(logo_retention),
          }))
          .sort((one, other) => place(one.tier) - place(other.tier)),
        top_losses: losses
          .sort((one, other) => other.lost - one.lost || (one.account < other.account ? -1 : 1))
          .slice(0, TOP_LOSSES),
        top_account: orNull(concentration(changes, standardPolicy).top_account),
      },
      why: null,
      notices,
    };
  } catch (error) {
    if (error instanceof Problem) return { retention: null, why: error.detail.what, notices: [] };
    throw error;
  }
}

/** The year's rates under each definition, for a plan's pictures; empty where the table has none. */
export function definitionsOfTable(table: Table, as_of: string | null) {
  const window = table.shape === "accounts" || as_of === null ? {} : { from: addMonths(as_of, -12), to: as_of };
  try {
    const { changes, dates } = changesFromTable(table, window);
    const months =
      dates === null ? [] : monthlyBridge(changes, dates, standardPolicy, monthlyMoves(changes, dates, standardPolicy));
    return definitionsOfAccounts(changes, months).definitions.map(({ definition, nrr, grr }) => ({
      ...{ definition, nrr: orNull(nrr), grr: orNull(grr) },
    }));
  } catch (error) {
    if (error instanceof Problem) return [];
    throw error;
  }
}
export type RetentionDefinitions = ReturnType<typeof definitionsOfTable>;

/** Money a year; monthly amounts an account have no contract, and terms that are not whole months no date. */
function renewals(
  table: Table,
  year: { from: string; to: string },
  contract_years: number,
  changes: readonly { account: string; start: number; end: number }[],
  yearly: number,
): RenewalReconciliation | null {
  const term = contract_years * 12;
  if (table.shape === "snapshots" || !Number.isInteger(term)) return null;
  const inYear = (amount: number) => sumMoney([amount * yearly]);
  const accounts = changes.map(({ account, start, end }) => ({ account, start: inYear(start), end: inYear(end) }));
  const contracts = contractsOfTable(table, year, term).map((one) => {
    const { decision } = one;
    const dated = decision !== null && decision !== "unknown";
    return {
      ...one,
      start: inYear(one.start),
      decision: dated ? { before: inYear(decision.before), after: inYear(decision.after) } : decision,
    };
  });
  const found = renewalReconciliation(accounts, contracts);
  return found.decisions === 0 ? null : found;
}

/** How long customers stay, by the quarter they started in; null where the table has no history or not enough of it. */
export interface Stays {
  known_to: string | null;
  customers: number;
  churned: number;
  /** The longest life seen, in months. */
  followed_months: number;
  interval: "quarter" | "year";
  cohorts: { cohort: string; size: number; values: (number | null)[] }[];
  survival: { month: number; at_risk: number; churned: number; survival: number; low: number | null; high: number | null }[];
}

/** Cohorts a picture holds; beyond that they are counted by year. */
const MOST_COHORTS = 24; // not a figure: rows of a picture

/**
 * How long the customers of a table stay, as analyze_cohorts reads it, for a plan's pictures. Shares as fractions, null where an age lies ahead.
 * Throws nothing a shorter answer can avoid.
 */
export function staysOfTable(table: Table, as_of: string | null, figures: CohortFigures): Stays | null {
  if (as_of === null || (table.shape !== "snapshots" && table.shape !== "subscriptions")) return null;
  try {
    const { kind } = cohortTableKind({ ...table, has_amounts: hasAmounts(table) }, "logos", false);
    const read = (interval: Stays["interval"]) =>
      answerFromTable(table, kind, { as_of, interval, measure: "logos", lenient: true }, figures).fields;
    const quarters = read("quarter");
    const [interval, found] =
      quarters.cohorts.length > MOST_COHORTS ? ["year" as const, read("year")] : ["quarter" as const, quarters];
    return {
      known_to: orNull(found.known_to),
      ...{ customers: found.customers, churned: found.churned, followed_months: found.followed_months, interval },
      cohorts: found.cohorts.map(({ cohort, size, values }) => ({ cohort, size, values: values.map(orNull) })),
      survival: found.survival.map(({ month, at_risk, churned, survival, low, high }) => ({
        ...{ month, at_risk, churned, survival },
        ...{ low: orNull(low), high: orNull(high) },
      })),
    };
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}

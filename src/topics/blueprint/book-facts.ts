import * as z from "zod";
import { addDays, addMonths } from "../../core/dates.ts";
import { shown } from "../../core/kinds.ts";
import { orNull } from "../../core/known.ts";
import { annualAmount, sumMoney } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import type { Table, TableRecord } from "../../core/table.ts";
import { IsoDate, Role, Touch } from "../../core/vocabulary.ts";
import { ultimateParents } from "../retention/account-book.ts";
import type { AccountCounts, Bridge } from "../retention/answer.ts";
import { concentration } from "../retention/chance.ts";
import { changesFromTable } from "../retention/changes-of-table.ts";
import { type Notice, retentionOfAccounts, standardPolicy } from "../retention/retention.ts";
import type { CoveredBy, Heads, TeamAccount } from "../team/question.ts";
import { bookAt } from "../tiers/book.ts";
import { coverage, type TierReads } from "../tiers/crossover.ts";
import { type TieredBook, tierBook } from "../tiers/tier-book.ts";

const Share = z.number().min(0).max(1);
const Money = z.number().min(0);
const Whole = z.number().multipleOf(1).min(0);

export const CompanyTier = z.strictObject({
  tier: z.string().min(1),
  touch: Touch,
  min_arr: shown.money().min(0),
  accounts: shown.count().multipleOf(1).min(0),
  arr: shown.money().min(0).optional(),
  hours_per_account: shown.hours().min(0).optional(),
  covered_by: z.enum(["csm", "pool", "partner", "none"]).optional(),
});

/** The company of a blueprint: everything optional that can be unknown; rates are fractions, money is a year's in major units. */
const CompanyToday = z.strictObject({
  name: z.string().optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "must be a code like USD")
    .optional(),
  arr: shown.money().positive().optional(),
  accounts: shown.count().multipleOf(1).min(0).min(1).optional(),
  annual_logo_churn: Share.optional(),
  nrr: shown.rate().min(0).optional(),
  grr: shown.rate().min(0).max(1).optional(),
  stage: z.string().optional(),
  motion: z.string().optional(),
  /** The month in which the fiscal year starts, 1 to 12. */
  fiscal_year_start: Whole.min(1).max(12).optional(),
  /** Above 0: with no margin no amount of revenue repays a cost. */
  gross_margin: shown.rate().gt(0).max(1).optional(),
  cs_in: z.enum(["cost_of_revenue", "sales"]).optional(),
  team: z.partialRecord(Role, z.number().min(0)).optional(),
  costs: z.partialRecord(Role, Money).optional(),
  customer_time: shown.rate().min(0).max(1).optional(),
  contract_hours: shown.hours().positive().optional(),
  leave_hours: shown.hours().min(0).optional(),
  attrition: shown.rate().min(0).max(1).optional(),
  new_accounts_a_year: z.number().min(0).optional(),
  contract_years: z.number().positive().optional(),
  notice_days: shown.days().multipleOf(1).min(0).optional(),
  expansion_owner: z.enum(["cs", "sales", "shared"]).optional(),
  budget: shown.money().min(0).optional(),
  heads: shown.count().multipleOf(1).min(0).optional(),
  targets: z.strictObject({ grr: shown.rate().min(0).max(1).optional(), nrr: shown.rate().min(0).optional() }).optional(),
  proposed_plan: z
    .strictObject({
      roles: z.partialRecord(Role, z.number().min(0)),
      cost: shown.money().min(0).optional(),
      /** Promised points of NRR, low and high, as fractions. */
      lift: z.array(z.number()).length(2).optional(),
      /** The standard whose ratios the plan says it follows. */
      ratios: z.string().optional(),
    })
    .optional(),
  tiers: z.array(CompanyTier).min(1).optional(),
});

/** What an earlier run found and from what, kept in the company file so that the next run can be compared and the change explained. */
export const EarlierRun = z.strictObject({
  as_of: IsoDate.optional(),
  arr: shown.money().min(0),
  accounts: shown.count().multipleOf(1).min(0),
  nrr: shown.rate().min(0).optional(),
  grr: shown.rate().min(0).max(1).optional(),
  csm_fte: z.number().min(0),
  cost: shown.money().min(0),
  /** What it was computed from, tiers as counted then. */
  company: CompanyToday.optional(),
});

export const Company = z.strictObject({ ...CompanyToday.shape, last_run: EarlierRun.optional() });

export type Company = z.infer<typeof Company>;
export type CompanyTier = z.infer<typeof CompanyTier>;

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

/** One account of the book with the tier it has now and the one it gets. */
export interface PlanAccount extends TeamAccount {
  previous_tier: string | null;
  /** Why it has the tier it gets. */
  reason: string;
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
  /** Beside it, the rate on what came up for decision; null where nothing dates a decision. */
  renewals: RenewalReconciliation | null;
}

/** The book as the account table has it, tiered. */
export interface PlanBook {
  table: string;
  tiers: (CompanyTier & { arr: number })[];
  accounts: PlanAccount[];
}

/** All a plan is made from; what is not known is null or left out. */
export interface PlanInput {
  company: Company;
  book: PlanBook | null;
  retention: MeasuredRetention | null;
  as_of: string | null;
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
): PlanBook & { tiered: TieredBook } {
  const book = bookAt(table, as_of);
  const floors = company.tiers?.map(({ tier, touch, min_arr }) => ({ tier, touch, min_arr }));
  const { customer_time, contract_hours, leave_hours, costs } = company;
  const cost = coverage({ csm_cost: costs?.csm, customer_time, contract_hours, leave_hours }, figures);
  const tier_column = table.columns.find(({ field }) => field === "tier")?.header;
  const tiered = tierBook(book, { method: "arr", floors, as_of: as_of ?? undefined, tier_column }, cost, figures);
  const rows = new Map(book.map((one) => [one.account, one]));
  const toldOf = (name: string) => company.tiers?.find(({ tier }) => tier === name);
  return {
    table: table.path,
    tiered,
    tiers: tiered.assignment.tiers.map(({ tier, touch, min, accounts, arr }) => {
      const { hours_per_account, covered_by } = toldOf(tier) ?? {};
      return { tier, touch, min_arr: min, accounts, arr, hours_per_account, covered_by };
    }),
    accounts: tiered.assignment.accounts.map(({ account, arr, tier, touch, rule }) => {
      const { owner, health, renewal_date, notice_days, partner, tier: previous_tier } = rows.get(account)!;
      const covered_by: CoveredBy = partner === true ? "partner" : (toldOf(tier)?.covered_by ?? "csm");
      return { account, arr, owner, tier, touch, covered_by, renewal_date, notice_days, health, previous_tier, reason: rule };
    }),
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
  const parents = ultimateParents(
    table.records.map(({ account, parent, row, start }) => ({ account, parent, date: start, place: `row ${row}` })),
  );
  const byAccount = new Map<string, TableRecord[]>();
  for (const record of table.records) {
    const known = byAccount.get(record.account);
    if (known) known.push(record);
    else byAccount.set(record.account, [record]);
  }
  return [...byAccount].flatMap(([account, rows]): DecidedContract[] => {
    const start = periods ? paidOn(rows, window.from) : sumMoney(rows.map((row) => row.amount_start ?? 0));
    if (start === 0) return [];
    const own = rows.map(({ contract_months }) => contract_months).find((months) => months !== null && Number.isInteger(months));
    return [{ account: parents.get(account) ?? account, start, decision: decisionOf(rows, own ?? term, window, periods) }];
  });
}

/** What a plan somebody else proposed says, beside what follows from its own numbers. */
export interface ProposedCheck {
  /** Names the check; the words are made where it is shown. */
  finding:
    | "cost"
    | "csms_by_its_ratios"
    | "reports"
    | "renewal_hours_twice"
    | "role_early"
    | "lift_without_baseline"
    | "lift_above_losses";
  said: number | null;
  follows: number | null;
  role?: Role;
}

export interface ProposedFacts {
  plan: NonNullable<Company["proposed_plan"]>;
  heads: Heads;
  /** The plan's heads at today's cost of each role. */
  cost: number;
  /** CSMs that the ratios the plan names ask for, rounded up; null when it names none. */
  csms_by_ratio: number | null;
  /** The most direct reports any leader of the plan has, and the most a leader should have. */
  most_reports: number;
  reports_limit: number;
  /** Roles of the plan that no standard calls for at this size. */
  early: Role[];
  today: Heads;
  nrr_known: boolean;
  /** The most that keeping every lost customer could win back, as a share of ARR; null when unknown. */
  most_lost: number | null;
}

/**
 * Checks a proposed plan against its own numbers: cost, ratios, spans, roles before their time, hours counted twice, a lift nobody can derive.
 * Believes nothing and changes nothing; each finding holds what was said and what follows.
 */
export function checkProposedPlan(facts: ProposedFacts): ProposedCheck[] {
  const { plan, heads, today } = facts;
  const findings: ProposedCheck[] = [];
  if (plan.cost !== undefined && Math.round(plan.cost) !== Math.round(facts.cost))
    findings.push({ finding: "cost", said: plan.cost, follows: facts.cost });
  if (facts.csms_by_ratio !== null && (heads.csm ?? 0) !== facts.csms_by_ratio)
    findings.push({ finding: "csms_by_its_ratios", said: heads.csm ?? 0, follows: facts.csms_by_ratio });
  if (facts.most_reports > facts.reports_limit)
    findings.push({ finding: "reports", said: facts.most_reports, follows: facts.reports_limit });
  if ((heads.renewals ?? 0) > (today.renewals ?? 0) && (heads.csm ?? 0) > (today.csm ?? 0))
    findings.push({ finding: "renewal_hours_twice", said: heads.csm ?? 0, follows: null, role: "renewals" });
  for (const role of facts.early) findings.push({ finding: "role_early", said: heads[role] ?? 0, follows: 0, role });
  const most = plan.lift?.[1];
  if (most !== undefined && !facts.nrr_known) findings.push({ finding: "lift_without_baseline", said: most, follows: null });
  if (most !== undefined && facts.most_lost !== null && most > facts.most_lost)
    findings.push({ finding: "lift_above_losses", said: most, follows: facts.most_lost });
  return findings;
}

/** Retention out of a table, or why the table cannot tell. */
export type RetentionOfTable =
  | { retention: MeasuredRetention; why: null; notices: Notice[] }
  | { retention: null; why: string; notices: [] };

/**
 * Retention of the year up to `as_of` for a plan, point to point, with money per year in major units; a table of one amount an account, or
 * one whose history is too short, has none and says why. Throws nothing a shorter answer can avoid.
 */
export function retentionOfTable(table: Table, as_of: string | null, contract_years: number): RetentionOfTable {
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

import { addMonths } from "../calendar/dates.ts";
import { Problem } from "../contract/problem.ts";
import type { Table } from "../contract/table.ts";
import type { Notice } from "../metrics/account-change.ts";
import { annualAmount } from "../metrics/annual-amount.ts";
import { changesFromTable } from "../metrics/changes-from-table.ts";
import { concentration } from "../metrics/concentration.ts";
import { type Bridge, standardPolicy } from "../metrics/retention.ts";
import { retentionOfAccounts } from "../metrics/retention-of-accounts.ts";
import { sumMoney } from "../money/sum-money.ts";
import { contractsOfTable } from "./contracts-of-table.ts";
import type { MeasuredRetention } from "./plan-input.ts";
import { type RenewalReconciliation, renewalReconciliation } from "./renewal-reconciliation.ts";

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
        ...measured,
        ...window,
        bridge,
        renewals: year === null ? null : renewals(table, year, contract_years, changes, yearly),
        top_account: concentration(changes, standardPolicy).top_account,
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

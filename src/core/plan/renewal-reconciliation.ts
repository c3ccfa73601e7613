import { sumMoney } from "../money/sum-money.ts";

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

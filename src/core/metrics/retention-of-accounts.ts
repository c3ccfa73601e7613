import { sumMoney } from "../money/sum-money.ts";
import type { AccountChange } from "./account-change.ts";
import { isReactivation } from "./is-reactivation.ts";
import { ratioOfMoney } from "./ratio-of-money.ts";
import type { Retention, RetentionPolicy } from "./retention.ts";

/** What an account pays at the end as far as the policy lets it count as kept. */
export function keptAmount(change: AccountChange, policy: Pick<RetentionPolicy, "gap">): number {
  return policy.gap === "churned" && change.gap === true ? 0 : change.end;
}

/**
 * Net, gross and logo retention of a frozen cohort: the accounts that pay at the start, each capped at its own start for gross.
 * Amounts in one recurring unit, rates as fractions of the cohort's opening; rates are null when nobody paid at the start.
 * With `gap: churned` an account that came back is counted as churned and as reactivated, so that the bridge still ties.
 * Source: the per-account cap is SaaS Capital's instruction.
 * @example retentionOfAccounts([{ account: "A", start: 100, end: 60, paid_before: null, segment: null, gap: null, series: null }], standardPolicy).grr // 0.6
 */
export function retentionOfAccounts(changes: readonly AccountChange[], policy: RetentionPolicy): Retention {
  const accounts = { starting: 0, churned: 0, contracted: 0, flat: 0, expanded: 0, new: 0, reactivated: 0 };
  const moved = {
    starting: [] as number[],
    new: [] as number[],
    expansion: [] as number[],
    reactivation: [] as number[],
    contraction: [] as number[],
    churn: [] as number[],
  };
  for (const change of changes) {
    const { start, end } = change;
    if (start > 0) {
      const kept = keptAmount(change, policy);
      accounts.starting += 1;
      moved.starting.push(start);
      if (kept === 0) {
        accounts.churned += 1;
        moved.churn.push(start);
      } else if (kept < start) {
        accounts.contracted += 1;
        moved.contraction.push(start, -kept);
      } else if (kept > start) {
        accounts.expanded += 1;
        moved.expansion.push(kept, -start);
      } else accounts.flat += 1;
      if (kept === end) continue;
    } else if (end === 0) continue;
    const back = isReactivation(change, policy);
    accounts[back ? "reactivated" : "new"] += 1;
    moved[back ? "reactivation" : "new"].push(end);
  }
  const part = {
    starting: sumMoney(moved.starting),
    new: sumMoney(moved.new),
    expansion: sumMoney(moved.expansion),
    reactivation: sumMoney(moved.reactivation),
    contraction: sumMoney(moved.contraction),
    churn: sumMoney(moved.churn),
  };
  const ending = sumMoney([part.starting, part.new, part.expansion, part.reactivation, -part.contraction, -part.churn]);
  return { ...ratesOfBridge(part, accounts, policy), bridge: { ...part, ending }, accounts };
}

/** The three rates out of a bridge and its counts; the policy decides what counts as kept. Null when nobody paid at the start. */
export function ratesOfBridge(
  part: Omit<Retention["bridge"], "ending">,
  accounts: Pick<Retention["accounts"], "starting" | "churned">,
  policy: Pick<RetentionPolicy, "reactivation" | "grr">,
): Pick<Retention, "nrr" | "grr" | "logo_retention"> {
  if (accounts.starting === 0) return { nrr: null, grr: null, logo_retention: null };
  const back = policy.reactivation === "included" ? part.reactivation : 0;
  const downsell = policy.grr === "churn_only" ? 0 : part.contraction;
  return {
    nrr: ratioOfMoney(sumMoney([part.starting, part.expansion, back, -part.contraction, -part.churn]), part.starting),
    grr: ratioOfMoney(sumMoney([part.starting, -downsell, -part.churn]), part.starting),
    logo_retention: (accounts.starting - accounts.churned) / accounts.starting,
  };
}

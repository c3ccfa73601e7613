import type { Touch } from "../contract/vocabulary.ts";
import { roundUp } from "./round-up.ts";
import { shareMoney } from "./share-money.ts";
import { shareRemainders } from "./share-remainders.ts";
import type { CoveredBy } from "./team-question.ts";
import { newAccountHours, type TeamWork } from "./team-work.ts";

/** One tier's work, people and cost; null where a division has no sense. */
export interface Pool {
  tier: string;
  touch: Touch;
  covered_by: CoveredBy;
  accounts: number;
  arr: number | null;
  hours_per_account: number;
  fte: number;
  /** Whole CSMs with remainders shared: a pool's spare part serves the next one. */
  csms: number;
  /** Whole CSMs if the pool stood alone. */
  csms_alone: number;
  accounts_per_csm: number | null;
  arr_per_csm: number | null;
  /** The pool's share of what the planned CSMs cost, by hours. */
  cost: number;
  cost_to_serve: number | null;
}

/** New accounts' work, beside the pools. */
export interface NewAccountsLine {
  accounts: number;
  hours: number;
  fte: number;
  csms: number;
  cost: number;
}

function hoursOf(work: TeamWork): number[] {
  return [...work.lines.map((line) => line.accounts * line.hours_per_account), newAccountHours(work)];
}

/**
 * Hours turned into people and cost for each tier, highest touch first, and for new accounts last.
 * `csmCost` is the yearly cost of all planned CSMs, in major units, shared by the hours they do in the plan; the parts add up to it.
 * @example pools(work, { csmCost: 900000, planned: work }).pools[0].csms // 3
 */
export function pools(
  work: TeamWork,
  { csmCost, planned }: { csmCost: number; planned: TeamWork },
): { pools: Pool[]; new_accounts: NewAccountsLine | null } {
  const newHours = newAccountHours(work);
  const fte = hoursOf(work).map((hours) => hours / work.hours_per_csm);
  const csms = shareRemainders(fte);
  const cost = shareMoney(csmCost, hoursOf(planned));
  const last = work.lines.length;
  return {
    pools: work.lines.map((line, index) => {
      const { tier, touch, covered_by, accounts, arr, hours_per_account } = line;
      const people = csms[index]!;
      return {
        tier,
        touch,
        covered_by,
        accounts,
        arr,
        hours_per_account,
        fte: fte[index]!,
        csms: people,
        csms_alone: roundUp(fte[index]!),
        accounts_per_csm: people === 0 ? null : accounts / people,
        arr_per_csm: people === 0 || arr === null ? null : arr / people,
        cost: cost[index]!,
        cost_to_serve: arr === null || arr === 0 ? null : cost[index]! / arr,
      };
    }),
    new_accounts: work.new_accounts && {
      accounts: work.new_accounts.accounts,
      hours: newHours,
      fte: fte[last]!,
      csms: csms[last]!,
      cost: cost[last]!,
    },
  };
}

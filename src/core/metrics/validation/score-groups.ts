import type { UsedCase } from "./used-case.ts";

/** All accounts of one score. */
export interface ScoreGroup {
  score: number;
  accounts: number;
  lost: number;
  /** ARR of the lost ones in hundredths, whole. */
  lostHundredths: number;
}

/**
 * Accounts gathered by score, the lowest first, so that accounts of one score are never put in an order they do not have.
 * A missing ARR adds nothing here; the caller must not show money when one is missing.
 */
export function scoreGroups(cases: readonly UsedCase[]): ScoreGroup[] {
  const groups = new Map<number, ScoreGroup>();
  for (const { score, lost, arr } of cases) {
    const group = groups.get(score) ?? { score, accounts: 0, lost: 0, lostHundredths: 0 };
    group.accounts += 1;
    if (lost) {
      group.lost += 1;
      group.lostHundredths += arr === null ? 0 : Math.round(arr * 100);
    }
    groups.set(score, group);
  }
  return [...groups.values()].sort((a, b) => a.score - b.score);
}

/**
 * What lies among the worst so many accounts; a group that the cut runs through gives its lost accounts and money in proportion.
 * Accounts may be a fraction; money in major units, to the hundredth.
 * @example reachWorst([{ score: 10, accounts: 4, lost: 2, lostHundredths: 100 }], 1) // { lost: 0.5, arrLost: 0.25 }
 */
export function reachWorst(groups: readonly ScoreGroup[], accounts: number): { lost: number; arrLost: number } {
  let [before, lost, hundredths] = [0, 0, 0];
  for (const group of groups) {
    const taken = Math.min(group.accounts, accounts - before);
    if (taken <= 0) break;
    lost += (group.lost * taken) / group.accounts;
    hundredths += (group.lostHundredths * taken) / group.accounts;
    before += group.accounts;
  }
  return { lost, arrLost: Math.round(hundredths) / 100 };
}

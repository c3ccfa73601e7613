import type * as z from "zod";
import { reachWorst, type ScoreGroup } from "./score-groups.ts";
import type { LiftRow } from "./validation.ts";

/** Tenths of a book, by the meaning of the word decile. */
const TENTHS = 10;

/**
 * Lost accounts in each tenth of the book, the lowest scores first, and how many times the average that is. Money in major units, null when
 * it is not known of every lost account; shares and lift null without a lost account.
 * @example liftByDecile(groups, true)[0] // { decile: 1, accounts: 1, lost: 1, lost_share: 0.5, lift: 5, arr_lost: 100 }
 */
export function liftByDecile(groups: readonly ScoreGroup[], moneyKnown: boolean): z.infer<typeof LiftRow>[] {
  const accounts = groups.reduce((sum, group) => sum + group.accounts, 0);
  const events = groups.reduce((sum, group) => sum + group.lost, 0);
  const rows: z.infer<typeof LiftRow>[] = [];
  let before = { lost: 0, arrLost: 0 };
  for (let decile = 1; decile <= TENTHS; decile++) {
    const reached = reachWorst(groups, (accounts * decile) / TENTHS);
    const lost = reached.lost - before.lost;
    rows.push({
      decile,
      accounts: accounts / TENTHS,
      lost,
      lost_share: events === 0 ? null : lost / events,
      lift: events === 0 ? null : (lost * TENTHS) / events,
      arr_lost: moneyKnown ? (Math.round(reached.arrLost * 100) - Math.round(before.arrLost * 100)) / 100 : null,
    });
    before = reached;
  }
  return rows;
}

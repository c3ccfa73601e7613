import type * as z from "zod";
import { reachWorst, type ScoreGroup } from "./score-groups.ts";
import type { AtCapacity } from "./validation.ts";

/**
 * What a team finds that calls the worst so many accounts: the share of the called that were lost (precision), the share of the lost that
 * were called (recall), and their ARR in major units. A team that can call more than there are calls all.
 * @example 20 calls, 8 of 16 lost accounts among them: precision 0.4, recall 0.5
 */
export function atCapacity(groups: readonly ScoreGroup[], capacity: number, moneyKnown: boolean): z.infer<typeof AtCapacity> {
  const accounts = groups.reduce((sum, group) => sum + group.accounts, 0);
  const events = groups.reduce((sum, group) => sum + group.lost, 0);
  const called = Math.min(capacity, accounts);
  const { lost, arrLost } = reachWorst(groups, called);
  return {
    capacity,
    precision: called === 0 ? null : lost / called,
    recall: events === 0 ? null : lost / events,
    arr_reached: moneyKnown ? arrLost : null,
  };
}

import { sumMoney } from "../money/sum-money.ts";
import { isSigned, type Opportunity, surestFirst } from "./expansion-opportunity.ts";

/**
 * What of each opportunity fits the room of its account, the surest filling it first; signed orders stay whole, and without a known room all
 * do. Money in major units.
 * @example two of 40 in a room of 60, the surer first // 40 and 20
 */
export function fitRooms(opportunities: readonly Opportunity[]): Map<Opportunity, number> {
  const left = new Map<string, number>();
  const fitted = new Map<Opportunity, number>();
  for (const one of [...opportunities].sort(surestFirst)) {
    const room = left.get(one.account) ?? one.room;
    const capped = room === null || isSigned(one) ? one.amount : Math.min(one.amount, room);
    fitted.set(one, capped);
    if (room !== null) left.set(one.account, Math.max(0, sumMoney([room, -capped])));
  }
  return fitted;
}

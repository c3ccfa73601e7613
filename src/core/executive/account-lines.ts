import { bySize } from "../order/by-size.ts";
import { byText } from "../order/by-text.ts";
import { type AccountReading, accountReading } from "./account-reading.ts";
import { type ChampionRisk, championRisk } from "./champion-risk.ts";
import type { StakeholderFigures } from "./figures.ts";
import type { OverdueContact } from "./overdue.ts";
import type { Person } from "./person.ts";
import { type Threading, threading } from "./threading.ts";

/** exposed: one departure from nobody, or the champion at high risk. thin: too few, one-sided, or weak where the renewal hangs. unknown: what is missing decides. */
export const states = ["exposed", "unknown", "thin", "sound"] as const;
export type AccountState = (typeof states)[number];

/** One account of the book with all that is said of it. */
export interface AccountLine extends Threading {
  account: string;
  arr: number | null;
  state: AccountState;
  weakest: number | null;
  unknown_roles: number;
  overdue: number;
  champion: ChampionRisk;
}

function stateOf(line: Threading & AccountReading, champion: ChampionRisk, leastPoints: number): AccountState {
  if (line.single_threaded === true || champion.level === "high") return "exposed";
  if (line.verdict === "unknown" || champion.level === "unknown") return "unknown";
  const weak = line.unknown_roles > 0 || (line.weakest !== null && line.weakest < leastPoints);
  return weak || line.verdict !== "multi_threaded" || champion.level === "medium" ? "thin" : "sound";
}

/**
 * The accounts of a book, worst first: by state, then the largest ARR, then the name. An account with an ARR and no contact is one that
 * nobody knows. Units: ARR in major units a year, null where nobody gave it.
 * @example accountLines([sand], new Map([["Harbour", 84000]]), [], figures)[0].state // "exposed"
 */
export function accountLines(
  list: readonly Person[],
  arr: ReadonlyMap<string, number>,
  overdue: readonly OverdueContact[],
  figures: StakeholderFigures,
): AccountLine[] {
  const byAccount = new Map<string, Person[]>([...arr.keys()].map((account) => [account, []]));
  for (const person of list) byAccount.set(person.account, [...(byAccount.get(person.account) ?? []), person]);
  const late = new Map<string, number>();
  for (const { account } of overdue) late.set(account, (late.get(account) ?? 0) + 1);
  return [...byAccount]
    .map(([account, own]): AccountLine => {
      const breadth = { ...threading(own, figures.contactsNeeded.value), ...accountReading(own, figures.roles) };
      const champion = championRisk(own, figures);
      return {
        account,
        arr: arr.get(account) ?? null,
        state: stateOf(breadth, champion, figures.leastPoints.value.next),
        ...breadth,
        overdue: late.get(account) ?? 0,
        champion,
      };
    })
    .sort((a, b) => states.indexOf(a.state) - states.indexOf(b.state) || bySize(a.arr, b.arr) || byText(a.account, b.account));
}

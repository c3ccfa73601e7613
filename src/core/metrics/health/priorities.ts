import { type ArrOfAccounts, arrOfAccounts } from "./distribution.ts";
import type { BandResponses } from "./figures.ts";
import type { JudgedAccount } from "./judge-account.ts";

/** What a leader asks first of a scored book. */
export interface Priorities {
  in_danger: ArrOfAccounts;
  unknown: ArrOfAccounts;
  /** Not in danger only because an override lifts them above a hard fact. */
  lifted: ArrOfAccounts;
  /** The component most often missing among the accounts nobody can judge. */
  most_missing: { component: string; accounts: number } | null;
  /** What the team can work now, and what waits though it is in danger; null when nobody said how much it can. */
  worked: { now: ArrOfAccounts; waiting: ArrOfAccounts } | null;
}

/**
 * Accounts in danger (every band that is not green), those nobody can judge, those an override lifts out of danger, and how far the team's capacity reaches down the list.
 * Accounts in the order to work on them; ARR in major units.
 * @example priorities(judged, responses, 15).worked?.waiting.accounts // 30
 */
export function priorities(judged: readonly JudgedAccount[], responses: BandResponses, capacity: number | undefined): Priorities {
  const danger = judged.filter(({ band }) => band !== null && responses[band]!.status !== "green");
  const unknown = judged.filter(({ band }) => band === null);
  const green = (place: number | null) => place !== null && responses[place]!.status === "green";
  const lifted = judged.filter((one) => one.floor_by.length > 0 && green(one.band) && !green(one.computed_band));
  const counts = new Map<string, number>();
  for (const { level } of unknown) for (const component of level.missing) counts.set(component, (counts.get(component) ?? 0) + 1);
  const [most] = [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  const arr = (accounts: readonly JudgedAccount[]) => arrOfAccounts(accounts.map(({ source }) => source));
  return {
    in_danger: arr(danger),
    unknown: arr(unknown),
    lifted: arr(lifted),
    most_missing: most === undefined ? null : { component: most[0], accounts: most[1] },
    worked: capacity === undefined ? null : { now: arr(danger.slice(0, capacity)), waiting: arr(danger.slice(capacity)) },
  };
}

import { sumMoney, withoutNoise } from "../../core/money.ts";
import { byText } from "../../core/order.ts";
import { hoursPerAccount } from "../workload/hours.ts";
import type { FullTeam, ServedLess } from "./answer.ts";
import type { TeamFigures } from "./figures.ts";
import type { StaffedTeam } from "./plan-team.ts";
import { type ServedAccount, serveLess, untouchable } from "./serve-less.ts";

/** Who gets less when people leave although the planned hours are enough. */
export interface LessReadings {
  /** Accounts for which the plan has no CSM hours: a program takes them, whoever goes, but not those at risk. The largest first. */
  without_hours: ServedLess[];
  /** Who follows if today's people have no hour to spare; null where nobody would. */
  full: (Omit<FullTeam, "tiers"> & { served_less: ServedLess[] }) | null;
}

/**
 * Two readings beside a plan whose hours are enough: who has no hours in it, and who would follow if today's people were busy all year with
 * these accounts. Then the hours of today's people shrink with the people: programs take over where the plan has no hours, shared accounts
 * step down as `serveLess` orders them, and those with a named person only after all of these; whoever is at risk, near a renewal or large
 * keeps its care, and the work that is left over stays undone. Hours a year, shares as fractions.
 * @example lessReadings(staffed, { today: 5, left: 3 }, figures).full.busy_from // 0.6
 */
export function lessReadings(
  { question, staffing, served }: Pick<StaffedTeam, "question" | "staffing" | "served">,
  { today, left }: { today: number; left: number },
  figures: TeamFigures,
): LessReadings {
  const leaving = new Set(question.leaving ?? []);
  const without = served.filter(({ hours, owner }) => hours === 0 && owner !== null);
  const idle = without.filter(({ keep }) => !untouchable(keep));
  const without_hours = idle
    .map(({ account, tier, arr, service, owner }): ServedLess => {
      const why =
        owner !== null && leaving.has(owner)
          ? "Its owner leaves; the plan has no CSM hours for it."
          : "The plan has no CSM hours for it.";
      return { account, tier, accounts: 1, arr, from: service, to: "none", hours_freed: 0, why };
    })
    .sort((a, b) => b.arr! - a.arr! || byText(a.account!, b.account!));
  if (today <= 0 || left >= today) return { without_hours, full: null };
  const few = hoursPerAccount(figures.accountHours.value, "tech");
  const { hours_per_csm, touch_hours } = staffing.work_in_plan;
  const worked = served.filter(({ hours }) => hours > 0);
  const planned = worked.reduce((sum, { hours }) => sum + hours, 0);
  const taken = (accounts: readonly ServedAccount[]) => accounts.reduce((sum, { factor = 1 }) => sum + few * factor, 0);
  const worked_today = planned + taken(without);
  const short = worked_today * (1 - left / today) - taken(idle);
  const services = { ...touch_hours, tech: touch_hours.tech || few };
  const named = worked.filter(({ service }) => service === "high");
  // Those with a named person last: a program can take what is shared, and nobody can take what is named.
  const shared = serveLess(
    worked.filter(({ service }) => service !== "high"),
    short,
    services,
    { mildly: true },
  );
  const rest = serveLess(named, short - shared.hours_freed, services, { mildly: true });
  const left_over = Math.max(0, withoutNoise(short - shared.hours_freed - rest.hours_freed));
  const served_less = [...shared.served_less, ...rest.served_less];
  const full = {
    busy_from: left / today,
    modelled: withoutNoise((staffing.need.middle * hours_per_csm) / (today * hours_per_csm)),
    accounts: served_less.length,
    arr: sumMoney(served_less.map(({ arr }) => arr!)),
    people_short: left_over === 0 ? 0 : (left_over * today) / worked_today,
    served_less: served_less.map((row) => ({ ...row, why: `Only if today's team is busy all year. ${row.why}` })),
  };
  return { without_hours, full: served_less.length || left_over > 0 ? full : null };
}

/** Accounts of a list by tier, as the tiers come, with as many of their names as are wanted, in the order of the list. */
export function byTierOf(
  rows: readonly Pick<ServedLess, "account" | "tier" | "accounts" | "arr">[],
  most = 0,
): FullTeam["tiers"] {
  const groups = new Map<string, { accounts: number; arr: number[]; names: string[] }>();
  for (const { account, tier, accounts, arr } of rows) {
    const group = groups.get(tier) ?? { accounts: 0, arr: [], names: [] };
    group.accounts += accounts;
    group.arr.push(arr ?? 0);
    if (account !== null && group.names.length < most) group.names.push(account);
    groups.set(tier, group);
  }
  return [...groups].map(([tier, { accounts, arr, names }]) => ({ tier, accounts, arr: sumMoney(arr), names }));
}

/** Whose accounts they are, the owner of most first. */
export function ownersOf(rows: readonly ServedLess[], served: readonly ServedAccount[]): { owner: string; accounts: number }[] {
  const owners = new Map(served.map(({ account, owner }) => [account, owner]));
  const count = new Map<string, number>();
  for (const { account } of rows) {
    const owner = account === null ? null : (owners.get(account) ?? null);
    if (owner !== null) count.set(owner, (count.get(owner) ?? 0) + 1);
  }
  return [...count]
    .map(([owner, accounts]) => ({ owner, accounts }))
    .sort((a, b) => b.accounts - a.accounts || byText(a.owner, b.owner));
}

import { addDays } from "../../core/dates.ts";
import { isKnown, type Known, unknown } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { byText } from "../../core/order.ts";
import { Problem } from "../../core/problem.ts";
import type { Deadline, LeavingSet, ServedLess } from "./answer.ts";
import type { TeamFigures } from "./figures.ts";
import { servedByCsms, type TeamAccount, type TeamQuestion } from "./question.ts";
import { type ServedAccount, untouchable } from "./serve-less.ts";

/** Who may leave, what goes with them, whose decisions fall near, and how many accounts keep a person whoever it is. */
export interface LeavingPlan {
  leaving_on: Known<string>;
  /** The heaviest first. */
  pairs: LeavingSet[];
  deadlines: Deadline[];
  keeps_person: { accounts: number; arr: number };
}

const MOST_SETS = 400; // not a figure: sets of people that are worth comparing

/** Every set of so many names, in the order of the names. Throws Problem when there are too many to compare. */
export function setsOf(names: readonly string[], count: number): string[][] {
  if (count > names.length)
    throw new Problem({
      what: `leaving is ${count}, and the accounts have ${names.length} owners.`,
      remedy: "Give fewer, or a table with every owner.",
    });
  let sets: string[][] = [[]];
  for (let taken = 0; taken < count; taken += 1) {
    sets = sets.flatMap((set) => {
      const from = set.length === 0 ? 0 : names.indexOf(set.at(-1)!) + 1;
      return names.slice(from).map((name) => [...set, name]);
    });
    if (sets.length > MOST_SETS)
      throw new Problem({
        what: `${count} of ${names.length} owners are too many ways to leave to compare.`,
        remedy: 'Name those who leave, like leaving: ["Ana", "Ben"].',
      });
  }
  return sets;
}

/** The day that decides: the last to object, or the renewal date where nobody gave the notice; null without a renewal date. */
const lastDay = ({ renewal_date, notice_days }: Pick<TeamAccount, "renewal_date" | "notice_days">) =>
  renewal_date === null ? null : addDays(renewal_date, -(notice_days ?? 0));

/** The day a line stands by: the last to object, or the renewal date where the notice is not known. */
const decides = ({ last_day, renewal_date }: Deadline): string => (isKnown(last_day) ? last_day : renewal_date);

function deadlineOf(
  account: TeamAccount,
  owner: string,
  days: { asOf: string; on: string | null; around: number; atRiskHealth: number },
): Deadline[] {
  const { renewal_date, arr, health } = account;
  const at_risk = account.red === true || (health !== null && health < days.atRiskHealth);
  const last_day = lastDay(account);
  const { asOf, on, around } = days;
  if (renewal_date === null || last_day === null || renewal_date < asOf) return [];
  const when = last_day < asOf ? ("past" as const) : on !== null && last_day < on ? ("before" as const) : ("after" as const);
  const until = addDays(on ?? asOf, around);
  if (last_day > until) return [];
  const said = account.notice_days === null ? unknown("The notice is not known; the renewal date decides.") : last_day;
  return [{ account: account.account, owner, arr, renewal_date, last_day: said, at_risk, when }];
}

/** What goes with each set, by sums over the owners' books. */
export function leavingSets(
  sets: readonly (readonly string[])[],
  accounts: readonly { owner: string | null; arr: number; before: boolean; after?: boolean }[],
  dated: boolean,
): LeavingSet[] {
  const books = new Map<string, { accounts: number; arr: number[]; before: number; after: number[] }>();
  for (const { owner, arr, before, after } of accounts) {
    if (owner === null) continue;
    const book = books.get(owner) ?? { accounts: 0, arr: [], before: 0, after: [] };
    book.accounts += 1;
    book.arr.push(arr);
    if (before) book.before += 1;
    if (after) book.after.push(arr);
    books.set(owner, book);
  }
  const none = "Without as_of and leaving_on no deadline is before or after.";
  const rows = sets.map((leaving): LeavingSet => {
    const own = leaving.flatMap((owner) => books.get(owner) ?? []);
    const before = own.reduce((sum, book) => sum + book.before, 0);
    const after = own.flatMap((book) => book.after);
    return {
      leaving: [...leaving],
      accounts: own.reduce((sum, book) => sum + book.accounts, 0),
      arr: sumMoney(own.flatMap((book) => book.arr)),
      deadlines_before: dated ? before : unknown(none),
      renewals_after: dated ? after.length : unknown(none),
      arr_after: dated ? sumMoney(after) : unknown(none),
    };
  });
  return rows.sort((a, b) => b.arr - a.arr || b.accounts - a.accounts || byText(a.leaving.join(), b.leaving.join()));
}

/**
 * Compares everybody who may leave: every set of the number given, or those named. Which accounts are served less depends on the hours that
 * are left and not on who goes, so the list is one; what differs is whose accounts change hands. Throws Problem without owners.
 * @example compareLeavers(question, served, [], figures).pairs[0].leaving // ["Ana", "Ben"], who hold most ARR
 */
export function compareLeavers(
  question: TeamQuestion,
  served: readonly ServedAccount[],
  less: readonly ServedLess[],
  figures: TeamFigures,
): LeavingPlan {
  const { as_of = null, leaving_on = null, leaving = [], leaving_count, player_coaches = [] } = question;
  const owners = [...new Set(served.flatMap(({ owner }) => owner ?? []))]
    .filter((owner) => !player_coaches.includes(owner))
    .sort();
  const sets = leaving_count === undefined ? [[...leaving]] : setsOf(owners, leaving_count);
  const days =
    as_of === null
      ? null
      : { asOf: as_of, on: leaving_on, around: figures.handoverDays.value, atRiskHealth: figures.atRiskHealth.value };
  const rows = (question.accounts ?? []).filter(servedByCsms);
  const before = (account: TeamAccount) => {
    const day = lastDay(account);
    return days !== null && day !== null && day >= days.asOf && days.on !== null && day < days.on;
  };
  const until = leaving_on === null ? null : addDays(leaving_on, figures.handoverDays.value);
  const soon = (day: string | null) => leaving_on !== null && day !== null && day >= leaving_on && day <= until!;
  const after = (account: TeamAccount) => soon(account.renewal_date) || soon(lastDay(account));
  const weighed = served.map(({ owner, arr }, index) => ({
    ...{ owner, arr },
    before: before(rows[index]!),
    after: after(rows[index]!),
  }));
  const asked = new Set(leaving_count === undefined ? leaving : owners);
  const dropped = new Set(less.flatMap(({ account, to }) => (account !== null && to !== "high" && to !== "low" ? account : [])));
  const kept = served.filter(
    ({ account, owner, service, keep }) =>
      owner !== null && (service === "high" || service === "low" || untouchable(keep)) && !dropped.has(account),
  );
  return {
    leaving_on: leaving_on ?? unknown("leaving_on was not given."),
    pairs: leavingSets(sets, weighed, days !== null && leaving_on !== null),
    deadlines: days
      ? rows
          .flatMap((account) =>
            account.owner !== null && asked.has(account.owner) ? deadlineOf(account, account.owner, days) : [],
          )
          .sort((a, b) => byText(decides(a), decides(b)) || b.arr - a.arr || byText(a.account, b.account))
      : [],
    keeps_person: { accounts: kept.length, arr: sumMoney(kept.map(({ arr }) => arr)) },
  };
}

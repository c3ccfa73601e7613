import { Problem } from "../contract/problem.ts";
import { bySize } from "../order/by-size.ts";
import { byText } from "../order/by-text.ts";
import { accountArr, type GivenArr } from "./account-arr.ts";
import { type AccountLine, accountLines } from "./account-lines.ts";
import { type CoverageRow, coverage } from "./coverage.ts";
import type { StakeholderFigures } from "./figures.ts";
import { type OverdueContact, overdueContacts, type UnknownContact, unknownContacts } from "./overdue.ts";
import { people } from "./people.ts";
import type { GivenContact, Person } from "./person.ts";
import { type ThreadingTotals, threadingTotals } from "./threading-totals.ts";
import { worstChampion } from "./worst-champion.ts";

/** All that can be said of the people at one account or a book of them. */
export interface StakeholderMap {
  people: Person[];
  threading: ThreadingTotals;
  coverage: CoverageRow[];
  champion_risk: NonNullable<ReturnType<typeof worstChampion>>;
  overdue: OverdueContact[];
  unknown: UnknownContact[];
  accounts: AccountLine[];
}

/** The contacts under the one account of the ARR, where they name none themselves. */
function placed(contacts: readonly GivenContact[], arr: ReadonlyMap<string, number>): readonly GivenContact[] {
  if (arr.size === 0 || contacts.length === 0 || contacts.some(({ account }) => account !== null)) return contacts;
  if (arr.size > 1)
    throw new Problem({
      what: `The contacts name no account, and there are ${arr.size}: ${[...arr.keys()].sort().join(", ")}.`,
      remedy: "Name the account of each contact.",
    });
  return contacts.map((contact) => ({ ...contact, account: [...arr.keys()][0]! }));
}

/**
 * The people at customers, on one day: breadth, boxes, cadence and champions. Lists are sorted worst first: by the account's ARR, then by
 * days over, then by name. Throws Problem for contacts that cannot be used, for ARR that disagrees, and when there is nobody to map.
 * @example stakeholderBook({ contacts, arr: [], as_of: "2026-01-01" }, figures).threading.verdict // "single_threaded"
 */
export function stakeholderBook(
  question: { contacts: readonly GivenContact[]; arr: readonly GivenArr[]; as_of: string },
  figures: StakeholderFigures,
): StakeholderMap {
  const arr = accountArr(question.arr);
  const list = people(placed(question.contacts, arr), question.as_of, figures);
  const overdue = overdueContacts(list, figures.cadence, question.as_of);
  const accounts = accountLines(list, arr, overdue, figures);
  const worst = worstChampion(accounts);
  if (worst === null)
    throw new Problem({ what: "There is nobody to map.", remedy: "Give contacts, or a table with one row for each contact." });
  const arrOf = (account: string) => arr.get(account) ?? null;
  const byWeight = (a: { account: string; name: string }, b: { account: string; name: string }) =>
    bySize(arrOf(a.account), arrOf(b.account)) || byText(a.account, b.account) || byText(a.name, b.name);
  return {
    people: list,
    threading: threadingTotals(accounts, figures.contactsNeeded.value, figures.liveDays.value),
    coverage: coverage(
      list,
      accounts.map(({ account }) => account),
      figures,
    ),
    champion_risk: worst,
    overdue: overdue.sort((a, b) => bySize(arrOf(a.account), arrOf(b.account)) || b.days_over - a.days_over || byWeight(a, b)),
    unknown: unknownContacts(list).sort(byWeight),
    accounts,
  };
}

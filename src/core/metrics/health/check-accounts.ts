import { dayNumber } from "../../calendar/dates.ts";
import { Problem } from "../../contract/problem.ts";
import { firstPlaces } from "./first-places.ts";
import type { HealthAccount } from "./health-account.ts";
import type { WeightSets } from "./weights.ts";

const dateFields = ["signal_date", "scored_on", "decided_on"] as const;
const scoreFields = ["score", "previous_score"] as const;

function troublesOf(account: HealthAccount, byTouch: boolean, accepted: ReadonlySet<string>): string[] {
  const { scores, arr, touch, probability, signal_dates } = account;
  const troubles: string[] = [];
  if (account.account.trim() === "") troubles.push("it has no name");
  if (arr !== null && !(arr >= 0)) troubles.push(`ARR ${arr} is below 0`);
  for (const name of scoreFields) {
    const value = account[name];
    if (value !== null && !(value >= 0 && value <= 100)) troubles.push(`${name} ${value} is not between 0 and 100`);
  }
  if (probability !== null && !(probability >= 0 && probability <= 1))
    troubles.push(`probability ${probability} is not between 0 and 1`);
  if (account.score !== null && scores !== null) troubles.push("it has a ready-made score and components; give one of them");
  for (const component of Object.keys(scores ?? {})) {
    const value = scores?.[component] ?? null;
    if (!accepted.has(component)) troubles.push(`there is no component "${component}"`);
    if (value !== null && !(value >= 0 && value <= 100)) troubles.push(`${component} ${value} is not between 0 and 100`);
  }
  for (const component of Object.keys(signal_dates))
    if (!accepted.has(component)) troubles.push(`signal_dates names no component: "${component}"`);
  if (byTouch && touch === null && scores !== null) troubles.push("its touch is not known, and the weights depend on it");
  for (const name of dateFields) if (account[name] !== null) dayNumber(account[name]);
  for (const date of Object.values(signal_dates)) dayNumber(date);
  return troubles;
}

/** How a message names an account. @example placeOf({ account: "Acme", row: 7 }) // "row 7, account Acme" */
export function placeOf({ account, row }: Pick<HealthAccount, "account" | "row">): string {
  return row === null ? account : `row ${row}, account ${account}`;
}

/**
 * Throws Problem that lists every account that cannot be scored as it stands: scores outside 0 to 100, components nobody knows,
 * negative ARR, a probability outside 0 to 1, no touch where the weights depend on it; and for dates the calendar does not have.
 */
export function checkAccounts(
  accounts: readonly HealthAccount[],
  { by_touch }: Pick<WeightSets, "by_touch">,
  accepted: ReadonlySet<string>,
): void {
  const places = accounts.flatMap((account) =>
    troublesOf(account, by_touch, accepted).map((trouble) => `${placeOf(account)}: ${trouble}`),
  );
  if (places.length)
    throw new Problem({
      what: "These accounts cannot be scored:",
      places: firstPlaces(places),
      remedy: `Correct them. Components take 0 to 100 and are called ${[...accepted].join(", ")}; others need own weights that name them. Touch is high, low or tech.`,
    });
}

/** Throws Problem that lists every account the book names more than once. */
export function refuseRepeated(accounts: readonly HealthAccount[]): void {
  const seen = new Set<string>();
  const places: string[] = [];
  for (const one of accounts) {
    if (seen.has(one.account)) places.push(`${placeOf(one)} stands there already`);
    seen.add(one.account);
  }
  if (places.length)
    throw new Problem({
      what: "A book has each account once:",
      places: firstPlaces(places),
      remedy: "Keep one row for each account: the latest, or one that joins them.",
    });
}

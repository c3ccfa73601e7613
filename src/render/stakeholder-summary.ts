import type { AccountLine } from "../core/executive/account-lines.ts";
import type { CoverageRow } from "../core/executive/coverage.ts";
import type { StakeholderMap } from "../core/executive/stakeholder-book.ts";
import type { Verdict } from "../core/executive/threading.ts";
import { plural, shortMoney } from "./numbers.ts";

const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

const breadth: Record<Verdict, (line: AccountLine, needed: number) => string> = {
  nobody: () => "has no contact at all",
  none_live: (line) => `has nobody in touch; ${plural(line.contacts, "contact is", "contacts are")} silent`,
  single_threaded: () => "hangs on one person at most",
  unknown: (line) =>
    `cannot be judged: ${line.live} of ${plural(line.contacts, "contact")} are in touch and of ${line.undated} nobody knows`,
  below_figure: (line, needed) => `has ${plural(line.live, "contact")} in touch where ${needed} are wanted`,
  one_department: (line) => `has ${plural(line.live, "contact")} in touch, all of one department`,
  one_level: (line) => `has ${plural(line.live, "contact")} in touch, all on one level`,
  multi_threaded: (line) => `is known broadly: ${plural(line.live, "contact")} in touch`,
};

function verdict({ accounts, threading }: StakeholderMap, currency: string): string {
  const only = accounts[0]!;
  if (accounts.length === 1) {
    const arr = only.arr === null ? "" : ` (${shortMoney(only.arr, currency)} ARR)`;
    return `${only.account.replace(/^the /, "The ")}${arr} ${breadth[only.verdict](only, threading.contacts_needed)}.`;
  }
  const money = (arr: number | null) => (arr === null ? "unknown ARR" : `${shortMoney(arr, currency)} of ARR`);
  const all = accounts.some(({ arr }) => arr !== null);
  const worst = accounts.filter(({ state }) => state === "exposed").slice(0, 2);
  const first = worst.length ? `, first ${listed(worst.map(({ account }) => account))}` : "";
  return `${threading.exposed} of ${plural(accounts.length, "account")}${all ? `, with ${money(threading.exposed_arr)},` : ""} could be lost with one person: ${threading.single_threaded} hang on one contact or none, the rest on a champion at risk${first}.`;
}

function champion({ champion_risk: risk, accounts }: StakeholderMap): string {
  if (risk.level === "low")
    return accounts.length === 1 ? `The champion, ${risk.champion}, is safe by every sign of the rule.` : "";
  const level = risk.level === "unknown" ? "cannot be judged" : `is at ${risk.level} risk`;
  const next = risk.who_next.map(({ name }) => name);
  const asked = next.length
    ? `Best placed to be the next: ${listed(next)}; none of them has passed the tests yet.`
    : "Nobody on the list can be the next; ask who else would miss it.";
  const whose = accounts.length === 1 ? "The champion" : `The champion of ${risk.account}`;
  return `${whose} ${level}: ${risk.why[0] ?? ""} ${asked}`;
}

const empty = (rows: readonly CoverageRow[]) => rows.filter(({ gap }) => gap === "nobody_known").map(({ box }) => box);

function work({ overdue, coverage, unknown, accounts }: StakeholderMap): string[] {
  const late = overdue.slice(0, 2).map(({ name, account }) => (accounts.length === 1 ? name : `${name} at ${account}`));
  const boxes = empty(coverage);
  const dates = unknown.filter(({ missing }) => missing.includes("last_contact")).length;
  return [
    overdue.length ? `${plural(overdue.length, "person is", "people are")} overdue, first ${listed(late)}.` : "",
    boxes.length ? `Nobody is known as ${listed(boxes)}.` : "",
    dates
      ? `Of ${plural(dates, "person", "people")} nobody knows when they were last in touch; their dates could change the verdict.`
      : "",
  ].filter(Boolean);
}

/**
 * A map of stakeholders in a few sentences: what could be lost with one person, the champion, and what is overdue, empty or unknown.
 * @example summariseStakeholders(map, "USD") // "Harbour ($84K ARR) hangs on one person at most. ..."
 */
export function summariseStakeholders(map: StakeholderMap, currency: string): string {
  return [verdict(map, currency), champion(map), ...work(map)].filter(Boolean).join(" ");
}

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
  single_threaded: (line) => (line.live === 1 ? "hangs on one person" : "hangs on one person at most"),
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
  const paying = accounts.some(({ arr }) => arr !== null);
  const money = (arr: number | null) => (arr === null ? "ARR nobody gave" : `${shortMoney(arr, currency)} of ARR`);
  const { exposed, single_threaded: single, exposed_arr, single_threaded_arr } = threading;
  if (exposed === 0) return `None of ${accounts.length} accounts is known to hang on one person.`;
  const worst = accounts.filter(({ state }) => state === "exposed").slice(0, 2);
  return [
    `${exposed} of ${accounts.length} accounts${paying ? `, with ${money(exposed_arr)},` : ""} could be lost with one person, first ${listed(worst.map(({ account }) => account))}.`,
    single === 0
      ? "All of them have a champion at high risk or none."
      : `${single === 1 ? "1 of them hangs" : `${single} of them hang`} on one contact or none${paying && single !== exposed ? ` (${money(single_threaded_arr)})` : ""}.`,
  ].join(" ");
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
  return `${whose} ${level}: ${(risk.why[0] ?? "").replace(/^./, (letter) => letter.toLowerCase())} ${asked}`;
}

const empty = (rows: readonly CoverageRow[], kind: CoverageRow["kind"]) =>
  rows.filter((row) => row.gap === "nobody_known" && row.kind === kind).map(({ box }) => box);

function work({ overdue, coverage, unknown, accounts }: StakeholderMap): string[] {
  const late = overdue.slice(0, 2).map(({ name, account }) => (accounts.length === 1 ? name : `${name} at ${account}`));
  const [roles, levels] = [empty(coverage, "role"), empty(coverage, "level")];
  const dates = unknown.filter(({ missing }) => missing.includes("last_contact")).length;
  return [
    overdue.length ? `${plural(overdue.length, "person is", "people are")} overdue, first ${listed(late)}.` : "",
    roles.length ? `Nobody is known as ${listed(roles)}.` : "",
    levels.length ? `Nobody is known at this level: ${listed(levels)}.` : "",
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

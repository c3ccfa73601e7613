import * as z from "zod";
import { dayNumber, daysBetween } from "../../core/dates.ts";
import { shown } from "../../core/kinds.ts";
import { isExactMoney, isTooLarge, sumMoney } from "../../core/money.ts";
import { bySize, byText } from "../../core/order.ts";
import { faultIf, Problem } from "../../core/problem.ts";
import type { Table, TableRecord } from "../../core/table.ts";
import { rowArr } from "../tiers/book.ts";
import {
  type AccountLine,
  accountLines,
  type ChampionRisk,
  type CoverageRow,
  coverage,
  type GivenContact,
  type OverdueContact,
  overdueContacts,
  type Person,
  type Power,
  riskLevels,
  type StakeholderFigures,
  type UnknownContact,
  unknownContacts,
  verdicts,
} from "./threading.ts";

/** What one source says an account pays a year. */
export interface GivenArr {
  place: string;
  account: string;
  arr: number;
}

/**
 * ARR by account out of all that was said about it. Units: major units a year; 0 is an amount. Throws Problem for a negative amount, for
 * one finer than a hundredth or too large, and where two sources disagree.
 * @example accountArr([{ place: "accounts[0]", account: "Acme", arr: 0 }]).get("Acme") // 0
 */
export function accountArr(given: readonly GivenArr[]): Map<string, number> {
  const bad = given.filter(({ arr, account }) => account === "" || arr < 0 || isTooLarge(arr) || !isExactMoney(arr));
  if (bad.length)
    throw new Problem({
      what: "These amounts of ARR cannot be used:",
      places: bad.map(({ place, account, arr }) => `${place} (${account || "no account"}): ${arr}`),
      remedy: "Name the account and give its yearly amount in major units, 0 or more.",
    });
  const byAccount = new Map<string, GivenArr[]>();
  for (const one of given) byAccount.set(one.account, [...(byAccount.get(one.account) ?? []), one]);
  const split = [...byAccount.values()].filter((all) => all.some(({ arr }) => arr !== all[0]!.arr));
  if (split.length)
    throw new Problem({
      what: "The ARR of these accounts is given twice, and differs:",
      places: split.map((all) => `${all[0]!.account}: ${all.map(({ place, arr }) => `${place} ${arr}`).join(", ")}`),
      remedy: "Give each account one ARR, or leave it out.",
    });
  return new Map([...byAccount].map(([account, all]) => [account, all[0]!.arr]));
}

/** A cell of a column that the reader does not type, found by its header in any case. */
function cell(record: TableRecord, header: string): string | null {
  const name = Object.keys(record.cells).find((one) => one.trim().toLowerCase() === header);
  const text = name === undefined ? "" : record.cells[name]!.trim();
  return text === "" || text === "-" ? null : text;
}

const answers = new Map(Object.entries({ yes: true, y: true, true: true, x: true, no: false, n: false, false: false }));

function hasLeft(record: TableRecord, places: string[]): boolean | null {
  const text = cell(record, "left");
  if (text === null) return null;
  const answer = answers.get(text.toLowerCase());
  if (answer === undefined) places.push(`row ${record.row}: left is "${text}"`);
  return answer ?? null;
}

/**
 * The contacts of a table and the ARR its rows give their accounts, in yearly amounts. Columns called Left and Department are read by
 * their headers. Throws Problem for rows that name nobody, for an answer in Left that is neither yes nor no, and for what rowArr refuses.
 * @example contactsOfTable(table).contacts[0].place // "row 2"
 */
export function contactsOfTable(table: Table): { contacts: GivenContact[]; arr: GivenArr[] } {
  const nameless = table.records.filter(({ contact }) => contact === null);
  if (nameless.length)
    throw new Problem({
      what: `${table.path}: these rows name no contact: ${nameless.map(({ row }) => row).join(", ")}.`,
      remedy: "Write the person's name into the contact column, or take the rows out.",
    });
  const places: string[] = [];
  const contacts = table.records.map(
    (record): GivenContact => ({
      place: `row ${record.row}`,
      name: record.contact!,
      account: record.account === "" ? null : record.account,
      role: record.role,
      level: record.level,
      relationship: record.relationship,
      last_contact: record.last_contact,
      department: cell(record, "department"),
      left: hasLeft(record, places),
    }),
  );
  if (places.length)
    throw new Problem({ what: `${table.path}, column Left:`, places, remedy: "Write yes or no, or leave the cell blank." });
  const paying = table.records.filter(({ account, amount }) => account !== "" && amount !== null);
  if (paying.length === 0) return { contacts, arr: [] };
  const arrOf = rowArr(table, paying);
  return { contacts, arr: paying.map((record) => ({ place: `row ${record.row}`, account: record.account, arr: arrOf(record) })) };
}

const plain = (word: string): string =>
  word
    .toLowerCase()
    .replace(/[\s_-]+/g, " ")
    .trim();

/**
 * The rule's own names behind a caller's word, whatever its case, blanks or hyphens; several where one person holds several parts, none when
 * the rule does not know the word.
 * @example ruleNames("economic_buyer", roles) // ["sponsor", "decider"]
 */
export function ruleNames(word: string, entries: readonly { name: string; also: readonly string[] }[]): string[] {
  const wanted = plain(word);
  return entries.filter(({ name, also }) => [name, ...also].some((one) => plain(one) === wanted)).map(({ name }) => name);
}

/** A contact whose words are the rule's own. */
interface ReadContact extends GivenContact {
  account: string;
  roles: string[];
}

/** What is wrong with a contact, and which list of accepted values the remedy must show. */
interface ContactFault {
  about: "name" | "role" | "level" | "relationship" | "last_contact";
  text: string;
}

function dateFaults(date: string, asOf: string): string[] {
  try {
    return faultIf(dayNumber(date) > dayNumber(asOf), `last_contact ${date} is after ${asOf}`);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return faultIf(true, `last_contact "${date}" is not a date of the calendar`);
  }
}

/**
 * One contact in the rule's own words, with everything that is wrong with it. Faults leave the contact unusable.
 * @example readContact({ name: "Sand", role: "advocate", ... }, "2026-01-01", "Acme", figures).contact.roles // ["champion"]
 */
function readContact(
  given: GivenContact,
  asOf: string,
  account: string,
  { roles, levels, scale }: Pick<StakeholderFigures, "roles" | "levels" | "scale">,
): { contact: ReadContact; faults: ContactFault[] } {
  const faults: ContactFault[] = [];
  const fault = (about: ContactFault["about"], text: string) => faults.push({ about, text });
  if (given.name === "") fault("name", "has no name");
  const words = (given.role ?? "").split(/[,;/+&|]/).filter((word) => word.trim() !== "");
  const roleEntries = roles.value.map(({ role, also }) => ({ name: role, also }));
  const named = words.flatMap((word) => {
    const names = ruleNames(word, roleEntries);
    if (names.length === 0) fault("role", `the role "${word.trim()}" is not known`);
    return names;
  });
  const levelEntries = levels.value.map(({ level, also }) => ({ name: level, also }));
  const level = given.level === null || given.level.trim() === "" ? null : (ruleNames(given.level, levelEntries)[0] ?? null);
  if (level === null && given.level !== null && given.level.trim() !== "")
    fault("level", `the level "${given.level.trim()}" is not known`);
  if (given.relationship !== null && !scale.value.some(({ points }) => points === given.relationship))
    fault("relationship", `relationship ${given.relationship} is not on the scale`);
  if (given.last_contact !== null) for (const text of dateFaults(given.last_contact, asOf)) fault("last_contact", text);
  const ordered = roles.value.map(({ role }) => role).filter((role) => named.includes(role));
  return { contact: { ...given, account, roles: ordered, level }, faults };
}

const agreeing = ["level", "relationship", "last_contact", "department", "left"] as const;

/**
 * Rows of the same person at the same account as one contact that holds all roles; blanks are filled from the other rows.
 * Rows that contradict each other are added to the list of places.
 * @example joinContacts([sandChampion, sandUser], []).length // 1
 */
function joinContacts(contacts: readonly ReadContact[], places: string[]): ReadContact[] {
  const groups = new Map<string, ReadContact[]>();
  for (const contact of contacts) {
    const key = JSON.stringify([contact.account, contact.name.toLowerCase()]);
    groups.set(key, [...(groups.get(key) ?? []), contact]);
  }
  return [...groups.values()].map((rows) => {
    const first = rows[0]!;
    const joined: ReadContact = { ...first, name: rows.map((row) => row.name).sort()[0]! };
    for (const field of agreeing) {
      const values = [...new Set(rows.map((row) => row[field]).filter((value) => value !== null))];
      if (values.length > 1)
        places.push(`${first.name}, ${field}: ${rows.map((row) => `${row.place} ${String(row[field] ?? "blank")}`).join(", ")}`);
      Object.assign(joined, { [field]: values[0] ?? null });
    }
    const roles = new Set(rows.flatMap((row) => row.roles));
    return { ...joined, roles: [...roles] };
  });
}

/** How an account is called when the contacts name none. */
export const UNNAMED_ACCOUNT = "the account";

const byPower: readonly Power[] = ["high", "middle", "low"];

/** Throws Problem that lists what is wrong with the contacts, and the words that are accepted where one was not. */
function refuseFaults(read: readonly { place: string; faults: ContactFault[] }[], figures: StakeholderFigures): void {
  const about = new Set(read.flatMap(({ faults }) => faults.map((one) => one.about)));
  if (about.size === 0) return;
  const words = (name: string, also: readonly string[]) => (also.length ? `${name} (also ${also.join(", ")})` : name);
  const roles = figures.roles.value.map(({ role, also }) => words(role, also)).join("; ");
  const levels = figures.levels.value.map(({ level, also }) => words(level, also)).join("; ");
  const scale = figures.scale.value.map(({ points, name }) => `${points} ${name}`).join(", ");
  throw new Problem({
    what: "These contacts cannot be used:",
    places: read.flatMap(({ place, faults }) => faults.map(({ text }) => `${place}: ${text}.`)),
    remedy: [
      ...(about.has("name") ? ["Name each contact."] : []),
      ...(about.has("role") ? [`Roles: ${roles}.`] : []),
      ...(about.has("level") ? [`Levels: ${levels}.`] : []),
      ...(about.has("relationship") ? [`Relationship: ${scale}; leave out what nobody knows.`] : []),
      ...(about.has("last_contact") ? ["Give last_contact as a past date like 2026-01-31, or as_of as a later one."] : []),
    ].join(" "),
  });
}

/** Every contact belongs to a named account, or none does. */
function accountsNamed(given: readonly GivenContact[]): boolean {
  const without = given.filter(({ account }) => account === null);
  if (without.length > 0 && without.length < given.length)
    throw new Problem({
      what: "Some contacts name no account and others do:",
      places: without.map(({ place, name }) => `${place} (${name})`),
      remedy: "Name the account of each contact, or of none when all belong to one.",
    });
  return without.length === 0;
}

function seenFrom(asOf: string, contact: ReadContact, figures: StakeholderFigures): Person {
  const { roles, levels, liveDays, expiresDays } = figures;
  const level = levels.value.find((one) => one.level === contact.level);
  const held = roles.value.filter(({ role }) => contact.roles.includes(role));
  const powers = [...held.map(({ power }) => power), ...(level ? [level.power] : [])];
  const days = contact.last_contact === null ? null : daysBetween(contact.last_contact, asOf);
  const expired = contact.relationship !== null && days !== null && days > expiresDays.value;
  const left = contact.left ?? false;
  return {
    name: contact.name,
    account: contact.account,
    roles: held.map(({ role }) => role),
    level: contact.level,
    box: level?.box ?? null,
    department: contact.department,
    power: byPower.find((power) => powers.includes(power)) ?? null,
    last_contact: contact.last_contact,
    days,
    live: left ? false : days === null ? null : days <= liveDays.value,
    points: expired ? null : contact.relationship,
    expired,
    left,
  };
}

/**
 * The people behind a list of contacts, sorted by account and name: words read by the rule, days counted to the day of the answer, scores
 * that expired taken as unknown. Throws Problem, listing every place, for words the rule does not know, points off the scale, dates
 * in the future, and rows that contradict each other.
 * @example people(contacts, "2026-01-01", figures)[0].days // 31
 */
export function people(given: readonly GivenContact[], asOf: string, figures: StakeholderFigures): Person[] {
  dayNumber(asOf);
  const named = accountsNamed(given);
  const read = given.map((contact) => ({
    place: `${contact.place}${contact.name === "" ? "" : ` (${contact.name})`}`,
    ...readContact(contact, asOf, named ? contact.account! : UNNAMED_ACCOUNT, figures),
  }));
  refuseFaults(read, figures);
  const places: string[] = [];
  const joined = joinContacts(
    read.map(({ contact }) => contact),
    places,
  );
  if (places.length)
    throw new Problem({
      what: "The same person stands in several rows that contradict each other:",
      places,
      remedy: "Make the rows agree, or tell two people of one name apart.",
    });
  return joined
    .map((contact) => seenFrom(asOf, contact, figures))
    .sort((a, b) => byText(a.account, b.account) || byText(a.name, b.name));
}

/** Accounts of one kind and what they pay. */
interface AccountGroup {
  accounts: number;
  /** Of those whose ARR is known; null when none is. */
  arr: number | null;
  accounts_without_arr: number;
}

/** The book's breadth in one place. */
export const ThreadingTotals = z.strictObject({
  /** The worst of the accounts. */
  verdict: z.enum(verdicts),
  accounts: shown.count(),
  single_threaded: shown.count(),
  single_threaded_arr: shown.money().nullable(),
  exposed: shown.count(),
  exposed_arr: shown.money().nullable(),
  contacts: shown.count(),
  live: shown.count(),
  undated: shown.count(),
  contacts_needed: shown.count(),
  live_days: shown.days(),
  by_verdict: z.array(
    z.strictObject({
      verdict: z.enum(verdicts),
      accounts: shown.count(),
      arr: shown.money().nullable(),
      accounts_without_arr: shown.count(),
    }),
  ),
});
type ThreadingTotals = z.infer<typeof ThreadingTotals>;

/** How many accounts, their ARR, and how many of them lack one. @example groupOf([]) // { accounts: 0, arr: 0, accounts_without_arr: 0 } */
function groupOf(lines: readonly AccountLine[]): AccountGroup {
  const known = lines.map(({ arr }) => arr).filter((arr) => arr !== null);
  const without = lines.length - known.length;
  return {
    accounts: lines.length,
    arr: known.length === 0 && without > 0 ? null : sumMoney(known),
    accounts_without_arr: without,
  };
}

/**
 * The accounts of a book by how broadly they are known, with the ARR that hangs on one person. Verdicts no account has are left out.
 * Units: ARR in major units a year, of the accounts whose ARR is known.
 * @example threadingTotals(lines, 3, 90).single_threaded // 2
 */
function threadingTotals(lines: readonly AccountLine[], contactsNeeded: number, liveDays: number): ThreadingTotals {
  const single = groupOf(lines.filter(({ single_threaded }) => single_threaded === true));
  const exposed = groupOf(lines.filter(({ state }) => state === "exposed"));
  const by_verdict = verdicts
    .map((verdict) => ({ verdict, ...groupOf(lines.filter((line) => line.verdict === verdict)) }))
    .filter(({ accounts }) => accounts > 0);
  const total = (of: "contacts" | "live" | "undated") => lines.reduce((sum, line) => sum + line[of], 0);
  return {
    verdict: by_verdict[0]?.verdict ?? "nobody",
    accounts: lines.length,
    single_threaded: single.accounts,
    single_threaded_arr: single.arr,
    exposed: exposed.accounts,
    exposed_arr: exposed.arr,
    contacts: total("contacts"),
    live: total("live"),
    undated: total("undated"),
    contacts_needed: contactsNeeded,
    live_days: liveDays,
    by_verdict,
  };
}

/**
 * The account whose champion is at the highest risk, and of these the one with the largest ARR.
 * @example worstChampion(lines).account // "Harbour"
 */
function worstChampion(lines: readonly AccountLine[]): (ChampionRisk & { account: string }) | null {
  const worst = [...lines].sort(
    (a, b) =>
      riskLevels.indexOf(a.champion.level) - riskLevels.indexOf(b.champion.level) ||
      bySize(a.arr, b.arr) ||
      byText(a.account, b.account),
  )[0];
  return worst === undefined ? null : { account: worst.account, ...worst.champion };
}

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

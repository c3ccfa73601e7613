import { dayNumber, daysBetween } from "../calendar/dates.ts";
import { Problem } from "../contract/problem.ts";
import { byText } from "../order/by-text.ts";
import type { Power, StakeholderFigures } from "./figures.ts";
import { joinContacts } from "./join-contacts.ts";
import type { GivenContact, Person } from "./person.ts";
import { type ContactFault, type ReadContact, readContact } from "./read-contact.ts";

/** How an account is called when the contacts name none. */
export const UNNAMED_ACCOUNT = "the account";

const byPower: readonly Power[] = ["high", "middle", "low"];

function accepted(about: ReadonlySet<ContactFault["about"]>, figures: StakeholderFigures): string {
  const words = (name: string, also: readonly string[]) => (also.length ? `${name} (also ${also.join(", ")})` : name);
  const roles = figures.roles.value.map(({ role, also }) => words(role, also)).join("; ");
  const levels = figures.levels.value.map(({ level, also }) => words(level, also)).join("; ");
  const scale = figures.scale.value.map(({ points, name }) => `${points} ${name}`).join(", ");
  return [
    ...(about.has("name") ? ["Name each contact."] : []),
    ...(about.has("role") ? [`Roles: ${roles}.`] : []),
    ...(about.has("level") ? [`Levels: ${levels}.`] : []),
    ...(about.has("relationship") ? [`Relationship: ${scale}; leave out what nobody knows.`] : []),
    ...(about.has("last_contact") ? ["Give last_contact as a past date like 2026-01-31, or as_of as a later one."] : []),
  ].join(" ");
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
  const faults = read.flatMap(({ faults: own }) => own);
  if (faults.length)
    throw new Problem({
      what: "These contacts cannot be used:",
      places: read.flatMap(({ place, faults: own }) => own.map(({ text }) => `${place}: ${text}.`)),
      remedy: accepted(new Set(faults.map(({ about }) => about)), figures),
    });
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

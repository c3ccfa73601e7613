import { dayNumber } from "../calendar/dates.ts";
import { Problem } from "../contract/problem.ts";
import type { StakeholderFigures } from "./figures.ts";
import type { GivenContact } from "./person.ts";
import { ruleName } from "./rule-name.ts";

/** A contact whose words are the rule's own. */
export interface ReadContact extends GivenContact {
  account: string;
  roles: string[];
}

/** What is wrong with a contact, and which list of accepted values the remedy must show. */
export interface ContactFault {
  about: "name" | "role" | "level" | "relationship" | "last_contact";
  text: string;
}

function dateFault(date: string, asOf: string): string | null {
  try {
    return dayNumber(date) > dayNumber(asOf) ? `last_contact ${date} is after ${asOf}` : null;
  } catch (error) {
    if (error instanceof Problem) return `last_contact "${date}" is not a date of the calendar`;
    throw error;
  }
}

/**
 * One contact in the rule's own words, with everything that is wrong with it. Faults leave the contact unusable.
 * @example readContact({ name: "Sand", role: "advocate", ... }, "2026-01-01", "Acme", figures).contact.roles // ["champion"]
 */
export function readContact(
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
  const found = words.map((word) => ({ word: word.trim(), role: ruleName(word, roleEntries) }));
  for (const { word, role } of found) if (role === null) fault("role", `the role "${word}" is not known`);
  const levelEntries = levels.value.map(({ level, also }) => ({ name: level, also }));
  const level = given.level === null || given.level.trim() === "" ? null : ruleName(given.level, levelEntries);
  if (level === null && given.level !== null && given.level.trim() !== "")
    fault("level", `the level "${given.level.trim()}" is not known`);
  if (given.relationship !== null && !scale.value.some(({ points }) => points === given.relationship))
    fault("relationship", `relationship ${given.relationship} is not on the scale`);
  const wrongDate = given.last_contact === null ? null : dateFault(given.last_contact, asOf);
  if (wrongDate !== null) fault("last_contact", wrongDate);
  const named = new Set(found.map(({ role }) => role));
  const ordered = roles.value.map(({ role }) => role).filter((role) => named.has(role));
  return { contact: { ...given, account, roles: ordered, level }, faults };
}

import { addMonths, daysBetween } from "../calendar/dates.ts";
import type { StakeholderFigures } from "./figures.ts";
import type { Person } from "./person.ts";

/** A person whose level should have heard from us before the day of the answer. */
export interface OverdueContact {
  name: string;
  account: string;
  level: string;
  last_contact: string;
  /** Days since the last contact. */
  days: number;
  due_on: string;
  days_over: number;
  due_every: string;
}

/** A person whose cadence cannot be judged, and what is missing. */
export interface UnknownContact {
  name: string;
  account: string;
  missing: string;
}

/**
 * People past the date their level should have been spoken to by; a contact due today is not overdue. Units: days, and months of the
 * calendar. People who left are passed over.
 * @example overdueContacts([weiss], cadence, "2026-07-01")[0].days_over // 16
 */
export function overdueContacts(list: readonly Person[], cadence: StakeholderFigures["cadence"], asOf: string): OverdueContact[] {
  return list.flatMap((person): OverdueContact[] => {
    const { name, account, level, last_contact, days, left } = person;
    const row = cadence.value.find((one) => one.level === level);
    if (left || level === null || last_contact === null || days === null || !row || row.every_months === null) return [];
    const due_on = addMonths(last_contact, row.every_months);
    const days_over = daysBetween(due_on, asOf);
    return days_over > 0 ? [{ name, account, level, last_contact, days, due_on, days_over, due_every: row.at_least }] : [];
  });
}

/**
 * People of whom nobody can say whether they are overdue, for want of a last contact or a level.
 * @example unknownContacts([okafor]) // [{ name: "Okafor", account: "Harbour", missing: "last_contact" }]
 */
export function unknownContacts(list: readonly Person[]): UnknownContact[] {
  return list.flatMap(({ name, account, level, last_contact, left }): UnknownContact[] => {
    const missing = [...(last_contact === null ? ["last_contact"] : []), ...(level === null ? ["level"] : [])];
    return left || missing.length === 0 ? [] : [{ name, account, missing: missing.join(" and ") }];
  });
}

import type { Power } from "./figures.ts";

/** One contact as the caller gives it; what is unknown is null and never 0. */
export interface GivenContact {
  /** How messages name it, such as "contacts[2]" or "row 5". */
  place: string;
  name: string;
  account: string | null;
  /** One role or several, parted by commas. */
  role: string | null;
  level: string | null;
  relationship: number | null;
  last_contact: string | null;
  department: string | null;
  left: boolean | null;
}

/** One person at one account, read by the rule and seen from the day of the answer. */
export interface Person {
  name: string;
  account: string;
  /** Under the rule's own names, in the rule's order. */
  roles: string[];
  level: string | null;
  box: string | null;
  department: string | null;
  power: Power | null;
  last_contact: string | null;
  /** Days since the last contact. */
  days: number | null;
  /** In touch within the days that count; null when nobody knows. */
  live: boolean | null;
  /** Points on the scale that still count; null when none were given or they expired. */
  points: number | null;
  expired: boolean;
  left: boolean;
}

import {
  type GivenContact,
  type Person,
  type StakeholderFigures,
  stakeholderReads,
} from "../../../src/topics/stakeholders/threading.ts";
import { openTestPorts } from "../../open-test-ports.ts";

const { library } = openTestPorts();

/** The shipped figures: points 1 to 5, scores expire after 180 days, 90 days are live, 3 contacts are wanted. */
export const figures = Object.fromEntries(
  Object.entries(stakeholderReads).map(([name, reference]) => [name, library.figure(reference)]),
) as unknown as StakeholderFigures;

/** A contact of whom only the name is known, and what a test says of it. */
export const contact = (name: string, more: Partial<GivenContact> = {}): GivenContact => ({
  place: name,
  name,
  account: "Acme",
  role: null,
  level: null,
  relationship: null,
  last_contact: null,
  department: null,
  left: null,
  ...more,
});

/** A person in touch ten days ago, and what a test says of it. */
export const person = (name: string, more: Partial<Person> = {}): Person => ({
  name,
  account: "Acme",
  roles: [],
  level: null,
  box: null,
  department: null,
  power: null,
  last_contact: "2025-12-22",
  days: 10,
  live: true,
  points: null,
  expired: false,
  left: false,
  ...more,
});
export const silent = { days: 120, live: false, last_contact: "2025-09-03" } as const;
export const undated = { days: null, live: null, last_contact: null } as const;

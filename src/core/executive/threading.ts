import type { Person } from "./person.ts";

/** How broadly an account is known, worst first. */
export const verdicts = [
  "nobody",
  "none_live",
  "single_threaded",
  "unknown",
  "below_figure",
  "one_department",
  "one_level",
  "multi_threaded",
] as const;
export type Verdict = (typeof verdicts)[number];

/** Breadth of one account: only people who answer count. */
export interface Threading {
  verdict: Verdict;
  /** One live contact at most; null when people whose last contact nobody knows could change it. */
  single_threaded: boolean | null;
  contacts: number;
  live: number;
  /** People of whom nobody knows when they were last in touch. */
  undated: number;
  departments: string[];
  levels: string[];
}

const onlyOne = (values: readonly (string | null)[]): boolean => !values.includes(null) && new Set(values).size === 1;
const known = (values: readonly (string | null)[]): string[] => [...new Set(values.filter((one) => one !== null))].sort();

function verdictOf(present: readonly Person[], needed: number): Verdict {
  const live = present.filter((person) => person.live === true);
  const possible = live.length + present.filter((person) => person.live === null).length;
  if (present.length === 0) return "nobody";
  if (possible === 0) return "none_live";
  if (possible === 1) return "single_threaded";
  if (live.length < needed) return live.length < 2 || possible >= needed ? "unknown" : "below_figure";
  if (live.length > 1 && onlyOne(live.map(({ department }) => department))) return "one_department";
  return live.length > 1 && onlyOne(live.map(({ box }) => box)) ? "one_level" : "multi_threaded";
}

/**
 * How many people of one account are in touch, against the number an account should have by the end of onboarding. People who left do
 * not count, people of whom nobody knows may count. Several live people of one department, or on one level of the map, are one thread.
 * @example threading([sand], 3).verdict // "single_threaded"
 */
export function threading(account: readonly Person[], needed: number): Threading {
  const present = account.filter((person) => !person.left);
  const live = present.filter((person) => person.live === true).length;
  const undated = present.filter((person) => person.live === null).length;
  return {
    verdict: verdictOf(present, needed),
    single_threaded: live >= 2 ? false : live + undated <= 1 ? true : null,
    contacts: present.length,
    live,
    undated,
    departments: known(present.map(({ department }) => department)),
    levels: known(present.map(({ level }) => level)),
  };
}

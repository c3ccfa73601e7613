import { largest } from "../order/largest.ts";
import type { StakeholderFigures } from "./figures.ts";
import type { Person } from "./person.ts";

export const gaps = ["nobody_known", "missing_in_some", "nobody_live", "weak", "none"] as const;

/** One box of the map over all accounts: a role or a level. */
export interface CoverageRow {
  kind: "role" | "level";
  box: string;
  contacts: number;
  live: number;
  /** The most points anybody in the box has. */
  strongest: number | null;
  /** Accounts in which the box is empty. */
  accounts_without: number;
  gap: (typeof gaps)[number];
}

/**
 * Who fills each box of the map, the strongest of them, and what is missing: roles first, then levels, both in the rule's order. A box
 * that need not be filled, such as the opponent's, is no gap when empty.
 * @example coverage([sand], ["Harbour"], figures)[0].gap // "nobody_known"
 */
export function coverage(
  list: readonly Person[],
  accounts: readonly string[],
  { roles, levels, leastPoints }: Pick<StakeholderFigures, "roles" | "levels" | "leastPoints">,
): CoverageRow[] {
  const row = (kind: CoverageRow["kind"], box: string, needed: boolean, holds: (person: Person) => boolean): CoverageRow => {
    const inside = list.filter((person) => !person.left && holds(person));
    const points = inside.map((person) => person.points).filter((one) => one !== null);
    const strongest = points.length ? largest(points) : null;
    const filled = new Set(inside.map(({ account }) => account));
    const accounts_without = accounts.filter((account) => !filled.has(account)).length;
    const gap = (): CoverageRow["gap"] => {
      if (!needed) return "none";
      if (inside.length === 0) return "nobody_known";
      if (accounts_without > 0) return "missing_in_some";
      if (inside.every((person) => person.live === false)) return "nobody_live";
      return strongest !== null && strongest < leastPoints.value.next ? "weak" : "none";
    };
    const live = inside.filter((person) => person.live === true).length;
    return { kind, box, contacts: inside.length, live, strongest, accounts_without, gap: gap() };
  };
  const boxes = [...new Set(levels.value.map(({ box }) => box))];
  return [
    ...roles.value.map(({ role, needed }) => row("role", role, needed, (person) => person.roles.includes(role))),
    ...boxes.map((box) => row("level", box, true, (person) => person.box === box)),
  ];
}

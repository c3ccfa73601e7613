import type * as z from "zod";
import type { Figure } from "../contract/figure.ts";
import type { Role } from "../contract/vocabulary.ts";
import type { RoleTriggers } from "./figures.ts";

/** The sizes that role triggers look at. */
export interface TeamSize {
  csms: number;
  customers: number;
  tech_accounts: number;
  reports_per_leader: number;
}

/** One standard's word on one role. */
export interface RoleDue {
  role: Role;
  standard: string;
  due: boolean;
  why: string;
}

const measureWords: Record<keyof TeamSize, string> = {
  csms: "CSMs",
  customers: "customers",
  tech_accounts: "tech-touch accounts",
  reports_per_leader: "direct reports of one leader",
};

/**
 * Which roles each standard calls for at this size, with its reason; the standard in force comes first, then the others by name.
 * @example rolesDue({ csms: 6, customers: 340, tech_accounts: 180, reports_per_leader: 7 }, triggers)[0] // cs_ops is due from 5 CSMs
 */
export function rolesDue(size: TeamSize, triggers: Figure<z.infer<typeof RoleTriggers>>): RoleDue[] {
  const others = Object.keys(triggers.standards)
    .filter((standard) => standard !== triggers.standard)
    .sort();
  const lines: [string, z.infer<typeof RoleTriggers>][] = [
    [triggers.standard, triggers.value],
    ...others.map((standard): [string, z.infer<typeof RoleTriggers>] => [standard, triggers.standards[standard]!]),
  ];
  return lines.flatMap(([standard, roles]) =>
    roles.map(({ role, measure, from, why }) => ({
      role,
      standard,
      due: size[measure] >= from,
      why: `${why} (${standard}: from ${from} ${measureWords[measure]}, here ${size[measure]}).`,
    })),
  );
}

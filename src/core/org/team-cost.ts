import type * as z from "zod";
import { Problem } from "../contract/problem.ts";
import { type Bracket, Role } from "../contract/vocabulary.ts";
import { sumMoney } from "../money/sum-money.ts";
import type { LoadedCosts } from "./figures.ts";
import type { Heads } from "./team-question.ts";

/**
 * What one person of a role costs a year: the user's own figure exactly, else the library's bracket. Major units.
 * Throws Problem for a role that neither knows.
 * @example roleCost("csm", { csm: 160000 }, {}) // { low: 160000, central: 160000, high: 160000 }
 */
export function roleCost(role: Role, costs: Partial<Record<Role, number>>, loaded: z.infer<typeof LoadedCosts>): Bracket {
  const own = costs[role];
  if (own !== undefined) return { low: own, central: own, high: own };
  const bracket = loaded[role];
  if (!bracket)
    throw new Problem({
      what: `The cost of a ${role} is not known.`,
      remedy: `Give costs.${role}, the yearly loaded cost of one.`,
    });
  return bracket;
}

/**
 * Yearly cost of a team: heads times cost, role by role, with the ends the unknown costs allow. Major units.
 * @example teamCost({ csm: 6, vp: 1 }, { csm: 150000, vp: 280000 }, {}) // central 1180000
 */
export function teamCost(heads: Heads, costs: Partial<Record<Role, number>>, loaded: z.infer<typeof LoadedCosts>): Bracket {
  const lines = Role.options.flatMap((role) => {
    const people = heads[role] ?? 0;
    return people === 0 ? [] : [{ people, cost: roleCost(role, costs, loaded) }];
  });
  return {
    low: sumMoney(lines.map(({ people, cost }) => people * cost.low)),
    central: sumMoney(lines.map(({ people, cost }) => people * cost.central)),
    high: sumMoney(lines.map(({ people, cost }) => people * cost.high)),
  };
}

import { servedByCsms } from "../org/tier-lines.ts";
import type { Company } from "./company.ts";
import type { PlanInput } from "./plan-input.ts";

/**
 * The company with its CSMs counted from the owners of its accounts, where it names none itself.
 * @example withOwners({ company: {}, book: { accounts: [{ owner: "Ana", ... }] }, ... }).team // { csm: 1 }
 */
export function withOwners({ company, book }: Pick<PlanInput, "company" | "book">): Company {
  const owners = new Set((book?.accounts ?? []).filter(servedByCsms).flatMap(({ owner }) => owner ?? []));
  if (company.team?.csm !== undefined || owners.size === 0) return company;
  return { ...company, team: { ...company.team, csm: owners.size } };
}

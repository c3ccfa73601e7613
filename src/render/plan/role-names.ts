import type { Role } from "../../core/contract/vocabulary.ts";

const names: Record<Role, [string, string]> = {
  cco: ["chief customer officer", "chief customer officers"],
  vp: ["VP", "VPs"],
  director: ["director", "directors"],
  manager: ["manager", "managers"],
  team_lead: ["team lead", "team leads"],
  csm: ["CSM", "CSMs"],
  digital_csm: ["digital CSM", "digital CSMs"],
  cs_ops: ["CS operations person", "CS operations people"],
  onboarding: ["onboarding specialist", "onboarding specialists"],
  renewals: ["renewals manager", "renewals managers"],
};

/** Heads of a role in words. @example roleHeads("csm", 6) // "6 CSMs" */
export function roleHeads(role: Role, heads: number): string {
  return `${heads.toLocaleString("en-US")} ${names[role][heads === 1 ? 0 : 1]}`;
}

export function roleName(role: Role): string {
  return names[role][0];
}

import type { Role } from "../../core/contract/vocabulary.ts";

const names: Record<Role, [string, string]> = {
  cco: ["chief customer officer", "chief customer officers"],
  vp: ["VP", "VPs"],
  director: ["director", "directors"],
  manager: ["manager", "managers"],
  team_lead: ["team lead", "team leads"],
  csm: ["CSM", "CSMs"],
  digital_csm: ["digital CSM", "digital CSMs"],
  cs_ops: ["CS operations specialist", "CS operations specialists"],
  onboarding: ["onboarding specialist", "onboarding specialists"],
  renewals: ["renewals manager", "renewals managers"],
};

/** Heads of a role for a list. @example roleHeads("csm", 6) // "6 CSMs" */
export function roleHeads(role: Role, heads: number): string {
  return `${heads.toLocaleString("en-US")} ${names[role][heads === 1 ? 0 : 1]}`;
}

/** Heads of a role for a sentence. @example roleHeadsInWords("csm", 1) // "one CSM" */
export function roleHeadsInWords(role: Role, heads: number): string {
  return heads === 1 ? `one ${names[role][0]}` : roleHeads(role, heads);
}

export function roleName(role: Role): string {
  return names[role][0];
}

import type * as z from "zod";
import { Problem } from "../contract/problem.ts";
import { Role } from "../contract/vocabulary.ts";
import type { ReportsTo } from "./figures.ts";
import { roundUp } from "./round-up.ts";
import type { Heads } from "./team-question.ts";

/** One person of the chart; `reports_to` is another person's id, or "ceo", the root outside the team. */
export interface ChartNode {
  id: string;
  role: Role;
  reports_to: string;
}

type Lines = z.infer<typeof ReportsTo>;

/** The nearest leader of CSMs when there is one, whatever the general line says. */
const leadersOfCsms: readonly Role[] = ["team_lead", "manager"];

function leaderOf(role: Role, heads: Heads, lines: Lines): Role | "ceo" {
  if (role === "csm") {
    const near = leadersOfCsms.find((leader) => heads[leader]);
    if (near) return near;
  }
  let leader = lines[role] ?? "ceo";
  while (leader !== "ceo" && !heads[leader]) leader = lines[leader] ?? "ceo";
  return leader;
}

function refuseCircles(lines: Lines): void {
  for (const role of Role.options) {
    const seen = new Set<Role | "ceo">();
    for (let leader: Role | "ceo" = role; leader !== "ceo"; leader = lines[leader] ?? "ceo") {
      if (seen.has(leader))
        throw new Problem({
          what: `figures.reports_to of org-roles goes in a circle: ${[...seen].join(" -> ")} -> ${leader}.`,
          remedy: "Let every line of reporting end at ceo.",
        });
      seen.add(leader);
    }
  }
}

/**
 * The people of a team and whom each reports to: a tree whose root is the CEO. Where a leader's role is empty the line goes to the next
 * one up; several leaders of a role share their reports evenly. A part of a person is a person here. Throws Problem when the lines of reporting go in a circle.
 * @example orgChart({ vp: 1, csm: 2 }, { csm: "vp", vp: "ceo" }) // vp-1 -> ceo, csm-1 -> vp-1, csm-2 -> vp-1
 */
export function orgChart(heads: Heads, lines: Lines): ChartNode[] {
  refuseCircles(lines);
  return Role.options.flatMap((role) => {
    const people = roundUp(heads[role] ?? 0);
    const leader = leaderOf(role, heads, lines);
    const leaders = leader === "ceo" ? 0 : roundUp(heads[leader] ?? 0);
    return Array.from({ length: people }, (_, index) => ({
      id: `${role}-${index + 1}`,
      role,
      reports_to: leader === "ceo" ? "ceo" : `${leader}-${Math.floor((index * leaders) / people) + 1}`,
    }));
  });
}

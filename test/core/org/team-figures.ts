import type { TeamFigures } from "../../../src/core/org/team-reads.ts";
import { teamReads } from "../../../src/core/org/team-reads.ts";
import { findRulesFolder } from "../../../src/rules/find-rules-folder.ts";
import { openLibrary } from "../../../src/rules/library.ts";

const library = openLibrary({ folder: findRulesFolder() });

/** The figures of the shipped rules, as a tool would hand them over. */
export function teamFigures(standard?: string): TeamFigures {
  return Object.fromEntries(
    Object.entries(teamReads).map(([name, reference]) => [name, library.figure(reference, standard)]),
  ) as unknown as TeamFigures;
}

import { boundReads, type ChoiceFigures, moreReads, type TeamFigures, teamReads } from "../../../src/topics/team/figures.ts";
import { shippedLibrary as library } from "../../shipped-library.ts";

/** The figures of the shipped rules, as a tool would hand them over. */
export function teamFigures(standard?: string): TeamFigures {
  return allTeamFigures(standard);
}

/** Those of the plan and of what is answered beside it. */
export function allTeamFigures(standard?: string): ChoiceFigures {
  return Object.fromEntries(
    Object.entries({ ...teamReads, ...moreReads, ...boundReads }).map(([name, reference]) => [
      name,
      library.figure(reference, standard),
    ]),
  ) as unknown as ChoiceFigures;
}

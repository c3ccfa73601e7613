import type * as z from "zod";
import type { ScoreBands } from "./figures.ts";
import type { UsedCase } from "./used-case.ts";

/** The accounts of one band. */
export interface BandMembers {
  band: string;
  members: UsedCase[];
}

/**
 * The accounts of each band, the worst band first; a band holds from its value up to the next one, and the worst holds all below.
 * @example membersByBand(cases, bands)[0] // { band: "emergency", members: [...] }
 */
export function membersByBand(cases: readonly UsedCase[], bands: z.infer<typeof ScoreBands>): BandMembers[] {
  const ascending = [...bands].sort((a, b) => a.from - b.from);
  const groups = ascending.map(({ band }): BandMembers => ({ band, members: [] }));
  for (const one of cases) {
    const above = ascending.findIndex(({ from }) => from > one.score);
    groups[above < 0 ? groups.length - 1 : Math.max(0, above - 1)]!.members.push(one);
  }
  return groups;
}

import { Problem } from "../contract/problem.ts";
import type { TechnologyFigures } from "./figures.ts";
import { plainName } from "./plain-name.ts";
import type { TechnologyFields } from "./technology-fields.ts";

type NeedRow = TechnologyFields["needs"][number];
/** A need with its part of the build-or-buy table, before anybody knows what carries it today. */
export type PlannedNeed = Omit<NeedRow, "state"> & { part: string };

/** Needs no bought tool carries. */
export const NO_TOOL = "none";

/**
 * The needs in force in the order of the rules: the caller's, or the rule's musts where none are given. Each with must or nice, buy or
 * build by the part it hangs on, and the kind of tool that carries it.
 * Throws Problem for a need the rules do not know, or one named twice.
 * @example planNeeds(["Usage integration"], figures)[0] // { need: "usage_integration", level: "must", choose: "build", tool: "csp", ... }
 */
export function planNeeds(
  given: readonly string[] | undefined,
  figures: Pick<TechnologyFigures, "parts" | "capabilities">,
): PlannedNeed[] {
  const all = figures.parts.value.flatMap(({ part, needs, choose }) => needs.map((need) => ({ need, part, choose })));
  const capability = (need: string) => figures.capabilities.value.find((row) => plainName(row.capability) === need);
  const names = given?.map(plainName);
  const unknown = (names ?? []).filter((name) => !all.some(({ need }) => need === name));
  const twice = (names ?? []).filter((name, place, list) => list.indexOf(name) !== place);
  if (unknown.length || twice.length)
    throw new Problem({
      what: unknown.length
        ? `needs names what the rules do not know: ${unknown.join(", ")}.`
        : `needs names twice: ${twice.join(", ")}.`,
      remedy: `Name each once. The needs: ${all.map(({ need }) => need).join(", ")}.`,
    });
  return all
    .map(({ need, part, choose }) => {
      const row = capability(need);
      return { need, level: row?.need ?? ("yours" as const), choose, tool: row?.tool ?? NO_TOOL, part };
    })
    .filter(({ need, level }) => (names === undefined ? level === "must" : names.includes(need)));
}

/** What is built or owned, a row a part, with the months the rule gives for building. */
export function buildRows(
  needs: readonly PlannedNeed[],
  { parts, buildMonths }: Pick<TechnologyFigures, "parts" | "buildMonths">,
): TechnologyFields["build"] {
  return parts.value.flatMap(({ part, choose, because }) => {
    const mine = needs.filter((need) => need.part === part).map(({ need }) => need);
    if (choose === "buy" || mine.length === 0) return [];
    const [months_low, months_high] = choose === "build" ? buildMonths.value.months : [];
    const only = choose === "build" ? ". Only with a second person who can mend it" : "";
    return [
      {
        what: part,
        needs: mine,
        choose,
        why: `${because}${only}.`,
        ...(months_low === undefined ? {} : { months_low, months_high }),
      },
    ];
  });
}

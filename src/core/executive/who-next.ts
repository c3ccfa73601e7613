import { bySize } from "../order/by-size.ts";
import { byText } from "../order/by-text.ts";
import type { Power, StakeholderFigures } from "./figures.ts";
import type { Person } from "./person.ts";

/** Somebody already known who could be asked to be the next champion, and what speaks for it. */
export interface NextChampion {
  name: string;
  why: string;
}

const powers: readonly (Power | null)[] = ["high", "middle", "low", null];

/** Neither a champion nor against it, still there, and not known to be cool or silent. */
function canBeAsked(person: Person, least: number): boolean {
  const taken = person.left || person.roles.includes("champion") || person.roles.includes("opponent");
  return !taken && person.live !== false && (person.points === null || person.points >= least);
}

function words(person: Person, scale: StakeholderFigures["scale"]): string {
  const name = scale.value.find(({ points }) => points === person.points)?.name;
  return [
    person.live === null ? "last contact not known" : `in touch ${person.days} days ago`,
    person.points === null ? "no score that still counts" : `relationship ${name ?? person.points}`,
    ...(person.level === null ? [] : [person.level]),
    ...person.roles,
  ].join(", ");
}

/**
 * Those on the list best placed to be asked to be the next champion, at most two: who is in touch before who may be, then the stronger
 * relationship, then more power, then the name. Nobody is made up; an opponent is never one.
 * @example whoNext([sandChampion, abara], figures)[0].name // "Abara"
 */
export function whoNext(
  account: readonly Person[],
  { leastPoints, scale }: Pick<StakeholderFigures, "leastPoints" | "scale">,
): NextChampion[] {
  return account
    .filter((person) => canBeAsked(person, leastPoints.value.next))
    .sort(
      (a, b) =>
        Number(b.live ?? false) - Number(a.live ?? false) ||
        bySize(a.points, b.points) ||
        powers.indexOf(a.power) - powers.indexOf(b.power) ||
        byText(a.name, b.name),
    )
    .slice(0, 2)
    .map((person) => ({ name: person.name, why: words(person, scale) }));
}

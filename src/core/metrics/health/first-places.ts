/** As many places as a person reads, and how many more there are. */
const SHOWN = 12;

/** The first places of a long list, with the number of the others, so that an error about a whole file stays readable. */
export function firstPlaces(places: readonly string[]): string[] {
  const more = places.length - SHOWN;
  return more > 0 ? [...places.slice(0, SHOWN), `and ${more} more`] : [...places];
}

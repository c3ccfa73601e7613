type Step = string | number;
/** Where a leaf stands in one call: the steps from the top. */
export type Place = readonly Step[];

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** Every place of a call that a path such as "tiers[].arr" or "team{}" stands for. */
export function placesOf(call: unknown, path: string): Place[] {
  const parts = path.split(/\.|(?=\[\]|\{\})/).filter((part) => part !== "");
  let found: { place: Step[]; value: unknown }[] = [{ place: [], value: call }];
  for (const part of parts)
    found = found.flatMap(({ place, value }) => {
      if (part === "[]")
        return Array.isArray(value) ? value.map((element, index) => ({ place: [...place, index], value: element })) : [];
      if (!isRecord(value) || Array.isArray(value)) return [];
      if (part === "{}") return Object.entries(value).map(([name, element]) => ({ place: [...place, name], value: element }));
      return part in value ? [{ place: [...place, part], value: value[part] }] : [];
    });
  return found.map(({ place }) => place);
}

/** What stands at a place. */
export function valueAt(call: unknown, place: Place): unknown {
  return place.reduce<unknown>((value, step) => (isRecord(value) ? value[step as string] : undefined), call);
}

/** The same call with another value at a place. */
export function withValue<Call>(call: Call, place: Place, value: unknown): Call {
  const copy = structuredClone(call);
  (valueAt(copy, place.slice(0, -1)) as Record<Step, unknown>)[place.at(-1)!] = value;
  return copy;
}

/** The same call without what stands at a place; a list goes with its element, since a list has no gaps. */
export function without<Call>(call: Call, place: Place): Call {
  const last = typeof place.at(-1) === "number" ? place.slice(0, -1) : place;
  const copy = structuredClone(call);
  delete (valueAt(copy, last.slice(0, -1)) as Record<Step, unknown>)[last.at(-1)!];
  return copy;
}

import { expect } from "vitest";

/** Every null of a result as a path, with [] for "each element". */
export function nullPaths(value: unknown, path = ""): string[] {
  if (value === null) return [path];
  if (Array.isArray(value)) return [...new Set(value.flatMap((element) => nullPaths(element, `${path}[]`)))];
  if (typeof value !== "object") return [];
  return Object.entries(value as object).flatMap(([name, element]) => nullPaths(element, path === "" ? name : `${path}.${name}`));
}

/** Asserts that a tool's result says, in its `undefined` list, why each null is null. */
export function everyNullHasAReason(result: unknown): void {
  const { undefined: entries } = result as { undefined: { field: string; reason: string }[] };
  const explained = entries.map(({ field }) => field);
  expect(
    nullPaths(result).filter((path) => !explained.includes(path)),
    "nulls without a reason",
  ).toEqual([]);
  expect(
    entries.filter(({ reason }) => reason.trim() === ""),
    "reasons without words",
  ).toEqual([]);
}

const DIGITS = 6;
/** Digits of a number as a person is shown it: after the point, or counted from the first where it is below 1. */
const SHOWN = 4;

const shownAs = (expected: number): number =>
  Number(Math.abs(expected) < 1 ? expected.toPrecision(SHOWN) : expected.toFixed(SHOWN));

/** Where a result differs from what is expected of it, exactly or as it is shown; keys that are not expected may be anything. */
export function subsetOf(actual: unknown, expected: unknown, path = ""): string[] {
  if (typeof expected === "number")
    return typeof actual === "number" &&
      (actual === shownAs(expected) || Math.abs(actual - expected) <= Math.max(1, Math.abs(expected)) * 10 ** -DIGITS)
      ? []
      : [`${path}: ${String(actual)} instead of ${expected}`];
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return [`${path}: ${String(actual)} is not a list`];
    return expected.flatMap((element, index) => subsetOf(actual[index], element, `${path}[${index}]`));
  }
  if (typeof expected === "object" && expected !== null) {
    if (typeof actual !== "object" || actual === null) return [`${path}: ${String(actual)} is not a record`];
    return Object.entries(expected).flatMap(([key, value]) =>
      subsetOf((actual as Record<string, unknown>)[key], value, `${path}.${key}`),
    );
  }
  return actual === expected ? [] : [`${path}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`];
}

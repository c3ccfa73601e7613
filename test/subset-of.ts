const DIGITS = 6;

/** Where a result differs from what is expected of it; keys that are not expected may be anything. */
export function subsetOf(actual: unknown, expected: unknown, path = ""): string[] {
  if (typeof expected === "number")
    return typeof actual === "number" && Math.abs(actual - expected) <= Math.max(1, Math.abs(expected)) * 10 ** -DIGITS
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

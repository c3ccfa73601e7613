/**
 * Whether two figures have the same form: the same kind of value, and the same keys all the way down.
 * Used for figures no tool reads, where the library's own value is the only description there is.
 * @example sameShape([1, 2], [3]) // true
 */
export function sameShape(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    const first = one[0];
    return first === undefined || other.every((element) => sameShape(first, element));
  }
  if (isRecord(one) && isRecord(other)) {
    const keys = Object.keys(one);
    return keys.length === Object.keys(other).length && keys.every((key) => key in other && sameShape(one[key], other[key]));
  }
  return typeof one === typeof other && Array.isArray(one) === Array.isArray(other);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

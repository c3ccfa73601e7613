/** Largest first, unknown last. @example [1, null, 2].sort(bySize) // [2, 1, null] */
export function bySize(one: number | null, other: number | null): number {
  if (one === null || other === null) return (one === null ? 1 : 0) - (other === null ? 1 : 0);
  return other - one;
}

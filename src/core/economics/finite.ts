/** A quotient that a number can hold, else null: nothing divided by nothing, or by next to nothing. @example finite(1 / 0) // null */
export function finite(quotient: number): number | null {
  return Number.isFinite(quotient) ? quotient : null;
}
